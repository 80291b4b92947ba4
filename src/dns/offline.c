/*
 * offline: an authoritative server's answers, out of zone files.
 */
#include "dns/offline.h"
#include "base/memory.h"
#include "base/words.h"
#include <string.h>

enum { CHAIN_MOST = 12 };
#define NONE UINT32_MAX		/* no record */

/* A name of a zone: an owner, or an empty non-terminal on the way to one. */
struct node {
	struct name name;
	uint32_t zone;
	uint32_t first, last;	/* records in the order of the file; NONE: none */
};
struct offline {
	const struct zonefile **zone;
	size_t zones;
	uint32_t **next;	/* for each zone: record -> next of the same owner */
	struct node *node;
	size_t n, size;
	uint32_t *slot;		/* hash: index of a node + 1; 0: free */
	size_t slots;		/* a power of two, over twice n */
	struct rdata *rr;	/* of the answer lent */
	size_t rr_size;
};

static size_t slot_of(const struct offline *o, const struct name *name, uint32_t zone)
{
	size_t i = (name_hash(name) ^ zone * 0x9e3779b9u) & (o->slots - 1);

	while (o->slot[i] && (o->node[o->slot[i] - 1].zone != zone || !name_equal(&o->node[o->slot[i] - 1].name, name)))
		i = (i + 1) & (o->slots - 1);
	return i;
}

static struct node *find(const struct offline *o, const struct name *name, uint32_t zone)
{
	uint32_t i = o->slots ? o->slot[slot_of(o, name, zone)] : 0;

	return i ? &o->node[i - 1] : NULL;
}

static bool grow(struct offline *o)
{
	size_t slots = o->slots ? o->slots * 2 : 64;
	struct node *node = mem_resize(o->node, slots / 2, sizeof *node);

	if (!node)
		return false;
	o->node = node;
	o->size = slots / 2;
	uint32_t *slot = mem_zero(slots, sizeof *slot);
	if (!slot)
		return false;
	mem_free(o->slot);
	o->slot = slot;
	o->slots = slots;
	for (size_t i = 0; i < o->n; i++)
		o->slot[slot_of(o, &o->node[i].name, o->node[i].zone)] = (uint32_t)i + 1;
	return true;
}

/* NULL: memory. *made: it was not there. */
static struct node *find_or_make(struct offline *o, const struct name *name, uint32_t zone, bool *made)
{
	if (o->n >= o->size / 2 * 2 || !o->slots) {
		if (!grow(o))
			return NULL;
	}
	size_t i = slot_of(o, name, zone);
	*made = !o->slot[i];
	if (*made) {
		o->node[o->n] = (struct node){ .name = *name, .zone = zone, .first = NONE, .last = NONE };
		o->slot[i] = (uint32_t)++o->n;
	}
	return &o->node[o->slot[i] - 1];
}

/* The owner, and every name between it and the apex: those are there too, if empty (RFC 4592 2.2.2). */
static bool add_record(struct offline *o, uint32_t zone, uint32_t index)
{
	struct name up = o->zone[zone]->record[index].owner, next;
	bool made;
	struct node *node = find_or_make(o, &up, zone, &made);

	if (!node)
		return false;
	o->next[zone][index] = NONE;
	if (node->first == NONE)
		node->first = index;
	else
		o->next[zone][node->last] = index;
	node->last = index;
	while (made && !name_equal(&up, &o->zone[zone]->origin) && name_parent(&up, &next)) {
		up = next;
		if (!find_or_make(o, &up, zone, &made))
			return false;
	}
	return true;
}

static bool add_zone(struct offline *o, uint32_t zone)
{
	const struct zonefile *file = o->zone[zone];
	bool made;

	o->next[zone] = mem_resize(NULL, file->n ? file->n : 1, sizeof **o->next);
	if (!o->next[zone] || !find_or_make(o, &file->origin, zone, &made))
		return false;
	for (uint32_t i = 0; i < file->n; i++)
		if (name_under(&file->record[i].owner, &file->origin) && !add_record(o, zone, i))
			return false;
	return true;
}

struct offline *offline_new(const struct zonefile *const *zones, size_t n)
{
	struct offline *o = mem_zero(1, sizeof *o);

	if (!o)
		return NULL;
	o->zone = mem_zero(n ? n : 1, sizeof *o->zone);
	o->next = mem_zero(n ? n : 1, sizeof *o->next);
	if (!o->zone || !o->next) {
		offline_free(o);
		return NULL;
	}
	for (o->zones = 0; o->zones < n;) {
		o->zone[o->zones] = zones[o->zones];
		if (!add_zone(o, (uint32_t)o->zones++)) {
			offline_free(o);
			return NULL;
		}
	}
	return o;
}

void offline_free(struct offline *o)
{
	if (!o)
		return;
	for (size_t i = 0; o->next && i < o->zones; i++)
		mem_free(o->next[i]);
	mem_free(o->next);
	mem_free(o->zone);
	mem_free(o->node);
	mem_free(o->slot);
	mem_free(o->rr);
	mem_free(o);
}

static const struct zone_record *first_of(const struct offline *o, const struct node *node, uint16_t type)
{
	for (uint32_t i = node->first; i != NONE; i = o->next[node->zone][i])
		if (o->zone[node->zone]->record[i].type == type)
			return &o->zone[node->zone]->record[i];
	return NULL;
}

/* The longest origin that the name is under; NONE: none. The first of two files of one origin wins. */
static uint32_t zone_of(const struct offline *o, const struct name *name)
{
	uint32_t best = NONE;

	for (uint32_t i = 0; i < o->zones; i++)
		if (name_under(name, &o->zone[i]->origin) && (best == NONE || o->zone[i]->origin.len > o->zone[best]->origin.len))
			best = i;
	return best;
}

static bool same_data(const struct rdata *a, const struct rdata *b)
{
	return a->len == b->len && memcmp(a->wire, b->wire, a->len) == 0;
}

/* An RRset has no two equal records (RFC 2181 5), and one TTL: the least. */
static enum error lend(struct offline *o, const struct node *node, uint16_t type, struct answer *answer)
{
	const struct zonefile *file = o->zone[node->zone];

	answer->n = 0;
	for (uint32_t i = node->first; i != NONE; i = o->next[node->zone][i]) {
		const struct zone_record *record = &file->record[i];
		bool twice = false;

		if (record->type != type)
			continue;
		for (size_t k = 0; k < answer->n && !twice; k++)
			twice = same_data(&o->rr[k], &record->rdata);
		if (twice)
			continue;
		if (answer->n == o->rr_size) {
			size_t size = o->rr_size ? o->rr_size * 2 : 16;
			struct rdata *rr = mem_resize(o->rr, size, sizeof *rr);

			if (!rr)
				return ERR_MEMORY;
			o->rr = rr;
			o->rr_size = size;
		}
		o->rr[answer->n++] = record->rdata;
		if (record->ttl < answer->ttl)
			answer->ttl = record->ttl;
	}
	answer->rr = o->rr;
	return ERR_NONE;
}

/* RFC 2308 5: the lesser of the SOA's TTL and its minimum. */
static void set_negative_ttl(const struct offline *o, uint32_t zone, struct answer *answer)
{
	const struct node *apex = find(o, &o->zone[zone]->origin, zone);
	const struct zone_record *soa = apex ? first_of(o, apex, RR_SOA) : NULL;
	uint32_t minimum;

	if (!soa || soa->rdata.len < 22)
		return;
	const uint8_t *last = soa->rdata.wire + soa->rdata.len - 4;
	minimum = (uint32_t)last[0] << 24 | (uint32_t)last[1] << 16 | (uint32_t)last[2] << 8 | last[3];
	if (soa->ttl < minimum)
		minimum = soa->ttl;
	if (minimum < answer->ttl)
		answer->ttl = minimum;
}

enum step { STEP_DONE, STEP_ON, STEP_OUTSIDE };

/*
 * RFC 1034 4.3.2 step 3, from the apex down to the name: NS below the apex is a delegation, DNAME above the name sends it elsewhere
 * (RFC 6672). STEP_DONE: neither is on the way.
 */
static enum step cross(const struct offline *o, uint32_t zone, struct name *name, struct answer *answer)
{
	struct name path[NAME_WIRE / 2];
	size_t n = 0;

	path[n++] = *name;
	while (!name_equal(&path[n - 1], &o->zone[zone]->origin) && n < NAME_WIRE / 2 && name_parent(&path[n - 1], &path[n]))
		n++;
	while (n-- > 0) {
		const struct node *node = find(o, &path[n], zone);
		const struct zone_record *dname = node && n ? first_of(o, node, RR_DNAME) : NULL;

		if (node && !name_equal(&path[n], &o->zone[zone]->origin) && first_of(o, node, RR_NS))
			return STEP_OUTSIDE;
		if (dname) {
			struct name target, prefix = { .len = (uint8_t)(name->len - path[n].len + 1) };

			memcpy(prefix.wire, name->wire, prefix.len - 1u);
			if (!name_from_wire(dname->rdata.wire, dname->rdata.len, &target) || !name_join(&prefix, &target, name)) {
				answer->said = SAID_FAILED;
				answer->failure = FAILURE_CNAME;
				return STEP_OUTSIDE;
			}
			if (dname->ttl < answer->ttl)
				answer->ttl = dname->ttl;
			return STEP_ON;
		}
	}
	return STEP_DONE;
}

/* RFC 4592 3.3: no node, so the closest encloser's "*" answers, if there is one. */
static const struct node *wildcard(const struct offline *o, uint32_t zone, const struct name *name)
{
	static const struct name star = { .len = 3, .wire = { 1, '*', 0 } };
	struct name up = *name, next, source;

	while (name_parent(&up, &next)) {
		up = next;
		if (find(o, &up, zone))
			return name_join(&star, &up, &source) ? find(o, &source, zone) : NULL;
	}
	return NULL;
}

/* One name of the chain. STEP_ON: *name is where it leads. */
static enum step answer_name(struct offline *o, struct name *name, uint16_t type, struct answer *answer, enum error *error)
{
	uint32_t zone = zone_of(o, name);

	if (zone == NONE)
		return STEP_OUTSIDE;
	enum step step = cross(o, zone, name, answer);
	if (step != STEP_DONE)
		return step;
	const struct node *node = find(o, name, zone);
	if (!node)
		node = wildcard(o, zone, name);
	if (!node) {
		answer->said = SAID_NXDOMAIN;
		set_negative_ttl(o, zone, answer);
		return STEP_DONE;
	}
	const struct zone_record *cname = type == RR_CNAME ? NULL : first_of(o, node, RR_CNAME);
	if (!cname) {
		answer->said = SAID_DATA;
		*error = lend(o, node, type, answer);
		if (!*error && !answer->n) {
			answer->said = SAID_NODATA;
			set_negative_ttl(o, zone, answer);
		}
		return STEP_DONE;
	}
	if (cname->ttl < answer->ttl)
		answer->ttl = cname->ttl;
	return name_from_wire(cname->rdata.wire, cname->rdata.len, name) ? STEP_ON : STEP_OUTSIDE;
}

enum error offline_answer(struct offline *o, const struct question *question, struct answer *answer)
{
	struct name name = question->name;
	enum error error = ERR_NONE;

	*answer = (struct answer){ .ttl = INT32_MAX, .owner = name };
	for (int links = 0; links <= CHAIN_MOST; links++) {
		enum step step = answer_name(o, &name, question->type, answer, &error);

		answer->owner = name;
		if (step == STEP_ON)
			continue;
		if (step == STEP_OUTSIDE) {
			enum failure failure = answer->failure ? answer->failure : FAILURE_OUTSIDE;

			*answer = (struct answer){ .said = SAID_FAILED, .failure = failure, .owner = name };
		}
		if (answer->ttl == INT32_MAX)
			answer->ttl = 0;
		return error;
	}
	*answer = (struct answer){ .said = SAID_FAILED, .failure = FAILURE_CNAME, .owner = name };
	return ERR_NONE;
}

static enum error answer_one(void *arg, const struct question *question, struct answer *answer)
{
	return offline_answer(arg, question, answer);
}

static void free_one(void *arg)
{
	offline_free(arg);
}

struct source *offline_source_new(struct offline *o)
{
	return source_local_new(answer_one, o, free_one, N_("the zone files"));
}
