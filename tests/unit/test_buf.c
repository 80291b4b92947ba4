/* buf: growing, cutting, replacing, and the end of memory. */
#include "base/buf.h"
#include "base/memory.h"
#include "failing_malloc.h"
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void assert_sane_buf(const struct buf *b)
{
	if (!b->text) {
		ck_assert_uint_eq(b->len, 0);
		ck_assert_uint_eq(b->size, 0);
		return;
	}
	ck_assert_uint_lt(b->len, b->size);
	ck_assert_int_eq(b->text[b->len], 0);
}

#define ck_buf(b, want) \
	do { \
		assert_sane_buf(b); \
		ck_assert_str_eq(buf_text(b), want); \
	} while (0)

START_TEST(adding)
{
	struct buf b = { 0 };
	ck_buf(&b, "");
	ck_assert_ptr_nonnull(buf_slice(&b).at);
	buf_add(&b, (struct slice){ 0 });
	buf_fill(&b, 'x', 0);
	buf_string(&b, NULL);
	ck_buf(&b, "");
	buf_char(&b, 'a');
	buf_add(&b, SLICE("b\0c"));
	ck_assert(slice_equal(buf_slice(&b), SLICE("ab\0c")));
	assert_sane_buf(&b);
	buf_cut(&b, 2);
	buf_string(&b, "-");
	buf_fill(&b, '=', 3);
	ck_buf(&b, "ab-===");
	buf_cut(&b, 100);
	ck_buf(&b, "ab-===");
	buf_cut(&b, 6);
	ck_buf(&b, "ab-===");
	buf_clear(&b);
	ck_buf(&b, "");
	buf_release(&b);
	ck_buf(&b, "");
	buf_clear(&b);
	buf_cut(&b, 0);
	ck_buf(&b, "");
	buf_string(&b, "again");
	ck_buf(&b, "again");
	buf_release(&b);
}
END_TEST

START_TEST(printing)
{
	struct buf b = { 0 };
	buf_printf(&b, "%s", "");
	ck_buf(&b, "");
	/* Every length around the steps of growing. */
	for (int n = 0; n < 300; n++) {
		struct buf one = { 0 };
		buf_printf(&one, "%*s|%d", n, "", n);
		assert_sane_buf(&one);
		ck_assert(!one.failed);
		ck_assert_uint_eq(one.len, (size_t)n + 1 + (n > 99 ? 3 : n > 9 ? 2 : 1));
		buf_printf(&b, "%d,", n);
		buf_release(&one);
	}
	ck_assert_uint_eq(b.len, 10 * 2 + 90 * 3 + 200 * 4);
	assert_sane_buf(&b);
	buf_release(&b);
	/* printf itself refuses a character that the C locale lacks: what was there stays. */
	buf_string(&b, "keep");
	buf_printf(&b, "begun %ls", L"\x4e2d");
	ck_assert(b.failed);
	ck_buf(&b, "keep");
	buf_release(&b);
}
END_TEST

/* Against a plain model, over every place and length. */
START_TEST(replacing)
{
	static const char *const with[] = { "", "x", "xyz", "01234567890123456789012345678901234567890123456789012345678901234" };
	static const char old[] = "abcdef";
	for (size_t at = 0; at <= 6; at++)
		for (size_t len = 0; at + len <= 6; len++)
			for (size_t i = 0; i < sizeof with / sizeof *with; i++) {
				char want[100];
				snprintf(want, sizeof want, "%.*s%s%s", (int)at, old, with[i], old + at + len);
				struct buf b = { 0 };
				buf_string(&b, old);
				buf_replace(&b, at, len, slice_of(with[i]));
				ck_buf(&b, want);
				ck_assert(!b.failed);
				buf_release(&b);
			}
	struct buf empty = { 0 };
	buf_replace(&empty, 0, 0, (struct slice){ 0 });
	ck_buf(&empty, "");
	buf_replace(&empty, 0, 0, SLICE("new"));
	ck_buf(&empty, "new");
	buf_release(&empty);
}
END_TEST

START_TEST(detaching)
{
	struct buf b = { 0 };
	char *text = buf_detach(&b);
	ck_assert_str_eq(text, "");
	mem_free(text);
	buf_string(&b, "text");
	text = buf_detach(&b);
	ck_assert_str_eq(text, "text");
	mem_free(text);
	ck_buf(&b, "");
	buf_string(&b, "text");
	b.failed = true;
	ck_assert_ptr_null(buf_detach(&b));
	ck_assert(!b.failed);
	ck_buf(&b, "");
}
END_TEST

static void use_all(struct buf *b)
{
	buf_string(b, "start");
	buf_fill(b, '-', 100);
	buf_char(b, '.');
	buf_printf(b, "%300d", 7);
	buf_replace(b, 2, 3, SLICE("0123456789"));
	buf_add(b, SLICE("end"));
	buf_fill(b, '=', 1000);
}

START_TEST(memory_ends)
{
	struct buf whole = { 0 };
	use_all(&whole);
	for (unsigned n = 0;; n++) {
		struct buf b = { 0 };
		failing_malloc_once(n);
		use_all(&b);
		bool refused = failing_malloc_off();
		assert_sane_buf(&b);
		ck_assert(b.failed == refused);
		size_t len = b.len;
		/* It stays failed though memory is back. */
		use_all(&b);
		buf_replace(&b, 0, 0, SLICE(""));
		ck_assert(!refused || b.len == len);
		ck_assert(refused || b.len > len);
		buf_clear(&b);
		ck_assert(b.failed == refused);
		buf_release(&b);
		ck_assert(!b.failed);
		if (!refused)
			break;
		ck_assert_uint_lt(n, 100);
	}
	buf_release(&whole);
	failing_malloc_after(0);
	ck_assert_ptr_null(buf_detach(&whole));
	ck_assert(failing_malloc_off());
}
END_TEST

START_TEST(sizes_that_overflow)
{
	struct buf b = { 0 };
	buf_string(&b, "keep");
	buf_fill(&b, 'x', SIZE_MAX);
	ck_assert(b.failed);
	ck_buf(&b, "keep");
	b.failed = false;
	buf_fill(&b, 'x', SIZE_MAX - 4);
	ck_assert(b.failed);
	ck_buf(&b, "keep");
	b.failed = false;
	buf_fill(&b, 'x', SIZE_MAX - 5);
	ck_assert(b.failed);
	b.failed = false;
	buf_add(&b, (struct slice){ "", (size_t)PTRDIFF_MAX });
	ck_assert(b.failed);
	ck_buf(&b, "keep");
	buf_release(&b);
}
END_TEST

/* The door itself: base/memory.h. */
START_TEST(memory_door)
{
	volatile size_t most = SIZE_MAX;		/* volatile: else compilers warn of what is tested here */
	ck_assert_ptr_null(mem_alloc(most));
	ck_assert_ptr_null(mem_zero(most, 2));
	ck_assert_ptr_null(mem_zero(most / 2, 2));
	void *none = mem_alloc(0);
	ck_assert_ptr_nonnull(none);
	none = mem_resize(none, 0, 0);
	ck_assert_ptr_nonnull(none);
	ck_assert_ptr_null(mem_resize(none, most / 4, 8));
	mem_free(none);
	mem_free(NULL);
	void *zero = mem_zero(0, 8);
	ck_assert_ptr_nonnull(zero);
	mem_free(zero);
	int *seven = mem_zero(7, sizeof *seven);
	for (int i = 0; i < 7; i++)
		ck_assert_int_eq(seven[i], 0);
	mem_free(seven);
	char *copy = mem_string("text");
	ck_assert_str_eq(copy, "text");
	mem_free(copy);
	failing_malloc_after(1);
	none = mem_alloc(1);
	ck_assert_ptr_nonnull(none);
	ck_assert_ptr_null(mem_string("text"));
	ck_assert_ptr_null(mem_zero(1, 1));
	ck_assert_ptr_null(mem_alloc(1));
	ck_assert(failing_malloc_off());
	ck_assert(!failing_malloc_off());
	mem_free(none);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("buf");
	TCase *c = tcase_create("buf");
	tcase_add_test(c, adding);
	tcase_add_test(c, printing);
	tcase_add_test(c, replacing);
	tcase_add_test(c, detaching);
	tcase_add_test(c, memory_ends);
	tcase_add_test(c, sizes_that_overflow);
	tcase_add_test(c, memory_door);
	tcase_set_timeout(c, 30);
	suite_add_tcase(s, c);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_ENV);
	int failures = srunner_ntests_failed(r);
	srunner_free(r);
	return failures != 0;
}
