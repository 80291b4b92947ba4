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

void build_hint_of(const struct app *app, int id, struct buf *out)
{
	(void)app;
	if (id < Q_COUNT)
		buf_string(out, _(wizard_questions[id].text));
}
