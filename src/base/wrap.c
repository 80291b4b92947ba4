/* wrap: words, one after the other, as long as they fit. */
#include "base/wrap.h"
#include <string.h>

static size_t blanks(struct slice text)
{
	size_t n = 0;

	while (n < text.len && text.at[n] == ' ')
		n++;
	return n;
}

static size_t word(struct slice text)
{
	const char *end = memchr(text.at, ' ', text.len);

	return end ? (size_t)(end - text.at) : text.len;
}

/* "12. ": its length; 0: the line is none of a list. */
static size_t list_number(struct slice text)
{
	size_t n = 0;

	while (n < text.len && ascii_digit(text.at[n]))
		n++;
	return n && slice_starts(slice_from(text, n), SLICE(". ")) ? n + 2 : 0;
}

void wrap_line(struct buf *out, struct slice text, size_t columns, size_t at, size_t hang)
{
	bool begun = false;	/* a word stands in this line, behind what it is set in by */

	while (text.len) {
		size_t before = blanks(text), len = word(slice_from(text, before));
		size_t width = text_width(slice_to(slice_from(text, before), len));

		if (columns && len && at + before + width > columns && (begun || at > hang)) {
			buf_char(out, '\n');
			buf_fill(out, ' ', hang);
			text = slice_from(text, before);
			before = 0;
			at = hang;
		}
		buf_add(out, slice_to(text, before + len));
		text = slice_from(text, before + len);
		at += before + width;
		begun = true;
	}
}

void wrap_lines(struct buf *out, struct slice text, size_t columns, size_t indent)
{
	struct slice line;

	while (text.len) {
		const char *end = memchr(text.at, '\n', text.len);

		line = slice_to(text, end ? (size_t)(end - text.at) : text.len);
		text = slice_from(text, line.len + (end != NULL));
		size_t in = blanks(line), number = list_number(slice_from(line, in));
		size_t hang = in + (number ? number : indent);

		wrap_line(out, line, columns, 0, hang * 2 < columns ? hang : 0);
		buf_string(out, end ? "\n" : "");
	}
}
