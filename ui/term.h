#pragma once
/*
 * term: the terminal. The one file that knows curses.
 *
 * term_open() must succeed before anything else; term_close() puts the terminal back as it was, and so does every way out of the program
 * (fatal signals and assertions too).
 */
#include "base/error.h"
#include "ui/cells.h"
#include "ui/key.h"

enum term_fit {
	TERM_GOOD,
	TERM_NO_TERMINAL,	/* neither standard output nor /dev/tty is one */
	TERM_UNKNOWN,		/* TERM is unset or not in terminfo */
	TERM_POOR,		/* no cursor addressing, or TERM=dumb */
};
enum term_fit term_fit(void);			/* looks, changes nothing */
struct term_options {
	bool colour;		/* by --color, NO_COLOR, CLICOLOR_FORCE */
	bool mouse;
	enum text_form form;
};
enum error term_open(const struct term_options *, struct problem *) MUST_CHECK;
void term_close(void);				/* idempotent */
int term_fd(void);				/* to poll */
void term_size(int *rows, int *columns);
enum term_input { INPUT_NONE, INPUT_KEY, INPUT_PASTE, INPUT_RESIZE, INPUT_GONE };
/*
 * The next of what has come; INPUT_NONE: nothing more now. Esc and a key come as one with CODE_META; a lone Esc after 1 s (wake_ms says
 * when to call again; UINT64_MAX: no need). paste is added to.
 */
enum term_input term_read(uint64_t now_ms, uint32_t *code, struct buf *paste, uint64_t *wake_ms);
void term_show(const struct cells *);		/* writes what differs from what is shown */
void term_redraw(void);				/* all of it, next time */
void term_copy(struct slice text);		/* OSC 52; silently nothing where the terminal has no such thing */
/* Leaves the screen, prints text as it is, waits for a key, comes back. */
void term_plain_page(struct slice text);
void term_suspend(void);			/* SIGTSTP to ourselves, with the terminal put back meanwhile */
