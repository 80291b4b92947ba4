/*
 * test_suite_live: the openspf suite of RFC 7208 over real sockets: a name server for each of its zones, the resolver, and the
 * same results and explanations as through the table.
 */
#include "job.h"
#include "suite.h"
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { TESTS = 203, AT_ONCE = 51, ZONES_MOST = 32, EXPLANATION = 1000 };

static const uint16_t types[] = { RR_A, RR_AAAA, RR_MX, RR_TXT, RR_PTR, RR_CNAME, RR_SPF };
enum { TYPES = sizeof types / sizeof *types };

static struct suite suite;
static struct rogue rogue;
static char path[ZONES_MOST][64];

static void print_name(FILE *out, const struct name *name)
{
	char text[NAME_TEXT];

	name_text(name, text);
	putc('"', out);
	for (const char *at = text; *at; at++)
		fprintf(out, "%s%c", *at == '\\' || *at == '"' ? "\\" : "", *at);
	putc('"', out);
}

static bool has(const struct suite_zone *zone, const struct name *owner, uint16_t type)
{
	for (size_t i = 0; i < zone->n; i++)
		if (name_equal(&zone->record[i].owner, owner) && (type == 0 || zone->record[i].type == type))
			return true;
	return false;
}

static void print_type(FILE *out, const struct suite_zone *zone, const struct name *owner, uint16_t type)
{
	char word[12];
	const char *before = "";

	fprintf(out, ", \"%s\": [", rrtype_text(type, word));
	for (size_t i = 0; i < zone->n; i++) {
		const struct suite_record *r = &zone->record[i];

		if (r->type != type || r->fails || r->nothing || !name_equal(&r->owner, owner))
			continue;
		fprintf(out, "%s{\"hex\": \"", before);
		for (size_t k = 0; k < r->len; k++)
			fprintf(out, "%02x", r->wire[k]);
		fprintf(out, "\"}");
		before = ", ";
	}
	fprintf(out, "]");
}

/* The owner of record i, once for all its records: what it has, and for what it keeps silent. */
static void print_owner(FILE *out, const struct suite_zone *zone, size_t i)
{
	const struct name *owner = &zone->record[i].owner;
	bool alias = has(zone, owner, RR_CNAME);

	for (size_t k = 0; k < i; k++)
		if (name_equal(&zone->record[k].owner, owner))
			return;
	print_name(out, owner);
	fprintf(out, ": {\"drop\": [\"\"");
	for (size_t k = 0; k < TYPES; k++) {
		struct question question = { *owner, types[k] };
		char word[12];

		if (!alias && suite_answer(zone, &question)->said == SAID_FAILED)
			fprintf(out, ", \"%s\"", rrtype_text(types[k], word));
	}
	fprintf(out, "]");
	for (size_t k = 0; k < TYPES; k++)
		if (has(zone, owner, types[k]))
			print_type(out, zone, owner, types[k]);
	fprintf(out, "},\n");
}

/* Names that begin with "error." fail where the zone does not have them. */
static void print_error(FILE *out, const struct suite_zone *zone, size_t i)
{
	static const struct name error = { 7, "\5error" };
	struct name name;

	if (!name_join(&error, &zone->record[i].owner, &name) || has(zone, &name, 0))
		return;
	print_name(out, &name);
	fprintf(out, ": {\"silent\": true},\n");
}

static void start_server(void)
{
	static char arguments[ZONES_MOST][80];
	const char *argv[ZONES_MOST + 1] = { NULL };

	ck_assert_uint_le(suite.zones, ZONES_MOST);
	for (size_t z = 0; z < suite.zones; z++) {
		FILE *out;

		strcpy(path[z], "/tmp/spfwiz-suite-XXXXXX");
		out = fdopen(mkstemp(path[z]), "w");
		ck_assert_ptr_nonnull(out);
		fprintf(out, "{\n");
		for (size_t i = 0; i < suite.zone[z].n; i++) {
			print_owner(out, &suite.zone[z], i);
			print_error(out, &suite.zone[z], i);
		}
		fprintf(out, "\"nothing.invalid\": {}}\n");
		fclose(out);
		snprintf(arguments[z], sizeof *arguments, "none@%s", path[z]);
		argv[z] = arguments[z];
	}
	rogue_start(&rogue, "127.0.0.1", false, argv);
	for (size_t z = 0; z < suite.zones; z++)
		unlink(path[z]);
}

struct evaluation {
	struct pool pool;
	struct sender sender;
	struct ask ask;
	struct address from;
	enum result result;
	char explanation[EXPLANATION];
};

static bool pass(void *arg, const struct answers *answers, struct wanted *wanted)
{
	struct evaluation *e = arg;
	struct check c;

	pool_reset(&e->pool);
	e->ask.answers = answers;
	ck_assert_int_eq(check(&e->pool, &e->ask, e->from.ip, wanted, &c), ERR_NONE);
	e->result = c.result;
	ck_assert_uint_lt(c.explanation.len, EXPLANATION);
	memset(e->explanation, 0, EXPLANATION);
	if (c.explanation.len > 0)
		memcpy(e->explanation, c.explanation.at, c.explanation.len);
	return c.result != R_PENDING;
}

static void prepare(struct evaluation *e, const struct suite_test *t)
{
	*e = (struct evaluation){ .sender = sender_of(slice_of(t->mail_from), slice_of(t->helo)) };
	ck_assert(address_parse(slice_of(t->host), &e->from));
	e->ask = (struct ask){
		.domain = e->sender.domain, .sender = &e->sender, .receiver = SLICE("receiver"), .v6 = e->from.v6,
	};
}

/* The same test with its answers at hand. */
static void through_table(struct evaluation *e, const struct suite_test *t)
{
	struct answers *table = answers_new(NULL);
	struct wanted wanted = { 0 };

	prepare(e, t);
	while (!pass(e, table, &wanted)) {
		for (size_t i = 0; i < wanted.n; i++)
			ck_assert_int_eq(answers_put(table, &wanted.question[i],
			    suite_answer(&suite.zone[t->zone], &wanted.question[i])), ERR_NONE);
		wanted_clear(&wanted);
	}
	wanted_release(&wanted);
	answers_free(table);
	pool_release(&e->pool);
}

static void assert_same(const struct suite_test *t, const struct evaluation *live)
{
	static struct evaluation table;
	const char *explanation = t->explanation && strcmp(t->explanation, "DEFAULT") != 0 ? t->explanation : "";

	through_table(&table, t);
	ck_assert_msg(t->results >> live->result & 1, "%s: %s", t->id, result_word(live->result));
	ck_assert_msg(!t->explanation || strcmp(live->explanation, explanation) == 0, "%s: \"%s\"", t->id, live->explanation);
	ck_assert_msg(live->result == table.result, "%s: %s, by the table %s", t->id, result_word(live->result),
	    result_word(table.result));
	ck_assert_msg(strcmp(live->explanation, table.explanation) == 0, "%s", t->id);
}

static void run_batch(size_t first, size_t n)
{
	static struct evaluation evaluations[AT_ONCE];
	static struct nameserver servers[AT_ONCE];
	static struct job jobs[AT_ONCE];

	for (size_t i = 0; i < n; i++) {
		const struct suite_test *t = &suite.test[first + i];

		prepare(&evaluations[i], t);
		ck_assert(nameserver_parse(SLICE("127.0.0.1"), rogue.at[t->zone].port, &servers[i]));
		jobs[i] = (struct job){
			.label = t->id, .pass = pass, .arg = &evaluations[i],
			/* Silence is waited out; what is only late on a busy machine is no silence. */
			.options = { .servers = &servers[i], .n = 1, .timeout_ms = t->results == 1U << R_TEMPERROR ? 2000 : 10000 },
		};
		job_open(&jobs[i]);
	}
	jobs_run(jobs, n, 100000);
	for (size_t i = 0; i < n; i++) {
		ck_assert_msg(jobs[i].done, "%s: not done", jobs[i].label);
		assert_same(&suite.test[first + i], &evaluations[i]);
		pool_release(&evaluations[i].pool);
		jobs[i].options.servers = NULL;
		job_release(&jobs[i]);
	}
}

START_TEST(rfc7208)
{
	suite_read(&suite, suite_rfc7208);
	ck_assert_uint_eq(suite.n, TESTS);
	start_server();
	for (size_t first = 0; first < suite.n; first += AT_ONCE)
		run_batch(first, suite.n - first < AT_ONCE ? suite.n - first : AT_ONCE);
	rogue_stop(&rogue);
	suite_release(&suite);
}
END_TEST

int main(void)
{
	Suite *all = suite_create("suite_live");
	TCase *tcase = tcase_create("all");
	SRunner *runner;
	int failed;

	tcase_set_timeout(tcase, 300);
	tcase_add_test(tcase, rfc7208);
	suite_add_tcase(all, tcase);
	runner = srunner_create(all);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
