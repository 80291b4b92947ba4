/* check_targets: what the names in a record lead to, read off the ledgers without limits, so that nothing hides behind them. */
#include "lint/ledger.h"
#include "lint/repair.h"

#include "base/buf.h"
#include "dns/rdata.h"
#include "spf/select.h"

enum { PEEKS_MOST = 20 };

static const struct slice none = { 0 };

/* --- include and redirect (5.2, 6.1) */

/* What was asked, or else what the term says. */
static struct slice target_of(struct linter *l, const struct node *node)
{
	return node->asked ? ledger_name(l, &node->asked->name) : record_slice(&node->frame->record, node_term(node)->value);
}

static unsigned missing_rule(const struct node *node)
{
	if (node_term(node)->kind == K_REDIRECT)
		return 606;
	return node->answer && node->answer->said == SAID_NXDOMAIN ? 602 : 601;
}

/* A term of the record itself that does nothing, or harm: what it was meant for may come back, so that it is no safe repair. */
static void raise_removable(struct linter *l, unsigned id, const struct node *node, struct slice name)
{
	struct finding *f = ledger_raise(l, id, node, name, none);

	if (!node->frame->up)
		repair_remove(l, f, false, node_top(node));
}

static void raise_missing(struct linter *l, const struct node *node)
{
	unsigned id = missing_rule(node);

	if (id == 602)
		raise_removable(l, id, node, target_of(l, node));
	else
		ledger_raise(l, id, node, target_of(l, node), none);
}

/* The first faulty term of a record that receivers refuse (4.6). */
static void raise_syntax(struct linter *l, const struct node *node)
{
	const struct record *inner = &node->inner->record;
	struct slice at = record_slice(inner, inner->fault_at);

	for (size_t i = 0; i < inner->n; i++)
		if (inner->term[i].fault) {
			at = record_slice(inner, inner->term[i].whole);
			break;
		}
	ledger_raise(l, 604, node, target_of(l, node), at);
}

/* The letters whose value is known without a sender: of the record's own domain, and of the family. */
static bool hangs_on_sender(const struct term *term)
{
	return term->macros & ~(LETTER('d') | LETTER('v'));
}

static void read_domain(struct linter *l, const struct node *node)
{
	struct selected selected;

	if (hangs_on_sender(node_term(node))) {
		ledger_raise(l, 618, node, none, none);
		return;
	}
	if (node->cut || node->pending || (node->answer && node->answer->said == SAID_FAILED))
		return;
	if (node->inner) {
		if (!record_good(&node->inner->record))
			raise_syntax(l, node);
		return;
	}
	if (!node->answer && node->asked)
		return;
	/* A malformed name is not asked for (4.3), and has no record. */
	if (node->answer && spf_select(l->pool, node->answer, &selected) != ERR_NONE)
		l->pool->failed = true;
	else if (node->answer && selected.n == 1)
		return;		/* over a bound of the walk's own: not looked into */
	else if (node->answer && selected.n > 1)
		ledger_raise(l, 603, node, target_of(l, node), none);
	else
		raise_missing(l, node);
}

/* --- a and mx (5.3, 5.4) */

static bool is_empty(const struct answer *a)
{
	return a->said == SAID_NODATA || a->said == SAID_NXDOMAIN || (a->said == SAID_DATA && a->n == 0);
}

/* A host whose addresses of both families are known, and are none. */
static bool is_nowhere(struct linter *l, const struct name *host)
{
	const struct answer *v4 = lint_ask(l, l->subject->answers, host, RR_A);
	const struct answer *v6 = lint_ask(l, l->subject->answers, host, RR_AAAA);

	return v4 && v6 && is_empty(v4) && is_empty(v6);
}

static void read_mx(struct linter *l, const struct node *node)
{
	const struct answer *mx = node->answer;
	struct name host;

	if (is_empty(mx) || (mx->n == 1 && rdata_exchange(&mx->rr[0], &host) && name_is_root(&host))) {
		raise_removable(l, 608, node, target_of(l, node));
		return;
	}
	for (size_t i = 0; i < mx->n && i < WALK_MX; i++)
		if (rdata_exchange(&mx->rr[i], &host) && !name_is_root(&host) && is_nowhere(l, &host))
			ledger_raise(l, 609, node, ledger_name(l, &host), none);
}

static void read_addresses(struct linter *l, const struct node *node)
{
	if (is_nowhere(l, &node->asked->name))
		raise_removable(l, 607, node, target_of(l, node));
}

/* --- any name */

/* The first of the questions of an mx's hosts that failed. */
static const struct answer *failed_host(struct linter *l, const struct node *node, bool v6, struct name *host)
{
	for (size_t i = 0; i < node->answer->n && i < WALK_MX; i++) {
		const struct answer *answer;

		if (!rdata_exchange(&node->answer->rr[i], host))
			continue;
		answer = answers_find(l->subject->answers, host, v6 ? RR_AAAA : RR_A);
		if (answer && answer->said == SAID_FAILED)
			return answer;
	}
	return NULL;
}

/*
 * 4.4, 5. What is not in the files at hand, or was not asked for a bound of our own, says nothing of DNS; a circle of aliases is
 * a rule of its own.
 */
static void raise_failed(struct linter *l, const struct node *node, const struct name *name, const struct answer *answer)
{
	struct buf why = { 0 };

	if (answer->failure == FAILURE_OUTSIDE || answer->failure == FAILURE_BOUND)
		return;
	if (answer->failure == FAILURE_CNAME) {
		ledger_raise(l, 610, node, ledger_name(l, name), none);
		return;
	}
	failure_show(answer, false, &why);
	ledger_raise(l, 612, node, ledger_name(l, name), buf_slice(&why));
	l->pool->failed |= why.failed;
	buf_release(&why);
}

static void read_failure(struct linter *l, const struct node *node, bool v6)
{
	const struct answer *answer = node->answer;
	struct name name = node->asked->name;

	if (answer->said == SAID_DATA && node_term(node)->kind == K_MX)
		answer = failed_host(l, node, v6, &name);
	if (answer && answer->said == SAID_FAILED)
		raise_failed(l, node, &name, answer);
}

/*
 * RFC 1034 3.6.2: an alias should not lead to another. Sources follow aliases and say where they ended; only what lies between
 * is asked for.
 */
static void read_alias(struct linter *l, const struct node *node)
{
	const struct name *name = &node->asked->name;
	const struct answer *alias;
	struct name step;

	if (node->answer->said != SAID_DATA || name_equal(&node->answer->owner, name) || node->answer->owner.len == 0)
		return;
	alias = lint_ask(l, l->subject->answers, name, RR_CNAME);
	if (!alias || alias->said != SAID_DATA || alias->n == 0 || !name_from_wire(alias->rr[0].wire, alias->rr[0].len, &step))
		return;
	if (!name_equal(&step, &node->answer->owner))
		ledger_raise(l, 610, node, ledger_name(l, name), none);
}

static void read_node(struct linter *l, const struct node *node, bool v6)
{
	enum kind kind = node_term(node)->kind;

	if (kind == K_INCLUDE || kind == K_REDIRECT)
		read_domain(l, node);
	if (!node->answer || !node->asked)
		return;
	if (kind == K_A)
		read_addresses(l, node);
	else if (kind == K_MX && node->answer->said != SAID_FAILED)
		read_mx(l, node);
	read_failure(l, node, v6);
	if (l->subject->context)
		read_alias(l, node);
}

/* --- terms that nobody comes to, because of an error before them */

static void raise_at(struct linter *l, unsigned id, size_t i, const struct name *name)
{
	struct span at = l->subject->record->term[i].whole;
	struct finding *f;

	f = lint_raise(l, id, at, i, lint_slice(l, at), ledger_name(l, name), LINT_END);
	if (id == 602 || id == 607 || id == 608)
		repair_remove(l, f, false, i);
}

static void peek_domain(struct linter *l, size_t i, const struct name *name)
{
	bool redirect = l->subject->record->term[i].kind == K_REDIRECT;
	const struct answer *txt = lint_ask(l, l->subject->answers, name, RR_TXT);
	struct selected selected;

	if (!txt || txt->said == SAID_FAILED)
		return;
	if (spf_select(l->pool, txt, &selected) != ERR_NONE)
		l->pool->failed = true;
	else if (selected.n > 1)
		raise_at(l, 603, i, name);
	else if (selected.n == 0)
		raise_at(l, redirect ? 606 : txt->said == SAID_NXDOMAIN ? 602 : 601, i, name);
}

static void peek(struct linter *l, size_t i)
{
	const struct term *term = &l->subject->record->term[i];
	const struct answer *mx;
	struct name name;

	if (term->macros || !term->has_value || name_from_bytes(lint_slice(l, term->value), &name) != ERR_NONE)
		return;
	if (term->kind == K_INCLUDE || term->kind == K_REDIRECT) {
		peek_domain(l, i, &name);
	} else if (term->kind == K_A && is_nowhere(l, &name)) {
		raise_at(l, 607, i, &name);
	} else if (term->kind == K_MX) {
		mx = lint_ask(l, l->subject->answers, &name, RR_MX);
		if (mx && is_empty(mx))
			raise_at(l, 608, i, &name);
	}
}

/* Only the first few: a record of thousands has other faults. */
static void find_unreached(struct linter *l)
{
	const struct record *record = l->subject->record;
	const struct frame *top4 = l->subject->walks.lifted4->top, *top6 = l->subject->walks.lifted6->top;
	bool all = record_find(record, K_ALL);
	size_t left = PEEKS_MOST;

	for (size_t i = 0; top4 && top6 && i < top4->record.n && i < top6->record.n && left > 0; i++) {
		if (record->term[i].kind == K_ALL)
			return;
		if (top4->node[i].reached || top6->node[i].reached || !kind_asks(record->term[i].kind))
			continue;
		if (record->term[i].kind == K_REDIRECT && all)
			continue;
		peek(l, i);
		left--;
	}
}

void check_targets(struct linter *l)
{
	ledger_nodes(l, read_node);
	if (l->subject->walks.lifted4->pending == 0 && l->subject->walks.lifted6->pending == 0)
		find_unreached(l);
}
