#pragma once
/*
 * fix: carrying out what findings offer.
 */
#include "lint/lint.h"

/* One finding's fix on the record it was found in. finding->fix must not be NULL. ERR_MEMORY, ERR_TOO_LARGE. */
enum error fix_apply(const struct record *, const struct finding *, struct record *out) MUST_CHECK;
/*
 * Fixes until nothing changes: each round lints the text by lint_again (which may walk, too), takes the fixes that are asked for, left to
 * right, those that overlap or touch an earlier one waiting for the next round; at most FIX_ROUNDS rounds. Nothing is to be released
 * after a failure.
 */
enum { FIX_ROUNDS = 32 };
typedef enum error fix_lint(void *arg, struct pool *, const struct record *, struct lint_findings *);
struct fixed {
	struct record record;	/* to be released */
	size_t applied;		/* fixes taken, in all rounds */
	bool settled;		/* false: FIX_ROUNDS were not enough */
};
enum error fix_all(const struct record *, bool unsafe_too, fix_lint *, void *arg, struct fixed *) MUST_CHECK;
