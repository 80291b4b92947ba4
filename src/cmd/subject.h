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
/* domain.len 0: none was given. ERR_USAGE when there is neither domain nor record. Release in every case. */
enum error subject_open(struct subject *, struct world *, const struct options *, const struct name *domain, struct problem *) MUST_CHECK;
void subject_release(struct subject *);
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
/* ERR_NO_ANSWER, with the domain and why: its TXT records, without which nothing can be done. answer: NULL when none came. */
enum error subject_unanswered(const struct name *domain, const struct answer *, struct problem *);
