#pragma once
/* ui_sane: what is true of all cells and of every text field; for the unit tests and the fuzzers, hence with abort() and not libcheck. */
#include "ui/edit.h"
#include "ui/glyph.h"

#include <stdlib.h>
#include <string.h>

#define SANE(condition) \
	do { \
		if (!(condition)) \
			abort(); \
	} while (0)

/* One base of the cell's width, or a blank, then marks; nothing that a terminal would obey. */
static inline void assert_sane_cell_text(const struct cell *cell, enum text_form form)
{
	size_t len = strlen(cell->text), at;
	struct slice text = { cell->text, len };
	uint32_t code;

	SANE(len > 0 && len < CELL_TEXT);
	at = utf8_decode(text, &code);
	SANE(code_width(code) == cell->width);
	SANE(form == TEXT_UTF8 || (len == 1 && code < 0x80));
	while (at < len) {
		at += utf8_decode(slice_from(text, at), &code);
		SANE(code_width(code) == 0);
	}
}

static inline void assert_sane_cells(const struct cells *c)
{
	SANE(c->rows >= 0 && c->columns >= 0 && (!c->failed || (c->rows == 0 && c->columns == 0)));
	SANE(c->cursor_row == 0 || (c->cursor_row > 0 && c->cursor_row < c->rows));
	SANE(c->cursor_column == 0 || (c->cursor_column > 0 && c->cursor_column < c->columns));
	for (int i = 0; i < c->rows * c->columns; i++) {
		const struct cell *cell = &c->cell[i];
		int column = i % c->columns;

		SANE(cell->look < LOOK_COUNT && cell->width <= 2);
		for (size_t at = strlen(cell->text); at < CELL_TEXT; at++)
			SANE(!cell->text[at]);
		if (cell->width == 0) {
			SANE(column > 0 && cell[-1].width == 2 && cell[-1].look == cell->look && !cell->text[0]);
			continue;
		}
		SANE(cell->width == 1 || (column + 1 < c->columns && cell[1].width == 0));
		assert_sane_cell_text(cell, c->form);
	}
}

static inline void assert_sane_edit(const struct edit *e)
{
	struct slice text = buf_slice(&e->text);
	bool hit = e->cursor == 0;

	SANE(!e->text.failed && e->cursor <= text.len && e->step_at <= e->steps && e->steps <= e->step_size && e->want_column >= 0);
	/* Back and forth over all of it by the same steps, and the cursor is on one of them. */
	for (size_t at = 0, next; at < text.len; at = next) {
		next = cluster_after(text, at);
		SANE(next > at && next <= text.len && cluster_before(text, next) == at);
		for (size_t i = at + 1; i <= next; i++)
			SANE(cluster_boundary(text, i) == next && cluster_start(text, i) == (i == next ? next : at));
		hit |= e->cursor == next;
	}
	SANE(hit && cluster_boundary(text, 0) == 0 && cluster_before(text, 0) == 0);
}

/* Where cells_wrap_find() says a glyph stands, there cells_wrap() draws it, and cells_wrap_at() finds it. c is drawn over. */
static inline void assert_sane_wrap(struct cells *c, struct slice text, int width)
{
	int row = -1, column = -1, last_row = 0, last_column = 0, rows = cells_wrap_find(text, width, c->form, text.len, &row, &column);

	SANE(rows > 0 && row == rows - 1 && column >= 0 && column <= width);
	for (size_t at = 0; at < text.len; at += glyph_first(slice_from(text, at), c->form).len) {
		struct cells_mark mark = { at, 1, LOOK_BAD };
		bool gone;

		SANE(cells_wrap_find(text, width, c->form, at, &row, &column) == rows);
		/* They ascend, and none is left out. */
		SANE(row == last_row || (row == last_row + 1 && column == 0));
		SANE(row > last_row || column >= last_column);
		last_row = row;
		last_column = column;
		cells_clear(c);
		SANE(cells_wrap(c, (struct area){ 0, 0, c->rows, width }, row, LOOK_PLAIN, text, &mark, 1) == rows);
		gone = text.at[at] == '\n' || column >= width;
		SANE(gone == (c->cell[column < c->columns ? column : 0].look != LOOK_BAD));
		SANE(gone || cells_wrap_at(text, width, c->form, row, column) == at);
		SANE(!gone || text.at[at] == '\n' || text.at[at] == ' ');
	}
	assert_sane_cells(c);
}

static inline struct edit edit_of(const char *text)
{
	struct edit e = { .form = TEXT_UTF8 };

	SANE(edit_set(&e, slice_of(text)));
	assert_sane_edit(&e);
	return e;
}
