/* cells: the one door for text, clipping, wide characters, wrapping and finding. */
#include "ui_sane.h"

#include "failing_malloc.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define HAN "\xe4\xb8\xad"
#define ACUTE "\xcc\x81"

static struct cells screen(int rows, int columns, enum text_form form)
{
	struct cells c = { .form = form };

	cells_resize(&c, rows, columns);
	ck_assert(!c.failed && c.rows == rows && c.columns == columns);
	return c;
}

/* Compares all of it, and ends it. */
static void ends_as(struct cells *c, const char *want)
{
	struct buf out = { 0 };

	assert_sane_cells(c);
	cells_text(c, &out);
	ck_assert_str_eq(buf_text(&out), want);
	buf_release(&out);
	cells_release(c);
}

START_TEST(putting)
{
	static const struct {
		const char *text;
		size_t len;
		int column, width;
		enum text_form form;
		int used;
		const char *want;
	} rows[] = {
		{ "abc", 3, 0, 10, TEXT_UTF8, 3, "abc" },
		{ "", 0, 0, 10, TEXT_UTF8, 0, "" },
		{ "abcdef", 6, 2, 3, TEXT_UTF8, 3, "  ab>" },
		{ "abc", 3, 2, 3, TEXT_UTF8, 3, "  abc" },
		{ "abcdef", 6, 7, 10, TEXT_UTF8, 3, "       ab>" },
		{ "abcdef", 6, 9, 10, TEXT_UTF8, 1, "         >" },
		{ "abc", 3, 10, 10, TEXT_UTF8, 0, "" },
		{ "abc", 3, -1, 10, TEXT_UTF8, 0, "" },
		{ "abc", 3, 0, 0, TEXT_UTF8, 0, "" },
		{ "abc", 3, 0, -4, TEXT_UTF8, 0, "" },
		/* Wide ones are whole or not at all. */
		{ HAN HAN HAN, 9, 0, 6, TEXT_UTF8, 6, HAN HAN HAN },
		{ HAN HAN HAN, 9, 0, 5, TEXT_UTF8, 5, HAN HAN ">" },
		{ HAN HAN HAN, 9, 0, 4, TEXT_UTF8, 4, HAN " >" },
		{ HAN, 3, 0, 1, TEXT_UTF8, 1, ">" },
		{ "a" HAN, 4, 0, 2, TEXT_UTF8, 2, "a>" },
		/* Marks are in their base's cell, or on a blank. */
		{ "e" ACUTE "x", 4, 0, 2, TEXT_UTF8, 2, "e" ACUTE "x" },
		{ ACUTE "x", 3, 0, 9, TEXT_UTF8, 2, " " ACUTE "x" },
		{ "\x01" ACUTE, 3, 0, 9, TEXT_UTF8, 5, "\\001 " ACUTE },
		/* Nothing gets through as it came. */
		{ "\x1b[31m", 5, 0, 10, TEXT_UTF8, 8, "\\027[31m" },
		{ "a\0b", 3, 0, 10, TEXT_UTF8, 6, "a\\000b" },
		{ "\xe2\x80\xae", 3, 0, 12, TEXT_UTF8, 10, "\\226\\128\\>" },
		{ "\xff\xe4\xb8", 3, 0, 8, TEXT_UTF8, 8, "\\255\\22>" },
		{ "a\tb\n", 4, 0, 10, TEXT_UTF8, 10, "a\\009b\\010" },
		{ "\\", 1, 0, 10, TEXT_UTF8, 1, "\\" },
		/* Where the terminal knows ASCII alone. */
		{ "e" ACUTE, 3, 0, 10, TEXT_ASCII, 9, "e\\204\\129" },
		{ "\xc3\xa9", 2, 0, 10, TEXT_ASCII, 8, "\\195\\169" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct cells c = screen(1, 10, rows[i].form);
		struct buf out = { 0 };
		int used = cells_put(&c, 0, rows[i].column, rows[i].width, LOOK_BOLD, (struct slice){ rows[i].text, rows[i].len });

		assert_sane_cells(&c);
		cells_text(&c, &out);
		buf_cut(&out, out.len - 1);
		ck_assert_msg(used == rows[i].used && strcmp(buf_text(&out), rows[i].want) == 0, "row %zu: %d \"%s\"", i, used, buf_text(&out));
		buf_release(&out);
		cells_release(&c);
	}
}
END_TEST

START_TEST(outside)
{
	struct cells c = screen(2, 4, TEXT_UTF8), none = { 0 };

	ck_assert_int_eq(cells_put(&c, 2, 0, 4, LOOK_PLAIN, SLICE("x")), 0);
	ck_assert_int_eq(cells_put(&c, -1, 0, 4, LOOK_PLAIN, SLICE("x")), 0);
	cells_rule(&c, 5, SLICE("x"), SLICE("y"));
	cells_look(&c, 9, 0, 4, LOOK_BAD);
	cells_cursor(&c, 99, -3);
	ck_assert(c.cursor_row == 1 && c.cursor_column == 0);
	ends_as(&c, "\n\n");
	ck_assert_int_eq(cells_put(&none, 0, 0, 4, LOOK_PLAIN, SLICE("x")), 0);
	ck_assert_int_eq(cells_wrap(&none, (struct area){ 0, 0, 3, 3 }, 0, LOOK_PLAIN, SLICE("a b c d"), NULL, 0), 2);
	cells_clear(&none);
	cells_cursor(&none, 1, 1);
	ends_as(&none, "");
	cells_resize(&c, 5000, -1);
	ck_assert(c.rows == 1000 && c.columns == 0);
	cells_release(&c);
}
END_TEST

/* The other half of what is overwritten is blank. */
START_TEST(halves)
{
	struct cells c = screen(4, 6, TEXT_UTF8);

	for (int row = 0; row < 4; row++)
		cells_put(&c, row, 0, 6, LOOK_FIELD, SLICE(HAN HAN HAN));
	cells_put(&c, 0, 1, 1, LOOK_PLAIN, SLICE("x"));
	cells_put(&c, 1, 2, 1, LOOK_PLAIN, SLICE("x"));
	cells_put(&c, 2, 1, 2, LOOK_PLAIN, SLICE(HAN));
	cells_look(&c, 3, 1, 1, LOOK_BAD);
	cells_look(&c, 3, 4, 1, LOOK_GOOD);
	ck_assert(c.cell[18].look == LOOK_BAD && c.cell[20].look == LOOK_FIELD && c.cell[23].look == LOOK_GOOD);
	ends_as(&c, " x" HAN HAN "\n" HAN "x " HAN "\n " HAN " " HAN "\n" HAN HAN HAN "\n");
}
END_TEST

START_TEST(marks_have_a_bound)
{
	struct cells c = screen(1, 4, TEXT_UTF8);
	struct buf text = { 0 };

	buf_char(&text, 'e');
	for (int i = 0; i < 40; i++)
		buf_string(&text, ACUTE);
	buf_char(&text, 'x');
	ck_assert_int_eq(cells_put(&c, 0, 0, 4, LOOK_PLAIN, buf_slice(&text)), 2);
	ck_assert_uint_eq(strlen(c.cell[0].text), 23);
	ck_assert_str_eq(c.cell[1].text, "x");
	assert_sane_cells(&c);
	buf_release(&text);
	cells_release(&c);
}
END_TEST

START_TEST(right_and_printf)
{
	struct cells c = screen(5, 10, TEXT_UTF8);

	cells_put_right(&c, 0, 2, 8, LOOK_PLAIN, SLICE("7/10"));
	cells_put_right(&c, 1, 2, 4, LOOK_PLAIN, SLICE("too long"));
	cells_put_right(&c, 2, 0, 5, LOOK_PLAIN, SLICE(HAN));
	ck_assert_int_eq(cells_printf(&c, 3, 0, 10, LOOK_PLAIN, "%u of %u", 3U, 10U), 7);
	ck_assert_int_eq(cells_printf(&c, 4, 0, 10, LOOK_PLAIN, "%s", "\x1b]0;"), 7);
	ends_as(&c, "      7/10\n  too>\n   " HAN "\n3 of 10\n\\027]0;\n");
}
END_TEST

START_TEST(rules)
{
	struct cells c = screen(6, 30, TEXT_UTF8), narrow = screen(3, 4, TEXT_UTF8);

	cells_rule(&c, 0, SLICE(""), SLICE(""));
	cells_rule(&c, 1, SLICE("Record"), SLICE(""));
	cells_rule(&c, 2, SLICE("Record"), SLICE("98 bytes"));
	cells_rule(&c, 3, SLICE("Findings: 0 errors  1 warning"), SLICE(""));
	cells_rule(&c, 4, SLICE("Record"), SLICE("far too long to stand beside"));
	cells_rule(&c, 5, SLICE(""), SLICE("98 bytes"));
	ck_assert(c.cell[0].look == LOOK_RULE && c.cell[30 + 3].look == LOOK_PLAIN);
	ends_as(&c, "------------------------------\n"
	    "-- Record --------------------\n"
	    "-- Record -------- 98 bytes --\n"
	    "-- Findings: 0 errors  1 w> --\n"
	    "-- Record --------------------\n"
	    "------------------ 98 bytes --\n");
	cells_rule(&narrow, 0, SLICE("Record"), SLICE("98"));
	ends_as(&narrow, "----\n\n\n");
}
END_TEST

static const struct {
	const char *text;
	int width;
	const char *want;	/* lines */
} wraps[] = {
	{ "", 5, "\n" },
	{ "a", 5, "a\n" },
	{ "v=spf1 a mx -all", 9, "v=spf1 a\nmx -all\n" },
	{ "v=spf1 a mx -all", 8, "v=spf1 a\nmx -all\n" },
	{ "v=spf1 a mx -all", 6, "v=spf1\na mx\n-all\n" },
	/* One blank hangs over the end, the next is text. */
	{ "abc  de", 3, "abc\n de\n" },
	{ "abc def ", 3, "abc\ndef\n\n" },
	{ "abcdefgh", 3, "abc\ndef\ngh\n" },
	{ "ab cdefghi j", 4, "ab\ncdef\nghi\nj\n" },
	{ "a\nb\n\nc\n", 5, "a\nb\n\nc\n\n" },
	{ HAN HAN HAN, 5, HAN HAN "\n" HAN "\n" },
	{ HAN HAN, 1, "\n\n" },
	{ "a" ACUTE "b", 1, "a" ACUTE "\nb\n" },
	{ "\x01" "a", 4, "\\001\na\n" },
	{ "\x01" "a", 2, "\\0\na\n" },
};

START_TEST(wrapping)
{
	for (size_t i = 0; i < sizeof wraps / sizeof *wraps; i++) {
		struct cells c = screen(6, wraps[i].width, TEXT_UTF8);
		struct buf out = { 0 };
		int rows = cells_wrap(&c, (struct area){ 0, 0, 6, wraps[i].width }, 0, LOOK_PLAIN, slice_of(wraps[i].text), NULL, 0), row, column;

		cells_resize(&c, rows, wraps[i].width);
		ck_assert_int_eq(cells_wrap(&c, (struct area){ 0, 0, 6, wraps[i].width }, 0, LOOK_PLAIN, slice_of(wraps[i].text), NULL, 0), rows);
		ck_assert_int_eq(cells_wrap_find(slice_of(wraps[i].text), wraps[i].width, TEXT_UTF8, 0, &row, &column), rows);
		cells_text(&c, &out);
		ck_assert_msg(strcmp(buf_text(&out), wraps[i].want) == 0, "row %zu: \"%s\"", i, buf_text(&out));
		assert_sane_wrap(&c, slice_of(wraps[i].text), wraps[i].width);
		buf_release(&out);
		cells_release(&c);
	}
}
END_TEST

START_TEST(wrapping_into_an_area)
{
	static const struct cells_mark marks[] = { { 7, 5, LOOK_BAD }, { 13, 1, LOOK_ERROR } };
	struct cells c = screen(5, 12, TEXT_UTF8);

	/* From the second line on, two lines, and nothing beyond them. */
	ck_assert_int_eq(cells_wrap(&c, (struct area){ 1, 2, 2, 6 }, 1, LOOK_FIELD, SLICE("v=spf1 a:bcd mx -all"), marks, 2), 4);
	ck_assert(c.cell[12 + 2].look == LOOK_BAD && c.cell[12 + 6].look == LOOK_BAD && c.cell[12 + 7].look != LOOK_BAD);
	ck_assert(c.cell[24 + 2].look == LOOK_ERROR && c.cell[24 + 3].look == LOOK_FIELD);
	/* Past the right edge and below the last row. */
	ck_assert_int_eq(cells_wrap(&c, (struct area){ 4, 10, 2, 6 }, 0, LOOK_PLAIN, SLICE("abcdef gh"), NULL, 0), 2);
	ends_as(&c, "\n  a:bcd\n  mx\n\n          ab\n");
}
END_TEST

START_TEST(finding)
{
	static const struct {
		size_t at;
		int row, column;
	} want[] = { { 0, 0, 0 }, { 5, 0, 5 }, { 6, 0, 6 }, { 7, 1, 0 }, { 10, 1, 3 }, { 11, 1, 4 }, { 12, 2, 0 }, { 16, 2, 4 }, { 99, 2, 4 } };
	struct slice text = SLICE("v=spf1 a mx -all");

	for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
		int row, column;

		ck_assert_int_eq(cells_wrap_find(text, 6, TEXT_UTF8, want[i].at, &row, &column), 3);
		ck_assert_msg(row == want[i].row && column == want[i].column, "byte %zu: %d %d", want[i].at, row, column);
	}
	ck_assert_uint_eq(cells_wrap_at(text, 6, TEXT_UTF8, 0, 99), 6);
	ck_assert_uint_eq(cells_wrap_at(text, 6, TEXT_UTF8, 1, 2), 9);
	ck_assert_uint_eq(cells_wrap_at(text, 6, TEXT_UTF8, 2, 99), 16);
	ck_assert_uint_eq(cells_wrap_at(text, 6, TEXT_UTF8, 99, -1), 12);
	/* The end of a line that just goes on is the next one's start: the last byte of it instead. */
	ck_assert_uint_eq(cells_wrap_at(SLICE("abcdef"), 3, TEXT_UTF8, 0, 3), 2);
}
END_TEST

/* The rule once more, the simple way: where the line that starts at from ends, and the next one starts. */
static size_t simple_line(const char *text, size_t from, size_t width, size_t *to)
{
	size_t len = strlen(text), at = from, word = from;

	for (; at < len && text[at] != '\n' && at - from < width; at++)
		word = text[at] == ' ' ? at + 1 : word;
	*to = at;
	if (at == len)
		return SIZE_MAX;
	if (text[at] == '\n' || text[at] == ' ')
		return at + 1;
	*to = word > from ? word : at;
	return *to;
}

START_TEST(wrapping_ascii)
{
	srandom(4711);
	for (int round = 0; round < 3000; round++) {
		char text[200] = { 0 };
		int width = 1 + (int)(random() % 40), n = 0, row, column;
		size_t from = 0, to;

		for (long len = random() % 199, i = 0; i < len; i++)
			text[i] = "abcdefgh   \n"[random() % (round % 2 ? 12 : 9)];
		while (from != SIZE_MAX) {
			size_t next = simple_line(text, from, (size_t)width, &to);

			ck_assert_int_gt(cells_wrap_find(slice_of(text), width, TEXT_UTF8, from, &row, &column), n);
			ck_assert_msg(row == n && column == 0, "\"%s\" in %d: line %d", text, width, n);
			from = next;
			n++;
		}
		ck_assert_int_eq(cells_wrap_find(slice_of(text), width, TEXT_UTF8, 0, &row, &column), n);
	}
}
END_TEST

/* glyph_plain() and what it stands for, glyph by glyph, with one odd byte at every place. */
START_TEST(plain_runs)
{
	static const unsigned char odd[] = { 0x00, 0x1f, 0x20, 0x7e, 0x7f, 0x80, 0xcc, 0xff };

	for (size_t len = 0; len <= 40; len++)
		for (size_t at = 0; at < len; at++)
			for (size_t k = 0; k < sizeof odd; k++) {
				char *text = malloc(len);
				size_t n = 0;

				ck_assert_ptr_nonnull(text);
				memset(text, 'x', len);
				text[at] = (char)odd[k];
				while (n < len && text[n] >= 0x20 && text[n] < 0x7f && (n + 1 == len || !(text[n + 1] & 0x80)))
					n++;
				if (glyph_plain((struct slice){ text, len }, SIZE_MAX) != n || glyph_plain((struct slice){ text, len }, n / 2) != n / 2)
					ck_abort_msg("%02x at %zu of %zu", odd[k], at, len);
				free(text);
			}
}
END_TEST

START_TEST(wrapping_random)
{
	static const char *const parts[] = { "a", "bc", " ", "  ", "\n", HAN, "e" ACUTE, ACUTE, "\x01", "\xe2\x80\xae", "\xff", "ip4:192.0.2.1", "\xe4" };
	struct cells c = screen(40, 24, TEXT_UTF8);

	srandom(4711);
	for (int round = 0; round < 1500; round++) {
		struct buf text = { 0 };

		c.form = round % 2 ? TEXT_UTF8 : TEXT_ASCII;
		for (long n = random() % 14; n >= 0; n--)
			buf_string(&text, parts[(size_t)random() % (sizeof parts / sizeof *parts)]);
		assert_sane_wrap(&c, buf_slice(&text), 1 + (int)(random() % 20));
		buf_release(&text);
	}
	cells_release(&c);
}
END_TEST

START_TEST(equality)
{
	struct cells a = screen(2, 8, TEXT_UTF8), b = screen(2, 8, TEXT_UTF8);

	/* By what is seen, not by how it came there. */
	cells_put(&a, 0, 0, 8, LOOK_BAD, SLICE(HAN HAN "e" ACUTE));
	cells_put(&a, 0, 0, 8, LOOK_PLAIN, SLICE("abcde   "));
	cells_put(&b, 0, 0, 8, LOOK_PLAIN, SLICE("abcde"));
	cells_look(&a, 0, 0, 8, LOOK_PLAIN);
	ck_assert(cells_equal(&a, &b));
	cells_cursor(&b, 1, 1);
	ck_assert(!cells_equal(&a, &b));
	cells_cursor(&a, 1, 1);
	cells_look(&a, 1, 7, 1, LOOK_BOLD);
	ck_assert(!cells_equal(&a, &b));
	cells_clear(&a);
	cells_clear(&b);
	ck_assert(cells_equal(&a, &b));
	cells_resize(&b, 2, 9);
	ck_assert(!cells_equal(&a, &b));
	cells_release(&a);
	cells_release(&b);
	ck_assert(cells_equal(&a, &b));
}
END_TEST

START_TEST(memory_ends)
{
	for (unsigned n = 0;; n++) {
		struct cells c = { .form = TEXT_UTF8 };
		bool refused;

		failing_malloc_once(n);
		cells_resize(&c, 3, 3);
		cells_printf(&c, 0, 0, 3, LOOK_PLAIN, "%d", 7);
		cells_resize(&c, 9, 9);
		cells_put(&c, 0, 0, 3, LOOK_PLAIN, SLICE("abc"));
		refused = failing_malloc_off();
		ck_assert(c.failed == refused);
		assert_sane_cells(&c);
		cells_release(&c);
		ck_assert(!c.failed && c.form == TEXT_UTF8);
		if (!refused)
			break;
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("cells");
	TCase *c = tcase_create("cells");
	tcase_set_timeout(c, 60);
	tcase_add_test(c, putting);
	tcase_add_test(c, outside);
	tcase_add_test(c, halves);
	tcase_add_test(c, marks_have_a_bound);
	tcase_add_test(c, right_and_printf);
	tcase_add_test(c, rules);
	tcase_add_test(c, wrapping);
	tcase_add_test(c, wrapping_into_an_area);
	tcase_add_test(c, finding);
	tcase_add_test(c, wrapping_ascii);
	tcase_add_test(c, plain_runs);
	tcase_add_test(c, wrapping_random);
	tcase_add_test(c, equality);
	tcase_add_test(c, memory_ends);
	suite_add_tcase(s, c);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_ENV);
	int failures = srunner_ntests_failed(r);
	srunner_free(r);
	return failures != 0;
}
