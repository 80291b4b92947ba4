#pragma once
/*
 * draft: the record being made, as replies and as text, both views of one record; with undo.
 *
 * Setting a reply edits the record in place: terms that stay keep their bytes and places, whatever no question knows
 * (exists, unknown modifiers, other qualifiers) stays as it is. Text set by hand is read back into the replies. A reply set to
 * what draft_reply() gave changes nothing.
 */
#include "dns/name.h"
#include "spf/record.h"
#include "wizard/question.h"

struct draft;
/* published: where it starts ("v=spf1 ~all" when NULL or empty). NULL when memory ended. */
struct draft *draft_new(const struct name *domain, const struct record *published) MUST_CHECK;
void draft_free(struct draft *);
const struct record *draft_record(const struct draft *);	/* borrowed until the next change */
const struct name *draft_domain(const struct draft *);		/* borrowed */

/* The reply as text: "yes", "no", words with a space between, "~all" or "redirect", a name; nothing when there is none. Adds to out. */
void draft_reply(const struct draft *, enum question_id, struct buf *out);
/*
 * Sets it. true: fault may have a note (host bits, a private address). false: refused, fault says why, nothing changed. Sentences
 * translated and printable. An empty reply takes a list, a name or a text away. "redirect" for Q_ALL waits for Q_REDIRECT's
 * name before any all goes (RFC 7208 6.1).
 */
bool draft_set(struct draft *, enum question_id, struct slice reply, struct buf *fault) MUST_CHECK;
/* The whole text, as typed or pasted. ERR_MEMORY, ERR_TOO_LARGE. */
enum error draft_set_text(struct draft *, struct slice) MUST_CHECK;
/* Does the question make sense as things are: Q_REDIRECT only when Q_ALL says redirect, none of the senders after "sends no mail", ... */
bool draft_asks(const struct draft *, enum question_id);
/* Which question speaks of this term; Q_COUNT: none does. */
enum question_id draft_question(const struct term *);
/* Its word in a list reply: what stands behind ":" or "=", with "/n". Borrowed from the record. */
struct slice draft_word(const struct record *, const struct term *);
bool draft_changed(const struct draft *);			/* from what is published */

/* What senders are expected to get, a line each (wizard/expect.h); kept and undone like the replies. */
struct slice draft_expectations(const struct draft *);		/* borrowed until the next change */
enum error draft_set_expectations(struct draft *, struct slice lines) MUST_CHECK;	/* ERR_MEMORY, ERR_TOO_LARGE over 65,535 bytes */

/* What the question's field says, where some of it cannot be read (wizard/typed.h); empty: all of it is the reply. ERR_MEMORY, ERR_TOO_LARGE. */
enum error draft_set_typed(struct draft *, enum question_id, struct slice text) MUST_CHECK;

bool draft_undo(struct draft *);				/* false: nothing to take back */
bool draft_redo(struct draft *);
/*
 * Many changes as one step of undo, such as the keys typed during a visit to a field: note draft_step() before the first of them, and call
 * draft_join() after each. What ends as it began is no step.
 */
size_t draft_step(const struct draft *);
void draft_join(struct draft *, size_t step);
void draft_fold(struct draft *, size_t step);			/* the same, but what ends as it began keeps its steps */
/* As it was at that step, as a step of its own, so that what came between can be had back; one too old to be kept: nothing. ERR_MEMORY. */
enum error draft_return(struct draft *, size_t step) MUST_CHECK;
/* The record takes the place of the present one, with where its strings end. */
enum error draft_set_record(struct draft *, const struct record *) MUST_CHECK;
/* What is published came, or came anew: draft_changed() goes by it from now on. The draft stays. ERR_MEMORY. */
enum error draft_set_published(struct draft *, const struct record *) MUST_CHECK;
/*
 * The draft was begun before what is published was known: published terms first, in their order, then what was added to a fresh draft;
 * where there can be one answer, the one that was given wins. One step of undo; "sends no mail" stays as it is. ERR_MEMORY, ERR_TOO_LARGE.
 */
enum error draft_merge(struct draft *, const struct record *published) MUST_CHECK;

/* What is to be published: the record itself first, then the explanation, then the HELO hosts' records. */
struct output {
	struct name owner;
	struct record record;	/* its text; for the explanation a text that is no SPF record */
	bool is_spf;
};
struct outputs {
	struct output *output;
	size_t n;
};
/* An explanation whose name has macros is left out: its owner is not one name. ERR_MEMORY, ERR_TOO_LARGE. */
enum error draft_outputs(const struct draft *, struct outputs *) MUST_CHECK;
void outputs_release(struct outputs *);
/*
 * Which of them leads to another that is published after it and that answers do not have yet (SPF908, RFC 7208 5.2, 6.1): receivers may
 * meet the one without the other. Findings are in the pool and lend from it. ERR_MEMORY.
 */
struct answers;
struct lint_findings;
enum error outputs_order(struct pool *, const struct outputs *, const struct answers *, struct lint_findings *) MUST_CHECK;
