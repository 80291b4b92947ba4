#pragma once
/*
 * typed: what was typed for a question, word by word: what can be read becomes the reply, the rest is left out of the record and stays
 * with the draft until somebody takes it back.
 */
#include "wizard/draft.h"

struct typed {
	struct buf good, fault;	/* the reply; why the first bad word is none, or a note; translated and printable */
	struct span *bad;	/* of the text */
	size_t bads, size;
	bool failed;		/* memory ended */
};
/* Words that stand in the reply already are as they are; others are checked, and only bad ones are left out. out is new, or released. */
void typed_read(const struct draft *, enum question_id, struct slice text, struct typed *out);
void typed_release(struct typed *);
/* What the question's field says: the reply, and the words that cannot be read. Adds to out. */
void typed_text(const struct draft *, enum question_id, struct buf *out);
/* Words that are left out of the record, of every question that makes sense, a space between. Returns how many. Adds to out. */
size_t typed_left_out(const struct draft *, struct buf *out);
