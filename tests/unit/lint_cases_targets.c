/* lint_cases_targets: for each rule of targets one case that raises it, and a near miss. */
#include "lint_scene.h"

#define SPF(owner, text) owner " TXT \"" text "\"\n"
#define SERVICES \
	"service \"filter\" {\n\tname = \"Filter\"\n\tmx = {\"filter.example\"}\n\twhere = \"nowhere\"\n\tflatten = false\n\tbroad = false\n" \
	"\tsource = \"test\"\n\tdate = \"2026-11\"\n\tconfidence = \"sure\"\n" \
	"\tseen_source = \"test\"\n\tseen_date = \"2026-11\"\n\tseen_confidence = \"sure\"\n}\n"

const struct lint_case lint_cases_targets[] = {
	{ 601, { .record = "v=spf1 include:s.example.net -all", .world = "s.example.net. TXT \"hello\"\n" },
		{ .record = "v=spf1 include:s.example.net -all", .world = SPF("s.example.net.", "v=spf1") } },
	{ 602, { .record = "v=spf1 include:s.example.net -all" },
		{ .record = "v=spf1 include:s.example.net -all", .world = "s.example.net. A 192.0.2.1\n" } },
	{ 603, { .record = "v=spf1 include:s.example.net -all", .world = SPF("s.example.net.", "v=spf1 -all") SPF("s.example.net.", "v=spf1 ~all") },
		{ .record = "v=spf1 include:s.example.net -all", .world = SPF("s.example.net.", "v=spf1 -all") SPF("s.example.net.", "v=spf10 ~all") } },
	{ 604, { .record = "v=spf1 include:s.example.net -all", .world = SPF("s.example.net.", "v=spf1 ip4: 192.0.2.1 -all") },
		{ .record = "v=spf1 include:s.example.net -all", .world = SPF("s.example.net.", "v=spf1 ip4=192.0.2.1 -all") } },
	{ 605, { .record = "v=spf1 include:s.example.net -all", .world = SPF("s.example.net.", "v=spf1 +all") },
		{ .record = "v=spf1 include:s.example.net -all", .world = SPF("s.example.net.", "v=spf1 ?all") } },
	{ 605, { .record = "v=spf1 redirect=s.example.net", .world = SPF("s.example.net.", "v=spf1 mx +all") "s.example.net. MX 1 s.example.net.\n" },
		{ .record = "v=spf1 redirect=s.example.net", .world = SPF("s.example.net.", "v=spf1 ?all") } },
	{ 605, { .record = "v=spf1 redirect=s.example.net", .world = SPF("s.example.net.", "v=spf1 include:t.example.net -all")
			SPF("t.example.net.", "v=spf1 ip4:0.0.0.0/0 -all") },
		{ .record = "v=spf1 redirect=s.example.net", .world = SPF("s.example.net.", "v=spf1 ?include:t.example.net -all")
			SPF("t.example.net.", "v=spf1 ip4:0.0.0.0/0 -all") } },
	{ 614, { .record = "v=spf1 redirect=s.example.net", .world = SPF("s.example.net.", "v=spf1 ip4:11.0.0.0/7 ~all") },
		{ .record = "v=spf1 redirect=s.example.net", .world = SPF("s.example.net.", "v=spf1 ip4:11.0.0.0/9 ~all") } },
	{ 606, { .record = "v=spf1 redirect=s.example.net" },
		{ .record = "v=spf1 redirect=s.example.net", .world = SPF("s.example.net.", "v=spf1 -all") } },
	{ 607, { .record = "v=spf1 a:h.example.net -all", .world = "h.example.net. TXT \"x\"\n" },
		{ .record = "v=spf1 a:h.example.net -all", .world = "h.example.net. AAAA 2001:db8::1\n" } },
	{ 608, { .record = "v=spf1 mx:h.example.net -all", .world = "h.example.net. MX 0 .\nh.example.net. A 192.0.2.1\n" },
		{ .record = "v=spf1 mx:h.example.net -all", .world = "h.example.net. MX 0 h.example.net.\nh.example.net. A 192.0.2.1\n" } },
	{ 609, { .record = "v=spf1 mx:h.example.net -all", .world = "h.example.net. MX 0 h.example.net.\n" },
		{ .record = "v=spf1 mx:h.example.net -all", .world = "h.example.net. MX 0 h.example.net.\nh.example.net. AAAA 2001:db8::1\n" } },
	{ 610, { .record = "v=spf1 a:c1.example.net -all", .context = true,
			.world = "c1.example.net. CNAME c2.example.net.\nc2.example.net. CNAME c3.example.net.\nc3.example.net. A 192.0.2.1\n" },
		{ .record = "v=spf1 a:c2.example.net -all", .context = true, .world = "c2.example.net. CNAME c3.example.net.\nc3.example.net. A 192.0.2.1\n" } },
	{ 612, { .record = "v=spf1 a:h.example.net -all", .failing = "h.example.net", .failure = FAILURE_TIMEOUT },
		{ .record = "v=spf1 a:h.example.net -all", .failing = "h.example.net", .failure = FAILURE_OUTSIDE } },
	{ 613, { .record = "v=spf1 a:h.example.net -all", .world = "h.example.net. A 10.0.0.1\n" },
		{ .record = "v=spf1 a:h.example.net -all", .world = "h.example.net. A 11.0.0.1\n" } },
	{ 614, { .record = "v=spf1 include:s.example.net -all", .world = SPF("s.example.net.", "v=spf1 ip4:11.0.0.0/7 ~all") },
		{ .record = "v=spf1 include:s.example.net -all", .world = SPF("s.example.net.", "v=spf1 ip4:11.0.0.0/8 ~all") } },
	{ 616, { .record = "v=spf1 a -all", .world = "example.org. A 104.16.0.1\n" }, { .record = "v=spf1 a -all", .world = "example.org. A 104.15.255.1\n" } },
	{ 617, { .record = "v=spf1 mx -all", .services = SERVICES, .world = "example.org. MX 5 a.filter.example.\na.filter.example. A 192.0.2.1\n" },
		{ .record = "v=spf1 mx -all", .services = SERVICES, .world = "example.org. MX 5 a.filter.example.\nexample.org. MX 5 m.example.org.\n"
			"a.filter.example. A 192.0.2.1\nm.example.org. A 192.0.2.2\n" } },
	{ 618, { .record = "v=spf1 include:%{i}.s.example.net -all" },
		{ .record = "v=spf1 include:%{d}.s.example.net -all", .world = SPF("example.org.s.example.net.", "v=spf1 -all") } },
	{ 0, { 0 }, { 0 } },
};
