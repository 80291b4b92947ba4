#pragma once
/*
 * list: a scrolling list's place, as a value; rows are the owner's.
 */
#include "ui/key.h"

struct list {			/* zero is valid: at the first */
	size_t at;		/* the chosen row */
	size_t top;		/* the first shown */
};
/* Moves by action within n rows of which `shown` are in sight; false: not an action of lists, or nothing to move over. */
bool list_action(struct list *, enum action, size_t n, int shown);
/* Keeps at < n and in sight; call before drawing: sizes change. Returns the first row to draw. */
size_t list_top(const struct list *, size_t n, int shown);
void list_set(struct list *, size_t at, size_t n, int shown);
