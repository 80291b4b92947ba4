#pragma once
/*
 * survey: the walks of the present draft and what they cost, read by gauges, questions and findings. Runs once per change.
 */
#include "lint/lint.h"

struct survey {
	struct record record;	/* the text parsed, in the pool: not to be released */
	struct walk v4, v6;	/* as receivers walk */
	struct walk lifted4, lifted6;	/* without the limits: what lies beyond them */
	struct walk counted4, counted6;	/* and as if what failed had been no match: costs are read off these */
	unsigned lookups;	/* worst case over all senders of both families, those beyond a limit or an error too */
	unsigned voids4, voids6;	/* void terms (4.6.4), worst case */
	unsigned mx_most;	/* the most MX records of one mx */
	size_t bytes;
	size_t pending;		/* answers still out: figures may rise */
	const unsigned *cost;	/* per term of the record: look-ups with all behind it, worst case */
	struct lint_findings findings;	/* errors first */
	struct answers *layer;	/* the draft as if published; ledgers point into it */
};
struct survey_ask {
	const struct answers *answers;
	struct name domain;
	struct slice text;
	const uint32_t *cut;		/* where its published character-strings end, as in struct record; NULL: one string */
	size_t cuts;
	/* As in struct lint_subject; zero is fine. */
	bool nameless;			/* domain is a stand-in: findings say nothing of it */
	const struct answers *published;
	const struct lint_server *server;
	size_t servers;
	const struct name *flattened;
	size_t flatteneds;
	bool context;
	const struct catalogue *catalogue;
	const struct dns_host *host;
};
/*
 * text is walked as if published at domain, over `answers`; all else is read from there. What is missing is added to wanted. ERR_MEMORY,
 * ERR_TOO_LARGE. What it gives lives in the pool until that is reset; survey_release() comes before. Nothing is to be released
 * after a failure.
 */
enum error survey(struct pool *, const struct survey_ask *, struct wanted *, struct survey *) MUST_CHECK;
void survey_release(struct survey *);			/* zero is fine */
