#pragma once
/* Between file.c, file_replace.c and file_attributes.c only. */
#include "base/file.h"
#include <sys/stat.h>

/* Reads at most `most` bytes from fd and adds them to out; ERR_TOO_LARGE when there are more. The name is for the problem. */
enum error file_read_all(int fd, const char *name, size_t most, struct buf *out, struct problem *) MUST_CHECK;
struct file_stamp file_stamp_of(const struct stat *, struct slice content);
bool file_stamp_equal(const struct file_stamp *, const struct file_stamp *);

/* Gives the file `to` the owner, mode, ACL and extended attributes of `from`. errno on failure. */
bool file_keep_attributes(int from, const struct stat *, int to);
