/* popup_ledger: what the figures are made of: every term on every way down, its own cost, the running sum, what was answered. */
#include "ui/popup.h"

#include "base/words.h"
#include "wizard/ledger_rows.h"

enum { ROOMY_COLUMNS = 80 };

static void add_limits(const struct survey *s, struct buf *out)
{
	buf_printf(out, _("Terms that ask DNS (include a mx ptr exists redirect): %u of %d in the worst case. RFC 7208 4.6.4.\n"), s->lookups,
	    WALK_LOOKUPS);
	buf_printf(out, _("Of them those that found nothing (void): %u of %d for IPv4 senders, %u of %d for IPv6. RFC 7208 4.6.4.\n"), s->voids4,
	    WALK_VOIDS, s->voids6, WALK_VOIDS);
	buf_printf(out, _("MX records of one mx: %u of %d at most. RFC 7208 4.6.4.\n"), s->mx_most, WALK_MX);
	buf_printf(out, _("Bytes: %zu; an answer of up to 512 fits UDP everywhere. RFC 7208 3.4.\n"), s->bytes);
	if (s->pending)
		buf_printf(out, ngettext("%zu answer is still out, so figures may rise.\n", "%zu answers are still out, so figures may rise.\n",
			s->pending), s->pending);
}

void popup_ledger(struct app *app)
{
	const struct survey *s = &app->survey;
	struct ledger ledger = { .v4 = &s->lifted4, .v6 = &s->lifted6, .answers = s->layer, .form = app->form,
		.narrow = app->columns < ROOMY_COLUMNS };
	struct buf text = { 0 };

	if (!app->survey_known) {
		app_say(app, LOOK_PLAIN, "%s", _("There is no record yet, so there are no figures."));
		return;
	}
	add_limits(s, &text);
	buf_char(&text, '\n');
	ledger_print(&ledger, &text);
	app->failed |= text.failed;
	popup_page(app, _("What the figures are made of"), buf_slice(&text));
	buf_release(&text);
}
