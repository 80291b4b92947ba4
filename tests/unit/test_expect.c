/* test_expect: what senders are expected to get, as lines; kept and undone with the draft. */
#include "failing_malloc.h"
#include "wizard/draft.h"
#include "wizard/expect.h"

#include "wizard_zone.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static const struct row {
	const char *line, *printed, *fault;	/* fault: its beginning */
} rows[] = {
	{ "pass 192.0.2.25 mx1", "pass 192.0.2.25 mx1", NULL },
	{ "  FAIL\t2001:DB8::0 ", "fail 2001:db8::", NULL },
	{ "fail ::ffff:203.0.113.9 helo mail.example.org from <> old  office", "fail 203.0.113.9 from <> helo mail.example.org old  office", NULL },
	{ "softfail 192.0.2.1 from a@example.org", "softfail 192.0.2.1 from a@example.org", NULL },
	{ "pass 192.0.2.1 from", "pass 192.0.2.1 from", NULL },		/* a note of one word */
	{ "", NULL, "Type what" },
	{ "pass", NULL, "Add the sending address" },
	{ "passs 192.0.2.1", NULL, "\"passs\" is no result" },
	{ "pending 192.0.2.1", NULL, "\"pending\" is no result" },
	{ "unknown 192.0.2.1", NULL, "\"unknown\" is no result" },
	{ "pass 192.0.2.1/24", NULL, "\"192.0.2.1/24\" is not an IP address" },
	{ "pass \x1b[2J", NULL, "\"\\027[2J\" is not an IP address" },
};

START_TEST(lines)
{
	const struct row *row = &rows[_i];
	struct expectation e;
	struct buf fault = { 0 }, out = { 0 };
	bool good = expect_parse(slice_of(row->line), &e, &fault);

	ck_assert_int_eq(good, row->printed != NULL);
	ck_assert_int_eq(expect_parse(slice_of(row->line), &e, NULL), good);
	if (good) {
		expect_print(&e, &out);
		ck_assert_str_eq(buf_text(&out), row->printed);
	} else {
		ck_assert_msg(strncmp(buf_text(&fault), row->fault, strlen(row->fault)) == 0, "%s", buf_text(&fault));
	}
	buf_release(&fault);
	buf_release(&out);
}
END_TEST

START_TEST(lines_that_say_something)
{
	struct slice rest = SLICE("\n  \n# note\npass 192.0.2.1\r\n\nfail 192.0.2.2"), line;

	ck_assert(expect_next(&rest, &line));
	ck_assert(slice_equal(line, SLICE("pass 192.0.2.1")));
	ck_assert(expect_next(&rest, &line));
	ck_assert(slice_equal(line, SLICE("fail 192.0.2.2")));
	ck_assert(!expect_next(&rest, &line));
}
END_TEST

START_TEST(in_the_draft)
{
	struct name domain = wizard_name("example.org");
	struct draft *draft = draft_new(&domain, NULL);
	char huge[70000];

	ck_assert_ptr_nonnull(draft);
	ck_assert_uint_eq(draft_expectations(draft).len, 0);
	ck_assert_int_eq(draft_set_expectations(draft, SLICE("pass 192.0.2.1\n")), ERR_NONE);
	ck_assert_int_eq(draft_set_text(draft, SLICE("v=spf1 a -all")), ERR_NONE);
	ck_assert(slice_equal(draft_expectations(draft), SLICE("pass 192.0.2.1\n")));
	memset(huge, 'x', sizeof huge);
	ck_assert_int_eq(draft_set_expectations(draft, (struct slice){ huge, sizeof huge }), ERR_TOO_LARGE);
	ck_assert(draft_undo(draft) && draft_undo(draft) && !draft_undo(draft));
	ck_assert_uint_eq(draft_expectations(draft).len, 0);
	ck_assert(draft_redo(draft));
	for (unsigned n = 0;; n++) {
		enum error error;

		failing_malloc_after(n);
		error = draft_set_expectations(draft, SLICE("fail 192.0.2.2\n"));
		if (!failing_malloc_off())
			break;
		ck_assert_int_eq(error, ERR_MEMORY);
		ck_assert(slice_equal(draft_expectations(draft), SLICE("pass 192.0.2.1\n")));
	}
	ck_assert(slice_equal(draft_expectations(draft), SLICE("fail 192.0.2.2\n")));
	draft_free(draft);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("expect");
	TCase *tcase = tcase_create("expect");
	SRunner *runner;
	int failed;

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, lines, 0, sizeof rows / sizeof *rows);
	tcase_add_test(tcase, lines_that_say_something);
	tcase_add_test(tcase, in_the_draft);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
