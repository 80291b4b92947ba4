/* zoneline: the lines as they stand in a zone file, their comments, and the commands that come after. */
#include "failing_malloc.h"
#include "publish/zoneline.h"
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct name name(const char *text)
{
	struct name out;

	ck_assert_int_eq(name_from_master(slice_of(text), NULL, &out), ERR_NONE);
	return out;
}

static struct zoneline zone_line(const char *owner, enum line_owner form, enum line_layout layout)
{
	return (struct zoneline){ .owner = name(owner), .origin = name("example.org."), .form = form, .layout = layout };
}

static void ck_record(const struct zoneline *line, const char *text, const char *want)
{
	struct record record;
	struct buf out = { 0 };

	ck_assert_int_eq(record_parse(&record, slice_of(text)), ERR_NONE);
	ck_assert_int_eq(zoneline_print(&out, line, &record), ERR_NONE);
	ck_assert_str_eq(buf_text(&out), want);
	record_release(&record);
	buf_release(&out);
}

static void ck_text(const struct zoneline *line, struct slice value, const char *want)
{
	struct buf out = { 0 };

	ck_assert_int_eq(zoneline_print_text(&out, line, value), ERR_NONE);
	ck_assert_str_eq(buf_text(&out), want);
	buf_release(&out);
}

static const struct {
	const char *owner;
	enum line_owner form;
	const char *want;
} owners[] = {
	{ "example.org.", OWNER_AT, "@" },
	{ "example.org.", OWNER_RELATIVE, "@" },
	{ "example.org.", OWNER_ABSOLUTE, "example.org." },
	{ "mail.example.org.", OWNER_AT, "mail" },
	{ "A.Mail.example.org.", OWNER_RELATIVE, "a.mail" },
	{ "mail.example.org.", OWNER_ABSOLUTE, "mail.example.org." },
	{ "example.com.", OWNER_ABSOLUTE, "example.com." },
	{ ".", OWNER_ABSOLUTE, "." },
	{ "*.example.org.", OWNER_AT, "*" },
	{ "\\@.example.org.", OWNER_AT, "\\@" },
	{ "\\$ttl.example.org.", OWNER_RELATIVE, "\\$ttl" },
	{ "a\\;\\\"\\(\\)\\.\\\\b.example.org.", OWNER_RELATIVE, "a\\;\\\"\\(\\)\\.\\\\b" },
	{ "\\032\\009\\000\\127\\255.example.org.", OWNER_ABSOLUTE, "\\032\\009\\000\\127\\255.example.org." },
};

START_TEST(owner)
{
	struct zoneline line = zone_line(owners[_i].owner, owners[_i].form, LAYOUT_LINE);
	char want[256];

	snprintf(want, sizeof(want), "%s IN TXT \"v=spf1 -all\"\n", owners[_i].want);
	ck_record(&line, "v=spf1 -all", want);
}
END_TEST

START_TEST(owner_outside)
{
	struct buf out = { 0 };
	struct zoneline line = zone_line("example.com.", OWNER_AT, LAYOUT_LINE);

	buf_string(&out, "before");
	line.comment = "above";
	ck_assert_int_eq(zoneline_print_text(&out, &line, SLICE("x")), ERR_NAME_BYTES);
	line.form = OWNER_RELATIVE;
	ck_assert_int_eq(zoneline_print_text(&out, &line, SLICE("x")), ERR_NAME_BYTES);
	line.origin = (struct name){ 0 };
	ck_assert_int_eq(zoneline_print_text(&out, &line, SLICE("x")), ERR_NAME_BYTES);
	line.owner = (struct name){ 0 };
	ck_assert_int_eq(zoneline_print_text(&out, &line, SLICE("x")), ERR_NAME_BYTES);
	line.form = OWNER_ABSOLUTE;
	ck_assert_int_eq(zoneline_print_text(&out, &line, SLICE("x")), ERR_NAME_BYTES);
	ck_assert_str_eq(buf_text(&out), "before");
	buf_release(&out);
}
END_TEST

START_TEST(ttl)
{
	struct zoneline line = zone_line("example.org.", OWNER_AT, LAYOUT_LINE);
	struct buf out = { 0 };

	line.ttl_given = true;
	ck_text(&line, SLICE("x"), "@ 0 IN TXT \"x\"\n");
	line.ttl = 0x7fffffff;
	ck_text(&line, SLICE("x"), "@ 2147483647 IN TXT \"x\"\n");
	line.ttl = 0x80000000;
	ck_assert_int_eq(zoneline_print_text(&out, &line, SLICE("x")), ERR_TOO_LARGE);
	ck_assert_uint_eq(out.len, 0);
	line.ttl_given = false;
	ck_text(&line, SLICE("x"), "@ IN TXT \"x\"\n");
	buf_release(&out);
}
END_TEST

START_TEST(comment_above)
{
	struct zoneline line = zone_line("example.org.", OWNER_AT, LAYOUT_LINE);

	line.comment = "was: \"v=spf1 ?all\" \xe4\xb8\xad";
	ck_text(&line, SLICE("x"), "; was: \"v=spf1 ?all\" \xe4\xb8\xad\n@ IN TXT \"x\"\n");
	/* A newline must not end the comment. */
	line.comment = "a\n@ IN TXT bad";
	ck_text(&line, SLICE("x"), "; a\\010@ IN TXT bad\n@ IN TXT \"x\"\n");
}
END_TEST

START_TEST(layout_line)
{
	struct zoneline line = zone_line("example.org.", OWNER_AT, LAYOUT_LINE);

	line.most = 12;
	ck_record(&line, "v=spf1 a mx -all", "@ IN TXT \"v=spf1 a mx \" \"-all\"\n");
	ck_text(&line, SLICE(""), "@ IN TXT \"\"\n");
	ck_text(&line, SLICE("a\"\\\n\0\xff;"), "@ IN TXT \"a\\\"\\\\\\010\\000\\255;\"\n");
}
END_TEST

START_TEST(layout_parentheses)
{
	struct zoneline line = zone_line("example.org.", OWNER_AT, LAYOUT_PARENTHESES);

	ck_record(&line, "v=spf1 -all", "@ IN TXT ( \"v=spf1 -all\" )\n");
	line.most = 7;
	ck_record(&line, "v=spf1 a mx -all",
		"@ IN TXT ( \"v=spf1 \"\n"
		"           \"a mx \"\n"
		"           \"-all\" )\n");
	line = zone_line("a.rather.long.name.of.a.host.example.org.", OWNER_ABSOLUTE, LAYOUT_PARENTHESES);
	line.most = 7;
	ck_record(&line, "v=spf1 -all",
		"a.rather.long.name.of.a.host.example.org. IN TXT (\n"
		"        \"v=spf1 \"\n"
		"        \"-all\" )\n");
}
END_TEST

/* The comment above has no part in how the strings are aligned. */
START_TEST(parentheses_below_comment)
{
	struct zoneline line = zone_line("example.org.", OWNER_AT, LAYOUT_PARENTHESES);

	line.comment = "a comment that is longer than a head may be";
	line.most = 7;
	ck_record(&line, "v=spf1 -all",
		"; a comment that is longer than a head may be\n"
		"@ IN TXT ( \"v=spf1 \"\n"
		"           \"-all\" )\n");
}
END_TEST

START_TEST(layout_commented)
{
	struct zoneline line = zone_line("example.org.", OWNER_AT, LAYOUT_COMMENTED);

	line.ttl_given = true;
	line.ttl = 3600;
	ck_record(&line, "v=spf1 a  -mx ip4:192.0.2.0/24 ~all ",
		"@ 3600 IN TXT (\n"
		"        \"v=spf1 \"            ; SPF, version 1\n"
		"        \"a  \"                ; pass: the domain's own addresses\n"
		"        \"-mx \"               ; fail: the domain's mail servers (MX)\n"
		"        \"ip4:192.0.2.0/24 \"  ; pass: 192.0.2.0 to 192.0.2.255\n"
		"        \"~all \"              ; softfail: everyone else\n"
		"        )\n");
	/* A term over the length of a string has its comment once; long strings push nobody's comment to the right. */
	line.most = 50;
	ck_record(&line, "v=spf1 exists:%{i}.a-name-that-is-longer-than-fifty-bytes.example.net -all",
		"@ 3600 IN TXT (\n"
		"        \"v=spf1 \"        ; SPF, version 1\n"
		"        \"exists:%{i}.a-name-that-is-longer-than-fifty-bytes\"  ; pass: when that name has an address in DNS,"
		" filled in for each message\n"
		"        \".example.net \"\n"
		"        \"-all\"           ; fail: everyone else\n"
		"        )\n");
	/* There is nothing to say about what is no record. */
	ck_text(&line, SLICE("v=spf1 -all"), "@ 3600 IN TXT ( \"v=spf1 -all\" )\n");
	ck_record(&line, "", "@ 3600 IN TXT (\n        \"\"\n        )\n");
	ck_record(&line, "v=spf1", "@ 3600 IN TXT (\n        \"v=spf1\"  ; SPF, version 1\n        )\n");
	ck_record(&line, "hello", "@ 3600 IN TXT (\n        \"hello\"  ; not valid SPF: receivers answer permerror\n        )\n");
}
END_TEST

START_TEST(published_cuts)
{
	struct zoneline line = zone_line("example.org.", OWNER_AT, LAYOUT_LINE);
	struct record record;
	struct buf out = { 0 };

	ck_assert_int_eq(record_parse(&record, SLICE("v=spf1 mx -all")), ERR_NONE);
	ck_assert_int_eq(record_set_cuts(&record, (uint32_t[]){ 8 }, 1), ERR_NONE);
	ck_assert_int_eq(zoneline_print(&out, &line, &record), ERR_NONE);
	ck_assert_str_eq(buf_text(&out), "@ IN TXT \"v=spf1 m\" \"x -all\"\n");
	record_release(&record);
	buf_release(&out);
}
END_TEST

START_TEST(too_large)
{
	struct zoneline line = zone_line("example.org.", OWNER_AT, LAYOUT_LINE);
	struct slice value = { NULL, 65535 };
	struct buf out = { 0 };
	char *text = malloc(value.len);

	ck_assert_ptr_nonnull(text);
	memset(text, 'x', value.len);
	value.at = text;
	ck_assert_int_eq(zoneline_print_text(&out, &line, value), ERR_TOO_LARGE);
	ck_assert_uint_eq(out.len, 0);
	ck_assert_int_eq(zoneline_print_text(&out, &line, slice_to(value, 65535 - 256)), ERR_NONE);
	free(text);
	buf_release(&out);
}
END_TEST

/* The comment on the last term of record. */
static const struct {
	const char *record, *want;
} comments[] = {
	{ "v=spf1 all", "pass: everyone else" },
	{ "v=spf1 ~all", "softfail: everyone else" },
	{ "v=spf1 ?all", "neutral: everyone else" },
	{ "v=spf1 +a", "pass: the domain's own addresses" },
	{ "v=spf1 a/24", "pass: the domain's own addresses, with their /24 networks" },
	{ "v=spf1 a:x.org/24//64", "pass: the addresses of that host, with their /24 networks, with their IPv6 /64 networks" },
	{ "v=spf1 mx:x.org", "pass: the mail servers (MX) of that domain" },
	{ "v=spf1 ptr", "pass: hosts named under the domain by reverse DNS" },
	{ "v=spf1 ptr:x.org", "pass: hosts named under that domain by reverse DNS" },
	{ "v=spf1 ip4:192.0.2.1", "pass: one IPv4 address" },
	{ "v=spf1 ip4:192.0.2.77/30", "pass: 192.0.2.76 to 192.0.2.79" },
	{ "v=spf1 ip6:2001:db8::1", "pass: one IPv6 address" },
	{ "v=spf1 ip6:2001:db8::/127", "pass: 2001:db8:: to 2001:db8::1" },
	{ "v=spf1 -include:x.org", "fail: whoever passes the SPF record of that domain" },
	{ "v=spf1 include:%{d}.x.org", "pass: whoever passes the SPF record of that domain" },
	{ "v=spf1 include:%{l}.%{d}", "pass: whoever passes the SPF record of that domain, filled in for each message" },
	{ "v=spf1 exists:x.org", "pass: when that name has an address in DNS" },
	{ "v=spf1 redirect=x.org", "when nothing matched, the SPF record of that domain decides" },
	{ "v=spf1 -all redirect=x.org", "never reached: there is an all" },
	{ "v=spf1 redirect=x.org -all", "fail: everyone else" },
	{ "v=spf1 -all mx", "never reached: there is an all" },
	{ "v=spf1 -all all", "never reached: there is an all" },
	{ "v=spf1 -all exp=x.org", "the TXT record there is the explanation sent after a fail" },
	{ "v=spf1 ra=%{i}", "modifier that RFC 7208 does not define: ignored" },
	{ "v=spf1 ip4:192.0.2.256", "not valid SPF: receivers answer permerror" },
	{ "v=spf1 -all ipv4:192.0.2.1", "not valid SPF: receivers answer permerror" },
	{ "v=spf1 \n\x1b[2J\"", "not valid SPF: receivers answer permerror" },
};

START_TEST(comment)
{
	struct record record;
	struct buf out = { 0 };

	ck_assert_int_eq(record_parse(&record, slice_of(comments[_i].record)), ERR_NONE);
	ck_assert_uint_gt(record.n, 0);
	term_comment(&record, record.n - 1, &out);
	ck_assert_str_eq(buf_text(&out), comments[_i].want);
	record_release(&record);
	buf_release(&out);
}
END_TEST

START_TEST(commands)
{
	struct buf out = { 0 };
	struct name zone = name("example.org."), host = name("mail.example.org."), odd = name("-a;'$(x)\\ .example.org."), root = name(".");
	struct name plus = name("+short.example.org."), at = name("@x.example.org.");

	zoneline_commands(&out, SERVER_BIND, &zone, &host);
	ck_assert_str_eq(buf_text(&out),
		"rndc reload example.org\n"
		"dig -t txt mail.example.org\n"
		"nslookup -type=txt mail.example.org\n"
		"spfwiz check --ip 192.0.2.1 mail.example.org\n");
	buf_clear(&out);
	zoneline_commands(&out, SERVER_NSD, &zone, &zone);
	ck_assert(slice_starts(buf_slice(&out), SLICE("nsd-control reload example.org\ndig -t txt example.org\n")));
	buf_clear(&out);
	zoneline_commands(&out, SERVER_KNOT, &root, &odd);
	ck_assert(slice_starts(buf_slice(&out), SLICE("knotc zone-reload .\ndig -t txt '\\045a\\;'\\''\\$\\(x\\)\\032.example.org'\n")));
	buf_clear(&out);
	zoneline_commands(&out, SERVER_KNOT, &root, &plus);
	ck_assert(slice_starts(buf_slice(&out), SLICE("knotc zone-reload .\ndig -t txt '\\043short.example.org'\n")));
	buf_clear(&out);
	zoneline_commands(&out, SERVER_KNOT, &root, &at);
	ck_assert(slice_starts(buf_slice(&out), SLICE("knotc zone-reload .\ndig -t txt '\\@x.example.org'\n")));
	buf_release(&out);
}
END_TEST

START_TEST(end_of_memory)
{
	struct record record;

	ck_assert_int_eq(record_parse(&record, SLICE("v=spf1 a mx include:example.net ip4:192.0.2.0/24 ip6:2001:db8::/32 -all")), ERR_NONE);
	for (unsigned n = 0;; n++) {
		struct zoneline line = zone_line("example.org.", OWNER_AT, LAYOUT_COMMENTED);
		struct buf out = { 0 };
		enum error error;

		line.comment = "above";
		failing_malloc_after(n);
		error = zoneline_print(&out, &line, &record);
		if (!failing_malloc_off()) {
			ck_assert_int_eq(error, ERR_NONE);
			ck_assert_uint_gt(n, 3);
			buf_release(&out);
			break;
		}
		ck_assert_int_eq(error, ERR_MEMORY);
		ck_assert_uint_eq(out.len, 0);
		buf_release(&out);
	}
	record_release(&record);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("zoneline");
	TCase *tcase = tcase_create("zoneline");
	SRunner *runner;
	int failed;

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, owner, 0, sizeof(owners) / sizeof(*owners));
	tcase_add_test(tcase, owner_outside);
	tcase_add_test(tcase, ttl);
	tcase_add_test(tcase, comment_above);
	tcase_add_test(tcase, layout_line);
	tcase_add_test(tcase, layout_parentheses);
	tcase_add_test(tcase, parentheses_below_comment);
	tcase_add_test(tcase, layout_commented);
	tcase_add_test(tcase, published_cuts);
	tcase_add_test(tcase, too_large);
	tcase_add_loop_test(tcase, comment, 0, sizeof(comments) / sizeof(*comments));
	tcase_add_test(tcase, commands);
	tcase_add_test(tcase, end_of_memory);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
