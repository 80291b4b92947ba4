/*
 * emit: a record as zone lines, with the commands that come after; or for another destination (cmd/destination).
 */
#include "cmd/commands.h"
#include "base/words.h"
#include "cmd/destination.h"
#include "cmd/out.h"
#include "cmd/subject.h"

struct run {
	struct subject subject;
	struct destination to;
	enum error error;
};

static bool pass(void *arg, const struct answers *answers, struct wanted *wanted)
{
	struct run *run = arg;

	return destination_find(&run->to, &run->subject, answers, wanted);
}

static int print(const struct run *run, const struct options *options, const struct record *record)
{
	const struct zonelines *lines = &run->to.lines;
	struct buf text = { 0 }, after = { 0 };
	struct problem problem;
	int status = record->fault || !record_good(record) ? EXIT_BAD : EXIT_GOOD;

	enum error error = zoneline_print(&text, &lines->line, record);
	if (error) {
		char name[NAME_TEXT];

		name_text(&run->to.zone, name);
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

/* What is published keeps its strings, and its TTL unless another was given. */
static int emit(struct run *run, const struct options *options)
{
	struct zoneline *line = &run->to.lines.line;
	struct pool pool = { 0 };
	struct record record = { 0 };
	const struct answer *published;
	struct problem problem;

	enum error error = subject_record(&run->subject, &pool, &record, &published, &problem);
	if (!error && published && !line->ttl_given) {
		line->ttl = published->ttl;
		line->ttl_given = true;
	}
	int status = error ? out_failed(options, &problem) : destination_given(&run->to) ?
	    destination_print(&run->to, &run->subject, options, &record) : print(run, options, &record);
	record_release(&record);
	pool_release(&pool);
	return status;
}

int cmd_emit(const struct options *options)
{
	struct run run = { 0 };
	struct problem problem;
	struct world world;

	enum error error = subject_begin(&run.subject, &world, options, &problem);
	if (!error)	/* before anything is asked */
		error = destination_options(&run.subject, options, &run.to, &problem);
	if (!error)
		error = subject_ask(&run.subject, pass, &run, &run.error, &problem);
	int status = error ? out_failed(options, &problem) : emit(&run, options);
	return subject_end(&run.subject, &world, options, error, status);
}
