/* file: reading whole files and writing all of a text. Replacing is in file_replace.c. */
#include "base/file.h"
#include "base/file_private.h"
#include "base/signals.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* FNV-1a, 64 bits: against a change by chance, not by an enemy. */
static uint64_t hash_of(struct slice s)
{
	uint64_t hash = 0xcbf29ce484222325;
	for (size_t i = 0; i < s.len; i++)
		hash = (hash ^ (uint8_t)s.at[i]) * 0x100000001b3;
	return hash;
}

struct file_stamp file_stamp_of(const struct stat *st, struct slice content)
{
	return (struct file_stamp){
		.known = true,
		.device = st->st_dev,
		.inode = st->st_ino,
		.size = (uint64_t)st->st_size,
		.seconds = st->st_mtim.tv_sec,
		.nanoseconds = st->st_mtim.tv_nsec,
		.hash = hash_of(content),
	};
}

bool file_stamp_equal(const struct file_stamp *a, const struct file_stamp *b)
{
	return a->known == b->known && a->device == b->device && a->inode == b->inode && a->size == b->size &&
	    a->seconds == b->seconds && a->nanoseconds == b->nanoseconds && a->hash == b->hash;
}

/* After EINTR, or EAGAIN of a descriptor that somebody made non-blocking, may it be tried again? */
static bool wait_for(int fd, short events)
{
	if (errno == EINTR)
		return true;
	if (errno != EAGAIN)
		return false;
	struct pollfd one = { .fd = fd, .events = events };
	return poll(&one, 1, -1) >= 0 || errno == EINTR;
}

static enum error too_large(const char *name, size_t most, struct problem *problem)
{
	char detail[64];
	snprintf(detail, sizeof detail, "> %zu bytes", most);
	return problem_set(problem, ERR_TOO_LARGE, name, 0, detail);
}

enum error file_read_all(int fd, const char *name, size_t most, struct buf *out, struct problem *problem)
{
	char bytes[32 << 10];
	size_t left = most;
	for (;;) {
		ssize_t got = read(fd, bytes, sizeof bytes);
		if (got == 0)
			break;
		if (got < 0) {
			if (wait_for(fd, POLLIN))
				continue;
			return problem_system(problem, name);
		}
		if ((size_t)got > left)
			return too_large(name, most, problem);
		left -= (size_t)got;
		buf_add(out, (struct slice){ bytes, (size_t)got });
		if (out->failed)
			return problem_set(problem, ERR_MEMORY, name, 0, NULL);
	}
	return ERR_NONE;
}

/* Opens what may be read, without waiting for a modem or rewinding a tape on the way. */
static enum error open_to_read(const char *path, int *fd, struct stat *st, struct problem *problem)
{
	*fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (*fd < 0 && errno == ENXIO)		/* a socket, or a device without a driver */
		return problem_set(problem, ERR_NOT_FILE, path, 0, NULL);
	if (*fd < 0 || fstat(*fd, st) < 0)
		return problem_system(problem, path);
	if (!S_ISREG(st->st_mode) && !S_ISFIFO(st->st_mode))
		return problem_set(problem, ERR_NOT_FILE, path, 0, NULL);
	/* The writer of a FIFO may be yet to come, which a read would take for the end: wait for its first byte, or its end. */
	struct pollfd writer = { .fd = *fd, .events = POLLIN };
	while (S_ISFIFO(st->st_mode) && poll(&writer, 1, -1) < 0) {
		if (errno != EINTR)
			return problem_system(problem, path);
	}
	return ERR_NONE;
}

enum error file_read(const char *path, size_t most, struct buf *out, struct file_stamp *stamp, struct problem *problem)
{
	bool standard = strcmp(path, "-") == 0;
	const char *name = standard ? "<stdin>" : path;
	size_t before = out->len;
	int fd = STDIN_FILENO;
	struct stat st = { 0 };
	enum error error = ERR_NONE;
	if (!standard)
		error = open_to_read(path, &fd, &st, problem);
	else if (fstat(fd, &st) < 0)
		error = problem_system(problem, name);
	else if (S_ISDIR(st.st_mode))
		error = problem_set(problem, ERR_NOT_FILE, name, 0, NULL);
	if (!error && S_ISREG(st.st_mode) && st.st_size > 0 && (uint64_t)st.st_size > most && !standard)
		error = too_large(name, most, problem);
	if (!error)
		error = file_read_all(fd, name, most, out, problem);
	if (error)
		buf_cut(out, before);
	/* What was so before the first byte was read: whoever changes the file meanwhile is noticed. */
	if (stamp) {
		bool known = !error && !standard && S_ISREG(st.st_mode);
		*stamp = known ? file_stamp_of(&st, slice_from(buf_slice(out), before)) : (struct file_stamp){ 0 };
	}
	if (fd >= 0 && !standard)
		close(fd);
	return error;
}

enum error file_write(int fd, struct slice text, struct problem *problem)
{
	struct signals_held held;
	enum error error = ERR_NONE;
	signals_hold(&held, false);
	while (text.len > 0) {
		size_t some = text.len < SSIZE_MAX ? text.len : SSIZE_MAX;
		ssize_t done = write(fd, text.at, some);
		if (done == 0)
			errno = EIO;		/* it takes nothing and says nothing: would go on for ever */
		if (done > 0) {
			text = slice_from(text, (size_t)done);
		} else if (done == 0 || !wait_for(fd, POLLOUT)) {
			error = problem_system(problem, NULL);
			break;
		}
	}
	signals_let(&held);
	return error;
}

/* What a pipe takes whole or not at all: lines, or a part of one that is longer. */
static struct slice piece_of(struct slice text)
{
	struct slice piece = slice_to(text, PIPE_BUF);
	const char *last = memrchr(piece.at, '\n', piece.len);
	return last ? slice_to(piece, (size_t)(last - piece.at) + 1) : piece;
}

/* Waits until fd takes something: 1. 0: it does not, and we are stopped. From looking at stop on, SIGINT comes while it waits and not before. */
static int await_room(int fd, const volatile int *stop)
{
	static const struct timespec at_once;
	struct pollfd one = { .fd = fd, .events = POLLOUT };
	sigset_t hold, before;
	sigemptyset(&hold);
	sigaddset(&hold, SIGINT);
	sigprocmask(SIG_BLOCK, &hold, &before);
	int ready = ppoll(&one, 1, *stop ? &at_once : NULL, &before), why = errno;
	sigprocmask(SIG_SETMASK, &before, NULL);
	errno = why;
	return ready;
}

enum error file_print(int fd, struct slice text, const volatile int *stop, struct problem *problem)
{
	struct signals_held held;
	enum error error = ERR_NONE;
	signals_hold(&held, false);
	while (text.len > 0 && !error) {
		struct slice piece = piece_of(text);
		int ready = await_room(fd, stop);
		ssize_t done = ready > 0 ? write(fd, piece.at, piece.len) : ready;
		if (ready == 0)
			error = problem_set(problem, ERR_STOPPED, NULL, 0, NULL);
		else if (done >= 0)
			text = slice_from(text, (size_t)done);
		else if (errno != EINTR && errno != EAGAIN)
			error = problem_system(problem, NULL);
	}
	signals_let(&held);
	return error;
}

static bool is_folder(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

enum error file_make_folder(const char *path, struct problem *problem)
{
	char part[PATH_MAX];
	size_t len = strlen(path);
	if (len == 0 || len >= sizeof part) {
		errno = len ? ENAMETOOLONG : ENOENT;
		return problem_system(problem, path);
	}
	memcpy(part, path, len + 1);
	for (size_t i = 1; i <= len; i++) {
		if (part[i] != '/' && part[i] != '\0')
			continue;
		part[i] = '\0';
		/* EEXIST may be a file, and may be another program's folder of this very moment. */
		if (!is_folder(part) && mkdir(part, 0700) < 0 && !(errno == EEXIST && is_folder(part))) {
			errno = errno == EEXIST ? ENOTDIR : errno;
			return problem_system(problem, part);
		}
		part[i] = path[i];
	}
	return ERR_NONE;
}

bool file_exists(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0;
}
