/*
 * Hostile and unusual records: the 22 on which evaluators in the field differ, and trees made to cost memory or time. Every one
 * is evaluated for 203.0.113.7, eager and strict, and covered.
 */
#include "walked.h"
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *repeated(const char *head, const char *each, size_t times, const char *tail)
{
	size_t len = strlen(head) + strlen(each) * times + strlen(tail) + 1;
	char *text = malloc(len), *at = text;
	ck_assert_ptr_nonnull(text);
	at = stpcpy(at, head);
	for (size_t i = 0; i < times; i++)
		at = stpcpy(at, each);
	strcpy(at, tail);
	return text;
}

#define HOSTS "h0.t IP 192.0.2.10\nh1.t IP 192.0.2.11\nh2.t IP 192.0.2.12\nh3.t IP 192.0.2.13\nh4.t IP 192.0.2.14\n" \
	"h5.t IP 192.0.2.15\nh6.t IP 192.0.2.16\nh7.t IP 192.0.2.17\nh8.t IP 192.0.2.18\nh9.t IP 192.0.2.19\n"
#define MX10 "h0.t h1.t h2.t h3.t h4.t h5.t h6.t h7.t h8.t h9.t"
#define D20 "%{d}.%{d}.%{d}.%{d}%{d}.%{d}.%{d}.%{d}%{d}.%{d}.%{d}.%{d}%{d}.%{d}.%{d}.%{d}%{d}.%{d}.%{d}.%{d}"
#define A5 "a:h0.t a:h1.t a:h2.t a:h3.t a:h4.t"

static const struct row {
	const char *name, *lines;
	enum result result;
} rows[] = {
	{ "loop-self", "d.t TXT v=spf1 include:d.t -all\n", R_PERMERROR },
	{ "loop-two", "d.t TXT v=spf1 include:e.t -all\ne.t TXT v=spf1 include:d.t -all\n", R_PERMERROR },
	{ "loop-redirect", "d.t TXT v=spf1 redirect=d.t\n", R_PERMERROR },
	{ "eleven-terms", "d.t TXT v=spf1 " A5 " " A5 " a:h5.t -all\n" HOSTS, R_PERMERROR },
	{ "ten-terms", "d.t TXT v=spf1 " A5 " " A5 " -all\n" HOSTS, R_FAIL },
	{ "void-three", "d.t TXT v=spf1 a:n1.t a:n2.t a:n3.t -all\n", R_PERMERROR },
	{ "mx-eleven", "d.t TXT v=spf1 mx -all\nd.t MX " MX10 " h10.t\n" HOSTS, R_PERMERROR },
	{ "amplify", "d.t TXT v=spf1 mx mx mx mx mx mx mx mx mx mx -all\nd.t MX " MX10 "\n" HOSTS, R_FAIL },
	{ "deep-chain", "d.t TXT v=spf1 include:1.t\n1.t TXT v=spf1 include:2.t\n2.t TXT v=spf1 include:3.t\n"
		"3.t TXT v=spf1 include:4.t\n"
		"4.t TXT v=spf1 include:5.t\n5.t TXT v=spf1 include:6.t\n6.t TXT v=spf1 include:7.t\n7.t TXT v=spf1 include:8.t\n"
		"8.t TXT v=spf1 include:9.t\n9.t TXT v=spf1 include:10.t\n10.t TXT v=spf1 include:11.t\n11.t TXT v=spf1 +all\n",
			R_PERMERROR },
	{ "esc-term", "d.t TXT v=spf1 a:\033[31mx.t -all\n", R_PERMERROR },
	{ "esc-modifier", "d.t TXT v=spf1 x=\033]0;x\007 -all\n", R_PERMERROR },
	{ "esc-exp", "d.t TXT v=spf1 -all exp=x.t\nx.t TXT \033[31mred\n", R_FAIL },
	{ "high-octets", "d.t TXT v=spf1 a:\xff\xfe.t -all\n", R_PERMERROR },
	{ "two-records", "d.t TXT v=spf1 -all\nd.t TXT v=spf1 +all\n", R_PERMERROR },
	{ "unknown-modifier", "d.t TXT v=spf1 rp=100 moo=%{d} -all\n", R_FAIL },
	{ "upper-case", "d.t TXT V=SPF1 IP4:203.0.113.0/24 -ALL\n", R_PASS },
	{ "macro-in-include", "d.t TXT v=spf1 include:%{d}._spf.t -all\nd.t._spf.t TXT v=spf1 ip4:203.0.113.7\n", R_PASS },
	{ "macro-long", "d.t TXT v=spf1 exists:" D20 D20 D20 D20 D20 ".%{d} -all\n", R_FAIL },
	{ "cname-loop", "d.t FAIL TXT\n", R_TEMPERROR },
	{ "nothing in it", "d.t TXT v=spf1\n", R_NEUTRAL },
	{ "all is the client's", "d.t TXT v=spf1 ip4:0.0.0.0/0 ip4:203.0.113.7 -all\n", R_PASS },
};

/* Both ways of asking, and the coverage, say the same. */
static void assert_result(const char *name, const struct answers *world, enum result want)
{
	struct walked_ask ask = { .world = world, .domain = "d.t" };
	struct walked w;
	for (int strict = 0; strict < 2; strict++) {
		ask.strict = strict;
		walked_check(&w, &ask, "203.0.113.7");
		ck_assert_msg(w.check.result == want, "%s: %s (%s)", name, result_word(w.check.result), said(w.check.verdict));
		ck_assert_uint_le(w.check.verdict->lookups, WALK_LOOKUPS + 1);
		walked_release(&w);
	}
	ask.strict = false;
	walked_coverage(&w, &ask, false);
	for (size_t i = 0; i < w.coverage.n; i++) {
		const struct verdict *v = w.coverage.region[i].verdict;
		bool here = !v->maybe && range_holds(w.coverage.region[i].range, (struct ip){ 0, 0xcb007107 });
		ck_assert_msg(!here || v->result == want, "%s: coverage: %s (%s)", name, result_word(v->result), said(v));
	}
	walked_release(&w);
}

START_TEST(one_row)
{
	struct answers *world = world_of(rows[_i].lines);
	assert_result(rows[_i].name, world, rows[_i].result);
	answers_free(world);
}
END_TEST

/* Strings are joined without a space; a NUL is no space. */
START_TEST(odd_strings)
{
	static const char split[] = "\6v=spf1\11 ip4:203.\14" "0.113.7 -all", nul[] = "\26v=spf1 \0ip4:1.2.3.4 -all";
	struct question q = fill_question("d.t", RR_TXT);
	struct answers *world = answers_new(NULL);
	fill_wire(world, &q, split, sizeof(split) - 1);
	assert_result("split-strings", world, R_PASS);
	answers_free(world);
	world = answers_new(NULL);
	fill_wire(world, &q, nul, sizeof(nul) - 1);
	assert_result("nul-octet", world, R_PERMERROR);
	answers_free(world);
}
END_TEST

START_TEST(large_records)
{
	struct answers *world = answers_new(NULL);
	char *text = repeated("v=spf1", " ip4:198.51.100.0/24", 2900, " -all");
	ck_assert_uint_gt(strlen(text), 58000);
	fill_txt(world, "d.t", text);
	assert_result("big-60k", world, R_FAIL);
	answers_free(world);
	free(text);
	world = answers_new(NULL);
	text = repeated("v=spf1", " a", 32000, "");
	fill_txt(world, "d.t", text);
	fill_address(world, "d.t", "192.0.2.1");
	assert_result("32,000 a", world, R_PERMERROR);
	answers_free(world);
	free(text);
}
END_TEST

/* Data of the wrong size holds no address, and is no crash. */
START_TEST(broken_data)
{
	struct answers *world = world_of("d.t TXT v=spf1 a mx ptr ptr:d.t -all\n");
	struct question a = fill_question("d.t", RR_A), mx = fill_question("d.t", RR_MX), ptr = { .type = RR_PTR };
	name_reverse((struct ip){ 0, 0xcb007107 }, false, &ptr.name);
	fill_wire(world, &a, "\313", 1);
	fill_wire(world, &a, "\313\0\161\7\0", 5);
	fill_wire(world, &a, "", 0);
	fill_wire(world, &mx, "", 0);
	fill_wire(world, &mx, "\0", 1);
	fill_wire(world, &mx, "\0\1\77x", 4);
	fill_wire(world, &ptr, "\300\14", 2);
	fill_wire(world, &ptr, "", 0);
	assert_result("broken data", world, R_FAIL);
	answers_free(world);
}
END_TEST

/* Twice the same include, ten deep: a thousand records, and no limits but our own. */
START_TEST(lifted_tree)
{
	struct answers *world = answers_new(NULL);
	struct walked w;
	char name[8], text[64];
	for (int i = 0; i < 30; i++) {
		snprintf(name, sizeof(name), "%d.t", i);
		snprintf(text, sizeof(text), "v=spf1 include:%d.t include:%d.t ip4:192.0.2.%d", i + 1, i + 1, i);
		fill_txt(world, i ? name : "d.t", text);
	}
	fill_txt(world, "30.t", "v=spf1 ip4:198.51.100.0/24");
	walked_coverage(&w, &(struct walked_ask){ .world = world, .domain = "d.t", .lifted = true }, false);
	ck_assert(w.coverage.too_many);
	walked_release(&w);
	answers_free(world);
}
END_TEST

/* Open terms without limits double the ways each time. */
START_TEST(lifted_forks)
{
	struct walked w;
	char *text = repeated("d.t TXT v=spf1", " a:%{i}.x.t", 40, " -all\n");
	struct answers *world = world_of(text);
	walked_coverage(&w, &(struct walked_ask){ .world = world, .domain = "d.t", .lifted = true }, false);
	ck_assert(w.coverage.too_many);
	walked_release(&w);
	walked_coverage(&w, &(struct walked_ask){ .world = world, .domain = "d.t" }, false);
	ck_assert(!w.coverage.too_many);
	walked_release(&w);
	answers_free(world);
	free(text);
}
END_TEST

/* A name that grows with each include: what cuts loops never sees the same name twice. */
START_TEST(endless_chain)
{
	struct answers *world = answers_new(NULL);
	struct walked w;
	char name[400] = "d.t", text[500];
	for (int i = 0; i < 130; i++) {
		fill_txt(world, name, "v=spf1 include:a%{d} -all");
		snprintf(text, sizeof(text), "a%s", name);
		if (strcspn(text, ".") > 63)
			break;
		strcpy(name, text);
	}
	walked_coverage(&w, &(struct walked_ask){ .world = world, .domain = "d.t", .lifted = true }, false);
	ck_assert_int_eq(walked_at(&w, "203.0.113.7")->result, R_PERMERROR);
	walked_release(&w);
	answers_free(world);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("walk_hostile");
	TCase *t = tcase_create("records");
	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t, one_row, 0, sizeof(rows) / sizeof(*rows));
	tcase_add_test(t, odd_strings);
	tcase_add_test(t, large_records);
	tcase_add_test(t, broken_data);
	tcase_add_test(t, lifted_tree);
	tcase_add_test(t, lifted_forks);
	tcase_add_test(t, endless_chain);
	suite_add_tcase(suite, t);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
