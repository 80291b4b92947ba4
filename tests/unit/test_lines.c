/* test_lines: all outputs of a draft as zone lines. */
#include "publish/lines.h"

#include "wizard_zone.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static struct draft *draft_of(const char *text)
{
	struct name domain = wizard_name("example.org");
	struct draft *draft = draft_new(&domain, NULL);

	ck_assert_ptr_nonnull(draft);
	ck_assert_int_eq(draft_set_text(draft, slice_of(text)), ERR_NONE);
	return draft;
}

static void set(struct draft *draft, enum question_id id, const char *reply)
{
	struct buf fault = { 0 };

	ck_assert_msg(draft_set(draft, id, slice_of(reply), &fault), "%s", buf_text(&fault));
	buf_release(&fault);
}

static void is(const struct draft *draft, const struct zonelines *lines, const char *golden)
{
	struct outputs outputs;
	struct buf out = { 0 };

	ck_assert_int_eq(draft_outputs(draft, &outputs), ERR_NONE);
	ck_assert_int_eq(lines_print(lines, &outputs, &out), ERR_NONE);
	ck_assert_str_eq(buf_text(&out), golden);
	outputs_release(&outputs);
	buf_release(&out);
}

START_TEST(usual_lines)
{
	struct draft *draft = draft_of("v=spf1 mx -all exp=why.example.org");
	struct name zone = wizard_name("example.org");
	struct zonelines lines;

	set(draft, Q_EXP_TEXT, "no");
	set(draft, Q_HELO, "mx1.example.org");
	lines_usual(&zone, &lines);
	is(draft, &lines, "@ IN TXT \"v=spf1 mx -all exp=why.example.org\"\nwhy IN TXT \"no\"\nmx1 IN TXT \"v=spf1 a -all\"\n");
	draft_free(draft);
}
END_TEST

START_TEST(an_owner_outside_the_zone_is_absolute)
{
	struct draft *draft = draft_of("v=spf1 -all exp=why.example.net");
	struct name zone = wizard_name("example.org");
	struct zonelines lines;

	set(draft, Q_EXP_TEXT, "no");
	lines_usual(&zone, &lines);
	lines.line.form = OWNER_RELATIVE;
	is(draft, &lines, "@ IN TXT \"v=spf1 -all exp=why.example.net\"\nwhy.example.net. IN TXT \"no\"\n");
	lines.line.origin.len = 0;
	is(draft, &lines, "example.org. IN TXT \"v=spf1 -all exp=why.example.net\"\nwhy.example.net. IN TXT \"no\"\n");
	draft_free(draft);
}
END_TEST

START_TEST(layout_by_what_fits)
{
	static const char term[] = " ip4:192.0.2.1";
	struct name zone = wizard_name("example.org");
	struct zonelines lines;
	char text[400] = "v=spf1";
	struct draft *draft;

	while (strlen(text) < 260)
		strcat(text, term);
	lines_usual(&zone, &lines);
	draft = draft_of(text);
	ck_assert_int_eq(lines_layout(&lines, draft_record(draft)), LAYOUT_PARENTHESES);
	lines.fitting = false;
	ck_assert_int_eq(lines_layout(&lines, draft_record(draft)), LAYOUT_LINE);
	draft_free(draft);
}
END_TEST

/* What was there stays as it was. */
START_TEST(too_large_a_ttl)
{
	struct draft *draft = draft_of("v=spf1 -all");
	struct name zone = wizard_name("example.org");
	struct zonelines lines;
	struct outputs outputs;
	struct buf out = { 0 };

	lines_usual(&zone, &lines);
	lines.line.ttl_given = true;
	lines.line.ttl = UINT32_MAX;
	buf_string(&out, "before\n");
	ck_assert_int_eq(draft_outputs(draft, &outputs), ERR_NONE);
	ck_assert_int_eq(lines_print(&lines, &outputs, &out), ERR_TOO_LARGE);
	ck_assert_str_eq(buf_text(&out), "before\n");
	outputs_release(&outputs);
	buf_release(&out);
	draft_free(draft);
}
END_TEST

START_TEST(commands_are_comments)
{
	struct name zone = wizard_name("example.org");
	struct zonelines lines;
	struct buf out = { 0 };

	lines_usual(&zone, &lines);
	lines.server = SERVER_KNOT;
	lines_commands(&lines, &zone, &out);
	ck_assert_str_eq(buf_text(&out), "; knotc zone-reload example.org\n; dig -t txt example.org\n; nslookup -type=txt example.org\n"
		"; spfwiz check --ip 192.0.2.1 example.org\n");
	buf_release(&out);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("lines");
	TCase *tcase = tcase_create("lines");
	SRunner *runner;
	int failed;

	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, usual_lines);
	tcase_add_test(tcase, an_owner_outside_the_zone_is_absolute);
	tcase_add_test(tcase, layout_by_what_fits);
	tcase_add_test(tcase, too_large_a_ttl);
	tcase_add_test(tcase, commands_are_comments);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
