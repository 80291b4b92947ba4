/*
 * subject: the domain or record under evaluation.
 */
#include "cmd/subject.h"
#include "base/words.h"
#include "cmd/commands.h"
#include "cmd/out.h"
#include "spf/select.h"
#include <stdio.h>

/* RFC 6761 6.4: nothing is ever there. */
enum error subject_nobody(struct name *name)
{
	return name_from_bytes(SLICE("your-domain.invalid"), name);
}

enum error subject_open(struct subject *subject, struct world *world, const struct options *options, const struct name *domain,
    struct problem *problem)
{
	*subject = (struct subject){ .world = world, .domain = *domain };
	enum error error = world_record(options, &subject->record, &subject->recorded, problem);

	if (error)
		return error;
	if (!domain->len) {
		if (!subject->recorded)
			return problem_set(problem, ERR_USAGE, NULL, 0, _("which domain? Add it as the last word, or give --record"));
		subject->nameless = true;
		error = subject_nobody(&subject->domain);
		if (error)
			return problem_set(problem, error, NULL, 0, NULL);
	}
	subject->len = name_bytes(&subject->domain, subject->bytes);
	return ERR_NONE;
}

enum error subject_begin(struct subject *subject, struct world *world, const struct options *options, struct problem *problem)
{
	struct name domain;
	enum error error = world_open(world, options, problem);

	*subject = (struct subject){ .world = world };
	if (!error)
		error = world_domain(options, true, &domain, problem);
	return error ? error : subject_open(subject, world, options, &domain, problem);
}

enum error subject_ask(struct subject *subject, source_pass *pass, void *run, const enum error *met, struct problem *problem)
{
	enum error error = world_ask(subject->world, pass, run, problem);

	return error || !*met ? error : problem_set(problem, *met, NULL, 0, NULL);
}

int subject_end(struct subject *subject, struct world *world, const struct options *options, enum error error, int status)
{
	struct problem problem;

	answers_free(subject->layer);
	wanted_release(&subject->wanted);
	buf_release(&subject->record);
	*subject = (struct subject){ 0 };
	if (world_close(world, options, &problem)) {
		out_problem(&problem);
		status = EXIT_FAILED;
	}
	return error == ERR_STOPPED ? 130 : status;
}

struct slice subject_domain(const struct subject *subject)
{
	return (struct slice){ subject->bytes, subject->len };
}

struct slice subject_named(const struct subject *subject)
{
	return slice_to(subject_domain(subject), subject->nameless ? 0 : subject->len);
}

bool subject_ready(struct subject *subject, struct wanted *wanted, enum error *error)
{
	bool waiting = false;

	answers_free(subject->layer);
	subject->layer = answers_new(subject->world->answers);
	wanted_clear(&subject->wanted);
	*error = subject->layer ? ERR_NONE : ERR_MEMORY;
	if (!*error && subject->recorded)
		*error = spf_publish(subject->layer, subject->world->answers, &subject->domain, buf_slice(&subject->record),
		    !subject->nameless, &waiting);
	if (waiting)
		wanted_add(wanted, &subject->domain, RR_TXT);
	return !*error && !waiting;
}

void subject_pass_on(struct subject *subject, struct wanted *wanted)
{
	wanted_pass_on(&subject->wanted, subject->nameless ? &subject->domain : NULL, wanted);
}

const struct answer *subject_failed(const struct subject *subject, const struct verdict *verdict)
{
	const struct answer *answer;

	if (verdict->result != R_TEMPERROR)
		return NULL;
	while (verdict->inner)
		verdict = verdict->inner;
	answer = verdict->node ? verdict->node->answer : answers_find(subject->layer, &subject->domain, RR_TXT);
	return answer && answer->said == SAID_FAILED ? answer : NULL;
}

void subject_failure_text(const struct subject *subject, const struct verdict *verdict, struct buf *out)
{
	const struct answer *answer = subject_failed(subject, verdict);

	if (answer)
		buf_printf(out, ": %s", _(failure_text(answer->failure)));
}

enum error subject_record(const struct subject *subject, struct pool *pool, struct record *record, const struct answer **published,
    struct problem *problem)
{
	const struct answer *answer = answers_find(subject->world->answers, &subject->domain, RR_TXT);
	struct selected selected = { 0 };
	char name[NAME_TEXT];

	*published = NULL;
	if (subject->recorded) {
		enum error error = record_parse(record, buf_slice(&subject->record));

		return error ? problem_set(problem, error, NULL, 0, NULL) : ERR_NONE;
	}
	if (!answer || answer->said == SAID_FAILED)
		return subject_unanswered(&subject->domain, answer, problem);
	name_text(&subject->domain, name);
	enum error error = spf_select(pool, answer, &selected);
	if (!error && selected.n != 1)
		return problem_set(problem, selected.n ? ERR_MANY_RECORDS : ERR_NO_RECORD, NULL, 0, name);
	if (!error)
		error = record_parse(record, selected.text);
	if (!error)
		error = record_set_cuts(record, selected.cut, selected.cuts);
	*published = answer;
	return error ? problem_set(problem, error, NULL, 0, NULL) : ERR_NONE;
}

enum error subject_unanswered(const struct name *domain, const struct answer *answer, struct problem *problem)
{
	char name[NAME_TEXT], what[NAME_TEXT + 80];

	name_text(domain, name);
	snprintf(what, sizeof what, answer ? "%s TXT: %s" : "%s TXT", name, answer ? _(failure_text(answer->failure)) : "");
	return problem_set(problem, ERR_NO_ANSWER, NULL, 0, what);
}
