/* test_term_keys: bytes of terminals as keys. */
#include "ui/term_keys.h"

#include <check.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define M(c) (CODE_META | (uint32_t)(c))

/* All keys of bytes that come at once, and then nothing for a long time; "PASTE(text)" between them, in one line. */
static void read_all(struct keys *keys, uint64_t now, struct buf *out)
{
	struct buf paste = { 0 };
	enum keys_what what;
	uint64_t wake = 0;
	uint32_t code;

	while (wake != UINT64_MAX) {
		while ((what = keys_next(keys, now, &code, &paste, &wake)) != KEYS_NONE) {
			if (what == KEYS_CODE)
				buf_printf(out, "%x ", code);
			else
				buf_printf(out, "PASTE(%s) ", buf_text(&paste));
			buf_clear(&paste);
		}
		ck_assert(wake == UINT64_MAX || wake > now);
		now = wake;
	}
	buf_release(&paste);
}

static void expect(const char *what, struct slice bytes, const char *want, const struct keys *like)
{
	/* All at once, then byte by byte: a slow line changes nothing, unless Esc is to be told from Alt. */
	for (int slow = 0; slow < 2; slow++) {
		struct keys keys = *like;
		struct buf out = { 0 }, paste = { 0 };
		uint64_t wake;
		uint32_t code;

		keys.in = (struct buf){ 0 };
		if (!slow)
			keys_add(&keys, bytes);
		for (size_t i = 0; slow && i < bytes.len; i++) {
			enum keys_what got;

			keys_add(&keys, (struct slice){ bytes.at + i, 1 });
			while ((got = keys_next(&keys, 1000 + i, &code, &paste, &wake)) != KEYS_NONE) {
				if (got == KEYS_CODE)
					buf_printf(&out, "%x ", code);
				else
					buf_printf(&out, "PASTE(%s) ", buf_text(&paste));
				buf_clear(&paste);
			}
		}
		read_all(&keys, 2000, &out);
		ck_assert_msg(strcmp(buf_text(&out), want) == 0, "%s%s: \"%s\", not \"%s\"", what, slow ? ", slowly" : "", buf_text(&out), want);
		buf_release(&out);
		buf_release(&paste);
		keys_release(&keys);
	}
}

static const struct row {
	const char *what, *bytes;
	uint32_t code;
} rows[] = {
	{ "a letter", "a", 'a' }, { "^A", "\001", 1 }, { "Tab", "\t", CODE_TAB }, { "Enter", "\r", CODE_ENTER }, { "^J", "\n", CODE_ENTER },
	{ "^H", "\b", CODE_BACKSPACE }, { "DEL", "\177", CODE_BACKSPACE }, { "^Z", "\032", 26 }, { "^\\", "\034", 28 },
	/* both forms, whatever TERM says (ux.md 2.2) */
	{ "up, CSI", "\033[A", CODE_UP }, { "up, SS3", "\033OA", CODE_UP }, { "down, CSI", "\033[B", CODE_DOWN },
	{ "down, SS3", "\033OB", CODE_DOWN }, { "right, CSI", "\033[C", CODE_RIGHT }, { "right, SS3", "\033OC", CODE_RIGHT },
	{ "left, CSI", "\033[D", CODE_LEFT }, { "left, SS3", "\033OD", CODE_LEFT }, { "Home, CSI", "\033[H", CODE_HOME },
	{ "Home, SS3", "\033OH", CODE_HOME }, { "End, CSI", "\033[F", CODE_END }, { "End, SS3", "\033OF", CODE_END },
	/* linux, screen, tmux; vt220; rxvt */
	{ "Home 1", "\033[1~", CODE_HOME }, { "End 4", "\033[4~", CODE_END }, { "Home 7", "\033[7~", CODE_HOME }, { "End 8", "\033[8~", CODE_END },
	{ "Insert", "\033[2~", CODE_INSERT }, { "Delete", "\033[3~", CODE_DELETE }, { "PgUp", "\033[5~", CODE_PAGE_UP },
	{ "PgDn", "\033[6~", CODE_PAGE_DOWN }, { "Shift-Tab", "\033[Z", CODE_BACKTAB },
	/* F-keys: xterm, vt100 (PF1 to PF4), linux, vt220 and PuTTY */
	{ "F1, SS3", "\033OP", CODE_F1 }, { "F4, SS3", "\033OS", CODE_F4 }, { "F1, linux", "\033[[A", CODE_F1 }, { "F5, linux", "\033[[E", CODE_F5 },
	{ "F1, putty", "\033[11~", CODE_F1 }, { "F4, putty", "\033[14~", CODE_F4 }, { "F5", "\033[15~", CODE_F5 }, { "F6", "\033[17~", CODE_F6 },
	{ "F7", "\033[18~", CODE_F7 }, { "F8", "\033[19~", CODE_F8 }, { "F9", "\033[20~", CODE_F9 }, { "F10", "\033[21~", CODE_F10 },
	{ "S-F8, xterm", "\033[19;2~", CODE_SHIFT_F8 }, { "S-F8, linux", "\033[34~", CODE_SHIFT_F8 },
	{ "S-F8, rxvt", "\033[19$", CODE_SHIFT_F8 },
	/* modifiers */
	{ "Ctrl-Left", "\033[1;5D", M(CODE_LEFT) }, { "Alt-Right", "\033[1;3C", M(CODE_RIGHT) }, { "Shift-Up", "\033[1;2A", CODE_UP },
	{ "Ctrl-Left, rxvt", "\033Od", M(CODE_LEFT) }, { "Ctrl-Delete, rxvt", "\033[3^", M(CODE_DELETE) },
	{ "Ctrl-Home", "\033[1;5H", M(CODE_HOME) }, { "Alt-F4", "\033[1;3S", M(CODE_F4) }, { "old xterm", "\033O5D", M(CODE_LEFT) },
	/* the keypad in application mode */
	{ "keypad Enter", "\033OM", CODE_ENTER }, { "keypad 0", "\033Op", '0' }, { "keypad 9", "\033Oy", '9' }, { "keypad .", "\033On", '.' },
	/* UTF-8 */
	{ "e acute", "\xc3\xa9", 0xe9 }, { "Han", "\xe4\xb8\xad", 0x4e2d }, { "outside the BMP", "\xf0\x9f\x98\x80", 0x1f600 },
	{ "an alone byte", "\x80", 0xfffd }, { "FF", "\xff", 0xfffd },
};

static const struct keys utf8 = { .utf8 = true };

START_TEST(one_key)
{
	const struct row *row = &rows[_i];
	char want[20];

	snprintf(want, sizeof want, "%x ", row->code);
	expect(row->what, slice_of(row->bytes), want, &utf8);
}
END_TEST

static const struct {
	const char *what, *bytes, *want;
} sequences[] = {
	{ "text", "ab\xc3\xa9!", "61 62 e9 21 " },
	{ "keys in a row", "\033[A\033OBq", "110000 110001 71 " },
	/* what is not known leaves no letters */
	{ "unknown CSI", "\033[99~q", "71 " }, { "unknown CSI with many parameters", "\033[1;2;3;4Aq", "71 " }, { "focus came", "\033[Iq", "71 " },
	{ "unknown SS3", "\033OGq", "71 " }, { "private", "\033[?62;22cq", "71 " }, { "mouse", "\033[<0;10;20Mq", "71 " },
	{ "linux F-key beyond", "\033[[Zq", "71 " }, { "F5 with Shift", "\033[15;2~q", "71 " }, { "huge number", "\033[99999999999999999999~q", "71 " },
	/* a sequence that another cuts off */
	{ "cut off by a key", "\033[1;\033[Aq", "110000 71 " }, { "cut off by a control", "\033[1\r", "d " },
	/* invalid UTF-8 never eats what comes after */
	{ "invalid, then a key", "\xe4\xb8q", "fffd fffd 71 " }, { "invalid, then Esc", "\xc3\033[A", "fffd 110000 " },
	{ "cut", "\xe4\xb8", "fffd fffd " }, { "overlong", "\xc0\xaf", "fffd fffd " }, { "surrogate", "\xed\xa0\x80q", "fffd fffd fffd 71 " },
	/* bracketed paste: newlines, commands and sequences inside are text */
	{ "paste", "\033[200~a q\rb\033[A\033[201~x", "PASTE(a q\rb\033[A) 78 " }, { "empty paste", "\033[200~\033[201~x", "PASTE() 78 " },
	{ "paste without an end", "\033[200~abc", "PASTE(abc) " }, { "an end alone", "\033[201~x", "78 " },
	{ "two pastes", "\033[200~a\033[201~\033[200~b\033[201~", "PASTE(a) PASTE(b) " },
};

START_TEST(in_a_row)
{
	expect(sequences[_i].what, slice_of(sequences[_i].bytes), sequences[_i].want, &utf8);
}
END_TEST

/* At once: Alt. These differ when slow, so no expect(). */
static const struct {
	const char *what, *bytes, *want;
} alts[] = {
	{ "Alt-u", "\033u", "1000075 " }, { "Alt-q, of no table", "\033q", "1000071 " }, { "Alt-2", "\0332", "1000032 " },
	{ "Alt-Backspace", "\033\177", "100007f " }, { "Alt-Han", "\033\xe4\xb8\xad", "1004e2d " }, { "Alt-Up", "\033\033[A", "1110000 " },
	{ "Alt-Up, SS3", "\033\033OA", "1110000 " }, { "Esc", "\033", "1b " }, { "Esc Esc", "\033\033", "1b 1b " },
	{ "Alt-O", "\033O", "100004f " }, { "Alt-[", "\033[", "100005b " },
	/* a terminal's answer to somebody else */
	{ "OSC, BEL", "\033]11;rgb:0000/0000/0000\aq", "71 " }, { "OSC, ST", "\033]11;rgb:0\033\\q", "71 " }, { "DCS", "\033P1$r0m\033\\q", "71 " },
	{ "Alt-] and text", "\033]a", "100005d 61 " },
};

START_TEST(alt)
{
	struct keys keys = utf8;
	struct buf out = { 0 };

	keys_add(&keys, slice_of(alts[_i].bytes));
	read_all(&keys, 5, &out);
	ck_assert_msg(strcmp(buf_text(&out), alts[_i].want) == 0, "%s: %s", alts[_i].what, buf_text(&out));
	buf_release(&out);
	keys_release(&keys);
}
END_TEST

static bool only_u(uint32_t code)
{
	return code == 'u';
}

/* By hand: Esc, and the second key within a second or not at all (ux.md 2.2). */
START_TEST(by_hand)
{
	static const struct {
		const char *then;
		uint64_t after;
		uint32_t first, second;
	} hands[] = {
		{ "u", 1, M('u'), 0 }, { "u", 999, M('u'), 0 }, { "u", 1000, CODE_ESC, 'u' }, { "u", 5000, CODE_ESC, 'u' },
		{ "q", 10, CODE_ESC, 'q' }, { "\r", 10, CODE_ESC, CODE_ENTER }, { "\xc3\xa9", 10, CODE_ESC, 0xe9 },
	};

	for (size_t i = 0; i < sizeof hands / sizeof *hands; i++) {
		struct keys keys = { .utf8 = true, .meta = only_u };
		struct buf paste = { 0 };
		uint32_t code;
		uint64_t wake;

		keys_add(&keys, SLICE("\033"));
		ck_assert_int_eq(keys_next(&keys, 100, &code, &paste, &wake), KEYS_NONE);
		ck_assert_uint_eq(wake, 100 + KEYS_ESC_MS);
		if (hands[i].after >= KEYS_ESC_MS) {	/* the loop wakes in time */
			ck_assert_int_eq(keys_next(&keys, 100 + KEYS_ESC_MS, &code, &paste, &wake), KEYS_CODE);
			ck_assert_uint_eq(code, CODE_ESC);
		}
		keys_add(&keys, slice_of(hands[i].then));
		ck_assert_int_eq(keys_next(&keys, 100 + hands[i].after, &code, &paste, &wake), KEYS_CODE);
		if (hands[i].after < KEYS_ESC_MS) {
			ck_assert_uint_eq(code, hands[i].first);
			if (hands[i].second)
				ck_assert_int_eq(keys_next(&keys, 100 + hands[i].after, &code, &paste, &wake), KEYS_CODE);
		}
		if (hands[i].second)
			ck_assert_uint_eq(code, hands[i].second);
		ck_assert_int_eq(keys_next(&keys, 100000, &code, &paste, &wake), KEYS_NONE);
		ck_assert_uint_eq(wake, UINT64_MAX);
		keys_release(&keys);
	}
}
END_TEST

/* Digits, letters and "?" without a table: Esc 2 by hand is F2's twin. */
START_TEST(by_hand_without_a_table)
{
	static const char keys_typed[] = "27u?";

	for (size_t i = 0; keys_typed[i]; i++) {
		struct keys keys = utf8;
		struct buf paste = { 0 };
		uint32_t code;
		uint64_t wake;

		keys_add(&keys, SLICE("\033"));
		ck_assert_int_eq(keys_next(&keys, 100, &code, &paste, &wake), KEYS_NONE);
		keys_add(&keys, (struct slice){ keys_typed + i, 1 });
		ck_assert_int_eq(keys_next(&keys, 600, &code, &paste, &wake), KEYS_CODE);
		ck_assert_uint_eq((uint64_t)code, (uint64_t)M(keys_typed[i]));
		keys_release(&keys);
	}
}
END_TEST

START_TEST(what_terminfo_says)
{
	struct keys keys = utf8;

	keys_string(&keys, "\033A", CODE_UP);		/* a VT52 */
	keys_string(&keys, "\033[M", CODE_F1);		/* FreeBSD's console */
	keys_string(&keys, "\033[32~", CODE_SHIFT_F8);
	keys_string(&keys, "\010", CODE_BACKSPACE);	/* no Esc: passed over */
	keys_string(&keys, "", CODE_F2);
	keys_string(&keys, NULL, CODE_F2);
	keys_string(&keys, "\033[0123456789012345~", CODE_F3);	/* too long */
	ck_assert_uint_eq(keys.strings, 3);
	for (int i = 0; i < 2 * KEYS_STRINGS; i++)
		keys_string(&keys, "\033[77~", CODE_F4);
	ck_assert_uint_eq(keys.strings, KEYS_STRINGS);
	expect("terminfo", SLICE("\033[M\033[32~\033[77~\033[A"), "11000b 110015 11000e 110000 ", &keys);

	struct buf out = { 0 };

	keys_add(&keys, SLICE("\033Ax"));
	read_all(&keys, 1, &out);
	ck_assert_str_eq(buf_text(&out), "110000 78 ");
	buf_release(&out);
	keys_release(&keys);
}
END_TEST

/* A slow line: what comes late is still text, and only a long silence ends a paste that has no end. */
START_TEST(slow_paste)
{
	struct keys keys = utf8;
	struct buf paste = { 0 };
	uint64_t wake, now = 10;
	uint32_t code;

	keys_add(&keys, SLICE("\033[200~a"));
	for (int i = 0; i < 10; i++, now += 4000) {
		ck_assert_int_eq(keys_next(&keys, now, &code, &paste, &wake), KEYS_NONE);
		ck_assert_uint_gt(wake, now);
		keys_add(&keys, SLICE("q"));
	}
	keys_add(&keys, SLICE("\033[201"));
	ck_assert_int_eq(keys_next(&keys, now, &code, &paste, &wake), KEYS_NONE);
	keys_add(&keys, SLICE("~x"));
	ck_assert_int_eq(keys_next(&keys, now, &code, &paste, &wake), KEYS_PASTE);
	ck_assert_str_eq(buf_text(&paste), "aqqqqqqqqqq");
	ck_assert_int_eq(keys_next(&keys, now, &code, &paste, &wake), KEYS_CODE);
	ck_assert_uint_eq(code, 'x');
	keys_release(&keys);
	buf_release(&paste);
}
END_TEST

/* A huge one, 10 MB of it, is one paste of which the beginning is kept; and none of it comes as keys. */
START_TEST(huge_paste)
{
	struct buf chunk = { 0 }, paste = { 0 };
	struct keys keys = utf8;
	uint64_t wake;
	uint32_t code;

	buf_fill(&chunk, 'q', 4096);
	keys_add(&keys, SLICE("\033[200~"));
	for (int i = 0; i < 2560; i++) {
		keys_add(&keys, buf_slice(&chunk));
		ck_assert_int_eq(keys_next(&keys, 1, &code, &paste, &wake), KEYS_NONE);
		ck_assert_uint_le(keys.in.len - keys.at, KEYS_PASTE_MOST + 6);
	}
	keys_add(&keys, SLICE("\033[20"));	/* its end in two, and a key behind it */
	ck_assert_int_eq(keys_next(&keys, 1, &code, &paste, &wake), KEYS_NONE);
	keys_add(&keys, SLICE("1~x"));
	ck_assert_int_eq(keys_next(&keys, 1, &code, &paste, &wake), KEYS_PASTE);
	ck_assert_uint_eq(paste.len, KEYS_PASTE_MOST);
	ck_assert_int_eq(keys_next(&keys, 1, &code, &paste, &wake), KEYS_CODE);
	ck_assert_uint_eq(code, 'x');
	ck_assert_int_eq(keys_next(&keys, 1, &code, &paste, &wake), KEYS_NONE);
	buf_clear(&paste);
	keys_add(&keys, SLICE("\033[200~short\033[201~"));
	ck_assert_int_eq(keys_next(&keys, 1, &code, &paste, &wake), KEYS_PASTE);
	ck_assert_str_eq(buf_text(&paste), "short");
	keys_release(&keys);
	buf_release(&chunk);
	buf_release(&paste);
}
END_TEST

/* All keys of what comes in pieces, one every 10 ms. */
static const char *in_pieces(const char *begin, const char *piece, size_t pieces, const char *end)
{
	static struct buf out;
	struct keys keys = utf8;
	struct buf paste = { 0 };
	uint64_t now = 1, wake;
	uint32_t code;

	buf_clear(&out);
	for (size_t i = 0; i < pieces + 2; i++, now += 10) {
		keys_add(&keys, slice_of(!i ? begin : i > pieces ? end : piece));
		while (keys_next(&keys, now, &code, &paste, &wake) == KEYS_CODE)
			buf_printf(&out, "%x ", code);
		ck_assert_uint_le(keys.in.len - keys.at, 3 * 4096);
	}
	read_all(&keys, now, &out);
	keys_release(&keys);
	buf_release(&paste);
	return buf_text(&out);
}

/* Whatever its length, and however it is cut: what is no key leaves no letters behind, and holds no memory. */
START_TEST(endless)
{
	static char digits[1001], letters[1001];

	memset(digits, '1', 1000);
	memset(letters, 'q', 1000);
	ck_assert_str_eq(in_pieces("\033[", digits, 50, "qx"), "78 ");
	ck_assert_str_eq(in_pieces("\033[1;", ";1", 90, "qx"), "78 ");
	ck_assert_str_eq(in_pieces("\033[", digits, 50, "\033[Ax"), "110000 78 ");	/* cut off by a key */
	ck_assert_str_eq(in_pieces("\033[", digits, 50, "\rx"), "d 78 ");
	ck_assert_str_eq(in_pieces("\033O", digits, 50, "qx"), "78 ");
	ck_assert_str_eq(in_pieces("\033]52;c;", letters, 50, "\ax"), "78 ");
	ck_assert_str_eq(in_pieces("\033P1$r", letters, 50, "\033\\x"), "78 ");
	ck_assert_str_eq(in_pieces("\033]52;c;", letters, 50, "\033[A"), "110000 ");
	ck_assert_str_eq(in_pieces("\033]11;", "rgb", 1, "\033\\x"), "78 ");	/* a short one, in pieces */
	/* It was typed. */
	ck_assert_str_eq(in_pieces("\033]11;", "rgb:0", 2, "\rx"), "100005d 31 31 3b 72 67 62 3a 30 72 67 62 3a 30 d 78 ");
	/* Without an end: a second later keys are keys again. */
	ck_assert_str_eq(in_pieces("\033[", digits, 99, "1"), "");
	ck_assert_str_eq(in_pieces("\033[", digits, 99, "1111111q"), "");
	letters[70] = 0;
	ck_assert_int_eq(strncmp(in_pieces("\033]52;c;", letters, 300, "x"), "71 71 ", 6), 0);
}
END_TEST

/* Reports of a mouse that another program left switched on: three bytes, which are no letters. */
START_TEST(old_mouse)
{
	struct keys cons = utf8;

	expect("mouse", SLICE("\033[M qqx"), "78 ", &utf8);
	expect("two", SLICE("\033[M !!\033[M#q\"x"), "78 ", &utf8);
	expect("cut", SLICE("\033[Mq"), "100005b ", &utf8);
	keys_string(&cons, "\033[M", CODE_F1);		/* where it is a key */
	expect("F1", SLICE("\033[Mq"), "11000b 71 ", &cons);
}
END_TEST

/* A locale of one byte a character: what is not ASCII is shown as what cannot be. */
START_TEST(ascii)
{
	static const struct keys c;
	struct buf out = { 0 };
	struct keys keys = c;

	setlocale(LC_CTYPE, "C");
	expect("C", SLICE("a\xe4q"), "61 fffd 71 ", &c);
	keys_add(&keys, SLICE("\033[200~a\xff" "b\033[201~"));
	read_all(&keys, 1, &out);
	ck_assert_str_eq(buf_text(&out), "PASTE(a\xef\xbf\xbd" "b) ");
	buf_release(&out);
	keys_release(&keys);
}
END_TEST

/* Any bytes: every key is one that there is, all comes to an end, and nothing is left. */
START_TEST(any_bytes)
{
	static const char alphabet[] = "\033\033\033[[[OO01259;;~~$ABZP?<\r\t\177\001ab\xc3\xa9\xe4\xb8\xad\xff\x80";
	uint32_t seed = 1;

	for (int round = 0; round < 20000; round++) {
		struct keys keys = utf8;
		struct buf paste = { 0 };
		uint64_t now = 0, wake = 0;
		uint32_t code;
		char bytes[24];
		size_t n = 0;

		for (; n < sizeof bytes; n++) {
			seed = seed * 1664525 + 1013904223;
			bytes[n] = alphabet[(seed >> 8) % (sizeof alphabet - 1)];
		}
		if (seed >> 30 == 0)
			memcpy(bytes + 4, "\033[200~", 6);
		keys_add(&keys, (struct slice){ bytes, seed >> 31 ? 7 : n });
		for (int i = 0; wake != UINT64_MAX; i++) {
			enum keys_what what = keys_next(&keys, now, &code, &paste, &wake);

			ck_assert_int_lt(i, 200);
			ck_assert(what != KEYS_CODE || (code & ~CODE_META) < CODE_LAST);
			if (what == KEYS_NONE && wake != UINT64_MAX)
				now = wake;
			else if (what != KEYS_NONE)
				wake = 0;
		}
		ck_assert_uint_eq(keys.at, keys.in.len);
		keys_release(&keys);
		buf_release(&paste);
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("term_keys");
	TCase *core = tcase_create("core");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_set_timeout(core, 60);
	tcase_add_loop_test(core, one_key, 0, sizeof rows / sizeof *rows);
	tcase_add_loop_test(core, in_a_row, 0, sizeof sequences / sizeof *sequences);
	tcase_add_loop_test(core, alt, 0, sizeof alts / sizeof *alts);
	tcase_add_test(core, by_hand);
	tcase_add_test(core, by_hand_without_a_table);
	tcase_add_test(core, what_terminfo_says);
	tcase_add_test(core, slow_paste);
	tcase_add_test(core, huge_paste);
	tcase_add_test(core, endless);
	tcase_add_test(core, old_mouse);
	tcase_add_test(core, ascii);
	tcase_add_test(core, any_bytes);
	suite_add_tcase(suite, core);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
