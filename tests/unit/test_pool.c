/* pool: alignment, chunks, the bound, and the end of memory. */
#include "base/pool.h"
#include "failing_malloc.h"
#include <check.h>
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

static void assert_sane_pool(const struct pool *p)
{
	ck_assert(!p->top == (p->total == 0));
	ck_assert_uint_le(p->used, p->total);
	ck_assert(!p->bound || p->total <= p->bound);
}

START_TEST(empty)
{
	struct pool p = { 0 };
	assert_sane_pool(&p);
	pool_reset(&p);
	pool_release(&p);
	assert_sane_pool(&p);
	ck_assert_ptr_nonnull(pool_alloc(&p, 0));
	ck_assert_ptr_nonnull(pool_zero(&p, 0, 8));
	assert_sane_pool(&p);
	pool_release(&p);
	ck_assert_uint_eq(p.total, 0);
}
END_TEST

/* Pieces of every size are aligned, whole and apart: each is filled with its own byte and read back at the end. */
START_TEST(pieces)
{
	enum { N = 3000 };
	static unsigned char *piece[N];
	struct pool p = { 0 };
	for (int round = 0; round < 2; round++) {
		for (size_t i = 0; i < N; i++) {
			size_t size = i % 100 == 99 ? i * 50 : i % 70;
			piece[i] = pool_alloc(&p, size);
			if (!piece[i] || (uintptr_t)piece[i] % alignof(max_align_t) != 0)
				ck_abort_msg("piece %zu", i);
			memset(piece[i], (int)(i % 251), size);
		}
		for (size_t i = 0; i < N; i++) {
			size_t size = i % 100 == 99 ? i * 50 : i % 70;
			for (size_t k = 0; k < size; k++) {
				if (piece[i][k] != i % 251)
					ck_abort_msg("piece %zu, byte %zu", i, k);
			}
		}
		assert_sane_pool(&p);
		ck_assert(!p.failed);
		pool_reset(&p);
		assert_sane_pool(&p);
		ck_assert_uint_eq(p.used, 0);
	}
	pool_release(&p);
}
END_TEST

START_TEST(growing)
{
	struct pool p = { 0 };
	ck_assert_ptr_nonnull(pool_alloc(&p, 1));
	ck_assert_uint_eq(p.total, 16 << 10);
	size_t last = p.total, largest = 0;
	for (int i = 0; i < 100000; i++) {
		if (!pool_alloc(&p, 100))
			ck_abort_msg("piece %d", i);
		if (p.total == last)
			continue;
		size_t chunk = p.total - last;
		ck_assert_uint_ge(chunk, largest);
		ck_assert_uint_le(chunk, 1 << 20);
		largest = chunk;
		last = p.total;
	}
	ck_assert_uint_eq(largest, 1 << 20);
	/* A piece larger than any chunk gets its own, and the rest of the top is not given up for it. */
	size_t used = p.used;
	ck_assert_ptr_nonnull(pool_alloc(&p, 5 << 20));
	ck_assert_uint_eq(p.used, used);
	ck_assert_uint_ge(p.total - last, 5 << 20);
	ck_assert_uint_le(p.total - last, (5 << 20) + 64);
	pool_reset(&p);
	ck_assert_uint_ge(p.total, 5 << 20);
	ck_assert_uint_le(p.total, (5 << 20) + 64);
	pool_release(&p);
}
END_TEST

START_TEST(bound)
{
	static const size_t bounds[] = { 1, 15, 16, 17, 31, 32, 33, 100, 16 << 10, (16 << 10) + 1, 20000, 100001, 3 << 20 };
	for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++) {
		struct pool p = { .bound = bounds[i] };
		size_t given = 0;
		while (pool_alloc(&p, 16))
			given += 16;
		ck_assert(p.failed);
		assert_sane_pool(&p);
		/* Nearly all of it can be used. */
		ck_assert_uint_ge(given + 16 * 16, bounds[i]);
		pool_reset(&p);
		ck_assert(!p.failed);
		ck_assert_uint_eq(p.bound, bounds[i]);
		ck_assert(!pool_alloc(&p, bounds[i]));
		ck_assert(p.failed);
		pool_release(&p);
		ck_assert_uint_eq(p.bound, bounds[i]);
	}
}
END_TEST

START_TEST(sizes_that_overflow)
{
	static const size_t sizes[] = { SIZE_MAX, SIZE_MAX - 1, SIZE_MAX - 15, SIZE_MAX - 16, SIZE_MAX - 40,
		SIZE_MAX / 2 + 1, SIZE_MAX / 2 };
	struct pool p = { 0 };
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		ck_assert_ptr_null(pool_alloc(&p, sizes[i]));
		ck_assert(p.failed);
		ck_assert_ptr_null(pool_copy(&p, (struct slice){ "", sizes[i] }).at);
		pool_reset(&p);
		ck_assert_ptr_null(pool_zero(&p, sizes[i], 2));
		ck_assert(p.failed);
		ck_assert_ptr_null(POOL_NEW(&p, uint64_t, sizes[i]));
		pool_reset(&p);
		ck_assert(!p.failed);
	}
	pool_release(&p);
}
END_TEST

START_TEST(texts)
{
	struct pool p = { 0 };
	struct slice s = pool_copy(&p, SLICE("a\0b"));
	ck_assert(slice_equal(s, SLICE("a\0b")));
	ck_assert_int_eq(s.at[3], 0);
	s = pool_copy(&p, (struct slice){ 0 });
	ck_assert_ptr_nonnull(s.at);
	ck_assert_str_eq(s.at, "");
	ck_assert_str_eq(pool_printf(&p, "%s %d", "ten", 10), "ten 10");
	char *blank = pool_printf(&p, "%50000s", "");
	ck_assert_uint_eq(strlen(blank), 50000);
	unsigned *zero = POOL_NEW(&p, unsigned, 1000);
	for (int i = 0; i < 1000; i++)
		ck_assert_uint_eq(zero[i], 0);
	memset(zero, 0xff, 1000 * sizeof *zero);
	pool_reset(&p);
	/* What is handed out again is cleared again. */
	zero = POOL_NEW(&p, unsigned, 1000);
	for (int i = 0; i < 1000; i++)
		ck_assert_uint_eq(zero[i], 0);
	pool_release(&p);
}
END_TEST

START_TEST(memory_ends)
{
	for (unsigned n = 0;; n++) {
		struct pool p = { 0 };
		failing_malloc_after(n);
		bool whole = true;
		for (int i = 0; i < 100; i++) {
			whole &= pool_alloc(&p, 1000) != NULL;
			whole &= pool_copy(&p, SLICE("text")).at != NULL;
			whole &= pool_printf(&p, "%d", i) != NULL;
			whole &= POOL_NEW(&p, uint64_t, 30) != NULL;
		}
		bool refused = failing_malloc_off();
		ck_assert(p.failed == refused);
		ck_assert(whole == !refused);
		assert_sane_pool(&p);
		pool_release(&p);
		if (!refused)
			break;
		ck_assert_uint_lt(n, 100);
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("pool");
	TCase *c = tcase_create("pool");
	tcase_add_test(c, empty);
	tcase_add_test(c, pieces);
	tcase_add_test(c, growing);
	tcase_add_test(c, bound);
	tcase_add_test(c, sizes_that_overflow);
	tcase_add_test(c, texts);
	tcase_add_test(c, memory_ends);
	tcase_set_timeout(c, 30);
	suite_add_tcase(s, c);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_ENV);
	int failures = srunner_ntests_failed(r);
	srunner_free(r);
	return failures != 0;
}
