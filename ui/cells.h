#pragma once
/*
 * cells: a screen in memory, row by row. Drawing is into cells; ui/term alone puts them on a terminal, and tests compare them.
 *
 * cells_put() is the one door for text: it clips, counts width, and makes control, bidi, zero-width and invalid bytes visible
 * (text_printable()), so that nothing from DNS, files or pastes reaches a terminal as it came.
 */
#include "base/buf.h"

enum look {			/* decoration only: state is always a letter or word first */
	LOOK_PLAIN, LOOK_BOLD, LOOK_FOCUS,
	LOOK_ERROR, LOOK_WARNING, LOOK_GOOD,	/* of a letter, a word or a figure, never of a sentence: they have a background */
	LOOK_FIELD,		/* inside a text field */
	LOOK_BAD,		/* underlined: a word that cannot be read */
	LOOK_RULE,		/* a cell of a rule, text "-" or "|", which term draws as a line where it can */
	LOOK_UPPER_LEFT, LOOK_UPPER_RIGHT, LOOK_LOWER_LEFT, LOOK_LOWER_RIGHT,	/* a corner of rules: text "+", likewise */
	LOOK_COUNT
};
enum { CELL_TEXT = 24 };	/* bytes of a cluster and its NUL; combining marks over that are left out */
struct cell {
	char text[CELL_TEXT];	/* UTF-8 (ASCII in form TEXT_ASCII), NULs to the end; " " when empty, "" in a right half */
	uint8_t width;		/* 1 or 2; 0: the right half of the wide one before */
	uint8_t look;
};
struct cells {			/* zero is valid: no rows */
	int rows, columns;
	int cursor_row, cursor_column;	/* on the focus, always inside */
	enum text_form form;
	bool failed;		/* memory ended: rows and columns are 0 then; stays until cells_release() */
	struct cell *cell;	/* rows * columns; those that look the same are the same, byte for byte: memcmp() will do */
};
struct area {
	int row, column, rows, columns;
};

void cells_resize(struct cells *, int rows, int columns);	/* all blank after; at most 1000 each */
void cells_clear(struct cells *);
void cells_release(struct cells *);
bool cells_equal(const struct cells *, const struct cells *);
/*
 * Puts text at row, column, over at most width columns, never past the right edge or outside the rows (then nothing happens). Text that
 * is longer ends in ">". Returns the columns used.
 */
int cells_put(struct cells *, int row, int column, int width, enum look, struct slice text);
int cells_printf(struct cells *, int row, int column, int width, enum look, const char *format, ...)
    __attribute__((format(printf, 6, 7)));
/* Ends at column + width - 1. */
void cells_put_right(struct cells *, int row, int column, int width, enum look, struct slice text);
/*
 * text broken at blanks into lines of at most area.columns, words that are longer broken inside; newlines break too. Lines from skip on
 * are put, at most area.rows. Returns how many lines the whole has, 1 at least. marks, unless NULL, change the look of some bytes.
 */
struct cells_mark {		/* bytes of text with a look of their own; ascending */
	size_t at, len;
	enum look look;
};
int cells_wrap(struct cells *, struct area, int skip, enum look, struct slice text, const struct cells_mark *, size_t marks);
/*
 * How many lines cells_wrap() would have, and where in them byte at (text.len: the end) stands. *column is width for a newline, a blank
 * or the end that hangs over the end of a full line. row and column may be NULL.
 */
int cells_wrap_find(struct slice text, int width, enum text_form, size_t at, int *row, int *column);
/* The other way round: the byte that stands at row and column, or the nearest one in that row. */
size_t cells_wrap_at(struct slice text, int width, enum text_form, int row, int column);
/* "-- TITLE ------- RIGHT --" across the row. Either may be empty. */
void cells_rule(struct cells *, int row, struct slice title, struct slice right);
void cells_blank(struct cells *, int row, int column, int width);	/* nothing stands there any more */
void cells_look(struct cells *, int row, int column, int width, enum look);	/* what stands there keeps its text */
void cells_cursor(struct cells *, int row, int column);		/* clamped */
/* For tests and the plain page: rows with their trailing blanks taken off, each ended by a newline. Adds to out. */
void cells_text(const struct cells *, struct buf *out);
