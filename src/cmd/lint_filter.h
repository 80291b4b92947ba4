#pragma once
/*
 * lint_filter: which findings are wanted: --select, --ignore, --severity and --fail-on.
 */
#include "cmd/options.h"
#include "lint/lint.h"

struct lint_hidden {		/* what --ignore has kept quiet, by id */
	bool id[1000];
};
struct lint_filter {
	struct lint_hidden *hidden;	/* noted there; NULL: nowhere */
	bool off[1000];		/* by id */
	enum level least;	/* --severity: milder ones are not shown */
	enum level fail;	/* --fail-on: exit status 1 from here on; LEVEL_COUNT: never */
};
/* Words are "SPF502", "502", "near-10", "SPF5" or "5xx" for a family, several with commas between. ERR_USAGE: no such rule or level. */
enum error lint_filter_open(struct lint_filter *, const struct options *, struct problem *) MUST_CHECK;
/* A note on standard error of each rule or family that --ignore names and that no finding had. */
void lint_filter_unused(const struct lint_hidden *, const struct options *);
bool lint_filter_shows(const struct lint_filter *, const struct finding *);
