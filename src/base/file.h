#pragma once
/*
 * file: reading whole files, and replacing them so that at any moment the old or the new one is there, never a part.
 *
 * One of the few places that touch the disk (see the walls in doc/design.md).
 */
#include "buf.h"
#include "error.h"

/* What a file was when it was read; file_replace() refuses when it is no longer that. */
struct file_stamp {
	bool known;		/* false: there was no file */
	uint64_t device, inode, size;
	int64_t seconds, nanoseconds;
	uint64_t hash;		/* of the content: two writes within one tick of the file system's clock */
};

/*
 * Reads all of path ("-": standard input) into out, at most `most` bytes, else ERR_TOO_LARGE. Only regular files, pipes and
 * standard input; a folder or device is ERR_NOT_FILE. stamp may be NULL. ERR_FILE with errno, ERR_MEMORY. What out held before
 * stays; on failure nothing is added. The stamp of what is no regular file is "there was no file".
 */
enum error file_read(const char *path, size_t most, struct buf *out, struct file_stamp *, struct problem *) MUST_CHECK;

/*
 * Replaces path by text: a temporary beside it, fsync, rename, fsync of the folder. A symbolic link is kept and its target
 * replaced; owner, group, mode, ACL and extended attributes of the old file are kept (or it is refused, ERR_FILE, when they
 * cannot be).
 * New files get `mode` less the umask. Refuses (ERR_CHANGED) when the file is not the one of `before`; before NULL: must not
 * exist yet (as when it is not known). Hard links over one, FIFOs, folders and "-": ERR_NOT_FILE; one that we may not write is
 * refused though its folder would allow it. Nothing is left behind on failure. Signals wait until it is done.
 */
enum error file_replace(const char *path, struct slice text, unsigned mode, const struct file_stamp *before,
    struct problem *) MUST_CHECK;

/* Writes all of text to a descriptor, through short writes and EINTR. ERR_FILE with errno (EPIPE too). */
enum error file_write(int fd, struct slice text, struct problem *) MUST_CHECK;

/*
 * The same for who may be stopped while a reader takes its time: when *stop is not 0, as a handler of SIGINT sets it, nothing is waited for
 * any more, ERR_STOPPED. What was written until then ends with a line, where lines are no longer than PIPE_BUF.
 */
enum error file_print(int fd, struct slice text, const volatile int *stop, struct problem *) MUST_CHECK;

/* Makes folder and those above it, mode 0700. Being there already is fine. */
enum error file_make_folder(const char *path, struct problem *) MUST_CHECK;
bool file_exists(const char *path);
