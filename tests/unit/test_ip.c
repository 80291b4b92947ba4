/* Addresses and networks: parsing against inet_pton, printing against RFC 5952, blocks, the registry's words. */
#include "base/ip.h"
#include <arpa/inet.h>
#include <check.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state = 88172645463325252u;
static unsigned dice(unsigned sides)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)(state >> 33) % sides;
}

static struct ip ip6(const char *text)
{
	struct ip a;
	ck_assert_msg(ip6_parse(slice_of(text), &a), "%s", text);
	return a;
}

static struct ip ip4(const char *text)
{
	struct ip a;
	ck_assert_msg(ip4_parse(slice_of(text), &a), "%s", text);
	return a;
}

START_TEST(ip4_text)
{
	static const struct { const char *text; bool good; uint64_t value; } rows[] = {
		{ "0.0.0.0", true, 0 }, { "255.255.255.255", true, 0xffffffff }, { "192.0.2.1", true, 0xc0000201 },
		{ "1.20.100.0", true, 0x01146400 }, { "", false, 0 }, { ".", false, 0 }, { "1.2.3", false, 0 }, { "1.2.3.", false, 0 },
		{ "1.2.3.4.", false, 0 }, { "1.2.3.4.5", false, 0 }, { "256.0.0.0", false, 0 }, { "1.2.3.256", false, 0 },
		{ "01.2.3.4", false, 0 }, { "1.2.3.00", false, 0 }, { "1.2.3.1000", false, 0 }, { "1..2.3", false, 0 },
		{ "-1.2.3.4", false, 0 }, { "+1.2.3.4", false, 0 }, { " 1.2.3.4", false, 0 }, { "1.2.3.4 ", false, 0 },
		{ "1.2.3.x", false, 0 }, { "0x1.2.3.4", false, 0 }, { "1.2.3.4/8", false, 0 }, { "4294967296", false, 0 },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct ip a = { 7, 7 };
		ck_assert_msg(ip4_parse(slice_of(rows[i].text), &a) == rows[i].good, "%s", rows[i].text);
		ck_assert_uint_eq(a.lo, rows[i].good ? rows[i].value : 7);
		ck_assert_uint_eq(a.hi, rows[i].good ? 0 : 7);
	}
	struct ip a;
	ck_assert(!ip4_parse((struct slice){ "1.2.3.4\0", 8 }, &a));
	ck_assert(!ip4_parse((struct slice){ NULL, 0 }, &a));
}
END_TEST

START_TEST(ip6_text)
{
	static const char *const good[] = {
		"::", "::1", "1::", "1:2:3:4:5:6:7:8", "1::8", "2001:db8::", "::ffff:1.2.3.4", "1:2:3:4:5:6:1.2.3.4", "::1.2.3.4",
		"1::1.2.3.4", "1:2:3:4:5::1.2.3.4", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "ABCD:ef01::", "0:0:0:0:0:0:0:0",
		"0001:0002::", "fe80::0204:61ff:fe9d:f156",
	};
	static const char *const bad[] = {
		"", ":", ":::", "1", "1:", ":1", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8:", ":1:2:3:4:5:6:7:8", "1::2::3",
		"::1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8::", "1:2:3:4::5:6:7:8", "12345::", "g::", "::1.2.3", "::1.2.3.256", "::01.2.3.4",
		"1.2.3.4", "1.2.3.4::", "::1.2.3.4:5", "1:2:3:4:5:6:7:1.2.3.4", "::ffff:1.2.3.4:", "fe80::1%eth0", "[::1]", "::1/64", " ::1",
		"::1 ", "1:::2", "::-1", "::0x1",
	};
	struct ip a;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		uint8_t wire[16];
		ck_assert_int_eq(inet_pton(AF_INET6, good[i], wire), 1);
		ck_assert_msg(ip_compare(ip6(good[i]), ip_from_wire(wire, true)) == 0, "%s", good[i]);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		ck_assert_msg(!ip6_parse(slice_of(bad[i]), &a), "%s", bad[i]);
	ck_assert(!ip6_parse((struct slice){ "::1\0", 4 }, &a));
	ck_assert(!ip6_parse((struct slice){ "\0", 1 }, &a));
	ck_assert(!ip6_parse((struct slice){ NULL, 0 }, &a));
}
END_TEST

/* Texts of the characters that matter, mostly nearly right: exactly those that inet_pton takes are taken, with its value. */
START_TEST(ip6_like_inet_pton)
{
	unsigned taken = 0;
	for (unsigned round = 0; round < 200000; round++) {
		static const char *const piece[] = { ":", ":", ":", "::", "0", "1", "a", "ffff", "12345", ".", "1.2.3.4", "255", "F0", "g" };
		char text[80] = "";
		for (unsigned n = dice(18); n > 0; n--)
			strcat(text, dice(3) ? piece[dice(2) * 4] : piece[dice(14)]);
		uint8_t wire[16];
		struct ip a = { 0, 0 };
		bool theirs = inet_pton(AF_INET6, text, wire) == 1, ours = ip6_parse(slice_of(text), &a);
		taken += theirs;
		if (ours != theirs || (ours && ip_compare(a, ip_from_wire(wire, true)) != 0))
			ck_abort_msg("%s", text);
	}
	ck_assert_uint_gt(taken, 1000);
}
END_TEST

START_TEST(print)
{
	static const struct { const char *in, *out; } rows[] = {	/* RFC 5952 section 4 */
		{ "2001:0db8::0001", "2001:db8::1" }, { "2001:db8:0:0:0:0:2:1", "2001:db8::2:1" },
		{ "2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1" }, { "2001:0:0:1:0:0:0:1", "2001:0:0:1::1" },
		{ "2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1" }, { "2001:DB8::ABCD", "2001:db8::abcd" }, { "::", "::" }, { "::1", "::1" },
		{ "1::", "1::" }, { "0:1:2:3:4:5:6:7", "0:1:2:3:4:5:6:7" }, { "1:2:3:4:5:6:0:0", "1:2:3:4:5:6::" },
		{ "0:0:3:4:5:6:7:8", "::3:4:5:6:7:8" }, { "::ffff:c000:201", "::ffff:192.0.2.1" }, { "::c000:201", "::c000:201" },
		{ "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff" },
	};
	char out[IP_TEXT];
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		ck_assert_uint_eq(ip_text(ip6(rows[i].in), true, out), strlen(rows[i].out));
		ck_assert_str_eq(out, rows[i].out);
	}
	ck_assert_uint_eq(ip_text(ip4("255.255.255.255"), false, out), 15);
	ck_assert_str_eq(out, "255.255.255.255");
	for (unsigned round = 0; round < 20000; round++) {	/* what is printed reads as what it was */
		struct ip a = { 0, 0 }, back;
		for (unsigned i = 0; i < 8; i++) {
			a.hi = a.hi << 16 | (a.lo >> 48);
			a.lo = a.lo << 16 | (dice(2) ? 0 : dice(65536));
		}
		size_t len = ip_text(a, true, out);
		ck_assert_uint_eq(len, strlen(out));
		ck_assert(ip6_parse(slice_of(out), &back) && ip_compare(a, back) == 0);
	}
}
END_TEST

START_TEST(either)
{
	struct address a;
	ck_assert(address_parse(SLICE("192.0.2.1"), &a) && !a.v6 && a.ip.lo == 0xc0000201);
	ck_assert(address_parse(SLICE("::ffff:192.0.2.1"), &a) && !a.v6 && a.ip.lo == 0xc0000201 && a.ip.hi == 0);
	ck_assert(address_parse(SLICE("::FFFF:0:1"), &a) && !a.v6 && a.ip.lo == 1);
	ck_assert(address_parse(SLICE("::fffe:0:1"), &a) && a.v6);
	ck_assert(address_parse(SLICE("2001:db8::1"), &a) && a.v6);
	ck_assert(!address_parse(SLICE("example.com"), &a));
	ck_assert(!address_parse(SLICE("1.2.3.4/32"), &a));
	ck_assert(!address_parse(SLICE(""), &a));
}
END_TEST

START_TEST(networks)
{
	static const struct { const char *text; bool good, v6; unsigned bits; const char *range; } rows[] = {
		{ "192.0.2.5/24", true, false, 24, "192.0.2.0/24" }, { "192.0.2.5", true, false, 32, "192.0.2.5" },
		{ "192.0.2.5/0", true, false, 0, "0.0.0.0/0" }, { "192.0.2.5/32", true, false, 32, "192.0.2.5" },
		{ "2001:db8::1/32", true, true, 32, "2001:db8::/32" }, { "::/0", true, true, 0, "::/0" },
		{ "::ffff:1.2.3.4/96", true, true, 96, "::ffff:0.0.0.0/96" }, { "ffff::/64", true, true, 64, "ffff::/64" },
		{ "2001:db8::8000:0:0:1/65", true, true, 65, "2001:db8:0:0:8000::/65" }, { "::1/128", true, true, 128, "::1" },
		{ "1.2.3.4/33", false, false, 0, "" }, { "1.2.3.4/", false, false, 0, "" }, { "1.2.3.4/08", false, false, 0, "" },
		{ "1.2.3.4/00", false, false, 0, "" }, { "1.2.3.4/8/8", false, false, 0, "" }, { "1.2.3/8", false, false, 0, "" },
		{ "::/129", false, false, 0, "" }, { "::/1000", false, false, 0, "" }, { "/8", false, false, 0, "" }, { "", false, false, 0, "" },
		{ "::/+1", false, false, 0, "" }, { "1.2.3.4/ 8", false, false, 0, "" }, { "1.2.3.4//8", false, false, 0, "" },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct address a;
		unsigned bits;
		char text[RANGE_TEXT];
		bool good = network_parse(slice_of(rows[i].text), &a, &bits);
		ck_assert_msg(good == rows[i].good, "%s", rows[i].text);
		if (!good)
			continue;
		ck_assert_msg(a.v6 == rows[i].v6 && bits == rows[i].bits, "%s", rows[i].text);
		struct range r = ip_network(a.ip, bits, a.v6);
		ck_assert_uint_eq(range_text(r, a.v6, text), strlen(rows[i].range));
		ck_assert_str_eq(text, rows[i].range);
		ck_assert_int_eq(range_bits(r, a.v6), (int)bits);
	}
}
END_TEST

START_TEST(ranges)
{
	char text[RANGE_TEXT];
	struct range r = { ip4("192.0.2.0"), ip4("192.0.2.2") };
	ck_assert_int_eq(range_bits(r, false), -1);
	ck_assert_uint_eq(range_text(r, false, text), strlen("192.0.2.0-192.0.2.2"));
	ck_assert_str_eq(text, "192.0.2.0-192.0.2.2");
	r = (struct range){ ip4("192.0.2.1"), ip4("192.0.2.2") };	/* two addresses that are no block */
	ck_assert_int_eq(range_bits(r, false), -1);
	r = (struct range){ ip4("192.0.2.128"), ip4("192.0.3.127") };	/* 256 that are no block */
	ck_assert_int_eq(range_bits(r, false), -1);
	r = (struct range){ ip6("ffff:ffff:ffff:ffff:ffff:ffff:ffff:fff0"), ip6("ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe") };
	ck_assert_uint_eq(range_text(r, true, text), 79);
	ck_assert_str_eq(text, "ffff:ffff:ffff:ffff:ffff:ffff:ffff:fff0-ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe");
	for (int v6 = 0; v6 < 2; v6++) {
		for (unsigned bits = 0; bits <= (v6 ? 128U : 32U); bits++) {
			struct range block = ip_network(ip_everything(v6).to, bits, v6);
			ck_assert_int_eq(range_bits(block, v6), (int)bits);
			ck_assert(ip_compare(block.to, ip_everything(v6).to) == 0);
			ck_assert(range_holds(ip_everything(v6), block.from));
		}
	}
	ck_assert(ip_compare(ip_everything(false).to, ip4("255.255.255.255")) == 0);
	ck_assert(ip_compare(ip_next(ip_everything(true).to), ip_everything(true).from) == 0);
	ck_assert(ip_compare(ip_previous(ip_everything(true).from), ip_everything(true).to) == 0);
	ck_assert(ip_compare(ip_next(ip6("::ffff:ffff:ffff:ffff")), ip6("0:0:0:1::")) == 0);
	ck_assert(ip_compare(ip_previous(ip6("0:0:0:1::")), ip6("::ffff:ffff:ffff:ffff")) == 0);
}
END_TEST

START_TEST(special)
{
	static const struct { const char *text, *words; } rows[] = {
		{ "0.0.0.0", "This network" }, { "10.255.255.255", "Private-Use" }, { "11.0.0.0", NULL }, { "172.15.255.255", NULL },
		{ "172.16.0.0", "Private-Use" }, { "172.31.255.255", "Private-Use" }, { "172.32.0.0", NULL }, { "192.168.1.1", "Private-Use" },
		{ "100.64.0.0", "Shared Address Space" }, { "100.128.0.0", NULL }, { "127.0.0.1", "Loopback" },
		{ "169.254.1.1", "Link Local" }, { "192.0.2.1", "Documentation (TEST-NET-1)" }, { "198.51.100.9", "Documentation (TEST-NET-2)" },
		{ "203.0.113.255", "Documentation (TEST-NET-3)" }, { "198.19.255.255", "Benchmarking" }, { "224.0.0.1", "Multicast" },
		{ "240.0.0.1", "Reserved" }, { "255.255.255.255", "Limited Broadcast" }, { "8.8.8.8", NULL }, { "223.255.255.255", NULL },
		{ "::", "Unspecified Address" }, { "::1", "Loopback Address" }, { "::2", NULL }, { "fe80::1", "Link-Local Unicast" },
		{ "fc00::", "Unique-Local" }, { "fdff::1", "Unique-Local" }, { "2001:db8::25", "Documentation" },
		{ "3fff:fff::1", "Documentation" }, { "3fff:1000::1", NULL }, { "ff02::1", "Multicast" }, { "2001:0:1::1", NULL },
		{ "2001:1::", "IETF Protocol Assignments" }, { "2001:2::1", "Benchmarking" }, { "2001:200::", NULL },
		{ "2001:4860:4860::8888", NULL }, { "64:ff9b::1", NULL }, { "64:ff9b:1::1", "IPv4-IPv6 Translat." },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct address a;
		ck_assert_msg(address_parse(slice_of(rows[i].text), &a), "%s", rows[i].text);
		const char *words = ip_special(a.ip, a.v6);
		ck_assert_pstr_eq(words, rows[i].words);
	}
	ck_assert_str_eq(ip_special(ip6("::ffff:8.8.8.8"), true), "IPv4-mapped Address");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("ip");
	TCase *tcase = tcase_create("all");
	tcase_set_timeout(tcase, 30);
	tcase_add_test(tcase, ip4_text);
	tcase_add_test(tcase, ip6_text);
	tcase_add_test(tcase, ip6_like_inet_pton);
	tcase_add_test(tcase, print);
	tcase_add_test(tcase, either);
	tcase_add_test(tcase, networks);
	tcase_add_test(tcase, ranges);
	tcase_add_test(tcase, special);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
