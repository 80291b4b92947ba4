/*
 * fuzz_cells: bytes put anywhere, over each other, clipped and wrapped: no half of a wide character is left, nothing reaches a cell that a
 * terminal would obey, and lines are drawn where they are found.
 */
#include "../unit/ui_sane.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void put(struct cells *c, const uint8_t head[4], struct slice text)
{
	int row = head[1] % 8 - 1, column = head[2] % 32 - 2, width = head[3] % 32;
	enum look look = (enum look)(head[0] / 8 % LOOK_COUNT);
	int used;

	switch (head[0] % 8) {
	case 0:
		cells_put_right(c, row, column, width, look, text);
		break;
	case 1:
		cells_rule(c, row, text, slice_to(text, width > 16 ? 3 : 0));
		break;
	case 2:
		cells_look(c, row, column, width, look);
		break;
	case 3:
		cells_wrap(c, (struct area){ row, column, 4, width }, head[2] / 32, look, text, NULL, 0);
		break;
	case 4:
		cells_cursor(c, row, column);
		break;
	case 5:
		assert_sane_wrap(c, text, 1 + width % c->columns);
		break;
	default:
		used = cells_put(c, row, column, width, look, text);
		SANE(used >= 0 && (used == 0 || (used <= width && column + used <= c->columns)));
		SANE(!used || (size_t)used == glyph_columns(text, c->form) || used == width || column + used == c->columns);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct cells c = { 0 };
	struct buf text = { 0 };

	if (n < 1 || n > 1024)
		return 0;
	c.form = bytes[0] & 1 ? TEXT_UTF8 : TEXT_ASCII;
	cells_resize(&c, 6, 1 + bytes[0] / 2 % 28);
	for (size_t at = 1; at + 5 <= n;) {
		size_t len = bytes[at + 4] % 64;

		len = len < n - at - 5 ? len : n - at - 5;
		put(&c, bytes + at, (struct slice){ (const char *)bytes + at + 5, len });
		assert_sane_cells(&c);
		at += 5 + len;
	}
	cells_text(&c, &text);
	SANE(!text.len || utf8_valid(buf_slice(&text)));
	buf_release(&text);
	cells_release(&c);
	return 0;
}
