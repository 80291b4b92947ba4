/* cells: a screen in memory. */
#include "ui/cells_private.h"

#include "base/memory.h"
#include "ui/glyph.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum { SIDE_MOST = 1000 };

static const struct cell blank = { .text = " ", .width = 1, .look = LOOK_PLAIN };

static int clamp(int n, int least, int most)
{
	return n < least ? least : n > most ? most : n;
}

static struct cell *cell_at(struct cells *c, int row, int column)
{
	return &c->cell[(size_t)row * (size_t)c->columns + (size_t)column];
}

static void fail(struct cells *c)
{
	cells_release(c);
	c->failed = true;
}

void cells_resize(struct cells *c, int rows, int columns)
{
	struct cell *cell;

	rows = clamp(rows, 0, SIDE_MOST);
	columns = clamp(columns, 0, SIDE_MOST);
	if (c->failed)
		return;
	cell = mem_resize(c->cell, (size_t)rows * (size_t)columns, sizeof *cell);
	if (!cell) {
		fail(c);
		return;
	}
	c->cell = cell;
	c->rows = rows;
	c->columns = columns;
	cells_clear(c);
}

void cells_clear(struct cells *c)
{
	size_t n = (size_t)c->rows * (size_t)c->columns;

	for (size_t i = 0; i < n; i++)
		c->cell[i] = blank;
	c->cursor_row = c->cursor_column = 0;
}

void cells_release(struct cells *c)
{
	mem_free(c->cell);
	*c = (struct cells){ .form = c->form };
}

bool cells_equal(const struct cells *a, const struct cells *b)
{
	size_t n = (size_t)a->rows * (size_t)a->columns;

	return a->rows == b->rows && a->columns == b->columns && a->cursor_row == b->cursor_row && a->cursor_column == b->cursor_column &&
	    (!n || memcmp(a->cell, b->cell, n * sizeof *a->cell) == 0);
}

static void make_blank(struct cell *cell)
{
	uint8_t look = cell->look;

	*cell = blank;
	cell->look = look;
}

/* Half of a wide one is never left alone. */
static void part(struct cells *c, int row, int column)
{
	struct cell *cell = cell_at(c, row, column);

	if (cell->width == 0)
		make_blank(cell - 1);
	else if (cell->width == 2)
		make_blank(cell + 1);
}

static void put_char(struct cells *c, int row, int column, enum look look, char text)
{
	struct cell *cell = cell_at(c, row, column);

	if (cell->width != 1)
		part(c, row, column);
	*cell = (struct cell){ .text = { text }, .width = 1, .look = (uint8_t)look };
}

/* As many whole marks as there is room for. */
static void fill_text(struct cell *cell, struct slice text, bool alone)
{
	size_t at = 0, room = CELL_TEXT - 1;
	uint32_t code;

	if (alone)
		cell->text[at++] = ' ';
	while (text.len) {
		size_t len = utf8_decode(text, &code);

		if (len > room - at)
			break;
		memcpy(cell->text + at, text.at, len);
		at += len;
		text = slice_from(text, len);
	}
}

/* The glyph at the head of text, as far as it fits into room columns (which are inside). */
static void put_glyph(struct cells *c, int row, int column, int room, enum look look, struct slice text, const struct glyph *glyph)
{
	struct cell *cell;

	if (glyph->escaped) {
		char escape[GLYPH_ESCAPE + 1];

		snprintf(escape, sizeof escape, "\\%03u", (unsigned)(unsigned char)text.at[0]);
		for (int i = 0; i < GLYPH_ESCAPE && i < room; i++)
			put_char(c, row, column + i, look, escape[i]);
		return;
	}
	if (glyph->len == 1) {
		put_char(c, row, column, look, text.at[0]);
		return;
	}
	for (int i = 0; i < glyph->width && i < room; i++)
		put_char(c, row, column + i, look, ' ');
	if (glyph->width > room)
		return;
	cell = cell_at(c, row, column);
	*cell = (struct cell){ .width = (uint8_t)glyph->width, .look = (uint8_t)look };
	fill_text(cell, slice_to(text, glyph->len), glyph->alone);
	if (glyph->width == 2)
		cell[1] = (struct cell){ .look = (uint8_t)look };
}

/* The columns from column on that are inside, at most width; 0: none. */
static int columns_inside(const struct cells *c, int row, int column, int width)
{
	if (row < 0 || row >= c->rows || column < 0 || column >= c->columns || width <= 0)
		return 0;
	return width < c->columns - column ? width : c->columns - column;
}

int cells_put(struct cells *c, int row, int column, int width, enum look look, struct slice text)
{
	int room = columns_inside(c, row, column, width), used = 0;

	if (!room)
		return 0;
	while (text.len && used < room) {
		size_t plain = glyph_plain(text, (size_t)(room - used));
		struct glyph glyph;

		for (size_t i = 0; i < plain; i++)
			put_char(c, row, column + used++, look, text.at[i]);
		text = slice_from(text, plain);
		if (plain)
			continue;
		glyph = glyph_first(text, c->form);
		put_glyph(c, row, column + used, room - used, look, text, &glyph);
		used += glyph.width;
		text = slice_from(text, glyph.len);
	}
	if (!text.len && used <= room)
		return used;
	put_char(c, row, column + room - 1, look, '>');
	return room;
}

int cells_printf(struct cells *c, int row, int column, int width, enum look look, const char *format, ...)
{
	struct buf text = { 0 };
	va_list list;
	int used;

	va_start(list, format);
	buf_vprintf(&text, format, list);
	va_end(list);
	if (text.failed)
		fail(c);
	used = cells_put(c, row, column, width, look, buf_slice(&text));
	buf_release(&text);
	return used;
}

void cells_put_right(struct cells *c, int row, int column, int width, enum look look, struct slice text)
{
	size_t columns = glyph_columns(text, c->form);

	if (width > 0 && columns < (size_t)width) {
		column += width - (int)columns;
		width = (int)columns;
	}
	cells_put(c, row, column, width, look, text);
}

int cells_put_glyph(struct cells *c, int row, int column, int room, enum look look, struct slice text, size_t *len)
{
	struct glyph glyph = glyph_first(text, c->form);

	room = columns_inside(c, row, column, room);
	*len = glyph.len;
	if (room)
		put_glyph(c, row, column, room, look, text, &glyph);
	return glyph.width;
}

void cells_rule(struct cells *c, int row, struct slice title, struct slice right)
{
	enum { EDGE = 3, TITLE_LEAST = 12 };	/* "-- " and " --" */
	int room = c->columns - 2 * EDGE;
	size_t ends = glyph_columns(right, c->form);

	if (row < 0 || row >= c->rows)
		return;
	for (int i = 0; i < c->columns; i++)
		put_char(c, row, i, LOOK_RULE, '-');
	/* What stands at the right goes first when both do not fit. */
	if (right.len && ends + 2 + TITLE_LEAST <= (size_t)(room > 0 ? room : 0)) {
		int at = c->columns - EDGE - (int)ends;

		put_char(c, row, at - 1, LOOK_PLAIN, ' ');
		put_char(c, row, at + (int)ends, LOOK_PLAIN, ' ');
		cells_put(c, row, at, (int)ends, LOOK_PLAIN, right);
		room -= (int)ends + 2;
	}
	if (title.len && room > 0) {
		int used = cells_put(c, row, EDGE, room, LOOK_PLAIN, title);

		put_char(c, row, EDGE - 1, LOOK_PLAIN, ' ');
		put_char(c, row, EDGE + used, LOOK_PLAIN, ' ');
	}
}

void cells_blank(struct cells *c, int row, int column, int width)
{
	static const char blanks[] = "                                ";
	const int most = (int)sizeof blanks - 1;

	for (int at = 0; at < width; at += most)
		cells_put(c, row, column + at, width - at, LOOK_PLAIN, (struct slice){ blanks, (size_t)(width - at < most ? width - at : most) });
}

void cells_look(struct cells *c, int row, int column, int width, enum look look)
{
	int room = columns_inside(c, row, column, width);

	if (!room)
		return;
	/* A wide one has one look. */
	if (cell_at(c, row, column)->width == 0)
		cell_at(c, row, column - 1)->look = (uint8_t)look;
	if (cell_at(c, row, column + room - 1)->width == 2)
		cell_at(c, row, column + room)->look = (uint8_t)look;
	for (int i = 0; i < room; i++)
		cell_at(c, row, column + i)->look = (uint8_t)look;
}

void cells_cursor(struct cells *c, int row, int column)
{
	c->cursor_row = clamp(row, 0, c->rows ? c->rows - 1 : 0);
	c->cursor_column = clamp(column, 0, c->columns ? c->columns - 1 : 0);
}

void cells_text(const struct cells *c, struct buf *out)
{
	for (int row = 0; row < c->rows; row++) {
		const struct cell *cell = c->cell + (size_t)row * (size_t)c->columns;
		int columns = c->columns;

		while (columns > 0 && strcmp(cell[columns - 1].text, " ") == 0)
			columns--;
		for (int i = 0; i < columns; i++)
			buf_string(out, cell[i].text);
		buf_char(out, '\n');
	}
}
