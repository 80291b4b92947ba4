/*
 * lint: what is wrong with a record, and how it is repaired. One domain or record here; whole zones in lint_zone.c, lists in
 * lint_batch.c, repairs in lint_fix.c.
 */
#include "cmd/lint_run.h"
#include "base/words.h"
#include "cmd/commands.h"
#include "cmd/out.h"
#include "cmd/subject.h"
#include <string.h>
#include <unistd.h>

void lint_run_name(const struct lint_run *run, const struct name *name, struct buf *out)
{
	bool people = run->format == FORMAT_TEXT || run->format == FORMAT_GCC;

	name_shown(name, people ? out_form() : TEXT_ASCII, out);
}

/* "example.org", "record", "-": what a finding's line begins with. */
static void where_of(const struct lint_run *run, struct buf *out)
{
	if (!run->target.nameless)
		lint_run_name(run, &run->target.domain, out);
	else
		buf_string(out, strcmp(run->options->record, "-") == 0 ? "-" : "record");
}

static int print_text(const struct lint_run *run, int status)
{
	const struct lint_target *target = &run->target;
	struct lint_counts counts = { 0 };
	struct buf out = { 0 }, where = { 0 }, end = { 0 };
	bool caret = run->format == FORMAT_TEXT;
	size_t columns = out_columns(STDOUT_FILENO);

	where_of(run, &where);
	for (size_t i = 0; i < target->findings->n; i++) {
		struct lint_item item = lint_target_item(target, &target->findings->finding[i], buf_text(&where),
		    target->nameless ? SLICE("") : buf_slice(&where));

		if (lint_filter_shows(&run->filter, item.finding))
			lint_print_item(&out, &item, caret, caret && out_coloured(run->options), columns);
	}
	(void)lint_target_count(target, &run->filter, &counts);
	if (caret && target->nameless && target->survey.pending)
		buf_string(&end, _("Open: terms that need the domain's own data; add DOMAIN.\n"));
	if (caret)
		lint_print_counts(&end, &counts);
	out_prose(&out, buf_slice(&end));
	out.failed |= end.failed;
	status = out_text(&out, status);
	buf_release(&end);
	buf_release(&out);
	buf_release(&where);
	return status;
}

int lint_run_json(const struct lint_run *run, int status, struct slice given)
{
	const struct lint_target *target = &run->target;
	char text[NAME_TEXT];
	struct slice domain = { text, target->nameless ? 0 : name_text(&target->domain, text) };
	struct source *source = run->world.source;
	struct buf out = { 0 };
	struct jot jot = { .out = &out };

	out_json_open(&jot, run->options, domain, source->ops->label(source), status, NULL);
	if (run->options->fix) {
		jot_text(&jot, "given", given);
		jot_open(&jot, "repairs", '[');
		jot_members(&jot, buf_slice(&run->changes));
		jot_close(&jot, ']');
	}
	lint_target_jot(target, &run->filter, target->nameless ? "record" : text, &jot);
	jot_close(&jot, '}');
	buf_char(&out, '\n');
	status = out_text(&out, status);
	buf_release(&out);
	return status;
}

static int print_sarif(const struct lint_run *run, int status)
{
	const struct lint_target *target = &run->target;
	struct lint_log log = { 0 };
	struct buf where = { 0 };

	where_of(run, &where);
	for (size_t i = 0; i < target->findings->n; i++) {
		struct lint_item item = lint_target_item(target, &target->findings->finding[i], buf_text(&where),
		    target->nameless ? SLICE("") : buf_slice(&where));

		if (lint_filter_shows(&run->filter, item.finding))
			lint_log_add(&log, &item);
	}
	buf_release(&where);
	return out_json_as_is(lint_log_end(&log, VERSION), status);
}

/* A text that was given is repaired as far as it says itself what is wrong; nothing else can be said without DNS. */
static enum error check_answers(const struct lint_run *run, struct problem *problem)
{
	const struct lint_target *target = &run->target;

	if (world_silent(&run->world) && !(run->options->fix && target->recorded))
		return problem_set(problem, ERR_NO_SERVER, NULL, 0, run->world.source->ops->label(run->world.source));
	return lint_target_failed(target) ? subject_unanswered(&target->domain, target->txt, problem) : ERR_NONE;
}

static int report(struct lint_run *run)
{
	struct lint_counts counts = { 0 };
	int status = lint_target_count(&run->target, &run->filter, &counts) ? EXIT_BAD : EXIT_GOOD;

	switch (run->format) {
	case FORMAT_JSON: case FORMAT_NDJSON:
		return lint_run_json(run, status, SLICE(""));
	case FORMAT_SARIF:
		return print_sarif(run, status);
	default:
		return print_text(run, status);
	}
}

/* Those that do not answer are not linted, but told: receivers meet them too. */
static enum error ask_each(struct lint_run *run, struct problem *problem)
{
	enum error error = each_server_ask(&run->each, &run->world, run->options, &run->target.domain, problem);
	struct buf name = { 0 };

	for (size_t i = 0; !error && i < run->each.n; i++) {
		const struct lint_server *server = &run->each.server[i];

		buf_clear(&name);
		out_name(&name, &server->name);
		if (!server->txt)
			out_note(_("%s has no address, so it was not asked"), buf_text(&name));
		else if (server->txt->said == SAID_FAILED)
			out_note(_("%s does not answer: %s"), buf_text(&name), _(failure_text(server->txt->failure)));
	}
	buf_release(&name);
	run->target.server = run->each.server;
	run->target.servers = run->each.n;
	return error;
}

static int one(struct lint_run *run, struct problem *problem)
{
	struct lint_target *target = &run->target;
	bool given;
	enum error error = world_domain(run->options, true, &target->domain, problem);

	if (!error)
		error = world_record(run->options, &run->record, &given, problem);
	if (error)
		return out_failed(run->options, problem);
	target->nameless = !target->domain.len;
	target->recorded = given;
	target->context = true;
	target->catalogue = data_services(&run->world.data);
	if (target->nameless && !given) {
		(void)problem_set(problem, ERR_USAGE, NULL, 0, _("what is to be linted? A domain, --record, --zone alone, or --batch"));
		return out_failed(run->options, problem);
	}
	if (target->nameless && subject_nobody(&target->domain) != ERR_NONE)
		return EXIT_FAILED;
	error = run->options->host ? data_host(&run->world.data, run->options->host, &target->host, problem) : ERR_NONE;
	if (!error)
		error = lint_run_record(run, problem);
	if (!error && run->options->each_server)
		error = ask_each(run, problem);
	if (!error)
		error = world_ask(&run->world, lint_target_pass, target, problem);
	if (!error && target->error)
		error = problem_set(problem, target->error, NULL, 0, NULL);
	if (!error)
		error = check_answers(run, problem);
	if (error)
		return error == ERR_STOPPED ? 130 : out_failed(run->options, problem);
	return run->options->fix ? lint_fix_run(run) : report(run);
}

static enum error check_options(struct lint_run *run, struct problem *problem)
{
	const struct options *o = run->options;

	run->format = o->json ? FORMAT_JSON : lint_format(o->format ? o->format : "text");
	if (run->format == FORMAT_COUNT)
		return problem_set(problem, ERR_USAGE, NULL, 0, _("--format takes text, gcc, json, ndjson or sarif"));
	if ((o->diff || o->unsafe_fixes) && !o->fix)
		return problem_set(problem, ERR_USAGE, NULL, 0, _("--diff and --unsafe-fixes go with --fix"));
	if (o->fix && (o->batch || run->format == FORMAT_GCC || run->format == FORMAT_SARIF))
		return problem_set(problem, ERR_USAGE, NULL, 0, _("--fix prints one record: it goes with neither --batch nor --format gcc or sarif"));
	if (o->fix && o->zones.n && !o->record && !o->operands.n)
		return problem_set(problem, ERR_USAGE, NULL, 0, _("--fix prints one record: with --zone name the DOMAIN whose record it is"));
	if (o->batch && o->format && run->format != FORMAT_JSON && run->format != FORMAT_NDJSON)
		return problem_set(problem, ERR_USAGE, NULL, 0, _("--batch prints a JSON object a line: its --format is ndjson"));
	if (o->serial && (!o->zones.n || o->record || o->batch || o->operands.n))
		return problem_set(problem, ERR_USAGE, NULL, 0, _("--serial goes with --zone alone"));
	if (o->each_server && (!o->operands.n || o->record || o->zones.n || o->answers || o->no_dns))
		return problem_set(problem, ERR_USAGE, NULL, 0, _("--each-server asks live servers about one domain as it is published"));
	if (o->batch && (o->record || o->operands.n))
		return problem_set(problem, ERR_USAGE, NULL, 0, _("--batch takes its domains from the file alone"));
	return lint_filter_open(&run->filter, o, problem);
}

int cmd_lint(const struct options *options)
{
	enum lint_format format = lint_format(options->format ? options->format : "text");
	struct options as = *options;
	struct lint_hidden hidden = { 0 };
	struct lint_run run = { .options = &as, .filter.hidden = &hidden };
	struct problem problem;
	int status;

	as.json |= format == FORMAT_JSON || format == FORMAT_NDJSON;	/* a failure is an object too */
	enum error error = check_options(&run, &problem);
	bool zone = options->zones.n && !options->operands.n && !options->record && !options->batch;
	as.long_strings = zone;
	if (!error)
		error = world_open(&run.world, &as, &problem);
	if (error)
		status = out_failed(&as, &problem);
	else if (options->batch)
		status = lint_batch_run(&run);
	else if (zone)
		status = lint_zone_run(&run);
	else
		status = one(&run, &problem);
	if (!options->fix && (status == EXIT_GOOD || status == EXIT_BAD))
		lint_filter_unused(&hidden, options);
	lint_target_release(&run.target);
	buf_release(&run.record);
	buf_release(&run.changes);
	each_server_release(&run.each);
	if (world_close(&run.world, options, &problem)) {
		out_problem(&problem);
		status = EXIT_FAILED;
	}
	return status;
}
