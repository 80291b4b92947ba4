/* term_keys: the decoder. */
#include "ui/term_keys.h"

#include <string.h>
#include <wchar.h>

enum {
	ESC = 27,
	SEQUENCE_MOST = 128,		/* what is longer is no key */
	PASTE_MS = 5000,		/* a paste whose end does not come ends when it was quiet that long */
	PASTE_MOST = 1 << 20,		/* what is longer comes in parts, so that looking for its end stays quick */
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
	keys->at = 0;
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
	if (i >= SEQUENCE_MOST)
		return i;
	if (i == s.len)
		return 0;
	return (unsigned char)s.at[i] >= ' ' && (unsigned char)s.at[i] < 127 ? i + 1 : i;	/* a control begins anew */
}

/* A terminal's answer to a question of another program (OSC, DCS ...), all of it here: its length; 0: it is none. */
static size_t reply(struct slice s)
{
	if (s.len < 3 || !strchr("]P_^X", s.at[1]) || !s.at[1])
		return 0;
	for (size_t i = 2; i < s.len && i < 4096; i++) {
		if (s.at[i] == 7)
			return i + 1;
		if (s.at[i] == ESC)
			return i + 1 < s.len && s.at[i + 1] == '\\' ? i + 2 : 0;
	}
	return 0;
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

static enum keys_what paste_next(struct keys *keys, uint64_t now_ms, struct buf *paste, uint64_t *wake_ms)
{
	struct slice s = rest(keys);
	const char *end = memmem(s.at, s.len, PASTE_END.at, PASTE_END.len);
	bool part = !end && s.len > PASTE_MOST;
	size_t len = end ? (size_t)(end - s.at) : part ? s.len - PASTE_END.len : s.len;

	if (!end && !part && !late(keys, now_ms, PASTE_MS, wake_ms))
		return KEYS_NONE;
	add_pasted(keys, slice_to(s, len), paste);
	(void)take(keys, end ? len + PASTE_END.len : len);
	keys->pasting = part;
	return KEYS_PASTE;
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
	size_t n = s.len > 2 ? extent(s) : 0;

	if (!n) {	/* its end is still to come */
		if (!late(keys, now_ms, KEYS_ESC_MS, wake_ms))
			return KEYS_NONE;
		*code = (uint32_t)s.at[1] | CODE_META;
		return take(keys, before + s.len);
	}
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
	size_t n = reply(s);

	if (n)
		return take(keys, n);
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

static enum keys_what escape(struct keys *keys, uint64_t now_ms, uint32_t *code, uint64_t *wake_ms)
{
	struct slice s = rest(keys);
	size_t before = s.len > 2 && s.at[1] == ESC && (s.at[2] == '[' || s.at[2] == 'O');

	if (before || (s.len > 1 && (s.at[1] == '[' || s.at[1] == 'O')))
		return sequence(keys, now_ms, before, code, wake_ms);
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
	while (keys->at < keys->in.len || keys->pasting) {
		enum keys_what what = keys->pasting ? paste_next(keys, now_ms, paste, wake_ms) : key_next(keys, now_ms, code, wake_ms);

		if (what != KEYS_CODE || *code)
			return what;
	}
	return KEYS_NONE;
}
