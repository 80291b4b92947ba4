/* app_finding: what is wrong with the record: reading it, going to it, explaining and repairing it; and undo. */
#include "ui/popup.h"
#include "ui/screen.h"

#include "base/words.h"
#include "lint/explain.h"
#include "lint/fix.h"
#include "wizard/typed.h"

/* Before DNS has said anything of it, what stands there is no record that somebody could be told about. */
size_t app_findings(const struct app *app)
{
	bool early = app_untouched(app) && !answers_find(app->answers, &app->domain, RR_TXT);

	return app->survey_known && !early ? app->survey.findings.n : 0;
}

void app_finding(const struct app *app, size_t i, struct app_finding *out)
{
	static const struct {
		enum look look;
		char letter;
	} of[LEVEL_COUNT] = {
		[LEVEL_NOTE] = { LOOK_PLAIN, 'i' }, [LEVEL_WARNING] = { LOOK_WARNING, 'W' }, [LEVEL_ERROR] = { LOOK_ERROR, 'E' },
	};
	const struct finding *finding = &app->survey.findings.finding[i];

	*out = (struct app_finding){ of[finding->level].look, of[finding->level].letter, finding->rule->id, finding->term, finding->at,
		finding->fix != NULL };
}

void app_finding_text(const struct app *app, size_t i, struct buf *out)
{
	finding_text(&app->survey.findings.finding[i], true, app->form, out);
}

void app_finding_count(const struct app *app, size_t *errors, size_t *warnings, size_t *notes)
{
	*errors = *warnings = *notes = 0;
	for (size_t i = 0; i < app_findings(app); i++) {
		struct app_finding finding;

		app_finding(app, i, &finding);
		*(finding.letter == 'E' ? errors : finding.letter == 'W' ? warnings : notes) += 1 + app->survey.findings.finding[i].more;
	}
}

/* What can be done about it, where the list of findings has its sentence whole; else that comes first. */
static void say_finding(struct app *app, const struct app_finding *finding, struct buf *text)
{
	enum { BESIDE = 10 };	/* ">E SPF213 " */
	const char *keys = finding->fixable ? _("M-f repairs it, M-x explains it; F8 goes to the next.") :
	    _("M-x explains it; F8 goes to the next.");

	if (!app_small(app) && text_width(buf_slice(text)) + BESIDE <= (size_t)app->columns)
		app_say(app, LOOK_PLAIN, "%s", keys);
	else
		app_say(app, finding->look, "%c SPF%u %s. %s", finding->letter, finding->id, buf_text(text), keys);
}

void app_choose_finding(struct app *app, size_t i)
{
	app->finding = i;
	app->finding_id = app->survey.findings.finding[i].rule->id;
}

void app_show_finding(struct app *app, size_t i)
{
	struct app_finding finding;
	struct buf text = { 0 };

	app_finding(app, i, &finding);
	app_finding_text(app, i, &text);
	app_go(app, SCREEN_BUILD);
	app_choose_finding(app, i);
	if (finding.term != SIZE_MAX)
		build_show_term(app, finding.term, finding.at);
	app->finding_told = true;
	say_finding(app, &finding, &text);
	buf_release(&text);
}

void app_keep_finding(struct app *app)
{
	size_t n = app_findings(app), i = 0;

	if (app->finding == SIZE_MAX || (app->finding < n && app->survey.findings.finding[app->finding].rule->id == app->finding_id))
		return;
	while (i < n && app->survey.findings.finding[i].rule->id != app->finding_id)
		i++;
	app->finding = i < n ? i : SIZE_MAX;
}

/* The walks are those of the draft: of another record nothing is read from them. */
static struct telling telling_of(const struct app *app, const struct record *record, const struct name *domain)
{
	struct telling about = { .record = record, .domain = domain, .answers = app->survey_known ? app->survey.layer : app->answers,
		.form = app->form };

	if (app->survey_known) {
		about.walk[0] = &app->survey.v4;
		about.walk[1] = &app->survey.v6;
	}
	return about;
}

void app_explain(struct app *app, size_t i)
{
	const struct finding *finding = &app->survey.findings.finding[i];
	struct telling about = telling_of(app, &app->survey.record, &app->domain);
	struct buf title = { 0 }, text = { 0 };

	buf_printf(&title, "SPF%u %s", finding->rule->id, finding->rule->name);
	app_finding_text(app, i, &text);
	buf_string(&text, "\n\n");
	explain_rule(finding->rule, app->form, &text);
	if (finding->fix)
		buf_printf(&text, "\n%s\n", finding->fix->safe ? _("f does it.") : _("f does it; look at who passes afterwards (F6)."));
	if (finding->term < app->survey.record.n) {
		buf_char(&text, '\n');
		explain_term(&about, finding->term, &text);
	} else {
		buf_printf(&text, "\n%s\n", _("What the record says:"));
		explain_record(&about, &text);
	}
	app_choose_finding(app, i);	/* which f means, from here too */
	popup_finding(app, buf_text(&title), buf_slice(&text));
	app->failed |= title.failed || text.failed;
	buf_release(&title);
	buf_release(&text);
}

size_t app_finding_at(const struct app *app, size_t term)
{
	size_t n = app_findings(app), i = 0;

	if (app->finding < n && (app->finding_told || app->survey.findings.finding[app->finding].term == term))
		return app->finding;
	while (i < n && app->survey.findings.finding[i].term != term)
		i++;
	return i < n ? i : SIZE_MAX;
}

void app_explain_term(struct app *app, const struct record *record, size_t term, const struct name *domain)
{
	const struct topic *topic = topic_by_name(slice_of(kind_word(record->term[term].kind)));
	struct telling about = telling_of(app, record, domain);
	struct buf title = { 0 }, text = { 0 };

	text_printable(&title, record_slice(record, record->term[term].whole), app->form);
	explain_term(&about, term, &text);
	if (topic) {
		buf_char(&text, '\n');
		explain_topic(topic, &text);
	}
	popup_about(app, buf_text(&title), buf_slice(&text));
	app->failed |= title.failed || text.failed;
	buf_release(&title);
	buf_release(&text);
}

const struct record *app_told_record(const struct app *app)
{
	return app->survey_known ? &app->survey.record : draft_record(app->draft);
}

void app_explain_at(struct app *app, size_t term)
{
	const struct record *record = app_told_record(app);
	size_t finding = app_finding_at(app, term);

	if (finding != SIZE_MAX)
		app_explain(app, finding);
	else if (term < record->n)
		app_explain_term(app, record, term, &app->domain);
}

bool app_explain_word(struct app *app, const char *word)
{
	const struct topic *topic = topic_by_name(slice_of(word));
	struct buf text = { 0 };

	if (!topic)
		return false;
	explain_topic(topic, &text);
	popup_about(app, topic->name, buf_slice(&text));
	app->failed |= text.failed;
	buf_release(&text);
	return true;
}

void app_explain_record(struct app *app)
{
	const struct record *record = draft_record(app->draft);
	struct telling about = telling_of(app, record, &app->domain);
	struct buf text = { 0 };

	explain_record(&about, &text);
	popup_about(app, _("What the record says"), buf_slice(&text));
	app->failed |= text.failed;
	buf_release(&text);
}

void app_fix(struct app *app, size_t i)
{
	const struct finding *finding = &app->survey.findings.finding[i];
	struct record record;
	enum error error;

	if (!finding->fix) {
		char key[16];

		app_say(app, LOOK_PLAIN, _("There is no repair that is plainly meant. %s explains what to do."),
		    key_for(ACT_EXPLAIN, app_in(app), key));
		return;
	}
	app_visit_end(app);
	error = fix_apply(draft_record(app->draft), finding, &record);
	if (!error) {
		error = draft_set_record(app->draft, &record);
		record_release(&record);
	}
	if (error) {
		app_say(app, LOOK_ERROR, "%s.", _(error_text(error)));
		return;
	}
	app_say(app, LOOK_GOOD, _("Repaired: SPF%u. Undo takes it back."), finding->rule->id);
	app->finding = SIZE_MAX;
	app_record_changed(app);
}

void app_escaped(struct app *app)
{
	app->escaped_step = draft_step(app->draft);
	app_say(app, LOOK_PLAIN, "%s", _("As it was. M-u brings back what was typed."));
}

/* Steps of a visit that goes on stay apart: what is taken back is the last run of keys. Behind Esc, M-e is as good as M-u. */
void app_undo(struct app *app, bool redo)
{
	bool back = !redo || (app->draft && app->escaped_step == draft_step(app->draft));

	app_run_end(app);
	if (!app->draft || !(back ? draft_undo(app->draft) : draft_redo(app->draft))) {
		app_say(app, LOOK_PLAIN, "%s", redo ? _("Nothing to do again.") : _("Nothing to take back."));
		return;
	}
	app->visiting = app->visiting && draft_step(app->draft) >= app->visit_step;
	app_record_undone(app);
	app_say(app, LOOK_PLAIN, "%s", redo ? _("Done again.") : _("Taken back. M-e does it again."));
}

size_t app_left_out(const struct app *app, struct buf *words)
{
	struct buf plain = { 0 };
	size_t n = app->draft ? typed_left_out(app->draft, &plain) : 0;

	text_printable(words, buf_slice(&plain), app->form);
	words->failed |= plain.failed;
	buf_release(&plain);
	return n;
}
