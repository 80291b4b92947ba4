#pragma once
/*
 * resolver: the live source: asks DNS servers over UDP and TCP, everything that is wanted at once, without ever blocking.
 *
 * One random id and one random port for each datagram, and nobody else's socket; a reply counts only when it comes from the server asked,
 * with the id and the question asked (RFC 5452 section 9.1). Whatever else arrives is passed over and the wait goes on.
 * Datagrams go out at 0, 0.4, 1.2 and 2.8 s, each to the next server that has not refused, and the earlier sockets stay open, so
 * that a late answer still counts. A truncated reply is fetched over TCP under the same deadline. SERVFAIL is asked again with CD
 * set: an answer then means that DNSSEC validation fails (FAILURE_BOGUS). CNAMEs are followed, over several questions where the
 * server doesn't.
 *
 * No threads; no globals; nothing of it is in libldns but the decoding of replies.
 */
#include "dns/resolvconf.h"
#include "dns/source.h"

enum {
	RESOLVER_TIMEOUT = 5000,	/* ms for one question, all its servers, CNAMEs and TCP together */
	RESOLVER_TRIES = NAMESERVERS,	/* datagrams on the clock in that time: each server gets one */
	RESOLVER_IN_FLIGHT = 64,	/* questions at once; the others wait in line */
	RESOLVER_QUESTIONS = 2000,	/* questions in all; then FAILURE_BOUND, until stop() */
	RESOLVER_BYTES = 32 << 20,	/* of answers in all; then FAILURE_BOUND, until stop() */
	RESOLVER_CHAIN = 12,		/* CNAMEs one after the other; then FAILURE_CNAME */
};
enum resolver_family { RESOLVER_ANY, RESOLVER_IPV4, RESOLVER_IPV6 };

struct resolver_options {
	const struct nameserver *servers;	/* copied; those beyond NAMESERVERS are left out */
	size_t n;
	unsigned timeout_ms;		/* for one question in all; 0: RESOLVER_TIMEOUT */
	unsigned tries;			/* datagrams on the clock; 0: RESOLVER_TRIES */
	bool tcp_only;
	bool no_recursion;		/* RD clear: for asking authoritative servers */
	enum resolver_family family;	/* of the servers to ask; with none left every question ends in FAILURE_NETWORK */
	size_t most;			/* questions in all; 0: RESOLVER_QUESTIONS */
	bool keep_sockets;		/* UDP sockets serve again, each time on another random port, until stop(): for long lists */
	size_t in_flight;		/* questions at once; 0: RESOLVER_IN_FLIGHT */
};

/* What resolv.conf says, as options; borrows conf->server. */
struct resolver_options resolver_options(const struct resolvconf *conf);

/* NULL when memory ended. Opens nothing yet. Its label is the address of the server asked first. */
struct source *resolver_new(const struct resolver_options *) MUST_CHECK;
