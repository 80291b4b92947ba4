/* walk_mechanism: the terms that ask DNS (RFC 7208 5.2 to 5.7, 6.1), one function for each in a table. */
#include "spf/walk_private.h"
#include "dns/rdata.h"
#include <stdlib.h>
#include <string.h>

/* Takes the groups of the step on: those who do not match stay in them. The target is good. */
typedef void mechanism(struct step *, const struct target *);

/* 5: DNS does not say. */
static void step_fail(struct step *s)
{
	if (!s->walker->ask->forgiving)
		step_leave(s, R_TEMPERROR, WHY_DNS);
}

/*
 * Asks the term's own question. NULL: nothing to compare with, and the groups have been dealt with: they wait, left with
 * temperror (5), or stay as they are after a void answer.
 */
static const struct answer *own_answer(struct step *s, const struct name *name, uint16_t type)
{
	struct question *q = pool_alloc(s->walker->pool, sizeof(*q));
	struct heard heard = { 0 };
	if (!q)
		return NULL;
	q->name = *name;
	q->type = type;
	s->node->asked = q;
	const struct answer *a = s->node->answer = walker_ask(s->walker, q, &heard);
	step_hear(s, &heard);
	if (!a)
		step_wait(s);
	else if (a->said == SAID_FAILED)
		step_fail(s);
	else if (answer_is_void(a))
		groups_void(s);
	else
		return a;
	return NULL;
}

static uint16_t address_type(const struct step *s)
{
	return s->walker->ask->v6 ? RR_AAAA : RR_A;
}

/* Adds the network of each address of a, as wide as the term says (5.3, 5.4). An answer of a wrong size holds no address. */
static size_t add_networks(const struct step *s, const struct answer *a, struct net *out)
{
	bool v6 = s->walker->ask->v6;
	uint32_t by = (uint32_t)(s->term - s->frame->record.term);
	size_t n = 0;
	for (size_t i = 0; i < a->n; i++) {
		if (a->rr[i].len != (v6 ? 16 : 4))
			continue;
		struct ip ip = ip_from_wire(a->rr[i].wire, v6);
		out[n++] = (struct net){ ip_network(ip, v6 ? s->term->prefix6 : s->term->prefix4, v6), by };
	}
	return n;
}

static void step_a(struct step *s, const struct target *t)
{
	const struct answer *a = own_answer(s, &t->name, address_type(s));
	struct net *net = a ? pool_alloc(s->walker->pool, a->n * sizeof(*net)) : NULL;
	if (net)
		groups_match(s, net, add_networks(s, a, net), 1);
}

/* 5.7: A whatever the client's family. */
static void step_exists(struct step *s, const struct target *t)
{
	if (own_answer(s, &t->name, RR_A))
		step_leave(s, result_of(s->term->qualifier), WHY_TERM);
}

/* The hosts of an mx and what is known of them. */
struct hosts {
	const struct answer **answer;	/* with data */
	size_t n, addresses;
	bool failed;			/* one could not be resolved */
	struct heard heard;
};

static int exchange_order(const void *x, const void *y)
{
	const struct name *a = x, *b = y;
	return name_compare(a, b);
}

/* Names of the hosts. A strict walk asks one after the other, so there their order must not be the answer's. */
static size_t exchanges(const struct step *s, const struct answer *a, struct name *out)
{
	size_t n = 0;
	for (size_t i = 0; i < a->n; i++) {
		const struct rdata *r = &a->rr[i];
		/* "MX 0 ." (RFC 7505) is no host */
		if (rdata_exchange(r, &out[n]) && !name_is_root(&out[n]))
			n++;
	}
	if (s->walker->ask->strict)
		qsort(out, n, sizeof(*out), exchange_order);
	return n;
}

/* Is the one sender at this host already? Then a strict walk need not ask for the others. */
static bool found_single(const struct step *s, const struct answer *a)
{
	struct net *net = pool_alloc(s->walker->pool, a->n * sizeof(*net));
	size_t n = net ? add_networks(s, a, net) : 0;
	for (size_t i = 0; i < n; i++) {
		if (range_holds(net[i].range, s->walker->ip))
			return true;
	}
	return false;
}

static void ask_hosts(struct step *s, const struct name *name, size_t n, struct hosts *h)
{
	struct walker *w = s->walker;
	bool strict = w->ask->strict;
	struct question q = { .type = address_type(s) };
	for (size_t i = 0; i < n && !(strict && h->heard.pending > 0); i++) {
		q.name = name[i];
		const struct answer *a = walker_ask(w, &q, &h->heard);
		if (!a || answer_is_void(a))
			continue;
		if (a->said == SAID_FAILED) {
			h->failed = true;
			continue;
		}
		h->answer[h->n++] = a;
		h->addresses += a->n;
		if (strict && w->single && found_single(s, a))
			break;
	}
}

/*
 * 5.4. A match at any host comes before the failure of another, so that the order of the hosts does not matter; and while one
 * of them is not known, nobody who is not at the others is through with the term.
 */
static void step_mx(struct step *s, const struct target *t)
{
	struct pool *pool = s->walker->pool;
	const struct answer *a = own_answer(s, &t->name, RR_MX);
	if (!a)
		return;
	if (a->n > WALK_MX && !s->walker->ask->lifted) {	/* 4.6.4: of records, before any match */
		s->walker->limited = true;
		step_leave(s, R_PERMERROR, WHY_MX);
		return;
	}
	struct name *name = pool_alloc(pool, a->n * sizeof(*name));
	struct hosts h = { .answer = pool_alloc(pool, a->n * sizeof(*h.answer)) };
	if (!name || !h.answer)
		return;
	ask_hosts(s, name, exchanges(s, a, name), &h);
	step_hear(s, &h.heard);
	if (h.heard.pending > 0)
		step_wait(s);
	struct net *net = pool_alloc(pool, h.addresses * sizeof(*net));
	size_t n = 0;
	for (size_t i = 0; net && i < h.n; i++)
		n += add_networks(s, h.answer[i], net + n);
	if (net)
		groups_match(s, net, n, 1);
	if (h.failed)
		step_fail(s);
}

/* 5.5: an error of DNS is no match, never temperror. */
static void step_ptr(struct step *s, const struct target *t)
{
	const struct validated *v = walk_validated(s->walker);
	s->node->asked = v->question;
	s->node->answer = v->answer;
	step_hear(s, &v->heard);
	if (!validated_ready(v)) {
		step_wait(s);
		return;
	}
	if (answer_is_void(v->answer)) {
		groups_void(s);
		return;
	}
	for (size_t i = 0; i < v->n; i++) {
		if (name_under(&v->name[i], &t->name)) {
			step_leave(s, result_of(s->term->qualifier), WHY_TERM);
			return;
		}
	}
}

/* A record that leads to itself never ends but by the limits. Lifted, there are none: the second visit is not made. */
static bool is_loop(const struct step *s, const struct name *name)
{
	if (!s->walker->ask->lifted)
		return false;
	for (const struct frame *f = s->frame; f; f = f->up ? f->up->frame : NULL) {
		if (name_equal(&f->name, name))
			return true;
	}
	return false;
}

static bool over_bounds(const struct step *s)
{
	return s->walker->terms > TERMS_MOST || s->frame->depth >= DEPTH_MOST;
}

static void step_include(struct step *s, const struct target *t)
{
	struct outcomes inner = { 0 };
	if (is_loop(s, &t->name)) {
		groups_note(s);
		s->node->cut = true;
		return;
	}
	if (over_bounds(s)) {
		groups_give_up(s);
		return;
	}
	walk_domain(s->walker, s->node, t, s->groups, &inner);
	groups_return(s, &inner);
}

/* 6.1: what the target's record says is what this one says. */
static void step_redirect(struct step *s, const struct target *t)
{
	struct outcomes inner = { 0 };
	if (is_loop(s, &t->name)) {
		s->node->cut = true;
		step_leave(s, R_PERMERROR, WHY_LOOKUPS);
		return;
	}
	if (over_bounds(s)) {
		groups_give_up(s);
		return;
	}
	walk_domain(s->walker, s->node, t, s->groups, &inner);
	for (const struct outcome *o = inner.first; o; o = o->next) {
		node_note(s->node, o->ending->verdict.lookups);
		outcome_add(s->walker, s->out, o->set, o->ending);
	}
}

static const struct row {
	mechanism *step;
	bool domain;		/* leads to another check: permerror if malformed (5.2, 6.1); if open, all behind it is */
	bool void_or_match;	/* any data is a match */
} rows[KIND_COUNT] = {
	[K_INCLUDE] = { .step = step_include, .domain = true },
	[K_A] = { .step = step_a },
	[K_MX] = { .step = step_mx },
	[K_PTR] = { .step = step_ptr },
	[K_EXISTS] = { .step = step_exists, .void_or_match = true },
	[K_REDIRECT] = { .step = step_redirect, .domain = true },
};

bool mechanism_asks(enum kind k)
{
	return rows[k].step && !kind_is_modifier(k);
}

/* What an open term can do to a sender. */
static void step_open(struct step *s, const struct row *row)
{
	if (row->domain)
		step_leave(s, R_UNKNOWN, WHY_ADDRESS);
	else
		groups_fork(s, !row->void_or_match || !target_always_good(s));
}

void mechanism_step(struct step *s)
{
	const struct row *row = &rows[s->term->kind];
	struct target target;
	if (!groups_spend(s))
		return;
	if (!row->domain)
		groups_note(s);		/* an include's and a redirect's sums are known when its record is through */
	switch (walk_target(s, &target)) {
	case TARGET_BAD:	/* 4.8 leaves it open for the others: no match, and nothing is asked */
		if (row->domain)
			step_leave(s, R_PERMERROR, WHY_NAME);
		return;
	case TARGET_WAITING:
		step_wait(s);
		if (s->term->kind == K_REDIRECT)
			step_leave(s, R_PENDING, WHY_WAITING);
		return;
	case TARGET_OPEN:
		step_open(s, row);
		return;
	case TARGET_GOOD:
		break;
	}
	if (s->term->kind == K_PTR && !s->walker->single)
		step_open(s, row);
	else
		row->step(s, &target);
}
