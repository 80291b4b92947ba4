/* check_targets: what include and redirect lead to (RFC 7208 5.2, 6.1), and what does not answer. */
#include "lint/ledger.h"

static void raise_at_name(struct linter *l, unsigned id, const struct node *node, const struct name *name, struct slice arg3)
{
	struct buf shown = { 0 };

	if (name)
		name_show(name, &shown);
	ledger_raise(l, id, node, name ? buf_slice(&shown) : record_slice(&node->frame->record, node_term(node)->value), arg3);
	l->pool->failed |= shown.failed;
	buf_release(&shown);
}

/* The question that failed: the term's own, or that of one of its MX hosts. */
static const struct answer *failed_answer(struct linter *l, const struct ledger_fault *fault, struct name *name)
{
	const struct node *node = fault->node;
	const struct answer *answer = node->answer;

	*name = node->asked->name;
	if (!answer || answer->said == SAID_FAILED)
		return answer;
	for (size_t i = 0; node_term(node)->kind == K_MX && i < answer->n; i++) {
		const struct rdata *rr = &answer->rr[i];
		const struct answer *host;

		if (rr->len < 3 || !name_from_wire(rr->wire + 2, rr->len - 2u, name))
			continue;
		host = answers_find(l->subject->answers, name, fault->v6 ? RR_AAAA : RR_A);
		if (host && host->said == SAID_FAILED)
			return host;
	}
	return NULL;
}

static void raise_failed(struct linter *l, const struct ledger_fault *fault)
{
	struct buf why = { 0 };
	struct name name;
	const struct answer *answer = fault->node->asked ? failed_answer(l, fault, &name) : NULL;

	if (answer) {
		failure_show(answer, false, &why);
		raise_at_name(l, 612, fault->node, &name, buf_slice(&why));
	}
	buf_release(&why);
}

static unsigned target_rule(const struct node *node, enum why why)
{
	if (why == WHY_MANY_RECORDS)
		return 603;
	if (node_term(node)->kind == K_REDIRECT)
		return 606;
	return node->answer && node->answer->said == SAID_NXDOMAIN ? 602 : 601;
}

static struct slice first_fault(const struct record *record)
{
	for (size_t i = 0; i < record->n; i++)
		if (record->term[i].fault)
			return record_slice(record, record->term[i].whole);
	return record_slice(record, record->fault_at);
}

static void read_verdict(struct linter *l, const struct ledger_fault *fault)
{
	const struct node *node = fault->node;

	switch (fault->verdict->why) {
	case WHY_NO_RECORD: case WHY_MANY_RECORDS: case WHY_NAME:
		raise_at_name(l, target_rule(node, fault->verdict->why), node, node->asked ? &node->asked->name : NULL, (struct slice){ 0 });
		break;
	case WHY_SYNTAX:
		raise_at_name(l, 604, node, &fault->verdict->frame->name, first_fault(&fault->verdict->frame->record));
		break;
	case WHY_DNS:
		raise_failed(l, fault);
		break;
	default:
		break;
	}
}

void check_targets(struct linter *l)
{
	ledger_faults(l, read_verdict);
}
