/* text: slices, UTF-8, width, printable text. */
#include "base/buf.h"
#include "base/text.h"
#include <check.h>
#include <stdlib.h>
#include <string.h>

#define ck_slice(got, want) \
	do { \
		struct slice a_ = (got), b_ = slice_of(want); \
		ck_assert_msg(slice_equal(a_, b_), "got \"%.*s\", want \"%s\"", SLICE_ARG(a_), want); \
	} while (0)

START_TEST(slices)
{
	ck_slice(slice_of(NULL), "");
	ck_slice(slice_from(SLICE("abc"), 1), "bc");
	ck_slice(slice_from(SLICE("abc"), 3), "");
	ck_slice(slice_from(SLICE("abc"), SIZE_MAX), "");
	ck_slice(slice_from((struct slice){ 0 }, 7), "");
	ck_slice(slice_to(SLICE("abc"), 2), "ab");
	ck_slice(slice_to(SLICE("abc"), SIZE_MAX), "abc");
	ck_slice(slice_trim(SLICE(" \t\r\n a b \n")), "a b");
	ck_slice(slice_trim(SLICE(" \t ")), "");
	ck_slice(slice_trim((struct slice){ 0 }), "");
	ck_assert(slice_equal(SLICE("a\0b"), SLICE("a\0b")));
	ck_assert(!slice_equal(SLICE("a\0b"), SLICE("a\0c")));
	ck_assert(slice_equal((struct slice){ 0 }, SLICE("")));
	ck_assert(slice_same(SLICE("Include"), SLICE("iNCLUDE")));
	ck_assert(!slice_same(SLICE("include"), SLICE("includ")));
	/* Not letters, though 32 apart. */
	ck_assert(!slice_same(SLICE("@["), SLICE("`{")));
	/* Nothing but ASCII folds. */
	ck_assert(!slice_same(SLICE("\xc4"), SLICE("\xe4")));
	ck_assert(slice_starts(SLICE("V=SPF1 -all"), SLICE("v=spf1")));
	ck_assert(slice_starts(SLICE("x"), SLICE("")));
	ck_assert(!slice_starts(SLICE("v=spf"), SLICE("v=spf1")));
}
END_TEST

START_TEST(cutting)
{
	struct slice rest = SLICE("a,,b,"), part = { 0 };
	ck_assert(slice_cut(&rest, ',', &part));
	ck_slice(part, "a");
	ck_assert(slice_cut(&rest, ',', &part));
	ck_slice(part, "");
	ck_assert(slice_cut(&rest, ',', &part));
	ck_slice(part, "b");
	ck_assert(!slice_cut(&rest, ',', &part));

	rest = SLICE(" \t one\0 two\r\n");
	ck_assert(slice_word(&rest, &part));
	ck_assert(slice_equal(part, SLICE("one\0")));
	ck_assert(slice_word(&rest, &part));
	ck_slice(part, "two");
	ck_assert(!slice_word(&rest, &part));
	ck_assert(!slice_word(&rest, &part));
	rest = (struct slice){ 0 };
	ck_assert(!slice_word(&rest, &part));
	ck_assert(!slice_cut(&rest, ',', &part));

	ck_assert(slice_lists(SLICE("\tone two\r\n"), SLICE("two")) && slice_lists(SLICE("one"), SLICE("one")));
	ck_assert(!slice_lists(SLICE("one two"), SLICE("tw")) && !slice_lists(SLICE("one two"), SLICE("one two")));
	ck_assert(!slice_lists(SLICE("one two"), SLICE("")) && !slice_lists((struct slice){ 0 }, SLICE("one")));
}
END_TEST

START_TEST(numbers)
{
	static const struct {
		const char *text;
		uint64_t most, want;
		bool good;
	} rows[] = {
		{ "0", 0, 0, true },
		{ "1", 0, 0, false },
		{ "32", 32, 32, true },
		{ "33", 32, 0, false },
		{ "0032", 32, 32, true },
		{ "18446744073709551615", UINT64_MAX, UINT64_MAX, true },
		{ "18446744073709551616", UINT64_MAX, 0, false },
		{ "99999999999999999999999999", UINT64_MAX, 0, false },
		{ "", 9, 0, false },
		{ "-1", 9, 0, false },
		{ "+1", 9, 0, false },
		{ " 1", 9, 0, false },
		{ "1x", 9, 0, false },
		{ "0x1", 9, 0, false },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		uint64_t got = 4711;
		ck_assert_msg(slice_number(slice_of(rows[i].text), rows[i].most, &got) == rows[i].good, "row %zu", i);
		ck_assert_msg(got == (rows[i].good ? rows[i].want : 4711), "row %zu", i);
	}
}
END_TEST

static bool decodes(const char *bytes, size_t len, size_t want_len, uint32_t want)
{
	uint32_t code = 0;
	return utf8_decode((struct slice){ bytes, len }, &code) == want_len && code == want;
}

START_TEST(utf8_round_trip)
{
	for (uint32_t code = 0; code < 0x110000; code++) {
		char bytes[4];
		size_t len = utf8_encode(code, bytes);
		bool surrogate = code >= 0xd800 && code <= 0xdfff;
		bool good = surrogate ? decodes(bytes, len, 1, UTF8_INVALID) : decodes(bytes, len, len, code);
		/* Cut anywhere it is invalid, and nothing after the cut is read. */
		for (size_t cut = 1; cut < len; cut++)
			good &= decodes(bytes, cut, 1, UTF8_INVALID);
		/* Not an assertion each: millions of them take minutes. */
		if (!good)
			ck_abort_msg("U+%04X", code);
	}
}
END_TEST

START_TEST(utf8_hostile)
{
	static const char *const bad[] = {
		"\x80", "\xbf", "\xc0\x80", "\xc1\xbf", "\xe0\x80\x80", "\xe0\x9f\xbf", "\xf0\x80\x80\x80", "\xf0\x8f\xbf\xbf",
		"\xed\xa0\x80", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "\xfe",
		"\xe2\x28\xa1", "\xe2\x82\x28", "\xf0\x9f\x98(",
	};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		uint32_t code = 0;
		ck_assert_uint_eq(utf8_decode(slice_of(bad[i]), &code), 1);
		ck_assert_uint_eq(code, UTF8_INVALID);
		ck_assert(!utf8_valid(slice_of(bad[i])));
	}
	ck_assert(utf8_valid(SLICE("a\0b")));
	ck_assert(utf8_valid((struct slice){ 0 }));
	ck_assert(utf8_valid(SLICE("\xf4\x8f\xbf\xbf")));
	ck_assert(!utf8_valid(SLICE("\xffok")));
}
END_TEST

START_TEST(widths)
{
	static const struct {
		uint32_t code;
		int width;
	} rows[] = {
		{ 0, -1 }, { 0x1f, -1 }, { ' ', 1 }, { '~', 1 }, { 0x7f, -1 }, { 0x80, -1 }, { 0x9f, -1 }, { 0xa0, 1 },
		{ 0xad, -1 },		/* soft hyphen */
		{ 0xe9, 1 }, { 0x300, 0 }, { 0x36f, 0 }, { 0x34f, -1 }, { 0x600, -1 }, { 0x1100, 2 },
		{ 0x1161, 0 }, { 0x115f, -1 },
		{ 0x200b, -1 },		/* zero width space */
		{ 0x200d, -1 }, { 0x200e, -1 }, { 0x202e, -1 }, { 0x2066, -1 }, { 0x2028, -1 }, { 0x2029, -1 }, { 0xfeff, -1 },
		{ 0x2500, 1 },		/* ambiguous is narrow */
		{ 0x3000, 2 }, { 0x302a, 0 }, { 0x4e2d, 2 }, { 0x9fff, 2 }, { 0xac00, 2 }, { 0xd7a3, 2 }, { 0xd7b0, 0 },
		{ 0xd800, -1 }, { 0xe000, -1 }, { 0xf8ff, -1 }, { 0xfdd0, -1 }, { 0xfe0f, -1 }, { 0xff21, 2 }, { 0xff61, 1 },
		{ 0xfffd, 1 }, { 0xfffe, -1 }, { 0xffff, -1 }, { 0x1f600, 2 }, { 0x20000, 2 }, { 0x2fffe, -1 }, { 0x3fffd, 2 },
		{ 0xe0001, -1 }, { 0xe0100, -1 }, { 0xf0000, -1 }, { 0x10ffff, -1 }, { UTF8_INVALID, -1 }, { UINT32_MAX, -1 },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		ck_assert_msg(code_width(rows[i].code) == rows[i].width, "U+%04X", rows[i].code);
}
END_TEST

static void check_printable(struct slice text, enum text_form form, const char *want)
{
	struct buf b = { 0 };
	text_printable(&b, text, form);
	ck_assert(!b.failed);
	ck_assert_str_eq(buf_text(&b), want);
	if (form == TEXT_UTF8)
		ck_assert_uint_eq(text_width(text), text_width(buf_slice(&b)));
	buf_release(&b);
}

START_TEST(printable)
{
	check_printable(SLICE("v=spf1 -all"), TEXT_UTF8, "v=spf1 -all");
	check_printable(SLICE("a\\b\"c"), TEXT_UTF8, "a\\b\"c");
	check_printable(SLICE("a\0b\tc\r\nd\x1b[2J\x7f"), TEXT_UTF8, "a\\000b\\009c\\013\\010d\\027[2J\\127");
	check_printable(SLICE("\xc3\xa9"), TEXT_UTF8, "\xc3\xa9");
	check_printable(SLICE("\xc3\xa9"), TEXT_ASCII, "\\195\\169");
	check_printable(SLICE("\xc2\x9b" "2J"), TEXT_UTF8, "\\194\\1552J");
	check_printable(SLICE("\xe2\x80\xae"), TEXT_UTF8, "\\226\\128\\174");
	check_printable(SLICE("\xff\xc3"), TEXT_UTF8, "\\255\\195");
	check_printable(SLICE("e\xcc\x81\xe4\xb8\xad"), TEXT_UTF8, "e\xcc\x81\xe4\xb8\xad");
	check_printable((struct slice){ 0 }, TEXT_UTF8, "");
	ck_assert_uint_eq(text_width(SLICE("e\xcc\x81\xe4\xb8\xad")), 3);
	ck_assert_uint_eq(text_width((struct slice){ 0 }), 0);
}
END_TEST

/* Whatever goes in, what comes out is printable: a second pass changes nothing, and ASCII form is ASCII. */
START_TEST(printable_random)
{
	uint32_t seed = 1;
	char bytes[64];
	for (int round = 0; round < 5000; round++) {
		struct slice text = { bytes, (size_t)round % sizeof bytes };
		for (size_t i = 0; i < text.len; i++) {
			seed = seed * 1664525 + 1013904223;
			bytes[i] = (char)(seed >> 24);
		}
		struct buf once = { 0 }, twice = { 0 };
		enum text_form form = round & 1 ? TEXT_ASCII : TEXT_UTF8;
		text_printable(&once, text, form);
		text_printable(&twice, buf_slice(&once), form);
		bool good = slice_equal(buf_slice(&once), buf_slice(&twice)) && utf8_valid(buf_slice(&once));
		for (size_t i = 0; i < once.len && form == TEXT_ASCII; i++)
			good &= once.text[i] >= 32 && once.text[i] < 127;
		ck_assert_msg(good, "round %d", round);
		buf_release(&once);
		buf_release(&twice);
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("text");
	TCase *c = tcase_create("text");
	tcase_set_timeout(c, 60);
	tcase_add_test(c, slices);
	tcase_add_test(c, cutting);
	tcase_add_test(c, numbers);
	tcase_add_test(c, utf8_round_trip);
	tcase_add_test(c, utf8_hostile);
	tcase_add_test(c, widths);
	tcase_add_test(c, printable);
	tcase_add_test(c, printable_random);
	suite_add_tcase(s, c);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_ENV);
	int failures = srunner_ntests_failed(r);
	srunner_free(r);
	return failures != 0;
}
