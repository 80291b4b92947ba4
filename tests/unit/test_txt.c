/* txt: where values are cut, what the wire gets, what stands between quotes. */
#include "failing_malloc.h"
#include "base/txt.h"
#include <check.h>
#include <stdlib.h>
#include <string.h>

static void assert_sane_strings(const struct strings *strings, struct slice value, size_t most)
{
	size_t at = 0;

	ck_assert_uint_ge(strings->n, 1);
	ck_assert_uint_le(strings->n, strings->size);
	for (size_t i = 0; i < strings->n; i++) {
		struct slice string = strings->string[i];

		ck_assert_uint_le(string.len, most);
		ck_assert(string.len > 0 || value.len == 0);
		ck_assert_ptr_eq(string.at, value.at + at);
		at += string.len;
	}
	ck_assert_uint_eq(at, value.len);
}

/* The strings of value, with "|" between them. */
static void ck_split(const char *value, const uint32_t *cut, size_t cuts, size_t most, const char *want)
{
	struct strings strings;
	struct buf got = { 0 };

	ck_assert_int_eq(txt_split(slice_of(value), cut, cuts, most, &strings), ERR_NONE);
	assert_sane_strings(&strings, slice_of(value), most ? most : TXT_STRING);
	for (size_t i = 0; i < strings.n; i++) {
		buf_string(&got, i ? "|" : "");
		buf_add(&got, strings.string[i]);
	}
	ck_assert_str_eq(buf_text(&got), want);
	buf_release(&got);
	strings_release(&strings);
	ck_assert_ptr_null(strings.string);
}

static const struct {
	const char *value;
	size_t most;
	const char *want;
} splits[] = {
	{ "", 0, "" },
	{ "v=spf1", 0, "v=spf1" },
	{ "v=spf1 a mx -all", 255, "v=spf1 a mx -all" },
	{ "v=spf1 a mx -all", 16, "v=spf1 a mx -all" },
	{ "v=spf1 a mx -all", 15, "v=spf1 a mx |-all" },
	{ "v=spf1 a mx -all", 12, "v=spf1 a mx |-all" },
	{ "v=spf1 a mx -all", 11, "v=spf1 a |mx -all" },
	{ "v=spf1 a mx -all", 7, "v=spf1 |a mx |-all" },
	{ "v=spf1 a mx -all", 6, "v=spf1| a mx |-all" },
	{ "v=spf1 a mx -all", 1, "v|=|s|p|f|1| |a| |m|x| |-|a|l|l" },
	{ "v=spf1 include:example.org -all", 10, "v=spf1 |include:ex|ample.org |-all" },
	{ "    ", 2, "  |  " },
	{ "a  b", 3, "a  |b" },
	{ "a b", 999, "a b" },
};

START_TEST(split)
{
	ck_split(splits[_i].value, NULL, 0, splits[_i].most, splits[_i].want);
}
END_TEST

START_TEST(split_at_cuts)
{
	ck_split("v=spf1 a -all", (uint32_t[]){ 3, 8 }, 2, 255, "v=s|pf1 a| -all");
	ck_split("v=spf1 a -all", (uint32_t[]){ 9 }, 1, 7, "v=spf1 |a |-all");
	/* What divides nothing is passed over: 0, the end, behind the end, twice, backwards. */
	ck_split("v=spf1 a -all", (uint32_t[]){ 0, 3, 3, 2, 13, UINT32_MAX }, 6, 0, "v=s|pf1 a -all");
	ck_split("", (uint32_t[]){ 0, 1 }, 2, 0, "");
}
END_TEST

/* Around 255, with and without a space to cut behind. */
START_TEST(split_sizes)
{
	char text[1024];
	struct strings strings;
	const struct {
		size_t len, space, n, first;
	} sizes[] = {
		{ 255, 1000, 1, 255 }, { 256, 1000, 2, 255 }, { 510, 1000, 2, 255 }, { 511, 1000, 3, 255 },
		{ 256, 254, 2, 255 }, { 256, 255, 2, 255 }, { 256, 100, 2, 101 }, { 256, 0, 2, 1 },
	};

	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		struct slice value = { text, sizes[i].len };

		memset(text, 'x', sizeof(text));
		text[sizes[i].space] = ' ';
		ck_assert_int_eq(txt_split(value, NULL, 0, TXT_STRING, &strings), ERR_NONE);
		assert_sane_strings(&strings, value, TXT_STRING);
		ck_assert_uint_eq(strings.n, sizes[i].n);
		ck_assert_uint_eq(strings.string[0].len, sizes[i].first);
		strings_release(&strings);
	}
}
END_TEST

START_TEST(random_splits)
{
	static char text[3000];
	uint32_t cut[8];
	struct strings strings;

	srandom((unsigned)_i);
	for (unsigned round = 0; round < 2000; round++) {
		struct slice value = { text, (size_t)random() % sizeof(text) };
		size_t most = 1 + (size_t)random() % TXT_STRING, cuts = (size_t)random() % 8;

		for (size_t i = 0; i < value.len; i++)
			text[i] = random() % 9 ? (char)random() : ' ';
		for (size_t i = 0; i < cuts; i++)
			cut[i] = (uint32_t)random() % sizeof(text);
		ck_assert_int_eq(txt_split(value, cut, cuts, most, &strings), ERR_NONE);
		assert_sane_strings(&strings, value, most);
		strings_release(&strings);
	}
}
END_TEST

START_TEST(wire)
{
	struct strings strings;
	struct buf out = { 0 };

	buf_string(&out, "before");
	ck_assert_int_eq(txt_split(SLICE("ab c\0"), NULL, 0, 3, &strings), ERR_NONE);
	ck_assert_int_eq(txt_wire(&strings, &out), ERR_NONE);
	ck_assert(slice_equal(buf_slice(&out), SLICE("before\3ab \2c\0")));
	strings_release(&strings);
	buf_clear(&out);
	ck_assert_int_eq(txt_split(SLICE(""), NULL, 0, 0, &strings), ERR_NONE);
	ck_assert_int_eq(txt_wire(&strings, &out), ERR_NONE);
	ck_assert(slice_equal(buf_slice(&out), SLICE("\0")));
	strings_release(&strings);
	buf_release(&out);
}
END_TEST

/* 255 strings of 255 bytes and one of 254 are 65,535 bytes with their lengths; not one byte more goes into a record. */
START_TEST(wire_limit)
{
	size_t most = 65535 - 256;
	char *text = malloc(most + 1);
	struct strings strings;
	struct buf out = { 0 };

	ck_assert_ptr_nonnull(text);
	memset(text, 'x', most + 1);
	ck_assert_int_eq(txt_split((struct slice){ text, most }, NULL, 0, 0, &strings), ERR_NONE);
	ck_assert_int_eq(txt_wire(&strings, &out), ERR_NONE);
	ck_assert_uint_eq(out.len, 65535);
	strings_release(&strings);
	buf_cut(&out, 7);
	ck_assert_int_eq(txt_split((struct slice){ text, most + 1 }, NULL, 0, 0, &strings), ERR_NONE);
	ck_assert_int_eq(txt_wire(&strings, &out), ERR_TOO_LARGE);
	ck_assert_uint_eq(out.len, 7);
	strings_release(&strings);

	strings = (struct strings){ .string = &(struct slice){ text, 256 }, .n = 1 };
	ck_assert_int_eq(txt_wire(&strings, &out), ERR_TOO_LARGE);
	ck_assert_uint_eq(out.len, 7);
	buf_release(&out);
	free(text);
}
END_TEST

START_TEST(quote)
{
	const struct {
		struct slice string;
		const char *want;
	} quotes[] = {
		{ SLICE(""), "\"\"" },
		{ SLICE("v=spf1 -all"), "\"v=spf1 -all\"" },
		{ SLICE("a\"b\\c"), "\"a\\\"b\\\\c\"" },
		{ SLICE(";()@$%{}~!#&'*+,-./:<=>?[]^_`|"), "\";()@$%{}~!#&'*+,-./:<=>?[]^_`|\"" },
		{ SLICE("\0\1\t\n\r\x1f\x7f\x80\xff"), "\"\\000\\001\\009\\010\\013\\031\\127\\128\\255\"" },
		{ SLICE("\xc3\xa4\\1"), "\"\\195\\164\\\\1\"" },
	};
	struct buf out = { 0 };

	for (size_t i = 0; i < sizeof(quotes) / sizeof(*quotes); i++) {
		buf_clear(&out);
		txt_quote(&out, quotes[i].string);
		ck_assert_str_eq(buf_text(&out), quotes[i].want);
	}
	buf_release(&out);
}
END_TEST

START_TEST(end_of_memory)
{
	for (unsigned n = 0;; n++) {
		struct strings strings;
		struct buf out = { 0 };
		enum error error;
		bool split_failed;

		failing_malloc_after(n);
		error = txt_split(SLICE("v=spf1 a mx ptr include:example.org ip4:192.0.2.1 -all"), (uint32_t[]){ 7 }, 1, 3, &strings);
		split_failed = error != ERR_NONE;
		if (split_failed)
			ck_assert_ptr_null(strings.string);
		else
			error = txt_wire(&strings, &out);
		if (!failing_malloc_off()) {
			ck_assert_int_eq(error, ERR_NONE);
			ck_assert_uint_gt(n, 1);
			strings_release(&strings);
			buf_release(&out);
			break;
		}
		ck_assert_int_eq(error, ERR_MEMORY);
		strings_release(&strings);
		buf_release(&out);
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("txt");
	TCase *tcase = tcase_create("txt");
	SRunner *runner;
	int failed;

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, split, 0, sizeof(splits) / sizeof(*splits));
	tcase_add_test(tcase, split_at_cuts);
	tcase_add_test(tcase, split_sizes);
	tcase_add_loop_test(tcase, random_splits, 1, 3);
	tcase_add_test(tcase, wire);
	tcase_add_test(tcase, wire_limit);
	tcase_add_test(tcase, quote);
	tcase_add_test(tcase, end_of_memory);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
