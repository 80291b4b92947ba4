/* catalogue: data files read to their ends, searched and recognised; and our own files, entry by entry. */
#include "base/file.h"
#include "catalogue/host.h"
#include "failing_malloc.h"
#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FACT "flatten = true source = \"x\" date = \"2026-11\" confidence = \"sure\""
#define SERVICE(id, rest) "service " id " {\n name = \"" id "\"\n where = apex\n " FACT "\n" rest "}\n"
#define HOST(id, rest) "host " id " {\n name = \"" id "\"\n format = panel\n owner = at\n quotes = none\n language = en\n type = TXT\n source = \"x\"\n" \
	" date = \"2026-11\"\n confidence = \"sure\"\n" rest "}\n"

static struct name name_of(const char *text)
{
	struct name name;

	ck_assert_int_eq(name_from_bytes(slice_of(text), &name), ERR_NONE);
	return name;
}

/* --- files that are broken */

static const struct broken {
	const char *text;
	unsigned line;
	const char *why;	/* in the message */
	size_t kept;
} broken[] = {
	{ SERVICE("a", "") "service b {\n", 6, "never closed", 1 },
	{ SERVICE("a", "") "service b {\n name = \"x\n}\n", 7, "quotation mark", 1 },
	{ SERVICE("a", "") "service b {\n name = 'x\n}\n", 7, "quotation mark", 1 },
	{ "# one\n// two\n/* three\n four */\n" SERVICE("a", "") "nonsense\n", 10, "no such option", 1 },
	{ SERVICE("a", "") "\n\nservice b {\n nme = x\n}\n", 9, "nme", 1 },
	{ SERVICE("a", "") "service b {\n}\n", 7, "has no name", 1 },
	{ SERVICE("a", "") SERVICE("a", ""), 6, "duplicate", 1 },
	{ "service a {\n name = \"$" "{HOME}\"\n}\n", 2, "$" "{", 0 },
	{ "service a {\n name = $" "{HOME}\n}\n", 2, "$", 0 },
	{ "service \"A b\" {\n name = x where = apex " FACT "\n}\n", 3, "an id is", 0 },
	{ "service a {\n name = x\n " FACT "\n}\n", 4, "has no where", 0 },
	{ "service a {\n name = x\n where = there\n}\n", 3, "no such word", 0 },
	{ "service a {\n name = x\n include = {\"good.example\", \"Bad.example\"}\n}\n", 3, "Bad.example", 0 },
	{ "service a {\n name = x\n include = {\"bad..example\", \"good.example\"}\n}\n", 3, "bad..example", 0 },
	{ "service a {\n name = x\n include = {\"single\"}\n}\n", 3, "two or more labels", 0 },
	{ "service a {\n name = x\n include = {\"dot.example.\"}\n}\n", 3, "two or more labels", 0 },
	{ "service a {\n name = x\n date = \"2026-13\"\n}\n", 3, "2026-11", 0 },
	{ "service a {\n name = x\n confidence = perhaps\n}\n", 3, "sure, likely or unsure", 0 },
	{ "service a {\n name = \"x\\x07\"\n}\n", 2, "cannot be shown", 0 },
	{ "service a {\n name = \"\xE2\x80\xAE x\"\n}\n", 2, "cannot be shown", 0 },
	{ "service a {\n name = \"x\x01\"\n}\n", 2, "control character", 0 },
	{ SERVICE("a", "") "# \xFF\n", 6, "UTF-8", 1 },
	{ "service a {\n name = x where = nowhere include = {\"a.example\"} " FACT "\n}\n", 3, "belongs nowhere", 0 },
	{ "service a {\n name = x where = apex mx = {\"mx.example\"} mx = {\"mx.example.org\"} " FACT "\n}\n", 3, "seen_source", 0 },
	{ "service a {\n name = x where = apex txt = {\"MS=\"} seen_source = x seen_date = \"2026-11\" seen_confidence = sure " FACT "\n}\n", 3,
	    "four bytes", 0 },
	{ "service a {\n name = \"\" where = apex " FACT "\n}\n", 3, "empty", 0 },
	{ "service a {\n name = x where = apex " FACT "\n\n" SERVICE("b", ""), 1, "never closed", 0 },
	{ "/* never\n ends\n", 1, "never ends", 0 },
	{ "'' x 'y'\n", 1, "", 0 },
	{ "service {\n}\n", 1, "title", 0 },
	{ "service a {\n flatten = perhaps\n}\n", 2, "boolean", 0 },
	{ "service a {\n service b {\n}\n}\n", 2, "service", 0 },
};

START_TEST(broken_files)
{
	const struct broken *row = &broken[_i];
	struct catalogue catalogue = { 0 };
	struct problem problem = { 0 };
	enum error error = catalogue_services(&catalogue, "my.conf", slice_of(row->text), &problem);

	ck_assert_int_ne(error, ERR_NONE);
	ck_assert_int_eq(problem.error, error);
	ck_assert_str_eq(problem.file, "my.conf");
	ck_assert_msg(problem.line == row->line, "%d: line %u and not %u: %s", _i, problem.line, row->line, problem.detail);
	ck_assert_msg(strstr(problem.detail, row->why), "%d: no \"%s\" in: %s", _i, row->why, problem.detail);
	ck_assert_uint_eq(catalogue.services, row->kept);
	/* What libconfuse was left in does no harm to the next file. */
	ck_assert_int_eq(catalogue_services(&catalogue, "next.conf", slice_of(SERVICE("z", "")), &problem), ERR_NONE);
	ck_assert_uint_eq(catalogue.services, row->kept + 1);
	catalogue_release(&catalogue);
}
END_TEST

START_TEST(nul_bytes)
{
	static const char text[] = SERVICE("a", "") "service b {\n name = \"x\0y\"\n}\n";
	struct catalogue catalogue = { 0 };
	struct problem problem = { 0 };

	ck_assert_int_eq(catalogue_services(&catalogue, "nul.conf", (struct slice){ text, sizeof text - 1 }, &problem), ERR_BINARY);
	ck_assert_uint_eq(problem.line, 7);
	ck_assert_uint_eq(catalogue.services, 1);
	catalogue_release(&catalogue);
}
END_TEST

START_TEST(byte_order_mark_and_line_ends)
{
	static const char text[] = "\xEF\xBB\xBFservice a {\r\n name = \"a\" where = apex\r\n " FACT "\r\n note = \"one \\\n two\"\r\n}\r\n";
	struct catalogue catalogue = { 0 };
	struct problem problem = { 0 };

	ck_assert_msg(catalogue_services(&catalogue, "dos.conf", slice_of(text), &problem) == ERR_NONE, "%u %s", problem.line, problem.detail);
	ck_assert_uint_eq(catalogue.services, 1);
	catalogue_release(&catalogue);
}
END_TEST

static void add_repeated(struct buf *out, size_t size, void add(struct buf *, size_t i))
{
	for (size_t i = 0; out->len < size; i++)
		add(out, i);
}

static void add_service(struct buf *out, size_t i)
{
	buf_printf(out, "service s%zu { name = n where = apex " FACT " }\n", i);
}

static void add_word(struct buf *out, size_t i)
{
	buf_printf(out, "%s\"a%zu.example\"", i ? ", " : "service a { include = {", i);
}

/* Both end within the blink of an eye, whatever stands in them. */
START_TEST(large_files)
{
	struct catalogue catalogue = { 0 };
	struct problem problem = { 0 };
	struct buf text = { 0 };

	add_repeated(&text, CATALOGUE_FILE - 200, add_service);
	ck_assert_int_eq(catalogue_services(&catalogue, "many.conf", buf_slice(&text), &problem), ERR_SYNTAX);
	ck_assert(strstr(problem.detail, "more entries"));
	ck_assert_uint_eq(problem.line, CATALOGUE_ENTRIES + 1);
	ck_assert_uint_eq(catalogue.services, CATALOGUE_ENTRIES);
	buf_clear(&text);
	add_repeated(&text, CATALOGUE_FILE - 300, add_word);
	buf_string(&text, "} name = x where = apex " FACT " }\n");
	ck_assert_int_eq(catalogue_services(&catalogue, "list.conf", buf_slice(&text), &problem), ERR_SYNTAX);
	catalogue_release(&catalogue);
	ck_assert_int_eq(catalogue_services(&catalogue, "list.conf", buf_slice(&text), &problem), ERR_NONE);
	ck_assert_uint_eq(catalogue.services, 1);
	buf_fill(&text, ' ', 1000);
	ck_assert_int_eq(catalogue_services(&catalogue, "huge.conf", buf_slice(&text), &problem), ERR_TOO_LARGE);
	buf_release(&text);
	catalogue_release(&catalogue);
}
END_TEST

START_TEST(later_entries_replace_earlier_ones)
{
	struct catalogue catalogue = { 0 };
	struct problem problem = { 0 };

	ck_assert_int_eq(catalogue_services(&catalogue, "1", slice_of(SERVICE("a", "") SERVICE("b", "")), &problem), ERR_NONE);
	ck_assert_int_eq(catalogue_services(&catalogue, "2", slice_of(SERVICE("a", "note = \"new\"\n") SERVICE("c", "")), &problem), ERR_NONE);
	ck_assert_uint_eq(catalogue.services, 3);
	ck_assert_str_eq(catalogue.service[0].note, "new");
	ck_assert_str_eq(catalogue.service[2].id, "c");
	ck_assert_int_eq(catalogue_hosts(&catalogue, "3", slice_of(HOST("a", "ttl = 1\n")), &problem), ERR_NONE);
	ck_assert_int_eq(catalogue_hosts(&catalogue, "4", slice_of(HOST("a", "ttl = 2\n fact ttl { source = y date = \"2026-10\" confidence = likely }\n")),
	    &problem), ERR_NONE);
	ck_assert_uint_eq(catalogue.hosts, 1);
	ck_assert_uint_eq(catalogue.host->ttl, 2);
	ck_assert_str_eq(host_fact(catalogue.host, "ttl")->date, "2026-10");
	ck_assert_str_eq(host_fact(catalogue.host, "name")->source, "x");
	catalogue_release(&catalogue);
}
END_TEST

static const struct broken broken_hosts[] = {
	{ HOST("a", "ttl = -1\n"), 11, "ttl", 0 },
	{ HOST("a", "ttl = 99999999999999999999\n"), 11, "ttl", 0 },
	{ HOST("a", "limit_string = 256\n"), 12, "255", 0 },
	{ HOST("a", "ttl_least = 10\n ttl_most = 9\n"), 13, "ttl_most", 0 },
	{ HOST("a", "extra = {\"one\"}\n"), 12, "pairs", 0 },
	{ HOST("a", "fact ttl {\n}\n"), 12, "has no source", 0 },
	{ HOST("a", "fact \"T t\" { source = x date = \"2026-11\" confidence = sure }\n"), 11, "word", 0 },
	{ HOST("a", "ns = {\"ns-*.example\", \"?.example\"}\n"), 11, "?.example", 0 },
};

START_TEST(broken_host_files)
{
	const struct broken *row = &broken_hosts[_i];
	struct catalogue catalogue = { 0 };
	struct problem problem = { 0 };

	ck_assert_int_eq(catalogue_hosts(&catalogue, "my.conf", slice_of(row->text), &problem), ERR_SYNTAX);
	ck_assert_msg(problem.line == row->line, "%d: line %u and not %u: %s", _i, problem.line, row->line, problem.detail);
	ck_assert_msg(strstr(problem.detail, row->why), "%d: no \"%s\" in: %s", _i, row->why, problem.detail);
	catalogue_release(&catalogue);
}
END_TEST

START_TEST(end_of_memory)
{
	static const char text[] = SERVICE("a", "alias = {\"x\", \"y\"}\n") SERVICE("b", "include = {\"a.example\"}\n");

	for (unsigned n = 0;; n++) {
		struct catalogue catalogue = { 0 };
		struct problem problem = { 0 };

		failing_malloc_after(n);
		enum error error = catalogue_services(&catalogue, "m.conf", slice_of(text), &problem);
		bool failed = failing_malloc_off();
		ck_assert_int_eq(error, failed ? ERR_MEMORY : ERR_NONE);
		catalogue_release(&catalogue);
		if (!failed)
			break;
	}
}
END_TEST

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

START_TEST(search_in_order)
{
	static const char text[] = SERVICE("d", "include = {\"foo.example\"}\n") SERVICE("c", "alias = {\"xfoo\"}\n") SERVICE("b", "alias = {\"a foo\"}\n")
	    SERVICE("a", "alias = {\"Foo bar\"}\n") SERVICE("e", "");
	struct catalogue catalogue = { 0 };
	const struct service *service;
	size_t at = 0;
	char order[8] = "";

	ck_assert_int_eq(catalogue_services(&catalogue, "x", slice_of(text), NULL), ERR_NONE);
	while ((service = service_find(&catalogue, SLICE("FOO"), &at)))
		strncat(order, service->id, 1);
	ck_assert_str_eq(order, "abcd");
	at = 0;
	for (size_t i = 0; i < 5; i++)
		ck_assert_ptr_eq(service_find(&catalogue, SLICE(""), &at), &catalogue.service[i]);
	ck_assert_ptr_null(service_find(&catalogue, SLICE(""), &at));
	ck_assert_ptr_null(service_find(&catalogue, SLICE(""), &at));
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

static void check_fact(const char *what, const struct fact *fact)
{
	ck_assert_msg(has_letter(fact->source) && strlen(fact->source) < 120, "%s: its source is \"%s\"", what, fact->source);
	ck_assert_msg(strcmp(fact->date, "2026-11") >= 0 || strncmp(fact->date, "202", 3) == 0, "%s: its date is \"%s\"", what, fact->date);
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
	Suite *suite = suite_create("catalogue");
	TCase *tcase = tcase_create("all");
	SRunner *runner;
	int failed;

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, broken_files, 0, ROWS(broken));
	tcase_add_loop_test(tcase, broken_host_files, 0, ROWS(broken_hosts));
	tcase_add_test(tcase, nul_bytes);
	tcase_add_test(tcase, byte_order_mark_and_line_ends);
	tcase_add_test(tcase, large_files);
	tcase_add_test(tcase, later_entries_replace_earlier_ones);
	tcase_add_test(tcase, end_of_memory);
	tcase_add_loop_test(tcase, search, 0, ROWS(searches));
	tcase_add_test(tcase, search_in_order);
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
