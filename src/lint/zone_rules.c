/* zone_rules: what shows only in the zone as a whole, or in how it is written. */
#include "lint/zone_private.h"

#include "spf/select.h"

#include <string.h>

enum { TTL_LEAST = 300, TTL_MOST = 86400 };

bool serial_above(uint32_t next, uint32_t serial)
{
	uint32_t apart = next - serial;

	return apart != 0 && apart < UINT32_C(0x80000000);
}

static struct span owner_at(const struct zone_run *run)
{
	return run->record->owner_at.len ? run->record->owner_at : run->record->whole;
}

static struct span data_at(const struct zone_run *run)
{
	return run->record->data_at.len ? run->record->data_at : run->record->whole;
}

static const struct zone_record *at(const struct zone_run *run, uint32_t i)
{
	return &run->zone->record[i];
}

static bool is_apex(const struct zone_run *run, const struct name *name)
{
	return name_equal(name, &run->zone->origin);
}

static bool is_wildcard(const struct name *name)
{
	return name->len > 2 && name->wire[0] == 1 && name->wire[1] == '*';
}

static bool is_among(unsigned id, const uint16_t *list, size_t n)
{
	size_t i = 0;

	while (i < n && list[i] != id)
		i++;
	return i < n;
}

/* A name that no mail address has (RFC 8552): its record is a part of others, where how it ends is no match. */
static bool is_part(const struct name *name)
{
	return name->len > 2 && name->wire[1] == '_';
}

static bool is_mail_domain(const struct zone_run *run, const struct name *name)
{
	const struct owner *owner = index_find(&run->index, name);

	return is_apex(run, name) || (owner && (owner->is & OWNER_MX));
}

/*
 * Found here for the whole zone: a walk's findings of these would say the same again, or at every record of the domain. And of a
 * part, how it ends is no policy.
 */
bool zone_own_rule(const struct zone_run *run, const struct finding *f)
{
	static const uint16_t own[] = { 106, 107, 108, 113, 116, 117, 118, 119, 120, 122 };
	static const uint16_t near[] = { 103, 104, 105, 111 };
	static const uint16_t policy[] = { 405, 702, 703, 704, 706, 707, 708 };

	if (is_among(f->rule->id, own, sizeof own / sizeof *own))
		return true;
	/* Of another record of the domain, which has a place of its own. */
	if (is_among(f->rule->id, near, sizeof near / sizeof *near))
		return !memmem(run->text.at, run->text.len, f->arg[0].at, f->arg[0].len);
	if (is_part(&run->record->owner) && is_among(f->rule->id, policy, sizeof policy / sizeof *policy))
		return true;
	/* DMARC belongs to domains of mail addresses; a host's record for HELO is covered by that of the domain. */
	if (f->rule->id == 704 || f->rule->id == 708)
		return !is_mail_domain(run, &run->record->owner);
	if (f->rule->id == 101)		/* a zone's names need no record: 117 to 119 say which do */
		return slice_starts(run->text, SLICE("spf2.0/"));
	if (f->rule->id == 114)
		return !is_wildcard(&run->record->owner);
	if (f->rule->id == 102) {
		const struct owner *owner = index_find(&run->index, &run->record->owner);

		return owner->spf != run->record - run->zone->record;	/* said at the first of them */
	}
	return false;
}

/* --- how it is written (RFC 1035 5.1) */

static bool doubled(const struct zone_run *run, const struct name *name)
{
	return run->index.doubled.len && name_under(name, &run->index.doubled);
}

static void find_doubled_owner(struct zone_run *run, struct owner *owner)
{
	struct slice name;

	if (!doubled(run, &run->record->owner))
		return;
	name = lint_name(&run->pool, &run->record->owner);
	if (run->text.at) {
		zone_raise(run, 116, owner_at(run), name, LINT_END);
	} else if (!owner->doubled_said && owner->spfs == 0) {
		owner->doubled_said = true;
		zone_raise(run, 903, owner_at(run), name, LINT_END);
	}
}

/* A name in the data, of the types that lead to mail. */
static void find_doubled_data(struct zone_run *run)
{
	const struct rdata *rdata = &run->record->rdata;
	size_t skip = run->record->type == RR_MX ? 2 : 0;
	struct name name;

	if (run->record->type != RR_MX && run->record->type != RR_CNAME && run->record->type != RR_NS)
		return;
	if (rdata->len > skip && name_from_wire(rdata->wire + skip, rdata->len - skip, &name) && doubled(run, &name) &&
	    !index_find(&run->index, &name))
		zone_raise(run, 903, data_at(run), lint_name(&run->pool, &name), LINT_END);
}

bool zone_unquoted(struct zone_run *run)
{
	const struct rdata *rdata = &run->record->rdata;
	struct slice text = run->zone->file[run->record->file].text;

	/* Several strings, the version alone in the first, and that without quotes. */
	if (!run->place || record_is_spf(run->text) || !slice_starts(run->text, SLICE("v=spf1")))
		return false;
	return rdata->wire[0] == 6 && rdata->len > 7 && run->place[0] > 0 && text.at[run->place[0] - 1] != '"';
}

static bool stands_plain(char c)
{
	return ascii_alpha(c) || memchr("/:=.+~?-", c, 8);
}

/* A backslash that made a letter plain is gone; the letter would have been so without it. */
static bool lost_backslash(const struct zone_run *run, struct span *where)
{
	struct slice text = run->zone->file[run->record->file].text;

	for (size_t i = 0; run->place && i < run->text.len; i++)
		if (text.at[run->place[i]] == '\\' && stands_plain(text.at[run->place[i] + 1])) {
			*where = (struct span){ run->place[i], 2 };
			return true;
		}
	return false;
}

static void find_syntax(struct zone_run *run)
{
	struct slice text = run->zone->file[run->record->file].text, name;
	size_t end = (size_t)run->record->data_at.at + run->record->data_at.len;
	struct span where;

	if (!run->text.at || run->record->generated)
		return;
	name = lint_name(&run->pool, &run->record->owner);
	if (zone_unquoted(run))
		zone_raise(run, 901, data_at(run), name, LINT_END);
	/* A comment that begins at once behind a word was a part of it. */
	if (end > 0 && end < text.len && text.at[end] == ';' && text.at[end - 1] != '"' && text.at[end - 1] != ')')
		zone_raise(run, 904, (struct span){ (uint32_t)end, 1 }, name, SLICE(";"), LINT_END);
	if (lost_backslash(run, &where))
		zone_raise(run, 904, where, name, SLICE("\\"), LINT_END);
}

/* RFC 1035 3.3, in any TXT record: servers refuse the zone for it. */
static void find_long_string(struct zone_run *run)
{
	struct span where;
	size_t bytes = zonefile_long_string(run->zone, run->record, &where);

	if (bytes)
		zone_raise(run, 510, where, lint_number(&run->pool, bytes), LINT_END);
}

/* --- what stands where */

static bool parsed(struct zone_run *run, struct record *record)
{
	bool good = record_parse_pool(&run->pool, record, run->text) == ERR_NONE;

	run->pool.failed |= !good;
	return good;
}

/* 4.5: records that receivers pass over, Sender ID (RFC 4406) and what is no text among them. */
static void find_passed_over(struct zone_run *run, const struct owner *owner)
{
	struct span whole = zone_place(run, (struct span){ 0, (uint32_t)run->text.len });
	struct slice name, text = run->text;
	struct record record;

	if (run->record->type != RR_TXT || (text.at && record_is_spf(text)))
		return;
	if (!text.at && owner->spfs)
		text = txt_joined(&run->pool, &run->record->rdata);
	if (!text.at)
		return;
	name = lint_name(&run->pool, &run->record->owner);
	if (slice_starts(text, SLICE("spf2.0/")))
		zone_raise(run, 108, whole, name, text, LINT_END);
	else if (owner->spfs && !utf8_valid(text))
		zone_raise(run, 122, whole, name, LINT_END);
	else if (owner->spfs && run->text.at && parsed(run, &record) && record.fault)
		zone_raise(run, record.fault, whole, text, LINT_END)->level = LEVEL_WARNING;	/* beside a valid one it does no harm */
}

/* RFC 1034 3.6.2 */
static void find_alias(struct zone_run *run, const struct owner *owner)
{
	if (run->text.at && (owner->is & OWNER_CNAME))
		zone_raise(run, 113, owner_at(run), lint_name(&run->pool, &run->record->owner), LINT_END);
}

static bool is_place_by_mistake(const struct name *name)
{
	struct slice label = { (const char *)name->wire + 1, name->wire[0] };

	return slice_same(label, SLICE("spf")) || slice_same(label, SLICE("_spf")) || slice_same(label, SLICE("www"));
}

/* Should this name have a record: the zone's own, or one that takes mail? */
static bool wants_record(const struct zone_run *run, const struct name *name)
{
	const struct owner *owner = index_find(&run->index, name);

	return owner && owner->spfs == 0 && (is_apex(run, name) || (owner->is & OWNER_MX)) && !(owner->is & OWNER_NULL_MX) &&
	    !index_occluded(&run->index, name);
}

static void find_misplaced(struct zone_run *run, const struct owner *owner)
{
	struct name up;

	if (!run->text.at || !record_is_spf(run->text) || run->record != at(run, owner->spf))
		return;
	if (is_place_by_mistake(&run->record->owner) && name_parent(&run->record->owner, &up) && wants_record(run, &up))
		zone_raise(run, 117, owner_at(run), lint_name(&run->pool, &up), lint_name(&run->pool, &run->record->owner), LINT_END);
}

/* Does spf., _spf. or www. below it have what it lacks? That is said there. */
static bool misplaced_below(const struct zone_run *run, const struct name *name)
{
	static const char *const places[] = { "spf", "_spf", "www" };
	const struct owner *owner;
	struct name below;

	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		if (name_from_bytes(slice_of(places[i]), &below) != ERR_NONE || !name_join(&below, name, &below))
			continue;
		owner = index_find(&run->index, &below);
		if (owner && owner->spfs > 0)
			return true;
	}
	return false;
}

/* At the first MX record of a name. A null MX says that it sends nothing, so that v=spf1 -all belongs there (RFC 7505 4.2). */
static void find_without(struct zone_run *run, const struct owner *owner)
{
	const struct name *name = &run->record->owner;

	if (run->record->type != RR_MX || run->record != at(run, owner->mx) || owner->spfs || index_occluded(&run->index, name))
		return;
	if (owner->is & OWNER_NULL_MX)
		zone_raise(run, 707, owner_at(run), lint_name(&run->pool, name), LINT_END);
	else if (!misplaced_below(run, name))
		zone_raise(run, 118, owner_at(run), lint_name(&run->pool, name), LINT_END);
}

/* 10.1.3: a mail host, at the first of its addresses. Names that take mail themselves are said to lack one already. */
static void find_host(struct zone_run *run, const struct owner *owner)
{
	const struct name *name = &run->record->owner;

	if (!(owner->is & (OWNER_EXCHANGE | OWNER_SENDS)) || (owner->is & (OWNER_MX | OWNER_NULL_MX)) || owner->spfs)
		return;
	if ((run->record->type != RR_A && run->record->type != RR_AAAA) || run->record != at(run, owner->address))
		return;
	if (!is_apex(run, name) && !index_occluded(&run->index, name))
		zone_raise(run, 119, owner_at(run), lint_name(&run->pool, name), LINT_END);
}

/* 3.1, 14.1: type 99 has the wire form of TXT. */
static void find_old_type(struct zone_run *run, const struct owner *owner)
{
	struct slice old, now;

	if (run->record->type != RR_SPF)
		return;
	zone_raise(run, 106, run->record->whole, lint_name(&run->pool, &run->record->owner), LINT_END);
	if (owner->spfs == 0)
		return;
	old = txt_joined(&run->pool, &run->record->rdata);
	now = txt_joined(&run->pool, &at(run, owner->spf)->rdata);
	if (!slice_equal(old, now))
		zone_raise(run, 107, run->record->whole, lint_name(&run->pool, &run->record->owner), LINT_END);
}

static void find_ttl(struct zone_run *run)
{
	const struct zone_record *record = run->record;

	if (run->text.at && (record->ttl < TTL_LEAST || record->ttl > TTL_MOST))
		zone_raise(run, 120, record->ttl_at.len ? record->ttl_at : owner_at(run), lint_name(&run->pool, &record->owner),
		    lint_number(&run->pool, record->ttl), LINT_END);
}

/* RFC 1035 3.3.13: serial, refresh, retry, expire and minimum are the last twenty bytes. */
static void find_serial(struct zone_run *run)
{
	const struct rdata *soa = &run->record->rdata;
	const uint8_t *wire;
	uint32_t serial;

	if (run->record->type != RR_SOA || soa->len < 22 || !run->ask->serial_known || run->zone != run->ask->zone[0] ||
	    !is_apex(run, &run->record->owner))
		return;
	wire = soa->wire + soa->len - 20;
	serial = (uint32_t)wire[0] << 24 | (uint32_t)wire[1] << 16 | (uint32_t)wire[2] << 8 | wire[3];
	if (!serial_above(serial, run->ask->serial))
		zone_raise(run, 907, data_at(run), lint_name(&run->pool, &run->zone->origin), lint_number(&run->pool, serial),
		    lint_number(&run->pool, run->ask->serial), LINT_END);
}

void zone_rules(struct zone_run *run, struct owner *owner)
{
	find_doubled_owner(run, owner);
	find_doubled_data(run);
	find_syntax(run);
	find_long_string(run);
	find_passed_over(run, owner);
	find_alias(run, owner);
	find_misplaced(run, owner);
	find_without(run, owner);
	find_host(run, owner);
	find_old_type(run, owner);
	find_ttl(run);
	find_serial(run);
}
