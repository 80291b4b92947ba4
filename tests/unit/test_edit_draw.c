/* edit_draw: one line that scrolls, several that wrap, and what is marked in them. */
#include "ui_sane.h"

#include <check.h>
#include <string.h>

#define HAN "\xe4\xb8\xad"

START_TEST(one_line)
{
	static const struct {
		const char *text;
		size_t cursor;
		int width;
		const char *want;
		int column;
	} rows[] = {
		{ "", 0, 8, "[________]", 0 },
		{ "abc", 3, 8, "[abc_____]", 3 },
		{ "abcdefg", 7, 8, "[abcdefg_]", 7 },
		{ "abcdefgh", 7, 8, "[abcdefgh]", 7 },
		{ "abcdefgh", 0, 8, "[abcdefgh]", 0 },
		{ "abcdefghi", 0, 8, "[abcdefg>]", 0 },
		{ "abcdefgh", 8, 8, "[<cdefgh_]", 7 },
		{ "abcdefghi", 9, 8, "[<defghi_]", 7 },
		{ "abcdefghijkl", 8, 8, "[<defghi>]", 6 },
		{ "abcdefghijklmnopqrstuvwxyz", 26, 16, "[<rstuvwxyz______]", 10 },
		{ "abcdefghijklmnopqrstuvwxyz", 14, 16, "[abcdefghijklmno>]", 14 },
		{ "abcdefghijklmnopqrstuvwxyz", 15, 16, "[<jklmnopqrstuvw>]", 7 },
		{ HAN HAN HAN HAN HAN, 15, 8, "[<" HAN HAN HAN "_]", 7 },
		{ HAN HAN HAN HAN HAN, 0, 8, "[" HAN HAN HAN " >]", 0 },
		{ "\x01\x02\x03", 3, 8, "[<  \\003_]", 7 },
		{ "abc", 3, 1, "[_]", 0 },
		{ "abc", 1, 1, "[>]", 0 },
		{ "abc", 2, 2, "[bc]", 1 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct edit e = edit_of(rows[i].text);
		struct cells c = { .form = TEXT_UTF8 };
		struct buf out = { 0 };

		cells_resize(&c, 1, rows[i].width + 2);
		cells_put(&c, 0, 0, 1, LOOK_PLAIN, SLICE("["));
		cells_put(&c, 0, rows[i].width + 1, 1, LOOK_PLAIN, SLICE("]"));
		e.cursor = rows[i].cursor;
		edit_draw(&e, &c, 0, 1, rows[i].width, true);
		assert_sane_cells(&c);
		cells_text(&c, &out);
		buf_cut(&out, out.len - 1);
		ck_assert_msg(strcmp(buf_text(&out), rows[i].want) == 0 && c.cursor_column == 1 + rows[i].column, "row %zu: %s %d", i,
		    buf_text(&out), c.cursor_column - 1);
		buf_release(&out);
		cells_release(&c);
		edit_release(&e);
	}
}
END_TEST

START_TEST(marks_on_one_line)
{
	static const struct cells_mark marks[] = { { 0, 3, LOOK_BAD }, { 7, 2, LOOK_ERROR }, { 9, 99, LOOK_BAD } };
	struct edit e = edit_of("abcdef" "ghijkl");	/* in 8 columns, cursor at the end: <ghijkl_ */
	struct cells c = { .form = TEXT_UTF8 };

	cells_resize(&c, 1, 10);
	edit_draw_marked(&e, &c, (struct area){ 0, 1, 1, 8 }, true, marks, 3);
	assert_sane_cells(&c);
	ck_assert(c.cell[1].look == LOOK_FIELD && c.cell[2].look == LOOK_FIELD && c.cell[3].look == LOOK_ERROR);
	ck_assert(c.cell[4].look == LOOK_ERROR && c.cell[5].look == LOOK_BAD && c.cell[7].look == LOOK_BAD && c.cell[8].look == LOOK_FIELD);
	ck_assert(c.cell[9].look == LOOK_PLAIN);
	edit_draw_marked(&e, &c, (struct area){ 0, 1, 1, 8 }, false, marks, 3);
	ck_assert(c.cell[1].look == LOOK_BAD && c.cell[3].look == LOOK_BAD && c.cell[4].look == LOOK_FIELD && c.cell[8].look == LOOK_ERROR);
	ck_assert(c.cell[9].look == LOOK_PLAIN);
	cells_release(&c);
	edit_release(&e);
}
END_TEST

START_TEST(several_lines)
{
	static const struct cells_mark mark = { 13, 4, LOOK_BAD };
	struct edit e = edit_of("v=spf1 a mx -alx");
	struct cells c = { .form = TEXT_UTF8 };
	struct buf out = { 0 };

	cells_resize(&c, 4, 9);
	ck_assert_int_eq(edit_draw_lines(&e, &c, (struct area){ 1, 1, 2, 7 }, true, &mark, 1), 3);
	assert_sane_cells(&c);
	cells_text(&c, &out);
	ck_assert_str_eq(buf_text(&out), "\n a mx\n -alx\n\n");
	ck_assert(c.cursor_row == 2 && c.cursor_column == 5);
	ck_assert(c.cell[18 + 1].look == LOOK_FIELD && c.cell[18 + 2].look == LOOK_BAD);
	/* Without the focus the start is shown, and the cursor is another's. */
	cells_cursor(&c, 0, 0);
	buf_clear(&out);
	edit_draw_lines(&e, &c, (struct area){ 1, 1, 2, 7 }, false, NULL, 0);
	cells_text(&c, &out);
	ck_assert_str_eq(buf_text(&out), "\n v=spf1\n a mx\n\n");
	ck_assert(c.cursor_row == 0 && c.cursor_column == 0);
	ck_assert_int_eq(edit_draw_lines(&e, &c, (struct area){ 0, 0, 0, 7 }, true, NULL, 0), 0);
	buf_release(&out);
	cells_release(&c);
	edit_release(&e);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("edit_draw");
	TCase *c = tcase_create("edit_draw");
	tcase_add_test(c, one_line);
	tcase_add_test(c, marks_on_one_line);
	tcase_add_test(c, several_lines);
	suite_add_tcase(s, c);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_ENV);
	int failures = srunner_ntests_failed(r);
	srunner_free(r);
	return failures != 0;
}
