/* compare: equal terms are paired, and of the pairs the longest run in order stayed; the others moved. */
#include "spf/compare.h"

#include <stdlib.h>
#include <string.h>

#define NOWHERE SIZE_MAX

struct word {			/* a term to be sorted by its text */
	struct slice text;
	size_t at;
};

static int text_order(struct slice a, struct slice b)
{
	for (size_t i = 0; i < a.len && i < b.len; i++) {
		unsigned char x = (unsigned char)ascii_lower(a.at[i]), y = (unsigned char)ascii_lower(b.at[i]);

		if (x != y)
			return x < y ? -1 : 1;
	}
	return a.len == b.len ? 0 : a.len < b.len ? -1 : 1;
}

static int word_order(const void *a, const void *b)
{
	const struct word *x = a, *y = b;
	int order = text_order(x->text, y->text);

	return order ? order : x->at < y->at ? -1 : x->at > y->at;
}

static struct word *sorted(struct pool *pool, const struct record *record)
{
	struct word *word = POOL_NEW(pool, struct word, record->n + 1);

	for (size_t i = 0; word && i < record->n; i++)
		word[i] = (struct word){ record_slice(record, record->term[i].whole), i };
	if (word)
		qsort(word, record->n, sizeof *word, word_order);
	return word;
}

/* partner[i]: the term of the new record that term i of the old one is; the first of two equal ones with the first. */
static bool pair(struct pool *pool, const struct record *before, const struct record *after, size_t *partner)
{
	const struct word *old = sorted(pool, before), *new = sorted(pool, after);
	size_t i = 0, j = 0;

	if (!old || !new)
		return false;
	while (i < before->n) {
		int order = j < after->n ? text_order(old[i].text, new[j].text) : -1;

		if (order > 0) {
			j++;
			continue;
		}
		partner[old[i++].at] = order ? NOWHERE : new[j++].at;
	}
	return true;
}

/* The longest ascending run of partners: stays[i] for each term in it. */
static bool find_run(struct pool *pool, const size_t *partner, size_t n, bool *stays)
{
	size_t *end = POOL_NEW(pool, size_t, n + 1), *before = POOL_NEW(pool, size_t, n + 1), longest = 0;

	if (!end || !before)
		return false;
	/* end[k]: where the run of k + 1 with the least last partner ends. */
	for (size_t i = 0; i < n; i++) {
		size_t from = 0, to = longest;

		if (partner[i] == NOWHERE)
			continue;
		while (from < to) {
			size_t middle = from + (to - from) / 2;

			if (partner[end[middle]] < partner[i])
				from = middle + 1;
			else
				to = middle;
		}
		before[i] = from ? end[from - 1] : NOWHERE;
		end[from] = i;
		if (from == longest)
			longest++;
	}
	for (size_t i = longest ? end[longest - 1] : NOWHERE; i != NOWHERE; i = before[i])
		stays[i] = true;
	return true;
}

struct teller {
	struct term_change *term;
	struct comparison *out;
	const size_t *partner, *origin;	/* origin: of each new term, its old one */
	size_t old, new;		/* the next of each record */
};

static void tell(struct teller *t, enum change change, size_t before, size_t after)
{
	size_t *const count[] = {
		[TERM_KEPT] = &t->out->kept, [TERM_MOVED] = &t->out->moved, [TERM_GONE] = &t->out->gone,
		[TERM_NEW] = &t->out->added,
	};

	t->term[t->out->n++] = (struct term_change){ change, before, after };
	++*count[change];
}

/* What stands before the next that stayed. */
static void tell_up_to(struct teller *t, size_t old, size_t new)
{
	for (; t->old < old; t->old++)
		if (t->partner[t->old] == NOWHERE)
			tell(t, TERM_GONE, t->old, NOWHERE);
	for (; t->new < new; t->new++)
		tell(t, t->origin[t->new] == NOWHERE ? TERM_NEW : TERM_MOVED, t->origin[t->new], t->new);
}

enum error record_compare(struct pool *pool, const struct record *before, const struct record *after, struct comparison *out)
{
	size_t *partner = POOL_NEW(pool, size_t, before->n + 1), *origin = POOL_NEW(pool, size_t, after->n + 1);
	bool *stays = POOL_NEW(pool, bool, before->n + 1);
	struct teller t = { .term = POOL_NEW(pool, struct term_change, before->n + after->n + 1), .partner = partner, .origin = origin };

	*out = (struct comparison){ .term = t.term };
	t.out = out;
	if (!partner || !origin || !stays || !t.term)
		return ERR_MEMORY;
	if (!pair(pool, before, after, partner) || !find_run(pool, partner, before->n, stays))
		return ERR_MEMORY;
	for (size_t i = 0; i < after->n; i++)
		origin[i] = NOWHERE;
	for (size_t i = 0; i < before->n; i++)
		if (partner[i] != NOWHERE)
			origin[partner[i]] = i;
	for (size_t i = 0; i < before->n; i++) {
		if (!stays[i])
			continue;
		tell_up_to(&t, i, partner[i]);
		tell(&t, TERM_KEPT, i, partner[i]);
		t.old = i + 1;
		t.new = partner[i] + 1;
	}
	tell_up_to(&t, before->n, after->n);
	return ERR_NONE;
}
