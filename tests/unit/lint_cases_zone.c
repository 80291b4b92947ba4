/* lint_cases_zone: for each rule that a whole zone file shows one case that raises it, and a near miss. */
#include "lint_scene.h"

#include <check.h>
#include <stdlib.h>

#define HEAD "$TTL 3600\n$ORIGIN example.org.\n@ SOA ns h 10 2 3 4 5\n@ NS ns.example.net.\n"
#define GOOD HEAD "@ TXT \"v=spf1 -all\"\n"

/* Outputs in the order in which they are published; the second refers to the first, or the reverse. */
static bool order(const char *first, const char *first_text, const char *second, const char *second_text)
{
	const struct order_finding *finding;
	struct zone_output output[2];
	struct record record[2];
	struct pool pool = { 0 };
	size_t n;

	ck_assert_int_eq(record_parse(&record[0], slice_of(first_text)), ERR_NONE);
	ck_assert_int_eq(record_parse(&record[1], slice_of(second_text)), ERR_NONE);
	output[0].record = &record[0];
	output[1].record = &record[1];
	ck_assert_int_eq(name_from_bytes(slice_of(first), &output[0].owner), ERR_NONE);
	ck_assert_int_eq(name_from_bytes(slice_of(second), &output[1].owner), ERR_NONE);
	ck_assert_int_eq(lint_order(&pool, output, 2, &finding, &n), ERR_NONE);
	ck_assert(n == 0 || (finding[0].finding.rule->id == 908 && finding[0].output == 0));
	pool_release(&pool);
	record_release(&record[0]);
	record_release(&record[1]);
	return n > 0;
}

static bool root_first(void)
{
	return order("example.org", "v=spf1 include:_a.example.org -all", "_a.example.org", "v=spf1 ip4:192.0.2.1 ~all");
}

static bool leaf_first(void)
{
	return order("_a.example.org", "v=spf1 ip4:192.0.2.1 ~all", "example.org", "v=spf1 include:_a.example.org -all");
}

#define A50 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define A250 A50 A50 A50 A50 A50

const struct lint_case lint_cases_zone[] = {
	{ 510, { .file = GOOD "k TXT \"k=rsa; p=" A250 "\"\n" }, { .file = GOOD "k TXT \"k=rsa; p=\" \"" A250 "\\097\\097\\097\\097\\097\"\n" } },
	{ 302, { .file = HEAD "@ TXT \"v=spf1 mx x=" A250 " y=1 -all\"\n" }, { .file = HEAD "@ TXT \"v=spf1 mx -all\"\nk TXT \"p=" A250 A250 "\"\n" } },
	{ 103, { .file = HEAD "@ TXT \"v=spf1x -all\"\n" }, { .file = GOOD } },
	{ 102, { .file = GOOD "@ TXT \"v=spf1 mx -all\"\n" }, { .file = GOOD "@ TXT \"other\"\n" } },
	{ 106, { .file = GOOD "@ SPF \"v=spf1 -all\"\n" }, { .file = GOOD } },
	{ 107, { .file = GOOD "@ SPF \"v=spf1 a -all\"\n" }, { .file = GOOD "@ SPF \"v=spf1\" \" -all\"\n" } },
	{ 113, { .file = GOOD "www CNAME @\nwww TXT \"v=spf1 -all\"\n" }, { .file = GOOD "www CNAME @\n" } },
	{ 114, { .file = GOOD "* TXT \"v=spf1 -all\"\n" }, { .file = GOOD "* TXT \"other\"\n" } },
	{ 116, { .file = GOOD "example.org TXT \"v=spf1 a -all\"\n" }, { .file = GOOD "example.org. TXT \"other\"\n" } },
	{ 117, { .file = HEAD "_spf TXT \"v=spf1 -all\"\n" }, { .file = GOOD "_spf TXT \"v=spf1 -all\"\n" } },
	{ 118, { .file = GOOD "news MX 5 m\nm A 192.0.2.1\n" }, { .file = GOOD "news MX 5 m\nm A 192.0.2.1\nnews TXT \"v=spf1 mx -all\"\n" } },
	{ 119, { .file = GOOD "@ MX 5 m\nm A 192.0.2.1\n" }, { .file = GOOD "@ MX 5 m\nm A 192.0.2.1\nm TXT \"v=spf1 a -all\"\n" } },
	{ 120, { .file = HEAD "@ 299 TXT \"v=spf1 -all\"\n" }, { .file = HEAD "@ 300 TXT \"v=spf1 -all\"\n@ 299 TXT \"other\"\n" } },
	{ 619, { .file = GOOD "_f TXT \"v=spf1 ip4:192.0.2.0/25 ?all\" ; spfwiz: flattened s.example.net\n",
			.world = "s.example.net. TXT \"v=spf1 ip4:192.0.2.0/24 ~all\"\n" },
		{ .file = GOOD "_f TXT \"v=spf1 ip4:192.0.2.0/25 ip4:192.0.2.128/25 ?all\" ; spfwiz: flattened s.example.net\n",
			.world = "s.example.net. TXT \"v=spf1 ip4:192.0.2.0/24 ~all\"\n" } },
	{ 706, { .file = HEAD "@ TXT \"v=spf1 ip4:11.0.0.1 -all\"\n@ MX 0 .\n", .context = true }, { .file = GOOD "@ MX 0 .\n", .context = true } },
	{ 708, { .file = GOOD, .context = true }, { .file = GOOD "_dmarc TXT \"v=DMARC1; p=none\"\nm A 192.0.2.1\nm TXT \"v=spf1 a -all\"\n", .context = true } },
	{ 707, { .file = GOOD "news MX 0 .\n" }, { .file = GOOD "news MX 0 .\nnews TXT \"v=spf1 -all\"\n" } },
	{ 901, { .file = HEAD "@ TXT v=spf1 mx -all\n" }, { .file = HEAD "@ TXT v=spf1\n" } },
	{ 902, { .file = HEAD "@ TXT \"v=spf1 ip4:192.0\" \".2.1 -all\"\n" }, { .file = HEAD "@ TXT \"v=spf1 ip4:192.0.2.1\" \" -all\"\n" } },
	{ 903, { .file = GOOD "mail.example.org A 192.0.2.1\n" }, { .file = GOOD "mail.example.org. A 192.0.2.1\n" } },
	{ 904, { .file = HEAD "@ TXT v=spf1;mx\n" }, { .file = HEAD "@ TXT \"v=spf1 -all\";mx\n" } },
	{ 907, { .file = GOOD, .serial = 10 }, { .file = GOOD, .serial = 9 } },
	{ 908, { .run = root_first }, { .run = leaf_first } },
	{ 909, { .file = HEAD "@ TXT \"v=spf1 -all\" ; spfwiz: ignore SPF120 why\n" },
		{ .file = HEAD "@ 299 TXT \"v=spf1 -all\" ; spfwiz: ignore SPF120 why\n" } },
	{ 0, { 0 }, { 0 } },
};
