/* test_app_domain: the app from one domain to the next: what is opened, asked, kept as a draft and offered again. */
#include "app_player.h"

#include "wizard/keep.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

/* Start again: the domain that is open stays as it is; another wish is a step of undo; another domain has the draft kept. */
START_TEST(starting_again)
{
	struct player p;

	player_open(&p, "old.example.net", NULL);
	ck_assert_str_eq(player_record(&p), "v=spf1 mx include:a.net include:a.net exp=why.old.example.net ?all");
	player_go(&p, Q_IP4);
	player_type(&p, "192.0.2.1");
	player_keys(&p, "M-1 Enter");
	ck_assert_int_eq(p.app->screen, SCREEN_DISCOVER);
	ck_assert_ptr_nonnull(strstr(player_record(&p), "ip4:192.0.2.1"));
	player_keys(&p, "M-1");
	player_keys(&p, "Tab Down Down Space Enter Enter");
	ck_assert_int_eq(p.app->screen, SCREEN_DISCOVER);
	ck_assert_str_eq(player_record(&p), "v=spf1 -all");
	player_keys(&p, "u");
	ck_assert_ptr_nonnull(strstr(player_record(&p), "ip4:192.0.2.1"));
	player_forget(&p);
	player_keys(&p, "M-1 S-Tab S-Tab S-Tab ^U");
	player_type(&p, "two.net");
	player_keys(&p, "Enter");
	ck_assert_uint_eq(player_count(&p, EFFECT_KEEP), 1);
	ck_assert_ptr_nonnull(strstr(player_last(&p, EFFECT_KEEP)->text, "old.example.net"));
	ck_assert(player_sees(&p, "2 SPF records: receivers"));
	player_close(&p);
}
END_TEST

/* Another server first, then the domain; what could not be opened leaves everything as it is. */
START_TEST(another_source)
{
	struct player p;

	player_open(&p, NULL, NULL);
	player_type(&p, "example.org");
	player_keys(&p, "Tab Tab Down Space Tab");
	player_type(&p, "192.0.2.53#5353");
	player_keys(&p, "Enter");
	ck_assert_str_eq(player_last(&p, EFFECT_SOURCE)->text, "@192.0.2.53#5353");
	ck_assert_int_eq(p.app->screen, SCREEN_START);
	player_event(&p, (struct event){ .kind = EVENT_SOURCE, .effect = EFFECT_SOURCE, .error = ERR_ADDRESS, .text = SLICE("no such server") });
	ck_assert(player_sees(&p, "no such server"));
	ck_assert_ptr_null(p.app->draft);
	player_keys(&p, "Enter");
	player_event(&p, (struct event){ .kind = EVENT_SOURCE, .effect = EFFECT_SOURCE, .text = SLICE("192.0.2.53#5353") });
	ck_assert_int_eq(p.app->screen, SCREEN_DISCOVER);
	ck_assert_ptr_nonnull(p.app->draft);
	ck_assert(player_sees(&p, "resolver 192.0.2.53#5353"));
	player_close(&p);
}
END_TEST

/* What was typed on Start is done before another screen is shown; what is not, stays to be typed. */
START_TEST(jumping_from_start)
{
	struct player p;

	player_open(&p, NULL, NULL);
	player_keys(&p, "F3");
	ck_assert(player_sees(&p, "Type a domain first"));
	player_type(&p, "exa mple");
	player_keys(&p, "F3");
	ck_assert_int_eq(p.app->screen, SCREEN_START);
	ck_assert_ptr_null(p.app->draft);
	player_keys(&p, "^U");
	player_type(&p, "old.example.net");
	player_keys(&p, "F5");
	ck_assert_int_eq(p.app->screen, SCREEN_TREE);
	ck_assert_ptr_nonnull(strstr(player_record(&p), "mx include:a.net"));
	/* Nothing was changed there since: it is a jump and no more. */
	player_keys(&p, "M-1 Tab Down Down 3");
	ck_assert_int_eq(p.app->screen, SCREEN_BUILD);
	ck_assert_ptr_nonnull(strstr(player_record(&p), "mx include:a.net"));
	player_keys(&p, "M-1 Space M-o");
	ck_assert_int_eq(p.app->screen, SCREEN_OUTPUT);
	ck_assert_str_eq(player_record(&p), "v=spf1 -all");
	player_close(&p);
}
END_TEST

/* A record that is pasted where nothing can be typed is the one to begin with; Enter on a choice goes on to what it asks for. */
START_TEST(pasting_on_start)
{
	struct player p;

	player_open(&p, NULL, NULL);
	player_type(&p, "example.org");
	player_keys(&p, "Tab");
	player_paste(&p, "example.org. 300 IN TXT \"v=spf1 ip4:192.0.2.9 ~all\"\n");
	ck_assert(player_sees(&p, "[v=spf1 ip4:192.0.2.9 ~all"));
	player_keys(&p, "F3");
	ck_assert_str_eq(player_record(&p), "v=spf1 ip4:192.0.2.9 ~all");
	player_close(&p);
	player_open(&p, NULL, NULL);
	player_type(&p, "example.org");
	player_keys(&p, "Tab Down Down Down Enter");
	player_type(&p, "v=spf1 -all");
	player_keys(&p, "Enter Down Enter");
	player_type(&p, "192.0.2.53");
	player_keys(&p, "Enter");
	ck_assert_str_eq(player_last(&p, EFFECT_SOURCE)->text, "@192.0.2.53");
	player_close(&p);
}
END_TEST

/* Rows of Discover are found by what they say; t tries the address of a row as a sender. */
START_TEST(discovering)
{
	struct player p;

	player_open(&p, "example.org", NULL);
	ck_assert(player_sees(&p, "mx2.example.org., 10 mx1"));
	ck_assert(player_sees(&p, "No SPF record is published"));
	player_keys(&p, "/");
	player_type(&p, "192.0.2.26");
	player_keys(&p, "Enter");
	ck_assert(player_sees(&p, "> done  A     mx2.example.org"));
	player_keys(&p, "/ ^U");
	player_type(&p, "nothing of that");
	player_keys(&p, "Enter");
	ck_assert(player_sees(&p, "No row has that"));
	player_keys(&p, "t");
	ck_assert_int_eq(p.app->screen, SCREEN_TEST);
	ck_assert(player_sees(&p, "192.0.2.26"));
	player_close(&p);
}
END_TEST

/* A draft that was kept is offered where its domain is asked for; it comes back, or goes. */
START_TEST(kept_drafts)
{
	struct name domain = wizard_name("example.org");
	struct draft *draft = draft_new(&domain, NULL);
	struct kept kept[2] = { { .when = SLICE("2026-11-20 17:02") }, { .text = SLICE("{ broken"), .when = SLICE("2026-11-19 09:00") } };
	struct buf text = { 0 };
	struct player p;

	ck_assert_ptr_nonnull(draft);
	ck_assert_int_eq(draft_set_text(draft, SLICE("v=spf1 ip4:192.0.2.44 -all")), ERR_NONE);
	ck_assert_int_eq(keep_print(draft, &text), ERR_NONE);
	kept[0].text = buf_slice(&text);
	player_open_kept(&p, "example.org", kept, 2);
	ck_assert_int_eq(p.app->screen, SCREEN_START);
	ck_assert(player_sees(&p, "example.org from 2026-11-20 17:02"));
	player_keys(&p, "Enter");
	ck_assert_int_eq(p.app->screen, SCREEN_BUILD);
	ck_assert_str_eq(player_record(&p), "v=spf1 ip4:192.0.2.44 -all");
	ck_assert(app_changed(p.app));
	player_close(&p);
	player_open_kept(&p, "example.org", kept, 2);
	player_keys(&p, "Right Enter");
	ck_assert_uint_eq(player_count(&p, EFFECT_FORGET), 1);
	ck_assert_str_eq(player_last(&p, EFFECT_FORGET)->text, "example.org");
	/* It is not offered again; the next is, which cannot be read: its file is not ours to delete. */
	ck_assert(player_sees(&p, "A draft of a domain that cannot be read"));
	player_keys(&p, "F3 M-1");
	ck_assert(!player_sees(&p, "A draft of example.org"));
	player_close(&p);
	player_open_kept(&p, NULL, kept + 1, 1);
	player_keys(&p, "S-Tab");
	for (int i = 0; i < 8 && !player_sees(&p, "cannot be read:"); i++)
		player_keys(&p, "Tab Tab Tab Tab Tab Enter");
	ck_assert_int_eq(p.app->screen, SCREEN_START);
	player_close(&p);
	buf_release(&text);
	draft_free(draft);
}
END_TEST

/* What was changed before another domain was opened is offered when its domain is opened again; what was forgotten is not. */
START_TEST(drafts_of_this_run)
{
	struct player p;

	player_open(&p, "old.example.net", NULL);
	player_go(&p, Q_IP4);
	player_type(&p, "192.0.2.1");
	player_keys(&p, "M-1 S-Tab S-Tab S-Tab S-Tab S-Tab ^U");
	player_type(&p, "two.net");
	player_keys(&p, "Enter M-1");
	ck_assert(player_sees(&p, "A draft of old.example.net from 2026-11-24 was kept."));
	player_keys(&p, "S-Tab S-Tab S-Tab S-Tab S-Tab ^U");
	player_type(&p, "old.example.net");
	player_keys(&p, "F3");
	ck_assert_int_eq(p.app->screen, SCREEN_START);
	ck_assert(player_sees(&p, "was kept: resume it"));
	ck_assert_ptr_null(strstr(player_record(&p), "ip4:192.0.2.1"));
	player_keys(&p, "Enter");
	ck_assert_int_eq(p.app->screen, SCREEN_BUILD);
	ck_assert_ptr_nonnull(strstr(player_record(&p), "ip4:192.0.2.1"));
	player_keys(&p, "M-1");
	ck_assert(!player_sees(&p, "A draft of"));
	player_close(&p);
}
END_TEST

/* A word that cannot be read is in no record, but in the draft: quitting asks, and names it. */
START_TEST(quitting_with_bad_words)
{
	struct player p;

	player_open(&p, "example.org", NULL);
	player_go(&p, Q_IP4);
	player_type(&p, "x192.0.2.3");
	ck_assert(app_changed(p.app));
	player_keys(&p, "F10");
	ck_assert_uint_eq(player_count(&p, EFFECT_QUIT), 0);
	ck_assert(player_sees(&p, "Not in the record, but in the draft"));
	player_keys(&p, "g ^C");
	ck_assert_uint_eq(player_count(&p, EFFECT_QUIT), 0);
	player_keys(&p, "g M-u F10");
	ck_assert_uint_eq(player_count(&p, EFFECT_QUIT), 1);
	player_close(&p);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("app_domain");
	TCase *core = tcase_create("core");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_set_timeout(core, 60);
	tcase_add_test(core, starting_again);
	tcase_add_test(core, another_source);
	tcase_add_test(core, discovering);
	tcase_add_test(core, jumping_from_start);
	tcase_add_test(core, pasting_on_start);
	tcase_add_test(core, quitting_with_bad_words);
	tcase_add_test(core, kept_drafts);
	tcase_add_test(core, drafts_of_this_run);
	suite_add_tcase(suite, core);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
