/* format: what each format writes, what it refuses, and what becomes of the record that is there already. */
#include "failing_malloc.h"
#include "publication.h"
#include <check.h>
#include <stdlib.h>
#include <string.h>

static const uint8_t other_wire[] = "\x06" "a \"b\\c" "\x03" "\xff:;";
static const struct rdata other = { other_wire, 11 };
#define SPF "v=spf1 exists:%{i}.x.example -all"

static const struct {
	enum format format;
	const char *owner, *zone, *value;
	bool others;
	const char *want;
} rows[] = {
	{ AS_JSON, "example.org", "example.org", "v=spf1 -all", false,
	    "{\"name\": \"example.org.\", \"type\": \"TXT\", \"ttl\": 3600, \"value\": \"v=spf1 -all\", \"strings\": [\"v=spf1 -all\"], "
	    "\"rdata\": \"0b763d73706631202d616c6c\"}\n" },
	{ AS_JSON, "a\\\"b.example.org", "example.org", "\"\\\xff", false,
	    "{\"name\": \"a\\\\\\\"b.example.org.\", \"type\": \"TXT\", \"ttl\": 3600, \"value\": \"\\\"\\\\\\\\255\", \"strings\": [\"\\\"\\\\\\\\255\"], "
	    "\"rdata\": \"03225cff\"}\n" },
	{ AS_ROUTE53, "example.org", "example.org", "v=\"\x01\xff", true,
	    "{\n  \"Changes\": [\n    {\n      \"Action\": \"UPSERT\",\n      \"ResourceRecordSet\": {\n        \"Name\": \"example.org.\",\n"
	    "        \"Type\": \"TXT\",\n        \"TTL\": 3600,\n        \"ResourceRecords\": [\n"
	    "          {\"Value\": \"\\\"v=\\\\\\\"\\\\001\\\\377\\\"\"},\n"
	    "          {\"Value\": \"\\\"a \\\\\\\"b\\\\\\\\c\\\" \\\"\\\\377:;\\\"\"}\n        ]\n      }\n    }\n  ]\n}\n" },
	{ AS_CLOUDFLARE, "s.example.org", "example.org", SPF, true,
	    "{\"type\": \"TXT\", \"name\": \"s.example.org\", \"content\": \"\\\"" SPF "\\\"\", \"ttl\": 3600}\n" },
	{ AS_TERRAFORM, "s.t.example.org", "example.org", "v=spf1 exists:%{i}.$" "{x} \"\\ % $ %", false,
	    "resource \"dns_txt_record_set\" \"spf_s_t_example_org\" {\n  zone = \"example.org.\"\n  name = \"s.t\"\n  txt = [\n"
	    "    \"v=spf1 exists:%%{i}.$$" "{x} \\\\\\\"\\\\\\\\ % $ %\",\n  ]\n  ttl = 3600\n}\n" },
	{ AS_TERRAFORM, "t.example.org", "example.org", "v=spf1 a:%%{i} b:%%%{d} $$" "{x}", false,
	    "resource \"dns_txt_record_set\" \"spf_t_example_org\" {\n  zone = \"example.org.\"\n  name = \"t\"\n  txt = [\n"
	    "    \"v=spf1 a:%%\\u007bi} b:%%%\\u007bd} $$\\u007bx}\",\n  ]\n  ttl = 3600\n}\n" },
	{ AS_DNSCONTROL, "example.org", "example.org", "a\"b\\c", true, "D_EXTEND(\"example.org\",\n  TXT(\"@\", \"a\\\"b\\\\c\", TTL(3600))\n);\n" },
	{ AS_OCTODNS, "s.example.org", "example.org", "a;b\\c\"", false,
	    "---\n\"s\":\n  - type: TXT\n    ttl: 3600\n    values:\n      - \"a\\\\;b\\\\c\\\"\"\n" },
	{ AS_OCTODNS, "example.org", "example.org", "a", false, "---\n\"\":\n  - type: TXT\n    ttl: 3600\n    values:\n      - \"a\"\n" },
	{ AS_POWERDNS, "example.org", "example.org", "it's \"$x\\\xff", true,
	    "pdnsutil replace-rrset example.org @ TXT 3600 '\"it'\\''s \\\"$x\\\\\\255\"' '\"a \\\"b\\\\c\" \"\\255:;\"'\n" },
	{ AS_TINYDNS, "s.example.org", "example.org", "v=spf1 ip6:1::2 \\ \n\xff", false,
	    "'s.example.org:v=spf1 ip6\\0721\\072\\0722 \\134 \\012\\377:3600\n" },
	{ AS_MARADNS, "example.org", "example.org", "v ~all'x|#\\", false,
	    "example.org. +3600 TXT 'v '\\x7e'all'\\x27'x'\\x7c\\x23\\x5c ~\n" },
	{ AS_MARADNS, "example.org", "example.org", "", false, "example.org. +3600 TXT '' ~\n" },
	{ AS_DNSCMD, "example.org", "example.org", SPF, false, "dnscmd /RecordAdd example.org @ 3600 TXT \"" SPF "\"\n" },
	{ AS_POWERSHELL, "s.example.org", "example.org", "it's $x", false,
	    "Add-DnsServerResourceRecord -Txt -ZoneName 'example.org' -Name 's' -DescriptiveText 'it''s $x' -TimeToLive 0.01:00:00\n" },
};

START_TEST(formats)
{
	struct publication what = publication_of(rows[_i].owner, rows[_i].zone, slice_of(rows[_i].value));
	struct buf out = { 0 };

	what.other = &other;
	what.others = rows[_i].others;
	ck_assert_int_eq(format_print(&out, rows[_i].format, &what), ERR_NONE);
	ck_assert_str_eq(buf_text(&out), rows[_i].want);
	buf_release(&out);
}
END_TEST

/* --- the record that is there already */

#define FORCE "} | Remove-DnsServerResourceRecord -ZoneName 'example.org' -Force\n"
static const uint8_t old_plain[] = "\x0b" "v=spf1 it's", old_split[] = "\x07" "v=spf1 " "\x04" "-all", old_odd[] = "\x0b" "v=spf1 \n\"\x80&",
    old_filled[] = "\x20" "v=spf1 x=%CMDCMDLINE:~0,1%&calc&", old_macro[] = "\x0d" "v=spf1 a:%{d}";
static const struct {
	enum format format;
	struct rdata old;
	const char *want, *said;	/* what the output begins with, and a word of what is said beside it */
} replaced[] = {
	{ AS_DNSCMD, { old_plain, 12 }, "dnscmd /RecordDelete example.org @ TXT \"v=spf1 it's\" /f\ndnscmd /RecordAdd ", "It deletes" },
	{ AS_DNSCMD, { old_split, 13 }, "dnscmd /RecordDelete example.org @ TXT \"v=spf1 \" \"-all\" /f\ndnscmd /RecordAdd ", "It deletes" },
	{ AS_DNSCMD, { old_odd, 12 }, "rem Delete the old SPF record by hand first\ndnscmd /RecordAdd ", "Delete the old" },
	{ AS_DNSCMD, { old_filled, 33 }, "rem Delete the old SPF record by hand first\ndnscmd /RecordAdd ", "Delete the old" },
	{ AS_DNSCMD, { old_macro, 14 }, "dnscmd /RecordDelete example.org @ TXT \"v=spf1 a:%{d}\" /f\ndnscmd /RecordAdd ", "It deletes" },
	{ AS_POWERSHELL, { old_plain, 12 }, "Get-DnsServerResourceRecord -ZoneName 'example.org' -Name '@' -RRType Txt | "
	    "Where-Object { $_.RecordData.DescriptiveText -ceq 'v=spf1 it''s' " FORCE "Add-DnsServerResourceRecord ", "It deletes" },
	{ AS_POWERSHELL, { old_split, 13 }, "# Take the old SPF record away by hand first: v=spf1 -all\nAdd-DnsServerResourceRecord ", "Delete the old" },
	{ AS_POWERSHELL, { old_odd, 12 }, "# Take the old SPF record away by hand first: v=spf1 \\010\"\\128&\nAdd-", "Delete the old" },
	{ AS_CLOUDFLARE, { old_plain, 12 }, "{\"type\": \"TXT\"", "PUT to the record id of the old SPF record" },
	{ AS_DNSCONTROL, { old_odd, 12 }, "// Take the old SPF record away first: v=spf1 \\010\"\\128&\nD_EXTEND", "Delete the old" },
	{ AS_TINYDNS, { old_plain, 12 }, "# Take the old SPF record away first: v=spf1 it's\n'example.org:", "Delete the old" },
	{ AS_MARADNS, { old_plain, 12 }, "# Take the old SPF record away first: v=spf1 it's\nexample.org. ", "Delete the old" },
	{ AS_JSON, { old_plain, 12 }, "{\"name\"", "" },
	{ AS_ROUTE53, { old_plain, 12 }, "{\n", "" },
};

/* It is deleted, or said to be in the way: two SPF records are permerror (RFC 7208 4.5). */
START_TEST(old_records)
{
	struct publication what = publication_of("example.org", "example.org", SLICE("v=spf1 -all"));
	struct buf out = { 0 };

	what.others_known = true;
	what.old = &replaced[_i].old;
	what.olds = 1;
	ck_assert_int_eq(format_print(&out, replaced[_i].format, &what), ERR_NONE);
	ck_assert_msg(slice_starts(buf_slice(&out), slice_of(replaced[_i].want)), "%s", buf_text(&out));
	buf_clear(&out);
	format_old(replaced[_i].format, &what, TEXT_ASCII, &out);
	ck_assert_msg(strstr(buf_text(&out), replaced[_i].said) != NULL, "%s", buf_text(&out));
	ck_assert_int_eq(out.len > 0, replaced[_i].said[0] != '\0');
	what.olds = 0;		/* nothing is there, or nothing is known */
	buf_clear(&out);
	format_old(replaced[_i].format, &what, TEXT_ASCII, &out);
	ck_assert_uint_eq(out.len, 0);
	what.others_known = false;
	format_old(replaced[_i].format, &what, TEXT_ASCII, &out);
	ck_assert_int_eq(strstr(buf_text(&out), "is not known") != NULL, replaced[_i].said[0] != '\0');
	buf_release(&out);
}
END_TEST

static const struct {
	enum format format;
	const char *owner, *zone, *value;
	enum error error;
} refused[] = {
	{ AS_JSON, "example.org", "example.net", "v", ERR_NAME_BYTES },
	{ AS_ROUTE53, "a\\ b.example.org", "example.org", "v", ERR_NAME_BYTES }, { AS_ROUTE53, ".", ".", "v", ERR_NAME_BYTES },
	{ AS_POWERDNS, "$(x).example.org", "example.org", "v", ERR_NAME_BYTES }, { AS_POWERSHELL, "a'b.example.org", "example.org", "v", ERR_NAME_BYTES },
	{ AS_TINYDNS, "a:b.example.org", "example.org", "v", ERR_NAME_BYTES }, { AS_DNSCMD, "a\\\"b.example.org", "example.org", "v", ERR_NAME_BYTES },
	{ AS_TERRAFORM, "example.org", "example.org", "\xff", ERR_SYNTAX }, { AS_TERRAFORM, "example.org", "example.org", "\n", ERR_SYNTAX },
	{ AS_DNSCONTROL, "example.org", "example.org", "\x7f", ERR_SYNTAX }, { AS_OCTODNS, "example.org", "example.org", "\t", ERR_SYNTAX },
	{ AS_DNSCMD, "example.org", "example.org", "a\"b", ERR_SYNTAX }, { AS_DNSCMD, "example.org", "example.org", "\xe4", ERR_SYNTAX },
	{ AS_DNSCMD, "example.org", "example.org", "v=spf1 -all\\", ERR_SYNTAX },
	{ AS_DNSCMD, "example.org", "example.org", "v=spf1 x=%CMDCMDLINE:~0,1%&calc&", ERR_SYNTAX },
	{ AS_POWERSHELL, "example.org", "example.org", "\n", ERR_SYNTAX },
};

START_TEST(refusals)
{
	struct publication what = publication_of(refused[_i].owner, refused[_i].zone, slice_of(refused[_i].value));
	struct buf out = { 0 };

	buf_string(&out, "before");
	ck_assert_int_eq(format_print(&out, refused[_i].format, &what), refused[_i].error);
	ck_assert_str_eq(buf_text(&out), "before");
	buf_release(&out);
}
END_TEST

/* A value over a string's 255 bytes is cut at its last blank, in every format that has strings; PowerShell takes 254. */
START_TEST(long_values)
{
	char value[301];
	struct buf out = { 0 };
	struct publication what;

	memset(value, 'x', 300);
	value[200] = ' ';
	value[300] = '\0';
	what = publication_of("example.org", "example.org", slice_of(value));
	ck_assert_int_eq(format_print(&out, AS_POWERSHELL, &what), ERR_TOO_LARGE);
	what.value.len = 255;
	ck_assert_int_eq(format_print(&out, AS_POWERSHELL, &what), ERR_TOO_LARGE);
	what.value.len = 254;
	ck_assert_int_eq(format_print(&out, AS_POWERSHELL, &what), ERR_NONE);
	what.value.len = 300;
	for (int f = 0; f < AS_COUNT; f++) {
		bool strings = f == AS_JSON || f == AS_ROUTE53 || f == AS_CLOUDFLARE || f == AS_POWERDNS || f == AS_DNSCMD;

		buf_clear(&out);
		if (f == AS_POWERSHELL || f == AS_MARADNS)
			continue;
		ck_assert_int_eq(format_print(&out, (enum format)f, &what), ERR_NONE);
		ck_assert_msg((strstr(buf_text(&out), "x \\\" \\\"x") || strstr(buf_text(&out), "x \" \"x") || strstr(buf_text(&out), "x \", \"x")) ==
		    strings, "%s", buf_text(&out));
	}
	buf_clear(&out);
	ck_assert_int_eq(format_print(&out, AS_MARADNS, &what), ERR_NONE);
	ck_assert_ptr_nonnull(strstr(buf_text(&out), "x ';'x"));
	buf_release(&out);
}
END_TEST

START_TEST(words)
{
	enum format format;

	for (int f = 0; f < AS_COUNT; f++) {
		ck_assert(format_by_word(format_word((enum format)f), &format));
		ck_assert_int_eq(format, f);
	}
	ck_assert(!format_by_word("bind", &format));
	ck_assert(!format_by_word("", &format));
}
END_TEST

/* Another TXT record whose length byte promises more than there is: no byte beyond it is read. */
START_TEST(broken_other)
{
	uint8_t *wire = malloc(3);
	struct rdata cut = { wire, 3 };
	struct publication what = publication_of("example.org", "example.org", SLICE("v"));
	struct buf out = { 0 };

	memcpy(wire, "\xff" "ab", 3);
	what.other = &cut;
	what.others = 1;
	ck_assert_int_eq(format_print(&out, AS_POWERDNS, &what), ERR_NONE);
	ck_assert_ptr_nonnull(strstr(buf_text(&out), "'\"ab\"'"));
	buf_release(&out);
	free(wire);
}
END_TEST

START_TEST(end_of_memory)
{
	struct publication what = publication_of("example.org", "example.org", SLICE(SPF));

	what.other = &other;
	what.others = 1;
	what.old = &replaced[0].old;
	what.olds = 1;
	for (unsigned n = 0;; n++) {
		bool failed = false;

		for (int f = 0; f < AS_COUNT; f++) {
			struct buf out = { 0 };

			failing_malloc_after(n);
			enum error error = format_print(&out, (enum format)f, &what);
			bool off = failing_malloc_off();
			failed |= off;
			/* The other record's bytes are refused by those that take ASCII alone, memory or not. */
			ck_assert(error == ERR_MEMORY || error == ERR_SYNTAX || !off);
			buf_release(&out);
		}
		if (!failed)
			break;
	}
}
END_TEST

#define ROWS(table) (int)(sizeof table / sizeof *table)
int main(void)
{
	Suite *suite = suite_create("format");
	TCase *tcase = tcase_create("all");
	SRunner *runner;
	int failed;

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, formats, 0, ROWS(rows));
	tcase_add_loop_test(tcase, old_records, 0, ROWS(replaced));
	tcase_add_loop_test(tcase, refusals, 0, ROWS(refused));
	tcase_add_test(tcase, long_values);
	tcase_add_test(tcase, words);
	tcase_add_test(tcase, broken_other);
	tcase_add_test(tcase, end_of_memory);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
