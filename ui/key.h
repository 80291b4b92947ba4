#pragma once
/*
 * key: the one table of keys. Input, footer, help and the manual read it.
 *
 * A key is a code: a Unicode code point (controls included: ^A is 1), or one of enum code, with CODE_META added for Esc or Alt before it.
 */
#include "base/buf.h"
#include <stdint.h>

enum code {
	CODE_NONE = 0, CODE_TAB = 9, CODE_ENTER = 13, CODE_ESC = 27, CODE_BACKSPACE = 127,
	CODE_UP = 0x110000, CODE_DOWN, CODE_LEFT, CODE_RIGHT, CODE_HOME, CODE_END, CODE_PAGE_UP, CODE_PAGE_DOWN, CODE_INSERT, CODE_DELETE,
	CODE_BACKTAB, CODE_F1, CODE_F2, CODE_F3, CODE_F4, CODE_F5, CODE_F6, CODE_F7, CODE_F8, CODE_F9, CODE_F10, CODE_SHIFT_F8,
	CODE_LAST,
};
#define CODE_META UINT32_C(0x1000000)
#define CODE_CTRL(c) ((uint32_t)(c) & 31)

enum action {
	ACT_NONE,		/* no key of the table: text to be typed, or nothing */
	ACT_HELP, ACT_QUIT, ACT_INTERRUPT, ACT_REDRAW, ACT_SUSPEND, ACT_CLOSE,	/* everywhere; CLOSE is Esc alone */
	ACT_SCREEN_1, ACT_SCREEN_2, ACT_SCREEN_3, ACT_SCREEN_4, ACT_SCREEN_5, ACT_SCREEN_6, ACT_SCREEN_7, ACT_PUBLISH,
	ACT_NEXT, ACT_PREVIOUS,			/* field */
	ACT_UP, ACT_DOWN, ACT_LEFT, ACT_RIGHT, ACT_PAGE_UP, ACT_PAGE_DOWN, ACT_FIRST, ACT_LAST,
	ACT_CHOOSE, ACT_GO,			/* Space, Enter */
	ACT_NEXT_FINDING, ACT_PREVIOUS_FINDING, ACT_EXPLAIN, ACT_FIX,
	ACT_UNDO, ACT_REDO, ACT_COPY, ACT_PLAIN_PAGE, ACT_SAVE, ACT_RAW,	/* RAW: the record as text, beside the form */
	ACT_FIND, ACT_FIND_NEXT, ACT_FIND_PREVIOUS, ACT_PICK,		/* PICK: the searching list of services or hosts */
	ACT_ADD, ACT_DELETE, ACT_AGAIN, ACT_OPEN, ACT_TEST_HERE, ACT_ONLY_CHANGES, ACT_WORDS, ACT_SERVER,
	/* in text */
	ACT_ERASE, ACT_ERASE_AHEAD, ACT_ERASE_WORD, ACT_ERASE_LINE, ACT_ERASE_END, ACT_WORD_LEFT, ACT_WORD_RIGHT, ACT_LITERAL,
	ACT_COUNT
};
enum {				/* where a key acts: what has the focus, and which screen is shown */
	IN_TEXT = 1, IN_CHOICE = 2, IN_LIST = 4, IN_POPUP = 8, IN_BUTTON = 16,
	IN_START = 32, IN_DISCOVER = 64, IN_BUILD = 128, IN_TEST = 256, IN_TREE = 512, IN_DIFF = 1024, IN_OUTPUT = 2048,
	/* What lies on top of a screen, in its place. */
	IN_HELP = 4096,		/* text to read, with more below; */
	IN_HELP_END = 8192,	/* and its end */
	IN_FINDING = 16384,	/* a finding, explained; */
	IN_REPAIR = 32768,	/* and one that can be repaired */
	IN_TYPED = 65536,	/* a word to be typed before something is done */
	IN_PICK = 131072, IN_QUIT = 262144, IN_PROMPT = 524288,
};
enum key_group {			/* of the help page */
	GROUP_EVERYWHERE, GROUP_TEXT, GROUP_CHOICE, GROUP_LIST, GROUP_FINDING, GROUP_SCREEN,
	GROUP_COUNT
};
struct key_row {
	enum action action;
	enum key_group group;
	unsigned focus;		/* IN_TEXT to IN_BUTTON: acts when the focus is one of these; 0: any */
	unsigned screen;	/* IN_START ...: and on one of these; 0: any */
	uint32_t code[4];	/* the first that acts is shown in the footer; ended by 0. One that is text never acts IN_TEXT. */
	unsigned footer;	/* of where it acts, it is in the footer for these focuses and screens; 0 of either kind: any */
	const char *word;	/* N_(): the footer's word; NULL: not in the footer */
	const char *help;	/* N_(): the help page's line; NULL: not there */
};
const struct key_row *key_row(size_t i);			/* NULL at the end */
/* Typed in a text field it would be a character of the text. */
bool key_is_text(uint32_t code);
/* in: one focus bit and one screen bit (none: only what acts on all screens). ACT_NONE: none. */
enum action key_action(uint32_t code, unsigned in);
/* "F1", "^U", "M-u", "S-Tab", "Space", "a". Returns the length. */
size_t key_name(uint32_t code, char out[static 16]);
/* The name of the key for an action where it acts now: "x" in a list, "M-x" where text is typed. "": there is none. Lives in out. */
const char *key_for(enum action, unsigned in, char out[static 16]);
/* "F1 Help  Tab Next ..." whole words only, as many as fit into width columns, the way out always last; translated. Adds to out. */
void key_footer(unsigned in, int width, struct buf *out);
/*
 * The help page of a screen: every key that acts there with its line, grouped, for a window of that width. What needs more than one
 * row goes on under where it began.
 */
void key_help(unsigned screen, int width, enum text_form, struct buf *out);
