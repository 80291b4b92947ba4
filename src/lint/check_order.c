/* check_order: what all, redirect and exp do to what stands around them. */
#include "lint/lint_private.h"

void check_order(struct linter *l)
{
	const struct record *record = l->subject->record;
	const struct term *all = record_find(record, K_ALL);

	for (size_t i = 0; i < record->n; i++) {
		const struct term *term = &record->term[i];

		if (all && term > all && !term->fault && term->kind != K_EXP && term->kind != K_UNKNOWN_MODIFIER)
			lint_raise_term(l, 401, i);
	}
	if (!all && !record_find(record, K_REDIRECT))
		lint_raise(l, 405, (struct span){ (uint32_t)record->len, 0 }, SIZE_MAX, LINT_END);
}
