#pragma once
/*
 * rdata: the data of one record, between its master-file text (RFC 1035 5.1) and wire form.
 *
 * The types that stand in every zone are ours, TXT before all: ldns escapes too little and says nothing of what is wrong. The
 * others go through ldns one record at a time, and each type has the form of RFC 3597 (\# LENGTH HEX).
 */
#include "dns/answers.h"

/*
 * text is what stands after the type; parentheses, comments and line ends in it are blanks. Relative names go under origin
 * (NULL: all is absolute). out lends from the pool; names in it are not compressed, those of our own types in lower case. What is
 * accepted fits its type, \# form too. ERR_SYNTAX, ERR_NAME_* (detail says what was expected or is the name), ERR_MEMORY.
 */
enum error rdata_parse(uint16_t type, struct slice text, const struct name *origin, struct pool *, struct rdata *out,
		       struct problem *) MUST_CHECK;
/*
 * On one line of printable ASCII; every name absolute; TXT as its character-strings in quotes. rdata_parse() gives the same wire
 * form again, but for the case of names. What does not fit its type comes in \# form.
 */
void rdata_print(uint16_t type, const struct rdata *, struct buf *);
/* The host that an MX record names (RFC 1035 3.3.9); of a null MX the root (RFC 7505 3). False: malformed. */
bool rdata_exchange(const struct rdata *, struct name *host);
/* One character-string in quotes: '"' and "\" get a backslash, what is not printable ASCII \DDD. */
void rdata_quote(struct slice string, struct buf *);
