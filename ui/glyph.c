/* glyph: text taken apart for the screen. */
#include "ui/glyph.h"

#include <string.h>

/* The byte at at is plain and what follows it cannot be a mark. */
static bool plain_at(struct slice text, size_t at)
{
	unsigned char c = (unsigned char)text.at[at];

	return c >= 0x20 && c < 0x7f && (at + 1 == text.len || (unsigned char)text.at[at + 1] < 0x80);
}

/* Eight bytes, each from 0x20 to 0x7e? */
static bool plain_eight(const char *text)
{
	const uint64_t each = UINT64_C(0x0101010101010101);
	uint64_t eight;

	memcpy(&eight, text, sizeof eight);
	/* Sums carry into the next byte from one over 0x7f alone, and that is refused by itself. */
	return !((eight | ~(eight + 0x60 * each) | (eight + each)) & 0x80 * each);
}

size_t glyph_plain(struct slice text, size_t most)
{
	size_t n = 0;

	if (most > text.len)
		most = text.len;
	/* The byte before one that is not ASCII may have a mark on it. */
	while (n + 8 < most && plain_eight(text.at + n))
		n += 8;
	if (n > 0)
		n--;
	while (n < most && plain_at(text, n))
		n++;
	return n;
}

/* Past the marks from at on. */
static size_t marks_end(struct slice text, size_t at)
{
	uint32_t code;

	while (at < text.len && (unsigned char)text.at[at] >= 0x80) {
		size_t len = utf8_decode(slice_from(text, at), &code);

		if (code_width(code))
			break;
		at += len;
	}
	return at;
}

struct glyph glyph_first(struct slice text, enum text_form form)
{
	struct glyph glyph = { .len = 1, .width = 1 };
	uint32_t code;
	size_t len;
	int width;

	if (plain_at(text, 0))
		return glyph;
	len = utf8_decode(text, &code);
	width = code_width(code);
	if (width < 0 || (form == TEXT_ASCII && code >= 0x80)) {
		glyph.escaped = true;
		glyph.width = GLYPH_ESCAPE;
	} else if (form == TEXT_UTF8) {
		glyph.alone = !width;
		glyph.width = width ? width : 1;
		glyph.len = marks_end(text, len);
	}
	return glyph;
}

size_t glyph_at_column(struct slice text, enum text_form form, size_t column, size_t *columns)
{
	size_t at = 0, before = 0;

	while (at < text.len && before < column) {
		struct slice rest = { text.at + at, text.len - at };
		size_t plain = glyph_plain(rest, column - before);
		struct glyph glyph = { .len = plain, .width = 0 };

		before += plain;
		if (!plain)
			glyph = glyph_first(rest, form);
		before += (size_t)glyph.width;
		at += glyph.len;
	}
	*columns = before;
	return at;
}

size_t glyph_columns(struct slice text, enum text_form form)
{
	size_t columns;

	glyph_at_column(text, form, SIZE_MAX, &columns);
	return columns;
}

size_t cluster_after(struct slice text, size_t at)
{
	uint32_t code;

	if (at >= text.len)
		return text.len;
	at += utf8_decode(slice_from(text, at), &code);
	return code_width(code) < 0 ? at : marks_end(text, at);
}

/* The code point that ends at at, which must be a boundary of code points and not 0: lead bytes are never inside another's. */
static size_t code_before(struct slice text, size_t at, uint32_t *code)
{
	for (size_t len = 1; len <= 4 && len <= at; len++)
		if (utf8_decode(slice_from(text, at - len), code) == len && *code != UTF8_INVALID)
			return at - len;
	*code = UTF8_INVALID;
	return at - 1;
}

size_t cluster_before(struct slice text, size_t at)
{
	size_t first = at;
	uint32_t code;

	while (at > 0) {
		size_t before = code_before(text, at, &code);
		int width = code_width(code);

		if (width < 0)
			return first == at ? before : at;
		at = before;
		if (width > 0)
			return at;
		first = SIZE_MAX;
	}
	return at;
}

size_t cluster_boundary(struct slice text, size_t at)
{
	uint32_t code;
	size_t lead = at;

	if (at >= text.len)
		return text.len;
	while (lead > 0 && at - lead < 3 && ((unsigned char)text.at[lead] & 0xc0) == 0x80)
		lead--;
	if (lead < at) {
		size_t end = lead + utf8_decode(slice_from(text, lead), &code);

		if (end > at)
			at = end;
	}
	if (at == 0)
		return 0;
	code_before(text, at, &code);
	return code_width(code) < 0 ? at : marks_end(text, at);
}

size_t cluster_start(struct slice text, size_t at)
{
	size_t end = cluster_boundary(text, at);

	return end > at ? cluster_before(text, end) : end;
}
