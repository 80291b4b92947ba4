/*
 * tree: the lookups a record costs, term by term, with everything behind it; also what lies beyond the limits.
 */
#include "cmd/commands.h"
#include "base/words.h"
#include "cmd/findings.h"
#include "cmd/ledger.h"
#include "cmd/out.h"
#include "cmd/subject.h"
#include "wizard/survey.h"
#include <stdio.h>

struct run {
	struct subject subject;
	struct pool pool;
	struct walk v4, v6;		/* lifted: the whole tree */
	struct survey survey;		/* with the limits: what receivers do */
	size_t pending;			/* that a record of no domain leaves open */
	enum error error;
};

static bool pass(void *arg, const struct answers *answers, struct wanted *wanted)
{
	struct run *run = arg;

	(void)answers;
	if (!subject_ready(&run->subject, wanted, &run->error))
		return run->error != ERR_NONE;
	struct ask ask = { .answers = run->subject.layer, .domain = subject_domain(&run->subject), .lifted = true };
	struct sender nobody = { .known = false };
	size_t before = wanted->n;

	pool_reset(&run->pool);
	ask.sender = &nobody;
	run->error = coverage(&run->pool, &ask, &run->subject.wanted, &run->v4);
	ask.v6 = true;
	if (!run->error)
		run->error = coverage(&run->pool, &ask, &run->subject.wanted, &run->v6);
	subject_pass_on(&run->subject, wanted);
	run->pending = run->subject.wanted.n;
	return run->error || wanted->n == before;
}

/* The same once more with the limits, over answers that are all there. */
static enum error look(struct run *run)
{
	const struct frame *top = run->v4.top ? run->v4.top : run->v6.top;
	struct survey_ask ask = { .answers = run->subject.layer, .domain = run->subject.domain, .nameless = run->subject.nameless };
	struct wanted ignored = { 0 };

	if (!top)
		return ERR_NONE;
	ask.text = (struct slice){ top->record.text, top->record.len };
	ask.catalogue = data_for(&run->subject.world->data, &top->record);
	enum error error = survey(&run->pool, &ask, &ignored, &run->survey);
	wanted_release(&ignored);
	return error;
}

static bool bad(const struct run *run)
{
	if (lint_worst(&run->survey.findings) == LEVEL_ERROR)
		return true;
	return !run->v4.top && !run->v6.top;
}

static void print_text(const struct run *run, struct buf *out)
{
	struct ledger ledger = { .v4 = &run->v4, .v6 = &run->v6, .answers = run->subject.layer, .form = out_form() };
	const struct frame *top = run->v4.top ? run->v4.top : run->v6.top;
	struct buf words = { 0 };

	if (!run->subject.nameless) {
		out_name(out, &run->subject.domain);
		buf_char(out, '\n');
	}
	if (!top) {
		verdict_text(run->v4.verdict, out);
		subject_failure_text(&run->subject, run->v4.verdict, out);
		buf_char(out, '\n');
		return;
	}
	out_printable(out, (struct slice){ top->record.text, top->record.len });
	buf_char(out, '\n');
	ledger_print(&ledger, out);
	buf_printf(&words, _("lookups %u/%d   void %u/%d (IPv4) %u/%d (IPv6)   most MX records %u/%d\n"), run->survey.lookups, WALK_LOOKUPS,
	    run->survey.voids4, WALK_VOIDS, run->survey.voids6, WALK_VOIDS, run->survey.mx_most, WALK_MX);
	if (run->pending)
		buf_string(&words, _("Open: terms that need the domain's own data; add DOMAIN.\n"));
	findings_print(&run->survey.findings, &words);
	out_prose(out, buf_slice(&words));
	out->failed |= words.failed;
	buf_release(&words);
}

static json_t *to_json(const struct run *run, const struct options *options)
{
	struct ledger ledger = { .v4 = &run->v4, .v6 = &run->v6, .answers = run->subject.layer };
	json_t *object = out_json_new(options, subject_named(&run->subject),
	    run->subject.world->source->ops->label(run->subject.world->source));

	json_object_set_new(object, "lookups", json_pack("{s:i,s:i,s:i,s:i,s:i,s:i,s:i}", "used", (int)run->survey.lookups, "limit", WALK_LOOKUPS,
	    "void_ipv4", (int)run->survey.voids4, "void_ipv6", (int)run->survey.voids6, "void_limit", WALK_VOIDS,
	    "mx_records", (int)run->survey.mx_most, "mx_limit", WALK_MX));
	json_object_set_new(object, "open", json_integer((json_int_t)run->pending));
	json_object_set_new(object, "faults", findings_json(&run->survey.findings));
	json_object_set_new(object, "tree", ledger_json(&ledger));
	return object;
}

static int report(const struct run *run, const struct options *options)
{
	struct problem problem;
	struct buf out = { 0 };

	if (world_silent(run->subject.world)) {
		(void)problem_set(&problem, ERR_NO_SERVER, NULL, 0, run->subject.world->source->ops->label(run->subject.world->source));
		return out_failed(options, &problem);
	}
	bool failed = !run->v4.top && run->v4.verdict && run->v4.verdict->result == R_TEMPERROR;
	int status = failed ? EXIT_FAILED : bad(run) ? EXIT_BAD : EXIT_GOOD;
	if (options->json)
		return out_json(to_json(run, options), status);
	print_text(run, &out);
	status = out_text(&out, status);
	buf_release(&out);
	return status;
}

int cmd_tree(const struct options *options)
{
	struct run run = { 0 };
	struct problem problem;
	struct world world;

	enum error error = subject_begin(&run.subject, &world, options, &problem);
	if (!error)
		error = subject_ask(&run.subject, pass, &run, &run.error, &problem);
	if (!error) {
		error = look(&run);
		(void)problem_set(&problem, error, NULL, 0, NULL);
	}
	int status = error ? out_failed(options, &problem) : report(&run, options);
	survey_release(&run.survey);
	pool_release(&run.pool);
	return subject_end(&run.subject, &world, options, error, status);
}
