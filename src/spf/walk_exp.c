/* walk_exp: the explanation of a fail (RFC 7208 6.2). */
#include "spf/select.h"
#include "spf/walk_private.h"

static bool is_ascii(struct slice s)
{
	for (size_t i = 0; i < s.len; i++) {
		if ((unsigned char)s.at[i] > 127)
			return false;
	}
	return true;
}

/* What DNS says at the target of exp. false: waiting. *text stays empty for what 6.2 says to pass over. */
static bool fetch(struct walker *w, struct step *s, const struct target *t, struct slice *text)
{
	struct question *q = pool_alloc(w->pool, sizeof(*q));
	struct heard heard = { 0 };
	if (!q)
		return true;
	q->name = t->name;
	q->type = RR_TXT;
	const struct answer *a = walker_ask(w, q, &heard);
	s->node->asked = q;
	s->node->answer = a;
	step_hear(s, &heard);
	if (a && a->said == SAID_DATA && a->n == 1)
		*text = txt_joined(w->pool, &a->rr[0]);
	return a != NULL;
}

/*
 * Only of the record that said fail: behind a redirect, not behind an include (6.2). Whatever is wrong with it leaves the
 * explanation empty, and never touches the verdict. false: waiting.
 */
bool walk_explain(struct walker *w, const struct verdict *v, struct slice *explanation)
{
	struct groups nobody = { NULL, 0 };
	struct outcomes nothing = { 0 };
	struct target target;
	struct slice text = { 0 };
	struct span fault;
	struct facts facts;
	uint32_t letters = 0;
	const struct term *exp = v->result == R_FAIL && v->frame ? record_find(&v->frame->record, K_EXP) : NULL;
	if (!exp)
		return true;
	/* The walk made this frame and its nodes; only readers get them const. */
	struct frame *frame = (struct frame *)v->frame;
	struct node *node = &frame->node[exp - frame->record.term];
	struct step s = { .walker = w, .frame = frame, .node = node, .term = exp, .groups = &nobody, .out = &nothing };
	s.node->reached = true;
	enum target_state state = walk_target(&s, &target);
	if (state != TARGET_GOOD)
		return state != TARGET_WAITING;
	if (!fetch(w, &s, &target, &text))
		return false;
	if (text.len == 0 || !is_ascii(text) || macro_scan(text, MACRO_EXPLANATION, &letters, &fault) != 0 || letters & w->open)
		return true;
	if (!walk_facts(w, v->frame, letters, &facts))
		return false;
	buf_clear(&w->text);
	if (macro_expand(text, &facts.macro, EXPANDED_MOST, &w->text) && is_ascii(buf_slice(&w->text)))
		*explanation = pool_copy(w->pool, buf_slice(&w->text));
	return true;
}
