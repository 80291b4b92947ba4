/*
 * lint_fix: lint --fix. The new record alone on standard output, what was done and what is left on standard error.
 */
#include "cmd/lint_run.h"
#include "base/words.h"
#include "cmd/commands.h"
#include "cmd/out.h"
#include "lint/fix.h"
#include <stdio.h>
#include <unistd.h>

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
	shown = POOL_NEW(pool, struct finding, target->findings->kept + 1);
	if (!shown)
		return ERR_MEMORY;
	for (size_t i = 0; i < target->findings->kept; i++)
		if (lint_filter_shows(&run->filter, &target->findings->finding[i]))
			shown[out->n++] = target->findings->finding[i];
	out->finding = shown;
	return ERR_NONE;
}

/* As published several records are permerror, whatever is said of them one behind the other. */
static int status_of(const struct lint_run *run)
{
	struct lint_counts counts = { 0 };
	bool apart = run->left_out || (run->several && !run->merged);

	return lint_target_count(&run->target, &run->filter, &counts) || (apart && run->filter.fail <= LEVEL_ERROR) ? EXIT_BAD : EXIT_GOOD;
}

/* What is left, on standard error. */
static void say_left(struct lint_run *run)
{
	const struct lint_target *target = &run->target;
	struct lint_counts counts = { 0 };
	struct buf out = { 0 };

	for (size_t i = 0; target->findings && i < target->findings->n; i++) {
		struct lint_item item = lint_target_item(target, &target->findings->finding[i], "record", SLICE(""));

		if (lint_filter_shows(&run->filter, item.finding))
			lint_print_item(&out, &item, true, false, out_columns(STDERR_FILENO));
	}
	lint_target_count(target, &run->filter, &counts);
	lint_print_counts(&out, &counts);
	fputs(buf_text(&out), stderr);
	buf_release(&out);
}

/* Line by line: what was given may be a paste. */
static void add_lines(struct buf *out, const char *sign, struct slice text)
{
	struct slice line;

	text = slice_trim(text);
	while (slice_cut(&text, '\n', &line)) {
		buf_string(out, sign);
		out_printable(out, line.len && line.at[line.len - 1] == '\r' ? slice_to(line, line.len - 1) : line);
		buf_char(out, '\n');
	}
}

static int print_fixed(struct lint_run *run, struct slice was, struct slice now)
{
	struct buf out = { 0 };
	int status = status_of(run);

	say_left(run);
	if (!record_is_spf(now)) {	/* what nobody would read as one is not written as if somebody could publish it */
		out_note(_("no SPF record came of it"));
	} else if (!run->options->diff) {
		add_lines(&out, "", now);
	} else if (!slice_equal(slice_trim(was), now)) {
		add_lines(&out, "- ", was);
		add_lines(&out, "+ ", now);
	}
	status = out_text(&out, status);
	buf_release(&out);
	return status;
}

/* All that are published, for who sees them become one. */
static enum error published(const struct lint_target *target, struct buf *out)
{
	struct pool pool = { 0 };

	for (size_t i = 0; i < target->txt->n; i++) {
		struct slice text = txt_joined(&pool, &target->txt->rr[i]);

		if (!text.at || !record_is_spf(text))
			continue;
		if (out->len)
			buf_char(out, '\n');
		buf_add(out, text);
	}
	bool failed = pool.failed || out->failed;
	pool_release(&pool);
	return failed ? ERR_MEMORY : ERR_NONE;
}

static void told(void *arg, const struct finding *finding, struct slice was, struct slice now)
{
	struct lint_run *run = arg;

	lint_run_tell(run, finding->rule, finding->fix->safe, was, now);
	if (finding->rule->id == 102)	/* it is said of what is published still */
		run->filter.off[102] = true;
	run->merged |= finding->rule->id == 102 || (finding->rule->id == 223 && !finding->fix->safe);
}

/* The repairs, and a last look at what they leave. */
static enum error repair(struct lint_run *run, struct record *record, struct fixed *fixed)
{
	struct lint_target *target = &run->target;
	struct lint_findings left;
	struct pool pool = { 0 };
	enum error error = record_set_cuts(record, target->selected.cut, target->selected.cuts);

	if (!error)
		error = fix_all_told(record, run->options->unsafe_fixes, lint_again, told, run, fixed);
	if (!error)
		error = lint_again(run, &pool, &fixed->record, &left);
	pool_release(&pool);
	return error;
}

/* What was given: a text, or the record that is published, or all that are. */
static enum error read_given(const struct lint_run *run, struct buf *out)
{
	const struct lint_target *target = &run->target;

	if (target->recorded)
		buf_add(out, buf_slice(&run->record));
	else if (target->selected.n > 1 && run->options->unsafe_fixes)
		return published(target, out);
	else
		buf_add(out, target->text);
	return out->failed ? ERR_MEMORY : ERR_NONE;
}

static int print(struct lint_run *run, size_t applied, size_t several, struct slice was, const struct record *record)
{
	if (run->format != FORMAT_TEXT)
		return lint_run_json(run, status_of(run), was);
	if (applied)
		out_note(ngettext("%zu repair made.", "%zu repairs made.", applied), applied);
	if (several > 1 && run->merged)
		out_note(_("Publish this record in the place of all %zu: it has the senders of each, and the mildest of their alls."), several);
	return print_fixed(run, was, (struct slice){ record->text ? record->text : "", record->len });
}

int lint_fix_run(struct lint_run *run)
{
	struct lint_target *target = &run->target;
	size_t several = target->recorded ? run->several : target->selected.n;
	struct record record = { 0 };
	struct fixed fixed = { 0 };
	struct problem problem;
	struct buf was = { 0 };
	int status;

	if (!target->text.at) {		/* no record: there is nothing to repair in place */
		if (run->format != FORMAT_TEXT)
			return lint_run_json(run, status_of(run), SLICE(""));
		say_left(run);
		return EXIT_BAD;
	}
	enum error error = read_given(run, &was);
	if (!error)
		error = record_parse(&record, target->text);
	if (!error)
		error = repair(run, &record, &fixed);
	if (error)
		(void)problem_set(&problem, error, NULL, 0, NULL);
	status = error == ERR_STOPPED ? 130 : error ? out_failed(run->options, &problem) :
	    print(run, fixed.applied, several, buf_slice(&was), &fixed.record);
	target->given = (struct slice){ 0 };
	lint_target_release(target);
	*target = (struct lint_target){ 0 };
	record_release(&fixed.record);
	record_release(&record);
	buf_release(&was);
	return status;
}
