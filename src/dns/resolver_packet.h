#pragma once
/*
 * resolver_packet: one question as a DNS message, and one DNS message as the answer to it. Pure: bytes in, values out.
 */
#include "dns/answers.h"

enum {
	PACKET_QUERY = 12 + NAME_WIRE + 4 + 11,	/* header, question, OPT */
	PACKET_MOST = 65535,
	PACKET_EDNS = 1232,			/* what we take over UDP: no fragments (DNS flag day 2020) */
};

struct packet_ask {
	const struct question *question;
	uint16_t id;
	bool edns;		/* with an OPT record (RFC 6891) */
	bool recursion;		/* RD */
	bool unchecked;		/* CD (RFC 4035 section 3.2.2) */
};
/* Writes the query; returns its length. */
size_t packet_query(const struct packet_ask *, uint8_t out[static PACKET_QUERY]);

enum packet_kind {
	PACKET_JUNK,		/* not the reply to this: wait on as if it had not come */
	PACKET_BROKEN,		/* our id and our question, but what follows can't be read: ask over TCP, and wait on */
	PACKET_CUT,		/* TC: ask over TCP */
	PACKET_RCODE,		/* the server can't or won't: rcode says which */
	PACKET_ALIAS,		/* CNAMEs lead to answer.owner, of which the message says nothing: ask for that */
	PACKET_ANSWER,		/* data, no data, NXDOMAIN or a CNAME loop */
	PACKET_MEMORY,
};
struct packet_reply {
	uint8_t rcode;		/* with the OPT record's upper bits; 255 for what is over that */
	bool recursive;		/* RA: who answers may have validated */
	unsigned aliases;	/* CNAMEs gone through */
	struct answer answer;	/* PACKET_ALIAS: owner and ttl only */
};
/* Any bytes. What the reply holds is in the pool. ask->question's name is in lower case, as every struct name. */
enum packet_kind packet_read(const uint8_t *wire, size_t len, const struct packet_ask *, struct pool *, struct packet_reply *);
