/* walk_groups: groups of senders that have spent the same, what they spend, and how they leave. */
#include "spf/walk_private.h"

enum result result_of(char qualifier)
{
	switch (qualifier) {
	case '-':
		return R_FAIL;
	case '~':
		return R_SOFTFAIL;
	case '?':
		return R_NEUTRAL;
	default:
		return R_PASS;
	}
}

void outcome_add(struct walker *w, struct outcomes *out, struct ipset set, struct ending *ending)
{
	struct outcome *o = pool_alloc(w->pool, sizeof(*o));
	if (!o || !ending || set.n == 0)
		return;
	*o = (struct outcome){ .set = set, .ending = ending };
	if (out->last)
		out->last->next = o;
	else
		out->first = o;
	out->last = o;
	out->n++;
}

/* Whoever has something unknown to the left waits, whatever was found; what was found only says how far to look ahead. */
struct ending *ending_new(struct walker *w, const struct group *g, struct reason why)
{
	struct ending *e = pool_alloc(w->pool, sizeof(*e));
	if (!e)
		return NULL;
	*e = (struct ending){
		.verdict = {
			.result = why.result, .why = why.why, .node = why.node, .frame = why.frame,
			.lookups = g->lookups, .voids = g->voids, .void_queries = g->void_queries, .maybe = g->maybe,
		},
		.ahead = why.result,
		.serial = w->endings++,
	};
	if (g->pending) {
		e->verdict.result = R_PENDING;
		e->verdict.why = WHY_WAITING;
		e->verdict.node = g->waiting;
		e->verdict.frame = g->waiting ? g->waiting->frame : NULL;
	}
	return e;
}

void groups_leave(struct walker *w, struct outcomes *out, struct groups *gs, struct reason why)
{
	for (size_t i = 0; i < gs->n; i++)
		outcome_add(w, out, gs->group[i].set, ending_new(w, &gs->group[i], why));
	gs->n = 0;
}

static void leave_one(struct step *s, struct group *g, struct reason why)
{
	outcome_add(s->walker, s->out, g->set, ending_new(s->walker, g, why));
	g->set.n = 0;
}

static void drop_empty(struct groups *gs)
{
	size_t kept = 0;
	for (size_t i = 0; i < gs->n; i++) {
		if (gs->group[i].set.n > 0)
			gs->group[kept++] = gs->group[i];
	}
	gs->n = kept;
}

/*
 * An answer is missing: what follows is walked only to learn what else it will want. Counts go on from the least this term can
 * have cost. A strict walk asks one thing at a time.
 */
void groups_wait(struct walker *w, struct outcomes *out, struct groups *gs, const struct node *waiting)
{
	for (size_t i = 0; i < gs->n; i++) {
		struct group *g = &gs->group[i];
		if (!g->pending)
			g->waiting = waiting;
		g->pending = true;
	}
	if (w->ask->strict)
		groups_leave(w, out, gs, (struct reason){ R_PENDING, WHY_WAITING, NULL, NULL });
}

void groups_hear(struct groups *gs, const struct heard *heard)
{
	for (size_t i = 0; i < gs->n; i++)
		gs->group[i].void_queries = count_add(gs->group[i].void_queries, heard->void_queries);
}

void step_hear(struct step *s, const struct heard *heard)
{
	s->node->pending = count_add(s->node->pending, heard->pending);
	s->node->void_queries = count_add(s->node->void_queries, heard->void_queries);
	groups_hear(s->groups, heard);
}

void node_note(struct node *n, uint16_t lookups)
{
	bool first = n->own > 0 ? n->sum_max == 0 : !n->reached;
	n->reached = true;
	if (first || lookups < n->sum_min)
		n->sum_min = lookups;
	if (first || lookups > n->sum_max)
		n->sum_max = lookups;
}

void groups_note(struct step *s)
{
	for (size_t i = 0; i < s->groups->n; i++)
		node_note(s->node, s->groups->group[i].lookups);
}

void step_leave(struct step *s, enum result result, enum why why)
{
	groups_note(s);
	groups_leave(s->walker, s->out, s->groups, (struct reason){ result, why, s->frame, s->node });
}

void step_wait(struct step *s)
{
	groups_note(s);
	groups_wait(s->walker, s->out, s->groups, s->node);
}

/*
 * 4.6.4: one counter for the whole tree; the eleventh term is permerror, and asks nothing. "When evaluating the "ptr" mechanism
 * or the %{p} macro, the number of "PTR" resource records queried is included": a term with %{p} costs one more.
 */
bool groups_spend(struct step *s)
{
	struct groups *gs = s->groups;
	s->node->own = s->term->macros & MACRO_LETTER('p') ? 2 : 1;
	s->node->reached = true;
	for (size_t i = 0; i < gs->n; i++) {
		struct group *g = &gs->group[i];
		g->lookups = count_add(g->lookups, s->node->own);
		if (g->lookups <= WALK_LOOKUPS || s->walker->ask->lifted)
			continue;
		s->node->refused = true;
		s->walker->limited = true;
		node_note(s->node, g->lookups);
		leave_one(s, g, (struct reason){ R_PERMERROR, WHY_LOOKUPS, s->frame, s->node });
	}
	drop_empty(gs);
	return gs->n > 0;
}

/* 4.6.4: the third void term is permerror. */
void groups_void(struct step *s)
{
	struct groups *gs = s->groups;
	s->node->voids = 1;
	for (size_t i = 0; i < gs->n; i++) {
		struct group *g = &gs->group[i];
		g->voids = count_add(g->voids, 1);
		if (g->voids <= WALK_VOIDS || s->walker->ask->lifted)
			continue;
		s->walker->limited = true;
		leave_one(s, g, (struct reason){ R_PERMERROR, WHY_VOIDS, s->frame, s->node });
	}
	drop_empty(gs);
}

static void leave_matched(struct step *s, const struct group *g, uint32_t by, struct ipset set)
{
	const struct term *t = &s->frame->record.term[by];
	struct reason why = { result_of(t->qualifier), WHY_TERM, s->frame, &s->frame->node[by] };
	outcome_add(s->walker, s->out, set, ending_new(s->walker, g, why));
}

/* Who came to which of the terms: all of them if anyone is left, else those up to the last that matched. */
static void note_run(struct step *s, const struct group *g, size_t terms, bool left, uint32_t last)
{
	size_t at = (size_t)(s->node - s->frame->node), end = left ? at + terms : last + 1u;
	for (size_t i = at; i < end; i++) {
		if (!kind_is_modifier(s->frame->record.term[i].kind))
			node_note(&s->frame->node[i], g->lookups);
	}
}

static void match_single(struct step *s, struct group *g, const struct net *net, size_t n, size_t terms)
{
	uint32_t by = UINT32_MAX;
	for (size_t i = 0; i < n; i++) {
		if (net[i].by < by && range_holds(net[i].range, s->walker->ip))
			by = net[i].by;
	}
	note_run(s, g, terms, by == UINT32_MAX, by);
	if (by == UINT32_MAX)
		return;
	leave_matched(s, g, by, g->set);
	g->set.n = 0;
}

/* The hits of each term become one set, in the order of terms: counted, then dealt out. Neighbours are joined. */
static void leave_by_term(struct step *s, const struct group *g, const struct net *hit, size_t hits, size_t terms)
{
	uint32_t first = (uint32_t)(s->node - s->frame->node);
	struct dealt { size_t at, n; } *dealt = POOL_NEW(s->walker->pool, struct dealt, terms);
	struct range *range = pool_alloc(s->walker->pool, hits * sizeof(*range));
	if (!dealt || !range)
		return;
	for (size_t i = 0; i < hits; i++)
		dealt[hit[i].by - first].n++;
	for (size_t i = 0, at = 0; i < terms; i++) {
		dealt[i].at = at;
		at += dealt[i].n;
		dealt[i].n = 0;
	}
	for (size_t i = 0; i < hits; i++) {
		struct dealt *d = &dealt[hit[i].by - first];
		struct range *next = &range[d->at + d->n];
		if (d->n > 0 && ip_compare(ip_next(next[-1].to), hit[i].range.from) == 0) {
			next[-1].to = hit[i].range.to;
		} else {
			*next = hit[i].range;
			d->n++;
		}
	}
	for (size_t i = 0; i < terms; i++) {
		if (dealt[i].n > 0)
			leave_matched(s, g, first + (uint32_t)i, (struct ipset){ range + dealt[i].at, dealt[i].n });
	}
}

static void match_set(struct step *s, struct group *g, struct net *net, size_t n, size_t terms)
{
	struct ipset_cut cut;
	uint32_t last = 0;
	if (!ipset_cut(s->walker->pool, g->set, net, n, &cut))
		return;
	s->walker->ranges += cut.hits + cut.rest.n;
	for (size_t i = 0; i < cut.hits; i++) {
		if (cut.hit[i].by > last)
			last = cut.hit[i].by;
	}
	note_run(s, g, terms, cut.rest.n > 0, last);
	if (cut.hits > 0)
		leave_by_term(s, g, cut.hit, cut.hits, terms);
	g->set = cut.rest;
}

/* Who is in one of the networks leaves with the qualifier of the term it stands in, the leftmost where several hold. */
void groups_match(struct step *s, struct net *net, size_t n, size_t terms)
{
	for (size_t i = 0; i < s->groups->n && !walker_failed(s->walker); i++) {
		struct group *g = &s->groups->group[i];
		if (s->walker->single)
			match_single(s, g, net, n, terms);
		else if (s->walker->ranges <= RANGES_MOST)
			match_set(s, g, net, n, terms);
		else
			groups_give_up(s);
	}
	drop_empty(s->groups);
}
