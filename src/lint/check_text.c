/* check_text: what needs no DNS to be doubted: the qualifier of all, ptr, questions that are the same for everybody, and sizes. */
#include "lint/repair.h"

#include <stdio.h>

enum { STRING_MOST = 255, ADVISED = 450, OLD_MESSAGE = 512 };	/* RFC 1035 3.3; RFC 7208 3.4 */

static struct slice number(size_t n, char out[static 24])
{
	return (struct slice){ out, (size_t)snprintf(out, 24, "%zu", n) };
}

/* 8.2, 8.4, 8.5: what becomes of everyone who is not named. */
static void read_all(struct linter *l, size_t i)
{
	const struct term *term = &l->subject->record->term[i];
	struct span word = term->word;
	struct finding *f;

	if (term->qualifier == '-')
		return;
	f = lint_raise_term(l, term->qualifier == '+' ? 701 : term->qualifier == '?' ? 702 : 703, i);
	if (term->qualifier == '+' || term->qualifier == '?')
		lint_fix(l, f, false, (struct span){ term->whole.at, word.at + word.len - term->whole.at }, SLICE("~all"));
}

/* 5.7: without a macro that hangs on the sender, exists asks one question for all. */
static void read_exists(struct linter *l, size_t i)
{
	uint32_t same = LETTER('d') | LETTER('o') | LETTER('v');

	if ((l->subject->record->term[i].macros & ~same) == 0)
		lint_raise_term(l, 611, i);
}

static void find_long_strings(struct linter *l)
{
	const struct record *record = l->subject->record;
	char digits[24];
	size_t from = 0;

	for (size_t i = 0; record->cuts > 0 && i <= record->cuts; i++) {
		size_t to = i < record->cuts ? record->cut[i] : record->len;

		if (to - from > STRING_MOST)
			lint_raise(l, 510, (struct span){ (uint32_t)from, (uint32_t)(to - from) }, SIZE_MAX, number(to - from, digits), LINT_END);
		from = to;
	}
}

static void find_length(struct linter *l)
{
	const struct record *record = l->subject->record;
	const struct name *domain = l->subject->domain;
	size_t owner = domain ? domain->len : 0;	/* with its length bytes, as in a message */
	char digits[24];

	if (record->len > OLD_MESSAGE) {
		struct span at = { OLD_MESSAGE, (uint32_t)record->len - OLD_MESSAGE };

		lint_raise(l, 512, at, SIZE_MAX, number(record->len, digits), LINT_END);
	} else if (record->len + owner > ADVISED) {
		size_t from = owner < ADVISED && ADVISED - owner < record->len ? ADVISED - owner : record->len - 1;
		struct span at = { (uint32_t)from, (uint32_t)(record->len - from) };

		lint_raise(l, 511, at, SIZE_MAX, number(record->len + owner, digits), LINT_END);
	}
}

void check_text(struct linter *l)
{
	const struct record *record = l->subject->record;
	bool open = true;	/* no all yet */

	if (l->nothing)
		return;
	for (size_t i = l->first; i < record->n; i++) {
		enum kind kind = record->term[i].kind;

		if (kind == K_PTR)
			repair_remove(l, lint_raise_term(l, 705, i), false, i);
		else if (kind == K_EXISTS)
			read_exists(l, i);
		else if (kind == K_ALL && open)
			read_all(l, i);
		open = open && kind != K_ALL;
	}
	find_long_strings(l);
	find_length(l);
}
