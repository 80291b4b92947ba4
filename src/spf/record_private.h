#pragma once
/*
 * record_private: shared by the parser of records and by its guesses. Not for other rooms.
 */
#include "spf/record.h"

/* Rules that a text can break by itself; see src/lint/rule_*.c for their words. */
enum {
	F_NO_RECORD = 101, F_VERSION = 103, F_LEADING_SPACE = 104, F_NEAR_VERSION = 105, F_NOT_ASCII = 109, F_QUOTES = 111,
	F_DASH = 201, F_SMART_QUOTES = 202, F_INVISIBLE = 203, F_TAB = 204, F_COMMA = 207, F_SPACE_AFTER_COLON = 208, F_GLUED = 209,
	F_COLON_FOR_EQUALS = 211, F_MISSING_COLON = 212, F_MISSPELT = 213, F_BARE_IP = 214, F_IP_IN_NAME = 215, F_NAME_IN_IP = 216,
	F_QUALIFIER = 217, F_QUALIFIED_MODIFIER = 218, F_TRANSLATED = 219, F_URL = 222, F_UNKNOWN = 301, F_TWO_REDIRECTS = 303,
	F_TWO_EXPS = 304, F_EMPTY = 305, F_END = 306, F_U_LABEL = 308, F_IP4 = 309, F_IP6 = 310, F_FAMILY = 311, F_PREFIX = 312,
	F_DUAL_CIDR = 313, F_CIDR = 314, F_ARGUMENT_ON_ALL = 315, F_MACRO = 316, F_EXP_ONLY = 317, F_MACRO_IN_IP = 318,
};

/* Reads text[whole], which is not empty, strictly by RFC 7208 section 12. false: it is no term, and *term says nothing. */
bool term_read(const char *text, struct span whole, struct term *);
/* For a stretch that term_read() refuses: chooses the rule that says best what is wrong, and guesses what was meant. */
void term_guess(const char *text, struct span whole, struct term *);
/* Are two neighbours, of which one is faulty at least, plainly one term with a blank in it ("include: x")? Then before is both. */
bool term_join(const char *text, struct term *before, const struct term *after);
/* Breaks the term by rule id, at len bytes from at in the record. */
void term_break(struct term *, unsigned id, size_t at, size_t len);

/* The kind a name stands for, in any case; K_BROKEN: none. Mechanisms, redirect and exp. */
enum kind kind_of(struct slice name);

/* The steps of term_guess() in record_slip.c: each looks for one slip, and breaks the term and returns true when it is there. */
struct shape {
	const char *text;
	struct span whole, rest;	/* rest: without a qualifier */
	struct span head, tail;		/* rest before and behind separator */
	char separator;			/* the first ":", "=" or "/" of rest; 0: none */
	enum kind kind;			/* that head names */
};
struct slice shape_slice(const struct shape *, struct span);
/* What the term would be if it were as whole; its spans and values become the term's, its kind the guess. false: no good term. */
bool shape_adopt(const struct shape *, struct span, struct term *);
bool slip_translated(const struct shape *, struct term *);
bool slip_missing_colon(const struct shape *, struct term *);
bool slip_misspelt(const struct shape *, struct term *);
/* A mechanism or modifier that is rightly named and wrongly furnished. */
bool slip_argument(const struct shape *, struct term *);

/* What is wrong at the start of the record; 0: nothing. *from: where its terms begin. */
unsigned version_guess(struct slice text, struct span *at, size_t *from);
