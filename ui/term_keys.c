/* term_keys: the decoder. */
#include "ui/term_keys.h"

#include <string.h>
#include <wchar.h>

enum {
	ESC = 27,
	SEQUENCE_MOST = 128,		/* what is longer is no key */
	REPLY_MOST = 4096,		/* nor was this typed */
	PASTE_MS = 5000,		/* a paste whose end does not come ends when it was quiet that long */
	REPLACEMENT = 0xfffd,
	SHIFT = 1, ALT = 2, CONTROL = 4, META = 8,	/* xterm's: the parameter less one */
	PASTE_BEGIN = 200,
};
#define PASTE_END SLICE("\033[201~")

static const struct {
	char final;
	uint32_t code;
} by_final[] = {	/* CSI ... final and SS3 final; small letters are rxvt's, with a modifier */
	{ 'A', CODE_UP }, { 'B', CODE_DOWN }, { 'C', CODE_RIGHT }, { 'D', CODE_LEFT }, { 'H', CODE_HOME }, { 'F', CODE_END },
	{ 'a', CODE_UP }, { 'b', CODE_DOWN }, { 'c', CODE_RIGHT }, { 'd', CODE_LEFT }, { 'Z', CODE_BACKTAB },
	{ 'P', CODE_F1 }, { 'Q', CODE_F2 }, { 'R', CODE_F3 }, { 'S', CODE_F4 },
}, by_number[] = {	/* CSI number ~ */
	{ 1, CODE_HOME }, { 2, CODE_INSERT }, { 3, CODE_DELETE }, { 4, CODE_END }, { 5, CODE_PAGE_UP }, { 6, CODE_PAGE_DOWN },
	{ 7, CODE_HOME }, { 8, CODE_END }, { 11, CODE_F1 }, { 12, CODE_F2 }, { 13, CODE_F3 }, { 14, CODE_F4 }, { 15, CODE_F5 },
	{ 17, CODE_F6 }, { 18, CODE_F7 }, { 19, CODE_F8 }, { 20, CODE_F9 }, { 21, CODE_F10 },
	{ 34, CODE_SHIFT_F8 },	/* F20: what the Linux console and PuTTY make of it */
};
#define COUNT(table) (sizeof(table) / sizeof *(table))
/* SS3 of the numeric keypad in application mode: "j" to "y" are these. */
static const char keypad[] = "*+,-./0123456789";

void keys_release(struct keys *keys)
{
	buf_release(&keys->in);
	keys->at = keys->sought = 0;
}

void keys_string(struct keys *keys, const char *bytes, uint32_t code)
{
	size_t len = bytes ? strlen(bytes) : 0;

	if (len < 2 || len >= KEYS_STRING || bytes[0] != ESC || keys->strings == KEYS_STRINGS)
		return;
	memcpy(keys->string[keys->strings].bytes, bytes, len + 1);
	keys->string[keys->strings].len = len;
	keys->string[keys->strings++].code = code;
}

void keys_add(struct keys *keys, struct slice bytes)
{
	if (keys->at == keys->in.len) {
		buf_clear(&keys->in);
		keys->at = 0;
	} else if (keys->at > 65536) {
		buf_replace(&keys->in, 0, keys->at, SLICE(""));
		keys->at = 0;
	}
	buf_add(&keys->in, bytes);
	keys->waiting = keys->waiting && !keys->pasting;
	if (keys->in.failed)	/* what came is lost; what comes next need not be */
		keys_release(keys);
}

static struct slice rest(const struct keys *keys)
{
	return slice_from(buf_slice(&keys->in), keys->at);
}

/* How long the sequence that begins with Esc is; 0: its end has not come yet. */
static size_t extent(struct slice s)
{
	size_t i = 2;

	if (s.len < 2)
		return 0;
	if (s.at[1] == 'O')
		while (i < s.len && (ascii_digit(s.at[i]) || s.at[i] == ';'))	/* old xterm: modifiers */
			i++;
	else if (s.at[1] != '[')
		return 2;
	else if (s.len > 2 && s.at[2] == '[')	/* the Linux console's F1 to F5 */
		return s.len > 3 ? 4 : 0;
	else
		while (i < s.len && s.at[i] >= ' ' && s.at[i] <= '?' && (s.at[i] != '$' || s.at[2] == '?'))	/* rxvt ends in "$" */
			i++;
	if (i == s.len)
		return i < SEQUENCE_MOST ? 0 : i;	/* the rest is dropped as it comes */
	return (unsigned char)s.at[i] >= ' ' && (unsigned char)s.at[i] < 127 ? i + 1 : i;	/* a control begins anew */
}

/* A terminal's answer to a question of another program (OSC, DCS ...): two bytes alone are Alt and a key. */
static bool begins_reply(struct slice s)
{
	return s.len > 2 && s.at[1] && strchr("]P_^X", s.at[1]);
}

/* Three bytes behind CSI M: a button and where, as bytes that would be text. */
static bool is_mouse(struct slice s)
{
	return slice_starts(s, SLICE("\033[M"));
}

static uint32_t modified(uint32_t code, unsigned modifier)
{
	if (code == CODE_F8 && modifier == SHIFT)
		return CODE_SHIFT_F8;
	if (code >= CODE_F1 && code <= CODE_F10 && (modifier & (SHIFT | CONTROL)))
		return CODE_NONE;
	return code && (modifier & (ALT | CONTROL | META)) ? code | CODE_META : code;
}

static unsigned number(struct slice *s)
{
	unsigned n = 0;

	for (; s->len && ascii_digit(*s->at); *s = slice_from(*s, 1))
		n = n < 100000 ? n * 10 + (unsigned)(*s->at - '0') : n;
	if (s->len && *s->at == ';')
		*s = slice_from(*s, 1);
	return n;
}

static uint32_t tilde(unsigned n)
{
	for (size_t i = 0; i < COUNT(by_number); i++)
		if ((unsigned)by_number[i].final == n)
			return by_number[i].code;
	return CODE_NONE;
}

/* What a whole CSI or SS3 sequence means. */
static uint32_t meaning(struct slice s)
{
	struct slice parameters = slice_to(slice_from(s, 2), s.len - 3);
	char final = s.at[s.len - 1];
	unsigned first = number(&parameters), second = number(&parameters), modifier = second ? second - 1 : 0;

	if (s.at[1] == '[' && s.at[2] == '[')
		return final >= 'A' && final <= 'E' ? CODE_F1 + (uint32_t)(final - 'A') : CODE_NONE;
	if (s.at[1] == 'O' && final >= 'j' && final <= 'y')
		return (uint32_t)keypad[final - 'j'];
	if (s.at[1] == 'O' && final == 'M')
		return CODE_ENTER;
	if (parameters.len)
		return CODE_NONE;
	if (s.at[1] == '[' && strchr("~^$@", final))
		return modified(tilde(first), final == '^' || final == '@' ? CONTROL : final == '$' ? SHIFT : modifier);
	if (s.at[1] == 'O' && first && !second)
		modifier = first - 1;
	for (size_t i = 0; i < COUNT(by_final); i++)
		if (by_final[i].final == final)
			return modified(by_final[i].code, final >= 'a' ? CONTROL : modifier);
	return CODE_NONE;
}

static uint32_t from_terminfo(const struct keys *keys, struct slice s)
{
	for (size_t i = 0; i < keys->strings; i++)
		if (slice_equal((struct slice){ keys->string[i].bytes, keys->string[i].len }, s))
			return keys->string[i].code;
	return CODE_NONE;
}

/* Is more of a character of UTF-8 to come, as far as it goes? */
static bool unfinished(struct slice s)
{
	unsigned char first = (unsigned char)*s.at;
	size_t length = first < 0xc2 || first > 0xf4 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4, i = 1;

	while (i < s.len && i < length && ((unsigned char)s.at[i] & 0xc0) == 0x80)
		i++;
	return i == s.len && i < length;
}

static size_t utf8(struct slice s, uint32_t *code)
{
	size_t n = utf8_decode(s, code);

	if (*code != UTF8_INVALID)
		return n;
	*code = REPLACEMENT;
	return unfinished(s) ? 0 : 1;
}

/* One character of the locale; 0: its end has not come yet. */
static size_t character(const struct keys *keys, struct slice s, uint32_t *code)
{
	mbstate_t state = { 0 };
	wchar_t wide = 0;
	size_t n;

	if ((unsigned char)*s.at < 128) {
		*code = *s.at == 8 ? CODE_BACKSPACE : *s.at == '\n' ? CODE_ENTER : (uint32_t)*s.at;
		return 1;
	}
	if (keys->utf8)
		return utf8(s, code);
	n = mbrtowc(&wide, s.at, s.len, &state);
	*code = n > s.len || wide < 160 || wide > 0x10ffff ? REPLACEMENT : (uint32_t)wide;
	return n == (size_t)-2 ? 0 : n == (size_t)-1 || !n ? 1 : n;
}

static bool by_hand(const struct keys *keys, uint32_t code)
{
	if (keys->meta)
		return keys->meta(code);
	return code < 128 && (ascii_alnum((char)code) || code == '?');
}

/* Takes n bytes; what comes is waited for anew. */
static enum keys_what take(struct keys *keys, size_t n)
{
	keys->at += n;
	keys->waiting = false;
	return KEYS_CODE;
}

/* Has the rest not come in time? */
static bool late(struct keys *keys, uint64_t now_ms, uint64_t most, uint64_t *wake_ms)
{
	if (!keys->waiting) {
		keys->waiting = true;
		keys->since_ms = now_ms;
	}
	*wake_ms = keys->since_ms + most;
	return now_ms >= *wake_ms;
}

/* The bytes of a paste in the locale's own code, as UTF-8. */
static void add_pasted(const struct keys *keys, struct slice s, struct buf *paste)
{
	while (!keys->utf8 && s.len) {
		uint32_t code = (unsigned char)*s.at;
		size_t n = code < 128 ? 1 : character(keys, s, &code);
		char text[4];

		buf_add(paste, (struct slice){ text, utf8_encode(code, text) });
		s = slice_from(s, n ? n : s.len);
	}
	buf_add(paste, s);
}

/* Where its end begins, in what was not looked through before. s.len: it has not come yet. */
static size_t paste_end(struct keys *keys, struct slice s)
{
	size_t from = keys->sought < PASTE_END.len ? 0 : keys->sought - PASTE_END.len + 1;
	const char *end = memmem(s.at + from, s.len - from, PASTE_END.at, PASTE_END.len);

	keys->sought = s.len;
	return end ? (size_t)(end - s.at) : s.len;
}

static enum keys_what paste_next(struct keys *keys, uint64_t now_ms, struct buf *paste, uint64_t *wake_ms)
{
	struct slice s = rest(keys);
	size_t len = s.len ? paste_end(keys, s) : 0, most = KEYS_PASTE_MOST + PASTE_END.len;

	if (len == s.len && !late(keys, now_ms, PASTE_MS, wake_ms)) {
		if (len > most) {	/* nobody's paste: its end is waited for, and the middle of it is not kept */
			buf_replace(&keys->in, keys->at + KEYS_PASTE_MOST, len - most, SLICE(""));
			keys->sought = most;
		}
		return KEYS_NONE;
	}
	add_pasted(keys, slice_to(s, len < KEYS_PASTE_MOST ? len : KEYS_PASTE_MOST), paste);
	(void)take(keys, len < s.len ? len + PASTE_END.len : len);
	keys->pasting = false;
	keys->sought = 0;
	return KEYS_PASTE;
}

/* What is dropped until its end comes: a final byte, or BEL or ST behind a string. Any control else begins anew. */
static size_t dropped(struct slice s, bool string, bool *ended)
{
	size_t i = 0;

	while (i < s.len && (string ? (unsigned char)s.at[i] >= ' ' : s.at[i] >= ' ' && s.at[i] <= '?'))
		i++;
	*ended = i < s.len && !(string && s.at[i] == ESC && i + 1 == s.len);
	if (!*ended)
		return i;
	if (string && s.at[i] == ESC)
		return s.at[i + 1] == '\\' ? i + 2 : i;
	return string ? i + (s.at[i] == 7) : i + ((unsigned char)s.at[i] >= '@' && (unsigned char)s.at[i] < 127);
}

/* For as long as a person may take over one key, and no longer: else all that is typed would go. */
static enum keys_what drop_next(struct keys *keys, uint64_t now_ms, uint64_t *wake_ms)
{
	bool ended = false, over = now_ms - keys->since_ms >= KEYS_ESC_MS;

	if (!over) {
		keys->at += dropped(rest(keys), keys->drops == KEYS_DROPS_STRING, &ended);
		*wake_ms = keys->since_ms + KEYS_ESC_MS;
	}
	if (over || ended)
		keys->drops = KEYS_TAKES;
	return keys->drops ? KEYS_NONE : KEYS_CODE;
}

static enum keys_what drop(struct keys *keys, uint64_t now_ms, size_t n, enum keys_drops what)
{
	(void)take(keys, n);
	keys->drops = what;
	keys->since_ms = now_ms;
	return KEYS_CODE;
}

/* Esc, with nothing yet after it, or with what came later: typed by hand. */
static enum keys_what lone(struct keys *keys, uint64_t now_ms, uint32_t *code, uint64_t *wake_ms)
{
	struct slice s = rest(keys);
	uint32_t next;
	size_t n = s.len > 1 ? character(keys, slice_from(s, 1), &next) : 0;

	if (!n && !late(keys, now_ms, KEYS_ESC_MS, wake_ms))
		return KEYS_NONE;
	if (n && by_hand(keys, next)) {
		*code = next | CODE_META;
		return take(keys, 1 + n);
	}
	*code = CODE_ESC;
	return take(keys, 1);
}

/* Esc [ and Esc O: CSI and SS3. before: another Esc stands before it, as some terminals send Alt. */
static enum keys_what sequence(struct keys *keys, uint64_t now_ms, size_t before, uint32_t *code, uint64_t *wake_ms)
{
	struct slice s = slice_from(rest(keys), before);
	bool mouse = is_mouse(s) && !from_terminfo(keys, slice_to(s, 3));
	size_t n = mouse ? s.len >= 6 ? 6 : 0 : s.len > 2 ? extent(s) : 0;

	if (mouse && n)
		return take(keys, before + n);
	if (!n) {	/* its end is still to come */
		if (!late(keys, now_ms, KEYS_ESC_MS, wake_ms))
			return KEYS_NONE;
		*code = (uint32_t)s.at[1] | CODE_META;
		return take(keys, before + s.len);
	}
	if (n >= SEQUENCE_MOST)
		return drop(keys, now_ms, before + n, n == s.len && s.at[n - 1] <= '?' ? KEYS_DROPS_SEQUENCE : KEYS_TAKES);
	s = slice_to(s, n);
	*code = from_terminfo(keys, s);
	if (!*code && n > 2)
		*code = meaning(s);
	if (*code && before)
		*code |= CODE_META;
	keys->pasting = slice_equal(s, SLICE("\033[200~"));
	return take(keys, before + n);
}

/* Esc and a key that came in the same breath; or what a terminal says to somebody else, which is no key. */
static enum keys_what alt(struct keys *keys, uint64_t now_ms, uint32_t *code, uint64_t *wake_ms)
{
	struct slice s = rest(keys);
	size_t n;

	*code = from_terminfo(keys, slice_to(s, 2));
	if (*code)
		return take(keys, 2);
	n = character(keys, slice_from(s, 1), code);
	if (!n && !late(keys, now_ms, KEYS_ESC_MS, wake_ms)) {
		*code = CODE_NONE;
		return KEYS_NONE;
	}
	*code |= CODE_META;
	return take(keys, 1 + (n ? n : s.len - 1));
}

/* false: it was typed after all, and nothing of it goes. */
static bool reply(struct keys *keys, uint64_t now_ms, uint64_t *wake_ms, enum keys_what *what)
{
	struct slice s = rest(keys);
	bool ended;
	size_t n = 2 + dropped(slice_from(s, 2), true, &ended);

	*what = KEYS_NONE;
	if (!ended && n >= REPLY_MOST) {
		*what = drop(keys, now_ms, n, KEYS_DROPS_STRING);
		return true;
	}
	if (!ended && !late(keys, now_ms, KEYS_ESC_MS, wake_ms))
		return true;
	keys->waiting = false;
	if (!ended || !(s.at[n - 1] == 7 || (s.at[n - 2] == ESC && s.at[n - 1] == '\\')))
		return false;
	*what = take(keys, n);
	return true;
}

static enum keys_what escape(struct keys *keys, uint64_t now_ms, uint32_t *code, uint64_t *wake_ms)
{
	struct slice s = rest(keys);
	size_t before = s.len > 2 && s.at[1] == ESC && (s.at[2] == '[' || s.at[2] == 'O');
	enum keys_what what;

	if (before || (s.len > 1 && (s.at[1] == '[' || s.at[1] == 'O')))
		return sequence(keys, now_ms, before, code, wake_ms);
	if (begins_reply(s) && reply(keys, now_ms, wake_ms, &what))
		return what;
	if (keys->waiting || s.len < 2 || s.at[1] == ESC)
		return lone(keys, now_ms, code, wake_ms);
	return alt(keys, now_ms, code, wake_ms);
}

static enum keys_what key_next(struct keys *keys, uint64_t now_ms, uint32_t *code, uint64_t *wake_ms)
{
	struct slice s = rest(keys);
	size_t n;

	if (*s.at == ESC)
		return escape(keys, now_ms, code, wake_ms);
	n = character(keys, s, code);
	if (!n && !late(keys, now_ms, KEYS_ESC_MS, wake_ms))
		return KEYS_NONE;
	return take(keys, n ? n : 1);
}

enum keys_what keys_next(struct keys *keys, uint64_t now_ms, uint32_t *code, struct buf *paste, uint64_t *wake_ms)
{
	*wake_ms = UINT64_MAX;
	*code = CODE_NONE;
	while (keys->at < keys->in.len || keys->pasting || keys->drops) {
		enum keys_what what = keys->pasting ? paste_next(keys, now_ms, paste, wake_ms) :
		    keys->drops ? drop_next(keys, now_ms, wake_ms) : key_next(keys, now_ms, code, wake_ms);

		if (what != KEYS_CODE || *code)
			return what;
	}
	return KEYS_NONE;
}
