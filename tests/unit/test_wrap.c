/* test_wrap: prose in the lines of a terminal. */
#include "base/wrap.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *text;
	size_t columns, indent;
	const char *want;
} rows[] = {
	{ "", 10, 2, "" },
	{ "\n\n", 10, 2, "\n\n" },
	{ "one two  three", 0, 2, "one two  three" },
	{ "one two  three\n", 14, 2, "one two  three\n" },
	{ "one two three four\n", 13, 2, "one two three\n  four\n" },
	{ "one two three four", 12, 0, "one two\nthree four" },
	{ "  set in by two", 10, 2, "  set in\n    by two" },
	{ "  1. what it is for\n", 12, 2, "  1. what it\n     is for\n" },
	{ "  12. what it is for\n", 14, 2, "  12. what it\n      is for\n" },
	{ "1.5 s are a long time", 10, 2, "1.5 s are\n  a long\n  time" },
	{ "a abcdefghijklmnop b", 8, 2, "a\n  abcdefghijklmnop\n  b" },	/* what is too wide stays whole */
	{ "abcdefghijklmnop b", 8, 2, "abcdefghijklmnop\n  b" },
	{ "      deep inside here", 8, 2, "      deep\ninside\nhere" },	/* no room to hang in */
	{ "yes or no [yes]: ", 17, 2, "yes or no [yes]: " },
	{ "yes or no [yes]: ", 12, 2, "yes or no\n  [yes]: " },	/* a prompt keeps its blank */
	{ "\344\276\213\345\255\220 \346\265\213\350\257\225", 9, 0, "\344\276\213\345\255\220 \346\265\213\350\257\225" },	/* wide: 4 + 1 + 4 */
	{ "\344\276\213\345\255\220 \346\265\213\350\257\225", 8, 0, "\344\276\213\345\255\220\n\346\265\213\350\257\225" },
};

START_TEST(lines)
{
	struct buf out = { 0 };

	wrap_lines(&out, slice_of(rows[_i].text), rows[_i].columns, rows[_i].indent);
	ck_assert_msg(strcmp(buf_text(&out), rows[_i].want) == 0, "%s:\n%s", rows[_i].text, buf_text(&out));
	buf_release(&out);
}
END_TEST

START_TEST(behind_what_stands_there)
{
	struct buf out = { 0 };

	buf_string(&out, "  --ip  ");
	wrap_line(&out, SLICE("the sender's address"), 18, 8, 8);
	ck_assert_str_eq(buf_text(&out), "  --ip  the\n        sender's\n        address");
	buf_clear(&out);
	buf_string(&out, "here:1:1: ");	/* more than it hangs by: even the first word may go on below */
	wrap_line(&out, SLICE("warning: much"), 16, 10, 2);
	ck_assert_str_eq(buf_text(&out), "here:1:1: \n  warning: much");
	buf_release(&out);
}
END_TEST

/* Whatever the text and the width: no word is lost, broken or joined to another, and only words that are too wide reach over. */
START_TEST(nothing_is_lost)
{
	unsigned seed = 7;

	for (int round = 0; round < 3000; round++) {
		char text[80];
		size_t n = 0, columns = (size_t)(round % 23), len = (size_t)(round % 79);
		struct buf out = { 0 };
		struct slice was, now, a, b;

		while (n < len) {
			seed = seed * 1103515245 + 12345;
			text[n++] = "abc1.  \n"[seed >> 16 & 7];
		}
		was = (struct slice){ text, n };
		wrap_lines(&out, was, columns, 2);
		now = buf_slice(&out);
		while (slice_word(&was, &a)) {
			ck_assert(slice_word(&now, &b));
			ck_assert(slice_equal(a, b));
		}
		ck_assert(!slice_word(&now, &b));
		now = buf_slice(&out);
		while (columns && slice_cut(&now, '\n', &a))
			ck_assert(slice_trim(a).len <= columns || !memchr(slice_trim(a).at, ' ', slice_trim(a).len));
		buf_release(&out);
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("wrap");
	TCase *all = tcase_create("all");

	tcase_add_loop_test(all, lines, 0, sizeof rows / sizeof *rows);
	tcase_add_test(all, behind_what_stands_there);
	tcase_add_test(all, nothing_is_lost);
	suite_add_tcase(suite, all);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
