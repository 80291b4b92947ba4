/* What the walk leaves behind: the ledger, rounds of questions, what is open or lifted, words; and what it does without memory. */
#include "failing_malloc.h"
#include "random_world.h"
#include "walked.h"
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Term i of the record at the end of these includes' indices (-1 ends). */
static const struct node *node_at(const struct walk *w, const int *path)
{
	const struct frame *f = w->top;
	for (; path[1] >= 0; path++) {
		ck_assert_ptr_nonnull(f);
		f = f->node[*path].inner;
	}
	ck_assert_ptr_nonnull(f);
	return &f->node[*path];
}
#define NODE(w, ...) node_at((w), (const int[]){ __VA_ARGS__, -1 })

START_TEST(ledger_of_coverage)
{
	struct answers *world = world_of("d.t TXT v=spf1 ip4:192.0.2.0/24 include:e.t mx a:none.t exists:%{i}.x.t -all a:late.t\n"
		"e.t TXT v=spf1 a:h.t ~ip4:198.51.100.0/24 a:h2.t\nh.t IP 203.0.113.1\nh2.t IP 203.0.113.2\nd.t MX m1.t m2.t\n"
			"m1.t IP 203.0.113.3\n");
	struct walked w;
	walked_coverage(&w, &(struct walked_ask){ .world = world, .domain = "d.t" }, false);
	const struct node *n = NODE(&w.coverage, 1);
	ck_assert(n->reached && !n->refused && n->own == 1 && n->inner && n->answer && n->asked->type == RR_TXT);
	ck_assert_uint_eq(n->sum_min, 2);	/* matched a:h.t; or left at ~ip4 */
	ck_assert_uint_eq(n->sum_max, 3);
	n = NODE(&w.coverage, 1, 2);
	ck_assert(n->sum_min == 3 && n->sum_max == 3 && n->frame->depth == 1);
	n = NODE(&w.coverage, 2);
	ck_assert(n->asked->type == RR_MX && n->voids == 0 && n->void_queries == 1 && n->sum_min == 3 && n->sum_max == 4);
	n = NODE(&w.coverage, 3);
	ck_assert(n->voids == 1 && n->void_queries == 1 && n->answer->said == SAID_NXDOMAIN);
	n = NODE(&w.coverage, 4);
	ck_assert(n->open && n->reached && !n->asked && !n->answer);
	n = NODE(&w.coverage, 0);
	ck_assert(n->reached && n->own == 0 && n->sum_max == 0);
	n = NODE(&w.coverage, 6);
	ck_assert(!n->reached && n->own == 0 && !n->asked);
	walked_release(&w);
	answers_free(world);
}
END_TEST

/* Senders with as many look-ups, but not as many voids or void queries, stay apart behind an include. */
START_TEST(counts_apart)
{
	struct answers *world = world_of("d.t TXT v=spf1 include:f.t include:g.t -all\nf.t TXT v=spf1 ?ip4:192.0.2.1 a:none.t\n"
		"g.t TXT v=spf1 ?ip4:192.0.2.2 a:h.t\nh.t IP 198.51.100.1\n"
		"e.t TXT v=spf1 include:m.t include:g.t -all\nm.t TXT v=spf1 ?ip4:192.0.2.1 mx\nm.t MX none.t\n"
		"c.t TXT v=spf1 include:f.t include:k.t -all\nk.t TXT v=spf1 ?ip4:192.0.2.2 mx:m.t\n");
	struct walked w;
	walked_coverage(&w, &(struct walked_ask){ .world = world, .domain = "d.t" }, false);
	const struct verdict *first = walked_at(&w, "192.0.2.1"), *second = walked_at(&w, "192.0.2.2");
	ck_assert(first->lookups == 3 && first->voids == 0 && second->lookups == 3 && second->voids == 1);
	walked_release(&w);
	walked_coverage(&w, &(struct walked_ask){ .world = world, .domain = "e.t" }, false);
	first = walked_at(&w, "192.0.2.1");
	second = walked_at(&w, "192.0.2.2");
	ck_assert(first->lookups == 3 && first->void_queries == 0 && second->lookups == 3 && second->void_queries == 1);
	ck_assert(first->voids == 0 && second->voids == 0);
	walked_release(&w);
	walked_coverage(&w, &(struct walked_ask){ .world = world, .domain = "c.t" }, false);
	first = walked_at(&w, "192.0.2.1");
	second = walked_at(&w, "192.0.2.2");
	ck_assert(first->lookups == 3 && first->void_queries == 1 && second->lookups == 3 && second->void_queries == 1);
	ck_assert(first->voids == 0 && second->voids == 1);
	walked_release(&w);
	answers_free(world);
}
END_TEST

/* What nobody comes to is not reached, and costs nothing; what is refused asks nothing. */
START_TEST(reached_and_refused)
{
	struct answers *world = world_of("d.t TXT v=spf1 ip4:0.0.0.0/1 ip4:128.0.0.0/1 ip4:192.0.2.1 a:x.t all\n"
		"r.t TXT v=spf1 a a a a a a a a a a a:eleven.t -all\nr.t IP 192.0.2.1\n");
	struct walked w;
	walked_coverage(&w, &(struct walked_ask){ .world = world, .domain = "d.t" }, false);
	ck_assert(NODE(&w.coverage, 1)->reached);
	ck_assert(!NODE(&w.coverage, 2)->reached && !NODE(&w.coverage, 3)->reached && !NODE(&w.coverage, 4)->reached);
	ck_assert_uint_eq(answers_count(w.table), 1);
	walked_release(&w);
	walked_check(&w, &(struct walked_ask){ .world = world, .domain = "r.t" }, "203.0.113.7");
	const struct node *n = NODE(&w.check.walk, 10);
	ck_assert(n->reached && n->refused && !n->asked && n->sum_max == 11 && n == w.check.verdict->node);
	ck_assert_uint_eq(answers_count(w.table), 2);
	walked_release(&w);
	answers_free(world);
}
END_TEST

static const char tree[] = "d.t TXT v=spf1 mx a:web.t include:s1.t include:s2.t ~all\nd.t MX m1.t m2.t\nm1.t IP 192.0.2.1\n"
	"m2.t IP 192.0.2.2\n"
	"web.t IP 192.0.2.3\ns1.t TXT v=spf1 ip4:198.51.100.0/24 include:s3.t -all\ns3.t TXT v=spf1 a:far.t -all\n"
		"far.t IP 192.0.2.4\n"
	"s2.t TXT v=spf1 ip4:203.0.113.0/25 ?all\n";

/* As many rounds as the tree is deep, for one sender and for all; strict, one for each question. */
START_TEST(rounds)
{
	struct answers *world = world_of(tree);
	struct walked w;
	walked_check(&w, &(struct walked_ask){ .world = world, .domain = "d.t" }, "203.0.113.200");
	ck_assert_uint_eq(w.rounds, 4);		/* d.t; mx and includes; hosts and s3; far */
	ck_assert_int_eq(w.check.result, R_SOFTFAIL);
	walked_release(&w);
	walked_coverage(&w, &(struct walked_ask){ .world = world, .domain = "d.t" }, false);
	ck_assert_uint_eq(w.rounds, 4);
	walked_release(&w);
	walked_check(&w, &(struct walked_ask){ .world = world, .domain = "d.t", .strict = true }, "192.0.2.1");
	ck_assert_uint_eq(w.rounds, 3);		/* record, MX, the first host: it is there */
	walked_release(&w);
	answers_free(world);
}
END_TEST

/* Nothing is settled while something to the left is not known, and nothing is asked for a term that is the 11th at best. */
START_TEST(left_of_pending)
{
	struct answers *table = world_of("d.t TXT v=spf1 a:late.t ip4:203.0.113.7 include:bad.t -all\nbad.t TXT v=spf1 nonsense\n"
		"e.t TXT v=spf1 include:1.t include:2.t include:3.t include:4.t include:5.t include:6.t include:7.t"
			" include:8.t include:9.t a:h.t a:i.t\n");
	struct pool pool = { 0 };
	struct wanted wanted = { 0 };
	struct ask ask = { .answers = table, .domain = SLICE("d.t") };
	struct check c;
	ck_assert(check(&pool, &ask, (struct ip){ 0, 0xcb007107 }, &wanted, &c) == ERR_NONE);
	ck_assert(c.result == R_PENDING && c.verdict->why == WHY_WAITING && c.verdict->node == &c.walk.top->node[0]);
	ck_assert(c.walk.top->node[0].pending == 1 && c.walk.pending == 1);
	ck_assert(check(&pool, &ask, (struct ip){ 0, 0xcb007108 }, &wanted, &c) == ERR_NONE);
	ck_assert_int_eq(c.result, R_PENDING);	/* though the include is a permerror for certain */
	fill_address(table, "late.t", "203.0.113.8");
	ck_assert(check(&pool, &ask, (struct ip){ 0, 0xcb007108 }, &wanted, &c) == ERR_NONE);
	ck_assert_int_eq(c.result, R_PASS);
	ck_assert(check(&pool, &ask, (struct ip){ 0, 0xcb007109 }, &wanted, &c) == ERR_NONE);
	ck_assert(c.result == R_PERMERROR && c.verdict->why == WHY_SYNTAX && c.verdict->node == &c.walk.top->node[2]);
	wanted_clear(&wanted);
	ask.domain = SLICE("e.t");
	ck_assert(check(&pool, &ask, (struct ip){ 0, 1 }, &wanted, &c) == ERR_NONE);
	ck_assert_uint_eq(wanted.n, 10);	/* nine includes and a:h.t, not a:i.t */
	wanted_release(&wanted);
	pool_release(&pool);
	answers_free(table);
}
END_TEST

START_TEST(open_and_unknown)
{
	struct answers *world = world_of("d.t TXT v=spf1 ip4:192.0.2.0/24 exists:%{i}.x.t include:%{l}.y.t -all\n"
		"h.t TXT v=spf1 a:%{h} -all\ns.t TXT v=spf1 ?exists:%{l}.x.t -all\nmail.client.t IP 203.0.113.7\n");
	struct walked w;
	walked_coverage(&w, &(struct walked_ask){ .world = world, .domain = "d.t", .unknown = true }, false);
	size_t match = 0, unknown = 0, plain = 0;
	for (size_t i = 0; i < w.coverage.n; i++) {
		const struct verdict *v = w.coverage.region[i].verdict;
		match += v->result == R_PASS && v->maybe && v->maybe->how == HOW_MATCH;
		unknown += v->result == R_UNKNOWN && v->why == WHY_ADDRESS && v->maybe->how == HOW_VOID
			&& v->node == &w.coverage.top->node[2];
		plain += v->result == R_PASS && !v->maybe;
	}
	ck_assert(match == 2 && unknown == 2 && plain == 1 && w.coverage.n == 5);	/* an exists never just misses */
	walked_release(&w);
	/* One address, the sender not known: what the result hangs on is named. */
	walked_check(&w, &(struct walked_ask){ .world = world, .domain = "h.t", .unknown = true }, "203.0.113.7");
	ck_assert(w.check.result == R_UNKNOWN && w.check.verdict->node == &w.check.walk.top->node[0] && w.check.walk.n == 3);
	walked_release(&w);
	walked_check(&w, &(struct walked_ask){ .world = world, .domain = "h.t", .helo = "" }, "203.0.113.7");
	ck_assert_int_eq(w.check.result, R_UNKNOWN);
	walked_release(&w);
	walked_check(&w, &(struct walked_ask){ .world = world, .domain = "h.t" }, "203.0.113.7");
	ck_assert_int_eq(w.check.result, R_PASS);
	walked_release(&w);
	answers_free(world);
}
END_TEST

START_TEST(lifted)
{
	struct answers *world = world_of("d.t TXT v=spf1 include:e.t a a a a a a a a a a a:none.t a:none.t a:none.t mx -all\n"
		"d.t IP 192.0.2.1\n"
		"e.t TXT v=spf1 include:d.t ip4:192.0.2.9 redirect=e.t\nd.t MX 0.t 1.t 2.t 3.t 4.t 5.t 6.t 7.t 8.t 9.t 10.t\n"
			"10.t IP 192.0.2.10\n"
		"f.t TXT v=spf1 include:g.t -all\ng.t TXT v=spf1 include:f.t\n");
	struct walked w;
	walked_coverage(&w, &(struct walked_ask){ .world = world, .domain = "d.t", .lifted = true }, false);
	ck_assert(NODE(&w.coverage, 0, 0)->cut && !NODE(&w.coverage, 0, 0)->inner);
	ck_assert(NODE(&w.coverage, 0, 2)->cut);
	ck_assert_int_eq(walked_at(&w, "192.0.2.9")->result, R_PASS);
	ck_assert_int_eq(walked_at(&w, "203.0.113.7")->result, R_PERMERROR);	/* a redirect to itself never ends */
	walked_release(&w);
	walked_coverage(&w, &(struct walked_ask){ .world = world, .domain = "f.t", .lifted = true }, false);
	ck_assert(NODE(&w.coverage, 0, 0)->cut);
	ck_assert_int_eq(walked_at(&w, "203.0.113.7")->result, R_FAIL);
	walked_release(&w);
	fill_said(world, "e.t", RR_TXT, SAID_DATA);
	answers_free(world);
	world = world_of("d.t TXT v=spf1 a a a a a a a a a a a:none.t a:none.t a:none.t mx -all\nd.t IP 192.0.2.1\n"
		"d.t MX 0.t 1.t 2.t 3.t 4.t 5.t 6.t 7.t 8.t 9.t 10.t\n10.t IP 192.0.2.10\n");
	walked_coverage(&w, &(struct walked_ask){ .world = world, .domain = "d.t", .lifted = true }, false);
	const struct verdict *v = walked_at(&w, "203.0.113.7");
	ck_assert(v->result == R_FAIL && v->lookups == 14 && v->voids == 3 && v->void_queries == 13);
	ck_assert_int_eq(walked_at(&w, "192.0.2.10")->result, R_PASS);
	walked_release(&w);
	answers_free(world);
}
END_TEST

START_TEST(reading_order)
{
	struct answers *world = world_of("d.t TXT v=spf1 include:e.t include:empty.t include:none.t a\n"
		"e.t TXT v=spf1 include:f.t mx\nf.t TXT v=spf1 ptr\n"
		"empty.t TXT v=spf1\n");
	static const char *const want[] = { "include:e.t", "include:f.t", "ptr", "mx", "include:empty.t", "include:none.t", "a" };
	struct walked w;
	size_t n = 0;
	walked_check(&w, &(struct walked_ask){ .world = world, .domain = "d.t" }, "192.0.2.1");
	for (const struct node *at = ledger_next(&w.check.walk, NULL); at; at = ledger_next(&w.check.walk, at), n++) {
		ck_assert_uint_lt(n, sizeof(want) / sizeof(*want));
		ck_assert(slice_equal(record_slice(&at->frame->record, node_term(at)->whole), slice_of(want[n])));
	}
	ck_assert_uint_eq(n, sizeof(want) / sizeof(*want));
	walked_release(&w);
	walked_check(&w, &(struct walked_ask){ .world = world, .domain = "none.t" }, "192.0.2.1");
	ck_assert(!ledger_next(&w.check.walk, NULL) && w.check.walk.verdict == w.check.verdict);
	walked_release(&w);
	answers_free(world);
}
END_TEST

static const struct {
	const char *lines, *text;
} words[] = {
	{ "d.t TXT v=spf1 a mx -all x=y\nd.t MX m.t\nm.t IP 192.0.2.1\n", "matched mx, term 2 of 4" },
	{ "d.t TXT v=spf1 a\n", "no term matched" },
	{ "d.t TXT v=spf1 include:e.t\ne.t TXT v=spf1 ip4:192.0.2.0/24\n",
		"matched include:e.t, term 1 of 1; there: matched ip4:192.0.2.0/24, term 1 of 1" },
	{ "d.t TXT v=spf1 redirect=e.t\ne.t TXT v=spf1 ?all\n", "matched ?all, term 1 of 1 in the record of e.t" },
	{ "d.t TXT v=spf1 redirect=e.t\n", "redirect=e.t leads to a domain without an SPF record, term 1 of 1" },
	{ "d.t TXT v=spf1 include:e.t\n", "include:e.t leads to a domain without an SPF record, term 1 of 1; there: the domain"
		" has no SPF record" },
	{ "d.t TXT v=spf1 a:\x1b[31m.t\n", "syntax error at a:\\027[31m.t, term 1 of 1" },
	{ "d.t TXT v=spf1 a:1.t a:2.t a:3.t\n", "more than 2 look-ups found nothing: a:3.t is over the limit, term 3 of 3" },
	{ "d.t FAIL TXT\n", "DNS failed for the domain itself" },
	{ "x.t TXT v=spf1\n", "the domain has no SPF record" },
};

START_TEST(in_words)
{
	struct answers *world = world_of(words[_i].lines);
	struct walked w;
	walked_check(&w, &(struct walked_ask){ .world = world, .domain = "d.t" }, "192.0.2.1");
	ck_assert_str_eq(said(w.check.verdict), words[_i].text);
	walked_release(&w);
	answers_free(world);
}
END_TEST

/* Random trees under every bound of the pool, and with every allocation refused: ERR_MEMORY or the same result, never a crash. */
START_TEST(no_memory)
{
	struct dice dice = { 7 };
	for (int tree_no = 0; tree_no < 60; tree_no++) {
		struct world world;
		struct answers *table = answers_new(NULL);
		struct pool pool = { 0 };
		struct wanted wanted = { 0 };
		struct walk full, less;
		world_fill(&world, &dice);
		struct ask ask = { .answers = table, .domain = SLICE("d0.t"), .sender = tree_no % 2 ? &world.sender : NULL,
			.v6 = tree_no % 3 == 0 };
		do {
			world_fetch(table, &world, &wanted);
			pool_reset(&pool);
			ck_assert(coverage(&pool, &ask, &wanted, &full) == ERR_NONE);
		} while (wanted.n > 0);
		size_t need = pool.total, refused = 0;
		for (size_t bound = 1; bound < need + 4096; bound += 1 + bound / 16) {
			struct pool small = { .bound = bound };
			enum error e = coverage(&small, &ask, &wanted, &less);
			ck_assert(e == ERR_NONE || e == ERR_MEMORY);
			if (e == ERR_NONE)
				ck_assert(less.n == full.n && less.pending == 0);
			refused += e == ERR_MEMORY;
			pool_release(&small);
		}
		ck_assert_uint_gt(refused, 0);
		pool_release(&pool);
		for (unsigned n = 0;; n++) {
			struct check c;
			struct answers *nothing = tree_no % 4 ? table : world.table;	/* with misses, too */
			ask.answers = nothing;
			failing_malloc_after(n);
			enum error e = check(&pool, &ask, (struct ip){ 0, 0x0a000001 }, &wanted, &c);
			bool was_refused = failing_malloc_off();
			ck_assert(e == (was_refused ? ERR_MEMORY : ERR_NONE));
			pool_release(&pool);
			wanted_release(&wanted);
			if (!was_refused)
				break;
		}
		answers_free(table);
		answers_free(world.table);
	}
}
END_TEST

/* 100,000 networks in includes: 30 records, without limits. */
START_TEST(many_networks)
{
	struct answers *world = answers_new(NULL);
	struct buf top = { 0 }, text = { 0 };
	struct walked w;
	uint32_t at = 0;
	buf_string(&top, "v=spf1");
	for (int i = 0; i < 40; i++) {
		char name[16];
		snprintf(name, sizeof(name), "n%d.t", i);
		buf_printf(&top, " include:%s", name);
		buf_clear(&text);
		buf_string(&text, "v=spf1");
		for (int k = 0; k < 2500; k++, at += 2)		/* none beside another */
			buf_printf(&text, " ip4:11.%u.%u.%u", at >> 16 & 255, at >> 8 & 255, at & 255);
		fill_txt(world, name, buf_text(&text));
	}
	buf_string(&top, " -all");
	fill_txt(world, "d.t", buf_text(&top));
	walked_coverage(&w, &(struct walked_ask){ .world = world, .domain = "d.t", .lifted = true }, false);
	ck_assert(!w.coverage.too_many);
	ck_assert_uint_eq(w.coverage.n, 200001);
	ck_assert_int_eq(walked_at(&w, "11.3.13.62")->result, R_PASS);
	ck_assert_int_eq(walked_at(&w, "11.3.13.63")->result, R_FAIL);
	walked_release(&w);
	answers_free(world);
	buf_release(&top);
	buf_release(&text);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("walk_ledger");
	TCase *t = tcase_create("ledger");
	tcase_set_timeout(t, 60);
	tcase_add_test(t, ledger_of_coverage);
	tcase_add_test(t, counts_apart);
	tcase_add_test(t, reached_and_refused);
	tcase_add_test(t, rounds);
	tcase_add_test(t, left_of_pending);
	tcase_add_test(t, open_and_unknown);
	tcase_add_test(t, lifted);
	tcase_add_test(t, reading_order);
	tcase_add_loop_test(t, in_words, 0, sizeof(words) / sizeof(*words));
	tcase_add_test(t, no_memory);
	tcase_add_test(t, many_networks);
	suite_add_tcase(suite, t);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
