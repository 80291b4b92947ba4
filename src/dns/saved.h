#pragma once
/*
 * saved: a table of answers as NDJSON, one answer a line, to replay (--answers), to send along with a report (--save-answers), or
 * to compare later.
 *
 *	{"name":"example.org","type":"TXT","said":"data","ttl":300,"owner":"example.org","rr":["\"v=spf1 -all\""]}
 *
 * Names and rr are master-file text, so that a person can read and write it; RFC 3597 \# form for types without one. said: data,
 * nodata, nxdomain, failed; of a failure also failure (rcode, timeout, network, cname, bogus, outside, bound) and rcode. What may
 * be left out: ttl (0), owner (the name), rr but for data, failure, rcode. Other keys are passed over: a later version may have
 * more.
 */
#include "dns/source.h"

/* What readers of answers see through all layers, sorted by name and type, in ASCII. ERR_MEMORY. */
enum error saved_print(const struct answers *, struct buf *) MUST_CHECK;
/*
 * Adds to answers; of two lines with one question the last stays. ERR_SYNTAX and ERR_NAME_* with file and line (the lines before
 * are added then), ERR_MEMORY. path is only for messages.
 */
enum error saved_parse(struct answers *, const char *path, struct slice text, struct problem *) MUST_CHECK;
/* A source that answers from such a table (owned) and FAILURE_OUTSIDE for the rest. NULL (table freed) when memory ended. */
struct source *saved_source_new(struct answers *) MUST_CHECK;
