/*
 * fix: replacements carried out, alone and in rounds. A round is one edit of the record (record_replace_all), so that what the text
 * of its neighbours and its character-strings were stays.
 */
#include "lint/fix.h"

#include "base/pool.h"

enum error fix_apply(const struct record *from, const struct finding *finding, struct record *out)
{
	return record_replace_all(from, finding->fix->replace, finding->fix->n, out);
}

/* Those that only touch wait too: what one leaves is what the other was found beside. */
static bool meets(struct span a, struct span b)
{
	return (uint64_t)a.at <= (uint64_t)b.at + b.len && (uint64_t)b.at <= (uint64_t)a.at + a.len;
}

static bool fixes_meet(const struct fix *a, const struct fix *b)
{
	for (size_t i = 0; i < a->n; i++)
		for (size_t k = 0; k < b->n; k++)
			if (meets(a->replace[i].at, b->replace[k].at))
				return true;
	return false;
}

/* The fixes that are asked for, left to right, without those that meet an earlier one. */
static size_t choose(const struct lint_findings *findings, bool unsafe_too, const struct fix **chosen)
{
	size_t n = 0, kept = 0;

	for (size_t i = 0; i < findings->n; i++) {
		const struct fix *fix = findings->finding[i].fix;
		size_t at = n;

		if (!fix || !fix->n || !(fix->safe || unsafe_too))
			continue;
		for (; at > 0 && chosen[at - 1]->replace[0].at.at > fix->replace[0].at.at; at--)
			chosen[at] = chosen[at - 1];
		chosen[at] = fix;
		n++;
	}
	for (size_t i = 0; i < n; i++) {
		bool free = true;

		for (size_t k = 0; k < kept && free; k++)
			free = !fixes_meet(chosen[k], chosen[i]);
		if (free)
			chosen[kept++] = chosen[i];
	}
	return kept;
}

/* All replacements of the fixes taken, ascending: one fix may reach over another. NULL: memory. */
static struct replacement *merge(struct pool *pool, const struct fix **taken, size_t n, size_t *count)
{
	size_t all = 0;

	for (size_t i = 0; i < n; i++)
		all += taken[i]->n;
	struct replacement *merged = POOL_NEW(pool, struct replacement, all + 1);

	*count = 0;
	for (size_t i = 0; i < n && merged; i++) {
		for (size_t k = 0; k < taken[i]->n; k++) {
			size_t at = (*count)++;

			for (; at > 0 && merged[at - 1].at.at > taken[i]->replace[k].at.at; at--)
				merged[at] = merged[at - 1];
			merged[at] = taken[i]->replace[k];
		}
	}
	return merged;
}

/* One round. *taken: how many fixes; the record is another then. */
static enum error fix_round(struct fixed *fixed, struct pool *pool, const struct lint_findings *findings, bool unsafe_too, size_t *taken)
{
	const struct fix **chosen = POOL_NEW(pool, const struct fix *, findings->n + 1);
	struct record next;
	size_t n;

	if (!chosen)
		return ERR_MEMORY;
	*taken = choose(findings, unsafe_too, chosen);
	const struct replacement *merged = merge(pool, chosen, *taken, &n);

	if (!merged)
		return ERR_MEMORY;
	enum error error = record_replace_all(&fixed->record, merged, n, &next);
	if (error)
		return error;
	record_release(&fixed->record);
	fixed->record = next;
	fixed->applied += *taken;
	return ERR_NONE;
}

enum error fix_all(const struct record *from, bool unsafe_too, fix_lint *lint_again, void *arg, struct fixed *fixed)
{
	struct pool pool = { 0 };

	*fixed = (struct fixed){ 0 };
	enum error error = record_copy(from, &fixed->record);
	for (unsigned i = 0; i < FIX_ROUNDS && !error && !fixed->settled; i++) {
		struct lint_findings findings = { 0 };
		size_t taken = 0;

		pool_reset(&pool);
		error = lint_again(arg, &pool, &fixed->record, &findings);
		if (!error)
			error = fix_round(fixed, &pool, &findings, unsafe_too, &taken);
		fixed->settled = !error && !taken;
	}
	pool_release(&pool);
	if (error) {
		record_release(&fixed->record);
		*fixed = (struct fixed){ 0 };
	}
	return error;
}
