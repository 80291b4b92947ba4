/*
 * bench_walk: the evaluator with every answer in memory, against libspf2 over its zone layer.
 *
 * The client matches nothing, so whole trees are walked. CPU time, rounds interleaved, medians; both must come to the same
 * result, or the figures mean nothing. Then the coverage of 100,000 networks. Exit status 1: slower than libspf2, or over 1 s.
 */
#include "spf/walk.h"
#include <arpa/inet.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <spf2/spf.h>
#include <spf2/spf_dns_zone.h>

enum { ROUNDS = 11, RECORD = 460, NETWORKS = 100000, NETWORKS_EACH = 10000 };

struct line {
	const char *owner;
	uint16_t type;
	const char *data;
};

/* An organisation with its own hosts: 3 look-ups. */
static const struct line simple[] = {
	{ "simple.test", RR_TXT, "v=spf1 a mx ip4:192.0.2.0/24 a:out.simple.test ~all" },
	{ "simple.test", RR_A, "192.0.2.1" }, { "simple.test", RR_MX, "mx1.simple.test" }, { "simple.test", RR_MX,
		"mx2.simple.test" },
	{ "mx1.simple.test", RR_A, "192.0.2.11" }, { "mx2.simple.test", RR_A, "192.0.2.12" }, { "out.simple.test", RR_A,
		"192.0.2.13" },
	{ NULL, 0, NULL },
};
/* Two mail services and a newsletter: 8 look-ups. */
static const struct line typical[] = {
	{ "typical.test", RR_TXT, "v=spf1 mx a:web.typical.test include:spf.office.test include:_spf.search.test"
		" include:send.news.test ~all" },
	{ "typical.test", RR_MX, "mx1.typical.test" }, { "typical.test", RR_MX, "mx2.typical.test" },
	{ "mx1.typical.test", RR_A, "192.0.2.21" }, { "mx2.typical.test", RR_A, "192.0.2.22" }, { "web.typical.test", RR_A,
		"192.0.2.23" },
	{ "spf.office.test", RR_TXT, "v=spf1 ip4:198.51.100.0/25 ip4:198.51.100.128/26 ip4:198.51.100.192/27 ip4:40.92.0.0/15"
		" ip4:40.107.0.0/16"
		" ip4:52.100.0.0/15 ip4:52.102.0.0/16 ip4:52.103.0.0/17 ip4:104.47.0.0/17 ip6:2a01:111:f400::/48"
			" ip6:2a01:111:f403::/49 -all" },
	{ "_spf.search.test", RR_TXT, "v=spf1 include:_nb1.search.test include:_nb2.search.test include:_nb3.search.test ~all" },
	{ "_nb1.search.test", RR_TXT, "v=spf1 ip4:35.190.247.0/24 ip4:64.233.160.0/19 ip4:66.102.0.0/20 ip4:66.249.80.0/20"
		" ip4:72.14.192.0/18"
		" ip4:74.125.0.0/16 ip4:108.177.8.0/21 ip4:173.194.0.0/16 ip4:209.85.128.0/17 ip4:216.58.192.0/19"
			" ip4:216.239.32.0/19 ~all" },
	{ "_nb2.search.test", RR_TXT, "v=spf1 ip6:2001:4860:4000::/36 ip6:2404:6800:4000::/36 ip6:2607:f8b0:4000::/36"
		" ip6:2800:3f0:4000::/36"
		" ip6:2a00:1450:4000::/36 ip6:2c0f:fb50:4000::/36 ~all" },
	{ "_nb3.search.test", RR_TXT, "v=spf1 ip4:172.217.0.0/19 ip4:172.217.32.0/20 ip4:172.217.128.0/19 ip4:172.217.160.0/20"
		" ip4:172.217.192.0/19"
		" ip4:172.253.56.0/21 ip4:172.253.112.0/20 ip4:108.177.96.0/19 ip4:35.191.0.0/16 ip4:130.211.0.0/22 ~all" },
	{ "send.news.test", RR_TXT, "v=spf1 ip4:205.201.128.0/20 ip4:198.2.128.0/18 ip4:148.105.0.0/16 ?all" },
	{ NULL, 0, NULL },
};
/* Everything at its limit: 10 look-ups, records of 450 bytes, 10 MX, a macro. Long records and hosts are made below. */
static const struct line worst[] = {
	{ "worst.test", RR_MX, "m0.worst.test" }, { "worst.test", RR_MX, "m1.worst.test" }, { "worst.test", RR_MX,
		"m2.worst.test" },
	{ "worst.test", RR_MX, "m3.worst.test" }, { "worst.test", RR_MX, "m4.worst.test" }, { "worst.test", RR_MX,
		"m5.worst.test" },
	{ "worst.test", RR_MX, "m6.worst.test" }, { "worst.test", RR_MX, "m7.worst.test" }, { "worst.test", RR_MX,
		"m8.worst.test" },
	{ "worst.test", RR_MX, "m9.worst.test" },
	{ "m0.worst.test", RR_A, "192.0.2.30" }, { "m1.worst.test", RR_A, "192.0.2.31" }, { "m2.worst.test", RR_A, "192.0.2.32" },
	{ "m3.worst.test", RR_A, "192.0.2.33" }, { "m4.worst.test", RR_A, "192.0.2.34" }, { "m5.worst.test", RR_A, "192.0.2.35" },
	{ "m6.worst.test", RR_A, "192.0.2.36" }, { "m7.worst.test", RR_A, "192.0.2.37" }, { "m8.worst.test", RR_A, "192.0.2.38" },
	{ "m9.worst.test", RR_A, "192.0.2.39" }, { "a.worst.test", RR_A, "192.0.2.40" }, { "b.worst.test", RR_A, "192.0.2.41" },
	{ NULL, 0, NULL },
};
static const char *const worst_records[][2] = {
	{ "worst.test", "v=spf1 mx a:a.worst.test a:b.worst.test exists:%{i}._ip.%{d} include:i1.worst.test"
		" include:i4.worst.test" },
	{ "i1.worst.test", "v=spf1 include:i2.worst.test include:i3.worst.test" }, { "i2.worst.test", "v=spf1" },
		{ "i3.worst.test", "v=spf1" },
	{ "i4.worst.test", "v=spf1 include:i5.worst.test redirect=i6.worst.test" }, { "i5.worst.test", "v=spf1" },
		{ "i6.worst.test", "v=spf1" },
};

static void must(bool good, const char *what)
{
	if (good)
		return;
	fprintf(stderr, "bench_walk: %s\n", what);
	exit(2);
}

static struct name name_of(const char *text)
{
	struct name n;
	must(name_from_bytes(slice_of(text), &n) == ERR_NONE, text);
	return n;
}

/* Adds one record to our table and to libspf2's zone. */
static void add(struct answers *t, SPF_dns_server_t *zone, const char *owner, uint16_t type, const char *data)
{
	static uint8_t wire[4096];
	struct question q = { .name = name_of(owner), .type = type };
	const struct answer *before = answers_get(t, &q);
	struct rdata rr[16];
	struct answer a = { .said = SAID_DATA, .rr = rr };
	size_t len = 0, left = strlen(data);
	if (before) {
		memcpy(rr, before->rr, before->n * sizeof(*rr));
		a.n = before->n;
	}
	if (type == RR_A) {
		len = 4;
		must(inet_pton(AF_INET, data, wire) == 1, data);
	} else if (type == RR_MX) {
		struct name host = name_of(data);
		memset(wire, 0, 2);
		memcpy(wire + 2, host.wire, host.len);
		len = 2u + host.len;
	}
	for (const char *s = data; type == RR_TXT && left > 0; s += wire[len], left -= wire[len], len += 1u + wire[len]) {
		wire[len] = (uint8_t)(left < 255 ? left : 255);
		memcpy(wire + len + 1, s, wire[len]);
	}
	rr[a.n++] = (struct rdata){ wire, (uint16_t)len };
	must(answers_put(t, &q, &a) == ERR_NONE, "memory");
	SPF_dns_zone_add_str(zone, owner, (ns_type)type, NETDB_SUCCESS, data);
}

static void fill(struct answers *t, SPF_dns_server_t *zone, const struct line *lines)
{
	for (const struct line *l = lines; l->owner; l++)
		add(t, zone, l->owner, l->type, l->data);
	if (lines != worst)
		return;
	for (size_t i = 0; i < sizeof(worst_records) / sizeof(*worst_records); i++) {
		char text[RECORD + 64];
		size_t len = (size_t)snprintf(text, sizeof(text), "%s", worst_records[i][1]);
		for (unsigned k = 0; len < RECORD - 20; k++)
			len += (size_t)snprintf(text + len, sizeof(text) - len, " ip4:198.%u.%u.0/24", 18 + (unsigned)i % 2, k);
		if (i != 4)	/* the one that redirects */
			snprintf(text + len, sizeof(text) - len, " -all");
		add(t, zone, worst_records[i][0], RR_TXT, text);
	}
}

struct zone {
	const char *name, *domain;
	const struct line *lines;
	unsigned times;			/* evaluations in a round */
	struct answers *answers;
	struct pool pool;
	struct wanted wanted;
	SPF_server_t *server;
};
static struct zone zones[] = {
	{ .name = "simple", .domain = "simple.test", .lines = simple, .times = 4000 },
	{ .name = "typical", .domain = "typical.test", .lines = typical, .times = 1000 },
	{ .name = "worst", .domain = "worst.test", .lines = worst, .times = 600 },
};

static double cpu(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static const char *ours(struct zone *z)
{
	struct check c;
	char from[64];
	snprintf(from, sizeof(from), "user@%s", z->domain);
	struct sender sender = sender_of(slice_of(from), SLICE("mail.client.test"));
	struct ask ask = { .answers = z->answers, .domain = sender.domain, .sender = &sender,
		.receiver = SLICE("receiver.test") };
	pool_reset(&z->pool);
	must(check(&z->pool, &ask, (struct ip){ 0, 0xcb007107 }, &z->wanted, &c) == ERR_NONE, "memory");
	return result_word(c.result);
}

static const char *theirs(struct zone *z)
{
	char from[64];
	SPF_response_t *response = NULL;
	SPF_request_t *request = SPF_request_new(z->server);
	snprintf(from, sizeof(from), "user@%s", z->domain);
	SPF_request_set_ipv4_str(request, "203.0.113.7");
	SPF_request_set_helo_dom(request, "mail.client.test");
	SPF_request_set_env_from(request, from);
	SPF_request_query_mailfrom(request, &response);
	const char *word = SPF_strresult(SPF_response_result(response));
	SPF_response_free(response);
	SPF_request_free(request);
	return word;
}

static double measure(struct zone *z, const char *evaluate(struct zone *))
{
	double from = cpu();
	for (unsigned i = 0; i < z->times; i++)
		evaluate(z);
	return (cpu() - from) / z->times;
}

static int order(const void *x, const void *y)
{
	double a = *(const double *)x, b = *(const double *)y;
	return a < b ? -1 : a > b;
}

static double median(double *v)
{
	qsort(v, ROUNDS, sizeof(*v), order);
	return v[ROUNDS / 2];
}

static struct answers *table_new(const struct line *lines, SPF_dns_server_t *zone)
{
	struct answers *t = answers_new(NULL);
	must(t != NULL, "memory");
	fill(t, zone, lines);
	return t;
}

/* What nobody filled in does not exist: libspf2's zone says so itself, our table is asked until it wants nothing more. */
static void deny_rest(struct zone *z)
{
	static const struct answer nothing = { .said = SAID_NXDOMAIN };
	do {
		for (size_t i = 0; i < z->wanted.n; i++)
			must(answers_put(z->answers, &z->wanted.question[i], &nothing) == ERR_NONE, "memory");
		wanted_clear(&z->wanted);
	} while (strcmp(ours(z), "pending") == 0);
}

static bool against_libspf2(struct zone *z)
{
	double us[ROUNDS], they[ROUNDS], ratio[ROUNDS];
	SPF_dns_server_t *zone = SPF_dns_zone_new(NULL, "bench", 0);
	z->answers = table_new(z->lines, zone);
	z->server = SPF_server_new_dns(zone, 0);
	deny_rest(z);
	const char *we_say = ours(z), *they_say = theirs(z);
	for (int i = 0; i < ROUNDS; i++) {
		us[i] = measure(z, ours);
		they[i] = measure(z, theirs);
		ratio[i] = us[i] / they[i];
	}
	double middle = median(ratio);
	printf("evaluation, %-8s spfwiz %6.2f us (%s), libspf2 %6.2f us (%s), ratio %.2f (limit 1.00)\n", z->name, median(us),
		we_say,
		median(they), they_say, middle);
	bool good = middle <= 1.0 && strcmp(we_say, they_say) == 0;
	wanted_release(&z->wanted);
	pool_release(&z->pool);
	answers_free(z->answers);
	SPF_server_free(z->server);
	return good;
}

/* 100,000 addresses in the answers to ten terms, none beside another. */
static bool many_networks(void)
{
	static uint8_t wire[NETWORKS_EACH][4];
	static struct rdata rr[NETWORKS_EACH];
	struct answers *t = answers_new(NULL);
	struct wanted wanted = { 0 };
	struct pool pool = { 0 };
	struct walk w;
	char text[256] = "v=spf1", host[32];
	must(t != NULL, "memory");
	for (uint32_t k = 0; k < NETWORKS / NETWORKS_EACH; k++) {
		struct answer a = { .said = SAID_DATA, .n = NETWORKS_EACH, .rr = rr };
		for (uint32_t i = 0; i < NETWORKS_EACH; i++) {
			uint32_t ip = (i * (NETWORKS / NETWORKS_EACH) + k) * 2654435761u;
			memcpy(wire[i], (uint8_t[]){ (uint8_t)(ip >> 24), (uint8_t)(ip >> 16), (uint8_t)(ip >> 8), (uint8_t)ip },
				4);
			rr[i] = (struct rdata){ wire[i], 4 };
		}
		snprintf(host, sizeof(host), "h%u.many.test", (unsigned)k);
		struct question q = { .name = name_of(host), .type = RR_A };
		must(answers_put(t, &q, &a) == ERR_NONE, "memory");
		snprintf(text + strlen(text), sizeof(text) - strlen(text), " a:%s", host);
	}
	SPF_dns_server_t *unused = SPF_dns_zone_new(NULL, "unused", 0);
	add(t, unused, "many.test", RR_TXT, text);
	struct ask ask = { .answers = t, .domain = SLICE("many.test") };
	double from = cpu();
	must(coverage(&pool, &ask, &wanted, &w) == ERR_NONE, "memory");
	double ms = (cpu() - from) / 1e3;
	printf("coverage of %d networks: %.0f ms, %zu ranges (limit 1000 ms)\n", NETWORKS, ms, w.n);
	bool good = ms < 1000 && w.n >= NETWORKS && !w.too_many;
	unused->destroy(unused);
	wanted_release(&wanted);
	pool_release(&pool);
	answers_free(t);
	return good;
}

int main(void)
{
	bool good = true;
	for (size_t i = 0; i < sizeof(zones) / sizeof(*zones); i++)
		good &= against_libspf2(&zones[i]);
	good &= many_networks();
	return good ? 0 : 1;
}
