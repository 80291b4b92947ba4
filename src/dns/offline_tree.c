/* offline_tree: the names of one zone, found label by label. */
#include "dns/offline_private.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { LABELS_MOST = 128 };

/* Where each label of name starts, from the left; the root is not among them. */
static size_t label_starts(const struct name *name, uint8_t at[static LABELS_MOST])
{
	size_t n = 0;
	for (size_t i = 0; name->wire[i]; i += 1 + (size_t)name->wire[i])
		at[n++] = (uint8_t)i;
	return n;
}

/* Seeded, so that no zone file can be written to make all names collide. */
static size_t hash(const struct tree *t, uint32_t parent, const uint8_t *label)
{
	uint64_t h = t->seed ^ (parent + UINT64_C(0x9e3779b97f4a7c15));
	for (size_t i = 0; i <= label[0]; i++) {
		h = (h ^ label[i]) * UINT64_C(0xff51afd7ed558ccd);
		h ^= h >> 32;
	}
	return (size_t)h;
}

static bool label_equal(const uint8_t *a, const uint8_t *b)
{
	return a[0] == b[0] && memcmp(a + 1, b + 1, a[0]) == 0;	/* no byte past the shorter one is read */
}

/* The slot of the child, or the free one where it would go. */
static uint32_t *find_slot(const struct tree *t, uint32_t parent, const uint8_t *label)
{
	size_t at = hash(t, parent, label) & (t->slots - 1);
	for (; t->slot[at]; at = (at + 1) & (t->slots - 1)) {
		const struct node *node = &t->node[t->slot[at] - 1];
		if (node->parent == parent && label_equal(node->label, label))
			break;
	}
	return &t->slot[at];
}

static const struct node *find_child(const struct tree *t, const struct node *parent, const uint8_t *label)
{
	uint32_t at = *find_slot(t, (uint32_t)(parent - t->node), label);
	return at ? &t->node[at - 1] : NULL;
}

/* Doubles both tables; at most half of the slots are taken. */
static bool grow(struct tree *t)
{
	size_t size = t->size ? t->size * 2 : 32;
	struct node *node = mem_resize(t->node, size, sizeof *node);
	if (!node)
		return false;
	t->node = node;
	uint32_t *slot = mem_zero(size * 2, sizeof *slot);
	if (!slot)
		return false;
	mem_free(t->slot);
	t->slot = slot;
	t->slots = size * 2;
	t->size = size;
	for (size_t i = 1; i < t->nodes; i++)
		*find_slot(t, node[i].parent, node[i].label) = (uint32_t)i + 1;
	return true;
}

/* The child's index; UINT32_MAX: no memory. */
static uint32_t add_child(struct tree *t, uint32_t parent, const uint8_t *label)
{
	uint32_t *slot = find_slot(t, parent, label);
	if (*slot)
		return *slot - 1;
	if (t->nodes == t->size) {
		if (!grow(t))
			return UINT32_MAX;
		slot = find_slot(t, parent, label);
	}
	t->node[t->nodes] = (struct node){ .label = label, .parent = parent };
	*slot = (uint32_t)++t->nodes;
	return *slot - 1;
}

/* The node of a name under the origin, with all above it. */
static uint32_t add_name(struct tree *t, const struct name *name)
{
	uint8_t at[LABELS_MOST];
	size_t labels = label_starts(name, at) - name_labels(&t->zone->origin);
	uint32_t node = 0;
	while (labels-- > 0 && node != UINT32_MAX)
		node = add_child(t, node, name->wire + at[labels]);
	return node;
}

/* From the last to the first, so that each chain comes out in the order of the file. */
static bool add_records(struct tree *t)
{
	const struct zonefile *zone = t->zone;
	uint32_t node = 0;
	for (size_t i = zone->n; i-- > 0;) {
		const struct name *owner = &zone->record[i].owner;
		uint16_t type = zone->record[i].type;
		if (i + 1 == zone->n || !name_equal(owner, &zone->record[i + 1].owner))
			node = add_name(t, owner);
		if (node == UINT32_MAX)
			return false;
		t->next[i] = t->node[node].first;
		t->node[node].first = (uint32_t)i + 1;
		t->node[node].ns |= type == RR_NS;
		t->node[node].cname |= type == RR_CNAME;
		t->node[node].dname |= type == RR_DNAME;
	}
	return true;
}

/* RFC 2308 5 */
static uint32_t negative_ttl(const struct tree *t)
{
	const struct zone_record *soa = node_record(t, &t->node[0], RR_SOA);
	if (!soa || soa->rdata.len < 4)
		return 0;
	const uint8_t *wire = soa->rdata.wire + soa->rdata.len - 4;
	uint32_t minimum = (uint32_t)wire[0] << 24 | (uint32_t)wire[1] << 16 | (uint32_t)wire[2] << 8 | wire[3];
	return minimum < soa->ttl ? minimum : soa->ttl;
}

bool tree_build(struct tree *t, const struct zonefile *zone)
{
	*t = (struct tree){ .zone = zone };
	if (!grow(t))
		return false;
	t->seed = (uint64_t)(uintptr_t)t->slot * UINT64_C(0x9e3779b97f4a7c15);
	t->node[0] = (struct node){ .label = zone->origin.wire };
	t->nodes = 1;
	t->next = mem_alloc(zone->n * sizeof *t->next);
	if (!t->next || !add_records(t))
		return false;
	t->negative_ttl = negative_ttl(t);
	return true;
}

void tree_release(struct tree *t)
{
	mem_free(t->node);
	mem_free(t->slot);
	mem_free(t->next);
	*t = (struct tree){ 0 };
}

const struct zone_record *node_record(const struct tree *t, const struct node *node, uint16_t type)
{
	for (uint32_t at = node->first; at; at = t->next[at - 1]) {
		if (t->zone->record[at - 1].type == type)
			return &t->zone->record[at - 1];
	}
	return NULL;
}

/* RFC 4592 3.3.1: the asterisk right under the closest encloser, which exists even when it has no records. */
static const struct node *wildcard(const struct tree *t, const struct node *encloser)
{
	static const uint8_t asterisk[] = { 1, '*' };
	return find_child(t, encloser, asterisk);
}

void tree_find(const struct tree *t, const struct name *name, struct find *find)
{
	uint8_t at[LABELS_MOST];
	size_t labels = label_starts(name, at) - name_labels(&t->zone->origin);
	const struct node *node = &t->node[0];
	*find = (struct find){ 0 };
	while (labels > 0) {
		if (node->dname) {
			find->dname = node;
			return;
		}
		const struct node *child = find_child(t, node, name->wire + at[--labels]);
		if (!child) {
			find->node = wildcard(t, node);
			return;
		}
		node = child;
		if (node->ns) {
			find->cut = node;
			break;
		}
	}
	find->node = labels == 0 ? node : NULL;
}

static int compare_rdata(const void *left, const void *right)
{
	const struct rdata *a = *(const struct rdata *const *)left, *b = *(const struct rdata *const *)right;
	if (a->len != b->len)
		return a->len < b->len ? -1 : 1;
	int order = a->len ? memcmp(a->wire, b->wire, a->len) : 0;
	return order ? order : (a > b) - (a < b);
}

static bool same_rdata(const struct rdata *a, const struct rdata *b)
{
	return a->len == b->len && (a->len == 0 || memcmp(a->wire, b->wire, a->len) == 0);
}

/* Takes what is there twice out of rr[n]; the first of each stays where it was. Returns how many are left; 0: no memory. */
static size_t drop_doubles(struct rdata *rr, size_t n, struct pool *pool)
{
	const struct rdata **sorted = POOL_NEW(pool, const struct rdata *, n);
	bool *twice = POOL_NEW(pool, bool, n);
	if (!sorted || !twice)
		return 0;
	for (size_t i = 0; i < n; i++)
		sorted[i] = &rr[i];
	qsort(sorted, n, sizeof(*sorted), compare_rdata);
	for (size_t i = 1; i < n; i++)
		twice[sorted[i] - rr] = same_rdata(sorted[i], sorted[i - 1]);
	size_t kept = 0;
	for (size_t i = 0; i < n; i++) {
		if (!twice[i])
			rr[kept++] = rr[i];
	}
	return kept;
}

bool node_rrset(const struct tree *t, const struct node *node, uint16_t type, struct answer *a, struct pool *pool)
{
	size_t n = 0;
	for (uint32_t at = node->first; at; at = t->next[at - 1])
		n += t->zone->record[at - 1].type == type;
	struct rdata *rr = n ? POOL_NEW(pool, struct rdata, n) : NULL;
	if (!rr)
		return false;
	n = 0;
	for (uint32_t at = node->first; at; at = t->next[at - 1]) {
		const struct zone_record *record = &t->zone->record[at - 1];
		if (record->type != type)
			continue;
		rr[n++] = record->rdata;
		/* RFC 2181 5.2: unequal TTLs of one set count as the least. */
		if (record->ttl < a->ttl)
			a->ttl = record->ttl;
	}
	a->rr = rr;
	a->n = n > 1 ? drop_doubles(rr, n, pool) : n;
	return a->n > 0;
}
