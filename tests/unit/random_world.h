#pragma once
/*
 * random_world: random trees of records, with everything in them that an evaluator meets.
 *
 * The checked domain is d0.t. Under rule.t, and for reverse names, every question has an answer that follows from its name
 * alone, so that terms with macros in their names come out in all ways.
 */
#include "fill.h"
#include "spf/walk.h"

struct world {
	struct answers *table;		/* the caller frees it */
	struct sender sender;		/* who really sends */
};

void world_fill(struct world *, struct dice *);
/* What the world says. Borrowed until the next call. */
const struct answer *world_answer(const struct world *, const struct question *);
/* Puts the answers to all of wanted into table, and clears wanted. */
void world_fetch(struct answers *table, const struct world *, struct wanted *);
