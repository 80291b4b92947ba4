/* key: the one table, held against its own rules, footers and help. */
#include "ui/key.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static const unsigned focuses[] = { IN_TEXT, IN_CHOICE, IN_LIST, IN_POPUP, IN_BUTTON };
static const unsigned screens[] = { IN_START, IN_DISCOVER, IN_BUILD, IN_TEST, IN_TREE, IN_DIFF, IN_OUTPUT, IN_HELP,
	IN_HELP_END, IN_FINDING, IN_REPAIR, IN_TYPED, IN_PICK, IN_QUIT, IN_PROMPT };
enum { FOCUSES = sizeof focuses / sizeof *focuses, SCREENS = sizeof screens / sizeof *screens };
#define EACH_PLACE(in) \
	for (unsigned place_ = 0, in = focuses[0] | screens[0]; place_ < FOCUSES * SCREENS; \
	    place_++, in = place_ < FOCUSES * SCREENS ? focuses[place_ % FOCUSES] | screens[place_ / FOCUSES] : 0)
#define ck_name(code, want) \
	do { \
		char name_[16]; \
		ck_assert_uint_eq(key_name(code, name_), strlen(want)); \
		ck_assert_str_eq(name_, want); \
	} while (0)

static bool row_in(const struct key_row *row, unsigned in)
{
	unsigned all_focuses = IN_TEXT | IN_CHOICE | IN_LIST | IN_POPUP | IN_BUTTON;

	return (!row->focus || row->focus & in & all_focuses) && (!row->screen || row->screen & in & ~all_focuses);
}

static bool is_f_key(uint32_t code)
{
	return (code >= CODE_F1 && code <= CODE_F10) || code == CODE_SHIFT_F8;
}

/* Does any key for which keep() holds do that action in that place? */
static bool reachable(enum action action, unsigned in, bool (*keep)(uint32_t))
{
	for (size_t i = 0; key_row(i); i++)
		for (size_t k = 0; k < 4 && key_row(i)->code[k]; k++)
			if (key_row(i)->action == action && keep(key_row(i)->code[k]) && key_action(key_row(i)->code[k], in) == action)
				return true;
	return false;
}

static bool no_f_key(uint32_t code)
{
	return !is_f_key(code);
}

static bool f_key_or_meta(uint32_t code)
{
	return is_f_key(code) || code & CODE_META;
}

static bool any_key(uint32_t code)
{
	return code != CODE_NONE;
}

START_TEST(rows)
{
	for (size_t i = 0; key_row(i); i++) {
		const struct key_row *row = key_row(i);

		ck_assert_msg(row->action > ACT_NONE && row->action < ACT_COUNT && row->group < GROUP_COUNT && row->code[0], "row %zu", i);
		ck_assert_msg(row->word || row->help, "row %zu", i);
		for (size_t k = 0; k < 4 && row->code[k]; k++) {
			/* A Meta of what is a key by itself, and Esc in front of [ and O, are how arrows come. */
			ck_assert_msg(row->code[k] != (CODE_META | '[') && row->code[k] != (CODE_META | 'O'), "row %zu", i);
		}
	}
	ck_assert_ptr_null(key_row(SIZE_MAX));
}
END_TEST

START_TEST(every_action_has_a_key)
{
	for (int action = ACT_NONE + 1; action < ACT_COUNT; action++) {
		bool found = false;

		EACH_PLACE(in)
			found |= reachable((enum action)action, in, any_key);
		ck_assert_msg(found, "action %d", action);
	}
}
END_TEST

/* Row by row, with the rule about text taken out: the first row to match must also be the only one. */
START_TEST(no_two_actions_share_a_key)
{
	EACH_PLACE(in) {
		for (size_t i = 0; key_row(i); i++) {
			const struct key_row *row = key_row(i);

			for (size_t k = 0; k < 4 && row->code[k] && row_in(row, in); k++) {
				enum action action = key_action(row->code[k], in);

				if (in & IN_TEXT && key_is_text(row->code[k]))
					ck_assert_int_eq(action, ACT_NONE);
				else
					ck_assert_msg(action == row->action, "row %zu key %zu in %x: %d", i, k, in, (int)action);
			}
		}
	}
}
END_TEST

START_TEST(f_keys_have_twins)
{
	EACH_PLACE(in) {
		for (uint32_t code = CODE_UP; code < CODE_LAST; code++) {
			enum action action = is_f_key(code) ? key_action(code, in) : ACT_NONE;

			ck_assert_msg(!action || reachable(action, in, no_f_key), "code %x in %x", (unsigned)code, in);
		}
	}
}
END_TEST

/* What a letter, digit or mark does on a screen can be done from its text fields as well. Moving and pressing are the form's there. */
START_TEST(letters_have_twins)
{
	EACH_PLACE(in) {
		for (uint32_t code = 0x21; code < 0x7f; code++) {
			enum action action = key_action(code, in);
			unsigned text = (in & ~(unsigned)(IN_CHOICE | IN_LIST | IN_POPUP | IN_BUTTON)) | IN_TEXT;
			bool of_lists = action == ACT_UP || action == ACT_DOWN || action == ACT_FIRST || action == ACT_LAST || action == ACT_DELETE;

			ck_assert_msg(!action || (of_lists ? reachable(action, in, no_f_key) : reachable(action, text, f_key_or_meta)),
			    "%c in %x", (char)code, in);
		}
	}
}
END_TEST

START_TEST(text_is_text)
{
	ck_assert(key_is_text('a') && key_is_text(' ') && key_is_text('~') && key_is_text(0xa0) && key_is_text(0x4e2d) && key_is_text(0x10ffff));
	ck_assert(!key_is_text(0) && !key_is_text(0x1f) && !key_is_text(0x7f) && !key_is_text(0x9f) && !key_is_text(0xd800));
	ck_assert(!key_is_text(0xdfff) && !key_is_text(CODE_UP) && !key_is_text(CODE_META | 'a'));
	for (unsigned i = 0; i < SCREENS; i++)
		for (uint32_t code = 0; code < 0x110000; code++)
			if (key_is_text(code) && key_action(code, IN_TEXT | screens[i]))
				ck_abort_msg("U+%04X acts in text", code);
}
END_TEST

START_TEST(leftovers_of_arrows)
{
	EACH_PLACE(in) {
		for (const char *c = "ABCD[O~"; *c; c++)
			ck_assert_int_eq(key_action((uint32_t)*c, in), ACT_NONE);
		ck_assert_int_eq(key_action(CODE_META | '[', in), ACT_NONE);
		ck_assert_int_eq(key_action(CODE_META | 'O', in), ACT_NONE);
	}
}
END_TEST

START_TEST(keys_of_the_reference)
{
	static const struct {
		uint32_t code;
		unsigned in;
		enum action action;
	} want[] = {
		{ CODE_F1, IN_TEXT | IN_BUILD, ACT_HELP }, { '?', IN_LIST | IN_TREE, ACT_HELP }, { CODE_META | '?', IN_TEXT | IN_START, ACT_HELP },
		{ '?', IN_TEXT | IN_START, ACT_NONE }, { CODE_META | '1', IN_TEXT | IN_BUILD, ACT_SCREEN_1 },
		{ '7', IN_CHOICE | IN_BUILD, ACT_SCREEN_7 }, { '7', IN_TEXT | IN_BUILD, ACT_NONE }, { CODE_F7, IN_TEXT | IN_BUILD, ACT_SCREEN_7 },
		{ CODE_META | 'n', IN_TEXT | IN_BUILD, ACT_NEXT_FINDING }, { CODE_META | 'p', IN_TEXT | IN_BUILD, ACT_PREVIOUS_FINDING },
		{ CODE_META | 'x', IN_TEXT | IN_BUILD, ACT_EXPLAIN }, { CODE_META | 'f', IN_TEXT | IN_BUILD, ACT_FIX },
		{ CODE_META | 'b', IN_TEXT | IN_BUILD, ACT_NONE }, { CODE_META | CODE_LEFT, IN_TEXT | IN_BUILD, ACT_WORD_LEFT },
		{ CODE_META | 'u', IN_TEXT | IN_BUILD, ACT_UNDO }, { CODE_META | 'e', IN_TEXT, ACT_REDO }, { 'u', IN_BUTTON | IN_TREE, ACT_UNDO },
		{ CODE_META | 'y', IN_TEXT | IN_OUTPUT, ACT_COPY }, { CODE_META | 'l', IN_TEXT | IN_OUTPUT, ACT_PLAIN_PAGE },
		{ CODE_META | 'o', IN_TEXT | IN_BUILD, ACT_PUBLISH }, { CODE_META | 'r', IN_TEXT | IN_BUILD, ACT_RAW },
		{ CODE_META | 'k', IN_TEXT | IN_BUILD, ACT_PICK }, { CODE_META | 's', IN_TEXT | IN_OUTPUT, ACT_SAVE },
		{ CODE_CTRL('C'), IN_TEXT | IN_BUILD, ACT_INTERRUPT }, { CODE_CTRL('V'), IN_TEXT, ACT_LITERAL },
		{ CODE_CTRL('W'), IN_TEXT, ACT_ERASE_WORD }, { CODE_CTRL('U'), IN_TEXT, ACT_ERASE_LINE }, { CODE_CTRL('K'), IN_TEXT, ACT_ERASE_END },
		{ CODE_CTRL('W'), IN_LIST | IN_TREE, ACT_NONE }, { CODE_CTRL('A'), IN_TEXT, ACT_FIRST }, { CODE_CTRL('E'), IN_TEXT, ACT_LAST },
		{ CODE_DELETE, IN_TEXT | IN_TEST, ACT_ERASE_AHEAD }, { CODE_DELETE, IN_LIST | IN_TEST, ACT_DELETE },
		{ 'd', IN_BUTTON | IN_TEST, ACT_NONE }, { ' ', IN_CHOICE | IN_BUILD, ACT_CHOOSE }, { ' ', IN_TEXT | IN_BUILD, ACT_NONE },
		{ CODE_ENTER, IN_TEXT | IN_BUILD, ACT_GO }, { CODE_TAB, IN_TEXT | IN_BUILD, ACT_NEXT }, { CODE_ESC, IN_TEXT | IN_BUILD, ACT_CLOSE },
		{ 'q', IN_LIST | IN_TREE, ACT_QUIT }, { CODE_F10, IN_TEXT | IN_TREE, ACT_QUIT }, { 'o', IN_LIST | IN_DIFF, ACT_ONLY_CHANGES },
		{ 'o', IN_LIST | IN_TREE, ACT_NONE }, { 'h', IN_LIST | IN_TREE, ACT_NONE }, { 'l', IN_LIST | IN_TREE, ACT_NONE },
		{ 0, IN_LIST | IN_TREE, ACT_NONE }, { CODE_LAST, IN_LIST | IN_TREE, ACT_NONE }, { UINT32_MAX, IN_TEXT | IN_TREE, ACT_NONE },
		/* Without a screen: what acts on all of them. */
		{ CODE_META | 'k', IN_TEXT, ACT_NONE }, { CODE_F1, IN_TEXT, ACT_HELP },
	};

	for (size_t i = 0; i < sizeof want / sizeof *want; i++)
		ck_assert_msg(key_action(want[i].code, want[i].in) == want[i].action, "row %zu", i);
}
END_TEST

/* A letter is a key where no text is typed. */
START_TEST(keys_that_act)
{
	char key[16];

	ck_assert_str_eq(key_for(ACT_EXPLAIN, IN_LIST | IN_TREE, key), "x");
	ck_assert_str_eq(key_for(ACT_EXPLAIN, IN_TEXT | IN_BUILD, key), "M-x");
	ck_assert_str_eq(key_for(ACT_PLAIN_PAGE, IN_TEXT | IN_OUTPUT, key), "M-l");
	ck_assert_str_eq(key_for(ACT_GO, IN_POPUP | IN_QUIT, key), "Enter");	/* of several rows, the one that acts */
	ck_assert_str_eq(key_for(ACT_PICK, IN_LIST | IN_TREE, key), "");
}
END_TEST

START_TEST(names)
{
	ck_name(CODE_F1, "F1");
	ck_name(CODE_F10, "F10");
	ck_name(CODE_SHIFT_F8, "S-F8");
	ck_name(CODE_CTRL('U'), "^U");
	ck_name(CODE_CTRL('_'), "^_");
	ck_name(CODE_META | 'u', "M-u");
	ck_name(CODE_META | CODE_LEFT, "M-Left");
	ck_name(CODE_META | CODE_BACKSPACE, "M-Backspace");
	ck_name(CODE_META | CODE_CTRL('H'), "M-^H");
	ck_name(CODE_BACKTAB, "S-Tab");
	ck_name(CODE_TAB, "Tab");
	ck_name(CODE_ENTER, "Enter");
	ck_name(CODE_ESC, "Esc");
	ck_name(' ', "Space");
	ck_name('a', "a");
	ck_name(CODE_META | '?', "M-?");
	ck_name(0x4e2d, "\xe4\xb8\xad");
	ck_name(0x202e, "?");
	ck_name(0x9f, "?");
	ck_name(CODE_LAST, "?");
	ck_name(UINT32_MAX, "M-?");
}
END_TEST

static const char *footer(unsigned in, int width)
{
	static struct buf out;

	buf_clear(&out);
	key_footer(in, width, &out);
	return buf_text(&out);
}

START_TEST(footers)
{
	ck_assert_str_eq(footer(IN_TEXT | IN_BUILD, 79),
	    "F1 Help  Tab Next  ^U Clear  M-u Undo  M-k Pick  F5 Tree  F6 Diff  ^C Quit");
	ck_assert_str_eq(footer(IN_TEXT | IN_BUILD, 39), "F1 Help  Tab Next  ^U Clear  ^C Quit");
	ck_assert_str_eq(footer(IN_LIST | IN_TREE, 79),
	    "F1 Help  Space Open  / Find  t Test here  y Copy  p Plain page  q Quit");
	/* Each pop-up says what Enter and Esc do in it. */
	ck_assert_str_eq(footer(IN_POPUP | IN_HELP, 79), "Enter Next page  Esc Back  ^C Quit");
	ck_assert_str_eq(footer(IN_POPUP | IN_HELP_END, 79), "Enter Close  Esc Back  ^C Quit");
	ck_assert_str_eq(footer(IN_POPUP | IN_FINDING, 79), "Enter Go to it  Esc Back  F8 Finding  ^C Quit");
	ck_assert_str_eq(footer(IN_POPUP | IN_REPAIR, 79), "Enter Go to it  Esc Back  f Fix  F8 Finding  ^C Quit");
	ck_assert_str_eq(footer(IN_POPUP | IN_QUIT, 79), "Enter Choose  Esc Back  ^C Quit");
	ck_assert_str_eq(footer(IN_TEXT | IN_TYPED, 79), "Enter Do it  Esc Back  ^U Clear  ^C Quit");
	ck_assert_str_eq(footer(IN_TEXT | IN_PICK, 39), "Enter Take it  Esc Back  ^C Quit");
	ck_assert_str_eq(footer(IN_TEXT | IN_PROMPT, 39), "Enter Done  Esc Back  ^U Clear  ^C Quit");
	ck_assert_str_eq(footer(IN_TEXT | IN_BUILD, 7), "^C Quit");
	ck_assert_str_eq(footer(IN_TEXT | IN_BUILD, 6), "");
	ck_assert_str_eq(footer(IN_TEXT | IN_BUILD, 0), "");
	ck_assert_str_eq(footer(IN_TEXT | IN_BUILD, -5), "");
}
END_TEST

/* Never over the width, more of it never shows less, and each key named there does what its word says: it acts. */
START_TEST(footers_fit)
{
	EACH_PLACE(in) {
		size_t before = 0;

		for (int width = 0; width < 300; width++) {
			struct slice all = slice_of(footer(in, width));

			ck_assert(text_width(all) <= (size_t)width && all.len >= before);
			ck_assert(!all.len || (all.at[0] != ' ' && all.at[all.len - 1] != ' '));
			before = all.len;
		}
		ck_assert_msg(strstr(footer(in, 300), in < IN_HELP ? "Help" : "Esc Back") && strstr(footer(in, 300), " Quit"),
		    "in %x", in);
		for (size_t i = 0; key_row(i); i++)
			for (size_t k = i + 1; key_row(i)->word && key_row(k); k++)
				ck_assert_msg(!(row_in(key_row(i), in) && row_in(key_row(k), in) && key_row(i)->action == key_row(k)->action),
				    "action %d twice in %x", (int)key_row(i)->action, in);
	}
}
END_TEST

START_TEST(help)
{
	struct buf build = { 0 }, tree = { 0 };

	key_help(IN_BUILD, 78, TEXT_ASCII, &build);
	key_help(IN_TREE, 78, TEXT_ASCII, &tree);
	ck_assert(!build.failed && strncmp(build.text, "Everywhere          F1 ? M-?        this help\n", 46) == 0);
	ck_assert_ptr_nonnull(strstr(build.text, "\nIn a text field     ^U              erase all of it\n"));
	ck_assert_ptr_nonnull(strstr(build.text, "M-r             edit the record as text"));
	ck_assert_ptr_null(strstr(tree.text, "edit the record as text"));
	ck_assert_ptr_nonnull(strstr(tree.text, "t M-t           test a sender"));
	buf_clear(&tree);
	key_help(IN_TREE, 38, TEXT_ASCII, &tree);
	ck_assert(!tree.failed && strncmp(tree.text, "Everywhere\n F1 ? M-?      this help\n", 36) == 0);
	/* What takes more than a row goes on under where it began. */
	ck_assert_ptr_nonnull(strstr(tree.text, "\n u M-u         take the last change\n               back\n"));
	buf_clear(&tree);
	key_help(IN_TREE, 0, TEXT_ASCII, &tree);	/* no room at all: all of it, a character a row */
	ck_assert(!tree.failed && tree.len > 0);
	buf_release(&build);
	buf_release(&tree);
}
END_TEST

/* In a window of 80 columns one row each; in each no row is wider than it, and what goes on does so in the column of the words. */
START_TEST(help_fits)
{
	static const int widths[] = { 38, 58, 78, 118 };

	for (size_t i = 0; i < SCREENS * 4; i++) {
		int width = widths[i % 4];
		struct buf page = { 0 };
		struct slice rest, line;

		key_help(screens[i / 4], width, TEXT_UTF8, &page);
		rest = buf_slice(&page);
		ck_assert_uint_gt(rest.len, 0);
		while (slice_cut(&rest, '\n', &line)) {
			ck_assert_msg(text_width(line) <= (size_t)width, "%.*s", SLICE_ARG(line));
			ck_assert_msg(width < 78 || !slice_starts(line, SLICE("                                     ")), "%.*s",
			    SLICE_ARG(line));
		}
		buf_release(&page);
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("key");
	TCase *c = tcase_create("key");
	tcase_set_timeout(c, 60);
	tcase_add_test(c, rows);
	tcase_add_test(c, every_action_has_a_key);
	tcase_add_test(c, no_two_actions_share_a_key);
	tcase_add_test(c, f_keys_have_twins);
	tcase_add_test(c, letters_have_twins);
	tcase_add_test(c, text_is_text);
	tcase_add_test(c, leftovers_of_arrows);
	tcase_add_test(c, keys_of_the_reference);
	tcase_add_test(c, keys_that_act);
	tcase_add_test(c, names);
	tcase_add_test(c, footers);
	tcase_add_test(c, footers_fit);
	tcase_add_test(c, help);
	tcase_add_test(c, help_fits);
	suite_add_tcase(s, c);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_ENV);
	int failures = srunner_ntests_failed(r);
	srunner_free(r);
	return failures != 0;
}
