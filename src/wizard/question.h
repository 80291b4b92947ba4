#pragma once
/*
 * question: what the wizard asks, as one table; screens, plain questions, `build`'s options and the manual read the same rows.
 */
#include "base/buf.h"
#include "base/error.h"
#include "base/ip.h"

enum question_id {
	Q_RETURN_PATH,		/* is this the MAIL FROM (Return-Path) domain? */
	Q_SENDS,		/* does it send mail at all? no: "v=spf1 -all" (10.1.2) */
	Q_A, Q_MX, Q_PTR,	/* yes or no */
	Q_A_HOSTS, Q_MX_SETS,	/* lists of names, with /n//n */
	Q_IP4, Q_IP6,		/* lists of networks */
	Q_INCLUDE,		/* list of domains */
	Q_ALL,			/* ~all, -all, ?all or redirect */
	Q_REDIRECT,		/* where to */
	Q_EXP,			/* the name that holds the explanation, and */
	Q_EXP_TEXT,		/* its text */
	Q_HELO,			/* hosts that get "v=spf1 a -all" of their own (10.1.2) */
	Q_COUNT
};
enum reply_form { REPLY_YES_NO, REPLY_LIST, REPLY_CHOICE, REPLY_NAME, REPLY_TEXT };
struct question_choice {
	const char *word;	/* "~all": what a reply and the record say, never translated */
	const char *meaning;	/* N_() */
};
struct wizard_question {
	enum question_id id;
	enum reply_form form;
	const char *name;	/* "a-hosts": JSON key, never translated */
	const char *option;	/* "a-host": the option of `build` that gives this reply; NULL: none */
	const char *label;	/* "a:": beside a field */
	const char *text;	/* N_(): the question */
	const char *prompt;	/* N_(): what to type, in a word or two: "yes or no", "hosts" */
	const char *help;	/* N_(): what "?" says: what it does, what it costs, RFC section */
	const struct question_choice *choice;	/* REPLY_CHOICE: ended by word NULL */
};
extern const struct wizard_question wizard_questions[Q_COUNT];	/* in the order asked */

/*
 * One word of a list reply, or a name, a choice, a yes or a text, as it would stand in the record: checked and put in form
 * ("192.0.2.1/24" as typed, a Chinese domain as A-labels, "a:" or "ip4:" in front taken off). true: good, out has it, and fault may
 * have a note (host bits, a private address). false: fault says what is wrong. Sentences translated, printable, no newline.
 */
bool question_word(enum question_id, struct slice word, struct buf *out, struct buf *fault);
/* Splits a list reply at blanks, commas and semicolons, full-width ones too. */
bool question_next_word(struct slice *rest, struct slice *word);
/*
 * ip_special()'s words for an address that receivers never see (private, loopback, link-local); NULL for a public one. Documentation
 * addresses (RFC 5737, 3849) pass for public: that is what they stand for in examples.
 */
const char *question_private(struct ip, bool v6);
