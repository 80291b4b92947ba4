#pragma once
/*
 * safe_fix: is a fix that says it is safe so? What receivers would say, with the limits lifted, is compared before and after, for the
 * addresses at the edges of both records' ranges, both families and several senders, so that terms which hang on the sender count too.
 */
#include "fill.h"
#include "lint/lint.h"
#include "random_world.h"

/* A world in which every question has an answer that follows from its name, for records whose targets nobody knows. */
extern const struct world safe_fix_anywhere;

struct safe_fix {
	const struct world *world;
	const char *domain;
	struct answers *table;		/* what was asked and answered; grows */
	unsigned senders, points;	/* how many of each are tried at most */
	size_t compared;		/* pairs of results */
};
void safe_fix_begin(struct safe_fix *, const struct world *, const char *domain, unsigned senders, unsigned points);
void safe_fix_end(struct safe_fix *);
/* Puts what the world says to all of wanted into table, and clears it. */
void safe_fix_fetch(struct safe_fix *, struct wanted *);
/* Asserts it; what names the fix in the message. */
void safe_fix_compare(struct safe_fix *, struct slice before, struct slice after, const char *what);
/*
 * Asserts what no repair may do, unsafe ones neither: leave nobody of those who were named, or make an all that lets everybody pass; and
 * that a safe one does not even bring one to life.
 */
void safe_fix_intent(struct slice before, struct slice after, bool unsafe);
