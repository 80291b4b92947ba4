#pragma once
/* repair: what a term that cannot be read, or that says other than was meant, should be. Private to the room. */
#include "lint/lint_private.h"

/*
 * Gives the finding a fix for term i as the paste clinic would have it (paste_term), narrowed to the bytes that change; none when nothing
 * is known. Safe, where that may be, if it is plain what was meant.
 */
void repair_term(struct linter *, struct finding *, size_t i, bool may_be_safe);
/* The term with its address as SPF has it, if it is written as elsewhere; out: what it should be, one term or several. False: it is not. */
bool repair_address(const struct record *, const struct term *, struct buf *out, bool *safe);
/* Takes term i away with the blanks before it. */
void repair_remove(struct linter *, struct finding *, bool safe, size_t i);
/*
 * Term i, a modifier that is redirect or was meant to be, as one. Beside an all redirect does nothing (5.1), so there it becomes an include:
 * who passes by it does, and all stays. Unsafe.
 */
void repair_redirect(struct linter *, struct finding *, size_t i);
struct span repair_removal(const struct record *, size_t i);
