/*
 * test_offline: answers as an authoritative server would give them.
 */
#include "dns/offline.h"
#include "base/buf.h"
#include "dns/rdata.h"
#include <check.h>
#include <string.h>

static const char example_zone[] =
    "$ORIGIN example.org.\n$TTL 300\n"
    "@ IN SOA ns hostmaster 1 2 3 4 60\n"
    "@ NS ns\n@ TXT \"v=spf1 mx -all\"\n@ TXT \"v=spf1 mx -all\"\n@ TXT \"other\"\n@ MX 10 mx\n"
    "ns A 192.0.2.1\nmx 30 A 192.0.2.2\nmx A 192.0.2.3\n"
    "www CNAME mx\nfar CNAME host.example.net.\nloop CNAME loop\nout CNAME www.example.com.\nnone CNAME nothing\n"
    "a.b.c A 192.0.2.9\n"
    "*.w A 192.0.2.7\nkeep.w TXT \"x\"\n"
    "child NS ns.child\nns.child A 192.0.2.8\n"
    "old DNAME new\nhost.new A 192.0.2.11\n";
static const char net_zone[] = "$ORIGIN example.net.\n$TTL 60\n@ SOA ns hostmaster 1 2 3 4 5\n@ NS ns\nhost A 198.51.100.1\n";

static const struct {
	const char *name, *type, *said;	/* said: "data N TTL", "nodata TTL", "nxdomain TTL", "outside", "cname" */
	const char *owner;
} questions[] = {
	{ "example.org", "TXT", "data 2 300", "example.org" },
	{ "EXAMPLE.org", "MX", "data 1 300", "example.org" },
	{ "mx.example.org", "A", "data 2 30", "mx.example.org" },
	{ "mx.example.org", "AAAA", "nodata 60", "mx.example.org" },
	{ "www.example.org", "A", "data 2 30", "mx.example.org" },
	{ "www.example.org", "CNAME", "data 1 300", "www.example.org" },
	{ "far.example.org", "A", "data 1 60", "host.example.net" },
	{ "none.example.org", "A", "nxdomain 60", "nothing.example.org" },
	{ "loop.example.org", "A", "cname", "loop.example.org" },
	{ "out.example.org", "A", "outside", "www.example.com" },
	{ "b.c.example.org", "A", "nodata 60", "b.c.example.org" },
	{ "c.example.org", "TXT", "nodata 60", "c.example.org" },
	{ "x.c.example.org", "A", "nxdomain 60", "x.c.example.org" },
	{ "any.thing.w.example.org", "A", "data 1 300", "any.thing.w.example.org" },
	{ "any.w.example.org", "TXT", "nodata 60", "any.w.example.org" },
	{ "keep.w.example.org", "A", "nodata 60", "keep.w.example.org" },
	{ "x.keep.w.example.org", "A", "nxdomain 60", "x.keep.w.example.org" },
	{ "child.example.org", "A", "outside", "child.example.org" },
	{ "deep.child.example.org", "A", "outside", "deep.child.example.org" },
	{ "host.old.example.org", "A", "data 1 300", "host.new.example.org" },
	{ "nothing.example.org", "A", "nxdomain 60", "nothing.example.org" },
	{ "example.com", "A", "outside", "example.com" },
	{ "org", "A", "outside", "org" },
};

static void say(const struct answer *answer, struct buf *out)
{
	static const char *const words[] = { "data", "nodata", "nxdomain", "failed" };

	if (answer->said == SAID_FAILED)
		buf_string(out, answer->failure == FAILURE_OUTSIDE ? "outside" : answer->failure == FAILURE_CNAME ? "cname" : "failed");
	else if (answer->said == SAID_DATA)
		buf_printf(out, "data %zu %u", answer->n, answer->ttl);
	else
		buf_printf(out, "%s %u", words[answer->said], answer->ttl);
}

START_TEST(answers_as_a_server)
{
	struct zonefile org, net;
	const struct zonefile *zones[] = { &org, &net };
	struct problem problem;
	struct question question;
	struct answer answer;
	struct buf said = { 0 };
	char owner[NAME_TEXT];

	ck_assert_int_eq(zonefile_parse(&org, "org", slice_of(example_zone), &(struct zone_options){ 0 }, &problem), ERR_NONE);
	ck_assert_int_eq(zonefile_parse(&net, "net", slice_of(net_zone), &(struct zone_options){ 0 }, &problem), ERR_NONE);
	struct offline *offline = offline_new(zones, 2);
	ck_assert_ptr_nonnull(offline);
	ck_assert_int_eq(name_from_bytes(slice_of(questions[_i].name), &question.name), ERR_NONE);
	question.type = rrtype_from_text(slice_of(questions[_i].type));
	ck_assert_int_eq(offline_answer(offline, &question, &answer), ERR_NONE);
	say(&answer, &said);
	ck_assert_str_eq(buf_text(&said), questions[_i].said);
	name_text(&answer.owner, owner);
	ck_assert_str_eq(owner, questions[_i].owner);
	buf_release(&said);
	offline_free(offline);
	zonefile_release(&org);
	zonefile_release(&net);
}
END_TEST

START_TEST(longest_origin_wins)
{
	static const char child[] = "$ORIGIN child.example.org.\n$TTL 60\n@ SOA ns hostmaster 1 2 3 4 5\n@ NS ns\n@ A 203.0.113.1\n";
	struct zonefile org, sub;
	const struct zonefile *zones[] = { &org, &sub };
	struct problem problem;
	struct question question = { .type = RR_A };
	struct answer answer;

	ck_assert_int_eq(zonefile_parse(&org, "org", slice_of(example_zone), &(struct zone_options){ 0 }, &problem), ERR_NONE);
	ck_assert_int_eq(zonefile_parse(&sub, "sub", slice_of(child), &(struct zone_options){ 0 }, &problem), ERR_NONE);
	struct offline *offline = offline_new(zones, 2);
	ck_assert_int_eq(name_from_bytes(SLICE("child.example.org"), &question.name), ERR_NONE);
	ck_assert_int_eq(offline_answer(offline, &question, &answer), ERR_NONE);
	ck_assert_int_eq(answer.said, SAID_DATA);
	offline_free(offline);
	zonefile_release(&org);
	zonefile_release(&sub);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("offline");
	TCase *tests = tcase_create("offline");

	tcase_add_loop_test(tests, answers_as_a_server, 0, sizeof questions / sizeof *questions);
	tcase_add_test(tests, longest_origin_wins);
	suite_add_tcase(suite, tests);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
