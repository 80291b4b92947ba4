#pragma once
/*
 * compare: two records by their terms: which came, went, stayed, and stand elsewhere now. Of the words alone: what it means for senders
 * is the walks' to say.
 */
#include "base/pool.h"
#include "spf/record.h"

enum change { TERM_KEPT, TERM_MOVED, TERM_GONE, TERM_NEW };
struct term_change {
	enum change change;
	size_t before, after;	/* indexes into the records' terms; SIZE_MAX: not there */
};
struct comparison {
	const struct term_change *term;	/* in the new record's order, what is gone where it stood; in the pool */
	size_t n;
	size_t kept, moved, gone, added;
};
/* Terms are the same when their text is, letters in either case. As few as can be are said to have moved. ERR_MEMORY. */
enum error record_compare(struct pool *, const struct record *before, const struct record *after, struct comparison *) MUST_CHECK;
