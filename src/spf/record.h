#pragma once
/*
 * record: SPF text (RFC 7208 section 12) and its terms, one thing.
 *
 * A record never changes after record_parse(): an edit makes another, which keeps every byte it did not mean. Parsing never
 * fails for a fault: the fault is noted at its term, the rest is read on, and what was plainly meant is guessed.
 */
#include "base/error.h"
#include "base/ip.h"
#include "base/span.h"

enum kind {
	K_ALL, K_INCLUDE, K_A, K_MX, K_PTR, K_IP4, K_IP6, K_EXISTS, K_REDIRECT, K_EXP, K_UNKNOWN_MODIFIER,
	K_BROKEN,		/* cannot be read; guess says what was plainly meant */
	KIND_COUNT
};
/*
 * A term that cannot be read keeps what could be read of it: word, value, qualifier, prefixes, ip and macros are those of guess
 * as far as they are plain, else word is what stands before the first ":", "=" or "/", and value what stands behind it. A blank
 * beside a colon, or where the colon should be ("include: x", "ip4 192.0.2.1"), makes one faulty term of the two, if that is what
 * was plainly meant. What a repair does with fault_at: takes it away (104, 203, 208, 218, 314, 315), puts a space before it
 * (209; it may be what stands behind all), puts for it a space (204, 207), ":", though it may be empty (212), "=" (211), a hyphen
 * (201), the guess's word (213, 219), the qualifier if it is not + (217), "v=spf1" and a space unless one follows (103, 105).
 * What needs a thought is only pointed at.
 */
#define LETTER(c) (UINT32_C(1) << ((c) - 'a'))
struct term {
	enum kind kind;
	enum kind guess;	/* K_BROKEN: nothing was plainly meant */
	char qualifier;		/* + - ~ ? as it acts; 0: a modifier. Written out when whole starts with it */
	uint8_t prefix4, prefix6;	/* 0 to 32, 0 to 128; full length when absent */
	uint16_t fault;		/* number of its rule (301 for SPF301); 0: good */
	struct span whole, word, value, fault_at;	/* value: domain-spec, address or macro-string, without ":" and "/n" */
	bool has_value;		/* ":" or "=" was there */
	uint32_t macros;	/* letters in value, LETTER('i') | ...: what its outcome hangs on */
	struct ip ip;		/* ip4, ip6 */
};
struct record {
	char *text;		/* ended by a NUL that len does not count; NULs may stand inside */
	size_t len;
	struct term *term;
	size_t n;
	uint16_t fault;		/* of the whole: the version (101, 103, 104, 105, 111); 0: good */
	struct span fault_at;
	uint32_t *cut;		/* where the published character-strings end, ascending, without the last; for zone lines and lint */
	size_t cuts;
};

enum { RECORD_MOST = 65535 };
/* Copies text (any bytes; ERR_TOO_LARGE over RECORD_MOST). Faults are no failure. */
enum error record_parse(struct record *, struct slice text) MUST_CHECK;
enum error record_copy(const struct record *, struct record *out) MUST_CHECK;
void record_release(struct record *);
/* The same in a pool, for the walk: nothing to release. */
struct pool;
enum error record_parse_pool(struct pool *, struct record *, struct slice text) MUST_CHECK;

/* 4.5: "v=spf1", case-insensitive, then a space or the end. */
bool record_is_spf(struct slice text);
/* No fault anywhere: no receiver will say permerror for its text. */
bool record_good(const struct record *);
struct slice record_slice(const struct record *, struct span);
/* First term of that kind, NULL when there is none. Faulty terms have kind K_BROKEN and so are never found. */
const struct term *record_find(const struct record *, enum kind);
bool kind_asks(enum kind);	/* counts against the limit of 10: include a mx ptr exists redirect (4.6.4) */
bool kind_is_modifier(enum kind);
/* Of one term by itself, strictly (section 12); K_BROKEN: it is none. Allocates nothing, so that it can always tell. */
enum kind record_term_kind(struct slice term);
const char *kind_word(enum kind);	/* "include"; "" for K_UNKNOWN_MODIFIER and K_BROKEN */

/* Notes where character-strings end (copied; each 1 to len - 1, ascending). Edits carry them along: before the edit they stay, inside they go, behind they move. */
enum error record_set_cuts(struct record *, const uint32_t *cut, size_t n) MUST_CHECK;

struct replacement {		/* in a record's text */
	struct span at;		/* len 0: inserted there */
	struct slice with;
};
/* Edits: out is another record; from stays. ERR_MEMORY, ERR_TOO_LARGE. */
/* Several at once, ascending and not overlapping: the text is read once, however many there are. */
enum error record_replace_all(const struct record *from, const struct replacement *, size_t n, struct record *out) MUST_CHECK;
enum error record_replace(const struct record *from, struct span at, struct slice with, struct record *out) MUST_CHECK;
/* Puts one term where it belongs (4.6.1, 6): mechanisms before the first all, redirect= or exp=; an all behind every mechanism but
 * another all (5.1); modifiers at the end. */
enum error record_insert(const struct record *from, struct slice term, struct record *out) MUST_CHECK;
/* Takes term i out with the blanks before it; where it begins the text, with those behind it. No such term: a copy. */
enum error record_remove(const struct record *from, size_t i, struct record *out) MUST_CHECK;
