/* test_screen_diff: the Diff screen. */
#include "screen_support.h"

#include "ui/screens/diff_private.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

/* What old.example.net publishes: "v=spf1 mx include:a.net include:a.net exp=why.old.example.net ?all". */
static void open_diff(struct player *p, const char *record)
{
	player_open(p, "old.example.net", NULL);
	player_resize(p, 100, 40);
	if (record) {
		screen_play(p, "F3 M-r ^U");
		player_paste(p, record);
	}
	screen_play(p, "F6");
}

START_TEST(nothing_changed)
{
	struct player p;

	open_diff(&p, NULL);
	screen_shows(&p, "Nothing is changed: the new record is the published one.");
	screen_shows(&p, "0 gone, 0 new, 0 moved, 5 kept");
	screen_shows(&p, "lookups       5 -> 5 of 10");
	screen_shows(&p, "the same before and after");
	player_close(&p);
}
END_TEST

START_TEST(term_by_term)
{
	struct player p;

	open_diff(&p, "v=spf1 include:a.net mx ip4:192.0.2.1 -all");
	screen_shows(&p, "Published now, TTL 300; asked of zone files.");
	screen_shows(&p, "3 gone, 2 new, 1 moved, 1 kept");
	screen_shows(&p, "+ new    ip4:192.0.2.1");
	screen_shows(&p, "- gone   ?all");
	screen_shows(&p, "- gone   exp=why.old.example.net");
	screen_shows(&p, "+ new    -all");
	screen_shows(&p, "was term ");
	screen_shows(&p, "lookups       5 -> 3 of 10");
	screen_shows(&p, "bytes         66 -> 42");
	screen_shows(&p, "Old answers live on for up to 300 s after the change.");
	screen_play(&p, "o");
	screen_hides(&p, "kept   ");
	screen_shows(&p, "+ new    -all");
	screen_play(&p, "o");
	screen_shows(&p, "kept   ");
	player_close(&p);
}
END_TEST

START_TEST(string_by_string)
{
	struct player p;

	open_diff(&p, "v=spf1 mx -all");
	screen_play(&p, "w");
	screen_shows(&p, "- \"v=spf1 mx include:a.net include:a.net exp=why.old.example.net");
	screen_shows(&p, "+ \"v=spf1 mx -all\"");
	screen_play(&p, "y");
	ck_assert_ptr_nonnull(strstr(player_last(&p, EFFECT_COPY)->text, "+ \"v=spf1 mx -all\"\n"));
	screen_play(&p, "p");
	ck_assert_ptr_nonnull(strstr(player_last(&p, EFFECT_PLAIN_PAGE)->text, "+ \"v=spf1 mx -all\"\n"));
	screen_play(&p, "w");
	screen_shows(&p, "- gone   include:a.net");
	player_close(&p);
}
END_TEST

/* What was wrong and is not any more, and the other way round. */
START_TEST(findings_that_come_and_go)
{
	struct player p;

	open_diff(&p, "v=spf1 mx include:many.net +all");
	screen_shows(&p, "+ new E SPF501");
	screen_shows(&p, "+ new W SPF701");
	screen_shows(&p, "- gone");
	screen_shows(&p, "lookups       5 -> 13 of 10");
	player_close(&p);
}
END_TEST

START_TEST(nothing_published)
{
	struct player p;

	player_open(&p, "example.org", "v=spf1 mx -all");
	screen_play(&p, "F6");
	screen_shows(&p, "Nothing is published: receivers give \"none\" to all mail so far.");
	screen_shows(&p, "+ new    mx");
	screen_shows(&p, "lookups       1 of 10");
	player_close(&p);
}
END_TEST

START_TEST(more_than_one_published)
{
	struct player p;

	player_open(&p, "two.net", NULL);
	screen_play(&p, "F6");
	screen_shows(&p, "2 SPF records are published: permerror. All have to go; here is the first.");
	player_close(&p);
}
END_TEST

static void fail_answer(struct player *p, const char *name)
{
	struct question question = { wizard_name(name), RR_TXT };
	struct answer failed = { .said = SAID_FAILED, .failure = FAILURE_TIMEOUT, .owner = question.name };

	ck_assert_int_eq(answers_put(p->zone.answers, &question, &failed), ERR_NONE);
	player_event(p, (struct event){ .kind = EVENT_ANSWERS });
}

START_TEST(cannot_tell)
{
	struct player p;

	open_diff(&p, "v=spf1 include:b.net -all");
	fail_answer(&p, "a.net");
	screen_shows(&p, "? cannot tell what include:a.net lets pass (published): time-out");
	fail_answer(&p, "b.net");
	screen_shows(&p, "? cannot tell what include:b.net lets pass (new): time-out");
	fail_answer(&p, "old.example.net");
	screen_shows(&p, "Cannot tell what is published, nor what changes: time-out");
	screen_hides(&p, "term by term");
	player_close(&p);
}
END_TEST

/* The published record is surveyed when answers are new, not at every key that changes the draft. */
START_TEST(surveyed_once)
{
	struct player p;
	const struct diff *diff;
	const struct answers *layer;

	open_diff(&p, "v=spf1 mx -all");
	diff = p.app->state[SCREEN_DIFF];
	layer = diff->published.layer;
	screen_play(&p, "u");
	ck_assert_ptr_eq(diff->published.layer, layer);
	screen_play(&p, "w o w o Down Up");
	ck_assert_ptr_eq(diff->published.layer, layer);
	player_close(&p);
}
END_TEST

START_TEST(answers_that_wait)
{
	struct player p;

	player_open(&p, NULL, NULL);
	screen_play(&p, "F6 y p w o Down Enter");
	player_close(&p);
	player_open(&p, "example.org", NULL);
	p.held = true;
	screen_play(&p, "F3 M-r ^U");
	player_paste(&p, "v=spf1 include:a.net -all");
	screen_play(&p, "F6");
	screen_shows(&p, "DNS answers are still out; it may be more.");
	for (int i = 0; i < 5; i++)
		player_answer(&p);
	screen_hides(&p, "still out");
	screen_play(&p, "r");
	ck_assert_uint_eq(player_count(&p, EFFECT_AGAIN), 1);
	screen_play(&p, "Enter");
	ck_assert_int_eq(p.app->screen, SCREEN_OUTPUT);
	player_close(&p);
}
END_TEST

START_TEST(every_key) { screen_every_key("F6"); } END_TEST
START_TEST(hostile) { screen_hostile("F6"); } END_TEST

int main(void)
{
	Suite *suite = suite_create("screen_diff");
	TCase *tcase = tcase_create("screen_diff");
	SRunner *runner;
	int failed;

	tcase_set_timeout(tcase, 120);
	tcase_add_test(tcase, nothing_changed);
	tcase_add_test(tcase, term_by_term);
	tcase_add_test(tcase, string_by_string);
	tcase_add_test(tcase, findings_that_come_and_go);
	tcase_add_test(tcase, nothing_published);
	tcase_add_test(tcase, more_than_one_published);
	tcase_add_test(tcase, cannot_tell);
	tcase_add_test(tcase, surveyed_once);
	tcase_add_test(tcase, answers_that_wait);
	tcase_add_test(tcase, every_key);
	tcase_add_test(tcase, hostile);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
