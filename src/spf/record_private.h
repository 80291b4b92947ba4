#pragma once
/*
 * record_private: shared by the parser of records and by its guesses. Not for other rooms.
 */
#include "spf/record.h"

/* Rules that a term can break by its own text; see fault.c for their words. */
enum {
	F_NO_RECORD = 101, F_VERSION = 103, F_LEADING_SPACE = 104, F_NEAR_VERSION = 105, F_NOT_ASCII = 109, F_QUOTES = 111,
	F_DASH = 201, F_SMART_QUOTES = 202, F_INVISIBLE = 203, F_TAB = 204, F_COMMA = 207, F_SPACE_AFTER_COLON = 208, F_GLUED = 209,
	F_COLON_FOR_EQUALS = 211, F_MISSING_COLON = 212, F_MISSPELT = 213, F_BARE_IP = 214, F_IP_IN_NAME = 215, F_NAME_IN_IP = 216,
	F_QUALIFIER = 217, F_QUALIFIED_MODIFIER = 218, F_URL = 222, F_UNKNOWN = 301, F_TWO_REDIRECTS = 303, F_TWO_EXPS = 304,
	F_EMPTY = 305, F_END = 306, F_U_LABEL = 308, F_IP4 = 309, F_IP6 = 310, F_FAMILY = 311, F_PREFIX = 312, F_DUAL_CIDR = 313,
	F_CIDR = 314, F_ARGUMENT_ON_ALL = 315, F_MACRO = 316, F_EXP_ONLY = 317, F_MACRO_IN_IP = 318,
};

/* K_BROKEN when word is none of the eight mechanisms. */
enum kind record_mechanism(struct slice word);
/* Marks the term broken by rule id, at len bytes from at (absolute). */
void term_break(struct term *, unsigned id, size_t at, size_t len);

/* What a term with a byte outside 0x21 to 0x7E plainly suffers from; 0: no such byte. */
unsigned guess_damage(const struct record *, struct term *);
/* For a word that is no mechanism. Breaks the term, and says in guess what was meant. */
void guess_word(const struct record *, struct term *, struct slice word, struct slice rest);
/* For the value of a mechanism that takes a name, when macro_scan() said id. Breaks the term. */
void guess_name(const struct record *, struct term *, unsigned id, struct span at);
/* For the value of ip4 or ip6 that is no address. Breaks the term. */
void guess_address(const struct record *, struct term *, struct slice value);
/* What is wrong at the start of the record; 0: nothing. *from: where its terms begin. */
unsigned guess_version(struct slice text, struct span *at, size_t *from);
