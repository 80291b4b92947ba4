/*
 * test_resolvconf: resolv.conf as people and machines leave it, and addresses as people type them.
 */
#include "dns/resolvconf.h"
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void assert_sane_conf(const struct resolvconf *conf)
{
	ck_assert_uint_ge(conf->n, 1);
	ck_assert_uint_le(conf->n, NAMESERVERS);
	for (size_t i = 0; i < conf->n; i++) {
		char text[NAMESERVER_TEXT];
		struct nameserver again;

		ck_assert_uint_gt(conf->server[i].port, 0);
		ck_assert_uint_lt(nameserver_text(&conf->server[i], text), NAMESERVER_TEXT);
		ck_assert(nameserver_parse(slice_of(text), DNS_PORT, &again));
		ck_assert(nameserver_equal(&again, &conf->server[i]));
		for (size_t k = 0; k < i; k++)
			ck_assert(!nameserver_equal(&conf->server[i], &conf->server[k]));
	}
	ck_assert(conf->timeout_ms <= 30000 && conf->attempts <= 5);
	ck_assert(!conf->none || conf->n == 1);
	ck_assert(conf->left_out == 0 || conf->n == NAMESERVERS);
}

struct row {
	const char *text;
	const char *servers;		/* with blanks between them */
	unsigned timeout_ms, attempts, bad_line, left_out;
	bool none, tcp;
};
static const struct row rows[] = {
	{ .text = "", .servers = "127.0.0.1", .none = true },
	{ .text = "\n\n# nothing here\n;nor here\n", .servers = "127.0.0.1", .none = true },
	{ .text = "nameserver 192.0.2.1\n", .servers = "192.0.2.1" },
	{ .text = "nameserver 192.0.2.1", .servers = "192.0.2.1" },
	{ .text = "nameserver\t192.0.2.1\r\nnameserver 192.0.2.2\r\n", .servers = "192.0.2.1 192.0.2.2" },
	{ .text = "  nameserver   192.0.2.1  \n", .servers = "192.0.2.1" },
	/* What libldns makes of it: 10.9.9.9 (its bug 237), a crash, a line swallowed, a whole file refused, a zone cut off. */
	{ .text = "nameserver 192.0.2.1\n\n# nameserver 10.9.9.9\n", .servers = "192.0.2.1" },
	{ .text = "nameserver 192.0.2.1\nsearch", .servers = "192.0.2.1" },
	{ .text = "search\nnameserver 192.0.2.1\n", .servers = "192.0.2.1" },
	{ .text = "nameserver 192.0.2.300\nnameserver 192.0.2.1\n", .servers = "192.0.2.1", .bad_line = 1 },
	{ .text = "nameserver fe80::1%eth0\n", .servers = "fe80::1%eth0" },
	{ .text = "nameserver fe80::1%2\n", .servers = "fe80::1%2" },
	{ .text = "nameserver ::1\nnameserver 2001:DB8:0::1\n", .servers = "::1 2001:db8::1" },
	{ .text = "nameserver ::ffff:192.0.2.7\n", .servers = "192.0.2.7" },
	/* Comments. */
	{ .text = "nameserver 192.0.2.1 # the old one\nnameserver 192.0.2.2 ;and\n#nameserver 192.0.2.3\n;nameserver 192.0.2.4\n",
	  .servers = "192.0.2.1 192.0.2.2" },
	{ .text = "nameserver # none\n", .servers = "127.0.0.1", .bad_line = 1, .none = true },
	{ .text = "nameserver 192.0.2.1#5353\n", .servers = "192.0.2.1#5353" },
	/* Words that only look alike; case counts, as in the C library. */
	{ .text = "nameservers 192.0.2.1\nNAMESERVER 192.0.2.2\nname server 192.0.2.3\n", .servers = "127.0.0.1", .none = true },
	{ .text = "nameserver host.example\nnameserver 192.0.2\nnameserver 01.2.3.4\n",
	  .servers = "127.0.0.1", .bad_line = 1, .none = true },
	/* Twice the same; too many. */
	{ .text = "nameserver 192.0.2.1\nnameserver 192.0.2.1\nnameserver 192.0.2.2\n", .servers = "192.0.2.1 192.0.2.2" },
	{ .text = "nameserver 192.0.2.1\nnameserver 192.0.2.2\nnameserver 192.0.2.3\nnameserver 192.0.2.4\nnameserver 192.0.2.5\n",
	  .servers = "192.0.2.1 192.0.2.2 192.0.2.3 192.0.2.4", .left_out = 1 },
	/* Options. */
	{ .text = "options timeout:2 attempts:3\nnameserver 192.0.2.1\n",
	  .servers = "192.0.2.1", .timeout_ms = 2000, .attempts = 3 },
	{ .text = "options timeout:2\noptions ndots:5 timeout:7 rotate\n",
	  .servers = "127.0.0.1", .timeout_ms = 7000, .none = true },
	{ .text = "options timeout:0 attempts:0\n", .servers = "127.0.0.1", .timeout_ms = 1000, .attempts = 1, .none = true },
	{ .text = "options timeout:99 attempts:99\n", .servers = "127.0.0.1", .timeout_ms = 30000, .attempts = 5, .none = true },
	{ .text = "options timeout: attempts:x timeout:-1 timeout:1x timeout:99999999999999999999\n",
	  .servers = "127.0.0.1", .none = true },
	{ .text = "options timeout:3 timeout:bad use-vc edns0 trust-ad\n",
	  .servers = "127.0.0.1", .timeout_ms = 3000, .none = true, .tcp = true },
	{ .text = "options # timeout:3\n", .servers = "127.0.0.1", .none = true },
	{ .text = "options\n", .servers = "127.0.0.1", .none = true },
};

START_TEST(tables)
{
	const struct row *row = &rows[_i];
	struct slice servers = slice_of(row->servers), word;
	struct resolvconf conf;
	size_t n = 0;

	resolvconf_parse(slice_of(row->text), &conf);
	assert_sane_conf(&conf);
	for (; slice_word(&servers, &word); n++) {
		char text[NAMESERVER_TEXT];

		ck_assert_uint_lt(n, conf.n);
		nameserver_text(&conf.server[n], text);
		ck_assert_msg(slice_equal(slice_of(text), word), "%s: server %zu is %s", row->text, n, text);
	}
	ck_assert_uint_eq(n, conf.n);
	ck_assert_uint_eq(conf.timeout_ms, row->timeout_ms);
	ck_assert_uint_eq(conf.attempts, row->attempts);
	ck_assert_uint_eq(conf.bad_line, row->bad_line);
	ck_assert_uint_eq(conf.left_out, row->left_out);
	ck_assert(conf.none == row->none && conf.tcp == row->tcp);
}
END_TEST

struct address_row {
	const char *text;
	const char *shown;		/* NULL: refused */
};
static const struct address_row addresses[] = {
	{ "192.0.2.1", "192.0.2.1" },
	{ "192.0.2.1#53", "192.0.2.1" },
	{ "192.0.2.1#5353", "192.0.2.1#5353" },
	{ "192.0.2.1#65535", "192.0.2.1#65535" },
	{ "2001:db8::1#5353", "2001:db8::1#5353" },
	{ "[2001:db8::1]:5353", "2001:db8::1#5353" },
	{ "[2001:db8::1]", "2001:db8::1" },
	{ "[fe80::1%eth0]:5353", "fe80::1%eth0#5353" },
	{ "fe80::1%eth0#5353", "fe80::1%eth0#5353" },
	{ "fe80::1%eth0.100", "fe80::1%eth0.100" },
	{ "fe80::1%123456789012345", "fe80::1%123456789012345" },
	{ "", NULL }, { "#53", NULL }, { "192.0.2.1#", NULL }, { "192.0.2.1#0", NULL }, { "192.0.2.1#65536", NULL },
	{ "192.0.2.1#53x", NULL }, { "192.0.2.1:53", NULL }, { "192.0.2.1 ", NULL }, { " 192.0.2.1", NULL },
	{ "[192.0.2.1", NULL }, { "[]", NULL }, { "[2001:db8::1]5353", NULL }, { "[2001:db8::1]:", NULL },
	{ "[2001:db8::1]:x", NULL },
	{ "2001:db8::1%", NULL }, { "fe80::1%1234567890123456", NULL }, { "fe80::1%a/b", NULL }, { "fe80::1%a b", NULL },
	{ "fe80::1%\033", NULL }, { "fe80::1%a%b", NULL }, { "192.0.2.1%eth0", NULL }, { "::ffff:192.0.2.1%eth0", NULL },
	{ "localhost", NULL }, { "ns.example.org", NULL }, { "%eth0", NULL }, { "[", NULL }, { "]", NULL }, { "#", NULL },
};

START_TEST(typed)
{
	const struct address_row *row = &addresses[_i];
	struct nameserver server = { .port = 7 };
	char text[NAMESERVER_TEXT];
	bool good = nameserver_parse(slice_of(row->text), DNS_PORT, &server);

	ck_assert_msg(good == (row->shown != NULL), "%s", row->text);
	if (good)
		nameserver_text(&server, text);
	else
		ck_assert_uint_eq(server.port, 7);
	ck_assert_msg(!good || strcmp(text, row->shown) == 0, "%s is shown as %s", row->text, good ? text : "");
}
END_TEST

START_TEST(default_port)
{
	struct nameserver server;

	ck_assert(nameserver_parse(SLICE("192.0.2.1"), 5300, &server));
	ck_assert_uint_eq(server.port, 5300);
	ck_assert(nameserver_parse(SLICE("192.0.2.1#53"), 5300, &server));
	ck_assert_uint_eq(server.port, 53);
}
END_TEST

/* A hundred servers, NULs, a line of a megabyte, no end of line: nothing breaks. */
START_TEST(hostile)
{
	enum { SIZE = 1 << 20 };
	char *text = malloc(SIZE);
	struct resolvconf conf;
	size_t len = 0;

	ck_assert_ptr_nonnull(text);
	for (unsigned i = 0; i < 100; i++)
		len += (size_t)sprintf(text + len, "nameserver 192.0.2.%u\n", i);
	resolvconf_parse((struct slice){ text, len }, &conf);
	assert_sane_conf(&conf);
	ck_assert_uint_eq(conf.n, NAMESERVERS);
	ck_assert_uint_eq(conf.left_out, 100 - NAMESERVERS);
	memset(text, 'n', SIZE);
	resolvconf_parse((struct slice){ text, SIZE }, &conf);
	assert_sane_conf(&conf);
	memset(text, '\n', SIZE);
	memcpy(text + SIZE - 21, "\nnameserver 192.0.2.9", 21);
	resolvconf_parse((struct slice){ text, SIZE }, &conf);
	ck_assert(!conf.none);
	resolvconf_parse((struct slice){ "nameserver 192.0.2.1\0 192.0.2.2\nnameserver 192.0.2.3\0\n", 54 }, &conf);
	assert_sane_conf(&conf);
	ck_assert(conf.none && conf.bad_line == 1);
	free(text);
}
END_TEST

/* Every byte in every place of a good text, and every cut of it. */
START_TEST(mutated)
{
	static const char good[] = "nameserver fe80::1%eth0#5353\noptions timeout:2\n";
	char text[sizeof good];
	struct resolvconf conf;

	for (size_t i = 0; i < sizeof good; i++) {
		resolvconf_parse((struct slice){ good, i }, &conf);
		assert_sane_conf(&conf);
		for (unsigned byte = 0; byte < 256; byte++) {
			memcpy(text, good, sizeof good);
			text[i] = (char)byte;
			resolvconf_parse((struct slice){ text, sizeof good - 1 }, &conf);
			assert_sane_conf(&conf);
		}
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("resolvconf");
	TCase *tcase = tcase_create("all");
	SRunner *runner;
	int failed;

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, tables, 0, sizeof rows / sizeof *rows);
	tcase_add_loop_test(tcase, typed, 0, sizeof addresses / sizeof *addresses);
	tcase_add_test(tcase, default_port);
	tcase_add_test(tcase, hostile);
	tcase_add_test(tcase, mutated);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
