/*
 * lint_batch: a list of domains, many in flight, one JSON object a line in the order of the list.
 *
 * A window of domains waits for its answers side by side over one table, so that an include that many share is asked once. What a pass
 * over one finds is printed at once or thrown away, so all of them share one target. When the table has grown to its bound, the window
 * empties and a new table begins: memory does not grow with the list.
 */
#include "cmd/lint_run.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/words.h"
#include "cmd/commands.h"
#include "cmd/out.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	WINDOW = 256,			/* domains at once */
	TABLE_ANSWERS = 20000,		/* then the window empties and a new table begins */
	OUT_BYTES = 64 << 10,		/* written at once */
	LINE_MOST = 1024,		/* of a domain name with escapes */
};
struct slot {
	struct name domain;
	struct wanted wanted;		/* what it waits for */
	struct buf object;		/* the line, when done */
	bool done;
};
struct batch {
	struct lint_run *run;
	FILE *in;
	const char *path;
	char *line;			/* getline(3)'s */
	size_t line_size;
	bool ended, stopped;		/* the list; by SIGINT, while it was read or its lines were written */
	struct slot *slot;		/* WINDOW of them, a ring */
	size_t head, n;
	struct buf out;
	bool bad, failed;		/* some domain was; nothing could be written or read, which was said */
	bool heard;			/* some server answered something */
	bool gone;			/* nobody reads any more, as after "| head -1" */
};

/* ---- one domain ---- */

static void end_line(struct slot *slot, struct jot *jot)
{
	jot_close(jot, '}');
	buf_char(&slot->object, '\n');
	slot->done = true;
}

static void refuse(struct batch *batch, struct slot *slot, struct slice word, enum error error)
{
	struct jot jot = { .out = &slot->object };
	struct problem problem;
	char text[400];

	(void)problem_set(&problem, error, NULL, 0, NULL);
	problem_text(&problem, text, sizeof text);
	out_json_open(&jot, batch->run->options, word, NULL, EXIT_FAILED, text);
	end_line(slot, &jot);
	batch->bad = true;
}

static void finish(struct batch *batch, struct slot *slot)
{
	struct lint_target *target = &batch->run->target;
	struct lint_counts counts = { 0 };
	struct source *source = batch->run->world.source;
	struct jot jot = { .out = &slot->object };
	char text[NAME_TEXT];
	struct slice domain = { text, name_text(&target->domain, text) };

	if (target->error) {
		refuse(batch, slot, domain, target->error);
		return;
	}
	bool failed = lint_target_failed(target), bad = lint_target_count(target, &batch->run->filter, &counts);

	out_json_open(&jot, batch->run->options, domain, source->ops->label(source), failed ? EXIT_FAILED : bad ? EXIT_BAD : EXIT_GOOD,
	    failed ? failure_text(target->txt->failure) : NULL);
	lint_target_jot(target, &batch->run->filter, text, &jot);
	end_line(slot, &jot);
	batch->bad |= bad || failed;
}

/* Is all there that it waited for? What is not goes on being wanted. */
static bool ready(const struct slot *slot, const struct answers *answers, struct wanted *wanted)
{
	bool all = true;

	for (size_t i = 0; i < slot->wanted.n; i++) {
		const struct question *question = &slot->wanted.question[i];

		if (answers_get(answers, question))
			continue;
		wanted_add(wanted, &question->name, question->type);
		all = false;
	}
	return all;
}

static void advance(struct batch *batch, struct slot *slot, const struct answers *answers, struct wanted *wanted)
{
	if (slot->done || !ready(slot, answers, wanted))
		return;
	wanted_clear(&slot->wanted);
	batch->run->target.domain = slot->domain;
	if (lint_target_pass(&batch->run->target, answers, &slot->wanted))
		finish(batch, slot);
	else
		(void)ready(slot, answers, wanted);
	wanted->failed |= slot->wanted.failed;
}

/* ---- the list ---- */

/* The next line that holds a word, into a slot. false: the list has ended, or could not be read. */
static bool read_domain(struct batch *batch, struct slot *slot)
{
	ssize_t len;

	while ((len = getline(&batch->line, &batch->line_size, batch->in)) >= 0) {
		struct slice word = slice_trim((struct slice){ batch->line, (size_t)len });

		if (!word.len || *word.at == '#')
			continue;
		slot->done = false;
		wanted_clear(&slot->wanted);
		buf_clear(&slot->object);
		enum error error = word.len > LINE_MOST ? ERR_NAME_LONG : name_from_person(word, &slot->domain);
		if (error)
			refuse(batch, slot, slice_to(word, LINE_MOST), error);
		return true;
	}
	batch->ended = true;
	batch->stopped = ferror(batch->in) && errno == EINTR;
	if (ferror(batch->in) && !batch->stopped) {
		struct problem problem;

		(void)problem_system(&problem, batch->path);
		out_problem(&problem);
		batch->failed = true;
	}
	return false;
}

/* Is it of no use to go on? */
static bool is_over(const struct batch *batch)
{
	return batch->failed || batch->stopped || batch->gone;
}

static void write_out(struct batch *batch, size_t least)
{
	if (batch->out.len < least && !batch->out.failed)
		return;
	struct problem problem;
	enum error error = world_print(&batch->out, &problem);

	batch->stopped |= error == ERR_STOPPED;
	batch->gone |= error == ERR_FILE && problem.system == EPIPE;
	if (error && !batch->stopped && !batch->gone) {
		out_problem(&problem);
		batch->failed = true;
	}
	buf_clear(&batch->out);
}

/* What is done at the head goes out, and the room is filled again. */
static bool turn(struct batch *batch, const struct answers *answers)
{
	bool filled = false;

	while (batch->n && batch->slot[batch->head].done && !is_over(batch)) {
		struct slot *slot = &batch->slot[batch->head];

		batch->out.failed |= slot->object.failed;
		buf_add(&batch->out, buf_slice(&slot->object));
		batch->head = (batch->head + 1) % WINDOW;
		batch->n--;
		write_out(batch, OUT_BYTES);
	}
	while (!batch->ended && !is_over(batch) && batch->n < WINDOW && answers_count(answers) < TABLE_ANSWERS) {
		if (read_domain(batch, &batch->slot[(batch->head + batch->n) % WINDOW])) {
			batch->n++;
			filled = true;
		}
	}
	return filled;
}

static bool pass(void *arg, const struct answers *answers, struct wanted *wanted)
{
	struct batch *batch = arg;

	/* Read while the first questions are on their way. */
	if (batch->n && !batch->run->target.catalogue)
		batch->run->target.catalogue = data_services(&batch->run->world.data);
	do {
		wanted_clear(wanted);
		for (size_t i = 0; i < batch->n; i++)
			advance(batch, &batch->slot[(batch->head + i) % WINDOW], answers, wanted);
	} while (turn(batch, answers) && !wanted->failed);
	return is_over(batch) || !batch->n;
}

static enum error run_list(struct batch *batch, struct problem *problem)
{
	struct world *world = &batch->run->world;
	enum error error = ERR_NONE;

	while (!error && !is_over(batch) && !(batch->ended && !batch->n)) {
		error = world_ask(world, pass, batch, problem);
		if (!error && batch->stopped)
			error = problem_set(problem, ERR_STOPPED, NULL, 0, NULL);
		batch->heard |= !world_silent(world);
		lint_target_release(&batch->run->target);	/* it reads the table that goes */
		if (!error)
			error = world_forget(world, problem);
	}
	write_out(batch, 0);
	return error;
}

static bool open_list(struct batch *batch, struct problem *problem)
{
	bool standard = strcmp(batch->path, "-") == 0;

	batch->in = standard ? stdin : fopen(batch->path, "re");
	batch->slot = mem_zero(WINDOW, sizeof *batch->slot);
	if (!batch->in)
		(void)problem_system(problem, batch->path);
	else if (!batch->slot)
		(void)problem_set(problem, ERR_MEMORY, NULL, 0, NULL);
	return batch->in && batch->slot;
}

static void close_list(struct batch *batch)
{
	for (size_t i = 0; batch->slot && i < WINDOW; i++) {
		wanted_release(&batch->slot[i].wanted);
		buf_release(&batch->slot[i].object);
	}
	mem_free(batch->slot);
	free(batch->line);
	buf_release(&batch->out);
	if (batch->in && batch->in != stdin)
		fclose(batch->in);
}

int lint_batch_run(struct lint_run *run)
{
	struct batch batch = { .run = run, .path = run->options->batch };
	struct problem problem;
	int status = EXIT_GOOD;

	run->target = (struct lint_target){ .context = run->options->context };
	run->world.most_ms = UINT64_MAX;	/* each question has its own bound */
	run->world.report = false;		/* the lines themselves tell */
	enum error error = open_list(&batch, &problem) ? run_list(&batch, &problem) : problem.error;
	if (error == ERR_STOPPED)
		status = 130;
	else if (error)
		status = out_failed(run->options, &problem);
	else if (batch.failed || !batch.heard)
		status = EXIT_FAILED;
	else if (batch.bad)
		status = EXIT_BAD;
	if (!error && !batch.failed && !batch.heard) {
		(void)problem_set(&problem, ERR_NO_SERVER, NULL, 0, run->world.source->ops->label(run->world.source));
		out_problem(&problem);
	}
	close_list(&batch);
	return status;
}
