/* source: the one blocking loop of commands and plain mode. It alone here polls and reads the clock, with the resolver. */
#include "dns/source.h"
#include "base/memory.h"

#include <errno.h>
#include <limits.h>
#include <time.h>

enum {
	MOST_MS = 20000,	/* RFC 7208 4.6.4: at least 20 seconds for all look-ups together */
	REPORT_MS = 500,
	FDS_LEAST = 16,
};

struct run {
	struct source *source;
	struct answers *answers;
	const struct source_wait *wait;
	struct wanted wanted;		/* what the last pass missed */
	struct pollfd *fds;
	size_t size;
	uint64_t now, end, report_at;	/* milliseconds */
	size_t asked, answered;
};

static uint64_t clock_ms(void)
{
	struct timespec t = { 0 };

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

static bool stopped(const struct run *r)
{
	return r->wait->stop && *r->wait->stop;
}

static bool report(struct run *r)
{
	r->report_at = r->now + REPORT_MS;
	return !r->wait->report || r->wait->report(r->wait->arg, r->source, r->asked, r->answered);
}

/* All descriptors of the source into fds. *n: how many; *wake: when to step at the latest. */
static enum error gather(struct run *r, size_t *n, uint64_t *wake)
{
	for (;;) {
		struct pollfd *more;

		*n = r->source->ops->fds(r->source, r->fds, r->size, wake);
		if (*n <= r->size)
			return ERR_NONE;
		more = mem_resize(r->fds, *n + FDS_LEAST, sizeof(*more));
		if (!more)
			return ERR_MEMORY;
		r->fds = more;
		r->size = *n + FDS_LEAST;
	}
}

/*
 * How long to sleep. Never past the next report, also when nobody reads it: a signal that comes between looking at stop and
 * poll() is seen half a second later at most.
 */
static int sleep_ms(const struct run *r, uint64_t wake)
{
	uint64_t until = wake;

	if (r->report_at < until)
		until = r->report_at;
	if (r->end < until)
		until = r->end;
	return until <= r->now ? 0 : until - r->now > INT_MAX ? INT_MAX : (int)(until - r->now);
}

/* Sleeps until something has come or is due, and takes it. */
static enum error step(struct run *r, size_t *put)
{
	size_t n;
	uint64_t wake;
	enum error e = gather(r, &n, &wake);

	*put = 0;
	if (e)
		return e;
	if (poll(r->fds, n, sleep_ms(r, wake)) < 0) {
		if (errno != EINTR && errno != EAGAIN)
			return ERR_MEMORY;		/* of the kernel: all else cannot be with open descriptors */
		for (size_t i = 0; i < n; i++)
			r->fds[i].revents = 0;
	}
	r->now = clock_ms();
	e = r->source->ops->step(r->source, r->fds, n, r->now, r->answers, put);
	r->answered += *put;
	return e;
}

/* Until an answer is there, time is over or somebody stops it. */
static enum error await(struct run *r)
{
	size_t put = 0;

	while (!put && r->now < r->end) {
		enum error e = step(r, &put);

		if (e)
			return e;
		if (stopped(r) || (r->now >= r->report_at && !report(r)))
			return ERR_STOPPED;
	}
	return ERR_NONE;
}

/* No time is left: what is wanted and not known ends here, whatever comes later. */
static enum error expire(struct run *r)
{
	r->source->ops->stop(r->source);
	for (size_t i = 0; i < r->wanted.n; i++) {
		const struct question *q = &r->wanted.question[i];
		struct answer late = { .said = SAID_FAILED, .failure = FAILURE_TIMEOUT, .owner = q->name };
		enum error e = answers_get(r->answers, q) ? ERR_NONE : answers_put(r->answers, q, &late);

		if (e)
			return e;
	}
	return ERR_NONE;
}

/* Asks for what the last pass missed and waits for some of it. */
static enum error round_trip(struct run *r)
{
	enum error e;

	if (r->now >= r->end)
		return expire(r);
	e = r->source->ops->want(r->source, &r->wanted, r->answers, r->now);
	if (e)
		return e;
	if (r->asked < r->answered + r->wanted.n)
		r->asked = r->answered + r->wanted.n;
	return report(r) ? await(r) : ERR_STOPPED;
}

static enum error run(struct run *r, source_pass *pass, void *arg)
{
	enum error e = ERR_NONE;

	while (!e) {
		bool done;

		if (stopped(r))
			return ERR_STOPPED;
		wanted_clear(&r->wanted);
		done = pass(arg, r->answers, &r->wanted);
		if (r->wanted.failed)
			return ERR_MEMORY;
		if (done || !r->wanted.n)
			return ERR_NONE;
		r->now = clock_ms();
		e = round_trip(r);
	}
	return e;
}

enum error source_run(
    struct source *source, struct answers *answers, source_pass *pass, void *arg, const struct source_wait *wait)
{
	static const struct source_wait none;
	struct run r = { .source = source, .answers = answers, .wait = wait ? wait : &none };
	enum error e;

	r.now = clock_ms();
	r.end = r.now + (r.wait->most_ms ? r.wait->most_ms : MOST_MS);
	if (r.end < r.now)
		r.end = UINT64_MAX;
	r.report_at = r.now + REPORT_MS;
	e = run(&r, pass, arg);
	if (e)
		source->ops->stop(source);
	wanted_release(&r.wanted);
	mem_free(r.fds);
	return e;
}
