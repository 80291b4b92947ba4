/* Unit tests of dns/offline: answers out of zone files, as an authoritative server would give them. */
#include "dns/offline.h"
#include "dns/rdata.h"
#include "failing_malloc.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

static const char example_org[] =
	"$ORIGIN example.org.\n$TTL 300\n"
	"@ 200 IN SOA ns hostmaster 1 2 3 4 60\n"
	"@ NS ns\n@ TXT \"v=spf1 mx -all\"\n@ TXT \"v=spf1 mx -all\"\n@ TXT \"other\"\n@ MX 10 mx\n"
	"ns A 192.0.2.1\nmx 30 A 192.0.2.2\nmx A 192.0.2.3\n"
	"www CNAME mx\nfar CNAME host.example.net.\nloop CNAME loop\nout 7 CNAME www.example.com.\nnone CNAME nothing\n"
	"ping CNAME pong\npong CNAME ping\n"
	"a.b.c A 192.0.2.9\n"
	"*.w A 192.0.2.7\nkeep.w TXT \"x\"\na.deep.w TXT \"x\"\n"
	"*.alias CNAME mx\na.*.void TXT \"x\"\n"
	"child NS ns.child\nchild DS 1 8 2 00\nns.child A 192.0.2.8\n*.child TXT \"x\"\n"
	"grand.loaded TXT \"hidden\"\nloaded NS ns.example.net.\n"
	"old 40 DNAME new\nold TXT \"own\"\nhost.new A 192.0.2.11\nunder.old A 192.0.2.12\n"
	"long DNAME aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa."
	"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n"
	"round DNAME round.round\n"
	"*.*.star TXT \"y\"\n";
static const char loaded[] = "$ORIGIN loaded.example.org.\n$TTL 60\n@ SOA ns hostmaster 1 2 3 4 5\n@ NS ns\n@ A 203.0.113.1\nback CNAME mx.example.org.\n";
static const char example_net[] = "$ORIGIN example.net.\n$TTL 60\n@ SOA ns hostmaster 1 2 3 4 5\n@ NS ns\nhost A 198.51.100.1\n";
static const char no_soa[] = "$ORIGIN bare.example.\na A 192.0.2.1\n";

static struct zonefile zone[4];
static struct offline *offline;

static void start(void)
{
	static const char *const texts[] = { example_org, loaded, example_net, no_soa };
	const struct zonefile *zones[] = { &zone[0], &zone[1], &zone[2], &zone[3] };
	struct problem problem = { 0 };
	for (size_t i = 0; i < 4; i++)
		ck_assert_msg(!zonefile_parse(&zone[i], "text", slice_of(texts[i]), NULL, &problem), "%u: %s", problem.line, problem.detail);
	offline = offline_new(zones, 4);
	ck_assert_ptr_nonnull(offline);
}

static void finish(void)
{
	offline_free(offline);
	for (size_t i = 0; i < 4; i++)
		zonefile_release(&zone[i]);
}

static const struct row {
	const char *name, *type;
	const char *said;	/* "data N TTL", "nodata TTL", "nxdomain TTL", "outside TTL", "cname", "rcode N" */
	const char *owner;	/* NULL: as asked */
} rows[] = {
	{ "example.org", "TXT", "data 2 300", NULL },
	{ "EXAMPLE.org", "MX", "data 1 300", "example.org" },
	{ "example.org", "SOA", "data 1 200", NULL },
	{ "example.org", "NS", "data 1 300", NULL },
	{ "mx.example.org", "A", "data 2 30", NULL },
	{ "mx.example.org", "AAAA", "nodata 60", NULL },
	{ "nothing.example.org", "A", "nxdomain 60", NULL },
	/* CNAME */
	{ "www.example.org", "A", "data 2 30", "mx.example.org" },
	{ "www.example.org", "CNAME", "data 1 300", NULL },
	{ "www.example.org", "AAAA", "nodata 60", "mx.example.org" },
	{ "far.example.org", "A", "data 1 60", "host.example.net" },
	{ "far.example.org", "AAAA", "nodata 5", "host.example.net" },
	{ "none.example.org", "A", "nxdomain 60", "nothing.example.org" },
	{ "loop.example.org", "A", "cname", "loop.example.org" },
	{ "ping.example.org", "A", "cname", "pong.example.org" },
	{ "out.example.org", "A", "outside 7", "www.example.com" },
	{ "back.loaded.example.org", "A", "data 2 30", "mx.example.org" },
	/* empty non-terminals */
	{ "b.c.example.org", "A", "nodata 60", NULL },
	{ "c.example.org", "TXT", "nodata 60", NULL },
	{ "x.c.example.org", "A", "nxdomain 60", NULL },
	{ "x.a.b.c.example.org", "A", "nxdomain 60", NULL },
	/* wildcards, RFC 4592 2.2.1 and 3.3.1 */
	{ "any.thing.w.example.org", "A", "data 1 300", NULL },
	{ "any.w.example.org", "TXT", "nodata 60", NULL },
	{ "w.example.org", "A", "nodata 60", NULL },
	{ "*.w.example.org", "A", "data 1 300", NULL },
	{ "x.*.w.example.org", "A", "nxdomain 60", NULL },
	{ "keep.w.example.org", "A", "nodata 60", NULL },
	{ "x.keep.w.example.org", "A", "nxdomain 60", NULL },
	{ "deep.w.example.org", "A", "nodata 60", NULL },
	{ "x.deep.w.example.org", "A", "nxdomain 60", NULL },
	{ "x.alias.example.org", "A", "data 2 30", "mx.example.org" },
	{ "x.alias.example.org", "CNAME", "data 1 300", NULL },
	{ "x.void.example.org", "TXT", "nodata 60", NULL },
	{ "x.star.example.org", "TXT", "nodata 60", NULL },
	{ "x.*.star.example.org", "TXT", "data 1 300", NULL },
	/* delegations, RFC 1034 4.3.2 3b; what is loaded answers for itself */
	{ "child.example.org", "A", "outside 0", NULL },
	{ "child.example.org", "NS", "outside 0", NULL },
	{ "child.example.org", "DS", "data 1 300", NULL },
	{ "ns.child.example.org", "A", "outside 0", NULL },
	{ "ns.child.example.org", "DS", "outside 0", NULL },
	{ "deep.er.child.example.org", "TXT", "outside 0", NULL },
	{ "loaded.example.org", "A", "data 1 60", NULL },
	{ "loaded.example.org", "NS", "data 1 60", NULL },
	{ "loaded.example.org", "DS", "nodata 60", NULL },
	{ "grand.loaded.example.org", "TXT", "nxdomain 5", NULL },
	{ "example.net", "DS", "nodata 5", NULL },
	/* DNAME, RFC 6672: not for the name itself, and what stands under it is not seen */
	{ "host.old.example.org", "A", "data 1 40", "host.new.example.org" },
	{ "under.old.example.org", "A", "nxdomain 40", "under.new.example.org" },
	{ "old.example.org", "TXT", "data 1 300", NULL },
	{ "old.example.org", "DNAME", "data 1 40", NULL },
	{ "old.example.org", "A", "nodata 60", NULL },
	{ "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.long.example.org", "A", "rcode 6", NULL },
	{ "x.round.example.org", "A", "cname", "x.round.round.round.round.round.round.round.round.round.round.round.round.round.round.round.round.round."
		"round.example.org" },
	/* nobody's */
	{ "example.com", "A", "outside 0", NULL },
	{ "org", "A", "outside 0", NULL },
	{ "", "NS", "outside 0", NULL },
	{ "notexample.org", "A", "outside 0", NULL },
	{ "a.bare.example", "A", "data 1 3600", NULL },
	{ "b.bare.example", "A", "nxdomain 0", NULL },
	{ "bare.example", "SOA", "nodata 0", NULL },
};

static void say(const struct answer *a, struct buf *out)
{
	if (a->said == SAID_DATA)
		buf_printf(out, "data %zu %u", a->n, a->ttl);
	else if (a->said != SAID_FAILED)
		buf_printf(out, "%s %u", a->said == SAID_NODATA ? "nodata" : "nxdomain", a->ttl);
	else if (a->failure == FAILURE_RCODE)
		buf_printf(out, "rcode %u", a->rcode);
	else if (a->failure == FAILURE_CNAME)
		buf_string(out, "cname");
	else
		buf_printf(out, "%s %u", a->failure == FAILURE_OUTSIDE ? "outside" : "?", a->ttl);
}

/* What no answer may be without, whatever was asked. */
static void assert_sane_answer(const struct answer *a)
{
	ck_assert((a->said == SAID_DATA) == (a->n > 0));
	ck_assert((a->said == SAID_FAILED) == (a->failure != FAILURE_NONE));
	ck_assert(a->said != SAID_NXDOMAIN || a->rcode == 3);
	ck_assert(a->ttl <= 0x7fffffff);
	ck_assert(a->owner.len > 0);
	for (size_t i = 0; i < a->n; i++)
		ck_assert_ptr_nonnull(a->rr[i].wire);
}

START_TEST(answers)
{
	const struct row *row = &rows[_i];
	struct question q = { .type = rrtype_from_text(slice_of(row->type)) };
	struct answer a;
	struct buf said = { 0 };
	char owner[NAME_TEXT];
	ck_assert_int_eq(name_from_master(slice_of(row->name[0] ? row->name : "."), NULL, &q.name), ERR_NONE);
	ck_assert_int_eq(offline_answer(offline, &q, &a), ERR_NONE);
	assert_sane_answer(&a);
	say(&a, &said);
	name_text(&a.owner, owner);
	ck_assert_msg(strcmp(buf_text(&said), row->said) == 0, "%s %s: %s, owner %s", row->name, row->type, buf_text(&said), owner);
	ck_assert_str_eq(owner, row->owner ? row->owner : row->name[0] ? row->name : ".");
	buf_release(&said);
}
END_TEST

/* Order as in the file, each once. */
START_TEST(order)
{
	struct question q = { .type = RR_TXT };
	struct answer a;
	ck_assert_int_eq(name_from_bytes(SLICE("example.org"), &q.name), ERR_NONE);
	ck_assert_int_eq(offline_answer(offline, &q, &a), ERR_NONE);
	ck_assert_uint_eq(a.n, 2);
	ck_assert_mem_eq(a.rr[0].wire, "\016v=spf1 mx -all", 15);
	ck_assert_mem_eq(a.rr[1].wire, "\005other", 6);
}
END_TEST

START_TEST(nothing_loaded)
{
	struct offline *empty = offline_new(NULL, 0);
	struct question q = { .name = { .len = 1 }, .type = RR_A };
	struct answer a;
	ck_assert_ptr_nonnull(empty);
	ck_assert_int_eq(offline_answer(empty, &q, &a), ERR_NONE);
	ck_assert_int_eq(a.failure, FAILURE_OUTSIDE);
	offline_free(empty);
}
END_TEST

/* 127 labels, under the root as origin: as many as a name can have. */
START_TEST(deepest)
{
	struct zonefile root;
	const struct zonefile *zones[] = { &root };
	struct name origin = { .len = 1 };
	struct zone_options options = { .origin = &origin };
	struct buf text = { 0 };
	struct answer a;
	for (int i = 0; i < 127; i++)
		buf_string(&text, "a.");
	buf_string(&text, " 5 A 192.0.2.1\n. 5 A 192.0.2.2\n* 5 TXT x\n");
	ck_assert_int_eq(zonefile_parse(&root, "text", buf_slice(&text), &options, NULL), ERR_NONE);
	struct offline *o = offline_new(zones, 1);
	ck_assert_ptr_nonnull(o);
	struct question q = { root.record[0].owner, RR_A };
	ck_assert_uint_eq(q.name.len, 255);
	for (unsigned labels = 127; ; labels--) {
		ck_assert_int_eq(offline_answer(o, &q, &a), ERR_NONE);
		ck_assert_int_eq(a.said, labels == 127 || labels == 0 ? SAID_DATA : SAID_NODATA);
		struct name up;
		if (!name_parent(&q.name, &up))
			break;
		q.name = up;
	}
	q = (struct question){ { .len = 3, .wire = { 1, 'b' } }, RR_TXT };
	ck_assert_int_eq(offline_answer(o, &q, &a), ERR_NONE);
	ck_assert_int_eq(a.said, SAID_DATA);
	offline_free(o);
	zonefile_release(&root);
	buf_release(&text);
}
END_TEST

/* 100,000 records at one name, half of them doubles, asked for 100 times: no search may be quadratic. */
START_TEST(large_set)
{
	struct zonefile large;
	const struct zonefile *zones[] = { &large };
	struct buf text = { 0 };
	struct answer a;
	buf_string(&text, "$ORIGIN large.example.\n");
	for (unsigned i = 0; i < 100000; i++)
		buf_printf(&text, "@ TXT \"%u\"\n", i % 50000);
	ck_assert_int_eq(zonefile_parse(&large, "text", buf_slice(&text), NULL, NULL), ERR_NONE);
	struct offline *o = offline_new(zones, 1);
	ck_assert_ptr_nonnull(o);
	struct question q = { large.origin, RR_TXT };
	for (int i = 0; i < 5; i++)
		ck_assert_int_eq(offline_answer(o, &q, &a), ERR_NONE);
	ck_assert_uint_eq(a.n, 50000);
	for (unsigned i = 0; i < a.n; i++) {
		char expected[16];
		int len = snprintf(expected, sizeof expected, "%u", i);
		ck_assert(a.rr[i].len == len + 1 && memcmp(a.rr[i].wire + 1, expected, (size_t)len) == 0);
	}
	q.type = RR_A;
	for (int i = 0; i < 100; i++)
		ck_assert_int_eq(offline_answer(o, &q, &a), ERR_NONE);
	ck_assert_int_eq(a.said, SAID_NODATA);
	offline_free(o);
	zonefile_release(&large);
	buf_release(&text);
}
END_TEST

/* 10,000 names under one another's neighbours: all are found, and none that is not there. */
START_TEST(many_names)
{
	struct zonefile many;
	const struct zonefile *zones[] = { &many };
	struct buf text = { 0 };
	struct answer a;
	buf_string(&text, "$ORIGIN many.example.\n");
	for (unsigned i = 0; i < 10000; i++)
		buf_printf(&text, "n%u.m%u A 192.0.2.1\n", i, i % 100);
	ck_assert_int_eq(zonefile_parse(&many, "text", buf_slice(&text), NULL, NULL), ERR_NONE);
	struct offline *o = offline_new(zones, 1);
	ck_assert_ptr_nonnull(o);
	for (unsigned i = 0; i < 10000; i++) {
		char name[40];
		struct question q = { .type = RR_A };
		snprintf(name, sizeof name, "n%u.m%u.many.example", i, (i + i / 5000) % 100);
		ck_assert_int_eq(name_from_bytes(slice_of(name), &q.name), ERR_NONE);
		ck_assert_int_eq(offline_answer(o, &q, &a), ERR_NONE);
		ck_assert_int_eq(a.said, i < 5000 ? SAID_DATA : SAID_NXDOMAIN);
	}
	offline_free(o);
	zonefile_release(&many);
	buf_release(&text);
}
END_TEST

START_TEST(source)
{
	struct source *s = offline_source_new(offline);
	struct answers *table = answers_new(NULL);
	struct wanted wanted = { 0 };
	struct question q = { .type = RR_A };
	size_t put = 0;
	offline = NULL;
	ck_assert(s && table);
	ck_assert_int_eq(name_from_bytes(SLICE("www.example.org"), &q.name), ERR_NONE);
	wanted_add(&wanted, &q.name, q.type);
	ck_assert_int_eq(s->ops->want(s, &wanted, table, 0), ERR_NONE);
	ck_assert_int_eq(s->ops->step(s, NULL, 0, 0, table, &put), ERR_NONE);
	ck_assert_uint_eq(put, 1);
	ck_assert_uint_eq(answers_get(table, &q)->n, 2);
	ck_assert_str_eq(s->ops->label(s), "the zone files");
	s->ops->free(s);
	wanted_release(&wanted);
	answers_free(table);
}
END_TEST

START_TEST(no_memory)
{
	const struct zonefile *zones[] = { &zone[0], &zone[1] };
	struct question q = { .type = RR_TXT };
	struct answer a;
	q.name = zone[0].origin;
	for (unsigned n = 0;; n++) {
		failing_malloc_after(n);
		struct offline *o = offline_new(zones, 2);
		enum error e = o ? offline_answer(o, &q, &a) : ERR_MEMORY;
		bool refused = failing_malloc_off();
		offline_free(o);
		ck_assert_int_eq(e, refused ? ERR_MEMORY : ERR_NONE);
		if (!refused)
			break;
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("offline");
	TCase *t = tcase_create("answers");
	tcase_add_checked_fixture(t, start, finish);
	tcase_add_loop_test(t, answers, 0, sizeof rows / sizeof *rows);
	tcase_add_test(t, order);
	tcase_add_test(t, nothing_loaded);
	tcase_add_test(t, deepest);
	tcase_add_test(t, large_set);
	tcase_add_test(t, many_names);
	tcase_add_test(t, source);
	tcase_add_test(t, no_memory);
	tcase_set_timeout(t, 60);
	suite_add_tcase(s, t);
	SRunner *runner = srunner_create(s);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
