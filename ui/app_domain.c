/* app_domain: the domain the draft is of: opening it, doing something else with it, drafts that were kept. */
#include "ui/screen.h"

#include "base/memory.h"
#include "base/words.h"
#include "wizard/keep.h"

#include <string.h>

/* Screens begin anew; what was found and asked of another domain goes. */
static void begin(struct app *app, struct draft *draft)
{
	draft_free(app->draft);
	app->draft = draft;
	app->found = (struct discovered){ 0 };
	app->figures = (struct figures){ 0 };
	app->finding = SIZE_MAX;
	app->escaped_step = SIZE_MAX;
	app->published_came = app->merge_waits = false;
	app->visiting = app->running = app->stopped = app->gave = app->was_kept = false;
	app->keep_ms = app->ask_ms = 0;
	wanted_clear(&app->asked);
	buf_clear(&app->result);
	app->stale_record = app->stale_answers = true;
	for (size_t i = 0; i < SCREEN_COUNT; i++)
		if (app_screen_at((enum screen_id)i)->reset)
			app_screen_at((enum screen_id)i)->reset(app, app->state[i]);
}

/* The draft that is left for another domain can be gone on with in this run as well. */
static void leave(struct app *app)
{
	struct app_kept *more;

	if (!app_changed(app))
		return;
	app_keep(app);
	more = mem_resize(app->kept, app->kepts + 1, sizeof *more);
	if (!more) {
		app->failed = true;
		return;
	}
	app->kept = more;
	memmove(more + 1, more, app->kepts++ * sizeof *more);
	more[0] = (struct app_kept){ .domain = app->domain, .when = app->start.today };
	app->failed |= keep_print(app->draft, &more[0].own) != ERR_NONE;
	more[0].text = buf_slice(&more[0].own);
}

/* From the beginning; a draft of it that was kept is offered first. */
static enum error open_domain(struct app *app, const struct name *domain)
{
	struct draft *draft = draft_new(domain, NULL);

	if (!draft)
		return ERR_MEMORY;
	leave(app);
	app->domain = *domain;
	app->draft_from_dns = true;
	begin(app, draft);
	app->safe_step = draft_step(draft);
	if (app_kept(app) == SIZE_MAX) {
		app_go(app, SCREEN_DISCOVER);
		return ERR_NONE;
	}
	app_go(app, SCREEN_START);
	app_say(app, LOOK_PLAIN, "%s", _("A draft of this domain was kept: resume it, or continue without it."));
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

static void read_domain(struct app_kept *kept)
{
	struct draft *draft;

	if (keep_parse("", kept->text, &draft, NULL))
		return;
	kept->domain = *draft_domain(draft);
	draft_free(draft);
}

enum error app_kept_new(struct app *app)
{
	if (!app->start.kepts)
		return ERR_NONE;
	app->kept = mem_zero(app->start.kepts, sizeof *app->kept);
	if (!app->kept)
		return ERR_MEMORY;
	app->kepts = app->start.kepts;
	for (size_t i = 0; i < app->kepts; i++) {
		app->kept[i].text = app->start.kept[i].text;
		app->kept[i].when = app->start.kept[i].when;
		read_domain(&app->kept[i]);
	}
	return ERR_NONE;
}

void app_kept_free(struct app *app)
{
	for (size_t i = 0; i < app->kepts; i++)
		buf_release(&app->kept[i].own);
	mem_free(app->kept);
}

size_t app_kept_next(const struct app *app, size_t from)
{
	while (from < app->kepts && app->kept[from].gone)
		from++;
	return from < app->kepts ? from : SIZE_MAX;
}

static bool is_open(const struct app *app, size_t kept)
{
	return app->domain.len && app->kept[kept].domain.len && name_equal(&app->kept[kept].domain, &app->domain);
}

size_t app_kept(const struct app *app)
{
	for (size_t i = app_kept_next(app, 0); i != SIZE_MAX; i = app_kept_next(app, i + 1))
		if (is_open(app, i))
			return i;
	return SIZE_MAX;
}

void app_kept_gone(struct app *app)
{
	for (size_t i = 0; i < app->kepts; i++)
		app->kept[i].gone |= is_open(app, i);
}

enum error app_resume(struct app *app, size_t kept)
{
	struct draft *draft;
	enum error error = keep_parse(_("the kept draft"), app->kept[kept].text, &draft, NULL);

	if (error)
		return error;
	app->kept[kept].gone = true;
	leave(app);
	app->domain = *draft_domain(draft);
	app->draft_from_dns = false;
	begin(app, draft);
	app->safe_step = SIZE_MAX;
	app->published_came = true;	/* by whoever kept it: it says what was made of that */
	app->was_kept = true;
	app_go(app, SCREEN_BUILD);
	return ERR_NONE;
}

/* One that cannot be read is somebody else's, or of a newer program: its file stays. */
void app_forget_kept(struct app *app, size_t kept)
{
	struct buf domain = { 0 };
	char text[NAME_TEXT];

	app->kept[kept].gone = true;
	if (!app->kept[kept].domain.len) {
		app_say(app, LOOK_PLAIN, "%s", _("It cannot be read, so its file stays; it is not offered again."));
		return;
	}
	buf_add(&domain, (struct slice){ text, name_text(&app->kept[kept].domain, text) });
	app_push(app, &(struct effect){ .kind = EFFECT_FORGET, .text = buf_slice(&domain) });
	app_say(app, LOOK_PLAIN, "%s", _("The kept draft is gone."));
	app->failed |= domain.failed;
	buf_release(&domain);
}
