/* text: slices of bytes, UTF-8, and making hostile text printable. Width is in width.c. */
#include "base/text.h"
#include "base/buf.h"
#include <string.h>

struct slice slice_of(const char *text)
{
	if (!text)
		text = "";
	return (struct slice){ text, strlen(text) };
}

struct slice slice_from(struct slice s, size_t at)
{
	if (at == 0)
		return s;
	if (at > s.len)
		at = s.len;
	return at == 0 ? s : (struct slice){ s.at + at, s.len - at };
}

struct slice slice_to(struct slice s, size_t at)
{
	return (struct slice){ s.at, at < s.len ? at : s.len };
}

bool slice_equal(struct slice a, struct slice b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

bool slice_same(struct slice a, struct slice b)
{
	return a.len == b.len && slice_starts(a, b);
}

bool slice_starts(struct slice s, struct slice with)
{
	if (s.len < with.len)
		return false;
	for (size_t i = 0; i < with.len; i++) {
		if (ascii_lower(s.at[i]) != ascii_lower(with.at[i]))
			return false;
	}
	return true;
}

struct slice slice_trim(struct slice s)
{
	while (s.len > 0 && ascii_blank(s.at[0]))
		s = slice_from(s, 1);
	while (s.len > 0 && ascii_blank(s.at[s.len - 1]))
		s.len--;
	return s;
}

bool slice_cut(struct slice *rest, char at, struct slice *before)
{
	if (rest->len == 0)
		return false;
	const char *found = memchr(rest->at, at, rest->len);
	*before = slice_to(*rest, found ? (size_t)(found - rest->at) : rest->len);
	*rest = slice_from(*rest, found ? before->len + 1 : before->len);
	return true;
}

bool slice_word(struct slice *rest, struct slice *word)
{
	size_t from = 0;
	while (from < rest->len && ascii_blank(rest->at[from]))
		from++;
	size_t to = from;
	while (to < rest->len && !ascii_blank(rest->at[to]))
		to++;
	*word = slice_from(slice_to(*rest, to), from);
	*rest = slice_from(*rest, to);
	return word->len > 0;
}

bool slice_lists(struct slice list, struct slice word)
{
	struct slice one;
	while (slice_word(&list, &one))
		if (slice_equal(one, word))
			return true;
	return false;
}

bool slice_number(struct slice s, uint64_t most, uint64_t *out)
{
	uint64_t n = 0;
	for (size_t i = 0; i < s.len; i++) {
		if (!ascii_digit(s.at[i]))
			return false;
		uint64_t digit = (uint64_t)(s.at[i] - '0');
		if (digit > most || n > (most - digit) / 10)
			return false;
		n = n * 10 + digit;
	}
	if (s.len == 0)
		return false;
	*out = n;
	return true;
}

/* Lead bytes, Unicode 15 table 3-7: what is allowed as the second byte keeps out overlong forms, surrogates and over U+10FFFF. */
static const struct lead {
	uint8_t from, to, len, second_from, second_to;
} leads[] = {
	{ 0xc2, 0xdf, 2, 0x80, 0xbf },
	{ 0xe0, 0xe0, 3, 0xa0, 0xbf },
	{ 0xe1, 0xec, 3, 0x80, 0xbf },
	{ 0xed, 0xed, 3, 0x80, 0x9f },
	{ 0xee, 0xef, 3, 0x80, 0xbf },
	{ 0xf0, 0xf0, 4, 0x90, 0xbf },
	{ 0xf1, 0xf3, 4, 0x80, 0xbf },
	{ 0xf4, 0xf4, 4, 0x80, 0x8f },
};

static const struct lead *find_lead(uint8_t byte)
{
	for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
		if (byte >= leads[i].from && byte <= leads[i].to)
			return &leads[i];
	}
	return NULL;
}

size_t utf8_decode(struct slice text, uint32_t *code)
{
	const uint8_t *byte = (const uint8_t *)text.at;
	if (byte[0] < 0x80) {
		*code = byte[0];
		return 1;
	}
	*code = UTF8_INVALID;
	const struct lead *lead = find_lead(byte[0]);
	if (!lead || text.len < lead->len || byte[1] < lead->second_from || byte[1] > lead->second_to)
		return 1;
	uint32_t value = byte[0] & (0xffU >> (lead->len + 1));
	for (size_t i = 1; i < lead->len; i++) {
		if ((byte[i] & 0xc0) != 0x80)
			return 1;
		value = value << 6 | (byte[i] & 0x3fU);
	}
	*code = value;
	return lead->len;
}

size_t utf8_encode(uint32_t code, char out[4])
{
	if (code < 0x80) {
		out[0] = (char)code;
		return 1;
	}
	size_t len = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
	for (size_t i = len - 1; i > 0; i--) {
		out[i] = (char)(0x80 | (code & 0x3f));
		code >>= 6;
	}
	out[0] = (char)((0xf00U >> len & 0xf0) | code);
	return len;
}

bool utf8_valid(struct slice text)
{
	uint32_t code = 0;
	while (text.len > 0 && code != UTF8_INVALID) {
		size_t ascii = 0;
		while (ascii < text.len && (unsigned char)text.at[ascii] < 0x80)
			ascii++;
		text = slice_from(text, ascii > 0 ? ascii : utf8_decode(text, &code));
	}
	return code != UTF8_INVALID;
}

void text_printable(struct buf *out, struct slice text, enum text_form form)
{
	while (text.len > 0) {
		uint32_t code = 0;
		size_t len = utf8_decode(text, &code);
		bool as_it_is = code_width(code) >= 0 && (form == TEXT_UTF8 || code < 0x80);
		if (as_it_is)
			buf_add(out, slice_to(text, len));
		for (size_t i = 0; i < len && !as_it_is; i++)
			buf_printf(out, "\\%03u", (unsigned)(unsigned char)text.at[i]);
		text = slice_from(text, len);
	}
}
