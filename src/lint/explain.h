#pragma once
/*
 * explain: what a word of SPF means, and what a record says, in plain sentences. One source for `explain`, x on the screens and the
 * manuals.
 */
#include "dns/answers.h"
#include "lint/rule.h"
#include "spf/walk.h"

struct topic {			/* a mechanism, modifier, qualifier, macro letter or result */
	const char *name;	/* "include", "~", "%{i}", "softfail": never translated */
	const char *kind;	/* N_(): "mechanism", "qualifier", ... */
	const char *rfc;
	const char *what;	/* N_(): what it does */
	const char *cost;	/* N_(): look-ups; NULL: does not apply */
	const char *receivers;	/* N_(): what receivers do with it; NULL */
	const char *example;	/* never translated */
};
const struct topic *topic_at(size_t i);			/* NULL at the end */
const struct topic *topic_by_name(struct slice);	/* any case; "all:", "%{d}" and "d" find theirs; NULL: none */

/* Both add to out, printable, translated, ended by a newline; explain wraps nothing. */
void explain_rule(const struct rule *, struct buf *out);
void explain_topic(const struct topic *, struct buf *out);
/*
 * The record as sentences, one a term, in the order in which receivers read it: "Mail from 192.0.2.10 (the domain's own address) passes."
 * domain, answers: may be NULL; then what hangs on DNS is said without its addresses. form: how names are shown.
 */
void explain_record(const struct record *, const struct name *domain, const struct answers *, enum text_form, struct buf *out);
void explain_term(const struct record *, size_t term, const struct name *domain, const struct answers *, enum text_form, struct buf *out);
