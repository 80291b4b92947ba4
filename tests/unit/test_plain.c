/* test_plain: whole conversations, in memory, over a small zone. */
#include "ui/plain.h"

#include "wizard_zone.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

struct talk {
	char *text;
	size_t len;
	int status;
};

static struct talk talk_bytes(const char *domain, struct slice said, bool in_terminal)
{
	struct wizard_zone zone;
	struct talk talk = { 0 };
	FILE *in = tmpfile(), *out = open_memstream(&talk.text, &talk.len);
	struct plain_io io = { .in = in, .out = out, .in_terminal = in_terminal, .form = TEXT_ASCII };
	struct plain_start start = { .why = "it is tested" };

	ck_assert(in && out);
	ck_assert_uint_eq(fwrite(said.at, 1, said.len, in), said.len);
	rewind(in);
	wizard_zone_open(&zone);
	if (domain)
		start.domain = wizard_name(domain);
	start.source = zone.source;
	start.answers = zone.answers;
	talk.status = plain_run(&io, &start);
	wizard_zone_close(&zone);
	fclose(in);
	fclose(out);
	return talk;
}

static struct talk talk_about(const char *domain, const char *said)
{
	return talk_bytes(domain, slice_of(said), false);
}

static void has(const struct talk *talk, const char *text)
{
	ck_assert_msg(strstr(talk->text, text), "no \"%s\" in:\n%s", text, talk->text);
}

START_TEST(defaults_of_a_domain_without_a_record)
{
	struct talk talk = talk_about("example.org", "");
	static const char golden[] =
		"spfwiz " VERSION ", plain questions because it is tested.\n"
		"? explains, < goes back, = shows the record, ! stops. Enter takes the [default].\n"
		"Asking the zone files about example.org: 17 of 17 answered.\n"
		"Published now: no SPF record.\n"
		"\n"
		"Question 1 of 12. Is this the MAIL FROM (Return-Path) domain of the mail?\n"
		"  example.org, the part after the @ of the envelope sender.\n"
		"yes or no [yes]: \n"
		"No more input: the questions left take their defaults.\n"
		"  Is this the MAIL FROM (Return-Path) domain of the mail? yes\n"
		"  Does this domain send mail at all? yes\n"
		"  May the domain's own addresses send? yes\n"
		"  May the servers it receives mail on send? yes\n"
		"  May any host send whose reverse DNS name is under the domain? Better not. no\n"
		"  Which other hosts may send? none\n"
		"  The mail servers (MX) of which other domains may send? none\n"
		"  Which IPv4 addresses or networks may send? none\n"
		"  Which IPv6 addresses or networks may send? none\n"
		"  Which mail services or other domains send for it? none\n"
		"  What about everyone else? ~all\n"
		"  Which mail hosts get a record of their own, v=spf1 a -all? none\n"
		"\n"
		"The record, 16 bytes, 2 of 10 lookups:\n"
		"v=spf1 a mx ~all\n"
		"\n"
		"For the zone file of example.org:\n"
		"@ IN TXT \"v=spf1 a mx ~all\"\n"
		"Raise the serial of the SOA record, then:\n"
		"rndc reload example.org\n"
		"dig -t txt example.org\n"
		"nslookup -type=txt example.org\n"
		"spfwiz check --ip 192.0.2.1 example.org\n"
		"\n";

	ck_assert_msg(strcmp(talk.text, golden) == 0, "%s", talk.text);
	ck_assert_int_eq(talk.status, 0);
	free(talk.text);
}
END_TEST

START_TEST(every_question_answered)
{
	struct talk talk = talk_about("example.org",
		"yes\nyes\nyes\nyes\nno\nbastion.example.org\nnone\n198.51.100.0/24 203.0.113.7\nnone\na.net\n-all\nexplain.example.org\n"
		"%{i} may not send\nmx1.example.org\n1\n\n");

	has(&talk, "  192.0.2.10, 2001:db8::10. Costs 1 lookup.\nyes or no [yes]: yes\n");
	has(&talk, "  mx1.example.org 192.0.2.25, mx2.example.org 192.0.2.26. Costs 1 lookup.\n");
	has(&talk, "192.0.2.10 example.org, 192.0.2.25 elsewhere.example.org (does not lead back). Costs 1 lookup.\n");
	has(&talk, "  a.net costs 2 lookups. The record takes 5 of 10 lookups.\n");
	has(&talk, "  No SPF record of their own: mx1.example.org.\n");
	has(&talk, "The record, 112 bytes, 5 of 10 lookups:\nv=spf1 a mx a:bastion.example.org ip4:198.51.100.0/24 ip4:203.0.113.7 "
		"include:a.net -all exp=explain.example.org\n");
	has(&talk, "explain IN TXT \"%{i} may not send\"\nmx1 IN TXT \"v=spf1 a -all\"\n");
	ck_assert_int_eq(talk.status, 0);
	free(talk.text);
}
END_TEST

START_TEST(commands_and_wrong_replies)
{
	struct talk talk = talk_about("example.org",
		"<\n\n\nmaybe\n?\n=\nno\n<\n\n\n\n192.0.2.1\n\n\n10.0.0.1\n\n\n9\n?\n2\n\n\n9\n3\nnonsense\n203.0.113.9\nbob@example.org\n6\n");

	has(&talk, "yes or no [yes]: <\n  This is the first question.\n");
	has(&talk, "  \"maybe\" is neither yes nor no.\nyes or no [yes]: ?\n  a lets the A and AAAA");
	has(&talk, "yes or no [yes]: =\nThe record, 16 bytes, 2 of 10 lookups:\nv=spf1 a mx ~all\nyes or no [yes]: no\n");
	has(&talk, "yes or no [yes]: <\nQuestion 3 of 12. May the domain's own addresses send?\n");
	has(&talk, "  \"192.0.2.1\" belongs to another question: Which IPv4 addresses or networks may send?\n");
	has(&talk, "  \"10.0.0.1\" is not a public address (Private-Use): ");
	has(&talk, "number [1]: 9\n  \"9\" is none of ~all, -all, ?all, redirect.\nnumber [1]: ?\n  ~all asks receivers");
	has(&talk, "  1. ~all softfail: take the mail but mark it. Good to begin with.\n  2. -all fail: refuse it.\n");
	has(&talk, "  \"9\" is no number from 1 to 6.\n");
	has(&talk, "  fail: matched -all, term 3 of 3\n");
	has(&talk, "v=spf1 mx ip4:10.0.0.1 -all\n");
	ck_assert_int_eq(talk.status, 0);
	free(talk.text);
	talk = talk_about("example.org", "\n!\n");
	has(&talk, "Stopped: nothing has been changed or saved.\n");
	ck_assert_int_eq(talk.status, 1);
	free(talk.text);
}
END_TEST

START_TEST(a_published_record_is_the_start)
{
	struct talk talk = talk_about("old.example.net", "");

	has(&talk, "Published now: v=spf1 mx include:a.net include:a.net exp=why.old.example.net ?all\n");
	has(&talk, "For the zone file of old.example.net, in place of its old SPF record:\n");
	has(&talk, "  May the servers it receives mail on send? yes\n");
	has(&talk, "  Which mail services or other domains send for it? a.net a.net\n");
	has(&talk, "  What about everyone else? ?all\n  At which name is the explanation that refused senders read? why.old.example.net\n"
		"  What does the explanation say? because\n");
	ck_assert_int_eq(talk.status, 0);
	free(talk.text);
}
END_TEST

START_TEST(faults_of_what_is_published_are_said)
{
	static const char *const rows[][2] = {
		{ "loop.net", "  error SPF809: include:loop.net includes the record" }, { "bad.net", "  error SPF301: foo is no mechanism." },
		{ "two.net", "  error SPF102: there are 2 SPF records" }, { "many.net", "  error SPF501: a:b11.net: lookups reach 11 of 10" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct talk talk = talk_about(rows[i][0], "");

		has(&talk, rows[i][1]);
		ck_assert_int_eq(talk.status, 0);
		free(talk.text);
	}
}
END_TEST

START_TEST(private_addresses_and_null_mx)
{
	struct talk talk = talk_about("old.example.net", "\n\n\n\n\n\n\n\n");

	has(&talk, "  Only private addresses were found (10.0.0.5): receivers see the public address");
	free(talk.text);
	talk = talk_about("null.example.net", "");
	has(&talk, "  Does this domain send mail at all? no\n\nThe record, 11 bytes, 0 of 10 lookups:\nv=spf1 -all\n");
	free(talk.text);
}
END_TEST

START_TEST(the_domain_is_asked_for)
{
	struct talk talk = talk_about(NULL, "192.0.2.1\n?\nexample.org\nno\nnull.example.net\n");

	has(&talk, "Which domain? The part after the @");
	has(&talk, "  \"192.0.2.1\": an IP address and not a domain name");
	has(&talk, "domain [example.org]: null.example.net\n");
	has(&talk, "v=spf1 -all\n");
	ck_assert_int_eq(talk.status, 0);
	free(talk.text);
	talk = talk_about(NULL, "");
	ck_assert_int_eq(talk.status, 2);
	free(talk.text);
}
END_TEST

START_TEST(a_terminal_that_hangs_up_leaves)
{
	struct talk talk = talk_bytes("example.org", SLICE("yes\n"), true);

	has(&talk, "Stopped:");
	ck_assert_int_eq(talk.status, 1);
	free(talk.text);
}
END_TEST

START_TEST(hostile_bytes_end_well)
{
	unsigned seed = 3;

	for (int i = 0; i < 30; i++) {
		char bytes[3000];
		struct talk talk;

		for (size_t k = 0; k < sizeof bytes; k++) {
			unsigned r = (seed = seed * 1103515245 + 12345) >> 16;

			bytes[k] = r % 7 ? (char)(r >> 3) : '\n';
			bytes[k] = bytes[k] == '2' ? '1' : bytes[k];	/* nothing is to be saved */
		}
		talk = talk_bytes("example.org", (struct slice){ bytes, sizeof bytes }, i & 1);
		for (size_t k = 0; k < talk.len; k++)
			ck_assert(talk.text[k] == '\n' || (talk.text[k] >= ' ' && talk.text[k] <= '~'));
		ck_assert(talk.status >= 0 && talk.status <= 1);
		free(talk.text);
	}
}
END_TEST

START_TEST(a_line_without_end_is_too_long)
{
	size_t n = 300000;
	char *bytes = malloc(n);
	struct talk talk;

	ck_assert_ptr_nonnull(bytes);
	memset(bytes, 'a', n);
	talk = talk_bytes("example.org", (struct slice){ bytes, n }, false);
	has(&talk, "That is too long");
	ck_assert_int_eq(talk.status, 0);
	free(talk.text);
	free(bytes);
}
END_TEST

/* "?" explains and "!" goes back in each question of the menu: no file is named so, no sender either. */
START_TEST(the_menu_asks_as_the_questions_do)
{
	struct talk talk = talk_about("example.org", "\n\n\n\n\n\n\n\n\n\n\n\n"
		"2\n?\n!\n" "2\n<\n" "3\n?\n!\n" "3\n203.0.113.9\n?\nbob@\n!\n" "3\n203.0.113.9\nbob@example.org\n" "6\n");

	has(&talk, "file [none]: ?\n  The file for the zone lines. One that is there already is only replaced after a yes.\nfile [none]: !\nWhat now?\n");
	has(&talk, "file [none]: <\nWhat now?\n");
	has(&talk, "sending address [none]: !\nWhat now?\n");
	has(&talk, "MAIL FROM [postmaster@example.org]: bob@\n  There is no domain after the @.\n"
		"MAIL FROM [postmaster@example.org]: !\nWhat now?\n");
	has(&talk, "MAIL FROM [postmaster@example.org]: bob@example.org\n  softfail: ");
	ck_assert_int_eq(talk.status, 0);
	free(talk.text);
}
END_TEST

/* SPF908: what leads to a record that goes out with it. */
START_TEST(the_order_of_records_is_said)
{
	struct talk talk = talk_about("example.org", "\n\n\n\n\n\n\n\n\nout.example.org\n\nout.example.org\n1\n6\n");

	has(&talk, "  warning SPF908: example.org refers to out.example.org, which is published after it. ");
	free(talk.text);
	talk = talk_about("example.org", "\n\n\n\n\n\n\n\n\nout.example.org\n\n\n1\n6\n");
	ck_assert_ptr_null(strstr(talk.text, "SPF908"));
	free(talk.text);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("plain");
	TCase *tcase = tcase_create("all");
	SRunner *runner;
	int failed;

	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, defaults_of_a_domain_without_a_record);
	tcase_add_test(tcase, every_question_answered);
	tcase_add_test(tcase, commands_and_wrong_replies);
	tcase_add_test(tcase, a_published_record_is_the_start);
	tcase_add_test(tcase, faults_of_what_is_published_are_said);
	tcase_add_test(tcase, private_addresses_and_null_mx);
	tcase_add_test(tcase, the_domain_is_asked_for);
	tcase_add_test(tcase, a_terminal_that_hangs_up_leaves);
	tcase_add_test(tcase, hostile_bytes_end_well);
	tcase_add_test(tcase, a_line_without_end_is_too_long);
	tcase_add_test(tcase, the_menu_asks_as_the_questions_do);
	tcase_add_test(tcase, the_order_of_records_is_said);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
