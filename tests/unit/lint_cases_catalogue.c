/*
 * lint_cases_catalogue: SPF620, SPF709 to SPF714, SPF905 and SPF906, over data files of their own. SPF710 at the head of a zone stands in
 * catalogue.bats: a world here is one zone.
 */
#include "lint_scene.h"

#define FACT "flatten = true source = \"x\" date = \"2026-11\" confidence = \"sure\" "
#define SEEN "seen_source = \"x\" seen_date = \"2026-11\" seen_confidence = \"sure\" "
#define SERVICES \
	"service mail { name = Mail include = {\"_spf.mail.example\"} old = {\"old.mail.example\"} wrong = {\"spf.mail.example\"} " \
	"mx = {\"mx.mail.example\"} where = apex broad = true " FACT SEEN "}\n" \
	"service bulk { name = Bulk old = {\"bulk.example\"} where = nowhere " FACT "}\n" \
	"service bounce { name = Bounce include = {\"bounce.example\"} where = subdomain " FACT "}\n" \
	"service maybe { name = Maybe include = {\"maybe.example\"} where = subdomain-or-nowhere " FACT "}\n" \
	"service either { name = Either include = {\"either.example\"} where = apex-or-subdomain " FACT "}\n" \
	"service regional { name = Regional include = {\"eu.regional.example\", \"us.regional.example\"} global = \"regional.example\" " \
	"regions = true where = apex " FACT "}\n" \
	"service hosted { name = Hosted under = {\"hosted.example\"} where = apex " FACT "}\n" \
	"service literal { name = Literal include = {\"literal.example\"} where = apex flatten = false source = \"x\" date = \"2026-11\" " \
	"confidence = \"sure\" }\n"
#define NARROW "_spf.mail.example. TXT \"v=spf1 ip4:192.0.2.0/24 -all\"\n"
#define WIDE "_spf.mail.example. TXT \"v=spf1 ip4:9.0.0.0/15 -all\"\n"
#define ALL_NARROW NARROW "old.mail.example. TXT \"v=spf1 -all\"\nspf.mail.example. TXT \"v=spf1 -all\"\nbulk.example. TXT \"v=spf1 -all\"\n" \
	"bounce.example. TXT \"v=spf1 -all\"\neu.regional.example. TXT \"v=spf1 -all\"\nus.regional.example. TXT \"v=spf1 -all\"\n" \
	"regional.example. TXT \"v=spf1 -all\"\nother.example. TXT \"v=spf1 -all\"\nx.example.org. TXT \"v=spf1 -all\"\n" \
	"me.hosted.example. TXT \"v=spf1 -all\"\nliteral.example. TXT \"v=spf1 ip4:192.0.2.7 -all\"\n"

#define HOST(rest) "host h { name = H owner = at language = en type = TXT source = \"x\" date = \"2026-11\" confidence = \"sure\" " rest " }\n"

const struct lint_case lint_cases_catalogue[] = {
	{ 620, { .record = "v=spf1 ip4:192.0.2.7 -all", .services = SERVICES, .world = ALL_NARROW, .context = true },
	    { .record = "v=spf1 ip4:192.0.2.7 include:literal.example -all", .services = SERVICES, .world = ALL_NARROW, .context = true } },
	{ 620, { .record = "v=spf1 ip4:192.0.2.8 ip4:192.0.2.7 -all", .services = SERVICES, .world = ALL_NARROW, .context = true },
	    { .record = "v=spf1 ip4:192.0.2.8 -all", .services = SERVICES, .world = ALL_NARROW, .context = true } },
	/* The service's own record is made of these addresses. */
	{ 620, { .record = "v=spf1 ip4:192.0.2.7 ~all", .services = SERVICES, .world = ALL_NARROW, .context = true },
	    { .domain = "literal.example", .record = "v=spf1 ip4:192.0.2.7 -all", .services = SERVICES, .world = ALL_NARROW, .context = true } },
	{ 709, { .record = "v=spf1 a -all", .services = SERVICES, .world = ALL_NARROW "example.org. MX 5 a.mx.mail.example.\n", .context = true },
	    { .record = "v=spf1 include:_spf.mail.example -all", .services = SERVICES,
		.world = ALL_NARROW "example.org. MX 5 a.mx.mail.example.\n", .context = true } },
	{ 709, { .record = "v=spf1 a ~all", .services = SERVICES, .world = ALL_NARROW "example.org. MX 5 mx.mail.example.\n", .context = true },
	    { .record = "v=spf1 -all", .services = SERVICES, .world = ALL_NARROW "example.org. MX 5 mx.mail.example.\n", .context = true } },
	/* Behind a redirect it is let send as well. */
	{ 709, { .record = "v=spf1 redirect=x.example.org", .services = SERVICES, .world = ALL_NARROW "example.org. MX 5 mx.mail.example.\n",
		.context = true },
	    { .record = "v=spf1 redirect=_spf.mail.example", .services = SERVICES,
		.world = ALL_NARROW "example.org. MX 5 mx.mail.example.\n", .context = true } },
	{ 710, { .record = "v=spf1 include:bulk.example -all", .services = SERVICES, .world = ALL_NARROW },
	    { .record = "v=spf1 include:_spf.mail.example -all", .services = SERVICES, .world = ALL_NARROW } },
	/* Where there may be a bounce subdomain: at the domain itself alone, which without DNS is a name of two labels. */
	{ 710, { .record = "v=spf1 include:maybe.example -all", .services = SERVICES, .world = "maybe.example. TXT \"v=spf1 -all\"\n" },
	    { .domain = "em.example.org", .record = "v=spf1 include:maybe.example -all", .services = SERVICES,
		.world = "maybe.example. TXT \"v=spf1 -all\"\n" } },
	{ 710, { .record = "v=spf1 include:bounce.example -all", .services = SERVICES, .world = ALL_NARROW },
	    { .record = "v=spf1 include:either.example -all", .services = SERVICES, .world = "either.example. TXT \"v=spf1 -all\"\n" } },
	{ 711, { .record = "v=spf1 include:old.mail.example -all", .services = SERVICES, .world = ALL_NARROW },
	    { .record = "v=spf1 include:_spf.mail.example -all", .services = SERVICES, .world = ALL_NARROW } },
	{ 711, { .record = "v=spf1 include:SPF.mail.example -all", .services = SERVICES, .world = ALL_NARROW },
	    { .record = "v=spf1 include:bulk.example -all", .services = SERVICES, .world = ALL_NARROW } },
	{ 712, { .record = "v=spf1 include:other.example -all", .services = SERVICES, .world = ALL_NARROW },
	    { .record = "v=spf1 include:me.hosted.example -all", .services = SERVICES, .world = ALL_NARROW } },
	{ 712, { .record = "v=spf1 include:x.example -all", .services = SERVICES, .world = ALL_NARROW },
	    { .record = "v=spf1 include:x.example.org include:%{i}.hosted.example include:%{i}.x.example -all", .services = SERVICES,
		.world = ALL_NARROW } },
	/* The organisation's own, seen from a name beside it; and two organisations under one suffix. */
	{ 712, { .domain = "a.co.uk", .record = "v=spf1 include:b.co.uk -all", .services = SERVICES, .world = "b.co.uk. TXT \"v=spf1 -all\"\n" },
	    { .domain = "_spf.example.org", .record = "v=spf1 include:x.example.org -all", .services = SERVICES, .world = ALL_NARROW } },
	{ 712, { .domain = "co.uk", .record = "v=spf1 include:org.uk -all", .services = SERVICES, .world = "org.uk. TXT \"v=spf1 -all\"\n" },
	    { .domain = "a.b.co.uk", .record = "v=spf1 include:c.b.co.uk -all", .services = SERVICES, .world = "c.b.co.uk. TXT \"v=spf1 -all\"\n" } },
	{ 713, { .record = "v=spf1 include:regional.example -all", .services = SERVICES, .world = ALL_NARROW },
	    { .record = "v=spf1 include:eu.regional.example -all", .services = SERVICES, .world = ALL_NARROW } },
	{ 713, { .record = "v=spf1 include:eu.regional.example include:us.regional.example -all", .services = SERVICES, .world = ALL_NARROW },
	    { .record = "v=spf1 include:us.regional.example include:_spf.mail.example -all", .services = SERVICES, .world = ALL_NARROW } },
	{ 714, { .record = "v=spf1 include:_spf.mail.example -all", .services = SERVICES, .world = WIDE },
	    { .record = "v=spf1 include:_spf.mail.example -all", .services = SERVICES, .world = NARROW } },
	{ 905, { .record = "v=spf1 a -all", .hosts = HOST("format = panel quotes = none limit = 12"), .world = "example.org. A 192.0.2.1\n" },
	    { .record = "v=spf1 a -all", .hosts = HOST("format = panel quotes = none limit = 13"), .world = "example.org. A 192.0.2.1\n" } },
	{ 905, { .record = "v=spf1 a -all", .hosts = HOST("format = panel quotes = none limit = 14 limit_quoted = true"),
		.world = "example.org. A 192.0.2.1\n" },
	    { .record = "v=spf1 a -all", .hosts = HOST("format = panel quotes = none limit = 15 limit_quoted = true"),
		.world = "example.org. A 192.0.2.1\n" } },
	{ 905, { .record = "v=spf1 a -all", .hosts = HOST("format = panel quotes = one limit_string = 12"), .world = "example.org. A 192.0.2.1\n" },
	    { .record = "v=spf1 a -all", .hosts = HOST("format = panel quotes = strings limit_string = 12"), .world = "example.org. A 192.0.2.1\n" } },
	{ 906, { .record = "v=spf1 mx include", .hosts = HOST("format = tinydns quotes = none") },
	    { .record = "v=spf1 mx include:other.example", .hosts = HOST("format = tinydns quotes = none"), .world = ALL_NARROW } },
	{ 906, { .record = "v=spf1 -IP4", .hosts = HOST("format = tinydns quotes = none") },
	    { .record = "v=spf1 -IP4", .hosts = HOST("format = panel quotes = none") } },
	{ 0, { 0 }, { 0 } },
};
