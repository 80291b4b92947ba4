#pragma once
/*
 * macro: RFC 7208 section 7, its syntax and its expansion.
 */
#include "base/buf.h"
#include "base/ip.h"
#include "base/span.h"

#define MACRO_LETTER(c) (UINT32_C(1) << ((c) - 'a'))
enum macro_place {
	MACRO_DOMAIN,		/* domain-spec: must end in a top label or a macro (7.1) */
	MACRO_MODIFIER,		/* macro-string of an unknown modifier */
	MACRO_EXPLANATION,	/* the text exp fetches: c, r, t too, and spaces */
};
/*
 * Checks s. letters: which macro letters it has, lower case. On a fault returns the number of its rule (109, 305, 306, 316, 317)
 * and where in s; else 0.
 */
unsigned macro_scan(struct slice s, enum macro_place, uint32_t *letters, struct span *fault_at);

struct macro_facts {
	struct slice local, sender_domain, helo;	/* %{l} %{o} %{h}; %{s} is local@sender_domain */
	struct slice domain;				/* %{d}: of the record the macro stands in */
	struct slice validated;				/* %{p}: "unknown" when there is none (7.3) */
	struct slice receiver;				/* %{r}; "unknown" (7.3) */
	uint64_t seconds;				/* %{t} */
	struct ip ip;
	bool v6;
};
/* s must be good for macro_scan(). What comes out is added to out, at most `most` bytes; false: longer, or memory (out->failed). */
bool macro_expand(struct slice s, const struct macro_facts *, size_t most, struct buf *out);
