/* test_lint_witness: whatever address a finding names, the evaluator of one sender says the same of it: in random trees of records. */
#include "random_world.h"

#include "spf/select.h"
#include "wizard/survey.h"

#include <check.h>
#include <stdlib.h>

struct scene {
	struct world world;
	struct answers *table;
	struct pool pool, one;
	struct wanted wanted;
	struct survey survey;
	struct slice text;
	size_t tried;		/* addresses that were */
};

/* The record published at d0.t, in the pool of one. */
static void read_text(struct scene *s, const struct name *domain)
{
	struct question question = { *domain, RR_TXT };
	struct selected selected;

	ck_assert_int_eq(spf_select(&s->one, world_answer(&s->world, &question), &selected), ERR_NONE);
	s->text = selected.n == 1 ? selected.text : (struct slice){ 0 };
}

static void survey_all(struct scene *s, const struct name *domain)
{
	struct survey_ask ask = { .answers = s->table, .published = s->table, .domain = *domain, .text = s->text };

	do {
		survey_release(&s->survey);
		pool_reset(&s->pool);
		world_fetch(s->table, &s->world, &s->wanted);
		ck_assert_int_eq(survey(&s->pool, &ask, &s->wanted, &s->survey), ERR_NONE);
	} while (s->wanted.n > 0);
}

/* Does the verdict of this address hang on it alone? */
static bool is_certain(const struct scene *s, const struct address *address)
{
	const struct walk *walk = address->v6 ? &s->survey.v6 : &s->survey.v4;

	for (size_t i = 0; i < walk->n; i++)
		if (range_holds(walk->region[i].range, address->ip) && walk->region[i].verdict->maybe)
			return false;
	return true;
}

static void try_address(struct scene *s, struct slice text, enum result expected)
{
	static const struct sender nobody;
	struct ask ask = { .answers = s->survey.layer, .sender = &nobody, .domain = SLICE("d0.t") };
	struct address address;
	struct pool pool = { 0 };
	struct check said;

	ck_assert(address_parse(text, &address));
	if (!is_certain(s, &address))
		return;
	ask.v6 = address.v6;
	do {
		world_fetch(s->table, &s->world, &s->wanted);
		pool_reset(&pool);
		ck_assert_int_eq(check(&pool, &ask, address.ip, &s->wanted, &said), ERR_NONE);
	} while (s->wanted.n > 0);
	ck_assert_msg(said.result == expected, "%.*s: %s in %.*s", SLICE_ARG(text), result_word(said.result), SLICE_ARG(s->text));
	s->tried++;
	pool_release(&pool);
}

static void try_findings(struct scene *s)
{
	const struct lint_findings *findings = &s->survey.findings;

	for (size_t i = 0; i < findings->n; i++) {
		const struct finding *f = &findings->finding[i];

		if (f->rule->id == 504) {
			try_address(s, f->arg[1], R_PASS);
			try_address(s, f->arg[2], R_PERMERROR);
		} else if (f->rule->id == 501) {
			try_address(s, f->arg[2], R_PERMERROR);
		} else if (f->rule->id == 505 && f->level == LEVEL_ERROR) {
			try_address(s, f->arg[1], R_PERMERROR);
		}
	}
}

START_TEST(witnesses)
{
	struct dice dice = { .state = (uint64_t)_i + 1 };
	struct scene s = { 0 };
	struct name domain;

	ck_assert_int_eq(name_from_bytes(SLICE("d0.t"), &domain), ERR_NONE);
	for (int round = 0; round < 150; round++) {
		world_fill(&s.world, &dice);
		s.table = answers_new(NULL);
		read_text(&s, &domain);
		if (s.text.at) {
			survey_all(&s, &domain);
			try_findings(&s);
		}
		survey_release(&s.survey);
		pool_reset(&s.pool);
		pool_reset(&s.one);
		answers_free(s.table);
		answers_free(s.world.table);
	}
	ck_assert_uint_gt(s.tried, 20);
	pool_release(&s.pool);
	pool_release(&s.one);
	wanted_release(&s.wanted);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("lint_witness");
	TCase *tcase = tcase_create("all");
	SRunner *runner;
	int failed;

	tcase_set_timeout(tcase, 120);
	tcase_add_loop_test(tcase, witnesses, 0, 4);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
