/*
 * file_replace: a temporary beside the file, filled and on the disk before it takes the file's name.
 *
 * All goes through the descriptor of the folder, so that nothing else is hit when somebody moves the folder meanwhile.
 */
#include "base/file.h"
#include "base/file_private.h"
#include "base/signals.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct job {
	const char *path;		/* as given: for messages */
	struct problem *problem;
	char real[PATH_MAX];		/* without symbolic links when the file is there */
	const char *name;		/* inside real: the last part */
	int folder, old, new;		/* -1: not open; old stays so when there is no file yet */
	struct stat st;			/* of old */
	char temporary[64];		/* "": none on the disk */
};

static enum error refuse(struct job *job, enum error error)
{
	return problem_set(job->problem, error, job->path, 0, NULL);
}

static enum error failed(struct job *job)
{
	return problem_system(job->problem, job->path);
}

/* Finds the folder and the name in it, through symbolic links where the file is there. */
static enum error find(struct job *job)
{
	size_t len = strlen(job->path);
	if (strcmp(job->path, "-") == 0)
		return refuse(job, ERR_NOT_FILE);
	if (!realpath(job->path, job->real)) {
		if (errno != ENOENT || len == 0)
			return failed(job);
		if (len >= sizeof job->real) {
			errno = ENAMETOOLONG;
			return failed(job);
		}
		memcpy(job->real, job->path, len + 1);
	}
	char *slash = strrchr(job->real, '/');
	job->name = slash ? slash + 1 : job->real;
	if (!*job->name) {		/* "/" itself, or "none/" */
		errno = slash == job->real ? EISDIR : ENOENT;
		return failed(job);
	}
	int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
	if (slash && slash != job->real) {
		*slash = '\0';
		job->folder = open(job->real, flags);
	} else {
		job->folder = open(slash ? "/" : ".", flags);
	}
	return job->folder < 0 ? failed(job) : ERR_NONE;
}

/* Is there still what there was? Opens old when there is a file. */
static enum error open_old(struct job *job, const struct file_stamp *before)
{
	bool known = before && before->known;
	if (fstatat(job->folder, job->name, &job->st, AT_SYMLINK_NOFOLLOW) < 0) {
		if (errno != ENOENT)
			return failed(job);
		return known ? refuse(job, ERR_CHANGED) : ERR_NONE;
	}
	/* A symbolic link at this place leads nowhere, else find() had followed it. */
	if (!S_ISREG(job->st.st_mode) || job->st.st_nlink > 1)
		return refuse(job, ERR_NOT_FILE);
	if (!known)
		return refuse(job, ERR_CHANGED);
	/* rename() asks the folder only; a file made read-only is meant to stay as it is. */
	if (faccessat(job->folder, job->name, W_OK, AT_EACCESS) < 0)
		return failed(job);
	job->old = openat(job->folder, job->name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (job->old < 0 || fstat(job->old, &job->st) < 0)
		return failed(job);
	return ERR_NONE;
}

/* The times may be equal though somebody wrote since: within one tick of the clock. So the content counts as well. */
static enum error compare(struct job *job, const struct file_stamp *before)
{
	struct buf content = { 0 };
	if ((uint64_t)job->st.st_size != before->size)
		return refuse(job, ERR_CHANGED);
	enum error error = file_read_all(job->old, job->path, before->size, &content, job->problem);
	struct file_stamp now = file_stamp_of(&job->st, buf_slice(&content));
	if (error == ERR_TOO_LARGE || (!error && !file_stamp_equal(&now, before)))
		error = refuse(job, ERR_CHANGED);
	buf_release(&content);
	return error;
}

static enum error make_temporary(struct job *job, unsigned mode)
{
	const int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
	enum { TRIES = 1000 };		/* leavings of ours with the same process id, after crashes */
	for (unsigned i = 0; i < TRIES && job->new < 0; i++) {
		snprintf(job->temporary, sizeof job->temporary, ".spfwiz-%ld-%u.tmp", (long)getpid(), i);
		job->new = openat(job->folder, job->temporary, flags, (mode_t)mode & 07777);
		if (job->new < 0 && errno != EEXIST)
			break;
	}
	if (job->new >= 0)
		return ERR_NONE;
	job->temporary[0] = '\0';
	return failed(job);
}

static enum error fill(struct job *job, struct slice text)
{
	enum error error = file_write(job->new, text, NULL);
	if (error)
		return failed(job);
	if (job->old >= 0 && !file_keep_attributes(job->old, &job->st, job->new))
		return failed(job);
	if (fsync(job->new) < 0)
		return failed(job);
	/* Some network file systems tell only here that the disk is full. */
	int fd = job->new;
	job->new = -1;
	return close(fd) < 0 && errno != EINTR ? failed(job) : ERR_NONE;
}

/* Takes the name where there must be no file: not by rename(), which would overwrite what came in between. */
static int take_new_name(const struct job *job)
{
	if (renameat2(job->folder, job->temporary, job->folder, job->name, RENAME_NOREPLACE) == 0)
		return 0;
	if (errno != EINVAL && errno != ENOSYS)
		return -1;
	if (linkat(job->folder, job->temporary, job->folder, job->name, 0) < 0)
		return -1;
	return unlinkat(job->folder, job->temporary, 0);
}

static enum error take_name(struct job *job)
{
	struct stat now;
	if (job->old < 0) {
		if (take_new_name(job) < 0)
			return errno == EEXIST ? refuse(job, ERR_CHANGED) : failed(job);
	} else {
		/* Once more, right before: writing took its time. */
		if (fstatat(job->folder, job->name, &now, AT_SYMLINK_NOFOLLOW) < 0)
			return errno == ENOENT ? refuse(job, ERR_CHANGED) : failed(job);
		struct file_stamp then = file_stamp_of(&job->st, SLICE("")), present = file_stamp_of(&now, SLICE(""));
		if (!file_stamp_equal(&then, &present))
			return refuse(job, ERR_CHANGED);
		if (renameat(job->folder, job->temporary, job->folder, job->name) < 0)
			return failed(job);
	}
	job->temporary[0] = '\0';
	/* Where folders cannot be synced (EINVAL), there is nothing more to do. */
	return fsync(job->folder) < 0 && errno != EINVAL ? failed(job) : ERR_NONE;
}

static void tidy(struct job *job)
{
	if (job->temporary[0])
		unlinkat(job->folder, job->temporary, 0);
	int fds[] = { job->new, job->old, job->folder };
	for (size_t i = 0; i < sizeof fds / sizeof *fds; i++) {
		if (fds[i] >= 0)
			close(fds[i]);
	}
}

enum error file_replace(const char *path, struct slice text, unsigned mode, const struct file_stamp *before,
    struct problem *problem)
{
	struct job job = { .path = path, .problem = problem, .name = "", .folder = -1, .old = -1, .new = -1 };
	struct signals_held held;
	signals_hold(&held, true);
	enum error error = find(&job);
	if (!error)
		error = open_old(&job, before);
	if (!error && job.old >= 0)
		error = compare(&job, before);
	/* Until it has the old one's owner and mode, nobody else may look into it. */
	if (!error)
		error = make_temporary(&job, job.old >= 0 ? 0600 : mode);
	if (!error)
		error = fill(&job, text);
	if (!error)
		error = take_name(&job);
	tidy(&job);
	signals_let(&held);
	return error;
}
