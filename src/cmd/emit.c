/*
 * emit: a record as zone lines, with the commands that come after; or for another destination (cmd/destination).
 */
#include "cmd/commands.h"
#include "base/words.h"
#include "cmd/destination.h"
#include "cmd/out.h"
#include "cmd/subject.h"
#include "cmd/zonelines.h"
#include "spf/select.h"
#include "wizard/discover.h"
#include <stdio.h>

struct run {
	struct subject subject;
	struct name zone;
	struct destination to;
};

static bool pass(void *arg, const struct answers *answers, struct wanted *wanted)
{
	struct run *run = arg;
	size_t before = wanted->n;

	if (run->subject.nameless)
		return true;
	if (!run->subject.recorded && !answers_find(answers, &run->subject.domain, RR_TXT))
		wanted_add(wanted, &run->subject.domain, RR_TXT);
	discover_zone(answers, &run->subject.domain, wanted, &run->zone);
	if (wanted->n == before)	/* the zone is known */
		destination_want(&run->to, &run->subject, &run->zone, answers, wanted);
	return wanted->n == before;
}

/* The record to print: --record, or what is published, whose strings and TTL are kept. */
static enum error find(const struct run *run, struct pool *pool, struct record *record, struct zonelines *lines, struct problem *problem)
{
	struct selected selected = { 0 };
	char name[NAME_TEXT];
	enum error error;

	if (run->subject.recorded) {
		error = record_parse(record, buf_slice(&run->subject.record));
		return error ? problem_set(problem, error, NULL, 0, NULL) : ERR_NONE;
	}
	name_text(&run->subject.domain, name);
	const struct answer *answer = answers_find(run->subject.world->answers, &run->subject.domain, RR_TXT);
	if (!answer || answer->said == SAID_FAILED)
		return subject_unanswered(&run->subject.domain, answer, problem);
	error = spf_select(pool, answer, &selected);
	if (!error && selected.n != 1)
		return problem_set(problem, selected.n ? ERR_MANY_RECORDS : ERR_NO_RECORD, NULL, 0, name);
	if (!error)
		error = record_parse(record, selected.text);
	if (!error)
		error = record_set_cuts(record, selected.cut, selected.cuts);
	if (error)
		return problem_set(problem, error, NULL, 0, NULL);
	if (!lines->line.ttl_given) {
		lines->line.ttl = answer->ttl;
		lines->line.ttl_given = true;
	}
	return ERR_NONE;
}

static int print(const struct run *run, const struct options *options, const struct zonelines *lines, const struct record *record)
{
	struct buf text = { 0 }, after = { 0 };
	struct problem problem;
	int status = record->fault || !record_good(record) ? EXIT_BAD : EXIT_GOOD;

	enum error error = zoneline_print(&text, &lines->line, record);
	if (error) {
		char name[NAME_TEXT];

		name_text(&run->zone, name);
		(void)problem_set(&problem, error, NULL, 0, name);
		buf_release(&text);
		return out_failed(options, &problem);
	}
	if (!run->subject.nameless)
		lines_commands(lines, &run->subject.domain, &after);
	if (options->json) {
		json_t *object = out_json_new(options, subject_named(&run->subject),
		    run->subject.world->source->ops->label(run->subject.world->source));

		json_object_set_new(object, "record", json_text((struct slice){ record->text, record->len }));
		json_object_set_new(object, "lines", json_text(buf_slice(&text)));
		json_object_set_new(object, "commands", json_text(buf_slice(&after)));
		status = out_json(object, status);
	} else {
		if (status == EXIT_BAD)
			out_note(_("spfwiz: receivers will not take this record: see spfwiz tree --record"));
		buf_add(&text, buf_slice(&after));
		status = out_text(&text, status);
	}
	buf_release(&text);
	buf_release(&after);
	return status;
}

static int print_to(struct run *run, const struct options *options, const struct zonelines *lines, const struct record *record)
{
	struct publication what = {
		.owner = run->subject.domain, .zone = run->zone, .value = { record->text, record->len }, .cut = record->cut, .cuts = record->cuts,
		.ttl = lines->line.ttl, .ttl_given = lines->line.ttl_given,
	};

	return destination_print(&run->to, &run->subject, options, &what);
}

static int emit(struct run *run, const struct options *options, struct zonelines *lines)
{
	struct pool pool = { 0 };
	struct record record = { 0 };
	struct problem problem;

	enum error error = find(run, &pool, &record, lines, &problem);
	int status = error ? out_failed(options, &problem) : destination_given(&run->to) ? print_to(run, options, lines, &record) :
	    print(run, options, lines, &record);
	record_release(&record);
	pool_release(&pool);
	return status;
}

int cmd_emit(const struct options *options)
{
	struct run run = { 0 };
	struct zonelines lines;
	struct problem problem;
	struct world world;
	struct name domain;

	enum error error = world_open(&world, options, &problem);
	if (!error)
		error = world_domain(options, true, &domain, &problem);
	if (!error)
		error = subject_open(&run.subject, &world, options, &domain, &problem);
	if (!error)
		run.zone = run.subject.domain;
	struct options form = *options;
	if (!error)	/* before anything is asked */
		error = destination_options(&world.data, options, &run.to, &problem);
	if (destination_given(&run.to))
		form.as = NULL;
	if (!error)
		error = zonelines_options(&form, &run.zone, &lines, &problem);
	if (!error)
		error = world_ask(&world, pass, &run, &problem);
	int status;
	if (error) {
		status = out_failed(options, &problem);
	} else {
		lines.line.origin = run.zone;
		lines.line.owner = run.subject.domain;
		if (run.subject.nameless)
			lines.line.form = OWNER_AT;
		status = emit(&run, options, &lines);
	}
	subject_release(&run.subject);
	if (world_close(&world, options, &problem)) {
		out_problem(&problem);
		status = EXIT_FAILED;
	}
	return error == ERR_STOPPED ? 130 : status;
}
