#pragma once
/*
 * list: a scrolling list's place, as a value; rows are the owner's.
 */
#include "ui/key.h"

struct list {			/* zero is valid: at the first */
	size_t at;		/* the chosen row; may be past the end when rows went since: list_set() or list_action() mend it */
	size_t top;		/* the first shown */
};
/* Moves by action within n rows of which `shown` are in sight; false: not an action of lists, or nothing to move over. */
bool list_action(struct list *, enum action, size_t n, int shown);
/* The first row to draw: the chosen one (the last, when it is past the end) is in sight, whatever the sizes were before. */
size_t list_top(const struct list *, size_t n, int shown);
/* Chooses at, or the last, and brings it in sight; list_set(l, l->at, n, shown) mends a list whose rows changed. */
void list_set(struct list *, size_t at, size_t n, int shown);
