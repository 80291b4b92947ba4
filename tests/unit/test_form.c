/* test_form: focus, options, buttons, what Esc puts back, and where things stand in narrow and wide windows. */
#include "ui/form.h"

#include <check.h>
#include <string.h>

enum { F_TITLE, F_NAME, F_BOX, F_COLOUR, F_LIST, F_HIDDEN, F_OK, F_NO, F_COUNT };
static const char *const colours[] = { "red", "green with a long name", "blue", NULL };
static const char *const listed[] = { "first", "second", NULL };
static const struct field_row rows[] = {
	{ F_TITLE, FIELD_TITLE, 0, "Some questions", NULL, NULL },
	{ F_NAME, FIELD_TEXT, 0, "Name", "n:", NULL },
	{ F_BOX, FIELD_BOX, 0, "is it so", "so", NULL },
	{ F_COLOUR, FIELD_CHOICE, 0, "Colour", NULL, colours },
	{ F_LIST, FIELD_CHOICE, FIELD_DOWN, "List", NULL, listed },
	{ F_HIDDEN, FIELD_TEXT, 0, "Hidden", NULL, NULL },
	{ F_OK, FIELD_BUTTON, 0, "OK", NULL, NULL },
	{ F_NO, FIELD_BUTTON, FIELD_BESIDE, "No", NULL, NULL },
};

static struct form open_form(void)
{
	struct form form;

	ck_assert(form_init(&form, rows, F_COUNT));
	form_use(&form, TEXT_UTF8);
	form_set_hidden(&form, F_HIDDEN, true);
	return form;
}

static enum formed press(struct form *form, uint32_t code)
{
	return form_key(form, code, key_action(code, form_focus_in(form) | IN_BUILD));
}

START_TEST(walking)
{
	struct form form = open_form();
	static const int order[] = { F_NAME, F_BOX, F_COLOUR, F_LIST, F_OK, F_NO };

	for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
		ck_assert_int_eq(form_at(&form), order[i]);
		ck_assert_int_eq(press(&form, CODE_TAB), i + 1 < sizeof order / sizeof *order ? FORM_MOVED : FORM_SAME);
	}
	for (size_t i = sizeof order / sizeof *order; i-- > 0;) {
		ck_assert_int_eq(form_at(&form), order[i]);
		ck_assert_int_eq(press(&form, CODE_BACKTAB), i ? FORM_MOVED : FORM_SAME);
	}
	/* Down goes over the options of a choice that is written downwards, and leaves it at its end. */
	form_go(&form, F_LIST);
	ck_assert_int_eq(press(&form, CODE_DOWN), FORM_SAME);
	ck_assert_int_eq(press(&form, CODE_DOWN), FORM_MOVED);
	ck_assert_int_eq(form_at(&form), F_OK);
	ck_assert_int_eq(press(&form, CODE_RIGHT), FORM_MOVED);
	ck_assert_int_eq(form_at(&form), F_NO);
	ck_assert_int_eq(press(&form, CODE_LEFT), FORM_MOVED);
	ck_assert_int_eq(press(&form, CODE_ENTER), FORM_PRESSED);
	/* What is hidden has no focus, and one that is being hidden gives it away. */
	form_go(&form, F_HIDDEN);
	ck_assert_int_eq(form_at(&form), F_OK);
	form_set_hidden(&form, F_OK, true);
	ck_assert_int_eq(form_at(&form), F_LIST);
	form_release(&form);
}
END_TEST

START_TEST(choosing)
{
	struct form form = open_form();

	form_go(&form, F_BOX);
	ck_assert_int_eq(press(&form, ' '), FORM_CHANGED);
	ck_assert_uint_eq(form_field(&form, F_BOX)->value, 1);
	ck_assert_int_eq(form_restore(&form), FORM_CHANGED);
	ck_assert_uint_eq(form_field(&form, F_BOX)->value, 0);
	ck_assert_int_eq(form_restore(&form), FORM_OTHER);
	ck_assert_int_eq(press(&form, CODE_ENTER), FORM_MOVED);
	ck_assert_uint_eq(form_field(&form, F_BOX)->value, 0);
	/* The cursor goes over the options; Space chooses, Enter chooses and goes on when the screen has read it. */
	ck_assert_int_eq(form_at(&form), F_COLOUR);
	ck_assert_int_eq(press(&form, CODE_RIGHT), FORM_SAME);
	ck_assert_uint_eq(form_field(&form, F_COLOUR)->value, 0);
	ck_assert_int_eq(press(&form, ' '), FORM_CHANGED);
	ck_assert_uint_eq(form_field(&form, F_COLOUR)->value, 1);
	ck_assert_int_eq(press(&form, ' '), FORM_SAME);
	ck_assert_int_eq(press(&form, CODE_RIGHT), FORM_SAME);
	ck_assert_int_eq(press(&form, CODE_RIGHT), FORM_SAME);
	ck_assert_int_eq(press(&form, CODE_ENTER), FORM_CHOSEN);
	ck_assert_uint_eq(form_field(&form, F_COLOUR)->value, 2);
	ck_assert_int_eq(form_at(&form), F_COLOUR);
	ck_assert_int_eq(form_go_on(&form), FORM_MOVED);
	ck_assert_int_eq(form_at(&form), F_LIST);
	/* What is chosen already is not chosen again. */
	form_go(&form, F_COLOUR);
	ck_assert_int_eq(press(&form, CODE_ENTER), FORM_MOVED);
	/* A value that is no option: none is chosen, and the cursor is on the first. */
	form_set_value(&form, F_COLOUR, 9);
	form_go(&form, F_COLOUR);
	ck_assert_uint_eq(form_field(&form, F_COLOUR)->at, 0);
	form_go(&form, F_LIST);
	ck_assert_int_eq(press(&form, CODE_ENTER), FORM_END);
	form_release(&form);
}
END_TEST

START_TEST(typing)
{
	struct form form = open_form();
	struct field *field = form_field(&form, F_NAME);

	ck_assert_int_eq(press(&form, 'q'), FORM_CHANGED);
	ck_assert_int_eq(press(&form, ' '), FORM_CHANGED);
	ck_assert_int_eq(press(&form, CODE_CTRL('v')), FORM_SAME);
	ck_assert_int_eq(press(&form, 'x'), FORM_CHANGED);
	ck_assert_int_eq(form_paste(&form, SLICE("a\nb")), FORM_CHANGED);
	ck_assert_str_eq(buf_text(&field->edit.text), "q xa b");
	ck_assert(!field->checked);
	press(&form, CODE_TAB);
	ck_assert(field->checked);
	ck_assert_int_eq(form_paste(&form, SLICE("c")), FORM_OTHER);
	press(&form, CODE_BACKTAB);
	press(&form, 'y');
	ck_assert_int_eq(form_restore(&form), FORM_CHANGED);
	ck_assert_str_eq(buf_text(&field->edit.text), "q xa b");
	/* Keys that are no form's are left to the screen. */
	ck_assert_int_eq(press(&form, CODE_F8), FORM_OTHER);
	form_go(&form, F_BOX);
	ck_assert_int_eq(press(&form, 'x'), FORM_OTHER);
	form_release(&form);
}
END_TEST

/* In any width and height the cursor is on the focus, and the options that do not fit go on in the next row. */
START_TEST(drawing)
{
	struct form form = open_form();
	struct cells cells = { .form = TEXT_UTF8 };
	struct buf text = { 0 };

	ck_assert_int_lt(form_rows(&form, 100), form_rows(&form, 40));
	for (int columns = 30; columns <= 120; columns += 9)
		for (int height = 1; height <= 12; height++) {
			cells_resize(&cells, height, columns);
			for (size_t i = 0; i < F_COUNT; i++) {
				int look;

				form_go(&form, rows[i].id);
				cells_clear(&cells);
				form_draw(&form, &cells, (struct area){ 0, 0, height, columns }, &(struct form_notes){ .cursor = true });
				look = cells.cell[cells.cursor_row * columns + cells.cursor_column].look;
				ck_assert_msg(look == LOOK_FOCUS || look == LOOK_FIELD, "look %d of field %d at %dx%d", look,
				    form_at(&form), columns, height);
				ck_assert_str_eq(cells.cell[cells.cursor_row * columns + 1].text, ">");
			}
		}
	cells_resize(&cells, 8, 80);
	cells_clear(&cells);
	form_go(&form, F_BOX);
	form_draw(&form, &cells, (struct area){ 0, 0, 8, 80 }, &(struct form_notes){ .cursor = true });
	cells_text(&cells, &text);
	ck_assert_ptr_nonnull(strstr(buf_text(&text), "> [ ] so   is it so"));
	ck_assert_ptr_nonnull(strstr(buf_text(&text), "(*) red  ( ) green with a long name  ( ) blue"));
	ck_assert_ptr_nonnull(strstr(buf_text(&text), "< OK >   < No >"));
	ck_assert_ptr_null(strstr(buf_text(&text), "Hidden"));
	buf_release(&text);
	cells_release(&cells);
	form_release(&form);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("form");
	TCase *core = tcase_create("core");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_set_timeout(core, 60);
	tcase_add_test(core, walking);
	tcase_add_test(core, choosing);
	tcase_add_test(core, typing);
	tcase_add_test(core, drawing);
	suite_add_tcase(suite, core);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
