/* check_order: what all, redirect and exp do to what stands around them. */
#include "lint/intent.h"
#include "lint/paste.h"
#include "lint/repair.h"

#include <string.h>

static bool is_mechanism(enum kind kind)
{
	return kind != K_BROKEN && !kind_is_modifier(kind);
}

/* The last mechanism, or what was meant for one; SIZE_MAX: there is none. */
static size_t last_mechanism(const struct linter *l)
{
	const struct record *record = l->subject->record;
	size_t last = SIZE_MAX;

	for (size_t i = l->first; i < record->n; i++)
		if (!kind_is_modifier(intent_kind(&record->term[i])))
			last = i;
	return last;
}

/* 5.1: the terms move before all; which of them were meant to count is a guess. Only where no other all comes behind. */
static void move_all(struct linter *l, struct finding *f, size_t all)
{
	const struct record *record = l->subject->record;
	size_t last = last_mechanism(l);
	/* an all among what stands before the record (221) has nothing behind it */
	struct span end = record->term[last == SIZE_MAX ? all : last].whole;
	char text[8] = " ";
	struct slice whole = lint_slice(l, record->term[all].whole);
	struct replacement replace[] = {
		{ repair_removal(record, all), SLICE("") },
		{ { end.at + end.len, 0 }, { text, 1 + whole.len } },
	};

	if (last == SIZE_MAX || last < all)
		return;
	for (size_t i = all + 1; i < record->n; i++)
		if (intent_kind(&record->term[i]) == K_ALL)
			return;
	if (whole.len > sizeof text - 1)
		return;
	memcpy(text + 1, whole.at, whole.len);
	lint_fixes(l, f, false, replace, 2);
}

static void read_behind_all(struct linter *l, size_t all)
{
	const struct record *record = l->subject->record;
	bool first = true;

	for (size_t i = all + 1; i < record->n; i++) {
		struct finding *f;

		if (intent_version(record, &record->term[i]))
			return;		/* what follows is another record's, and 223 speaks of it */
		if (!is_mechanism(record->term[i].kind))
			continue;
		if (record->term[i].kind == K_ALL) {
			repair_remove(l, lint_raise_term(l, 402, i), true, i);
			continue;
		}
		f = lint_raise_term(l, 401, i);
		if (first)
			move_all(l, f, all);
		first = false;
	}
}

/* Before the modifiers, which should be last (6). */
static void add_all(struct linter *l, struct finding *f)
{
	size_t last = last_mechanism(l);
	struct span at = { 6, 0 };

	if (last != SIZE_MAX)
		at.at = l->subject->record->term[last].whole.at + l->subject->record->term[last].whole.len;
	lint_fix(l, f, false, at, SLICE(" ~all"));
}

static void find_end(struct linter *l)
{
	const struct record *record = l->subject->record;
	struct span end = { (uint32_t)record->len, 0 };

	if (l->first == record->n) {
		lint_raise(l, 406, record->fault ? end : (struct span){ 0, (uint32_t)record->len }, SIZE_MAX, LINT_END);
		return;
	}
	for (size_t i = l->first; i < record->n; i++)
		if (intent_kind(&record->term[i]) == K_ALL || intent_kind(&record->term[i]) == K_REDIRECT)
			return;
	if (paste_ends(l->pool, (struct slice){ record->text, record->len }))
		return;		/* it is there, behind what another rule speaks of */
	struct finding *f = lint_raise(l, 405, end, SIZE_MAX, LINT_END);

	if (!record->fault)
		add_all(l, f);
}

/* 6: redirect and exp SHOULD be last. Where they stand changes nothing. */
static void find_early(struct linter *l)
{
	const struct record *record = l->subject->record;
	size_t last = last_mechanism(l);
	struct span end = record->n ? record->term[record->n - 1].whole : (struct span){ 0, 0 };

	for (size_t i = l->first; last != SIZE_MAX && i < last; i++) {
		struct buf text = { 0 };

		if (record->term[i].kind != K_EXP && (record->term[i].kind != K_REDIRECT || record_find(record, K_ALL)))
			continue;	/* 403 speaks of a redirect beside an all */
		buf_char(&text, ' ');
		buf_add(&text, lint_slice(l, record->term[i].whole));
		struct replacement replace[] = {
			{ repair_removal(record, i), SLICE("") }, { { end.at + end.len, 0 }, buf_slice(&text) },
		};
		lint_fixes(l, lint_raise_term(l, 404, i), true, replace, 2);
		l->pool->failed |= text.failed;
		buf_release(&text);
	}
}

/* 6.2: the explanation is for fail, which only a term of this very record with "-" gives. */
static void find_idle_exp(struct linter *l, const struct term *exp, size_t all)
{
	const struct record *record = l->subject->record;

	for (size_t i = l->first; i < record->n && i <= all; i++)
		if (record->term[i].qualifier == '-')
			return;
	repair_remove(l, lint_raise_term(l, 407, (size_t)(exp - record->term)), true, (size_t)(exp - record->term));
}

/* Is the name under the record's own domain? */
static bool is_own(const struct linter *l, const struct term *term, bool itself)
{
	struct name name;

	if (itself && slice_same(lint_slice(l, term->value), SLICE("%{d}")))
		return true;
	if (!l->subject->domain || term->macros || name_from_bytes(lint_slice(l, term->value), &name))
		return false;
	return itself ? name_equal(&name, l->subject->domain) : name_under(&name, l->subject->domain);
}

/* 5.2: include takes over who passes, and nothing else. */
static void read_include(struct linter *l, size_t i, size_t mechanisms, bool all)
{
	const struct term *term = &l->subject->record->term[i];
	struct finding *f;

	if (is_own(l, term, true)) {
		repair_remove(l, lint_raise_term(l, 809, i), true, i);
		return;
	}
	if (term->qualifier == '-' || term->qualifier == '~') {
		f = lint_raise_term(l, 410, i);
		lint_fix(l, f, false, (struct span){ term->whole.at, 1 }, SLICE(""));
	} else if (term->qualifier == '+' && (all ? mechanisms == 2 && is_own(l, term, false) : mechanisms == 1) &&
	    !record_find(l->subject->record, K_REDIRECT)) {
		struct span head = { term->whole.at, term->value.at - term->whole.at };

		f = lint_raise_term(l, 411, i);
		if (!all && is_own(l, term, false))	/* a service's include wants an all of one's own */
			lint_fix(l, f, false, head, SLICE("redirect="));
	}
}

/* 5.1: it does nothing. Where it is all that names senders, they were meant; else what is written is what acts. */
static void read_idle_redirect(struct linter *l, size_t i)
{
	struct finding *f = lint_raise_term(l, 403, i);

	if (intent_senders(l->subject->record) > 1)
		repair_remove(l, f, true, i);
	else
		repair_redirect(l, f, i);
}

/* Two records in one: which modifier is whose shows when they are merged (223). */
static bool is_glued(const struct linter *l)
{
	const struct record *record = l->subject->record;

	for (size_t i = l->first + 1; i + 1 < record->n; i++)
		if (intent_version(record, &record->term[i]))
			return true;
	return false;
}

void check_order(struct linter *l)
{
	const struct record *record = l->subject->record;
	const struct term *exp = record_find(record, K_EXP), *first = record_find(record, K_ALL);
	size_t all = first ? (size_t)(first - record->term) : SIZE_MAX, mechanisms = 0;

	if (l->nothing)
		return;
	bool glued = is_glued(l);
	find_end(l);
	if (!glued)
		find_early(l);
	if (first)
		read_behind_all(l, all);
	for (size_t i = l->first; i < record->n; i++) {
		mechanisms += !kind_is_modifier(intent_kind(&record->term[i]));
		if (first && !glued && record->term[i].kind == K_REDIRECT)
			read_idle_redirect(l, i);
	}
	for (size_t i = l->first; i < record->n && i < all; i++)
		if (record->term[i].kind == K_INCLUDE)
			read_include(l, i, mechanisms, first != NULL);
	if (exp && !glued && record_good(record))
		find_idle_exp(l, exp, all);
}
