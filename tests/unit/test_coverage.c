/*
 * coverage and check are one: over random trees, what coverage says of an address is what check says, in result, deciding term,
 * look-ups and voids. Where it says "if these terms went so", exactly one of its ways is the one check went.
 *
 * 10^5 pairs of address and tree; 10^6 with SPFWIZ_FULL=1. The edges of every range, and their neighbours, come first.
 */
#include "random_world.h"
#include "sanitized.h"
#include "spf/walk.h"
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { POINTS_MOST = 40, ROUNDS_MOST = 500, SHOWN_MOST = 5 };

enum { PAIRS = SANITIZED ? 25000 : 100000 };

static struct dice dice = { UINT64_C(88172645463325252) };
static uint32_t rn(uint32_t n)
{
	return dice_below(&dice, n);
}

/* The node of check's ledger at the same place: the same terms on the way down. NULL: check has not been there. */
static const struct node *twin(const struct walk *walk, const struct node *n)
{
	const struct frame *f = walk->top;
	if (n->frame->up) {
		const struct node *up = twin(walk, n->frame->up);
		f = up ? up->inner : NULL;
	}
	return f ? &f->node[n - n->frame->node] : NULL;
}

static bool same_place(const struct walk *walk, const struct node *a, const struct node *b)
{
	if (!a || !b)
		return a == b;
	return twin(walk, a) == b;
}

static bool holds(const struct answer *a, const struct term *t, struct ip ip, bool v6)
{
	for (size_t i = 0; a && a->said == SAID_DATA && i < a->n; i++) {
		struct ip at = ip_from_wire(a->rr[i].wire, v6);
		if (range_holds(ip_network(at, t ? v6 ? t->prefix6 : t->prefix4 : v6 ? 128 : 32, v6), ip))
			return true;
	}
	return false;
}

static bool mx_holds(const struct answers *table, const struct node *n, struct ip ip, bool v6)
{
	for (size_t i = 0; n->answer && i < n->answer->n; i++) {
		struct question q = { .type = v6 ? RR_AAAA : RR_A };
		name_from_wire(n->answer->rr[i].wire + 2, n->answer->rr[i].len - 2u, &q.name);
		if (holds(answers_get(table, &q), node_term(n), ip, v6))
			return true;
	}
	return false;
}

static bool ptr_holds(const struct answers *table, const struct node *n, struct ip ip, bool v6)
{
	struct name target = n->frame->name;
	struct slice value = record_slice(&n->frame->record, node_term(n)->value);
	if (value.len > 0 && value.at[0] != '%')
		target = fill_question("hosts.t", 0).name;
	for (size_t i = 0; n->answer && i < n->answer->n; i++) {
		struct question q = { .type = v6 ? RR_AAAA : RR_A };
		name_from_wire(n->answer->rr[i].wire, n->answer->rr[i].len, &q.name);
		if (name_under(&q.name, &target) && holds(answers_get(table, &q), NULL, ip, v6))
			return true;
	}
	return false;
}

/* How a term went for check, worked out from the answers alone. */
static enum how how_it_went(const struct answers *table, const struct node *n, struct ip ip, bool v6)
{
	bool match = false;
	if (n->voids)
		return HOW_VOID;
	switch (node_term(n)->kind) {
	case K_A:
		match = holds(n->answer, node_term(n), ip, v6);
		break;
	case K_EXISTS:
		match = n->answer && n->answer->said == SAID_DATA;
		break;
	case K_MX:
		match = mx_holds(table, n, ip, v6);
		break;
	case K_PTR:
		match = ptr_holds(table, n, ip, v6);
		break;
	default:
		ck_abort_msg("a term that cannot be open");
	}
	return match ? HOW_MATCH : HOW_MISS;
}

struct pair {
	const struct world *world;
	struct answers *table;		/* check's own */
	const struct walk *coverage;
	struct check check;
	struct ip ip;
	bool v6, strict;
};

static bool agrees(const struct pair *p, const struct verdict *v)
{
	for (const struct maybe *m = v->maybe; m; m = m->before) {
		const struct node *n = twin(&p->check.walk, m->node);
		if (!n || !n->reached || n->refused || how_it_went(p->table, n, p->ip, p->v6) != m->how)
			return false;
	}
	return true;
}

static bool verdicts_equal(const struct pair *p, const struct verdict *a, const struct verdict *b)
{
	if (a->lookups != b->lookups || a->voids != b->voids)
		return false;
	if (!p->strict && !a->maybe && a->void_queries != b->void_queries)
		return false;
	for (; a && b; a = a->inner, b = b->inner) {
		if (a->result != b->result || a->why != b->why || !same_place(&p->check.walk, a->node, b->node))
			return false;
	}
	return a == b;
}

/* NULL: none or several agree. */
static const struct verdict *the_way(const struct pair *p)
{
	const struct verdict *found = NULL;
	for (size_t i = 0; i < p->coverage->n; i++) {
		const struct region *r = &p->coverage->region[i];
		if (!range_holds(r->range, p->ip) || !agrees(p, r->verdict))
			continue;
		if (found)
			return NULL;
		found = r->verdict;
	}
	return found;
}

static void run_check(struct pair *p, struct pool *pool, struct wanted *wanted)
{
	struct ask ask = {
		.answers = p->table, .sender = &p->world->sender, .domain = SLICE("d0.t"), .receiver = SLICE("r.t"), .v6 = p->v6,
			.strict = p->strict,
	};
	for (int round = 0;; round++) {
		ck_assert_int_lt(round, ROUNDS_MOST);
		pool_reset(pool);
		ck_assert(check(pool, &ask, p->ip, wanted, &p->check) == ERR_NONE);
		if (p->check.result != R_PENDING)
			break;
		world_fetch(p->table, p->world, wanted);
	}
}

struct totals {
	size_t pairs, open, unknown, wrong, zones, groups_most;
	size_t results[RESULT_COUNT];
};

static void show(const struct pair *p, const struct verdict *a)
{
	char ip[IP_TEXT];
	struct buf said = { 0 };
	const struct verdict *b = p->check.verdict;
	ip_text(p->ip, p->v6, ip);
	if (a)
		verdict_text(a, &said);
	printf("%s: coverage %s (%s) %u/%u", ip, a ? result_word(a->result) : "no single way", buf_text(&said),
		a ? a->lookups : 0, a ? a->voids : 0);
	buf_clear(&said);
	verdict_text(b, &said);
	printf(", check %s (%s) %u/%u%s\n", result_word(b->result), buf_text(&said), b->lookups, b->voids,
		p->strict ? " strict" : "");
	buf_release(&said);
}

static void compare(struct pair *p, struct totals *t)
{
	static struct pool pool;
	struct wanted wanted = { 0 };
	p->table = answers_new(NULL);
	p->strict = t->pairs & 1;
	run_check(p, &pool, &wanted);
	const struct verdict *v = the_way(p);
	bool good = v && (v->result == R_UNKNOWN || verdicts_equal(p, v, p->check.verdict));
	t->pairs++;
	if (v) {
		t->results[v->result]++;
		t->open += v->maybe != NULL;
		t->unknown += v->result == R_UNKNOWN;
	}
	if (!good && t->wrong++ < SHOWN_MOST)
		show(p, v);
	wanted_release(&wanted);
	answers_free(p->table);
}

/* Sorted, from the first address to the last, and without a hole when nothing is open. */
static bool is_partition(const struct walk *w, bool v6)
{
	struct range all = ip_everything(v6);
	bool open = false;
	for (size_t i = 0; i < w->n; i++)
		open |= w->region[i].verdict->maybe != NULL;
	if (w->n == 0 || ip_compare(w->region[0].range.from, all.from) != 0)
		return false;
	for (size_t i = 1; i < w->n; i++) {
		struct ip next = ip_next(w->region[i - 1].range.to);
		if (ip_compare(w->region[i - 1].range.from, w->region[i].range.from) > 0)
			return false;
		if (!open && ip_compare(next, w->region[i].range.from) != 0)
			return false;
	}
	return open || ip_compare(w->region[w->n - 1].range.to, all.to) == 0;
}

/* The points around the edges of a region, and one inside. */
static struct ip point(const struct region *r, uint32_t i)
{
	struct ip ip = r->range.from;
	switch (i) {
	case 0:
		return r->range.from;
	case 1:
		return r->range.to;
	case 2:
		return ip_compare(r->range.from, (struct ip){ 0, 0 }) == 0 ? r->range.from : ip_previous(r->range.from);
	case 3:
		return ip_next(r->range.to);
	default:
		ip.lo += rn(1000);
		return ip;
	}
}

static void one_family(const struct world *world, bool v6, struct totals *t)
{
	static struct pool pool;
	struct sender known = world->sender;
	struct answers *table = answers_new(NULL);
	struct wanted wanted = { 0 };
	struct walk walk;
	struct ask ask = { .answers = table, .sender = &known, .domain = SLICE("d0.t"), .receiver = SLICE("r.t"), .v6 = v6 };
	known.known = rn(3) != 0;
	known.helo_known = rn(3) != 0;
	for (int round = 0;; round++) {
		ck_assert_int_lt(round, ROUNDS_MOST);
		pool_reset(&pool);
		ck_assert(coverage(&pool, &ask, &wanted, &walk) == ERR_NONE);
		if (walk.pending == 0)
			break;
		world_fetch(table, world, &wanted);
	}
	ck_assert(!walk.too_many);
	ck_assert(is_partition(&walk, v6));
	if (walk.groups_most > t->groups_most)
		t->groups_most = walk.groups_most;
	for (uint32_t i = 0; i < POINTS_MOST; i++) {
		const struct region *r = &walk.region[walk.n * 5 <= POINTS_MOST ? i / 5 % walk.n : rn((uint32_t)walk.n)];
		struct pair p = { .world = world, .coverage = &walk, .v6 = v6, .ip = point(r, i % 5) };
		if (range_holds(ip_everything(v6), p.ip))
			compare(&p, t);
	}
	wanted_release(&wanted);
	answers_free(table);
}

START_TEST(coverage_is_check)
{
	struct totals t = { 0 };
	size_t want = getenv("SPFWIZ_FULL") ? 1000000 : PAIRS;
	while (t.pairs < want) {
		struct world w;
		world_fill(&w, &dice);
		one_family(&w, false, &t);
		one_family(&w, true, &t);
		answers_free(w.table);
		t.zones++;
	}
	if (getenv("SPFWIZ_SHOW")) {
		printf("%zu pairs in %zu trees, %zu open, %zu unknown, at most %zu groups;", t.pairs, t.zones, t.open, t.unknown,
			t.groups_most);
		for (enum result r = R_NONE; r < RESULT_COUNT; r++)
			printf(" %s %zu", result_word(r), t.results[r]);
		printf("\n");
	}
	ck_assert_uint_eq(t.wrong, 0);
	/* The generator must reach everything, or it proves nothing. */
	ck_assert_uint_gt(t.open, t.pairs / 50);
	for (enum result r = R_NONE; r < RESULT_COUNT; r++)
		ck_assert_uint_gt(t.results[r], 0);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("coverage");
	TCase *t = tcase_create("random trees");
	tcase_set_timeout(t, getenv("SPFWIZ_FULL") ? 1200 : 120);
	tcase_add_test(t, coverage_is_check);
	suite_add_tcase(suite, t);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
