/*
 * cells_wrap: text over several lines. One routine, next_line(), says where lines end; drawing and finding read it, so that the cursor of
 * a field always stands on the byte it is at.
 */
#include "ui/cells_private.h"

#include "ui/glyph.h"

struct line {
	size_t from, to;	/* the bytes shown */
	size_t next;		/* where the next line starts: past the newline, or past the one blank that hangs over the end */
	bool last;
};

/* The same for a line of plain ASCII that is longer than width: the last blank that it can be broken after. */
static struct line next_plain_line(struct slice text, size_t from, size_t width)
{
	size_t to = from + width;

	if (text.at[to] == ' ')
		return (struct line){ .from = from, .to = to, .next = to + 1 };
	while (to > from && text.at[to - 1] != ' ')
		to--;
	if (to == from)
		to = from + width;
	return (struct line){ .from = from, .to = to, .next = to };
}

/* The line from at on. width is 1 at least; a glyph wider than that has a line of its own. */
static struct line next_line(struct slice text, size_t from, int width, enum text_form form)
{
	struct line line = { .from = from, .to = text.len, .next = text.len };
	size_t word = from;			/* where the last word starts; from: no place to break before it */
	int columns = 0;

	if (glyph_plain(slice_from(text, from), (size_t)width + 1) > (size_t)width)
		return next_plain_line(text, from, (size_t)width);
	for (size_t at = from; at < text.len;) {
		struct slice rest = { text.at + at, text.len - at };
		struct glyph glyph = glyph_first(rest, form);

		if (rest.at[0] == '\n' || (rest.at[0] == ' ' && glyph.len == 1 && columns >= width)) {
			line.to = at;
			line.next = at + 1;
			return line;
		}
		if (columns + glyph.width > width) {
			line.to = word > from ? word : at > from ? at : at + glyph.len;
			line.next = line.to;
			line.last = line.to == text.len;
			return line;
		}
		columns += glyph.width;
		at += glyph.len;
		if (rest.at[0] == ' ' && glyph.len == 1)
			word = at;
	}
	line.last = true;
	return line;
}

/* The mark that at is in, or NULL. *i goes along: calls must ascend. */
static const struct cells_mark *mark_at(const struct cells_mark *mark, size_t marks, size_t *i, size_t at)
{
	while (*i < marks && mark[*i].at <= at && at - mark[*i].at >= mark[*i].len)
		++*i;
	return *i < marks && mark[*i].at <= at ? &mark[*i] : NULL;
}

struct wrap {
	struct cells *cells;
	struct area area;
	enum look look;
	const struct cells_mark *mark;
	size_t marks, mark_next;
};

static void put_line(struct wrap *w, int row, struct slice text, const struct line *line)
{
	int used = 0;

	for (size_t at = line->from, len; at < line->to && used < w->area.columns; at += len) {
		const struct cells_mark *mark = mark_at(w->mark, w->marks, &w->mark_next, at);
		struct slice rest = { text.at + at, line->to - at };
		enum look look = mark ? mark->look : w->look;

		used += cells_put_glyph(w->cells, w->area.row + row, w->area.column + used, w->area.columns - used, look, rest, &len);
	}
}

int cells_wrap(struct cells *c, struct area area, int skip, enum look look, struct slice text, const struct cells_mark *mark,
    size_t marks)
{
	struct wrap w = { .cells = c, .area = area, .look = look, .mark = mark, .marks = mark ? marks : 0 };
	struct line line = { 0 };
	int n = 0;

	skip = skip > 0 ? skip : 0;
	do {
		line = next_line(text, line.next, area.columns > 0 ? area.columns : 1, c->form);
		if (n >= skip && n - skip < area.rows)
			put_line(&w, n - skip, text, &line);
		n++;
	} while (!line.last);
	return n;
}

int cells_wrap_find(struct slice text, int width, enum text_form form, size_t at, int *row, int *column)
{
	struct line line = { 0 };
	int n = 0;

	width = width > 0 ? width : 1;
	if (at > text.len)
		at = text.len;
	do {
		line = next_line(text, line.next, width, form);
		if (line.from <= at && (at < line.next || line.last)) {
			size_t to = at < line.to ? at : line.to, columns = 0;

			for (size_t i = line.from; i < to;) {
				struct glyph glyph = glyph_first(slice_from(text, i), form);

				i += glyph.len;
				columns += i <= to ? (size_t)glyph.width : 0;
			}
			if (row)
				*row = n;
			if (column)
				*column = columns < (size_t)width ? (int)columns : width;
		}
		n++;
	} while (!line.last);
	return n;
}

size_t cells_wrap_at(struct slice text, int width, enum text_form form, int row, int column)
{
	struct line line = { 0 };
	size_t at, before;
	int columns = 0;

	width = width > 0 ? width : 1;
	do
		line = next_line(text, line.next, width, form);
	while (row-- > 0 && !line.last);
	at = before = line.from;
	while (at < line.to) {
		struct glyph glyph = glyph_first(slice_from(text, at), form);

		if (columns + glyph.width > column)
			return at;
		columns += glyph.width;
		before = at;
		at += glyph.len;
	}
	/* The end of a line that is broken inside a word, or after a blank, is where the next one starts. */
	return line.next == line.to && !line.last ? before : at;
}
