#pragma once
/* cells_private: what the parts of cells share. */
#include "ui/cells.h"

/* The glyph at the head of text (not empty), over at most room columns. Returns the columns it takes whole; *len: its bytes. */
int cells_put_glyph(struct cells *, int row, int column, int room, enum look, struct slice text, size_t *len);
