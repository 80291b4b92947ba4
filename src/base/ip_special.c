/*
 * ip_special: blocks of addresses that cannot send mail across the internet.
 *
 * From the IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890, RFC 8190), the blocks that are not globally
 * reachable, and the multicast and reserved blocks of the address space registries. Blocks that are reachable inside others
 * that are not stand before them without words.
 */
#include "base/ip.h"

struct block {
	struct ip ip;
	uint8_t bits;
	const char *words;	/* the registry's name; NULL: an ordinary address */
};

#define IP4(a, b, c, d) { 0, (UINT64_C(a) << 24) + (UINT64_C(b) << 16) + (UINT64_C(c) << 8) + UINT64_C(d) }
#define IP6(a, b, c, d, e, f, g, h) { \
	(UINT64_C(a) << 48) + (UINT64_C(b) << 32) + (UINT64_C(c) << 16) + UINT64_C(d), \
	(UINT64_C(e) << 48) + (UINT64_C(f) << 32) + (UINT64_C(g) << 16) + UINT64_C(h) }

static const struct block blocks4[] = {
	{ IP4(0, 0, 0, 0), 8, "This network" },					/* RFC 791 */
	{ IP4(10, 0, 0, 0), 8, "Private-Use" },					/* RFC 1918 */
	{ IP4(100, 64, 0, 0), 10, "Shared Address Space" },			/* RFC 6598 */
	{ IP4(127, 0, 0, 0), 8, "Loopback" },					/* RFC 1122 */
	{ IP4(169, 254, 0, 0), 16, "Link Local" },				/* RFC 3927 */
	{ IP4(172, 16, 0, 0), 12, "Private-Use" },				/* RFC 1918 */
	{ IP4(192, 0, 0, 0), 24, "IETF Protocol Assignments" },			/* RFC 6890 */
	{ IP4(192, 0, 2, 0), 24, "Documentation (TEST-NET-1)" },		/* RFC 5737 */
	{ IP4(192, 88, 99, 0), 24, "Deprecated (6to4 Relay Anycast)" },		/* RFC 7526 */
	{ IP4(192, 168, 0, 0), 16, "Private-Use" },				/* RFC 1918 */
	{ IP4(198, 18, 0, 0), 15, "Benchmarking" },				/* RFC 2544 */
	{ IP4(198, 51, 100, 0), 24, "Documentation (TEST-NET-2)" },		/* RFC 5737 */
	{ IP4(203, 0, 113, 0), 24, "Documentation (TEST-NET-3)" },		/* RFC 5737 */
	{ IP4(224, 0, 0, 0), 4, "Multicast" },					/* RFC 5771 */
	{ IP4(255, 255, 255, 255), 32, "Limited Broadcast" },			/* RFC 8190 */
	{ IP4(240, 0, 0, 0), 4, "Reserved" },					/* RFC 1112 */
};

static const struct block blocks6[] = {
	{ IP6(0, 0, 0, 0, 0, 0, 0, 0), 128, "Unspecified Address" },		/* RFC 4291 */
	{ IP6(0, 0, 0, 0, 0, 0, 0, 1), 128, "Loopback Address" },		/* RFC 4291 */
	{ IP6(0, 0, 0, 0, 0, 0xffff, 0, 0), 96, "IPv4-mapped Address" },	/* RFC 4291 */
	{ IP6(0x64, 0xff9b, 1, 0, 0, 0, 0, 0), 48, "IPv4-IPv6 Translat." },	/* RFC 8215 */
	{ IP6(0x100, 0, 0, 0, 0, 0, 0, 0), 64, "Discard-Only Address Block" },	/* RFC 6666 */
	{ IP6(0x100, 0, 0, 1, 0, 0, 0, 0), 64, "Dummy IPv6 Prefix" },		/* RFC 9780 */
	{ IP6(0x2001, 0, 0, 0, 0, 0, 0, 0), 32, NULL },				/* TEREDO, RFC 4380 */
	{ IP6(0x2001, 2, 0, 0, 0, 0, 0, 0), 48, "Benchmarking" },		/* RFC 5180 */
	{ IP6(0x2001, 3, 0, 0, 0, 0, 0, 0), 32, NULL },				/* AMT, RFC 7450 */
	{ IP6(0x2001, 4, 0x112, 0, 0, 0, 0, 0), 48, NULL },			/* AS112-v6, RFC 7535 */
	{ IP6(0x2001, 0x10, 0, 0, 0, 0, 0, 0), 28, "Deprecated (previously ORCHID)" },	/* RFC 4843 */
	{ IP6(0x2001, 0x20, 0, 0, 0, 0, 0, 0), 28, "ORCHIDv2" },		/* RFC 7343: identifiers, not locators */
	{ IP6(0x2001, 0x30, 0, 0, 0, 0, 0, 0), 28, NULL },			/* Drone Remote ID, RFC 9374 */
	{ IP6(0x2001, 0, 0, 0, 0, 0, 0, 0), 23, "IETF Protocol Assignments" },	/* RFC 2928 */
	{ IP6(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32, "Documentation" },		/* RFC 3849 */
	{ IP6(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20, "Documentation" },		/* RFC 9637 */
	{ IP6(0x5f00, 0, 0, 0, 0, 0, 0, 0), 16, "Segment Routing (SRv6) SIDs" },	/* RFC 9602 */
	{ IP6(0xfc00, 0, 0, 0, 0, 0, 0, 0), 7, "Unique-Local" },		/* RFC 4193 */
	{ IP6(0xfe80, 0, 0, 0, 0, 0, 0, 0), 10, "Link-Local Unicast" },		/* RFC 4291 */
	{ IP6(0xfec0, 0, 0, 0, 0, 0, 0, 0), 10, "Reserved by IETF" },		/* was site-local, RFC 3879 */
	{ IP6(0xff00, 0, 0, 0, 0, 0, 0, 0), 8, "Multicast" },			/* RFC 4291 */
};

static const char *find(const struct block *block, size_t n, struct ip a, bool v6)
{
	for (size_t i = 0; i < n; i++)
		if (range_holds(ip_network(block[i].ip, block[i].bits, v6), a))
			return block[i].words;
	return NULL;
}

const char *ip_special(struct ip a, bool v6)
{
	if (v6)
		return find(blocks6, sizeof(blocks6) / sizeof(*blocks6), a, true);
	return find(blocks4, sizeof(blocks4) / sizeof(*blocks4), a, false);
}
