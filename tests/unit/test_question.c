/* test_question: the table, and what people type. */
#include "wizard/question.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

START_TEST(every_row_is_whole)
{
	for (size_t i = 0; i < Q_COUNT; i++) {
		const struct wizard_question *q = &wizard_questions[i];

		ck_assert_uint_eq(q->id, i);
		ck_assert(q->name && q->label && q->text && q->prompt && q->help);
		ck_assert((q->form == REPLY_CHOICE) == (q->choice != NULL));
		for (size_t j = 0; j < i; j++)
			ck_assert_str_ne(q->name, wizard_questions[j].name);
	}
}
END_TEST

static const struct row {
	enum question_id id;
	const char *typed, *good;	/* good NULL: refused */
	const char *says;		/* part of the fault or note; NULL: there is none */
} rows[] = {
	{ Q_A, "yes", "yes", NULL }, { Q_A, "Y", "yes", NULL }, { Q_A, "n", "no", NULL },
	{ Q_A, "maybe", NULL, "\"maybe\" is neither yes nor no." }, { Q_A, "", NULL, "neither" },
	{ Q_IP4, "192.0.2.1", "192.0.2.1", NULL }, { Q_IP4, "ip4:192.0.2.0/24", "192.0.2.0/24", NULL },
	{ Q_IP4, "+ip4:192.0.2.1", "192.0.2.1", NULL }, { Q_IP4, "IP4:192.0.2.1", "192.0.2.1", NULL },
	{ Q_IP4, "192.0.2.5/24", "192.0.2.5/24", "it means 192.0.2.0/24" },
	{ Q_IP4, "10.1.2.3", "10.1.2.3", "Private-Use" }, { Q_IP4, "192.0.2.1/33", NULL, "is no IPv4" },
	{ Q_IP4, "192.0.2.01", NULL, "is no IPv4" }, { Q_IP4, "2001:db8::1", NULL, "Which IPv6" },
	{ Q_IP4, "mail.example.org", NULL, "Which other hosts" }, { Q_IP4, "a:mail.example.org", NULL, "Which other hosts" },
	{ Q_IP6, "2001:db8::/32", "2001:db8::/32", NULL }, { Q_IP6, "192.0.2.1", NULL, "Which IPv4" },
	{ Q_IP6, "::ffff:192.0.2.1", NULL, "Which IPv4" }, { Q_IP6, "a::1", "a::1", NULL }, { Q_IP6, "2001:db8::1/129", NULL, "is no IPv6" },
	{ Q_A_HOSTS, "a:Mail.Example.ORG.", "mail.example.org", NULL }, { Q_A_HOSTS, "h.example.org/28", "h.example.org/28", NULL },
	{ Q_A_HOSTS, "h.example.org/24//64", "h.example.org/24//64", NULL }, { Q_A_HOSTS, "h.example.org//64", "h.example.org//64", NULL },
	{ Q_A_HOSTS, "h.example.org/", NULL, "/ takes" }, { Q_A_HOSTS, "h.example.org/33", NULL, "/ takes" },
	{ Q_A_HOSTS, "h.example.org/024", NULL, "/ takes" }, { Q_A_HOSTS, "h.example.org//129", NULL, "/ takes" },
	{ Q_A_HOSTS, "192.0.2.1", NULL, "Which IPv4" }, { Q_A_HOSTS, "2001:db8::1", NULL, "Which IPv6" },
	{ Q_A_HOSTS, "mx:example.org", NULL, "mail servers (MX)" }, { Q_A_HOSTS, "localhost", NULL, "single word" },
	{ Q_A_HOSTS, "example.123", NULL, NULL }, { Q_A_HOSTS, "%{d}", "%{d}", NULL }, { Q_A_HOSTS, "%{d", NULL, NULL },
	{ Q_MX_SETS, "mx:example.net//64", "example.net//64", NULL },
	{ Q_INCLUDE, "include:_spf.example.net", "_spf.example.net", NULL }, { Q_INCLUDE, "%{i}._spf.%{d2}", "%{i}._spf.%{d2}", NULL },
	{ Q_INCLUDE, "https://example.net/", NULL, "character" }, { Q_INCLUDE, "bob@example.net", NULL, "character" },
	{ Q_INCLUDE, "\346\265\213\350\257\225.example", "xn--0zwm56d.example", NULL },
	{ Q_INCLUDE, "%{c}.example.net", NULL, NULL },
	{ Q_ALL, "-all", "-all", NULL }, { Q_ALL, "softfail", "~all", NULL }, { Q_ALL, "+all", NULL, "is none of ~all, -all, ?all, redirect." },
	{ Q_REDIRECT, "redirect=example.net", "example.net", NULL }, { Q_EXP, "exp=why.example.org", "why.example.org", NULL },
	{ Q_EXP_TEXT, "no mail from %{i}, 100%%", "no mail from %{i}, 100%%", NULL }, { Q_EXP_TEXT, "100%", NULL, NULL },
	{ Q_EXP_TEXT, "caf\303\251", NULL, "ASCII" },
	{ Q_HELO, "mx1.example.org", "mx1.example.org", NULL }, { Q_HELO, "%{d}", NULL, NULL },
};

START_TEST(words_are_checked)
{
	const struct row *row = &rows[_i];
	struct buf out = { 0 }, fault = { 0 };
	bool good = question_word(row->id, slice_of(row->typed), &out, &fault);

	ck_assert_msg(good == (row->good != NULL), "%s: %s", row->typed, buf_text(&fault));
	if (good)
		ck_assert_str_eq(buf_text(&out), row->good);
	if (row->says)
		ck_assert_msg(strstr(buf_text(&fault), row->says), "%s: %s", row->typed, buf_text(&fault));
	ck_assert_msg(good || fault.len, "%s: refused without a word", row->typed);
	ck_assert(row->says || !good || !fault.len);
	buf_release(&out);
	buf_release(&fault);
}
END_TEST

/* Any bytes: an answer, nothing a terminal would act on, and nothing a record could not hold. */
START_TEST(hostile_words_are_answered)
{
	unsigned seed = 1;

	for (int i = 0; i < 20000; i++) {
		char bytes[40];
		size_t n = (size_t)(i % 40);
		struct buf out = { 0 }, fault = { 0 };

		for (size_t k = 0; k < n; k++)
			bytes[k] = (char)((seed = seed * 1103515245 + 12345) >> 16);
		if (question_word((enum question_id)(i % Q_COUNT), (struct slice){ bytes, n }, &out, &fault))
			for (size_t k = 0; k < out.len; k++)
				ck_assert(out.text[k] >= ' ' && out.text[k] <= '~');
		else
			ck_assert(fault.len);
		for (size_t k = 0; k < fault.len; k++)
			ck_assert((unsigned char)fault.text[k] >= ' ' && fault.text[k] != 127);
		buf_release(&out);
		buf_release(&fault);
	}
}
END_TEST

START_TEST(lists_split_at_what_people_type)
{
	struct slice rest = SLICE(" a.b,c.d;\343\200\200e.f\357\274\214g.h\357\274\233\t i.j\302\240k.l\343\200\201 "), word;
	const char *const want[] = { "a.b", "c.d", "e.f", "g.h", "i.j", "k.l" };

	for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
		ck_assert(question_next_word(&rest, &word));
		ck_assert(slice_equal(word, slice_of(want[i])));
	}
	ck_assert(!question_next_word(&rest, &word));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("question");
	TCase *tcase = tcase_create("all");
	SRunner *runner;
	int failed;

	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, every_row_is_whole);
	tcase_add_loop_test(tcase, words_are_checked, 0, sizeof rows / sizeof *rows);
	tcase_add_test(tcase, hostile_words_are_answered);
	tcase_add_test(tcase, lists_split_at_what_people_type);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
