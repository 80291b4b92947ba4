/* ledger_answer: what a term was answered, in a few words. */
#include "wizard/ledger_rows.h"

#include "base/words.h"
#include "dns/rdata.h"

#include <string.h>

enum { ADDRESSES_SHOWN = 4, AS_POWER = 33 };	/* POWER: from 2^33 on; all of IPv4 has ten digits */

static void add_addresses(const struct node *node, bool v6, struct buf *out, unsigned *left)
{
	char text[IP_TEXT];

	if (!node || !node->answer || node->answer->said != SAID_DATA)
		return;
	for (size_t i = 0; i < node->answer->n; i++) {
		if (node->answer->rr[i].len != (v6 ? 16 : 4))
			continue;
		if (!*left) {
			buf_printf(out, _(" and %zu more"), node->answer->n - i);
			return;
		}
		ip_text(ip_from_wire(node->answer->rr[i].wire, v6), v6, text);
		buf_printf(out, "%s%s", out->len ? " " : "", text);
		(*left)--;
	}
}

/* Why there is nothing to show: not asked, no answer yet, failed, or void. true: it was one of these. */
static bool add_lack(const struct ledger_row *row, struct buf *out)
{
	const struct node *node = ledger_node(row);
	const struct answer *answer = node->answer;

	if (node->cut)
		buf_string(out, _("a loop: was here before"));
	else if (!ledger_reached(row))
		buf_string(out, _("not reached"));
	else if (node->refused && !node->asked)
		buf_string(out, _("refused: over 10 lookups"));
	else if (node->open && !answer)
		buf_string(out, _("hangs on the sender"));
	else if (node->asked && !answer)
		buf_string(out, _("not asked"));
	else if (answer && answer->said == SAID_FAILED)
		buf_printf(out, _("FAILED: %s"), _(failure_text(answer->failure)));
	else if (answer && answer->said == SAID_NXDOMAIN)
		buf_string(out, _("no such name"));
	else
		return false;
	return true;
}

static void add_mx(const struct ledger *ledger, const struct answer *answer, struct buf *out)
{
	size_t addresses = 0;

	for (size_t i = 0; i < answer->n; i++) {
		struct name host;

		if (!rdata_exchange(&answer->rr[i], &host))
			continue;
		for (int v6 = 0; v6 < 2; v6++) {
			const struct walk *walk = v6 ? ledger->v6 : ledger->v4;
			const struct answer *found = walk ? answers_find(ledger->answers, &host, v6 ? RR_AAAA : RR_A) : NULL;

			addresses += found && found->said == SAID_DATA ? found->n : 0;
		}
	}
	buf_printf(out, ngettext("%zu MX, %zu address", "%zu MX, %zu addresses", addresses), answer->n, addresses);
}

static void add_inner(const struct ledger_row *row, struct buf *out)
{
	const struct node *node = ledger_node(row);
	const struct frame *inner = node->inner ? node->inner : row->v6 ? row->v6->inner : NULL;

	if (!inner) {
		buf_string(out, node->answer ? _("no single SPF record there") : "");
		return;
	}
	buf_printf(out, ngettext("TTL %u  %zu term", "TTL %u  %zu terms", inner->record.n),
	    node->answer ? (unsigned)node->answer->ttl : 0, inner->record.n);
}

static void add_network(const struct term *term, struct buf *out)
{
	struct range range = ip_network(term->ip, term->kind == K_IP6 ? term->prefix6 : term->prefix4, term->kind == K_IP6);
	char count[IPSET_COUNT];

	if (term->kind == K_IP6 && 128 - term->prefix6 >= AS_POWER) {	/* nobody reads 25 digits */
		buf_printf(out, _("2^%d addresses"), 128 - term->prefix6);
		return;
	}
	ipset_count((struct ipset){ &range, 1 }, count);
	buf_printf(out, strcmp(count, "1") == 0 ? _("%s address") : _("%s addresses"), count);
}

/* Whatever family is asked for, exists looks for an A record (RFC 7208 5.7). */
static void add_found(const struct ledger_row *row, struct buf *out)
{
	struct buf text = { 0 };
	unsigned left = ADDRESSES_SHOWN;

	add_addresses(row->v4, false, &text, &left);
	add_addresses(row->v6, row->term->kind != K_EXISTS, &text, &left);
	if (!text.len)
		buf_string(&text, row->term->kind == K_PTR ? "" : _("nothing found"));
	buf_add(out, buf_slice(&text));
	out->failed |= text.failed;
	buf_release(&text);
}

void ledger_answer(const struct ledger *ledger, const struct ledger_row *row, struct buf *out)
{
	const struct term *term = row->term;
	const struct answer *answer = ledger_node(row)->answer;

	switch (term->kind) {
	case K_ALL:
		buf_string(out, result_word(ledger_qualifier(term->qualifier)));
		return;
	case K_IP4: case K_IP6:
		add_network(term, out);
		return;
	case K_BROKEN:
		buf_string(out, _("cannot be read: permerror"));
		return;
	case K_EXP: case K_UNKNOWN_MODIFIER:
		return;
	default:
		break;
	}
	if (add_lack(row, out))
		return;
	if (term->kind == K_INCLUDE || term->kind == K_REDIRECT)
		add_inner(row, out);
	else if (term->kind == K_MX && answer && answer->said == SAID_DATA)
		add_mx(ledger, answer, out);
	else
		add_found(row, out);
}
