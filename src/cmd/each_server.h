#pragma once
/*
 * each_server: the word of every authoritative server of a domain's zone, each asked by itself, not through a resolver's cache.
 */
#include "cmd/world.h"
#include "lint/lint.h"

enum { EACH_SERVERS = 16 };	/* name servers that are asked; one address of each */
struct each_server {
	struct lint_server server[EACH_SERVERS];	/* txt NULL: it has no address, or gave no answer */
	struct answers *answers[EACH_SERVERS];
	struct address address[EACH_SERVERS];
	size_t n;
};
/*
 * Finds the zone of domain and its name servers through the world, then asks each for the domain's TXT, on --port, in --timeout.
 * ERR_NO_ANSWER: nobody says which servers there are. ERR_STOPPED, ERR_MEMORY. Release in every case.
 */
enum error each_server_ask(struct each_server *, struct world *, const struct options *, const struct name *domain, struct problem *) MUST_CHECK;
void each_server_release(struct each_server *);
