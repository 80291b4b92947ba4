/* catalogue: our own files, searched, recognised by what domains publish, and looked at entry by entry. */
#include "base/file.h"
#include "catalogue/host.h"
#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct name name_of(const char *text)
{
	struct name name;

	ck_assert_int_eq(name_from_bytes(slice_of(text), &name), ERR_NONE);
	return name;
}

/* --- searching */

static void read_ours(struct catalogue *catalogue)
{
	struct dirent **file = NULL;
	struct problem problem = { 0 };
	struct buf text = { 0 };
	int n = scandir("data/hosts", &file, NULL, alphasort);

	ck_assert_int_eq(file_read("data/services.conf", CATALOGUE_FILE, &text, NULL, &problem), ERR_NONE);
	ck_assert_msg(catalogue_services(catalogue, "services.conf", buf_slice(&text), &problem) == ERR_NONE, "%u: %s", problem.line, problem.detail);
	for (int i = 0; i < n; i++) {
		char path[400];

		if (strstr(file[i]->d_name, ".conf")) {
			snprintf(path, sizeof path, "data/hosts/%s", file[i]->d_name);
			buf_clear(&text);
			ck_assert_int_eq(file_read(path, CATALOGUE_FILE, &text, NULL, &problem), ERR_NONE);
			ck_assert_msg(catalogue_hosts(catalogue, path, buf_slice(&text), &problem) == ERR_NONE, "%s:%u: %s", path, problem.line,
			    problem.detail);
			/* One host a file, named as it is. */
			snprintf(path, sizeof path, "%s.conf", catalogue->host[catalogue->hosts - 1].id);
			ck_assert_str_eq(path, file[i]->d_name);
		}
		free(file[i]);
	}
	free(file);
	buf_release(&text);
}

static const struct {
	const char *query, *found;	/* ids of the first ones */
} searches[] = {
	{ "google", "google-workspace" }, { "GOOGLE", "google-workspace" }, { "gmail", "google-workspace" },
	{ "  google   work ", "google-workspace" }, { "work google", "google-workspace" }, { "google nonsense", "" },
	{ "mail", "mail-ru mailgun mailchimp mailjet mailerlite mailchannels" }, { "_spf.google.com", "google-workspace" }, { "sendgrid.net", "sendgrid" },
	{ "\xE8\x85\xBE\xE8\xAE\xAF", "tencent-exmail" },	/* tengxun */
	{ "\xE7\xBD\x91\xE6\x98\x93\xE4\xBC\x81\xE4\xB8\x9A\xE9\x82\xAE\xE7\xAE\xB1", "netease-qiye" },
	{ "\xE9\x98\xBF\xE9\x87\x8C\xE3\x80\x80\xE9\x82\xAE\xE7\xAE\xB1", "alibaba-mail" },	/* an ideographic blank */
	{ "exm", "tencent-exmail" }, { "365", "microsoft-365 microsoft-365-china microsoft-365-gcc-high dynamics-365-marketing" },
	{ "\n", "google-workspace" }, { "\xFF", "" },
};

START_TEST(search)
{
	struct catalogue catalogue = { 0 };
	struct slice rest = slice_of(searches[_i].found), word;
	const struct service *service;
	size_t at = 0, n = 0;

	read_ours(&catalogue);
	while (slice_word(&rest, &word)) {
		bool found = false;
		size_t from = 0;

		/* Among the first, in the order of ranks: the exact place of equals is the file's. */
		for (size_t i = 0; i < 9 && (service = service_find(&catalogue, slice_of(searches[_i].query), &from)); i++)
			found |= slice_equal(slice_of(service->id), word);
		ck_assert_msg(found, "%s does not find %.*s", searches[_i].query, SLICE_ARG(word));
		n++;
	}
	service = service_find(&catalogue, slice_of(searches[_i].query), &at);
	ck_assert_msg(!service == !n, "%s finds %s", searches[_i].query, service ? service->id : "nothing");
	if (n == 1)
		ck_assert_str_eq(service->id, searches[_i].found);
	catalogue_release(&catalogue);
}
END_TEST

START_TEST(hostile_queries)
{
	struct catalogue catalogue = { 0 };
	struct buf long_one = { 0 };
	size_t at = 0;

	ck_assert_ptr_null(service_find(&catalogue, SLICE("a"), &at));
	read_ours(&catalogue);
	buf_fill(&long_one, 'a', 1 << 20);
	ck_assert_ptr_null(service_find(&catalogue, buf_slice(&long_one), &at));
	at = 0;
	buf_clear(&long_one);
	for (int i = 0; i < 100; i++)
		buf_string(&long_one, "g ");
	ck_assert_ptr_null(service_find(&catalogue, buf_slice(&long_one), &at));
	at = 0;
	ck_assert_ptr_null(service_find(&catalogue, (struct slice){ "goo\0gle", 7 }, &at));
	buf_release(&long_one);
	catalogue_release(&catalogue);
}
END_TEST

/* --- recognising */

static const struct {
	const char *name, *id;
	int kind;
} includes[] = {
	{ "_spf.google.com", "google-workspace", INCLUDE_RIGHT }, { "_SPF.Google.COM", "google-workspace", INCLUDE_RIGHT },
	{ "spf.google.com", "google-workspace", INCLUDE_WRONG }, { "spf.protonmail.ch", "proton-mail", INCLUDE_WRONG },
	{ "spf.fastmail.com", "fastmail", INCLUDE_WRONG }, { "spf.hubspotemail.net", "hubspot", INCLUDE_RIGHT },
	{ "hubspot.net", "hubspot", INCLUDE_WRONG }, { "freshdesk.com", "freshdesk", INCLUDE_WRONG },
	{ "spf.postmarkapp.com", "postmark", INCLUDE_WRONG }, { "zendesk.com", "zendesk", INCLUDE_WRONG },
	{ "pphosted.com", "proofpoint", INCLUDE_WRONG }, { "workday.com", "workday", INCLUDE_WRONG },
	{ "spf.mandrillapp.com", "mandrill", INCLUDE_RIGHT }, { "spf.sendinblue.com", "brevo", INCLUDE_OLD },
	{ "12345.spf04.hubspotemail.net", "hubspot", INCLUDE_RIGHT }, { "x.spf.smtp25.com", "appriver", INCLUDE_RIGHT },
	{ "_netblocks.mimecast.com", "mimecast", INCLUDE_GLOBAL }, { "eu._netblocks.mimecast.com", "mimecast", INCLUDE_RIGHT },
	{ "spf.ess.de.barracudanetworks.com", NULL, 0 }, { "google.com", NULL, 0 }, { "x_spf.google.com", NULL, 0 },
};

START_TEST(by_include)
{
	struct catalogue catalogue = { 0 };
	struct name name = name_of(includes[_i].name);
	enum include_kind kind = INCLUDE_RIGHT;

	read_ours(&catalogue);
	const struct service *service = service_by_include(&catalogue, &name, &kind);
	ck_assert_msg(!service == !includes[_i].id, "%s", includes[_i].name);
	if (service) {
		ck_assert_str_eq(service->id, includes[_i].id);
		ck_assert_msg((int)kind == includes[_i].kind, "%s: %d", includes[_i].name, kind);
	}
	catalogue_release(&catalogue);
}
END_TEST

START_TEST(by_mx_txt_and_ns)
{
	static const struct { const char *name, *id; } mx[] = {
		{ "ALT1.aspmx.l.google.com", "google-workspace" }, { "example-org.mail.protection.outlook.com", "microsoft-365" },
		{ "mxbiz1.qq.com", "tencent-exmail" }, { "mx1.qiye.aliyun.com", "alibaba-mail" }, { "xmail.protection.outlook.com", NULL },
		{ "outlook.com", NULL }, { "mx.example.org", NULL },
	}, ns[] = {
		{ "ns-12.awsdns-01.co.uk", "route53" }, { "ns-12.awsdns-01.org", "route53" }, { "awsdns-.com", "route53" }, { "xawsdns-01.com", NULL },
		{ "dns10.hichina.com", "alibaba-cloud" }, { "ns51.domaincontrol.com", "godaddy" }, { "art.ns.cloudflare.com", "cloudflare" },
		{ "f1g1ns1.dnspod.net", "dnspod" }, { "ns1.hwclouds-dns.com", "huawei-cloud" }, { "cloudflare.com", NULL }, { "ns.example.org", NULL },
	};
	struct catalogue catalogue = { 0 };

	read_ours(&catalogue);
	for (size_t i = 0; i < sizeof mx / sizeof *mx; i++) {
		struct name name = name_of(mx[i].name);
		const struct service *service = service_by_mx(&catalogue, &name);

		ck_assert_msg(!service == !mx[i].id && (!service || strcmp(service->id, mx[i].id) == 0), "%s", mx[i].name);
	}
	for (size_t i = 0; i < sizeof ns / sizeof *ns; i++) {
		struct name name = name_of(ns[i].name);
		const struct dns_host *host = host_by_ns(&catalogue, &name);

		ck_assert_msg(!host == !ns[i].id && (!host || strcmp(host->id, ns[i].id) == 0), "%s", ns[i].name);
	}
	ck_assert_str_eq(service_by_txt(&catalogue, SLICE("MS=ms12345678"))->id, "microsoft-365");
	ck_assert_str_eq(service_by_txt(&catalogue, SLICE("Zoho-Verification=zb1.zmverify.zoho.com"))->id, "zoho-mail");
	ck_assert_ptr_null(service_by_txt(&catalogue, SLICE("MS=")));
	ck_assert_ptr_null(service_by_txt(&catalogue, SLICE("")));
	ck_assert_ptr_null(service_by_txt(&catalogue, SLICE("v=spf1 -all")));
	catalogue_release(&catalogue);
}
END_TEST

/* --- our own files */

static bool has_letter(const char *text)
{
	for (; *text; text++)
		if (ascii_alpha(*text))
			return true;
	return false;
}

/* "2026-11": a year of this program's, a month. */
static bool is_month(const char *text)
{
	return strlen(text) == 7 && strncmp(text, "202", 3) == 0 && ascii_digit(text[3]) && text[4] == '-'
		&& strcmp(text + 5, "01") >= 0 && strcmp(text + 5, "12") <= 0 && ascii_digit(text[6]);
}

static void check_fact(const char *what, const struct fact *fact)
{
	ck_assert_msg(has_letter(fact->source) && strlen(fact->source) < 120, "%s: its source is \"%s\"", what, fact->source);
	ck_assert_msg(is_month(fact->date), "%s: its date is \"%s\"", what, fact->date);
	ck_assert_msg(*fact->confidence, "%s: no confidence", what);
}

/* What a person reads: a sentence in ASCII, which is what is translated. */
static void check_sentence(const char *what, const char *text)
{
	for (const char *c = text; *c; c++)
		ck_assert_msg(*c >= ' ' && *c <= '~', "%s: \"%s\" is not ASCII", what, text);
	ck_assert_msg(!*text || (text[strlen(text) - 1] == '.' && !strstr(text, "  ")), "%s: \"%s\" is no sentence", what, text);
}

static void no_name_twice(const char *const *name, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < i; k++)
			ck_assert_msg(!slice_same(slice_of(name[i]), slice_of(name[k])), "\"%s\" is there twice", name[i]);
}

static size_t add_names(const char **out, size_t n, const char *const *list)
{
	for (; *list; list++)
		out[n++] = *list;
	return n;
}

START_TEST(our_services)
{
	struct catalogue catalogue = { 0 };
	static const char *names[4000], *domains[4000];
	size_t n = 0, d = 0;

	read_ours(&catalogue);
	ck_assert_uint_ge(catalogue.services, 85);
	for (size_t i = 0; i < catalogue.services; i++) {
		const struct service *s = &catalogue.service[i];

		check_fact(s->id, &s->fact);
		if (s->mx[0] || s->txt[0])
			check_fact(s->id, &s->seen);
		check_sentence(s->id, s->note);
		ck_assert_msg(!s->regions || s->include[1], "%s: regions, but one include", s->id);
		ck_assert_msg(s->include[0] || s->under[0] || *s->note, "%s: neither include nor note", s->id);
		names[n++] = s->name;
		n = add_names(names, n, s->alias);
		d = add_names(domains, d, s->old);
		d = add_names(domains, d, s->wrong);
		for (size_t k = 0; s->old[k]; k++)
			for (size_t o = 0; o < catalogue.services; o++)
				for (size_t j = 0; catalogue.service[o].include[j]; j++)
					ck_assert_msg(strcmp(s->old[k], catalogue.service[o].include[j]) != 0, "%s is old and right", s->old[k]);
	}
	no_name_twice(names, n);
	no_name_twice(domains, d);
	catalogue_release(&catalogue);
}
END_TEST

START_TEST(our_hosts)
{
	struct catalogue catalogue = { 0 };
	static const char *names[4000], *ns[4000];
	size_t n = 0, m = 0;

	read_ours(&catalogue);
	ck_assert_uint_ge(catalogue.hosts, 32);
	for (size_t i = 0; i < catalogue.hosts; i++) {
		const struct dns_host *h = &catalogue.host[i];

		check_fact(h->id, &h->fact);
		for (size_t k = 0; k < h->n; k++)
			check_fact(h->id, &h->facts[k].fact);
		check_sentence(h->id, h->existing);
		check_sentence(h->id, h->note);
		ck_assert_msg(!h->ns[0] || host_fact(h, "ns") != &h->fact, "%s: ns without a source of its own", h->id);
		names[n++] = h->name;
		n = add_names(names, n, h->alias);
		m = add_names(ns, m, h->ns);
	}
	no_name_twice(names, n);
	no_name_twice(ns, m);
	catalogue_release(&catalogue);
}
END_TEST

/* East Asian Width A: two cells in some terminals and one in others (UAX 11). The ranges that letters and signs of these files could be in. */
static bool ambiguous(uint32_t code)
{
	static const struct { uint32_t from, to; } range[] = {
		{ 0xa1, 0xff }, { 0x391, 0x3c9 }, { 0x401, 0x451 }, { 0x2010, 0x2016 }, { 0x2018, 0x203e }, { 0x2070, 0x20ac },
		{ 0x2100, 0x27ff }, { 0xe000, 0xf8ff }, { 0xfe00, 0xfe0f }, { 0xfffd, 0xfffd },
	};

	for (size_t i = 0; i < sizeof range / sizeof *range; i++)
		if (code >= range[i].from && code <= range[i].to)
			return true;
	return false;
}

static void check_width(const char *path)
{
	struct buf text = { 0 };
	struct problem problem;
	unsigned line = 1;
	uint32_t code;

	ck_assert_int_eq(file_read(path, CATALOGUE_FILE, &text, NULL, &problem), ERR_NONE);
	for (struct slice rest = buf_slice(&text); rest.len; rest = slice_from(rest, utf8_decode(rest, &code))) {
		utf8_decode(rest, &code);
		line += code == '\n';
		ck_assert_msg(!ambiguous(code), "%s:%u: U+%04X is ambiguous in width", path, line, (unsigned)code);
	}
	buf_release(&text);
}

START_TEST(no_ambiguous_width)
{
	struct catalogue catalogue = { 0 };

	read_ours(&catalogue);
	check_width("data/services.conf");
	for (size_t i = 0; i < catalogue.hosts; i++) {
		char path[200];

		snprintf(path, sizeof path, "data/hosts/%s.conf", catalogue.host[i].id);
		check_width(path);
	}
	catalogue_release(&catalogue);
}
END_TEST

#define ROWS(table) (int)(sizeof table / sizeof *table)
int main(void)
{
	Suite *suite = suite_create("catalogue_ours");
	TCase *tcase = tcase_create("all");
	SRunner *runner;
	int failed;

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, search, 0, ROWS(searches));
	tcase_add_test(tcase, hostile_queries);
	tcase_add_loop_test(tcase, by_include, 0, ROWS(includes));
	tcase_add_test(tcase, by_mx_txt_and_ns);
	tcase_add_test(tcase, our_services);
	tcase_add_test(tcase, our_hosts);
	tcase_add_test(tcase, no_ambiguous_width);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
