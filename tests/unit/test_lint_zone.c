/* test_lint_zone: zone files linted whole: each finding at its very place, in order, comments that silence, and zones of any size. */
#include "lint_scene.h"

#include "base/buf.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEAD "$TTL 3600\n$ORIGIN example.org.\n@ SOA ns h 10 2 3 4 5\n@ NS ns.example.net.\n"

#define A50 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define LONG A50 A50 A50 A50 A50 "0123456789"

/* "line:column id" of each finding of publication and output, and of every error and warning; one a line. */
static void places(const struct lint_scene *scene, struct buf *out, struct lint_seens *seens)
{
	lint_scene_run(scene, seens);
	for (size_t i = 0; i < seens->n; i++)
		if (seens->seen[i].level > LEVEL_NOTE || seens->seen[i].id / 100 == 1 || seens->seen[i].id / 100 == 9)
			buf_printf(out, "%u:%u %u\n", seens->seen[i].line, seens->seen[i].column, seens->seen[i].id);
}

static const struct row {
	const char *what, *file, *places;
} rows[] = {
	{ "a term in quotes", HEAD "@ TXT \"v=spf1 foo -all\"\n", "5:15 301\n" },
	{ "several strings, a space in the second", HEAD "@ TXT \"v=spf1\" \" foo -all\"\n", "5:18 301\n" },
	{ "several lines in parentheses, with comments", HEAD "@ TXT ( \"v=spf1 \" ; \"foo\"\n  \"ip4:192.0.2.1 \"\n\t\"foo \"\n  \"-all\" )\n",
		"6:8 613\n7:3 301\n" },
	{ "Sender ID alone", HEAD "@ TXT \"spf2.0/pra mx -all\"\n", "5:8 108\n" },
	{ "what stands beside the record is said where it stands",
		HEAD "@ TXT \"spf2.0/pra -all\"\n@ TXT \"v=spf1 -all\"\n@ TXT \"\\255\"\n@ TXT \"v=spf1;mx\"\n@ TXT \"other\"\nb TXT \"\\255\"\n",
		"5:8 108\n7:7 122\n8:8 103\n" },
	{ "two that are nearly records", HEAD "b TXT \"v=spf1;mx -all\"\nb TXT \" v=spf1 mx -all\"\n", "5:8 103\n6:8 104\n" },
	{ "escapes count as what they are written as", HEAD "@ TXT \"v=spf1 \\097\\108l\\\\ foo -all\"\n", "5:15 213\n5:27 301\n" },
	{ "columns count code points", HEAD "@ TXT \"v=spf1 \xc3\xa4\xc3\xa4 foo -all\"\n", "5:15 109\n5:18 301\n" },
	{ "without quotes", HEAD "@ TXT v=spf1\n\nm A 192.0.2.1\n", "5:7 406\n5:7 707\n" },
	{ "the owner left out", HEAD "m A 192.0.2.1\n  TXT \"v=spf1 foo -all\"\n", "6:15 301\n" },
	{ "in the order of the file", HEAD "b TXT \"v=spf1 foo -all\"\na TXT \"v=spf1 bar -all\"\n", "5:15 301\n6:15 301\n" },
	{ "CR LF", "$TTL 3600\r\n$ORIGIN example.org.\r\n@ SOA ns h 10 2 3 4 5\r\n@ TXT \"v=spf1 foo -all\"\r\n", "4:15 301\n" },
	{ "ttl and owner", HEAD "example.org 299 TXT \"v=spf1 -all\"\n", "5:1 116\n5:13 120\n" },
	{ "a loop within the zone", HEAD "@ TXT \"v=spf1 include:a.example.org -all\"\na TXT \"v=spf1 include:example.org -all\"\n", "5:15 509\n6:15 509\n" },
	{ "generated records are said at their directive", HEAD "$GENERATE 1-2 h$ TXT \"\\\"v=spf1 foo -all\\\"\"\n", "5:1 301\n" },
	{ "how a part ends is no policy", HEAD "_a TXT \"v=spf1 foo\"\nb TXT \"v=spf1 foo\"\n", "5:16 301\n6:15 301\n6:18 405\n" },
	{ "a string over 255 bytes hides nothing, in its record or behind it",
		HEAD "@ TXT ( \"v=spf1 foo \"\n \"x=" LONG " bar -all\" )\nk TXT " LONG "\na TXT \"v=spf1 baz -all\"\n",
		"5:17 301\n6:2 510\n6:3 302\n6:266 301\n7:7 510\n8:15 301\n" },
	{ "no quotes: one finding", HEAD "@ TXT v=spf1 mx -all\n", "5:7 901\n" },
};

START_TEST(places_in_the_file)
{
	const struct row *row = &rows[_i];
	struct lint_scene scene = { .file = row->file };
	struct lint_seens *seens = malloc(sizeof *seens);
	struct buf out = { 0 };

	places(&scene, &out, seens);
	ck_assert_msg(strcmp(buf_text(&out), row->places) == 0, "%s:\n%s", row->what, buf_text(&out));
	buf_release(&out);
	free(seens);
}
END_TEST

static const struct row notes[] = {
	{ "silenced on the line", HEAD "@ 299 TXT \"v=spf1 -all\" ; spfwiz: ignore SPF120 being changed\n", "" },
	{ "silenced on a line above", HEAD "; spfwiz: ignore ttl-odd being changed\n@ 299 TXT \"v=spf1 -all\"\n", "" },
	{ "silenced within parentheses", HEAD "@ 299 TXT ( \"v=spf1 \" ; spfwiz: ignore 120\n  \"-all\" )\n", "" },
	{ "one of two", HEAD "@ 299 TXT \"v=spf1 foo -all\" ; spfwiz: ignore SPF120\n", "5:19 301\n" },
	{ "two comments", HEAD "; spfwiz: ignore SPF301 on purpose\n@ 299 TXT \"v=spf1 foo -all\" ; spfwiz: ignore SPF120\n", "" },
	{ "of the next record only", HEAD "; spfwiz: ignore SPF301\n@ TXT \"v=spf1 foo -all\"\na TXT \"v=spf1 foo -all\"\n", "7:15 301\n" },
	{ "not in use", HEAD "@ TXT \"v=spf1 -all\" ; spfwiz: ignore SPF120\n", "5:38 909\n" },
	{ "above, not in use", HEAD "; spfwiz: ignore SPF120\n@ TXT \"v=spf1 -all\"\n", "5:18 909\n" },
	{ "several, in any case", HEAD "@ 299 TXT \"v=spf1 foo -all\" ; SPFWIZ: IGNORE SPF120,SPF301 why\n", "" },
	{ "several, with blanks", HEAD "@ 299 TXT \"v=spf1 foo -all\" ; spfwiz: ignore SPF120, spf301, SPF302 why\n", "5:62 909\n" },
	{ "none named", HEAD "@ TXT \"v=spf1 -all\" ; spfwiz: ignore\n", "5:37 909\n" },
	{ "no such rule", HEAD "@ TXT \"v=spf1 -all\" ; spfwiz: ignore SPF999\n", "5:38 909\n" },
	{ "in a string, no comment", HEAD "@ TXT \"; spfwiz: ignore SPF120\"\n", "" },
	{ "in no record", HEAD "@ TXT \"v=spf1 -all\"\n; spfwiz: ignore SPF120\n", "6:18 909\n" },
};

START_TEST(comments)
{
	const struct row *row = &notes[_i];
	struct lint_scene scene = { .file = row->file };
	struct lint_seens *seens = malloc(sizeof *seens);
	struct buf out = { 0 };

	places(&scene, &out, seens);
	ck_assert_msg(strcmp(buf_text(&out), row->places) == 0, "%s:\n%s", row->what, buf_text(&out));
	buf_release(&out);
	free(seens);
}
END_TEST

static enum error lint_none(void *arg, struct pool *pool, const struct zone_item *item, struct lint_findings *out)
{
	(void)pool;
	(void)item;
	++*(size_t *)arg;
	*out = (struct lint_findings){ 0 };
	return ERR_NONE;
}

static enum error found_none(void *arg, const struct zone_finding *f)
{
	(void)arg;
	(void)f;
	return ERR_NONE;
}

/* What is counted, and what is not told of names below a delegation, or named twice. */
START_TEST(hosts)
{
	struct lint_scene scene = { .file = HEAD "@ TXT \"v=spf1 a:out -all\"\n@ MX 5 mx\nmx A 192.0.2.1\nwww A 192.0.2.2\nftp A 192.0.2.3\n"
		"out A 192.0.2.4\nsub NS ns.sub\nns.sub A 192.0.2.5\nm.sub MX 5 m.sub\nm.sub A 192.0.2.6\n" };
	struct lint_seens *seens = malloc(sizeof *seens);
	char shown[NAME_TEXT];

	lint_scene_run(&scene, seens);
	ck_assert_uint_eq(seens->zone.records, 1);
	ck_assert_uint_eq(seens->zone.bare_hosts, 3);	/* www, ftp, and out: a:out is another name */
	name_text(&seens->zone.bare_host, shown);
	ck_assert_str_eq(shown, "www.example.org");
	ck_assert_str_eq(lint_seen_id(seens, 119)->text, "mx.example.org is a mail host without an SPF record of its own");
	ck_assert_ptr_null(lint_seen_id(seens, 118));
	free(seens);
}
END_TEST

/* A mail host of one zone whose address stands in another. */
START_TEST(hosts_of_other_zones)
{
	static const char *const texts[] = { HEAD "@ TXT \"v=spf1 a:out.example.net -all\"\n@ MX 5 mx.example.net.\n",
		"$TTL 3600\n$ORIGIN example.net.\n@ SOA ns h 1 2 3 4 5\nmx A 192.0.2.1\nout A 192.0.2.2\nwww A 192.0.2.3\n" };
	struct zonefile zone[2];
	const struct zonefile *zones[] = { &zone[0], &zone[1] };
	size_t records = 0;
	struct zone_ask ask = { .zone = zones, .zones = 2, .lint = lint_none, .found = found_none, .arg = &records };
	struct zone_linted linted;
	struct problem problem;

	for (int i = 0; i < 2; i++)
		ck_assert_int_eq(zonefile_parse(&zone[i], "zone", slice_of(texts[i]), &(struct zone_options){ 0 }, &problem), ERR_NONE);
	ck_assert_int_eq(zone_lint(&ask, &linted), ERR_NONE);
	ck_assert_uint_eq(linted.findings, 2);		/* mx, out */
	ck_assert_uint_eq(linted.bare_hosts, 1);	/* www */
	zonefile_release(&zone[0]);
	zonefile_release(&zone[1]);
}
END_TEST

START_TEST(serials)
{
	ck_assert(serial_above(1, 0));
	ck_assert(serial_above(0, UINT32_MAX));
	ck_assert(!serial_above(5, 5));
	ck_assert(!serial_above(4, 5));
	ck_assert(serial_above(UINT32_C(0x80000004), 5));
	ck_assert(!serial_above(UINT32_C(0x80000005), 5));	/* neither (RFC 1982 3.2) */
}
END_TEST

/* --- zones of any size */

/* A zone of n hosts, each with an address, an MX and a record, and a comment. */
static void lint_hosts(unsigned n)
{
	struct buf text = { 0 };
	struct zonefile zone;
	const struct zonefile *zones = &zone;
	struct problem problem;
	struct zone_linted linted;
	size_t records = 0;
	struct zone_ask ask = { .zone = &zones, .zones = 1, .lint = lint_none, .found = found_none, .arg = &records };

	buf_string(&text, HEAD);
	for (unsigned i = 0; i < n; i++)
		buf_printf(&text, "h%u A 192.0.2.1\nh%u MX 1 h%u\nh%u 60 TXT \"v=spf1 mx -all\" ; spfwiz: ignore SPF120\n", i, i, n - i, i);
	ck_assert_int_eq(zonefile_parse(&zone, "big", buf_slice(&text), &(struct zone_options){ 0 }, &problem), ERR_NONE);
	ck_assert_int_eq(zone_lint(&ask, &linted), ERR_NONE);
	ck_assert_uint_eq(records, n);
	ck_assert_uint_eq(linted.ignored, n);
	zonefile_release(&zone);
	buf_release(&text);
}

START_TEST(large_zones)
{
	lint_hosts(80000);	/* what takes the square of that is stopped by the test's time */
}
END_TEST

/* A name with 20,000 records of a kind, one record of the largest size, a million comments' worth of noise. */
START_TEST(harmful_zones)
{
	struct lint_seens *seens = malloc(sizeof *seens);
	struct lint_scene scene = { 0 };
	struct buf text = { 0 };

	buf_string(&text, HEAD "@ TXT ");
	for (int i = 0; i < 250; i++)
		buf_string(&text, i ? "\" foo:\\001\\255\\\" a\" " : "\"v=spf1 \" ");
	buf_string(&text, "\n");
	for (int i = 0; i < 20000; i++)
		buf_printf(&text, "@ TXT \"%d; spfwiz: ignore SPF301\" ; spfwiz:ignored\n", i);
	for (int i = 0; i < 100; i++)
		buf_string(&text, "; spfwiz: ignore SPF301 spfwiz: ignore SPF302 spfwiz: flattened . spfwiz: flattened a..b\n");
	scene.file = buf_text(&text);
	lint_scene_run(&scene, seens);
	ck_assert_ptr_nonnull(lint_seen_id(seens, 109));
	buf_release(&text);
	free(seens);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("lint_zone");
	TCase *tcase = tcase_create("all");
	SRunner *runner;
	int failed;

	tcase_set_timeout(tcase, 120);
	tcase_add_loop_test(tcase, places_in_the_file, 0, sizeof rows / sizeof *rows);
	tcase_add_loop_test(tcase, comments, 0, sizeof notes / sizeof *notes);
	tcase_add_test(tcase, hosts);
	tcase_add_test(tcase, hosts_of_other_zones);
	tcase_add_test(tcase, serials);
	tcase_add_test(tcase, large_zones);
	tcase_add_test(tcase, harmful_zones);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
