/* check_limits: the limits of RFC 7208 4.6.4, read off the walks. */
#include "lint/ledger.h"

enum {
	NEAR_LOOKUPS = 8,	/* SPF502 */
	HEAVY_INCLUDE = 5,	/* SPF503 */
};

static const struct slice none = { 0 };

static unsigned most(unsigned a, unsigned b)
{
	return a > b ? a : b;
}

/* Of the worst sender of both families, with what lies beyond the limit; a loop is gone through once. */
static unsigned lookups_of(const struct linter *l)
{
	return most(walk_lookups(l->subject->walks.lifted4), walk_lookups(l->subject->walks.lifted6));
}

static void find_loop(struct linter *l, const struct node *node, bool v6)
{
	(void)v6;
	if (node->cut)
		ledger_raise(l, 509, node, record_slice(&node->frame->record, node_term(node)->value), none);
}

static bool passes(const struct verdict *v, const void *arg)
{
	(void)arg;
	return v->result == R_PASS;
}

/* 4.6.4: evaluation ends at the first match, so a test with one address shows nothing of what lies behind. */
static void raise_divided(struct linter *l, const struct ledger_fault *fault)
{
	struct slice pass;

	if (fault->result != R_PERMERROR || fault->verdict->maybe || lint_has(l, 504))
		return;
	pass = ledger_witness(l, passes, NULL);
	if (pass.at)
		ledger_raise(l, 504, fault->node, pass, ledger_fault_witness(l, fault));
}

static void raise_voids(struct linter *l, const struct ledger_fault *fault)
{
	struct finding *f;

	if (ledger_raised(l, 505, fault->node))
		return;
	f = ledger_raise(l, 505, fault->node, ledger_fault_witness(l, fault), none);
	/* With maybes: only if names that hang on the sender are not there. */
	f->level = fault->verdict->maybe ? LEVEL_WARNING : LEVEL_ERROR;
}

static void raise_mx(struct linter *l, const struct node *node)
{
	if (node->asked && node->answer)
		ledger_raise(l, 507, node, ledger_name(l, &node->asked->name), ledger_number(l, node->answer->n));
}

static void read_fault(struct linter *l, const struct ledger_fault *fault)
{
	switch (fault->verdict->why) {
	case WHY_LOOKUPS:	/* a loop is said once, as such */
		if (!ledger_raised(l, 501, fault->node) && (!lint_has(l, 509) || lookups_of(l) > WALK_LOOKUPS))
			ledger_raise(l, 501, fault->node, ledger_number(l, lookups_of(l)), ledger_fault_witness(l, fault));
		break;
	case WHY_VOIDS:
		raise_voids(l, fault);
		break;
	case WHY_MX:
		raise_mx(l, fault->node);
		break;
	default:
		break;
	}
	raise_divided(l, fault);
}

static bool counts_over(const struct verdict *v, const void *arg)
{
	(void)arg;
	return v->lookups > WALK_LOOKUPS;
}

/*
 * While answers are out nobody has a verdict; but what is counted already can only grow, so that the term over the limit is so
 * whatever they say.
 */
static void find_early(struct linter *l)
{
	const struct walk *walk[] = { l->subject->walks.v4, l->subject->walks.v6 };

	for (size_t i = 0; i < 2; i++)
		for (const struct node *node = ledger_next(walk[i], NULL); node; node = ledger_next(walk[i], node)) {
			struct slice witness = node->refused ? ledger_witness(l, counts_over, NULL) : none;

			if (!witness.at)
				continue;
			if (!lint_has(l, 509))
				ledger_raise(l, 501, node, ledger_number(l, lookups_of(l)), witness);
			return;
		}
}

/* An mx that stands beyond the limit on look-ups has its own all the same. */
static void find_mx(struct linter *l, const struct node *node, bool v6)
{
	(void)v6;
	if (node_term(node)->kind == K_MX && node->answer && node->answer->said == SAID_DATA && node->answer->n > WALK_MX)
		raise_mx(l, node);
}

static void find_costs(struct linter *l)
{
	const struct record *record = l->subject->record;
	unsigned lookups = lookups_of(l);

	for (size_t i = 0; l->subject->cost && i < record->n; i++) {
		struct span at = record->term[i].whole;

		if (record->term[i].kind == K_INCLUDE && l->subject->cost[i] >= HEAVY_INCLUDE)
			lint_raise(l, 503, at, i, lint_slice(l, at), ledger_number(l, l->subject->cost[i]), LINT_END);
	}
	if (lookups >= NEAR_LOOKUPS && lookups <= WALK_LOOKUPS && !lint_has(l, 501) && !lint_has(l, 509))
		lint_raise(l, 502, (struct span){ 0, (uint32_t)record->len }, SIZE_MAX, ledger_number(l, lookups), LINT_END);
}

void check_limits(struct linter *l)
{
	ledger_nodes(l, find_loop);
	ledger_faults(l, read_fault);
	if (!lint_has(l, 501) && (l->subject->walks.v4->pending || l->subject->walks.v6->pending))
		find_early(l);
	ledger_nodes(l, find_mx);
	find_costs(l);
}
