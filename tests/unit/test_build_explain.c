/* test_build_explain: x on Build is about what the cursor is on. */
#include "screen_support.h"

#include "ui/screens/build_private.h"

#include <check.h>
#include <string.h>

/* Where the cursor goes, the key that acts there, and what is said. */
static const struct row {
	const char *record;
	int id;
	const char *steps, *says;
} rows[] = {
	{ "v=spf1 mx include:a.net -all", Q_MX, "x", "Mail from 192.0.2.2" },	/* the two, in either order */
	{ "v=spf1 mx include:a.net -all", Q_MX, "x", "mx (mechanism, RFC 7208 5.4)" },
	{ "v=spf1 mx include:a.net -all", Q_ALL, "x", "Everything else is to be refused" },
	{ "v=spf1 mx include:a.net -all", Q_A, "x", "a (mechanism, RFC 7208 5.3)" },	/* it has no term */
	{ "v=spf1 mx include:a.net -all", Q_IP4, "M-x", "ip4 (mechanism, RFC 7208 5.6)" },
	{ "v=spf1 mx include:a.net -all", Q_INCLUDE, "M-x", "Mail from whoever passes the SPF record of a.net passes." },
	{ "v=spf1 include:a.net include:b.net -all", Q_INCLUDE, "Home M-x", "the SPF record of a.net passes." },
	{ "v=spf1 include:a.net include:b.net -all", Q_INCLUDE, "End M-x", "the SPF record of b.net passes." },
	{ "v=spf1 include:a.net include:b.net -all", Q_INCLUDE, "End \" \" M-x", "the SPF record of b.net passes." },
	{ "v=spf1 include:a.net include:b.net -all", Q_INCLUDE, "End \" a..b\" M-x", "include (mechanism, RFC 7208 5.2)" },
	{ "v=spf1 mx redirect=b.net", Q_REDIRECT, "M-x", "redirect (modifier, RFC 7208 6.1)" },
	{ "v=spf1 mx a:gone.example.org ?all", Q_A_HOSTS, "M-x", "SPF607 a-no-address" },	/* the one there, not the worst */
	{ "v=spf1 mx a:gone.example.org ?all", Q_ALL, "x", "SPF702" },
	{ "v=spf1 mx a:gone.example.org ?all", Q_MX, "x", "SPF506 void-on-ipv6" },
	{ "v=spf1 mx include:a.net -all", Q_MX, "M-r Home M-x", "What the record says:" },	/* with a finding about it all */
	{ "v=spf1 mx include:a.net -all", Q_MX, "M-r Home M-Right M-Right M-Right M-x", "mx (mechanism, RFC 7208 5.4)" },
	{ "v=spf1 mx include:a.net -all", Q_MX, "M-r End M-x", "SPF704 hardfail-and-forwarding" },
	{ "v=spf1 mx a:gone.example.org -all", Q_MX, "M-r End Left Left Left Left Left M-x", "SPF607 a-no-address" },
};

START_TEST(what_the_cursor_is_on)
{
	struct player p;

	player_open(&p, "example.org", rows[_i].record);
	player_resize(&p, 100, 60);
	screen_play(&p, "F3");
	player_go(&p, rows[_i].id);
	screen_play(&p, rows[_i].steps);
	ck_assert_ptr_nonnull(p.app->popup);
	screen_shows(&p, rows[_i].says);
	assert_sane_player(&p);
	screen_play(&p, "Esc");
	ck_assert_ptr_null(p.app->popup);
	ck_assert_int_eq(p.app->screen, SCREEN_BUILD);
	player_close(&p);
}
END_TEST

/* x means the finding that F8 went to, where it has no term too; and the cursor again once it has moved. */
START_TEST(what_was_just_shown)
{
	struct player p;
	size_t i = 0, n;

	player_open(&p, "example.org", "v=spf1 mx include:a.net -all");
	player_resize(&p, 100, 60);
	screen_play(&p, "F3");
	n = app_findings(p.app);
	while (i < n && p.app->survey.findings.finding[i].term != SIZE_MAX)
		i++;
	ck_assert_uint_lt(i, n);	/* mx1 has no record of its own */
	player_go(&p, Q_MX);
	app_show_finding(p.app, i);
	screen_play(&p, "M-x");
	screen_shows(&p, "SPF119");
	screen_shows(&p, "What the record says:");
	screen_shows(&p, "the SPF record of a.net passes.");
	screen_play(&p, "Esc M-x");
	screen_shows(&p, "SPF119");
	screen_play(&p, "Esc");
	player_go(&p, Q_ALL);
	player_go(&p, Q_MX);
	screen_play(&p, "M-x");
	screen_shows(&p, "mx (mechanism, RFC 7208 5.4)");
	player_close(&p);
}
END_TEST

/* On other screens x is about the record where nothing is wrong with it. */
START_TEST(the_whole_record)
{
	struct player p;

	player_open(&p, "null.example.net", "v=spf1 -all");
	player_resize(&p, 100, 60);
	screen_play(&p, "F2");
	ck_assert_uint_eq(app_findings(p.app), 0);
	screen_play(&p, "x");
	screen_shows(&p, "What the record says");
	screen_shows(&p, "All mail is to be refused: the domain sends none (fail).");
	player_close(&p);
	player_open(&p, NULL, NULL);
	p.held = true;
	screen_play(&p, "\"example.org\" Enter Enter F2 x");	/* nothing is published yet, as far as is known */
	ck_assert_ptr_null(p.app->popup);
	screen_shows(&p, "Nothing is known to be wrong; answers are still out.");
	player_close(&p);
}
END_TEST

/* A hint names the key that acts where the cursor is. */
START_TEST(keys_of_hints)
{
	struct player p;

	player_open(&p, "example.org", "v=spf1 mx a:gone.example.org -all");
	screen_play(&p, "F3");
	player_go(&p, Q_A_HOSTS);
	screen_play(&p, "M-f");
	screen_shows(&p, "M-x explains what to do.");
	screen_hides(&p, " x explains");
	player_go(&p, Q_ALL);
	screen_play(&p, "f");
	screen_shows(&p, " x explains what to do.");
	player_resize(&p, 40, 12);
	player_go(&p, Q_A_HOSTS);
	screen_play(&p, "PgDn");
	screen_shows(&p, "M-x");
	player_close(&p);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("build_explain");
	TCase *tcase = tcase_create("build_explain");
	SRunner *runner;
	int failed;

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, what_the_cursor_is_on, 0, sizeof rows / sizeof *rows);
	tcase_add_test(tcase, what_was_just_shown);
	tcase_add_test(tcase, the_whole_record);
	tcase_add_test(tcase, keys_of_hints);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
