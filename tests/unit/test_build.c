/* test_build: fields and record as two views of one draft, while keys, pastes and answers come in. */
#include "app_player.h"

#include "ui/plain.h"
#include "ui/screens/build_private.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Check 2: lines of a paste are no Enter, and its letters no commands. */
START_TEST(pasting)
{
	static const char text[] = "\"v=spf1 a q ip4:192.0.2.1 \" \"-all\"\r\n\n";
	struct player p;
	char before[200];

	player_open(&p, "example.org", "v=spf1 mx ~all");
	player_go(&p, Q_IP4);
	player_forget(&p);
	player_paste(&p, text);
	ck_assert_int_eq(p.app->screen, SCREEN_BUILD);
	ck_assert_int_eq(form_at(&player_build(&p)->form), Q_IP4);
	ck_assert_str_eq(player_field(&p, Q_IP4), "192.0.2.1");
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
	player_go(&p, Q_IP4);
	player_paste(&p, "\xe2\x80\x9c" "192.0.2.7\xef\xbc\x8c\xc2\xa0" "198.51.100.0/24\xe2\x80\x9d\n");
	ck_assert_str_eq(player_record(&p), "v=spf1 mx ip4:192.0.2.7 ip4:198.51.100.0/24 ~all");
	snprintf(before, sizeof before, "%s", player_record(&p));
	player_keys(&p, "Tab S-Tab Tab");
	ck_assert_str_eq(player_record(&p), before);
	player_close(&p);
}
END_TEST

/* The record waits for the typist: 0.4 s, the old figures shown until the answer. An answer in between disturbs nothing. */
START_TEST(asking_while_typing)
{
	struct player p;

	player_open(&p, "example.org", "v=spf1 a mx ~all");
	player_go(&p, Q_INCLUDE);
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
	ck_assert_uint_eq(form_field(&player_build(&p)->form, Q_INCLUDE)->edit.cursor, strlen("old.example.net") - 2);
	ck_assert_str_eq(player_field(&p, Q_INCLUDE), "old.example.net");
	ck_assert(!player_sees(&p, "lookups 2/10"));
	ck_assert(!player_sees(&p, "] 2/10"));
	ck_assert_uint_eq(p.app->survey.pending, 0);
	ck_assert_uint_eq(p.app->figures.lookups, p.app->survey.lookups);
	player_close(&p);
}
END_TEST

/* The record that is published comes while one types already: what was typed is added to it. */
START_TEST(late_record)
{
	struct player p;

	player_open(&p, NULL, NULL);
	p.held = true;
	player_type(&p, "old.example.net");
	player_keys(&p, "Enter F3");
	player_go(&p, Q_IP4);
	player_type(&p, "192.0.2.9 bad");
	player_answer(&p);
	ck_assert_str_eq(player_record(&p), "v=spf1 mx ip4:192.0.2.9 include:a.net include:a.net exp=why.old.example.net ?all");
	ck_assert_str_eq(player_field(&p, Q_IP4), "192.0.2.9 bad");
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
	size_t before;

	player_open(&p, "example.org", "v=spf1 mx ~all");
	player_go(&p, Q_IP4);
	field = form_field(&player_build(&p)->form, Q_IP4);
	player_type(&p, "192.0.2.300 192.0.2.4");
	ck_assert_str_eq(player_record(&p), "v=spf1 mx ip4:192.0.2.4 ~all");
	ck_assert(!player_sees(&p, "Left out"));
	player_keys(&p, "Tab S-Tab");
	ck_assert(player_sees(&p, "Left out"));
	ck_assert_str_eq(player_field(&p, Q_IP4), "192.0.2.300 192.0.2.4");
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
	ck_assert_str_eq(player_field(&p, Q_IP4), "192.0.2.30 192.0.2.4 192.0.2.5 999.1.1.1");
	player_keys(&p, "Esc Esc");
	ck_assert_str_eq(player_record(&p), "v=spf1 mx ip4:192.0.2.30 ip4:192.0.2.4 ~all");
	/* Said twice counts once. */
	before = strlen(player_record(&p));
	player_keys(&p, "End");
	player_type(&p, " 192.0.2.4 ");
	ck_assert_uint_eq(strlen(player_record(&p)), before);
	ck_assert_str_eq(player_field(&p, Q_IP4), "192.0.2.30 192.0.2.4 999.1.1.1 192.0.2.4 ");
	/* A redirect is typed without the record losing its end before the name is whole. */
	player_go(&p, Q_ALL);
	player_keys(&p, "Right Right Right Space");
	player_go(&p, Q_REDIRECT);
	player_type(&p, "_");
	ck_assert_str_eq(player_record(&p), "v=spf1 mx ip4:192.0.2.30 ip4:192.0.2.4 ~all");
	player_type(&p, "spf.a.net");
	ck_assert_str_eq(player_record(&p), "v=spf1 mx ip4:192.0.2.30 ip4:192.0.2.4 redirect=_spf.a.net");
	player_keys(&p, "^U");
	ck_assert_str_eq(player_record(&p), "v=spf1 mx ip4:192.0.2.30 ip4:192.0.2.4 ~all");
	ck_assert_int_eq(form_at(&player_build(&p)->form), Q_REDIRECT);
	player_close(&p);
}
END_TEST

/* What the record says twice stays so until somebody takes it out. */
START_TEST(twice)
{
	struct player p;

	player_open(&p, "old.example.net", NULL);
	player_go(&p, Q_INCLUDE);
	player_type(&p, " b.net");
	ck_assert_str_eq(player_record(&p), "v=spf1 mx include:a.net include:a.net include:b.net exp=why.old.example.net ?all");
	player_keys(&p, "Home M-Right");
	player_type(&p, "x");
	ck_assert_str_eq(player_record(&p), "v=spf1 mx include:ax.net include:a.net include:b.net exp=why.old.example.net ?all");
	player_keys(&p, "Esc");
	ck_assert_str_eq(player_record(&p), "v=spf1 mx include:a.net include:a.net exp=why.old.example.net ?all");
	player_close(&p);
}
END_TEST

/* One step a visit; Esc puts the field back; a fix, a paste and what was found are steps as well. */
START_TEST(undoing)
{
	struct player p;

	player_open(&p, "example.org", "v=spf1 mx");
	ck_assert(!app_changed(p.app));
	player_go(&p, Q_IP4);
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
	player_go(&p, Q_IP4);
	player_keys(&p, "^U");
	player_type(&p, "198.51.100.1");
	player_keys(&p, "Esc");
	ck_assert_str_eq(player_record(&p), "v=spf1 mx ip4:192.0.2.1 ip4:192.0.2.2 ip6:2001:db8::1");
	ck_assert_str_eq(player_field(&p, Q_IP4), "192.0.2.1 192.0.2.2");
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
	ck_assert_int_eq(form_at(&player_build(&p)->form), Q_A_HOSTS);
	ck_assert_uint_eq(form_field(&player_build(&p)->form, Q_A_HOSTS)->edit.cursor, strlen("bastion.example.org "));
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
	ck_assert_str_eq(player_field(&p, Q_IP4), "192.0.2.1");
	player_keys(&p, "Esc");
	ck_assert_str_eq(player_field(&p, Q_IP4), "");
	ck_assert(player_build(&p)->raw);
	player_keys(&p, "Esc");
	ck_assert(!player_build(&p)->raw);
	player_go(&p, Q_IP4);
	player_type(&p, "192.0.2.2");
	ck_assert_ptr_nonnull(strstr(player_record(&p), "exists:%{i}.example.org"));
	ck_assert_ptr_nonnull(strstr(player_record(&p), "ip4:192.0.2.2"));
	ck_assert_str_eq(buf_text(&player_build(&p)->text.text), player_record(&p));
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
	player_keys(&p, "M-r M-k");	/* from the text too */
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
		player_go(&p, answers[i].id);
		player_type(&p, answers[i].typed);
	}
	player_go(&p, Q_ALL);
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

int main(void)
{
	Suite *suite = suite_create("build");
	TCase *core = tcase_create("core");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_set_timeout(core, 60);
	tcase_add_test(core, pasting);
	tcase_add_test(core, asking_while_typing);
	tcase_add_test(core, late_record);
	tcase_add_test(core, bad_words);
	tcase_add_test(core, twice);
	tcase_add_test(core, undoing);
	tcase_add_test(core, fixing);
	tcase_add_test(core, raw);
	tcase_add_test(core, picking);
	tcase_add_test(core, three_faces);
	suite_add_tcase(suite, core);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
