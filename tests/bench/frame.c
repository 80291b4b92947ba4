/*
 * frame ROUNDS NAME SETUP KEY COMMAND ...: programs on a terminal of 80x24, one after the other in each round. Prints the time from
 * exec to the last byte of the first frame, and from a key to the last byte of what it changes. A frame has ended when nothing comes
 * for a while; that while is not counted. SETUP and KEY are bytes; "" for none. With SETUP only the keys after it are timed. Ratios are to
 * the first program, round by round.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PROGRAMS = 12, ROUNDS = 200, KEYS = 30, QUIET_FRAME_MS = 60, QUIET_KEY_MS = 12, LEAVE_MS = 2000 };
struct program {
	const char *name, *setup, *key, *command;
	double frame[ROUNDS], ratio[ROUNDS], repaint[ROUNDS * KEYS];
	size_t repaints;
	long bytes;
};

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* Milliseconds from start to the last byte before the quiet; < 0: none came. */
static double burst(int fd, double start, int quiet, int patience, long *bytes)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	double last = -1;
	char buffer[65536];

	*bytes = 0;
	while (poll(&p, 1, last < 0 ? patience : quiet) > 0) {
		ssize_t n = read(fd, buffer, sizeof buffer);

		if (n <= 0)
			break;
		*bytes += n;
		last = now_ms() - start;
	}
	return last;
}

static pid_t start_program(const char *command, int *fd)
{
	struct winsize size = { .ws_row = 24, .ws_col = 80 };
	char copy[8192], *word[64], *next, *rest = copy;
	size_t n = 0;
	pid_t pid;

	snprintf(copy, sizeof copy, "%s", command);
	while (n < 63 && (next = strsep(&rest, "\t")))	/* words are between tabs: a record has blanks */
		word[n++] = next;
	word[n] = NULL;
	pid = forkpty(fd, NULL, NULL, &size);
	if (pid)
		return pid;
	execvp(word[0], word);
	_exit(127);
}

static void run(struct program *p, const struct program *first, int round)
{
	int fd, status;
	long bytes;
	double start = now_ms(), took;
	pid_t pid = start_program(p->command, &fd);

	took = burst(fd, start, QUIET_FRAME_MS, LEAVE_MS, &bytes);
	p->frame[round] = took;
	p->ratio[round] = took / first->frame[round];
	p->bytes = bytes;
	if (*p->setup) {
		if (write(fd, p->setup, strlen(p->setup)) < 0)
			perror("write");
		(void)burst(fd, 0, QUIET_FRAME_MS, LEAVE_MS, &bytes);
	}
	for (int i = 0; i < KEYS && *p->key; i++) {
		start = now_ms();
		if (write(fd, p->key, strlen(p->key)) < 0)
			break;
		took = burst(fd, start, QUIET_KEY_MS, 200, &bytes);
		if (took >= 0)
			p->repaint[p->repaints++] = took;
	}
	kill(pid, SIGKILL);
	close(fd);
	waitpid(pid, &status, 0);
	if (WIFEXITED(status)) {
		fprintf(stderr, "frame: %s ended by itself, status %d\n", p->name, WEXITSTATUS(status));
		exit(1);
	}
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double median(double *value, size_t n)
{
	if (!n)
		return 0;
	qsort(value, n, sizeof *value, compare);
	return n % 2 ? value[n / 2] : (value[n / 2 - 1] + value[n / 2]) / 2;
}

int main(int argc, char **argv)
{
	static struct program program[PROGRAMS];
	int rounds = argc > 1 ? atoi(argv[1]) : 0, n = (argc - 2) / 4;

	if (rounds < 1 || rounds > ROUNDS || n < 1 || n > PROGRAMS)
		return 2;
	for (int i = 0; i < n; i++) {
		char **word = argv + 2 + 4 * i;

		program[i] = (struct program){ .name = word[0], .setup = word[1], .key = word[2], .command = word[3] };
	}
	for (int round = 0; round < rounds; round++)
		for (int i = 0; i < n; i++)
			run(&program[i], &program[0], round);
	printf("%-28s %14s %6s %7s %14s %10s\n", "", "first frame", "ratio", "bytes", "key to repaint", "worst");
	for (int i = 0; i < n; i++) {
		struct program *p = &program[i];

		if (*p->setup)
			printf("%-28s %14s %6s %7s", p->name, "", "", "");
		else
			printf("%-28s %11.2f ms %6.2f %7ld", p->name, median(p->frame, (size_t)rounds), median(p->ratio, (size_t)rounds), p->bytes);
		if (p->repaints) {
			double middle = median(p->repaint, p->repaints);

			printf(" %11.2f ms %7.2f ms", middle, p->repaint[p->repaints - 1]);
		}
		putchar('\n');
	}
	return 0;
}
