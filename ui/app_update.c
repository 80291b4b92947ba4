/* app_update: one event after the other into the model. */
#include "ui/popup.h"
#include "ui/screen.h"

#include "base/words.h"
#include "wizard/keep.h"

enum {
	LEAST_ROWS = 12, LEAST_COLUMNS = 40,
	KEEP_MS = 2000,		/* after a change, until the draft is kept */
	INTERRUPT_MS = 1000,	/* between two ^C */
	STATUS_EARLY = 1, STATUS_INTERRUPT = 130,
};

bool app_too_small(const struct app *app)
{
	return app->rows < LEAST_ROWS || app->columns < LEAST_COLUMNS;
}

void app_keep(struct app *app)
{
	struct buf text = { 0 };

	app->keep_ms = 0;
	if (!app_changed(app))
		return;
	if (keep_print(app->draft, &text))
		app->failed = true;
	else
		app_push(app, &(struct effect){ .kind = EFFECT_KEEP, .text = buf_slice(&text) });
	app->was_kept = true;
	buf_release(&text);
}

static void plain_questions(struct app *app)
{
	struct effect effect = { .kind = EFFECT_QUIT, .status = QUIT_PLAIN };
	char domain[NAME_TEXT];

	if (app->draft) {
		const struct record *record = draft_record(app->draft);

		app_keep(app);
		effect.path = (struct slice){ domain, name_text(&app->domain, domain) };
		effect.text = (struct slice){ record->text, record->len };
	}
	app_push(app, &effect);
}

static void forget(struct app *app)
{
	struct buf domain = { 0 };
	char text[NAME_TEXT];

	if (!app->was_kept)
		return;
	app->was_kept = false;
	buf_add(&domain, (struct slice){ text, name_text(&app->domain, text) });
	app_push(app, &(struct effect){ .kind = EFFECT_FORGET, .text = buf_slice(&domain) });
	buf_release(&domain);
}

/* Standard output gets what Output chose, or else the record on a line of its own. */
void app_quit(struct app *app, int status, bool with_result)
{
	struct buf text = { 0 };

	if (with_result && app->result.len) {
		buf_add(&text, buf_slice(&app->result));
	} else if (with_result && app->draft) {
		const struct record *record = draft_record(app->draft);

		text_printable(&text, (struct slice){ record->text, record->len }, app->form);
		buf_char(&text, '\n');
	}
	if (!app_changed(app))
		forget(app);
	app_push(app, &(struct effect){ .kind = EFFECT_QUIT, .status = status, .text = buf_slice(&text) });
	app->failed |= text.failed;
	buf_release(&text);
}

static void want_to_quit(struct app *app, int status)
{
	if (app_changed(app))
		popup_quit(app);
	else
		app_quit(app, app->gave ? 0 : status, app->gave);
}

void app_save_draft_and_quit(struct app *app, int status)
{
	app_keep(app);
	app_quit(app, status, true);
}

void app_discard_and_quit(struct app *app)
{
	forget(app);
	app->was_kept = false;
	app_push(app, &(struct effect){ .kind = EFFECT_QUIT, .status = app->gave ? 0 : STATUS_EARLY,
		.text = app->gave ? buf_slice(&app->result) : (struct slice){ 0 } });
}

/* ^C: stop asking; else leave. Twice within a second: leave at once, the draft kept. */
static void interrupt(struct app *app)
{
	bool twice = app->interrupt_ms && app->now_ms - app->interrupt_ms <= INTERRUPT_MS;

	app->interrupt_ms = app->now_ms ? app->now_ms : 1;
	if (twice) {
		app_save_draft_and_quit(app, STATUS_INTERRUPT);
	} else if (app->asking) {
		app_stop_asking(app);
	} else if (app_changed(app)) {
		popup_quit(app);
	} else {
		app_quit(app, STATUS_INTERRUPT, app->gave);
	}
}

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

	if (!app->draft)
		return;
	record = draft_record(app->draft);
	text_printable(&text, (struct slice){ record->text, record->len }, TEXT_UTF8);
	app_push(app, &(struct effect){ .kind = EFFECT_COPY, .text = buf_slice(&text) });
	app_say(app, LOOK_PLAIN, "%s", _("The record was sent to the terminal. If paste brings nothing: p"));
	buf_release(&text);
}

static void next_finding(struct app *app, bool back)
{
	size_t n = app_findings(app), at = app->finding;

	if (!app->draft || !n) {
		app_say(app, LOOK_GOOD, "%s", _("Nothing is wrong with the record."));
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
		app_say(app, LOOK_GOOD, "%s", _("Nothing is wrong with the record."));
	return !n ? SIZE_MAX : app->finding < n ? app->finding : 0;
}

void app_common(struct app *app, enum action action)
{
	size_t finding;

	switch (action) {
	case ACT_HELP:
		popup_help(app);
		break;
	case ACT_QUIT:
		want_to_quit(app, STATUS_EARLY);
		break;
	case ACT_INTERRUPT:
		interrupt(app);
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
	case ACT_SCREEN_1: case ACT_SCREEN_2: case ACT_SCREEN_3: case ACT_SCREEN_4: case ACT_SCREEN_5: case ACT_SCREEN_6: case ACT_SCREEN_7:
		app_go(app, (enum screen_id)(action - ACT_SCREEN_1));
		break;
	case ACT_PUBLISH:
		app_go(app, SCREEN_OUTPUT);
		break;
	case ACT_NEXT_FINDING: case ACT_PREVIOUS_FINDING:
		next_finding(app, action == ACT_PREVIOUS_FINDING);
		break;
	case ACT_EXPLAIN: case ACT_FIX:
		finding = the_finding(app);
		if (finding == SIZE_MAX)
			break;
		if (action == ACT_EXPLAIN)
			app_explain(app, finding);
		else
			app_fix(app, finding);
		break;
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
		if (app_small(app) && app_screen(app)->pages)
			app->page = action == ACT_PAGE_DOWN;
		break;
	default:
		break;
	}
}

/* Nothing of the model can be seen, so nothing of it is changed. */
static void too_small_key(struct app *app, uint32_t code)
{
	if (code == 'p')
		plain_questions(app);
	else if (code == 'q' || code == CODE_F10)
		app_save_draft_and_quit(app, app->gave ? 0 : STATUS_EARLY);
	else if (code == CODE_CTRL('c'))
		interrupt(app);
}

static void key(struct app *app, const struct event *event)
{
	const struct screen *screen = app_screen(app);
	void *state = app->state[app->screen];
	enum action action;

	if (app_too_small(app)) {
		too_small_key(app, event->code);
		return;
	}
	if (app->popup) {
		action = key_action(event->code, popup_focus(app));
		if (!popup_update(app, event, action) && (action == ACT_INTERRUPT || action == ACT_REDRAW || action == ACT_SUSPEND))
			app_common(app, action);
		return;
	}
	action = key_action(event->code, screen->focus(app, state) | screen->in);
	if (!screen->update(app, state, event, action))
		app_common(app, action);
}

static void paste(struct app *app, const struct event *event)
{
	if (app_too_small(app))
		return;
	if (app->popup)
		(void)popup_update(app, event, ACT_NONE);
	else
		(void)app_screen(app)->update(app, app->state[app->screen], event, ACT_NONE);
}

/* A key or a paste: what was said before goes when this one changed something. */
static void input(struct app *app, const struct event *event)
{
	app->said = app->touched = false;
	if (event->kind == EVENT_KEY)
		key(app, event);
	else
		paste(app, event);
	if (app->touched && !app->said)
		buf_clear(&app->message);
}

static void new_source(struct app *app, const struct event *event)
{
	if (event->error) {
		app_say(app, LOOK_ERROR, "%.*s", SLICE_ARG(event->text));
	} else {
		app->answers = event->answers;
		buf_clear(&app->source);
		buf_add(&app->source, event->text);
		app->failed |= app->source.failed;
		wanted_clear(&app->asked);
		app->stopped = app->asking = app->typed = false;
		app->ask_ms = 0;
		app->stale_answers = true;
	}
	(void)app_screen(app)->update(app, app->state[app->screen], event, ACT_NONE);
}

static void done(struct app *app, const struct event *event)
{
	if (!app_screen(app)->update(app, app->state[app->screen], event, ACT_NONE) && event->error && event->effect == EFFECT_KEEP)
		app_say(app, LOOK_ERROR, _("The draft could not be kept: %.*s"), SLICE_ARG(event->text));
}

static void tick(struct app *app, const struct event *event)
{
	app->asking = event->asking && !app->stopped;
	app->wake_ms = UINT64_MAX;	/* it has come: the next is told anew */
	if (app->keep_ms && app->now_ms >= app->keep_ms)
		app_keep(app);
	if (app->screen_ms && app->now_ms >= app->screen_ms) {
		app->screen_ms = 0;
		(void)app_screen(app)->update(app, app->state[app->screen], event, ACT_NONE);
	}
}

static void hang_up(struct app *app, const struct event *event)
{
	app_visit_end(app);
	app_keep(app);
	app_push(app, &(struct effect){ .kind = EFFECT_QUIT, .status = 128 + (event->code ? (int)event->code : 1) });
}

static void take(struct app *app, const struct event *event)
{
	switch (event->kind) {
	case EVENT_KEY: case EVENT_PASTE:
		input(app, event);
		break;
	case EVENT_RESIZE:
		app->rows = event->rows;
		app->columns = event->columns;
		app->stale_screen = true;
		break;
	case EVENT_ANSWERS:
		app->asking = event->asking && !app->stopped;
		app->stale_answers = true;
		break;
	case EVENT_TICK:
		tick(app, event);
		break;
	case EVENT_DONE:
		done(app, event);
		break;
	case EVENT_SOURCE:
		new_source(app, event);
		break;
	case EVENT_HANGUP:
		hang_up(app, event);
		break;
	}
}

enum error app_update(struct app *app, const struct event *event)
{
	effects_begin(app);
	app->failed = false;
	app->now_ms = event->now_ms;
	take(app, event);
	if (app_changed(app) && !app->keep_ms && app->stale_record)
		app->keep_ms = app->now_ms + KEEP_MS;
	app_settle(app);
	return app->failed ? ERR_MEMORY : ERR_NONE;
}
