#pragma once
/*
 * memory: the one door to the heap.
 *
 * Everything under src/ and ui/ that allocates goes through here (most of it through buf or pool), so that a test can end the
 * memory at any allocation: tests/unit/failing_malloc.h. These are malloc, calloc, realloc and free otherwise; what a library
 * allocates is freed by that library's own means, and what mem_alloc() gives may be freed by plain free() too.
 */
#include <stddef.h>

void mem_free(void *);
/* Not cleared; never NULL for size 0. NULL: no memory. */
void *mem_alloc(size_t size) __attribute__((malloc, alloc_size(1), warn_unused_result));
/* Cleared; NULL also when n * size overflows. */
void *mem_zero(size_t n, size_t size) __attribute__((malloc, alloc_size(1, 2), warn_unused_result));
/* For n members of size bytes; old may be NULL. NULL when memory ends or n * size overflows: old is untouched then. */
void *mem_resize(void *old, size_t n, size_t size) __attribute__((alloc_size(2, 3), warn_unused_result));
/* A copy of text. NULL: no memory. */
char *mem_string(const char *text) __attribute__((malloc, warn_unused_result));
