#pragma once
/*
 * intent: what a record's author plainly wrote, and no repair may turn round: who was named as a sender, and that not everybody is. Private
 * to the room.
 */
#include "lint/lint.h"

/* What a broken term was meant to be counts: a misspelt "-all" ends the record as its author sees it. */
static inline enum kind intent_kind(const struct term *term)
{
	return term->kind == K_BROKEN ? term->guess : term->kind;
}
/* Equal but for one letter, missing, added, wrong or swapped with its neighbour? b: small letters. */
bool intent_nearly(struct slice a, struct slice b);
/* Does the term name who may send, though it be misspelt or have an equals sign for its colon? */
bool intent_sender(const struct record *, const struct term *);
size_t intent_senders(const struct record *);	/* what stands before its version is none of it */
/* Would the fix leave nobody named, of the senders that are left? *taken: how many it takes. */
bool intent_lost(const struct record *, const struct fix *, size_t left, size_t *taken);
/* Has it an all, well written or not? */
bool intent_all(const struct record *);
/* Another record's v=spf1 inside this one. */
bool intent_version(const struct record *, const struct term *);
/*
 * One record of several, or of the parts of one that was glued: the terms of all in order, each once; a redirect that cannot be the end
 * becomes an include; of the alls the mildest. Into out; false: too many terms, or memory (out->failed).
 */
bool intent_merge(const struct record *const *, size_t n, struct buf *out);
