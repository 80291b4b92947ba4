/* ledger: reading the walks' verdicts. */
#include "lint/ledger.h"

#include <stdio.h>

enum { SEEN_MOST = 64 };

struct reader {
	struct linter *l;
	void (*read)(struct linter *, const struct ledger_fault *);
	const struct node *seen[SEEN_MOST];	/* many regions lead to the same node */
	size_t seens;
	bool v6;
};

static void read_verdict(struct reader *r, const struct verdict *v, struct ip witness)
{
	const struct node *node = v->node;
	struct ledger_fault fault;

	while (v->inner) {
		v = v->inner;
		node = v->node ? v->node : node;
	}
	if (v->why == WHY_SYNTAX)
		node = v->frame ? v->frame->up : NULL;	/* the record's own faults are found in its text */
	if (!node || r->seens == SEEN_MOST)
		return;
	for (size_t i = 0; i < r->seens; i++)
		if (r->seen[i] == node)
			return;
	r->seen[r->seens++] = node;
	fault = (struct ledger_fault){ v, node, witness, r->v6 };
	r->read(r->l, &fault);
}

static void read_regions(struct reader *r, const struct walk *walk)
{
	const struct verdict *last = NULL;

	for (size_t i = 0; i < walk->n; i++) {
		const struct verdict *v = walk->region[i].verdict;

		if (v == last || (v->result != R_PERMERROR && v->result != R_TEMPERROR))
			continue;
		last = v;
		read_verdict(r, v, walk->region[i].range.from);
	}
}

void ledger_faults(struct linter *l, void read(struct linter *, const struct ledger_fault *))
{
	struct reader r = { .l = l, .read = read };

	read_regions(&r, l->subject->walks.v4);
	r.v6 = true;
	read_regions(&r, l->subject->walks.v6);
}

struct finding *ledger_raise(struct linter *l, unsigned id, const struct node *node, struct slice arg2, struct slice arg3)
{
	size_t top = node_top(node);

	struct span at = l->subject->record->term[top].whole;

	return lint_raise(l, id, at, top, lint_slice(l, at), arg2, arg3, LINT_END);
}

struct slice ledger_number(unsigned number, char out[static 12])
{
	return (struct slice){ out, (size_t)snprintf(out, 12, "%u", number) };
}

struct slice ledger_witness(const struct ledger_fault *fault, char out[static IP_TEXT])
{
	return (struct slice){ out, ip_text(fault->witness, fault->v6, out) };
}
