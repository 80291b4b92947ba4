/*
 * key: the one table of keys (what footers show first stands first).
 *
 * Rules, which tests/unit/test_key.c proves: no two actions share a key in one place; every F-key has a twin, since terminals eat F1,
 * F10 and F11; what has a letter outside text has a Meta or F-key as well, for text; nothing hangs on A B C D [ O, the leftovers of
 * arrows that a terminal sends in another way than terminfo says. No h and l, no chords, no modes.
 */
#include "ui/key.h"

#include "base/words.h"
#include "ui/cells.h"

#include <string.h>

#define M(c) (CODE_META | (uint32_t)(c))
#define C(c) CODE_CTRL(c)

enum { HELP_COLUMNS = 78 };	/* that the lines of the help page take at most */
enum {
	NO_TEXT = IN_CHOICE | IN_LIST | IN_POPUP | IN_BUTTON,
	ANY_FOCUS = IN_TEXT | NO_TEXT,
	SCREENS = IN_START | IN_DISCOVER | IN_BUILD | IN_TEST | IN_TREE | IN_DIFF | IN_OUTPUT,
	EXPLAINED = IN_FINDING | IN_REPAIR,
	ON_TOP = IN_HELP | IN_HELP_END | EXPLAINED | IN_TYPED | IN_PICK | IN_QUIT | IN_PROMPT,	/* of a screen */
	RECORD_SCREENS = IN_BUILD | IN_TEST | IN_TREE | IN_DIFF | IN_OUTPUT,
};

/* Action, group of the help page; focus and screen where it acts; keys; where the footer has it, its word; the help's line. */
static const struct key_row table[] = {
	{ ACT_HELP, GROUP_EVERYWHERE, 0, 0, { CODE_F1, '?', M('?') }, SCREENS, N_("Help"), N_("this help") },
	{ ACT_NEXT, GROUP_EVERYWHERE, 0, 0, { CODE_TAB }, IN_TEXT | IN_CHOICE | IN_BUTTON | SCREENS, N_("Next"),
	    N_("next field; Down too") },
	{ ACT_PREVIOUS, GROUP_EVERYWHERE, 0, 0, { CODE_BACKTAB }, 0, NULL, N_("previous field; Up too") },

	/* On top of a screen: what Enter does, and the way back, are the first that a narrow footer has. */
	{ ACT_GO, GROUP_FINDING, 0, EXPLAINED, { CODE_ENTER }, 0, N_("Go to it"), NULL },
	{ ACT_GO, GROUP_CHOICE, 0, IN_HELP, { CODE_ENTER }, 0, N_("Next page"), NULL },
	{ ACT_GO, GROUP_CHOICE, 0, IN_HELP_END, { CODE_ENTER }, 0, N_("Close"), NULL },
	{ ACT_GO, GROUP_CHOICE, 0, IN_TYPED, { CODE_ENTER }, 0, N_("Do it"), NULL },
	{ ACT_GO, GROUP_CHOICE, 0, IN_PICK, { CODE_ENTER }, 0, N_("Take it"), NULL },
	{ ACT_GO, GROUP_CHOICE, 0, IN_QUIT, { CODE_ENTER }, 0, N_("Choose"), NULL },
	{ ACT_GO, GROUP_CHOICE, 0, IN_PROMPT, { CODE_ENTER }, 0, N_("Done"), NULL },
	{ ACT_CLOSE, GROUP_EVERYWHERE, 0, 0, { CODE_ESC }, ON_TOP, N_("Back"),
	    N_("close this, or put the field back") },

	/* The screens' own. */
	{ ACT_AGAIN, GROUP_SCREEN, 0, SCREENS & ~(unsigned)IN_START, { 'r', M('g'), C('R') }, IN_DISCOVER | IN_DIFF,
	    N_("Ask again"),
	    N_("ask DNS again") },
	{ ACT_SERVER, GROUP_SCREEN, 0, IN_DISCOVER, { 's', M('s') }, 0, N_("Other server"),
	    N_("ask another server, or zone files") },
	{ ACT_WORDS, GROUP_SCREEN, 0, IN_DIFF, { 'w', M('w') }, 0, N_("Strings"),
	    N_("show the strings, or compare the terms") },
	{ ACT_ONLY_CHANGES, GROUP_SCREEN, 0, IN_DIFF, { 'o', M('z') }, 0, N_("Only changes"),
	    N_("only what changes, or everything") },
	{ ACT_ADD, GROUP_SCREEN, 0, IN_TEST, { 'a', M('a') }, 0, N_("Add"), N_("add an expectation") },
	{ ACT_DELETE, GROUP_SCREEN, IN_LIST, IN_TEST, { 'd', CODE_DELETE, M('d') }, 0, N_("Delete"),
	    N_("delete the chosen expectation") },
	{ ACT_ERASE_LINE, GROUP_TEXT, IN_TEXT, 0, { C('U') }, 0, N_("Clear"), N_("erase all of it") },
	{ ACT_UNDO, GROUP_EVERYWHERE, 0, 0, { 'u', M('u') }, IN_TEXT | IN_CHOICE | IN_BUTTON | IN_BUILD | IN_TEST | IN_OUTPUT, N_("Undo"),
	    N_("take the last change back") },
	{ ACT_PICK, GROUP_SCREEN, 0, IN_BUILD | IN_OUTPUT, { M('k') }, 0, N_("Pick"),
	    N_("pick from the known services or hosts") },
	{ ACT_CHOOSE, GROUP_CHOICE, NO_TEXT & ~(unsigned)IN_LIST, 0, { ' ' }, IN_CHOICE, N_("Choose"), N_("switch, choose") },
	{ ACT_CHOOSE, GROUP_SCREEN, IN_LIST, IN_TREE, { ' ' }, 0, N_("Open"), N_("open or close a branch; Enter too") },
	{ ACT_GO, GROUP_CHOICE, 0, SCREENS, { CODE_ENTER }, IN_CHOICE | IN_LIST | IN_BUTTON | (SCREENS & ~(unsigned)IN_TREE),
	    N_("Go on"), N_("done here, go there, press the button") },
	{ ACT_FIND, GROUP_LIST, 0, IN_DISCOVER | IN_TREE, { '/', M('/') }, IN_LIST, N_("Find"), N_("find text") },
	{ ACT_TEST_HERE, GROUP_SCREEN, 0, IN_DISCOVER | IN_TREE | IN_DIFF, { 't', M('t') }, IN_TREE, N_("Test here"),
	    N_("test a sender with what is chosen") },
	{ ACT_FIX, GROUP_FINDING, 0, 0, { 'f', M('f') }, NO_TEXT | IN_TEST | IN_REPAIR, N_("Fix"),
	    N_("do the repair; undo takes it back") },
	{ ACT_EXPLAIN, GROUP_FINDING, 0, 0, { 'x', M('x') }, IN_DISCOVER, N_("Explain"), N_("explain it") },
	{ ACT_COPY, GROUP_EVERYWHERE, 0, 0, { 'y', M('y') }, IN_TREE | IN_DIFF | IN_OUTPUT, N_("Copy"),
	    N_("copy by way of the terminal (OSC 52)") },
	{ ACT_PLAIN_PAGE, GROUP_EVERYWHERE, 0, 0, { 'p', M('l') }, IN_TREE | IN_OUTPUT, N_("Plain page"),
	    N_("show it without a frame, to copy by mouse") },
	{ ACT_SAVE, GROUP_SCREEN, 0, RECORD_SCREENS, { 's', M('s') }, IN_OUTPUT, N_("Save"), N_("save to a file") },
	{ ACT_SCREEN_1, GROUP_EVERYWHERE, 0, 0, { '1', M('1') }, 0, NULL, N_("Start") },
	{ ACT_SCREEN_2, GROUP_EVERYWHERE, 0, 0, { CODE_F2, '2', M('2') }, 0, NULL, N_("Discover") },
	{ ACT_SCREEN_3, GROUP_EVERYWHERE, 0, 0, { CODE_F3, '3', M('3') }, IN_TREE, N_("Build"), N_("Build") },
	{ ACT_SCREEN_4, GROUP_EVERYWHERE, 0, 0, { CODE_F4, '4', M('4') }, 0, NULL, N_("Test") },
	{ ACT_SCREEN_5, GROUP_EVERYWHERE, 0, 0, { CODE_F5, '5', M('5') }, IN_BUILD, N_("Tree"), N_("Tree") },
	{ ACT_SCREEN_6, GROUP_EVERYWHERE, 0, 0, { CODE_F6, '6', M('6') }, IN_BUILD, N_("Diff"), N_("Diff") },
	{ ACT_SCREEN_7, GROUP_EVERYWHERE, 0, 0, { CODE_F7, '7', M('7') }, IN_DIFF, N_("Output"), N_("Output") },
	{ ACT_NEXT_FINDING, GROUP_FINDING, 0, 0, { CODE_F8, M('n') }, IN_BUILD | IN_TEST | EXPLAINED, N_("Finding"),
	    N_("next finding") },
	{ ACT_PREVIOUS_FINDING, GROUP_FINDING, 0, 0, { CODE_SHIFT_F8, M('p') }, 0, NULL, N_("previous finding") },
	{ ACT_PUBLISH, GROUP_EVERYWHERE, 0, 0, { CODE_F9, M('o') }, IN_BUILD | IN_OUTPUT, N_("Publish"), N_("to Output, which says how to publish") },
	{ ACT_RAW, GROUP_SCREEN, 0, IN_BUILD, { M('r') }, 0, N_("As text"),
	    N_("edit the record as text, or as a form") },
	{ ACT_OPEN, GROUP_EVERYWHERE, 0, 0, { 'v', M('v') }, 0, NULL, N_("what a number is made of") },
	{ ACT_REDO, GROUP_EVERYWHERE, 0, 0, { M('e') }, 0, NULL, N_("do it again after all") },

	{ ACT_FIRST, GROUP_TEXT, IN_TEXT, 0, { CODE_HOME, C('A') }, 0, NULL, N_("to the start") },
	{ ACT_LAST, GROUP_TEXT, IN_TEXT, 0, { CODE_END, C('E') }, 0, NULL, N_("to the end") },
	{ ACT_WORD_LEFT, GROUP_TEXT, IN_TEXT, 0, { M(CODE_LEFT) }, 0, NULL, N_("one word to the left") },
	{ ACT_WORD_RIGHT, GROUP_TEXT, IN_TEXT, 0, { M(CODE_RIGHT) }, 0, NULL, N_("one word to the right") },
	{ ACT_ERASE, GROUP_TEXT, IN_TEXT, 0, { CODE_BACKSPACE, C('H') }, 0, NULL, N_("erase the character before") },
	{ ACT_ERASE_AHEAD, GROUP_TEXT, IN_TEXT, 0, { CODE_DELETE, C('D') }, 0, NULL, N_("erase the character at the cursor") },
	{ ACT_ERASE_WORD, GROUP_TEXT, IN_TEXT, 0, { C('W'), M(CODE_BACKSPACE) }, 0, NULL,
	    N_("erase the word before") },
	{ ACT_ERASE_END, GROUP_TEXT, IN_TEXT, 0, { C('K') }, 0, NULL, N_("erase to the end") },
	{ ACT_LITERAL, GROUP_TEXT, IN_TEXT, 0, { C('V') }, 0, NULL, N_("take the next key as it is") },

	{ ACT_LEFT, GROUP_CHOICE, 0, 0, { CODE_LEFT, C('B') }, 0, NULL, N_("the choice before") },
	{ ACT_RIGHT, GROUP_CHOICE, 0, 0, { CODE_RIGHT, C('F') }, 0, NULL, N_("the next choice") },
	{ ACT_UP, GROUP_LIST, 0, 0, { CODE_UP, 'k', C('P') }, 0, NULL, N_("up") },
	{ ACT_DOWN, GROUP_LIST, 0, 0, { CODE_DOWN, 'j', C('N') }, 0, NULL, N_("down") },
	{ ACT_PAGE_UP, GROUP_LIST, 0, 0, { CODE_PAGE_UP }, 0, NULL, N_("a page up") },
	{ ACT_PAGE_DOWN, GROUP_LIST, 0, 0, { CODE_PAGE_DOWN }, 0, NULL, N_("a page down") },
	{ ACT_FIRST, GROUP_LIST, NO_TEXT, 0, { CODE_HOME, 'g', C('A') }, 0, NULL, N_("to the first") },
	{ ACT_LAST, GROUP_LIST, NO_TEXT, 0, { CODE_END, 'G', C('E') }, 0, NULL, N_("to the last") },
	{ ACT_FIND_NEXT, GROUP_LIST, 0, IN_DISCOVER | IN_TREE, { 'n', M('.') }, 0, NULL, N_("find the next") },
	{ ACT_FIND_PREVIOUS, GROUP_LIST, 0, IN_DISCOVER | IN_TREE, { 'N', M(',') }, 0, NULL, N_("find the one before") },

	{ ACT_REDRAW, GROUP_EVERYWHERE, 0, 0, { C('L') }, 0, NULL, N_("draw all anew") },
	{ ACT_SUSPEND, GROUP_EVERYWHERE, 0, 0, { C('Z') }, 0, NULL, N_("to the shell; fg comes back") },
	/* The way out is the footer's last. */
	{ ACT_INTERRUPT, GROUP_EVERYWHERE, 0, 0, { C('C') }, IN_TEXT | IN_POPUP, N_("Quit"), N_("stop asking DNS; else quit") },
	{ ACT_QUIT, GROUP_EVERYWHERE, 0, 0, { 'q', CODE_F10, M('q') }, NO_TEXT & ~(unsigned)IN_POPUP, N_("Quit"),
	    N_("quit; asks when something would be lost") },
};

const struct key_row *key_row(size_t i)
{
	return i < sizeof table / sizeof *table ? &table[i] : NULL;
}

bool key_is_text(uint32_t code)
{
	return (code >= 0x20 && code < 0x7f) || (code >= 0xa0 && code < CODE_UP && (code < 0xd800 || code > 0xdfff));
}

/* 0 of a kind stands for all of that kind. */
static bool is_in(unsigned focus, unsigned screen, unsigned in)
{
	return (!focus || focus & in & ANY_FOCUS) && (!screen || screen & in & ~(unsigned)ANY_FOCUS);
}

static bool acts(const struct key_row *row, uint32_t code, unsigned in)
{
	return is_in(row->focus, row->screen, in) && !(in & IN_TEXT && key_is_text(code));
}

static size_t codes(const struct key_row *row)
{
	size_t n = 0;

	while (n < sizeof row->code / sizeof *row->code && row->code[n])
		n++;
	return n;
}

enum action key_action(uint32_t code, unsigned in)
{
	for (const struct key_row *row = table; row < table + sizeof table / sizeof *table; row++) {
		for (size_t i = 0; i < codes(row); i++)
			if (row->code[i] == code && acts(row, code, in))
				return row->action;
	}
	return ACT_NONE;
}

static const struct {
	uint32_t code;
	const char *name;
} names[] = {
	{ CODE_TAB, "Tab" }, { CODE_ENTER, "Enter" }, { CODE_ESC, "Esc" }, { ' ', "Space" }, { CODE_BACKSPACE, "Backspace" },
	{ CODE_UP, "Up" }, { CODE_DOWN, "Down" }, { CODE_LEFT, "Left" }, { CODE_RIGHT, "Right" }, { CODE_HOME, "Home" }, { CODE_END, "End" },
	{ CODE_PAGE_UP, "PgUp" }, { CODE_PAGE_DOWN, "PgDn" }, { CODE_INSERT, "Ins" }, { CODE_DELETE, "Del" }, { CODE_BACKTAB, "S-Tab" },
	{ CODE_F1, "F1" }, { CODE_F2, "F2" }, { CODE_F3, "F3" }, { CODE_F4, "F4" }, { CODE_F5, "F5" }, { CODE_F6, "F6" },
	{ CODE_F7, "F7" }, { CODE_F8, "F8" }, { CODE_F9, "F9" }, { CODE_F10, "F10" }, { CODE_SHIFT_F8, "S-F8" },
};

size_t key_name(uint32_t code, char out[static 16])
{
	size_t len = 0;

	if (code & CODE_META) {
		memcpy(out, "M-", 2);
		len = 2;
		code &= ~CODE_META;
	}
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (names[i].code != code)
			continue;
		memcpy(out + len, names[i].name, strlen(names[i].name) + 1);
		return len + strlen(names[i].name);
	}
	if (code < 0x20) {
		out[len++] = '^';
		out[len++] = (char)(code + '@');
	} else if (key_is_text(code) && code_width(code) > 0) {
		len += utf8_encode(code, out + len);
	} else {
		out[len++] = '?';
	}
	out[len] = '\0';
	return len;
}

/* The first of a row's keys that acts there; the last when none does. */
static uint32_t code_in(const struct key_row *row, unsigned in)
{
	size_t i = 0;

	while (i + 1 < codes(row) && !acts(row, row->code[i], in))
		i++;
	return row->code[i];
}

const char *key_for(enum action action, unsigned in, char out[static 16])
{
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		uint32_t code = code_in(&table[i], in);

		if (table[i].action != action || !acts(&table[i], code, in))
			continue;
		(void)key_name(code, out);
		return out;
	}
	return "";
}

/* "F1 Help" */
static void footer_word(const struct key_row *row, unsigned in, struct buf *out)
{
	char name[16];

	buf_add(out, (struct slice){ name, key_name(code_in(row, in), name) });
	buf_char(out, ' ');
	buf_string(out, _(row->word));
}

static bool in_footer(const struct key_row *row, unsigned in)
{
	return row->word && is_in(row->focus, row->screen, in) && is_in(row->footer & ANY_FOCUS, row->footer & ~(unsigned)ANY_FOCUS, in);
}

static bool is_way_out(const struct key_row *row)
{
	return row->action == ACT_QUIT || row->action == ACT_INTERRUPT;
}

void key_footer(unsigned in, int width, struct buf *out)
{
	enum { GAP = 2 };
	struct buf last = { 0 }, word = { 0 };
	size_t used = 0, room = width > 0 ? (size_t)width : 0, end;

	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (is_way_out(&table[i]) && in_footer(&table[i], in))
			footer_word(&table[i], in, &last);
	end = text_width(buf_slice(&last)) + GAP;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		size_t columns;

		if (is_way_out(&table[i]) || !in_footer(&table[i], in))
			continue;
		buf_clear(&word);
		footer_word(&table[i], in, &word);
		columns = text_width(buf_slice(&word)) + (used ? GAP : 0);
		if (used + columns + end > room)
			break;
		buf_fill(out, ' ', used ? GAP : 0);
		buf_add(out, buf_slice(&word));
		used += columns;
	}
	if (used + end - (used ? 0 : GAP) <= room) {
		buf_fill(out, ' ', used ? GAP : 0);
		buf_add(out, buf_slice(&last));
	}
	out->failed |= last.failed | word.failed;
	buf_release(&last);
	buf_release(&word);
}

static const char *const headings[GROUP_COUNT] = {
	[GROUP_EVERYWHERE] = N_("Everywhere"), [GROUP_TEXT] = N_("In a text field"), [GROUP_CHOICE] = N_("On a box or choice"),
	[GROUP_LIST] = N_("In a list"), [GROUP_FINDING] = N_("On a finding"), [GROUP_SCREEN] = N_("On this screen"),
};

/* At least one blank after text, and up to column. */
static void pad(struct buf *out, size_t from, size_t column)
{
	size_t columns = text_width(slice_from(buf_slice(out), from));

	buf_fill(out, ' ', columns < column ? column - columns : 1);
}

/* Text, from column on: what does not fit goes on in the next row, under where it began. */
static void add_hanging(struct buf *out, struct slice text, size_t column, int width, enum text_form form)
{
	int room = width > (int)column ? width - (int)column : 1, rows = cells_wrap_find(text, room, form, 0, NULL, NULL);

	for (int row = 0; row < rows; row++) {
		size_t from = cells_wrap_at(text, room, form, row, 0);
		size_t to = row + 1 < rows ? cells_wrap_at(text, room, form, row + 1, 0) : text.len;

		if (row)
			buf_fill(out, ' ', column);
		buf_add(out, slice_trim(slice_from(slice_to(text, to), from)));
		buf_char(out, '\n');
	}
}

/* The heading beside its keys, or above them where there is no room. */
static void help_line(const struct key_row *row, const char *heading, int width, enum text_form form, struct buf *out)
{
	enum { KEYS_COLUMN = 20, HELP_COLUMN = 36, NARROW_KEYS = 1, NARROW_HELP = 15 };
	size_t from = out->len;
	bool narrow = width < HELP_COLUMNS;
	char name[16];

	buf_string(out, heading);
	if (narrow && *heading) {
		buf_char(out, '\n');
		from = out->len;
	}
	pad(out, from, narrow ? NARROW_KEYS : KEYS_COLUMN);
	for (size_t i = 0; i < codes(row); i++) {
		if (i)
			buf_char(out, ' ');
		buf_add(out, (struct slice){ name, key_name(row->code[i], name) });
	}
	pad(out, from, narrow ? NARROW_HELP : HELP_COLUMN);
	add_hanging(out, slice_of(_(row->help)), text_width(slice_from(buf_slice(out), from)), width, form);
}

void key_help(unsigned screen, int width, enum text_form form, struct buf *out)
{
	for (size_t group = 0; group < GROUP_COUNT; group++) {
		const char *heading = _(headings[group]);

		for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
			if (!table[i].help || table[i].group != group || !is_in(0, table[i].screen, screen))
				continue;
			help_line(&table[i], heading, width, form, out);
			heading = "";
		}
	}
}
