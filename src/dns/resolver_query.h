#pragma once
/*
 * resolver_query: one question's life, from the first datagram to its answer.
 *
 *	ask a server -- answer -----------------------------> done
 *	   |  ^  ^----- alias: the same for the next name
 *	   |  '-------- FORMERR and the like: the same server without EDNS; cut or broken: the same over TCP
 *	   |----------- refused, SERVFAIL, unreachable: the next server; none left: SERVFAIL once more with CD; done
 *	   '----------- the clock: the next server in turn, earlier sockets stay open; the deadline: done
 */
#include "dns/resolver.h"
#include "dns/resolver_packet.h"
#include "dns/resolver_socket.h"

enum {
	QUERY_CHANNELS = 6,	/* open at once for one question; the oldest makes room */
};

/* What all questions of one resolver share: whom it asks, how, and what it has learned of them. */
struct view {
	struct server {
		struct endpoint endpoint;
		bool plain;		/* learned: answers only without EDNS */
		bool edns;		/* learned: answers with it */
	} server[NAMESERVERS];
	unsigned n;
	unsigned first;			/* the one to begin with: learned from silence */
	unsigned timeout_ms, tries;
	bool tcp_only, recursion;
	struct ids ids;
	struct parked parked;		/* UDP sockets between two queries */
	uint8_t *room;			/* PACKET_MOST bytes for what recv(2) brings */
	struct pool reply;		/* what the message read last holds */
	bool failed;			/* memory ended, sticky */
};

enum standing { STANDS_FRESH, STANDS_ASKED, STANDS_LOST, STANDS_REFUSED };

struct query {
	struct view *view;
	struct question question;	/* as it was wanted */
	struct question now;		/* as it is asked, after the CNAMEs so far */
	unsigned asked_names, aliases;
	uint32_t ttl;			/* least so far */
	struct at_server {
		enum standing standing;
		bool plain;		/* it refused EDNS for this question */
		bool tcp;		/* it has been asked over TCP after a reply that was cut or could not be read */
		bool cut;		/* it said TC */
		uint8_t datagrams;
	} at[NAMESERVERS];		/* for the present name */
	unsigned turn;			/* whose turn is next */
	unsigned round;			/* how often the clock has sent for the present name */
	unsigned sent;			/* in all */
	uint64_t since_ms, deadline_ms, next_ms;
	bool unchecked;			/* the second question, with CD, is out */
	enum failure failure;		/* the worst so far: it is what a person hears when nothing better comes */
	uint8_t rcode;
	struct channel channel[QUERY_CHANNELS];
	bool done;
	struct answer answer;		/* when done; in the view, until another query reads */
	struct name seen[RESOLVER_CHAIN + 1];	/* asked_names of them: what was asked before now. Last: nobody clears it */
};

/* Asks at once; it may be done on return. NULL: no memory. */
struct query *query_new(struct view *, const struct question *, uint64_t now_ms);
void query_free(struct query *);		/* closes all; NULL is fine */
/* Something is to be read or written on channel. */
void query_event(struct query *, struct channel *, uint64_t now_ms);
/* To be called when it is query_wake(), or at any other time. */
void query_tick(struct query *, uint64_t now_ms);
uint64_t query_wake(const struct query *);
