/* Unit tests of dns/answers: the table, its layers, the list of what is wanted, the words for types and failures. */
#include "dns/answers.h"
#include "failing_malloc.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct question ask(const char *text, uint16_t type)
{
	struct question q = { .type = type };

	ck_assert_int_eq(name_from_bytes(slice_of(text), &q.name), ERR_NONE);
	return q;
}

static struct question numbered(unsigned i)
{
	char text[32];

	snprintf(text, sizeof(text), "n%u.example", i / 3);
	return ask(text, (uint16_t)(i % 3 + 1));
}

/* Every answer can be found again, each once. */
static void assert_sane_answers(const struct answers *a)
{
	size_t at = 0, seen = 0;
	const struct question *q;
	const struct answer *answer;

	while (answers_next(a, &at, &q, &answer)) {
		ck_assert_ptr_eq(answers_get(a, q), answer);
		ck_assert_ptr_eq(answers_find(a, &q->name, q->type), answer);
		seen++;
	}
	ck_assert_uint_eq(seen, answers_count(a));
}

static void put(struct answers *a, const struct question *q, uint32_t ttl)
{
	struct answer answer = { .said = SAID_NODATA, .ttl = ttl, .owner = q->name };

	ck_assert_int_eq(answers_put(a, q, &answer), ERR_NONE);
}

START_TEST(copies)
{
	struct answers *a = answers_new(NULL);
	struct question q = ask("example.org", RR_TXT);
	uint8_t bytes[] = "\3abc\0";
	struct rdata rr[] = { { bytes, 4 }, { NULL, 0 }, { bytes, 6 } };
	struct answer in = { .said = SAID_DATA, .ttl = 300, .owner = q.name, .n = 3, .rr = rr };
	const struct answer *out;

	ck_assert_ptr_null(answers_get(a, &q));
	ck_assert_int_eq(answers_put(a, &q, &in), ERR_NONE);
	memset(bytes, 'x', sizeof(bytes));
	memset(rr, 0, sizeof(rr));
	out = answers_get(a, &q);
	ck_assert_ptr_nonnull(out);
	ck_assert_uint_eq(out->n, 3);
	ck_assert_uint_eq(out->ttl, 300);
	ck_assert(name_equal(&out->owner, &q.name));
	ck_assert_uint_eq(out->rr[0].len, 4);
	ck_assert_mem_eq(out->rr[0].wire, "\3abc", 4);
	ck_assert_uint_eq(out->rr[1].len, 0);
	ck_assert_mem_eq(out->rr[2].wire, "\3abc\0\0", 6);
	q.type = RR_A;
	ck_assert_ptr_null(answers_get(a, &q));
	assert_sane_answers(a);
	answers_free(a);
	answers_free(NULL);
}
END_TEST

START_TEST(replaces)
{
	struct answers *a = answers_new(NULL);
	struct question q = ask("example.org", RR_TXT);
	struct rdata rr = { (const uint8_t *)"\1x", 2 };
	struct answer in = { .said = SAID_DATA, .n = 1, .rr = &rr, .owner = q.name };
	const struct answer *old;

	ck_assert_int_eq(answers_put(a, &q, &in), ERR_NONE);
	old = answers_get(a, &q);
	for (uint32_t i = 0; i < 1000; i++)
		put(a, &q, i);
	ck_assert_uint_eq(answers_count(a), 1);
	ck_assert_uint_eq(answers_get(a, &q)->ttl, 999);
	ck_assert_mem_eq(old->rr[0].wire, "\1x", 2);		/* what was lent stays */
	ck_assert_int_eq(answers_put(a, &q, old), ERR_NONE);	/* out of its own pool */
	ck_assert_uint_eq(answers_get(a, &q)->n, 1);
	answers_free(a);
}
END_TEST

START_TEST(layers)
{
	struct answers *world = answers_new(NULL), *draft = answers_new(world);
	struct question q = ask("example.org", RR_TXT), other = ask("example.net", RR_TXT);

	put(world, &q, 1);
	put(world, &other, 2);
	ck_assert_uint_eq(answers_count(draft), 0);
	ck_assert_uint_eq(answers_get(draft, &q)->ttl, 1);
	put(draft, &q, 3);
	ck_assert_uint_eq(answers_get(draft, &q)->ttl, 3);
	ck_assert_uint_eq(answers_get(world, &q)->ttl, 1);
	ck_assert_uint_eq(answers_get(draft, &other)->ttl, 2);
	ck_assert_uint_eq(answers_count(draft), 1);
	assert_sane_answers(draft);
	answers_free(draft);
	answers_free(world);
}
END_TEST

START_TEST(many)
{
	enum { N = 30000 };
	struct answers *a = answers_new(NULL);
	const struct answer *first = NULL, *answer;
	const struct question *q;
	size_t at = 0;

	for (unsigned i = 0; i < N; i++) {
		struct question one = numbered(i);

		put(a, &one, i);
		first = first ? first : answers_get(a, &one);
	}
	ck_assert_uint_eq(answers_count(a), N);
	ck_assert_uint_eq(first->ttl, 0);
	for (unsigned i = 0; answers_next(a, &at, &q, &answer); i++) {
		struct question one = numbered(i);

		ck_assert(question_equal(q, &one));	/* in the order of arrival */
		ck_assert_uint_eq(answer->ttl, i);
	}
	assert_sane_answers(a);
	answers_free(a);
}
END_TEST

/* Forty answers and questions, with memory ending after n allocations; what was put before stays. */
START_TEST(memory_ends)
{
	for (unsigned n = 0;; n++) {
		struct wanted w = { 0 };
		struct answers *a;
		size_t put = 0;

		failing_malloc_after(n);
		a = answers_new(NULL);
		for (unsigned i = 0; a && i < 40; i++) {
			struct question q = numbered(i);
			struct answer answer = { .said = SAID_NXDOMAIN, .owner = q.name };
			enum error e = answers_put(a, &q, &answer);

			ck_assert(e == ERR_NONE || e == ERR_MEMORY);
			put += e == ERR_NONE;
			wanted_add(&w, &q.name, q.type);
		}
		if (a) {
			ck_assert_uint_eq(answers_count(a), put);
			assert_sane_answers(a);
		}
		ck_assert(w.failed || !a || w.n == 40);
		answers_free(a);
		wanted_release(&w);
		if (!failing_malloc_off())
			break;
	}
}
END_TEST

START_TEST(wanted_once)
{
	enum { N = 3000 };
	struct wanted w = { 0 };

	for (unsigned round = 0; round < 3; round++) {
		for (unsigned i = 0; i < N; i++) {
			struct question q = numbered(i / 2);

			wanted_add(&w, &q.name, q.type);
		}
		ck_assert_uint_eq(w.n, N / 2);
		for (unsigned i = 0; i < N / 2; i++) {
			struct question q = numbered(i);

			ck_assert(question_equal(&w.question[i], &q));
		}
		if (round == 1)
			wanted_clear(&w);
	}
	ck_assert(!w.failed);
	wanted_release(&w);
	ck_assert_uint_eq(w.n, 0);
	wanted_clear(&w);
	wanted_release(&w);
}
END_TEST

START_TEST(wanted_failed)
{
	struct wanted w = { .failed = true };
	struct question q = numbered(0);

	wanted_add(&w, &q.name, q.type);
	ck_assert_uint_eq(w.n, 0);
	wanted_clear(&w);
	ck_assert(w.failed);
	wanted_release(&w);
}
END_TEST

START_TEST(types)
{
	static const struct {
		uint16_t type;
		const char *text;
	} row[] = {
		{ 1, "A" }, { 16, "TXT" }, { 28, "AAAA" }, { 99, "SPF" }, { 257, "CAA" }, { 1234, "TYPE1234" },
		{ 65535, "TYPE65535" }, { 3, "TYPE3" },
	};
	char out[12];

	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		ck_assert_str_eq(rrtype_text(row[i].type, out), row[i].text);
		ck_assert_uint_eq(rrtype_from_text(slice_of(row[i].text)), row[i].type);
	}
	for (unsigned type = 1; type <= UINT16_MAX; type++)
		ck_assert_uint_eq(rrtype_from_text(slice_of(rrtype_text((uint16_t)type, out))), type);
	ck_assert_uint_eq(rrtype_from_text(SLICE("txt")), 16);
	ck_assert_uint_eq(rrtype_from_text(SLICE("Type16")), 16);
	ck_assert_uint_eq(rrtype_from_text(SLICE("TYPE65536")), 0);
	ck_assert_uint_eq(rrtype_from_text(SLICE("TYPE")), 0);
	ck_assert_uint_eq(rrtype_from_text(SLICE("TYPE-1")), 0);
	ck_assert_uint_eq(rrtype_from_text(SLICE("TXT ")), 0);
	ck_assert_uint_eq(rrtype_from_text(SLICE("")), 0);
	ck_assert_uint_eq(rrtype_from_text(SLICE("A\0")), 0);
}
END_TEST

START_TEST(failures)
{
	for (int i = FAILURE_NONE; i <= FAILURE_BOUND; i++)
		for (int k = FAILURE_NONE; k < i; k++)
			ck_assert_str_ne(failure_text((enum failure)i), failure_text((enum failure)k));
	ck_assert_ptr_nonnull(failure_text((enum failure)999));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("answers");
	TCase *table = tcase_create("table"), *words = tcase_create("words");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_set_timeout(table, 60);
	tcase_set_timeout(words, 60);
	tcase_add_test(table, copies);
	tcase_add_test(table, replaces);
	tcase_add_test(table, layers);
	tcase_add_test(table, many);
	tcase_add_test(table, memory_ends);
	tcase_add_test(table, wanted_once);
	tcase_add_test(table, wanted_failed);
	tcase_add_test(words, types);
	tcase_add_test(words, failures);
	suite_add_tcase(suite, table);
	suite_add_tcase(suite, words);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
