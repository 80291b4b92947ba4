#pragma once
/* zone_private: what the files of the zone's linter share. */
#include "lint/lint_private.h"
#include "lint/zone.h"

/* --- zone_index.c: the owners of a zone, each once */

enum {
	OWNER_ADDRESS = 1, OWNER_MX = 2, OWNER_NULL_MX = 4, OWNER_CNAME = 8, OWNER_NS = 16, OWNER_OLD_TYPE = 32,
	OWNER_EXCHANGE = 64,	/* an MX names it */
	OWNER_SENDS = 128,	/* an SPF record names it by a: */
	OWNER_OTHER = 256,	/* has data of another kind too */
};
struct owner {
	uint32_t first;		/* index of its first record */
	uint32_t spf;		/* of its first SPF record */
	uint32_t address, mx;	/* of its first such record */
	uint32_t spfs;		/* how many */
	uint16_t is;
	bool doubled_said;	/* SPF903 */
};
struct zone_index {
	const struct zonefile *zone;
	struct owner *owner;
	size_t owners;
	uint32_t *slot;		/* index of an owner plus 1; a power of two of them, open addressing */
	size_t slots;
	struct name doubled;	/* the origin under itself; len 0: too long to be */
};
bool index_build(struct zone_index *, const struct zonefile *) MUST_CHECK;	/* false: no memory; to be released in any case */
/* Notes which names of it records of a zone, this one or another, point to. False: no memory. */
bool index_mark(struct zone_index *, const struct zonefile *) MUST_CHECK;
void index_release(struct zone_index *);
struct owner *index_find(const struct zone_index *, const struct name *);	/* NULL: no records */
bool index_occluded(const struct zone_index *, const struct name *);		/* at or below a delegation (RFC 1034 4.2) */
/* TXT data joined in the pool, if it begins as an SPF record does or nearly does; at NULL: it does not. */
struct slice txt_candidate(struct pool *, const struct zone_record *);

/* --- zone_note.c: comments of ours */

enum note_kind { NOTE_IGNORE, NOTE_FLATTENED };
struct note {
	enum note_kind kind;
	uint16_t file;
	struct span at;		/* of what it names */
	const struct rule *rule;	/* NOTE_IGNORE; NULL: there is none of that name */
	struct name source;	/* NOTE_FLATTENED */
	bool used;
};
struct notes {
	struct note *note;	/* of one file ascending */
	size_t n, size;
	size_t *next;		/* for each file, the first not yet at a record */
	bool failed;
};
bool notes_read(struct notes *, const struct zonefile *) MUST_CHECK;	/* false: no memory; to be released in any case */
void notes_release(struct notes *);
/* Those that belong to the record, the next of its file: from *first, n of them. */
size_t notes_of(struct notes *, const struct zonefile *, const struct zone_record *, size_t *first);

/* --- zone.c */

enum { BATCH = LINT_FINDINGS + 32 };
struct zone_run {
	const struct zone_ask *ask;
	struct zone_linted *out;
	const struct zonefile *zone;
	struct zone_index index;
	struct notes notes;
	struct pool pool;	/* of the record at hand */
	const struct zone_record *record;
	const struct zone_record *directive;	/* the first record of the $GENERATE at hand */
	bool said[1000];	/* by id, of that directive */
	struct slice text;	/* of the record, when it is a candidate */
	const uint32_t *place;	/* its bytes in the file; NULL: not known */
	struct zone_finding *batch;	/* of the record */
	struct finding *finding;	/* what they point to */
	size_t n;
};
/* At a place of the file, with arguments as lint_raise() has them. */
struct finding *zone_raise(struct zone_run *, unsigned id, struct span at, ...);

/* Where a stretch of the record's text stands; all of its data when that cannot be told. */
struct span zone_place(const struct zone_run *, struct span at);

/* --- zone_rules.c: what needs the zone as a whole */

bool zone_own_rule(const struct zone_run *, const struct finding *);	/* is found here, so that the caller's is not wanted */
void zone_rules(struct zone_run *, struct owner *);
/* 901: its words have run together, so that nothing else need be said of it. */
bool zone_unquoted(struct zone_run *);
