/*
 * test_history: one history of the draft, whichever view changed it. Random edits in fields and in the raw text, pastes, Esc and jumps among
 * screens, from a seed; then M-u until nothing is left gives the draft as it began, and M-e until the end the final one, each state as
 * it was on the way back. SPFWIZ_SEED chooses another walk.
 */
#include "app_player.h"
#include "sanitized.h"

#include "base/memory.h"
#include "ui/screens/build_private.h"
#include "wizard/keep.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = SANITIZED ? 50 : 150 };
enum { STATES_MOST = 400, EVENTS = 25 };

static uint64_t seed;

static uint32_t next(uint32_t below)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (uint32_t)((seed >> 11) % below);
}

static const char *const words[] = {
	"192.0.2.1", " 300.1.1.1", "2001:db8::1 ", "old.example.net", "a..b.net", "foo_bar..x.example ", "10.0.0.0/33", " q", "x", "mx", "..", " ", "-all ",
	" ip4:192.0.2.77", "include:", "redirect=", "%{", "bad helo!",
};
static const char *const pastes[] = {
	"v=spf1 a mx -all", "ip4:192.0.2.3,300.1.1.1; a.net", "v=spf1 ip4:203.0.113.7 include:spf.mail.qq.com -all", "", "\x01\x02 q",
	"\xef\xbc\x8c\xe2\x80\x9c" "192.0.2.9\xe2\x80\x9d\xc2\xa0",
};
static const char *const keys[] = {
	"Tab", "Tab", "S-Tab", "Up", "Down", "Left", "Home", "Backspace", "Backspace", "Del", "^W", "^U", "^K", "Esc", "Esc", "M-r", "M-r", "Enter", "F2", "F3", "F3",
	"F3", "F4", "F5", "F6", "F7", "F8", "M-f", "M-u", "M-u", "M-e",
};

/* All that a person put in and sees: the draft as it would be kept, and what Build's fields say. */
static void look(struct player *p, struct buf *out)
{
	struct build *b = player_build(p);

	buf_clear(out);
	ck_assert_int_eq(keep_print(p->app->draft, out), ERR_NONE);
	if (p->app->screen != SCREEN_BUILD)
		return;
	for (int id = 0; id < Q_COUNT; id++)
		if (!form_field(&b->form, id)->hidden)
			buf_printf(out, "%d=%s %zu\n", id, player_field(p, id), form_field(&b->form, id)->value);
	ck_assert(!out->failed);
}

static bool is_at_end(const struct player *p)
{
	return strncmp(buf_text(&p->app->message), "Nothing to", 10) == 0;
}

static void go_to_text(struct player *p)
{
	static const int ids[] = { Q_A_HOSTS, Q_MX_SETS, Q_IP4, Q_IP4, Q_IP6, Q_INCLUDE, Q_HELO };
	int id = ids[next(sizeof ids / sizeof *ids)];

	player_keys(p, "F3");
	if (player_build(p)->raw)
		player_keys(p, "M-r");
	if (!form_field(&player_build(p)->form, id)->hidden)
		player_go(p, id);
}

static void any_event(struct player *p)
{
	switch (next(6)) {
	case 0: case 1:
		player_keys(p, "F3");
		if (app_in(p->app) & IN_TEXT)	/* elsewhere letters are commands, and Start takes another domain */
			player_type(p, words[next(sizeof words / sizeof *words)]);
		break;
	case 2:
		player_paste(p, pastes[next(sizeof pastes / sizeof *pastes)]);
		break;
	case 3:
		player_wait(p, next(2500));
		go_to_text(p);
		break;
	default:
		player_keys(p, keys[next(sizeof keys / sizeof *keys)]);
	}
	if (p->app->popup)
		player_keys(p, "Esc");
}

/* One key in one direction until the history ends there; all that is seen on the way. */
static size_t travel(struct player *p, const char *key, struct buf *state)
{
	size_t n = 0;

	player_keys(p, "F3");
	for (look(p, &state[n++]); n < STATES_MOST; n++) {
		player_keys(p, key);
		if (is_at_end(p))
			return n;
		look(p, &state[n]);
	}
	ck_abort_msg("the history has no end");
}

static void one_walk(const char *record)
{
	struct buf *back = mem_zero(STATES_MOST, sizeof *back), *on = mem_zero(STATES_MOST, sizeof *on), first = { 0 };
	struct player p;
	size_t n;

	ck_assert(back && on);
	player_open(&p, "old.example.net", record);
	player_keys(&p, "F3 M-u");	/* a record that was given is a step over what is published */
	look(&p, &first);
	player_keys(&p, "M-e");
	for (size_t i = 0; i < EVENTS; i++)
		any_event(&p);
	player_keys(&p, "F3");
	while (p.app->popup)
		player_keys(&p, "Esc");
	if (player_build(&p)->raw)
		player_keys(&p, "M-r");
	/* Blanks and repeated words are no part of the draft: the first M-u and M-e bring the fields into form. */
	player_keys(&p, "M-e");
	while (!is_at_end(&p))
		player_keys(&p, "M-e");
	n = travel(&p, "M-u", back);
	ck_assert_uint_eq(travel(&p, "M-e", on), n);
	for (size_t i = 1; i < n; i++)
		ck_assert_str_eq(buf_text(&back[i]), buf_text(&on[n - 1 - i]));
	ck_assert_str_eq(buf_text(&first), buf_text(&back[n - 1]));
	for (size_t i = 0; i < STATES_MOST; i++) {
		buf_release(&back[i]);
		buf_release(&on[i]);
	}
	mem_free(back);
	mem_free(on);
	buf_release(&first);
	player_close(&p);
}

START_TEST(back_and_on)
{
	const char *given = getenv("SPFWIZ_SEED");

	seed = given ? strtoull(given, NULL, 10) | 1 : 88172645463325252u;
	for (size_t i = 0; i < ROUNDS; i++) {
		fprintf(stderr, "%s%llu", i ? " " : "seed ", (unsigned long long)seed);
		one_walk(next(2) ? NULL : "v=spf1 ip4:300.1.1.1 a:a..b.net exists:%{i}.a.net mx ~all");
	}
	fputc('\n', stderr);
}
END_TEST

/* The latest change goes first, whether a field or the text made it. */
START_TEST(field_then_text)
{
	struct player p;

	player_open(&p, "example.org", "v=spf1 mx ~all");
	player_go(&p, Q_IP4);
	player_type(&p, "203.0.113.7");
	player_keys(&p, "M-r End");
	player_type(&p, " q");
	player_keys(&p, "M-r");
	ck_assert_str_eq(player_record(&p), "v=spf1 mx ip4:203.0.113.7 ~all q");
	player_keys(&p, "M-u");
	ck_assert_str_eq(player_record(&p), "v=spf1 mx ip4:203.0.113.7 ~all");
	player_keys(&p, "M-u");
	ck_assert_str_eq(player_record(&p), "v=spf1 mx ~all");
	player_keys(&p, "M-e M-e");
	ck_assert_str_eq(player_record(&p), "v=spf1 mx ip4:203.0.113.7 ~all q");
	player_close(&p);
}
END_TEST

/* Esc takes back, and can be taken back: by M-u, and by M-e right behind it. */
START_TEST(escape)
{
	struct player p;

	player_open(&p, "example.org", "v=spf1 mx ~all");
	player_keys(&p, "F3 M-r End");
	player_type(&p, " ip4:192.0.2.77");
	player_keys(&p, "Esc");
	ck_assert_str_eq(player_record(&p), "v=spf1 mx ~all");
	ck_assert(player_sees(&p, "M-u brings back"));
	player_keys(&p, "M-u");
	ck_assert_str_eq(player_record(&p), "v=spf1 mx ~all ip4:192.0.2.77");
	player_keys(&p, "M-e");
	ck_assert_str_eq(player_record(&p), "v=spf1 mx ~all");
	player_keys(&p, "M-r");
	player_go(&p, Q_IP4);
	player_type(&p, "192.0.2.1 300.1.1.1");
	player_keys(&p, "Esc");
	ck_assert_str_eq(player_field(&p, Q_IP4), "");
	player_keys(&p, "M-e");
	ck_assert_str_eq(player_field(&p, Q_IP4), "192.0.2.1 300.1.1.1");
	ck_assert_str_eq(player_record(&p), "v=spf1 mx ip4:192.0.2.1 ~all");
	player_close(&p);
}
END_TEST

/* What is half typed as text leaves nothing behind in the fields. */
START_TEST(raw_leaves_no_words)
{
	struct player p;

	player_open(&p, "example.org", "v=spf1 mx ~all");
	player_keys(&p, "F3 M-r ^U");
	player_type(&p, "v=spf1 a:foo_bar..x.example include:a..b.example -all");
	ck_assert_str_eq(player_field(&p, Q_A_HOSTS), "foo_bar..x.example");
	ck_assert_str_eq(player_field(&p, Q_INCLUDE), "a..b.example");
	player_keys(&p, "M-r");
	ck_assert_str_eq(player_field(&p, Q_A_HOSTS), "foo_bar..x.example");
	player_keys(&p, "M-r ^U");
	player_type(&p, "v=spf1 -all");
	ck_assert_str_eq(player_field(&p, Q_A_HOSTS), "");
	player_close(&p);
}
END_TEST

/* What cannot be read is said where the field is left, counted beside the findings and on Output, and kept with the draft. */
START_TEST(left_out)
{
	struct player p;

	player_open(&p, "example.org", "v=spf1 mx ~all");
	player_go(&p, Q_IP4);
	player_type(&p, "300.1.1.1 10.0.0.0/33");
	player_keys(&p, "Tab");
	ck_assert(app_changed(p.app));
	ck_assert(player_sees(&p, "Left out: 300.1.1.1 and 1 more ("));
	ck_assert(player_sees(&p, "2 words left out: 300.1.1.1 10.0.0.0/33"));
	player_keys(&p, "F7");
	ck_assert(player_sees(&p, "2 words left out: 300.1.1.1 10.0.0.0/33"));
	player_forget(&p);
	player_event(&p, (struct event){ .kind = EVENT_HANGUP, .code = 1 });
	ck_assert_ptr_nonnull(strstr(player_last(&p, EFFECT_KEEP)->text, "\"typed ip4\": \"300.1.1.1 10.0.0.0/33\""));
	player_close(&p);
	/* Resumed, they are back in their field. */
	struct kept kept = { SLICE("{\"schema\": \"spfwiz/draft/1\", \"domain\": \"example.org\", \"published\": \"\", \"record\": \"v=spf1 mx ~all\","
		"\"explanation\": \"\", \"helo\": \"\", \"expectations\": \"\", \"typed ip4\": \"300.1.1.1 10.0.0.0/33\", \"return_path\": true,"
		"\"sends\": true, \"redirect\": false}"), SLICE("2026-11-24 10:00") };

	player_open_kept(&p, "example.org", &kept, 1);
	ck_assert_int_eq(app_resume(p.app, 0), ERR_NONE);
	player_keys(&p, "F3");
	ck_assert_str_eq(player_field(&p, Q_IP4), "300.1.1.1 10.0.0.0/33");
	/* Without a blank behind it a word is checked when the typist rests long. */
	player_go(&p, Q_IP6);
	player_type(&p, "2001:db8::zz");
	ck_assert(!player_sees(&p, "Left out"));
	player_wait(&p, 4000);
	ck_assert(player_sees(&p, "Left out"));
	player_close(&p);
}
END_TEST

/* A whole record in a list's field: all of it where there is nothing yet, else its own words, and the rest is named. */
START_TEST(whole_record_in_a_list)
{
	static const char dig[] = "; <<>> DiG 9.18 <<>> TXT example.org\r\n;; ANSWER SECTION:\r\nexample.org.\t300\tIN\tTXT\t"
		"\"v=spf1 ip4:203.0.113.7 include:spf.mail.qq.com -all\"\r\n";
	struct player p;

	player_open(&p, "example.org", "v=spf1 mx ~all");
	player_go(&p, Q_IP4);
	player_paste(&p, dig);
	ck_assert_str_eq(player_record(&p), "v=spf1 mx ip4:203.0.113.7 ~all");
	ck_assert(player_sees(&p, "Taken. Left out: include:spf.mail.qq.com -all. M-u takes it back."));
	player_keys(&p, "M-u");
	ck_assert_str_eq(player_record(&p), "v=spf1 mx ~all");
	player_close(&p);
	player_open(&p, "example.org", "v=spf1 ~all");
	player_go(&p, Q_IP4);
	player_paste(&p, dig);
	ck_assert_str_eq(player_record(&p), "v=spf1 ip4:203.0.113.7 include:spf.mail.qq.com -all");
	ck_assert(player_sees(&p, "M-u takes it back."));
	ck_assert(!player_sees(&p, "\\013"));
	player_keys(&p, "M-u");
	ck_assert_str_eq(player_record(&p), "v=spf1 ~all");
	player_close(&p);
}
END_TEST

/* A domain is opened whose DNS does not answer yet. */
static void open_unanswered(struct player *p)
{
	player_open(p, NULL, NULL);
	p->held = true;
	player_type(p, "old.example.net");
	player_keys(p, "Enter F3");
	ck_assert_str_eq(player_record(p), "v=spf1 ~all");
}

/* What is published comes when somebody has begun: both make one record, as a step, and that is said. */
START_TEST(late_answers)
{
	struct player p;

	open_unanswered(&p);
	ck_assert(!player_sees(&p, "SPF707"));
	player_go(&p, Q_INCLUDE);
	player_type(&p, "b.net");
	player_go(&p, Q_IP4);
	player_type(&p, "192.0.2.1 300.1.1.1");
	ck_assert_str_eq(player_record(&p), "v=spf1 ip4:192.0.2.1 include:b.net ~all");
	player_answer(&p);
	player_answer(&p);
	ck_assert_str_eq(player_record(&p), "v=spf1 mx ip4:192.0.2.1 include:a.net include:a.net include:b.net exp=why.old.example.net ?all");
	ck_assert_str_eq(player_field(&p, Q_IP4), "192.0.2.1 300.1.1.1");
	ck_assert(player_sees(&p, "The published record has come"));
	player_keys(&p, "M-u");
	ck_assert_str_eq(player_record(&p), "v=spf1 ip4:192.0.2.1 include:b.net ~all");
	player_answer(&p);	/* once */
	ck_assert_str_eq(player_record(&p), "v=spf1 ip4:192.0.2.1 include:b.net ~all");
	player_keys(&p, "M-e");
	ck_assert_str_eq(player_record(&p), "v=spf1 mx ip4:192.0.2.1 include:a.net include:a.net include:b.net exp=why.old.example.net ?all");
	player_close(&p);
}
END_TEST

/* Not under the hands of who edits the text; and what was answered wins. */
START_TEST(late_answers_in_text)
{
	struct player p;

	open_unanswered(&p);
	player_keys(&p, "M-r ^U");
	player_type(&p, "v=spf1 exists:%{i}.a.net -all");
	player_answer(&p);
	ck_assert_str_eq(player_record(&p), "v=spf1 exists:%{i}.a.net -all");
	ck_assert(player_sees(&p, "takes it in"));
	player_keys(&p, "Enter");
	ck_assert_str_eq(player_record(&p), "v=spf1 mx include:a.net include:a.net exists:%{i}.a.net exp=why.old.example.net -all");
	player_keys(&p, "M-u");
	ck_assert_str_eq(player_record(&p), "v=spf1 exists:%{i}.a.net -all");
	player_close(&p);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("history");
	TCase *core = tcase_create("core");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_set_timeout(core, 300);
	tcase_add_test(core, back_and_on);
	tcase_add_test(core, field_then_text);
	tcase_add_test(core, escape);
	tcase_add_test(core, raw_leaves_no_words);
	tcase_add_test(core, left_out);
	tcase_add_test(core, late_answers);
	tcase_add_test(core, late_answers_in_text);
	tcase_add_test(core, whole_record_in_a_list);
	suite_add_tcase(suite, core);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
