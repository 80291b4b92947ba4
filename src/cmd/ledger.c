/*
 * ledger: rows of the tree, for people.
 */
#include "cmd/ledger_row.h"
#include "base/words.h"
#include "cmd/out.h"
#include <string.h>

enum { TERM_COLUMN = 44 };

const struct frame *ledger_top(const struct ledger *ledger, bool v6)
{
	const struct walk *walk = v6 ? ledger->v6 : ledger->v4;

	return walk ? walk->top : NULL;
}

struct row row_of(const struct frame *v4, const struct frame *v6, size_t i)
{
	const struct frame *frame = v4 ? v4 : v6;

	return (struct row){
		.term = &frame->record.term[i], .frame = frame, .v4 = v4 ? &v4->node[i] : NULL, .v6 = v6 ? &v6->node[i] : NULL,
	};
}

unsigned row_sum(const struct row *row)
{
	unsigned a = row->v4 ? row->v4->sum_max : 0, b = row->v6 ? row->v6->sum_max : 0;

	return a > b ? a : b;
}

bool row_reached(const struct row *row)
{
	return (row->v4 && row->v4->reached) || (row->v6 && row->v6->reached);
}

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
static bool add_lack(const struct row *row, struct buf *out)
{
	const struct node *node = row->v4 ? row->v4 : row->v6;
	const struct answer *answer = node->answer;

	if (node->cut)
		buf_string(out, _("a loop: was here before"));
	else if (!row_reached(row))
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

static void add_mx(const struct ledger *ledger, const struct row *row, struct buf *out)
{
	const struct answer *answer = row->v4 ? row->v4->answer : row->v6->answer;
	size_t addresses = 0;

	for (size_t i = 0; i < answer->n; i++) {
		struct name host;

		if (answer->rr[i].len < 3 || !name_from_wire(answer->rr[i].wire + 2, answer->rr[i].len - 2u, &host))
			continue;
		for (int v6 = 0; v6 < 2; v6++) {
			const struct answer *found = (v6 ? ledger->v6 : ledger->v4) ? answers_find(ledger->answers, &host, v6 ? RR_AAAA : RR_A) : NULL;

			addresses += found && found->said == SAID_DATA ? found->n : 0;
		}
	}
	buf_printf(out, _("%zu MX, %zu addresses"), answer->n, addresses);
}

static void add_inner(const struct row *row, struct buf *out)
{
	const struct node *node = row->v4 ? row->v4 : row->v6;

	if (!node->inner) {
		buf_string(out, node->answer ? _("no single SPF record there") : "");
		return;
	}
	buf_printf(out, ngettext("TTL %u  %zu term", "TTL %u  %zu terms", node->inner->record.n), (unsigned)node->answer->ttl,
	    node->inner->record.n);
}

static void add_answer(const struct ledger *ledger, const struct row *row, struct buf *out)
{
	const struct term *term = row->term;
	char count[IPSET_COUNT];
	struct buf text = { 0 };
	unsigned left = 4;

	switch (term->kind) {
	case K_ALL:
		buf_string(out, result_word(ledger_qualifier(term->qualifier)));
		return;
	case K_IP4:
	case K_IP6: {
		struct range range = ip_network(term->ip, term->kind == K_IP6 ? term->prefix6 : term->prefix4, term->kind == K_IP6);

		ipset_count((struct ipset){ &range, 1 }, count);
		buf_printf(out, strcmp(count, "1") == 0 ? _("%s address") : _("%s addresses"), count);
		return;
	}
	case K_BROKEN:
		buf_string(out, _("cannot be read: permerror"));
		return;
	case K_EXP:
	case K_UNKNOWN_MODIFIER:
		return;
	default:
		break;
	}
	if (add_lack(row, out))
		return;
	if (term->kind == K_INCLUDE || term->kind == K_REDIRECT) {
		add_inner(row, out);
	} else if (term->kind == K_MX && (row->v4 ? row->v4 : row->v6)->answer && (row->v4 ? row->v4 : row->v6)->answer->said == SAID_DATA) {
		add_mx(ledger, row, out);
	} else {
		add_addresses(row->v4, term->kind == K_EXISTS ? false : false, &text, &left);
		add_addresses(row->v6, term->kind != K_EXISTS, &text, &left);
		if (!text.len)
			buf_string(&text, term->kind == K_PTR ? "" : _("nothing found"));
		buf_add(out, buf_slice(&text));
	}
	buf_release(&text);
}

static bool is_deciding(const struct ledger *ledger, const struct row *row)
{
	for (const struct verdict *verdict = ledger->verdict; verdict; verdict = verdict->inner)
		if (verdict->node && (verdict->node == row->v4 || verdict->node == row->v6))
			return true;
	return false;
}

static void print_row(const struct ledger *ledger, const struct row *row, unsigned *sum, const char *rails, struct buf *out)
{
	struct buf line = { 0 };
	const struct node *node = row->v4 ? row->v4 : row->v6;

	if (kind_asks(row->term->kind) && row_reached(row))
		*sum = row_sum(row);
	if (kind_asks(row->term->kind))
		buf_printf(&line, "%5u %4u  ", (unsigned)node->own, *sum);
	else
		buf_printf(&line, "%5s %4s  ", row->term->kind == K_EXP || row->term->kind == K_UNKNOWN_MODIFIER ? "-" : "0", "");
	buf_printf(&line, "%s+- ", rails);
	out_printable(&line, record_slice(&row->frame->record, row->term->whole));
	size_t width = text_width(buf_slice(&line));
	buf_fill(&line, ' ', width + 2 <= 13 + TERM_COLUMN ? 13 + TERM_COLUMN - width : 2);
	add_answer(ledger, row, &line);
	if ((row->v4 && row->v4->voids) || (row->v6 && row->v6->voids))
		buf_printf(&line, "  %s", row->v4 && row->v6 && !row->v6->voids ? _("void for IPv4") :
		    row->v4 && row->v6 && !row->v4->voids ? _("void for IPv6") : _("void"));
	if (is_deciding(ledger, row))
		buf_printf(&line, "  %s", _("MATCH"));
	while (line.len && line.text[line.len - 1] == ' ')
		buf_cut(&line, line.len - 1);
	buf_add(out, buf_slice(&line));
	buf_char(out, '\n');
	out->failed |= line.failed;
	buf_release(&line);
}

static void print_frame(const struct ledger *ledger, const struct frame *v4, const struct frame *v6, unsigned *sum, struct buf *rails, struct buf *out)
{
	const struct frame *frame = v4 ? v4 : v6;

	for (size_t i = 0; frame && i < frame->record.n; i++) {
		struct row row = row_of(v4, v6, i);
		const struct frame *in4 = row.v4 ? row.v4->inner : NULL, *in6 = row.v6 ? row.v6->inner : NULL;

		print_row(ledger, &row, sum, buf_text(rails), out);
		if (!in4 && !in6)
			continue;
		size_t mark = rails->len;
		buf_string(rails, i + 1 < frame->record.n ? "|  " : "   ");
		print_frame(ledger, in4, in6, sum, rails, out);
		buf_cut(rails, mark);
	}
}

void ledger_print(const struct ledger *ledger, struct buf *out)
{
	const struct frame *v4 = ledger_top(ledger, false), *v6 = ledger_top(ledger, true), *top = v4 ? v4 : v6;
	struct buf rails = { 0 };
	unsigned sum = 0;

	if (!top)
		return;
	buf_string(out, _("  own  sum  term"));
	buf_fill(out, ' ', TERM_COLUMN - 4);
	buf_string(out, _("answer\n"));
	print_frame(ledger, v4, v6, &sum, &rails, out);
	out->failed |= rails.failed;
	buf_release(&rails);
}
