#pragma once
/*
 * plain: the wizard's questions line by line, for TERM=dumb, no terminal, screen readers and pipes.
 */
#include "cmd/options.h"
#include "cmd/world.h"
#include "dns/name.h"

#include <signal.h>
#include <stdio.h>

/* why: "the terminal is \"dumb\"", translated, or NULL when asked for. Exit status. */
int plain_wizard(const struct options *, struct world *, const char *why);

/* The same over any streams, source and table: what plain_wizard() runs on standard input and output. */
struct plain_io {
	FILE *in, *out;
	bool in_terminal;		/* else replies are repeated in the output, and their end takes the defaults */
	enum text_form form;		/* what the reader can show */
	size_t columns;			/* of the terminal that shows it; 0: there is none, and nothing is wrapped */
	const volatile sig_atomic_t *stop;	/* non-zero: a signal came; may be NULL */
};
struct plain_start {
	const char *why;
	struct name domain;		/* len 0: ask for it */
	struct slice record;		/* start from this and not from what is published; at NULL: none */
	struct source *source;
	struct answers *answers;
	const struct catalogue *catalogue;	/* borrowed; NULL: none */
};
/* 0: there was a record at the end; 1: left before; 2: could not be done; 130: stopped by a signal. */
int plain_run(const struct plain_io *, const struct plain_start *);
