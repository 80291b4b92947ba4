#pragma once
/*
 * rogue: tests/servers/rogue.py as a child of a test: name servers on loopback that misbehave on purpose.
 */
#include "dns/resolvconf.h"
#include <sys/types.h>

enum { ROGUE_PORTS = 80 };

struct rogue {
	pid_t pid;
	int input;		/* our end of its standard input: it ends when this closes, however the test ends */
	size_t n;
	struct {
		uint16_t port;
		char mode[40];
	} at[ROGUE_PORTS];
	char log[64];		/* the path of its list of queries; "" without one */
};

/* argv: "MODE@ZONE" each, NULL at the end. host: an address. logged: with a list of queries. Ends the test when it can't. */
void rogue_start(struct rogue *, const char *host, bool logged, const char *const argv[]);
void rogue_stop(struct rogue *);

/* The port of that mode; the i-th one in the order of argv. */
uint16_t rogue_port(const struct rogue *, const char *mode);
struct nameserver rogue_server(const struct rogue *, const char *mode);
/* How many queries it has heard: lines of the log that hold text. */
size_t rogue_heard(const struct rogue *, const char *text);
/* A port of 127.0.0.1 where nobody listens, and nobody will while this process runs: a socket that hears port 1 alone holds it. */
uint16_t rogue_closed_port(void);
