#pragma once
/*
 * term: the terminal. The one file that knows curses.
 *
 * term_open() must succeed before anything else; term_close() puts the terminal back as it was, and so does every way out of the program
 * (fatal signals and assertions too). Screens are on standard output, or on /dev/tty where that is no terminal; keys come from
 * there too.
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
	enum text_form form;
};
enum error term_open(const struct term_options *, struct problem *) MUST_CHECK;
void term_close(void);				/* idempotent */
void term_put_back(void);			/* all that a handler of signals may do of it; nothing is shown any more */
int term_fd(void);				/* to poll */
void term_size(int *rows, int *columns);	/* 1 to 1000 each */
void term_resized(void);			/* SIGWINCH came: term_next() looks */
void term_continued(void);			/* SIGCONT came: modes and screen are set anew */
enum term_input { INPUT_NONE, INPUT_KEY, INPUT_PASTE, INPUT_RESIZE, INPUT_GONE };
/*
 * The next of what has come; INPUT_NONE: nothing more now. Esc and a key come as one with CODE_META; a lone Esc after 1 s (wake_ms says
 * when to call again; UINT64_MAX: no need). paste is added to. INPUT_GONE: the terminal is no more, and nothing is shown any more.
 */
enum term_input term_next(uint64_t now_ms, uint32_t *code, struct buf *paste, uint64_t *wake_ms);
void term_show(const struct cells *);		/* writes what differs from what is shown */
void term_redraw(void);				/* all of it, next time */
void term_copy(struct slice text);		/* OSC 52; silently nothing where the terminal has no such thing */
/* Leaves the screen and prints text as it is. The next key comes back: it is not read, and INPUT_RESIZE comes in its place. */
void term_plain_page(struct slice text);
/* SIGTSTP to the process group, with the terminal put back meanwhile. Nothing where it was ignored from the start. */
void term_suspend(void);
