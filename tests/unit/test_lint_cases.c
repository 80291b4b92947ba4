/* test_lint_cases: every rule is raised by a case, and is not by its near miss. */
#include "lint_scene.h"
#include "lint_text_cases.h"

#include <check.h>
#include <stdlib.h>

static const struct lint_case *const registry[] = {
	lint_cases_dns, lint_cases_targets, lint_cases_zone, lint_cases_hosts, lint_cases_catalogue,
};
enum { REGISTRIES = sizeof registry / sizeof *registry };

static const struct lint_case *case_at(size_t i)
{
	for (size_t r = 0; r < REGISTRIES; r++)
		for (const struct lint_case *c = registry[r]; c->id; c++)
			if (i-- == 0)
				return c;
	return NULL;
}

static bool raised(const struct lint_scene *scene, unsigned id, struct lint_seens *seens)
{
	if (scene->run)
		return scene->run();
	lint_scene_run(scene, seens);
	return lint_seen_id(seens, id) != NULL;
}

static const char *shown(const struct lint_scene *scene)
{
	return scene->record ? scene->record : scene->file ? scene->file : scene->world ? scene->world : "";
}

START_TEST(raised_and_not)
{
	const struct lint_case *c = case_at((size_t)_i);
	struct lint_seens *seens = malloc(sizeof *seens);

	ck_assert_ptr_nonnull(rule_by_id(c->id));
	ck_assert_msg(raised(&c->raises, c->id, seens), "SPF%u is not raised: %s", c->id, shown(&c->raises));
	ck_assert_msg(!raised(&c->near, c->id, seens), "SPF%u is raised: %s", c->id, shown(&c->near));
	free(seens);
}
END_TEST

START_TEST(starved)
{
	const struct lint_case *c = case_at((size_t)_i);

	if (!c->raises.run)
		lint_scene_starve(&c->raises);
}
END_TEST

START_TEST(no_rule_without_a_case)
{
	const struct lint_case *c;
	size_t i;

	for (size_t r = 0; rule_at(r); r++) {
		for (i = 0; (c = case_at(i)) && c->id != rule_at(r)->id; i++)
			;
		ck_assert_msg(c || text_case_has(rule_at(r)->id), "SPF%u has no case", (unsigned)rule_at(r)->id);
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("lint_cases");
	TCase *tcase = tcase_create("all");
	SRunner *runner;
	int failed, n = 0;

	while (case_at((size_t)n))
		n++;
	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, raised_and_not, 0, n);
	tcase_add_loop_test(tcase, starved, 0, n);
	tcase_add_test(tcase, no_rule_without_a_case);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
