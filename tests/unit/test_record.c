/*
 * test_record: every fault has its rule, everything legal has none, and edits leave what they did not mean.
 */
#include "spf/record.h"
#include "base/buf.h"
#include "base/pool.h"
#include "failing_malloc.h"
#include "record_support.h"
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *text, *faults;
} parses[] = {
	/* legal */
	{ "v=spf1", "0" },
	{ "V=SPF1 -ALL", "0" },
	{ "v=spf1  a   mx  -all ", "0" },
	{ "v=spf1 a/24 mx/24//64 a:example.com//64 a:example.com/0 -all", "0" },
	{ "v=spf1 a//24", "0" },
	{ "v=spf1 ip4:192.0.2.1 ip4:192.0.2.0/24 ip4:0.0.0.0/0 ip6:2001:db8::/32 ip6:::1 ip6:::ffff:192.0.2.1/96 ?all", "0" },
	{ "v=spf1 include:_spf.example.com. redirect=example.com", "0" },
	{ "v=spf1 exists:%{ir}.%{l1r-}.%{d2} exp=ex.%{d} unknown=%{i}%%%_%- -all", "0" },
	{ "v=spf1 ptr ptr:example.com +a -mx ~ip4:192.0.2.1 ?ip6:::", "0" },
	{ "v=spf1 include:example.com-all", "0" },
	{ "v=spf1 a:foo/bar.example", "0" },
	{ "v=spf1 include=_spf.example.com -all v=spf1 x-y.z_0=", "0" },
	{ "v=spf1 a:xn--fsqu00a.xn--0zwm56d a:a.1b a:a.b1 a:a.b-c", "0" },
	{ "v=spf1 exists:%{i}", "0" },
	{ "v=spf1 a:museum.%{d}", "0" },
	{ "v=spf1 a:!\"#$&'()*+,-/;<=>?@[]^`{|}~.example", "0" },
	/* version */
	{ "", "101" }, { "google-site-verification=x", "101" },
	{ " v=spf1 -all", "104" }, { "v=spf10 -all", "103" }, { "v=spf1; a -all", "103" }, { "v=spf1mx -all", "103" },
	{ "spf1 a -all", "105" }, { "v = spf1 a -all", "105" }, { "v=spf 1 a", "105" }, { "SPF=a -all", "105" },
	{ "\"v=spf1 a -all", "111" }, { "v=spfl a", "105" }, { "v=spf -all", "105" }, { "SPF", "105" }, { "spf2.0/pra", "101 301" },
	{ "spfoo", "101 301" }, { "a -all", "101" }, { "  ", "101" }, { "  v=spf1", "104" }, { "v=spf1\ta", "103" }, { "v=spf", "105" },
	/* damage */
	{ "v=spf1 a \xe2\x80\x93" "all", "201" }, { "v=spf1 a \xe2\x80\x9c-all\xe2\x80\x9d", "202" }, { "v=spf1 a\xc2\xa0mx", "203" },
	{ "v=spf1 a\tmx", "204" }, { "v=spf1 a\nmx", "204" }, { "v=spf1 a\xffmx", "109" }, { "v=spf1 a:\xe4\xbe\x8b\xe5\xad\x90.example", "308" },
	{ "v=spf1 a, mx; -all", "207 207" }, { "v=spf1 include:example.com, -all", "207" }, { "v=spf1 ip4:192.0.2.1, -all", "207" },
	{ "v=spf1 include: example.com -all", "208" }, { "v=spf1 ip4: 192.0.2.1 -all", "208" },
	{ "v=spf1 ip4:203.0.113.81~all", "209" }, { "v=spf1 include:example.com~all", "209" },
	{ "v=spf1 redirect:example.com", "211" }, { "v=spf1 exp:example.com", "211" },
	{ "v=spf1 include.example.com", "212" }, { "v=spf1 ip4192.0.2.1", "212" },
	{ "v=spf1 prt", "213" }, { "v=spf1 ipv4:192.0.2.1", "213" }, { "v=spf1 incude:example.com", "213" }, { "v=spf1 all.", "213" },
	{ "v=spf1 192.0.2.1", "214" }, { "v=spf1 2001:db8::1", "214" }, { "v=spf1 -192.0.2.0/24", "214" },
	{ "v=spf1 a:192.0.2.1", "215" }, { "v=spf1 include:192.0.2.1", "215" }, { "v=spf1 mx:192.0.2.1/24", "215" },
	{ "v=spf1 ip4:mail.example.com", "216" },
	{ "v=spf1 --all", "217" }, { "v=spf1 =a", "217" }, { "v=spf1 !all", "217" },
	{ "v=spf1 -redirect=example.com", "218" },
	{ "v=spf1 include:https://example.com/", "222" },
	/* grammar */
	{ "v=spf1 foo", "301" }, { "v=spf1 foo:example.com", "301" }, { "v=spf1 +", "217" },
	{ "v=spf1 redirect=a.example redirect=b.example", "303" }, { "v=spf1 exp=a.example EXP=b.example", "304" },
	{ "v=spf1 include", "305" }, { "v=spf1 include:", "305" }, { "v=spf1 a:", "305" }, { "v=spf1 redirect=", "305" }, { "v=spf1 exists", "305" },
	{ "v=spf1 a:example", "306" }, { "v=spf1 a:example.123", "306" }, { "v=spf1 a:example.com-", "306" }, { "v=spf1 a:.", "306" },
	{ "v=spf1 a:example.com..", "306" }, { "v=spf1 a:%{d}com", "306" },
	{ "v=spf1 ip4:256.0.0.1", "309" }, { "v=spf1 ip4:1.2.3", "309" }, { "v=spf1 ip4:01.2.3.4", "309" }, { "v=spf1 ip4", "309" },
	{ "v=spf1 ip6:1::2::3", "310" }, { "v=spf1 ip6:fe80::1%25eth0", "310" }, { "v=spf1 ip6:gggg::", "310" },
	{ "v=spf1 ip4:2001:db8::1", "311" }, { "v=spf1 ip6:192.0.2.1", "311" },
	{ "v=spf1 ip4:192.0.2.1/33", "312" }, { "v=spf1 ip4:192.0.2.1/", "312" }, { "v=spf1 ip4:192.0.2.0/024", "312" }, { "v=spf1 ip6:::1/129", "312" },
	{ "v=spf1 a/", "312" }, { "v=spf1 a//129", "312" }, { "v=spf1 a/024", "312" },
	{ "v=spf1 a/64", "313" }, { "v=spf1 ip4:192.0.2.0/24//64", "313" },
	{ "v=spf1 include:example.com/24", "314" }, { "v=spf1 all/24", "314" }, { "v=spf1 ptr:example.com/24", "314" },
	{ "v=spf1 all:x", "315" },
	{ "v=spf1 a:%{x}.example", "316" }, { "v=spf1 a:%", "316" }, { "v=spf1 a:%{d", "316" }, { "v=spf1 a:%{d0}.example", "316" },
	{ "v=spf1 x=%{d", "316" }, { "v=spf1 a:%{dr2}.example", "316" }, { "v=spf1 a:%{d;}.example", "316" },
	{ "v=spf1 a:%{c}.example", "317" }, { "v=spf1 exp=%{r}.example", "317" },
	{ "v=spf1 ip4:%{i}", "318" },
};

START_TEST(parses_as_the_table_says)
{
	struct buf faults = { 0 };

	faults_of(parses[_i].text, &faults);
	ck_assert_msg(strcmp(buf_text(&faults), parses[_i].faults) == 0, "%s: %s, want %s", parses[_i].text, buf_text(&faults), parses[_i].faults);
	buf_release(&faults);
}
END_TEST

START_TEST(terms_are_read)
{
	struct record record;

	ck_assert_int_eq(record_parse(&record, SLICE("v=spf1 ~MX:Example.com/24//64 ip4:192.0.2.1/31 exists:%{i}.x.example redirect=y.example")), ERR_NONE);
	ck_assert_uint_eq(record.n, 4);
	ck_assert_int_eq(record.term[0].kind, K_MX);
	ck_assert_int_eq(record.term[0].qualifier, '~');
	ck_assert_uint_eq(record.term[0].prefix4, 24);
	ck_assert_uint_eq(record.term[0].prefix6, 64);
	ck_assert(slice_equal(record_slice(&record, record.term[0].value), SLICE("Example.com")));
	ck_assert_uint_eq(record.term[1].ip.lo, 0xc0000201);
	ck_assert_uint_eq(record.term[1].prefix4, 31);
	ck_assert_uint_eq(record.term[2].macros, LETTER('i'));
	ck_assert_int_eq(record.term[3].kind, K_REDIRECT);
	ck_assert_int_eq(record.term[3].qualifier, 0);
	ck_assert_ptr_eq(record_find(&record, K_REDIRECT), &record.term[3]);
	ck_assert_ptr_null(record_find(&record, K_ALL));
	record_release(&record);
}
END_TEST

/* The openspf suite's odd ones, for RFC 7208: what is a permerror there for its text alone, and what is not. */
START_TEST(suite_records)
{
	static const char *const good[] = {
		"v=spf1 a  -all", "v=spf1 a -all ", "v=spf1 moo.cow-far_out=man:dog/cat ip4:1.2.3.4 -all", "v=spf1 a:mail.example...com -all",
		"v=spf1 a:foo:bar/baz.example.com", "v=spf1 a:foo.example.xn--zckzah -all", "v=spf1 default=+", "v=spf1 ip6:::1.1.1.1/0",
		"v=spf1 redirect=%{d}.d.spf.example.com.", "v=spf1 a:macro%%percent%_%_space%-url-space.example.com -all", "v=spf1 a:%{H}.bar -all",
		"v=spf1 a//33 -all", "v=spf1 exists:%{l2r+-}.user.%{d2}", "v=spf1 all -all", "v=spf1 -ip4:1.2.3.4 ip6:::FFFF:1.2.3.4",
	};
	static const char *const bad[] = {
		"v=spf1 ip4:1.2.3.4 -all moo", "v=spf1 moo.cow/far_out=man:dog/cat", "v=spf1 moo.cow:far_out=man:dog/cat", "v=spf1 a:foo-bar -all",
		"v=spf1 -all.", "v=spf1 -all:foobar", "v=spf1 -all/8", "v=spf1 ptr/0 -all", "v=spf1 ptr:", "v=spf1 a:111.222.33.44", "v=spf1 a:abc.123",
		"v=spf1 a:museum", "v=spf1 a:museum.", "v=spf1 a/33 -all", "v=spf1 a//129 -all", "v=spf1 a/24/64 -all", "v=spf1 a:example.com:8080",
		"v=spf1 a:example.-com", "v=spf1 a:", "v=spf1 include +all", "v=spf1 include: -all", "v=spf1 include:ip5.example.com/24 -all",
		"v=spf1 exists:mail.example.com/24", "v=spf1 ip4:1.2.3.4/032 -all", "v=spf1 ip4:1.2.3.4//32", "v=spf1 ip6:::1.1.1.1//33",
		"v=spf1 ip6::CAFE::BABE", "v=spf1 1up=foo", "v=spf1 =all", "v=spf1 -all foo=%abc", "v=spf1 exp= -all", "v=spf1 exp=-all",
		"v=spf1 redirect=-all ?all", "v=spf1 ?all redirect=", "v=spf1 exists:foo%.sbl.example.com ?all", "v=spf1 -all exp=%{r}.example.com",
		"v=spf1 a:%{a}.example.com -all", "v=spf1 ip4:192.0.2.5\n include:x.com ~all", "v=spf1 a:ctrl.example.com\rptr -all",
	};

	for (size_t i = 0; i < sizeof good / sizeof *good + sizeof bad / sizeof *bad; i++) {
		bool want = i < sizeof good / sizeof *good;
		const char *text = want ? good[i] : bad[i - sizeof good / sizeof *good];
		struct record record;

		ck_assert_int_eq(record_parse(&record, slice_of(text)), ERR_NONE);
		ck_assert_msg(record_good(&record) == want, "%s", text);
		record_release(&record);
	}
	struct record record;
	ck_assert_int_eq(record_parse(&record, (struct slice){ "v=spf1 a:foo.example.com\0", 25 }), ERR_NONE);
	ck_assert_uint_eq(record.term[0].fault, 109);
	record_release(&record);
}
END_TEST

static const struct {
	const char *text, *term, *after;
} inserts[] = {
	{ "v=spf1 exp=e.com a -mx redirect=r.com", "-all", "v=spf1 exp=e.com a -mx -all redirect=r.com" },
	{ "v=spf1 a ~all", "-all", "v=spf1 a -all ~all" },
	{ "v=spf1 a -al", "mx", "v=spf1 a mx -al" },
	{ "", "mx", "mx" },
	{ "v=spf1 -all", "a", "v=spf1 a -all" },
	{ "v=spf1  mx  -all ", "a", "v=spf1  mx  a -all " },
	{ "v=spf1", "mx", "v=spf1 mx" },
	{ "v=spf1 ", "mx", "v=spf1 mx" },
	{ "v=spf1 redirect=x.example", "a", "v=spf1 a redirect=x.example" },
	{ "v=spf1 a -all", "exp=e.example", "v=spf1 a -all exp=e.example" },
	{ "v=spf1 a x=y", "mx", "v=spf1 a x=y mx" },
	{ "v=spf1 a -all ", "x=y", "v=spf1 a -all x=y " },
};

START_TEST(inserts_where_it_belongs)
{
	struct record from, to;

	ck_assert_int_eq(record_parse(&from, slice_of(inserts[_i].text)), ERR_NONE);
	ck_assert_int_eq(record_insert(&from, slice_of(inserts[_i].term), &to), ERR_NONE);
	ck_assert_str_eq(to.text, inserts[_i].after);
	assert_sane_record(&to);
	record_release(&from);
	record_release(&to);
}
END_TEST

START_TEST(removes_and_replaces)
{
	struct record from, to, again;
	uint32_t cut[] = { 9, 15 };

	ck_assert_int_eq(record_parse(&from, SLICE("v=spf1 a  mx ip4:192.0.2.1 -all")), ERR_NONE);
	ck_assert_int_eq(record_set_cuts(&from, cut, 2), ERR_NONE);
	ck_assert_int_eq(record_remove(&from, 1, &to), ERR_NONE);
	ck_assert_str_eq(to.text, "v=spf1 a ip4:192.0.2.1 -all");
	ck_assert_uint_eq(to.cuts, 1);
	ck_assert_uint_eq(to.cut[0], 11);
	ck_assert_int_eq(record_replace(&to, to.term[1].value, SLICE("198.51.100.7"), &again), ERR_NONE);
	ck_assert_str_eq(again.text, "v=spf1 a ip4:198.51.100.7 -all");
	record_release(&again);
	ck_assert_int_eq(record_copy(&from, &again), ERR_NONE);
	ck_assert_str_eq(again.text, from.text);
	ck_assert_uint_eq(again.cuts, 2);
	record_release(&again);
	record_release(&to);
	record_release(&from);
}
END_TEST

START_TEST(edges_of_editing)
{
	struct record from, to;
	static const struct { const char *text; size_t i; const char *after; } removes[] = {
		{ "v=spf1 a -all", 0, "v=spf1 -all" }, { "v=spf1 a -all  ", 1, "v=spf1 a  " }, { "a  mx", 0, "mx" }, { "mx", 0, "" },
		{ "v=spf1 include: x.com a", 0, "v=spf1 a" }, { "v=spf1 a", 7, "v=spf1 a" },
	};

	for (size_t i = 0; i < sizeof removes / sizeof *removes; i++) {
		ck_assert_int_eq(record_parse(&from, slice_of(removes[i].text)), ERR_NONE);
		ck_assert_int_eq(record_remove(&from, removes[i].i, &to), ERR_NONE);
		ck_assert_str_eq(to.text, removes[i].after);
		record_release(&to);
		record_release(&from);
	}
	char *longest = malloc(RECORD_MOST);
	ck_assert_ptr_nonnull(longest);
	memset(longest, 'x', RECORD_MOST);
	ck_assert_int_eq(record_parse(&from, (struct slice){ longest, RECORD_MOST }), ERR_NONE);
	ck_assert_int_eq(record_insert(&from, SLICE("a"), &to), ERR_TOO_LARGE);
	record_release(&to);
	ck_assert_int_eq(record_replace(&from, (struct span){ RECORD_MOST, 0 }, SLICE("a"), &to), ERR_TOO_LARGE);
	ck_assert_int_eq(record_replace(&from, (struct span){ 0, RECORD_MOST }, SLICE("a"), &to), ERR_NONE);
	ck_assert_str_eq(to.text, "a");
	record_release(&to);
	record_release(&from);
	free(longest);
}
END_TEST

START_TEST(memory_ends)
{
	const uint32_t cut[] = { 8 };

	for (unsigned n = 0;; n++) {
		struct record from = { 0 }, copy = { 0 }, more = { 0 }, less = { 0 };

		failing_malloc_after(n);
		enum error error = record_parse(&from, SLICE("v=spf1 a mx -all"));
		if (!error)
			error = record_set_cuts(&from, cut, 1);
		if (!error)
			error = record_copy(&from, &copy);
		if (!error)
			error = record_insert(&copy, SLICE("ip4:192.0.2.1"), &more);
		if (!error)
			error = record_remove(&more, 0, &less);
		bool refused = failing_malloc_off();
		ck_assert_int_eq(error, refused ? ERR_MEMORY : ERR_NONE);
		if (!refused)
			ck_assert_str_eq(less.text, "v=spf1 mx ip4:192.0.2.1 -all");
		record_release(&from);
		record_release(&copy);
		record_release(&more);
		record_release(&less);
		if (!refused)
			break;
	}
}
END_TEST

START_TEST(hostile_bytes)
{
	static char text[RECORD_MOST + 1];
	struct record record;
	struct pool pool = { 0 };
	unsigned seed = 7;

	memset(text, ' ', sizeof text);
	ck_assert_int_eq(record_parse(&record, (struct slice){ text, sizeof text }), ERR_TOO_LARGE);
	for (int round = 0; round < 2000; round++) {
		size_t n = (size_t)(round % 97);

		for (size_t i = 0; i < n; i++)
			text[i] = "v=spf1 a:mx/%{ir}.~-all04\0\xff\xe2\x80\x93ip4"[(seed = seed * 1103515245u + 12345u) >> 16 & 31];
		ck_assert_int_eq(record_parse(&record, (struct slice){ text, n }), ERR_NONE);
		assert_sane_record(&record);
		record_release(&record);
		ck_assert_int_eq(record_parse_pool(&pool, &record, (struct slice){ text, n }), ERR_NONE);
	}
	pool_release(&pool);
}
END_TEST

/* Records as they are published, where a file of them is named: none may crash, all must be sane. */
START_TEST(real_records)
{
	const char *path = getenv("SPFWIZ_RECORDS");
	FILE *file = path ? fopen(path, "r") : NULL;
	static char line[1 << 17];
	size_t n = 0;

	if (!file) {
		printf("# skip: SPFWIZ_RECORDS names no file\n");
		return;
	}
	while (fgets(line, sizeof line, file)) {
		char *tab = strchr(line, '\t');
		struct record record;

		if (!tab)
			continue;
		ck_assert_int_eq(record_parse(&record, slice_trim(slice_of(tab + 1))), ERR_NONE);
		assert_sane_record(&record);
		record_release(&record);
		n++;
	}
	fclose(file);
	ck_assert_uint_gt(n, 0);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("record");
	TCase *tests = tcase_create("record");

	tcase_set_timeout(tests, 60);
	tcase_add_loop_test(tests, parses_as_the_table_says, 0, sizeof parses / sizeof *parses);
	tcase_add_test(tests, terms_are_read);
	tcase_add_loop_test(tests, inserts_where_it_belongs, 0, sizeof inserts / sizeof *inserts);
	tcase_add_test(tests, removes_and_replaces);
	tcase_add_test(tests, suite_records);
	tcase_add_test(tests, edges_of_editing);
	tcase_add_test(tests, memory_ends);
	tcase_add_test(tests, hostile_bytes);
	tcase_add_test(tests, real_records);
	suite_add_tcase(suite, tests);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
