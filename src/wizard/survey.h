#pragma once
/*
 * survey: the walks of the present draft and what they cost, read by gauges, questions and findings. Runs once per change.
 */
#include "dns/answers.h"
#include "spf/walk.h"

struct survey_fault {		/* what the walks or the parser found; until lint knows more */
	uint16_t id;		/* number of its lint rule */
	bool error;		/* else a warning */
	size_t term;		/* index in the draft's record; SIZE_MAX: the whole */
	const char *text;	/* translated, printable, in the pool */
};
struct survey {
	struct walk v4, v6;
	unsigned lookups, voids4, voids6, mx_most;	/* worst case over all senders; the most MX records of one mx */
	size_t bytes, strings;
	size_t pending;		/* answers still out: figures may rise */
	const unsigned *cost;	/* per term of the record: look-ups with all behind it; worst case */
	const struct survey_fault *fault;
	size_t faults;
};
/*
 * text is walked as if published at domain, over `answers`; other TXT and all else are read from there. ERR_MEMORY.
 * What it gives lives in the pool (the layer too): valid until the pool is reset.
 */
struct survey_ask {
	const struct answers *answers;
	struct name domain;
	struct slice text;
};
enum error survey(struct pool *, const struct survey_ask *, struct wanted *, struct survey *) MUST_CHECK;
