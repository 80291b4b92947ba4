/* catalogue: data files read to their ends, whole and broken, and searched in their order. */
#include "catalogue/host.h"
#include "failing_malloc.h"
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FACT "flatten = true source = \"x\" date = \"2026-11\" confidence = \"sure\""
#define SERVICE(id, rest) "service " id " {\n name = \"" id "\"\n where = apex\n " FACT "\n" rest "}\n"
#define HOST(id, rest) "host " id " {\n name = \"" id "\"\n format = panel\n owner = at\n quotes = none\n language = en\n type = TXT\n source = \"x\"\n" \
	" date = \"2026-11\"\n confidence = \"sure\"\n" rest "}\n"

/* --- files that are broken */

static const struct broken {
	const char *text;
	unsigned line;
	const char *why;	/* in the message */
	size_t kept;
} broken[] = {
	{ SERVICE("a", "") "service b {\n", 6, "never closed", 1 },
	{ SERVICE("a", "") "service b {\n name = \"x\n}\n", 7, "quotation mark", 1 },
	{ SERVICE("a", "") "service b {\n name = 'x\n}\n", 7, "quotation mark", 1 },
	{ "# one\n// two\n/* three\n four */\n" SERVICE("a", "") "nonsense\n", 10, "no such option", 1 },
	{ SERVICE("a", "") "\n\nservice b {\n nme = x\n}\n", 9, "nme", 1 },
	{ SERVICE("a", "") "service b {\n}\n", 7, "has no name", 1 },
	{ SERVICE("a", "") SERVICE("a", ""), 10, "duplicate", 1 },
	{ "service a {\n name = \"$" "{HOME}\"\n}\n", 2, "$" "{", 0 },
	{ "service a {\n name = $" "{HOME}\n}\n", 2, "$", 0 },
	{ "service \"A b\" {\n name = x where = apex " FACT "\n}\n", 3, "an id is", 0 },
	{ "service a {\n name = x\n " FACT "\n}\n", 4, "has no where", 0 },
	{ "service a {\n name = x\n where = there\n}\n", 3, "no such word", 0 },
	{ "service a {\n name = x\n include = {\"good.example\", \"Bad.example\"}\n}\n", 3, "Bad.example", 0 },
	{ "service a {\n name = x\n include = {\"bad..example\", \"good.example\"}\n}\n", 3, "bad..example", 0 },
	{ "service a {\n name = x\n include = {\"single\"}\n}\n", 3, "two or more labels", 0 },
	{ "service a {\n name = x\n include = {\"dot.example.\"}\n}\n", 3, "two or more labels", 0 },
	{ "service a {\n name = x\n date = \"2026-13\"\n}\n", 3, "2026-11", 0 },
	{ "service a {\n name = x\n confidence = perhaps\n}\n", 3, "sure, likely or unsure", 0 },
	{ "service a {\n name = \"x\\x07\"\n}\n", 2, "cannot be shown", 0 },
	{ "service a {\n name = \"\xE2\x80\xAE x\"\n}\n", 2, "cannot be shown", 0 },
	{ "service a {\n name = \"x\x01\"\n}\n", 2, "control character", 0 },
	{ SERVICE("a", "") "# \xFF\n", 6, "UTF-8", 1 },
	{ "service a {\n name = x where = nowhere include = {\"a.example\"} " FACT "\n}\n", 3, "belongs nowhere", 0 },
	{ "service a {\n name = x where = apex mx = {\"mx.example\"} mx = {\"mx.example.org\"} " FACT "\n}\n", 3, "seen_source", 0 },
	{ "service a {\n name = x where = apex txt = {\"MS=\"} seen_source = x seen_date = \"2026-11\" seen_confidence = sure " FACT "\n}\n", 3,
	    "four bytes", 0 },
	{ "service a {\n name = \"\" where = apex " FACT "\n}\n", 3, "empty", 0 },
	{ "service a {\n name = x where = apex " FACT "\n\n" SERVICE("b", ""), 1, "never closed", 1 },
	{ "/* never\n ends\n", 1, "never ends", 0 },
	{ "'' x 'y'\n", 1, "", 0 },
	{ "service {\n}\n", 1, "title", 0 },
	{ "service a {\n flatten = perhaps\n}\n", 2, "boolean", 0 },
	{ "service a {\n service b {\n}\n}\n", 2, "service", 0 },
};

START_TEST(broken_files)
{
	const struct broken *row = &broken[_i];
	struct catalogue catalogue = { 0 };
	struct problem problem = { 0 };
	enum error error = catalogue_services(&catalogue, "my.conf", slice_of(row->text), &problem);

	ck_assert_int_ne(error, ERR_NONE);
	ck_assert_int_eq(problem.error, error);
	ck_assert_str_eq(problem.file, "my.conf");
	ck_assert_msg(problem.line == row->line, "%d: line %u and not %u: %s", _i, problem.line, row->line, problem.detail);
	ck_assert_msg(strstr(problem.detail, row->why), "%d: no \"%s\" in: %s", _i, row->why, problem.detail);
	ck_assert_uint_eq(catalogue.services, row->kept);
	/* What libconfuse was left in does no harm to the next file. */
	ck_assert_int_eq(catalogue_services(&catalogue, "next.conf", slice_of(SERVICE("z", "")), &problem), ERR_NONE);
	ck_assert_uint_eq(catalogue.services, row->kept + 1);
	catalogue_release(&catalogue);
}
END_TEST

/* A bad entry leaves all others; every fault is told, up to a bound. */
START_TEST(bad_entries)
{
	static const char *const bad[] = {
		"service x {\n nme = x\n}\n", "service x {\n name = \"x\n}\n", "service x {\n name = x\n", "service x {\n name = $x\n}\n",
		"service \"X\" {\n}\n", "service x {\n}\n", "service x {\n name = x where = apex mx = {\"m.example\"} " FACT "}\n", SERVICE("a", ""), "}\n",
	};
	struct catalogue catalogue = { 0 };
	struct problem problem = { 0 };
	struct buf text = { 0 };
	unsigned lines = 0;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct buf one = { 0 };

		buf_printf(&one, "# %zu\n%s%s", i, SERVICE("a", ""), bad[i]);
		lines = 0;
		for (size_t k = 0; k < one.len; k++)
			lines += one.text[k] == '\n';
		buf_string(&one, SERVICE("b", "") "service c {\n nme = x\n}\n");
		ck_assert_int_eq(catalogue_services(&catalogue, "my.conf", buf_slice(&one), &problem), ERR_SYNTAX);
		ck_assert_msg(service_by_id(&catalogue, SLICE("a")) != NULL, "%zu", i);
		ck_assert_msg(service_by_id(&catalogue, SLICE("b")) != NULL, "%zu", i);
		ck_assert_uint_eq(catalogue.services, 2);
		ck_assert_msg(catalogue.faults.n == 2, "%zu: %zu faults", i, catalogue.faults.n);
		ck_assert_msg(catalogue.faults.problem[0].line > 6 && catalogue.faults.problem[0].line <= lines, "%zu: %u", i, catalogue.faults.problem[0].line);
		buf_add(&text, buf_slice(&one));
		buf_release(&one);
		catalogue_release(&catalogue);
	}
	ck_assert_int_eq(catalogue_services(&catalogue, "my.conf", buf_slice(&text), &problem), ERR_SYNTAX);
	ck_assert_uint_gt(catalogue.faults.n, CATALOGUE_FAULTS);
	ck_assert_uint_eq(catalogue.services, 2);
	catalogue_release(&catalogue);
	buf_release(&text);
}
END_TEST

START_TEST(nul_bytes)
{
	static const char text[] = SERVICE("a", "") "service b {\n name = \"x\0y\"\n}\n";
	struct catalogue catalogue = { 0 };
	struct problem problem = { 0 };

	ck_assert_int_eq(catalogue_services(&catalogue, "nul.conf", (struct slice){ text, sizeof text - 1 }, &problem), ERR_BINARY);
	ck_assert_uint_eq(problem.line, 7);
	ck_assert_uint_eq(catalogue.services, 1);
	catalogue_release(&catalogue);
}
END_TEST

START_TEST(byte_order_mark_and_line_ends)
{
	static const char text[] = "\xEF\xBB\xBFservice a {\r\n name = \"a\" where = apex\r\n " FACT "\r\n note = \"one \\\n two\"\r\n}\r\n";
	struct catalogue catalogue = { 0 };
	struct problem problem = { 0 };

	ck_assert_msg(catalogue_services(&catalogue, "dos.conf", slice_of(text), &problem) == ERR_NONE, "%u %s", problem.line, problem.detail);
	ck_assert_uint_eq(catalogue.services, 1);
	catalogue_release(&catalogue);
}
END_TEST

static void add_repeated(struct buf *out, size_t size, void add(struct buf *, size_t i))
{
	for (size_t i = 0; out->len < size; i++)
		add(out, i);
}

static void add_service(struct buf *out, size_t i)
{
	buf_printf(out, "service s%zu { name = n where = apex " FACT " }\n", i);
}

static void add_word(struct buf *out, size_t i)
{
	buf_printf(out, "%s\"a%zu.example\"", i ? ", " : "service a { include = {", i);
}

/* Both end within the blink of an eye, whatever stands in them. */
START_TEST(large_files)
{
	struct catalogue catalogue = { 0 };
	struct problem problem = { 0 };
	struct buf text = { 0 };

	add_repeated(&text, CATALOGUE_FILE - 200, add_service);
	ck_assert_int_eq(catalogue_services(&catalogue, "many.conf", buf_slice(&text), &problem), ERR_SYNTAX);
	ck_assert(strstr(problem.detail, "more entries"));
	ck_assert_uint_eq(problem.line, CATALOGUE_ENTRIES + 1);
	ck_assert_uint_eq(catalogue.services, CATALOGUE_ENTRIES);
	buf_clear(&text);
	add_repeated(&text, CATALOGUE_FILE - 300, add_word);
	buf_string(&text, "} name = x where = apex " FACT " }\n");
	ck_assert_int_eq(catalogue_services(&catalogue, "list.conf", buf_slice(&text), &problem), ERR_SYNTAX);
	catalogue_release(&catalogue);
	ck_assert_int_eq(catalogue_services(&catalogue, "list.conf", buf_slice(&text), &problem), ERR_NONE);
	ck_assert_uint_eq(catalogue.services, 1);
	buf_fill(&text, ' ', 1000);
	ck_assert_int_eq(catalogue_services(&catalogue, "huge.conf", buf_slice(&text), &problem), ERR_TOO_LARGE);
	buf_release(&text);
	catalogue_release(&catalogue);
}
END_TEST

START_TEST(later_entries_replace_earlier_ones)
{
	struct catalogue catalogue = { 0 };
	struct problem problem = { 0 };

	ck_assert_int_eq(catalogue_services(&catalogue, "1", slice_of(SERVICE("a", "") SERVICE("b", "")), &problem), ERR_NONE);
	ck_assert_int_eq(catalogue_services(&catalogue, "2", slice_of(SERVICE("a", "note = \"new\"\n") SERVICE("c", "")), &problem), ERR_NONE);
	ck_assert_uint_eq(catalogue.services, 3);
	ck_assert_str_eq(catalogue.service[0].note, "new");
	ck_assert_str_eq(catalogue.service[2].id, "c");
	ck_assert_int_eq(catalogue_hosts(&catalogue, "3", slice_of(HOST("a", "ttl = 1\n")), &problem), ERR_NONE);
	ck_assert_int_eq(catalogue_hosts(&catalogue, "4", slice_of(HOST("a", "ttl = 2\n fact ttl { source = y date = \"2026-10\" confidence = likely }\n")),
	    &problem), ERR_NONE);
	ck_assert_uint_eq(catalogue.hosts, 1);
	ck_assert_uint_eq(catalogue.host->ttl, 2);
	ck_assert_str_eq(host_fact(catalogue.host, "ttl")->date, "2026-10");
	ck_assert_str_eq(host_fact(catalogue.host, "name")->source, "x");
	catalogue_release(&catalogue);
}
END_TEST

static const struct broken broken_hosts[] = {
	{ HOST("a", "ttl = -1\n"), 11, "ttl", 0 },
	{ HOST("a", "ttl = 99999999999999999999\n"), 11, "ttl", 0 },
	{ HOST("a", "limit_string = 256\n"), 12, "255", 0 },
	{ HOST("a", "ttl_least = 10\n ttl_most = 9\n"), 13, "ttl_most", 0 },
	{ HOST("a", "extra = {\"one\"}\n"), 12, "pairs", 0 },
	{ HOST("a", "fact ttl {\n}\n"), 12, "has no source", 0 },
	{ HOST("a", "fact \"T t\" { source = x date = \"2026-11\" confidence = sure }\n"), 11, "word", 0 },
	{ HOST("a", "ns = {\"ns-*.example\", \"?.example\"}\n"), 11, "?.example", 0 },
};

START_TEST(broken_host_files)
{
	const struct broken *row = &broken_hosts[_i];
	struct catalogue catalogue = { 0 };
	struct problem problem = { 0 };

	ck_assert_int_eq(catalogue_hosts(&catalogue, "my.conf", slice_of(row->text), &problem), ERR_SYNTAX);
	ck_assert_msg(problem.line == row->line, "%d: line %u and not %u: %s", _i, problem.line, row->line, problem.detail);
	ck_assert_msg(strstr(problem.detail, row->why), "%d: no \"%s\" in: %s", _i, row->why, problem.detail);
	catalogue_release(&catalogue);
}
END_TEST

START_TEST(end_of_memory)
{
	static const char text[] = SERVICE("a", "alias = {\"x\", \"y\"}\n") SERVICE("b", "include = {\"a.example\"}\n");

	for (unsigned n = 0;; n++) {
		struct catalogue catalogue = { 0 };
		struct problem problem = { 0 };

		failing_malloc_after(n);
		enum error error = catalogue_services(&catalogue, "m.conf", slice_of(text), &problem);
		bool failed = failing_malloc_off();
		ck_assert_int_eq(error, failed ? ERR_MEMORY : ERR_NONE);
		catalogue_release(&catalogue);
		if (!failed)
			break;
	}
}
END_TEST

START_TEST(search_in_order)
{
	static const char text[] = SERVICE("d", "include = {\"foo.example\"}\n") SERVICE("c", "alias = {\"xfoo\"}\n") SERVICE("b", "alias = {\"a foo\"}\n")
	    SERVICE("a", "alias = {\"Foo bar\"}\n") SERVICE("e", "");
	struct catalogue catalogue = { 0 };
	const struct service *service;
	size_t at = 0;
	char order[8] = "";

	ck_assert_int_eq(catalogue_services(&catalogue, "x", slice_of(text), NULL), ERR_NONE);
	while ((service = service_find(&catalogue, SLICE("FOO"), &at)))
		strncat(order, service->id, 1);
	ck_assert_str_eq(order, "abcd");
	at = 0;
	for (size_t i = 0; i < 5; i++)
		ck_assert_ptr_eq(service_find(&catalogue, SLICE(""), &at), &catalogue.service[i]);
	ck_assert_ptr_null(service_find(&catalogue, SLICE(""), &at));
	ck_assert_ptr_null(service_find(&catalogue, SLICE(""), &at));
	catalogue_release(&catalogue);
}
END_TEST

#define ROWS(table) (int)(sizeof table / sizeof *table)
int main(void)
{
	Suite *suite = suite_create("catalogue");
	TCase *tcase = tcase_create("all");
	SRunner *runner;
	int failed;

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, broken_files, 0, ROWS(broken));
	tcase_add_loop_test(tcase, broken_host_files, 0, ROWS(broken_hosts));
	tcase_add_test(tcase, bad_entries);
	tcase_add_test(tcase, nul_bytes);
	tcase_add_test(tcase, byte_order_mark_and_line_ends);
	tcase_add_test(tcase, large_files);
	tcase_add_test(tcase, later_entries_replace_earlier_ones);
	tcase_add_test(tcase, end_of_memory);
	tcase_add_test(tcase, search_in_order);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
