/* app: the model, from its birth to its end, and the domain it is about. */
#include "ui/popup.h"
#include "ui/screen.h"

#include "base/memory.h"
#include "base/words.h"
#include "wizard/keep.h"

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

/* A draft of the domain asked for is offered first. */
static void offer_kept(struct app *app)
{
	if (!app->draft || app_kept(app) == SIZE_MAX)
		return;
	app_go(app, SCREEN_START);
	app_say(app, LOOK_PLAIN, "%s", _("A draft of this domain was kept: resume it, or continue without it."));
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
	app->finding = app->safe_step = SIZE_MAX;
	app->wake_ms = UINT64_MAX;
	buf_add(&app->source, start->source);
	if (start->record.at)
		buf_add(&app->given, start->record);
	if (effects_new(app) || !new_states(app) || app->source.failed || app->given.failed) {
		app_free(app);
		return NULL;
	}
	for (size_t i = 0; i < SCREEN_COUNT; i++)
		if (screens[i]->reset)
			screens[i]->reset(app, app->state[i]);
	if (start->domain.len && app_open(app, &start->domain)) {
		app_free(app);
		return NULL;
	}
	offer_kept(app);
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
	effects_free(app);
	mem_free(app);
}

/* Screens begin anew; what was found and asked of another domain goes. */
static void begin(struct app *app, struct draft *draft)
{
	draft_free(app->draft);
	app->draft = draft;
	app->found = (struct discovered){ 0 };
	app->figures = (struct figures){ 0 };
	app->finding = SIZE_MAX;
	app->visiting = app->stopped = app->gave = app->was_kept = false;
	app->keep_ms = app->ask_ms = 0;
	wanted_clear(&app->asked);
	buf_clear(&app->result);
	app->stale_record = app->stale_answers = true;
	for (size_t i = 0; i < SCREEN_COUNT; i++)
		if (screens[i]->reset)
			screens[i]->reset(app, app->state[i]);
}

enum error app_begin(struct app *app, const struct name *domain, enum app_mode mode, struct slice given)
{
	bool same = app->draft && name_equal(domain, &app->domain);
	bool as_before = same && (mode == app->mode || given.len) && slice_equal(given, buf_slice(&app->given));
	struct buf record = { 0 };

	buf_add(&record, given);
	if (record.failed) {
		buf_release(&record);
		return ERR_MEMORY;
	}
	buf_release(&app->given);
	app->given = record;
	app->mode = mode;
	if (!same)
		return app_open(app, domain);
	if (!as_before)
		app_restart(app);
	app_go(app, SCREEN_DISCOVER);
	return ERR_NONE;
}

enum error app_open(struct app *app, const struct name *domain)
{
	struct draft *draft = draft_new(domain, NULL);

	if (!draft)
		return ERR_MEMORY;
	app_keep(app);		/* of the domain before */
	app->domain = *domain;
	app->draft_from_dns = true;
	begin(app, draft);
	app->safe_step = draft_step(draft);
	app_go(app, SCREEN_DISCOVER);
	return ERR_NONE;
}

size_t app_kept(const struct app *app)
{
	struct buf domain = { 0 };
	char text[NAME_TEXT];
	size_t len = name_text(&app->domain, text), found = SIZE_MAX;

	for (size_t i = 0; app->domain.len && found == SIZE_MAX && i < app->start.kepts; i++) {
		buf_clear(&domain);
		app_kept_domain(app, i, &domain);
		if (slice_equal(buf_slice(&domain), (struct slice){ text, len }))
			found = i;
	}
	buf_release(&domain);
	return found;
}

void app_kept_domain(const struct app *app, size_t kept, struct buf *out)
{
	struct draft *draft;
	char text[NAME_TEXT];

	if (keep_parse("", app->start.kept[kept].text, &draft, NULL))
		return;
	buf_add(out, (struct slice){ text, name_text(draft_domain(draft), text) });
	draft_free(draft);
}

enum error app_resume(struct app *app, size_t kept)
{
	struct draft *draft;
	enum error error = keep_parse(_("the kept draft"), app->start.kept[kept].text, &draft, NULL);

	if (error)
		return error;
	app_keep(app);		/* of the domain before */
	app->domain = *draft_domain(draft);
	app->draft_from_dns = false;
	begin(app, draft);
	app->safe_step = SIZE_MAX;
	app->was_kept = true;
	app_go(app, SCREEN_BUILD);
	return ERR_NONE;
}

void app_go(struct app *app, enum screen_id id)
{
	if (id != SCREEN_START && !app->draft) {
		app_say(app, LOOK_PLAIN, "%s", _("Type a domain first, then press Enter."));
		return;
	}
	app_visit_end(app);
	app_touch(app);
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
	app->message_look = look;
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

bool app_wide(const struct app *app)
{
	return app->columns >= 100 && app->rows >= 20;
}
