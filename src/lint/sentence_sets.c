/*
 * sentence_sets: who comes to a term, and what becomes of them, read off the regions of both families' walks.
 */
#include "lint/sentence.h"

/* The walk's own record is this one, and not one that an include led to. */
static bool is_of(const struct frame *top, const struct telling *about)
{
	const struct record *record = about->record;

	return slice_equal((struct slice){ top->record.text, top->record.len }, (struct slice){ record->text, record->len }) &&
	    (!about->domain || !about->domain->len || name_equal(about->domain, &top->name));
}

bool telling_blind(const struct telling *about)
{
	for (unsigned v6 = 0; v6 < 2; v6++) {
		const struct frame *top = about->walk[v6] ? about->walk[v6]->top : NULL;

		if (!top || !is_of(top, about))
			return true;
	}
	return !record_good(about->record);
}

size_t verdict_at(const struct verdict *v, size_t terms)
{
	if (v->node)
		return node_top(v->node);
	return v->frame && v->frame->up ? node_top(v->frame->up) : terms;
}

bool term_is_mapped(const struct term *term)
{
	static const struct ip mapped = { 0, UINT64_C(0xffff00000000) };

	return term->kind == K_IP6 && term->prefix6 >= 96 && range_holds(ip_network(mapped, 96, true), term->ip);
}

bool term_is_first(const struct record *record, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (record->term[k].qualifier && !term_is_mapped(&record->term[k]))
			return false;
	return true;
}

static enum result result_of(char qualifier)
{
	switch (qualifier) {
	case '-': return R_FAIL;
	case '~': return R_SOFTFAIL;
	case '+': return R_PASS;
	default: return R_NEUTRAL;
	}
}

struct ipset regions_that(struct pool *pool, const struct walk *walk, region_fits *fits, const void *arg)
{
	struct range *range;
	size_t n = 0;

	for (size_t i = 0; i < walk->n; i++)
		n += fits(&walk->region[i], arg);
	range = POOL_NEW(pool, struct range, n);
	if (!range)
		return (struct ipset){ 0 };
	n = 0;
	for (size_t i = 0; i < walk->n; i++)
		if (fits(&walk->region[i], arg))
			range[n++] = walk->region[i].range;
	return ipset_of(range, n);
}

bool ipset_meets(struct ipset set, struct range r)
{
	size_t low = 0, high = set.n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (ip_compare(set.range[middle].to, r.from) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < set.n && ip_compare(set.range[low].from, r.to) <= 0;
}

struct asked {			/* of the regions */
	const struct record *record;
	size_t term;
	enum result result;
	size_t differ;		/* behind the last term before it that says something else; 0: none does */
};

/* What stops a walk here may be over tomorrow, or is not known: who is in it can come to any term behind. */
static bool is_undecided(enum result result)
{
	return result == R_PENDING || result == R_UNKNOWN || result == R_TEMPERROR;
}

static bool comes(const struct region *r, const void *arg)
{
	const struct asked *a = arg;

	return is_undecided(r->verdict->result) || verdict_at(r->verdict, a->record->n) >= a->term;
}

static bool gets_it_here(const struct region *r, const void *arg)
{
	const struct asked *a = arg;

	return r->verdict->result == a->result && !r->verdict->maybe && verdict_at(r->verdict, a->record->n) == a->term;
}

/* Once a term, and not once a region: there may be thousands of each. */
static struct asked asked_of(const struct record *record, size_t i)
{
	const struct term *term = i < record->n ? &record->term[i] : NULL;
	struct asked a = { record, i, term && term->qualifier ? result_of(term->qualifier) : R_NEUTRAL, 0 };

	for (size_t k = i; k > 0 && !a.differ; k--) {
		char qualifier = record->term[k - 1].qualifier;	/* NOLINT(clang-analyzer-core.NullDereference): k - 1 < i <= n */

		if (qualifier && result_of(qualifier) != a.result)
			a.differ = k;
	}
	return a;
}

/* Of the terms from..term, is there one that says something else than the last of them? */
static bool speak_differently(const struct asked *a, size_t from)
{
	return from < a->differ;
}

/* May they get something else than the term says? What waits for DNS will match, or be no match: it is taken to be no error. */
static bool differs(const struct region *r, const void *arg)
{
	const struct asked *a = arg;

	if (r->verdict->result == R_PENDING)
		return speak_differently(a, verdict_at(r->verdict, a->record->n));
	return r->verdict->result != a->result;
}

/* Of those whom the term does not name: did some get something else before they came to it? */
static bool differed_before(const struct region *r, const void *arg)
{
	const struct asked *a = arg;

	return verdict_at(r->verdict, a->record->n) < a->term && differs(r, arg);
}

static bool errs_before(const struct region *r, const void *arg)
{
	const struct asked *a = arg;

	return r->verdict->result == R_PERMERROR && verdict_at(r->verdict, a->record->n) < a->term;
}

static bool any(const struct telling *about, region_fits *fits, const void *arg)
{
	for (unsigned v6 = 0; v6 < 2; v6++)
		for (size_t i = 0; i < about->walk[v6]->n; i++)
			if (fits(&about->walk[v6]->region[i], arg))
				return true;
	return false;
}

/* All who come to it get an error there: the verdict of the first of them; NULL: not so. */
static const struct verdict *ending(const struct telling *about, const struct asked *a)
{
	const struct verdict *first = NULL;

	for (unsigned v6 = 0; v6 < 2; v6++)
		for (size_t i = 0; i < about->walk[v6]->n; i++) {
			const struct region *r = &about->walk[v6]->region[i];
			const struct verdict *v = r->verdict;

			if (!comes(r, a))
				continue;
			if (verdict_at(v, a->record->n) != a->term || (v->result != R_PERMERROR && v->result != R_TEMPERROR) || verdict_unasked(about, v))
				return NULL;
			first = first ? first : v;
			if (first->result != v->result)
				return NULL;
		}
	return first;
}

/* Which families' senders can a term mean? */
static bool means(const struct term *term, unsigned v6)
{
	return !term || (term->kind != K_IP4 && term->kind != K_IP6) || (term->kind == K_IP6) == v6;
}

static void name_network(struct pool *pool, const struct term *term, struct told *out)
{
	bool v6 = term->kind == K_IP6;
	struct range *range = POOL_NEW(pool, struct range, 1);

	out->known = true;
	if (!range)
		return;
	*range = ip_network(term->ip, v6 ? term->prefix6 : term->prefix4, v6);
	out->net[v6] = (struct networks){ range, 1 };
}

/* A term that names networks: are they as it says, whole, or only as far as they come to it? */
static void tell_networks(struct pool *pool, const struct telling *about, const struct asked *a, const struct ipset *come, struct told *out)
{
	size_t left = 0;
	bool differ = false;

	for (unsigned v6 = 0; v6 < 2; v6++) {
		struct ipset different = regions_that(pool, about->walk[v6], differs, a);

		for (size_t i = 0; i < out->net[v6].n; i++) {
			differ = differ || ipset_meets(different, out->net[v6].range[i]);
			left += ipset_meets(come[v6], out->net[v6].range[i]);
		}
	}
	out->against = differ;
	out->tells = !left ? TELLS_TAKEN : differ ? TELLS_REST : TELLS_PLAIN;
	for (unsigned v6 = 0; differ && left && v6 < 2; v6++) {
		struct networks *net = &out->net[v6];
		size_t n = 0;

		for (size_t i = 0; i < net->n; i++)
			if (ipset_meets(come[v6], net->range[i]))
				net->range[n++] = net->range[i];
		net->n = n;
	}
}

static void tell_sets(struct pool *pool, const struct telling *about, const struct asked *a, struct told *out)
{
	for (unsigned v6 = 0; v6 < 2; v6++) {
		struct networks *net = &out->net[v6];
		struct range *copy = POOL_NEW(pool, struct range, net->n);

		if (out->tells != TELLS_PLAIN || !net->n)
			out->set[v6] = regions_that(pool, about->walk[v6], gets_it_here, a);
		for (size_t i = 0; copy && i < net->n; i++)
			copy[i] = net->range[i];
		/* Without a question open, whom a plain sentence names gets it. */
		if (copy && out->tells == TELLS_PLAIN && net->n && !about->walk[v6]->pending)
			out->set[v6] = ipset_of(copy, net->n);
	}
}

void term_tell(struct pool *pool, const struct telling *about, size_t i, const struct name *target, struct told *out)
{
	const struct term *term = i < about->record->n ? &about->record->term[i] : NULL;
	struct asked a = asked_of(about->record, i);
	struct ipset come[2];
	size_t left = 0;

	*out = (struct told){ .result = a.result };
	if (term && (term->kind == K_A || term->kind == K_MX))
		term_networks(pool, about, i, target, out);
	else if (term && (term->kind == K_IP4 || term->kind == K_IP6))
		name_network(pool, term, out);
	if (term && term_is_mapped(term)) {
		out->tells = TELLS_NEVER;
		return;
	}
	if (telling_blind(about)) {
		out->tells = term && term->qualifier && speak_differently(&a, 0) ? TELLS_REST : TELLS_PLAIN;
		return;
	}
	for (unsigned v6 = 0; v6 < 2; v6++) {
		come[v6] = regions_that(pool, about->walk[v6], comes, &a);
		left += means(term, v6) ? come[v6].n : 0;
	}
	if (!left) {
		out->tells = TELLS_NOBODY;
		out->error = any(about, errs_before, &a);
		return;
	}
	out->verdict = ending(about, &a);
	if (out->verdict) {
		out->tells = TELLS_ENDS;
		a.result = out->result = out->verdict->result;
	} else if (out->net[0].n + out->net[1].n) {
		tell_networks(pool, about, &a, come, out);
	} else if (term && term->qualifier && term->kind != K_ALL) {
		out->tells = speak_differently(&a, 0) || any(about, differed_before, &a) ? TELLS_REST : TELLS_PLAIN;
	} else {
		out->tells = TELLS_REST;
	}
	if (out->tells != TELLS_TAKEN && (!term || term->kind != K_REDIRECT || out->tells == TELLS_ENDS))
		tell_sets(pool, about, &a, out);
}

static bool is_open(const struct region *r, const void *arg)
{
	(void)arg;
	return is_undecided(r->verdict->result);
}

static bool is_refused(const struct region *r, const void *arg)
{
	(void)arg;
	return r->verdict->result == R_FAIL && r->verdict->frame && !r->verdict->frame->up;
}

bool record_refuses(const struct telling *about)
{
	bool read = !telling_blind(about);

	if (read && any(about, is_refused, NULL))
		return true;
	for (size_t i = 0; (!read || any(about, is_open, NULL)) && i < about->record->n; i++)
		if (about->record->term[i].qualifier == '-' && !term_is_dead(about->record, i))
			return true;
	return false;
}
