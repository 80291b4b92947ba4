#pragma once
/*
 * explain_print: what `explain` found, printed as the options ask.
 */
#include "cmd/options.h"
#include "lint/explain.h"

/* What was found for the word or record asked about; NULL: not that. All borrowed. */
struct explained {
	const struct rule *rule;
	const struct topic *topic;
	const struct record *record;
	bool term;			/* the record was made of one term for this: it is that which was asked about */
	const struct name *domain;
	const struct answers *answers;
	const struct walk *walk[2];	/* of IPv4 and IPv6; NULL: not walked */
	const char *source;
};
/* The exit status: EXIT_BAD for a record that receivers will not take. */
int explain_print(const struct options *, const struct explained *);
