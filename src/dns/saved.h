#pragma once
/*
 * saved: a table of answers as NDJSON, one answer a line, to replay (--answers), to send along with a report (--save-answers), or to
 * compare later. {"name":"example.org","type":"TXT","said":"data","ttl":300,"owner":"...","rr":["\"v=spf1 -all\""]}: rr in master-file text, so
 * that a person can read and write it; RFC 3597 \# form for types without one.
 */
#include "dns/source.h"

/* All of the layers' answers, top layer first, sorted by name and type. ERR_MEMORY. */
enum error saved_print(const struct answers *, struct buf *) MUST_CHECK;
/* Adds to answers. ERR_SYNTAX with file and line. path is only for messages. */
enum error saved_parse(struct answers *, const char *path, struct slice text, struct problem *) MUST_CHECK;
/* A source that answers from such a table (owned) and FAILURE_OUTSIDE for the rest. NULL (table freed) when memory ended. */
struct source *saved_source_new(struct answers *) MUST_CHECK;
