#pragma once
/* term_private: what term and term_signal share. */
#include <stdbool.h>
#include <stddef.h>
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

void term_signals_start(void);	/* fatal signals put the terminal back, then do what they did before */
void term_signals_end(void);
