/* Results, counts and limits of the walk, case by case: eager, strict, and as one address of the coverage. */
#include "walked.h"
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEN(x) x "0 " x "1 " x "2 " x "3 " x "4 " x "5 " x "6 " x "7 " x "8 " x "9"
/* Ten hosts that are there, and are not the client. */
#define HOSTS "h0.t IP 192.0.2.10\nh1.t IP 192.0.2.11\nh2.t IP 192.0.2.12\nh3.t IP 192.0.2.13\nh4.t IP 192.0.2.14\n" \
	"h5.t IP 192.0.2.15\nh6.t IP 192.0.2.16\nh7.t IP 192.0.2.17\nh8.t IP 192.0.2.18\nh9.t IP 192.0.2.19\n"
#define A9 "a:h0.t a:h1.t a:h2.t a:h3.t a:h4.t a:h5.t a:h6.t a:h7.t a:h8.t"
#define A10 A9 " a:h9.t"
#define MX10 "h0.t h1.t h2.t h3.t h4.t h5.t h6.t h7.t h8.t h9.t"

struct row {
	const char *name, *lines, *ip;
	enum result result;
	enum why why;
	unsigned lookups, voids;
};

/* The domain is d.t. */
static const struct row limits[] = {
	{ "10 look-ups", "d.t TXT v=spf1 " A10 " -all\n" HOSTS, "203.0.113.7", R_FAIL, WHY_TERM, 10, 0 },
	{ "11 look-ups", "d.t TXT v=spf1 " A10 " a:h0.t -all\n" HOSTS, "203.0.113.7", R_PERMERROR, WHY_LOOKUPS, 11, 0 },
	{ "the 11th is last", "d.t TXT v=spf1 " A10 " a:h0.t\n" HOSTS, "203.0.113.7", R_PERMERROR, WHY_LOOKUPS, 11, 0 },
	{ "match at the 10th", "d.t TXT v=spf1 " A10 " a:h0.t -all\n" HOSTS, "192.0.2.19", R_PASS, WHY_TERM, 10, 0 },
	{ "match before the 11th", "d.t TXT v=spf1 " A10 " ip4:203.0.113.7 a:h0.t -all\n" HOSTS, "203.0.113.7", R_PASS, WHY_TERM,
		10, 0 },
	{ "redirect as the 11th", "d.t TXT v=spf1 " A10 " redirect=e.t\ne.t TXT v=spf1 -all\n" HOSTS, "203.0.113.7", R_PERMERROR,
		WHY_LOOKUPS, 11, 0 },
	{ "redirect as the 10th", "d.t TXT v=spf1 " A9 " redirect=e.t\ne.t TXT v=spf1 -all\n" HOSTS, "203.0.113.7", R_FAIL,
		WHY_TERM, 10, 0 },
	{ "the 11th inside an include", "d.t TXT v=spf1 include:e.t -all\ne.t TXT v=spf1 " A10 " -all\n" HOSTS, "203.0.113.7",
		R_PERMERROR,
		WHY_LOOKUPS, 11, 0 },
	{ "the 10th inside an include", "d.t TXT v=spf1 include:e.t -all\ne.t TXT v=spf1 " A9 " -all\n" HOSTS, "203.0.113.7",
		R_FAIL, WHY_TERM, 10, 0 },
	{ "exp is not counted", "d.t TXT v=spf1 " A10 " exp=x.t -all\n" HOSTS, "203.0.113.7", R_FAIL, WHY_TERM, 10, 0 },
	{ "ip4, ip6, all are not counted", "d.t TXT v=spf1 ip4:192.0.2.1 ip6:2001:db8::1 " A10 " -all\n" HOSTS, "203.0.113.7",
		R_FAIL, WHY_TERM, 10, 0 },
	{ "2 voids", "d.t TXT v=spf1 a:n1.t a:n2.t -all\n", "203.0.113.7", R_FAIL, WHY_TERM, 2, 2 },
	{ "3 voids", "d.t TXT v=spf1 a:n1.t a:n2.t a:n3.t -all\n", "203.0.113.7", R_PERMERROR, WHY_VOIDS, 3, 3 },
	{ "the 3rd void is last", "d.t TXT v=spf1 a:n1.t exists:n2.t mx:n3.t\n", "203.0.113.7", R_PERMERROR, WHY_VOIDS, 3, 3 },
	{ "no data is void", "d.t TXT v=spf1 a:n1.t a:n2.t a:n3.t -all\nn1.t NODATA A\nn2.t NODATA A\nn3.t NODATA A\n",
		"203.0.113.7", R_PERMERROR,
		WHY_VOIDS, 3, 3 },
	{ "voids of two records", "d.t TXT v=spf1 a:n1.t include:e.t -all\ne.t TXT v=spf1 a:n2.t a:n3.t\n", "203.0.113.7",
		R_PERMERROR, WHY_VOIDS, 4, 3 },
	{ "match before the 3rd void", "d.t TXT v=spf1 a:n1.t a:n2.t +all a:n3.t\n", "203.0.113.7", R_PASS, WHY_TERM, 2, 2 },
	{ "a void exp is not counted", "d.t TXT v=spf1 a:n1.t a:n2.t exp=n3.t -all\n", "203.0.113.7", R_FAIL, WHY_TERM, 2, 2 },
	{ "A for an IPv6 client is void", "d.t TXT v=spf1 a:h0.t a:h1.t a:h2.t -all\n" HOSTS "h0.t NODATA AAAA\n"
		"h1.t NODATA AAAA\nh2.t NODATA AAAA\n",
		"2001:db8::7", R_PERMERROR, WHY_VOIDS, 3, 3 },
	{ "exists asks for A, whoever asks", "d.t TXT v=spf1 exists:h0.t -all\n" HOSTS, "2001:db8::7", R_PASS, WHY_TERM, 1, 0 },
	{ "hosts of mx are not void terms", "d.t TXT v=spf1 mx -all\nd.t MX n0.t n1.t n2.t n3.t\n", "203.0.113.7", R_FAIL,
		WHY_TERM, 1, 0 },
	{ "10 MX", "d.t TXT v=spf1 mx -all\nd.t MX " MX10 "\n" HOSTS, "203.0.113.7", R_FAIL, WHY_TERM, 1, 0 },
	{ "the last of 10 MX", "d.t TXT v=spf1 mx -all\nd.t MX " MX10 "\n" HOSTS, "192.0.2.19", R_PASS, WHY_TERM, 1, 0 },
	{ "11 MX, before any match", "d.t TXT v=spf1 mx -all\nd.t MX " MX10 " h10.t\n" HOSTS, "192.0.2.10", R_PERMERROR, WHY_MX,
		1, 0 },
	{ "many addresses of one host", "d.t TXT v=spf1 a mx -all\nd.t IP " TEN("192.0.2.") " " TEN("192.0.2.1") "\nd.t MX d.t\n",
		"203.0.113.7", R_FAIL,
		WHY_TERM, 2, 0 },
};

static const struct row rules[] = {
	{ "same include twice costs twice", "d.t TXT v=spf1 include:e.t include:e.t -all\ne.t TXT v=spf1 a:h0.t -all\n" HOSTS,
		"203.0.113.7", R_FAIL,
		WHY_TERM, 4, 0 },
	{ "redirect beside all is not there", "d.t TXT v=spf1 redirect=e.t -all\ne.t TXT v=spf1 +all\n", "203.0.113.7", R_FAIL,
		WHY_TERM, 0, 0 },
	{ "what redirect leads to counts", "d.t TXT v=spf1 redirect=e.t\ne.t TXT v=spf1 a:h0.t a:h1.t -all\n" HOSTS,
		"203.0.113.7", R_FAIL, WHY_TERM, 3, 0 },
	{ "a:host and a/24 count", "d.t TXT v=spf1 a:h0.t a/24 -all\nd.t IP 198.51.100.1\n" HOSTS, "203.0.113.7", R_FAIL,
		WHY_TERM, 2, 0 },
	{ "qualified terms count", "d.t TXT v=spf1 +a:h0.t ~include:e.t ?mx:m.t all\ne.t TXT v=spf1\nm.t MX h0.t\n" HOSTS,
		"203.0.113.7", R_PASS,
		WHY_TERM, 3, 0 },
	{ "terms after a match", "d.t TXT v=spf1 a:h0.t a:h1.t a:n.t\n" HOSTS, "192.0.2.10", R_PASS, WHY_TERM, 1, 0 },
	{ "macro targets count", "d.t TXT v=spf1 exists:%{ir}.x.t -all\n7.113.0.203.x.t IP 127.0.0.2\n", "203.0.113.7", R_PASS,
		WHY_TERM, 1, 0 },
	{ "no term matches", "d.t TXT v=spf1 a:h0.t\n" HOSTS, "203.0.113.7", R_NEUTRAL, WHY_DEFAULT, 1, 0 },
	{ "no record", "d.t TXT hello\n", "203.0.113.7", R_NONE, WHY_NO_RECORD, 0, 0 },
	{ "no domain", "", "203.0.113.7", R_NONE, WHY_NO_RECORD, 0, 0 },
	{ "two records", "d.t TXT v=spf1 -all\nd.t TXT v=spf1 +all\n", "203.0.113.7", R_PERMERROR, WHY_MANY_RECORDS, 0, 0 },
	{ "DNS fails", "d.t FAIL TXT\n", "203.0.113.7", R_TEMPERROR, WHY_DNS, 0, 0 },
	{ "a fails", "d.t TXT v=spf1 a:h0.t -all\nh0.t FAIL A\n", "203.0.113.7", R_TEMPERROR, WHY_DNS, 1, 0 },
	{ "match before a failure", "d.t TXT v=spf1 ip4:203.0.113.7 a:h0.t -all\nh0.t FAIL A\n", "203.0.113.7", R_PASS, WHY_TERM,
		0, 0 },
	{ "a fault behind a match", "d.t TXT v=spf1 ip4:203.0.113.7 nonsense -all\n", "203.0.113.7", R_PERMERROR, WHY_SYNTAX, 0,
		0 },
	{ "one mx host matches, one fails", "d.t TXT v=spf1 mx -all\nd.t MX h0.t h1.t\nh0.t FAIL A\nh1.t IP 203.0.113.7\n",
		"203.0.113.7", R_PASS,
		WHY_TERM, 1, 0 },
	{ "one mx host misses, one fails", "d.t TXT v=spf1 mx -all\nd.t MX h0.t h1.t\nh0.t FAIL A\nh1.t IP 203.0.113.8\n",
		"203.0.113.7", R_TEMPERROR,
		WHY_DNS, 1, 0 },
	{ "null MX", "d.t TXT v=spf1 mx -all\nd.t MX .\n", "203.0.113.7", R_FAIL, WHY_TERM, 1, 0 },
	{ "include of no record", "d.t TXT v=spf1 include:e.t -all\n", "203.0.113.7", R_PERMERROR, WHY_NO_RECORD, 1, 0 },
	{ "redirect to no record", "d.t TXT v=spf1 redirect=e.t\n", "203.0.113.7", R_PERMERROR, WHY_NO_RECORD, 1, 0 },
	{ "include fails", "d.t TXT v=spf1 include:e.t -all\ne.t FAIL TXT\n", "203.0.113.7", R_TEMPERROR, WHY_DNS, 1, 0 },
	{ "what an include fails is no match", "d.t TXT v=spf1 include:e.t ~all\ne.t TXT v=spf1 -all\n", "203.0.113.7",
		R_SOFTFAIL, WHY_TERM, 1, 0 },
	{ "malformed include", "d.t TXT v=spf1 include:a..t -all\n", "203.0.113.7", R_PERMERROR, WHY_NAME, 1, 0 },
	{ "malformed redirect", "d.t TXT v=spf1 redirect=a..t\n", "203.0.113.7", R_PERMERROR, WHY_NAME, 1, 0 },
	{ "malformed a, mx, exists", "d.t TXT v=spf1 a:a..t mx:a..t exists:a..t -all\n", "203.0.113.7", R_FAIL, WHY_TERM, 3, 0 },
	{ "ptr fails", "d.t TXT v=spf1 ptr -all\n7.113.0.203.in-addr.arpa FAIL PTR\n", "203.0.113.7", R_FAIL, WHY_TERM, 1, 0 },
	{ "%{p} fails", "d.t TXT v=spf1 exists:%{p}.x.t -all\n7.113.0.203.in-addr.arpa FAIL PTR\nunknown.x.t IP 127.0.0.1\n",
		"203.0.113.7", R_PASS,
		WHY_TERM, 2, 0 },
	{ "%{p} and %{P2} in one term cost one PTR", "d.t TXT v=spf1 exists:%{p}.%{P2}.x.t -all\n203.0.113.7 PTR d.t\nd.t IP 203.0.113.7\n"
		"d.t.d.t.x.t IP 127.0.0.1\n", "203.0.113.7", R_PASS, WHY_TERM, 2, 0 },
	{ "five terms with %{p} are ten look-ups", "d.t TXT v=spf1 exists:%{p}.x.t exists:%{p}.x.t exists:%{p}.x.t exists:%{p}.x.t exists:%{p}.y.t -all\n"
		"203.0.113.7 PTR d.t\nd.t IP 203.0.113.7\nd.t.x.t NODATA A\nd.t.y.t IP 127.0.0.1\n", "203.0.113.7", R_PERMERROR, WHY_VOIDS, 6, 3 },
	{ "the eleventh is a PTR", "d.t TXT v=spf1 a a a a a a a a a exists:%{p}.x.t +all\nd.t IP 192.0.2.1\n203.0.113.7 PTR d.t\n",
		"203.0.113.7", R_PERMERROR, WHY_LOOKUPS, 11, 0 },
	{ "one ptr name fails", "d.t TXT v=spf1 ptr -all\n203.0.113.7 PTR a.d.t b.d.t\na.d.t FAIL A\nb.d.t IP 203.0.113.7\n",
		"203.0.113.7", R_PASS,
		WHY_TERM, 1, 0 },
	{ "no reverse name is void", "d.t TXT v=spf1 ptr -all\n", "203.0.113.7", R_FAIL, WHY_TERM, 1, 1 },
	{ "the first 10 reverse names", "d.t TXT v=spf1 ptr -all\n"
		"203.0.113.7 PTR k.d.t j.x i.x h.x g.x f.x e.x d.x c.x b.x a.x\nk.d.t IP 203.0.113.7\n",
		"203.0.113.7", R_PASS, WHY_TERM, 1, 0 },
	{ "the 11th reverse name", "d.t TXT v=spf1 ptr -all\n"
		"203.0.113.7 PTR z.d.t a0.d.t a1.d.t a2.d.t a3.d.t a4.d.t a5.d.t a6.d.t a7.d.t a8.d.t a9.d.t\n"
		"z.d.t IP 203.0.113.7\n", "203.0.113.7", R_FAIL, WHY_TERM, 1, 0 },
	{ "mapped addresses are IPv4", "d.t TXT v=spf1 ip4:203.0.113.7 -all\n", "::ffff:203.0.113.7", R_PASS, WHY_TERM, 0, 0 },
	{ "IPv6 by prefix", "d.t TXT v=spf1 a//64 -all\nd.t IP 2001:db8::1\n", "2001:db8::ffff", R_PASS, WHY_TERM, 1, 0 },
	{ "case", "d.t TXT V=SPF1 A:H0.T -ALL\n" HOSTS, "192.0.2.10", R_PASS, WHY_TERM, 1, 0 },
};

static void assert_row(const struct row *r)
{
	struct answers *world = world_of(r->lines);
	struct walked_ask ask = { .world = world, .domain = "d.t" };
	for (int strict = 0; strict < 2; strict++) {
		struct walked w;
		ask.strict = strict;
		walked_check(&w, &ask, r->ip);
		const struct verdict *v = w.check.verdict;
		ck_assert_msg(v->result == r->result && v->why == r->why && v->lookups == r->lookups && v->voids == r->voids,
			"%s%s: %s, %s, %u look-ups, %u voids", r->name, strict ? " (strict)" : "", result_word(v->result),
				said(v), v->lookups, v->voids);
		walked_release(&w);
	}
	answers_free(world);
}

START_TEST(one_limit)
{
	assert_row(&limits[_i]);
}
END_TEST

START_TEST(one_rule)
{
	assert_row(&rules[_i]);
}
END_TEST

/* 4.3: what is no domain, or none that could be checked. */
START_TEST(checked_domains)
{
	static const char *const none[] = { "", ".", "t", "a..t", "[192.0.2.1]", "d.t..", "host" };
	struct answers *world = world_of("d.t TXT v=spf1 -all\n");
	struct walked w;
	for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++) {
		walked_check(&w, &(struct walked_ask){ .world = world, .domain = none[i] }, "192.0.2.1");
		ck_assert_msg(w.check.result == R_NONE && w.check.verdict->why == WHY_NAME, "\"%s\"", none[i]);
		ck_assert_uint_eq(w.rounds, 0);
		walked_release(&w);
	}
	walked_check(&w, &(struct walked_ask){ .world = world, .domain = "D.t." }, "192.0.2.1");
	ck_assert_int_eq(w.check.result, R_FAIL);
	walked_release(&w);
	answers_free(world);
}
END_TEST

START_TEST(senders)
{
	static const struct {
		const char *from, *helo, *local, *domain;
		bool known, helo_known;
	} rows_of[] = {
		{ "a@b.t", "h.t", "a", "b.t", true, true }, { "a@b@c.t", "h.t", "a@b", "c.t", true, true }, { "@b.t", "h.t",
			"postmaster", "b.t", true, true },
		{ "b.t", "h.t", "postmaster", "b.t", true, true }, { "", "h.t", "postmaster", "h.t", true, true }, { "<>", "h.t",
			"postmaster", "h.t", true, true },
		{ "<a@b.t>", "", "a", "b.t", true, false }, { "", "", "postmaster", "", false, false }, { "a@", "h.t", "a", "",
			false, true },
	};
	for (size_t i = 0; i < sizeof(rows_of) / sizeof(*rows_of); i++) {
		struct sender s = sender_of(slice_of(rows_of[i].from), slice_of(rows_of[i].helo));
		ck_assert_msg(slice_equal(s.local, slice_of(rows_of[i].local)), "%s", rows_of[i].from);
		ck_assert_msg(slice_equal(s.domain, slice_of(rows_of[i].domain)), "%s", rows_of[i].from);
		ck_assert(s.known == rows_of[i].known && s.helo_known == rows_of[i].helo_known);
	}
}
END_TEST

static const struct {
	const char *lines, *text;
} explained[] = {
	{ "d.t TXT v=spf1 -all exp=x.t\nx.t TXT no %{i} %{s}\n", "no 203.0.113.7 user@d.t" },
	{ "d.t TXT v=spf1 -all exp=x.t\n", "" },
	{ "d.t TXT v=spf1 -all exp=x.t\nx.t FAIL TXT\n", "" },
	{ "d.t TXT v=spf1 -all exp=x.t\nx.t TXT one\nx.t TXT two\n", "" },
	{ "d.t TXT v=spf1 -all exp=x.t\nx.t TXT 10%\n", "" },
	{ "d.t TXT v=spf1 -all exp=x.t\nx.t TXT caf\xc3\xa9\n", "" },
	{ "d.t TXT v=spf1 -all exp=a..t\n", "" },
	{ "d.t TXT v=spf1 ~all exp=x.t\nx.t TXT no\n", "" },
	{ "d.t TXT v=spf1 include:e.t -all exp=x.t\nx.t TXT ours\ne.t TXT v=spf1 -all exp=y.t\ny.t TXT theirs\n", "ours" },
	{ "d.t TXT v=spf1 redirect=e.t exp=x.t\nx.t TXT ours\ne.t TXT v=spf1 -all exp=y.t\ny.t TXT theirs %{d}\n", "theirs e.t" },
	{ "d.t TXT v=spf1 -include:e.t exp=x.t\nx.t TXT ours\ne.t TXT v=spf1 +all exp=y.t\ny.t TXT theirs\n", "ours" },
	{ "d.t TXT v=spf1 -all exp=x.t\nx.t TXT %{r} %{t} %{c} %{p}\n", "receiver.t 0 203.0.113.7 unknown" },
};

START_TEST(explanations)
{
	struct answers *world = world_of(explained[_i].lines);
	struct walked w;
	walked_check(&w, &(struct walked_ask){ .world = world, .domain = "d.t" }, "203.0.113.7");
	ck_assert_msg(slice_equal(w.check.explanation, slice_of(explained[_i].text)), "%.*s", SLICE_ARG(w.check.explanation));
	walked_release(&w);
	answers_free(world);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("walk");
	TCase *t = tcase_create("cases");
	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t, one_limit, 0, sizeof(limits) / sizeof(*limits));
	tcase_add_loop_test(t, one_rule, 0, sizeof(rules) / sizeof(*rules));
	tcase_add_test(t, checked_domains);
	tcase_add_test(t, senders);
	tcase_add_loop_test(t, explanations, 0, sizeof(explained) / sizeof(*explained));
	suite_add_tcase(suite, t);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
