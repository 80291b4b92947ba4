#pragma once
/*
 * pool: memory that lives and dies together.
 *
 * Zero is a valid empty pool. What it hands out is borrowed until pool_reset() or pool_release(). pool_alloc() returns NULL
 * when memory or the bound ends and sets failed, which stays until pool_reset(): callers pass NULL on and the owner reports.
 */
#include "text.h"

struct pool {
	struct pool_chunk *top;
	size_t used, total;	/* bytes used in top; bytes of all chunks */
	size_t bound;		/* most bytes in all; 0: none */
	bool failed;
};

/* Not cleared; aligned for anything; size 0 is fine. */
void *pool_alloc(struct pool *, size_t size) __attribute__((malloc, alloc_size(2), warn_unused_result));
/* Cleared; NULL when n * size overflows. */
void *pool_zero(struct pool *, size_t n, size_t size) __attribute__((malloc, warn_unused_result));
#define POOL_NEW(pool, type, n) ((type *)pool_zero((pool), (n), sizeof(type)))
struct slice pool_copy(struct pool *, struct slice);	/* with a NUL after it; at is NULL when memory ended */
char *pool_printf(struct pool *, const char *format, ...) __attribute__((format(printf, 2, 3), warn_unused_result));
void pool_reset(struct pool *);		/* all is free again; the largest chunk is kept */
void pool_release(struct pool *);	/* frees everything */
