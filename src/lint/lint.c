/* lint: runs the checks, and keeps what they raise in order. */
#include "lint/intent.h"
#include "lint/lint_private.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* The text's own come first, and have the say where both would tell the same. */
static const struct lint_check checks[] = {
	{ NEEDS_TEXT, check_version },
	{ NEEDS_TEXT, check_grammar },
	{ NEEDS_TEXT, check_damage },
	{ NEEDS_TEXT, check_legal },
	{ NEEDS_TEXT, check_order },
	{ NEEDS_TEXT, check_text },
	{ NEEDS_TEXT, check_networks },
	{ NEEDS_TEXT, check_tidiness },
	{ NEEDS_TEXT, check_strings },
	{ NEEDS_TEXT, check_hidden },
	{ NEEDS_WALKS, check_limits },
	{ NEEDS_WALKS, check_targets },
	{ NEEDS_DOMAIN, check_publication },
	{ NEEDS_DOMAIN, check_servers },
	{ NEEDS_WALKS, check_cost },
	{ NEEDS_WALKS, check_breadth },
	{ NEEDS_TEXT | NEEDS_HOST, check_host },
	{ NEEDS_WALKS | NEEDS_CATALOGUE, check_hosted },
	{ NEEDS_WALKS | NEEDS_CATALOGUE, check_catalogue },
	{ NEEDS_WALKS, check_flat },
	{ NEEDS_WALKS, check_hosts },
	{ NEEDS_WALKS, check_exp },
	{ NEEDS_WALKS, check_policy },
	{ NEEDS_DOMAIN | NEEDS_CONTEXT, check_context },
};

static bool same(const struct finding *a, const struct finding *b)
{
	if (a->rule != b->rule || a->at.at != b->at.at || a->at.len != b->at.len)
		return false;
	for (size_t i = 0; i < 4; i++)
		if (!slice_equal(a->arg[i], b->arg[i]))
			return false;
	return true;
}

static bool mark(struct alike *a, const struct finding *f)	/* true: that term had none yet */
{
	uint8_t bit;
	bool fresh;

	if (f->term == SIZE_MAX)
		return true;
	bit = (uint8_t)(1u << f->term % 8);
	fresh = !(a->term[f->term / 8] & bit);
	a->term[f->term / 8] |= bit;
	return fresh;
}

static struct alike *alike_of(struct linter *l, const struct rule *rule)
{
	struct alike *a = l->alike;

	while (a && a->rule != rule)
		a = a->next;
	if (a)
		return a;
	a = POOL_NEW(l->pool, struct alike, 1);
	if (!a)
		return NULL;
	*a = (struct alike){ l->alike, rule, POOL_NEW(l->pool, uint8_t, l->subject->record->n / 8 + 1), 0 };
	if (!a->term)
		return NULL;
	for (size_t i = 0; i < l->n; i++)
		if (l->finding[i].rule == rule)
			(void)mark(a, &l->finding[i]);
	l->alike = a;
	return a;
}

static void count_lost(struct linter *l, const struct finding *f)
{
	struct alike *a = alike_of(l, f->rule);

	if (a)
		a->more += mark(a, f);
}

/* Where the bound is met: what there are many of makes room, then what is milder. NULL: nothing does. */
static struct finding *make_room(struct linter *l, const struct finding *f)
{
	struct finding *place = NULL;
	struct alike *a;

	if (l->of[f->rule->id] >= LINT_ALIKE)
		return NULL;
	for (size_t i = 0; i < l->n; i++)
		if (l->of[l->finding[i].rule->id] > LINT_ALIKE && (!place || l->finding[i].level <= place->level))
			place = &l->finding[i];
	if (place) {
		a = alike_of(l, place->rule);
		l->of[place->rule->id]--;
		if (a)
			a->more++;
		return place;
	}
	l->cut = true;
	for (size_t i = 0; i < l->n; i++)
		if (!place || l->finding[i].level <= place->level)
			place = &l->finding[i];
	if (!place || place->level >= f->level)
		return NULL;
	l->of[place->rule->id]--;
	return place;
}

static struct finding *keep(struct linter *l)
{
	struct finding *f = &l->spare, *place;

	for (size_t i = 0; i < l->n; i++)
		if (same(&l->finding[i], f))
			return f;
	place = l->n < LINT_FINDINGS ? &l->finding[l->n] : make_room(l, f);
	if (!place) {
		count_lost(l, f);
		return f;
	}
	for (size_t i = 0; i < 4; i++) {
		f->arg[i] = f->arg[i].at ? pool_copy(l->pool, f->arg[i]) : f->arg[i];
		if (l->pool->failed)
			return f;
	}
	l->n += place == &l->finding[l->n];
	l->of[f->rule->id]++;
	*place = *f;
	return place;
}

static struct finding *raise_list(struct linter *l, unsigned id, struct span at, size_t term, va_list list)
{
	struct slice arg = va_arg(list, struct slice);

	l->spare = (struct finding){ .rule = rule_by_id(id), .at = at, .term = term };
	if (!l->spare.rule)
		return &l->spare;	/* no words for it: not said */
	l->spare.level = l->spare.rule->level;
	for (size_t i = 0; i < 4 && arg.at; i++) {
		l->spare.arg[i] = arg;
		arg = va_arg(list, struct slice);
	}
	return keep(l);
}

struct finding *lint_raise(struct linter *l, unsigned id, struct span at, size_t term, ...)
{
	struct finding *f;
	va_list list;

	va_start(list, term);
	f = raise_list(l, id, at, term, list);
	va_end(list);
	return f;
}

struct finding *lint_raise_term(struct linter *l, unsigned id, size_t i)
{
	struct span at = l->subject->record->term[i].whole;

	return lint_raise(l, id, at, i, lint_slice(l, at), LINT_END);
}

void lint_fixes(struct linter *l, struct finding *f, bool safe, const struct replacement *replace, size_t n)
{
	struct replacement *copy = n ? POOL_NEW(l->pool, struct replacement, n) : NULL;
	struct fix *fix = copy ? POOL_NEW(l->pool, struct fix, 1) : NULL;

	if (!fix)
		return;
	for (size_t i = 0; i < n; i++) {
		copy[i] = (struct replacement){ replace[i].at, pool_copy(l->pool, replace[i].with) };
		if (!copy[i].with.at)
			return;
	}
	*fix = (struct fix){ copy, n, safe && !l->everybody };
	f->fix = fix;
}

void lint_fix(struct linter *l, struct finding *f, bool safe, struct span at, struct slice with)
{
	struct replacement replace = { at, with };

	lint_fixes(l, f, safe, &replace, 1);
}

const struct answer *lint_ask(struct linter *l, const struct answers *answers, const struct name *name, uint16_t type)
{
	const struct answer *answer = answers ? answers_find(answers, name, type) : NULL;

	if (!answer && l->wanted) {
		wanted_add(l->wanted, name, type);
		l->waiting++;
	}
	return answer;
}

static unsigned at_hand(const struct lint_subject *s)
{
	const struct subject_walks *w = &s->walks;

	return (s->record ? NEEDS_TEXT : 0u) | (w->v4 && w->v6 && w->lifted4 && w->lifted6 ? NEEDS_WALKS : 0u) |
	    (s->domain ? NEEDS_DOMAIN : 0u) | (s->context ? NEEDS_CONTEXT : 0u) | (s->catalogue ? NEEDS_CATALOGUE : 0u) | (s->host ? NEEDS_HOST : 0u);
}

static bool overlap(struct span a, struct span b)
{
	return a.at < b.at + b.len && b.at < a.at + a.len;
}

/* Two rules about one cause: where both speak of a term the first is enough; or of the same stretch of it. */
static const struct { uint16_t louder, quieter; bool stretch; } one_cause[] = {
	{ 809, 509, false }, { 313, 614, false }, { 110, 306, false }, { 110, 209, true },
};

static bool is_covered(const struct linter *l, const struct finding *f)
{
	if (f->rule->id == 703 && l->dmarc)
		return true;
	for (size_t k = 0; k < sizeof one_cause / sizeof *one_cause; k++)
		for (size_t i = 0; f->rule->id == one_cause[k].quieter && i < l->n; i++)
			if (l->finding[i].rule->id == one_cause[k].louder && l->finding[i].term == f->term &&
			    (!one_cause[k].stretch || overlap(l->finding[i].at, f->at)))
				return true;
	return false;
}

static void drop_covered(struct linter *l)
{
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++)
		if (!is_covered(l, &l->finding[i]))
			l->finding[n++] = l->finding[i];
	l->n = n;
}

static bool lets_everybody(const struct record *record)
{
	bool all = false;

	for (size_t i = 0; i < record->n; i++)
		all |= intent_kind(&record->term[i]) == K_ALL && record->term[i].qualifier == '+';
	return all && !record_good(record);
}

/* A repair that would leave nobody named of those who were is none: what they were meant for is not known. */
static void drop_ruinous(struct linter *l)
{
	const struct record *record = l->subject->record;
	size_t senders = intent_senders(record), taken;

	for (size_t i = 0; i < l->n; i++)
		if (l->finding[i].fix && intent_lost(record, l->finding[i].fix, senders, &taken))
			l->finding[i].fix = NULL;
}

/* Errors first, each level left to right, what holds of more before what holds of less. */
static int by_weight(const void *x, const void *y)
{
	const struct finding *a = x, *b = y;

	if (a->level != b->level)
		return a->level > b->level ? -1 : 1;
	if (a->at.at != b->at.at)
		return a->at.at < b->at.at ? -1 : 1;
	if (a->at.len != b->at.len)
		return a->at.len > b->at.len ? -1 : 1;
	return (a->rule->id > b->rule->id) - (a->rule->id < b->rule->id);
}

/* Those beyond LINT_ALIKE of their rule go behind all others; how many they are is told at the last that stays. */
static size_t put_behind(struct linter *l)
{
	struct finding *behind = POOL_NEW(l->pool, struct finding, l->n + 1);
	uint16_t of[1000] = { 0 };
	size_t last[1000], n = 0, rest = 0;

	for (size_t i = 0; behind && i < l->n; i++) {
		struct finding *f = &l->finding[i];

		if (of[f->rule->id]++ >= LINT_ALIKE) {
			l->finding[last[f->rule->id]].more++;
			behind[rest++] = *f;
			continue;
		}
		last[f->rule->id] = n;
		l->finding[n++] = *f;
	}
	for (const struct alike *a = l->alike; a; a = a->next)
		if (of[a->rule->id])
			l->finding[last[a->rule->id]].more += a->more;
	for (size_t i = 0; i < rest; i++)
		l->finding[n + i] = behind[i];
	return n;
}

static bool many_alike(const struct linter *l)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->of[l->finding[i].rule->id] > LINT_ALIKE)
			return true;
	return l->alike != NULL;
}

enum error lint(struct pool *pool, const struct lint_subject *subject, struct wanted *wanted, struct lint_findings *out)
{
	static char empty[] = "";
	static const struct record none = { .text = empty };
	struct lint_subject whole = *subject;
	struct linter l = { .pool = pool, .subject = &whole, .wanted = wanted,
		.finding = pool_alloc(pool, LINT_FINDINGS * sizeof(struct finding)) };
	unsigned has = at_hand(subject);

	if (!whole.record)	/* publication is looked at all the same; nobody needs to ask whether there is one */
		whole.record = &none;
	*out = (struct lint_findings){ 0 };
	if (!l.finding)
		return ERR_MEMORY;
	l.everybody = lets_everybody(whole.record);
	for (size_t i = 0; i < sizeof checks / sizeof *checks; i++)
		if ((checks[i].needs & ~has) == 0)
			checks[i].run(&l);
	if (pool->failed || (wanted && wanted->failed))
		return ERR_MEMORY;
	drop_covered(&l);
	drop_ruinous(&l);
	qsort(l.finding, l.n, sizeof *l.finding, by_weight);
	size_t told = many_alike(&l) ? put_behind(&l) : l.n;
	if (pool->failed)
		return ERR_MEMORY;
	*out = (struct lint_findings){ .finding = l.finding, .n = told, .kept = l.n, .cut = l.cut, .waiting = l.waiting };
	return ERR_NONE;
}

enum error lint_text(struct pool *pool, const struct record *record, struct lint_findings *out)
{
	struct lint_subject subject = { .record = record };

	return lint(pool, &subject, NULL, out);
}
