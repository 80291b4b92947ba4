/* edit_draw: a text field on the screen. */
#include "ui/edit.h"

#include "ui/glyph.h"

enum { MARKS_LEAST = 4 };	/* narrower fields have no room for < and > beside the cursor */

/*
 * The first column shown, for a cursor at column at, on a character of that width (or after the text), with more after it or not. It
 * hangs on nothing else, and goes in jumps of half the field, so that the text stands still while one moves about.
 */
static size_t first_column(size_t at, size_t width, bool more, size_t field)
{
	size_t most = field < 6 ? 1 : field < 12 ? 2 : GLYPH_ESCAPE;
	size_t end = at + (width < most ? width : most), step = field < 12 ? 1 : field / 2;
	size_t room = field - more;		/* the last column is for > */

	if (field < 2)
		return at;
	return end <= room ? 0 : (end - room + step - 1) / step * step;
}

static void fill(struct cells *c, int row, int column, int width, struct slice with)
{
	for (int i = 0; i < width; i++)
		cells_put(c, row, column + i, 1, LOOK_FIELD, with);
}

/*
 * The marks that are in sight, over what was drawn: byte at stands at column, counted like first, the first column shown. Marks out of
 * sight cost nothing, since a pasted text may have one on every word of 64 KiB.
 */
static void draw_marks(struct cells *c, struct area area, struct slice text, size_t first, size_t at, size_t column,
    const struct cells_mark *mark, size_t marks)
{
	for (size_t i = 0; i < marks; i++) {
		size_t end = mark[i].at + mark[i].len, from = mark[i].at > at ? mark[i].at : at, before;

		if (end <= at)
			continue;
		column += glyph_columns(slice_from(slice_to(text, from), at), c->form);
		if (column >= first + (size_t)area.columns)
			return;
		before = column - first;
		column += glyph_columns(slice_from(slice_to(text, end), from), c->form);
		at = end;
		cells_look(c, area.row, area.column + (int)before,
		    column - first < (size_t)area.columns ? (int)(column - first - before) : area.columns - (int)before, mark[i].look);
	}
}

void edit_draw(const struct edit *e, struct cells *c, int row, int column, int width, bool focus)
{
	edit_draw_marked(e, c, (struct area){ row, column, 1, width }, focus, NULL, 0);
}

void edit_draw_marked(const struct edit *e, struct cells *c, struct area area, bool focus, const struct cells_mark *mark, size_t marks)
{
	int row = area.row, column = area.column, width = area.columns;
	struct slice text = buf_slice(&e->text), after = slice_from(text, e->cursor);
	struct glyph glyph = { .len = 0, .width = 1 };
	size_t before = 0, first = 0, from = 0, start = 0;
	int used;

	if (width <= 0)
		return;
	if (focus) {
		before = glyph_columns(slice_to(text, e->cursor), c->form);
		if (after.len)
			glyph = glyph_first(after, c->form);
		first = first_column(before, (size_t)glyph.width, after.len > glyph.len, (size_t)width);
	}
	if (first) {
		from = glyph_at_column(text, c->form, first + (width >= MARKS_LEAST), &start);
		fill(c, row, column, (int)(start - first) < width ? (int)(start - first) : width, SLICE(" "));
		if (width >= MARKS_LEAST)
			cells_put(c, row, column, 1, LOOK_FIELD, SLICE("<"));
	}
	used = (int)(start - first);
	used += cells_put(c, row, column + used, width - used, LOOK_FIELD, slice_from(text, from));
	fill(c, row, column + used, width - used, SLICE("_"));
	draw_marks(c, area, text, first, from, start, mark, marks);
	if (focus)
		cells_cursor(c, row, column + (int)(before - first));
}

int edit_draw_lines(const struct edit *e, struct cells *c, struct area area, bool focus, const struct cells_mark *mark, size_t marks)
{
	struct area text_area = area;
	int row = 0, column = 0, skip = 0, step = area.rows > 1 ? area.rows / 2 : 1, rows;

	if (area.rows <= 0 || area.columns <= 0)
		return 0;
	text_area.columns = area.columns > 1 ? area.columns - 1 : 1;
	rows = cells_wrap_find(buf_slice(&e->text), text_area.columns, c->form, e->cursor, &row, &column);
	if (focus && row >= area.rows)
		skip = (row - area.rows + step) / step * step;
	for (int i = 0; i < area.rows; i++)
		fill(c, area.row + i, area.column, area.columns, SLICE(" "));
	cells_wrap(c, text_area, skip, LOOK_FIELD, buf_slice(&e->text), mark, marks);
	if (focus)
		cells_cursor(c, area.row + row - skip, area.column + (column < area.columns ? column : area.columns - 1));
	return rows;
}
