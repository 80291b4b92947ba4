/* term_show: cells as curses has them, and what goes past curses to the terminal. */
#include "ui/term_private.h"

#include "base/file.h"
#include "base/memory.h"

#include <string.h>
#include <wchar.h>

/* key_name() is ours here. */
#define key_name curses_key_name
#include <curses.h>
#undef key_name

enum { MARKS = CCHARW_MAX - 1 };
static struct {
	short pair[LOOK_COUNT];
	struct cells cells;
	cchar_t *row;			/* one row, for curses */
} shown;

/*
 * Nobody knows the terminal's background, so what has a colour has both; never blue. Without colours there is an attribute, and a letter or
 * word says it anyway. Bold black is grey on some terminals: no attribute stands beside a colour.
 */
static const struct {
	attr_t attribute;		/* where there is no colour */
	short ink, ground;		/* both -1: none */
} decoration[LOOK_COUNT] = {
	[LOOK_PLAIN] = { A_NORMAL, -1, -1 }, [LOOK_BOLD] = { A_BOLD, -1, -1 }, [LOOK_FOCUS] = { A_REVERSE, -1, -1 },
	[LOOK_ERROR] = { A_BOLD, COLOR_WHITE, COLOR_RED }, [LOOK_WARNING] = { A_BOLD, COLOR_BLACK, COLOR_YELLOW },
	[LOOK_GOOD] = { A_NORMAL, COLOR_BLACK, COLOR_GREEN }, [LOOK_FIELD] = { A_NORMAL, -1, -1 }, [LOOK_BAD] = { A_UNDERLINE, -1, -1 },
	[LOOK_RULE] = { A_NORMAL, -1, -1 }, [LOOK_UPPER_LEFT] = { A_NORMAL, -1, -1 }, [LOOK_UPPER_RIGHT] = { A_NORMAL, -1, -1 },
	[LOOK_LOWER_LEFT] = { A_NORMAL, -1, -1 }, [LOOK_LOWER_RIGHT] = { A_NORMAL, -1, -1 },
};

/* Colours only where they are wanted: start_color() alone sends some, and curses does not know NO_COLOR. */
void term_looks(bool colour)
{
	colour = colour && has_colors() && start_color() == OK && use_default_colors() == OK && COLORS >= 8;
	for (int i = 0; i < LOOK_COUNT; i++) {
		shown.pair[i] = 0;
		if (colour && decoration[i].ink >= 0 && init_pair((short)(i + 1), decoration[i].ink, decoration[i].ground) == OK)
			shown.pair[i] = (short)(i + 1);
	}
}

static bool new_row(void)
{
	cchar_t *row = mem_resize(shown.row, (size_t)term.columns + 1, sizeof *row);

	if (row)
		shown.row = row;
	return row != NULL;
}

/* What terminals draw lines with; NULL: the cell is no part of one. */
static const cchar_t *line_of(const struct cell *cell)
{
	switch (cell->look) {
	case LOOK_RULE:
		return cell->text[0] == '-' ? WACS_HLINE : cell->text[0] == '|' ? WACS_VLINE : NULL;
	case LOOK_UPPER_LEFT:
		return WACS_ULCORNER;
	case LOOK_UPPER_RIGHT:
		return WACS_URCORNER;
	case LOOK_LOWER_LEFT:
		return WACS_LLCORNER;
	case LOOK_LOWER_RIGHT:
		return WACS_LRCORNER;
	default:
		return NULL;
	}
}

/* A cell for curses. Where it thinks otherwise of the width, nothing would stand where it should: a mark of that width, then. */
static bool to_curses(const struct cell *cell, cchar_t *out)
{
	enum look look = cell->look < LOOK_COUNT ? (enum look)cell->look : LOOK_PLAIN;
	attr_t attribute = shown.pair[look] ? A_NORMAL : decoration[look].attribute;
	const cchar_t *line = term.form == TEXT_UTF8 ? line_of(cell) : NULL;
	struct slice text = slice_of(cell->text);
	wchar_t wide[MARKS + 1] = { 0 };
	uint32_t code;

	if (line) {
		*out = *line;
		return true;
	}
	for (size_t i = 0; i < MARKS && text.len; i++) {
		text = slice_from(text, utf8_decode(text, &code));
		wide[i] = (wchar_t)code;
	}
	if (wide[0] >= ' ' && wcwidth(wide[0]) == cell->width && setcchar(out, wide, attribute, shown.pair[look], NULL) == OK)
		return true;
	wide[0] = '?';
	wide[1] = 0;
	(void)setcchar(out, wide, attribute, shown.pair[look], NULL);
	return cell->width < 2;
}

static void put_row(const struct cell *cell, int row, int columns)
{
	int n = 0;

	for (int i = 0; i < columns; i++) {
		if (!cell[i].width || i + cell[i].width > columns)
			continue;
		bool whole = to_curses(&cell[i], &shown.row[n++]);

		if (!whole) {
			shown.row[n] = shown.row[n - 1];
			n++;
		}
	}
	(void)mvadd_wchnstr(row, 0, shown.row, n);
}

static bool remember(const struct cells *cells)
{
	if (shown.cells.rows != cells->rows || shown.cells.columns != cells->columns || !shown.cells.cell)
		cells_resize(&shown.cells, cells->rows, cells->columns);
	return !shown.cells.failed;
}

void term_show(const struct cells *cells)
{
	int rows = cells->rows < term.rows ? cells->rows : term.rows;
	int columns = cells->columns < term.columns ? cells->columns : term.columns;
	bool known = shown.cells.rows == cells->rows && shown.cells.columns == cells->columns;

	if (!term.up || term.gone || cells->failed || !new_row())
		return;
	if (term.redraw || !known) {
		clearok(curscr, TRUE);
		erase();
	}
	for (int i = 0; i < rows; i++) {
		size_t at = (size_t)i * (size_t)cells->columns, size = (size_t)cells->columns * sizeof *cells->cell;

		if (term.redraw || !known || memcmp(cells->cell + at, shown.cells.cell + at, size) != 0)
			put_row(cells->cell + at, i, columns);
	}
	if (remember(cells))
		memcpy(shown.cells.cell, cells->cell, (size_t)cells->rows * (size_t)cells->columns * sizeof *cells->cell);
	term.redraw = false;
	(void)move(cells->cursor_row < rows ? cells->cursor_row : rows - 1, cells->cursor_column < columns ? cells->cursor_column : columns - 1);
	refresh();
}

void term_copy(struct slice text)
{
	static const char digit[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	struct buf out = { 0 };

	if (!term.up || !term.clipboard)
		return;
	buf_string(&out, "\033]52;c;");
	for (size_t i = 0; i < text.len; i += 3) {
		size_t left = text.len - i;
		uint32_t three = (uint32_t)(unsigned char)text.at[i] << 16;

		three |= left > 1 ? (uint32_t)(unsigned char)text.at[i + 1] << 8 : 0;
		three |= left > 2 ? (uint32_t)(unsigned char)text.at[i + 2] : 0;
		buf_char(&out, digit[three >> 18]);
		buf_char(&out, digit[three >> 12 & 63]);
		buf_char(&out, left > 1 ? digit[three >> 6 & 63] : '=');
		buf_char(&out, left > 2 ? digit[three & 63] : '=');
	}
	buf_char(&out, '\a');
	if (!out.failed)
		term_write(buf_slice(&out));
	buf_release(&out);
}

void term_show_end(void)
{
	cells_release(&shown.cells);
	mem_free(shown.row);
	shown.row = NULL;
}
