#pragma once
/*
 * fix: carrying out what findings offer.
 */
#include "base/buf.h"
#include "lint/lint.h"

/* One finding's fix on the record it was found in. finding->fix must not be NULL. ERR_MEMORY, ERR_TOO_LARGE. */
enum error fix_apply(const struct record *, const struct finding *, struct record *out) MUST_CHECK;
/* What the fix makes of a stretch of the record, within which all of its replacements lie. Adds to out. */
void fix_stretch(const struct record *, const struct fix *, struct span, struct buf *out);
/*
 * Fixes until nothing changes: each round lints the text by lint_again (which may walk, too) and takes fixes of one step: two records made one,
 * then what is broken, then what stands in the wrong place, then whom the record lets send, last what is tidied away; in each the safe ones
 * first, left to right. Those that meet an earlier one's terms wait for the next round. No round takes away all that names a sender, and
 * what is a choice of policy is offered only for the record as it was given, never for what a repair made of it. At most FIX_ROUNDS
 * rounds. Nothing is to be released after a failure.
 */
enum { FIX_ROUNDS = 64 };
typedef enum error fix_lint(void *arg, struct pool *, const struct record *, struct lint_findings *);
/* Each that is taken: the words that change and what they become, of which one may be empty. Lent for the call. */
typedef void fix_told(void *arg, const struct finding *, struct slice was, struct slice now);
struct fixed {
	struct record record;	/* to be released */
	size_t applied;		/* fixes taken, in all rounds */
	bool settled;		/* false: FIX_ROUNDS were not enough */
};
enum error fix_all(const struct record *, bool unsafe_too, fix_lint *, void *arg, struct fixed *) MUST_CHECK;
/* The same; told, which gets arg too, may be NULL. */
enum error fix_all_told(const struct record *, bool unsafe_too, fix_lint *, fix_told *, void *arg, struct fixed *) MUST_CHECK;
