/* test_draft: replies and text, both views of one record. */
#include "wizard/draft.h"

#include "wizard_zone.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static struct draft *draft_of(const char *text)
{
	struct name domain = wizard_name("example.org");
	struct record record = { 0 };
	struct draft *draft;

	if (text)
		ck_assert_int_eq(record_parse(&record, slice_of(text)), ERR_NONE);
	draft = draft_new(&domain, text ? &record : NULL);
	ck_assert_ptr_nonnull(draft);
	record_release(&record);
	return draft;
}

static const char *text_of(const struct draft *draft)
{
	return draft_record(draft)->text;
}

static void set(struct draft *draft, enum question_id id, const char *reply)
{
	struct buf fault = { 0 };

	ck_assert_msg(draft_set(draft, id, slice_of(reply), &fault), "%s: %s", reply, buf_text(&fault));
	buf_release(&fault);
}

/* Whatever a reply is, setting it again changes no byte. */
static void assert_sane_draft(struct draft *draft)
{
	struct buf before = { 0 };

	buf_string(&before, text_of(draft));
	for (size_t i = 0; i < Q_COUNT; i++) {
		struct buf reply = { 0 };

		draft_reply(draft, (enum question_id)i, &reply);
		set(draft, (enum question_id)i, buf_text(&reply));
		ck_assert_str_eq(text_of(draft), buf_text(&before));
		buf_release(&reply);
	}
	buf_release(&before);
}

static const struct row {
	const char *from;
	enum question_id id;
	const char *reply, *to, *after;	/* after: the reply then; NULL: as set */
} rows[] = {
	{ NULL, Q_MX, "yes", "v=spf1 mx ~all", NULL },
	{ "v=spf1 mx ~all", Q_A, "yes", "v=spf1 a mx ~all", NULL },
	{ "v=spf1 include:x.net ~all", Q_A, "yes", "v=spf1 a include:x.net ~all", NULL },
	{ "v=spf1 +a a/24 -a ~all", Q_A, "no", "v=spf1 -a ~all", NULL },
	{ "v=spf1 a/24 ~all", Q_A, "yes", "v=spf1 a/24 ~all", NULL },
	{ "v=spf1 PTR ptr:x.org -all", Q_PTR, "no", "v=spf1 ptr:x.org -all", NULL },
	{ "v=spf1 a mx -all", Q_A_HOSTS, "h.example.org/24", "v=spf1 a mx a:h.example.org/24 -all", NULL },
	{ "v=spf1  IP4:192.0.2.1   ip4:192.0.2.2 x=y -all", Q_IP4, "192.0.2.2", "v=spf1   ip4:192.0.2.2 x=y -all", NULL },
	{ "v=spf1 IP4:192.0.2.1 ip4:192.0.2.3 -all", Q_IP4, "192.0.2.1 192.0.2.2 192.0.2.3", "v=spf1 IP4:192.0.2.1 ip4:192.0.2.2 ip4:192.0.2.3 -all", NULL },
	{ "v=spf1 ip4:192.0.2.3 -all", Q_IP4, "192.0.2.1 192.0.2.3", "v=spf1 ip4:192.0.2.1 ip4:192.0.2.3 -all", NULL },
	{ "v=spf1 ip4:192.0.2.1 ip4:192.0.2.2 -all", Q_IP4, "192.0.2.2 192.0.2.1", "v=spf1 ip4:192.0.2.1 ip4:192.0.2.2 -all", "192.0.2.1 192.0.2.2" },
	{ "v=spf1 -all", Q_IP4, "192.0.2.1,192.0.2.1", "v=spf1 ip4:192.0.2.1 -all", "192.0.2.1" },
	{ "v=spf1 include:X.net. -all", Q_INCLUDE, "X.net. y.net", "v=spf1 include:X.net. include:y.net -all", NULL },
	{ "v=spf1 include:x.net -include:y.net -all", Q_INCLUDE, "", "v=spf1 -include:y.net -all", NULL },
	{ "v=spf1 mx", Q_ALL, "-all", "v=spf1 mx -all", NULL },
	{ "v=spf1 mx ~all x=y ?all", Q_ALL, "-all", "v=spf1 mx -all x=y", NULL },
	{ "v=spf1 redirect=x.net", Q_ALL, "~all", "v=spf1 ~all", NULL },
	{ "v=spf1 mx ~all", Q_ALL, "redirect", "v=spf1 mx ~all", NULL },
	{ "v=spf1 mx ~all -all", Q_REDIRECT, "x.net", "v=spf1 mx redirect=x.net", NULL },
	{ "v=spf1 redirect=x.net", Q_REDIRECT, "y.net", "v=spf1 redirect=y.net", NULL },
	{ "v=spf1 redirect=x.net", Q_REDIRECT, "", "v=spf1 ~all", NULL },
	{ "v=spf1 +all", Q_ALL, "+all", "v=spf1 +all", NULL },
	{ "v=spf1 -all", Q_EXP, "why.example.org", "v=spf1 -all exp=why.example.org", NULL },
	{ "v=spf1 exp=a.b -all", Q_EXP, "", "v=spf1 -all", NULL },
	{ "v=spf1 mx x=y exists:%{i}.x.net ~all", Q_SENDS, "no", "v=spf1 -all", NULL },
	{ "v=spf1 foo mx ~all", Q_MX, "no", "v=spf1 foo ~all", NULL },
	{ "v=spf1 mx -all", Q_HELO, "mx1.example.org mx1.example.org", "v=spf1 mx -all", "mx1.example.org" },
	{ "v=spf1 mx -all", Q_EXP_TEXT, "go away", "v=spf1 mx -all", NULL },
	{ "v=spf1 mx -all", Q_RETURN_PATH, "no", "v=spf1 mx -all", NULL },
};

START_TEST(replies_edit_in_place)
{
	const struct row *row = &rows[_i];
	struct draft *draft = draft_of(row->from);
	struct buf reply = { 0 }, before = { 0 };

	assert_sane_draft(draft);
	buf_string(&before, text_of(draft));
	set(draft, row->id, row->reply);
	ck_assert_str_eq(text_of(draft), row->to);
	draft_reply(draft, row->id, &reply);
	ck_assert_str_eq(buf_text(&reply), row->after ? row->after : row->reply);
	assert_sane_draft(draft);
	if (draft_undo(draft))
		ck_assert_str_eq(text_of(draft), buf_text(&before));
	draft_redo(draft);
	ck_assert_str_eq(text_of(draft), row->to);
	buf_release(&reply);
	buf_release(&before);
	draft_free(draft);
}
END_TEST

START_TEST(refusals_change_nothing)
{
	struct draft *draft = draft_of("v=spf1 mx -all");
	struct buf fault = { 0 };

	ck_assert(!draft_set(draft, Q_IP4, SLICE("192.0.2.1 nonsense"), &fault));
	ck_assert(fault.len);
	ck_assert_str_eq(text_of(draft), "v=spf1 mx -all");
	ck_assert(!draft_undo(draft) && !draft_changed(draft));
	buf_release(&fault);
	draft_free(draft);
}
END_TEST

START_TEST(sends_comes_back)
{
	struct draft *draft = draft_of("v=spf1 mx ~all");

	set(draft, Q_IP4, "192.0.2.1");
	set(draft, Q_SENDS, "no");
	ck_assert(!draft_asks(draft, Q_A) && !draft_asks(draft, Q_ALL) && draft_asks(draft, Q_SENDS));
	set(draft, Q_SENDS, "yes");
	ck_assert_str_eq(text_of(draft), "v=spf1 mx ip4:192.0.2.1 ~all");
	draft_free(draft);
}
END_TEST

START_TEST(asks_what_makes_sense)
{
	struct draft *draft = draft_of(NULL);

	ck_assert(!draft_asks(draft, Q_REDIRECT) && !draft_asks(draft, Q_EXP) && !draft_asks(draft, Q_EXP_TEXT) && draft_asks(draft, Q_HELO));
	set(draft, Q_ALL, "redirect");
	ck_assert(draft_asks(draft, Q_REDIRECT));
	ck_assert_str_eq(text_of(draft), "v=spf1 ~all");
	set(draft, Q_ALL, "-all");
	ck_assert(!draft_asks(draft, Q_REDIRECT) && draft_asks(draft, Q_EXP));
	set(draft, Q_EXP, "why.example.org");
	ck_assert(draft_asks(draft, Q_EXP_TEXT));
	ck_assert_int_eq(draft_set_text(draft, SLICE("v=spf1 -all")), ERR_NONE);
	ck_assert(!draft_asks(draft, Q_A));
	draft_free(draft);
}
END_TEST

START_TEST(outputs_are_all_there_is_to_publish)
{
	struct draft *draft = draft_of("v=spf1 mx -all");
	struct outputs outputs;

	set(draft, Q_EXP, "why.example.org");
	set(draft, Q_EXP_TEXT, "go away");
	set(draft, Q_HELO, "mx1.example.org mx2.example.org");
	ck_assert_int_eq(draft_outputs(draft, &outputs), ERR_NONE);
	ck_assert_uint_eq(outputs.n, 4);
	ck_assert_str_eq(outputs.output[0].record.text, "v=spf1 mx -all exp=why.example.org");
	ck_assert_str_eq(outputs.output[1].record.text, "go away");
	ck_assert(!outputs.output[1].is_spf && outputs.output[3].is_spf);
	ck_assert_str_eq(outputs.output[3].record.text, "v=spf1 a -all");
	outputs_release(&outputs);
	set(draft, Q_EXP, "%{d}.why.example.org");
	ck_assert_int_eq(draft_outputs(draft, &outputs), ERR_NONE);
	ck_assert_uint_eq(outputs.n, 3);
	outputs_release(&outputs);
	draft_free(draft);
}
END_TEST

START_TEST(cuts_are_carried)
{
	struct name domain = wizard_name("example.org");
	struct record record;
	const uint32_t cut[] = { 10 };
	struct draft *draft;

	ck_assert_int_eq(record_parse(&record, SLICE("v=spf1 mx ip4:192.0.2.1 -all")), ERR_NONE);
	ck_assert_int_eq(record_set_cuts(&record, cut, 1), ERR_NONE);
	draft = draft_new(&domain, &record);
	set(draft, Q_A, "yes");
	ck_assert_uint_eq(draft_record(draft)->cuts, 1);
	ck_assert_uint_eq(draft_record(draft)->cut[0], 12);
	draft_free(draft);
	record_release(&record);
}
END_TEST

/* Any order of replies: sane after each, and all of it can be taken back. */
START_TEST(random_replies_round_trip)
{
	static const char *const replies[Q_COUNT][4] = {
		{ "yes", "no", "yes", "yes" }, { "yes", "yes", "yes", "no" }, { "yes", "no", "no", "yes" }, { "yes", "no", "no", "yes" },
		{ "no", "yes", "no", "no" }, { "", "h.example.org", "h.example.org/24 g.example.org", "g.example.org" },
		{ "", "x.net", "x.net//64 y.net", "y.net x.net" }, { "192.0.2.1", "192.0.2.0/24 192.0.2.1", "", "203.0.113.1 192.0.2.1" },
		{ "2001:db8::1", "", "2001:db8::/32 2001:db8::1", "" }, { "a.net", "b.net a.net", "", "a.net c.net b.net" },
		{ "~all", "-all", "?all", "redirect" }, { "x.net", "", "y.net", "" }, { "", "why.example.org", "w.example.org", "" },
		{ "text", "", "more text", "" }, { "", "mx1.example.org", "", "mx2.example.org mx1.example.org" },
	};
	static const char *const from[] = { NULL, "v=spf1 x=y mx:z.net -ip4:10.0.0.1 exists:%{i}.x.net foo -all", "v=spf1 redirect=x.net", "v=spf1" };
	unsigned seed = 7;

	for (int i = 0; i < 200; i++) {
		struct draft *draft = draft_of(from[i % 4]);
		struct buf first = { 0 };
		bool whole = i % 4 == 1;	/* no "sends no mail" yet, which takes all away */

		buf_string(&first, text_of(draft));
		for (int k = 0; k < 12; k++) {
			unsigned r = (seed = seed * 1103515245 + 12345) >> 16;
			enum question_id id = (enum question_id)(r % Q_COUNT);

			set(draft, id, replies[id][(r >> 8) % 4]);
			assert_sane_draft(draft);
			whole &= strcmp(text_of(draft), "v=spf1 -all") != 0;
			ck_assert(!whole || strstr(text_of(draft), "x=y") < strstr(text_of(draft), "exists:%{i}.x.net foo"));
		}
		while (draft_undo(draft))
			;
		ck_assert_str_eq(text_of(draft), buf_text(&first));
		buf_release(&first);
		draft_free(draft);
	}
}
END_TEST

/* The keys of a visit are one step; a visit that ends as it began is none; the bound on steps does not confuse it. */
START_TEST(visits_are_one_step)
{
	struct draft *draft = draft_of("v=spf1 mx ~all");
	size_t step = draft_step(draft);

	set(draft, Q_A, "yes");
	set(draft, Q_PTR, "yes");
	draft_join(draft, step);
	set(draft, Q_IP4, "192.0.2.1");
	draft_join(draft, step);
	ck_assert_uint_eq(draft_step(draft), step + 1);
	ck_assert_str_eq(text_of(draft), "v=spf1 a mx ptr ip4:192.0.2.1 ~all");
	ck_assert(draft_undo(draft));
	ck_assert_str_eq(text_of(draft), "v=spf1 mx ~all");
	ck_assert(!draft_undo(draft));
	ck_assert(draft_redo(draft));
	step = draft_step(draft);
	set(draft, Q_A, "no");
	set(draft, Q_A, "yes");
	draft_join(draft, step);
	ck_assert_uint_eq(draft_step(draft), step);
	ck_assert(!draft_redo(draft));
	draft_join(draft, step + 5);	/* nothing came after it */
	ck_assert_uint_eq(draft_step(draft), step);
	for (int i = 0; i < 1200; i++) {
		size_t before = draft_step(draft);

		set(draft, Q_MX, i % 2 ? "yes" : "no");
		ck_assert_uint_eq(draft_step(draft), before + 1);
		set(draft, Q_IP6, i % 2 ? "2001:db8::1" : "2001:db8::2");
		draft_join(draft, before);
		ck_assert_uint_eq(draft_step(draft), before + 1);
	}
	draft_join(draft, 0);		/* too old to be joined: nothing happens */
	ck_assert_str_eq(text_of(draft), "v=spf1 a mx ptr ip4:192.0.2.1 ip6:2001:db8::1 ~all");
	assert_sane_draft(draft);
	draft_free(draft);
}
END_TEST

/* A record is taken with where its strings end; what is published may come later than the draft. */
START_TEST(records_are_taken_whole)
{
	struct draft *draft = draft_of(NULL);
	struct record record;
	uint32_t cut = 7;

	ck_assert_int_eq(record_parse(&record, SLICE("v=spf1 mx -all")), ERR_NONE);
	ck_assert_int_eq(record_set_cuts(&record, &cut, 1), ERR_NONE);
	ck_assert_int_eq(draft_set_record(draft, &record), ERR_NONE);
	ck_assert_str_eq(text_of(draft), "v=spf1 mx -all");
	ck_assert_uint_eq(draft_record(draft)->cuts, 1);
	ck_assert(draft_changed(draft));
	ck_assert_int_eq(draft_set_published(draft, &record), ERR_NONE);
	ck_assert(!draft_changed(draft));
	ck_assert(draft_undo(draft));
	ck_assert_str_eq(text_of(draft), "v=spf1 ~all");
	ck_assert(draft_changed(draft));
	record_release(&record);
	draft_free(draft);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("draft");
	TCase *tcase = tcase_create("all");
	SRunner *runner;
	int failed;

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, replies_edit_in_place, 0, sizeof rows / sizeof *rows);
	tcase_add_test(tcase, refusals_change_nothing);
	tcase_add_test(tcase, sends_comes_back);
	tcase_add_test(tcase, asks_what_makes_sense);
	tcase_add_test(tcase, outputs_are_all_there_is_to_publish);
	tcase_add_test(tcase, cuts_are_carried);
	tcase_add_test(tcase, visits_are_one_step);
	tcase_add_test(tcase, records_are_taken_whole);
	tcase_add_test(tcase, random_replies_round_trip);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
