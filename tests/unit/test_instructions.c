/* instructions: what goes into the fields of a host, how long a value is there, and what else it takes. */
#include "failing_malloc.h"
#include "publication.h"
#include "publish/instructions.h"
#include <check.h>
#include <string.h>

static struct catalogue catalogue;

static const struct dns_host *host_of(const char *rest)
{
	struct problem problem = { 0 };
	struct buf text = { 0 };

	buf_printf(&text, "host h { name = H format = panel type = TXT language = en source = s date = \"2026-11\" confidence = sure %s }\n", rest);
	ck_assert_msg(catalogue_hosts(&catalogue, "h", buf_slice(&text), &problem) == ERR_NONE, "%s", problem.detail);
	buf_release(&text);
	return catalogue.host;
}

static const struct {
	const char *host, *value, *want;
	size_t total;
} values[] = {
	{ "owner = at quotes = none", "a \"b\" \\", "a \"b\" \\", 7 },
	{ "owner = at quotes = one", "a \"b\" \\", "\"a \\\"b\\\" \\\\\"", 7 },
	{ "owner = at quotes = strings limit_string = 4", "ab cd", "\"ab \" \"cd\"", 5 },
	{ "owner = at quotes = lines limit_string = 4", "ab cd", "ab c\nd", 5 },
	{ "owner = at quotes = lines limit_string = 3", "ab cd efg", "a\nb c\nd e\nfg", 9 },
	{ "owner = at quotes = lines limit_string = 2", "a   b", "a \n  \nb", 5 },
	{ "owner = at quotes = none limit_quoted = true", "ab cd", "ab cd", 7 },
	{ "owner = at quotes = none limit_quoted = true limit_string = 4", "ab cd", "ab cd", 10 },
	{ "owner = at quotes = strings limit_quoted = true", "a\"", "\"a\\\"\"", 5 },
};

START_TEST(host_values)
{
	const struct dns_host *host = host_of(values[_i].host);
	struct slice value = slice_of(values[_i].value);
	struct host_size size;
	struct buf out = { 0 };

	ck_assert_int_eq(host_value(host, value, NULL, 0, &out), ERR_NONE);
	ck_assert_str_eq(buf_text(&out), values[_i].want);
	ck_assert_int_eq(host_measure(host, value, NULL, 0, &size), ERR_NONE);
	ck_assert_uint_eq(size.total, values[_i].total);
	ck_assert(!size.over);
	buf_release(&out);
	catalogue_release(&catalogue);
}
END_TEST

static const struct {
	const char *host, *owner, *zone;
	bool ttl_given;
	const char *name, *ttl;		/* NULL: left as it is */
} fields[] = {
	{ "owner = at quotes = none", "example.org", "example.org", false, "@", NULL },
	{ "owner = at quotes = none ttl = 600", "a.b.example.org", "example.org", false, "a.b", "600" },
	{ "owner = empty quotes = none ttl = 600", "example.org", "example.org", true, NULL, "3600" },
	{ "owner = empty quotes = none ttl_least = 4000", "s.example.org", "example.org", true, "s", "4000" },
	{ "owner = full quotes = none ttl_most = 60", "s.example.org", "example.org", true, "s.example.org", "60" },
	{ "owner = full-dot quotes = none ttl_word = Auto ttl = 9", "xn--fsqu00a.xn--0zwm56d", "xn--fsqu00a.xn--0zwm56d", false, "xn--fsqu00a.xn--0zwm56d.",
	    "Auto" },
	{ "owner = at quotes = none", "example", ".", false, "example", NULL },
	{ "owner = at quotes = none ttl_values = {\"300\", \"3600\", \"7200\"}", "example.org", "example.org", true, "@", "3600" },
	{ "owner = at quotes = none ttl_values = {\"300\", \"3601\", \"7200\"}", "example.org", "example.org", true, "@", "3601" },
	{ "owner = at quotes = none ttl_values = {\"60\", \"300\"}", "example.org", "example.org", true, "@", "300" },
};

/* What is made of a publication for one host, and as it is printed. */
struct made {
	struct pool pool;
	struct instructions in;
	struct buf out;
};

static void make(struct made *m, const char *host, const struct publication *what, enum text_form form)
{
	*m = (struct made){ 0 };
	ck_assert_int_eq(instructions_make(&m->pool, host_of(host), what, form, &m->in), ERR_NONE);
	instructions_print(&m->in, 0, &m->out);
}

static void made_release(struct made *m)
{
	buf_release(&m->out);
	pool_release(&m->pool);
	catalogue_release(&catalogue);
}

static const struct host_field *field(const struct instructions *in, enum field_id id)
{
	for (size_t i = 0; i < in->n; i++)
		if (in->field[i].id == id)
			return &in->field[i];
	ck_abort_msg("no such field");
	return NULL;
}

START_TEST(host_fields)
{
	struct publication what = publication_of(fields[_i].owner, fields[_i].zone, SLICE("v=spf1 -all"));
	struct made m;

	what.ttl_given = fields[_i].ttl_given;
	make(&m, fields[_i].host, &what, TEXT_UTF8);
	ck_assert(!field(&m.in, FIELD_NAME)->instead == !!fields[_i].name);
	ck_assert(slice_equal(field(&m.in, FIELD_NAME)->text, slice_of(fields[_i].name)));
	ck_assert(!field(&m.in, FIELD_TTL)->instead == !!fields[_i].ttl);
	ck_assert(slice_equal(field(&m.in, FIELD_TTL)->text, slice_of(fields[_i].ttl)));
	ck_assert(slice_equal(field(&m.in, FIELD_VALUE)->text, SLICE("v=spf1 -all")));
	ck_assert_str_eq(field(&m.in, FIELD_TYPE)->label, "Type");
	made_release(&m);
}
END_TEST

/* Where the locale has no Chinese, ours stand for the console's words. */
START_TEST(host_words)
{
	static const char host[] = "owner = at quotes = none label_name = \"\xE4\xB8\xBB\xE6\x9C\xBA\" extra = {\"\xE7\xBA\xBF\", \"x\", \"Zone\", \"y\"}";
	struct publication what = publication_of("example.org", "example.org", SLICE("v=spf1 -all"));
	struct made m;

	make(&m, host, &what, TEXT_UTF8);
	ck_assert_str_eq(field(&m.in, FIELD_NAME)->label, "\xE4\xB8\xBB\xE6\x9C\xBA");
	ck_assert_uint_eq(m.in.n, 6);
	made_release(&m);
	make(&m, host, &what, TEXT_ASCII);
	ck_assert_str_eq(field(&m.in, FIELD_NAME)->label, "Name");
	ck_assert_uint_eq(m.in.n, 5);
	for (size_t i = 0; i < m.out.len; i++)
		ck_assert(m.out.text[i] == '\n' || (m.out.text[i] >= ' ' && m.out.text[i] <= '~'));
	made_release(&m);
}
END_TEST

/* One TTL in all that is printed, and said where it is not the one that was given. */
START_TEST(one_ttl)
{
	static const struct {
		const char *host;
		uint32_t given;
		const char *in_format, *said;
	} ttls[] = {
		{ "ttl_least = 60", 30, "\"ttl\": 60}", "a TTL of 30: 60 is" }, { "ttl_least = 60", 60, "\"ttl\": 60}", NULL },
		{ "ttl_most = 60", 90, "\"ttl\": 60}", "a TTL of 90: 60 is" }, { "ttl_values = {\"300\", \"900\"}", 301, "\"ttl\": 900}", "a TTL of 301: 900 is" },
		{ "ttl = 500", 0, "\"ttl\": 500}", NULL }, { "ttl = 500 ttl_word = Auto", 0, "\"ttl\": 1}", NULL },
	};

	for (size_t i = 0; i < sizeof ttls / sizeof *ttls; i++) {
		struct publication what = publication_of("example.org", "example.org", SLICE("v=spf1 -all"));
		struct buf host = { 0 };
		struct made m;

		buf_printf(&host, "owner = at quotes = none also = {\"cloudflare\"} %s", ttls[i].host);
		what.ttl = ttls[i].given;
		what.ttl_given = ttls[i].given != 0;
		make(&m, buf_text(&host), &what, TEXT_UTF8);
		ck_assert_msg(strstr(buf_text(&m.out), ttls[i].in_format) != NULL, "%s", buf_text(&m.out));
		ck_assert_msg(ttls[i].said ? strstr(buf_text(&m.out), ttls[i].said) != NULL : !strstr(buf_text(&m.out), "does not take"), "%s",
		    buf_text(&m.out));
		buf_release(&host);
		made_release(&m);
	}
}
END_TEST

/* Where the zone is not known no "@" or empty field stands for mail.example.org without a word on the zone. */
START_TEST(zone_readings)
{
	struct publication what = publication_of("a.b.mail.example.org", "a.b.mail.example.org", SLICE("v=spf1 -all"));
	struct made m;

	ck_assert(!zone_doubtful(false, &(struct name){ 0 }));
	ck_assert(zone_doubtful(false, &what.owner));
	ck_assert(!zone_doubtful(true, &what.owner));
	what.zone_doubtful = true;
	make(&m, "owner = at quotes = none", &what, TEXT_UTF8);
	ck_assert_uint_eq(m.in.readings, 3);
	ck_assert_ptr_nonnull(strstr(buf_text(&m.out), "  Name   (it depends on the zone)\n"
	    "         a.b.mail  where the zone is example.org\n         a  where the zone is b.mail.example.org\n"
	    "         @  where a.b.mail.example.org is a zone of its own\n"));
	made_release(&m);
	what.owner = what.zone = name_of("mail.example.org");
	make(&m, "owner = empty quotes = none", &what, TEXT_UTF8);
	ck_assert_ptr_nonnull(strstr(buf_text(&m.out), "         mail  where the zone is example.org\n"
	    "         (leave it empty)  where mail.example.org is a zone of its own\n"));
	made_release(&m);
	make(&m, "owner = full quotes = none", &what, TEXT_UTF8);	/* it needs no zone */
	ck_assert_uint_eq(m.in.readings, 0);
	ck_assert(slice_equal(field(&m.in, FIELD_NAME)->text, SLICE("mail.example.org")));
	made_release(&m);
}
END_TEST

START_TEST(host_formats)
{
	char value[300] = "v=spf1 ";
	struct publication what;
	struct made m;

	memset(value + 7, 'a', 290);
	what = publication_of("example.org", "example.org", slice_of(value));
	make(&m, "owner = at quotes = none also = {\"powershell\", \"bind\", \"of-the-future\", \"route53\"}", &what, TEXT_UTF8);
	ck_assert_uint_eq(m.in.formats, 3);
	ck_assert_uint_eq(m.in.format[0].text.len, 0);	/* too long for PowerShell: said, and the others are there */
	ck_assert(slice_starts(m.in.format[1].text, SLICE("example.org. 3600 IN TXT ( \"v=spf1 ")));
	ck_assert(m.in.format[2].loses);
	ck_assert_ptr_nonnull(strstr(buf_text(&m.out), "powershell cannot take this record"));
	ck_assert_ptr_nonnull(strstr(buf_text(&m.out), "It takes the place of all TXT records"));
	what.zone = name_of("example.net");
	ck_assert_int_eq(instructions_make(&m.pool, catalogue.host, &what, TEXT_UTF8, &m.in), ERR_NAME_BYTES);
	made_release(&m);
}
END_TEST

START_TEST(host_end_of_memory)
{
	const struct dns_host *host = host_of("owner = full quotes = strings limit_quoted = true also = {\"bind\", \"route53\"}");
	struct publication what = publication_of("example.org", "example.org", SLICE("v=spf1 -all"));

	for (unsigned n = 0;; n++) {
		struct pool pool = { 0 };
		struct instructions in;

		failing_malloc_after(n);
		enum error error = instructions_make(&pool, host, &what, TEXT_UTF8, &in);
		bool failed = failing_malloc_off();
		ck_assert_int_eq(error, failed ? ERR_MEMORY : ERR_NONE);
		pool_release(&pool);
		if (!failed)
			break;
	}
	catalogue_release(&catalogue);
}
END_TEST

#define ROWS(table) (int)(sizeof table / sizeof *table)
int main(void)
{
	Suite *suite = suite_create("instructions");
	TCase *tcase = tcase_create("all");
	SRunner *runner;
	int failed;

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, host_values, 0, ROWS(values));
	tcase_add_loop_test(tcase, host_fields, 0, ROWS(fields));
	tcase_add_test(tcase, host_words);
	tcase_add_test(tcase, one_ttl);
	tcase_add_test(tcase, zone_readings);
	tcase_add_test(tcase, host_formats);
	tcase_add_test(tcase, host_end_of_memory);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
