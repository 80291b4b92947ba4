/* test_compare: records by their terms. */
#include "failing_malloc.h"
#include "spf/compare.h"

#include "base/buf.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static void parse(struct record *record, const char *text)
{
	ck_assert_int_eq(record_parse(record, slice_of(text)), ERR_NONE);
}

/* Every term of both stands there once, each in its own order but for what is gone. */
static void assert_sane_comparison(const struct comparison *c, const struct record *before, const struct record *after)
{
	size_t new = 0, old_seen = 0;

	ck_assert_uint_eq(c->n, c->kept + c->moved + c->gone + c->added);
	ck_assert_uint_eq(c->kept + c->moved + c->gone, before->n);
	ck_assert_uint_eq(c->kept + c->moved + c->added, after->n);
	for (size_t i = 0; i < c->n; i++) {
		const struct term_change *t = &c->term[i];

		ck_assert((t->before != SIZE_MAX) == (t->change != TERM_NEW));
		ck_assert((t->after != SIZE_MAX) == (t->change != TERM_GONE));
		if (t->after != SIZE_MAX)
			ck_assert_uint_eq(t->after, new++);
		old_seen += t->before != SIZE_MAX;
		if (t->change == TERM_KEPT || t->change == TERM_MOVED)
			ck_assert(slice_same(record_slice(before, before->term[t->before].whole), record_slice(after, after->term[t->after].whole)));
	}
	ck_assert_uint_eq(old_seen, before->n);
}

static const struct row {
	const char *before, *after, *want;
} rows[] = {
	{ "v=spf1 a mx ~all", "v=spf1 a mx ~all", "=a =mx =~all " },
	{ "v=spf1 A MX ~all", "v=spf1 a mx ~ALL", "=a =mx =~ALL " },
	{ "v=spf1 a ?all", "v=spf1 a mx ~all", "=a -?all +mx +~all " },
	{ "v=spf1 a mx ip4:192.0.2.1 -all", "v=spf1 ip4:192.0.2.1 a mx -all", "~ip4:192.0.2.1 =a =mx =-all " },
	{ "v=spf1 a a a -all", "v=spf1 a -all", "=a -a -a =-all " },
	{ "v=spf1 -all", "v=spf1", "--all " },
	{ "", "v=spf1 a", "+a " },
	{ "v=spf1 a b c", "v=spf1 c b a", "=c ~b ~a " },
	{ "v=spf1 x=1 foo", "v=spf1 foo x=2", "-x=1 =foo +x=2 " },
};

START_TEST(words)
{
	static const char mark[] = { [TERM_KEPT] = '=', [TERM_MOVED] = '~', [TERM_GONE] = '-', [TERM_NEW] = '+' };
	const struct row *row = &rows[_i];
	struct record before, after;
	struct comparison c;
	struct pool pool = { 0 };
	struct buf out = { 0 };

	parse(&before, row->before);
	parse(&after, row->after);
	ck_assert_int_eq(record_compare(&pool, &before, &after, &c), ERR_NONE);
	assert_sane_comparison(&c, &before, &after);
	for (size_t i = 0; i < c.n; i++) {
		const struct term_change *t = &c.term[i];

		buf_char(&out, mark[t->change]);
		buf_add(&out, t->after == SIZE_MAX ? record_slice(&before, before.term[t->before].whole) :
			record_slice(&after, after.term[t->after].whole));
		buf_char(&out, ' ');
	}
	ck_assert_str_eq(buf_text(&out), row->want);
	buf_release(&out);
	record_release(&before);
	record_release(&after);
	pool_release(&pool);
}
END_TEST

/* The largest record there can be, turned round, in an instant. */
START_TEST(huge)
{
	struct buf text = { 0 }, turned = { 0 };
	struct record before, after;
	struct comparison c;
	struct pool pool = { 0 };

	buf_string(&text, "v=spf1");
	buf_string(&turned, "v=spf1");
	for (unsigned i = 0; i < 10000; i++) {
		buf_printf(&text, " a%u", i);
		buf_printf(&turned, " a%u", 9999 - i);
	}
	parse(&before, buf_text(&text));
	parse(&after, buf_text(&turned));
	ck_assert_int_eq(record_compare(&pool, &before, &after, &c), ERR_NONE);
	assert_sane_comparison(&c, &before, &after);
	ck_assert_uint_eq(c.kept, 1);
	buf_release(&text);
	buf_release(&turned);
	record_release(&before);
	record_release(&after);
	pool_release(&pool);
}
END_TEST

START_TEST(end_of_memory)
{
	struct record before, after;

	parse(&before, "v=spf1 a mx ip4:192.0.2.1 -all");
	parse(&after, "v=spf1 mx a ~all");
	for (unsigned n = 0;; n++) {
		struct pool pool = { 0 };
		struct comparison c;
		enum error error;

		failing_malloc_after(n);
		error = record_compare(&pool, &before, &after, &c);
		pool_release(&pool);
		if (!failing_malloc_off()) {
			ck_assert_int_eq(error, ERR_NONE);
			break;
		}
		ck_assert_int_eq(error, ERR_MEMORY);
	}
	record_release(&before);
	record_release(&after);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("compare");
	TCase *tcase = tcase_create("compare");
	SRunner *runner;
	int failed;

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, words, 0, sizeof rows / sizeof *rows);
	tcase_add_test(tcase, huge);
	tcase_add_test(tcase, end_of_memory);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
