#pragma once
/*
 * edit: a text field as a value. UTF-8; moves by what a reader takes for one character (combining marks stay with theirs).
 */
#include "ui/cells.h"
#include "ui/key.h"

struct edit {			/* zero is valid and empty */
	struct buf text;
	size_t cursor;		/* byte, on a boundary of characters */
	bool literal;		/* the next key is typed as it is */
	struct edit_step *step;	/* private: undo */
	size_t steps, step_at, step_size;
	int want_column;	/* private: where Up and Down aim; -1: nowhere */
};
void edit_release(struct edit *);
/* Cursor at the end; undo begins anew. */
void edit_set(struct edit *, struct slice text);
enum edited {
	EDIT_OTHER,		/* not a key of text fields: the form takes it */
	EDIT_SAME,		/* taken; text as before (moved, or refused) */
	EDIT_CHANGED,
};
/* width: of the field when it is shown over several lines (Up and Down move in it, EDIT_OTHER at its edges); 0: one line. */
enum edited edit_key(struct edit *, uint32_t code, int width);
/* One step of undo. CR, LF and TAB become one space, other controls go; at the ends blanks go. */
enum edited edit_paste(struct edit *, struct slice text);
bool edit_undo(struct edit *);
bool edit_redo(struct edit *);
/* One line, scrolled so that the cursor is in sight, "<" and ">" at the ends where more is hidden. focus: puts the cells' cursor. */
void edit_draw(const struct edit *, struct cells *, int row, int column, int width, bool focus);
/* Over several lines, broken as cells_wrap() does, scrolled to the cursor. */
void edit_draw_lines(const struct edit *, struct cells *, struct area, bool focus, const struct cells_mark *, size_t marks);
