/* jot: the same text as jansson's, for every character and for bytes that are none, commas where they belong, memory that ends. */
#include "cmd/jot.h"
#include "failing_malloc.h"
#include <check.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static void assert_as_jansson(struct slice text)
{
	struct buf out = { 0 };
	struct jot jot = { .out = &out };
	json_t *value = json_stringn_nocheck(text.at, text.len);
	char *want = json_dumps(value, JSON_ENCODE_ANY | JSON_ENSURE_ASCII);

	jot_text(&jot, NULL, text);
	ck_assert_str_eq(buf_text(&out), want);
	buf_release(&out);
	free(want);
	json_decref(value);
}

START_TEST(every_character_as_jansson_has_it)
{
	char text[5] = "x";

	for (uint32_t code = 0; code < UTF8_INVALID; code++)
		if ((code < 0xd800 || code > 0xdfff) && code != 0x7f)
			assert_as_jansson((struct slice){ text, 1 + utf8_encode(code, text + 1) });
	assert_as_jansson(SLICE(""));
	assert_as_jansson(SLICE("v=spf1 include:\"a\\b\" \303\251t\303\251 -all\n"));
}
END_TEST

/* What jansson would print as it is, and what it would not take. */
START_TEST(bytes_of_no_text)
{
	static const struct {
		struct slice text;
		const char *want;
	} rows[] = {
		{ { "a\177b", 3 }, "\"a\\u007fb\"" },
		{ { "a\377\"\\\n", 5 }, "\"a\\\\255\\\"\\\\\\\\010\"" },
		{ { "\355\240\200", 3 }, "\"\\\\237\\\\160\\\\128\"" },
		{ { "\300\200", 2 }, "\"\\\\192\\\\128\"" },
		{ { "\303", 1 }, "\"\\\\195\"" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf out = { 0 };
		struct jot jot = { .out = &out };

		jot_text(&jot, NULL, rows[i].text);
		ck_assert_str_eq(buf_text(&out), rows[i].want);
		buf_release(&out);
	}
}
END_TEST

static void jot_all(struct jot *jot)
{
	jot_open(jot, NULL, '{');
	jot_word(jot, "word", "is");
	jot_word(jot, "none", NULL);
	jot_open(jot, "empty", '{');
	jot_close(jot, '}');
	jot_open(jot, "list", '[');
	jot_number(jot, NULL, 0);
	jot_number(jot, NULL, UINT64_MAX);
	jot_members(jot, SLICE(""));
	jot_members(jot, SLICE("1,{}"));
	jot_text(jot, NULL, SLICE("\377 is no text"));
	jot_open(jot, NULL, '{');
	jot_null(jot, "null");
	jot_close(jot, '}');
	jot_close(jot, ']');
	jot_bool(jot, "yes", true);
	jot_bool(jot, "no", false);
	jot_close(jot, '}');
}

START_TEST(commas_and_nests)
{
	struct buf out = { 0 };
	struct jot jot = { .out = &out };

	jot_all(&jot);
	ck_assert_str_eq(buf_text(&out), "{\"word\":\"is\",\"none\":null,\"empty\":{},\"list\":[0,18446744073709551615,1,{},\"\\\\255 is no text\","
	    "{\"null\":null}],\"yes\":true,\"no\":false}");
	buf_release(&out);
}
END_TEST

START_TEST(memory_ends)
{
	for (unsigned n = 0;; n++) {
		struct buf out = { 0 };
		struct jot jot = { .out = &out };

		failing_malloc_after(n);
		jot_all(&jot);
		bool cut = failing_malloc_off();
		ck_assert_int_eq(out.failed, cut);
		buf_release(&out);
		if (!cut)
			break;
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("jot");
	TCase *t = tcase_create("jot");

	tcase_set_timeout(t, 60);
	tcase_add_test(t, every_character_as_jansson_has_it);
	tcase_add_test(t, bytes_of_no_text);
	tcase_add_test(t, commas_and_nests);
	tcase_add_test(t, memory_ends);
	suite_add_tcase(suite, t);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
