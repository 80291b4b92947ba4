/* offline: zone files answer as an authoritative server would (RFC 1034 4.3.2, RFC 4592, RFC 2308, RFC 6672). */
#include "dns/offline_private.h"

#include "base/memory.h"
#include "base/words.h"

#include <string.h>

enum { CHAIN_MOST = 16 };	/* CNAMEs and DNAMEs on the way to one answer */

struct offline *offline_new(const struct zonefile *const *zones, size_t n)
{
	struct offline *o = mem_zero(1, sizeof *o);
	if (!o)
		return NULL;
	o->tree = mem_zero(n, sizeof *o->tree);
	bool ok = o->tree != NULL;
	for (size_t i = 0; ok && i < n; i++) {
		ok = tree_build(&o->tree[i], zones[i]);
		o->trees = i + 1;
	}
	if (ok)
		return o;
	offline_free(o);
	return NULL;
}

void offline_free(struct offline *o)
{
	if (!o)
		return;
	for (size_t i = 0; i < o->trees; i++)
		tree_release(&o->tree[i]);
	mem_free(o->tree);
	pool_release(&o->pool);
	mem_free(o);
}

/* Longest origin wins, the first of equals. A DS record is the parent's (RFC 4035 3.1.4.1), where it is here. */
static const struct tree *tree_for(const struct offline *o, const struct name *name, uint16_t type)
{
	const struct tree *best = NULL, *apex = NULL;
	for (size_t i = 0; i < o->trees; i++) {
		const struct tree *t = &o->tree[i];
		const struct name *origin = &t->zone->origin;
		if (!name_under(name, origin))
			continue;
		if (type == RR_DS && origin->len == name->len)
			apex = apex ? apex : t;
		else if (!best || origin->len > best->zone->origin.len)
			best = t;
	}
	return best ? best : apex;
}

static void fail(struct answer *a, enum failure failure, uint8_t rcode)
{
	a->said = SAID_FAILED;
	a->failure = failure;
	a->rcode = rcode;
}

static void lower_ttl(struct answer *a, uint32_t ttl)
{
	if (ttl < a->ttl)
		a->ttl = ttl;
}

/* RFC 2308 5: the lesser of the SOA record's minimum and its own TTL. */
static void say_nothing(const struct tree *t, struct answer *a, enum said said)
{
	enum { RCODE_NXDOMAIN = 3 };
	a->said = said;
	a->rcode = said == SAID_NXDOMAIN ? RCODE_NXDOMAIN : 0;
	lower_ttl(a, t->negative_ttl);
}

/* RFC 6672 2.2: what is under the owner moves under the target, and gets too long now and then (YXDOMAIN). */
static bool substitute(const struct name *name, const struct name *owner, const struct name *target, struct name *out)
{
	struct name left = { .len = (uint8_t)(name->len - owner->len + 1) };
	memcpy(left.wire, name->wire, left.len);
	left.wire[left.len - 1] = 0;
	return name_join(&left, target, out);
}

/* One step. True: answer is made; false: answer->owner is another name now, to be looked up in turn. */
static bool step(const struct tree *t, const struct question *q, struct answer *a, struct pool *pool)
{
	enum { RCODE_YXDOMAIN = 6 };
	struct find find;
	struct name target;
	tree_find(t, &a->owner, &find);
	const struct zone_record *dname = find.dname ? node_record(t, find.dname, RR_DNAME) : NULL;
	if (dname) {
		lower_ttl(a, dname->ttl);
		bool fits = name_from_wire(dname->rdata.wire, dname->rdata.len, &target) > 0 &&
			substitute(&a->owner, &dname->owner, &target, &target);
		if (!fits)
			fail(a, FAILURE_RCODE, RCODE_YXDOMAIN);
		else
			a->owner = target;
		return !fits;
	}
	if (find.cut && !(find.cut == find.node && q->type == RR_DS)) {
		fail(a, FAILURE_OUTSIDE, 0);
		return true;
	}
	if (!find.node) {
		say_nothing(t, a, SAID_NXDOMAIN);
		return true;
	}
	const struct zone_record *cname = find.node->cname && q->type != RR_CNAME ? node_record(t, find.node, RR_CNAME) : NULL;
	if (cname && name_from_wire(cname->rdata.wire, cname->rdata.len, &target) > 0) {
		lower_ttl(a, cname->ttl);
		a->owner = target;
		return false;
	}
	a->said = SAID_DATA;
	if (!node_rrset(t, find.node, q->type, a, pool))
		say_nothing(t, a, SAID_NODATA);
	return true;
}

enum error offline_answer(struct offline *o, const struct question *q, struct answer *a)
{
	pool_reset(&o->pool);
	*a = (struct answer){ .owner = q->name, .ttl = UINT32_MAX };
	bool done = false;
	for (unsigned links = 0; !done && links <= CHAIN_MOST; links++) {
		const struct tree *t = tree_for(o, &a->owner, q->type);
		done = !t || step(t, q, a, &o->pool);
		if (!t)
			fail(a, FAILURE_OUTSIDE, 0);
	}
	if (!done)
		fail(a, FAILURE_CNAME, 0);
	if (a->ttl == UINT32_MAX)
		a->ttl = 0;
	return o->pool.failed ? ERR_MEMORY : ERR_NONE;
}

static enum error source_step(void *arg, const struct question *q, struct answer *a)
{
	return offline_answer(arg, q, a);
}

static void source_free(void *arg)
{
	offline_free(arg);
}

struct source *offline_source_new(struct offline *o)
{
	return source_local_new(source_step, o, source_free, N_("the zone files"));
}
