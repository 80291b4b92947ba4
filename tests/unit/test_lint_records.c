/*
 * test_lint_records: lint over records that others wrote: those found broken in the wild, those of the openspf suites, and, where there
 * is a file of them, those that are published.
 */
#include "lint_sane.h"
#include "lint_text_cases.h"
#include "sanitized.h"
#include "suite.h"

#include "lint/fix.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { REAL_STEP = SANITIZED ? 16 : 1 };

static enum error again(void *arg, struct pool *pool, const struct record *record, struct lint_findings *findings)
{
	(void)arg;
	return lint_text(pool, record, findings);
}

/* --- found in the wild */

static const struct wild {
	const char *text;
	unsigned id;
	const char *fixed;	/* by all fixes, unsafe ones too */
} wild[] = {
	{ "v=spf1 \xe2\x80\x93" "all", 201, "v=spf1 -all" },
	{ "v=spf1 ip6:2a05:d018::1 & ip4:192.168.1.0/24. -all", 312, "v=spf1 ip6:2a05:d018::1 -all" },
	{ "v=spf1 ip6:2a05:d018::1 & a:mail.example.org -all", 301, "v=spf1 ip6:2a05:d018::1 a:mail.example.org -all" },
	{ "v=spf1 ip4: 198.58.98.141 -all", 208, "v=spf1 ip4:198.58.98.141 -all" },
	{ "v=spf1 einschlie\xc3\x9f" "en:zcsend.net -all", 219, "v=spf1 include:zcsend.net -all" },
	{ "v=spf1 ip4:45.154.45.81~all", 209, "v=spf1 ip4:45.154.45.81 ~all" },
	{ "v=spf1 include=spf.example.net -all", 210, "v=spf1 include:spf.example.net -all" },
	{ "v=spf1 ip4:1.2.3.4\010 -all", 109, "v=spf1 ip4:1.2.3.4 -all" },
	{ "v=spf1 ip4:1.2.3.4\\010 -all", 309, "v=spf1 ip4:1.2.3.4 -all" },
	{ "v=spf1 mx ~all include:aspmx.pardot.com ~all", 401, "v=spf1 mx include:aspmx.pardot.com ~all" },
	{ "v=spf1 mx ~all include:aspmx.pardot.com ~all", 402, NULL },
	{ "v=spf1 mx ptr ptr:admins.ws ptr:uceprotect.net -all", 705, "v=spf1 mx -all" },
	{ "v=spf1 exp=explain.example.org -mx ~all", 404, "v=spf1 -mx ~all exp=explain.example.org" },
	{ "TXT \"v=spf1 mx -all\"", 221, "v=spf1 mx -all" },
	{ "v=spf1 include:amazonses.com ~al", 213, "v=spf1 include:amazonses.com ~all" },
	{ "v=spf1 nclude:spf.ssmx.net -all", 213, "v=spf1 include:spf.ssmx.net -all" },
	{ "v=spf1 mx\xc2\xa0include:_spf.example.net\xc2\xa0~all", 203, "v=spf1 mx include:_spf.example.net ~all" },
	{ "v=spf1 mx ~allgoogle-site-verification=x1", 209, "v=spf1 mx ~all google-site-verification=x1" },
	{ "v=spf1 a mx -allinclude:x.com", 209, "v=spf1 a mx include:x.com -all" },
};

static bool has(const struct lint_findings *findings, unsigned id)
{
	for (size_t i = 0; i < findings->n; i++)
		if (findings->finding[i].rule->id == id)
			return true;
	return false;
}

START_TEST(broken_in_the_wild)
{
	const struct wild *row = &wild[_i];
	struct lint_findings findings;
	struct pool pool = { 0 };
	struct record record;
	struct fixed fixed;

	ck_assert_int_eq(record_parse(&record, slice_of(row->text)), ERR_NONE);
	ck_assert_int_eq(lint_text(&pool, &record, &findings), ERR_NONE);
	assert_sane_findings(&findings, &record);
	ck_assert_msg(has(&findings, row->id), "%s: SPF%03u is not raised", row->text, row->id);
	ck_assert_int_eq(fix_all(&record, true, again, NULL, &fixed), ERR_NONE);
	ck_assert_msg(record_good(&fixed.record) && fixed.settled, "%s: %s", row->text, fixed.record.text);
	ck_assert_msg(!row->fixed || strcmp(fixed.record.text, row->fixed) == 0, "%s: %s", row->text, fixed.record.text);
	record_release(&fixed.record);
	record_release(&record);
	pool_release(&pool);
}
END_TEST

START_TEST(joined_strings_are_in_order)
{
	struct lint_findings findings;
	struct pool pool = { 0 };
	struct record record;

	record_of_strings(&record, "\"v=spf1 \" \"ip4:198.58.98.141 \" \"ip6:2a05:d018::1 \" \"mx -all\"");
	ck_assert_str_eq(record.text, "v=spf1 ip4:198.58.98.141 ip6:2a05:d018::1 mx -all");
	ck_assert_int_eq(lint_text(&pool, &record, &findings), ERR_NONE);
	ck_assert_uint_eq(findings.n, 0);
	record_release(&record);
	pool_release(&pool);
}
END_TEST

/* --- records that can be read have no error, others have one, whoever wrote them */

static bool has_error(const struct lint_findings *findings, unsigned from, unsigned to)
{
	for (size_t i = 0; i < findings->n; i++) {
		const struct finding *f = &findings->finding[i];

		if (f->level == LEVEL_ERROR && f->rule->id >= from && f->rule->id < to)
			return true;
	}
	return false;
}

/* A repair that is called safe leaves what can be read so; an edit it is for those that can not. */
static void assert_safe_fixes(const struct record *record, const struct lint_findings *findings)
{
	for (size_t i = 0; i < findings->n; i++) {
		struct record fixed;

		if (!findings->finding[i].fix)
			continue;
		ck_assert_int_eq(fix_apply(record, &findings->finding[i], &fixed), ERR_NONE);
		ck_assert_msg(fixed.len != record->len || memcmp(fixed.text, record->text, fixed.len) != 0, "SPF%03u changes nothing: %s",
		    findings->finding[i].rule->id, record->text);
		ck_assert_msg(!record_good(record) || record_good(&fixed), "SPF%03u: %s: %s", findings->finding[i].rule->id, record->text, fixed.text);
		record_release(&fixed);
	}
}

static void assert_told_apart(struct pool *pool, struct slice text)
{
	struct lint_findings findings;
	struct record record;

	ck_assert_int_eq(record_parse(&record, text), ERR_NONE);
	ck_assert_int_eq(lint_text(pool, &record, &findings), ERR_NONE);
	assert_sane_findings(&findings, &record);
	ck_assert_msg(has_error(&findings, 100, 500) != record_good(&record), "%s", record.text);
	assert_safe_fixes(&record, &findings);
	record_release(&record);
	pool_reset(pool);
}

static size_t read_suite(const char *path)
{
	struct pool pool = { 0 };
	struct suite suite;
	size_t n = 0;

	suite_read(&suite, path);
	for (size_t z = 0; z < suite.zones; z++) {
		for (size_t i = 0; i < suite.zone[z].n; i++) {
			const struct suite_record *rr = &suite.zone[z].record[i];
			struct slice text = { (const char *)rr->wire + 1, rr->len - 1 };

			if (rr->nothing || rr->fails || (rr->type != RR_TXT && rr->type != RR_SPF) || rr->len < 7 || rr->wire[0] + 1u != rr->len ||
			    !record_is_spf(text))
				continue;
			assert_told_apart(&pool, text);
			n++;
		}
	}
	suite_release(&suite);
	pool_release(&pool);
	return n;
}

START_TEST(suites_of_others)
{
	ck_assert_uint_gt(read_suite(suite_rfc7208), 150);
	ck_assert_uint_gt(read_suite(suite_rfc4408), 150);
}
END_TEST

START_TEST(published_records)
{
	const char *path = getenv("SPFWIZ_RECORDS") ? getenv("SPFWIZ_RECORDS") : "../shared/data/real-records.tsv";
	FILE *file = fopen(path, "r");
	static char line[1 << 17];
	struct pool pool = { 0 };
	size_t n = 0;

	if (!file) {
		printf("# skip: no file of published records, and SPFWIZ_RECORDS names none\n");
		return;
	}
	while (fgets(line, sizeof line, file)) {
		char *tab = strchr(line, '\t');

		line[strcspn(line, "\n")] = '\0';
		if (tab && n++ % REAL_STEP == 0)
			assert_told_apart(&pool, slice_of(tab + 1));
	}
	fclose(file);
	pool_release(&pool);
	ck_assert_uint_gt(n, 0);
}
END_TEST

/* --- hostile text */

START_TEST(any_bytes)
{
	static const char bytes[] = "v=spf1 a:mx/%{ir}.~-all04\0\xff\xe2\x80\x93ip4,\"\t";
	struct pool pool = { 0 };
	uint32_t seed = 7;
	char text[200];

	for (unsigned round = 0; round < 3000; round++) {
		struct lint_findings findings;
		struct record record;
		size_t n = 7 + (seed >> 8) % (sizeof text - 8);

		memcpy(text, "v=spf1 ", 7);
		for (size_t i = 7; i < n; i++)
			text[i] = bytes[((seed = seed * 1103515245u + 12345u) >> 16) % (sizeof bytes - 1)];
		ck_assert_int_eq(record_parse(&record, (struct slice){ text, n }), ERR_NONE);
		ck_assert_int_eq(lint_text(&pool, &record, &findings), ERR_NONE);
		assert_sane_findings(&findings, &record);
		record_release(&record);
		pool_reset(&pool);
	}
	pool_release(&pool);
}
END_TEST

/* Thousands of terms: no check may be quadratic in a way that shows, and errors are not crowded out by advice. */
START_TEST(many_terms)
{
	struct lint_findings findings;
	struct pool pool = { 0 };
	struct record record;
	struct buf text = { 0 };

	buf_string(&text, "v=spf1");
	for (unsigned i = 0; i < 3000; i++)
		buf_printf(&text, " ip4:10.%u.%u.1/24", i / 250, i % 250);
	buf_string(&text, " foo -all");
	ck_assert_int_eq(record_parse(&record, buf_slice(&text)), ERR_NONE);
	ck_assert_int_eq(lint_text(&pool, &record, &findings), ERR_NONE);
	assert_sane_findings(&findings, &record);
	ck_assert(!findings.cut && has(&findings, 301));	/* none is lost uncounted */
	size_t private = 0;
	for (size_t i = 0; i < findings.n; i++)
		private += findings.finding[i].rule->id == 613 ? 1 + findings.finding[i].more : 0;
	ck_assert_uint_eq(private, 3000);
	record_release(&record);
	buf_release(&text);
	pool_release(&pool);
}
END_TEST

/* As long as a record may be, of what makes guesses costly: fixes are thought about up to a bound. */
START_TEST(long_and_hostile)
{
	static const char *const piece[] = { "mxa", "a:", "include:", "a,", "-all", "%{l}.", "\xe2\x80\x93", "a.", "http://x/", "\"" };
	struct pool pool = { 0 };

	for (size_t i = 0; i < 2 * (sizeof piece / sizeof *piece); i++) {
		struct lint_findings findings;
		struct record record;
		struct buf text = { 0 };

		buf_string(&text, "v=spf1 ");
		while (text.len < 65000) {
			if (i % 2 && text.len % 250 < 10)
				buf_char(&text, ' ');
			buf_string(&text, piece[i / 2]);
		}
		ck_assert_int_eq(record_parse(&record, buf_slice(&text)), ERR_NONE);
		ck_assert_int_eq(lint_text(&pool, &record, &findings), ERR_NONE);
		assert_sane_findings(&findings, &record);
		record_release(&record);
		buf_release(&text);
		pool_reset(&pool);
	}
	pool_release(&pool);
}
END_TEST

START_TEST(memory_ends)
{
	struct pool pool = { .bound = 1 };
	struct lint_findings findings;
	struct record record;
	enum error error = ERR_MEMORY;

	ck_assert_int_eq(record_parse(&record, SLICE("v=spf1 +mx ip4: 1.2.3.4 \xe2\x80\x93" "all prt ip4:1.2.3.0/25 ip4:1.2.3.128/25")), ERR_NONE);
	for (size_t bound = 1; bound < 1 << 20 && error; bound += bound < 60000 ? 997 : 61) {
		pool_release(&pool);
		pool = (struct pool){ .bound = bound };
		error = lint_text(&pool, &record, &findings);
		ck_assert(error == ERR_MEMORY || error == ERR_NONE);
	}
	ck_assert_int_eq(error, ERR_NONE);
	record_release(&record);
	pool_release(&pool);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("lint records");
	TCase *tcase = tcase_create("all");
	SRunner *runner;
	int failed;

	tcase_set_timeout(tcase, 120);
	tcase_add_loop_test(tcase, broken_in_the_wild, 0, sizeof wild / sizeof *wild);
	tcase_add_test(tcase, joined_strings_are_in_order);
	tcase_add_test(tcase, suites_of_others);
	tcase_add_test(tcase, published_records);
	tcase_add_test(tcase, any_bytes);
	tcase_add_test(tcase, many_terms);
	tcase_add_test(tcase, long_and_hostile);
	tcase_add_test(tcase, memory_ends);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
