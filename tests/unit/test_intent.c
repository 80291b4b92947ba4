/* test_intent: who is named in a record, and what becomes of several records in one. */
#include "lint/intent.h"
#include "base/buf.h"

#include <check.h>

static const struct named {
	const char *record;
	size_t senders;
} named[] = {
	{ "v=spf1 -all", 0 }, { "v=spf1 ~all exp=why.x.com MS=ms1", 0 }, { "v=spf1 a mx:x.com -ip4:192.0.2.1 ?exists:%{i}.x.com all", 4 },
	{ "v=spf1 include=x.com redirct=x.com redirect=y.com", 3 }, { "v=spf1 prt includ:x.com mail.x.com moo", 3 },
	{ "mail.x.com IN TXT \"v=spf1 mx -all\"", 1 },
};

START_TEST(knows_who_is_named)
{
	struct record record;

	ck_assert_int_eq(record_parse(&record, slice_of(named[_i].record)), ERR_NONE);
	ck_assert_uint_eq(intent_senders(&record), named[_i].senders);
	record_release(&record);
}
END_TEST

static const struct merging {
	const char *record[3], *merged;
} merging[] = {
	{ { "v=spf1 mx -all", "v=spf1 include:x.com MX ~all" }, "v=spf1 mx include:x.com ~all" },
	{ { "v=spf1 a ?all", "v=spf1 mx -all", "v=spf1 ptr ~all" }, "v=spf1 a mx ptr ?all" },
	{ { "v=spf1 a", "v=spf1 mx -all" }, "v=spf1 a mx -all" },
	{ { "v=spf1 a", "v=spf1 mx" }, "v=spf1 a mx" },
	{ { "v=spf1 a +all", "v=spf1 mx -all" }, "v=spf1 a mx all" },
	{ { "v=spf1 a all:x", "v=spf1 mx -all" }, "v=spf1 a mx ~all" },		/* what is broken lets nobody in */
	{ { "v=spf1 redirect=x.com", "v=spf1 mx redirect=x.com" }, "v=spf1 mx redirect=x.com" },
	{ { "v=spf1 redirect=x.com", "v=spf1 redirect=y.com" }, "v=spf1 include:x.com include:y.com" },
	{ { "v=spf1 redirect=x.com", "v=spf1 mx -all" }, "v=spf1 include:x.com mx -all" },
	{ { "v=spf1 mx exp=a.x.com r=1 -all", "v=spf1 a exp=b.x.com -all" }, "v=spf1 mx a -all exp=a.x.com r=1" },
	{ { "v=spf1 mx ~all v=spf1 a -all" }, "v=spf1 mx a ~all" },
};

START_TEST(merges_without_losing_anybody)
{
	const struct merging *row = &merging[_i];
	const struct record *list[3];
	struct record record[3];
	struct buf out = { 0 };
	size_t n = 0;

	for (; n < 3 && row->record[n]; n++) {
		ck_assert_int_eq(record_parse(&record[n], slice_of(row->record[n])), ERR_NONE);
		list[n] = &record[n];
	}
	ck_assert(intent_merge(list, n, &out));
	ck_assert_str_eq(buf_text(&out), row->merged);
	buf_release(&out);
	while (n > 0)
		record_release(&record[--n]);
}
END_TEST

START_TEST(merges_no_list_without_end)
{
	const struct record *list[1];
	struct record record;
	struct buf text = { 0 }, out = { 0 };

	buf_string(&text, "v=spf1");
	for (unsigned i = 0; i < 600; i++)
		buf_printf(&text, " ip4:192.0.%u.%u", i / 200, i % 200);
	ck_assert_int_eq(record_parse(&record, buf_slice(&text)), ERR_NONE);
	list[0] = &record;
	ck_assert(!intent_merge(list, 1, &out));
	buf_release(&out);
	buf_release(&text);
	record_release(&record);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("intent");
	TCase *tests = tcase_create("intent");

	tcase_add_loop_test(tests, knows_who_is_named, 0, sizeof named / sizeof *named);
	tcase_add_loop_test(tests, merges_without_losing_anybody, 0, sizeof merging / sizeof *merging);
	tcase_add_test(tests, merges_no_list_without_end);
	suite_add_tcase(suite, tests);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
