/* edit: what keys and pastes do to a text field. */
#include "ui/edit_private.h"

#include "ui/glyph.h"

static struct slice text_of(const struct edit *e)
{
	return buf_slice(&e->text);
}

static enum edited move(struct edit *e, size_t to)
{
	e->cursor = to;
	edit_close_step(e);
	return EDIT_SAME;
}

/* Letters, digits and all that is not ASCII: what a word is made of when one moves. */
static bool in_word(const struct edit *e, size_t at)
{
	return ascii_alnum(e->text.text[at]) || (unsigned char)e->text.text[at] >= 0x80;
}

static enum edited act_left(struct edit *e, int width)
{
	(void)width;
	return move(e, cluster_before(text_of(e), e->cursor));
}

static enum edited act_right(struct edit *e, int width)
{
	(void)width;
	return move(e, cluster_after(text_of(e), e->cursor));
}

static enum edited act_first(struct edit *e, int width)
{
	(void)width;
	return move(e, 0);
}

static enum edited act_last(struct edit *e, int width)
{
	(void)width;
	return move(e, e->text.len);
}

static enum edited act_word_left(struct edit *e, int width)
{
	size_t at = e->cursor;

	(void)width;
	while (at > 0 && !in_word(e, at - 1))
		at--;
	while (at > 0 && in_word(e, at - 1))
		at--;
	return move(e, cluster_start(text_of(e), at));
}

static enum edited act_word_right(struct edit *e, int width)
{
	size_t at = e->cursor;

	(void)width;
	while (at < e->text.len && !in_word(e, at))
		at++;
	while (at < e->text.len && in_word(e, at))
		at++;
	return move(e, cluster_boundary(text_of(e), at));
}

/* What is wide on the screen stays on it: the last column is the cursor's. */
static int line_width(int width)
{
	return width > 1 ? width - 1 : 1;
}

static enum edited move_row(struct edit *e, int width, int by)
{
	struct slice text = text_of(e);
	int row = 0, column = 0, want, rows;
	size_t at;

	if (width <= 0)
		return EDIT_OTHER;
	rows = cells_wrap_find(text, line_width(width), e->form, e->cursor, &row, &column);
	if (row + by < 0 || row + by >= rows)
		return EDIT_OTHER;
	want = e->want_column ? e->want_column - 1 : column;
	at = cells_wrap_at(text, line_width(width), e->form, row + by, want);
	/* Between the escaped bytes of one character: on, in the direction of the move. */
	move(e, by < 0 ? cluster_start(text, at) : cluster_boundary(text, at));
	e->want_column = want + 1;
	return EDIT_SAME;
}

static enum edited act_up(struct edit *e, int width)
{
	return move_row(e, width, -1);
}

static enum edited act_down(struct edit *e, int width)
{
	return move_row(e, width, 1);
}

static enum edited erase(struct edit *e, enum step_kind kind, size_t from, size_t to)
{
	return edit_change(e, kind, from, to - from, SLICE(""));
}

static enum edited act_erase(struct edit *e, int width)
{
	(void)width;
	return erase(e, STEP_ERASED, cluster_before(text_of(e), e->cursor), e->cursor);
}

static enum edited act_erase_ahead(struct edit *e, int width)
{
	(void)width;
	return erase(e, STEP_ERASED, e->cursor, cluster_after(text_of(e), e->cursor));
}

/* Back to a blank, as a shell does: a whole term or address. */
static enum edited act_erase_word(struct edit *e, int width)
{
	size_t at = e->cursor;

	(void)width;
	while (at > 0 && e->text.text[at - 1] == ' ')
		at--;
	while (at > 0 && e->text.text[at - 1] != ' ')
		at--;
	return erase(e, STEP_ERASED, cluster_start(text_of(e), at), e->cursor);
}

static enum edited act_erase_line(struct edit *e, int width)
{
	(void)width;
	return erase(e, STEP_ALONE, 0, e->text.len);
}

static enum edited act_erase_end(struct edit *e, int width)
{
	(void)width;
	return erase(e, STEP_ALONE, e->cursor, e->text.len);
}

static enum edited act_literal(struct edit *e, int width)
{
	(void)width;
	e->literal = true;
	return EDIT_SAME;
}

static enum edited act_undo(struct edit *e, int width)
{
	(void)width;
	return edit_undo(e) ? EDIT_CHANGED : EDIT_OTHER;
}

static enum edited act_redo(struct edit *e, int width)
{
	(void)width;
	return edit_redo(e) ? EDIT_CHANGED : EDIT_OTHER;
}

static const struct {
	enum action action;
	enum edited (*act)(struct edit *, int width);
} acts[] = {
	{ ACT_LEFT, act_left }, { ACT_RIGHT, act_right }, { ACT_UP, act_up }, { ACT_DOWN, act_down }, { ACT_FIRST, act_first },
	{ ACT_LAST, act_last }, { ACT_WORD_LEFT, act_word_left }, { ACT_WORD_RIGHT, act_word_right }, { ACT_ERASE, act_erase },
	{ ACT_ERASE_AHEAD, act_erase_ahead }, { ACT_ERASE_WORD, act_erase_word }, { ACT_ERASE_LINE, act_erase_line },
	{ ACT_ERASE_END, act_erase_end }, { ACT_LITERAL, act_literal }, { ACT_UNDO, act_undo }, { ACT_REDO, act_redo },
};

static enum edited type(struct edit *e, uint32_t code)
{
	char bytes[4];
	size_t len = utf8_encode(code, bytes);

	e->want_column = 0;
	return edit_change(e, STEP_TYPED, e->cursor, 0, (struct slice){ bytes, len });
}

enum edited edit_key(struct edit *e, uint32_t code, int width)
{
	enum action action;

	if (e->literal) {
		e->literal = false;
		return key_is_text(code) || (code > 0 && code < 0xa0) ? type(e, code) : EDIT_SAME;
	}
	if (key_is_text(code))
		return type(e, code);
	action = key_action(code, IN_TEXT);
	if (action != ACT_UP && action != ACT_DOWN)
		e->want_column = 0;
	for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
		if (acts[i].action == action)
			return acts[i].act(e, width);
	return EDIT_OTHER;
}

/* The blanks at the head of text; *broken: one of them is not SP. */
static size_t blanks(struct slice text, bool *broken)
{
	size_t len = 0;

	*broken = false;
	while (len < text.len && ascii_blank(text.at[len]))
		*broken |= text.at[len++] != ' ';
	return len;
}

static void clean(struct buf *out, struct slice text)
{
	text = slice_trim(text);
	while (text.len) {
		uint32_t code;
		bool broken;
		size_t len = blanks(text, &broken);

		if (len) {
			buf_add(out, broken ? SLICE(" ") : slice_to(text, len));
		} else {
			len = utf8_decode(text, &code);
			if (code >= 0x20 && (code < 0x7f || code >= 0xa0))
				buf_add(out, slice_to(text, len));
		}
		text = slice_from(text, len);
	}
}

enum edited edit_paste(struct edit *e, struct slice text)
{
	struct buf pasted = { 0 };
	enum edited edited;

	e->literal = false;
	e->want_column = 0;
	clean(&pasted, text);
	edited = pasted.failed ? EDIT_SAME : edit_change(e, STEP_ALONE, e->cursor, 0, buf_slice(&pasted));
	buf_release(&pasted);
	return edited;
}
