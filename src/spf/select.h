#pragma once
/*
 * select: which of a name's TXT records is its SPF record (RFC 7208 3.3, 4.5), and putting another in its place.
 */
#include "dns/answers.h"
#include "spf/record.h"

struct selected {
	size_t n;		/* SPF records there: 1 is good, 0 is none, more are permerror */
	struct slice text;	/* the first one, its strings joined without a space; in the pool */
	const uint32_t *cut;	/* where its strings end, without the last; in the pool */
	size_t cuts;
	size_t index;		/* of that rr in the answer */
};
/* answer must be SAID_DATA of type TXT, or any other answer, which has none. ERR_MEMORY. */
enum error spf_select(struct pool *, const struct answer *, struct selected *) MUST_CHECK;
/* The records that are not SPF, in the pool: what stands beside it and has to stay. *n 0 for an answer that is not SAID_DATA. ERR_MEMORY. */
enum error spf_others(struct pool *, const struct answer *, const struct rdata **other, size_t *n) MUST_CHECK;
/* The bytes of one TXT rdata, strings joined, in the pool; at NULL when memory ended. */
struct slice txt_joined(struct pool *, const struct rdata *);
/*
 * "What if this were published": puts into layer the TXT answer that `under` has for name with every SPF record replaced by
 * text (its other TXT stay; an answer that is NXDOMAIN, NODATA or failed becomes this record alone). Nothing is put, and
 * *waiting is set, while `under` does not know the name's TXT and need is true; with need false the record stands alone.
 */
enum error spf_publish(struct answers *layer, const struct answers *under, const struct name *, struct slice text, bool need,
    bool *waiting) MUST_CHECK;
