/* run: another program, without a shell, within a deadline. */
#include "base/run.h"
#include "base/memory.h"
#include "base/signals.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum {
	MOST = 1 << 20,		/* bytes of output kept, and of errors */
	STEP = 50,		/* ms between looks at the child where the kernel has no pidfd_open() (before 5.3) */
};
enum { INPUT, OUTPUT, ERRORS, CHILD, ENDS };

struct job {
	struct pollfd end[ENDS];	/* our ends of the three pipes, and the child itself; fd -1: closed or not to be had */
	int theirs[3];
	pid_t pid;
	struct slice input;
	uint64_t deadline;		/* ms of the monotonic clock */
	struct run_result *result;
};

static uint64_t now(void)
{
	struct timespec t = { 0 };
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

static void shut(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* Out of the way of 0 to 2, which are the child's to be, when somebody started us with one of them closed. */
static bool lift(int *fd)
{
	if (*fd > STDERR_FILENO)
		return true;
	int lifted = fcntl(*fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	if (lifted < 0)
		return false;
	close(*fd);
	*fd = lifted;
	return true;
}

static bool make_pipes(struct job *job)
{
	for (int i = INPUT; i <= ERRORS; i++) {
		int pair[2];
		if (pipe2(pair, O_CLOEXEC) < 0)
			return false;
		job->end[i].fd = pair[i == INPUT];
		job->end[i].events = i == INPUT ? POLLOUT : POLLIN;
		job->theirs[i] = pair[i != INPUT];
		if (!lift(&job->end[i].fd) || !lift(&job->theirs[i]))
			return false;
		if (fcntl(job->end[i].fd, F_SETFL, O_NONBLOCK) < 0)
			return false;
	}
	return true;
}

/* Ours, with LC_ALL=C: what programs say is shown, and sometimes read. Only the array is to be freed. */
static char **make_environment(void)
{
	static char c_locale[] = "LC_ALL=C";
	size_t n = 0, kept = 0;
	while (environ && environ[n])
		n++;
	char **made = mem_zero(n + 2, sizeof *made);
	if (!made)
		return NULL;
	for (size_t i = 0; i < n; i++) {
		if (strncmp(environ[i], "LC_ALL=", 7) != 0)
			made[kept++] = environ[i];
	}
	made[kept] = c_locale;
	return made;
}

/* The child starts with no signal held, and SIGPIPE as it expects it. Returns errno, 0 for success. */
static int set_signals(posix_spawnattr_t *attributes)
{
	sigset_t none, usual;
	sigemptyset(&none);
	sigemptyset(&usual);
	sigaddset(&usual, SIGPIPE);
	sigaddset(&usual, SIGXFSZ);
	int error = posix_spawnattr_setsigmask(attributes, &none);
	if (!error)
		error = posix_spawnattr_setsigdefault(attributes, &usual);
	if (!error)
		error = posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	return error;
}

static int spawn(struct job *job, const char *const argv[], char **environment)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	int error = posix_spawn_file_actions_init(&actions);
	if (error)
		return error;
	error = posix_spawnattr_init(&attributes);
	if (error) {
		posix_spawn_file_actions_destroy(&actions);
		return error;
	}
	for (int i = INPUT; i <= ERRORS && !error; i++)
		error = posix_spawn_file_actions_adddup2(&actions, job->theirs[i], i);
	if (!error)
		error = set_signals(&attributes);
	/* execvp() too takes the arguments as not const for history's sake alone. */
	if (!error)
		error = posix_spawnp(&job->pid, argv[0], &actions, &attributes, (char *const *)(uintptr_t)argv, environment);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	return error;
}

static void give(struct job *job)
{
	struct pollfd *end = &job->end[INPUT];
	ssize_t done = job->input.len > 0 ? write(end->fd, job->input.at, job->input.len) : 0;
	if (done > 0)
		job->input = slice_from(job->input, (size_t)done);
	/* EPIPE: it reads no more, which is its good right. */
	if (job->input.len == 0 || (done < 0 && errno != EAGAIN && errno != EINTR))
		shut(&end->fd);
}

/* Takes what is there now. */
static void take(struct pollfd *end, struct buf *out)
{
	char bytes[16 << 10];
	for (;;) {
		ssize_t got = read(end->fd, bytes, sizeof bytes);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0 && errno == EAGAIN)
			return;
		if (got <= 0)
			break;
		size_t room = MOST - out->len;
		buf_add(out, (struct slice){ bytes, (size_t)got < room ? (size_t)got : room });
		if ((size_t)got < sizeof bytes)
			return;		/* a child that never rests must not keep us from the clock */
	}
	shut(&end->fd);
}

/* Waits for the next thing to happen. What is left until the deadline, rounded to what poll() takes. */
static void wait_for_any(struct job *job, uint64_t left)
{
	int most = job->end[CHILD].fd < 0 && left > STEP ? STEP : left > INT_MAX ? INT_MAX : (int)left;
	if (poll(job->end, ENDS, most) < 0) {
		for (int i = 0; i < ENDS; i++)
			job->end[i].revents = 0;
	}
}

/* Until the child has ended or the deadline has passed; then what is left in the pipes. Its status as waitpid() has it. */
static bool attend(struct job *job, int *status)
{
	struct buf *const out[] = { [OUTPUT] = &job->result->output, [ERRORS] = &job->result->errors };
	pid_t ended = 0;
	while (!ended) {
		uint64_t present = now();
		if (present >= job->deadline) {
			job->result->late = true;
			kill(job->pid, SIGKILL);
		} else {
			wait_for_any(job, job->deadline - present);
		}
		if (job->end[INPUT].fd >= 0 && job->end[INPUT].revents)
			give(job);
		for (int i = OUTPUT; i <= ERRORS; i++) {
			if (job->end[i].fd >= 0 && job->end[i].revents)
				take(&job->end[i], out[i]);
		}
		do
			ended = waitpid(job->pid, status, job->result->late ? 0 : WNOHANG);
		while (ended < 0 && errno == EINTR);
	}
	int error = errno;
	for (int i = OUTPUT; i <= ERRORS; i++) {
		/* No pipe holds more of the child itself; beyond that somebody whom it left behind is writing. */
		for (size_t n = 0; n < MOST / PIPE_BUF && job->end[i].fd >= 0 && poll(&job->end[i], 1, 0) > 0; n++)
			take(&job->end[i], out[i]);
	}
	errno = error;
	return ended > 0;
}

static enum error start(struct job *job, const char *const argv[], struct problem *problem)
{
	char **environment = make_environment();
	if (!environment)
		return problem_set(problem, ERR_MEMORY, NULL, 0, argv[0]);
	int error = make_pipes(job) ? spawn(job, argv, environment) : errno;
	mem_free(environment);
	for (int i = INPUT; i <= ERRORS; i++)
		shut(&job->theirs[i]);
	if (!error) {
		job->end[CHILD].fd = (int)syscall(SYS_pidfd_open, job->pid, 0);
		job->end[CHILD].events = POLLIN;
		return ERR_NONE;
	}
	/* execvp() also says EACCES when it may not look into a folder of PATH and finds the program in no other. */
	bool hidden = error == EACCES && !strchr(argv[0], '/') && !run_found(argv[0]);
	if (error == ENOENT || error == ENOTDIR || hidden) {
		job->result->status = 127;
		return ERR_NONE;
	}
	errno = error;
	return problem_system(problem, argv[0]);
}

enum error run(const char *const argv[], struct slice input, unsigned milliseconds, struct run_result *result,
    struct problem *problem)
{
	*result = (struct run_result){ 0 };
	struct job job = { .theirs = { -1, -1, -1 }, .input = input, .deadline = now() + milliseconds, .result = result };
	for (int i = 0; i < ENDS; i++)
		job.end[i].fd = -1;
	struct signals_held held;
	signals_hold(&held, false);
	enum error error = start(&job, argv, problem);
	int status = 0;
	if (!error && job.pid > 0) {
		if (!attend(&job, &status))
			error = problem_system(problem, argv[0]);
		else
			result->status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
	}
	for (int i = 0; i < ENDS; i++)
		shut(&job.end[i].fd);
	signals_let(&held);
	if (!error && (result->output.failed || result->errors.failed))
		error = problem_set(problem, ERR_MEMORY, NULL, 0, argv[0]);
	return error;
}

void run_release(struct run_result *result)
{
	buf_release(&result->output);
	buf_release(&result->errors);
	*result = (struct run_result){ 0 };
}

static bool can_run(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISREG(st.st_mode) && access(path, X_OK) == 0;
}

bool run_found(const char *program)
{
	if (!*program || strchr(program, '/'))
		return can_run(program);
	/* Without PATH, where execvp() looks. */
	const char *path = getenv("PATH");
	struct slice rest = slice_of(path ? path : "/bin:/usr/bin");
	size_t name = strlen(program);
	for (bool more = true; more;) {
		char file[PATH_MAX];
		const char *colon = rest.len ? memchr(rest.at, ':', rest.len) : NULL;
		struct slice folder = slice_to(rest, colon ? (size_t)(colon - rest.at) : rest.len);
		more = colon != NULL;
		rest = slice_from(rest, folder.len + 1);
		if (folder.len == 0)
			folder = SLICE(".");		/* as POSIX has it for PATH */
		if (folder.len + 1 + name >= sizeof file)
			continue;
		memcpy(file, folder.at, folder.len);
		file[folder.len] = '/';
		memcpy(file + folder.len + 1, program, name + 1);
		if (can_run(file))
			return true;
	}
	return false;
}
