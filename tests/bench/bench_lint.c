/*
 * bench_lint: linting a record of 450 bytes without DNS, beside the time that libspf2 takes to compile it, which is to find its syntax
 * right and no more. CPU time, rounds interleaved, medians. Exit status 1: over 20 us.
 */
#include "lint/lint.h"
#include "base/pool.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <netinet/in.h>

#include <spf2/spf.h>
#include <spf2/spf_dns_zone.h>

enum { ROUNDS = 11, TIMES = 4000, LIMIT_US = 20 };

static const struct text {
	const char *name, *record;
} texts[] = {
	{ "clean", "v=spf1 ip4:40.92.0.0/15 ip4:40.107.0.0/16 ip4:52.100.0.0/15 ip4:52.102.0.0/16 ip4:52.103.0.0/17 ip4:104.47.0.0/17"
		" ip6:2a01:111:f400::/48 ip6:2a01:111:f403::/49 ip6:2a01:111:f403:8000::/51 ip6:2a01:111:f403:c000::/51"
		" ip6:2a01:111:f403:f000::/52 a:mail.example.org a:backup.mail.example.org mx:example.net mx"
		" include:_spf.google.com include:spf.protection.outlook.com include:servers.mcsv.net"
		" exists:%{i}._spf.mta.salesforce.com include:_spf.example.com -all" },
	{ "untidy", "v=spf1 +a  +mx +ip4:64.14.68.10/32 +ip4:64.14.68.11/32 ip4:66.102.0.0/20 ip4:66.102.0.7 ip4:10.0.0.1"
		" +include:spf.protection.outlook.com Include:spf.protection.outlook.com ptr ptr:example.org ip4=64.14.68.9"
		" include:_spf.google.com a:mail.example.org. a:mail.example.org ip6:2a01:111:f400::/48 ip6:2a01:111:f400::1"
		" exists:%{l}.%{i}._spf.example.net default=deny exp=why.example.org ?all include:servers.mcsv.net a/64 ~all"
		" redirect=_spf.example.net" },
};

static void must(bool holds, const char *what)
{
	if (!holds) {
		fprintf(stderr, "bench_lint: %s\n", what);
		exit(2);
	}
}

static double cpu(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static int order(const void *x, const void *y)
{
	double a = *(const double *)x, b = *(const double *)y;

	return a < b ? -1 : a > b;
}

static double median(double *v)
{
	qsort(v, ROUNDS, sizeof *v, order);
	return v[ROUNDS / 2];
}

/* Parsing is a part of it: who lints a record has a text. */
static double ours(struct pool *pool, const char *text, size_t *found)
{
	double from = cpu();

	for (unsigned i = 0; i < TIMES; i++) {
		struct record record;
		struct lint_findings findings;

		pool_reset(pool);
		must(record_parse_pool(pool, &record, slice_of(text)) == ERR_NONE && lint_text(pool, &record, &findings) == ERR_NONE, "memory");
		*found = findings.n;
	}
	return (cpu() - from) / TIMES;
}

static double theirs(SPF_server_t *server, const char *text)
{
	double from = cpu();

	for (unsigned i = 0; i < TIMES; i++) {
		SPF_response_t *response = SPF_response_new(NULL);
		SPF_record_t *record = NULL;

		SPF_record_compile(server, response, &record, text);
		if (record)
			SPF_record_free(record);
		SPF_response_free(response);
	}
	return (cpu() - from) / TIMES;
}

static bool measure(const struct text *t, SPF_server_t *server, struct pool *pool)
{
	double us[ROUNDS], they[ROUNDS], ratio[ROUNDS], middle;
	size_t found = 0;

	for (int i = 0; i < ROUNDS; i++) {
		us[i] = ours(pool, t->record, &found);
		they[i] = theirs(server, t->record);
		ratio[i] = us[i] / they[i];
	}
	middle = median(us);
	printf("lint, %-6s %zu bytes, %zu findings: spfwiz %.2f us (limit %d), libspf2 compiles it in %.2f us, ratio %.2f\n", t->name,
	    strlen(t->record), found, middle, LIMIT_US, median(they), median(ratio));
	return middle <= LIMIT_US;
}

int main(void)
{
	SPF_dns_server_t *zone = SPF_dns_zone_new(NULL, "bench", 0);
	SPF_server_t *server = SPF_server_new_dns(zone, 0);
	struct pool pool = { 0 };
	bool good = true;

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		good &= measure(&texts[i], server, &pool);
	pool_release(&pool);
	SPF_server_free(server);
	return good ? 0 : 1;
}
