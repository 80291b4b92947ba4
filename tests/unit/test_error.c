/* error: every error has words, and a problem is told whole, printable and within its size. */
#include "base/error.h"
#include "base/text.h"
#include "failing_malloc.h"
#include <check.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

START_TEST(words)
{
	for (int e = ERR_NONE; e < ERR_COUNT; e++) {
		const char *text = error_text((enum error)e);
		ck_assert_ptr_nonnull(text);
		ck_assert_uint_gt(strlen(text), 5);
		for (int other = e + 1; other < ERR_COUNT; other++)
			ck_assert_str_ne(text, error_text((enum error)other));
		for (const char *c = text; *c; c++)
			ck_assert(*c >= ' ' && *c <= '~');
		ck_assert_ptr_null(strstr(text, "unknown error"));
	}
	ck_assert_ptr_nonnull(strstr(error_text(ERR_COUNT), "unknown error"));
	ck_assert_ptr_nonnull(strstr(error_text((enum error)4711), "unknown error"));
}
END_TEST

static void check_text(const struct problem *problem, const char *want)
{
	char out[2000];
	size_t len = problem_text(problem, out, sizeof out);
	ck_assert_str_eq(out, want);
	ck_assert_uint_eq(len, strlen(want));
}

START_TEST(told)
{
	struct problem p;
	ck_assert_int_eq(problem_set(&p, ERR_SYNTAX, "zone.db", 7, "IN\tTXT"), ERR_SYNTAX);
	check_text(&p, "zone.db:7: syntax error; correct it and try again: IN\\009TXT");
	p.column = 3;
	check_text(&p, "zone.db:7:3: syntax error; correct it and try again: IN\\009TXT");
	p.line = 0;
	check_text(&p, "zone.db: syntax error; correct it and try again: IN\\009TXT");
	ck_assert_int_eq(problem_set(&p, ERR_ADDRESS, NULL, 0, "1.2.3"), ERR_ADDRESS);
	check_text(&p, "not an IP address; give one such as 192.0.2.1 or 2001:db8::1: 1.2.3");
	problem_set(&p, ERR_SYNTAX, NULL, 7, NULL);
	check_text(&p, "line 7: syntax error; correct it and try again");
	problem_set(&p, ERR_SYNTAX, "\x1b]0;x\x07", 0, "\xe2\x80\xae" "a\xc3\xa9");
	check_text(&p, "\\027]0;x\\007: syntax error; correct it and try again: \\226\\128\\174a\xc3\xa9");
	ck_assert_int_eq(problem_set(NULL, ERR_LOOP, "x", 1, "y"), ERR_LOOP);
}
END_TEST

START_TEST(the_system)
{
	struct problem p;
	errno = ENOENT;
	ck_assert_int_eq(problem_system(&p, "/no/such"), ERR_FILE);
	ck_assert_int_eq(errno, ENOENT);
	check_text(&p, "/no/such: cannot be read or written: No such file or directory; check the name");
	errno = EIO;
	ck_assert_int_eq(problem_system(&p, NULL), ERR_FILE);
	check_text(&p, "cannot be read or written: Input/output error");
	errno = ENOMEM;
	ck_assert_int_eq(problem_system(&p, NULL), ERR_MEMORY);
	ck_assert_int_eq(problem_system(NULL, "x"), ERR_MEMORY);
}
END_TEST

/* Long paths keep their end, long details their start, both at whole characters. */
START_TEST(long_texts)
{
	for (size_t lead = 0; lead < 4; lead++) {
		char text[1000];
		memset(text, 'x', lead);
		for (size_t i = lead; i + 2 < sizeof text; i += 2)
			memcpy(text + i, "\xc3\xa9", 3);
		struct problem p;
		problem_set(&p, ERR_SYNTAX, text, 1, text);
		ck_assert_uint_ge(strlen(p.file), sizeof p.file - 4);
		ck_assert_uint_ge(strlen(p.detail), sizeof p.detail - 4);
		ck_assert_mem_eq(p.file, "...\xc3", 4);
		ck_assert(utf8_valid(slice_of(p.file)));
		ck_assert(utf8_valid(slice_of(p.detail)));
		ck_assert_mem_eq(p.detail, text, strlen(p.detail));
	}
	/* Bytes that are no text at all. */
	char bytes[1000];
	memset(bytes, 0xbf, sizeof bytes - 1);
	bytes[sizeof bytes - 1] = '\0';
	struct problem p;
	char out[3000];
	problem_set(&p, ERR_SYNTAX, bytes, 1, bytes);
	ck_assert_uint_eq(problem_text(&p, out, sizeof out), strlen(out));
	/* Exactly what fits is not cut. */
	memset(bytes, 'a', sizeof bytes);
	bytes[sizeof p.file - 1] = '\0';
	problem_set(&p, ERR_SYNTAX, bytes, 1, NULL);
	ck_assert_str_eq(p.file, bytes);
	bytes[sizeof p.detail - 1] = '\0';
	problem_set(&p, ERR_SYNTAX, NULL, 1, bytes);
	ck_assert_str_eq(p.detail, bytes);
}
END_TEST

START_TEST(from_itself)
{
	struct problem p;
	problem_set(&p, ERR_SYNTAX, "zone.db", 7, "detail");
	problem_set(&p, ERR_LOOP, p.file, p.line + 1, p.detail);
	ck_assert_str_eq(p.file, "zone.db");
	ck_assert_str_eq(p.detail, "detail");
	ck_assert_uint_eq(p.line, 8);
}
END_TEST

START_TEST(any_size)
{
	struct problem p;
	problem_set(&p, ERR_SYNTAX, "zone\xc3\xa9.db", 7, "\xe4\xb8\xad\xe6\x96\x87\xf0\x9f\x98\x80");
	char whole[500];
	size_t len = problem_text(&p, whole, sizeof whole);
	for (size_t size = 0; size < len + 5; size++) {
		char out[500];
		memset(out, 1, sizeof out);
		size_t got = problem_text(&p, out, size);
		ck_assert_int_eq(out[size], 1);
		if (size == 0)
			continue;
		ck_assert_int_eq(out[got], 0);
		ck_assert_uint_lt(got, size);
		ck_assert_mem_eq(out, whole, got);
		ck_assert(utf8_valid((struct slice){ out, got }));
	}
}
END_TEST

/* Without memory the words still come out. */
START_TEST(memory_ends)
{
	struct problem p;
	char out[500];
	problem_set(&p, ERR_MEMORY, "zone.db", 0, NULL);
	failing_malloc_after(0);
	size_t len = problem_text(&p, out, sizeof out);
	ck_assert(failing_malloc_off());
	ck_assert_str_eq(out, error_text(ERR_MEMORY));
	ck_assert_uint_eq(len, strlen(out));
}
END_TEST

int main(void)
{
	Suite *s = suite_create("error");
	TCase *c = tcase_create("error");
	tcase_add_test(c, words);
	tcase_add_test(c, told);
	tcase_add_test(c, the_system);
	tcase_add_test(c, long_texts);
	tcase_add_test(c, from_itself);
	tcase_add_test(c, any_size);
	tcase_add_test(c, memory_ends);
	tcase_set_timeout(c, 30);
	suite_add_tcase(s, c);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_ENV);
	int failures = srunner_ntests_failed(r);
	srunner_free(r);
	return failures != 0;
}
