/*
 * build: the wizard's questions as options. It starts from what is published (or --record) and sets only what options say, through the
 * same draft as the wizard, so that the same answers give the same bytes.
 */
#include "cmd/findings.h"
#include "cmd/commands.h"
#include "base/words.h"
#include "cmd/destination.h"
#include "cmd/out.h"
#include "cmd/subject.h"
#include "spf/select.h"
#include "wizard/draft.h"
#include "wizard/survey.h"
#include <stdio.h>
#include <string.h>

struct run {
	struct subject subject;
	struct destination to;
	struct draft *draft;
	struct pool pool;
	struct survey survey;
	struct outputs outputs;		/* the record, and those of other names */
	struct lint_findings order;	/* of these, in the pool */
	enum error error;
};

static bool find_pass(void *arg, const struct answers *answers, struct wanted *wanted)
{
	struct run *run = arg;

	return destination_find(&run->to, &run->subject, answers, wanted);
}

static bool survey_pass(void *arg, const struct answers *answers, struct wanted *wanted)
{
	struct run *run = arg;
	struct survey_ask ask = { .answers = answers, .domain = run->subject.domain, .nameless = run->subject.nameless };
	const struct record *record = draft_record(run->draft);
	size_t before = wanted->n;

	survey_release(&run->survey);
	pool_reset(&run->pool);
	wanted_clear(&run->subject.wanted);
	ask.text = (struct slice){ record->text, record->len };
	ask.catalogue = data_for(&run->subject.world->data, record);
	run->error = survey(&run->pool, &ask, &run->subject.wanted, &run->survey);
	subject_pass_on(&run->subject, wanted);
	return run->error || wanted->n == before;
}

/* Which of several records it starts from is said: only one of them may stay. */
static void say_several(const struct subject *subject, const struct selected *selected)
{
	struct buf name = { 0 };

	out_name(&name, &subject->domain);
	out_note(_("spfwiz: %s has %zu SPF records, which receivers answer with permerror; this starts from the first and has to replace all"),
	    buf_text(&name), selected->n);
	buf_release(&name);
}

/*
 * Where it starts: --record, or what is published, or nothing. What may be published but was not answered is not taken for nothing:
 * the new record would drop it. Who asks nobody, or elsewhere than where the domain is, wants it so.
 */
static enum error start(struct run *run, struct problem *problem)
{
	struct selected selected = { 0 };
	struct record record = { 0 };
	struct pool pool = { 0 };
	const struct answer *answer = answers_find(run->subject.world->answers, &run->subject.domain, RR_TXT);
	enum error error = ERR_NONE;

	if (!run->subject.recorded && answer && answer->said == SAID_FAILED && answer->failure != FAILURE_OUTSIDE)
		return subject_unanswered(&run->subject.domain, answer, problem);
	if (run->subject.recorded) {
		selected = (struct selected){ .n = 1, .text = buf_slice(&run->subject.record) };
	} else if (answer) {
		error = spf_select(&pool, answer, &selected);
	}
	if (!error && selected.n > 1)
		say_several(&run->subject, &selected);
	if (!error && selected.n)
		error = record_parse(&record, selected.text);
	if (!error && selected.n)
		error = record_set_cuts(&record, selected.cut, selected.cuts);
	if (!error) {
		run->draft = draft_new(&run->subject.domain, selected.n ? &record : NULL);
		if (!run->draft)
			error = ERR_MEMORY;
	}
	record_release(&record);
	pool_release(&pool);
	return error ? problem_set(problem, error, NULL, 0, NULL) : ERR_NONE;
}

static enum error set(struct run *run, enum question_id id, struct slice reply, struct problem *problem)
{
	struct buf fault = { 0 };
	enum error error = ERR_NONE;

	if (!draft_set(run->draft, id, reply, &fault)) {
		char what[sizeof problem->detail];

		snprintf(what, sizeof what, "--%s: %s", wizard_questions[id].option ? wizard_questions[id].option : "none", buf_text(&fault));
		error = problem_set(problem, ERR_USAGE, NULL, 0, what);
	} else if (fault.len) {
		out_note("spfwiz: %s", buf_text(&fault));
	}
	buf_release(&fault);
	return error;
}

static enum error set_switch(struct run *run, enum question_id id, bool yes, bool no, struct problem *problem)
{
	if (yes && no)
		return problem_set(problem, ERR_USAGE, NULL, 0, _("an option and its --no- form exclude each other"));
	return yes || no ? set(run, id, yes ? SLICE("yes") : SLICE("no"), problem) : ERR_NONE;
}

static enum error set_words(struct run *run, enum question_id id, const struct words *words, struct problem *problem)
{
	struct buf reply = { 0 };
	enum error error = ERR_NONE;

	for (size_t i = 0; i < words->n; i++) {
		buf_string(&reply, words->word[i]);
		buf_char(&reply, ' ');
	}
	if (reply.failed)
		error = problem_set(problem, ERR_MEMORY, NULL, 0, NULL);
	else if (words->n)
		error = set(run, id, buf_slice(&reply), problem);
	buf_release(&reply);
	return error;
}

static enum error set_text(struct run *run, enum question_id id, const char *text, struct problem *problem)
{
	return text ? set(run, id, slice_of(text), problem) : ERR_NONE;
}

/* In the order of the questions, so that a draft sees what the wizard's would. */
static enum error set_all(struct run *run, const struct options *o, struct problem *problem)
{
	enum error error = ERR_NONE;

	if (o->redirect && o->all)
		return problem_set(problem, ERR_USAGE, NULL, 0, _("--all and --redirect exclude each other (RFC 7208 6.1)"));
	if (o->none)
		error = set(run, Q_SENDS, SLICE("no"), problem);
	if (!error)
		error = set_switch(run, Q_A, o->a, o->no_a, problem);
	if (!error)
		error = set_switch(run, Q_MX, o->mx, o->no_mx, problem);
	if (!error)
		error = set_switch(run, Q_PTR, o->ptr, o->no_ptr, problem);
	if (!error)
		error = set_words(run, Q_A_HOSTS, &o->a_hosts, problem);
	if (!error)
		error = set_words(run, Q_MX_SETS, &o->mx_hosts, problem);
	if (!error)
		error = set_words(run, Q_IP4, &o->ip4, problem);
	if (!error)
		error = set_words(run, Q_IP6, &o->ip6, problem);
	if (!error)
		error = set_words(run, Q_INCLUDE, &o->includes, problem);
	if (!error && o->redirect)
		error = set(run, Q_ALL, SLICE("redirect"), problem);
	if (!error)
		error = set_text(run, Q_ALL, o->all, problem);
	if (!error)
		error = set_text(run, Q_REDIRECT, o->redirect, problem);
	if (!error)
		error = set_text(run, Q_EXP, o->exp, problem);
	if (!error)
		error = set_text(run, Q_EXP_TEXT, o->exp_text, problem);
	if (!error)
		error = set_words(run, Q_HELO, &o->helo_hosts, problem);
	return error;
}

/* Any word about zone lines asks for them. */
static bool wants_lines(const struct options *o)
{
	return o->as || o->layout || o->owner || o->ttl || o->comment;
}

static json_t *to_json(const struct run *run, const struct options *options, const char *lines)
{
	const struct outputs *outputs = &run->outputs;
	json_t *object = out_json_new(options, subject_named(&run->subject),
	    run->subject.world->source->ops->label(run->subject.world->source));
	const struct record *record = draft_record(run->draft);
	json_t *others = json_array(), *faults = findings_json(&run->survey.findings), *order = findings_json(&run->order);

	json_array_extend(faults, order);
	json_decref(order);
	json_object_set_new(object, "record", json_text((struct slice){ record->text, record->len }));
	json_object_set_new(object, "bytes", json_integer((json_int_t)record->len));
	json_object_set_new(object, "lookups", json_pack("{s:i,s:i}", "used", (int)run->survey.lookups, "limit", WALK_LOOKUPS));
	json_object_set_new(object, "faults", faults);
	for (size_t i = 1; i < outputs->n; i++) {
		char name[NAME_TEXT];

		name_text(&outputs->output[i].owner, name);
		json_array_append_new(others, json_pack("{s:s,s:o}", "owner", name, "text",
		    json_text((struct slice){ outputs->output[i].record.text, outputs->output[i].record.len })));
	}
	json_object_set_new(object, "others", others);
	json_object_set_new(object, "lines", wants_lines(options) ? json_text(slice_of(lines)) : json_null());
	return object;
}

static void note_findings(const struct run *run)
{
	struct buf lines = { 0 };
	struct slice rest, line;

	findings_print(&run->survey.findings, &lines);
	findings_print(&run->order, &lines);
	rest = buf_slice(&lines);
	while (slice_cut(&rest, '\n', &line))
		out_note("%.*s", SLICE_ARG(line));
	buf_release(&lines);
}

/* Records of other names (HELO hosts, the explanation), where what is printed has only that of the domain. */
static void note_others(const struct outputs *outputs)
{
	struct buf line = { 0 };

	for (size_t i = 1; i < outputs->n; i++) {
		const struct output *output = &outputs->output[i];

		buf_clear(&line);
		out_name(&line, &output->owner);
		buf_string(&line, " TXT ");
		out_printable(&line, (struct slice){ output->record.text, output->record.len });
		out_note_as_is(_("spfwiz: to be published too: %s"), buf_text(&line));
	}
	buf_release(&line);
}

static int print_to(struct run *run, const struct options *options, int status)
{
	if (!options->json) {
		note_findings(run);
		note_others(&run->outputs);
	}
	int printed = destination_print(&run->to, &run->subject, options, draft_record(run->draft));
	return printed == EXIT_GOOD ? status : printed;
}

/* The record alone on its line on standard output, or zone lines; what is wrong with it on standard error. */
static int print(struct run *run, const struct options *options, int status)
{
	const struct zonelines *lines = &run->to.lines;
	const struct record *record = draft_record(run->draft);
	struct problem problem;
	struct buf out = { 0 }, zone = { 0 };
	enum error error = lines_print(lines, &run->outputs, &zone);

	if (!error && !run->subject.nameless)
		lines_commands(lines, &run->subject.domain, &zone);
	if (error) {
		(void)problem_set(&problem, error, NULL, 0, NULL);
		status = out_failed(options, &problem);
	} else if (options->json) {
		status = out_json(to_json(run, options, buf_text(&zone)), status);
	} else {
		note_findings(run);
		if (wants_lines(options)) {
			buf_add(&out, buf_slice(&zone));
		} else {
			note_others(&run->outputs);
			out_printable(&out, (struct slice){ record->text, record->len });
			buf_char(&out, '\n');
		}
		status = out_text(&out, status);
	}
	buf_release(&out);
	buf_release(&zone);
	return status;
}

static int report(struct run *run, const struct options *options)
{
	int status = lint_worst(&run->survey.findings) == LEVEL_ERROR ? EXIT_BAD : EXIT_GOOD;
	enum error error = draft_outputs(run->draft, &run->outputs);
	struct problem problem;

	if (!error && !run->subject.nameless)
		error = outputs_order(&run->pool, &run->outputs, run->subject.world->answers, &run->order);
	if (!error)
		return destination_given(&run->to) ? print_to(run, options, status) : print(run, options, status);
	(void)problem_set(&problem, error, NULL, 0, NULL);
	return out_failed(options, &problem);
}

int cmd_build(const struct options *options)
{
	struct run run = { 0 };
	struct options alone = *options;
	struct problem problem;
	struct world world;

	if (!options->operands.n && !options->record)	/* a record of no domain, from nothing */
		alone.record = "v=spf1 ~all";
	enum error error = subject_begin(&run.subject, &world, &alone, &problem);
	if (!error)
		error = destination_options(&run.subject, options, &run.to, &problem);
	if (!error)
		error = subject_ask(&run.subject, find_pass, &run, &run.error, &problem);
	if (!error)
		error = start(&run, &problem);
	if (!error)
		error = set_all(&run, options, &problem);
	if (!error)
		error = subject_ask(&run.subject, survey_pass, &run, &run.error, &problem);
	int status = error ? out_failed(options, &problem) : report(&run, options);
	outputs_release(&run.outputs);
	draft_free(run.draft);
	survey_release(&run.survey);
	pool_release(&run.pool);
	return subject_end(&run.subject, &world, options, error, status);
}
