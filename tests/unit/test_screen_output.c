/* test_screen_output: the Output screen. */
#include "screen_support.h"

#include "catalogue/catalogue.h"
#include "ui/screens/output_private.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define HOST(id, title, rest) "host \"" id "\" {\n\tname = \"" title "\"\n" rest \
	"\tlanguage = \"en\"\n\tformat = \"panel\"\n\ttype = \"TXT\"\n\tsource = \"test\"\n\tdate = \"2026-11\"\n\tconfidence = \"sure\"\n}\n"
static const char hosts[] =
	HOST("ours", "Our Panel", "\tns = {\"ns.example.org\"}\n\towner = \"at\"\n\tquotes = \"none\"\n\tlimit = 60\n\tlabel_value = \"Content\"\n")
	HOST("other", "Other Panel", "\tns = {\"ns.nobody.example\"}\n\towner = \"empty\"\n\tquotes = \"strings\"\n");

static void open_output(struct player *p, const char *record)
{
	player_open(p, "example.org", record);
	player_resize(p, 100, 40);
	screen_play(p, "F7");
}

static void add_hosts(struct player *p)
{
	struct problem problem;
	char words[400] = "";

	if (catalogue_hosts(p->catalogue, "test", slice_of(hosts), &problem))
		problem_text(&problem, words, sizeof words);
	ck_assert_str_eq(words, "");
	player_event(p, (struct event){ .kind = EVENT_ANSWERS });
}

static void saves(struct player *p, const char *text)
{
	player_forget(p);
	screen_play(p, "M-s ^U \"out.zone\" Enter");
	ck_assert_str_eq(player_last(p, EFFECT_SAVE)->path, "out.zone");
	ck_assert_str_eq(player_last(p, EFFECT_SAVE)->text, text);
	ck_assert_int_eq(player_last(p, EFFECT_SAVE)->status, 0);
}

static void saved(struct player *p, enum error error, const char *text)
{
	player_event(p, (struct event){ .kind = EVENT_DONE, .effect = EFFECT_SAVE, .error = error, .text = slice_of(text) });
}

/* What the form's choices make of "v=spf1 mx -all". */
static const struct row {
	const char *steps, *text;
} forms[] = {
	{ "", "@ IN TXT \"v=spf1 mx -all\"\n" },
	{ "Tab Right Right Space", "@ IN TXT ( \"v=spf1 mx -all\" )\n" },
	{ "Tab Right Right Right Space", NULL },	/* its comments are publish's to say */
	{ "Tab Tab Right Space", "example.org. IN TXT \"v=spf1 mx -all\"\n" },
	{ "Tab Tab Tab \"3600\"", "@ 3600 IN TXT \"v=spf1 mx -all\"\n" },
	{ "Tab Tab Tab \"nonsense\"", "@ IN TXT \"v=spf1 mx -all\"\n" },
	{ "Tab Tab Tab \"4294967296\"", "@ IN TXT \"v=spf1 mx -all\"\n" },
	{ "Tab Tab Tab Tab Space", "; spfwiz 2026-11-24\n@ IN TXT \"v=spf1 mx -all\"\n" },
};

START_TEST(forms_of_lines)
{
	struct player p;

	open_output(&p, "v=spf1 mx -all");
	screen_play(&p, forms[_i].steps);
	if (!forms[_i].text) {
		player_forget(&p);
		screen_play(&p, "M-s ^U \"out.zone\" Enter");
		ck_assert_ptr_nonnull(strstr(player_last(&p, EFFECT_SAVE)->text, "\"mx \""));
		ck_assert_ptr_nonnull(strstr(player_last(&p, EFFECT_SAVE)->text, "; SPF, version 1"));
	} else {
		saves(&p, forms[_i].text);
	}
	player_close(&p);
}
END_TEST

/* The record, the explanation and the mail hosts' own records: the lines that plain questions print. */
START_TEST(all_of_it)
{
	struct player p;
	struct buf fault = { 0 };

	open_output(&p, "v=spf1 mx -all exp=why.example.org");
	ck_assert(draft_set(p.app->draft, Q_EXP_TEXT, SLICE("not from %{i}"), &fault));
	ck_assert(draft_set(p.app->draft, Q_HELO, SLICE("mx1.example.org"), &fault));
	screen_play(&p, "F6 F7");
	saves(&p, "@ IN TXT \"v=spf1 mx -all exp=why.example.org\"\nwhy IN TXT \"not from %{i}\"\nmx1 IN TXT \"v=spf1 a -all\"\n");
	buf_release(&fault);
	player_close(&p);
}
END_TEST

START_TEST(what_goes_and_what_comes_after)
{
	struct player p;

	player_open(&p, "two.net", NULL);
	player_resize(&p, 100, 40);
	screen_play(&p, "F7");
	screen_shows(&p, "Take out: two.net. TXT \"v=spf1 -all\"");
	screen_shows(&p, "Take out: two.net. TXT \"v=spf1 ~all\"");
	player_close(&p);
	open_output(&p, "v=spf1 mx -all");
	screen_shows(&p, "No SPF record is published yet: nothing to take out.");
	screen_shows(&p, "Raise the serial of the SOA record of example.org, then:");
	screen_shows(&p, "rndc reload example.org");
	screen_shows(&p, "spfwiz check --ip 192.0.2.1 example.org");
	screen_play(&p, "Right Space");
	screen_shows(&p, "nsd-control reload example.org");
	screen_play(&p, "Right Space p");
	ck_assert_ptr_nonnull(strstr(player_last(&p, EFFECT_PLAIN_PAGE)->text, "@ IN TXT \"v=spf1 mx -all\"\n"));
	ck_assert_ptr_nonnull(strstr(player_last(&p, EFFECT_PLAIN_PAGE)->text, "knotc zone-reload example.org\n"));
	player_close(&p);
}
END_TEST

START_TEST(copying)
{
	struct player p;

	open_output(&p, "v=spf1 mx -all");
	screen_play(&p, "y");
	ck_assert_str_eq(player_last(&p, EFFECT_COPY)->text, "@ IN TXT \"v=spf1 mx -all\"\n");
	screen_shows(&p, "Sent to the terminal. If paste brings nothing: p");
	screen_hides(&p, "opied");
	player_close(&p);
}
END_TEST

START_TEST(a_new_file)
{
	struct player p;

	open_output(&p, "v=spf1 mx -all");
	screen_play(&p, "s");
	screen_shows(&p, "\n > File [");	/* and nothing else in that row */
	screen_play(&p, "Esc");
	ck_assert_uint_eq(player_count(&p, EFFECT_SAVE), 0);
	screen_play(&p, "s ^U Enter");		/* no name, no file */
	ck_assert_uint_eq(player_count(&p, EFFECT_SAVE), 0);
	saves(&p, "@ IN TXT \"v=spf1 mx -all\"\n");
	saved(&p, ERR_NONE, "out.zone");
	screen_shows(&p, "Saved to \"out.zone\".");
	ck_assert(!app_changed(p.app));
	saves(&p, "@ IN TXT \"v=spf1 mx -all\"\n");
	saved(&p, ERR_FILE, "out.zone: No such file or directory\x1b[2J");
	screen_shows(&p, "Not saved: out.zone: No such file or directory\\027[2J");
	player_close(&p);
}
END_TEST

/* Never over a file that nobody has said yes to, nor over one that changed since. */
START_TEST(a_file_that_is_there)
{
	struct player p;

	open_output(&p, "v=spf1 mx -all");
	saves(&p, "@ IN TXT \"v=spf1 mx -all\"\n");
	saved(&p, ERR_CHANGED, "812 bytes");
	screen_shows(&p, "\"out.zone\" is there already: 812 bytes.");
	player_forget(&p);
	screen_play(&p, "\"y\" Enter");
	ck_assert_uint_eq(player_count(&p, EFFECT_SAVE), 0);
	saves(&p, "@ IN TXT \"v=spf1 mx -all\"\n");
	saved(&p, ERR_CHANGED, "812 bytes");
	player_forget(&p);
	screen_play(&p, "\"yes\" Enter");
	ck_assert_int_eq(player_last(&p, EFFECT_SAVE)->status, 1);
	saved(&p, ERR_CHANGED, "813 bytes");
	screen_shows(&p, "813 bytes");
	player_forget(&p);
	screen_play(&p, "Esc");
	ck_assert_uint_eq(player_count(&p, EFFECT_SAVE), 0);
	player_close(&p);
}
END_TEST

START_TEST(a_record_with_errors)
{
	struct player p;

	open_output(&p, "v=spf1 foo -all");
	screen_play(&p, "s ^U \"out.zone\" Enter");
	ck_assert_uint_eq(player_count(&p, EFFECT_SAVE), 0);
	screen_shows(&p, "The record has 1 error: receivers will refuse or misread it.");
	screen_play(&p, "\"yes\" Enter");
	ck_assert_uint_eq(player_count(&p, EFFECT_SAVE), 1);
	ck_assert_str_eq(player_last(&p, EFFECT_SAVE)->text, "@ IN TXT \"v=spf1 foo -all\"\n");
	player_close(&p);
}
END_TEST

/* What Output shows is what standard output gets. */
START_TEST(leaving)
{
	struct player p;

	open_output(&p, "v=spf1 mx -all");
	screen_play(&p, "Tab Tab Right Space q");
	ck_assert_int_eq(player_last(&p, EFFECT_QUIT)->status, 0);
	ck_assert_str_eq(player_last(&p, EFFECT_QUIT)->text, "example.org. IN TXT \"v=spf1 mx -all\"\n");
	player_close(&p);
	open_output(&p, "v=spf1 mx -all");	/* errors: it is asked */
	screen_play(&p, "F3 M-r ^U");
	player_paste(&p, "v=spf1 foo -all");
	screen_play(&p, "F7");
	screen_play(&p, "q");
	ck_assert_uint_eq(player_count(&p, EFFECT_QUIT), 0);
	ck_assert_ptr_nonnull(p.app->popup);
	player_close(&p);
}
END_TEST

START_TEST(fields_of_a_host)
{
	struct player p;

	open_output(&p, "v=spf1 mx -all");
	add_hosts(&p);
	screen_shows(&p, "-- At Our Panel --");	/* by the zone's name servers */
	screen_shows(&p, "Name     @");
	screen_shows(&p, "Content  v=spf1 mx -all");
	screen_play(&p, "y");
	ck_assert_str_eq(player_last(&p, EFFECT_COPY)->text, "v=spf1 mx -all");
	screen_shows(&p, "The value was sent to the terminal.");
	screen_play(&p, "M-k");
	screen_shows(&p, "> Our Panel");
	screen_play(&p, "\"other\" Enter");
	screen_shows(&p, "-- At Other Panel --");
	screen_shows(&p, "Value  \"v=spf1 mx -all\"");
	screen_play(&p, "F6 F7");		/* what was chosen stays */
	screen_shows(&p, "-- At Other Panel --");
	screen_play(&p, "S-Tab S-Tab F5 F7 M-k \"our\" Enter F3 M-r ^U");
	player_paste(&p, "v=spf1 mx ip4:192.0.2.0/24 ip4:198.51.100.0/24 ip4:203.0.113.0/24 -all");
	screen_play(&p, "F7");
	screen_shows(&p, "E SPF905 70 bytes; Our Panel takes 60 at most");
	screen_shows(&p, "Findings: 1 error");
	player_forget(&p);
	screen_play(&p, "M-s ^U \"out\" Enter");
	screen_shows(&p, "The record has 1 error");
	ck_assert_uint_eq(player_count(&p, EFFECT_SAVE), 0);
	screen_play(&p, "Esc M-k \"other\" Enter");	/* which takes it */
	screen_shows(&p, "Findings: 0 errors");
	player_close(&p);
}
END_TEST

/* A host of its own zone has no name servers: those of the zone say where it is kept. */
START_TEST(a_name_below_the_top_of_its_zone)
{
	struct player p;

	player_open(&p, "mx2.example.org", "v=spf1 a -all");
	player_resize(&p, 100, 40);
	add_hosts(&p);
	screen_play(&p, "F7");
	screen_shows(&p, "-- At Our Panel --");
	screen_shows(&p, "Name     mx2");
	screen_play(&p, "M-k");
	screen_shows(&p, "> Our Panel");
	screen_shows(&p, "By its name servers, this is where the zone is.");
	player_close(&p);
}
END_TEST

START_TEST(another_format)
{
	struct player p;

	player_open(&p, "old.example.net", NULL);
	player_resize(&p, 100, 40);
	screen_play(&p, "F7 M-k \"terra\" Enter");
	screen_shows(&p, "-- As terraform --");
	screen_shows(&p, "\"other=1\",");	/* the set keeps what stands beside it */
	screen_play(&p, "M-k \"tiny\" Enter");
	screen_shows(&p, "-- As tinydns --");
	screen_play(&p, "M-k \"no such thing\" Enter");
	screen_shows(&p, "-- As tinydns --");
	player_close(&p);
}
END_TEST

/* What is chosen here is a change like one of the record: undo takes back the last of either. */
START_TEST(taking_choices_back)
{
	struct player p;

	open_output(&p, "v=spf1 mx -all");
	add_hosts(&p);
	screen_shows(&p, "-- At Our Panel --");
	screen_play(&p, "M-k \"other\" Enter");
	screen_shows(&p, "-- At Other Panel --");
	screen_play(&p, "M-k \"powerdns\" Enter");
	screen_shows(&p, "-- As powerdns --");
	screen_play(&p, "M-u");
	screen_shows(&p, "Taken back. M-e does it again.");
	screen_shows(&p, "-- At Other Panel --");
	screen_play(&p, "u");
	screen_shows(&p, "-- At Our Panel --");
	ck_assert(!p.app->host_chosen);
	screen_play(&p, "M-e");
	screen_shows(&p, "-- At Other Panel --");
	screen_play(&p, "M-e");
	screen_shows(&p, "-- As powerdns --");
	screen_play(&p, "M-e");
	screen_shows(&p, "Nothing to do again.");
	screen_play(&p, "M-u S-Tab S-Tab");
	screen_play(&p, "M-k \"our\" Enter");
	ck_assert(draft_set_text(p.app->draft, SLICE("v=spf1 a -all")) == ERR_NONE);	/* the record is the later change now */
	app_record_changed(p.app);
	screen_play(&p, "F6 F7 M-u");
	ck_assert_str_eq(player_record(&p), "v=spf1 mx -all");
	screen_shows(&p, "-- At Our Panel --");
	screen_play(&p, "M-u");
	screen_shows(&p, "-- At Other Panel --");
	ck_assert_str_eq(player_record(&p), "v=spf1 mx -all");
	player_close(&p);
	open_output(&p, "v=spf1 mx -all");
	screen_play(&p, "Right Space Tab Right Space u u");	/* NSD, one line */
	saves(&p, "@ IN TXT \"v=spf1 mx -all\"\n");
	screen_play(&p, "Esc M-e M-e");
	screen_shows(&p, "nsd-control reload example.org");
	player_close(&p);
}
END_TEST

/* The strings of what is published stay as they are. */
START_TEST(longer_than_a_line)
{
	struct player p;
	struct buf record = { 0 };

	buf_string(&record, "v=spf1");
	while (record.len < 300)
		buf_string(&record, " ip4:198.51.100.0/24");
	buf_string(&record, " -all");
	open_output(&p, buf_text(&record));
	screen_play(&p, "y");
	ck_assert(strncmp(player_last(&p, EFFECT_COPY)->text, "@ IN TXT ( \"v=spf1 ip4", 22) == 0);
	screen_play(&p, "Tab Right Space y");
	ck_assert(strncmp(player_last(&p, EFFECT_COPY)->text, "@ IN TXT \"v=spf1 ip4", 20) == 0);
	buf_release(&record);
	player_close(&p);
}
END_TEST

START_TEST(going_round)
{
	struct player p;

	open_output(&p, "v=spf1 mx -all");
	for (int size = 0; size < 2; size++) {
		for (int i = 0; i < 16; i++) {
			screen_play(&p, i < 8 ? "Tab" : "S-Tab");
			assert_cursor_on_focus(&p);
		}
		player_resize(&p, 40, 12);
	}
	screen_play(&p, "PgDn");
	screen_shows(&p, "2/2");
	screen_play(&p, "End Home PgUp");
	screen_shows(&p, "1/2");
	player_close(&p);
	player_open(&p, NULL, NULL);
	screen_play(&p, "F7 y p s Tab Down M-k Esc");
	ck_assert_uint_eq(player_count(&p, EFFECT_COPY) + player_count(&p, EFFECT_SAVE) + player_count(&p, EFFECT_PLAIN_PAGE), 0);
	player_close(&p);
}
END_TEST

START_TEST(every_key) { screen_every_key("F7"); } END_TEST
START_TEST(hostile) { screen_hostile("F7"); } END_TEST
START_TEST(any_text)
{
	static const char *const fields[] = { "F7 Tab Tab Tab", "F7 s" };

	screen_takes_text(fields[_i], "v=spf1 mx -all");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("screen_output");
	TCase *tcase = tcase_create("screen_output");
	SRunner *runner;
	int failed;

	tcase_set_timeout(tcase, 120);
	tcase_add_loop_test(tcase, forms_of_lines, 0, sizeof forms / sizeof *forms);
	tcase_add_test(tcase, all_of_it);
	tcase_add_test(tcase, what_goes_and_what_comes_after);
	tcase_add_test(tcase, copying);
	tcase_add_test(tcase, a_new_file);
	tcase_add_test(tcase, a_file_that_is_there);
	tcase_add_test(tcase, a_record_with_errors);
	tcase_add_test(tcase, leaving);
	tcase_add_test(tcase, fields_of_a_host);
	tcase_add_test(tcase, a_name_below_the_top_of_its_zone);
	tcase_add_test(tcase, another_format);
	tcase_add_test(tcase, taking_choices_back);
	tcase_add_test(tcase, longer_than_a_line);
	tcase_add_test(tcase, going_round);
	tcase_add_test(tcase, every_key);
	tcase_add_test(tcase, hostile);
	tcase_add_loop_test(tcase, any_text, 0, 2);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
