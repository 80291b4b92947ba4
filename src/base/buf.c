/* buf: bytes that grow, with a sticky end of memory. */
#include "base/buf.h"
#include "base/memory.h"
#include <assert.h>
#include <stdio.h>
#include <string.h>

enum { FIRST_SIZE = 64 };

/* Room for more bytes and the NUL after them. */
static bool make_room(struct buf *b, size_t more)
{
	if (b->failed)
		return false;
	if (b->text && more < b->size - b->len)
		return true;
	size_t size = 0;
	if (__builtin_add_overflow(b->len, more, &size) || __builtin_add_overflow(size, 1, &size)) {
		b->failed = true;
		return false;
	}
	size_t half_more = b->size + b->size / 2;
	if (half_more > size)
		size = half_more;
	if (size < FIRST_SIZE)
		size = FIRST_SIZE;
	char *text = mem_resize(b->text, size, 1);
	if (!text) {
		b->failed = true;
		return false;
	}
	b->text = text;
	b->size = size;
	return true;
}

static void set_len(struct buf *b, size_t len)
{
	b->len = len;
	b->text[len] = '\0';
}

void buf_release(struct buf *b)
{
	mem_free(b->text);
	*b = (struct buf){ 0 };
}

void buf_clear(struct buf *b)
{
	buf_cut(b, 0);
}

void buf_add(struct buf *b, struct slice s)
{
	if (s.len == 0 || !make_room(b, s.len))
		return;
	memcpy(b->text + b->len, s.at, s.len);
	set_len(b, b->len + s.len);
}

void buf_char(struct buf *b, char c)
{
	buf_add(b, (struct slice){ &c, 1 });
}

void buf_string(struct buf *b, const char *text)
{
	buf_add(b, slice_of(text));
}

void buf_fill(struct buf *b, char c, size_t times)
{
	if (times == 0 || !make_room(b, times))
		return;
	memset(b->text + b->len, c, times);
	set_len(b, b->len + times);
}

void buf_printf(struct buf *b, const char *format, ...)
{
	va_list list;
	va_start(list, format);
	buf_vprintf(b, format, list);
	va_end(list);
}

void buf_vprintf(struct buf *b, const char *format, va_list list)
{
	if (!make_room(b, 0))
		return;
	va_list again;
	va_copy(again, list);
	size_t room = b->size - b->len;
	int len = vsnprintf(b->text + b->len, room, format, list);
	if (len >= 0 && (size_t)len >= room && make_room(b, (size_t)len))
		len = vsnprintf(b->text + b->len, (size_t)len + 1, format, again);
	va_end(again);
	if (len < 0)
		b->failed = true;
	set_len(b, b->failed ? b->len : b->len + (size_t)len);
}

void buf_cut(struct buf *b, size_t len)
{
	if (b->text && len < b->len)
		set_len(b, len);
}

void buf_replace(struct buf *b, size_t at, size_t len, struct slice with)
{
	/* First of all: places reckoned on a text that memory cut short may well be outside. */
	if (b->failed)
		return;
	assert(at <= b->len && len <= b->len - at);
	if (with.len > len && !make_room(b, with.len - len))
		return;
	if (!b->text)
		return;
	size_t after = b->len - at - len;
	memmove(b->text + at + with.len, b->text + at + len, after);
	if (with.len > 0)
		memcpy(b->text + at, with.at, with.len);
	set_len(b, at + with.len + after);
}

struct slice buf_slice(const struct buf *b)
{
	return (struct slice){ buf_text(b), b->len };
}

const char *buf_text(const struct buf *b)
{
	return b->text ? b->text : "";
}

char *buf_detach(struct buf *b)
{
	if (!b->text && make_room(b, 0))
		set_len(b, 0);
	char *text = b->text;
	if (b->failed) {
		mem_free(text);
		text = NULL;
	}
	*b = (struct buf){ 0 };
	return text;
}
