#pragma once
/*
 * resolvconf: the addresses of DNS servers, as a person types them and as resolv.conf(5) lists them. Pure: text in, values out.
 */
#include "base/ip.h"

enum {
	NAMESERVERS = 4,	/* as many as one question can reach: its datagrams at 0, 0.4, 1.2 and 2.8 s (glibc takes 3) */
	NAMESERVER_ZONE = 16,	/* an interface's name and a NUL (IF_NAMESIZE) */
	NAMESERVER_TEXT = 80,
	DNS_PORT = 53,
};

struct nameserver {
	struct address address;
	uint16_t port;
	char zone[NAMESERVER_ZONE];	/* RFC 4007 section 11: "eth0" or "2" in fe80::1%eth0; "" when there is none */
};

struct resolvconf {
	struct nameserver server[NAMESERVERS];
	size_t n;		/* never 0: 127.0.0.1 when the text names none (resolv.conf(5)) */
	bool none;		/* the text named none that could be used */
	unsigned left_out;	/* good ones beyond NAMESERVERS */
	unsigned bad_line;	/* line, from 1, of the first nameserver that is no address; 0: all good. It is passed over */
	unsigned timeout_ms;	/* options timeout:n, 1 to 30 s; 0: not said */
	unsigned attempts;	/* options attempts:n, 1 to 5, rounds over all servers; 0: not said */
	bool tcp;		/* options use-vc */
};

/* Any bytes. Later options win; a server named twice counts once; "#" and ";" begin a comment wherever a word could. */
void resolvconf_parse(struct slice text, struct resolvconf *);

/*
 * ADDR, ADDR#PORT, ADDR%ZONE, ADDR%ZONE#PORT, and [ADDR]:PORT for IPv6; an address only, never a host's name. port is what
 * stands when none is written. false: not that, and *out is not touched.
 */
bool nameserver_parse(struct slice text, uint16_t port, struct nameserver *out);

/* As nameserver_parse() reads it; the port only when it is not 53. Returns the length. */
size_t nameserver_text(const struct nameserver *, char out[static NAMESERVER_TEXT]);
bool nameserver_equal(const struct nameserver *, const struct nameserver *);
