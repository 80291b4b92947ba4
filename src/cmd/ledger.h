#pragma once
/*
 * ledger: the walk's ledger as a table for people and as JSON: what each term asked, what it cost, what was answered.
 */
#include "base/buf.h"
#include "spf/walk.h"
#include <jansson.h>

/* One walk or the two families' side by side; either may be NULL. Both must be of the same record. */
struct ledger {
	const struct walk *v4, *v6;
	const struct answers *answers;	/* for the addresses behind mx */
	const struct verdict *verdict;	/* check: its terms are marked; NULL: a tree */
};
void ledger_print(const struct ledger *, struct buf *out);
json_t *ledger_json(const struct ledger *);
