/* term_signal: the terminal put back when the program dies. */
#include "ui/term_private.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

struct term_back term_back;

static const int fatal[] = { SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGSYS, SIGTRAP };
enum { FATAL = sizeof fatal / sizeof *fatal, STACK = 32768 };
static struct sigaction were[FATAL];
static bool started;

/* Only what may be called in a handler. */
void term_put_back(void)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN }, was;
	size_t at = 0;

	if (!term_back.raised)
		return;
	term_back.raised = false;
	sigaction(SIGTTOU, &ignore, &was);	/* in the background too */
	while (at < term_back.text.len) {
		ssize_t n = write(term_back.fd, term_back.text.at + at, term_back.text.len - at);

		if (!n || (n < 0 && errno != EINTR))
			break;
		at += n > 0 ? (size_t)n : 0;
	}
	tcsetattr(term_back.fd, TCSANOW, &term_back.before);
	sigaction(SIGTTOU, &was, NULL);
}

/* The signal comes again when the handler is left, to whom it went before: the core, or a sanitizer's report. */
static void on_fatal(int number)
{
	int before = errno;

	term_put_back();
	for (size_t i = 0; i < FATAL; i++)
		if (fatal[i] == number)
			sigaction(number, &were[i], NULL);
	raise(number);
	errno = before;
}

/* A stack of their own: it may be the stack that has ended. */
void term_signals_start(void)
{
	static char stack[STACK];
	struct sigaction now = { .sa_handler = on_fatal, .sa_flags = SA_ONSTACK };
	stack_t other = { .ss_sp = stack, .ss_size = sizeof stack }, was;

	if (started)
		return;
	started = true;
	if (!sigaltstack(NULL, &was) && (was.ss_flags & SS_DISABLE))
		(void)sigaltstack(&other, NULL);
	sigfillset(&now.sa_mask);
	for (size_t i = 0; i < FATAL; i++)
		sigaction(fatal[i], &now, &were[i]);
}

void term_signals_end(void)
{
	for (size_t i = 0; started && i < FATAL; i++)
		sigaction(fatal[i], &were[i], NULL);
	started = false;
}
