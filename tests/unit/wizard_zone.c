/* wizard_zone: what the tests of the wizard ask about. */
#include "wizard_zone.h"

#include <check.h>

static const char company[] =
	"$TTL 300\n"
	"example.org. SOA ns.example.org. h.example.org. 1 2 3 4 5\n"
	"example.org. NS ns.example.org.\n"
	"example.org. MX 20 mx2.example.org.\nexample.org. MX 10 mx1.example.org.\n"
	"example.org. A 192.0.2.10\nexample.org. AAAA 2001:db8::10\n"
	"mx1.example.org. A 192.0.2.25\nmx2.example.org. A 192.0.2.26\nmx2.example.org. TXT \"v=spf1 a -all\"\n"
	"bastion.example.org. A 198.51.100.7\n";
/* The rest of the world: nothing but this exists. */
static const char rest[] =
	"$TTL 300\n. SOA ns. h. 1 2 3 4 5\n"
	"10.2.0.192.in-addr.arpa. PTR example.org.\n25.2.0.192.in-addr.arpa. PTR elsewhere.example.org.\n"
	"old.example.net. TXT \"v=spf1 mx include:a.net include:a.net exp=why.old.example.net ?all\" \n"
	"old.example.net. TXT \"other=1\"\nwhy.old.example.net. TXT \"because\"\nold.example.net. A 10.0.0.5\n"
	"a.net. TXT \"v=spf1 ip4:203.0.113.0/24 include:b.net ~all\"\nb.net. TXT \"v=spf1 ip6:2001:db8::/32 -all\"\n"
	"null.example.net. MX 0 .\n_dmarc.null.example.net. TXT \"v=DMARC1; p=none\"\nloop.net. TXT \"v=spf1 include:loop.net -all\"\n"
	"fam.net. A 192.0.2.7\nin-addr.fam.net. TXT \"v=spf1 ip4:192.0.2.1 a mx -all\"\nip6.fam.net. TXT \"v=spf1 ?all\"\n"
	"two.net. TXT \"v=spf1 -all\"\ntwo.net. TXT \"v=spf1 ~all\"\nbad.net. TXT \"v=spf1 foo -all\"\nnone.net. TXT \"hello\"\n"
	"many.net. TXT \"v=spf1 a:b1.net a:b2.net a:b3.net a:b4.net a:b5.net a:b6.net a:b7.net a:b8.net a:b9.net a:b10.net a:b11.net -all\"\n"
	"$GENERATE 1-11 b$.net. A 192.0.2.$\n$GENERATE 1-11 b$.net. AAAA 2001:db8::$\n"
	"manymx.net. MX 1 b1.net.\nmanymx.net. MX 2 b2.net.\nmanymx.net. MX 3 b3.net.\nmanymx.net. MX 4 b4.net.\nmanymx.net. MX 5 b5.net.\n"
	"manymx.net. MX 6 b6.net.\nmanymx.net. MX 7 b7.net.\nmanymx.net. MX 8 b8.net.\nmanymx.net. MX 9 b9.net.\nmanymx.net. MX 10 b10.net.\n"
	"manymx.net. MX 11 b11.net.\n";

struct name wizard_name(const char *text)
{
	struct name name;

	ck_assert_int_eq(name_from_person(slice_of(text), &name), ERR_NONE);
	return name;
}

static void read_zone(struct zonefile *zone, const char *text)
{
	struct problem problem;
	char words[400];

	if (!zonefile_parse(zone, "test", slice_of(text), &(struct zone_options){ 0 }, &problem))
		return;
	problem_text(&problem, words, sizeof words);
	ck_abort_msg("%s", words);
}

void wizard_zone_open(struct wizard_zone *z)
{
	const struct zonefile *zones[] = { &z->zone[0], &z->zone[1] };
	struct offline *offline;

	read_zone(&z->zone[0], company);
	read_zone(&z->zone[1], rest);
	offline = offline_new(zones, 2);
	ck_assert_ptr_nonnull(offline);
	z->source = offline_source_new(offline);
	z->answers = answers_new(NULL);
	ck_assert(z->source && z->answers);
}

void wizard_zone_close(struct wizard_zone *z)
{
	z->source->ops->free(z->source);
	answers_free(z->answers);
	zonefile_release(&z->zone[0]);
	zonefile_release(&z->zone[1]);
}
