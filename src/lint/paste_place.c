/*
 * paste_place: where in a paste a record begins. What looks like a version is weighed by what follows it, so that "must start with
 * v=spf1" in an article loses against the record itself; what a comment holds loses against what stands in the open.
 */
#include "lint/paste_private.h"

#include <string.h>

enum { PLACES_MOST = 1000 };

static bool behind_word(const struct folded *f, size_t at)
{
	return at > 0 && ascii_alnum(f->text[at - 1]);
}

bool paste_is_version(const struct folded *f, size_t at)
{
	return slice_starts(folded_from(f, at), SLICE("v=spf1")) && !behind_word(f, at);
}

static bool has_strong(const struct record *record)
{
	for (size_t i = 0; i < record->n; i++)
		if (paste_strong(record, i))
			return true;
	return false;
}

/* 4.5: what is no version and was meant to be; and the versions of Sender ID (RFC 4406). With terms on its line that say so. */
static bool is_near(const struct folded *f, size_t at, size_t *tried)
{
	struct slice line = slice_to(folded_from(f, at), PASTE_LOOK), first;
	struct record record;

	if (behind_word(f, at) || !strchr("vVsS", f->text[at]))
		return false;
	if (ascii_lower(f->text[at]) == 's' ? !slice_starts(line, SLICE("spf")) : !(line.len > 2 && strchr(" =", line.at[1])))
		return false;
	slice_cut(&line, '\n', &first);
	if (++*tried > PLACES_MOST || record_parse(&record, first))
		return false;
	bool near = has_strong(&record) && (record.fault == 105 || slice_starts(first, SLICE("spf2.0/")));
	record_release(&record);
	return near;
}

/* Read along a paste, a byte at a time: is this place behind a ";" that begins its line, or stands behind a blank outside of quotes? */
struct along {
	bool quoted, comment;
};

static void pass(struct along *along, const struct folded *f, size_t at)
{
	char c = f->text[at];

	if (c == '\n')
		*along = (struct along){ 0 };
	along->quoted ^= c == '"';
	if (c == ';' && !along->quoted && (at == 0 || ascii_blank(f->text[at - 1])))
		along->comment = true;
}

static int weigh(struct pool *pool, const struct folded *f, size_t at)
{
	struct record record;
	struct slice line = slice_to(folded_from(f, at), PASTE_LOOK), first;

	slice_cut(&line, '\n', &first);
	for (size_t i = 1; i < first.len; i++) {	/* a record ends where its quotes do, or another begins */
		bool again = slice_starts(slice_from(first, i), SLICE("v=spf1"));

		if (again && slice_trim(slice_to(first, i)).len == 6)
			return PLACE_NONE;
		if (again || first.at[i] == '"' || first.at[i] == '`')
			first.len = i;
	}
	if (record_parse_pool(pool, &record, first))
		return PLACE_NONE;
	size_t i = record.n && slice_starts(first, SLICE("spf2.0/"));
	if (i == record.n)
		return PLACE_BARE;
	return paste_likely(&record, i) ? PLACE_TERMS : has_strong(&record) ? PLACE_BARE : PLACE_PROSE;
}

/* In the open before in a comment, and both before the mere word. */
static int rank_of(const struct paste_place *place)
{
	return (place->score > PLACE_PROSE) * 8 + !place->comment * 4 + place->score;
}

typedef bool is_start(const struct folded *, size_t at, size_t *tried);

static bool is_exact(const struct folded *f, size_t at, size_t *tried)
{
	(void)tried;
	return ascii_lower(f->text[at]) == 'v' && paste_is_version(f, at);
}

static struct paste_place choose(struct pool *pool, const struct folded *f, is_start *starts)
{
	struct paste_place best = { 0 };
	struct along along = { 0 };
	size_t tried = 0, weighed = 0;

	for (size_t i = 0; i < f->n && tried < PLACES_MOST && weighed < PLACES_MOST; i++) {
		pass(&along, f, i);
		if (!starts(f, i, &tried))
			continue;
		struct paste_place place = { .at = i, .score = weigh(pool, f, i), .comment = along.comment };

		weighed++;
		if (place.score && (!best.score || rank_of(&place) > rank_of(&best)))
			best = place;
	}
	return best;
}

size_t paste_others(struct pool *pool, const struct folded *f, size_t from, size_t to)
{
	struct along along = { 0 };
	size_t n = 0;

	for (size_t i = 0; i < f->n && n < PLACES_MOST; i++) {
		pass(&along, f, i);
		if ((i < from || i >= to) && !along.comment && is_exact(f, i, NULL) && weigh(pool, f, i) >= PLACE_BARE)
			n++;
	}
	return n;
}

struct paste_place paste_place(struct pool *pool, const struct folded *f)
{
	struct paste_place place = choose(pool, f, is_exact);

	return place.score ? place : choose(pool, f, is_near);
}
