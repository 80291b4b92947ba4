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

struct popup;			/* ui/popup.h: help, quit, publish, explain, ledger */
struct app {
	struct app_start start;
	enum text_form form;
	int rows, columns;
	uint64_t now_ms;
	enum screen_id screen;
	void *state[SCREEN_COUNT];

	const struct answers *answers;	/* the loop's; may change with EVENT_SOURCE */
	struct buf source;		/* its label */
	struct name domain;		/* len 0: not chosen yet */
	struct pool found_pool;
	struct discovered found;	/* what DNS says of the domain */
	struct draft *draft;		/* NULL before a domain is chosen */
	bool draft_from_dns;		/* it still is what was published: newer answers may start it anew */
	struct pool survey_pool;
	struct survey survey;		/* of the draft; with its findings */
	bool survey_known;
	struct wanted wanted;		/* what discover, survey and screens lack */
	bool stale_record, stale_answers;	/* set by whoever changed them; app_update() runs what reads them */
	bool asking;
	struct app_progress progress;

	size_t finding;			/* the one that F8 went to; SIZE_MAX: none */
	struct buf message;		/* the last one, printable; stays until the next key that changes something */
	enum look message_look;
	struct popup *popup;		/* on top of the screen; NULL: none */
	struct app_effects *effects;	/* private queue */
};

/* For screens. */
void app_go(struct app *, enum screen_id);
void app_say(struct app *, enum look, const char *format, ...) __attribute__((format(printf, 3, 4)));	/* translated by the caller */
void app_push(struct app *, const struct effect *);		/* text and path are copied */
/* The record as text was changed by the screen (through draft_*()): run the survey, and mark what is asked as changed. */
void app_record_changed(struct app *);
void app_ask(struct app *, const struct name *, uint16_t type);	/* a screen needs one more answer */
/* The record, wrapped, bad terms marked, the finding's term marked; the gauges; the findings. Shared by Build, Test and Tree. */
void draw_record(const struct app *, struct cells *, struct area);
int draw_record_rows(const struct app *, int columns);		/* how many rows it takes whole */
void draw_gauges(const struct app *, struct cells *, int row, int column, int columns);
void draw_findings(const struct app *, struct cells *, struct area);	/* with its rule: "-- Findings: 0 errors ..." */
