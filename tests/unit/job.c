/*
 * job: drives resolvers side by side.
 */
#include "job.h"
#include <check.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum { JOB_FDS = 4096, JOB_SERVERS = 8 };

const struct step_wanted simple_tree[] = {
	{ 0, "simple.test", RR_TXT },
	{ 1, "_spf.simple.test", RR_TXT },
	{ 1, "simple.test", RR_MX },
	{ 2, "_spf2.simple.test", RR_TXT },
	{ 2, "mail.simple.test", RR_A },
	{ 2, "mail.simple.test", RR_AAAA },
	{ 2, "mail2.simple.test", RR_A },
	{ 0, NULL, 0 },
};

uint64_t job_clock(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

struct question job_question(const char *name, uint16_t type)
{
	struct question question = { .type = type };

	ck_assert_int_eq(name_from_bytes(slice_of(name), &question.name), ERR_NONE);
	return question;
}

const struct answer *job_answer(const struct job *job, const char *name, uint16_t type)
{
	struct question question = job_question(name, type);

	return answers_get(job->answers, &question);
}

bool job_pass(const struct step_wanted *tree, const struct answers *answers, struct wanted *wanted)
{
	unsigned round = 0;
	bool failed = false;

	for (; tree->name; tree++) {
		struct question question = job_question(tree->name, tree->type);
		const struct answer *answer = answers_get(answers, &question);

		if (tree->round > round && (wanted->n > 0 || failed))
			break;
		round = tree->round;
		if (!answer)
			wanted_add(wanted, &question.name, question.type);
		else
			failed = failed || answer->said == SAID_FAILED;
	}
	return wanted->n == 0;
}

void job_init(struct job *job, const struct step_wanted *tree, const struct rogue *rogue, const char *const servers[])
{
	struct nameserver *server = calloc(JOB_SERVERS, sizeof *server);

	*job = (struct job){ .label = servers[0], .tree = tree };
	for (size_t n = 0; servers[n]; n++) {
		server[n] = rogue_server(rogue, servers[n]);
		job->options.n = n + 1;
	}
	job->options.servers = server;
}

void job_open(struct job *job)
{
	job->source = resolver_new(&job->options);
	job->answers = answers_new(NULL);
	ck_assert_ptr_nonnull(job->source);
	ck_assert_ptr_nonnull(job->answers);
	job->began_ms = job_clock();
}

/* Time and use of the processor before a call. */
struct begun {
	uint64_t ms, work_ms;
	long sleeps;
};

static struct begun begin(void)
{
	struct timespec work;
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &work);
	return (struct begun){
		.ms = job_clock(), .work_ms = (uint64_t)work.tv_sec * 1000 + (uint64_t)work.tv_nsec / 1000000, .sleeps = usage.ru_nvcsw,
	};
}

/* Who is made to wait for a busy processor does not block: that takes giving it up. */
static void note_time(struct job *job, struct begun before)
{
	struct begun now = begin();
	uint64_t took = now.sleeps > before.sleeps ? now.ms - before.ms : now.work_ms - before.work_ms;

	job->slowest_ms = took > job->slowest_ms ? took : job->slowest_ms;
}

static void ask(struct job *job)
{
	struct begun begun = begin();
	struct source_progress progress;
	size_t flying = 0;

	wanted_clear(&job->wanted);
	if (job->pass)
		job->done = job->pass(job->arg, job->answers, &job->wanted) || job->wanted.n == 0;
	else
		job->done = job_pass(job->tree, job->answers, &job->wanted);
	if (job->done) {
		job->took_ms = begun.ms - job->began_ms;
		return;
	}
	ck_assert_int_eq(job->source->ops->want(job->source, &job->wanted, job->answers, begun.ms), ERR_NONE);
	note_time(job, begun);
	while (job->source->ops->progress(job->source, flying, &progress))
		flying++;
	job->most_flying = flying > job->most_flying ? flying : job->most_flying;
}

/* The descriptors of all, and until when to sleep. */
static size_t gather(struct job *job, size_t n, struct pollfd *fds, uint64_t *wake)
{
	size_t count = 0;

	for (size_t i = 0; i < n; i++) {
		uint64_t when;
		size_t more;

		if (job[i].done)
			continue;
		more = job[i].source->ops->fds(job[i].source, fds + count, JOB_FDS - count, &when);
		ck_assert_uint_le(more, JOB_FDS - count);
		count += more;
		*wake = when < *wake ? when : *wake;
	}
	return count;
}

/* Each is given the descriptors of all: strangers must not trouble it. */
static void step(struct job *job, const struct pollfd *fds, size_t n)
{
	struct begun begun = begin();
	size_t put;

	ck_assert_int_eq(job->source->ops->step(job->source, fds, n, begun.ms, job->answers, &put), ERR_NONE);
	note_time(job, begun);
	job->put += put;
	if (put > 0)
		ask(job);
}

void jobs_run(struct job *job, size_t n, uint64_t most_ms)
{
	static struct pollfd fds[JOB_FDS];
	uint64_t end = job_clock() + most_ms;
	size_t open = n;

	for (size_t i = 0; i < n; i++)
		ask(&job[i]);
	while (open > 0 && job_clock() < end) {
		uint64_t wake = end, now;
		size_t count = gather(job, n, fds, &wake);

		now = job_clock();
		if (poll(fds, count, wake > now ? (int)(wake - now) : 0) < 0)
			continue;
		open = 0;
		for (size_t i = 0; i < n; i++) {
			if (!job[i].done)
				step(&job[i], fds, count);
			open += !job[i].done;
		}
	}
}

void job_release(struct job *job)
{
	job->source->ops->free(job->source);
	answers_free(job->answers);
	wanted_release(&job->wanted);
	free((void *)job->options.servers);
}

static bool answer_equal(const struct answer *a, const struct answer *b)
{
	if (!a || !b || a->said != b->said || a->failure != b->failure || a->n != b->n || !name_equal(&a->owner, &b->owner))
		return false;
	for (size_t i = 0; i < a->n; i++)
		if (a->rr[i].len != b->rr[i].len || memcmp(a->rr[i].wire, b->rr[i].wire, a->rr[i].len) != 0)
			return false;
	return true;
}

bool job_agrees(const struct job *job, const struct job *truth)
{
	for (const struct step_wanted *at = truth->tree; at->name; at++)
		if (!answer_equal(job_answer(job, at->name, at->type), job_answer(truth, at->name, at->type)))
			return false;
	return true;
}

size_t open_descriptors(void)
{
	DIR *folder = opendir("/proc/self/fd");
	size_t n = 0;

	ck_assert_ptr_nonnull(folder);
	while (readdir(folder))
		n++;
	closedir(folder);
	return n;
}
