#pragma once
/*
 * ip: addresses and networks of both families.
 *
 * An address alone does not know its family (sets hold one family); IPv4 sits in the low 32 bits of lo. ::ffff:0:0/96 is IPv4
 * (RFC 7208 section 5), which address_parse() takes care of.
 */
#include "text.h"

struct ip {
	uint64_t hi, lo;
};
struct address {
	struct ip ip;
	bool v6;
};
struct range {
	struct ip from, to;	/* both inside; from <= to */
};

static inline int ip_compare(struct ip a, struct ip b)
{
	if (a.hi != b.hi)
		return a.hi < b.hi ? -1 : 1;
	return a.lo == b.lo ? 0 : a.lo < b.lo ? -1 : 1;
}
static inline struct ip ip_next(struct ip a)		/* wraps to zero after the last */
{
	a.lo++;
	a.hi += a.lo == 0;
	return a;
}
static inline struct ip ip_previous(struct ip a)	/* wraps to the last before zero */
{
	a.hi -= a.lo == 0;
	a.lo--;
	return a;
}
static inline bool range_holds(struct range r, struct ip a)
{
	return ip_compare(r.from, a) <= 0 && ip_compare(a, r.to) <= 0;
}

/* bits: 0 to 32 for IPv4, 0 to 128 for IPv6. Host bits of a are cleared. */
struct range ip_network(struct ip a, unsigned bits, bool v6);
struct range ip_everything(bool v6);

/* Dotted quad as RFC 7208 section 12 has it: four decimals 0 to 255, no leading zero. */
bool ip4_parse(struct slice, struct ip *);
/* RFC 4291 section 2.2 text, a dotted-quad tail allowed; no zone id, no brackets. ::ffff:1.2.3.4 stays as written (hi 0). */
bool ip6_parse(struct slice, struct ip *);
/* Either; an IPv4-mapped IPv6 address comes out as IPv4. */
bool address_parse(struct slice, struct address *);
/* "192.0.2.0/24", "2001:db8::/32" or an address alone (bits 32 or 128). No mapping. */
bool network_parse(struct slice, struct address *, unsigned *bits);
/* From 4 or 16 bytes in network order, as A and AAAA records hold them. */
struct ip ip_from_wire(const uint8_t *wire, bool v6);

enum { IP_TEXT = 46, RANGE_TEXT = 2 * IP_TEXT };
/* RFC 5952 text (dotted quad for IPv4). Return the length; out is ended. */
size_t ip_text(struct ip, bool v6, char out[static IP_TEXT]);
/* A network when the range is one ("192.0.2.0/24"; a lone address without "/32"), else "FROM-TO". */
size_t range_text(struct range, bool v6, char out[static RANGE_TEXT]);
/* The prefix length when the range is exactly one network, else -1. */
int range_bits(struct range, bool v6);

/* The registry's words for an address nobody can send mail from across the internet ("Private-Use", "Documentation",
 * "Shared Address Space", ...; RFC 6890 and the IANA special-purpose registries), NULL for any other. */
const char *ip_special(struct ip, bool v6);
