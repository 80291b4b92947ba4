/*
 * lint_fix: lint --fix. The new record alone on standard output, what was done and what is left on standard error.
 */
#include "cmd/lint_run.h"
#include "base/words.h"
#include "cmd/commands.h"
#include "cmd/out.h"
#include "lint/fix.h"
#include "lint/paste.h"
#include <stdio.h>
#include <unistd.h>

enum error lint_run_record(struct lint_run *run, struct problem *problem)
{
	struct pasted pasted;
	struct pool pool = { 0 };
	enum error error = ERR_NONE;

	run->target.given = buf_slice(&run->record);
	if (!run->target.recorded)
		return ERR_NONE;
	/* Damage inside a record is the rules' to find; what stands around it is taken off here. */
	error = paste_clean(&pool, run->target.given, false, &pasted);
	if (!error && pasted.found && pasted.n)
		error = lint_target_take(&run->target, &pasted);
	if (!error && pasted.found && pasted.n && run->options->fix) {
		run->target.around = (struct finding){ 0 };
		for (size_t i = 0; i < pasted.n; i++)
			out_note(_("cleaned: SPF%03u %s"), (unsigned)pasted.change[i].rule->id, pasted.change[i].rule->name);
		if (pasted.others)
			out_note(_("cleaned: %zu more SPF records in the text were left out"), pasted.others);
	}
	pool_release(&pool);
	return error ? problem_set(problem, error, NULL, 0, NULL) : ERR_NONE;
}

/* A round: the record as if published, over what was answered; names that a repair brought in are asked for. */
static enum error lint_again(void *arg, struct pool *pool, const struct record *record, struct lint_findings *out)
{
	struct lint_run *run = arg;
	struct lint_target *target = &run->target;
	struct finding *shown;
	struct problem problem;

	target->recorded = true;
	target->given = (struct slice){ record->text ? record->text : "", record->len };
	target->given_cut = record->cut;
	target->given_cuts = record->cuts;
	enum error error = world_ask(&run->world, lint_target_pass, target, &problem);
	if (!error)
		error = target->error;
	if (error)
		return error;
	*out = (struct lint_findings){ 0 };
	shown = POOL_NEW(pool, struct finding, target->findings->n + 1);
	if (!shown)
		return ERR_MEMORY;
	for (size_t i = 0; i < target->findings->n; i++)
		if (lint_filter_shows(&run->filter, &target->findings->finding[i]))
			shown[out->n++] = target->findings->finding[i];
	out->finding = shown;
	return ERR_NONE;
}

/* What is left, on standard error; its exit status. */
static int say_left(struct lint_run *run)
{
	const struct lint_target *target = &run->target;
	struct lint_counts counts = { 0 };
	struct buf out = { 0 };

	for (size_t i = 0; target->findings && i < target->findings->n; i++) {
		struct lint_item item = lint_target_item(target, &target->findings->finding[i], "record", SLICE(""));

		if (lint_filter_shows(&run->filter, item.finding))
			lint_print_item(&out, &item, true, false, out_columns(STDERR_FILENO));
	}
	bool bad = lint_target_count(target, &run->filter, &counts);
	lint_print_counts(&out, &counts);
	fputs(buf_text(&out), stderr);
	buf_release(&out);
	return bad ? EXIT_BAD : EXIT_GOOD;
}

static void add_line(struct buf *out, const char *sign, struct slice text)
{
	buf_string(out, sign);
	out_printable(out, text);
	buf_char(out, '\n');
}

static int print_fixed(struct lint_run *run, struct slice was, const struct record *record)
{
	struct slice now = { record->text ? record->text : "", record->len };
	struct buf out = { 0 };
	int status = say_left(run);

	if (!record_is_spf(now)) {	/* what nobody would read as one is not written as if somebody could publish it */
		out_note(_("no SPF record came of it"));
	} else if (!run->options->diff) {
		add_line(&out, "", now);
	} else if (!slice_equal(was, now)) {
		add_line(&out, "- ", was);
		add_line(&out, "+ ", now);
	}
	status = out_text(&out, status);
	buf_release(&out);
	return status;
}

int lint_fix_run(struct lint_run *run)
{
	struct lint_target *target = &run->target;
	struct record record = { 0 };
	struct fixed fixed = { 0 };
	struct problem problem;
	struct buf was = { 0 };

	if (!target->text.at) {		/* no record: there is nothing to repair in place */
		(void)say_left(run);
		return EXIT_BAD;
	}
	buf_add(&was, target->text);
	enum error error = was.failed ? ERR_MEMORY : record_parse(&record, buf_slice(&was));
	if (!error)
		error = record_set_cuts(&record, target->selected.cut, target->selected.cuts);
	if (!error)
		error = fix_all(&record, run->options->unsafe_fixes, lint_again, run, &fixed);
	struct lint_findings left;
	struct pool pool = { 0 };
	if (!error)	/* for what is left */
		error = lint_again(run, &pool, &fixed.record, &left);
	if (!error && fixed.applied)
		out_note(ngettext("%zu repair made.", "%zu repairs made.", fixed.applied), fixed.applied);
	if (error)
		(void)problem_set(&problem, error, NULL, 0, NULL);
	int status = error == ERR_STOPPED ? 130 : error ? out_failed(run->options, &problem) : print_fixed(run, buf_slice(&was), &fixed.record);
	target->given = (struct slice){ 0 };
	lint_target_release(target);
	*target = (struct lint_target){ 0 };
	pool_release(&pool);
	record_release(&fixed.record);
	record_release(&record);
	buf_release(&was);
	return status;
}
