/* check_limits: the limits of RFC 7208 4.6.4, read off the walks. */
#include "lint/ledger.h"

enum {
	NEAR_LOOKUPS = 8,	/* SPF502 */
	HEAVY_INCLUDE = 5,	/* SPF503 */
};

/* Both families run into the same limit at the same term: said once, for the first sender. */
static bool said(const struct linter *l, unsigned id, const struct node *node)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->finding[i].rule->id == id && l->finding[i].term == node_top(node))
			return true;
	return false;
}

static void find_loops(struct linter *l, const struct walk *walk)
{
	for (const struct node *node = ledger_next(walk, NULL); node; node = ledger_next(walk, node))
		if (node->cut)
			ledger_raise(l, 509, node, record_slice(&node->frame->record, node_term(node)->value), (struct slice){ 0 });
}

static unsigned most(unsigned a, unsigned b)
{
	return a > b ? a : b;
}

static void read_verdict(struct linter *l, const struct ledger_fault *fault)
{
	const struct subject_walks *w = &l->subject->walks;
	char digits[12], address[IP_TEXT];
	struct slice witness = ledger_witness(fault, address);
	struct finding *f;

	switch (fault->verdict->why) {
	case WHY_LOOKUPS:	/* a loop is said once, as such */
		if (said(l, 501, fault->node))
			break;
		if (!lint_has(l, 509) || most(walk_lookups(w->lifted4), walk_lookups(w->lifted6)) > WALK_LOOKUPS)
			ledger_raise(l, 501, fault->node, ledger_number(most(walk_lookups(w->lifted4), walk_lookups(w->lifted6)), digits), witness);
		break;
	case WHY_VOIDS:		/* with maybes: only if names that hang on the sender are not there */
		if (said(l, 505, fault->node))
			break;
		f = ledger_raise(l, 505, fault->node, ledger_number(fault->verdict->voids, digits), witness);
		f->level = fault->verdict->maybe ? LEVEL_WARNING : LEVEL_ERROR;
		break;
	case WHY_MX:
		if (fault->node->answer) {
			char name[NAME_TEXT];
			struct slice host = { name, name_text(&fault->node->asked->name, name) };

			ledger_raise(l, 507, fault->node, host, ledger_number((unsigned)fault->node->answer->n, digits));
		}
		break;
	default:
		break;
	}
}

static void find_costs(struct linter *l)
{
	const struct record *record = l->subject->record;
	const struct subject_walks *w = &l->subject->walks;
	unsigned lookups = most(most(walk_lookups(w->v4), walk_lookups(w->v6)), most(walk_lookups(w->lifted4), walk_lookups(w->lifted6)));
	char digits[12];

	for (size_t i = 0; l->subject->cost && i < record->n; i++) {
		struct span at = record->term[i].whole;

		if (record->term[i].kind == K_INCLUDE && l->subject->cost[i] >= HEAVY_INCLUDE)
			lint_raise(l, 503, at, i, lint_slice(l, at), ledger_number(l->subject->cost[i], digits), LINT_END);
	}
	if (lookups >= NEAR_LOOKUPS && lookups <= WALK_LOOKUPS && !lint_has(l, 501) && !lint_has(l, 509))
		lint_raise(l, 502, (struct span){ 0, (uint32_t)record->len }, SIZE_MAX, SLICE("v=spf1"),
		    ledger_number(lookups, digits), LINT_END);
}

void check_limits(struct linter *l)
{
	find_loops(l, l->subject->walks.lifted4);
	find_loops(l, l->subject->walks.lifted6);
	ledger_faults(l, read_verdict);
	find_costs(l);
}
