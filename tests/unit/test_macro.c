/* Macros: the grammar of RFC 7208 section 7.1, the examples of 7.4, and expansion against a plain splitter. */
#include "spf/macro.h"
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state = 88172645463325252u;
static unsigned dice(unsigned sides)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)(state >> 33) % sides;
}

static const struct macro_facts facts4 = {	/* those of 7.4 */
	.local = { "strong-bad", 10 }, .sender_domain = { "email.example.com", 17 }, .helo = { "mx.example.org", 14 },
	.domain = { "email.example.com", 17 }, .validated = { "mx.example.org", 14 }, .receiver = { "unknown", 7 },
	.seconds = 1234567890, .ip = { 0, 0xc0000203 },
};

static const char *expand(const char *text, const struct macro_facts *facts)
{
	static char copy[4096];
	struct buf out = { .text = NULL };
	ck_assert(macro_expand(slice_of(text), facts, 4000, &out));
	ck_assert_uint_lt(out.len, sizeof(copy));
	memcpy(copy, buf_text(&out), out.len + 1);
	buf_release(&out);
	return copy;
}

START_TEST(examples)
{
	static const struct { const char *text, *want; } rows[] = {
		{ "%{s}", "strong-bad@email.example.com" }, { "%{o}", "email.example.com" }, { "%{d}", "email.example.com" },
		{ "%{d4}", "email.example.com" }, { "%{d3}", "email.example.com" }, { "%{d2}", "example.com" }, { "%{d1}", "com" },
		{ "%{dr}", "com.example.email" }, { "%{d2r}", "example.email" }, { "%{l}", "strong-bad" }, { "%{l-}", "strong.bad" },
		{ "%{lr}", "strong-bad" }, { "%{lr-}", "bad.strong" }, { "%{l1r-}", "strong" },
		{ "%{ir}.%{v}._spf.%{d2}", "3.2.0.192.in-addr._spf.example.com" },
		{ "%{lr-}.lp._spf.%{d2}", "bad.strong.lp._spf.example.com" },
		{ "%{lr-}.lp.%{ir}.%{v}._spf.%{d2}", "bad.strong.lp.3.2.0.192.in-addr._spf.example.com" },
		{ "%{ir}.%{v}.%{l1r-}.lp._spf.%{d2}", "3.2.0.192.in-addr.strong.lp._spf.example.com" },
		{ "%{d2}.trusted-domains.example.net", "example.com.trusted-domains.example.net" },
		{ "%%%_%-", "% %20" }, { "plain", "plain" }, { "", "" }, { "%{S}", "strong-bad%40email.example.com" },
		{ "%{t}", "1234567890" }, { "%{c}", "192.0.2.3" }, { "%{R}", "unknown" }, { "%{h}", "mx.example.org" },
		{ "%{p}", "mx.example.org" }, { "%{d99999999999999999999}", "email.example.com" },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		ck_assert_str_eq(expand(rows[i].text, &facts4), rows[i].want);
	struct macro_facts facts6 = facts4;
	facts6.v6 = true;
	facts6.ip = (struct ip){ UINT64_C(0x20010db800000000), 0xcb01 };
	ck_assert_str_eq(expand("%{ir}.%{v}._spf.%{d2}", &facts6),
		"1.0.B.C.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.B.D.0.1.0.0.2.ip6._spf.example.com");
	ck_assert_str_eq(expand("%{c}", &facts6), "2001:db8::cb01");
	ck_assert_str_eq(expand("%{C}", &facts6), "2001%3Adb8%3A%3Acb01");
}
END_TEST

START_TEST(odd_values)
{
	struct macro_facts f = { .local = { "", 0 } };
	ck_assert_str_eq(expand("%{p}|%{r}|%{l}|%{s}|%{dr}", &f), "unknown|unknown||@|");
	f.local = (struct slice){ "~jack&jill=up-a_b3.c", 20 };
	ck_assert_str_eq(expand("%{L}", &f), "~jack%26jill%3Dup-a_b3.c");
	f.domain = (struct slice){ ".a..b.", 6 };	/* 7.3: no special treatment of empty parts */
	ck_assert_str_eq(expand("%{d}|%{dr}|%{d2}|%{d2r}|%{d1}", &f), ".a..b.|.b..a.|b.|a.|");
	f.local = (struct slice){ "foo-bar+zip+quux", 16 };
	ck_assert_str_eq(expand("%{l2r+-}", &f), "bar.foo");
	ck_assert_str_eq(expand("%{l2+-}", &f), "zip.quux");
	f.seconds = UINT64_MAX;
	ck_assert_str_eq(expand("%{t}", &f), "18446744073709551615");
	f.local = (struct slice){ "a\0b\xff", 4 };
	struct buf out = { .text = NULL };
	ck_assert(macro_expand(SLICE("%{L}"), &f, 100, &out));
	ck_assert_str_eq(buf_text(&out), "a%00b%FF");
	buf_release(&out);
}
END_TEST

START_TEST(bound)
{
	struct buf out = { .text = NULL };
	buf_string(&out, "there ");
	ck_assert(macro_expand(SLICE("%{d}"), &facts4, 17, &out));
	ck_assert_str_eq(buf_text(&out), "there email.example.com");
	buf_cut(&out, 6);
	ck_assert(!macro_expand(SLICE("%{d}"), &facts4, 16, &out));
	buf_cut(&out, 6);
	ck_assert(!macro_expand(SLICE("%{dr}x"), &facts4, 17, &out));
	buf_cut(&out, 6);
	ck_assert(macro_expand(SLICE(""), &facts4, 0, &out));
	ck_assert(macro_expand(SLICE("%{dr}x"), &facts4, SIZE_MAX, &out));
	buf_release(&out);
}
END_TEST

START_TEST(grammar)
{
	static const struct { const char *text; enum macro_place place; unsigned rule; const char *letters; uint32_t at, len; } rows[] = {
		{ "example.com", MACRO_DOMAIN, 0, "", 0, 0 }, { "example.com.", MACRO_DOMAIN, 0, "", 0, 0 },
		{ ".com", MACRO_DOMAIN, 0, "", 0, 0 }, { "..com", MACRO_DOMAIN, 0, "", 0, 0 }, { "a b.com", MACRO_DOMAIN, 109, "", 1, 1 },
		{ "%{d}", MACRO_DOMAIN, 0, "d", 0, 0 }, { "x%%", MACRO_DOMAIN, 0, "", 0, 0 }, { "x%_", MACRO_DOMAIN, 0, "", 0, 0 },
		{ "x%-", MACRO_DOMAIN, 0, "", 0, 0 }, { "x%%-", MACRO_DOMAIN, 306, "", 3, 1 }, { "%{d}.", MACRO_DOMAIN, 306, "d", 4, 1 },
		{ "%{d}com", MACRO_DOMAIN, 306, "d", 4, 3 }, { "%{d.}com", MACRO_DOMAIN, 306, "d", 5, 3 }, { "%{d}.com", MACRO_DOMAIN, 0, "d", 0, 0 },
		{ "%{d}.com.", MACRO_DOMAIN, 0, "d", 0, 0 }, { "%{d}..", MACRO_DOMAIN, 306, "d", 4, 2 }, { "a.1-2", MACRO_DOMAIN, 0, "", 0, 0 },
		{ "a.12", MACRO_DOMAIN, 306, "", 2, 2 }, { "a.1a2", MACRO_DOMAIN, 0, "", 0, 0 }, { "a.-com", MACRO_DOMAIN, 306, "", 2, 4 },
		{ "a.com-", MACRO_DOMAIN, 306, "", 2, 4 }, { "a.c--m", MACRO_DOMAIN, 0, "", 0, 0 }, { "a._tcp", MACRO_DOMAIN, 306, "", 2, 4 },
		{ "museum", MACRO_DOMAIN, 306, "", 0, 6 }, { "museum.", MACRO_DOMAIN, 306, "", 0, 7 }, { ".", MACRO_DOMAIN, 306, "", 0, 1 },
		{ "a..", MACRO_DOMAIN, 306, "", 1, 2 }, { "", MACRO_DOMAIN, 305, "", 0, 0 }, { "", MACRO_MODIFIER, 0, "", 0, 0 },
		{ "a/b:c.com", MACRO_DOMAIN, 0, "", 0, 0 }, { "a.com/24", MACRO_DOMAIN, 306, "", 2, 6 }, { "a.com:80", MACRO_DOMAIN, 306, "", 2, 6 },
		{ "%{ir}.%{L2r-}.user.%{d2}", MACRO_DOMAIN, 0, "ild", 0, 0 }, { "%{d0}", MACRO_DOMAIN, 316, "", 0, 5 },
		{ "%{d00r}", MACRO_DOMAIN, 316, "", 0, 7 }, { "%{d01}", MACRO_DOMAIN, 0, "d", 0, 0 }, { "%{d1R.-+,/_=}", MACRO_DOMAIN, 0, "d", 0, 0 },
		{ "%{dr1}", MACRO_DOMAIN, 316, "", 0, 6 }, { "%{d-r}", MACRO_DOMAIN, 316, "", 0, 6 }, { "%{d:}", MACRO_DOMAIN, 316, "", 0, 5 },
		{ "%{a}", MACRO_DOMAIN, 316, "", 0, 4 }, { "%{}", MACRO_DOMAIN, 316, "", 0, 3 }, { "%{d", MACRO_DOMAIN, 316, "", 0, 3 },
		{ "%{", MACRO_DOMAIN, 316, "", 0, 2 }, { "%", MACRO_DOMAIN, 316, "", 0, 1 }, { "a%", MACRO_MODIFIER, 316, "", 1, 1 },
		{ "%(ir).sbl.example.org", MACRO_DOMAIN, 316, "", 0, 2 }, { "foo%.sbl.example.com", MACRO_DOMAIN, 316, "", 3, 2 },
		{ "%{r}.com", MACRO_DOMAIN, 317, "", 0, 4 }, { "x%{C}", MACRO_MODIFIER, 317, "", 1, 4 }, { "%{t}", MACRO_EXPLANATION, 0, "t", 0, 0 },
		{ "%{c} by %{r} %{s}", MACRO_EXPLANATION, 0, "crs", 0, 0 }, { "tab\there", MACRO_EXPLANATION, 109, "", 3, 1 },
		{ "\xef\xbb\xbf" "x", MACRO_EXPLANATION, 109, "", 0, 1 }, { "del\x7f.com", MACRO_DOMAIN, 109, "", 3, 1 },
		{ "The %{x}-files.", MACRO_EXPLANATION, 316, "", 4, 4 }, { "pass", MACRO_MODIFIER, 0, "", 0, 0 },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		uint32_t letters = 99, want = 0;
		struct span at;
		ck_assert_msg(macro_scan(slice_of(rows[i].text), rows[i].place, &letters, &at) == rows[i].rule, "%s", rows[i].text);
		if (rows[i].rule) {
			ck_assert_msg(at.at == rows[i].at && at.len == rows[i].len, "%s: %u %u", rows[i].text, at.at, at.len);
			continue;
		}
		for (const char *letter = rows[i].letters; *letter; letter++)
			want |= MACRO_LETTER(*letter);
		ck_assert_msg(letters == want, "%s", rows[i].text);
	}
	uint32_t letters;
	struct span at;
	ck_assert_uint_eq(macro_scan((struct slice){ "a.com\0", 6 }, MACRO_DOMAIN, &letters, &at), 109);
	ck_assert_uint_eq(at.at, 5);
	ck_assert_uint_eq(macro_scan((struct slice){ NULL, 0 }, MACRO_DOMAIN, &letters, &at), 305);
}
END_TEST

/* As 7.3 tells it, step by step: split into a list, reverse, keep the right-hand parts, join. */
static void naive(const char *value, const char *delimiters, bool reverse, size_t keep, char *out)
{
	const char *part[64];
	size_t len[64], n = 0, from = 0, total = strlen(value);
	for (size_t i = 0; i <= total; i++) {
		if (i < total && !strchr(delimiters, value[i]))
			continue;
		part[n] = value + from;
		len[n++] = i - from;
		from = i + 1;
	}
	size_t first = keep > 0 && keep < n ? n - keep : 0;
	for (size_t i = first; i < n; i++) {
		size_t at = reverse ? n - 1 - i : i;
		if (i > first)
			*out++ = '.';
		memcpy(out, part[at], len[at]);
		out += len[at];
	}
	*out = '\0';
}

START_TEST(against_naive)
{
	static const char *const delimiters[] = { "", ".", "-", "+", ",", "/", "_", "=", ".-", "-+,/_=", "=." };
	for (unsigned round = 0; round < 20000; round++) {
		char value[40], macro[32], want[80], digits[8] = "";
		size_t len = dice(30);
		for (size_t i = 0; i < len; i++)
			value[i] = "ab.-+,/_="[dice(9)];
		value[len] = '\0';
		unsigned keep = dice(3) ? dice(8) : 0;
		bool reverse = dice(2);
		const char *split = delimiters[dice(11)];
		if (keep)
			snprintf(digits, sizeof(digits), "%u", keep);
		snprintf(macro, sizeof(macro), "%%{l%s%s%s}", digits, reverse ? "r" : "", split);
		if (keep || reverse || *split)
			naive(value, *split ? split : ".", reverse, keep, want);
		else
			strcpy(want, value);
		struct macro_facts f = { .local = slice_of(value) };
		const char *got = expand(macro, &f);
		if (strcmp(got, want) != 0)
			ck_abort_msg("%s of \"%s\": \"%s\", not \"%s\"", macro, value, got, want);
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("macro");
	TCase *tcase = tcase_create("all");
	tcase_set_timeout(tcase, 30);
	tcase_add_test(tcase, examples);
	tcase_add_test(tcase, odd_values);
	tcase_add_test(tcase, bound);
	tcase_add_test(tcase, grammar);
	tcase_add_test(tcase, against_naive);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
