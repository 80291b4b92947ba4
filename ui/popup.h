#pragma once
/*
 * popup: what lies on top of a screen until it is closed. One at a time; Esc closes it and nothing has happened; so
 * does q, where nothing is typed.
 */
#include "ui/app_private.h"

/* Text to read, scrolled. Both are copied; text is printable and may have newlines. */
void popup_page(struct app *, const char *title, struct slice text);	/* over the whole screen: tables */
void popup_about(struct app *, const char *title, struct slice text);	/* in a box: what stands on the screen stays in sight */
void popup_finding(struct app *, const char *title, struct slice text);	/* app->finding: Enter goes there, f repairs */
/*
 * Text, and a word that has to be typed before anything is done: "yes". done is called with Enter once the word stands there; anything
 * else typed is said to have done nothing.
 */
typedef void popup_done(struct app *, void *state);
void popup_typed(struct app *, const char *title, struct slice text, const char *word, popup_done *done, void *state);
/*
 * A list searched by typing. rows gives the row that query finds from *at on (0 at first) and moves *at past it; false: no more. chosen gets
 * the *at that rows was given for the row, or PICK_NONE when Enter came and nothing was found: query is what was typed then.
 */
struct pick_row {
	struct buf text;	/* printable */
	struct buf about;	/* one line about it, for the row above the footer */
};
#define PICK_NONE SIZE_MAX
typedef bool popup_rows(struct app *, void *state, struct slice query, size_t *at, struct pick_row *);
typedef void popup_chosen(struct app *, void *state, struct slice query, size_t at);
void popup_pick(struct app *, const char *title, popup_rows *rows, popup_chosen *chosen, void *state);
/* Save draft, Discard, Go on. */
void popup_quit(struct app *);
void popup_help(struct app *);			/* of the screen shown, from the table of keys */
void popup_ledger(struct app *);			/* what the figures are made of: terms, their cost and sum, answers, paragraphs */
void popup_close(struct app *);

/* app's: a key or a paste, all of which a popup takes but what acts everywhere; drawing over the screen. */
bool popup_update(struct app *, const struct event *, enum action);
unsigned popup_focus(const struct app *);	/* IN_TEXT or IN_POPUP, and what kind it is: IN_HELP ... */
void popup_resized(struct app *);		/* the window has another size */
void popup_draw(const struct app *, struct cells *);
