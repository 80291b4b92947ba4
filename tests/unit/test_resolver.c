/*
 * test_resolver: the resolver against a server that misbehaves, each fault with what must come of it and by when.
 */
#include "job.h"
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ZONE "@tests/servers/rogue.json"

/* What comes of a fault for simple_tree. */
enum outcome { OUT_TRUE, OUT_FAILED, OUT_NXDOMAIN, OUT_NODATA };

struct fault {
	const char *servers[4];		/* modes, asked in this order; "closed": a port where nobody listens */
	enum outcome outcome;
	enum failure failure;		/* OUT_FAILED */
	uint8_t rcode;
	uint64_t least_ms, most_ms;	/* for the whole tree */
	bool tcp_only;
};

/* Those that end at once, which is before the clock sends anything again: one after the other. */
enum { AT_ONCE = 390 };
static const struct fault quick[] = {
	{ { "none" }, .most_ms = AT_ONCE },
	{ { "none" }, .most_ms = AT_ONCE, .tcp_only = true },
	/* Forgeries before the truth. */
	{ { "wrongid:true" }, .most_ms = AT_ONCE },
	{ { "wrongq:true" }, .most_ms = AT_ONCE },
	{ { "spoof:true" }, .most_ms = AT_ONCE },
	{ { "notreply:true" }, .most_ms = AT_ONCE },
	/* Junk before the truth. */
	{ { "garbage:true" }, .most_ms = AT_ONCE },
	{ { "header:true" }, .most_ms = AT_ONCE },
	{ { "cut:true" }, .most_ms = AT_ONCE },
	{ { "countlie:true" }, .most_ms = AT_ONCE },
	{ { "ptrloop:true" }, .most_ms = AT_ONCE },
	{ { "shape:true" }, .most_ms = AT_ONCE },
	{ { "stranger:true" }, .most_ms = AT_ONCE },
	/* Truncation. */
	{ { "tc" }, .most_ms = AT_ONCE },
	{ { "tctwo" }, .most_ms = 1000 },
	{ { "tcclose" }, OUT_FAILED, FAILURE_NETWORK, .most_ms = AT_ONCE },
	{ { "tcrefused" }, OUT_FAILED, FAILURE_NETWORK, .most_ms = AT_ONCE },
	{ { "tctc" }, OUT_FAILED, FAILURE_TIMEOUT, .most_ms = AT_ONCE },
	{ { "flood" }, OUT_FAILED, FAILURE_TIMEOUT, .most_ms = AT_ONCE },
	/* Rcodes. */
	{ { "servfail" }, OUT_FAILED, FAILURE_RCODE, 2, .most_ms = AT_ONCE },
	{ { "refused" }, OUT_FAILED, FAILURE_RCODE, 5, .most_ms = AT_ONCE },
	{ { "formerr" }, OUT_FAILED, FAILURE_RCODE, 1, .most_ms = AT_ONCE },
	{ { "notimp" }, OUT_FAILED, FAILURE_RCODE, 4, .most_ms = AT_ONCE },
	{ { "rcode:6" }, OUT_FAILED, FAILURE_RCODE, 6, .most_ms = AT_ONCE },
	{ { "rcode:15" }, OUT_FAILED, FAILURE_RCODE, 15, .most_ms = AT_ONCE },
	{ { "referral" }, OUT_FAILED, FAILURE_RCODE, 5, .most_ms = AT_ONCE },
	{ { "bogus" }, OUT_FAILED, FAILURE_BOGUS, 2, .most_ms = AT_ONCE },
	{ { "nxdomain" }, OUT_NXDOMAIN, .most_ms = AT_ONCE },
	{ { "nodata" }, OUT_NODATA, .most_ms = AT_ONCE },
	/* EDNS refused or ignored. */
	{ { "formerredns" }, .most_ms = AT_ONCE },
	{ { "notimpedns" }, .most_ms = AT_ONCE },
	{ { "badvers" }, .most_ms = AT_ONCE },
	{ { "noopt" }, .most_ms = AT_ONCE },
	/* Odd, but right. */
	{ { "dup" }, .most_ms = AT_ONCE },
	{ { "case" }, .most_ms = AT_ONCE },
	{ { "compress" }, .most_ms = AT_ONCE },
	/* The next server at once. */
	{ { "servfail", "none" }, .most_ms = AT_ONCE },
	{ { "refused", "none" }, .most_ms = AT_ONCE },
	{ { "formerr", "none" }, .most_ms = AT_ONCE },
	{ { "tcclose", "none" }, .most_ms = AT_ONCE },
	{ { "referral", "none" }, .most_ms = AT_ONCE },
	{ { "closed", "none" }, .most_ms = AT_ONCE },
	{ { "closed", "servfail", "refused", "none" }, .most_ms = AT_ONCE },
	{ { "closed" }, OUT_FAILED, FAILURE_NETWORK, .most_ms = AT_ONCE },
	{ { "closed", "closed" }, OUT_FAILED, FAILURE_NETWORK, .most_ms = AT_ONCE },
	{ { "closed", "servfail" }, OUT_FAILED, FAILURE_RCODE, 2, .most_ms = AT_ONCE },
	{ { "refused", "servfail" }, OUT_FAILED, FAILURE_RCODE, 2, .most_ms = AT_ONCE },
};

/* Those that wait, but not for what comes after that on the clock: all side by side. */
static const struct fault patient[] = {
	{ { "drop" }, OUT_FAILED, FAILURE_TIMEOUT, .least_ms = 4900, .most_ms = 6500 },
	{ { "drop", "drop" }, OUT_FAILED, FAILURE_TIMEOUT, .least_ms = 4900, .most_ms = 6500 },
	{ { "droponce" }, .most_ms = 1500 },
	{ { "plainonly" }, .most_ms = 2700 },
	{ { "delay:3000" }, .least_ms = 9000, .most_ms = 11500 },
	{ { "wrongid" }, OUT_FAILED, FAILURE_TIMEOUT, .most_ms = 6500 },
	{ { "wrongq" }, OUT_FAILED, FAILURE_TIMEOUT, .most_ms = 6500 },
	{ { "spoof" }, OUT_FAILED, FAILURE_TIMEOUT, .most_ms = 6500 },
	{ { "notreply" }, OUT_FAILED, FAILURE_TIMEOUT, .most_ms = 6500 },
	{ { "garbage" }, OUT_FAILED, FAILURE_TIMEOUT, .most_ms = 6500 },
	{ { "header" }, OUT_FAILED, FAILURE_TIMEOUT, .most_ms = 6500 },
	{ { "cut" }, OUT_FAILED, FAILURE_TIMEOUT, .most_ms = 6500 },
	{ { "countlie" }, OUT_FAILED, FAILURE_TIMEOUT, .most_ms = 6500 },
	{ { "ptrloop" }, OUT_FAILED, FAILURE_TIMEOUT, .most_ms = 6500 },
	{ { "stranger" }, OUT_FAILED, FAILURE_TIMEOUT, .most_ms = 6500 },
	{ { "shape" }, OUT_FAILED, FAILURE_TIMEOUT, .most_ms = 6500 },
	{ { "tcdead" }, OUT_FAILED, FAILURE_TIMEOUT, .least_ms = 4900, .most_ms = 6500 },
	{ { "tctrickle" }, OUT_FAILED, FAILURE_TIMEOUT, .least_ms = 4900, .most_ms = 6500 },
	{ { "tcdead" }, OUT_FAILED, FAILURE_TIMEOUT, .least_ms = 4900, .most_ms = 6500, .tcp_only = true },
	/* The first of two is dead: one gap, once; what follows begins with the other. */
	{ { "drop", "none" }, .least_ms = 390, .most_ms = 1100 },
	{ { "garbage", "none" }, .least_ms = 390, .most_ms = 1100 },
	{ { "tcdead", "none" }, .least_ms = 390, .most_ms = 1100 },
	{ { "drop", "closed", "none" }, .least_ms = 390, .most_ms = 1100 },
	{ { "drop", "drop", "drop", "none" }, .least_ms = 2700, .most_ms = 4500 },
	{ { "drop", "servfail" }, OUT_FAILED, FAILURE_RCODE, 2, .least_ms = 4900, .most_ms = 6500 },
};

static struct rogue rogue;
static struct nameserver closed;
static struct job truth;

/* A server for each mode that the tables name, and those of `more`. */
static void start_rogue(const char *const more[])
{
	static char arguments[ROGUE_PORTS][80];
	const char *argv[ROGUE_PORTS + 1];
	size_t n = 0;
	const struct fault *tables[] = { quick, patient };
	const size_t sizes[] = { sizeof quick / sizeof *quick, sizeof patient / sizeof *patient };

	for (; more && more[n]; n++)
		snprintf(arguments[n], sizeof *arguments, "%s" ZONE, more[n]);
	for (size_t i = 0; !more && i < sizes[0] + sizes[1]; i++) {
		const struct fault *fault = i < sizes[0] ? &tables[0][i] : &tables[1][i - sizes[0]];

		for (size_t k = 0; k < 4 && fault->servers[k]; k++) {
			char argument[80];
			size_t at = 0;

			snprintf(argument, sizeof argument, "%s" ZONE, fault->servers[k]);
			while (at < n && strcmp(arguments[at], argument) != 0)
				at++;
			if (at == n && strcmp(fault->servers[k], "closed") != 0)
				strcpy(arguments[n++], argument);
		}
	}
	for (size_t i = 0; i < n; i++)
		argv[i] = arguments[i];
	argv[n] = NULL;
	rogue_start(&rogue, "127.0.0.1", true, argv);
	ck_assert(nameserver_parse(SLICE("127.0.0.1"), rogue_closed_port(), &closed));
}

static void learn_truth(void)
{
	job_init(&truth, simple_tree, &rogue, (const char *const[]){ "none", NULL });
	job_open(&truth);
	jobs_run(&truth, 1, 5000);
	ck_assert(truth.done);
}

static void open_fault(struct job *job, const struct fault *fault)
{
	const char *names[5] = { NULL };
	struct nameserver *server;

	for (size_t i = 0; i < 4; i++)
		names[i] = fault->servers[i] && strcmp(fault->servers[i], "closed") == 0 ? "none" : fault->servers[i];
	job_init(job, simple_tree, &rogue, names);
	server = (struct nameserver *)job->options.servers;
	for (size_t i = 0; i < 4; i++)
		if (fault->servers[i] && strcmp(fault->servers[i], "closed") == 0)
			server[i] = closed;
	job->label = fault->servers[0];
	job->options.tcp_only = fault->tcp_only;
	job_open(job);
}

/* Whatever the fault: nothing forged, nothing that blocks. */
static void assert_outcome(const struct job *job, const struct fault *fault)
{
	const struct answer *answer = job_answer(job, "simple.test", RR_TXT);

	ck_assert_msg(job->done && answer, "%s: not done", job->label);
	ck_assert_msg(job->slowest_ms <= 50, "%s: blocked for %u ms", job->label, (unsigned)job->slowest_ms);
	switch (fault->outcome) {
	case OUT_TRUE:
		ck_assert_msg(job_agrees(job, &truth), "%s: not the true answers", job->label);
		break;
	case OUT_FAILED:
		ck_assert_msg(answer->said == SAID_FAILED && answer->failure == fault->failure && answer->rcode == fault->rcode,
		    "%s: said %d, failure %d, rcode %d", job->label, answer->said, answer->failure, answer->rcode);
		break;
	case OUT_NXDOMAIN:
		ck_assert_msg(answer->said == SAID_NXDOMAIN && answer->ttl == 60, "%s", job->label);
		break;
	case OUT_NODATA:
		ck_assert_msg(answer->said == SAID_NODATA && answer->ttl == 60, "%s", job->label);
	}
}

/* A busy machine makes everything later, never sooner: what is late is run again, and late each time is late. */
enum { CHANCES = 8 };

static void assert_time(const struct job *job, const struct fault *fault)
{
	const char *second = fault->servers[1] ? fault->servers[1] : "alone";

	ck_assert_msg(job->took_ms >= fault->least_ms && job->took_ms <= fault->most_ms, "%s, %s: %u ms, not %u to %u",
	    job->label, second, (unsigned)job->took_ms, (unsigned)fault->least_ms, (unsigned)fault->most_ms);
}

START_TEST(quick_faults)
{
	start_rogue(NULL);
	learn_truth();
	for (size_t i = 0; i < sizeof quick / sizeof *quick; i++) {
		struct job job;

		for (unsigned chance = 0; chance < CHANCES && (chance == 0 || job.took_ms > quick[i].most_ms); chance++) {
			open_fault(&job, &quick[i]);
			jobs_run(&job, 1, 20000);
			assert_outcome(&job, &quick[i]);
			job_release(&job);
		}
		assert_time(&job, &quick[i]);
	}
	job_release(&truth);
	rogue_stop(&rogue);
}
END_TEST

START_TEST(patient_faults)
{
	enum { N = sizeof patient / sizeof *patient };
	static struct job job[N];
	const struct fault *fault[N];
	size_t n = N, late;

	start_rogue(NULL);
	learn_truth();
	for (size_t i = 0; i < N; i++)
		fault[i] = &patient[i];
	for (unsigned chance = 1; n > 0; chance++, n = late) {
		late = 0;
		for (size_t i = 0; i < n; i++)
			open_fault(&job[i], fault[i]);
		jobs_run(job, n, 40000);
		for (size_t i = 0; i < n; i++) {
			assert_outcome(&job[i], fault[i]);
			job_release(&job[i]);
			if (chance < CHANCES && job[i].took_ms > fault[i]->most_ms)
				fault[late++] = fault[i];
			else
				assert_time(&job[i], fault[i]);
		}
	}
	job_release(&truth);
	rogue_stop(&rogue);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("resolver");
	TCase *faults = tcase_create("faults");
	SRunner *runner;
	int failed;

	tcase_set_timeout(faults, 300);
	tcase_add_test(faults, quick_faults);
	tcase_add_test(faults, patient_faults);
	suite_add_tcase(suite, faults);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
