/* test_ledger_rows: the rows of the tree, over the walks of a survey. */
#include "failing_malloc.h"
#include "wizard/ledger_rows.h"
#include "wizard/survey.h"

#include "wizard_zone.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

struct fixture {
	struct wizard_zone zone;
	const char *text;
	struct pool pool, rows_pool;
	struct survey survey;
	struct ledger ledger;
	struct ledger_rows rows;
};

static bool pass(void *arg, const struct answers *answers, struct wanted *wanted)
{
	struct fixture *f = arg;
	struct survey_ask ask = { .answers = answers, .domain = wizard_name("example.org"), .text = slice_of(f->text) };
	size_t before = wanted->n;

	survey_release(&f->survey);
	pool_reset(&f->pool);
	ck_assert_int_eq(survey(&f->pool, &ask, wanted, &f->survey), ERR_NONE);
	return wanted->n == before;
}

static void open_record(struct fixture *f, const char *text)
{
	*f = (struct fixture){ .text = text };
	wizard_zone_open(&f->zone);
	ck_assert_int_eq(source_run(f->zone.source, f->zone.answers, pass, f, NULL), ERR_NONE);
	f->ledger = (struct ledger){ .v4 = &f->survey.lifted4, .v6 = &f->survey.lifted6, .answers = f->survey.layer };
	ck_assert_int_eq(ledger_rows(&f->rows_pool, &f->ledger, &f->rows), ERR_NONE);
}

static void close_record(struct fixture *f)
{
	survey_release(&f->survey);
	pool_release(&f->rows_pool);
	pool_release(&f->pool);
	wizard_zone_close(&f->zone);
}

/* below leads to the next row beside or above; up stands before. */
static void assert_sane_rows(const struct ledger_rows *rows)
{
	for (size_t i = 0; i < rows->n; i++) {
		const struct ledger_row *row = &rows->row[i];

		ck_assert(row->v4 || row->v6);
		ck_assert_uint_le(i + row->below, rows->n - 1);
		ck_assert(!row->up || (row->up < row && row <= row->up + row->up->below));
		for (size_t k = 1; k <= row->below; k++)
			ck_assert(row[k].up >= row);
	}
}

static void print(const struct fixture *f, struct buf *out)
{
	for (size_t i = 0; i < f->rows.n; i++) {
		const struct ledger_row *row = &f->rows.row[i];

		ledger_figures(row, out);
		buf_string(out, "  ");
		ledger_rails(row, out);
		buf_string(out, "+- ");
		ledger_term(&f->ledger, row, out);
		buf_string(out, "  ");
		ledger_answer(&f->ledger, row, out);
		ledger_marks(&f->ledger, row, out);
		buf_char(out, '\n');
	}
}

static void is(const char *record, const char *golden)
{
	struct fixture f;
	struct buf out = { 0 };

	open_record(&f, record);
	assert_sane_rows(&f.rows);
	print(&f, &out);
	ck_assert_str_eq(buf_text(&out), golden);
	buf_release(&out);
	close_record(&f);
}

START_TEST(a_tree)
{
	is("v=spf1 mx a:gone.example.org include:a.net ip4:192.0.2.0/24 x=y ~all",
		"    1    1  +- mx  2 MX, 2 addresses\n"
		"    1    2  +- a:gone.example.org  no such name  void\n"
		"    1    4  +- include:a.net  TTL 300  3 terms\n"
		"    0       |  +- ip4:203.0.113.0/24  256 addresses\n"
		"    1    4  |  +- include:b.net  TTL 300  2 terms\n"
		"    0       |  |  +- ip6:2001:db8::/32  2^96 addresses\n"
		"    0       |  |  +- -all  fail\n"
		"    0       |  +- ~all  softfail\n"
		"    0       +- ip4:192.0.2.0/24  256 addresses\n"
		"    -       +- x=y  \n"
		"    0       +- ~all  softfail\n");
}
END_TEST

START_TEST(a_loop_and_faults)
{
	is("v=spf1 include:loop.net include:two.net a",
		"    1    2  +- include:loop.net  TTL 300  2 terms\n"
		"    1    2  |  +- include:loop.net  a loop: was here before\n"
		"    0       |  +- -all  fail\n"
		"    1    3  +- include:two.net  no single SPF record there\n"
		"    0    3  +- a  not reached\n");
	is("v=spf1 a foo", "    0    0  +- a  not reached\n    0       +- foo  cannot be read: permerror\n");
}
END_TEST

/* Two records of different length under one term: each family's rows are its own. */
START_TEST(a_record_for_each_family)
{
	is("v=spf1 include:%{v}.fam.net -all",
		"    1    3  +- include:%{v}.fam.net  TTL 300  4 terms\n"
		"    0       |  +- ip4:192.0.2.1  1 address  for IPv4 alone\n"
		"    1    2  |  +- a  nothing found  void  for IPv4 alone\n"
		"    1    3  |  +- mx  nothing found  void  for IPv4 alone\n"
		"    0       |  +- -all  fail  for IPv4 alone\n"
		"    0       |  +- ?all  neutral  for IPv6 alone\n"
		"    0       +- -all  fail\n");
}
END_TEST

START_TEST(places)
{
	struct fixture f;

	open_record(&f, "v=spf1 include:a.net a ~all");
	for (const struct node *a = ledger_next(&f.survey.v4, NULL); a; a = ledger_next(&f.survey.v4, a)) {
		size_t same = 0;

		for (const struct node *b = ledger_next(&f.survey.lifted6, NULL); b; b = ledger_next(&f.survey.lifted6, b)) {
			if (!ledger_same_place(a, b))
				continue;
			same++;
			ck_assert(slice_equal(record_slice(&a->frame->record, node_term(a)->whole),
				record_slice(&b->frame->record, node_term(b)->whole)));
		}
		ck_assert_uint_eq(same, 1);
	}
	close_record(&f);
}
END_TEST

START_TEST(end_of_memory)
{
	struct fixture f;
	struct ledger_rows rows = { 0 };

	open_record(&f, "v=spf1 include:a.net a ~all");
	pool_release(&f.rows_pool);
	failing_malloc_after(0);
	ck_assert_int_eq(ledger_rows(&f.rows_pool, &f.ledger, &rows), ERR_MEMORY);
	failing_malloc_off();
	close_record(&f);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("ledger_rows");
	TCase *tcase = tcase_create("ledger_rows");
	SRunner *runner;
	int failed;

	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, a_tree);
	tcase_add_test(tcase, a_loop_and_faults);
	tcase_add_test(tcase, a_record_for_each_family);
	tcase_add_test(tcase, places);
	tcase_add_test(tcase, end_of_memory);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
