#pragma once
/*
 * edit: a text field as a value. UTF-8; moves by what a reader takes for one character (combining marks stay with theirs). The text may
 * hold any byte, as pastes do: what cannot be shown is drawn as \DDD, and each such byte can be reached and erased.
 *
 * When memory ends a change does not happen (EDIT_SAME, false): the text is as before, and nothing else is lost.
 */
#include "ui/cells.h"
#include "ui/key.h"

enum { EDIT_MOST = 65536 };	/* bytes that typing and pasting can bring a text to */
struct edit_step;
struct edit {			/* zero is valid and empty, and for ASCII terminals */
	enum text_form form;	/* how it is shown: Up and Down must know; the owner sets it, and draws on cells of that form */
	struct buf text;	/* never failed */
	size_t cursor;		/* byte, on a boundary of characters */
	bool literal;		/* the next key is typed as it is */
	struct edit_step *step;	/* private: undo */
	size_t steps, step_at, step_size;
	size_t begun;		/* steps that were ever begun: the same as before, the last change went on with the step before */
	int want_column;	/* private: 1 + where Up and Down aim; 0: nowhere */
};
void edit_release(struct edit *);	/* empty and usable again; form stays */
/* Cursor at the end; undo begins anew. Of any length. false: memory ended, all is as before. */
bool edit_set(struct edit *, struct slice text);
enum edited {
	EDIT_OTHER,		/* not a key of text fields: the form takes it */
	EDIT_SAME,		/* taken; text as before (moved, or refused) */
	EDIT_CHANGED,
};
/*
 * Keys by key_action(code, IN_TEXT). width: of the area when it is shown over several lines (Up and Down move in it, EDIT_OTHER at its
 * edges; Home and End are those of the whole text); 0: one line. ACT_UNDO and ACT_REDO are EDIT_OTHER when there is nothing to take back
 * here: the form's own undo follows.
 */
enum edited edit_key(struct edit *, uint32_t code, int width);
/*
 * One step of undo. A run of blanks with a CR, LF or TAB in it becomes one space, other controls (C0, DEL, C1) go; at the ends blanks go.
 * All else stays: what bidi and format characters would do is shown, escaped.
 */
enum edited edit_paste(struct edit *, struct slice text);
/* One step: a run of typing, a run of erasing, a paste. false: there is none. */
bool edit_undo(struct edit *);
bool edit_redo(struct edit *);
/*
 * One line, scrolled so that the cursor is in sight, "<" and ">" at the ends where more is hidden, "_" where nothing is; all LOOK_FIELD.
 * focus: puts the cells' cursor. Without it the start is shown.
 */
void edit_draw(const struct edit *, struct cells *, int row, int column, int width, bool focus);
/* The same in the first row of area, with bytes of a look of their own. */
void edit_draw_marked(const struct edit *, struct cells *, struct area, bool focus, const struct cells_mark *, size_t marks);
/*
 * Over several lines, scrolled to the cursor. Broken as cells_wrap() does in one column less than the area has: the last is the cursor's,
 * at the end of a full line. Returns how many lines the whole has.
 */
int edit_draw_lines(const struct edit *, struct cells *, struct area, bool focus, const struct cells_mark *, size_t marks);
