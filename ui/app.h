#pragma once
/*
 * app: event -> model -> effects, and model -> cells. No curses, no clock, no file, no socket: ui/loop carries the effects out.
 */
#include "dns/answers.h"
#include "ui/cells.h"
#include "ui/key.h"

enum event_kind {
	EVENT_KEY, EVENT_PASTE,	/* code; text: the bytes pasted */
	EVENT_RESIZE,
	EVENT_ANSWERS,		/* the table has new answers, or none are out any more */
	EVENT_TICK,		/* the time asked for by EFFECT_WAKE has come */
	EVENT_DONE,		/* an effect ended: effect, error, text (path, or what went wrong) */
	EVENT_SOURCE,		/* EFFECT_SOURCE or _AGAIN (effect) ended: answers, text (the label); with error: text says why not */
	EVENT_HANGUP,		/* SIGHUP, SIGTERM (code: its number) or the terminal went away: keep the draft, then quit */
};
enum effect_kind {
	EFFECT_NONE,
	EFFECT_ASK,		/* app_wanted() holds what is lacking */
	EFFECT_STOP,		/* stop asking */
	EFFECT_AGAIN,		/* the same source with an empty table: all is asked anew; EVENT_SOURCE */
	EFFECT_WAKE,		/* EVENT_TICK at at_ms, which takes the place of the time asked for before; UINT64_MAX: none */
	EFFECT_COPY,		/* text by OSC 52 */
	EFFECT_PLAIN_PAGE,	/* leave the screen, print text, wait for a key */
	/*
	 * text to path, a new file. One that is there is read and stays: EVENT_DONE has ERR_CHANGED and what was found ("812 bytes"). With
	 * status 1 it is replaced, if it still is as it was read then (else ERR_CHANGED again). Any other error: text has its sentence.
	 */
	EFFECT_SAVE,
	EFFECT_KEEP,		/* text: the draft, into the state folder; EVENT_DONE */
	EFFECT_FORGET,		/* the kept draft of `text` (a domain) goes */
	EFFECT_SOURCE,		/* text: "" the one it began with, "@ADDRESS[#PORT]", or a zone file's path; EVENT_SOURCE */
	EFFECT_REDRAW, EFFECT_SUSPEND,
	EFFECT_QUIT,		/* status, or QUIT_PLAIN; text: what goes to standard output */
};
/* Go on with plain questions instead: about the domain `path`, from the record `text` (empty: from what is published). */
enum { QUIT_PLAIN = -1 };
struct event {
	enum event_kind kind;
	uint32_t code;
	struct slice text;
	int rows, columns;
	uint64_t now_ms;	/* of a clock that never goes back; in every event */
	const struct answers *answers;
	enum effect_kind effect;
	enum error error;
	bool asking;		/* questions are out; in EVENT_ANSWERS and EVENT_TICK */
};
struct effect {
	enum effect_kind kind;
	struct slice text, path;	/* borrowed until the next app_update() */
	uint64_t at_ms;
	int status;
};
struct kept {			/* a draft found in the state folder */
	struct slice text;	/* as EFFECT_KEEP gave it */
	struct slice when;	/* "2026-11-20 17:02" */
};
struct catalogue;
struct app_start {		/* borrowed until app_free() */
	enum text_form form;
	struct name domain;		/* len 0: ask for it */
	struct slice record;		/* --record; at NULL: none */
	const struct answers *answers;
	struct slice source;		/* label: "127.0.0.53", "the zone files" */
	bool offline;			/* answers come from files alone */
	const struct kept *kept;	/* newest first */
	size_t kepts;
	const struct catalogue *catalogue;
	const char *version;
	int rows, columns;
	uint64_t now_ms;
	struct slice today;		/* "2026-11-24", for comments */
};
struct app;
struct app *app_new(const struct app_start *) __attribute__((warn_unused_result));	/* NULL: memory ended */
void app_free(struct app *);
/* ERR_MEMORY: nothing that was there is lost, but not all of what the event was to do may be done; the next one makes up for it. */
enum error app_update(struct app *, const struct event *) __attribute__((warn_unused_result));
bool app_effect(struct app *, struct effect *);		/* takes the next */
const struct wanted *app_wanted(const struct app *);
/* The progress line is the loop's to tell: how many were asked and answered, and what waits longest. */
struct app_progress {
	size_t asked, answered;
	uint64_t since_ms;	/* of the first question still out */
};
void app_progress(struct app *, const struct app_progress *);
/* All of it, on cells sized as the last EVENT_RESIZE said; the cursor is put. */
void app_draw(const struct app *, struct cells *);
bool app_changed(const struct app *);			/* is there something that quitting would lose? */
