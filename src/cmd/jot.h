#pragma once
/*
 * jot: JSON written straight into a buf, in ASCII and on one line.
 *
 * For what is printed by the hundred thousand: a finding costs a tenth of what building jansson's objects for it, printing and freeing
 * them does. All else is jansson's, through cmd/out. The text is the same as from there.
 */
#include "base/buf.h"

struct jot {
	struct buf *out;	/* borrowed; its failed says that memory ended */
	bool more;		/* something stands before: a comma comes first */
};
/* key: of the object that is open, ASCII with nothing to escape; NULL in an array and for the whole. */
void jot_open(struct jot *, const char *key, char bracket);	/* '{' or '[' */
void jot_close(struct jot *, char bracket);			/* '}' or ']' */
void jot_text(struct jot *, const char *key, struct slice);	/* any bytes, as json_text() has them */
void jot_word(struct jot *, const char *key, const char *text);	/* NULL: null */
void jot_number(struct jot *, const char *key, uint64_t);
void jot_bool(struct jot *, const char *key, bool);
void jot_null(struct jot *, const char *key);
/* What was jotted elsewhere: the members of an object or array, with commas between them; may be empty. */
void jot_members(struct jot *, struct slice);
