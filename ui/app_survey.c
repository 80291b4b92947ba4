/* app_survey: what DNS says, what the record says to receivers, once for each event that changed either; and what to ask next. */
#include "ui/screen.h"

#include "base/words.h"
#include "catalogue/catalogue.h"

enum { TYPING_MS = 400 };	/* without a key, before DNS is asked about what was typed */

void app_visit_begin(struct app *app)
{
	if (!app->draft)
		return;
	if (!app->visiting)
		app->visit_step = draft_step(app->draft);
	if (!app->running)
		app->run_step = draft_step(app->draft);
	app->visiting = app->running = true;
}

void app_run_end(struct app *app)
{
	app->running = false;
}

/* Its steps become one; those that were safe keep their numbers, or their place in the new numbers. */
void app_visit_end(struct app *app)
{
	size_t before, gone;

	app->running = false;
	if (!app->visiting)
		return;
	app->visiting = false;
	before = draft_step(app->draft);
	draft_fold(app->draft, app->visit_step);
	gone = before - draft_step(app->draft);
	if (!gone || app->safe_step == SIZE_MAX || app->safe_step <= app->visit_step)
		return;
	app->safe_step = app->safe_step >= before ? app->safe_step - gone : SIZE_MAX;
}

/* A step that was safe is not any more when another takes its number; a run that ends as it began takes none. */
static void changed(struct app *app)
{
	bool taken = !app->draft_from_dns;

	if (app->running) {
		draft_join(app->draft, app->run_step);
		taken = taken && draft_step(app->draft) != app->run_step;
	}
	if (app->safe_step != SIZE_MAX && draft_step(app->draft) <= app->safe_step && taken)
		app->safe_step = SIZE_MAX;
	app->escaped_step = SIZE_MAX;
	app->draft_from_dns = false;
	app->stale_record = true;
	app->stopped = false;
	app_touch(app);
}

void app_record_undone(struct app *app)
{
	app->escaped_step = SIZE_MAX;
	app->draft_from_dns = app->typed = app->stopped = false;
	app->stale_record = app->undone = true;
	app_touch(app);
}

void app_record_changed(struct app *app)
{
	changed(app);
	app->typed = false;
}

void app_record_typed(struct app *app)
{
	changed(app);
	app->typed = true;
}

void app_ask(struct app *app, const struct name *name, uint16_t type)
{
	wanted_add(&app->wanted, name, type);
}

/* A domain without a record begins with what was found: it is what most will answer. */
static void suggest(struct app *app)
{
	struct buf ignored = { 0 };
	bool public = app->found.self.n && !app->found.only_private, good = true;

	if (app->found.null_mx)
		good = draft_set(app->draft, Q_SENDS, SLICE("no"), &ignored);
	else if (public)
		good = draft_set(app->draft, Q_A, SLICE("yes"), &ignored);
	if (good && app->found.mxs)
		good = draft_set(app->draft, Q_MX, SLICE("yes"), &ignored);
	app->failed |= !good;
	buf_release(&ignored);
}

/* What Start was told to make of it, as one step of undo over what is published. */
static enum error begin_draft(struct app *app)
{
	const struct discovered *found = &app->found;
	size_t step = draft_step(app->draft);
	struct buf ignored = { 0 };
	enum error error = ERR_NONE;

	if (app->given.len)
		error = draft_set_text(app->draft, buf_slice(&app->given));
	else if (app->mode == MODE_NEW)
		error = draft_set_text(app->draft, SLICE("v=spf1 ~all"));
	if (!error && !app->given.len && (app->mode == MODE_NEW || !found->records))
		suggest(app);
	if (!error && app->mode == MODE_NONE && !draft_set(app->draft, Q_SENDS, SLICE("no"), &ignored))
		error = ERR_MEMORY;
	/* An explanation that no receiver would take is not one to begin with. */
	buf_clear(&ignored);
	if (!error && found->explanation.len)
		(void)!draft_set(app->draft, Q_EXP_TEXT, found->explanation, &ignored);
	draft_join(app->draft, step);
	buf_release(&ignored);
	return error;
}

void app_restart(struct app *app)
{
	enum error error = ERR_NONE;

	if (app->draft_from_dns) {
		app->stale_answers = true;
		return;
	}
	app_visit_end(app);
	if (app->mode != MODE_IMPROVE)
		error = begin_draft(app);
	app->failed |= error != ERR_NONE;
	app_record_changed(app);
}

/* The draft begins anew with what is published now: nobody has touched it. */
static enum error renew_draft(struct app *app)
{
	struct record record;
	struct draft *draft;
	enum error error = record_parse(&record, app->found.published);

	if (error)
		return error;
	error = record_set_cuts(&record, app->found.cut, app->found.cuts);
	draft = error ? NULL : draft_new(&app->domain, app->found.records ? &record : NULL);
	record_release(&record);
	if (!draft)
		return error ? error : ERR_MEMORY;
	draft_free(app->draft);
	app->draft = draft;
	app->published_came = app_published_known(app);
	error = begin_draft(app);
	app->safe_step = app->mode == MODE_PASTE && app->given.len ? SIZE_MAX : draft_step(draft);	/* a paste is somebody's work */
	app->stale_record = true;
	return error;
}

static enum error published_record(const struct app *app, struct record *record)
{
	enum error error = record_parse(record, app->found.records ? app->found.published : SLICE(""));

	return error ? error : record_set_cuts(record, app->found.cut, app->found.cuts);
}

/* As a step of its own. */
void app_merge(struct app *app)
{
	struct record record = { 0 };
	enum error error;
	size_t step;

	if (!app->merge_waits)
		return;
	app->merge_waits = false;
	app_visit_end(app);
	step = draft_step(app->draft);
	error = published_record(app, &record);
	if (!error)
		error = draft_merge(app->draft, &record);
	record_release(&record);
	app->failed |= error == ERR_MEMORY;
	if (draft_step(app->draft) == step)
		app_say(app, LOOK_WARNING, "%s", _("The published record has come: F6 compares it with yours."));
	else
		app_say(app, LOOK_WARNING, "%s", _("The published record has come, and yours was added to it. M-u takes it out."));
	app_record_changed(app);
}

/* Somebody began before it was known what is published. The text that is being edited is nobody's to change: the form takes it in. */
static void meet_published(struct app *app)
{
	bool first = !app->published_came && app->mode == MODE_IMPROVE && !app->given.len && app->found.records;

	app->published_came = true;
	app->merge_waits |= first;
	if (first && build_in_text(app))
		app_say(app, LOOK_WARNING, "%s", _("The published record has come. Enter, back to the form, takes it in."));
	else if (first)
		app_merge(app);
}

/* The draft is somebody's by now: it stays, and is compared with what is published. */
static enum error note_published(struct app *app)
{
	struct record record = { 0 };
	enum error error = published_record(app, &record);

	if (!error)
		error = draft_set_published(app->draft, &record);
	record_release(&record);
	if (!error && app_published_known(app))
		meet_published(app);
	return error;
}

bool app_untouched(const struct app *app)
{
	return app->draft_from_dns && app->mode == MODE_IMPROVE && !app->given.len;
}

bool app_waits(const struct app *app)
{
	return app->survey.pending || app->found.pending;
}

bool app_published_known(const struct app *app)
{
	const struct answer *answer = app->domain.len ? answers_find(app->answers, &app->domain, RR_TXT) : NULL;

	return answer && answer->said != SAID_FAILED;
}

const struct dns_host *app_guess_host(const struct app *app)
{
	return discover_host(app->start.catalogue, app->found.ns, app->found.nss);
}

void app_choose_host(struct app *app, const struct dns_host *host)
{
	app->host = host;
	app->host_chosen = true;
	app->stale_record = true;
}

static void discover(struct app *app)
{
	enum error error;

	pool_reset(&app->found_pool);
	wanted_clear(&app->wanted_found);
	(void)!discover_want(&app->found_pool, app->answers, &app->domain, &app->wanted_found);
	app->failed |= app->found_pool.failed || app->wanted_found.failed;
	pool_reset(&app->found_pool);
	error = discover_read(&app->found_pool, app->answers, &app->domain, &app->found);
	if (!error)
		error = app->draft_from_dns ? renew_draft(app) : note_published(app);
	if (!error && !app->host_chosen)
		app->host = app_guess_host(app);
	app->failed |= error != ERR_NONE;
}

struct survey_ask app_survey_ask(const struct app *app, struct slice text)
{
	return (struct survey_ask){
		.answers = app->answers, .domain = app->domain, .text = text, .published = app->answers, .context = true,
		.catalogue = app->start.catalogue, .host = app->host,
	};
}

static void run_survey(struct app *app)
{
	const struct record *record = draft_record(app->draft);
	struct survey_ask ask = app_survey_ask(app, (struct slice){ record->text, record->len });
	enum error error;

	survey_release(&app->survey);
	pool_reset(&app->survey_pool);
	wanted_clear(&app->wanted_survey);
	error = survey(&app->survey_pool, &ask, &app->wanted_survey, &app->survey);
	app->survey_known = !error;
	app->surveyed_for = app->host;
	app->failed |= error == ERR_MEMORY;
	if (error == ERR_TOO_LARGE)
		app_say(app, LOOK_ERROR, "%s", _("The record is longer than DNS can hold, so there is nothing to say of it."));
	app_keep_finding(app);
	if (!app->survey_known || app->survey.pending)
		return;
	app->figures = (struct figures){ true, app->survey.lookups, app->survey.voids4, app->survey.voids6, app->survey.mx_most };
}

/* Puts what was not put before, at once or when the typist rests. */
static void ask(struct app *app)
{
	size_t before = app->asked.n;

	if (app->stopped || !app->wanted.n) {
		app->ask_ms = 0;	/* else its time, long past, would hide the other times to wake */
		return;
	}
	if (app->typed && !app->ask_ms)
		app->ask_ms = app->now_ms + TYPING_MS;
	if (app->ask_ms > app->now_ms)
		return;
	app->ask_ms = 0;
	app->typed = false;
	for (size_t i = 0; i < app->wanted.n; i++)
		wanted_add(&app->asked, &app->wanted.question[i].name, app->wanted.question[i].type);
	app->failed |= app->asked.failed;
	if (app->asked.n == before)
		return;
	if (!app->asking)
		app->asking_ms = app->now_ms;
	app->asking = true;
	app_push(app, &(struct effect){ .kind = EFFECT_ASK });
}

static void earlier(uint64_t *wake, uint64_t at)
{
	if (at && at < *wake)
		*wake = at;
}

static void wake(struct app *app)
{
	uint64_t at = UINT64_MAX;

	earlier(&at, app->ask_ms);
	earlier(&at, app->keep_ms);
	earlier(&at, app->screen_ms);
	if (at == app->wake_ms)
		return;
	app->wake_ms = at;
	app_push(app, &(struct effect){ .kind = EFFECT_WAKE, .at_ms = at });
}

static void add_all(struct wanted *to, const struct wanted *from)
{
	for (size_t i = 0; i < from->n; i++)
		wanted_add(to, &from->question[i].name, from->question[i].type);
}

/* The screen that is shown reads what it needs, and adds what it lacks. */
static void refresh(struct app *app, bool answers)
{
	const struct screen *screen = app_screen(app);

	wanted_clear(&app->wanted);
	add_all(&app->wanted, &app->wanted_found);
	add_all(&app->wanted, &app->wanted_survey);
	if (screen->refresh)
		screen->refresh(app, app->state[app->screen], answers);
	app->failed |= app->wanted.failed;
}

/* A word that cannot be read changes its field and not the record. */
static bool is_surveyed(const struct app *app)
{
	const struct record *record = draft_record(app->draft), *surveyed = &app->survey.record;

	return app->survey_known && app->surveyed_for == app->host &&
	    slice_equal((struct slice){ record->text, record->len }, (struct slice){ surveyed->text, surveyed->len });
}

void app_settle(struct app *app)
{
	bool answers = app->stale_answers, record = app->stale_record || answers;

	if (app->draft && app->typed && app->stale_record)
		app->ask_ms = app->now_ms + TYPING_MS;
	if (app->draft && answers)
		discover(app);
	if (app->draft && (answers || (record && !is_surveyed(app))))
		run_survey(app);
	if (record || app->stale_screen)
		refresh(app, answers || app->stale_screen);
	app->undone = false;
	if (!app->failed)	/* else the next event tries again */
		app->stale_answers = app->stale_record = app->stale_screen = false;
	if (app->draft)
		ask(app);
	wake(app);
}
