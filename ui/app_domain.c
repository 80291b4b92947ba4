/* app_domain: the domain the draft is of: opening it, doing something else with it, drafts that were kept. */
#include "ui/screen.h"

#include "base/words.h"
#include "wizard/keep.h"

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
		if (app_screen_at((enum screen_id)i)->reset)
			app_screen_at((enum screen_id)i)->reset(app, app->state[i]);
}

/* From the beginning; the draft of the domain before is kept. */
static enum error open_domain(struct app *app, const struct name *domain)
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
		return open_domain(app, domain);
	if (!as_before)
		app_restart(app);
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
