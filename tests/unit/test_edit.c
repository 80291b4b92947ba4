/* edit: keys, pastes, undo; hostile bytes, the bound, and the end of memory. */
#include "ui_sane.h"

#include "failing_malloc.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HAN "\xe4\xb8\xad"
#define ACUTE "\xcc\x81"
enum { LEFT = CODE_LEFT, RIGHT = CODE_RIGHT, HOME = CODE_HOME, END = CODE_END, BACK = CODE_BACKSPACE, DEL = CODE_DELETE };

static void keys(struct edit *e, const uint32_t *codes, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		ck_assert_int_ne(edit_key(e, codes[i], 0), EDIT_OTHER);
		assert_sane_edit(e);
	}
}
#define KEYS(e, ...) keys(e, (const uint32_t[]){ __VA_ARGS__ }, sizeof((const uint32_t[]){ __VA_ARGS__ }) / sizeof(uint32_t))

/* What stands there, the cursor as a bar. */
static void is(const struct edit *e, const char *want)
{
	struct buf got = { 0 };

	buf_add(&got, slice_to(buf_slice(&e->text), e->cursor));
	buf_char(&got, '|');
	buf_add(&got, slice_from(buf_slice(&e->text), e->cursor));
	ck_assert_str_eq(buf_text(&got), want);
	buf_release(&got);
}

static void type(struct edit *e, const char *text)
{
	for (; *text; text++)
		KEYS(e, (uint32_t)(unsigned char)*text);
}

/* Check 1 of the UX reference: every printable character, and nothing else happens. */
START_TEST(every_character_is_text)
{
	struct edit e = { .form = TEXT_UTF8 };
	struct buf want = { 0 };

	for (uint32_t code = 0x20; code < 0x7f; code++) {
		ck_assert_int_eq(edit_key(&e, code, 0), EDIT_CHANGED);
		buf_char(&want, (char)code);
	}
	ck_assert_int_eq(edit_key(&e, 0x4e2d, 0), EDIT_CHANGED);
	ck_assert_int_eq(edit_key(&e, 0x1f600, 0), EDIT_CHANGED);
	buf_string(&want, HAN "\xf0\x9f\x98\x80");
	ck_assert_str_eq(buf_text(&e.text), buf_text(&want));
	assert_sane_edit(&e);
	edit_release(&e);
	buf_release(&want);
}
END_TEST

START_TEST(moving)
{
	struct edit e = edit_of("ip4:192.0.2.1 include:x" HAN);

	is(&e, "ip4:192.0.2.1 include:x" HAN "|");
	KEYS(&e, LEFT);
	is(&e, "ip4:192.0.2.1 include:x|" HAN);
	KEYS(&e, CODE_META | LEFT);
	is(&e, "ip4:192.0.2.1 include:|x" HAN);
	KEYS(&e, CODE_META | LEFT, CODE_META | LEFT);
	is(&e, "ip4:192.0.2.|1 include:x" HAN);
	KEYS(&e, HOME, LEFT, CODE_META | LEFT);
	is(&e, "|ip4:192.0.2.1 include:x" HAN);
	KEYS(&e, CODE_META | RIGHT);
	is(&e, "ip4|:192.0.2.1 include:x" HAN);
	KEYS(&e, CODE_CTRL('E'), RIGHT, CODE_META | RIGHT);
	is(&e, "ip4:192.0.2.1 include:x" HAN "|");
	KEYS(&e, CODE_CTRL('A'), CODE_CTRL('F'), CODE_CTRL('F'), CODE_CTRL('B'));
	is(&e, "i|p4:192.0.2.1 include:x" HAN);
	edit_release(&e);
}
END_TEST

START_TEST(erasing)
{
	struct edit e = edit_of("a:one  b:two c");

	KEYS(&e, CODE_CTRL('W'));
	is(&e, "a:one  b:two |");
	KEYS(&e, CODE_CTRL('W'));
	is(&e, "a:one  |");
	KEYS(&e, CODE_META | BACK);
	is(&e, "|");
	ck_assert_int_eq(edit_key(&e, BACK, 0), EDIT_SAME);
	ck_assert_int_eq(edit_key(&e, DEL, 0), EDIT_SAME);
	ck_assert_int_eq(edit_key(&e, CODE_CTRL('W'), 0), EDIT_SAME);
	ck_assert_int_eq(edit_key(&e, CODE_CTRL('U'), 0), EDIT_SAME);
	ck_assert_int_eq(edit_key(&e, CODE_CTRL('K'), 0), EDIT_SAME);
	type(&e, "one two");
	KEYS(&e, LEFT, LEFT, CODE_CTRL('K'));
	is(&e, "one t|");
	KEYS(&e, HOME, DEL, DEL);
	is(&e, "|e t");
	KEYS(&e, RIGHT, CODE_CTRL('U'));
	is(&e, "|");
	edit_release(&e);
}
END_TEST

/* What a reader takes for one character goes as one. */
START_TEST(clusters)
{
	struct edit e = edit_of("ae" ACUTE ACUTE "b");

	KEYS(&e, LEFT, LEFT);
	is(&e, "a|e" ACUTE ACUTE "b");
	KEYS(&e, DEL);
	is(&e, "a|b");
	KEYS(&e, 'e', 0x301);
	is(&e, "ae" ACUTE "|b");
	KEYS(&e, BACK);
	is(&e, "a|b");
	edit_release(&e);
	/* A base typed before a mark without one takes it on, and the cursor is after both. */
	e = edit_of(ACUTE);
	KEYS(&e, HOME, 'e');
	is(&e, "e" ACUTE "|");
	edit_release(&e);
	/* So do bytes that become one when what was between them goes. */
	e = edit_of("\xe4\xb8" "x\xad");
	KEYS(&e, LEFT, BACK);
	is(&e, HAN "|");
	edit_release(&e);
}
END_TEST

START_TEST(every_byte_can_go)
{
	static const char hostile[] = "\x1b[0m\0\xff\xe4\xb8\xe2\x80\xae\x7f\xc2\x9b\xed\xa0\x80" ACUTE;
	struct slice text = { hostile, sizeof hostile - 1 };

	for (size_t at = 0; at <= text.len; at++) {
		struct edit e = { .form = TEXT_UTF8 };

		ck_assert(edit_set(&e, text));
		while (e.cursor > at)
			KEYS(&e, LEFT);
		while (e.text.len > e.cursor) {
			size_t before = e.text.len;

			KEYS(&e, DEL);
			ck_assert(e.text.len < before);
		}
		while (e.text.len)
			KEYS(&e, BACK);
		edit_release(&e);
	}
}
END_TEST

START_TEST(undo_by_runs)
{
	struct edit e = { .form = TEXT_UTF8 };

	ck_assert(!edit_undo(&e) && !edit_redo(&e));
	ck_assert_int_eq(edit_key(&e, CODE_META | 'u', 0), EDIT_OTHER);
	type(&e, "hello");
	KEYS(&e, LEFT);
	type(&e, "xy");
	KEYS(&e, BACK, BACK, BACK);
	edit_paste(&e, SLICE("one\r\ntwo"));
	type(&e, "!");
	is(&e, "helone two!|o");
	ck_assert(edit_undo(&e));
	is(&e, "helone two|o");
	ck_assert(edit_undo(&e));
	is(&e, "hel|o");
	ck_assert(edit_undo(&e));
	is(&e, "hellxy|o");
	ck_assert(edit_undo(&e));
	is(&e, "hell|o");
	ck_assert_int_eq(edit_key(&e, CODE_META | 'u', 0), EDIT_CHANGED);
	is(&e, "|");
	ck_assert(!edit_undo(&e));
	for (int i = 0; i < 4; i++)
		ck_assert(edit_redo(&e));
	is(&e, "helone two|o");
	ck_assert_int_eq(edit_key(&e, CODE_META | 'e', 0), EDIT_CHANGED);
	is(&e, "helone two!|o");
	ck_assert_int_eq(edit_key(&e, CODE_META | 'e', 0), EDIT_OTHER);
	/* What is typed after taking back is a step of its own, and what was taken back is gone. */
	ck_assert(edit_undo(&e) && edit_undo(&e));
	type(&e, "zz");
	ck_assert(!edit_redo(&e));
	ck_assert(edit_undo(&e));
	is(&e, "hel|o");
	/* Erasing ahead and back is one run each way. */
	KEYS(&e, HOME, DEL, DEL);
	ck_assert(edit_undo(&e));
	is(&e, "|helo");
	KEYS(&e, CODE_CTRL('U'));
	ck_assert(edit_undo(&e));
	is(&e, "|helo");
	/* A text set anew has no past. */
	ck_assert(edit_set(&e, SLICE("new")));
	ck_assert(!edit_undo(&e) && !edit_redo(&e));
	edit_release(&e);
}
END_TEST

START_TEST(undo_has_a_bound)
{
	struct edit e = { .form = TEXT_UTF8 };
	struct buf big = { 0 };
	int steps = 0;

	for (int i = 0; i < 2000; i++)
		KEYS(&e, 'a', HOME);
	ck_assert_uint_le(e.steps, 500);
	while (edit_undo(&e))
		steps++;
	ck_assert_int_eq(steps, 500);
	ck_assert_uint_eq(e.text.len, 1500);
	/* Nor do large steps add up: 100 times 64 KiB in and out. */
	ck_assert(edit_set(&e, SLICE("")));
	buf_fill(&big, 'x', EDIT_MOST);
	for (int i = 0; i < 100; i++) {
		ck_assert_int_eq(edit_paste(&e, buf_slice(&big)), EDIT_CHANGED);
		KEYS(&e, CODE_CTRL('U'));
	}
	ck_assert_uint_le(e.steps, (4U << 20) / EDIT_MOST);
	ck_assert(edit_undo(&e));
	ck_assert_uint_eq(e.text.len, EDIT_MOST);
	buf_release(&big);
	edit_release(&e);
}
END_TEST

START_TEST(pasting)
{
	static const struct {
		const char *text;
		size_t len;
		const char *want;
	} rows[] = {
		{ "\"v=spf1 a q ... \" \"-all\"\n", 25, "\"v=spf1 a q ... \" \"-all\"" },
		{ "a\r\nb", 4, "a b" },
		{ "a \r\n\t\t b", 8, "a b" },
		{ "a  b", 4, "a  b" },
		{ "\n \ta\n", 5, "a" },
		{ "\r\n", 2, "" },
		{ "a\0\x01\x1b[31mq\x7f\xc2\x9b" "b", 13, "a[31mqb" },
		{ "\xe2\x80\xae" ACUTE "\xff" HAN, 9, "\xe2\x80\xae" ACUTE "\xff" HAN },
		{ "q", 1, "q" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct edit e = { .form = TEXT_UTF8 };
		enum edited edited = edit_paste(&e, (struct slice){ rows[i].text, rows[i].len });

		ck_assert_msg(strcmp(buf_text(&e.text), rows[i].want) == 0, "row %zu: \"%s\"", i, buf_text(&e.text));
		ck_assert_int_eq(edited, *rows[i].want ? EDIT_CHANGED : EDIT_SAME);
		assert_sane_edit(&e);
		edit_release(&e);
	}
}
END_TEST

START_TEST(literally)
{
	struct edit e = { .form = TEXT_UTF8 };

	KEYS(&e, CODE_CTRL('V'), CODE_TAB, CODE_CTRL('V'), 'a', CODE_CTRL('V'), CODE_UP, 'b', CODE_CTRL('V'), CODE_CTRL('V'));
	ck_assert_str_eq(buf_text(&e.text), "\tab\x16");
	/* A key that is no byte is not typed, and the next one is as ever. */
	KEYS(&e, CODE_CTRL('V'), CODE_META | 'x', CODE_CTRL('V'), CODE_LAST, CODE_CTRL('V'), 0xd800, BACK);
	ck_assert_str_eq(buf_text(&e.text), "\tab");
	KEYS(&e, CODE_CTRL('V'));
	edit_paste(&e, SLICE("x"));
	ck_assert(!e.literal);
	edit_release(&e);
}
END_TEST

START_TEST(others_are_the_forms)
{
	static const uint32_t codes[] = { CODE_ENTER, CODE_TAB, CODE_BACKTAB, CODE_ESC, CODE_UP, CODE_DOWN, CODE_PAGE_UP, CODE_F1, CODE_F10,
		CODE_META | 'n', CODE_META | '2', CODE_CTRL('C'), CODE_CTRL('L'), CODE_CTRL('Z'), CODE_CTRL('S'), CODE_INSERT, CODE_LAST, 0,
		UINT32_MAX, 0x9f, 0xdfff };
	struct edit e = edit_of("text");

	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		ck_assert_msg(edit_key(&e, codes[i], 0) == EDIT_OTHER, "key %zu", i);
	is(&e, "text|");
	edit_release(&e);
}
END_TEST

START_TEST(bound)
{
	struct edit e = { .form = TEXT_UTF8 };
	struct buf big = { 0 };

	buf_fill(&big, 'x', EDIT_MOST - 2);
	ck_assert_int_eq(edit_paste(&e, buf_slice(&big)), EDIT_CHANGED);
	ck_assert_int_eq(edit_key(&e, 0x4e2d, 0), EDIT_SAME);
	ck_assert_int_eq(edit_paste(&e, SLICE("abc")), EDIT_SAME);
	ck_assert_int_eq(edit_key(&e, 'a', 0), EDIT_CHANGED);
	ck_assert_int_eq(edit_key(&e, 'b', 0), EDIT_CHANGED);
	ck_assert_int_eq(edit_key(&e, 'c', 0), EDIT_SAME);
	ck_assert_uint_eq(e.text.len, EDIT_MOST);
	ck_assert_int_eq(edit_key(&e, BACK, 0), EDIT_CHANGED);
	/* What was longer already can be edited, but not lengthened. */
	buf_fill(&big, 'y', EDIT_MOST);
	ck_assert(edit_set(&e, buf_slice(&big)));
	ck_assert_uint_eq(e.text.len, 2 * EDIT_MOST - 2);
	ck_assert_int_eq(edit_key(&e, 'a', 0), EDIT_SAME);
	ck_assert_int_eq(edit_key(&e, BACK, 0), EDIT_CHANGED);
	ck_assert_int_eq(edit_key(&e, CODE_CTRL('U'), 0), EDIT_CHANGED);
	ck_assert(edit_undo(&e) && edit_undo(&e));
	ck_assert_uint_eq(e.text.len, 2 * EDIT_MOST - 2);
	buf_release(&big);
	edit_release(&e);
}
END_TEST

START_TEST(up_and_down)
{
	struct edit e = edit_of("v=spf1 a mx -all");	/* in 6 columns and the cursor's: v=spf1, a mx, -all */

	ck_assert_int_eq(edit_key(&e, CODE_DOWN, 7), EDIT_OTHER);
	KEYS(&e, HOME, RIGHT, RIGHT, RIGHT, RIGHT, RIGHT);
	ck_assert_int_eq(edit_key(&e, CODE_UP, 7), EDIT_OTHER);
	/* The wanted column lives through shorter lines. */
	ck_assert_int_eq(edit_key(&e, CODE_DOWN, 7), EDIT_SAME);
	is(&e, "v=spf1 a mx| -all");
	ck_assert_int_eq(edit_key(&e, CODE_DOWN, 7), EDIT_SAME);
	is(&e, "v=spf1 a mx -all|");
	ck_assert_int_eq(edit_key(&e, CODE_DOWN, 7), EDIT_OTHER);
	ck_assert_int_eq(edit_key(&e, CODE_UP, 7), EDIT_SAME);
	ck_assert_int_eq(edit_key(&e, CODE_UP, 7), EDIT_SAME);
	is(&e, "v=spf|1 a mx -all");
	/* Any other key forgets it. */
	ck_assert_int_eq(edit_key(&e, CODE_DOWN, 7), EDIT_SAME);
	KEYS(&e, LEFT);
	ck_assert_int_eq(edit_key(&e, CODE_UP, 7), EDIT_SAME);
	is(&e, "v=s|pf1 a mx -all");
	edit_release(&e);
}
END_TEST

static void work(struct edit *e)
{
	static const uint32_t codes[] = { 'a', 'b', BACK, LEFT, 0x4e2d, CODE_CTRL('W'), HOME, 'x', DEL, CODE_META | 'u', CODE_META | 'e' };

	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
		struct buf before = { 0 };
		enum edited edited;

		failing_malloc_off();
		buf_add(&before, buf_slice(&e->text));
		failing_malloc_after(0);
		edited = edit_key(e, codes[i], 0);
		failing_malloc_off();
		ck_assert(edited == EDIT_CHANGED || slice_equal(buf_slice(&e->text), buf_slice(&before)));
		assert_sane_edit(e);
		buf_release(&before);
	}
}

START_TEST(memory_ends)
{
	struct edit e = edit_of("start");
	struct buf big = { 0 };

	/* At every allocation: the change happens or it does not. */
	for (unsigned n = 0;; n++) {
		struct edit other = edit_of("start of it");
		bool refused;
		enum edited edited;

		buf_fill(&big, 'y', 300);
		failing_malloc_once(n);
		edited = edit_paste(&other, buf_slice(&big));
		refused = failing_malloc_off();
		ck_assert(edited == (refused ? EDIT_SAME : EDIT_CHANGED));
		ck_assert(refused == (other.text.len == 11));
		assert_sane_edit(&other);
		ck_assert(edit_undo(&other) == !refused);
		ck_assert_str_eq(buf_text(&other.text), "start of it");
		edit_key(&other, 'z', 0);
		ck_assert_str_eq(buf_text(&other.text), "start of itz");
		edit_release(&other);
		buf_clear(&big);
		if (!refused)
			break;
	}
	work(&e);
	failing_malloc_after(0);
	ck_assert(!edit_set(&e, SLICE("other")));
	ck_assert(failing_malloc_off());
	assert_sane_edit(&e);
	buf_release(&big);
	edit_release(&e);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("edit");
	TCase *c = tcase_create("edit");
	tcase_set_timeout(c, 60);
	tcase_add_test(c, every_character_is_text);
	tcase_add_test(c, moving);
	tcase_add_test(c, erasing);
	tcase_add_test(c, clusters);
	tcase_add_test(c, every_byte_can_go);
	tcase_add_test(c, undo_by_runs);
	tcase_add_test(c, undo_has_a_bound);
	tcase_add_test(c, pasting);
	tcase_add_test(c, literally);
	tcase_add_test(c, others_are_the_forms);
	tcase_add_test(c, bound);
	tcase_add_test(c, up_and_down);
	tcase_add_test(c, memory_ends);
	suite_add_tcase(s, c);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_ENV);
	int failures = srunner_ntests_failed(r);
	srunner_free(r);
	return failures != 0;
}
