/* list: the chosen row stays in sight, whatever happens to rows and window. */
#include "ui/list.h"

#include <check.h>
#include <stdlib.h>

static void assert_sane_list(const struct list *list, size_t n, int shown)
{
	size_t top = list_top(list, n, shown), sight = shown > 0 ? (size_t)shown : 1;

	if (!n) {
		ck_assert_uint_eq(top, 0);
		return;
	}
	ck_assert_uint_lt(list->at, n);
	ck_assert(top <= list->at && list->at < top + sight);
	/* No empty rows while some are hidden above. */
	ck_assert(top == 0 || top + sight <= n);
	ck_assert_uint_eq(list->top, top);
}

START_TEST(moves)
{
	struct list list = { 0 };

	ck_assert(list_action(&list, ACT_UP, 20, 5));
	ck_assert_uint_eq(list.at, 0);
	ck_assert(list_action(&list, ACT_DOWN, 20, 5));
	ck_assert_uint_eq(list.at, 1);
	ck_assert(list_action(&list, ACT_PAGE_DOWN, 20, 5));
	ck_assert_uint_eq(list.at, 6);
	ck_assert_uint_eq(list.top, 2);
	ck_assert(list_action(&list, ACT_LAST, 20, 5));
	ck_assert_uint_eq(list.at, 19);
	ck_assert_uint_eq(list.top, 15);
	ck_assert(list_action(&list, ACT_DOWN, 20, 5));
	ck_assert_uint_eq(list.at, 19);
	ck_assert(list_action(&list, ACT_PAGE_DOWN, 20, 5));
	ck_assert_uint_eq(list.at, 19);
	ck_assert(list_action(&list, ACT_PAGE_UP, 20, 5));
	ck_assert_uint_eq(list.at, 14);
	ck_assert(list_action(&list, ACT_FIRST, 20, 5));
	ck_assert_uint_eq(list.at, 0);
	ck_assert_uint_eq(list.top, 0);
	ck_assert(!list_action(&list, ACT_GO, 20, 5));
	ck_assert(!list_action(&list, ACT_NONE, 20, 5));
	ck_assert(!list_action(&list, ACT_DOWN, 0, 5));
	list_set(&list, 17, 20, 5);
	ck_assert_uint_eq(list.at, 17);
	ck_assert_uint_eq(list.top, 13);
	list_set(&list, 99, 20, 5);
	ck_assert_uint_eq(list.at, 19);
}
END_TEST

START_TEST(rows_come_and_go)
{
	struct list list = { 0 };

	list_set(&list, 19, 20, 5);
	/* Fewer rows: drawn right at once, mended by the next key. */
	ck_assert_uint_eq(list_top(&list, 3, 5), 0);
	ck_assert_uint_eq(list_top(&list, 10, 5), 5);
	ck_assert_uint_eq(list_top(&list, 0, 5), 0);
	ck_assert(list_action(&list, ACT_UP, 10, 5));
	ck_assert_uint_eq(list.at, 8);
	/* A window of any size. */
	ck_assert_uint_eq(list_top(&list, 10, 100), 0);
	ck_assert_uint_eq(list_top(&list, 10, 1), 8);
	ck_assert_uint_eq(list_top(&list, 10, 0), 8);
	ck_assert_uint_eq(list_top(&list, 10, -7), 8);
	list_set(&list, 5, 0, 5);
	ck_assert_uint_eq(list.at, 0);
	ck_assert_uint_eq(list.top, 0);
}
END_TEST

START_TEST(random_walk)
{
	static const enum action actions[] = { ACT_UP, ACT_DOWN, ACT_PAGE_UP, ACT_PAGE_DOWN, ACT_FIRST, ACT_LAST };
	struct list list = { 0 };

	srandom(4711);
	for (int i = 0; i < 100000; i++) {
		size_t n = (size_t)random() % 12;
		int shown = (int)(random() % 8) - 1;

		if (random() % 8 == 0)
			list_set(&list, (size_t)random() % 20, n, shown);
		else if (!list_action(&list, actions[random() % 6], n, shown))
			list_set(&list, list.at, n, shown);
		assert_sane_list(&list, n, shown);
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("list");
	TCase *c = tcase_create("list");
	tcase_set_timeout(c, 60);
	tcase_add_test(c, moves);
	tcase_add_test(c, rows_come_and_go);
	tcase_add_test(c, random_walk);
	suite_add_tcase(s, c);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_ENV);
	int failures = srunner_ntests_failed(r);
	srunner_free(r);
	return failures != 0;
}
