/*
 * test_macro: the examples of RFC 7208 section 7.4, transformers, escaping, and what cannot be read.
 */
#include "spf/macro.h"
#include <check.h>

static const struct macro_facts facts4 = {
	.local = { "strong-bad", 10 }, .sender_domain = { "email.example.com", 17 }, .helo = { "mx.example.org", 14 },
	.domain = { "email.example.com", 17 }, .seconds = 1234567890, .ip = { 0, 0xc0000203 },
};
static const struct macro_facts facts6 = {
	.local = { "strong-bad", 10 }, .sender_domain = { "email.example.com", 17 }, .domain = { "email.example.com", 17 },
	.validated = { "mx.example.org", 14 }, .ip = { 0x20010db800000000, 0xcb01 }, .v6 = true,
};

static const struct {
	const char *text, *ip4, *ip6;
} expands[] = {
	{ "%{s}", "strong-bad@email.example.com", "strong-bad@email.example.com" },
	{ "%{o}", "email.example.com", "email.example.com" },
	{ "%{d4}", "email.example.com", "email.example.com" },
	{ "%{d2}", "example.com", "example.com" },
	{ "%{d1}", "com", "com" },
	{ "%{dr}", "com.example.email", "com.example.email" },
	{ "%{d2r}", "example.email", "example.email" },
	{ "%{d1r}", "email", "email" },
	{ "%{l}", "strong-bad", "strong-bad" },
	{ "%{l-}", "strong.bad", "strong.bad" },
	{ "%{lr}", "strong-bad", "strong-bad" },
	{ "%{lr-}", "bad.strong", "bad.strong" },
	{ "%{l1r-}", "strong", "strong" },
	{ "%{ir}.%{v}._spf.%{d2}", "3.2.0.192.in-addr._spf.example.com",
	    "1.0.b.c.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6._spf.example.com" },
	{ "%{lr-}.lp._spf.%{d2}", "bad.strong.lp._spf.example.com", "bad.strong.lp._spf.example.com" },
	{ "%{c}", "192.0.2.3", "2001:db8::cb01" },
	{ "%{p}", "unknown", "mx.example.org" },
	{ "%{r} %{t}%%%_%-", "unknown 1234567890% %20", "unknown 0% %20" },
	{ "%{S}", "strong-bad%40email.example.com", "strong-bad%40email.example.com" },
	{ "%{d999999999999999999999}", "email.example.com", "email.example.com" },
	{ "%{o.-}", "email.example.com", "email.example.com" },
	{ "", "", "" },
};

START_TEST(expands_as_the_rfc_says)
{
	uint32_t letters;
	struct span at;
	struct buf out = { 0 };

	ck_assert_uint_eq(macro_scan(slice_of(expands[_i].text), MACRO_EXPLANATION, &letters, &at), 0);
	ck_assert(macro_expand(slice_of(expands[_i].text), &facts4, 4096, &out));
	ck_assert_str_eq(buf_text(&out), expands[_i].ip4);
	buf_clear(&out);
	ck_assert(macro_expand(slice_of(expands[_i].text), &facts6, 4096, &out));
	ck_assert_str_eq(buf_text(&out), expands[_i].ip6);
	buf_release(&out);
}
END_TEST

START_TEST(stops_at_its_bound)
{
	struct buf out = { 0 };

	ck_assert(macro_expand(SLICE("%{d}%{d}"), &facts4, 34, &out));
	buf_clear(&out);
	ck_assert(!macro_expand(SLICE("%{d}%{d}"), &facts4, 33, &out));
	buf_release(&out);
}
END_TEST

static const struct {
	const char *text;
	enum macro_place place;
	unsigned fault;
	uint32_t at, len;
} scans[] = {
	{ "%{d}", MACRO_DOMAIN, 0, 0, 0 }, { "%{d}.", MACRO_DOMAIN, 306, 4, 1 }, { "a.%{d}.com.", MACRO_DOMAIN, 0, 0, 0 },
	{ "%%.x%-", MACRO_DOMAIN, 0, 0, 0 }, { "", MACRO_DOMAIN, 305, 0, 0 }, { "", MACRO_MODIFIER, 0, 0, 0 },
	{ "%{x}", MACRO_MODIFIER, 316, 0, 3 }, { "a%", MACRO_MODIFIER, 316, 1, 1 }, { "%{d0}", MACRO_MODIFIER, 316, 0, 4 },
	{ "%{c}", MACRO_MODIFIER, 317, 0, 4 }, { "%{c}", MACRO_EXPLANATION, 0, 0, 0 }, { "a b", MACRO_MODIFIER, 316, 1, 1 },
	{ "a b", MACRO_EXPLANATION, 0, 0, 0 }, { "%{d", MACRO_EXPLANATION, 316, 0, 3 }, { "%(d}", MACRO_EXPLANATION, 316, 0, 1 },
};

START_TEST(scans_as_the_table_says)
{
	uint32_t letters;
	struct span at = { 0 };

	ck_assert_uint_eq(macro_scan(slice_of(scans[_i].text), scans[_i].place, &letters, &at), scans[_i].fault);
	ck_assert_uint_eq(at.at, scans[_i].at);
	ck_assert_uint_eq(at.len, scans[_i].len);
}
END_TEST

START_TEST(letters_are_noted)
{
	uint32_t letters;
	struct span at;

	ck_assert_uint_eq(macro_scan(SLICE("%{I}.%{l-}.%{d}"), MACRO_DOMAIN, &letters, &at), 0);
	ck_assert_uint_eq(letters, MACRO_LETTER('i') | MACRO_LETTER('l') | MACRO_LETTER('d'));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("macro");
	TCase *tests = tcase_create("macro");

	tcase_add_loop_test(tests, expands_as_the_rfc_says, 0, sizeof expands / sizeof *expands);
	tcase_add_test(tests, stops_at_its_bound);
	tcase_add_loop_test(tests, scans_as_the_table_says, 0, sizeof scans / sizeof *scans);
	tcase_add_test(tests, letters_are_noted);
	suite_add_tcase(suite, tests);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
