#pragma once
/*
 * app_private: the model that screens read and change.
 */
#include "ui/app.h"
#include "ui/edit.h"
#include "ui/list.h"
#include "wizard/discover.h"
#include "wizard/draft.h"
#include "wizard/survey.h"

enum screen_id { SCREEN_START, SCREEN_DISCOVER, SCREEN_BUILD, SCREEN_TEST, SCREEN_TREE, SCREEN_DIFF, SCREEN_OUTPUT, SCREEN_COUNT };
enum app_mode {			/* what Start was told to do */
	MODE_IMPROVE, MODE_NEW, MODE_NONE, MODE_PASTE,
};
struct figures {		/* the last that waited for nothing */
	bool known;
	unsigned lookups, voids4, voids6, mx_most;
};

struct app_kept {		/* a draft that was kept, by a run before or when another domain was opened */
	struct name domain;	/* len 0: the draft cannot be read */
	struct slice text, when;
	struct buf own;		/* text, when it is of this run */
	bool gone;		/* resumed, forgotten, or a newer one was kept in its place */
};

struct popup;			/* ui/popup.h: help, quit, publish, explain, ledger */
struct app {
	struct app_start start;
	enum text_form form;
	int rows, columns;
	uint64_t now_ms;
	enum screen_id screen;
	int page;			/* of the two of a small window: 0 or 1 */
	void *state[SCREEN_COUNT];

	const struct answers *answers;	/* the loop's; may change with EVENT_SOURCE */
	struct buf source;		/* its label */
	struct name domain;		/* len 0: not chosen yet */
	enum app_mode mode;
	struct buf given;		/* the record to begin with: --record, or pasted at Start; empty: what is published */
	struct pool found_pool;
	struct discovered found;	/* what DNS says of the domain */
	struct draft *draft;		/* NULL before a domain is chosen */
	bool published_came;		/* what is published was known to the draft once, or another record was chosen to begin with */
	bool merge_waits;		/* it came while the text was edited: the form takes it in */
	bool draft_from_dns;		/* it still is what was published: newer answers may start it anew */
	size_t safe_step;		/* draft_step() that quitting does not lose; SIZE_MAX: none */
	bool was_kept;			/* the state folder has a draft of this domain */
	struct app_kept *kept;		/* newest first */
	size_t kepts;
	bool visiting;			/* a field is being changed since visit_step: one step of undo when it is left */
	size_t visit_step;
	bool running;			/* keys since run_step, a run of typing or of erasing, are one step of undo meanwhile */
	size_t run_step;
	size_t escaped_step;		/* draft_step() that Esc made just now, which M-e takes back too; SIZE_MAX: none */
	struct pool survey_pool;
	const struct dns_host *host;	/* where the zone is kept; NULL: not known, or a server of one's own */
	bool host_chosen;		/* on Output; else the zone's name servers say so */
	struct survey survey;		/* of the draft; with its findings */
	bool survey_known;
	const struct dns_host *surveyed_for;	/* the host then */
	struct figures figures;
	struct wanted wanted;		/* what discover, survey and screens lack */
	struct wanted wanted_found, wanted_survey;	/* their shares of it */
	struct wanted asked;		/* every question put since the source was new, in order; Discover shows them */
	bool stale_record, stale_answers, stale_screen;	/* set by whoever changed them; app_update() runs what reads them */
	bool undone;			/* the record is another of its steps, since this event */
	bool typed;			/* the record changed by typing: DNS waits until the typist does */
	bool stopped;			/* the user stopped asking: nothing is asked until something is changed */
	bool asking;
	uint64_t asking_ms;		/* since when */
	struct app_progress progress;
	uint64_t ask_ms, keep_ms, screen_ms;	/* when DNS is asked, the draft kept, the screen gets its tick; 0: not */
	uint64_t wake_ms;		/* what the loop was told; UINT64_MAX: nothing */
	uint64_t interrupt_ms;		/* of the last ^C; 0: none */

	size_t finding;			/* the one that F8 went to; SIZE_MAX: none */
	bool finding_told;		/* by the last key: x means that one, whatever the cursor is on */
	unsigned finding_id;		/* its rule: it is found again when the record has changed */
	struct buf message;		/* the last one, printable; stays until the next key that changes something */
	enum look message_look;		/* LOOK_PLAIN or LOOK_BOLD */
	bool said, touched;		/* during this event */
	bool failed;			/* memory ended during it */
	struct popup *popup;		/* on top of the screen; NULL: none */
	struct app_effects *effects;	/* private queue */
	struct buf result;		/* what goes to standard output at the end, when Output chose; else the record does */
	bool gave;			/* something was saved, copied or printed */
};

/* For screens. */
void app_go(struct app *, enum screen_id);
/* Translated by the caller. A sentence has no colour: LOOK_ERROR and LOOK_WARNING say that it is bold. */
void app_say(struct app *, enum look, const char *format, ...) __attribute__((format(printf, 3, 4)));
void app_touch(struct app *);			/* this key changed something: an older message goes */
void app_push(struct app *, const struct effect *);		/* text and path are copied */
/*
 * The record was changed by the screen (through draft_*()): run the survey, and mark what is asked as changed. typed: by keys in a
 * field, which become one step of undo with app_visit_end(), and after which DNS waits 0.4 s.
 */
void app_record_changed(struct app *);
void app_record_typed(struct app *);
void app_visit_begin(struct app *);		/* before the first draft_*() of a visit; again: nothing */
void app_visit_end(struct app *);
void app_run_end(struct app *);			/* what follows is a step of its own, as long as the visit lasts */
void app_escaped(struct app *);			/* Esc took a visit back, as a step: that is said */
void app_ask(struct app *, const struct name *, uint16_t type);	/* a screen needs one more answer; from its refresh() */
struct survey_ask app_survey_ask(const struct app *, struct slice text);	/* as the draft is surveyed: figures of another text compare */
const struct dns_host *app_guess_host(const struct app *);	/* by the zone's name servers; NULL: they are nobody's we know */
void app_choose_host(struct app *, const struct dns_host *);	/* what it takes is a matter of findings (SPF905) */
void app_wake(struct app *, uint64_t at_ms);	/* EVENT_TICK for the screen shown */
/* The record as it is now is saved, copied or printed: quitting loses nothing. text: what standard output gets; at NULL: the record. */
void app_gave(struct app *, struct slice text);
bool app_small(const struct app *);		/* two pages: under 60 columns or 20 rows */
bool app_wide(const struct app *);		/* from 100 columns on */
int app_head_rows(const struct app *);		/* title and screens */
int app_body_rows(const struct app *);		/* the screen's own, below the head */
int app_hint_rows(const struct app *);		/* the message, or what is said about the focus, above the footer */
bool app_untouched(const struct app *);	/* the draft is what was found so far, and nobody's work yet */
bool app_waits(const struct app *);		/* for answers that may change what is said of the record */
bool app_published_known(const struct app *);	/* DNS said what is published, if only that nothing is */

/* Findings: errors first. */
struct app_finding {
	enum look look;			/* LOOK_ERROR, LOOK_WARNING, LOOK_PLAIN */
	char letter;			/* E W i */
	unsigned id;			/* 502 */
	size_t term;			/* SIZE_MAX: the whole */
	struct span at;			/* in the record's text */
	bool fixable;
};
size_t app_findings(const struct app *);
void app_finding(const struct app *, size_t i, struct app_finding *);
void app_finding_text(const struct app *, size_t i, struct buf *out);	/* the sentence, translated, printable. Adds */
void app_finding_count(const struct app *, size_t *errors, size_t *warnings, size_t *notes);
/* The record, wrapped, bad terms marked, the finding's term marked; the gauges; the findings. Shared by Build, Test and Tree. */
void draw_record(const struct app *, struct cells *, struct area);
int draw_record_rows(const struct app *, int columns);		/* how many rows it takes whole */
void draw_record_rule(const struct app *, struct cells *, int row);	/* "-- Record --- 98 bytes, 1 string, fits UDP" */
size_t app_strings(const struct record *);	/* that it is published in */
void draw_gauges(const struct app *, struct cells *, int row, int column, int columns);
/* Wrapped; what takes more rows than that ends in ">". */
void draw_cut(struct cells *, struct area, enum look, struct slice text);
void draw_findings(const struct app *, struct cells *, struct area);	/* with its rule: "-- Findings: 0 errors ..." */

/* Private to app*.c. */
struct screen;
const struct screen *app_screen(const struct app *);		/* the one shown */
const struct screen *app_screen_at(enum screen_id);
bool app_too_small(const struct app *);
unsigned app_in(const struct app *);		/* where a key acts now: focus, and screen or what lies on top of it */
void app_add_source(const struct app *, struct slice label, struct buf *out);	/* "resolver 127.0.0.53": who answers. Adds */
void app_stop_asking(struct app *);
void app_want_to_quit(struct app *);		/* asks when something would be lost */
void app_interrupt(struct app *);		/* ^C */
void app_plain_questions(struct app *);		/* leaves the screens for them */
void app_hang_up(struct app *, uint32_t signal);
void app_save_draft_and_quit(struct app *, int status);
void app_discard_and_quit(struct app *);
void app_plain_text(const struct app *, struct buf *out);	/* record, figures and findings, unframed. Adds */
/* Start: this domain, to do that with it. The one that is open already stays as it is, but for one step of undo if it is something else. */
enum error app_begin(struct app *, const struct name *, enum app_mode, struct slice given) MUST_CHECK;
void app_merge(struct app *);			/* takes the published record in, where that waits */
void app_restart(struct app *);			/* mode and given are others: they are applied to the draft there is */
enum error app_kept_new(struct app *) MUST_CHECK;
void app_kept_free(struct app *);
size_t app_kept(const struct app *);		/* the kept draft of the domain that is open; SIZE_MAX: none */
size_t app_kept_next(const struct app *, size_t from);	/* the first from there on that can be offered; SIZE_MAX: none */
void app_kept_gone(struct app *);		/* of the domain that is open: what is kept now is another */
enum error app_resume(struct app *, size_t kept) MUST_CHECK;	/* Start: a kept draft. ERR_*: it cannot be read */
void app_forget_kept(struct app *, size_t kept);
void app_settle(struct app *);			/* discover, survey and the screen, where something is stale; asks */
void app_keep(struct app *);			/* EFFECT_KEEP of the draft, where there is something to lose */
void app_common(struct app *, enum action);	/* what a key does everywhere */
void app_choose_finding(struct app *, size_t i);	/* it is the one that x and f mean */
void app_show_finding(struct app *, size_t i);	/* Build, at its field or in the text */
void app_fix(struct app *, size_t i);
size_t app_left_out(const struct app *, struct buf *words);	/* words in fields that are no part of the record, printable. Adds; how many */
void app_keep_finding(struct app *);		/* after a survey: the same finding, where it is still there */
void app_explain(struct app *, size_t i);
/*
 * x on a term: its finding, or else what it says, as `spfwiz explain` has it; on the record as a whole; on a word of SPF (false: it is
 * none). app_finding_at(): the finding that x means on a term of the draft (SIZE_MAX: on none): the one just shown, the one that is
 * marked, the worst; SIZE_MAX when there is none.
 */
size_t app_finding_at(const struct app *, size_t term);
const struct record *app_told_record(const struct app *);	/* the draft's, as surveyed or else as it is, whose terms these are; borrowed */
void app_explain_at(struct app *, size_t term);		/* of that one */
void app_explain_term(struct app *, const struct record *, size_t term, const struct name *domain);	/* of any record; no finding */
bool app_explain_word(struct app *, const char *word);
void app_explain_record(struct app *);
void app_undo(struct app *, bool redo);
void app_record_undone(struct app *);		/* the record is another of its steps */
void build_show_term(struct app *, size_t term, struct span at);	/* ui/screens/build.c */
void build_raw(struct app *);
bool build_in_text(const struct app *);		/* the record is being edited as text */
void build_left(struct app *);			/* the screen is left: what its field leaves out is said */
enum error effects_new(struct app *) MUST_CHECK;
void effects_free(struct app *);
void effects_begin(struct app *);
