/*
 * loop_signal: handlers that only take a note.
 *
 * SIGINT comes from elsewhere: the key is read as a key. One that ends the program waits until drafts are kept; when that does not happen
 * for seconds, something hangs, and the next one puts the terminal back and ends at once.
 */
#include "ui/loop_private.h"
#include "ui/term.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

static const struct {
	int number;
	unsigned bit;
} row[] = {
	{ SIGWINCH, LOOP_RESIZED }, { SIGCONT, LOOP_CONTINUED }, { SIGTSTP, LOOP_STOP },
	{ SIGHUP, LOOP_END }, { SIGINT, LOOP_END }, { SIGQUIT, LOOP_END }, { SIGTERM, LOOP_END },
};
enum { ROWS = sizeof row / sizeof *row, HANGS_S = 3 };
static struct sigaction were[ROWS];
static bool ignored[ROWS];
static int pipe_fd[2] = { -1, -1 };
static volatile sig_atomic_t noted[ROWS], end_number;
static volatile time_t end_since;

static time_t seconds(void)
{
	struct timespec t = { 0 };

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec;
}

static void on_signal(int number)
{
	int before = errno;

	for (size_t i = 0; i < ROWS; i++) {
		if (row[i].number != number)
			continue;
		if (row[i].bit == LOOP_END && noted[i] && seconds() - end_since >= HANGS_S) {
			term_put_back();
			_exit(128 + number);
		}
		if (row[i].bit == LOOP_END && !end_number) {
			end_number = number;
			end_since = seconds();
		}
		noted[i] = 1;
	}
	if (write(pipe_fd[1], "", 1) < 0)
		errno = before;		/* full: it is readable as it is */
	errno = before;
}

/* SIGHUP that was ignored stays so (nohup): the terminal will say when it is gone. */
bool loop_signals_start(void)
{
	struct sigaction note = { .sa_handler = on_signal, .sa_flags = SA_RESTART };

	if (pipe2(pipe_fd, O_CLOEXEC | O_NONBLOCK))
		return false;
	end_number = 0;
	for (size_t i = 0; i < ROWS; i++) {
		noted[i] = 0;
		sigaction(row[i].number, NULL, &were[i]);
		ignored[i] = were[i].sa_handler == SIG_IGN;
		if (!ignored[i])
			sigaction(row[i].number, &note, NULL);
	}
	return true;
}

void loop_signals_end(void)
{
	if (pipe_fd[0] < 0)
		return;
	for (size_t i = 0; i < ROWS; i++)
		if (!ignored[i])
			sigaction(row[i].number, &were[i], NULL);
	close(pipe_fd[0]);
	close(pipe_fd[1]);
	pipe_fd[0] = pipe_fd[1] = -1;
}

int loop_signals_fd(void)
{
	return pipe_fd[0];
}

unsigned loop_signals_take(int *number)
{
	char bytes[64];
	unsigned bits = 0;

	while (read(pipe_fd[0], bytes, sizeof bytes) > 0)
		;
	for (size_t i = 0; i < ROWS; i++) {
		if (!noted[i])
			continue;
		bits |= row[i].bit;
		if (row[i].bit != LOOP_END)	/* these stay: see above */
			noted[i] = 0;
	}
	*number = end_number;
	return bits;
}
