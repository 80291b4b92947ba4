#pragma once
/*
 * popup: what lies on top of a screen until it is closed. One at a time; Esc closes it and nothing has happened.
 */
#include "ui/app_private.h"

/* Text to read, scrolled. Both are copied; text is printable and may have newlines. */
void popup_text(struct app *, const char *title, struct slice text);
/*
 * Text, and a word that has to be typed before anything is done: "yes". done is called with Enter once the word stands there; anything
 * else typed is said to have done nothing.
 */
typedef void popup_done(struct app *, void *state);
void popup_typed(struct app *, const char *title, struct slice text, const char *word, popup_done *, void *state);
/*
 * A list searched by typing. row fills in row i of those that query finds: its text, shown, and what choosing it gives; false: no more.
 * Borrowed: both as long as the popup is there.
 */
struct pick_row {
	struct buf text;	/* printable */
	struct buf about;	/* one line about it, for the row above the footer */
};
typedef bool popup_rows(struct app *, void *state, struct slice query, size_t i, struct pick_row *);
typedef void popup_chosen(struct app *, void *state, struct slice query, size_t i);
void popup_pick(struct app *, const char *title, popup_rows *, popup_chosen *, void *state);
/* Save draft, Discard, Go on. */
void popup_quit(struct app *);
void popup_help(struct app *);			/* of the screen shown, from the table of keys */
void popup_close(struct app *);

/* app's: a key or a paste, all of which a popup takes but what acts everywhere; drawing over the screen. */
bool popup_update(struct app *, const struct event *, enum action);
unsigned popup_focus(const struct app *);	/* IN_TEXT or IN_POPUP, with IN_HELP */
void popup_draw(const struct app *, struct cells *);
