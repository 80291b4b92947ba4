#pragma once
/*
 * fill: tables of answers for tests, from text; and a source that never waits.
 *
 * Every function asserts that memory was there. What has been filled in is kept by name and type; adding to the same makes its
 * RRset longer.
 */
#include "dns/answers.h"

/* A generator that gives the same numbers for the same seed. Zero is no seed. */
struct dice {
	uint64_t state;
};
uint32_t dice_below(struct dice *, uint32_t n);		/* 0 to n - 1 */

struct question fill_question(const char *name, uint16_t type);
void fill_wire(struct answers *, const struct question *, const void *wire, size_t len);
void fill_said(struct answers *, const char *name, uint16_t type, enum said);
void fill_txt(struct answers *, const char *name, const char *text);	/* cut into strings of 255 bytes */
void fill_address(struct answers *, const char *name, const char *addresses);	/* A and AAAA, with blanks between */
void fill_mx(struct answers *, const char *name, const char *hosts);	/* with blanks between; preferences rise from 0 */
void fill_ptr(struct answers *, const char *address, const char *names);

/*
 * Lines of a zone: "NAME TXT text", "NAME IP addresses", "NAME MX hosts", "ADDRESS PTR names", "NAME FAIL TYPE" and
 * "NAME NODATA TYPE".
 */
void fill_lines(struct answers *, const char *lines);

enum { FILL_SHUFFLE = 1, FILL_PART = 2 };
/*
 * Puts into table what world says to some of wanted (all, unless FILL_PART, when it is a part, in any order); NXDOMAIN where it
 * knows nothing. FILL_SHUFFLE: the records of each answer in any order. Clears wanted.
 */
void fill_wanted(struct answers *table, const struct answers *world, struct wanted *, unsigned flags, struct dice *);
/* The same for one question. */
void fill_answer(struct answers *table, const struct question *, const struct answer *, unsigned flags, struct dice *);
