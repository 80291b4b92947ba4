/* test_keep: drafts that outlive the program, whole; and files that are none. */
#include "wizard/keep.h"

#include "failing_malloc.h"
#include "wizard/draft_private.h"
#include "wizard_zone.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static struct draft *parse(struct slice text)
{
	struct draft *draft = NULL;
	struct problem problem;

	ck_assert_int_eq(keep_parse("f", text, &draft, &problem), ERR_NONE);
	ck_assert_ptr_nonnull(draft);
	return draft;
}

static void print(const struct draft *draft, struct buf *out)
{
	ck_assert_int_eq(keep_print(draft, out), ERR_NONE);
}

static void assert_same_record(const struct record *a, const struct record *b)
{
	ck_assert_uint_eq(a->len, b->len);
	ck_assert_int_eq(memcmp(a->text, b->text, a->len), 0);
	ck_assert_uint_eq(a->n, b->n);
	ck_assert_uint_eq(a->cuts, b->cuts);
	for (size_t i = 0; i < a->cuts; i++)
		ck_assert_uint_eq(a->cut[i], b->cut[i]);
}

/* All that is the draft's, and the text that it prints, too. */
static void assert_round_trip(struct draft *draft)
{
	struct buf first = { 0 }, second = { 0 };
	const struct state *was = draft_now(draft), *is;
	struct draft *again;

	print(draft, &first);
	for (size_t i = 0; i < first.len; i++)
		ck_assert((first.text[i] >= ' ' && first.text[i] <= '~') || first.text[i] == '\n');
	again = parse(buf_slice(&first));
	is = draft_now(again);
	ck_assert(name_equal(draft_domain(draft), draft_domain(again)));
	assert_same_record(&was->record, &is->record);
	if (draft->published.len)
		assert_same_record(&draft->published, &again->published);
	ck_assert(slice_equal(buf_slice(&was->explanation), buf_slice(&is->explanation)));
	ck_assert(slice_equal(buf_slice(&was->helo), buf_slice(&is->helo)));
	ck_assert(slice_equal(buf_slice(&was->expectations), buf_slice(&is->expectations)));
	ck_assert(was->return_path == is->return_path && was->sends == is->sends && was->redirect == is->redirect);
	ck_assert(draft_changed(draft) == draft_changed(again));
	for (size_t i = 0; i < Q_COUNT; i++)
		ck_assert(draft_asks(draft, (enum question_id)i) == draft_asks(again, (enum question_id)i));
	print(again, &second);
	ck_assert_str_eq(buf_text(&first), buf_text(&second));
	draft_free(again);
	buf_release(&first);
	buf_release(&second);
}

static struct draft *draft_of(struct slice published, const uint32_t *cut, size_t cuts)
{
	struct name domain = wizard_name("example.org");
	struct record record = { 0 };
	struct draft *draft;

	ck_assert_int_eq(record_parse(&record, published), ERR_NONE);
	ck_assert_int_eq(record_set_cuts(&record, cut, cuts), ERR_NONE);
	draft = draft_new(&domain, published.len ? &record : NULL);
	ck_assert_ptr_nonnull(draft);
	record_release(&record);
	return draft;
}

static void set(struct draft *draft, enum question_id id, const char *reply)
{
	struct buf fault = { 0 };

	ck_assert_msg(draft_set(draft, id, slice_of(reply), &fault), "%s", buf_text(&fault));
	buf_release(&fault);
}

START_TEST(whole)
{
	static const uint32_t cut[] = { 7, 20 };
	struct draft *draft = draft_of(SLICE("v=spf1 mx a:old.example.org x=y ?all"), cut, 2);

	assert_round_trip(draft);
	set(draft, Q_A, "yes");
	assert_round_trip(draft);
	set(draft, Q_ALL, "-all");
	set(draft, Q_EXP, "why.example.org");
	set(draft, Q_EXP_TEXT, "No \"mail\" from %{i} \\ here");
	set(draft, Q_HELO, "mx1.example.org mx2.example.org");
	ck_assert_int_eq(draft_set_expectations(draft, SLICE("pass 192.0.2.1\nfail 203.0.113.9 # old\n")), ERR_NONE);
	assert_round_trip(draft);
	set(draft, Q_RETURN_PATH, "no");
	assert_round_trip(draft);
	set(draft, Q_SENDS, "no");
	assert_round_trip(draft);
	draft_free(draft);
}
END_TEST

/* "redirect" is chosen, and its name is still to come. */
START_TEST(half_done)
{
	struct draft *draft = draft_of(SLICE(""), NULL, 0);

	assert_round_trip(draft);
	set(draft, Q_ALL, "redirect");
	ck_assert(draft_asks(draft, Q_REDIRECT));
	assert_round_trip(draft);
	draft_free(draft);
}
END_TEST

START_TEST(any_byte)
{
	char all[300];
	struct draft *draft = draft_of(SLICE("v=spf1 \xff\xfe -all"), NULL, 0);

	for (size_t i = 0; i < sizeof all; i++)
		all[i] = (char)i;
	memcpy(all, "v=spf1 ", 7);
	ck_assert_int_eq(draft_set_text(draft, (struct slice){ all, sizeof all }), ERR_NONE);
	assert_round_trip(draft);
	ck_assert_int_eq(draft_set_text(draft, SLICE("v=spf1 \\ \\\\ \\065 \\999 \" -all")), ERR_NONE);
	assert_round_trip(draft);
	ck_assert_int_eq(draft_set_text(draft, SLICE("")), ERR_NONE);
	assert_round_trip(draft);
	draft_free(draft);
}
END_TEST

START_TEST(as_long_as_it_gets)
{
	struct buf text = { 0 };
	struct draft *draft = draft_of(SLICE("v=spf1 -all"), NULL, 0);

	buf_fill(&text, '\\', RECORD_MOST);
	ck_assert_int_eq(draft_set_text(draft, buf_slice(&text)), ERR_NONE);
	assert_round_trip(draft);
	buf_release(&text);
	draft_free(draft);
}
END_TEST

START_TEST(random_edits)
{
	static const char *const reply[] = { "yes", "no", "", "~all", "-all", "redirect", "a.example.org", "192.0.2.0/24 198.51.100.1", "2001:db8::/32" };
	uint32_t seed = 7;

	for (int round = 0; round < 200; round++) {
		struct draft *draft = draft_of(round % 2 ? SLICE("v=spf1 mx ~all") : SLICE(""), NULL, 0);

		for (int i = 0; i < 12; i++) {
			struct buf fault = { 0 };

			seed = seed * 1664525 + 1013904223;
			if (draft_set(draft, (enum question_id)((seed >> 8) % Q_COUNT), slice_of(reply[(seed >> 20) % (sizeof reply / sizeof *reply)]), &fault))
				assert_round_trip(draft);
			buf_release(&fault);
		}
		draft_free(draft);
	}
}
END_TEST

/* Resumed, one undo leads to what was published then. */
START_TEST(undo)
{
	struct draft *draft = draft_of(SLICE("v=spf1 mx ~all"), NULL, 0), *again;
	struct buf text = { 0 };

	set(draft, Q_A, "yes");
	print(draft, &text);
	again = parse(buf_slice(&text));
	ck_assert_str_eq(draft_record(again)->text, "v=spf1 a mx ~all");
	ck_assert(draft_undo(again));
	ck_assert_str_eq(draft_record(again)->text, "v=spf1 mx ~all");
	ck_assert(!draft_undo(again));
	ck_assert(draft_redo(again));
	ck_assert_str_eq(draft_record(again)->text, "v=spf1 a mx ~all");
	draft_free(draft);
	draft_free(again);
	buf_release(&text);
}
END_TEST

#define HEAD "{\"schema\": \"spfwiz/draft/1\", \"domain\": \"example.org\", "
#define TAIL ", \"explanation\": \"\", \"helo\": \"\", \"expectations\": \"\", \"return_path\": true, \"sends\": true, \"redirect\": false}"
static const struct {
	const char *text;
	enum error error;
} bad[] = {
	{ "", ERR_SYNTAX }, { "{", ERR_SYNTAX }, { "[]", ERR_SYNTAX }, { "null", ERR_SYNTAX }, { "{}", ERR_SYNTAX }, { "\xff", ERR_SYNTAX },
	{ "{\"schema\": \"spfwiz/draft/2\"}", ERR_SYNTAX }, { "{\"schema\": 1}", ERR_SYNTAX },
	{ "{\"schema\": \"spfwiz/draft/1\"}", ERR_SYNTAX },
	{ "{\"schema\": \"spfwiz/draft/1\", \"domain\": \"a..b\", \"published\": \"\", \"record\": \"\"" TAIL, ERR_NAME_LABEL },
	{ "{\"schema\": \"spfwiz/draft/1\", \"domain\": \"\", \"published\": \"\", \"record\": \"\"" TAIL, ERR_NAME_EMPTY },
	{ "{\"schema\": \"spfwiz/draft/1\", \"domain\": 7, \"published\": \"\", \"record\": \"\"" TAIL, ERR_SYNTAX },
	{ HEAD "\"published\": \"\"" TAIL, ERR_SYNTAX },
	{ HEAD "\"published\": \"\", \"record\": \"\\\\\"" TAIL, ERR_SYNTAX },
	{ HEAD "\"published\": \"\", \"record\": \"\\\\25\"" TAIL, ERR_SYNTAX },
	{ HEAD "\"published\": \"\", \"record\": \"\\\\256\"" TAIL, ERR_SYNTAX },
	{ HEAD "\"published\": \"\", \"record\": \"\\\\x41\"" TAIL, ERR_SYNTAX },
	{ HEAD "\"published\": \"\", \"record\": \"\", \"record\": \"\"" TAIL, ERR_SYNTAX },
	{ HEAD "\"published\": \"\", \"record\": \"v=spf1 -all\", \"record_cuts\": [0]" TAIL, ERR_SYNTAX },
	{ HEAD "\"published\": \"\", \"record\": \"v=spf1 -all\", \"record_cuts\": [11]" TAIL, ERR_SYNTAX },
	{ HEAD "\"published\": \"\", \"record\": \"v=spf1 -all\", \"record_cuts\": [5, 5]" TAIL, ERR_SYNTAX },
	{ HEAD "\"published\": \"\", \"record\": \"v=spf1 -all\", \"record_cuts\": [-1]" TAIL, ERR_SYNTAX },
	{ HEAD "\"published\": \"\", \"record\": \"v=spf1 -all\", \"record_cuts\": [4294967300]" TAIL, ERR_SYNTAX },
	{ HEAD "\"published\": \"\", \"record\": \"v=spf1 -all\", \"record_cuts\": \"x\"" TAIL, ERR_SYNTAX },
	{ HEAD "\"published\": \"\", \"record\": \"\", \"explanation\": \"\", \"helo\": \"\", \"expectations\": \"\", \"return_path\": 1, "
	  "\"sends\": true, \"redirect\": false}", ERR_SYNTAX },
	{ HEAD "\"published\": \"\", \"record\": \"v=spf1 -all\"" TAIL, ERR_NONE },
	{ HEAD "\"published\": \"\", \"record\": \"v=spf1 -all\", \"record_cuts\": [], \"later\": [1]" TAIL, ERR_NONE },
};

START_TEST(none)
{
	struct draft *draft = (struct draft *)&bad;
	struct problem problem = { .error = ERR_NONE };

	ck_assert_int_eq(keep_parse("f", slice_of(bad[_i].text), &draft, &problem), bad[_i].error);
	ck_assert(!draft == (bad[_i].error != ERR_NONE));
	ck_assert_int_eq(problem.error, bad[_i].error);
	draft_free(draft);
	ck_assert_int_eq(keep_parse("f", slice_of(bad[_i].text), &draft, NULL), bad[_i].error);
	draft_free(draft);
}
END_TEST

START_TEST(too_large)
{
	struct buf text = { 0 };
	struct draft *draft;

	buf_string(&text, HEAD "\"published\": \"\", \"record\": \"");
	buf_fill(&text, 'a', RECORD_MOST + 1);
	buf_string(&text, "\"" TAIL);
	ck_assert_int_eq(keep_parse("f", buf_slice(&text), &draft, NULL), ERR_TOO_LARGE);
	ck_assert_ptr_null(draft);
	buf_release(&text);
}
END_TEST

/* Cut anywhere (a full disk), it is refused and nothing leaks. */
START_TEST(cut_anywhere)
{
	struct draft *draft = draft_of(SLICE("v=spf1 mx ~all"), NULL, 0);
	struct buf text = { 0 };

	print(draft, &text);
	draft_free(draft);
	for (size_t i = 0; i + 2 < text.len; i++) {
		ck_assert_int_eq(keep_parse("f", slice_to(buf_slice(&text), i), &draft, NULL), ERR_SYNTAX);
		ck_assert_ptr_null(draft);
	}
	buf_release(&text);
}
END_TEST

START_TEST(files)
{
	static const struct {
		const char *name, *file;
	} rows[] = {
		{ "example.org", "example.org.json" }, { "EXAMPLE.org.", "example.org.json" }, { ".", "%.json" },
		{ "_spf.example.org", "_spf.example.org.json" }, { "\\.\\.\\/x.org", "%2e%2e%2fx.org.json" },
		{ "a\\.b.org", "a%2eb.org.json" }, { "\\000\\255.org", "%00%ff.org.json" }, { "a\\%b.org", "a%25b.org.json" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf file = { 0 };
		struct name name;

		ck_assert_int_eq(name_from_master(slice_of(rows[i].name), NULL, &name), ERR_NONE);
		keep_file(&name, &file);
		ck_assert_str_eq(buf_text(&file), rows[i].file);
		buf_release(&file);
	}
}
END_TEST

/* The longest names still have files, each its own. */
START_TEST(long_files)
{
	struct buf text = { 0 }, a = { 0 }, b = { 0 };
	struct name name;

	for (int i = 0; i < 4; i++) {
		for (int j = 0; j < (i < 3 ? 63 : 61); j++)
			buf_string(&text, "\\001");
		buf_char(&text, '.');
	}
	ck_assert_int_eq(name_from_master(buf_slice(&text), NULL, &name), ERR_NONE);
	keep_file(&name, &a);
	name.wire[name.len - 2] = 2;
	keep_file(&name, &b);
	ck_assert_uint_le(a.len, 250);
	ck_assert_str_ne(buf_text(&a), buf_text(&b));
	buf_release(&text);
	buf_release(&a);
	buf_release(&b);
}
END_TEST

START_TEST(memory_ends)
{
	static const uint32_t cut[] = { 7 };
	struct draft *draft = draft_of(SLICE("v=spf1 mx ~all"), cut, 1);
	struct buf text = { 0 };

	print(draft, &text);
	for (unsigned n = 0;; n++) {
		struct draft *again = NULL;
		struct buf out = { 0 };
		enum error read, wrote = ERR_NONE;
		bool ended;

		failing_malloc_after(n);
		read = keep_parse("f", buf_slice(&text), &again, NULL);
		if (!read)
			wrote = keep_print(again, &out);
		ended = failing_malloc_off();
		ck_assert(read == ERR_NONE || read == ERR_MEMORY);
		ck_assert(wrote == ERR_NONE || wrote == ERR_MEMORY);
		ck_assert_int_eq(ended, read || wrote);
		draft_free(again);
		buf_release(&out);
		if (!ended)
			break;
	}
	draft_free(draft);
	buf_release(&text);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("keep");
	TCase *core = tcase_create("core");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_set_timeout(core, 60);
	tcase_add_test(core, whole);
	tcase_add_test(core, half_done);
	tcase_add_test(core, any_byte);
	tcase_add_test(core, as_long_as_it_gets);
	tcase_add_test(core, random_edits);
	tcase_add_test(core, undo);
	tcase_add_loop_test(core, none, 0, sizeof bad / sizeof *bad);
	tcase_add_test(core, too_large);
	tcase_add_test(core, cut_anywhere);
	tcase_add_test(core, files);
	tcase_add_test(core, long_files);
	tcase_add_test(core, memory_ends);
	suite_add_tcase(suite, core);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
