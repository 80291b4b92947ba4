#pragma once
/* plain_private: what the parts of plain share. */
#include "ui/plain.h"
#include "catalogue/catalogue.h"
#include "wizard/discover.h"
#include "wizard/draft.h"
#include "wizard/survey.h"

enum { PLAIN_SERVICES = 9 };	/* offered at once */
enum { LEFT_GOOD = 0, LEFT_EARLY = 1, LEFT_FAILED = 2, LEFT_SIGNAL = 130 };
struct plain {
	int write_error;		/* errno of the first write that failed; 0: none */
	struct plain_io io;
	const struct plain_start *start;
	struct name domain;
	struct pool found_pool;		/* owns found */
	struct discovered found;
	struct draft *draft;
	struct pool pool;		/* owns survey */
	struct survey survey;		/* of the draft as it is */
	bool defaults;			/* input ended: all that is left takes its default */
	bool given;			/* zone lines were printed or saved */
	bool memory;			/* it ended */
	struct buf line;		/* the last reply */
	const struct service *choice[PLAIN_SERVICES];	/* what a number means at the includes */
	size_t choices;
};

/* plain_talk.c: one line at a time, out and in. */
void plain_say(struct plain *, const char *format, ...) __attribute__((format(printf, 2, 3)));	/* made printable but for newlines; wrapped */
void plain_show(struct plain *, struct slice);	/* a line of its own, made printable and never wrapped: a record, for one */
void plain_raw(struct plain *, struct slice);	/* as it is: for zone lines, which are ASCII */
enum heard { HEARD_LINE, HEARD_END, HEARD_STOP, HEARD_LONG };
/* Prints the prompt and reads p->line, blanks at its ends taken off. HEARD_STOP: a signal, or nobody reads any more. */
enum heard plain_hear(struct plain *, const char *prompt, const char *preset);
/*
 * For the questions of the menu, after a line was heard: "<" and "!" go back to the menu, and "?" is answered with help, so that the
 * question comes again.
 */
enum meant { MEANT_REPLY, MEANT_BACK, MEANT_HELP };
enum meant plain_meant(struct plain *, const char *help);
bool plain_flush(struct plain *);	/* false: what was said did not get out; write_error says why */
bool plain_gone(const struct plain *);		/* the reader of our output went away */

/* plain_look.c: asking DNS. */
enum error plain_discover(struct plain *) MUST_CHECK;	/* says what was asked, and fills found */
bool plain_published_known(const struct plain *);	/* DNS has said what TXT records the domain has, if any */
enum error plain_survey(struct plain *) MUST_CHECK;	/* asks what the draft lacks, and fills survey */
enum error plain_source(struct plain *, source_pass *, void *arg) MUST_CHECK;

/* plain_facts.c: what was found and what it costs, beside a question. Adds one line without its end, or nothing. */
void plain_facts(const struct plain *, enum question_id, struct buf *out);

/* plain_ask.c */
enum step {
	STEP_NEXT, STEP_BACK, STEP_LEAVE, STEP_STOP,
	STEP_DOMAIN,		/* it is about another domain */
	STEP_FAILED,
};
enum step plain_questions(struct plain *);	/* STEP_NEXT: all have their replies */

/* plain_service.c: the catalogue, at the question of includes; nothing happens without one. */
void plain_services_seen(struct plain *);	/* offers what DNS shows to be in use */
/*
 * Was it a search, or the number of what is offered? Then it is dealt with, and reply has what the whole reply becomes, or nothing when
 * it stays as it is.
 */
bool plain_service(struct plain *, struct slice words, struct buf *reply);
void plain_service_correct(struct plain *, struct slice words, struct buf *out);	/* old and wrong names into right ones */
void plain_service_findings(struct plain *);	/* about the includes that are there */

/* plain_end.c */
void plain_faults(struct plain *);
void plain_findings(struct plain *, const struct lint_findings *);	/* errors and warnings, a line each */
void plain_record(struct plain *);		/* the record, its figures and faults */
int plain_menu(struct plain *, bool *again);	/* exit status, or *again: through the questions once more */
/* plain_file.c: zone lines, and saving them. Adds. */
enum error plain_lines(struct plain *, struct buf *out) MUST_CHECK;
void plain_print_lines(struct plain *);
/* plain_test.c */
enum step plain_save(struct plain *);
enum step plain_test(struct plain *);
/* plain_host.c: what goes into each field at a DNS host. */
enum step plain_host(struct plain *);
