/*
 * resolver: the questions in line and in flight, behind the interface of a source.
 */
#include "resolver.h"
#include "base/memory.h"
#include "resolver_query.h"
#include <string.h>

struct resolver {
	struct source source;			/* first: source_ops see it as this */
	struct view view;
	struct wanted line;			/* questions that wait for a place, from next on */
	size_t next;
	struct wanted over;			/* those over a bound, to be answered so */
	struct flight {
		uint32_t hash;			/* of the question's name: a list is looked through at every round */
		struct query *query;
	} *flight;				/* room for most_flying */
	size_t most_flying;
	size_t flying;
	size_t asked, most;			/* questions started on since the beginning or stop() */
	size_t bytes;				/* of answers put since then */
	char label[NAMESERVERS][NAMESERVER_TEXT];
};

static struct resolver *resolver_of(struct source *source)
{
	return (struct resolver *)source;
}

static const struct resolver *resolver_in(const struct source *source)
{
	return (const struct resolver *)source;
}

static bool is_flying(const struct resolver *r, const struct question *question)
{
	uint32_t hash = name_hash(&question->name);

	for (size_t i = 0; i < r->flying; i++)
		if (r->flight[i].hash == hash && question_equal(&r->flight[i].query->question, question))
			return true;
	return false;
}

static bool is_waiting(const struct resolver *r, const struct question *question)
{
	for (size_t i = r->next; i < r->line.n; i++)
		if (question_equal(&r->line.question[i], question))
			return true;
	return false;
}

static bool is_full(const struct resolver *r)
{
	return r->asked >= r->most || r->bytes >= RESOLVER_BYTES;
}

/* Fills the places in flight from the line. */
static enum error start(struct resolver *r, uint64_t now_ms)
{
	while (r->flying < r->most_flying && r->next < r->line.n) {
		const struct question *question = &r->line.question[r->next];
		struct query *query = query_new(&r->view, question, now_ms);

		if (!query)
			return ERR_MEMORY;
		r->flight[r->flying++] = (struct flight){ name_hash(&question->name), query };
		r->next++;
	}
	if (r->next == r->line.n) {
		wanted_clear(&r->line);
		r->next = 0;
	}
	return r->view.failed ? ERR_MEMORY : ERR_NONE;
}

static enum error resolver_want(struct source *source, const struct wanted *wanted, const struct answers *answers,
    uint64_t now_ms)
{
	struct resolver *r = resolver_of(source);

	for (size_t i = 0; i < wanted->n; i++) {
		const struct question *question = &wanted->question[i];
		size_t before = r->line.n;

		if (answers_get(answers, question) || is_flying(r, question))
			continue;
		if (is_full(r)) {
			if (is_waiting(r, question))
				continue;
			wanted_add(&r->over, &question->name, question->type);
			continue;
		}
		wanted_add(&r->line, &question->name, question->type);
		r->asked += r->line.n - before;
	}
	if (r->line.failed || r->over.failed)
		return ERR_MEMORY;
	return start(r, now_ms);
}

static struct pollfd poll_for(const struct channel *channel)
{
	return (struct pollfd){ .fd = channel->fd, .events = channel->writing ? POLLOUT : POLLIN };
}

static size_t resolver_fds(const struct source *source, struct pollfd *fds, size_t n, uint64_t *wake_ms)
{
	const struct resolver *r = resolver_in(source);
	size_t count = 0;

	*wake_ms = r->over.n > 0 || r->next < r->line.n ? 0 : UINT64_MAX;
	for (size_t i = 0; i < r->flying; i++) {
		const struct query *q = r->flight[i].query;
		uint64_t wake = query_wake(q);

		*wake_ms = wake < *wake_ms ? wake : *wake_ms;
		for (unsigned k = 0; k < QUERY_CHANNELS && !q->done; k++) {
			if (q->channel[k].fd < 0)
				continue;
			if (count < n)
				fds[count] = poll_for(&q->channel[k]);
			count++;
		}
	}
	return count;
}

/* Where fd stands in fds; n when it is not there, which means: nobody has looked, so look. from: where it should be. */
static size_t find_fd(const struct pollfd *fds, size_t n, size_t from, int fd)
{
	if (from < n && fds[from].fd == fd)
		return from;
	for (size_t i = 0; i < n; i++)
		if (fds[i].fd == fd)
			return i;
	return n;
}

/* Passes on what poll(2) said of the channels of q. fds may hold strangers, in any order, or lack some of ours; at: where to look first. */
static void take_events(struct query *q, const struct pollfd *fds, size_t n, size_t *at, uint64_t now_ms)
{
	for (unsigned k = 0; k < QUERY_CHANNELS && !q->done; k++) {
		size_t found;

		if (q->channel[k].fd < 0)
			continue;
		found = find_fd(fds, n, *at, q->channel[k].fd);
		*at = found < n ? found + 1 : *at;
		if (found == n || fds[found].revents != 0)
			query_event(q, &q->channel[k], now_ms);
	}
	query_tick(q, now_ms);
}

static enum error put_answer(struct resolver *r, struct answers *answers, const struct question *question,
    const struct answer *answer, size_t *put)
{
	enum error error = answers_put(answers, question, answer);

	if (error != ERR_NONE)
		return error;
	for (size_t i = 0; i < answer->n; i++)
		r->bytes += sizeof answer->rr[i] + answer->rr[i].len;
	r->bytes += sizeof *answer + sizeof *question;
	++*put;
	return ERR_NONE;
}

/*
 * Lets each take what has come, and puts its answer when it is done, before the next one reads: the answer lies in the view. One that
 * memory has no room for is forgotten, and asked again by whoever wants it again.
 */
static enum error take(struct resolver *r, const struct pollfd *fds, size_t n, uint64_t now_ms, struct answers *answers, size_t *put)
{
	size_t kept = 0, at = 0;
	enum error error = ERR_NONE;

	for (size_t i = 0; i < r->flying; i++) {
		struct query *q = r->flight[i].query;

		if (error == ERR_NONE)
			take_events(q, fds, n, &at, now_ms);
		if (error == ERR_NONE && q->done)
			error = put_answer(r, answers, &q->question, &q->answer, put);
		if (q->done)
			query_free(q);
		else
			r->flight[kept++] = r->flight[i];
	}
	r->flying = kept;
	return error;
}

static enum error refuse(struct resolver *r, struct answers *answers, size_t *put)
{
	struct answer answer = { .said = SAID_FAILED, .failure = FAILURE_BOUND };
	enum error error = ERR_NONE;

	for (size_t i = 0; i < r->over.n && error == ERR_NONE; i++) {
		answer.owner = r->over.question[i].name;
		error = put_answer(r, answers, &r->over.question[i], &answer, put);
	}
	if (error == ERR_NONE)
		wanted_clear(&r->over);
	return error;
}

static enum error resolver_step(struct source *source, const struct pollfd *fds, size_t n, uint64_t now_ms,
    struct answers *answers, size_t *put)
{
	struct resolver *r = resolver_of(source);
	enum error error;

	*put = 0;
	error = refuse(r, answers, put);
	if (error == ERR_NONE)
		error = take(r, fds, n, now_ms, answers, put);
	if (error == ERR_NONE)
		error = start(r, now_ms);
	return error;
}

static bool resolver_progress(const struct source *source, size_t i, struct source_progress *out)
{
	const struct resolver *r = resolver_in(source);

	if (i >= r->flying)
		return false;
	const struct query *q = r->flight[i].query;
	*out = (struct source_progress){
		.question = q->question, .tries = q->sent, .since_ms = q->since_ms,
	};
	return true;
}

static void resolver_stop(struct source *source)
{
	struct resolver *r = resolver_of(source);

	for (size_t i = 0; i < r->flying; i++)
		query_free(r->flight[i].query);
	r->flying = 0;
	parked_close(&r->view.parked);
	wanted_clear(&r->line);
	wanted_clear(&r->over);
	r->line.failed = r->over.failed = r->view.failed = false;
	r->next = r->asked = r->bytes = 0;
}

static void resolver_free(struct source *source)
{
	struct resolver *r = resolver_of(source);

	resolver_stop(source);
	wanted_release(&r->line);
	wanted_release(&r->over);
	mem_free(r->flight);
	mem_free(r->view.parked.fd);
	mem_free(r->view.room);
	pool_release(&r->view.reply);
	mem_free(r);
}

static const char *resolver_label(const struct source *source)
{
	const struct resolver *r = resolver_in(source);

	return r->label[r->view.first];
}

static const struct source_ops resolver_ops = {
	.want = resolver_want,
	.fds = resolver_fds,
	.step = resolver_step,
	.progress = resolver_progress,
	.stop = resolver_stop,
	.free = resolver_free,
	.label = resolver_label,
};

struct resolver_options resolver_options(const struct resolvconf *conf)
{
	return (struct resolver_options){
		.servers = conf->server,
		.n = conf->n,
		.timeout_ms = conf->timeout_ms,
		.tries = conf->attempts * (unsigned)conf->n,
		.tcp_only = conf->tcp,
	};
}

static bool family_fits(enum resolver_family family, bool v6)
{
	return family == RESOLVER_ANY || (family == RESOLVER_IPV6) == v6;
}

/* A server on an interface that isn't there is left out as one of the wrong family is: it can't be reached. */
static void add_servers(struct resolver *r, const struct resolver_options *options)
{
	for (size_t i = 0; i < options->n && r->view.n < NAMESERVERS; i++) {
		const struct nameserver *server = &options->servers[i];

		if (!family_fits(options->family, server->address.v6) ||
		    !endpoint_of(server, &r->view.server[r->view.n].endpoint))
			continue;
		nameserver_text(server, r->label[r->view.n]);
		r->view.n++;
	}
}

struct source *resolver_new(const struct resolver_options *options)
{
	struct resolver *r = mem_zero(1, sizeof *r);

	if (!r)
		return NULL;
	r->source.ops = &resolver_ops;
	add_servers(r, options);
	r->view.tries = options->tries ? options->tries : RESOLVER_TRIES;
	r->view.timeout_ms = options->timeout_ms ? options->timeout_ms : RESOLVER_TIMEOUT;
	r->view.tcp_only = options->tcp_only;
	r->view.recursion = !options->no_recursion;
	r->most = options->most ? options->most : RESOLVER_QUESTIONS;
	r->most_flying = options->in_flight ? options->in_flight : RESOLVER_IN_FLIGHT;
	r->view.room = mem_alloc(PACKET_MOST);
	r->flight = mem_zero(r->most_flying, sizeof *r->flight);
	if (options->keep_sockets)
		r->view.parked = (struct parked){ .fd = mem_zero(r->most_flying, sizeof(int)), .most = r->most_flying };
	if (!r->view.room || !r->flight || (options->keep_sockets && !r->view.parked.fd)) {
		mem_free(r->view.parked.fd);
		mem_free(r->flight);
		mem_free(r->view.room);
		mem_free(r);
		return NULL;
	}
	return &r->source;
}
