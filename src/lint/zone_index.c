/* zone_index: the owners of a zone in a table, so that what a name has is known at each of its records. */
#include "lint/zone_private.h"

#include "base/memory.h"
#include "dns/rdata.h"
#include "spf/select.h"

/* Where the owner of that name is, or would be. A zone is its reader's own, but its names need not be. */
static size_t slot_of(const struct zone_index *index, const struct name *name)
{
	uint64_t seed = (uint64_t)(uintptr_t)index->slot * UINT64_C(0x9e3779b97f4a7c15);
	size_t mask = index->slots - 1, i = (size_t)((name_hash(name) ^ seed >> 32) & mask);

	while (index->slot[i] && !name_equal(&index->zone->record[index->owner[index->slot[i] - 1].first].owner, name))
		i = (i + 1) & mask;
	return i;
}

struct owner *index_find(const struct zone_index *index, const struct name *name)
{
	uint32_t at = index->slots ? index->slot[slot_of(index, name)] : 0;

	return at ? &index->owner[at - 1] : NULL;
}

static struct owner *owner_of(struct zone_index *index, uint32_t record)
{
	size_t slot = slot_of(index, &index->zone->record[record].owner);

	if (!index->slot[slot]) {
		index->owner[index->owners] = (struct owner){ .first = record };
		index->slot[slot] = (uint32_t)++index->owners;
	}
	return &index->owner[index->slot[slot] - 1];
}

/* "spf" within the first bytes: cheaper than to join every TXT of a large zone. */
static bool may_be_spf(const struct rdata *rdata)
{
	for (size_t i = 1; i + 2 < rdata->len && i < 16; i++)
		if ((rdata->wire[i] | 32) == 's' && (rdata->wire[i + 1] | 32) == 'p' && (rdata->wire[i + 2] | 32) == 'f')
			return true;
	return false;
}

struct slice txt_candidate(struct pool *pool, const struct zone_record *record)
{
	struct slice text;
	struct record parsed;

	if (record->type != RR_TXT || !may_be_spf(&record->rdata))
		return (struct slice){ 0 };
	text = txt_joined(pool, &record->rdata);
	if (!text.at || record_is_spf(text) || slice_starts(text, SLICE("spf2.0/")))
		return text;
	if (record_parse_pool(pool, &parsed, text) != ERR_NONE)
		pool->failed = true;
	else if (parsed.fault == 103 || parsed.fault == 104 || parsed.fault == 105 || parsed.fault == 111)
		return text;
	return (struct slice){ 0 };
}

static void note_mx(struct owner *owner, const struct zone_record *record, uint32_t i)
{
	struct name host;

	if (!(owner->is & (OWNER_MX | OWNER_NULL_MX)))
		owner->mx = i;
	if (rdata_exchange(&record->rdata, &host))
		owner->is |= name_is_root(&host) ? OWNER_NULL_MX : OWNER_MX;
}

static void note_record(struct zone_index *index, uint32_t i, struct pool *pool)
{
	const struct zone_record *record = &index->zone->record[i];
	struct owner *owner = owner_of(index, i);
	struct slice text;

	switch (record->type) {
	case RR_A: case RR_AAAA:
		if (!(owner->is & OWNER_ADDRESS))
			owner->address = i;
		owner->is |= OWNER_ADDRESS;
		break;
	case RR_MX:
		note_mx(owner, record, i);
		break;
	case RR_CNAME:
		owner->is |= OWNER_CNAME;
		break;
	case RR_NS:
		owner->is |= OWNER_NS;
		break;
	case RR_SPF:
		owner->is |= OWNER_OLD_TYPE;
		break;
	case RR_TXT:
		text = may_be_spf(&record->rdata) ? txt_joined(pool, &record->rdata) : (struct slice){ 0 };
		if (text.at && record_is_spf(text) && owner->spfs++ == 0)
			owner->spf = i;
		break;
	default:
		owner->is |= OWNER_OTHER;
	}
}

static void mark(struct zone_index *index, const struct name *name, uint16_t as)
{
	struct owner *owner = index_find(index, name);

	if (owner)
		owner->is |= as;
}

/* Hosts that a record names send, and give their names in HELO. */
static void mark_senders(struct zone_index *index, struct pool *pool, struct slice text)
{
	struct record record;
	struct name host;

	if (!text.at || record_parse_pool(pool, &record, text) != ERR_NONE) {
		pool->failed = true;
		return;
	}
	for (size_t i = 0; i < record.n; i++)
		if (record.term[i].kind == K_A && record.term[i].has_value && !record.term[i].macros &&
		    name_from_bytes(record_slice(&record, record.term[i].value), &host) == ERR_NONE)
			mark(index, &host, OWNER_SENDS);
}

/* What points to other names is read when all are known. */
static void note_targets(struct zone_index *index, const struct zone_record *record, struct pool *pool)
{
	struct name host;

	if (record->type == RR_MX && rdata_exchange(&record->rdata, &host))
		mark(index, &host, OWNER_EXCHANGE);
	else if (record->type == RR_TXT && may_be_spf(&record->rdata))
		mark_senders(index, pool, txt_joined(pool, &record->rdata));
}

bool index_build(struct zone_index *index, const struct zonefile *zone)
{
	struct pool pool = { 0 };
	bool good = true;

	*index = (struct zone_index){ .zone = zone, .slots = 16 };
	while (index->slots < 2 * zone->n)
		index->slots *= 2;
	index->slot = mem_zero(index->slots, sizeof *index->slot);
	index->owner = mem_zero(zone->n + 1, sizeof *index->owner);
	if (!index->slot || !index->owner)
		return false;
	if (!name_join(&zone->origin, &zone->origin, &index->doubled) || name_is_root(&zone->origin))
		index->doubled.len = 0;
	for (size_t i = 0; i < zone->n && good; i++) {
		note_record(index, (uint32_t)i, &pool);
		good = !pool.failed;
		pool_reset(&pool);
	}
	pool_release(&pool);
	return good;
}

bool index_mark(struct zone_index *index, const struct zonefile *zone)
{
	struct pool pool = { 0 };
	bool good = true;

	for (size_t i = 0; i < zone->n && good; i++) {
		note_targets(index, &zone->record[i], &pool);
		good = !pool.failed;
		pool_reset(&pool);
	}
	pool_release(&pool);
	return good;
}

void index_release(struct zone_index *index)
{
	mem_free(index->slot);
	mem_free(index->owner);
	*index = (struct zone_index){ 0 };
}

bool index_occluded(const struct zone_index *index, const struct name *name)
{
	struct name up = *name;

	while (name_under(&up, &index->zone->origin) && !name_equal(&up, &index->zone->origin)) {
		const struct owner *owner = index_find(index, &up);

		if (owner && (owner->is & OWNER_NS))
			return true;
		if (!name_parent(&up, &up))
			break;
	}
	return false;
}
