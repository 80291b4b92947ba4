/* check_tidiness: what could be left out or said more cheaply: the same term twice, what is meant anyway, networks behind questions. */
#include "lint/repair.h"

#include <stdlib.h>
#include <string.h>

enum {
	PIECES_MOST = 128,	/* replacements of one fix; what is over comes with the next round */
	ASKING_LEAST = 3,	/* SPF807: a question or two before a network are no harm */
};

/* --- SPF801: terms with the same question */

struct key {
	const struct record *record;
	size_t term;
	struct slice name;	/* what is asked for: the record's own domain, where none is written (4.8) */
};

static int by_text(struct slice a, struct slice b)
{
	for (size_t i = 0; i < a.len && i < b.len; i++)
		if (ascii_lower(a.at[i]) != ascii_lower(b.at[i]))
			return ascii_lower(a.at[i]) < ascii_lower(b.at[i]) ? -1 : 1;
	return (a.len > b.len) - (a.len < b.len);
}

static int by_question(const struct key *x, const struct key *y)
{
	const struct term *a = &x->record->term[x->term], *b = &y->record->term[y->term];

	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	if (a->prefix4 != b->prefix4)
		return a->prefix4 < b->prefix4 ? -1 : 1;
	if (a->prefix6 != b->prefix6)
		return a->prefix6 < b->prefix6 ? -1 : 1;
	return by_text(x->name, y->name);
}

static int by_key(const void *x, const void *y)
{
	const struct key *a = x, *b = y;
	int order = by_question(a, b);

	return order ? order : (a->term > b->term) - (a->term < b->term);
}

static bool asks(const struct term *term)
{
	return kind_asks(term->kind) && term->kind != K_REDIRECT;
}

/* "a", "a:%{d}" and the domain's name, with a final dot or without one. */
static struct slice asked_name(const struct linter *l, const struct term *term, struct slice domain)
{
	struct slice name = lint_slice(l, term->value);

	if (!name.len || slice_same(name, SLICE("%{d}")))
		return domain;
	if (name.len > 1 && !term->macros && name.at[name.len - 1] == '.')
		name.len--;
	return name;
}

/* Where only one of them names the domain, they differ once the record is found by an alias or a wildcard: not safe then. */
static void raise_double(struct linter *l, const struct key *first, const struct key *second)
{
	const struct term *term = l->subject->record->term;
	bool alike = by_text(lint_slice(l, term[first->term].value), lint_slice(l, term[second->term].value)) == 0;

	repair_remove(l, lint_raise_term(l, 801, second->term), alike, second->term);
}

static void find_doubles(struct linter *l, size_t end)
{
	const struct record *record = l->subject->record;
	char text[NAME_WIRE];
	struct slice domain = l->subject->domain ? (struct slice){ text, name_bytes(l->subject->domain, text) } : SLICE("%{d}");
	struct key *key;
	size_t n = 0;

	for (size_t i = l->first; i < end; i++)
		n += asks(&record->term[i]);
	key = n > 1 ? pool_alloc(l->pool, n * sizeof *key) : NULL;
	if (!key)
		return;
	n = 0;
	for (size_t i = l->first; i < end; i++)
		if (asks(&record->term[i]))
			key[n++] = (struct key){ record, i, asked_name(l, &record->term[i], domain) };
	qsort(key, n, sizeof *key, by_key);
	for (size_t i = 1; i < n; i++)
		if (by_question(&key[i - 1], &key[i]) == 0)
			raise_double(l, &key[i - 1], &key[i]);
}

/* --- SPF805, SPF806: what is meant anyway. All of a record's are one finding, at the first. */

struct pieces {
	struct replacement replace[PIECES_MOST];
	size_t n, term;
};

static void add_piece(struct pieces *p, size_t at, size_t len, size_t term)
{
	if (p->n == PIECES_MOST)
		return;
	if (p->n == 0)
		p->term = term;
	p->replace[p->n++] = (struct replacement){ { (uint32_t)at, (uint32_t)len }, SLICE("") };
}

/* "/32", "//128", "/32//128" behind a, mx, ip4 and ip6. */
static void add_masks(const struct record *record, size_t i, struct pieces *p)
{
	const struct term *term = &record->term[i];
	struct span last = term->value.len > 0 ? term->value : term->word;
	uint32_t at = last.at + last.len;
	struct slice rest = record_slice(record, (struct span){ at, term->whole.at + term->whole.len - at });

	if (term->kind == K_IP6 && slice_equal(rest, SLICE("/128")))
		add_piece(p, at, rest.len, i);
	if (term->kind != K_IP6 && slice_starts(rest, SLICE("/32")) && (rest.len == 3 || rest.at[3] == '/')) {
		add_piece(p, at, 3, i);
		at += 3;
		rest = slice_from(rest, 3);
	}
	if (term->kind != K_IP6 && slice_equal(rest, SLICE("//128")))
		add_piece(p, at, rest.len, i);
}

static void find_needless(struct linter *l)
{
	const struct record *record = l->subject->record;
	struct pieces masks, plus;

	masks.n = plus.n = 0;
	for (size_t i = l->first; i < record->n; i++) {
		const struct term *term = &record->term[i];
		bool host = term->kind == K_A || term->kind == K_MX || term->kind == K_IP4 || term->kind == K_IP6;

		if (host)
			add_masks(record, i, &masks);
		if (term->kind != K_BROKEN && term->kind != K_ALL && term->whole.len > 0 && record->text[term->whole.at] == '+')
			add_piece(&plus, term->whole.at, 1, i);
	}
	if (masks.n)
		lint_fixes(l, lint_raise(l, 805, masks.replace[0].at, masks.term, lint_slice(l, record->term[masks.term].whole),
		    lint_slice(l, masks.replace[0].at), LINT_END), true, masks.replace, masks.n);
	if (plus.n)
		lint_fixes(l, lint_raise(l, 806, plus.replace[0].at, plus.term, lint_slice(l, record->term[plus.term].whole), LINT_END), true,
		    plus.replace, plus.n);
}

/* --- SPF807 */

static bool is_cheap(const struct term *term)
{
	return (term->kind == K_IP4 || term->kind == K_IP6) && term->qualifier == '+';
}

/* 10.1.1. All pass either way, but a question that fails would no longer stop them: not safe. */
static void move_cheap(struct linter *l, struct finding *f, size_t first, size_t end)
{
	const struct record *record = l->subject->record;
	struct replacement replace[PIECES_MOST];
	struct buf text = { 0 };
	size_t n = 1;

	for (size_t i = first; i < end; i++) {
		if (!is_cheap(&record->term[i])) {
			if (record->term[i].qualifier != '+' && record->term[i].qualifier != 0)
				goto done;
			continue;
		}
		if (n == PIECES_MOST)
			break;
		replace[n++] = (struct replacement){ repair_removal(record, i), SLICE("") };
		buf_add(&text, lint_slice(l, record->term[i].whole));
		buf_char(&text, ' ');
	}
	replace[0] = (struct replacement){ { record->term[first].whole.at, 0 }, buf_slice(&text) };
	lint_fixes(l, f, false, replace, n);
	l->pool->failed |= text.failed;
done:
	buf_release(&text);
}

static void find_late_networks(struct linter *l, size_t end)
{
	const struct record *record = l->subject->record;
	size_t asking = 0, first = 0;

	for (size_t i = l->first; i < end; i++) {
		if (asks(&record->term[i])) {
			first = asking++ ? first : i;
		} else if (is_cheap(&record->term[i]) && asking >= ASKING_LEAST) {
			move_cheap(l, lint_raise_term(l, 807, i), first, end);
			return;
		}
	}
}

void check_tidiness(struct linter *l)
{
	const struct record *record = l->subject->record;
	size_t end = l->first;

	if (l->nothing)
		return;
	while (end < record->n && record->term[end].kind != K_ALL)
		end++;
	find_doubles(l, end);
	find_needless(l);
	find_late_networks(l, end);
}
