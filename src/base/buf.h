#pragma once
/*
 * buf: bytes that grow.
 *
 * Zero is a valid empty buf. When memory ends, failed is set and stays, what was there stays, and further adding does nothing:
 * check once at the end. text is NULL or ended by a NUL that len does not count.
 */
#include "text.h"
#include <stdarg.h>

struct buf {
	char *text;
	size_t len, size;
	bool failed;
};

void buf_release(struct buf *);				/* frees; the buf is empty and usable again */
void buf_clear(struct buf *);				/* len 0, memory kept; failed stays */
void buf_add(struct buf *, struct slice);
void buf_char(struct buf *, char);
void buf_string(struct buf *, const char *);
void buf_fill(struct buf *, char, size_t times);
void buf_printf(struct buf *, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_vprintf(struct buf *, const char *format, va_list);
void buf_cut(struct buf *, size_t len);			/* shortens to len */
/* Replaces len bytes at at by with. at + len must be inside. */
void buf_replace(struct buf *, size_t at, size_t len, struct slice with);
struct slice buf_slice(const struct buf *);		/* borrowed until the next change */
const char *buf_text(const struct buf *);		/* never NULL; borrowed until the next change */
char *buf_detach(struct buf *);				/* the caller frees it; NULL when failed; the buf is empty after */
