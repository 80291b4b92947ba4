#pragma once
/*
 * zonefile: master files (RFC 1035 5.1, RFC 2308 $TTL, BIND's $GENERATE), read whole, each record with the bytes it stands in.
 *
 * Our own reader of entries, because an edit must know every byte; the data of one record goes to ldns, but for TXT, which is
 * ours. What it reads is kept in the order of the files. Nothing is believed: size, depth, line and record counts are bounded.
 */
#include "base/span.h"
#include "dns/answers.h"

struct zone_file {
	const char *path;	/* as it was opened */
	struct slice text;	/* its bytes, untouched */
};
struct zone_record {
	struct name owner;
	uint16_t type;
	uint32_t ttl;
	bool ttl_given;		/* in this entry, not by $TTL or the record before */
	bool generated;		/* by $GENERATE: whole is the directive */
	uint16_t file;		/* index into zonefile.file */
	unsigned line;		/* from 1, where the entry starts */
	struct span whole;	/* of the entry, from its first byte (the owner or the blank) to its end of line or comment */
	struct span owner_at, ttl_at, data_at;	/* len 0: not written */
	struct rdata rdata;
};
struct zonefile {
	struct name origin;
	const struct zone_file *file;
	size_t files;
	const struct zone_record *record;
	size_t n;
	struct pool pool;	/* owns all of it */
};

struct zone_options {
	const struct name *origin;	/* NULL: $ORIGIN before any record, an absolute SOA owner, or the file's name (db.example.org, example.org.zone) */
	const char *include_dir;	/* where relative $INCLUDE paths start; NULL: the folder of the file that says it */
	size_t most;			/* bytes of all files; 0: 256 MiB */
};
/*
 * Reads path and what it includes. On failure *problem names file and line, and zone is empty. ERR_FILE, ERR_NOT_FILE,
 * ERR_TOO_LARGE, ERR_BINARY, ERR_SYNTAX, ERR_LOOP, ERR_MEMORY, ERR_NAME_* for the origin.
 */
enum error zonefile_read(struct zonefile *, const char *path, const struct zone_options *, struct problem *) MUST_CHECK;
/* The same for text at hand; $INCLUDE is ERR_FILE. path is only for messages. For tests, fuzzers and pastes. */
enum error zonefile_parse(struct zonefile *, const char *path, struct slice text, const struct zone_options *, struct problem *) MUST_CHECK;
void zonefile_release(struct zonefile *);
