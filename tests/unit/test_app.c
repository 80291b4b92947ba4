/* test_app: the app without a terminal: keys, answers and time go in, model, effects and cells come out. Checks of ux.md, section 8. */
#include "app_player.h"

#include "ui/plain.h"
#include "ui/popup.h"
#include "ui/screens/build_private.h"
#include "wizard/keep.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct build *build_of(struct player *p)
{
	return p->app->state[SCREEN_BUILD];
}

static const char *field_text(struct player *p, int id)
{
	return buf_text(&form_field(&build_of(p)->form, id)->edit.text);
}

/* Build, with the focus on a question. */
static void go_to(struct player *p, int id)
{
	if (p->app->screen != SCREEN_BUILD)
		player_keys(p, "F3");
	for (int i = 0; i < 2 * B_FIELDS && form_at(&build_of(p)->form) != id; i++)
		player_keys(p, "Tab");
	for (int i = 0; i < 2 * B_FIELDS && form_at(&build_of(p)->form) != id; i++)
		player_keys(p, "S-Tab");
	ck_assert_int_eq(form_at(&build_of(p)->form), id);
}

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
		if (build_rows[form_index(&build_of(&p)->form, id)].kind != FIELD_TEXT || form_field(&build_of(&p)->form, id)->hidden)
			continue;
		go_to(&p, id);
		player_keys(&p, "^U");
		player_type(&p, all);
		ck_assert_str_eq(field_text(&p, id), all);
		ck_assert_int_eq(form_at(&build_of(&p)->form), id);
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
	ck_assert_int_eq(p.app->message_look, LOOK_ERROR);
	ck_assert(p.app->message.len > 0);
	player_keys(&p, "^U");
	player_type(&p, "old.example.net");
	player_keys(&p, "Enter");
	ck_assert_int_eq(p.app->screen, SCREEN_DISCOVER);
	ck_assert_str_eq(player_record(&p), "v=spf1 mx include:a.net include:a.net exp=why.old.example.net ?all");
	ck_assert_ptr_nonnull(p.app->draft);
	player_close(&p);
}
END_TEST

/* Check 2: lines of a paste are no Enter, and its letters no commands. */
START_TEST(pasting)
{
	static const char text[] = "\"v=spf1 a q ip4:192.0.2.1 \" \"-all\"\r\n\n";
	struct player p;
	char before[200];

	player_open(&p, "example.org", "v=spf1 mx ~all");
	go_to(&p, Q_IP4);
	player_forget(&p);
	player_paste(&p, text);
	ck_assert_int_eq(p.app->screen, SCREEN_BUILD);
	ck_assert_int_eq(form_at(&build_of(&p)->form), Q_IP4);
	ck_assert_str_eq(field_text(&p, Q_IP4), "192.0.2.1");
	ck_assert_str_eq(player_record(&p), "v=spf1 mx ip4:192.0.2.1 ~all");
	ck_assert_uint_eq(player_count(&p, EFFECT_QUIT), 0);
	player_keys(&p, "M-u");
	ck_assert_str_eq(player_record(&p), "v=spf1 mx ~all");
	player_keys(&p, "M-r");
	player_paste(&p, text);
	ck_assert_str_eq(player_record(&p), "v=spf1 a q ip4:192.0.2.1 -all");
	ck_assert(p.app->message.len > 0);
	player_keys(&p, "M-u");
	ck_assert_str_eq(player_record(&p), "v=spf1 mx ~all");
	/* A cell with typographic quotes, wide blanks and commas. */
	player_keys(&p, "Enter");
	go_to(&p, Q_IP4);
	player_paste(&p, "\xe2\x80\x9c" "192.0.2.7\xef\xbc\x8c\xc2\xa0" "198.51.100.0/24\xe2\x80\x9d\n");
	ck_assert_str_eq(player_record(&p), "v=spf1 mx ip4:192.0.2.7 ip4:198.51.100.0/24 ~all");
	snprintf(before, sizeof before, "%s", player_record(&p));
	player_keys(&p, "Tab S-Tab Tab");
	ck_assert_str_eq(player_record(&p), before);
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
	player_type(&p, "p");
	ck_assert_int_eq(player_last(&p, EFFECT_QUIT)->status, QUIT_PLAIN);
	ck_assert_str_eq(player_last(&p, EFFECT_QUIT)->text, "v=spf1 mx a:bastion.example.org ptr ~all");
	ck_assert_str_eq(player_last(&p, EFFECT_QUIT)->path, "example.org");
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
	go_to(&p, Q_IP4);
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

/* The record waits for the typist: 0.4 s, the old figures shown until the answer. An answer in between disturbs nothing. */
START_TEST(asking_while_typing)
{
	struct player p;

	player_open(&p, "example.org", "v=spf1 a mx ~all");
	go_to(&p, Q_INCLUDE);
	ck_assert(player_sees(&p, "] 2/10"));
	p.held = true;
	player_forget(&p);
	player_type(&p, "old.example.net");
	ck_assert_uint_eq(player_count(&p, EFFECT_ASK), 0);
	ck_assert(player_sees(&p, "lookups 2/10"));
	ck_assert(player_sees(&p, "checking old.example.net TXT"));
	player_wait(&p, 390);
	ck_assert_uint_eq(player_count(&p, EFFECT_ASK), 0);
	player_wait(&p, 20);
	ck_assert_uint_eq(player_count(&p, EFFECT_ASK), 1);
	player_keys(&p, "Left Left");
	player_answer(&p);
	ck_assert_uint_eq(form_field(&build_of(&p)->form, Q_INCLUDE)->edit.cursor, strlen("old.example.net") - 2);
	ck_assert_str_eq(field_text(&p, Q_INCLUDE), "old.example.net");
	ck_assert(!player_sees(&p, "lookups 2/10"));
	ck_assert(!player_sees(&p, "] 2/10"));
	ck_assert_uint_eq(p.app->survey.pending, 0);
	ck_assert_uint_eq(p.app->figures.lookups, p.app->survey.lookups);
	player_close(&p);
}
END_TEST

/* The record that is published comes while one types already: what was typed stays, and is compared with it. */
START_TEST(late_record)
{
	struct player p;

	player_open(&p, NULL, NULL);
	p.held = true;
	player_type(&p, "old.example.net");
	player_keys(&p, "Enter F3");
	go_to(&p, Q_IP4);
	player_type(&p, "192.0.2.9 bad");
	player_answer(&p);
	ck_assert_str_eq(player_record(&p), "v=spf1 ip4:192.0.2.9 ~all");
	ck_assert_str_eq(field_text(&p, Q_IP4), "192.0.2.9 bad");
	ck_assert_uint_eq(p.app->found.records, 1);
	ck_assert(app_changed(p.app));
	ck_assert(draft_changed(p.app->draft));
	/* Nobody had touched it: it begins anew with what is published. */
	player_keys(&p, "M-1");
	player_keys(&p, "^U");
	player_type(&p, "two.net");
	player_keys(&p, "Enter");
	player_answer(&p);
	ck_assert(!app_changed(p.app));
	player_close(&p);
}
END_TEST

/* A bad word stays in its field and out of the record; the error shows on leaving, and goes the moment it is right. */
START_TEST(bad_words)
{
	struct player p;
	struct field *field;

	player_open(&p, "example.org", "v=spf1 mx ~all");
	go_to(&p, Q_IP4);
	field = form_field(&build_of(&p)->form, Q_IP4);
	player_type(&p, "192.0.2.300 192.0.2.4");
	ck_assert_str_eq(player_record(&p), "v=spf1 mx ip4:192.0.2.4 ~all");
	ck_assert(!player_sees(&p, "Left out"));
	player_keys(&p, "Tab S-Tab");
	ck_assert(player_sees(&p, "Left out"));
	ck_assert_str_eq(field_text(&p, Q_IP4), "192.0.2.300 192.0.2.4");
	ck_assert_uint_eq(field->bads, 1);
	ck_assert_uint_eq(field->bad[0].len, strlen("192.0.2.300"));
	player_keys(&p, "Home Right Right Right Right Right Right Right Right Right Right Right Backspace");
	ck_assert_str_eq(player_record(&p), "v=spf1 mx ip4:192.0.2.30 ip4:192.0.2.4 ~all");
	ck_assert(!player_sees(&p, "Left out"));
	/* Another view changes the same list: the bad word stays. */
	player_keys(&p, "End");
	player_type(&p, " 999.1.1.1");
	player_keys(&p, "M-r End");
	player_type(&p, " ip4:192.0.2.5");
	ck_assert_str_eq(field_text(&p, Q_IP4), "192.0.2.30 192.0.2.4 192.0.2.5 999.1.1.1");
	player_keys(&p, "Esc Esc");
	ck_assert_str_eq(player_record(&p), "v=spf1 mx ip4:192.0.2.30 ip4:192.0.2.4 ~all");
	/* A redirect is typed without the record losing its end before the name is whole. */
	go_to(&p, Q_ALL);
	player_keys(&p, "Right Right Right Space");
	go_to(&p, Q_REDIRECT);
	player_type(&p, "_");
	ck_assert_str_eq(player_record(&p), "v=spf1 mx ip4:192.0.2.30 ip4:192.0.2.4 ~all");
	player_type(&p, "spf.a.net");
	ck_assert_str_eq(player_record(&p), "v=spf1 mx ip4:192.0.2.30 ip4:192.0.2.4 redirect=_spf.a.net");
	player_keys(&p, "^U");
	ck_assert_str_eq(player_record(&p), "v=spf1 mx ip4:192.0.2.30 ip4:192.0.2.4 ~all");
	ck_assert_int_eq(form_at(&build_of(&p)->form), Q_REDIRECT);
	player_close(&p);
}
END_TEST

/* One step a visit; Esc puts the field back; a fix, a paste and what was found are steps as well. */
START_TEST(undoing)
{
	struct player p;

	player_open(&p, "example.org", "v=spf1 mx");
	ck_assert(!app_changed(p.app));
	go_to(&p, Q_IP4);
	player_type(&p, "192.0.2.1 192.0.2.2");
	player_keys(&p, "Tab");
	player_type(&p, "2001:db8::1");
	player_keys(&p, "Tab");
	ck_assert_str_eq(player_record(&p), "v=spf1 mx ip4:192.0.2.1 ip4:192.0.2.2 ip6:2001:db8::1");
	player_keys(&p, "M-u");
	ck_assert_str_eq(player_record(&p), "v=spf1 mx ip4:192.0.2.1 ip4:192.0.2.2");
	player_keys(&p, "M-u");
	ck_assert_str_eq(player_record(&p), "v=spf1 mx");
	player_keys(&p, "M-e M-e");
	ck_assert_str_eq(player_record(&p), "v=spf1 mx ip4:192.0.2.1 ip4:192.0.2.2 ip6:2001:db8::1");
	go_to(&p, Q_IP4);
	player_keys(&p, "^U");
	player_type(&p, "198.51.100.1");
	player_keys(&p, "Esc");
	ck_assert_str_eq(player_record(&p), "v=spf1 mx ip4:192.0.2.1 ip4:192.0.2.2 ip6:2001:db8::1");
	ck_assert_str_eq(field_text(&p, Q_IP4), "192.0.2.1 192.0.2.2");
	player_keys(&p, "Esc");
	ck_assert(player_sees(&p, "Nothing to close"));
	ck_assert_int_eq(p.app->screen, SCREEN_BUILD);
	/* What was found was put in for an empty domain, in one step. */
	player_close(&p);
	player_open(&p, "example.org", NULL);
	ck_assert_str_eq(player_record(&p), "v=spf1 a mx ~all");
	ck_assert(!app_changed(p.app));
	player_keys(&p, "F3 M-u");
	ck_assert_str_eq(player_record(&p), "v=spf1 ~all");
	player_keys(&p, "M-e");
	ck_assert_str_eq(player_record(&p), "v=spf1 a mx ~all");
	player_close(&p);
}
END_TEST

START_TEST(fixing)
{
	struct player p;

	player_open(&p, "example.org", "v=spf1 mx includ:a.net ~all");
	ck_assert(app_findings(p.app) > 0);
	player_keys(&p, "F3 F8");
	ck_assert(player_sees(&p, "SPF"));
	ck_assert_uint_eq(p.app->finding, 0);
	for (size_t i = 0; i < app_findings(p.app) && !p.app->survey.findings.finding[p.app->finding].fix; i++)
		player_keys(&p, "F8");
	player_keys(&p, "M-x");
	ck_assert_ptr_nonnull(p.app->popup);
	player_keys(&p, "Esc");
	ck_assert_ptr_null(p.app->popup);
	player_keys(&p, "M-f");
	ck_assert_str_eq(player_record(&p), "v=spf1 mx include:a.net ~all");
	player_keys(&p, "M-u");
	ck_assert_str_eq(player_record(&p), "v=spf1 mx includ:a.net ~all");
	/* F8 puts the cursor on the word in its field. */
	player_close(&p);
	player_open(&p, "example.org", "v=spf1 a:bastion.example.org a:gone.example.org ~all");
	player_keys(&p, "F3");
	for (size_t i = 0; i < app_findings(p.app); i++) {
		struct app_finding finding;

		player_keys(&p, "F8");
		app_finding(p.app, p.app->finding, &finding);
		if (finding.term == 1)
			break;
	}
	ck_assert_int_eq(form_at(&build_of(&p)->form), Q_A_HOSTS);
	ck_assert_uint_eq(form_field(&build_of(&p)->form, Q_A_HOSTS)->edit.cursor, strlen("bastion.example.org "));
	player_close(&p);
}
END_TEST

/* Both views of one record, while either is edited; what no question knows stays. */
START_TEST(raw)
{
	struct player p;

	player_open(&p, "example.org", "v=spf1 exists:%{i}.example.org mx ~all");
	player_keys(&p, "F3 M-r");
	player_keys(&p, "Home M-Right M-Right");
	player_type(&p, " ip4:192.0.2.1");
	ck_assert_str_eq(field_text(&p, Q_IP4), "192.0.2.1");
	player_keys(&p, "Esc");
	ck_assert_str_eq(field_text(&p, Q_IP4), "");
	ck_assert(build_of(&p)->raw);
	player_keys(&p, "Esc");
	ck_assert(!build_of(&p)->raw);
	go_to(&p, Q_IP4);
	player_type(&p, "192.0.2.2");
	ck_assert_ptr_nonnull(strstr(player_record(&p), "exists:%{i}.example.org"));
	ck_assert_ptr_nonnull(strstr(player_record(&p), "ip4:192.0.2.2"));
	ck_assert_str_eq(buf_text(&build_of(&p)->text.text), player_record(&p));
	player_close(&p);
}
END_TEST

START_TEST(picking)
{
	struct player p;

	player_open(&p, "example.org", "v=spf1 mx ~all");
	player_keys(&p, "F3");
	player_forget(&p);
	player_keys(&p, "M-k");
	player_type(&p, "old");
	ck_assert(player_sees(&p, "Old Mail"));
	ck_assert(!player_sees(&p, "Nowhere Mail"));
	player_keys(&p, "Enter");
	ck_assert_str_eq(player_record(&p), "v=spf1 mx include:old.example.net ~all");
	ck_assert_uint_eq(player_count(&p, EFFECT_ASK) > 0, 1);	/* at once */
	ck_assert(player_sees(&p, "old.example.net costs"));
	player_keys(&p, "M-k");
	player_type(&p, "b.net");
	player_keys(&p, "Enter");
	ck_assert_str_eq(player_record(&p), "v=spf1 mx include:old.example.net include:b.net ~all");
	player_keys(&p, "M-u");
	ck_assert_str_eq(player_record(&p), "v=spf1 mx include:old.example.net ~all");
	player_keys(&p, "M-k");
	player_type(&p, "nowhere");
	player_keys(&p, "Enter");
	ck_assert_str_eq(player_record(&p), "v=spf1 mx include:old.example.net ~all");
	ck_assert(player_sees(&p, "Nowhere Mail"));
	player_keys(&p, "M-v");
	ck_assert(player_sees(&p, "What the figures are made of"));
	ck_assert(player_sees(&p, "include:old.example.net"));
	player_keys(&p, "Esc");
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
	go_to(&p, Q_IP4);
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
	player_keys(&p, "Esc");
	ck_assert_ptr_null(p.app->popup);
	player_close(&p);
}
END_TEST

/* Check 14: the same answers by screens, by plain questions and by setting replies as `build` does: the same bytes. */
START_TEST(three_faces)
{
	static const struct { int id; const char *plain, *typed; } answers[] = {
		{ Q_RETURN_PATH, "", NULL }, { Q_SENDS, "", NULL }, { Q_A, "no", " " }, { Q_MX, "", NULL }, { Q_PTR, "", NULL },
		{ Q_A_HOSTS, "bastion.example.org", "bastion.example.org" }, { Q_MX_SETS, "old.example.net", "old.example.net" },
		{ Q_IP4, "198.51.100.0/24 203.0.113.7", "198.51.100.0/24 203.0.113.7" }, { Q_IP6, "2001:db8::/32", "2001:db8::/32" },
		{ Q_INCLUDE, "a.net", "a.net" },
	};
	char *said = NULL, plain[4096] = "";
	size_t len = 0;
	struct wizard_zone zone;
	struct player p;
	struct draft *draft;
	struct buf fault = { 0 };
	struct name domain = wizard_name("example.org");
	FILE *in = tmpfile(), *out = open_memstream(&said, &len);
	struct plain_io io = { .in = in, .out = out, .form = TEXT_ASCII };
	struct plain_start start = { .domain = domain };

	ck_assert(in && out);
	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
		fprintf(in, "%s\n", answers[i].plain);
	fprintf(in, "2\n");
	rewind(in);
	wizard_zone_open(&zone);
	start.source = zone.source;
	start.answers = zone.answers;
	ck_assert_int_eq(plain_run(&io, &start), 0);
	fclose(in);
	fclose(out);
	wizard_zone_close(&zone);

	player_open(&p, "example.org", NULL);
	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
		if (!answers[i].typed)
			continue;
		go_to(&p, answers[i].id);
		player_type(&p, answers[i].typed);
	}
	go_to(&p, Q_ALL);
	player_keys(&p, "Right Space");

	draft = draft_new(&domain, NULL);
	ck_assert_ptr_nonnull(draft);
	ck_assert(draft_set(draft, Q_A, SLICE("yes"), &fault) && draft_set(draft, Q_MX, SLICE("yes"), &fault));
	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
		if (answers[i].typed)
			ck_assert(draft_set(draft, (enum question_id)answers[i].id, slice_of(answers[i].plain), &fault));
	ck_assert(draft_set(draft, Q_ALL, SLICE("-all"), &fault));
	ck_assert_str_eq(player_record(&p), draft_record(draft)->text);
	snprintf(plain, sizeof plain, "\n%s\n", draft_record(draft)->text);
	ck_assert_msg(strstr(said, plain) != NULL, "no \"%s\" in:\n%s", plain, said);
	buf_release(&fault);
	draft_free(draft);
	free(said);
	player_close(&p);
}
END_TEST

/* Start again: the domain that is open stays as it is; another wish is a step of undo; another domain has the draft kept. */
START_TEST(starting_again)
{
	struct player p;

	player_open(&p, "old.example.net", NULL);
	ck_assert_str_eq(player_record(&p), "v=spf1 mx include:a.net include:a.net exp=why.old.example.net ?all");
	go_to(&p, Q_IP4);
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
	ck_assert(player_sees(&p, "2 SPF records are published"));
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
	player_event(&p, (struct event){ .kind = EVENT_SOURCE, .error = ERR_ADDRESS, .text = SLICE("no such server") });
	ck_assert(player_sees(&p, "no such server"));
	ck_assert_ptr_null(p.app->draft);
	player_keys(&p, "Enter");
	player_event(&p, (struct event){ .kind = EVENT_SOURCE, .text = SLICE("192.0.2.53#5353") });
	ck_assert_int_eq(p.app->screen, SCREEN_DISCOVER);
	ck_assert_ptr_nonnull(p.app->draft);
	ck_assert(player_sees(&p, "resolver 192.0.2.53#5353"));
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
	tcase_add_test(core, pasting);
	tcase_add_test(core, jumping);
	tcase_add_test(core, resizing);
	tcase_add_test(core, no_answers);
	tcase_add_test(core, asking_while_typing);
	tcase_add_test(core, late_record);
	tcase_add_test(core, bad_words);
	tcase_add_test(core, undoing);
	tcase_add_test(core, fixing);
	tcase_add_test(core, raw);
	tcase_add_test(core, picking);
	tcase_add_test(core, leaving);
	tcase_add_test(core, typed_word);
	tcase_add_test(core, three_faces);
	tcase_add_test(core, messages);
	tcase_add_test(core, starting_again);
	tcase_add_test(core, another_source);
	tcase_add_test(core, kept_drafts);
	tcase_add_test(core, discovering);
	suite_add_tcase(suite, core);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
