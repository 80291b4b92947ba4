#pragma once
/* ledger: reading the walks' verdicts, for the checks that need DNS. Private to the room. */
#include "lint/lint_private.h"

struct ledger_fault {		/* a permerror or temperror */
	const struct verdict *verdict;	/* of the record where it went wrong */
	const struct node *node;	/* the term there, or the one that led to that record */
	struct ip witness;		/* a sender who meets it */
	bool v6;
};
/* Calls read for every fault of both families' walks, once per node, left to right. The record's own syntax is not among them. */
void ledger_faults(struct linter *, void read(struct linter *, const struct ledger_fault *));
/* At the term of the record itself that node hangs under, which is %1. arg2, arg3 with at NULL: none. */
struct finding *ledger_raise(struct linter *, unsigned id, const struct node *, struct slice arg2, struct slice arg3);
/* Arguments. */
struct slice ledger_number(unsigned, char out[static 12]);
struct slice ledger_witness(const struct ledger_fault *, char out[static IP_TEXT]);
