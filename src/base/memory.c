/* memory: malloc and its kin, with a hook where the tests cut it off. */
#include "base/memory.h"
#include "base/memory_private.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Weak, so that the tests' own (tests/unit/failing_malloc.c) takes its place when linked; no variable, no cost worth a name. */
__attribute__((weak)) bool mem_refuses(void)
{
	return false;
}

/* malloc may return NULL for 0, and objects over PTRDIFF_MAX break pointer differences (and end an ASan build). */
static bool size_fits(size_t n, size_t size)
{
	return size == 0 || n <= (size_t)PTRDIFF_MAX / size;
}

void mem_free(void *memory)
{
	free(memory);
}

void *mem_alloc(size_t size)
{
	if (!size_fits(1, size) || mem_refuses())
		return NULL;
	return malloc(size ? size : 1);
}

void *mem_zero(size_t n, size_t size)
{
	if (!size_fits(n, size) || mem_refuses())
		return NULL;
	return n && size ? calloc(n, size) : calloc(1, 1);
}

void *mem_resize(void *old, size_t n, size_t size)
{
	if (!size_fits(n, size) || mem_refuses())
		return NULL;
	return realloc(old, n && size ? n * size : 1);
}

char *mem_string(const char *text)
{
	size_t size = strlen(text) + 1;
	char *copy = mem_alloc(size);
	return copy ? memcpy(copy, text, size) : NULL;
}
