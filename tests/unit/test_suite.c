/*
 * The openspf suites: all tests of RFC 7208's, and those of RFC 4408's that RFC 7208 left as they were. And that what comes out
 * never hangs on the order in which answers arrive, nor on the order inside them.
 */
#include "fill.h"
#include "suite.h"
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TESTS_7208 = 203, TESTS_4408 = 191, SHUFFLES = 50, ROUNDS_MOST = 500 };

struct seen {
	enum result result;
	enum why why;
	size_t term;			/* of the deciding node; SIZE_MAX: none */
	struct name name;		/* of the record it stands in */
	uint16_t lookups, voids;
	char explanation[1000];
};

static void see(const struct check *c, struct seen *out)
{
	const struct verdict *v = c->verdict;
	memset(out, 0, sizeof(*out));
	out->result = c->result;
	out->why = v->why;
	out->term = v->node ? (size_t)(v->node - v->node->frame->node) : SIZE_MAX;
	if (v->frame)
		out->name = v->frame->name;
	out->lookups = v->lookups;
	out->voids = v->voids;
	ck_assert_uint_lt(c->explanation.len, sizeof(out->explanation));
	if (c->explanation.len > 0)
		memcpy(out->explanation, c->explanation.at, c->explanation.len);
}

static bool seen_equal(const struct seen *a, const struct seen *b)
{
	return a->result == b->result && a->why == b->why && a->term == b->term && a->lookups == b->lookups
		&& a->voids == b->voids
		&& name_equal(&a->name, &b->name) && strcmp(a->explanation, b->explanation) == 0;
}

/* One pass of filling: some of what is wanted, in some order. */
static void fill(struct answers *table, const struct suite_zone *zone, struct wanted *w, unsigned flags, struct dice *dice)
{
	size_t n = flags & FILL_PART ? 1 + dice_below(dice, (uint32_t)w->n) : w->n;
	for (size_t i = 0; i < n; i++) {
		if (flags & FILL_PART) {
			size_t at = i + dice_below(dice, (uint32_t)(w->n - i));
			struct question q = w->question[at];
			w->question[at] = w->question[i];
			w->question[i] = q;
		}
		fill_answer(table, &w->question[i], suite_answer(zone, &w->question[i]), flags, dice);
	}
	wanted_clear(w);
}

static void evaluate(const struct suite *s, const struct suite_test *t, bool strict, unsigned flags, struct dice *dice,
	struct seen *out)
{
	struct address from;
	struct sender sender = sender_of(slice_of(t->mail_from), slice_of(t->helo));
	struct answers *table = answers_new(NULL);
	struct ask ask = { .answers = table, .domain = sender.domain, .sender = &sender, .receiver = SLICE("receiver"),
		.strict = strict };
	struct wanted wanted = { 0 };
	struct pool pool = { 0 };
	struct check c;
	ck_assert_msg(address_parse(slice_of(t->host), &from), "%s: %s", t->id, t->host);
	ask.v6 = from.v6;
	for (int round = 0;; round++) {
		ck_assert_msg(round < ROUNDS_MOST, "%s never ends", t->id);
		pool_reset(&pool);
		ck_assert(check(&pool, &ask, from.ip, &wanted, &c) == ERR_NONE);
		ck_assert_ptr_nonnull(c.verdict);
		ck_assert_msg((c.walk.pending > 0) == (c.result == R_PENDING), "%s: %zu pending", t->id, c.walk.pending);
		ck_assert_msg(!strict || wanted.n <= 1, "%s: strict, yet %zu asked at once", t->id, wanted.n);
		if (c.result != R_PENDING)
			break;
		ck_assert_msg(wanted.n > 0, "%s waits for nothing", t->id);
		fill(table, &s->zone[t->zone], &wanted, flags, dice);
	}
	see(&c, out);
	pool_release(&pool);
	wanted_release(&wanted);
	answers_free(table);
}

/* Asserts nothing: says what is wrong. */
static bool as_expected(const struct suite_test *t, const struct seen *seen)
{
	const char *want = t->explanation && strcmp(t->explanation, "DEFAULT") != 0 ? t->explanation : "";
	bool good = t->results >> seen->result & 1;
	if (good && t->explanation)
		good = strcmp(seen->explanation, want) == 0;
	return good;
}

static size_t wrong_of(const char *path, size_t tests)
{
	struct suite s;
	struct dice dice = { 1 };
	size_t wrong = 0;
	suite_read(&s, path);
	ck_assert_uint_eq(s.n, tests);
	for (size_t i = 0; i < s.n; i++) {
		struct seen seen;
		evaluate(&s, &s.test[i], false, 0, &dice, &seen);
		if (as_expected(&s.test[i], &seen))
			continue;
		wrong++;
		printf("%s: %s, explanation \"%s\"\n", s.test[i].id, result_word(seen.result), seen.explanation);
	}
	suite_release(&s);
	return wrong;
}

START_TEST(rfc7208)
{
	ck_assert_uint_eq(wrong_of(suite_rfc7208, TESTS_7208), 0);
}
END_TEST

/*
 * Where RFC 7208 chose one of the results that RFC 4408's suite allows, its own suite has the test too, with that result. No
 * test of the old one asks for something that RFC 7208 forbids, so none is left out.
 */
START_TEST(rfc4408)
{
	ck_assert_uint_eq(wrong_of(suite_rfc4408, TESTS_4408), 0);
}
END_TEST

START_TEST(order_of_arrival)
{
	struct suite s;
	struct dice dice = { UINT64_C(0x853c49e6748fea9b) };
	size_t wrong = 0, runs = 0;
	suite_read(&s, suite_rfc7208);
	for (size_t i = 0; i < s.n; i++) {
		struct seen first, seen;
		evaluate(&s, &s.test[i], false, 0, &dice, &first);
		for (unsigned k = 0; k < SHUFFLES; k++, runs++) {
			unsigned flags = k % 3 == 0 ? FILL_SHUFFLE : k % 3 == 1 ? FILL_PART : FILL_SHUFFLE | FILL_PART;
			evaluate(&s, &s.test[i], k % 5 == 0, flags, &dice, &seen);
			if (seen_equal(&first, &seen))
				continue;
			wrong++;
			printf("%s: run %u: %s, %u look-ups, %u voids; first %s, %u, %u\n", s.test[i].id, k,
				result_word(seen.result),
				seen.lookups, seen.voids, result_word(first.result), first.lookups, first.voids);
		}
	}
	ck_assert_uint_eq(wrong, 0);
	ck_assert_uint_ge(runs, 10000);
	suite_release(&s);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("suite");
	TCase *t = tcase_create("openspf");
	tcase_set_timeout(t, 60);
	tcase_add_test(t, rfc7208);
	tcase_add_test(t, rfc4408);
	tcase_add_test(t, order_of_arrival);
	suite_add_tcase(suite, t);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
