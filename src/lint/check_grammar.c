/* check_grammar: what the parser refused (RFC 7208 section 12), term by term. */
#include "lint/lint_private.h"

void check_grammar(struct linter *l)
{
	const struct record *record = l->subject->record;

	for (size_t i = 0; i < record->n; i++)
		if (record->term[i].fault)
			lint_raise(l, record->term[i].fault, record->term[i].fault_at, i, lint_slice(l, record->term[i].whole), LINT_END);
}
