#pragma once
/*
 * subject: what a command evaluates: a domain as it is published, or as it would be with --record, or a record of no domain.
 */
#include "cmd/world.h"
#include "spf/walk.h"

struct subject {
	struct world *world;
	struct name domain;	/* of no domain: a name under .invalid, about which nothing is asked */
	bool nameless;
	char bytes[NAME_WIRE];	/* the domain as macros see it */
	size_t len;
	struct buf record;	/* --record */
	bool recorded;
	struct answers *layer;	/* what the walks read; renewed by subject_ready() */
	struct wanted wanted;	/* what the walks lack */
};
/* The name under .invalid that a record of no domain has. */
enum error subject_nobody(struct name *) MUST_CHECK;
/* domain.len 0: none was given. ERR_USAGE when there is neither domain nor record. Ended by subject_end() in every case. */
enum error subject_open(struct subject *, struct world *, const struct options *, const struct name *domain, struct problem *) MUST_CHECK;
/* The world as the options ask for it and, in it, the domain among the operands. To be ended in every case. */
enum error subject_begin(struct subject *, struct world *, const struct options *, struct problem *) MUST_CHECK;
/* Asks until pass is content. *met is what pass met itself, as pass leaves it in its own run. */
enum error subject_ask(struct subject *, source_pass *pass, void *run, const enum error *met, struct problem *) MUST_CHECK;
/* Releases both, writes --save-answers, and returns the status to end with: error is what begin or ask returned. */
int subject_end(struct subject *, struct world *, const struct options *, enum error, int status);
struct slice subject_domain(const struct subject *);
struct slice subject_named(const struct subject *);	/* the same for JSON; empty for a record of no domain */
/*
 * For the start of a pass: makes the layer. false: the domain's other TXT are not known yet, or memory ended (*error), and the
 * pass is over.
 */
bool subject_ready(struct subject *, struct wanted *, enum error *);
/* For its end: hands what subject.wanted lacks on, but for what a record of no domain leaves open. */
void subject_pass_on(struct subject *, struct wanted *);
/* The answer for want of which the verdict is temperror; NULL: it is not, or the term at fault has no answer of its own. */
const struct answer *subject_failed(const struct subject *, const struct verdict *);
/* ": outside the zone files", or nothing. */
void subject_failure_text(const struct subject *, const struct verdict *, struct buf *);
/*
 * The one record, with the cuts between its strings: --record as it was given, be it an SPF record or not, or what is published;
 * *published then is the answer that it stands in, borrowed, and NULL else. ERR_NO_ANSWER, ERR_NO_RECORD, ERR_MANY_RECORDS.
 */
enum error subject_record(const struct subject *, struct pool *, struct record *, const struct answer **published, struct problem *) MUST_CHECK;
/* ERR_NO_ANSWER, with the domain and why: its TXT records, without which nothing can be done. answer: NULL when none came. */
enum error subject_unanswered(const struct name *domain, const struct answer *, struct problem *);
