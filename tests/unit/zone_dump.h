#pragma once
/* zone_dump: what a zone holds, as text to compare. */
#include "dns/rdata.h"
#include "dns/zonefile.h"

/* "owner TTL type data", one a line, absolute but without the last dot. */
static inline const char *zone_dump(const struct zonefile *zone, struct buf *out)
{
	char name[NAME_TEXT], type[12];
	buf_clear(out);
	for (size_t i = 0; i < zone->n; i++) {
		const struct zone_record *record = &zone->record[i];
		name_text(&record->owner, name);
		buf_printf(out, "%s %u %s ", name, record->ttl, rrtype_text(record->type, type));
		rdata_print(record->type, &record->rdata, out);
		buf_char(out, '\n');
	}
	return buf_text(out);
}
