#pragma once
/* term_private: what the parts of term share; curses is in none of it. */
#include "ui/term.h"
#include "ui/term_keys.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <termios.h>

/*
 * All that putting the terminal back takes, made ready beforehand, so that a handler of SIGSEGV can do it: a text to write, and the modes
 * from before.
 */
struct term_text {
	size_t len;
	char at[400];
};
struct term_back {
	int fd;
	bool raised;		/* there is something to put back */
	struct term_text text;
	struct termios before;
};
extern struct term_back term_back;

struct term_state {
	void *screen;			/* curses' SCREEN; NULL: not open */
	FILE *file;			/* /dev/tty when that was opened; else NULL */
	int in, out;
	bool up, paged, gone;		/* the screen is on the terminal; a plain page is; the terminal is no more */
	bool look_at_size, redraw, ansi, clipboard;
	enum text_form form;
	int rows, columns;
	struct termios raw;
	struct keys keys;
	struct term_text on, off;	/* keypad and bracketed paste */
};
extern struct term_state term;

void term_write(struct slice);	/* as it is, past curses */

/* term_show.c */
void term_looks(bool colour);	/* start() has curses running */
void term_show_end(void);

/* term_signal.c */
void term_signals_start(void);	/* fatal signals put the terminal back, then do what they did before */
void term_signals_end(void);
