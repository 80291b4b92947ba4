/* test_survey: what the walks of a draft cost and what is wrong with it. */
#include "wizard/survey.h"

#include "wizard_zone.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

struct scene {
	struct wizard_zone zone;
	struct pool pool;
	struct survey survey;
	const char *text;
	enum error error;
};

static bool pass(void *arg, const struct answers *answers, struct wanted *wanted)
{
	struct scene *s = arg;
	struct survey_ask ask = { .answers = answers, .domain = wizard_name("example.org"), .text = slice_of(s->text) };

	survey_release(&s->survey);
	pool_reset(&s->pool);
	s->error = survey(&s->pool, &ask, wanted, &s->survey);
	return s->error != ERR_NONE;
}

static void assert_sane_survey(const struct survey *s)
{
	ck_assert(s->layer && s->cost);
	ck_assert_uint_eq(s->bytes, s->record.len);
	for (size_t i = 0; i < s->findings.n; i++) {
		const struct finding *f = &s->findings.finding[i];

		ck_assert(f->rule && (f->term == SIZE_MAX || f->term < s->record.n));
		ck_assert_uint_le((size_t)f->at.at + f->at.len, s->record.len);
		ck_assert(i == 0 || f->level <= f[-1].level);	/* errors first */
	}
}

static void scene_open(struct scene *s, const char *text)
{
	*s = (struct scene){ .text = text };
	wizard_zone_open(&s->zone);
	ck_assert_int_eq(source_run(s->zone.source, s->zone.answers, pass, s, NULL), ERR_NONE);
	ck_assert_int_eq(s->error, ERR_NONE);
	assert_sane_survey(&s->survey);
}

static void scene_close(struct scene *s)
{
	survey_release(&s->survey);
	pool_release(&s->pool);
	wizard_zone_close(&s->zone);
}

static const struct row {
	const char *text;
	unsigned lookups;
	const char *findings;	/* errors and warnings: ids in order, a space behind each, "E" or "W" before */
} rows[] = {
	{ "v=spf1 a mx ~all", 2, "" },
	{ "v=spf1 ip4:192.0.2.1 -all", 0, "W613 " },
	{ "v=spf1 include:a.net include:a.net mx ~all", 5, "W801 " },
	{ "v=spf1 mx", 1, "W405 " },
	{ "v=spf1 ptr -all mx", 1, "W705 W401 " },
	{ "v=spf1 +all", 0, "W701 " },
	{ "v=spf1 foo -all", 0, "E301 " },
	{ "v=spf1 include:none.net -all", 1, "E601 " },
	{ "v=spf1 include:nowhere.net -all", 1, "E602 " },
	{ "v=spf1 include:two.net -all", 1, "E603 " },
	{ "v=spf1 include:bad.net -all", 1, "E604 " },
	{ "v=spf1 redirect=nowhere.net", 1, "E606 " },
	{ "v=spf1 redirect=none.net", 1, "E606 " },
	{ "v=spf1 include:loop.net -all", 0, "E509 " },
	{ "v=spf1 include:example.org -all", 0, "E809 " },
	{ "v=spf1 mx:manymx.net -all", 1, "E507 " },
	{ "v=spf1 a:x1.net a:x2.net a:x3.net -all", 3, "E505 W607 W607 W607 " },
	{ "v=spf1 include:many.net -all", 12, "E501 E504 " },
	{ "v=spf1 a:b1.net a:b2.net a:b3.net a:b4.net a:b5.net a:b6.net a:b7.net a:b8.net -all", 8, "W502 " },
	{ "v=spf1 a:b1.net a:b2.net a:b3.net a:b4.net a:b5.net a:b6.net a:b7.net a:b8.net a:b9.net a:b10.net -all", 10, "W502 " },
};

START_TEST(figures_and_findings)
{
	const struct row *row = &rows[_i];
	struct buf findings = { 0 };
	struct scene s;

	scene_open(&s, row->text);
	for (size_t i = 0; i < s.survey.findings.n; i++) {
		const struct finding *f = &s.survey.findings.finding[i];

		if (f->level > LEVEL_NOTE)
			buf_printf(&findings, "%c%u ", f->level == LEVEL_ERROR ? 'E' : 'W', (unsigned)f->rule->id);
	}
	ck_assert_msg(strcmp(buf_text(&findings), row->findings) == 0, "%s: %s", row->text, buf_text(&findings));
	if (row->lookups)
		ck_assert_uint_eq(s.survey.lookups, row->lookups);
	buf_release(&findings);
	scene_close(&s);
}
END_TEST

START_TEST(costs_stand_with_their_terms)
{
	struct scene s;

	scene_open(&s, "v=spf1 a ip4:192.0.2.1 include:a.net mx:manymx.net redirect=many.net");
	ck_assert_uint_eq(s.survey.cost[0], 1);
	ck_assert_uint_eq(s.survey.cost[1], 0);
	ck_assert_uint_eq(s.survey.cost[2], 2);
	ck_assert_uint_eq(s.survey.cost[3], 1);
	ck_assert_uint_eq(s.survey.mx_most, 11);
	scene_close(&s);
}
END_TEST

/* What fails today ends the walk; what stands behind it still has its price. */
START_TEST(costs_behind_a_failure_are_known)
{
	struct scene s;

	scene_open(&s, "v=spf1 include:none.net include:bad.net include:a.net a -all");
	ck_assert_int_eq(s.survey.v4.region[0].verdict->result, R_PERMERROR);
	ck_assert_uint_eq(s.survey.cost[0], 1);
	ck_assert_uint_eq(s.survey.cost[1], 1);
	ck_assert_uint_eq(s.survey.cost[2], 2);
	ck_assert_uint_eq(s.survey.cost[3], 1);
	ck_assert_uint_eq(s.survey.lookups, 5);
	scene_close(&s);
}
END_TEST

/* A name outside everything fails: that is temperror, and says which name and why. */
START_TEST(failures_are_named)
{
	struct answers *answers = answers_new(NULL);
	struct question question = { wizard_name("slow.net"), RR_TXT };
	struct answer late = { .said = SAID_FAILED, .failure = FAILURE_RCODE, .rcode = 2 };
	struct survey_ask ask = { .answers = answers, .domain = wizard_name("example.org"), .text = SLICE("v=spf1 include:slow.net a:slow.net -all") };
	struct wanted wanted = { 0 };
	struct pool pool = { 0 };
	struct buf text = { 0 };
	struct survey s;

	ck_assert_int_eq(survey(&pool, &ask, &wanted, &s), ERR_NONE);
	ck_assert_uint_eq(s.pending, 2);
	survey_release(&s);
	pool_reset(&pool);
	ck_assert_int_eq(answers_put(answers, &question, &late), ERR_NONE);
	wanted_clear(&wanted);
	ck_assert_int_eq(survey(&pool, &ask, &wanted, &s), ERR_NONE);
	ck_assert_uint_eq(s.findings.n, 1);
	ck_assert_uint_eq(s.cost[1], 1);
	ck_assert_uint_eq(s.lookups, 2);
	ck_assert_uint_eq(s.findings.finding[0].rule->id, 612);
	finding_text(&s.findings.finding[0], true, TEXT_UTF8, &text);
	ck_assert_str_eq(buf_text(&text), "include:slow.net: slow.net does not answer (SERVFAIL)");
	buf_release(&text);
	survey_release(&s);
	pool_release(&pool);
	wanted_release(&wanted);
	answers_free(answers);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("survey");
	TCase *tcase = tcase_create("all");
	SRunner *runner;
	int failed;

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, figures_and_findings, 0, sizeof rows / sizeof *rows);
	tcase_add_test(tcase, costs_stand_with_their_terms);
	tcase_add_test(tcase, costs_behind_a_failure_are_known);
	tcase_add_test(tcase, failures_are_named);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
