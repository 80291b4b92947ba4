/*
 * resolver_reply: one question: what comes back, and what it means.
 */
#include "resolver_reply.h"

enum {
	PACKETS_AT_ONCE = 32,	/* read from one socket in one step: a flood must not starve the others */
};

/* What a usable reply teaches about the servers. */
static void learn(struct query *q, const struct channel *channel)
{
	struct view *view = q->view;
	enum standing first = q->at[view->first].standing;

	if (channel->edns)
		view->server[channel->server].edns = true;
	else if (!view->server[channel->server].edns)
		view->server[channel->server].plain = true;
	/* The one asked first was silent or out of reach, and this one was not: begin with this one. */
	if (channel->server != view->first && (first == STANDS_ASKED || first == STANDS_LOST))
		view->first = channel->server;
}

static void follow(struct query *q, const struct packet_reply *reply, uint64_t now_ms)
{
	q->aliases += reply->aliases;
	for (unsigned i = 0; i < q->asked_names; i++)
		if (name_equal(&q->seen[i], &reply->answer.owner))
			q->aliases = RESOLVER_CHAIN + 1;
	q->ttl = reply->answer.ttl < q->ttl ? reply->answer.ttl : q->ttl;
	q->now.name = reply->answer.owner;
	q->failure = FAILURE_NONE;
	if (q->aliases > RESOLVER_CHAIN) {
		query_fail(q, FAILURE_CNAME, 0);
		return;
	}
	q->seen[q->asked_names++] = q->now.name;
	query_begin(q, now_ms);
	query_tick(q, now_ms);
}

static void take_answer(struct query *q, const struct packet_reply *reply)
{
	q->answer = reply->answer;
	q->answer.rcode = reply->rcode;
	q->answer.ttl = reply->answer.ttl < q->ttl ? reply->answer.ttl : q->ttl;
	if (q->aliases + reply->aliases > RESOLVER_CHAIN)
		query_fail(q, FAILURE_CNAME, 0);
	else
		query_end(q);
}

/* Nothing will come of channel any more, which is closed: it spoke for its server, but for a second try over TCP. */
static void lost_channel(struct query *q, const struct channel *channel, enum failure failure, uint64_t now_ms)
{
	bool spare = channel->tcp && !q->at[channel->server].cut && !q->view->tcp_only;

	if (spare) {
		query_note(q, FAILURE_TIMEOUT, 0);
		return;
	}
	query_server_failed(q, channel->server, failure, 0);
	query_go_on(q, now_ms);
}

static bool refuses_edns(uint8_t rcode)
{
	return rcode == RCODE_FORMERR || rcode == RCODE_NOTIMP || rcode == RCODE_BADVERS;
}

static void take_rcode(struct query *q, const struct channel *channel, uint8_t rcode, uint64_t now_ms)
{
	struct at_server *at = &q->at[channel->server];

	if (!channel->edns || !refuses_edns(rcode)) {
		query_server_failed(q, channel->server, FAILURE_RCODE, rcode);
		query_go_on(q, now_ms);
	} else if (!at->plain) {
		/* RFC 6891 section 7: without EDNS, then. Once: further replies of the kind are to queries already given up. */
		at->plain = true;
		query_send(q, channel->server, at->cut, now_ms);
	}
}

/*
 * A reply that is cut (TC) or can't be read: the same server over TCP, once. Who said TC has nothing more to say over UDP;
 * after one that can't be read the true one may still come.
 */
static void take_cut(struct query *q, struct channel *at, const struct channel *channel, bool cut, uint64_t now_ms)
{
	struct at_server *server = &q->at[channel->server];

	if (channel->tcp) {
		channel_close(at);
		lost_channel(q, channel, FAILURE_TIMEOUT, now_ms);
		return;
	}
	server->cut = server->cut || cut;
	if (server->tcp)
		return;
	server->tcp = true;
	query_send(q, channel->server, true, now_ms);
}

/* The second question was answered: whoever recurses, and so may validate, found the data bogus; others were but out of sorts. */
static bool take_unchecked(struct query *q, enum packet_kind kind, const struct packet_reply *reply)
{
	if (!q->unchecked || (kind != PACKET_ANSWER && kind != PACKET_ALIAS && kind != PACKET_CUT))
		return false;
	if (kind != PACKET_CUT && !reply->recursive)
		return false;
	query_fail(q, FAILURE_BOGUS, RCODE_SERVFAIL);
	return true;
}

static void take_packet(struct query *q, struct channel *at, const uint8_t *packet, size_t len, uint64_t now_ms)
{
	struct channel channel = *at;		/* what follows may close or move it */
	struct packet_ask ask = { .question = &q->now, .id = channel.id };
	struct packet_reply reply;
	enum packet_kind kind;

	pool_reset(&q->view->reply);
	kind = packet_read(packet, len, &ask, &q->view->reply, &reply);
	if (take_unchecked(q, kind, &reply))
		return;
	if (kind == PACKET_ANSWER || kind == PACKET_ALIAS)
		learn(q, &channel);
	switch (kind) {
	case PACKET_JUNK:
		break;
	case PACKET_MEMORY:
		q->view->failed = true;
		break;
	case PACKET_BROKEN:
	case PACKET_CUT:
		take_cut(q, at, &channel, kind == PACKET_CUT, now_ms);
		break;
	case PACKET_RCODE:
		take_rcode(q, &channel, reply.rcode, now_ms);
		break;
	case PACKET_ALIAS:
		follow(q, &reply, now_ms);
		break;
	case PACKET_ANSWER:
		take_answer(q, &reply);
	}
}

void query_event(struct query *q, struct channel *channel, uint64_t now_ms)
{
	struct channel before = *channel;

	for (unsigned i = 0; i < PACKETS_AT_ONCE && !q->done && channel->fd == before.fd; i++) {
		const uint8_t *packet;
		size_t len;

		switch (channel_step(channel, q->view->room, &packet, &len)) {
		case CHANNEL_PACKET:
			take_packet(q, channel, packet, len, now_ms);
			break;
		case CHANNEL_LOST:
			lost_channel(q, &before, FAILURE_NETWORK, now_ms);
			return;
		case CHANNEL_MEMORY:
			q->view->failed = true;
			return;
		default:
			return;
		}
	}
}
