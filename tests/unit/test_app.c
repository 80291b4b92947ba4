/* test_app: the app without a terminal: keys, answers and time go in; model, effects and cells come out. Checks of ux.md, section 8. */
#include "app_player.h"

#include "ui/popup.h"
#include "ui/screens/build_private.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

/* Check 1: every printable character typed into every text field is there, and nothing else has happened. */
START_TEST(typing)
{
	char all[128];
	size_t n = 0;
	struct player p;

	for (char c = ' '; c < 127; c++)
		all[n++] = c;
	memcpy(all + n, "\xe4\xb8\xad", 4);
	player_open(&p, "example.org", "v=spf1 exp=why.example.org -all");
	player_keys(&p, "F3");
	for (int id = 0; id < B_BACK; id++) {
		if (build_rows[form_index(&player_build(&p)->form, id)].kind != FIELD_TEXT || form_field(&player_build(&p)->form, id)->hidden)
			continue;
		player_go(&p, id);
		player_keys(&p, "^U");
		player_type(&p, all);
		ck_assert_str_eq(player_field(&p, id), all);
		ck_assert_int_eq(form_at(&player_build(&p)->form), id);
		ck_assert_int_eq(p.app->screen, SCREEN_BUILD);
		ck_assert_ptr_null(p.app->popup);
		player_keys(&p, "^U");
	}
	player_keys(&p, "M-r ^U");
	player_type(&p, all);
	ck_assert_str_eq(player_record(&p), all);
	ck_assert_ptr_null(p.app->popup);
	ck_assert_uint_eq(player_count(&p, EFFECT_QUIT), 0);
	player_close(&p);
}
END_TEST

/* On Start too, where there is no domain yet. */
START_TEST(typing_a_domain)
{
	struct player p;

	player_open(&p, NULL, NULL);
	player_type(&p, "1q?xfunpy/kjgG two-labels.example.org");
	ck_assert_int_eq(p.app->screen, SCREEN_START);
	ck_assert_ptr_null(p.app->draft);
	ck_assert(player_sees(&p, "1q?xfunpy/kjgG two-labels.example.org"));
	player_keys(&p, "Enter");
	ck_assert_ptr_null(p.app->draft);
	ck_assert_int_eq(p.app->message_look, LOOK_BOLD);
	ck_assert(p.app->message.len > 0);
	ck_assert(player_sees(&p, " example.com."));	/* over two rows */
	player_keys(&p, "^U");
	player_type(&p, "old.example.net");
	player_keys(&p, "Enter");
	ck_assert_int_eq(p.app->screen, SCREEN_DISCOVER);
	ck_assert_str_eq(player_record(&p), "v=spf1 mx include:a.net include:a.net exp=why.old.example.net ?all");
	ck_assert_ptr_nonnull(p.app->draft);
	player_close(&p);
}
END_TEST

/* Check 3: each screen by F-key, by Meta and digit, and by digit alone where no text is typed; every F-key's twin does the same. */
START_TEST(jumping)
{
	struct player p;
	char key[8];

	player_open(&p, "example.org", "v=spf1 mx ~all");
	for (int screen = SCREEN_DISCOVER; screen < SCREEN_COUNT; screen++) {
		snprintf(key, sizeof key, "F%d", screen + 1);
		player_keys(&p, "M-2");
		player_keys(&p, key);
		ck_assert_int_eq((int)p.app->screen, screen);
		snprintf(key, sizeof key, "M-%d", screen + 1);
		player_keys(&p, "M-2");
		player_keys(&p, key);
		ck_assert_int_eq((int)p.app->screen, screen);
		snprintf(key, sizeof key, "%d", screen + 1);
		player_keys(&p, "M-2");
		player_keys(&p, key);
		ck_assert_int_eq((int)p.app->screen, screen);
	}
	player_keys(&p, "M-1");
	ck_assert_int_eq(p.app->screen, SCREEN_START);
	player_keys(&p, "F9");
	ck_assert_int_eq(p.app->screen, SCREEN_OUTPUT);
	player_close(&p);
}
END_TEST

/* Check 5: any size and back: the same cells, the same cursor. */
START_TEST(resizing)
{
	static const struct { int columns, rows; } sizes[] = { { 200, 60 }, { 40, 12 }, { 20, 5 }, { 1, 1 }, { 1000, 3 }, { 59, 24 }, { 100, 24 } };
	struct cells before = { 0 };
	struct player p;

	player_open(&p, "example.org", "v=spf1 mx a:bastion.example.org ptr ~all");
	for (int screen = 0; screen < SCREEN_COUNT; screen++) {
		char key[8];

		snprintf(key, sizeof key, "M-%d", screen + 1);
		player_keys(&p, key);
		app_draw(p.app, &before);
		for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
			player_resize(&p, sizes[i].columns, sizes[i].rows);
		player_resize(&p, 20, 5);
		ck_assert(player_sees(&p, "20x5"));
		player_resize(&p, 80, 24);
		ck_assert(cells_equal(&before, &p.cells));
	}
	/* Too small: nothing of the model changes; p goes on with plain questions. */
	player_keys(&p, "F3");
	player_resize(&p, 30, 10);
	player_forget(&p);
	player_type(&p, "xu1");
	ck_assert_int_eq(p.app->screen, SCREEN_BUILD);
	ck_assert_str_eq(player_record(&p), "v=spf1 mx a:bastion.example.org ptr ~all");
	player_type(&p, "q");
	ck_assert_int_eq(player_last(&p, EFFECT_QUIT)->status, 1);
	ck_assert_uint_eq(player_count(&p, EFFECT_KEEP), 0);
	player_type(&p, "p");
	ck_assert_int_eq(player_last(&p, EFFECT_QUIT)->status, QUIT_PLAIN);
	ck_assert_str_eq(player_last(&p, EFFECT_QUIT)->text, "v=spf1 mx a:bastion.example.org ptr ~all");
	ck_assert_str_eq(player_last(&p, EFFECT_QUIT)->path, "example.org");
	/* What was changed is kept without a question that nobody could see. */
	player_resize(&p, 80, 24);
	player_go(&p, Q_IP4);
	player_type(&p, "192.0.2.1");
	player_resize(&p, 30, 10);
	player_forget(&p);
	player_keys(&p, "^C");
	ck_assert_int_eq(player_last(&p, EFFECT_QUIT)->status, 130);
	ck_assert_uint_eq(player_count(&p, EFFECT_KEEP), 1);
	player_type(&p, "q");
	ck_assert_int_eq(player_last(&p, EFFECT_QUIT)->status, 0);
	cells_release(&before);
	player_close(&p);
}
END_TEST

/* Check 11: nothing ever answers: every key works, the wait is shown, Esc and ^C stop it. */
START_TEST(no_answers)
{
	struct player p;

	memset(&p, 0, sizeof p);
	player_open(&p, NULL, NULL);
	p.silent = true;
	player_type(&p, "example.org");
	player_keys(&p, "Enter");
	ck_assert_int_eq(p.app->screen, SCREEN_DISCOVER);
	ck_assert_uint_eq(player_count(&p, EFFECT_ASK), 1);
	ck_assert(p.app->asking);
	ck_assert(player_sees(&p, "wait"));
	player_wait(&p, 3100);
	ck_assert(player_sees(&p, "3.0 s") || player_sees(&p, "3.1 s"));
	player_go(&p, Q_IP4);
	player_type(&p, "192.0.2.1");
	ck_assert_str_eq(player_record(&p), "v=spf1 ip4:192.0.2.1 ~all");
	player_keys(&p, "F2 Esc");
	ck_assert_uint_eq(player_count(&p, EFFECT_STOP), 1);
	ck_assert(!p.app->asking);
	ck_assert(player_sees(&p, "open"));
	player_forget(&p);
	player_keys(&p, "F3 F2");
	ck_assert_uint_eq(player_count(&p, EFFECT_ASK), 0);
	player_keys(&p, "r");
	ck_assert_uint_eq(player_count(&p, EFFECT_AGAIN), 1);
	player_event(&p, (struct event){ .kind = EVENT_SOURCE, .text = SLICE("192.0.2.53") });
	ck_assert_uint_eq(player_count(&p, EFFECT_ASK), 1);
	ck_assert(player_sees(&p, "resolver 192.0.2.53"));
	/* The first ^C stops, the second within a second leaves, the draft kept. */
	player_forget(&p);
	player_keys(&p, "^C");
	ck_assert_uint_eq(player_count(&p, EFFECT_STOP), 1);
	ck_assert_uint_eq(player_count(&p, EFFECT_QUIT), 0);
	player_keys(&p, "^C");
	ck_assert_uint_eq(player_count(&p, EFFECT_KEEP), 1);
	ck_assert_int_eq(player_last(&p, EFFECT_QUIT)->status, 130);
	player_close(&p);
}
END_TEST

/* Nothing is lost: quitting asks, the draft is kept a while after a change and when the terminal goes. */
START_TEST(leaving)
{
	struct player p;

	player_open(&p, "example.org", "v=spf1 mx ~all");
	player_keys(&p, "F2 q");
	ck_assert_int_eq(player_last(&p, EFFECT_QUIT)->status, 1);
	player_forget(&p);
	player_go(&p, Q_IP4);
	player_type(&p, "192.0.2.1");
	ck_assert_uint_eq(player_count(&p, EFFECT_KEEP), 0);
	player_wait(&p, 2100);
	ck_assert_uint_eq(player_count(&p, EFFECT_KEEP), 1);
	ck_assert_ptr_nonnull(strstr(player_last(&p, EFFECT_KEEP)->text, "ip4:192.0.2.1"));
	player_forget(&p);
	player_keys(&p, "^C");
	ck_assert_ptr_nonnull(p.app->popup);
	ck_assert(player_sees(&p, "< Go on >"));
	player_keys(&p, "Enter");	/* the default */
	ck_assert_ptr_null(p.app->popup);
	ck_assert_uint_eq(player_count(&p, EFFECT_QUIT), 0);
	player_wait(&p, 1500);
	player_keys(&p, "^C");
	player_type(&p, "s");
	ck_assert_uint_eq(player_count(&p, EFFECT_KEEP), 1);
	ck_assert_int_eq(player_last(&p, EFFECT_QUIT)->status, 0);
	ck_assert_str_eq(player_last(&p, EFFECT_QUIT)->text, "v=spf1 mx ip4:192.0.2.1 ~all\n");
	player_forget(&p);
	player_wait(&p, 1500);
	player_keys(&p, "^C");
	player_type(&p, "d");
	ck_assert_uint_eq(player_count(&p, EFFECT_FORGET), 1);
	ck_assert_int_eq(player_last(&p, EFFECT_QUIT)->status, 1);
	player_forget(&p);
	player_event(&p, (struct event){ .kind = EVENT_HANGUP, .code = 15 });
	ck_assert_uint_eq(player_count(&p, EFFECT_KEEP), 1);
	ck_assert_int_eq(player_last(&p, EFFECT_QUIT)->status, 143);
	player_close(&p);
}
END_TEST

static void note_done(struct app *app, void *state)
{
	(void)app;
	++*(int *)state;
}

/* A word that has to be typed: nothing else does it. Help comes from the table of keys. */
START_TEST(typed_word)
{
	struct player p;
	int done = 0;

	player_open(&p, "example.org", "v=spf1 mx ~all");
	player_keys(&p, "F3");
	popup_typed(p.app, "Save in spite of it?", SLICE("2 errors."), "yes", note_done, &done);
	player_type(&p, "yesq");
	ck_assert(player_sees(&p, "Type yes to do it: yesq"));
	player_keys(&p, "Enter");
	ck_assert_int_eq(done, 0);
	ck_assert(player_sees(&p, "nothing was done"));
	popup_typed(p.app, "Save in spite of it?", SLICE("2 errors."), "yes", note_done, &done);
	player_type(&p, "yes");
	player_keys(&p, "Esc");
	ck_assert_int_eq(done, 0);
	popup_typed(p.app, "Save in spite of it?", SLICE("2 errors."), "yes", note_done, &done);
	player_paste(&p, "y\nes\n");
	player_keys(&p, "^U");
	player_type(&p, "yes");
	player_keys(&p, "Enter");
	ck_assert_int_eq(done, 1);
	ck_assert_ptr_null(p.app->popup);
	player_keys(&p, "F3 F1");
	ck_assert(player_sees(&p, "Help: Build"));
	ck_assert(player_sees(&p, "this help"));
	player_keys(&p, "Down Down Up");
	ck_assert(player_sees(&p, "lines 2-22"));
	player_keys(&p, "End");
	ck_assert(player_sees(&p, "Marks: E error"));
	player_keys(&p, "Up");
	ck_assert(!player_sees(&p, "Marks: E error"));
	player_keys(&p, "Home");
	ck_assert(player_sees(&p, "lines 1-21"));
	player_keys(&p, "Esc");
	ck_assert_ptr_null(p.app->popup);
	player_close(&p);
}
END_TEST

/* Over a screen the keys that its footer names act: q goes back, f repairs what is explained, F8 goes to the next finding. */
START_TEST(explaining)
{
	struct player p;

	player_open(&p, "old.example.net", NULL);
	player_keys(&p, "F3 F8 M-x");
	ck_assert_ptr_nonnull(p.app->popup);
	player_keys(&p, "q");
	ck_assert_ptr_null(p.app->popup);
	ck_assert_uint_eq(player_count(&p, EFFECT_QUIT), 0);
	for (size_t i = 0; i < app_findings(p.app); i++) {
		struct app_finding finding;

		app_finding(p.app, p.app->finding, &finding);
		if (finding.fixable)
			break;
		player_keys(&p, "M-x F8");
		ck_assert_ptr_null(p.app->popup);
	}
	player_keys(&p, "M-x f");
	ck_assert_ptr_null(p.app->popup);
	ck_assert(player_sees(&p, "Repaired: SPF"));
	player_keys(&p, "F1 F10");
	ck_assert(player_sees(&p, "Leave with changes?"));
	player_close(&p);
}
END_TEST

/* What fails behind the screen is said there. */
START_TEST(failures)
{
	static const struct {
		enum effect_kind effect;
		const char *said;
	} rows[] = { { EFFECT_ASK, "DNS could not be asked: why" }, { EFFECT_KEEP, "could not be kept: why" },
		{ EFFECT_FORGET, "could not be deleted: why" } };
	struct player p;

	player_open(&p, "example.org", NULL);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		player_event(&p, (struct event){ .kind = EVENT_DONE, .effect = rows[i].effect, .error = ERR_MEMORY, .text = SLICE("why") });
		ck_assert(player_sees(&p, rows[i].said));
	}
	player_close(&p);
}
END_TEST

/* The walks are made anew when the record or the answers changed, and at no other event. */
START_TEST(surveying)
{
	const struct answers *layer;
	struct player p;

	player_open(&p, "example.org", "v=spf1 mx ~all");
	player_go(&p, Q_IP4);
	layer = p.app->survey.layer;
	player_keys(&p, "Tab S-Tab F2 F3 F8 F1 Esc");
	player_resize(&p, 100, 30);
	player_wait(&p, 5000);
	player_type(&p, "999.");
	ck_assert_ptr_eq(layer, p.app->survey.layer);
	player_event(&p, (struct event){ .kind = EVENT_ANSWERS });
	ck_assert_uint_eq(p.app->survey.record.len, strlen("v=spf1 mx ~all"));
	player_type(&p, " 192.0.2.1");
	ck_assert_uint_eq(p.app->survey.record.len, strlen("v=spf1 mx ip4:192.0.2.1 ~all"));
	player_close(&p);
}
END_TEST

/* Messages stay until a key changes something. */
START_TEST(messages)
{
	struct player p;

	player_open(&p, "example.org", "v=spf1 mx ~all");
	player_keys(&p, "F3 Esc");
	ck_assert(player_sees(&p, "Nothing to close"));
	player_wait(&p, 5000);
	ck_assert(player_sees(&p, "Nothing to close"));
	player_keys(&p, "^L");
	ck_assert(player_sees(&p, "Nothing to close"));
	player_keys(&p, "Tab");
	ck_assert(!player_sees(&p, "Nothing to close"));
	player_close(&p);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("app");
	TCase *core = tcase_create("core");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_set_timeout(core, 60);
	tcase_add_test(core, typing);
	tcase_add_test(core, typing_a_domain);
	tcase_add_test(core, jumping);
	tcase_add_test(core, resizing);
	tcase_add_test(core, no_answers);
	tcase_add_test(core, leaving);
	tcase_add_test(core, typed_word);
	tcase_add_test(core, explaining);
	tcase_add_test(core, failures);
	tcase_add_test(core, messages);
	tcase_add_test(core, surveying);
	suite_add_tcase(suite, core);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
