#pragma once
/* zonefile_private: what the files of the master-file reader share. */
#include "base/file.h"
#include "dns/zonefile.h"

/* --- zonefile_scan.c: text -> tokens */

struct place {
	uint32_t at;		/* byte, from 0 */
	unsigned line;		/* from 1 */
};
enum token_kind {
	TOKEN_END,		/* of the entry */
	TOKEN_WORD,
	TOKEN_QUOTED,
	TOKEN_WRONG,		/* scanner.fault and .wrong say what and where */
};
struct token {
	enum token_kind kind;
	struct place place;
	struct slice text;	/* as written, with its quotes */
};
struct scanner {
	struct slice text;
	uint32_t at;
	unsigned line;
	uint32_t depth;		/* open parentheses */
	struct place opened;	/* the outermost of them */
	uint32_t end;		/* at TOKEN_END: where the entry ended, see zonefile.h */
	/* What stands after the type, once scan_data() was called; parentheses in it are balanced unless it is torn. */
	bool in_data, closed, torn;
	uint32_t data_depth, data_from, data_to;	/* none: data_from is UINT32_MAX */
	const char *fault;	/* N_() */
	struct place wrong;
};
/* At the first byte after a byte order mark. text is under 4 GiB. */
void scan_start(struct scanner *, struct slice text);
/* Forgets the data of the entry before. */
void scan_entry(struct scanner *);
/* The next token of the entry. The entry's end is consumed with its line ending; the next call starts another entry. */
enum token_kind scan_token(struct scanner *, struct token *);
/* What follows is data. */
void scan_data(struct scanner *);
/* The data of the entry that has just ended, with parentheses, comments and line endings as they stand in it. */
struct slice scan_data_text(const struct scanner *);
/* The bytes of a token without its quotes. */
struct slice token_bare(const struct token *);

/* --- zonefile.c: files */

/* A file being read: its place in the chain of includes, and what $ORIGIN and the last owner are in it. */
struct unit {
	struct unit *up;
	struct scanner scan;
	struct file_stamp stamp;
	struct name origin;	/* len 0: not known yet */
	size_t owner;		/* the record that has the last owner; SIZE_MAX: none */
	uint16_t file;
	unsigned depth;
};
struct reader {
	struct zonefile *zone;
	const struct zone_options *options;
	struct problem *problem;
	bool includes;		/* files may be opened */
	struct zone_record *record;
	size_t n, size;
	struct zone_file *file;
	size_t files, files_size;
	size_t bytes_left;
	uint32_t default_ttl, last_ttl;
	bool default_known, last_known;
	struct name first_origin;	/* of the first $ORIGIN before any record */
	size_t soa;		/* the first SOA record; SIZE_MAX: none */
	struct buf scratch;	/* what $GENERATE makes; a string that was cut */
};
/* Opens and reads what $INCLUDE names; origin may be NULL. */
enum error read_include(struct reader *, struct unit *, const struct token *path, const struct name *origin) MUST_CHECK;
/* Fills *problem with file, line and column of a place in the unit. format NULL: no detail. Returns error. */
enum error reader_fail(const struct reader *, const struct unit *, struct place, enum error, const char *format, ...)
	__attribute__((format(printf, 5, 6)));
enum error scan_fail(const struct reader *, const struct unit *);	/* after TOKEN_WRONG */
/* For messages: a token, cut where it is long. */
#define TOKEN_ARG(slice) (int)((slice).len < 60 ? (slice).len : 60), (slice).at

/* --- zonefile_origin.c: what the zone is called */

/* From the name of a file; false when that says nothing. */
bool origin_guess(const char *path, struct name *);
/* Makes sure that the unit has an origin: what is relative now, needs one. */
enum error origin_need(struct reader *, struct unit *, struct place) MUST_CHECK;
/* At the end: zone->origin, the SOA record at it, and nothing outside. */
enum error origin_settle(struct reader *) MUST_CHECK;

/* --- zonefile_entry.c: entries */

enum error read_entry(struct reader *, struct unit *) MUST_CHECK;
/* What stands between owner and data. */
struct head {
	uint16_t type;
	uint32_t ttl;
	bool ttl_given;
	struct span ttl_at;
	struct token word;	/* the type's */
};
/* *t: the first token of it on entry. ERR_SYNTAX. */
enum error read_head(const struct reader *, struct unit *, struct token *t, struct head *) MUST_CHECK;
/* Adds an empty record. ERR_MEMORY, ERR_TOO_LARGE. */
enum error record_add(struct reader *, struct unit *, struct place, struct zone_record **) MUST_CHECK;
/* TTL, and data from its text; the owner is set already. place: of the data. */
enum error record_fill(struct reader *, struct unit *, struct zone_record *, const struct head *, struct slice data, struct place) MUST_CHECK;

/* --- zonefile_string.c: strings over 255 bytes */

/* After ERR_SYNTAX of TXT data, which begins at place: where such a string stands, in *problem; if there is none, that stays. Returns error. */
enum error string_fail(const struct reader *, const struct unit *, struct place, enum error);
/* The data with such strings cut every 255 bytes, lent from the reader until the next. ERR_MEMORY. */
enum error string_cut(struct reader *, struct slice data, struct slice *out) MUST_CHECK;

/* --- zonefile_directive.c, zonefile_generate.c: what starts with "$"; word is the directive itself */

enum error read_directive(struct reader *, struct unit *, const struct token *word) MUST_CHECK;
enum error read_generate(struct reader *, struct unit *, const struct token *word) MUST_CHECK;
/* The next token, which must be there: ERR_SYNTAX says that what is missing. */
enum error next_token(const struct reader *, struct unit *, struct token *, const char *what) MUST_CHECK;
/* Nothing more may stand in this entry. */
enum error end_entry(const struct reader *, struct unit *) MUST_CHECK;
/* "1h30m", "1w", "300" (RFC 2308 4, BIND); over 2^31-1 is 0 (RFC 2181 8). */
bool ttl_parse(struct slice, uint32_t *);
