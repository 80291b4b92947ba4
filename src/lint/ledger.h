#pragma once
/* ledger: reading the walks' verdicts and ledgers, for the checks that need DNS. Private to the room. */
#include "lint/lint_private.h"

struct ledger_fault {		/* a permerror or temperror */
	const struct verdict *verdict;	/* of the record where it went wrong */
	enum result result;		/* what receivers make of it */
	const struct node *node;	/* the term there, or the one that led to that record */
	bool v6;
};
/* Calls read for every fault of both families' walks, once per node, left to right. The record's own syntax is not among them. */
void ledger_faults(struct linter *, void read(struct linter *, const struct ledger_fault *));
/* Calls read for every term that some sender reaches when there are no limits, of IPv4, then of IPv6. */
void ledger_nodes(struct linter *, void read(struct linter *, const struct node *, bool v6));
/* The record where a verdict was made: behind its includes. */
const struct verdict *verdict_inmost(const struct verdict *);

/* At the term of the record itself that node hangs under; %1 is its text. arg2, arg3 with at NULL: none. */
struct finding *ledger_raise(struct linter *, unsigned id, const struct node *, struct slice arg2, struct slice arg3);
bool ledger_raised(const struct linter *, unsigned id, const struct node *);	/* under the same term of the record */

static inline struct span ledger_whole(const struct linter *l)	/* the record as a whole */
{
	return (struct span){ 0, (uint32_t)l->subject->record->len };
}
/* Arguments, in the pool; empty when memory ended. */
struct slice ledger_number(struct linter *, uint64_t);
struct slice ledger_name(struct linter *, const struct name *);
struct slice ledger_domain(struct linter *);		/* the owner's name, or the record's text where it has none */
/* The record is a draft: something else is published, or that is not known. What it needs beside itself may be yet to come. */
bool ledger_draft(struct linter *);
struct slice ledger_ip(struct linter *, struct ip, bool v6);
/*
 * An address whose verdict fits, to be tried by hand: one kept for documentation (RFC 5737, RFC 3849) where it does, IPv4 before
 * IPv6, and what hangs on the address alone before what hangs on more. At NULL: there is none.
 */
typedef bool verdict_fits(const struct verdict *, const void *arg);
struct slice ledger_witness(struct linter *l, verdict_fits *fits, const void *arg);
/* For each term of the record, the addresses of IPv4 that pass by it for certain, in the pool; NULL: memory ended. */
const uint64_t *ledger_passing(struct linter *);
/* Who runs into this fault. */
struct slice ledger_fault_witness(struct linter *, const struct ledger_fault *);
