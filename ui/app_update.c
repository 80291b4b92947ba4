/* app_update: one event after the other into the model. */
#include "ui/popup.h"
#include "ui/screen.h"

#include "base/words.h"

enum {
	LEAST_ROWS = 12, LEAST_COLUMNS = 40,
	KEEP_MS = 2000,		/* after a change, until the draft is kept */
	STATUS_INTERRUPT = 130,
};

bool app_too_small(const struct app *app)
{
	return app->rows < LEAST_ROWS || app->columns < LEAST_COLUMNS;
}

/* Nothing of the model can be seen, so nothing of it is changed, and nothing asked: a draft that was changed is kept. */
static void too_small_key(struct app *app, uint32_t code)
{
	bool quit = code == 'q' || code == CODE_F10, interrupt = code == CODE_CTRL('c');

	if (code == 'p')
		app_plain_questions(app);
	else if (quit && app_changed(app))
		app_save_draft_and_quit(app, 0);
	else if (quit)
		app_want_to_quit(app);
	else if (interrupt && app_changed(app) && !app->asking)
		app_save_draft_and_quit(app, STATUS_INTERRUPT);
	else if (interrupt)
		app_interrupt(app);
}

unsigned app_in(const struct app *app)
{
	const struct screen *screen = app_screen(app);
	unsigned focus = app->popup ? popup_focus(app) : screen->focus(app, app->state[app->screen]);

	return app->popup || focus & IN_PROMPT ? focus : focus | screen->in;
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
	action = key_action(event->code, app_in(app));
	if (app->popup) {
		if (!popup_update(app, event, action) &&
		    (action == ACT_INTERRUPT || action == ACT_REDRAW || action == ACT_SUSPEND || action == ACT_QUIT))
			app_common(app, action);
		return;
	}
	if (action != ACT_EXPLAIN && action != ACT_FIX)
		app->finding_told = false;
	if (!screen->update(app, state, event, action))
		app_common(app, action);
}

static void paste(struct app *app, const struct event *event)
{
	if (app_too_small(app))
		return;
	if (event->text.len > EDIT_MOST)	/* it may have been cut on its way: none of it, and that is said */
		app_say(app, LOOK_WARNING, _("That is over %d bytes, which no field takes: nothing was pasted."), EDIT_MOST);
	else if (app->popup)
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

/* What came of an effect is its screen's business, whichever is shown by now. */
static void tell(struct app *app, enum screen_id id, const struct event *event)
{
	(void)app_screen_at(id)->update(app, app->state[id], event, ACT_NONE);
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
	tell(app, SCREEN_START, event);
}

/* What was done without being seen is told when it failed. */
static void done(struct app *app, const struct event *event)
{
	static const char *const failed[] = {
		[EFFECT_ASK] = N_("DNS could not be asked"), [EFFECT_KEEP] = N_("The draft could not be kept"),
		[EFFECT_FORGET] = N_("The kept draft could not be deleted"),
	};

	if (event->effect == EFFECT_SAVE)
		tell(app, SCREEN_OUTPUT, event);
	else if (event->error && (size_t)event->effect < sizeof failed / sizeof *failed && failed[event->effect])
		app_say(app, LOOK_ERROR, "%s: %.*s", _(failed[event->effect]), SLICE_ARG(event->text));
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

static void take(struct app *app, const struct event *event)
{
	switch (event->kind) {
	case EVENT_KEY: case EVENT_PASTE:
		input(app, event);
		break;
	case EVENT_RESIZE:
		app->rows = event->rows;
		app->columns = event->columns;
		popup_resized(app);
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
		app_hang_up(app, event->code);
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
