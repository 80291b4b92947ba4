/* build_notes: what is known about each question of Build, and what its terms cost. */
#include "ui/screens/build_private.h"

#include "base/words.h"

enum { SHOWN_MOST = 4 };

static void add_addresses(const struct host *host, struct buf *out)
{
	for (size_t i = 0; i < host->n && i < SHOWN_MOST; i++) {
		char text[IP_TEXT];

		ip_text(host->address[i].ip, host->address[i].v6, text);
		buf_string(out, i ? " " : "");
		buf_string(out, text);
	}
	buf_string(out, host->n > SHOWN_MOST ? " ..." : "");
}

static void about_mx(const struct app *app, struct buf *out)
{
	const struct discovered *found = &app->found;

	if (found->null_mx)
		buf_string(out, _("takes no mail (null MX)"));
	for (size_t i = 0; i < found->mxs && i < SHOWN_MOST; i++) {
		buf_string(out, i ? " " : "");
		add_addresses(&found->mx[i], out);
	}
	buf_string(out, found->mxs > SHOWN_MOST ? " ..." : "");
}

/* Look-ups of the question's terms, each with all behind it. */
static bool cost_of(const struct app *app, int id, unsigned *cost)
{
	bool any = false;

	*cost = 0;
	for (size_t i = 0; app->survey_known && i < app->survey.record.n; i++)
		if ((int)draft_question(&app->survey.record.term[i]) == id) {
			*cost += app->survey.cost[i];
			any = true;
		}
	return any;
}

void build_about(void *arg, int id, struct buf *note, struct buf *right)
{
	const struct app *app = arg;
	unsigned cost;

	if (id == Q_A)
		add_addresses(&app->found.self, note);
	else if (id == Q_MX)
		about_mx(app, note);
	else if (id == Q_PTR)
		buf_string(note, _("slow and unreliable, do not use"));
	if (id > Q_REDIRECT || id < Q_A || id == Q_ALL)
		return;
	if (id == Q_IP4 || id == Q_IP6)
		buf_char(right, '0');
	else if (cost_of(app, id, &cost))
		buf_printf(right, "%u", cost);
	else
		buf_char(right, '-');
}

/* What to write, where wizard_questions has a question; it says what to do in one line. */
static const char *const hints[Q_COUNT] = {
	[Q_RETURN_PATH] = N_("The domain of the envelope sender; mail shows it as Return-Path. RFC 7208 2.4"),
	[Q_SENDS] = N_("A domain that sends no mail says exactly v=spf1 -all. RFC 7208 10.1.2"),
	[Q_A] = N_("Its own A and AAAA addresses; often only a web server's. RFC 7208 5.3"),
	[Q_MX] = N_("Its MX hosts. Not if they only filter incoming mail. RFC 7208 5.4"),
	[Q_PTR] = N_("Do not use: slow, and a load on others. Name the hosts instead. RFC 7208 5.5"),
	[Q_A_HOSTS] = N_("Host names, space between; /24 lets the network around it send. RFC 7208 5.3"),
	[Q_MX_SETS] = N_("Domains whose MX hosts send too, space between. RFC 7208 5.4"),
	[Q_IP4] = N_("Addresses or networks, space between, as receivers see them. RFC 7208 5.6"),
	[Q_IP6] = N_("Addresses or networks, space between: 2001:db8::/32. RFC 7208 5.6"),
	[Q_INCLUDE] = N_("What the service tells you to include; M-k picks a known one. RFC 7208 5.2"),
	[Q_ALL] = N_("Begin with ~all; -all when DMARC reports are clean. RFC 7208 8.4, 8.5"),
	[Q_REDIRECT] = N_("The domain whose record decides instead; it has to exist. RFC 7208 6.1"),
	[Q_EXP] = N_("A name whose TXT record refused senders are shown. RFC 7208 6.2"),
	[Q_EXP_TEXT] = N_("ASCII; %{i} is the sender's address, %% a percent sign. RFC 7208 6.2, 7.2"),
	[Q_HELO] = N_("Hosts that get a record of their own, v=spf1 a -all. RFC 7208 10.1.2"),
};

/* "_spf.example.net costs 4, x.example 1 of 10 lookups." for the terms there are. */
static bool add_costs(const struct app *app, int id, struct buf *out)
{
	const struct record *record = &app->survey.record;
	size_t n = 0;

	for (size_t i = 0; app->survey_known && i < record->n; i++) {
		if ((int)draft_question(&record->term[i]) != id || !record->term[i].has_value || n++ >= SHOWN_MOST)
			continue;
		buf_string(out, n > 1 ? ", " : "");
		text_printable(out, record_slice(record, record->term[i].value), app->form);
		buf_printf(out, n > 1 ? " %u" : _(" costs %u"), app->survey.cost[i]);
	}
	buf_string(out, n > SHOWN_MOST ? ", ..." : "");
	buf_string(out, n ? _(" of 10 lookups.") : "");
	return n > 0;
}

static void add_mx(const struct app *app, struct buf *out)
{
	for (size_t i = 0; i < app->found.mxs && i < SHOWN_MOST; i++) {
		buf_string(out, i ? ", " : "");
		name_shown(&app->found.mx[i].name, app->form, out);
		buf_string(out, app->found.mx[i].n ? " " : "");
		add_addresses(&app->found.mx[i], out);
	}
}

static bool is_no(const struct draft *draft, enum question_id id)
{
	struct buf reply = { 0 };
	bool no;

	draft_reply(draft, id, &reply);
	no = slice_equal(buf_slice(&reply), SLICE("no"));
	buf_release(&reply);
	return no;
}

void build_hint_findings(const struct app *app, struct buf *out)
{
	char key[16];

	if (app_findings(app))
		buf_printf(out, _("Enter goes to the finding, %s explains it. PgUp: the form."), key_for(ACT_EXPLAIN, app_in(app), key));
	else
		buf_string(out, _("PgUp: the form."));
}

void build_hint_of(const struct app *app, int id, struct buf *out)
{
	if (id >= Q_COUNT)
		return;
	if ((id == Q_A_HOSTS || id == Q_MX_SETS || id == Q_INCLUDE || id == Q_REDIRECT) && add_costs(app, id, out))
		return;
	if (id == Q_RETURN_PATH && is_no(app->draft, Q_RETURN_PATH))
		buf_string(out, _("Then look at the Return-Path of a mail, and start with that domain: M-1"));
	else if (id == Q_MX && app->found.mxs)
		add_mx(app, out);
	else
		buf_string(out, _(hints[id]));
}
