/* lint_cases_dns: for each rule of publication, limits, explanation and policy one case that raises it, and a near miss. */
#include "lint_scene.h"

#define B(n) "b" #n ".example.net. A 198.51.100." #n "\nb" #n ".example.net. AAAA 2001:db8::" #n "\n"
#define TEN B(1) B(2) B(3) B(4) B(5) B(6) B(7) B(8) B(9) B(10)
#define A(n) " a:b" #n ".example.net"
#define SEVEN A(1) A(2) A(3) A(4) A(5) A(6) A(7)
#define MX9 "m.example.net. MX 1 b1.example.net.\nm.example.net. MX 2 b2.example.net.\nm.example.net. MX 3 b3.example.net.\n" \
	"m.example.net. MX 4 b4.example.net.\nm.example.net. MX 5 b5.example.net.\nm.example.net. MX 6 b6.example.net.\n" \
	"m.example.net. MX 7 b7.example.net.\nm.example.net. MX 8 b8.example.net.\nm.example.net. MX 9 b9.example.net.\n"
#define MX10 MX9 "m.example.net. MX 10 b10.example.net.\n"
#define FOUR "l1.example.net. A 198.51.100.1\nl2.example.net. A 198.51.100.2\nl3.example.net. A 198.51.100.3\nl4.example.net. A 198.51.100.4\n"
#define NULL_MX "example.org. MX 0 .\n"
#define SPF(owner, text) owner " TXT \"" text "\"\n"
#define FILLER "x xxxxxxxxx xxxxxxxxx xxxxxxxxx xxxxxxxxx xxxxxxxxx xxxxxxxxx xxxxxxxxx xxxxxxxxx xxxxxxxxx xxxxxxxxx " \
	"xxxxxxxxx xxxxxxxxx xxxxxxxxx xxxxxxxxx xxxxxxxxx xxxxxxxxx xxxxxxxxx xxxxxxxxx xxxxxxxxx xxxxxxxxx xxxxxxxxx "
#define OTHER(n) "example.org. TXT \"" #n FILLER "\"\n"

#define X50 "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
#define X500 X50 X50 X50 X50 X50 X50 X50 X50 X50 X50
#define ONE_MX "example.org. MX 1 v1.example.org.\nv1.example.org. A 198.51.100.1\n"

const struct lint_case lint_cases_dns[] = {
	{ 101, { .world = "example.org. A 192.0.2.1\n" }, { .world = SPF("example.org.", "v=spf1 -all") } },
	{ 102, { .world = SPF("example.org.", "v=spf1 -all") SPF("example.org.", "v=spf1 mx -all") },
		{ .world = SPF("example.org.", "v=spf1 -all") SPF("example.org.", "v=spf2 mx") } },
	{ 103, { .world = SPF("example.org.", "v=spf1;a -all") SPF("example.org.", "v=spf1 -all") },
		{ .world = SPF("example.org.", "v=spf1") SPF("example.org.", "not v=spf10 at all") } },
	{ 104, { .world = SPF("example.org.", " v=spf1 a -all") SPF("example.org.", "v=spf1 -all") },
		{ .world = SPF("example.org.", "v=spf1 -all ") } },
	{ 105, { .world = SPF("example.org.", "v = spf1 a -all") SPF("example.org.", "v=spf1 -all") },
		{ .world = SPF("example.org.", "spf2.0/pra -all") SPF("example.org.", "v=spf1 -all") } },
	{ 106, { .world = "example.org. SPF \"v=spf1 -all\"\n" SPF("example.org.", "v=spf1 -all"), .context = true },
		{ .world = SPF("example.org.", "v=spf1 -all"), .context = true } },
	{ 107, { .world = "example.org. SPF \"v=spf1 a -all\"\n" SPF("example.org.", "v=spf1 -all"), .context = true },
		{ .world = "example.org. SPF \"v=spf1 \" \"-all\"\n" SPF("example.org.", "v=spf1 -all"), .context = true } },
	{ 108, { .world = SPF("example.org.", "spf2.0/pra a -all") SPF("example.org.", "v=spf1 -all") },
		{ .world = SPF("example.org.", "see spf2.0/pra") SPF("example.org.", "v=spf1 -all") } },
	{ 111, { .world = "example.org. TXT \"\\\"v=spf1 a -all\\\"\"\n" SPF("example.org.", "v=spf1 -all") },
		{ .world = "example.org. TXT \"say \\\"v=spf1 a -all\\\"\"\n" SPF("example.org.", "v=spf1 -all") } },
	{ 112, { .record = "v=spf1 -all", .servers = { "v=spf1 -all", "v=spf1 -all", "v=spf1 ~all" } },
		{ .record = "v=spf1 -all", .servers = { "v=spf1 -all", "v=spf1 -all", "v=spf1 -all" } } },
	{ 113, { .record = "v=spf1 -all", .world = "example.org. CNAME www.example.net.\nwww.example.net. TXT \"v=spf1 mx -all\"\n" },
		{ .world = "example.org. CNAME www.example.net.\nwww.example.net. TXT \"v=spf1 mx -all\"\n" } },
	{ 114, { .world = SPF("*.example.org.", "v=spf1 -all") SPF("example.org.", "v=spf1 -all"), .context = true },
		{ .world = SPF("*.example.org.", "hello") SPF("example.org.", "v=spf1 -all"), .context = true } },
	{ 115, { .record = "v=spf1 mx -all", .domain = "2.0.192.in-addr.arpa" }, { .record = "v=spf1 -all", .domain = "2.0.192.in-addr.arpa" } },
	{ 116, { .record = "v=spf1 mx -all", .domain = "example.org.example.org" }, { .record = "v=spf1 mx -all", .domain = "example.org.example.net" } },
	{ 117, { .world = SPF("_spf.example.org.", "v=spf1 mx -all") "example.org. A 192.0.2.1\n", .context = true },
		{ .world = SPF("_spf.example.org.", "v=spf1 mx -all") SPF("example.org.", "v=spf1 -all"), .context = true } },
	{ 119, { .world = "example.org. MX 5 m.example.org.\nm.example.org. A 192.0.2.1\n" SPF("example.org.", "v=spf1 mx -all"), .context = true },
		{ .world = "example.org. MX 5 m.example.org.\nm.example.org. A 192.0.2.1\n" SPF("m.example.org.", "v=spf1 a -all")
			SPF("example.org.", "v=spf1 mx -all"), .context = true } },
	{ 120, { .world = "example.org. 86401 TXT \"v=spf1 -all\"\n" }, { .world = "example.org. 86400 TXT \"v=spf1 -all\"\n" } },
	{ 121, { .record = "v=spf1 -all", .failing = "example.org", .failure = FAILURE_BOGUS },
		{ .record = "v=spf1 -all", .failing = "example.org", .failure = FAILURE_TIMEOUT } },
	{ 122, { .world = "example.org. TXT \"\\255\\254\"\n" SPF("example.org.", "v=spf1 -all") },
		{ .world = "example.org. TXT \"\\195\\164\"\n" SPF("example.org.", "v=spf1 -all") } },

	{ 407, { .record = "v=spf1 a ~all exp=e.example.org" }, { .record = "v=spf1 a -all exp=e.example.org" } },
	{ 408, { .record = "v=spf1 -all exp=e.example.org", .world = "e.example.org. TXT \"one\"\ne.example.org. TXT \"two\"\n" },
		{ .record = "v=spf1 -all exp=e.example.org", .world = "e.example.org. TXT \"%{i} may not\"\n" } },
	{ 409, { .record = "v=spf1 include:s.example.org -all", .world = SPF("s.example.org.", "v=spf1 a:b.example.net -all exp=e.example.net") },
		{ .record = "v=spf1 redirect=s.example.org", .world = SPF("s.example.org.", "v=spf1 a:b.example.net -all exp=e.example.net") } },

	{ 501, { .record = "v=spf1" SEVEN A(8) A(9) A(10) " a:b1.example.net -all", .world = TEN },
		{ .record = "v=spf1" SEVEN A(8) A(9) A(10) " -all", .world = TEN } },
	{ 502, { .record = "v=spf1" SEVEN A(8) " -all", .world = TEN }, { .record = "v=spf1" SEVEN " -all", .world = TEN } },
	{ 503, { .record = "v=spf1 include:s.example.net -all", .world = TEN SPF("s.example.net.", "v=spf1" A(1) A(2) A(3) A(4) " ~all") },
		{ .record = "v=spf1 include:s.example.net -all", .world = TEN SPF("s.example.net.", "v=spf1" A(1) A(2) A(3) " ~all") } },
	{ 504, { .record = "v=spf1 ip4:192.0.2.1 include:nowhere.example.net -all" },
		{ .record = "v=spf1 include:nowhere.example.net ip4:192.0.2.1 -all" } },
	{ 505, { .record = "v=spf1 a:l1.example.net a:l2.example.net a:l3.example.net -all" },
		{ .record = "v=spf1 a:l1.example.net a:l2.example.net -all" } },
	{ 506, { .record = "v=spf1 mx:m4.example.net -all", .world = FOUR "m4.example.net. MX 1 l1.example.net.\nm4.example.net. MX 1 l2.example.net.\n"
			"m4.example.net. MX 1 l3.example.net.\n" },
		{ .record = "v=spf1 mx:m4.example.net -all", .world = FOUR "m4.example.net. MX 1 l1.example.net.\nm4.example.net. MX 1 l2.example.net.\n" } },
	{ 507, { .record = "v=spf1 mx:m.example.net -all", .world = TEN MX10 "m.example.net. MX 11 b1.example.net.\n" },
		{ .record = "v=spf1 mx:m.example.net -all", .world = TEN MX10 } },
	{ 508, { .record = "v=spf1 ptr -all", .context = true,
			.world = "example.org. A 192.0.2.1\n$GENERATE 1-11 1.2.0.192.in-addr.arpa. PTR h$.example.org.\n" },
		{ .record = "v=spf1 ptr -all", .context = true,
			.world = "example.org. A 192.0.2.1\n$GENERATE 1-10 1.2.0.192.in-addr.arpa. PTR h$.example.org.\n" } },
	{ 509, { .record = "v=spf1 include:s.example.net -all", .world = SPF("s.example.net.", "v=spf1 include:example.org -all") },
		{ .record = "v=spf1 include:s.example.net include:s.example.net -all", .world = SPF("s.example.net.", "v=spf1 ip4:192.0.2.1 -all") } },
	{ 506, { .record = "v=spf1 mx include:_a.example.org -all", .world = ONE_MX SPF("_a.example.org.", "v=spf1 mx:example.org mx:example.org ?all") },
		{ .record = "v=spf1 mx include:example.org -all", .world = ONE_MX } },	/* in a loop it is the same each time */
	/* What stands beside the record is not known. */
	{ 513, { .record = "v=spf1 x=" X500 " -all" },
		{ .record = "v=spf1 x=" X500 " -all", .failing = "example.org", .failure = FAILURE_OUTSIDE } },
	{ 513, { .record = "v=spf1 -all", .world = OTHER(1) OTHER(2) OTHER(3) }, { .record = "v=spf1 -all", .world = OTHER(1) } },
	{ 514, { .record = "v=spf1 mx:m.example.net mx:m.example.net mx:m.example.net mx:m.example.net -all", .world = TEN MX9 },
		{ .record = "v=spf1 mx:m.example.net mx:m.example.net mx:m.example.net -all", .world = TEN MX9 } },
	{ 515, { .record = "v=spf1 include:_a.example.org -all", .world = SPF("_a.example.org.", "v=spf1 ip4:192.0.2.0/24 ~all") },
		{ .record = "v=spf1 include:_a.example.net -all", .world = SPF("_a.example.net.", "v=spf1 ip4:192.0.2.0/24 ~all") } },

	{ 704, { .world = "example.org. A 192.0.2.1\n" SPF("example.org.", "v=spf1 a -all"), .context = true },
		{ .world = "example.org. A 192.0.2.1\n" SPF("example.org.", "v=spf1 a -all") SPF("_dmarc.example.org.", "v=DMARC1; p=none"),
			.context = true } },
	{ 706, { .world = NULL_MX "example.org. A 192.0.2.1\n" SPF("example.org.", "v=spf1 a -all"), .context = true },
		{ .world = NULL_MX SPF("example.org.", "v=spf1 -all"), .context = true } },
	{ 707, { .record = "v=spf1 ~all" }, { .record = "V=SPF1 -ALL" } },
	{ 708, { .world = SPF("www.example.org.", "v=spf1 -all"), .domain = "www.example.org", .context = true },
		{ .world = SPF("www.example.org.", "v=spf1 -all") SPF("_dmarc.example.org.", "v=DMARC1; p=reject"), .domain = "www.example.org",
			.context = true } },
	{ 0, { 0 }, { 0 } },
};
