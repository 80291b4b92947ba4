/* list: a scrolling list's place. */
#include "ui/list.h"

static size_t in_sight(size_t top, size_t at, size_t n, size_t shown)
{
	if (at < top)
		top = at;
	if (at - top >= shown)
		top = at - shown + 1;
	/* No empty rows below while there are hidden ones above. */
	if (top + shown > n)
		top = n > shown ? n - shown : 0;
	return top;
}

static size_t rows(int shown)
{
	return shown > 0 ? (size_t)shown : 1;
}

size_t list_top(const struct list *list, size_t n, int shown)
{
	if (!n)
		return 0;
	return in_sight(list->top, list->at < n ? list->at : n - 1, n, rows(shown));
}

void list_set(struct list *list, size_t at, size_t n, int shown)
{
	list->at = at < n ? at : n ? n - 1 : 0;
	list->top = list_top(list, n, shown);
}

bool list_action(struct list *list, enum action action, size_t n, int shown)
{
	size_t at = list->at < n ? list->at : n ? n - 1 : 0, page = rows(shown);

	if (!n)
		return false;
	switch (action) {
	case ACT_UP:
		at -= at > 0;
		break;
	case ACT_DOWN:
		at += at + 1 < n;
		break;
	case ACT_PAGE_UP:
		at -= at < page ? at : page;
		break;
	case ACT_PAGE_DOWN:
		at = n - at > page ? at + page : n - 1;
		break;
	case ACT_FIRST:
		at = 0;
		break;
	case ACT_LAST:
		at = n - 1;
		break;
	default:
		return false;
	}
	list_set(list, at, n, shown);
	return true;
}
