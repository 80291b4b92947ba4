#pragma once
/*
 * resolver_socket: one query on its way to one server and back, over UDP or TCP; nothing here ever blocks.
 */
#include "dns/resolvconf.h"
#include <sys/socket.h>

struct endpoint {
	struct sockaddr_storage address;
	socklen_t len;
};
/* false: its zone is no interface of this host. */
bool endpoint_of(const struct nameserver *, struct endpoint *);

/* Random ids by getrandom(2), some at a time. Zero is valid. */
struct ids {
	uint16_t id[32];
	unsigned left;
};
bool ids_next(struct ids *, uint16_t *id);		/* false: the system has none to give */

/*
 * UDP sockets that are kept for the next query, of one family. Each is unconnected and drained when it comes here, so that its next
 * connect() gives it another random port and nothing of before is read: as good as a fresh one, at a third of the price. Zero is valid
 * and keeps none.
 */
struct parked {
	int *fd;		/* room for `most` */
	size_t n, most;
	sa_family_t family;	/* of those that are here */
};
void parked_close(struct parked *);	/* all of them; the room stays the owner's */

struct channel {
	struct parked *parked;	/* where an UDP socket comes from and goes to; NULL: nowhere */
	int fd;			/* connected: the kernel passes on what comes from the server alone; -1: closed */
	sa_family_t family;
	uint16_t id;
	uint8_t server;		/* its index */
	bool tcp, edns;
	bool writing;		/* TCP: the query is not all out yet */
	uint8_t *bytes;		/* TCP: the query or the reply, its length before it (RFC 1035 4.2.2) */
	size_t at, len;		/* TCP: how many have passed, of how many */
};
enum channel_state {
	CHANNEL_WAIT,		/* nothing yet */
	CHANNEL_PACKET,		/* a message has come; there may be more */
	CHANNEL_LOST,		/* refused, unreachable, closed: nothing will come */
	CHANNEL_MEMORY,
	CHANNEL_FULL,		/* no descriptor to be had at the moment */
};
/* Opens a socket on a random port and sends, or begins to. The caller sets tcp, id, server, edns before. WAIT, or why not. */
enum channel_state channel_open(struct channel *, const struct endpoint *, const uint8_t *query, size_t len);
/* One step. A packet is lent until the next step or close; UDP's stands in room (65,535 bytes). */
enum channel_state channel_step(struct channel *, uint8_t *room, const uint8_t **packet, size_t *len);
void channel_close(struct channel *);
