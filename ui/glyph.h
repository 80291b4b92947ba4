#pragma once
/*
 * glyph: text taken apart into what stands in one cell (or two), and into what a reader takes for one character. What cells, wrapping and
 * the editor share, so that they cannot disagree.
 *
 * A cluster is a code point and the combining marks after it. A code point that must not be shown, or a byte that is none, is a cluster
 * of its own, and a mark after it (or at the start) stands on a blank: nothing ever joins an escape.
 */
#include "base/text.h"

enum { GLYPH_ESCAPE = 4 };	/* columns of \DDD */
struct glyph {
	size_t len;		/* bytes of the text */
	int width;		/* 1, 2, or GLYPH_ESCAPE */
	bool escaped;		/* one byte, to be shown as \DDD */
	bool alone;		/* marks without a base: on a blank */
};
/* The first glyph of text, which must not be empty. Glyphs never reach over the end of a cluster; an escaped one is a byte of it. */
struct glyph glyph_first(struct slice text, enum text_form);
/* How many glyphs at the head of text, at most that many, are one byte and one column each: the common case, told eight at a time. */
size_t glyph_plain(struct slice text, size_t most);
/* Columns of all of text. */
size_t glyph_columns(struct slice text, enum text_form);
/* The first byte whose glyph starts at that column or later; text.len when there is none. *columns: where it starts. */
size_t glyph_at_column(struct slice text, enum text_form, size_t column, size_t *columns);

/* Ends of the cluster that starts at at, and start of the one that ends there; at must be a boundary. */
size_t cluster_after(struct slice text, size_t at);
size_t cluster_before(struct slice text, size_t at);
/* The first boundary at at or after it, and the last one at at or before it. */
size_t cluster_boundary(struct slice text, size_t at);
size_t cluster_start(struct slice text, size_t at);
