/*
 * check_flat: addresses that were copied out of another record, beside what that record says now (SPF619). Whose they are cannot
 * be read off the text; the caller knows, from a comment in the zone file or from who flattened it.
 */
#include "lint/ledger.h"

struct flat {
	struct ipset now[2];	/* what the sources pass, IPv4 and IPv6 */
	bool known;
};

/* Regions that certainly pass. *known: none is pending, or hangs on the sender. */
static struct ipset passing(struct pool *pool, const struct walk *walk, bool *known)
{
	struct range *range = pool_alloc(pool, (walk->n + 1) * sizeof *range);
	size_t n = 0;

	for (size_t i = 0; range && i < walk->n; i++) {
		const struct verdict *v = walk->region[i].verdict;

		*known &= v->result != R_PENDING && v->result != R_TEMPERROR && v->result != R_UNKNOWN && !v->maybe;
		if (v->result == R_PASS)
			range[n++] = walk->region[i].range;
	}
	*known &= !walk->too_many && walk->top;
	return range ? ipset_of(range, n) : (struct ipset){ 0 };
}

/* One source, walked as a receiver would; the limits on look-ups are not the question here. */
static void read_source(struct linter *l, const struct name *source, struct flat *flat)
{
	static const struct sender nobody;
	char text[NAME_WIRE];
	struct ask ask = { .answers = l->subject->answers, .sender = &nobody, .lifted = true };

	ask.domain = pool_copy(l->pool, (struct slice){ text, name_bytes(source, text) });
	for (int v6 = 0; v6 < 2 && ask.domain.at; v6++) {
		struct wanted none = { 0 };
		struct walk walk;

		ask.v6 = v6;
		if (coverage(l->pool, &ask, l->wanted ? l->wanted : &none, &walk) != ERR_NONE)
			l->pool->failed = true;
		else
			flat->now[v6] = ipset_union(l->pool, flat->now[v6], passing(l->pool, &walk, &flat->known));
		l->waiting += l->pool->failed ? 0 : walk.pending;
		wanted_release(&none);
	}
}

/* Does the record hold networks alone? Then what is not in its sources is left over. */
static bool is_networks(const struct record *record)
{
	for (size_t i = 0; i < record->n; i++)
		if (kind_asks(record->term[i].kind))
			return false;
	return true;
}

/* "+192.0.2.0/24": the source has it, the record has not; "-": the reverse. The first of them is enough to know. */
static void raise_first(struct linter *l, const struct name *source, char sign, struct ipset apart, bool v6)
{
	char range[RANGE_TEXT];
	char *text;

	if (apart.n == 0)
		return;
	range_text(apart.range[0], v6, range);
	text = pool_printf(l->pool, "%c%s", sign, range);
	lint_raise(l, 619, ledger_whole(l), SIZE_MAX, ledger_domain(l), ledger_name(l, source), text ? slice_of(text) : SLICE(""), LINT_END);
}

void check_flat(struct linter *l)
{
	const struct subject_walks *w = &l->subject->walks;
	const struct name *source = l->subject->flattened;
	struct flat flat = { .known = true };
	bool known = true;

	for (size_t i = 0; i < l->subject->flatteneds && !l->pool->failed; i++)
		read_source(l, &source[i], &flat);
	for (int v6 = 0; v6 < 2 && l->subject->flatteneds && flat.known && !l->pool->failed; v6++) {
		struct ipset here = passing(l->pool, v6 ? w->v6 : w->v4, &known);

		if (!known)
			return;
		raise_first(l, source, '+', ipset_minus(l->pool, flat.now[v6], here), v6);
		if (is_networks(l->subject->record))
			raise_first(l, source, '-', ipset_minus(l->pool, here, flat.now[v6]), v6);
	}
}
