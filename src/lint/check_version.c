/* check_version: does a receiver take the text for an SPF record at all (RFC 7208 4.5)? */
#include "lint/lint_private.h"

void check_version(struct linter *l)
{
	const struct record *record = l->subject->record;

	if (record->fault)
		lint_raise(l, record->fault, record->fault_at, SIZE_MAX, lint_slice(l, record->fault_at), LINT_END);
}
