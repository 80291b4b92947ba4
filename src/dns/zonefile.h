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
	void *memory;		/* private: text's */
};
/*
 * An entry ends where its comment starts, or else before its line ending (CR LF too): whole.at + whole.len is the place of a ";",
 * of the line ending, or the end of the file; the last of a multi-line entry's lines counts. data_at runs from the first token
 * after the type, or the parenthesis before it, to the last token or the parenthesis that closes that one: it is balanced, and
 * may be replaced by other data as it stands.
 */
struct zone_record {
	struct name owner;
	uint16_t type;
	uint32_t ttl;
	bool ttl_given;		/* in this entry, not by $TTL or the record before */
	bool generated;		/* by $GENERATE: whole is the directive, the other spans are empty */
	bool long_string;	/* TXT with one over 255 bytes, cut in rdata: see zone_options */
	uint16_t file;		/* index into zonefile.file */
	unsigned line;		/* from 1, where the entry starts */
	struct span whole;	/* of the entry, from its first byte: the owner, or the blank that stands for it */
	struct span owner_at, ttl_at, data_at;	/* len 0: not written, or no balanced stretch: ( TXT "a" ) "b" */
	struct rdata rdata;
};
struct zonefile {
	struct name origin;
	const struct zone_file *file;		/* [0] is the one asked for */
	size_t files;
	const struct zone_record *record;	/* those of one file ascend */
	size_t n;
	size_t outside;		/* records with owners outside the zone; they are left out, as name servers do */
	struct pool pool;	/* all but the texts and the table of records, which zonefile_release() frees too */
};

struct zone_options {
	/* NULL: the owner of the SOA record, else the first $ORIGIN, else the file's name (db.example.org, example.org.zone). */
	const struct name *origin;
	const char *include_dir;	/* where relative $INCLUDE paths start; NULL: the folder of the file that says it */
	size_t most;			/* bytes of all files; 0: 256 MiB */
	size_t records;			/* 0: 8,388,608 */
	bool long_strings;	/* a written string over 255 bytes is no error, but marked: lint reads on where servers refuse the file */
};
/*
 * Reads path ("-": standard input) and what it includes. One bad record fails the whole, as with name servers: *problem names file,
 * line and column then, and zone is empty. Class IN only. A TTL is the entry's own, or of $TTL, or the SOA's minimum after an SOA
 * without one, or the entry's before (RFC 1035 5.1), or 3600. ERR_FILE, ERR_NOT_FILE, ERR_TOO_LARGE, ERR_BINARY, ERR_SYNTAX, ERR_LOOP, ERR_MEMORY,
 * ERR_NAME_* for names; ERR_NAME_EMPTY when nothing says what the zone is called.
 */
enum error zonefile_read(struct zonefile *, const char *path, const struct zone_options *, struct problem *) MUST_CHECK;
/* The same for text at hand, which is copied; $INCLUDE is ERR_FILE. path is only for messages. For tests, fuzzers and pastes. */
enum error zonefile_parse(struct zonefile *, const char *path, struct slice text, const struct zone_options *, struct problem *) MUST_CHECK;
void zonefile_release(struct zonefile *);	/* zonefile is empty and usable again */
/* The first string over 255 bytes of a record that is marked for it, as it is written, and its bytes; 0: there is none. */
size_t zonefile_long_string(const struct zonefile *, const struct zone_record *, struct span *);
/*
 * Where the bytes of a TXT record stand in its file: at[i] of the i-th of its strings joined, len of them; at[len] is the end of the data.
 * False: it is not written out as strings ($GENERATE, \# form, nothing that can be told apart). In zonefile_place.c.
 */
bool zonefile_places(const struct zonefile *, const struct zone_record *, uint32_t *at, size_t len);
