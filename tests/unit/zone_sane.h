#pragma once
/* zone_sane: what is true of every zone that was read; for the unit tests and the fuzzer, hence with abort() and not libcheck. */
#include "dns/zonefile.h"

#include <stdlib.h>

#define SANE(condition) \
	do { \
		if (!(condition)) \
			abort(); \
	} while (0)

static inline bool span_inside(struct span inner, struct span outer)
{
	return inner.len == 0 || (inner.at >= outer.at && inner.at + inner.len <= outer.at + outer.len);
}

static inline void assert_sane_record(const struct zonefile *zone, const struct zone_record *record)
{
	SANE(record->file < zone->files);
	struct slice text = zone->file[record->file].text;
	SANE(record->whole.len > 0 && record->whole.at + record->whole.len <= text.len);
	SANE(span_inside(record->owner_at, record->whole));
	SANE(span_inside(record->ttl_at, record->whole));
	SANE(span_inside(record->data_at, record->whole));
	/* The owner is where the entry starts, unless a parenthesis or blank stands there; then TTL, then data. */
	SANE(!record->ttl_at.len || record->owner_at.at + record->owner_at.len <= record->ttl_at.at);
	SANE(!record->data_at.len || record->ttl_at.at + record->ttl_at.len <= record->data_at.at);
	size_t end = record->whole.at + record->whole.len;
	SANE(end == text.len || text.at[end] == ';' || text.at[end] == '\n' || text.at[end] == '\r');
	SANE(record->whole.at == 0 || record->whole.at == 3 || text.at[record->whole.at - 1] == '\n' || text.at[record->whole.at - 1] == '\r');
	SANE(name_under(&record->owner, &zone->origin));
	SANE(record->type != 0 && record->ttl <= 0x7fffffff && record->line > 0);
	SANE(record->ttl_given || record->ttl_at.len == 0);
	struct span string = { 0 };
	size_t bytes = zonefile_long_string(zone, record, &string);
	SANE(record->long_string == (bytes > 255) && span_inside(string, record->data_at));
}

/* Entries of one file do not overlap and ascend; what $GENERATE made shares its line. */
static inline void assert_sane_zone(const struct zonefile *zone)
{
	SANE(zone->origin.len > 0 && zone->files > 0);
	for (size_t i = 0; i < zone->n; i++)
		assert_sane_record(zone, &zone->record[i]);
	for (size_t file = 0; file < zone->files; file++) {
		const struct zone_record *before = NULL;
		for (size_t i = 0; i < zone->n; i++) {
			const struct zone_record *record = &zone->record[i];
			if (record->file != file)
				continue;
			if (before && record->generated && before->whole.at == record->whole.at)
				SANE(before->generated && before->whole.len == record->whole.len);
			else if (before)
				SANE(before->whole.at + before->whole.len <= record->whole.at && before->line < record->line);
			before = record;
		}
	}
}
