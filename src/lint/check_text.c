/* check_text: what needs no DNS to be doubted: qualifiers of all, ptr, networks and sizes. */
#include "lint/lint_private.h"

void check_text(struct linter *l)
{
	const struct record *record = l->subject->record;

	for (size_t i = 0; i < record->n; i++) {
		const struct term *term = &record->term[i];

		if (term->kind == K_ALL && term->qualifier == '+')
			lint_raise_term(l, 701, i);
		else if (term->kind == K_PTR)
			lint_raise_term(l, 705, i);
	}
}
