#pragma once
/*
 * text: slices of bytes, UTF-8, width on a terminal, and making hostile text printable.
 *
 * A slice lends; it owns nothing, may hold any byte, NUL included, and is not ended by one.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct slice {
	const char *at;
	size_t len;
};
#define SLICE(literal) ((struct slice){ "" literal, sizeof(literal) - 1 })
/* For printf: "%.*s", SLICE_ARG(s). Only for text already made printable. */
#define SLICE_ARG(s) (int)(s).len, (s).at

struct slice slice_of(const char *text);			/* up to the NUL; NULL gives an empty slice */
struct slice slice_from(struct slice, size_t at);		/* the rest from byte at; empty past the end */
struct slice slice_to(struct slice, size_t at);		/* the first at bytes, or all */
bool slice_equal(struct slice, struct slice);
bool slice_same(struct slice, struct slice);			/* ASCII letters in either case */
bool slice_starts(struct slice, struct slice with);		/* ASCII letters in either case */
struct slice slice_trim(struct slice);			/* without SP, TAB, CR, LF at both ends */
/* Takes up to the next at, which goes too; false when rest is empty. */
bool slice_cut(struct slice *rest, char at, struct slice *before);
bool slice_word(struct slice *rest, struct slice *word);	/* next run of bytes that are not SP, TAB, CR, LF; false: none */
bool slice_lists(struct slice list, struct slice word);	/* is one of the list's words this one? */
bool slice_number(struct slice, uint64_t most, uint64_t *out);	/* decimal digits only, at least one, at most most */

/* ASCII only, whatever the locale. */
static inline bool ascii_alpha(char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }
static inline bool ascii_digit(char c) { return c >= '0' && c <= '9'; }
static inline bool ascii_alnum(char c) { return ascii_alpha(c) || ascii_digit(c); }
static inline char ascii_lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c | 32) : c; }
static inline bool ascii_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

enum { UTF8_INVALID = 0x110000 };
/* The first code point and how many bytes it took; UTF8_INVALID and 1 for a byte that starts none (overlong, surrogates, over
 * U+10FFFF, cut). text must not be empty. */
size_t utf8_decode(struct slice text, uint32_t *code);
size_t utf8_encode(uint32_t code, char out[4]);		/* bytes written; code must be valid */
bool utf8_valid(struct slice);

/* Cells on a terminal: 0 for combining marks, 2 for wide, by our own table (Unicode East Asian Width W and F, never ambiguous),
 * so that it does not hang on the locale; -1 for what text_printable() would escape. */
int code_width(uint32_t code);
size_t text_width(struct slice);				/* of printable text; what is not counts as its escape */

struct buf;
enum text_form {
	TEXT_ASCII,		/* every byte over 126 is escaped: locales that are not UTF-8 */
	TEXT_UTF8,		/* valid UTF-8 stays */
};
/*
 * Adds text with everything that could harm a terminal, a log or a reader's eye turned into \DDD, one for each byte as in master
 * files: C0 (TAB, CR and LF too), DEL, C1, invalid UTF-8, bidi controls, zero-width and other format characters (Cf), U+2028/9,
 * private use and noncharacters. A backslash stays as it is. This is the one door for text from DNS, files and pastes.
 */
void text_printable(struct buf *, struct slice, enum text_form);
