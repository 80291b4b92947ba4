/* app: the model, from its birth to its end, and the domain it is about. */
#include "ui/popup.h"
#include "ui/screen.h"

#include "base/memory.h"
#include "base/words.h"

static const struct screen *const screens[SCREEN_COUNT] = {
	&screen_start, &screen_discover, &screen_build, &screen_test, &screen_tree, &screen_diff, &screen_output,
};

const struct screen *app_screen_at(enum screen_id id)
{
	return screens[id];
}

const struct screen *app_screen(const struct app *app)
{
	return screens[app->screen];
}

static bool new_states(struct app *app)
{
	for (size_t i = 0; i < SCREEN_COUNT; i++) {
		app->state[i] = screens[i]->state_new();
		if (!app->state[i])
			return false;
	}
	return true;
}

struct app *app_new(const struct app_start *start)
{
	struct app *app = mem_zero(1, sizeof *app);

	if (!app)
		return NULL;
	app->start = *start;
	app->form = start->form;
	app->rows = start->rows;
	app->columns = start->columns;
	app->now_ms = start->now_ms;
	app->answers = start->answers;
	app->finding = app->safe_step = app->escaped_step = SIZE_MAX;
	app->wake_ms = UINT64_MAX;
	buf_add(&app->source, start->source);
	if (start->record.at)
		buf_add(&app->given, start->record);
	if (effects_new(app) || app_kept_new(app) || !new_states(app) || app->source.failed || app->given.failed) {
		app_free(app);
		return NULL;
	}
	for (size_t i = 0; i < SCREEN_COUNT; i++)
		if (screens[i]->reset)
			screens[i]->reset(app, app->state[i]);
	if (start->domain.len && app_begin(app, &start->domain, MODE_IMPROVE, start->record.at ? start->record : SLICE(""))) {
		app_free(app);
		return NULL;
	}
	app_settle(app);
	if (app->failed) {
		app_free(app);
		return NULL;
	}
	return app;
}

void app_free(struct app *app)
{
	if (!app)
		return;
	if (app->popup)
		popup_close(app);
	for (size_t i = 0; i < SCREEN_COUNT; i++)
		if (app->state[i])
			screens[i]->state_free(app->state[i]);
	survey_release(&app->survey);
	pool_release(&app->survey_pool);
	pool_release(&app->found_pool);
	draft_free(app->draft);
	wanted_release(&app->wanted);
	wanted_release(&app->wanted_found);
	wanted_release(&app->wanted_survey);
	wanted_release(&app->asked);
	buf_release(&app->source);
	buf_release(&app->given);
	buf_release(&app->message);
	buf_release(&app->result);
	app_kept_free(app);
	effects_free(app);
	mem_free(app);
}

void app_go(struct app *app, enum screen_id id)
{
	if (id != SCREEN_START && !app->draft) {
		app_say(app, LOOK_PLAIN, "%s", _("Type a domain first, then press Enter."));
		return;
	}
	app_visit_end(app);
	app_touch(app);
	if (app->screen == SCREEN_BUILD && id != SCREEN_BUILD)
		build_left(app);
	app->screen = id;
	app->page = 0;
	app->screen_ms = 0;
	app->stale_screen = true;
}

void app_say(struct app *app, enum look look, const char *format, ...)
{
	struct buf text = { 0 };
	va_list arguments;

	va_start(arguments, format);
	buf_vprintf(&text, format, arguments);
	va_end(arguments);
	buf_clear(&app->message);
	text_printable(&app->message, buf_slice(&text), app->form);
	app->failed |= text.failed || app->message.failed;
	app->message.failed = false;
	app->message_look = look == LOOK_ERROR || look == LOOK_WARNING ? LOOK_BOLD : LOOK_PLAIN;
	app->said = true;
	buf_release(&text);
}

void app_touch(struct app *app)
{
	app->touched = true;
}

void app_wake(struct app *app, uint64_t at_ms)
{
	app->screen_ms = at_ms;
}

void app_gave(struct app *app, struct slice text)
{
	app->gave = true;
	app->safe_step = draft_step(app->draft);
	buf_clear(&app->result);
	if (text.at)
		buf_add(&app->result, text);
	app->failed |= app->result.failed;
}

bool app_changed(const struct app *app)
{
	return app->draft && draft_step(app->draft) != app->safe_step;
}

const struct wanted *app_wanted(const struct app *app)
{
	return &app->wanted;
}

void app_progress(struct app *app, const struct app_progress *progress)
{
	app->progress = *progress;
}

bool app_small(const struct app *app)
{
	return app->columns < 60 || app->rows < 20;
}

int app_head_rows(const struct app *app)
{
	return app_small(app) ? 1 : 3;
}

int app_hint_rows(const struct app *app)
{
	return app->columns < 80 ? 2 : 1;
}

int app_body_rows(const struct app *app)
{
	return app->rows - app_head_rows(app) - app_hint_rows(app) - 1;
}

bool app_wide(const struct app *app)
{
	return app->columns >= 100 && app->rows >= 20;
}
