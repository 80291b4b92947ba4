/* test_lint_dns: what lint reads off ledgers: where counting goes wrong elsewhere, witnesses, levels, and worlds that mean harm. */
#include "lint_scene.h"

#include "base/buf.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define B(n) "b" #n ".example.net. A 198.51.100." #n "\nb" #n ".example.net. AAAA 2001:db8::" #n "\n"
#define TWELVE B(1) B(2) B(3) B(4) B(5) B(6) B(7) B(8) B(9) B(10) B(11) B(12)
#define A(n) " a:b" #n ".example.net"
#define TEN_A A(1) A(2) A(3) A(4) A(5) A(6) A(7) A(8) A(9) A(10)
#define SPF(owner, text) owner " TXT \"" text "\"\n"
#define MX4(owner) owner " MX 1 v1.example.net.\n" owner " MX 2 v2.example.net.\n" owner " MX 3 v3.example.net.\n" owner " MX 4 v4.example.net.\n"
#define V4 "v1.example.net. A 198.51.100.1\nv2.example.net. A 198.51.100.2\nv3.example.net. A 198.51.100.3\nv4.example.net. A 198.51.100.4\n"

/* Limits and targets that are read off DNS; the others off the text. */
static bool of_dns(unsigned id)
{
	return (id / 100 == 5 && (id < 510 || id > 512)) || (id / 100 == 6 && (id < 611 || id > 615 || id == 612));
}

/* Their ids in the order of the findings: "501 504". */
static void ids(const struct lint_scene *scene, char *out, size_t size)
{
	struct lint_seens *seens = malloc(sizeof *seens);
	size_t len = 0;

	ck_assert_ptr_nonnull(seens);
	lint_scene_run(scene, seens);
	*out = '\0';
	for (size_t i = 0; i < seens->n && len + 8 < size; i++)
		if (of_dns(seens->seen[i].id))
			len += (size_t)snprintf(out + len, size - len, "%s%u", len ? " " : "", seens->seen[i].id);
	free(seens);
}

/* The cases in which counters elsewhere were seen to differ. */
static const struct counted {
	const char *what, *record, *world, *ids;
} counted[] = {
	{ "addresses behind mx have a limit of their own", "v=spf1 mx:m1.example.net mx:m2.example.net mx:m3.example.net -all",
		TWELVE "m1.example.net. MX 1 b1.example.net.\nm1.example.net. MX 2 b2.example.net.\nm1.example.net. MX 3 b3.example.net.\n"
		"m1.example.net. MX 4 b4.example.net.\nm2.example.net. MX 1 b5.example.net.\nm2.example.net. MX 2 b6.example.net.\n"
		"m2.example.net. MX 3 b7.example.net.\nm2.example.net. MX 4 b8.example.net.\nm3.example.net. MX 1 b9.example.net.\n"
		"m3.example.net. MX 2 b10.example.net.\nm3.example.net. MX 3 b11.example.net.\nm3.example.net. MX 4 b12.example.net.\n", "" },
	{ "exp is never counted", "v=spf1" TEN_A " -all exp=e.example.net", TWELVE "e.example.net. TXT \"no\"\n", "502" },
	{ "the same include twice counts twice, children too",
		"v=spf1 include:s.example.net include:s.example.net include:s.example.net -all",
		TWELVE SPF("s.example.net.", "v=spf1" A(1) A(2) A(3) " ~all"), "501 504" },
	{ "redirect beside all is not reached", "v=spf1" TEN_A " -all redirect=s.example.net", TWELVE SPF("s.example.net.", "v=spf1 mx -all"), "502" },
	{ "what redirect leads to counts", "v=spf1" A(1) A(2) A(3) A(4) A(5) A(6) A(7) A(8) " redirect=s.example.net",
		TWELVE SPF("s.example.net.", "v=spf1" A(9) A(10) " -all"), "501 504" },
	{ "a with a name and with a length counts 1", "v=spf1 a:b1.example.net a/24 a:b2.example.net/24//64 -all",
		TWELVE "example.org. A 192.0.2.1\n", "" },
	{ "qualified terms count", "v=spf1 +a:b1.example.net ~a:b2.example.net ?a:b3.example.net -a:b4.example.net" A(5) A(6) A(7) A(8) A(9) A(10)
		" ?include:s.example.net -all", TWELVE SPF("s.example.net.", "v=spf1 ~all"), "501 504" },
	{ "exactly ten are allowed", "v=spf1" TEN_A " -all", TWELVE, "502" },
	{ "the limit holds on the last term too", "v=spf1" TEN_A A(11), TWELVE, "501 504" },
	{ "voids: two are allowed", "v=spf1 a:x1.example.net a:x2.example.net -all", "", "607 607" },
	{ "voids: the third on the last term is one too many", "v=spf1 ip4:192.0.2.1 a:x1.example.net a:x2.example.net a:x3.example.net", "",
		"504 505 607 607 607" },
	{ "no look-up without DNS counts", "v=spf1 ip4:192.0.2.1 ip4:192.0.2.2 ip4:192.0.2.3 ip4:192.0.2.4 ip4:192.0.2.5 ip4:192.0.2.6 "
		"ip4:192.0.2.7 ip4:192.0.2.8 ip4:192.0.2.9 ip4:192.0.2.10 ip4:192.0.2.11 ip4:192.0.2.12 -all", "", "" },
	{ "only the sender's family is asked: IPv4-only hosts are void for IPv6", "v=spf1 mx:m.example.net -all", V4 MX4("m.example.net."), "506" },
	{ "each query of an mx is no void of its own: three terms are none", "v=spf1 mx:m.example.net mx:n.example.net mx:o.example.net -all",
		V4 MX4("m.example.net.") MX4("n.example.net.") MX4("o.example.net."), "506" },
	{ "IPv4-only names of a: void for IPv6 senders alone", "v=spf1 a:v1.example.net a:v2.example.net a:v3.example.net -all", V4, "504 505 506" },
	{ "terms behind a match are not evaluated", "v=spf1 all a:x1.example.net a:x2.example.net a:x3.example.net", "", "" },
	{ "macro targets count", "v=spf1 exists:1.%{d} exists:2.%{d} exists:3.%{d} exists:4.%{d} exists:5.%{d} exists:6.%{d} exists:7.%{d} exists:8.%{d} -all",
		"*.example.org. A 127.0.0.2\n", "" },
	{ "strings are joined without a space", NULL, "example.org. TXT \"v=spf1 inc\" \"lude:s.example.net -all\"\n", "602" },
	{ "hundreds of addresses are no fault", "v=spf1 a:big.example.net -all", "$GENERATE 1-254 big.example.net. A 198.51.100.$\n"
		"big.example.net. AAAA 2001:db8::1\n", "" },
	{ "ten MX records are allowed, the same host twice is two", "v=spf1 mx:m.example.net -all",
		TWELVE "$GENERATE 1-10 m.example.net. MX \"$ b$.example.net.\"\n", "" },
	{ "an include within an include counts", "v=spf1 include:i1.example.net" A(1) A(2) A(3) A(4) A(5) A(6) A(7) " -all",
		TWELVE SPF("i1.example.net.", "v=spf1 include:i2.example.net ~all") SPF("i2.example.net.", "v=spf1" A(8) A(9) " ~all"), "501 504" },
};

START_TEST(counts)
{
	const struct counted *row = &counted[_i];
	struct lint_scene scene = { .record = row->record, .world = row->world };
	char seen[400];

	ids(&scene, seen, sizeof seen);
	ck_assert_msg(strcmp(seen, row->ids) == 0, "%s: %s, not %s", row->what, seen, row->ids);
}
END_TEST

/* What the messages say. */
static const struct sentence {
	unsigned id;
	const char *record, *world, *text;
} sentences[] = {
	{ 504, "v=spf1 ip4:192.0.2.1 include:nowhere.example.net -all", "", "passes for 192.0.2.1, permerror for 203.0.113.9" },
	{ 504, "v=spf1 ip6:2001:db8::/32 include:nowhere.example.net -all", "", "passes for 2001:db8::9, permerror for 203.0.113.9" },
	{ 501, "v=spf1" TEN_A A(11) A(12) " -all", TWELVE, "a:b11.example.net: lookups reach 12 of 10, permerror for 203.0.113.9" },
	{ 502, "v=spf1" TEN_A " -all", TWELVE, "10 of the 10 lookups are taken: little can be added" },
	{ 505, "v=spf1 a:x.example.net a:y.example.net a:z.example.net -all", "", "a:z.example.net: over 2 terms find nothing in DNS, permerror for 203.0.113.9" },
	{ 505, "v=spf1 a:v1.example.net a:v2.example.net a:v3.example.net -all", V4,
		"a:v3.example.net: over 2 terms find nothing in DNS, permerror for 2001:db8::9" },
	{ 506, "v=spf1 mx:m.example.net -all", V4 MX4("m.example.net."), "mx:m.example.net: 4 questions find nothing for senders like 2001:db8::9" },
	{ 507, "v=spf1 mx:m.example.net -all", TWELVE "$GENERATE 1-11 m.example.net. MX \"$ b$.example.net.\"\n",
		"mx:m.example.net: m.example.net has 11 MX records, over the limit of 10" },
	{ 509, "v=spf1 include:s.example.net -all", SPF("s.example.net.", "v=spf1 include:example.org -all"),
		"include:s.example.net leads back to example.org; receivers answer permerror" },
	{ 602, "v=spf1 include:s.example.net -all", SPF("s.example.net.", "v=spf1 include:t.example.net ~all"),
		"include:s.example.net: t.example.net does not exist; permerror" },
	{ 604, "v=spf1 include:s.example.net -all", SPF("s.example.net.", "v=spf1 foo:bar -all"),
		"include:s.example.net: the record of s.example.net has a fault at foo:bar; permerror" },
	{ 605, "v=spf1 include:s.example.net -all", SPF("s.example.net.", "v=spf1 ip4:0.0.0.0/0 ~all"),
		"include:s.example.net: ip4:0.0.0.0/0 of s.example.net lets the whole world pass" },
	{ 515, "v=spf1 include:_a.example.org -all", SPF("_a.example.org.", "v=spf1 ip4:192.0.2.1 ~all"),
		"include:_a.example.org costs a lookup, but would fit in: 25 bytes in all" },
};

START_TEST(says)
{
	const struct sentence *row = &sentences[_i];
	struct lint_scene scene = { .record = row->record, .world = row->world };
	struct lint_seens *seens = malloc(sizeof *seens);
	const struct lint_seen *seen;

	lint_scene_run(&scene, seens);
	seen = lint_seen_id(seens, row->id);
	ck_assert_msg(seen, "SPF%u: %s", row->id, row->record);
	ck_assert_str_eq(seen->text, row->text);
	free(seens);
}
END_TEST

/* An error hides nothing that stands beside it, though no receiver comes there. */
START_TEST(nothing_hides)
{
	struct lint_scene scene = {
		.record = "v=spf1 include:a.example.net include:b.example.net a:c.example.net mx:d.example.net redirect=e.example.net",
		.world = SPF("a.example.net.", "v=spf1 foo") SPF("b.example.net.", "v=spf1") SPF("b.example.net.", "v=spf1 mx") };
	char seen[100];

	ids(&scene, seen, sizeof seen);
	ck_assert_str_eq(seen, "604 603 606 607 608");
	scene.record = "v=spf1 include:a.example.net all a:c.example.net redirect=e.example.net";
	ids(&scene, seen, sizeof seen);
	ck_assert_str_eq(seen, "604");	/* behind all nothing counts */
}
END_TEST

/* Where the answers are not there, nothing is said of them; where the files end, neither. */
START_TEST(silence)
{
	struct lint_scene outside = { .record = "v=spf1 a:h.example.net include:s.example.net mx:m.example.net -all", .failing = "h.example.net",
		.failure = FAILURE_OUTSIDE, .world = SPF("s.example.net.", "v=spf1 ~all") TWELVE "m.example.net. MX 1 b1.example.net.\n" };
	char seen[100];

	ids(&outside, seen, sizeof seen);
	ck_assert_str_eq(seen, "");
	outside.failure = FAILURE_NETWORK;
	ids(&outside, seen, sizeof seen);
	ck_assert_str_eq(seen, "612");
}
END_TEST

/* --- harm */

/* A record of many names, each with nothing behind it, or with an include that goes round. */
static void harm(unsigned id, const char *term, size_t n, const char *world)
{
	struct lint_seens *seens = malloc(sizeof *seens);
	struct buf text = { 0 };
	struct lint_scene scene = { .world = world };

	buf_string(&text, "v=spf1");
	for (size_t i = 0; i < n; i++)
		buf_printf(&text, term, (unsigned)i);
	buf_string(&text, " -all");
	scene.record = buf_text(&text);
	lint_scene_run(&scene, seens);
	ck_assert_uint_le(seens->n, LINT_FINDINGS);
	ck_assert_msg(lint_seen_id(seens, id), "SPF%u: %s", id, term);
	buf_release(&text);
	free(seens);
}

START_TEST(harmful_records)
{
	harm(501, " a:n%u.example.net", 3000, TWELVE "*.example.net. A 104.16.0.1\n");
	harm(501, " mx:n%u.example.net", 1000, "*.example.net. MX 1 x.example.net.\n");
	harm(501, " include:n%u.example.net", 1000, SPF("*.example.net.", "v=spf1 include:example.org ?all"));
	harm(605, " include:n%u.example.net", 200, SPF("*.example.net.", "v=spf1 +all"));
	harm(505, " exists:n%u.%%{i}.example.net", 12, "");
}
END_TEST

/* A TXT answer of many records, each nearly an SPF record, and long. */
START_TEST(harmful_answers)
{
	struct lint_seens *seens = malloc(sizeof *seens);
	struct buf world = { 0 };
	struct lint_scene scene = { .context = true };

	buf_string(&world, "example.org. TXT \"v=spf1 -all\"\n");
	for (unsigned i = 0; i < 600; i++)
		buf_printf(&world, "example.org. TXT \"v=spf1%u \\000\\255 include: x ~all%u\"\n", i, i);
	scene.world = buf_text(&world);
	lint_scene_run(&scene, seens);
	ck_assert_ptr_nonnull(lint_seen_id(seens, 122));
	ck_assert_ptr_nonnull(lint_seen_id(seens, 513));
	buf_release(&world);
	free(seens);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("lint_dns");
	TCase *tcase = tcase_create("all");
	SRunner *runner;
	int failed;

	tcase_set_timeout(tcase, 120);
	tcase_add_loop_test(tcase, counts, 0, sizeof counted / sizeof *counted);
	tcase_add_loop_test(tcase, says, 0, sizeof sentences / sizeof *sentences);
	tcase_add_test(tcase, nothing_hides);
	tcase_add_test(tcase, silence);
	tcase_add_test(tcase, harmful_records);
	tcase_add_test(tcase, harmful_answers);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
