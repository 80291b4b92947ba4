/*
 * test_sentence: what the sentences of a record say is what check() says. Over the zones of the openspf suites, and over random trees: each
 * address that a term's sentence speaks of, and each that a record's first sentence says gets an error, is checked by itself.
 */
#include "lint/sentence.h"
#include "random_world.h"
#include "spf/select.h"
#include "suite.h"

#include <check.h>

enum { ROUNDS_MOST = 500, TREES = 600, RANGES_TRIED = 4 };

typedef const struct answer *asked(const void *world, const struct question *);

struct proof {			/* a domain in a world, walked */
	asked *ask;
	const void *world;
	struct answers *table;
	struct pool pool;
	struct ask walk;
	struct name name;
	struct sender sender;
	size_t checked, plain, rest, ended, errors, taken, nobody;
};

static void fetch(struct proof *p, struct wanted *wanted)
{
	for (size_t i = 0; i < wanted->n; i++)
		fill_answer(p->table, &wanted->question[i], p->ask(p->world, &wanted->question[i]), 0, NULL);
	wanted_clear(wanted);
}

static void cover(struct proof *p, bool v6, struct walk *out)
{
	struct wanted wanted = { 0 };
	struct ask ask = p->walk;

	ask.v6 = v6;
	for (int round = 0; round < ROUNDS_MOST; round++) {
		ck_assert_int_eq(coverage(&p->pool, &ask, &wanted, out), ERR_NONE);
		if (!wanted.n)
			break;
		fetch(p, &wanted);
	}
	wanted_release(&wanted);
}

static enum result checked(struct proof *p, struct ip ip, bool v6, size_t *term)
{
	struct pool pool = { 0 };
	struct wanted wanted = { 0 };
	struct ask ask = p->walk;
	struct check c;

	ask.v6 = v6;
	ask.sender = &p->sender;
	for (int round = 0; round < ROUNDS_MOST; round++) {
		pool_reset(&pool);
		ck_assert_int_eq(check(&pool, &ask, ip, &wanted, &c), ERR_NONE);
		if (c.result != R_PENDING || !wanted.n)
			break;
		fetch(p, &wanted);
	}
	*term = verdict_at(c.verdict, c.walk.top ? c.walk.top->record.n : 0);
	enum result result = c.verdict->result;
	pool_release(&pool);
	wanted_release(&wanted);
	p->checked++;
	return result;
}

static void agrees(struct proof *p, struct ip ip, bool v6, enum result result, size_t term, bool here)
{
	char text[IP_TEXT];
	size_t at;
	enum result got = checked(p, ip, v6, &at);

	ip_text(ip, v6, text);
	ck_assert_msg(got == result, "%s: term %zu says %s, check() %s", text, term, result_word(result), result_word(got));
	ck_assert_msg(!here || at == term, "%s: decided at %zu, said to be at %zu", text, at, term);
}

static void set_agrees(struct proof *p, const struct ipset *set, enum result result, size_t term, bool here)
{
	for (unsigned v6 = 0; v6 < 2; v6++)
		for (size_t i = 0; i < set[v6].n && i < RANGES_TRIED; i++) {
			agrees(p, set[v6].range[i].from, v6, result, term, here);
			agrees(p, set[v6].range[i].to, v6, result, term, here);
		}
}

/* "Terms before it have decided all of these." */
static void taken_before(struct proof *p, const struct told *told, size_t term)
{
	for (unsigned v6 = 0; v6 < 2; v6++)
		for (size_t i = 0; i < told->net[v6].n && i < RANGES_TRIED; i++) {
			size_t at;

			(void)checked(p, told->net[v6].range[i].from, v6, &at);
			ck_assert_uint_lt(at, term);
		}
}

/* The name that term_tell() is to be given, for a term with none of its own. Others are told without their networks, as far as here. */
static struct name target_of(const struct proof *p, const struct record *record, size_t i)
{
	struct name name = { 0 };

	if (i < record->n && !record->term[i].value.len)
		return p->name;
	if (i < record->n && !record->term[i].macros && name_from_bytes(record_slice(record, record->term[i].value), &name))
		name.len = 0;
	return name;
}

static void prove_term(struct proof *p, const struct telling *about, size_t i)
{
	struct name target = target_of(p, about->record, i);
	struct told told;

	if (i < about->record->n && term_is_dead(about->record, i))
		return;
	term_tell(&p->pool, about, i, &target, &told);
	set_agrees(p, told.set, told.result, i, told.tells != TELLS_PLAIN);
	if (told.tells == TELLS_TAKEN)
		taken_before(p, &told, i);
	p->plain += told.tells == TELLS_PLAIN;
	p->rest += told.tells == TELLS_REST;
	p->ended += told.tells == TELLS_ENDS;
	p->taken += told.tells == TELLS_TAKEN;
	p->nobody += told.tells == TELLS_NOBODY;
}

static void prove_errors(struct proof *p, const struct telling *about)
{
	struct told_errors errors;
	struct buf out = { 0 };

	record_errors(&p->pool, about, &errors);
	for (size_t i = 0; i < errors.n; i++)
		if (!errors.error[i].maybe)
			set_agrees(p, errors.error[i].set, errors.error[i].result, errors.error[i].at, true);
	explain_record(about, &out);
	ck_assert(!out.failed);
	p->errors += errors.n;
	buf_release(&out);
}

static void prove(struct proof *p, struct slice domain)
{
	struct walk walk[2] = { 0 };

	if (name_from_bytes(domain, &p->name))
		return;
	p->walk.domain = domain;
	p->walk.answers = p->table;
	cover(p, false, &walk[0]);
	cover(p, true, &walk[1]);
	if (!walk[0].top)
		return;
	struct telling about = { .record = &walk[0].top->record, .domain = &p->name, .answers = p->table, .walk = { &walk[0], &walk[1] } };
	for (size_t i = 0; record_good(about.record) && i <= about.record->n; i++)
		prove_term(p, &about, i);
	prove_errors(p, &about);
}

static const struct answer *of_suite(const void *zone, const struct question *question)
{
	return suite_answer(zone, question);
}

static void prove_suite(const char *path)
{
	struct proof p = { .ask = of_suite };
	struct suite suite;

	suite_read(&suite, path);
	for (size_t i = 0; i < suite.n; i++) {
		const struct suite_test *test = &suite.test[i];

		p.table = answers_new(NULL);
		p.world = &suite.zone[test->zone];
		p.sender = sender_of(slice_of(test->mail_from), slice_of(test->helo));
		/* Half of them told of this very sender, as a check is; half of any. */
		p.walk = (struct ask){ .sender = i & 1 ? &p.sender : NULL };
		prove(&p, p.sender.domain);
		answers_free(p.table);
		pool_reset(&p.pool);
	}
	pool_release(&p.pool);
	suite_release(&suite);
	ck_assert_uint_gt(p.checked, 400);
	ck_assert_uint_gt(p.plain, 20);
	ck_assert_uint_gt(p.rest, 20);
	ck_assert_uint_gt(p.ended, 10);
	ck_assert_uint_gt(p.errors, 10);
}

START_TEST(suite_7208)
{
	prove_suite(suite_rfc7208);
}
END_TEST

START_TEST(suite_4408)
{
	prove_suite(suite_rfc4408);
}
END_TEST

static const struct answer *of_world(const void *world, const struct question *question)
{
	return world_answer(world, question);
}

START_TEST(random_trees)
{
	struct proof p = { .ask = of_world };
	struct dice dice = { UINT64_C(11400714819323198485) };

	for (int i = 0; i < TREES; i++) {
		struct world world;

		world_fill(&world, &dice);
		p.world = &world;
		p.table = world.table;
		p.sender = world.sender;
		p.walk = (struct ask){ .sender = i & 1 ? &p.sender : NULL };
		prove(&p, SLICE("d0.t"));
		answers_free(world.table);
		pool_reset(&p.pool);
	}
	pool_release(&p.pool);
	ck_assert_uint_gt(p.checked, TREES);
	ck_assert_uint_gt(p.plain, TREES / 10);
	ck_assert_uint_gt(p.rest, TREES / 10);
	ck_assert_uint_gt(p.ended, TREES / 50);
	ck_assert_uint_gt(p.taken, TREES / 50);
	ck_assert_uint_gt(p.nobody, TREES / 50);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("sentence");
	TCase *tests = tcase_create("sentence");

	tcase_set_timeout(tests, 120);
	tcase_add_test(tests, suite_7208);
	tcase_add_test(tests, suite_4408);
	tcase_add_test(tests, random_trees);
	suite_add_tcase(suite, tests);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
