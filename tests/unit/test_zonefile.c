/*
 * test_zonefile: master files as people write them, and the line that is named when one is broken.
 */
#include "dns/zonefile.h"
#include "base/buf.h"
#include "dns/rdata.h"
#include <check.h>
#include <string.h>

#define HEAD "$ORIGIN example.org.\n$TTL 300\n@ SOA ns h 1 2 3 4 5\n"

/* Invariants of the header: spans inside the file, records of one file ascending, data where it says. */
static void assert_sane_zone(const struct zonefile *zone)
{
	size_t end = 0;

	for (size_t i = 0; i < zone->n; i++) {
		const struct zone_record *record = &zone->record[i];
		size_t size = zone->file[record->file].text.len;

		ck_assert_uint_lt(record->file, zone->files);
		ck_assert_uint_le((size_t)record->whole.at + record->whole.len, size);
		ck_assert_uint_le((size_t)record->owner_at.at + record->owner_at.len, size);
		ck_assert_uint_le((size_t)record->data_at.at + record->data_at.len, size);
		if (zone->files == 1 && !record->generated) {
			ck_assert_uint_ge(record->whole.at, end);
			end = (size_t)record->whole.at + record->whole.len;
		}
		ck_assert(name_under(&record->owner, &zone->origin));
	}
}

static void print_zone(const struct zonefile *zone, struct buf *out)
{
	for (size_t i = 0; i < zone->n; i++) {
		const struct zone_record *record = &zone->record[i];
		char owner[NAME_TEXT], type[12];

		name_text(&record->owner, owner);
		buf_printf(out, "%u %s %u %s ", record->line, owner, record->ttl, rrtype_text(record->type, type));
		rdata_print(record->type, &record->rdata, out);
		buf_char(out, '\n');
	}
}

static const struct {
	const char *text, *records;	/* after the SOA of HEAD, whose line is left out */
} good[] = {
	{ "a A 192.0.2.1\n", "4 a.example.org 300 A 192.0.2.1\n" },
	{ "a 1h A 192.0.2.1\n\tIN 60 TXT x \"y z\"\n", "4 a.example.org 3600 A 192.0.2.1\n5 a.example.org 60 TXT \"x\" \"y z\"\n" },
	{ "@ IN TXT ( \"a\" ; comment\n  \"b\" )\nb.example.org. IN 5 A 192.0.2.2", "4 example.org 300 TXT \"a\" \"b\"\n6 b.example.org 5 A 192.0.2.2\n" },
	{ "$ORIGIN sub\nx MX 10 y\n", "5 x.sub.example.org 300 MX 10 y.sub.example.org.\n" },
	{ "$GENERATE 1-2 h$ A 192.0.2.$\n", "4 h1.example.org 300 A 192.0.2.1\n4 h2.example.org 300 A 192.0.2.2\n" },
	{ "$GENERATE 1-1 h${10,3,d} CNAME t${0,2,x}\n", "4 h011.example.org 300 CNAME t01.example.org.\n" },
	{ "$TTL 1d\r\na A 192.0.2.1\r\n", "5 a.example.org 86400 A 192.0.2.1\n" },
	{ "a TXT \"semi;colon (x) \\\"q\\\" \\065\"\n", "4 a.example.org 300 TXT \"semi;colon (x) \\\"q\\\" A\"\n" },
	{ "\n; only a comment\n   \na A 192.0.2.1\n", "7 a.example.org 300 A 192.0.2.1\n" },
};

START_TEST(good_files)
{
	struct zonefile zone;
	struct problem problem = { 0 };
	struct buf text = { 0 }, records = { 0 };

	buf_string(&text, HEAD);
	buf_string(&text, good[_i].text);
	enum error error = zonefile_parse(&zone, "file", buf_slice(&text), &(struct zone_options){ 0 }, &problem);
	ck_assert_msg(!error, "%u: %s", problem.line, problem.detail);
	assert_sane_zone(&zone);
	print_zone(&zone, &records);
	const char *after = strchr(buf_text(&records), '\n');
	ck_assert_ptr_nonnull(after);
	ck_assert_str_eq(after + 1, good[_i].records);
	buf_release(&records);
	buf_release(&text);
	zonefile_release(&zone);
}
END_TEST

static const struct {
	const char *text;
	enum error error;
	unsigned line;
} bad[] = {
	{ "a A 192.0.2.300\n", ERR_SYNTAX, 4 }, { "a A\n", ERR_SYNTAX, 4 }, { "a FOO x\n", ERR_SYNTAX, 4 },
	{ "\n\na TXT \"open\n", ERR_SYNTAX, 6 }, { "a TXT ( \"x\"\n\n", ERR_SYNTAX, 4 }, { "a TXT x )\n", ERR_SYNTAX, 4 },
	{ "a CH TXT x\n", ERR_SYNTAX, 4 }, { "$FOO x\n", ERR_SYNTAX, 4 }, { "$TTL x\n", ERR_SYNTAX, 4 },
	{ "$GENERATE 5-1 a A 192.0.2.1\n", ERR_SYNTAX, 4 }, { "$INCLUDE other\n", ERR_FILE, 4 }, { "a..b A 192.0.2.1\n", ERR_NAME_LABEL, 4 },
};

START_TEST(bad_files)
{
	struct zonefile zone;
	struct problem problem = { 0 };
	struct buf text = { 0 };

	buf_string(&text, HEAD);
	buf_string(&text, bad[_i].text);
	enum error error = zonefile_parse(&zone, "file", buf_slice(&text), &(struct zone_options){ 0 }, &problem);
	ck_assert_msg(error == bad[_i].error || (error && bad[_i].error == ERR_NAME_LABEL), "%s: error %d, %s", bad[_i].text, error, problem.detail);
	ck_assert_msg(problem.line == bad[_i].line, "%s: line %u", bad[_i].text, problem.line);
	ck_assert_str_eq(problem.file, "file");
	buf_release(&text);
	zonefile_release(&zone);
}
END_TEST

START_TEST(strings_over_255_are_named)
{
	struct zonefile zone;
	struct problem problem = { 0 };
	struct buf text = { 0 };
	char message[1024];

	buf_string(&text, HEAD "a TXT \"");
	buf_fill(&text, 'x', 256);
	buf_string(&text, "\"\n");
	ck_assert_int_eq(zonefile_parse(&zone, "file", buf_slice(&text), &(struct zone_options){ 0 }, &problem), ERR_SYNTAX);
	problem_text(&problem, message, sizeof message);
	ck_assert_msg(strstr(message, "255"), "%s", message);
	buf_release(&text);
	zonefile_release(&zone);
}
END_TEST

START_TEST(binary_is_said)
{
	struct zonefile zone;
	struct problem problem = { 0 };

	ck_assert_int_eq(zonefile_parse(&zone, "file", SLICE("a\0b"), &(struct zone_options){ 0 }, &problem), ERR_BINARY);
	zonefile_release(&zone);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("zonefile");
	TCase *tests = tcase_create("zonefile");

	tcase_add_loop_test(tests, good_files, 0, sizeof good / sizeof *good);
	tcase_add_loop_test(tests, bad_files, 0, sizeof bad / sizeof *bad);
	tcase_add_test(tests, strings_over_255_are_named);
	tcase_add_test(tests, binary_is_said);
	suite_add_tcase(suite, tests);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
