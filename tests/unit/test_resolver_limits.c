/*
 * test_resolver_limits: forgeries by the thousand, CNAMEs, bounds, IPv6, stopping, descriptors and the end of memory.
 */
#include "failing_malloc.h"
#include "job.h"
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define ZONE "@tests/servers/rogue.json"

enum { PATIENCE = 60000 };		/* ms: nothing here takes that long */

static struct rogue rogue;

static void start_rogue(void)
{
	static const char *const modes[] = {
		"none" ZONE, "wrongid:true" ZONE, "spoof:true" ZONE, "nochase" ZONE, "drop" ZONE, "huge" ZONE, "delay:50" ZONE, NULL,
	};

	rogue_start(&rogue, "127.0.0.1", true, modes);
}

static void stop_rogue(void)
{
	rogue_stop(&rogue);
}

/* Wants n names of many.test at once. */
struct many {
	size_t first, n;
	uint16_t type;
};

static struct question many_question(const struct many *m, size_t i)
{
	char name[40];

	snprintf(name, sizeof name, "n%zu.many.test", m->first + i);
	return job_question(name, m->type);
}

static bool many_pass(void *arg, const struct answers *answers, struct wanted *wanted)
{
	const struct many *m = arg;

	if (answers_count(answers) >= m->first + m->n)
		return true;
	for (size_t i = 0; i < m->n; i++) {
		struct question question = many_question(m, i);

		if (!answers_get(answers, &question))
			wanted_add(wanted, &question.name, question.type);
	}
	return false;
}

static void open_job(struct job *job, const char *mode)
{
	job_init(job, simple_tree, &rogue, (const char *const[]){ mode, NULL });
	job_open(job);
}

/* For queries that are counted, and heavy answers: a server that a busy machine holds up is not asked again. */
static void open_counted(struct job *job, const char *mode)
{
	job_init(job, simple_tree, &rogue, (const char *const[]){ mode, NULL });
	job->options.tries = 1;
	job->options.timeout_ms = PATIENCE;
	job_open(job);
}

static size_t forged_among(const struct job *job, const struct many *m)
{
	size_t forged = 0;

	for (size_t i = 0; i < m->n; i++) {
		struct question question = many_question(m, i);
		const struct answer *answer = answers_get(job->answers, &question);

		ck_assert(answer && answer->said == SAID_DATA && answer->n == 1);
		forged += memcmp(answer->rr[0].wire, "\xc0\0\2\x09", 4) != 0;
	}
	return forged;
}

/* 40 with another id before each of 250 true answers; as many true ones from other addresses and ports. */
START_TEST(forgeries)
{
	static const char *const modes[] = { "wrongid:true", "spoof:true" };
	struct many many = { .n = 250, .type = RR_A };

	for (size_t i = 0; i < 2; i++) {
		struct job job;

		open_counted(&job, modes[i]);
		job.pass = many_pass;
		job.arg = &many;
		jobs_run(&job, 1, PATIENCE);
		ck_assert(job.done);
		ck_assert_uint_eq(forged_among(&job, &many), 0);
		ck_assert_uint_le(job.most_flying, RESOLVER_IN_FLIGHT);
		job_release(&job);
	}
}
END_TEST

struct alias_row {
	const char *name;
	enum said said;
	enum failure failure;
	const char *owner;
	size_t most_queries;		/* of the server that leaves CNAMEs to us */
};
static const struct alias_row aliases[] = {
	{ "mail.simple.test", SAID_DATA, FAILURE_NONE, "mail.simple.test", 1 },
	{ "alias.test", SAID_DATA, FAILURE_NONE, "mail.simple.test", 4 },
	{ "alias-nowhere.test", SAID_NXDOMAIN, FAILURE_NONE, "nowhere.test", 2 },
	{ "c2.test", SAID_DATA, FAILURE_NONE, "c14.test", 13 },
	{ "c1.test", SAID_FAILED, FAILURE_CNAME, NULL, 13 },
	{ "loop1.test", SAID_FAILED, FAILURE_CNAME, NULL, 4 },
	{ "self.test", SAID_FAILED, FAILURE_CNAME, NULL, 2 },
	{ "fails.test", SAID_FAILED, FAILURE_RCODE, NULL, 2 },
};

static void assert_alias(const struct alias_row *row, const char *mode)
{
	const struct step_wanted tree[] = { { 0, row->name, RR_A }, { 0, NULL, 0 } };
	const struct answer *answer;
	char line[128];
	struct job job;

	open_counted(&job, mode);
	job.tree = tree;
	jobs_run(&job, 1, PATIENCE);
	answer = job_answer(&job, row->name, RR_A);
	ck_assert_msg(answer && answer->said == row->said && answer->failure == row->failure, "%s: %s", mode, row->name);
	if (row->owner)
		ck_assert(name_equal(&answer->owner, &(struct question){ job_question(row->owner, RR_A).name, 0 }.name));
	snprintf(line, sizeof line, "%s udp", mode);
	ck_assert_msg(rogue_heard(&rogue, line) <= row->most_queries, "%s: %s: %zu queries", mode, row->name,
	    rogue_heard(&rogue, line));
	job_release(&job);
}

START_TEST(cnames)
{
	assert_alias(&aliases[_i], "none");
	assert_alias(&aliases[_i], "nochase");
}
END_TEST

/* RFC 7208's worst case: 10 mx of 10 hosts. Each question is asked once. */
START_TEST(amplification)
{
	struct many many = { .n = 111, .type = RR_A };
	struct job job;

	open_counted(&job, "none");
	job.pass = many_pass;
	job.arg = &many;
	jobs_run(&job, 1, PATIENCE);
	ck_assert(job.done);
	ck_assert_uint_eq(rogue_heard(&rogue, "none udp"), 111);
	job_release(&job);
}
END_TEST

/* One round trip for all that is wanted at once, not one for each. */
START_TEST(rounds)
{
	struct job job;

	open_counted(&job, "delay:50");
	jobs_run(&job, 1, PATIENCE);
	ck_assert(job.done);
	ck_assert_uint_ge(job.took_ms, 150);
	ck_assert_uint_eq(job.most_flying, 4);		/* all of the last round side by side */
	ck_assert_uint_eq(rogue_heard(&rogue, "delay:50 udp") + rogue_heard(&rogue, "delay udp"), 7);
	job_release(&job);
}
END_TEST

START_TEST(bound)
{
	struct many many = { .n = 300, .type = RR_A };
	size_t refused = 0;
	struct job job;

	job_init(&job, NULL, &rogue, (const char *const[]){ "none", NULL });
	job.options.most = 100;
	job_open(&job);
	job.pass = many_pass;
	job.arg = &many;
	jobs_run(&job, 1, PATIENCE);
	ck_assert(job.done);
	for (size_t i = 0; i < many.n; i++) {
		struct question question = many_question(&many, i);
		const struct answer *answer = answers_get(job.answers, &question);

		refused += answer->failure == FAILURE_BOUND;
		ck_assert(answer->failure == FAILURE_BOUND || answer->said == SAID_DATA);
	}
	ck_assert_uint_eq(refused, 200);
	job_release(&job);
}
END_TEST

START_TEST(huge_answers)
{
	const struct step_wanted tree[] = { { 0, "simple.test", RR_TXT }, { 0, NULL, 0 } };
	struct job job;

	open_counted(&job, "huge");
	job.tree = tree;
	jobs_run(&job, 1, PATIENCE);
	ck_assert(job.done);
	ck_assert_uint_gt(job_answer(&job, "simple.test", RR_TXT)->n, 200);
	job_release(&job);
}
END_TEST

/* In the middle of it: all closed at once, and nothing is known of what was in flight; then it starts anew. */
START_TEST(stopping)
{
	struct many many = { .n = 500, .type = RR_A };
	size_t before, put, open = 0;
	uint64_t began;
	struct job job;

	open_job(&job, "drop");
	before = open_descriptors();
	job.pass = many_pass;
	job.arg = &many;
	jobs_run(&job, 1, 600);
	ck_assert(!job.done);
	ck_assert_uint_gt(open_descriptors(), before + RESOLVER_IN_FLIGHT);
	began = job_clock();
	job.source->ops->stop(job.source);
	ck_assert_uint_le(job_clock() - began, 2000);	/* not the 5 s of a question */
	ck_assert_uint_eq(open_descriptors(), before);
	ck_assert_int_eq(job.source->ops->step(job.source, NULL, 0, job_clock(), job.answers, &put), ERR_NONE);
	ck_assert_uint_eq(put + answers_count(job.answers), 0);
	ck_assert(!job.source->ops->progress(job.source, open, &(struct source_progress){ 0 }));
	jobs_run(&job, 1, 100);
	ck_assert(job.source->ops->progress(job.source, 0, &(struct source_progress){ 0 }));
	job_release(&job);
	ck_assert_uint_eq(open_descriptors(), before);
}
END_TEST

/* With fewer descriptors than questions everything is answered, some of it later. */
START_TEST(few_descriptors)
{
	struct many many = { .n = 60, .type = RR_A };
	struct rlimit limit;
	struct job job;

	open_job(&job, "delay:50");
	getrlimit(RLIMIT_NOFILE, &limit);
	limit.rlim_cur = open_descriptors() + 30;
	ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &limit), 0);
	job.pass = many_pass;
	job.arg = &many;
	jobs_run(&job, 1, PATIENCE);
	limit.rlim_cur = limit.rlim_max;
	setrlimit(RLIMIT_NOFILE, &limit);
	ck_assert(job.done);
	ck_assert_uint_eq(forged_among(&job, &many), 0);
	job_release(&job);
}
END_TEST

/* Ten thousand questions (a hundred thousand with SPFWIZ_FULL) leave no descriptor behind. */
START_TEST(leaks)
{
	size_t total = getenv("SPFWIZ_FULL") ? 100000 : 10000, before;
	struct many many = { .n = 1000, .type = RR_A };
	struct job job;

	job_init(&job, NULL, &rogue, (const char *const[]){ "none", NULL });
	job.options.most = total;
	job_open(&job);
	before = open_descriptors();
	job.pass = many_pass;
	job.arg = &many;
	for (; many.first < total; many.first += many.n) {
		jobs_run(&job, 1, PATIENCE);
		ck_assert(job.done);
		ck_assert_uint_eq(open_descriptors(), before);
		ck_assert_uint_eq(forged_among(&job, &many), 0);
		job.source->ops->stop(job.source);	/* the bound on bytes counts anew */
	}
	job_release(&job);
}
END_TEST

START_TEST(ipv6)
{
	static struct rogue six;
	const struct step_wanted tree[] = { { 0, "mail.simple.test", RR_A }, { 0, NULL, 0 } };
	char text[40];
	struct nameserver server[2];
	struct job job = { .tree = tree, .options = { .servers = server, .n = 2 } };

	rogue_start(&six, "::1", false, (const char *const[]){ "none" ZONE, NULL });
	/* No such interface; a scope where none is needed. */
	ck_assert(nameserver_parse(SLICE("fe80::1%nosuch0"), DNS_PORT, &server[0]));
	snprintf(text, sizeof text, "::1%%lo#%u", rogue_port(&six, "none"));
	ck_assert(nameserver_parse(slice_of(text), DNS_PORT, &server[1]));
	for (int family = RESOLVER_ANY; family <= RESOLVER_IPV6; family++) {
		job.options.family = (enum resolver_family)family;
		job_open(&job);
		jobs_run(&job, 1, PATIENCE);
		ck_assert(job.done);
		ck_assert_int_eq(job_answer(&job, "mail.simple.test", RR_A)->failure,
		    family == RESOLVER_IPV4 ? FAILURE_NETWORK : FAILURE_NONE);
		job.source->ops->free(job.source);
		answers_free(job.answers);
		job.done = false;
	}
	wanted_release(&job.wanted);
	rogue_stop(&six);
}
END_TEST

static bool tree_pass(void *arg, const struct answers *answers, struct wanted *wanted)
{
	return job_pass(arg, answers, wanted);
}

/* At each allocation in turn: it is reported, nothing crashes, nothing stays open. */
START_TEST(memory_ends)
{
	struct nameserver server = rogue_server(&rogue, _i ? "huge" : "none");
	struct resolver_options options = { .servers = &server, .n = 1 };
	size_t before = open_descriptors();
	enum error error = ERR_MEMORY;

	for (unsigned n = 0; error != ERR_NONE; n++) {
		struct source *source;
		struct answers *answers = answers_new(NULL);

		failing_malloc_after(n);
		source = resolver_new(&options);
		error = source ? source_run(source, answers, tree_pass, (void *)simple_tree, NULL) : ERR_MEMORY;
		ck_assert(failing_malloc_off() == (error == ERR_MEMORY));
		if (source)
			source->ops->free(source);
		answers_free(answers);
		ck_assert_uint_eq(open_descriptors(), before);
		ck_assert_uint_lt(n, 5000);
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("resolver_limits");
	TCase *tcase = tcase_create("all");
	SRunner *runner;
	int failed;

	tcase_add_checked_fixture(tcase, start_rogue, stop_rogue);
	tcase_set_timeout(tcase, 120);
	tcase_add_test(tcase, forgeries);
	tcase_add_loop_test(tcase, cnames, 0, sizeof aliases / sizeof *aliases);
	tcase_add_test(tcase, amplification);
	tcase_add_test(tcase, rounds);
	tcase_add_test(tcase, bound);
	tcase_add_test(tcase, huge_answers);
	tcase_add_test(tcase, stopping);
	tcase_add_test(tcase, few_descriptors);
	tcase_add_test(tcase, leaks);
	tcase_add_test(tcase, ipv6);
	tcase_add_loop_test(tcase, memory_ends, 0, 2);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
