/* lint_cases_hosts: terms that lead to the same hosts, and what the domain has beside its record. */
#include "lint_scene.h"

#define HOSTS "example.org. A 198.51.100.1\nexample.org. MX 5 m.example.org.\nm.example.org. A 198.51.100.2\nm.example.org. AAAA 2001:db8::2\n"
#define SERVICES \
	"service \"filter\" {\n\tname = \"Filter\"\n\tinclude = {\"_spf.filter.example\"}\n\tmx = {\"filter.example\"}\n\twhere = \"apex\"\n" \
	"\tflatten = false\n\tbroad = false\n\tsource = \"test\"\n\tdate = \"2026-11\"\n\tconfidence = \"sure\"\n" \
	"\tseen_source = \"test\"\n\tseen_date = \"2026-11\"\n\tseen_confidence = \"sure\"\n}\n"
#define FILTER "example.org. MX 5 a.filter.example.\na.filter.example. A 198.51.100.3\n_spf.filter.example. TXT \"v=spf1 ip4:198.51.100.8 ~all\"\n"

const struct lint_case lint_cases_hosts[] = {
	{ 703, { .record = "v=spf1 mx ~all", .world = HOSTS, .context = true },
		{ .record = "v=spf1 mx ~all", .world = HOSTS "_dmarc.example.org. TXT \"v=DMARC1; p=reject\"\n", .context = true } },
	{ 808, { .record = "v=spf1 ip4:198.51.100.1 a -all", .world = HOSTS }, { .record = "v=spf1 ip4:198.51.100.2 a -all", .world = HOSTS } },
	{ 808, { .record = "v=spf1 a a:w.example.org -all", .world = HOSTS "w.example.org. A 198.51.100.1\n" },
		{ .record = "v=spf1 a ~a:w.example.org -all", .world = HOSTS "w.example.org. A 198.51.100.1\n" } },
	{ 801, { .record = "v=spf1 a a:Example.org -all", .world = HOSTS }, { .record = "v=spf1 a a:m.example.org -all", .world = HOSTS } },
	{ 801, { .record = "v=spf1 mx:example.org mx -all", .world = HOSTS }, { .record = "v=spf1 mx:example.org/24 mx -all", .world = HOSTS } },
	{ 808, { .record = "v=spf1 mx a:m.example.org -all", .world = HOSTS }, { .record = "v=spf1 mx a:example.org -all", .world = HOSTS } },
	{ 808, { .record = "v=spf1 mx ip4:198.51.100.0/24 a/25 -all", .world = HOSTS },
		{ .record = "v=spf1 mx ip4:198.51.100.0/24 -all", .world = HOSTS } },	/* its IPv6 address is not in the network */
	{ 809, { .record = "v=spf1 mx include:example.org -all", .world = HOSTS }, { .record = "v=spf1 mx include:m.example.org -all", .world = HOSTS } },
	{ 810, { .record = "v=spf1 mx include:_spf.filter.example -all", .world = FILTER, .services = SERVICES },
		{ .record = "v=spf1 mx -all", .world = FILTER, .services = SERVICES } },
	{ 321, { .record = "v=spf1 exists:%{i}.spf.example.net -all" }, { .record = "v=spf1 exists:%{i}.spf.example.org -all" } },
	{ 321, { .domain = "a.co.uk", .record = "v=spf1 exists:%{i}.b.co.uk -all" },
		{ .domain = "_spf.example.org", .record = "v=spf1 exists:%{i}._spf.mta.example.org -all" } },
	{ 411, { .record = "v=spf1 include:_spf.example.org -all" }, { .record = "v=spf1 include:_spf.example.net -all" } },
	{ 0, { 0 }, { 0 } },
};
