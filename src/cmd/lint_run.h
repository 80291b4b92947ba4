#pragma once
/*
 * lint_run: what the parts of the lint command share.
 */
#include "cmd/each_server.h"
#include "cmd/lint_target.h"
#include "cmd/world.h"

struct lint_run {
	const struct options *options;
	struct lint_filter filter;
	enum lint_format format;
	struct world world;
	struct lint_target target;
	struct buf record;		/* --record */
	struct each_server each;	/* --each-server */
	size_t several;			/* records in the text that was given; 0: one */
	bool merged;			/* several have become one */
	bool left_out;			/* there were too many of them for that: one alone is linted */
	struct buf changes;		/* json: what was changed, and the jot into it */
	struct jot change;
};
/* A name as the format has it: for programs its A-labels, whatever the locale; for people as they read it. Adds. */
void lint_run_name(const struct lint_run *, const struct name *, struct buf *);
/* --record that is no record yet, but a paste that holds one, becomes that record: a finding, or with --fix a note on standard error. lint_record.c */
enum error lint_run_record(struct lint_run *, struct problem *) MUST_CHECK;
/* One change that --fix made: on standard error, or for JSON. was or now may be empty. lint_record.c */
void lint_run_tell(struct lint_run *, const struct rule *, bool safe, struct slice was, struct slice now);
/* The target as one JSON object on standard output; exit status. With --fix also what was given and its changes, else given is not read. */
int lint_run_json(const struct lint_run *, int status, struct slice given);
int lint_fix_run(struct lint_run *);
int lint_batch_run(struct lint_run *);
int lint_zone_run(struct lint_run *);	/* every record of --zone */
