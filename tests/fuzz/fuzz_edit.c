/*
 * fuzz_edit: bytes are keys and pastes. The cursor is always between characters and drawn inside its field, on what it is at; lines are
 * drawn where they are found, and all that was done can be taken back and done again.
 */
#include "../unit/ui_sane.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static const uint32_t keys[] = {
	CODE_LEFT, CODE_RIGHT, CODE_UP, CODE_DOWN, CODE_HOME, CODE_END, CODE_BACKSPACE, CODE_DELETE, CODE_CTRL('W'), CODE_CTRL('U'),
	CODE_CTRL('K'), CODE_CTRL('V'), CODE_META | CODE_LEFT, CODE_META | CODE_RIGHT, CODE_META | 'u', CODE_META | 'e', CODE_ENTER,
	CODE_TAB, CODE_ESC, CODE_F1, CODE_META | 'x', CODE_PAGE_UP, CODE_LAST, UINT32_MAX, 0xd800, 0x9f, 0x301, 0x202e, 0x4e2d, 0x1f600,
};

static void check_drawn(const struct edit *e, struct cells *c, int width, int rows)
{
	struct cells_mark mark = { e->cursor, 1, LOOK_BAD };
	int shown;

	edit_draw_marked(e, c, (struct area){ 1, 2, 1, width }, true, &mark, 1);
	assert_sane_cells(c);
	SANE((c->cell[c->columns + c->cursor_column].look == LOOK_BAD) == (e->cursor < e->text.len));
	SANE(c->cursor_row == 1 && c->cursor_column >= 2 && c->cursor_column < 2 + width);
	shown = edit_draw_lines(e, c, (struct area){ 1, 1, rows, width }, true, NULL, 0);
	assert_sane_cells(c);
	SANE(shown > 0 && c->cursor_row >= 1 && c->cursor_row < 1 + rows && c->cursor_column >= 1 && c->cursor_column < 1 + width);
	SANE(width == 1 || c->cursor_column <= 1 + width - 1);
}

/* The first key of what is left; pastes have their length before them. Returns the bytes taken. */
static size_t act(struct edit *e, const uint8_t *bytes, size_t n, int width)
{
	size_t before = e->text.len, len;
	enum edited edited;
	uint32_t code;

	if (bytes[0] < 0x20) {
		len = bytes[0] < n - 1 ? bytes[0] : n - 1;
		edited = edit_paste(e, (struct slice){ (const char *)bytes + 1, len });
		SANE(edited != EDIT_OTHER && (edited == EDIT_CHANGED) == (e->text.len != before));
		return 1 + len;
	}
	if (bytes[0] >= 0x80 && bytes[0] < 0x80 + sizeof keys / sizeof *keys) {
		edit_key(e, keys[bytes[0] - 0x80], width);
		return 1;
	}
	len = utf8_decode((struct slice){ (const char *)bytes, n }, &code);
	if (code != UTF8_INVALID)
		edit_key(e, code, width);
	return len;
}

static void check_undo(struct edit *e)
{
	struct buf end = { 0 };

	while (edit_redo(e))
		;
	buf_add(&end, buf_slice(&e->text));
	while (edit_undo(e))
		assert_sane_edit(e);
	SANE(e->steps > 400 || !e->text.len);
	while (edit_redo(e))
		assert_sane_edit(e);
	SANE(slice_equal(buf_slice(&e->text), buf_slice(&end)));
	buf_release(&end);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct edit e = { 0 };
	struct cells c = { 0 };
	int width, rows, columns;

	if (n < 2 || n > 1024)
		return 0;
	e.form = c.form = bytes[0] & 1 ? TEXT_UTF8 : TEXT_ASCII;
	width = 1 + bytes[0] / 2 % 40;
	rows = 1 + bytes[1] % 5;
	columns = width + 4;
	cells_resize(&c, rows + 2, columns);
	for (size_t at = 2; at < n;) {
		at += act(&e, bytes + at, n - at, bytes[1] & 0x80 ? width : 0);
		assert_sane_edit(&e);
		check_drawn(&e, &c, width, rows);
	}
	assert_sane_wrap(&c, buf_slice(&e.text), width);
	check_undo(&e);
	edit_release(&e);
	cells_release(&c);
	return 0;
}
