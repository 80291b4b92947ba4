/*
 * test_lint_text: rules that read the text alone: each row's record raises its rule where it should, its near miss does not, its fix
 * gives what it should; the examples in the rules' own rows hold.
 */
#include "lint_text_cases.h"
#include "lint/fix.h"
#include "base/buf.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

struct linted {
	struct record record;
	struct pool pool;
	struct lint_findings findings;
};

static void lint_it(struct linted *l, const char *record)
{
	*l = (struct linted){ 0 };
	record_of_strings(&l->record, record);
	ck_assert_int_eq(lint_text(&l->pool, &l->record, &l->findings), ERR_NONE);
}

static void linted_release(struct linted *l)
{
	record_release(&l->record);
	pool_release(&l->pool);
}

static const struct finding *find(const struct lint_findings *findings, unsigned id)
{
	for (size_t i = 0; i < findings->n; i++)
		if (findings->finding[i].rule->id == id)
			return &findings->finding[i];
	return NULL;
}

static void check_fix(const struct linted *l, const struct finding *f, const struct text_case *c)
{
	struct record fixed;

	ck_assert_msg((f->fix != NULL) == (c->fixed[0] != '\0'), "SPF%03u: %s: fix: %d", c->id, c->record, f->fix != NULL);
	if (!f->fix)
		return;
	ck_assert_int_eq(fix_apply(&l->record, f, &fixed), ERR_NONE);
	ck_assert_msg(strcmp(fixed.text, c->fixed) == 0, "SPF%03u: %s: fixed: %s", c->id, c->record, fixed.text);
	record_release(&fixed);
}

static void run_case(const struct text_case *c)
{
	struct linted l;
	const struct finding *f;

	lint_it(&l, c->record);
	f = find(&l.findings, c->id);
	ck_assert_msg(f != NULL, "SPF%03u is not raised by %s", c->id, c->record);
	ck_assert_msg(f->level == (c->level == 'E' ? LEVEL_ERROR : c->level == 'W' ? LEVEL_WARNING : LEVEL_NOTE), "SPF%03u: %s: level %d", c->id,
	    c->record, f->level);
	if (c->at)
		ck_assert_msg(slice_equal(record_slice(&l.record, f->at), slice_of(c->at)), "SPF%03u: %s: at '%.*s'", c->id, c->record,
		    (int)f->at.len, l.record.text + f->at.at);
	if (c->fixed)
		check_fix(&l, f, c);
	linted_release(&l);
	lint_it(&l, c->near);
	f = find(&l.findings, c->id);
	ck_assert_msg(f == NULL || (c->level == 'W' && f->level == LEVEL_ERROR), "SPF%03u is raised by %s", c->id, c->near);
	linted_release(&l);
}

START_TEST(cases_raise_and_near_misses_do_not)
{
	run_case(text_case_at((size_t)_i));
}
END_TEST

/* Not lines of a zone, nor one that is shortened to be read. */
static bool is_record(const char *text)
{
	return !strstr(text, " ... ") && !strstr(text, ". TXT ") && !strstr(text, ". SPF ") && !strstr(text, " IN ") && !strstr(text, ". A ") && !strstr(text, " MX ");
}

static void check_example(const struct rule *rule, const char *text, bool raises)
{
	struct linted l;

	if (!text || !is_record(text))
		return;
	lint_it(&l, text);
	ck_assert_msg((find(&l.findings, rule->id) != NULL) == raises, "SPF%03u: the %s example: %s", rule->id, raises ? "bad" : "good", text);
	linted_release(&l);
}

START_TEST(examples_hold)
{
	const struct rule *rule;

	for (size_t i = 0; (rule = rule_at(i)); i++) {
		ck_assert_msg(rule->bad || !text_case_has(rule->id) || rule->id >= 500, "SPF%03u has no example", rule->id);
		if (text_case_has(rule->id) && rule->bad)
			check_example(rule, rule->bad, true);
		check_example(rule, rule->good, false);
	}
}
END_TEST

/* Many of one rule leave room for all else, and are counted, each term once. */
START_TEST(many_alike)
{
	struct buf text = { 0 };
	struct linted l;
	const struct finding *last = NULL;
	size_t alike = 0;

	buf_string(&text, "v=spf1");
	for (unsigned i = 0; i < 300; i++)
		buf_printf(&text, " ip4:10.%u.%u.1", i / 250, i % 250);
	buf_string(&text, " exp=x.com foo ~all +all");
	lint_it(&l, buf_text(&text));
	for (size_t i = 0; i < l.findings.n; i++)
		if (l.findings.finding[i].rule->id == 613) {
			last = &l.findings.finding[i];
			alike++;
		} else {
			ck_assert_uint_eq(l.findings.finding[i].more, 0);
		}
	ck_assert_uint_eq(alike, LINT_ALIKE);
	ck_assert_uint_eq(last->more, 300 - LINT_ALIKE);
	ck_assert(!l.findings.cut);
	static const unsigned others[] = { 301, 402, 404, 512, 703 };
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		ck_assert_msg(find(&l.findings, others[i]), "SPF%u was cut", others[i]);
	buf_clear(&text);
	finding_text(last, false, TEXT_ASCII, &text);
	ck_assert_ptr_nonnull(strstr(buf_text(&text), "; and 268 more like it"));
	linted_release(&l);
	buf_release(&text);
}
END_TEST

/* As many as are kept: nothing more is said. */
START_TEST(not_too_many_alike)
{
	struct buf text = { 0 };
	struct linted l;

	buf_string(&text, "v=spf1");
	for (unsigned i = 0; i < LINT_ALIKE; i++)
		buf_printf(&text, " ip4:10.0.%u.1", i);
	lint_it(&l, buf_text(&text));
	for (size_t i = 0; i < l.findings.n; i++)
		ck_assert_uint_eq(l.findings.finding[i].more, 0);
	linted_release(&l);
	buf_release(&text);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("lint text");
	TCase *tcase = tcase_create("all");
	SRunner *runner;
	int failed, cases = 0;

	while (text_case_at((size_t)cases))
		cases++;
	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, cases_raise_and_near_misses_do_not, 0, cases);
	tcase_add_test(tcase, examples_hold);
	tcase_add_test(tcase, many_alike);
	tcase_add_test(tcase, not_too_many_alike);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
