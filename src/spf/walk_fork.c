/*
 * walk_fork: groups that go several ways at a term whose outcome hangs on more than the address, and groups that come back
 * from an include.
 */
#include "spf/walk_private.h"

/* Over a bound of ours: what these senders would get is not worked out. */
void groups_give_up(struct step *s)
{
	s->walker->too_many = true;
	step_leave(s, R_UNKNOWN, WHY_ADDRESS);
}

static const struct maybe *maybe_new(struct step *s, const struct maybe *before, enum how how)
{
	struct maybe *m = pool_alloc(s->walker->pool, sizeof(*m));
	if (m)
		*m = (struct maybe){ .before = before, .node = s->node, .how = how };
	return m;
}

static void note_groups(struct walker *w, size_t n)
{
	if (n > w->groups_most)
		w->groups_most = n;
}

/*
 * Nobody can say whether the senders match: each group goes three ways at once, as if they did, as if they did not, and as if
 * they did not and the answer was void. An exists whose name is good for every sender can do the first and the last only.
 */
void groups_fork(struct step *s, bool may_miss)
{
	struct groups missed = { NULL, 0 }, matched = *s->groups, empty = *s->groups;
	struct walker *w = s->walker;
	size_t n = s->groups->n;
	if (2 * n > GROUPS_MOST) {
		groups_give_up(s);
		return;
	}
	s->node->open = true;
	missed.group = POOL_NEW(w->pool, struct group, 2 * n);
	matched.group = POOL_NEW(w->pool, struct group, n);
	empty.group = POOL_NEW(w->pool, struct group, n);
	if (!missed.group || !matched.group || !empty.group)
		return;
	for (size_t i = 0; i < n; i++) {
		struct group *g = &s->groups->group[i];
		matched.group[i] = empty.group[i] = *g;
		matched.group[i].maybe = maybe_new(s, g->maybe, HOW_MATCH);
		empty.group[i].maybe = maybe_new(s, g->maybe, HOW_VOID);
		empty.group[i].void_queries = count_add(g->void_queries, 1);
		if (!may_miss)
			continue;
		missed.group[missed.n] = *g;
		missed.group[missed.n++].maybe = maybe_new(s, g->maybe, HOW_MISS);
	}
	groups_note(s);
	*s->groups = matched;
	step_leave(s, result_of(s->term->qualifier), WHY_TERM);
	*s->groups = empty;
	groups_void(s);
	for (size_t i = 0; i < s->groups->n; i++)
		missed.group[missed.n++] = s->groups->group[i];
	*s->groups = missed;
	note_groups(w, missed.n);
}

/* 5.2: what is no match for an include. */
static bool no_match(enum result r)
{
	return r == R_NEUTRAL || r == R_FAIL || r == R_SOFTFAIL;
}

/* Do those who got e in the included record go on behind the include? If they wait: may they? */
static bool goes_on(const struct walker *w, const struct ending *e)
{
	if (w->ask->forgiving)
		return e->verdict.result != R_PASS;
	if (e->verdict.result != R_PENDING)
		return no_match(e->verdict.result);
	return !w->ask->strict && (e->ahead == R_PENDING || no_match(e->ahead));
}

/* 5.2: what r of the included record is for the record outside. */
static enum result outside(enum result r, char qualifier)
{
	switch (r) {
	case R_PASS:
		return result_of(qualifier);
	case R_NONE:
		return R_PERMERROR;
	default:
		return r;
	}
}

static struct ending *ending_outside(struct step *s, const struct ending *in)
{
	struct ending *e = pool_alloc(s->walker->pool, sizeof(*e));
	if (!e)
		return NULL;
	*e = *in;
	e->serial = s->walker->endings++;
	e->ahead = outside(in->ahead, s->term->qualifier);
	if (in->verdict.result == R_PENDING)
		return e;
	e->verdict.result = e->ahead;
	e->verdict.node = s->node;
	e->verdict.frame = s->frame;
	e->verdict.inner = &in->verdict;
	return e;
}

static struct group group_of(const struct verdict *v)
{
	return (struct group){
		.lookups = v->lookups, .voids = v->voids, .void_queries = v->void_queries, .maybe = v->maybe,
		.pending = v->result == R_PENDING, .waiting = v->result == R_PENDING ? v->node : NULL,
	};
}

static bool group_fits(const struct group *g, const struct verdict *v)
{
	return g->lookups == v->lookups && g->voids == v->voids && g->void_queries == v->void_queries && g->maybe == v->maybe
		&& g->pending == (v->result == R_PENDING) && (!g->pending || g->waiting == v->node);
}

/* Finds the group of those with the counts of v, or begins one. out->n: there are too many. */
static size_t group_for(struct groups *gs, const struct verdict *v, size_t last, size_t most)
{
	if (last < gs->n && group_fits(&gs->group[last], v))
		return last;
	for (size_t i = 0; i < gs->n; i++) {
		if (group_fits(&gs->group[i], v))
			return i;
	}
	if (gs->n == most)
		return most;
	gs->group[gs->n] = group_of(v);
	return gs->n++;
}

/* The sets of a group's outcomes as one. Nothing is copied for a group of one outcome, which is the most common. */
static void gather(struct walker *w, struct groups *gs, const struct outcomes *inner, size_t most)
{
	size_t *ranges = POOL_NEW(w->pool, size_t, gs->n);
	struct range **range = POOL_NEW(w->pool, struct range *, gs->n);
	if (!ranges || !range)
		return;
	for (const struct outcome *o = inner->first; o; o = o->next) {
		if (o->group < most)
			ranges[o->group] += o->set.n;
	}
	for (const struct outcome *o = inner->first; o; o = o->next) {
		if (o->group >= most)
			continue;
		struct group *g = &gs->group[o->group];
		if (o->set.n == ranges[o->group]) {
			g->set = o->set;
			continue;
		}
		if (!range[o->group])
			range[o->group] = pool_alloc(w->pool, ranges[o->group] * sizeof(**range));
		for (size_t i = 0; range[o->group] && i < o->set.n; i++)
			range[o->group][g->set.n++] = o->set.range[i];
	}
	for (size_t i = 0; i < gs->n; i++) {
		if (range[i])
			gs->group[i].set = ipset_of(range[i], gs->group[i].set.n);
	}
}

/* Senders come out of an included record: they match, end in an error, or go on as groups of equal counts. */
void groups_return(struct step *s, const struct outcomes *inner)
{
	struct walker *w = s->walker;
	size_t most = inner->n < GROUPS_MOST ? inner->n : GROUPS_MOST, last = 0;
	struct groups gs = { POOL_NEW(w->pool, struct group, most), 0 };
	if (!gs.group)
		return;
	for (struct outcome *o = inner->first; o; o = o->next) {
		const struct verdict *v = &o->ending->verdict;
		node_note(s->node, v->lookups);
		o->group = GROUPS_MOST;
		if (!goes_on(w, o->ending)) {
			outcome_add(w, s->out, o->set, ending_outside(s, o->ending));
			continue;
		}
		last = group_for(&gs, v, last, most);
		if (last < most) {
			o->group = last;
			continue;
		}
		struct group one = group_of(v);
		struct groups over = { &one, 1 };
		one.set = o->set;
		groups_leave(w, s->out, &over, (struct reason){ R_UNKNOWN, WHY_ADDRESS, s->frame, s->node });
		w->too_many = true;
	}
	gather(w, &gs, inner, GROUPS_MOST);
	*s->groups = gs;
	note_groups(w, gs.n);
}
