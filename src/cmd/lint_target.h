#pragma once
/*
 * lint_target: one domain or record under lint, and what was found: shared by single runs, lists of domains and repairs.
 */
#include "cmd/data.h"
#include "cmd/lint_filter.h"
#include "cmd/lint_print.h"
#include "lint/paste.h"
#include "spf/select.h"
#include "wizard/survey.h"

struct lint_target {
	struct name domain;		/* of no domain: a name under .invalid, about which nothing is asked */
	bool nameless, recorded;	/* recorded: text was given, and is linted as if published */
	const struct catalogue *catalogue;	/* borrowed; NULL: none */
	bool context;			/* ask what evaluation does not need, too */
	const struct lint_server *server;	/* what each name server says; borrowed */
	size_t servers;
	const struct dns_host *host;	/* where it will be published; borrowed; NULL: not said */
	struct slice given;		/* the text when recorded; borrowed, as these are: */
	const uint32_t *given_cut;	/* where its strings end */
	size_t given_cuts;
	/* What stood around the record in the paste that was given, by lint_target_take(); rule NULL: nothing did. In kept. */
	struct finding around;
	struct lint_item around_at;
	struct pool kept;
	const struct name *flattened;	/* as in struct lint_subject */
	size_t flatteneds;

	/* What a pass leaves; dies with the next one. */
	struct slice text;		/* the record; at NULL: there is none */
	struct selected selected;
	const struct answer *txt;	/* the domain's TXT; NULL: not known */
	struct survey survey;
	bool surveyed;
	const struct lint_findings *findings;	/* NULL: not there yet */
	struct lint_findings bare;	/* where there is no record to survey, or with what stood around it */
	const struct finding *shown;	/* around, as one of the findings */
	struct pool pool;
	struct wanted wanted;		/* what the walks lack */
	enum error error;
};
/* The record found in the paste given becomes what is linted; that it was one is a finding of its own. ERR_MEMORY. */
enum error lint_target_take(struct lint_target *, const struct pasted *) MUST_CHECK;
/* A source_pass over a target: fills all of it anew from answers; what lacks is added to wanted. true: it needs nothing more, or failed (error). */
bool lint_target_pass(void *target, const struct answers *, struct wanted *);
void lint_target_release(struct lint_target *);
/* The domain's own TXT could not be had: nothing to say. */
bool lint_target_failed(const struct lint_target *);

/* One finding of the target as an item; where and owner: printable, borrowed. */
struct lint_item lint_target_item(const struct lint_target *, const struct finding *, const char *where, struct slice owner);
/* Counts those that show, and tells whether one is at or over --fail-on. */
bool lint_target_count(const struct lint_target *, const struct lint_filter *, struct lint_counts *);
/* Adds record, strings, ttl, lookups and findings to a command's object. */
void lint_target_jot(const struct lint_target *, const struct lint_filter *, const char *where, struct jot *);
