/* test_screen_tree: the Tree screen. */
#include "screen_support.h"

#include "ui/screens/tree_private.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void open_tree(struct player *p, const char *record)
{
	player_open(p, "example.org", record);
	screen_play(p, "F5");
}

/* The same figures, terms and answers as `spfwiz tree`, row by row. */
START_TEST(same_as_the_command)
{
	static const char *const records[] = {
		"v=spf1 mx a:gone.example.org include:a.net ip4:192.0.2.0/24 x=y ~all", "v=spf1 include:loop.net include:many.net -all",
		"v=spf1 include:%{v}.fam.net -all",
	};
	struct player p;
	struct buf printed = { 0 };
	struct slice rest, line;
	size_t n = 0;

	open_tree(&p, records[_i]);
	player_resize(&p, 160, 60);
	ledger_print(&((struct tree *)p.app->state[SCREEN_TREE])->ledger, &printed);
	rest = buf_slice(&printed);
	while (slice_cut(&rest, '\n', &line)) {
		struct slice word;
		char text[200];

		snprintf(text, sizeof text, "%.*s", (int)(line.len < 50 ? line.len : 50), line.at);
		for (size_t end = strlen(text); end && text[end - 1] == ' '; end--)
			text[end - 1] = '\0';
		if (n++)
			screen_shows(&p, text);
		ck_assert(slice_word(&line, &word));
	}
	ck_assert_uint_gt(n, 3);
	buf_release(&printed);
	player_close(&p);
}
END_TEST

START_TEST(where_receivers_stop)
{
	struct player p;

	open_tree(&p, "v=spf1 include:many.net -all");
	screen_play(&p, "End Up Up");
	screen_shows(&p, "STOP: over 10 lookups");
	player_close(&p);
	open_tree(&p, "v=spf1 a:g1.net a:g2.net a:g3.net mx -all");
	screen_shows(&p, "STOP: over 2 voids");
	screen_play(&p, "Down Down Down");
	screen_shows(&p, "Permerror here: the 3rd term that finds nothing, and 2 are allowed.");
	player_close(&p);
	open_tree(&p, "v=spf1 mx:manymx.net -all");
	screen_shows(&p, "STOP: over 10 MX");
	player_close(&p);
	open_tree(&p, "v=spf1 mx include:a.net -all");
	screen_hides(&p, "STOP");
	player_close(&p);
}
END_TEST

START_TEST(loops_have_a_name)
{
	struct player p;

	open_tree(&p, "v=spf1 include:loop.net -all");
	screen_shows(&p, "a loop: was here before");
	screen_play(&p, "Down Down");
	screen_shows(&p, "Permerror here: it is the 11th lookup");
	player_close(&p);
}
END_TEST

START_TEST(folding)
{
	struct player p;

	open_tree(&p, "v=spf1 mx include:a.net -all");
	screen_shows(&p, "include:b.net");
	screen_play(&p, "Down Down Space");
	screen_shows(&p, "[+]");
	screen_hides(&p, "+- include:b.net");
	screen_shows(&p, "line 3 of 4");
	/* It stays folded, and chosen, when the record is another. */
	screen_play(&p, "F4 \"203.0.113.9\" M-f F5");
	screen_hides(&p, "+- include:b.net");
	screen_shows(&p, "-- include:a.net --");
	screen_play(&p, "Enter");
	screen_shows(&p, "include:b.net");
	screen_play(&p, "Left");
	screen_hides(&p, "+- include:b.net");
	screen_play(&p, "Right");
	screen_shows(&p, "+- include:b.net");
	player_close(&p);
}
END_TEST

START_TEST(finding_words)
{
	struct player p;

	open_tree(&p, "v=spf1 mx include:a.net a:bastion.example.org -all");
	screen_play(&p, "Down Down Space / \"B.NET\"");
	assert_cursor_on_focus(&p);
	screen_play(&p, "Enter");
	screen_shows(&p, "-- include:b.net --");	/* what was folded around it is open */
	screen_play(&p, "/ ^U \"198.51\" Enter");	/* in an answer */
	screen_shows(&p, "-- a:bastion.example.org --");
	screen_play(&p, "/ ^U \"all\" Enter");
	screen_shows(&p, "line 10 of 10");
	screen_play(&p, "n");
	screen_shows(&p, "line 7 of 10");	/* round the end */
	screen_play(&p, "N");
	screen_shows(&p, "line 10 of 10");
	screen_play(&p, "/ ^U \"nowhere\" Enter");
	screen_shows(&p, "\"nowhere\" is nowhere in the tree.");
	screen_play(&p, "/ Esc");
	screen_shows(&p, "line 10 of 10");
	player_close(&p);
}
END_TEST

START_TEST(the_chosen_one_in_full)
{
	struct player p;

	open_tree(&p, "v=spf1 mx include:a.net -all");
	screen_play(&p, "Down Down");
	screen_shows(&p, "v=spf1 ip4:203.0.113.0/24 include:b.net ~all");
	screen_shows(&p, "Costs 2 lookups with all behind it. Without it the record needs 1.");
	screen_shows(&p, "TXT a.net: 1 record, TTL 300");
	screen_play(&p, "y");
	ck_assert_str_eq(player_last(&p, EFFECT_COPY)->text, "v=spf1 ip4:203.0.113.0/24 include:b.net ~all");
	screen_shows(&p, "If paste brings nothing: p");
	screen_play(&p, "Up");
	screen_shows(&p, "MX example.org: 2 records, TTL 300");
	screen_shows(&p, "Costs 1 lookup");
	screen_play(&p, "p");
	ck_assert(strncmp(player_last(&p, EFFECT_PLAIN_PAGE)->text, "example.org\nv=spf1 mx include:a.net -all\n  own  sum  term", 50) == 0);
	player_close(&p);
}
END_TEST

/* x says what the chosen term is, in a record that is included as well, or what the record says. */
START_TEST(explaining_what_is_chosen)
{
	struct player p;

	open_tree(&p, "v=spf1 include:a.net a:gone.example.org -all");
	player_resize(&p, 100, 50);
	screen_play(&p, "x");
	screen_shows(&p, "SPF607 a-no-address");	/* the worst of the whole */
	screen_play(&p, "Esc Down x");
	screen_shows(&p, "SPF712 unknown-include");
	screen_play(&p, "Esc Down x");
	screen_shows(&p, "Mail from 203.0.113.0/24 (203.0.113.0 to 203.0.113.255) passes.");
	screen_shows(&p, "ip4 (mechanism, RFC 7208 5.6)");
	screen_play(&p, "Esc / \"gone\" Enter x");
	screen_shows(&p, "SPF607 a-no-address");
	player_close(&p);
}
END_TEST

START_TEST(testing_what_is_chosen)
{
	struct player p;

	open_tree(&p, "v=spf1 mx include:a.net a:bastion.example.org -all");
	screen_play(&p, "/ \"203.0.113\" Enter t");
	ck_assert_int_eq(p.app->screen, SCREEN_TEST);
	screen_shows(&p, "[203.0.113.0_");
	screen_shows(&p, "pass");
	screen_play(&p, "F5 / ^U \"bastion\" Enter t");
	screen_shows(&p, "[198.51.100.7_");
	screen_play(&p, "F5 Home t");		/* no address: the one before stays */
	screen_shows(&p, "[198.51.100.7_");
	player_close(&p);
}
END_TEST

START_TEST(answers_that_wait)
{
	struct player p;

	open_tree(&p, "v=spf1 mx -all");
	p.held = true;
	screen_play(&p, "F3 M-r ^U");
	player_paste(&p, "v=spf1 mx include:a.net -all");
	screen_play(&p, "F5");
	assert_cursor_on_focus(&p);
	screen_shows(&p, "+- include:a.net                      waiting");
	for (int i = 0; i < 5; i++)
		player_answer(&p);
	screen_shows(&p, "include:b.net");
	player_close(&p);
	player_open(&p, NULL, NULL);
	screen_play(&p, "F5");
	player_close(&p);
}
END_TEST

START_TEST(every_key) { screen_every_key("F5"); } END_TEST
START_TEST(hostile) { screen_hostile("F5"); } END_TEST
START_TEST(any_text) { screen_takes_text("F5 /", "v=spf1 mx -all"); } END_TEST

int main(void)
{
	Suite *suite = suite_create("screen_tree");
	TCase *tcase = tcase_create("screen_tree");
	SRunner *runner;
	int failed;

	tcase_set_timeout(tcase, 120);
	tcase_add_loop_test(tcase, same_as_the_command, 0, 3);
	tcase_add_test(tcase, where_receivers_stop);
	tcase_add_test(tcase, loops_have_a_name);
	tcase_add_test(tcase, folding);
	tcase_add_test(tcase, finding_words);
	tcase_add_test(tcase, the_chosen_one_in_full);
	tcase_add_test(tcase, explaining_what_is_chosen);
	tcase_add_test(tcase, testing_what_is_chosen);
	tcase_add_test(tcase, answers_that_wait);
	tcase_add_test(tcase, every_key);
	tcase_add_test(tcase, hostile);
	tcase_add_test(tcase, any_text);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
