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
	const char *example;	/* never translated; NULL: there is none */
};
const struct topic *topic_at(size_t i);			/* NULL at the end */
const struct topic *topic_by_name(struct slice);	/* any case; "all:", "%{d}" and "d" find theirs; NULL: none */

/* Whom a term speaks of, N_(): "" where that is no group of senders. For sentences here and for comments in zone files. In sentence.c. */
struct term_words {
	const char *own, *other, *named;	/* of the domain itself; of another; %s is the other's name */
};
extern const struct term_words term_words[KIND_COUNT];
/* Receivers never look at the term: it stands behind all (RFC 7208 5.1), or is a redirect beside one (6.1). */
bool term_is_dead(const struct record *, size_t term);
/*
 * Is the name that it asks for one that can exist? true too where that hangs on the message, or on the domain and there is none (NULL).
 * Else an include or redirect is permerror, and what is left matches nobody (4.8).
 */
bool term_can_ask(const struct record *, size_t term, const struct name *domain);

/* Both add to out, printable, translated, ended by a newline; explain wraps nothing. */
void explain_rule(const struct rule *, enum text_form, struct buf *out);	/* examples have damaged characters */
void explain_topic(const struct topic *, struct buf *out);
/* What a rule's message says without a finding at hand: X, Y and so on for its arguments. Not translated. */
void explain_message(const struct rule *, struct buf *out);
/* What there is to tell a record by. All borrowed. */
struct telling {
	const struct record *record;
	const struct name *domain;	/* NULL: none was given */
	const struct answers *answers;	/* NULL: nothing of DNS is known, and what hangs on it is said without its addresses */
	const struct walk *walk[2];	/* coverage() of it, of IPv4 and IPv6: who comes to a term is read there. NULL: not known */
	enum text_form form;		/* how names are shown */
};
/*
 * The record as sentences: first the errors that receivers answer, and to whom; then one a term, in the order in which receivers read it, of
 * those who come to it: "Mail from 192.0.2.10 (the domain's own addresses) passes."
 */
void explain_record(const struct telling *, struct buf *out);
void explain_term(const struct telling *, size_t term, struct buf *out);
void explain_rest(const struct telling *, struct buf *out);	/* of whom no term matches (4.7); nothing where one always does */
void explain_faults(const struct telling *, struct buf *out);	/* the errors alone; nothing where there are none */
enum error explain_refused(const struct telling *, bool *refused) MUST_CHECK;	/* do receivers answer permerror to some mail, for certain? */
