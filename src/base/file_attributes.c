/* file_attributes: giving a new file the owner, mode, ACL and extended attributes of the one it replaces. */
#include "base/file_private.h"
#include "base/memory.h"
#include <errno.h>
#include <string.h>
#include <sys/xattr.h>
#include <unistd.h>

enum { MOST = 64 << 10 };	/* XATTR_LIST_MAX and XATTR_SIZE_MAX of Linux */

struct room {
	char had[MOST], has[MOST];		/* lists of names, each ended by a NUL */
	char value[MOST], present[MOST];
};

static bool unsupported(int error)
{
	return error == ENOTSUP || error == ENOSYS;
}

/* The length of the list, 0 where the file system has no such attributes; -1 with errno. */
static ssize_t list(int fd, char names[static MOST])
{
	ssize_t len = flistxattr(fd, names, MOST);
	return len < 0 && unsupported(errno) ? 0 : len;
}

static bool listed(const char *names, ssize_t len, const char *name)
{
	for (const char *at = names; at < names + len; at += strlen(at) + 1) {
		if (strcmp(at, name) == 0)
			return true;
	}
	return false;
}

/* The kernel reckons these from the file itself, and gives labels as its policy says: not ours to copy or to take away. */
static bool kernels_own(const char *name)
{
	return strcmp(name, "security.ima") == 0 || strcmp(name, "security.evm") == 0;
}

static bool copy(struct room *room, int from, int to, const char *name)
{
	ssize_t size = fgetxattr(from, name, room->value, MOST);
	if (size < 0)
		return false;
	/* What it has by inheritance or policy (a label of SELinux) needs no right to set it. */
	if (fgetxattr(to, name, room->present, MOST) == size && memcmp(room->value, room->present, (size_t)size) == 0)
		return true;
	return fsetxattr(to, name, room->value, (size_t)size, 0) == 0;
}

/* The ACL that a new file inherits from its folder is one that the old file may not have had. */
static bool remove_others(struct room *room, ssize_t had, int to)
{
	ssize_t has = list(to, room->has);
	if (has < 0)
		return false;
	for (const char *name = room->has; name < room->has + has; name += strlen(name) + 1) {
		bool keep = listed(room->had, had, name) || strncmp(name, "security.", 9) == 0;
		if (!keep && fremovexattr(to, name) < 0)
			return false;
	}
	return true;
}

static bool keep_extended(struct room *room, int from, const struct stat *st, int to)
{
	ssize_t had = list(from, room->had);
	if (had < 0 || !remove_others(room, had, to))
		return false;
	/* The mode before the ACL, whose mask is the mode's group bits; the owner before the mode: chown clears set-id. */
	if (fchmod(to, st->st_mode & 07777) < 0)
		return false;
	for (const char *name = room->had; name < room->had + had; name += strlen(name) + 1) {
		if (!kernels_own(name) && !copy(room, from, to, name))
			return false;
	}
	return true;
}

bool file_keep_attributes(int from, const struct stat *st, int to)
{
	struct stat now;
	if (fstat(to, &now) < 0)
		return false;
	bool same_owner = now.st_uid == st->st_uid && now.st_gid == st->st_gid;
	if (!same_owner && fchown(to, st->st_uid, st->st_gid) < 0)
		return false;
	struct room *room = mem_alloc(sizeof *room);
	if (!room) {
		errno = ENOMEM;
		return false;
	}
	bool kept = keep_extended(room, from, st, to);
	int error = errno;
	mem_free(room);
	errno = error;
	return kept;
}
