/*
 * resolver_query: one question: whom to ask next, when, and when to stop.
 */
#include "resolver_query.h"
#include "base/memory.h"
#include "resolver_reply.h"
#include <stddef.h>
#include <string.h>

enum {
	FIRST_GAP = 400,	/* ms to the second datagram; each gap is twice the one before: 0, 0.4, 1.2, 2.8 s */
	UNCHECKED_MOST = 1500,	/* ms for the question whether it is DNSSEC that failed */
	PLAIN_AFTER = 2,	/* datagrams with EDNS that a server may leave unanswered before it is tried without */
};

static void close_all(struct query *q)
{
	for (unsigned i = 0; i < QUERY_CHANNELS; i++)
		channel_close(&q->channel[i]);
}

/* channel[0] is the oldest. */
static struct channel *free_channel(struct query *q)
{
	for (unsigned i = 0; i < QUERY_CHANNELS; i++)
		if (q->channel[i].fd < 0)
			return &q->channel[i];
	channel_close(&q->channel[0]);
	memmove(&q->channel[0], &q->channel[1], (QUERY_CHANNELS - 1) * sizeof q->channel[0]);
	q->channel[QUERY_CHANNELS - 1] = (struct channel){ .fd = -1 };
	return &q->channel[QUERY_CHANNELS - 1];
}

void query_end(struct query *q)
{
	q->done = true;
	close_all(q);
}

void query_fail(struct query *q, enum failure failure, uint8_t rcode)
{
	bool spoke = failure == FAILURE_RCODE || failure == FAILURE_BOGUS;

	q->answer = (struct answer){
		.said = SAID_FAILED, .failure = failure, .rcode = spoke ? rcode : 0, .owner = q->now.name,
	};
	query_end(q);
}

/* A word of refusal tells more than silence, silence more than an unreachable server; SERVFAIL, which is looked into, most. */
void query_note(struct query *q, enum failure failure, uint8_t rcode)
{
	static const uint8_t weight[] = { [FAILURE_NETWORK] = 1, [FAILURE_TIMEOUT] = 2, [FAILURE_RCODE] = 3 };

	if (q->failure == FAILURE_NONE || weight[failure] > weight[q->failure]) {
		q->failure = failure;
		q->rcode = rcode;
	} else if (failure == FAILURE_RCODE && rcode == RCODE_SERVFAIL) {
		q->rcode = rcode;
	}
}

void query_server_failed(struct query *q, unsigned server, enum failure failure, uint8_t rcode)
{
	for (unsigned i = 0; i < QUERY_CHANNELS; i++)
		if (q->channel[i].fd >= 0 && q->channel[i].server == server)
			channel_close(&q->channel[i]);
	q->at[server].standing = failure == FAILURE_RCODE ? STANDS_REFUSED : STANDS_LOST;
	query_note(q, failure, rcode);
}

/* One query to one server; it stands ASKED afterwards, or LOST. */
static void send_one(struct query *q, unsigned server, bool tcp)
{
	struct view *view = q->view;
	struct at_server *at = &q->at[server];
	bool tired = at->datagrams >= PLAIN_AFTER && !view->server[server].edns;
	struct channel *channel = free_channel(q);
	struct packet_ask ask = {
		.question = &q->now,
		.edns = !view->server[server].plain && !at->plain && !tired,
		.recursion = view->recursion,
		.unchecked = q->unchecked,
	};
	uint8_t packet[PACKET_QUERY];

	at->standing = STANDS_ASKED;
	if (!ids_next(&view->ids, &ask.id)) {
		query_server_failed(q, server, FAILURE_NETWORK, 0);
		return;
	}
	*channel = (struct channel){
		.parked = view->parked.most ? &view->parked : NULL, .fd = -1, .id = ask.id, .server = (uint8_t)server,
		.tcp = tcp || view->tcp_only, .edns = ask.edns,
	};
	switch (channel_open(channel, &view->server[server].endpoint, packet, packet_query(&ask, packet))) {
	case CHANNEL_MEMORY:
		view->failed = true;
		break;
	case CHANNEL_LOST:
		query_server_failed(q, server, FAILURE_NETWORK, 0);
		break;
	case CHANNEL_FULL:	/* the clock tries again */
		break;
	default:
		if (at->datagrams < UINT8_MAX)
			at->datagrams++;
		q->sent++;
	}
}

static bool has_tcp(const struct query *q, unsigned server)
{
	for (unsigned i = 0; i < QUERY_CHANNELS; i++)
		if (q->channel[i].fd >= 0 && q->channel[i].server == server && q->channel[i].tcp)
			return true;
	return false;
}

/* The next in turn that stands as asked for; false: none. */
static bool next_server(struct query *q, bool fresh_only, unsigned *server)
{
	for (unsigned i = 0; i < q->view->n; i++) {
		unsigned s = (q->turn + i) % q->view->n;
		enum standing standing = q->at[s].standing;

		if (standing == STANDS_FRESH || (standing == STANDS_ASKED && !fresh_only && !has_tcp(q, s))) {
			*server = s;
			q->turn = s + 1;
			return true;
		}
	}
	return false;
}

static bool all_failed(const struct query *q)
{
	for (unsigned i = 0; i < q->view->n; i++)
		if (q->at[i].standing < STANDS_LOST)
			return false;
	return true;
}

void query_begin(struct query *q, uint64_t now_ms)
{
	close_all(q);
	memset(q->at, 0, sizeof q->at);
	q->turn = q->view->first;
	q->round = 0;
	q->next_ms = now_ms;
}

/* Only from whoever said SERVFAIL can be heard that without checking there is an answer. */
static void begin_unchecked(struct query *q, uint64_t now_ms)
{
	uint64_t deadline = now_ms + UNCHECKED_MOST;
	enum standing standing[NAMESERVERS];

	for (unsigned i = 0; i < NAMESERVERS; i++)
		standing[i] = q->at[i].standing;
	query_begin(q, now_ms);
	for (unsigned i = 0; i < q->view->n; i++)
		if (standing[i] != STANDS_REFUSED)
			q->at[i].standing = STANDS_LOST;
	q->unchecked = true;
	q->deadline_ms = deadline < q->deadline_ms ? deadline : q->deadline_ms;
}

void query_go_on(struct query *q, uint64_t now_ms)
{
	unsigned server;

	while (!q->done) {
		if (next_server(q, true, &server)) {
			send_one(q, server, false);
			if (q->at[server].standing == STANDS_ASKED)
				return;
		} else if (!all_failed(q)) {
			return;
		} else if (q->failure == FAILURE_RCODE && q->rcode == RCODE_SERVFAIL && !q->unchecked) {
			begin_unchecked(q, now_ms);
			query_tick(q, now_ms);
			return;
		} else {
			query_fail(q, q->failure == FAILURE_NONE ? FAILURE_NETWORK : q->failure, q->rcode);
		}
	}
}

void query_send(struct query *q, unsigned server, bool tcp, uint64_t now_ms)
{
	send_one(q, server, tcp);
	if (q->at[server].standing != STANDS_ASKED)
		query_go_on(q, now_ms);
}

void query_tick(struct query *q, uint64_t now_ms)
{
	unsigned server;

	if (q->done)
		return;
	if (now_ms >= q->deadline_ms) {
		query_note(q, FAILURE_TIMEOUT, 0);
		query_fail(q, q->failure, q->rcode);
		return;
	}
	if (q->round >= q->view->tries || now_ms < q->next_ms)
		return;
	/* Late or not, the gaps count from now: a program that was held up must not send a burst. */
	q->next_ms = now_ms + ((uint64_t)FIRST_GAP << (q->round < 8 ? q->round : 8));
	q->round++;
	if (next_server(q, false, &server))
		query_send(q, server, q->at[server].cut, now_ms);
	else if (all_failed(q))
		query_go_on(q, now_ms);
}

uint64_t query_wake(const struct query *q)
{
	if (q->done)
		return 0;
	return q->round < q->view->tries && q->next_ms < q->deadline_ms ? q->next_ms : q->deadline_ms;
}

struct query *query_new(struct view *view, const struct question *question, uint64_t now_ms)
{
	struct query *q = mem_alloc(sizeof *q);

	if (!q)
		return NULL;
	memset(q, 0, offsetof(struct query, seen));
	q->view = view;
	q->question = q->now = *question;
	q->seen[q->asked_names++] = question->name;
	q->ttl = UINT32_MAX;
	q->since_ms = now_ms;
	q->deadline_ms = now_ms + view->timeout_ms;
	for (unsigned i = 0; i < QUERY_CHANNELS; i++)
		q->channel[i].fd = -1;
	query_begin(q, now_ms);
	query_tick(q, now_ms);
	return q;
}

void query_free(struct query *q)
{
	if (!q)
		return;
	close_all(q);
	mem_free(q);
}
