#pragma once
/*
 * offline_private: the records of one zone as a tree of labels.
 *
 * A node is found by its parent and its label. Every name that a record has is in it with all names above it up to the origin: what has
 * no records of its own is an empty non-terminal (RFC 4592 2.2.2).
 */
#include "base/pool.h"
#include "dns/offline.h"

struct node {
	const uint8_t *label;	/* its length, then its bytes; borrowed from a record's owner */
	uint32_t parent;	/* index of node; its own: the origin */
	uint32_t first;		/* index of a record plus 1; 0: none. The others in tree.next */
	bool ns, cname, dname;	/* has a record of that type, so that a name with 100,000 others costs no search */
};
struct tree {
	const struct zonefile *zone;
	struct node *node;	/* [0] is the origin */
	size_t nodes, size;
	uint32_t *slot;		/* hash table, open addressing: index of a node plus 1; a power of two of them */
	size_t slots;
	uint32_t *next;		/* for each record, the next of its node in the order of the file, plus 1; 0: none */
	uint64_t seed;
	uint32_t negative_ttl;
};
struct find {
	const struct node *node;	/* the name itself, or the wildcard that answers for it; NULL: NXDOMAIN */
	const struct node *cut;		/* the topmost delegation at or above the name */
	const struct node *dname;	/* a DNAME above the name and not below a cut */
};
struct offline {
	struct tree *tree;
	size_t trees;
	struct pool pool;		/* of the answer lent */
};

bool tree_build(struct tree *, const struct zonefile *) MUST_CHECK;	/* false: no memory; to be released in any case */
void tree_release(struct tree *);
/* RFC 1034 4.3.2 step 3, label by label from the origin, which name must be under. */
void tree_find(const struct tree *, const struct name *, struct find *);
/* The first record of a type; NULL: none. */
const struct zone_record *node_record(const struct tree *, const struct node *, uint16_t type);
/* All of them, each once (RFC 2181 5), with the least TTL, into an answer whose ttl is at its least so far. False: none, or no memory. */
bool node_rrset(const struct tree *, const struct node *, uint16_t type, struct answer *, struct pool *);
