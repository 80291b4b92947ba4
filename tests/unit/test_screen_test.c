/* test_screen_test: the Test screen. */
#include "screen_support.h"

#include "ui/screens/test_private.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static void open_test(struct player *p, const char *record)
{
	player_open(p, "example.org", record);
	screen_play(p, "F4");
}

static const struct row {
	const char *record, *steps, *shown;
} senders[] = {
	{ "v=spf1 mx -all", "\"192.0.2.25\"", "pass  matched mx, term 1 of 2" },
	{ "v=spf1 mx -all", "\"203.0.113.9\"", "fail  matched -all, term 2 of 2" },
	{ "v=spf1 mx ~all", "\"2001:db8::1\"", "softfail  matched ~all" },
	{ "v=spf1 mx", "\"203.0.113.9\"", "neutral  no term matched" },
	{ "v=spf1 include:none.net ~all", "\"203.0.113.9\"", "permerror  include:none.net leads to a domain without an SPF record" },
	{ "v=spf1 include:a.net ~all", "\"203.0.113.9\"", "pass  matched include:a.net, term 1 of 2; there: matched ip4:203.0.113.0/24" },
	{ "v=spf1 exists:%{h}.example.org -all", "\"203.0.113.9\" Tab Tab \"bastion\"", "pass  matched exists:%{h}.example.org" },
	{ "v=spf1 exists:%{h}.example.org -all", "\"203.0.113.9\"", "cannot tell" },
	{ "v=spf1 exists:%{l}.example.org -all", "\"203.0.113.9\" Tab \"bastion@x.net\"", "pass  matched exists:%{l}.example.org" },
	{ "v=spf1 exists:%{l}.example.org -all", "\"203.0.113.9\"", "fail  matched -all" },	/* postmaster has none */
	{ "v=spf1 -all exp=why.old.example.net", "\"203.0.113.9\"", "explanation: because" },
	{ "v=spf1 mx -all", "\"::ffff:192.0.2.25\"", "pass  matched mx" },
	{ "v=spf1 include:many.net -all", "\"203.0.113.9\"", "more than 10 DNS look-ups" },
};

START_TEST(a_sender)
{
	struct player p;

	open_test(&p, senders[_i].record);
	player_resize(&p, 160, 40);
	screen_play(&p, senders[_i].steps);
	screen_shows(&p, senders[_i].shown);
	player_close(&p);
}
END_TEST

/* What cannot be read is said where its field is left. */
START_TEST(left_fields)
{
	struct player p;

	open_test(&p, "v=spf1 mx -all");
	screen_play(&p, "\"300.1.2.3\" Enter");
	ck_assert_str_eq(buf_text(&p.app->message), error_text(ERR_ADDRESS));
	screen_play(&p, "Tab \"bad helo!\" Tab");
	screen_shows(&p, "The HELO name is no domain name");
	player_close(&p);
}
END_TEST

/* Receivers take the domain of the MAIL FROM, whichever is open here (RFC 7208 2.4). */
START_TEST(a_sender_of_another_domain)
{
	struct player p;

	player_open(&p, "example.org", "v=spf1 mx -all");
	screen_play(&p, "F4 \"192.0.2.25\" Tab \"bob@other.example\"");
	screen_shows(&p, "For this sender receivers look up the record of other.example, not that of");
	screen_play(&p, "^U \"bob@EXAMPLE.org\"");
	screen_hides(&p, "For this sender receivers");
	screen_play(&p, "^U");
	screen_hides(&p, "For this sender receivers");
	screen_play(&p, "\"<>\" Tab \"mx.other.example\"");
	screen_shows(&p, "look up the record of mx.other.example, not that of");
	player_resize(&p, 40, 12);
	assert_sane_player(&p);
	player_close(&p);
}
END_TEST

START_TEST(term_by_term)
{
	struct player p;

	open_test(&p, "v=spf1 mx a:gone.example.org include:a.net -all");
	screen_play(&p, "\"203.0.113.9\"");
	screen_shows(&p, "    1    1  mx                               no       2 MX, 2 addresses");
	screen_shows(&p, "    1    2  a:gone.example.org               no       no such name  void");
	screen_shows(&p, "    1    3  include:a.net                    MATCH");
	screen_shows(&p, "    0       |  ip4:203.0.113.0/24            MATCH    256 addresses");
	screen_shows(&p, "lookups 3/10  void 1/2");
	screen_play(&p, "Tab Tab Tab Tab Down Down");
	assert_cursor_on_focus(&p);
	screen_shows(&p, " >  1    3  include:a.net");
	player_close(&p);
}
END_TEST

START_TEST(not_an_address)
{
	struct player p;

	open_test(&p, "v=spf1 mx -all");
	screen_play(&p, "\"192.0.2.\"");
	screen_shows(&p, "Type the address of a sending server");
	screen_play(&p, "\"25\"");
	screen_shows(&p, "pass  matched mx");
	screen_play(&p, "^U \"no.such\" M-f");
	screen_shows(&p, "Type the sending address first");
	ck_assert_str_eq(player_record(&p), "v=spf1 mx -all");
	player_close(&p);
}
END_TEST

START_TEST(adding_the_address)
{
	struct player p;

	open_test(&p, "v=spf1 mx ip4:198.51.100.0/24 -all");
	screen_play(&p, "\"203.0.113.9\" M-f");
	ck_assert_str_eq(player_record(&p), "v=spf1 mx ip4:198.51.100.0/24 ip4:203.0.113.9 -all");
	screen_shows(&p, "pass  matched ip4:203.0.113.9");
	screen_shows(&p, "203.0.113.9 was added to the record; undo takes it back.");
	screen_play(&p, "M-f");
	screen_shows(&p, "203.0.113.9 passes already.");
	screen_play(&p, "^U \"2001:db8::9\" S-Tab f");
	ck_assert_str_eq(player_record(&p), "v=spf1 mx ip4:198.51.100.0/24 ip4:203.0.113.9 ip6:2001:db8::9 -all");
	screen_play(&p, "u u");
	ck_assert_str_eq(player_record(&p), "v=spf1 mx ip4:198.51.100.0/24 -all");
	screen_shows(&p, "fail  matched -all");
	player_close(&p);
}
END_TEST

/* Against what DNS has, whatever the draft says. */
START_TEST(against_published)
{
	struct player p;

	player_open(&p, "old.example.net", NULL);
	screen_play(&p, "F4 \"203.0.113.9\"");
	screen_shows(&p, "pass  matched include:a.net");
	screen_play(&p, "F3 M-r ^U");
	player_paste(&p, "v=spf1 -all");
	screen_play(&p, "F4");
	screen_shows(&p, "fail  matched -all");
	screen_play(&p, "Tab Tab Tab Right Space");
	screen_shows(&p, "( ) new  (*) published");
	screen_shows(&p, "pass  matched include:a.net");
	player_close(&p);
}
END_TEST

START_TEST(expectations)
{
	struct player p;

	open_test(&p, "v=spf1 mx -all");
	screen_shows(&p, "None yet. a adds one");
	screen_play(&p, "M-a");
	assert_cursor_on_focus(&p);
	screen_play(&p, "\"pass 192.0.2.25 mx1\" Enter");
	screen_shows(&p, "pass      192.0.2.25        mx1");
	screen_shows(&p, "1 met, 0 not met");
	screen_play(&p, "a ^U \"fail 192.0.2.26 nobody\" Enter");
	screen_shows(&p, "NOT MET");
	screen_shows(&p, "1 met, 1 not met");
	screen_play(&p, "Enter ^U \"pass nonsense\" Enter");
	screen_shows(&p, "\"nonsense\" is not an IP address.");
	screen_play(&p, "^U \"fail 203.0.113.9\" Enter");
	screen_shows(&p, "2 met, 0 not met");
	ck_assert(slice_equal(draft_expectations(p.app->draft), SLICE("pass 192.0.2.25 mx1\nfail 203.0.113.9\n")));
	screen_play(&p, "Up d");
	ck_assert(slice_equal(draft_expectations(p.app->draft), SLICE("fail 203.0.113.9\n")));
	screen_play(&p, "u");
	screen_shows(&p, "2 met, 0 not met");
	screen_play(&p, "a Esc");
	screen_shows(&p, "2 met, 0 not met");
	screen_play(&p, "a ^U Enter");		/* nothing typed, nothing expected */
	screen_shows(&p, "2 met, 0 not met");
	screen_play(&p, "F3 M-r ^U");
	player_paste(&p, "v=spf1 ?all");
	screen_play(&p, "F4");
	screen_shows(&p, "0 met, 2 not met");
	player_close(&p);
}
END_TEST

START_TEST(expectations_beyond_the_bound)
{
	struct buf lines = { 0 };
	struct player p;

	open_test(&p, "v=spf1 mx -all");
	for (unsigned i = 0; i < EXPECT_MOST + 5; i++)
		buf_printf(&lines, "fail 203.0.113.%u\n", i);
	buf_string(&lines, "garbage \x1b[2J\n");
	ck_assert_int_eq(draft_set_expectations(p.app->draft, buf_slice(&lines)), ERR_NONE);
	screen_play(&p, "F5 F4");
	screen_shows(&p, "200 met, 0 not met, 6 not tested");
	screen_play(&p, "M-a ^U \"pass 192.0.2.1\" Enter");
	screen_shows(&p, "that is the most this screen tests");
	ck_assert(slice_equal(draft_expectations(p.app->draft), buf_slice(&lines)));
	player_close(&p);
	open_test(&p, "v=spf1 mx -all");
	ck_assert_int_eq(draft_set_expectations(p.app->draft, SLICE("garbage \x1b[2J\nfail 203.0.113.1\n")), ERR_NONE);
	screen_play(&p, "F5 F4");
	screen_shows(&p, "garbage \\027[2J  \"garbage\" is no result");
	screen_shows(&p, "1 met, 1 not met");
	player_close(&p);
	buf_release(&lines);
}
END_TEST

/* Nothing waits for DNS but the verdict. */
START_TEST(answers_that_wait)
{
	struct player p;

	open_test(&p, "v=spf1 ip4:198.51.100.0/24 exists:%{i}.b1.net -all");
	p.held = true;
	screen_play(&p, "F4 \"203.0.113.9\"");
	screen_shows(&p, "waiting");
	assert_cursor_on_focus(&p);
	screen_play(&p, "^U \"198.51.100.9\"");
	screen_shows(&p, "pass  matched ip4:198.51.100.0/24");
	screen_play(&p, "^U \"203.0.113.9\" M-a ^U \"fail 203.0.113.9\" Enter");
	screen_shows(&p, "1 waiting");
	for (int i = 0; i < 6; i++)
		player_answer(&p);
	screen_shows(&p, "fail  matched -all");
	screen_shows(&p, "1 met, 0 not met");
	player_close(&p);
	player_open(&p, NULL, NULL);
	screen_play(&p, "F4 a f Tab Tab d Enter");
	player_close(&p);
}
END_TEST

/* What hangs on the sender is asked for that sender. */
START_TEST(asking_for_the_sender)
{
	struct player p;

	open_test(&p, "v=spf1 exists:%{i}.x.net ~all");
	player_forget(&p);
	screen_play(&p, "\"192.0.2.9\"");
	screen_shows(&p, "softfail");
	ck_assert_uint_ge(player_count(&p, EFFECT_ASK), 1);
	screen_play(&p, "r");
	player_forget(&p);
	screen_play(&p, "Tab Tab Tab r");
	ck_assert_uint_eq(player_count(&p, EFFECT_AGAIN), 1);
	player_close(&p);
}
END_TEST

START_TEST(going_round)
{
	struct player p;

	open_test(&p, "v=spf1 mx -all");
	screen_play(&p, "\"192.0.2.25\"");
	for (int i = 0; i < 14; i++) {
		screen_play(&p, i < 7 ? "Tab" : "S-Tab");
		assert_cursor_on_focus(&p);
	}
	ck_assert_int_eq(p.cells.cursor_row, 3);
	player_resize(&p, 40, 12);
	for (int i = 0; i < 14; i++) {
		screen_play(&p, i < 7 ? "Tab" : "S-Tab");
		assert_cursor_on_focus(&p);
	}
	screen_play(&p, "PgDn");
	screen_shows(&p, "Expectations");
	screen_shows(&p, "2/2");
	screen_play(&p, "PgUp");
	screen_shows(&p, "1/2");
	player_close(&p);
}
END_TEST

START_TEST(every_key) { screen_every_key("F4"); } END_TEST
START_TEST(hostile) { screen_hostile("F4"); } END_TEST
START_TEST(any_text)
{
	static const char *const fields[] = { "F4", "F4 Tab", "F4 Tab Tab", "F4 M-a ^U" };

	screen_takes_text(fields[_i], "v=spf1 mx -all");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("screen_test");
	TCase *tcase = tcase_create("screen_test");
	SRunner *runner;
	int failed;

	tcase_set_timeout(tcase, 120);
	tcase_add_loop_test(tcase, a_sender, 0, sizeof senders / sizeof *senders);
	tcase_add_test(tcase, a_sender_of_another_domain);
	tcase_add_test(tcase, term_by_term);
	tcase_add_test(tcase, left_fields);
	tcase_add_test(tcase, not_an_address);
	tcase_add_test(tcase, adding_the_address);
	tcase_add_test(tcase, against_published);
	tcase_add_test(tcase, expectations);
	tcase_add_test(tcase, expectations_beyond_the_bound);
	tcase_add_test(tcase, answers_that_wait);
	tcase_add_test(tcase, asking_for_the_sender);
	tcase_add_test(tcase, going_round);
	tcase_add_test(tcase, every_key);
	tcase_add_test(tcase, hostile);
	tcase_add_loop_test(tcase, any_text, 0, 4);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
