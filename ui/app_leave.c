/* app_leave: leaving, and what must not be lost by it. */
#include "ui/popup.h"
#include "ui/screen.h"

#include "base/words.h"
#include "wizard/keep.h"

enum {
	INTERRUPT_MS = 1000,	/* between two ^C */
	STATUS_EARLY = 1, STATUS_INTERRUPT = 130,
};

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
	app_kept_gone(app);
	buf_release(&text);
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
static void quit(struct app *app, int status, bool with_result)
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

void app_want_to_quit(struct app *app)
{
	if (app_changed(app))
		popup_quit(app);
	else
		quit(app, app->gave ? 0 : STATUS_EARLY, app->gave);
}

void app_save_draft_and_quit(struct app *app, int status)
{
	app_keep(app);
	quit(app, status, true);
}

void app_discard_and_quit(struct app *app)
{
	forget(app);
	app->was_kept = false;
	app_push(app, &(struct effect){ .kind = EFFECT_QUIT, .status = app->gave ? 0 : STATUS_EARLY,
		.text = app->gave ? buf_slice(&app->result) : (struct slice){ 0 } });
}

/* ^C: stop asking; else leave. Twice within a second: leave at once, the draft kept. */
void app_interrupt(struct app *app)
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
		quit(app, STATUS_INTERRUPT, app->gave);
	}
}

void app_plain_questions(struct app *app)
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

void app_hang_up(struct app *app, uint32_t signal)
{
	app_visit_end(app);
	app_keep(app);
	app_push(app, &(struct effect){ .kind = EFFECT_QUIT, .status = 128 + (signal ? (int)signal : 1) });
}
