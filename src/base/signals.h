#pragma once
/*
 * signals: holding signals back for a while.
 *
 * For writing where nobody may have set SIGPIPE and SIGXFSZ to be ignored: they are held, so that write() fails with EPIPE or
 * EFBIG instead of ending the program, and what the write raised is taken away again. With all, the others (SIGINT, SIGHUP,
 * SIGTERM ...) are held too and come after signals_let(), when nothing is half done.
 */
#include <signal.h>
#include <stdbool.h>

struct signals_held {
	sigset_t before;	/* the mask to go back to */
	sigset_t take;		/* which of SIGPIPE and SIGXFSZ are ours to take away: those not waiting already */
};

void signals_hold(struct signals_held *, bool all);
void signals_let(const struct signals_held *);	/* errno stays */
