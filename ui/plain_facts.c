/* plain_facts: what was found out about the domain and what a reply costs, in the line below a question. */
#include "ui/plain_private.h"

#include "base/words.h"

enum { SHOWN_MOST = 6 };	/* hosts or addresses in one line */

static void add_address(struct buf *out, const struct address *address)
{
	char text[IP_TEXT];

	ip_text(address->ip, address->v6, text);
	buf_string(out, text);
}

static void add_more(struct buf *out, size_t n)
{
	if (n > SHOWN_MOST)
		buf_printf(out, _(" and %zu more"), n - SHOWN_MOST);
}

static void add_addresses(struct buf *out, const struct host *host, const char *between)
{
	for (size_t i = 0; i < host->n && i < SHOWN_MOST; i++) {
		buf_string(out, i ? between : "");
		add_address(out, &host->address[i]);
	}
	add_more(out, host->n);
}

static void add_lookups(struct buf *out, unsigned n)
{
	buf_printf(out, ngettext("Costs %u lookup.", "Costs %u lookups.", n), n);
}

/* What the terms of this question cost as the record is; one for a term that is not there yet. */
static unsigned cost_of(const struct plain *p, enum question_id id)
{
	const struct record *record = &p->survey.record;
	unsigned cost = 0;

	for (size_t i = 0; i < record->n; i++)
		if (draft_question(&record->term[i]) == id)
			cost += p->survey.cost[i];
	return cost ? cost : 1;
}

static void a_facts(const struct plain *p, struct buf *out)
{
	const struct host *self = &p->found.self;

	add_addresses(out, self, ", ");
	if (!self->n)
		buf_string(out, self->failure ? _("Its addresses could not be looked up") : _("It has no address"));
	buf_string(out, ". ");
	add_lookups(out, cost_of(p, Q_A));
}

static void mx_facts(const struct plain *p, struct buf *out)
{
	const struct discovered *found = &p->found;

	for (size_t i = 0; i < found->mxs && i < SHOWN_MOST; i++) {
		buf_string(out, i ? ", " : "");
		name_shown(&found->mx[i].name, p->io.form, out);
		buf_string(out, found->mx[i].n ? " " : "");
		add_addresses(out, &found->mx[i], " ");
	}
	add_more(out, found->mxs);
	if (found->null_mx)
		buf_string(out, _("It says that it takes no mail (null MX)"));
	else if (!found->mxs)
		buf_string(out, _("It has no MX records"));
	buf_string(out, ". ");
	add_lookups(out, cost_of(p, Q_MX));
}

static void ptr_facts(const struct plain *p, struct buf *out)
{
	size_t n = 0;

	for (size_t i = 0; i < p->found.reverses && n < SHOWN_MOST; i++) {
		const struct reverse *reverse = &p->found.reverse[i];

		if (!reverse->n)
			continue;
		buf_string(out, n++ ? ", " : "");
		add_address(out, &reverse->address);
		buf_char(out, ' ');
		name_shown(&reverse->name[0], p->io.form, out);
		buf_string(out, reverse->confirmed ? "" : _(" (does not lead back)"));
	}
	buf_string(out, n ? ". " : _("No address has a name in reverse DNS. "));
	add_lookups(out, cost_of(p, Q_PTR));
}

/* "_spf.example.net costs 4, x.example 1." for the terms there are. */
static void list_facts(const struct plain *p, enum question_id id, struct buf *out)
{
	const struct record *record = &p->survey.record;
	size_t n = 0;

	for (size_t i = 0; i < record->n; i++) {
		if (draft_question(&record->term[i]) != id || n++ >= SHOWN_MOST)
			continue;
		buf_string(out, n > 1 ? ", " : "");
		text_printable(out, record_slice(record, record->term[i].value), TEXT_UTF8);
		buf_printf(out, ngettext(" costs %u lookup", " costs %u lookups", p->survey.cost[i]), p->survey.cost[i]);
	}
	add_more(out, n);
	buf_string(out, n ? "." : id == Q_INCLUDE ? _("Each costs 1 lookup and what its record asks.") : _("Each costs 1 lookup."));
}

/* Behind NAT what DNS shows inside is not what receivers see. */
static void network_facts(const struct plain *p, enum question_id id, struct buf *out)
{
	const struct host *self = &p->found.self;

	if (id == Q_IP4 && p->found.only_private) {
		buf_string(out, _("Only private addresses were found"));
		if (self->n) {
			buf_string(out, " (");
			add_addresses(out, self, ", ");
			buf_char(out, ')');
		}
		buf_string(out, _(": receivers see the public address of the gateway, so write that one. "));
	}
	buf_string(out, _("Costs no lookup."));
}

static void helo_facts(const struct plain *p, struct buf *out)
{
	size_t n = 0;

	for (size_t i = 0; i < p->found.mxs; i++) {
		const struct host *host = &p->found.mx[i];

		if (!host->spf_known || host->has_spf || n++ >= SHOWN_MOST)
			continue;
		buf_string(out, n > 1 ? ", " : _("No SPF record of their own: "));
		name_shown(&host->name, p->io.form, out);
	}
	add_more(out, n);
	buf_string(out, n ? "." : "");
}

void plain_facts(const struct plain *p, enum question_id id, struct buf *out)
{
	switch (id) {
	case Q_RETURN_PATH:
		name_shown(&p->domain, p->io.form, out);
		buf_string(out, _(", the part after the @ of the envelope sender."));
		break;
	case Q_SENDS:
		if (p->found.null_mx)
			buf_string(out, _("It says that it takes no mail (null MX)."));
		break;
	case Q_A:
		a_facts(p, out);
		break;
	case Q_MX:
		mx_facts(p, out);
		break;
	case Q_PTR:
		ptr_facts(p, out);
		break;
	case Q_A_HOSTS: case Q_MX_SETS: case Q_INCLUDE:
		list_facts(p, id, out);
		break;
	case Q_IP4: case Q_IP6:
		network_facts(p, id, out);
		break;
	case Q_REDIRECT:
		add_lookups(out, cost_of(p, Q_REDIRECT));
		break;
	case Q_EXP:
		buf_string(out, _("Costs no lookup."));
		break;
	case Q_HELO:
		helo_facts(p, out);
		break;
	default:
		break;
	}
}
