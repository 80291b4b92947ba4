/* zonefile_origin: what the zone is called, when nobody said so, and what is therefore outside. */
#include "dns/zonefile_private.h"

#include "base/words.h"

#include <stdio.h>
#include <string.h>

/* Around the domain in the names of files, as administrators call them. */
static const struct slice prefixes[] = {
	{ "db.", 3 }, { "pri.", 4 }, { "zone.", 5 }, { "named.", 6 }, { "master.", 7 },
};
static const struct slice suffixes[] = {
	{ ".zone", 5 }, { ".db", 3 }, { ".hosts", 6 }, { ".dns", 4 }, { ".txt", 4 }, { ".signed", 7 },
};

/* Letters, digits, "-", "_" and dots, one inside at least, and no number at the end: a domain and not "zone.old~" or "192.0.2". */
static bool looks_like_domain(struct slice s)
{
	size_t dots = 0, last = 0;
	for (size_t i = 0; i < s.len; i++) {
		if (s.at[i] == '.') {
			dots++;
			last = i + 1;
		} else if (!ascii_alnum(s.at[i]) && s.at[i] != '-' && s.at[i] != '_') {
			return false;
		}
	}
	return dots > 0 && last < s.len && ascii_alpha(s.at[last]);
}

bool origin_guess(const char *path, struct name *origin)
{
	const char *slash = strrchr(path, '/');
	struct slice s = slice_of(slash ? slash + 1 : path);
	for (size_t i = sizeof suffixes / sizeof *suffixes; i-- > 0;) {
		struct slice with = suffixes[i];
		if (s.len > with.len && slice_same(slice_from(s, s.len - with.len), with))
			s = slice_to(s, s.len - with.len);
	}
	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
		if (slice_starts(s, prefixes[i])) {
			s = slice_from(s, prefixes[i].len);
			break;
		}
	}
	return looks_like_domain(s) && name_from_bytes(s, origin) == ERR_NONE;
}

enum error origin_need(struct reader *r, struct unit *u, struct place place)
{
	if (u->origin.len > 0 || origin_guess(r->file[0].path, &u->origin))
		return ERR_NONE;
	return reader_fail(r, u, place, ERR_NAME_EMPTY, "%s",
		_("what is this zone called? Begin the file with $ORIGIN, or give it as FILE:ORIGIN"));
}

static bool find_origin(const struct reader *r, struct name *origin)
{
	if (r->options->origin)
		*origin = *r->options->origin;
	else if (r->soa != SIZE_MAX)
		*origin = r->record[r->soa].owner;
	else if (r->first_origin.len > 0)
		*origin = r->first_origin;
	else
		return origin_guess(r->file[0].path, origin);
	return true;
}

/* Two zones in one file: a name server refuses that too. */
static enum error wrong_soa(const struct reader *r, const struct zone_record *record)
{
	const struct zone_file *file = &r->file[record->file];
	char owner[NAME_TEXT], zone[NAME_TEXT], detail[2 * NAME_TEXT + 80];
	name_text(&record->owner, owner);
	name_text(&r->zone->origin, zone);
	snprintf(detail, sizeof detail, _("an SOA record of %.60s, but this zone is %.60s; one zone a file"), owner, zone);
	return problem_set(r->problem, ERR_SYNTAX, file->path, record->line, detail);
}

enum error origin_settle(struct reader *r)
{
	struct zonefile *zone = r->zone;
	if (!find_origin(r, &zone->origin))
		return problem_set(r->problem, ERR_NAME_EMPTY, r->file[0].path, 0,
			_("what is this zone called? Begin the file with $ORIGIN, or give it as FILE:ORIGIN"));
	size_t kept = 0;
	for (size_t i = 0; i < r->n; i++) {
		const struct zone_record *record = &r->record[i];
		if (!name_under(&record->owner, &zone->origin))
			continue;
		if (record->type == RR_SOA && !name_equal(&record->owner, &zone->origin))
			return wrong_soa(r, record);
		if (kept < i)
			r->record[kept] = *record;
		kept++;
	}
	zone->outside = r->n - kept;
	r->n = kept;
	return ERR_NONE;
}
