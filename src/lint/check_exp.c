/* check_exp: is there anybody who is told the explanation, and is there one (RFC 7208 6.2)? */
#include "lint/ledger.h"

#include "spf/macro.h"
#include "spf/select.h"

#include "base/buf.h"

/* Of this record, not of one that redirect= leads to. */
static bool fails_here(const struct verdict *v, const void *top)
{
	return v->frame == top && v->result == R_FAIL;
}

static bool is_open(const struct verdict *v, const void *arg)
{
	(void)arg;
	return v->result == R_PENDING || v->result == R_UNKNOWN || v->result == R_TEMPERROR || v->result == R_PERMERROR;
}

static bool any(const struct walk *walk, verdict_fits *fits)
{
	for (size_t i = 0; i < walk->n; i++)
		if (fits(walk->region[i].verdict, walk->top))
			return true;
	return false;
}

static void find_unreachable(struct linter *l, size_t exp)
{
	const struct subject_walks *w = &l->subject->walks;

	if (!any(w->v4, fails_here) && !any(w->v6, fails_here) && !any(w->v4, is_open) && !any(w->v6, is_open))
		lint_raise_term(l, 407, exp);
}

/* 6.2: an included record's explanation is never used. Worth saying where it is the reader's own record. */
static void find_included(struct linter *l, const struct node *node, bool v6)
{
	const struct frame *inner = node->inner;

	(void)v6;
	if (!inner || node_term(node)->kind != K_INCLUDE || !l->subject->domain || !name_under(&inner->name, l->subject->domain))
		return;
	if (record_find(&inner->record, K_EXP))
		ledger_raise(l, 409, node, ledger_name(l, &inner->name), (struct slice){ 0 });
}

/* The name that exp asks for, where no sender changes it. */
static bool target_of(struct linter *l, const struct term *exp, struct name *out)
{
	struct slice value = lint_slice(l, exp->value);
	char domain[NAME_WIRE];
	struct macro_facts facts = { 0 };	/* %{d} alone is asked for */
	struct buf text = { 0 };
	bool good;

	if ((exp->macros & ~LETTER('d')) || (exp->macros && !l->subject->domain))
		return false;
	if (l->subject->domain)
		facts.domain = (struct slice){ domain, name_bytes(l->subject->domain, domain) };
	good = macro_expand(value, &facts, NAME_TEXT, &text) && name_from_bytes(buf_slice(&text), out) == ERR_NONE;
	l->pool->failed |= text.failed;
	buf_release(&text);
	return good;
}

static bool is_ascii(struct slice s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.at[i] > 127)
			return false;
	return true;
}

/* 6.2: several, none, a byte that is not ASCII, a macro that cannot be read: as if there were no exp. */
static bool is_useless(struct linter *l, const struct answer *txt)
{
	struct slice text;
	uint32_t letters;
	struct span at;

	if (txt->said != SAID_DATA || txt->n != 1)
		return true;
	text = txt_joined(l->pool, &txt->rr[0]);
	return text.at && (text.len == 0 || !is_ascii(text) || macro_scan(text, MACRO_EXPLANATION, &letters, &at) != 0);
}

static void find_text(struct linter *l, size_t exp)
{
	const struct answer *txt;
	struct finding *f;
	struct name name;

	if (!target_of(l, &l->subject->record->term[exp], &name))
		return;
	txt = lint_ask(l, l->subject->answers, &name, RR_TXT);
	if (!txt || (txt->said == SAID_FAILED && (txt->failure == FAILURE_OUTSIDE || txt->failure == FAILURE_BOUND)))
		return;
	if (!is_useless(l, txt))
		return;
	f = lint_raise(l, 408, l->subject->record->term[exp].whole, exp, lint_slice(l, l->subject->record->term[exp].whole),
	    ledger_name(l, &name), LINT_END);
	if (txt->said != SAID_DATA && ledger_draft(l))
		f->level = LEVEL_NOTE;	/* to be published with it */
}

void check_exp(struct linter *l)
{
	const struct record *record = l->subject->record;
	const struct term *exp = record_find(record, K_EXP);

	ledger_nodes(l, find_included);
	if (!exp || !record_good(record))
		return;
	find_unreachable(l, (size_t)(exp - record->term));
	find_text(l, (size_t)(exp - record->term));
}
