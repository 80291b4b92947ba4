/* ledger: reading the walks' verdicts. */
#include "lint/ledger.h"

#include "base/buf.h"

enum { SEEN_MOST = 64 };

struct reader {
	struct linter *l;
	void (*read)(struct linter *, const struct ledger_fault *);
	const struct node *seen[SEEN_MOST];	/* many regions lead to the same node */
	size_t seens;
	bool v6;
};

const struct verdict *verdict_inmost(const struct verdict *v)
{
	while (v->inner)
		v = v->inner;
	return v;
}

/* The term where it went wrong, or the one that led to that record; NULL: the record's own syntax, or the domain itself. */
static const struct node *fault_node(const struct verdict *v)
{
	const struct node *node = v->node;

	while (v->inner) {
		v = v->inner;
		node = v->node ? v->node : node;
	}
	return v->why == WHY_SYNTAX ? (v->frame ? v->frame->up : NULL) : node;
}

static void read_verdict(struct reader *r, const struct verdict *v)
{
	const struct node *node = fault_node(v);
	struct ledger_fault fault;

	if (!node || r->seens == SEEN_MOST)
		return;
	for (size_t i = 0; i < r->seens; i++)
		if (r->seen[i] == node)
			return;
	r->seen[r->seens++] = node;
	fault = (struct ledger_fault){ verdict_inmost(v), v->result, node, r->v6 };
	r->read(r->l, &fault);
}

static bool is_fault(const struct verdict *v)
{
	return v->result == R_PERMERROR || v->result == R_TEMPERROR;
}

static void read_regions(struct reader *r, const struct walk *walk)
{
	const struct verdict *last = NULL;

	for (size_t i = 0; i < walk->n; i++) {
		const struct verdict *v = walk->region[i].verdict;

		if (v == last || !is_fault(v))
			continue;
		last = v;
		read_verdict(r, v);
	}
}

void ledger_faults(struct linter *l, void read(struct linter *, const struct ledger_fault *))
{
	struct reader r = { .l = l, .read = read };

	read_regions(&r, l->subject->walks.v4);
	r.v6 = true;
	read_regions(&r, l->subject->walks.v6);
}

void ledger_nodes(struct linter *l, void read(struct linter *, const struct node *, bool v6))
{
	const struct walk *walk[] = { l->subject->walks.lifted4, l->subject->walks.lifted6 };

	for (size_t i = 0; i < 2; i++)
		for (const struct node *node = ledger_next(walk[i], NULL); node; node = ledger_next(walk[i], node))
			if (node->reached)
				read(l, node, i > 0);
}

const uint64_t *ledger_passing(struct linter *l)
{
	const struct walk *walk = l->subject->walks.v4;
	uint64_t *count = POOL_NEW(l->pool, uint64_t, l->subject->record->n);

	for (size_t i = 0; count && i < walk->n; i++) {
		const struct verdict *v = walk->region[i].verdict;

		if (v->result == R_PASS && v->why == WHY_TERM && v->node && !v->maybe)
			count[node_top(v->node)] += walk->region[i].range.to.lo - walk->region[i].range.from.lo + 1;
	}
	return count;
}

struct finding *ledger_raise(struct linter *l, unsigned id, const struct node *node, struct slice arg2, struct slice arg3)
{
	size_t top = node_top(node);
	struct span at = l->subject->record->term[top].whole;

	return lint_raise(l, id, at, top, lint_slice(l, at), arg2, arg3, LINT_END);
}

bool ledger_raised(const struct linter *l, unsigned id, const struct node *node)
{
	return lint_at(l, id, node_top(node));
}
