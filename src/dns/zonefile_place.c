/* zonefile_place: from the bytes of a TXT record back to those of the file it was written in. */
#include "dns/zonefile_private.h"

/* The bytes of one character-string, escapes read; *n of them so far. False: more than there is room for. */
static bool place_string(const struct scanner *s, const struct token *t, uint32_t from, uint32_t *at, size_t room, size_t *n)
{
	struct slice bare = token_bare(t);
	uint32_t start = from + (uint32_t)(bare.at - s->text.at);

	for (size_t i = 0; i < bare.len; (*n)++) {
		uint8_t byte;

		if (*n == room)
			return false;
		at[*n] = start + (uint32_t)i;
		if (bare.at[i] != '\\')
			i++;
		else if (!name_unescape(bare, &i, &byte))
			return false;
	}
	return true;
}

bool zonefile_places(const struct zonefile *zone, const struct zone_record *record, uint32_t *at, size_t len)
{
	struct span data = record->data_at;
	struct scanner s;
	struct token t;
	size_t n = 0;

	if (record->generated || data.len == 0)
		return false;
	scan_start(&s, slice_to(slice_from(zone->file[record->file].text, data.at), data.len));
	while (scan_token(&s, &t) != TOKEN_WRONG) {
		if (t.kind != TOKEN_END && !place_string(&s, &t, data.at, at, len, &n))
			return false;
		if (t.kind == TOKEN_END && s.at >= s.text.len)
			break;
	}
	at[len] = data.at + data.len;
	return n == len;
}
