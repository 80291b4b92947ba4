/*
 * test_record_guess: each slip has its rule, points at the right text, and the repair that the header describes leads to the guess.
 */
#include "spf/record.h"
#include "record_support.h"
#include <check.h>
#include <stdlib.h>
#include <string.h>

/* One term: its rule, what it was meant to be, the text the rule points at, and the value that a repair would keep. */
static const struct {
	const char *term;
	unsigned fault;
	enum kind guess;
	char qualifier;
	const char *at, *value;
} guesses[] = {
	{ "include: x.com", 208, K_INCLUDE, '+', " ", "x.com" }, { "-ip4:  192.0.2.0/24", 208, K_IP4, '-', "  ", "192.0.2.0" },
	{ "a :x.com", 208, K_A, '+', " ", "x.com" }, { "redirect =x.com", 208, K_REDIRECT, 0, " ", "x.com" },
	{ "redirect= x.com", 208, K_REDIRECT, 0, " ", "x.com" }, { "ip4 192.0.2.1", 212, K_IP4, '+', " ", "192.0.2.1" },
	{ "include spf.example.com", 212, K_INCLUDE, '+', " ", "spf.example.com" },
	{ "include.x.com", 212, K_INCLUDE, '+', ".", "x.com" }, { "include_spf.x.com", 212, K_INCLUDE, '+', "", "_spf.x.com" },
	{ "includespf.x.com", 212, K_INCLUDE, '+', "", "spf.x.com" }, { "~ip4192.0.2.0/24", 212, K_IP4, '~', "", "192.0.2.0" },
	{ "ip4.192.0.2.1", 212, K_IP4, '+', ".", "192.0.2.1" }, { "ip62001:db8::1", 212, K_IP6, '+', "", "2001:db8::1" },
	{ "ip4;192.0.2.1", 212, K_IP4, '+', ";", "192.0.2.1" }, { "includes:x.com", 213, K_INCLUDE, '+', "includes", "x.com" },
	{ "nclude:x.com", 213, K_INCLUDE, '+', "nclude", "x.com" }, { "Inlcude:x.com", 213, K_INCLUDE, '+', "Inlcude", "x.com" },
	{ "-al", 213, K_ALL, '-', "al", "" }, { "all.", 213, K_ALL, '+', "all.", "" }, { "~all\"", 213, K_ALL, '~', "all\"", "" },
	{ "ip:192.0.2.1", 213, K_IP4, '+', "ip", "192.0.2.1" }, { "ip:2001:db8::/32", 213, K_IP6, '+', "ip", "2001:db8::/32" },
	{ "ipv6:2001:db8::1", 213, K_IP6, '+', "ipv6", "2001:db8::1" }, { "ip5:192.0.2.1", 213, K_IP4, '+', "ip5", "192.0.2.1" },
	{ "exist:%{i}.x.com", 213, K_EXISTS, '+', "exist", "%{i}.x.com" }, { "prt", 213, K_PTR, '+', "prt", "" },
	{ "-192.0.2.0/24", 214, K_IP4, '-', "192.0.2.0/24", "192.0.2.0" }, { "2001:db8::/32", 214, K_IP6, '+', "2001:db8::/32", "2001:db8::" },
	{ "a:192.0.2.0/24", 215, K_IP4, '+', "192.0.2.0/24", "192.0.2.0" }, { "mx:2001:db8::1/64", 215, K_IP6, '+', "2001:db8::1/64", "2001:db8::1" },
	{ "include:192.0.2.1", 215, K_IP4, '+', "192.0.2.1", "192.0.2.1" }, { "redirect=192.0.2.1", 215, K_IP4, 0, "192.0.2.1", "192.0.2.1" },
	{ "ip4:mail.example.com", 216, K_A, '+', "mail.example.com", "mail.example.com" },
	{ "--all", 217, K_ALL, '-', "--", "" }, { "=a", 217, K_A, '+', "=", "" }, { "!all", 217, K_ALL, '+', "!", "" },
	{ "~-al", 217, K_ALL, '~', "~-", "al" }, { "-", 217, K_BROKEN, '-', "-", "" }, { "~  all", 217, K_ALL, '~', "~  ", "" },
	{ "mxinclude:x.com", 301, K_BROKEN, '+', "mxinclude", "x.com" }, { "+-~?", 217, K_BROKEN, '+', "+-~?", "" },
	{ "-redirect=x.com", 218, K_REDIRECT, 0, "-", "x.com" }, { "?foo=bar", 218, K_UNKNOWN_MODIFIER, 0, "?", "bar" },
	{ "einschlie\xc3\x9f" "en:zcsend.net", 219, K_INCLUDE, '+', "einschlie\xc3\x9f" "en", "zcsend.net" },
	{ "-alle", 219, K_ALL, '-', "alle", "" }, { "include:user@example", 222, K_INCLUDE, '+', "user@example", "user@example" },
	{ "a:http://www.example.com/", 222, K_A, '+', "http://www.example.com/", "http://www.example.com/" },
	{ "ip4:192.0.2.81~all", 209, K_IP4, '+', "~all", "192.0.2.81" }, { "mx-all", 209, K_MX, '+', "-all", "" },
	{ "~allgoogle-site-verification=x1", 209, K_ALL, '~', "google-site-verification=x1", "" },
	{ "-allinclude:x.com", 209, K_ALL, '-', "include:x.com", "" },
	{ "a,mx", 207, K_A, '+', ",", "" }, { "include:x.com;", 207, K_INCLUDE, '+', ";", "x.com" }, { ",mx", 207, K_MX, '+', ",", "" },
	{ "\xe2\x80\x93" "all", 201, K_ALL, '-', "\xe2\x80\x93", "" }, { "\xe2\x80\x9c-all\xe2\x80\x9d", 202, K_ALL, '-', "\xe2\x80\x9c", "" },
	{ "mx\xc2\xa0-all", 203, K_MX, '+', "\xc2\xa0", "" }, { "ip4:192.0.2.5\n", 204, K_IP4, '+', "\n", "192.0.2.5" },
	{ "a:b\xc3\xbc" "cher.de", 308, K_A, '+', "b\xc3\xbc" "cher.de", "b\xc3\xbc" "cher.de" },
	{ "\xff", 109, K_BROKEN, '+', "\xff", "" }, { "moo", 301, K_BROKEN, '+', "moo", "" }, { "1up=foo", 301, K_BROKEN, '+', "1up", "foo" },
	{ "moo.cow/far_out=man:dog/cat", 301, K_BROKEN, '+', "moo.cow", "far_out=man:dog/cat" },
	{ "redirect:x.com", 211, K_REDIRECT, 0, ":", "x.com" }, { "exp", 305, K_EXP, 0, "exp", "" }, { "a:/24", 305, K_A, '+', ":", "/24" },
	{ "include:x.com/24", 314, K_INCLUDE, '+', "/24", "x.com" }, { "redirect=x.com/24", 314, K_REDIRECT, 0, "/24", "x.com" },
	{ "ptr/0", 314, K_PTR, '+', "/0", "0" }, { "a/24/64", 313, K_A, '+', "/24/64", "24/64" }, { "mx:x.com/48", 313, K_MX, '+', "/48", "x.com" },
	{ "a:x.com/129", 312, K_A, '+', "/129", "x.com" }, { "a/24//129", 312, K_A, '+', "/24//129", "24//129" },
	{ "ip6:192.0.2.0/24", 311, K_IP4, '+', "192.0.2.0", "192.0.2.0" }, { "ip4:2001:db8::/32", 311, K_IP6, '+', "2001:db8::", "2001:db8::" },
	{ "ip4:192.0.2.1:8080", 309, K_IP4, '+', "192.0.2.1:8080", "192.0.2.1:8080" }, { "ip6::CAFE::BABE", 310, K_IP6, '+', ":CAFE::BABE", ":CAFE::BABE" },
	{ "ip4:%{i}", 318, K_IP4, '+', "%{i}", "%{i}" }, { "x=%{y}", 316, K_UNKNOWN_MODIFIER, 0, "%{y}", "%{y}" },
};

START_TEST(guesses_what_was_meant)
{
	struct record record;
	struct buf text = { 0 };

	buf_printf(&text, "v=spf1 %s", guesses[_i].term);
	ck_assert_int_eq(record_parse(&record, buf_slice(&text)), ERR_NONE);
	assert_sane_record(&record);
	ck_assert_uint_eq(record.n, 1);
	const struct term *term = record.term;
	ck_assert_msg(term->fault == guesses[_i].fault, "%s: %u", guesses[_i].term, term->fault);
	ck_assert_msg(term->guess == guesses[_i].guess, "%s: %s", guesses[_i].term, kind_word(term->guess));
	ck_assert_msg(term->qualifier == guesses[_i].qualifier, "%s", guesses[_i].term);
	ck_assert_msg(slice_equal(record_slice(&record, term->fault_at), slice_of(guesses[_i].at)), "%s: at %u, %u", guesses[_i].term,
		term->fault_at.at, term->fault_at.len);
	if (guesses[_i].fault >= 205 && guesses[_i].fault != 217)
		ck_assert_msg(slice_equal(record_slice(&record, term->value), slice_of(guesses[_i].value)), "%s: value %.*s", guesses[_i].term,
			SLICE_ARG(record_slice(&record, term->value)));
	record_release(&record);
	buf_release(&text);
}
END_TEST

/* What the header says that a repair puts for fault_at; NULL: nothing that a program can decide. */
static const char *repair_of(const struct term *term, char *room)
{
	switch (term->fault) {
	case 203: case 208: case 218: case 314: case 315: return "";
	case 204: case 207: return " ";
	case 211: return "=";
	case 212: return ":";
	case 201: return "-";
	case 213: case 219: return kind_word(term->guess);
	case 217:
		room[0] = term->qualifier == '+' ? '\0' : term->qualifier;
		return room;
	default: return NULL;
	}
}

START_TEST(repairs_lead_to_the_guess)
{
	struct record record, after;
	struct buf text = { 0 };
	char room[2] = "";

	buf_printf(&text, "v=spf1 %s", guesses[_i].term);
	ck_assert_int_eq(record_parse(&record, buf_slice(&text)), ERR_NONE);
	const struct term *term = record.term;
	const char *with = term->guess == K_BROKEN ? NULL : repair_of(term, room);
	if (with) {
		ck_assert_int_eq(record_replace(&record, term->fault_at, slice_of(with), &after), ERR_NONE);
		const struct term *next = after.term;
		bool good = next->kind == term->guess && next->qualifier == term->qualifier;
		bool nearer = next->fault && next->fault != term->fault && next->guess == term->guess;
		ck_assert_msg(good || nearer, "%s: %s", guesses[_i].term, after.text);
		record_release(&after);
	}
	record_release(&record);
	buf_release(&text);
}
END_TEST

/* A blank makes two terms one only where the one is good, and neither neighbour could stand alone. */
START_TEST(joins_no_more_than_is_plain)
{
	static const struct { const char *text, *faults; size_t n; } rows[] = {
		{ "v=spf1 include: -all", "305", 2 }, { "v=spf1 a: mx", "305", 2 }, { "v=spf1 ip4: example.com", "309 301", 2 },
		{ "v=spf1 ip4: ip4:192.0.2.1", "309", 2 }, { "v=spf1 include: x.com y.com", "208 301", 2 }, { "v=spf1 exists x=y", "305", 2 },
		{ "v=spf1 include: x.com: y.com", "305 301 301", 3 }, { "v=spf1 mx 192.0.2.1", "214", 2 }, { "v=spf1 redirect x.com", "305 301", 2 },
		{ "v=spf1 - -all", "217", 2 }, { "v=spf1 - x=y", "217", 2 }, { "v=spf1 ~ ~ all", "217 217", 2 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct record record;
		struct buf faults = { 0 };

		faults_of(rows[i].text, &faults);
		ck_assert_msg(strcmp(buf_text(&faults), rows[i].faults) == 0, "%s: %s", rows[i].text, buf_text(&faults));
		ck_assert_int_eq(record_parse(&record, slice_of(rows[i].text)), ERR_NONE);
		ck_assert_uint_eq(record.n, rows[i].n);
		record_release(&record);
		buf_release(&faults);
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("record guesses");
	TCase *tests = tcase_create("guesses");

	tcase_set_timeout(tests, 60);
	tcase_add_loop_test(tests, guesses_what_was_meant, 0, sizeof guesses / sizeof *guesses);
	tcase_add_loop_test(tests, repairs_lead_to_the_guess, 0, sizeof guesses / sizeof *guesses);
	tcase_add_test(tests, joins_no_more_than_is_plain);
	suite_add_tcase(suite, tests);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
