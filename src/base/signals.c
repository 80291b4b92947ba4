/* signals: holding signals back for a while. */
#include "base/signals.h"
#include <errno.h>
#include <time.h>

static const int by_write[] = { SIGPIPE, SIGXFSZ };

void signals_hold(struct signals_held *held, bool all)
{
	sigset_t waiting, hold;
	sigemptyset(&waiting);
	sigpending(&waiting);
	sigemptyset(&held->take);
	if (all)
		sigfillset(&hold);
	else
		sigemptyset(&hold);
	for (size_t i = 0; i < sizeof by_write / sizeof *by_write; i++) {
		sigaddset(&hold, by_write[i]);
		if (!sigismember(&waiting, by_write[i]))
			sigaddset(&held->take, by_write[i]);
	}
	sigprocmask(SIG_BLOCK, &hold, &held->before);
}

void signals_let(const struct signals_held *held)
{
	static const struct timespec at_once = { 0 };
	int before = errno;
	while (sigtimedwait(&held->take, NULL, &at_once) >= 0)
		;
	sigprocmask(SIG_SETMASK, &held->before, NULL);
	errno = before;
}
