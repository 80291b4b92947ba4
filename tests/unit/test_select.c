/* Selection of the SPF record among TXT records (RFC 7208 3.3, 4.5), and publishing a draft over an answer. */
#include "spf/select.h"
#include "failing_malloc.h"
#include <check.h>
#include <stdlib.h>
#include <string.h>

#define RDATA(bytes) { (const uint8_t *)(bytes), sizeof(bytes) - 1 }
enum { RRS = 6 };

static struct answer answer_of(const struct rdata *rr, size_t n)
{
	struct answer answer = { .said = SAID_DATA, .ttl = 300, .n = n, .rr = rr };
	ck_assert_int_eq(name_from_bytes(SLICE("example.com"), &answer.owner), ERR_NONE);
	return answer;
}

static const struct {
	struct rdata rr[RRS];
	size_t n, selected, index;
	const char *text;
	size_t cuts;
	uint32_t cut[4];
} rows[] = {
	{ { RDATA("\x0bv=spf1 -all") }, 1, 1, 0, "v=spf1 -all", 0, { 0 } },
	{ { RDATA("\4text"), RDATA("\6v=spf1") }, 2, 1, 1, "v=spf1", 0, { 0 } },
	{ { RDATA("\7v=spf1 \4-all") }, 1, 1, 0, "v=spf1 -all", 1, { 7 } },
	{ { RDATA("\3v=s\0\3pf1\0\5 -all\0") }, 1, 1, 0, "v=spf1 -all", 2, { 3, 6 } },	/* 3.3: joined without spaces */
	{ { RDATA("\6v=spf1\2mx") }, 1, 0, 0, "", 0, { 0 } },				/* suite: nospace1 */
	{ { RDATA("\7v=spf10"), RDATA("\x09v=spf1 mx") }, 2, 1, 1, "v=spf1 mx", 0, { 0 } },	/* suite: nospace2 */
	{ { RDATA("\x0bv=spf1 -all"), RDATA("\x0bV=sPf1 +all") }, 2, 2, 0, "v=spf1 -all", 0, { 0 } },	/* suite: multitxt2 */
	{ { RDATA("\x0cv=spf1 \x0a-all") }, 1, 1, 0, "v=spf1 \n-all", 0, { 0 } },
	{ { RDATA("\x08v=spf1\t ") }, 1, 0, 0, "", 0, { 0 } },
	{ { RDATA("\x07 v=spf1") }, 1, 0, 0, "", 0, { 0 } },
	{ { RDATA("") }, 1, 0, 0, "", 0, { 0 } },					/* no string at all */
	{ { RDATA("\0") }, 1, 0, 0, "", 0, { 0 } },
	{ { RDATA("\x07v=spf1 \xff-all") }, 1, 1, 0, "v=spf1 ", 0, { 0 } },		/* a length that lies */
	{ { RDATA("\xffv=spf1") }, 1, 0, 0, "", 0, { 0 } },
};

START_TEST(selects)
{
	struct pool pool = { .top = NULL };
	struct answer answer = answer_of(rows[_i].rr, rows[_i].n);
	struct selected got;
	ck_assert_int_eq(spf_select(&pool, &answer, &got), ERR_NONE);
	ck_assert_uint_eq(got.n, rows[_i].selected);
	if (got.n > 0) {
		ck_assert(slice_equal(got.text, slice_of(rows[_i].text)));
		ck_assert_uint_eq(got.index, rows[_i].index);
		ck_assert_uint_eq(got.cuts, rows[_i].cuts);
		for (size_t i = 0; i < got.cuts; i++)
			ck_assert_uint_eq(got.cut[i], rows[_i].cut[i]);
	}
	pool_release(&pool);
}
END_TEST

START_TEST(other_answers_have_none)
{
	struct pool pool = { .top = NULL };
	struct selected got;
	for (enum said said = SAID_NODATA; said <= SAID_FAILED; said++) {
		struct answer answer = { .said = said };
		ck_assert_int_eq(spf_select(&pool, &answer, &got), ERR_NONE);
		ck_assert_uint_eq(got.n, 0);
	}
	pool_release(&pool);
}
END_TEST

START_TEST(memory_ends)
{
	for (unsigned n = 0;; n++) {
		struct pool pool = { .top = NULL };
		struct answer answer = answer_of(rows[2].rr, 1);
		struct selected got;
		failing_malloc_after(n);
		enum error error = spf_select(&pool, &answer, &got);
		bool refused = failing_malloc_off();
		ck_assert_int_eq(error, refused ? ERR_MEMORY : ERR_NONE);
		pool_release(&pool);
		if (!refused)
			break;
	}
}
END_TEST

struct world {
	struct answers *under, *layer;
	struct name name;
	struct question question;
};

static void world_init(struct world *w)
{
	w->under = answers_new(NULL);
	w->layer = answers_new(w->under);
	ck_assert(w->under && w->layer);
	ck_assert_int_eq(name_from_bytes(SLICE("example.com"), &w->name), ERR_NONE);
	w->question = (struct question){ w->name, RR_TXT };
}

static void world_release(struct world *w)
{
	answers_free(w->layer);
	answers_free(w->under);
}

static void assert_published(struct world *w, const char *const *texts, size_t n)
{
	struct pool pool = { .top = NULL };
	const struct answer *answer = answers_get(w->layer, &w->question);
	ck_assert_ptr_nonnull(answer);
	ck_assert_int_eq(answer->said, SAID_DATA);
	ck_assert_uint_eq(answer->n, n);
	for (size_t want = 0; want < n; want++) {	/* in any order */
		bool found = false;
		for (size_t i = 0; i < n; i++)
			found = found || slice_equal(txt_joined(&pool, &answer->rr[i]), slice_of(texts[want]));
		ck_assert_msg(found, "%s", texts[want]);
	}
	pool_release(&pool);
}

START_TEST(publishes_over_data)
{
	static const struct rdata rr[] = { RDATA("\3one"), RDATA("\x0bv=spf1 -all"), RDATA("\3two"), RDATA("\6V=SPF1"), RDATA("\7v=spf10") };
	static const char *const want[] = { "one", "two", "v=spf10", "v=spf1 mx -all" };
	struct world w;
	bool waiting = true;
	world_init(&w);
	struct answer answer = answer_of(rr, 5);
	ck_assert_int_eq(answers_put(w.under, &w.question, &answer), ERR_NONE);
	ck_assert_int_eq(spf_publish(w.layer, w.under, &w.name, SLICE("v=spf1 mx -all"), true, &waiting), ERR_NONE);
	ck_assert(!waiting);
	assert_published(&w, want, 4);
	ck_assert_uint_eq(answers_get(w.layer, &w.question)->ttl, 300);
	ck_assert_uint_eq(answers_get(w.under, &w.question)->n, 5);	/* the world is as it was */
	ck_assert_int_eq(spf_publish(w.layer, w.under, &w.name, SLICE("v=spf1 a"), true, &waiting), ERR_NONE);
	static const char *const again[] = { "one", "two", "v=spf10", "v=spf1 a" };
	assert_published(&w, again, 4);
	world_release(&w);
}
END_TEST

START_TEST(publishes_where_nothing_is)
{
	static const char *const want[] = { "v=spf1 -all" };
	for (enum said said = SAID_NODATA; said <= SAID_FAILED; said++) {
		struct world w;
		bool waiting = true;
		world_init(&w);
		struct answer answer = { .said = said, .failure = said == SAID_FAILED ? FAILURE_TIMEOUT : FAILURE_NONE };
		ck_assert_int_eq(answers_put(w.under, &w.question, &answer), ERR_NONE);
		ck_assert_int_eq(spf_publish(w.layer, w.under, &w.name, SLICE("v=spf1 -all"), true, &waiting), ERR_NONE);
		ck_assert(!waiting);
		assert_published(&w, want, 1);
		world_release(&w);
	}
}
END_TEST

START_TEST(waits_for_the_world)
{
	static const char *const want[] = { "v=spf1 -all" };
	struct world w;
	bool waiting = false;
	world_init(&w);
	ck_assert_int_eq(spf_publish(w.layer, w.under, &w.name, SLICE("v=spf1 -all"), true, &waiting), ERR_NONE);
	ck_assert(waiting);
	ck_assert_ptr_null(answers_get(w.layer, &w.question));
	ck_assert_int_eq(spf_publish(w.layer, w.under, &w.name, SLICE("v=spf1 -all"), false, &waiting), ERR_NONE);
	ck_assert(!waiting);
	assert_published(&w, want, 1);
	world_release(&w);
}
END_TEST

/* Every length around those where a string ends; and what no TXT can hold. */
START_TEST(publishes_any_length)
{
	static const size_t lens[] = { 0, 1, 254, 255, 256, 509, 510, 511, 600, 4000, 65279, 65280 };
	char *text = malloc(RECORD_MOST);
	ck_assert_ptr_nonnull(text);
	memset(text, 'x', RECORD_MOST);
	for (size_t i = 0; i < sizeof(lens) / sizeof(*lens); i++) {
		struct world w;
		struct pool pool = { .top = NULL };
		bool waiting;
		world_init(&w);
		enum error error = spf_publish(w.layer, w.under, &w.name, (struct slice){ text, lens[i] }, false, &waiting);
		bool fits = lens[i] + (lens[i] + 254) / 255 <= UINT16_MAX;
		ck_assert_int_eq(error, fits ? ERR_NONE : ERR_TOO_LARGE);
		if (fits) {
			const struct answer *answer = answers_get(w.layer, &w.question);
			struct slice got = txt_joined(&pool, &answer->rr[0]);
			ck_assert_uint_eq(got.len, lens[i]);
			ck_assert_int_eq(memcmp(got.at, text, lens[i]), 0);
		}
		pool_release(&pool);
		world_release(&w);
	}
	free(text);
}
END_TEST

START_TEST(publishing_without_memory)
{
	static const struct rdata rr[] = { RDATA("\3one"), RDATA("\x0bv=spf1 -all") };
	for (unsigned n = 0;; n++) {
		struct world w;
		bool waiting;
		world_init(&w);
		struct answer answer = answer_of(rr, 2);
		ck_assert_int_eq(answers_put(w.under, &w.question, &answer), ERR_NONE);
		failing_malloc_after(n);
		enum error error = spf_publish(w.layer, w.under, &w.name, SLICE("v=spf1 a"), true, &waiting);
		bool refused = failing_malloc_off();
		ck_assert_int_eq(error, refused ? ERR_MEMORY : ERR_NONE);
		world_release(&w);
		if (!refused)
			break;
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("select");
	TCase *tcase = tcase_create("all");
	tcase_set_timeout(tcase, 30);
	tcase_add_loop_test(tcase, selects, 0, sizeof(rows) / sizeof(*rows));
	tcase_add_test(tcase, other_answers_have_none);
	tcase_add_test(tcase, memory_ends);
	tcase_add_test(tcase, publishes_over_data);
	tcase_add_test(tcase, publishes_where_nothing_is);
	tcase_add_test(tcase, waits_for_the_world);
	tcase_add_test(tcase, publishes_any_length);
	tcase_add_test(tcase, publishing_without_memory);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
