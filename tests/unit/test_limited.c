/*
 * limited: a walk that met no limit and waits for nothing is what the lifted walk is, region by region and term by term, so that nobody
 * needs to walk a second time to look beyond the limits. Over random trees, of which many do meet one.
 */
#include "random_world.h"
#include <check.h>

enum { TREES = 2000, ROUNDS_MOST = 500 };

static struct dice dice = { UINT64_C(7046029254386353131) };

static void walk_whole(struct pool *pool, struct world *world, struct walk_memo *memo, bool v6, bool lifted, struct walk *out)
{
	struct sender nobody = { .known = false };
	struct ask ask = { .memo = memo, .answers = world->table, .domain = SLICE("d0.t"), .sender = &nobody, .v6 = v6, .lifted = lifted };
	struct wanted wanted = { 0 };

	for (int round = 0; round < ROUNDS_MOST; round++) {
		if (memo)	/* the answers are others than in the round before */
			*memo = (struct walk_memo){ 0 };
		ck_assert_int_eq(coverage(pool, &ask, &wanted, out), ERR_NONE);
		if (!wanted.n)
			break;
		world_fetch(world->table, world, &wanted);
	}
	wanted_release(&wanted);
}

static void same_regions(const struct walk *a, const struct walk *b)
{
	ck_assert_uint_eq(a->n, b->n);
	for (size_t i = 0; i < a->n; i++) {
		ck_assert_int_eq(ip_compare(a->region[i].range.from, b->region[i].range.from), 0);
		ck_assert_int_eq(ip_compare(a->region[i].range.to, b->region[i].range.to), 0);
		ck_assert_int_eq(a->region[i].verdict->result, b->region[i].verdict->result);
		ck_assert_uint_eq(a->region[i].verdict->lookups, b->region[i].verdict->lookups);
	}
}

static void same_ledgers(const struct walk *a, const struct walk *b)
{
	const struct node *x = ledger_next(a, NULL), *y = ledger_next(b, NULL);

	for (; x && y; x = ledger_next(a, x), y = ledger_next(b, y)) {
		ck_assert_uint_eq(x->own, y->own);
		ck_assert_uint_eq(x->sum_max, y->sum_max);
		ck_assert_uint_eq(x->voids, y->voids);
		ck_assert(x->reached == y->reached && x->cut == y->cut);
	}
	ck_assert(!x && !y);
}

START_TEST(unlimited_is_lifted)
{
	size_t limited = 0, free_of = 0;

	for (int i = 0; i < TREES; i++) {
		struct world world;
		struct pool pool = { 0 };
		bool v6 = dice_below(&dice, 2);
		struct walk plain, lifted;

		world_fill(&world, &dice);
		walk_whole(&pool, &world, NULL, v6, false, &plain);
		if (plain.limited) {
			limited++;
		} else {
			free_of++;
			ck_assert_uint_eq(plain.pending, 0);
			walk_whole(&pool, &world, NULL, v6, true, &lifted);
			same_regions(&plain, &lifted);
			same_ledgers(&plain, &lifted);
		}
		pool_release(&pool);
		answers_free(world.table);
	}
	/* Both kinds must come, or nothing was shown. */
	ck_assert_uint_gt(limited, TREES / 50);
	ck_assert_uint_gt(free_of, TREES / 10);
}
END_TEST

/* What walks remember of each other's records changes nothing: both families, each with the other's memory. */
START_TEST(memory_changes_nothing)
{
	for (int i = 0; i < TREES; i++) {
		struct world world;
		struct pool pool = { 0 };
		struct walk_memo memo = { 0 };
		struct walk bare, with;

		world_fill(&world, &dice);
		walk_whole(&pool, &world, &memo, false, false, &with);
		for (int v6 = 0; v6 < 2; v6++) {
			walk_whole(&pool, &world, NULL, v6, false, &bare);
			struct sender nobody = { .known = false };
			struct ask ask = { .answers = world.table, .memo = &memo, .domain = SLICE("d0.t"), .sender = &nobody, .v6 = v6 };
			struct wanted wanted = { 0 };

			ck_assert_int_eq(coverage(&pool, &ask, &wanted, &with), ERR_NONE);
			ck_assert_uint_eq(wanted.n, 0);
			wanted_release(&wanted);
			same_regions(&bare, &with);
			same_ledgers(&bare, &with);
		}
		pool_release(&pool);
		answers_free(world.table);
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("limited");
	TCase *t = tcase_create("random trees");

	tcase_set_timeout(t, 120);
	tcase_add_test(t, unlimited_is_lifted);
	tcase_add_test(t, memory_changes_nothing);
	suite_add_tcase(suite, t);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
