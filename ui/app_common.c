/* app_common: what a key does on every screen that leaves it alone. */
#include "ui/popup.h"
#include "ui/screen.h"

#include "base/words.h"

void app_stop_asking(struct app *app)
{
	app->stopped = true;
	app->asking = false;
	app->ask_ms = 0;
	app_push(app, &(struct effect){ .kind = EFFECT_STOP });
	app_say(app, LOOK_PLAIN, "%s", _("Stopped asking. What is not known stays open; r on Discover asks again."));
}

static void plain_page(struct app *app)
{
	struct buf text = { 0 };

	app_plain_text(app, &text);
	app_push(app, &(struct effect){ .kind = EFFECT_PLAIN_PAGE, .text = buf_slice(&text) });
	app->failed |= text.failed;
	buf_release(&text);
}

static void copy(struct app *app)
{
	const struct record *record;
	struct buf text = { 0 };
	char key[16];

	if (!app->draft)
		return;
	record = draft_record(app->draft);
	text_printable(&text, (struct slice){ record->text, record->len }, TEXT_UTF8);
	app_push(app, &(struct effect){ .kind = EFFECT_COPY, .text = buf_slice(&text) });
	app_say(app, LOOK_PLAIN, _("The record was sent to the terminal. If paste brings nothing: %s"), key_for(ACT_PLAIN_PAGE, app_in(app), key));
	buf_release(&text);
}

static void say_good(struct app *app)
{
	if (!app->survey_known || app_waits(app))
		app_say(app, LOOK_PLAIN, "%s", _("Nothing is known to be wrong; answers are still out."));
	else
		app_say(app, LOOK_GOOD, "%s", _("Nothing is wrong with the record."));
}

static void next_finding(struct app *app, bool back)
{
	size_t n = app_findings(app), at = app->finding;

	if (!n) {
		say_good(app);
		return;
	}
	if (at >= n)
		at = back ? n - 1 : 0;
	else
		at = back ? (at + n - 1) % n : (at + 1) % n;
	app_show_finding(app, at);
}

/* The finding that x and f mean: the one F8 went to, or the worst. */
static size_t the_finding(struct app *app)
{
	size_t n = app->draft ? app_findings(app) : 0;

	if (!n)
		say_good(app);
	return !n ? SIZE_MAX : app->finding < n ? app->finding : 0;
}

/* What x, f and F8 do: explain, repair, go to. */
static bool finding_key(struct app *app, enum action action)
{
	size_t finding;

	if (action == ACT_NEXT_FINDING || action == ACT_PREVIOUS_FINDING) {
		next_finding(app, action == ACT_PREVIOUS_FINDING);
		return true;
	}
	if (action != ACT_EXPLAIN && action != ACT_FIX)
		return false;
	if (action == ACT_EXPLAIN && app->draft && app->survey_known && !app_findings(app) &&
	    !(app_untouched(app) && !app_published_known(app))) {	/* else there is no record yet that could be explained */
		app_explain_record(app);
		return true;
	}
	finding = the_finding(app);
	if (finding != SIZE_MAX && action == ACT_EXPLAIN)
		app_explain(app, finding);
	else if (finding != SIZE_MAX)
		app_fix(app, finding);
	return true;
}

/* What acts on the record, or on how it is shown. */
static void record_key(struct app *app, enum action action)
{
	switch (action) {
	case ACT_UNDO: case ACT_REDO:
		app_undo(app, action == ACT_REDO);
		break;
	case ACT_COPY:
		copy(app);
		break;
	case ACT_PLAIN_PAGE:
		plain_page(app);
		break;
	case ACT_RAW:
		if (app->draft)
			build_raw(app);
		break;
	case ACT_OPEN:
		popup_ledger(app);
		break;
	case ACT_PAGE_UP: case ACT_PAGE_DOWN:
		if (!app_small(app) || !app_screen(app)->pages)
			break;
		app->page = action == ACT_PAGE_DOWN;
		app_touch(app);		/* what was said was about the other page */
		break;
	default:
		break;
	}
}

void app_common(struct app *app, enum action action)
{
	if (finding_key(app, action))
		return;
	switch (action) {
	case ACT_HELP:
		popup_help(app);
		break;
	case ACT_QUIT:
		app_want_to_quit(app);
		break;
	case ACT_INTERRUPT:
		app_interrupt(app);
		break;
	case ACT_REDRAW:
		app_push(app, &(struct effect){ .kind = EFFECT_REDRAW });
		break;
	case ACT_SUSPEND:
		app_push(app, &(struct effect){ .kind = EFFECT_SUSPEND });
		break;
	case ACT_CLOSE:
		app_say(app, LOOK_PLAIN, "%s", _("Nothing to close. q or ^C leaves."));
		break;
	case ACT_SCREEN_1: case ACT_SCREEN_2: case ACT_SCREEN_3: case ACT_SCREEN_4:
	case ACT_SCREEN_5: case ACT_SCREEN_6: case ACT_SCREEN_7:
		app_go(app, (enum screen_id)(action - ACT_SCREEN_1));
		break;
	case ACT_PUBLISH:
		app_go(app, SCREEN_OUTPUT);
		break;
	default:
		record_key(app, action);
	}
}
