/* check_grammar: what the parser refused (RFC 7208 section 12), term by term, with its repair; and what was glued where strings join. */
#include "lint/repair.h"
#include "lint/paste_private.h"

#include <string.h>

/* Is it plainly a term of its own, and not the second half of a name? "a", "ptr" or "all.example" may be. */
static bool is_plain(struct slice s)
{
	return strchr("+-~?", s.at[0]) || memchr(s.at, ':', s.len) || memchr(s.at, '=', s.len) || slice_same(s, SLICE("all")) ||
	    slice_same(s, SLICE("mx"));
}

/* 3.3: strings are joined as they are. Where two terms became one; 0: they did not. *cut: of record.cut, moves on with the terms. */
static uint32_t joint_of(const struct record *record, const struct term *term, size_t *cut)
{
	uint32_t from = term->whole.at, to = from + term->whole.len;

	while (*cut < record->cuts && record->cut[*cut] <= from)
		(*cut)++;
	for (; *cut < record->cuts && record->cut[*cut] < to; (*cut)++) {
		uint32_t at = record->cut[*cut];
		struct slice left = record_slice(record, (struct span){ from, at - from });
		struct slice right = record_slice(record, (struct span){ at, to - at });

		if ((term->fault || is_plain(right)) && paste_good(left) != K_BROKEN && paste_good(right) != K_BROKEN)
			return at;
	}
	return 0;
}

static bool opens(struct slice term)
{
	return slice_same(term, SLICE("all")) || slice_same(term, SLICE("+all"));
}

static void raise_joint(struct linter *l, size_t i, uint32_t joint)
{
	const struct term *term = &l->subject->record->term[i];
	struct slice left = lint_slice(l, (struct span){ term->whole.at, joint - term->whole.at });
	struct slice right = slice_from(lint_slice(l, term->whole), left.len);
	struct finding *f = lint_raise(l, 110, (struct span){ joint - 1, 2 }, i, lint_slice(l, term->whole), LINT_END);

	f->level = term->fault ? LEVEL_ERROR : LEVEL_WARNING;
	if (opens(left) || slice_same(right, SLICE("+all")))
		return;		/* to let everybody pass is not for a repair */
	lint_fix(l, f, term->fault != 0 && !opens(right), (struct span){ joint, 0 }, opens(right) ? SLICE(" ~") : SLICE(" "));
}

void check_grammar(struct linter *l)
{
	const struct record *record = l->subject->record;
	size_t cut = 0;

	for (size_t i = l->first; i < record->n; i++) {
		const struct term *term = &record->term[i];
		struct slice whole = lint_slice(l, term->whole);
		uint32_t joint = joint_of(record, term, &cut);

		if (joint)
			raise_joint(l, i, joint);
		else if (term->fault && !(l->wrapped && memchr(whole.at, '"', whole.len)))
			repair_term(l, lint_raise(l, term->fault, term->fault_at, i, whole, LINT_END), i, true);
	}
}
