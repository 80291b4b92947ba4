/*
 * fix: replacements carried out, alone and in rounds. A round is one edit of the record (record_replace_all), so that what the text
 * of its neighbours and its character-strings were stays.
 */
#include "lint/fix.h"

#include "base/pool.h"
#include "lint/intent.h"

#include <limits.h>

enum error fix_apply(const struct record *from, const struct finding *finding, struct record *out)
{
	return record_replace_all(from, finding->fix->replace, finding->fix->n, out);
}

void fix_stretch(const struct record *record, const struct fix *fix, struct span stretch, struct buf *out)
{
	uint32_t at = stretch.at;

	for (size_t i = 0; i < fix->n; i++) {
		buf_add(out, record_slice(record, (struct span){ at, fix->replace[i].at.at - at }));
		buf_add(out, fix->replace[i].with);
		at = fix->replace[i].at.at + fix->replace[i].at.len;
	}
	buf_add(out, record_slice(record, (struct span){ at, stretch.at + stretch.len - at }));
}

/* The words that a stretch is of, or stands beside. */
static struct span words_at(const struct record *record, struct span at)
{
	uint32_t from = at.at, to = at.at + at.len;

	if (!at.len || record->text[from] != ' ')
		while (from > 0 && record->text[from - 1] != ' ')
			from--;
	if (!at.len || record->text[to - 1] != ' ')
		while (to < record->len && record->text[to] != ' ')
			to++;
	return (struct span){ from, to - from };
}

/* Those that only touch wait too: what one leaves is what the other was found beside. */
static bool meets(struct span a, struct span b)
{
	return (uint64_t)a.at <= (uint64_t)b.at + b.len && (uint64_t)b.at <= (uint64_t)a.at + a.len;
}

static bool fixes_meet(const struct record *record, const struct fix *a, const struct fix *b)
{
	for (size_t i = 0; i < a->n; i++)
		for (size_t k = 0; k < b->n; k++)
			if (meets(words_at(record, a->replace[i].at), words_at(record, b->replace[k].at)))
				return true;
	return false;
}

struct fixing {
	struct fixed *fixed;
	struct pool pool;		/* of a round */
	struct lint_findings findings;
	bool unsafe_too;
	bool first[1000];		/* rules that the record as given raises, and that offer a repair */
	fix_told *told;
	void *arg;
	const struct finding **chosen;
	size_t n;
};

/* What comes before what: later steps read what earlier ones leave. A finding without a rule is a test's. */
static unsigned step_of(const struct finding *finding)
{
	unsigned id = finding->rule ? finding->rule->id : 0, step;

	if (id == 102 || id == 223)
		step = 0;
	else if (id < 400)
		step = 1;
	else if (id < 700)
		step = 2;
	else
		step = id < 800 ? 3 : 4;
	return 2 * step + !finding->fix->safe;
}

/* Whether to take it hangs on what the author wants, and of what a repair made that says nothing. */
static bool is_choice(unsigned id)
{
	return id / 100 == 7 || id == 403;
}

static bool may_take(const struct fixing *fixing, const struct finding *finding, size_t senders)
{
	const struct fix *fix = finding->fix;
	unsigned id = finding->rule ? finding->rule->id % 1000 : 0;
	size_t taken;

	return fix && fix->n && (fix->safe || fixing->unsafe_too) && (!is_choice(id) || fixing->first[id]) &&
	    !intent_lost(&fixing->fixed->record, fix, senders, &taken);
}

/* Those of the first step that has any, left to right. */
static void collect(struct fixing *fixing, size_t senders)
{
	unsigned least = UINT_MAX;

	for (size_t i = 0; i < fixing->findings.n; i++) {
		const struct finding *finding = &fixing->findings.finding[i];

		if (!may_take(fixing, finding, senders) || step_of(finding) > least)
			continue;
		if (step_of(finding) < least)
			fixing->n = 0;
		least = step_of(finding);
		size_t at = fixing->n++;
		for (; at > 0 && fixing->chosen[at - 1]->fix->replace[0].at.at > finding->fix->replace[0].at.at; at--)
			fixing->chosen[at] = fixing->chosen[at - 1];
		fixing->chosen[at] = finding;
	}
}

/* The fixes of a round: without those that meet an earlier one, and never so many that nobody is named any more. */
static void choose(struct fixing *fixing)
{
	const struct record *record = &fixing->fixed->record;
	size_t senders = intent_senders(record), kept = 0;

	fixing->n = 0;
	collect(fixing, senders);
	for (size_t i = 0; i < fixing->n; i++) {
		const struct fix *fix = fixing->chosen[i]->fix;
		size_t taken;
		bool free = !intent_lost(record, fix, senders, &taken);

		for (size_t k = 0; k < kept && free; k++)
			free = !fixes_meet(record, fixing->chosen[k]->fix, fix);
		if (!free)
			continue;
		senders -= taken < senders ? taken : senders;
		fixing->chosen[kept++] = fixing->chosen[i];
	}
	fixing->n = kept;
}

/* All replacements of the fixes taken, ascending: one fix may reach over another. NULL: memory. */
static struct replacement *merge(struct fixing *fixing, size_t *count)
{
	size_t all = 0;

	for (size_t i = 0; i < fixing->n; i++)
		all += fixing->chosen[i]->fix->n;
	struct replacement *merged = POOL_NEW(&fixing->pool, struct replacement, all + 1);

	*count = 0;
	for (size_t i = 0; i < fixing->n && merged; i++) {
		const struct fix *fix = fixing->chosen[i]->fix;

		for (size_t k = 0; k < fix->n; k++) {
			size_t at = (*count)++;

			for (; at > 0 && merged[at - 1].at.at > fix->replace[k].at.at; at--)
				merged[at] = merged[at - 1];
			merged[at] = fix->replace[k];
		}
	}
	return merged;
}

/* What is alike at both ends says nothing; words stay whole. */
static void trim_alike(struct slice *was, struct slice *now)
{
	size_t head = 0, tail = 0, words = 0;

	while (head < was->len && head < now->len && was->at[head] == now->at[head])
		if (was->at[head++] == ' ')
			words = head;
	*was = slice_from(*was, words);
	*now = slice_from(*now, words);
	words = 0;
	while (tail < was->len && tail < now->len && was->at[was->len - 1 - tail] == now->at[now->len - 1 - tail])
		if (was->at[was->len - 1 - tail++] == ' ')
			words = tail;
	was->len -= words;
	now->len -= words;
}

/* Tells one fix by the words it changes. */
static void tell(struct fixing *fixing, const struct finding *finding)
{
	const struct record *record = &fixing->fixed->record;
	const struct fix *fix = finding->fix;
	struct span last = fix->replace[fix->n - 1].at;
	struct span from = words_at(record, fix->replace[0].at), to = words_at(record, last);
	struct span words = { from.at, to.at + to.len - from.at };
	struct slice was = record_slice(record, words), now;
	struct buf text = { 0 };

	fix_stretch(record, fix, words, &text);
	now = buf_slice(&text);
	trim_alike(&was, &now);
	if (!slice_equal(slice_trim(was), slice_trim(now))) {	/* else the blanks are what matters */
		was = slice_trim(was);
		now = slice_trim(now);
	}
	if (!text.failed)
		fixing->told(fixing->arg, finding, was, now);
	buf_release(&text);
}

/* One round; the record is another then. */
static enum error fix_round(struct fixing *fixing)
{
	struct fixed *fixed = fixing->fixed;
	struct record next;
	size_t n;

	fixing->chosen = POOL_NEW(&fixing->pool, const struct finding *, fixing->findings.n + 1);
	if (!fixing->chosen)
		return ERR_MEMORY;
	choose(fixing);
	const struct replacement *merged = merge(fixing, &n);

	if (!merged)
		return ERR_MEMORY;
	enum error error = record_replace_all(&fixed->record, merged, n, &next);
	if (error)
		return error;
	for (size_t i = 0; i < fixing->n && fixing->told; i++)
		tell(fixing, fixing->chosen[i]);
	record_release(&fixed->record);
	fixed->record = next;
	fixed->applied += fixing->n;
	fixed->settled = fixing->n == 0;
	return ERR_NONE;
}

static void note_first(struct fixing *fixing)
{
	for (size_t i = 0; i < fixing->findings.n; i++)
		if (fixing->findings.finding[i].rule)
			fixing->first[fixing->findings.finding[i].rule->id % 1000] |= fixing->findings.finding[i].fix != NULL;
}

enum error fix_all_told(const struct record *from, bool unsafe_too, fix_lint *lint_again, fix_told *told, void *arg, struct fixed *fixed)
{
	struct fixing fixing = { .fixed = fixed, .unsafe_too = unsafe_too, .told = told, .arg = arg };

	*fixed = (struct fixed){ 0 };
	enum error error = record_copy(from, &fixed->record);
	for (unsigned i = 0; i < FIX_ROUNDS && !error && !fixed->settled; i++) {
		fixing.findings = (struct lint_findings){ 0 };
		pool_reset(&fixing.pool);
		error = lint_again(arg, &fixing.pool, &fixed->record, &fixing.findings);
		if (i == 0)
			note_first(&fixing);
		if (!error)
			error = fix_round(&fixing);
	}
	pool_release(&fixing.pool);
	if (error) {
		record_release(&fixed->record);
		*fixed = (struct fixed){ 0 };
	}
	return error;
}

enum error fix_all(const struct record *from, bool unsafe_too, fix_lint *lint_again, void *arg, struct fixed *fixed)
{
	return fix_all_told(from, unsafe_too, lint_again, NULL, arg, fixed);
}
