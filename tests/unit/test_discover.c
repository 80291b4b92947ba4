/* test_discover: what is asked about a domain, in how many rounds, and what is made of the answers. */
#include "wizard/discover.h"

#include "wizard_zone.h"

#include "catalogue/catalogue.h"
#include "spf/record.h"

#include <check.h>
#include <stdlib.h>

struct scene {
	struct wizard_zone zone;
	struct pool pool;
	struct name domain;
	struct discovered found;
	unsigned rounds;
};

static bool pass(void *arg, const struct answers *answers, struct wanted *wanted)
{
	struct scene *s = arg;
	bool more;

	pool_reset(&s->pool);
	more = discover_want(&s->pool, answers, &s->domain, wanted);
	ck_assert(more == (wanted->n > 0));
	s->rounds += more;
	return !more;
}

static void scene_open(struct scene *s, const char *domain)
{
	*s = (struct scene){ .domain = wizard_name(domain) };
	wizard_zone_open(&s->zone);
	ck_assert_int_eq(source_run(s->zone.source, s->zone.answers, pass, s, NULL), ERR_NONE);
	pool_reset(&s->pool);
	ck_assert_int_eq(discover_read(&s->pool, s->zone.answers, &s->domain, &s->found), ERR_NONE);
	ck_assert_uint_eq(s->found.pending, 0);
}

static void scene_close(struct scene *s)
{
	pool_release(&s->pool);
	wizard_zone_close(&s->zone);
}

static void is_name(const struct name *name, const char *text)
{
	struct name want = wizard_name(text);

	ck_assert(name_equal(name, &want));
}

START_TEST(a_company_is_found)
{
	struct scene s;

	scene_open(&s, "example.org");
	ck_assert(s.found.exists && !s.found.records && !s.found.null_mx && !s.found.only_private);
	ck_assert_uint_eq(s.found.self.n, 2);
	ck_assert(s.found.self.known && !s.found.failed);
	ck_assert_uint_eq(s.found.mxs, 2);
	is_name(&s.found.mx[0].name, "mx1.example.org");
	ck_assert_uint_eq(s.found.preference[0], 10);
	ck_assert(s.found.mx[0].spf_known && !s.found.mx[0].has_spf && s.found.mx[1].has_spf);
	is_name(&s.found.zone, "example.org");
	ck_assert_uint_eq(s.found.nss, 1);
	ck_assert_uint_eq(s.found.reverses, 4);
	ck_assert(s.found.reverse[0].confirmed && s.found.reverse[0].n == 1);
	ck_assert(s.found.reverse[2].n == 1 && !s.found.reverse[2].confirmed);
	ck_assert_uint_le(s.rounds, 4);		/* the domain, its hosts, their reverse names, where those lead */
	scene_close(&s);
}
END_TEST

START_TEST(a_record_is_found_with_its_tree)
{
	struct name b = wizard_name("b.net");
	struct scene s;

	scene_open(&s, "old.example.net");
	ck_assert_uint_eq(s.found.records, 1);
	ck_assert(slice_equal(s.found.explanation, SLICE("because")));
	ck_assert_uint_eq(s.found.other_txts, 1);
	ck_assert(slice_equal(s.found.other_txt[0], SLICE("other=1")));
	ck_assert(s.found.only_private && !s.found.zone.len);
	ck_assert_ptr_nonnull(answers_find(s.zone.answers, &b, RR_TXT));
	scene_close(&s);
}
END_TEST

START_TEST(null_mx_and_nothing_at_all)
{
	struct scene s;

	scene_open(&s, "null.example.net");
	ck_assert(s.found.null_mx && !s.found.mxs && s.found.exists);
	scene_close(&s);
	scene_open(&s, "nowhere.example.com");
	ck_assert(!s.found.exists && !s.found.self.n && !s.found.records);
	scene_close(&s);
	scene_open(&s, "loop.net");
	ck_assert_uint_eq(s.found.records, 1);
	scene_close(&s);
}
END_TEST

START_TEST(a_host_stands_in_the_zone_above)
{
	struct scene s;

	scene_open(&s, "mx2.example.org");
	is_name(&s.found.zone, "example.org");
	ck_assert_uint_eq(s.found.records, 1);
	ck_assert_uint_eq(s.found.nss, 1);	/* who keeps it keeps the host */
	is_name(&s.found.ns[0], "ns.example.org");
	scene_close(&s);
}
END_TEST

/* Answers no honest server gives: wrong lengths, names cut short. */
START_TEST(broken_rdata_is_passed_over)
{
	static const uint8_t bytes[] = { 0, 10, 3, 'm', 'x' };
	static const uint16_t types[] = { RR_TXT, RR_MX, RR_A, RR_AAAA, RR_NS, RR_SOA };
	struct name domain = wizard_name("example.org");
	struct answers *answers = answers_new(NULL);
	struct pool pool = { 0 };
	struct discovered found;

	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		struct rdata rr = { bytes, sizeof bytes };
		struct question question = { domain, types[i] };
		struct answer answer = { .said = SAID_DATA, .owner = domain, .n = 1, .rr = &rr };

		ck_assert_int_eq(answers_put(answers, &question, &answer), ERR_NONE);
	}
	ck_assert_int_eq(discover_read(&pool, answers, &domain, &found), ERR_NONE);
	ck_assert(!found.mxs && !found.nss && !found.self.n && !found.records);
	pool_release(&pool);
	answers_free(answers);
}
END_TEST

#define SERVICE(id, rest) "service \"" id "\" {\n\tname = \"" id "\"\n" rest \
	"\tflatten = false\n\tsource = \"test\"\n\tdate = \"2026-11\"\n\tconfidence = \"sure\"\n" \
	"\tseen_source = \"test\"\n\tseen_date = \"2026-11\"\n\tseen_confidence = \"sure\"\n}\n"

static void is_recognised(const struct recognised *r, const char *id, const char *text)
{
	struct buf out = { 0 };

	ck_assert_str_eq(r->service->id, id);
	recognised_text(r, &out);
	ck_assert_str_eq(buf_text(&out), text);
	buf_release(&out);
}

/* Each once, however many things tell of it. */
START_TEST(services_are_recognised)
{
	static const char services[] =
		SERVICE("both", "\tinclude = {\"a.net\"}\n\twhere = \"apex\"\n\tmx = {\"mx1.example.org\"}\n\ttxt = {\"other=\"}\n")
		SERVICE("taker", "\twhere = \"nowhere\"\n\tmx = {\"mx2.example.org\"}\n")
		SERVICE("proved", "\tinclude = {\"c.net\"}\n\twhere = \"apex\"\n\ttxt = {\"proof=\"}\n")
		SERVICE("unseen", "\tinclude = {\"d.net\"}\n\twhere = \"apex\"\n");
	struct slice txt[] = { SLICE("other=1"), SLICE("nobody=2"), SLICE("proof=3") };
	struct recognised seen[RECOGNISED_MOST];
	struct catalogue catalogue = { 0 };
	struct problem problem;
	struct record record;
	struct scene s;

	scene_open(&s, "example.org");
	s.found.other_txt = txt;
	s.found.other_txts = 3;
	ck_assert_int_eq(catalogue_services(&catalogue, "test", slice_of(services), &problem), ERR_NONE);
	ck_assert_int_eq(record_parse(&record, SLICE("v=spf1 mx include:A.net include:%{d}.x include:unknown.net -all")), ERR_NONE);
	ck_assert_uint_eq(discover_services(&catalogue, &s.found, &record, seen), 3);
	is_recognised(&seen[0], "both", "in use by MX, verified by TXT, in the record");
	is_recognised(&seen[1], "taker", "in use by MX, needs no include");
	is_recognised(&seen[2], "proved", "verified by TXT, not in the record");
	ck_assert(service_included(&catalogue, &record, seen[0].service) && !service_included(&catalogue, &record, seen[2].service));
	ck_assert_uint_eq(discover_services(NULL, &s.found, &record, seen), 0);
	record_release(&record);
	catalogue_release(&catalogue);
	scene_close(&s);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("discover");
	TCase *tcase = tcase_create("all");
	SRunner *runner;
	int failed;

	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, a_company_is_found);
	tcase_add_test(tcase, a_record_is_found_with_its_tree);
	tcase_add_test(tcase, null_mx_and_nothing_at_all);
	tcase_add_test(tcase, a_host_stands_in_the_zone_above);
	tcase_add_test(tcase, broken_rdata_is_passed_over);
	tcase_add_test(tcase, services_are_recognised);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
