/* walk_text: the order in which a ledger is read, and a verdict in words. */
#include "spf/walk.h"
#include "base/buf.h"
#include "base/words.h"

static const struct node *first_of(const struct frame *f)
{
	return f && f->record.n > 0 ? f->node : NULL;
}

const struct node *ledger_next(const struct walk *walk, const struct node *at)
{
	if (!at)
		return first_of(walk->top);
	if (first_of(at->inner))
		return at->inner->node;
	while (at) {
		const struct frame *f = at->frame;
		if ((size_t)(at - f->node) + 1 < f->record.n)
			return at + 1;
		at = f->up;
	}
	return NULL;
}

/* Words for each why: at a term, and (none of it a term's fault) at the domain itself. "%s" is the term. */
static const struct why_words {
	const char *term, *domain;
} words[] = {
	[WHY_TERM] = { N_("matched %s"), NULL },
	[WHY_DEFAULT] = { NULL, N_("no term matched") },
	[WHY_LOOKUPS] = { N_("more than 10 DNS look-ups: %s is over the limit"), NULL },
	[WHY_VOIDS] = { N_("more than 2 look-ups found nothing: %s is over the limit"), NULL },
	[WHY_MX] = { N_("%s has more than 10 MX records"), NULL },
	[WHY_SYNTAX] = { N_("syntax error at %s"), N_("syntax error in the record") },
	[WHY_DNS] = { N_("DNS failed at %s"), N_("DNS failed for the domain itself") },
	[WHY_NO_RECORD] = { N_("%s leads to a domain without an SPF record"), N_("the domain has no SPF record") },
	[WHY_MANY_RECORDS] = { N_("%s leads to a domain with several SPF records"), N_("the domain has several SPF records") },
	[WHY_NAME] = { N_("the name that %s asks for is malformed"), N_("the domain is not a name that can be checked") },
	[WHY_WAITING] = { N_("waiting for DNS at %s"), N_("waiting for the record of the domain") },
	[WHY_ADDRESS] = { N_("hangs on more than is known, from %s on"), N_("hangs on more than is known") },
};

enum { TERM_MOST = 200 };	/* bytes of a term that are shown */

static void add_term(struct buf *out, const struct node *n, const char *format)
{
	struct slice text = record_slice(&n->frame->record, node_term(n)->whole);
	struct buf shown = { 0 };
	text_printable(&shown, slice_to(text, TERM_MOST), TEXT_ASCII);
	if (text.len > TERM_MOST)
		buf_string(&shown, "...");
	buf_printf(out, format, buf_text(&shown));
	out->failed |= shown.failed;
	buf_release(&shown);
	buf_printf(out, _(", term %zu of %zu"), (size_t)(n - n->frame->node) + 1, n->frame->record.n);
}

/* Behind a redirect it is another record that speaks; an include's term names it already. */
static void add_record(struct buf *out, const struct frame *f)
{
	struct buf shown = { 0 };
	if (!f || !f->up || node_term(f->up)->kind != K_REDIRECT)
		return;
	text_printable(&shown, f->domain, TEXT_ASCII);
	buf_printf(out, _(" in the record of %s"), buf_text(&shown));
	out->failed |= shown.failed;
	buf_release(&shown);
}

void verdict_text(const struct verdict *v, struct buf *out)
{
	for (const struct verdict *at = v; at; at = at->inner) {
		const struct why_words *row = &words[at->why];
		if (at != v)
			buf_string(out, _("; there: "));
		if (at->node && row->term)
			add_term(out, at->node, _(row->term));
		else
			buf_string(out, row->domain ? _(row->domain) : result_word(at->result));
		add_record(out, at->frame);
	}
}

void sender_remark(const struct sender *sender, const struct name *domain, enum text_form form, struct buf *out)
{
	struct buf theirs = { 0 }, ours = { 0 };
	struct name name;
	bool is_name = !name_from_bytes(sender->domain, &name);

	if (!sender->domain.len || (is_name && name_equal(&name, domain)))
		return;
	if (is_name)
		name_shown(&name, form, &theirs);
	else
		text_printable(&theirs, sender->domain, form);
	name_shown(domain, form, &ours);
	buf_printf(out, _("For this sender receivers look up the record of %s, not that of %s."), buf_text(&theirs), buf_text(&ours));
	out->failed |= theirs.failed || ours.failed;
	buf_release(&theirs);
	buf_release(&ours);
}
