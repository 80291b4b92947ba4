/* pool: chunks of memory handed out from front to back and freed together. */
#include "base/pool.h"
#include "base/memory.h"
#include <stdarg.h>
#include <stdalign.h>
#include <stdio.h>
#include <string.h>

/* Sanitizer builds see a use of what was not handed out, or of what a reset took back. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer) && !defined(__SANITIZE_ADDRESS__)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(at, size) ((void)(at), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(at, size) ((void)(at), (void)(size))
#endif

struct pool_chunk {
	struct pool_chunk *next;
	size_t size;				/* of data */
	alignas(max_align_t) char data[];
};

enum {
	FIRST_CHUNK = 16 << 10,			/* whole, with its head */
	LAST_CHUNK = 1 << 20,
	ALIGN = alignof(max_align_t),
};

static size_t chunk_whole(const struct pool_chunk *c)
{
	return sizeof *c + c->size;
}

/* How large the next chunk shall be: twice the last one, but what is asked for at least and no more than the bound leaves. */
static size_t next_size(const struct pool *p, size_t need)
{
	size_t size = p->top ? chunk_whole(p->top) : FIRST_CHUNK / 2;
	size = size >= LAST_CHUNK / 2 ? LAST_CHUNK : size * 2;
	size_t left = p->bound <= p->total ? 0 : p->bound - p->total;
	if (p->bound && size > left)
		size = left / ALIGN * ALIGN;
	if (size < need)
		size = need;
	return p->bound && size > left ? 0 : size;
}

/* A new chunk with room for size bytes. It becomes the top, unless it is filled at once and the top has more left. */
static void *add_chunk(struct pool *p, size_t size)
{
	size_t whole = next_size(p, sizeof(struct pool_chunk) + size);
	struct pool_chunk *c = whole ? mem_alloc(whole) : NULL;
	if (!c) {
		p->failed = true;
		return NULL;
	}
	c->size = whole - sizeof *c;
	p->total += whole;
	ASAN_POISON_MEMORY_REGION(c->data, c->size);
	if (p->top && p->top->size - p->used > c->size - size) {
		c->next = p->top->next;
		p->top->next = c;
	} else {
		c->next = p->top;
		p->top = c;
		p->used = size;
	}
	return c->data;
}

void *pool_alloc(struct pool *p, size_t size)
{
	if (size > (size_t)PTRDIFF_MAX - 2 * ALIGN - sizeof(struct pool_chunk)) {
		p->failed = true;
		return NULL;
	}
	size_t whole = size ? (size + ALIGN - 1) / ALIGN * ALIGN : ALIGN;
	void *memory = NULL;
	if (p->top && whole <= p->top->size - p->used) {
		memory = p->top->data + p->used;
		p->used += whole;
	} else {
		memory = add_chunk(p, whole);
	}
	if (memory)
		ASAN_UNPOISON_MEMORY_REGION(memory, size);
	return memory;
}

void *pool_zero(struct pool *p, size_t n, size_t size)
{
	size_t whole = 0;
	if (__builtin_mul_overflow(n, size, &whole)) {
		p->failed = true;
		return NULL;
	}
	void *memory = pool_alloc(p, whole);
	return memory ? memset(memory, 0, whole) : NULL;
}

struct slice pool_copy(struct pool *p, struct slice s)
{
	char *text = s.len < SIZE_MAX ? pool_alloc(p, s.len + 1) : NULL;
	if (!text) {
		p->failed = true;
		return (struct slice){ 0 };
	}
	if (s.len > 0)
		memcpy(text, s.at, s.len);
	text[s.len] = '\0';
	return (struct slice){ text, s.len };
}

char *pool_printf(struct pool *p, const char *format, ...)
{
	va_list list, again;
	va_start(list, format);
	va_copy(again, list);
	int len = vsnprintf(NULL, 0, format, list);
	char *text = len < 0 ? NULL : pool_alloc(p, (size_t)len + 1);
	if (text && vsnprintf(text, (size_t)len + 1, format, again) != len)
		text = NULL;
	va_end(again);
	va_end(list);
	if (!text)
		p->failed = true;
	return text;
}

/* Frees all chunks but keep. */
static void free_chunks(struct pool *p, const struct pool_chunk *keep)
{
	struct pool_chunk *c = p->top;
	while (c) {
		struct pool_chunk *next = c->next;
		ASAN_UNPOISON_MEMORY_REGION(c->data, c->size);
		if (c != keep)
			mem_free(c);
		c = next;
	}
}

void pool_reset(struct pool *p)
{
	struct pool_chunk *largest = p->top;
	for (struct pool_chunk *c = p->top; c; c = c->next) {
		if (c->size > largest->size)
			largest = c;
	}
	free_chunks(p, largest);
	if (largest) {
		largest->next = NULL;
		ASAN_POISON_MEMORY_REGION(largest->data, largest->size);
	}
	*p = (struct pool){ .top = largest, .total = largest ? chunk_whole(largest) : 0, .bound = p->bound };
}

void pool_release(struct pool *p)
{
	free_chunks(p, NULL);
	*p = (struct pool){ .bound = p->bound };
}
