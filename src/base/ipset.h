#pragma once
/*
 * ipset: sets of addresses of one family, as ranges.
 *
 * The ranges of a set ascend, are disjoint and never adjacent. All memory comes from the pool given; NULL results mean that it
 * ended (pool->failed).
 */
#include "ip.h"
#include "pool.h"

struct ipset {
	const struct range *range;
	size_t n;
};
/* A network with the index of the term it stands in; where networks overlap the lowest index wins (left to right). */
struct net {
	struct range range;
	uint32_t by;
};
/* What cutting a set by networks gives: hit, disjoint and ascending, each with its winner; rest, the ipset of what none covers. */
struct ipset_cut {
	const struct net *hit;
	size_t hits;
	struct ipset rest;
};

/* Sorts and joins ranges in place and lends them. */
struct ipset ipset_of(struct range *, size_t n);
static inline bool ipset_single(struct ipset s)
{
	return s.n == 1 && ip_compare(s.range[0].from, s.range[0].to) == 0;
}
bool ipset_holds(struct ipset, struct ip);
/* nets (blocks: any two are nested or disjoint) may be reordered. O((n + s.n) log n). false: memory. */
bool ipset_cut(struct pool *, struct ipset, struct net *nets, size_t n, struct ipset_cut *) __attribute__((warn_unused_result));
struct ipset ipset_union(struct pool *, struct ipset, struct ipset);
struct ipset ipset_minus(struct pool *, struct ipset, struct ipset);
/* How many addresses, as decimal text ("4294967296"; up to 2^128). out is ended. */
enum { IPSET_COUNT = 48 };
size_t ipset_count(struct ipset, char out[static IPSET_COUNT]);
/* The fewest networks that make up r, in order. Returns how many (at most 254); into out unless NULL. */
struct network { struct ip ip; unsigned bits; };
size_t range_networks(struct range, bool v6, struct network *out, size_t size);
