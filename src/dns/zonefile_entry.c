/* zonefile_entry: one entry of a master file, [owner] [TTL] [class] type data (RFC 1035 5.1). */
#include "dns/zonefile_private.h"

#include "base/memory.h"
#include "base/words.h"
#include "dns/rdata.h"

#include <string.h>

enum {
	RECORDS_MOST = 8 << 20,
	TTL_UNSAID = 3600,	/* what NSD and Knot take when nothing says it */
	TTL_MOST = 0x7fffffff,	/* RFC 2181 8 */
	SOA_MINIMUM = 4,	/* bytes at the end of an SOA record */
	TYPE_OPT = 41,		/* lives in messages, not in zones; so do 128 to 255 (RFC 6895 3.1) */
	TYPE_APL = 42,		/* alone may have no data (RFC 3123) */
	META_FIRST = 128, META_LAST = 255,
};

static const struct {
	char letter;
	uint32_t seconds;
} units[] = {
	{ 's', 1 }, { 'm', 60 }, { 'h', 3600 }, { 'd', 86400 }, { 'w', 604800 },
};

static uint32_t unit_seconds(char letter)
{
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		if (units[i].letter == ascii_lower(letter))
			return units[i].seconds;
	}
	return 0;
}

bool ttl_parse(struct slice s, uint32_t *ttl)
{
	uint64_t sum = 0, number = 0;
	size_t i = 0;
	while (i < s.len) {
		size_t from = i;
		for (number = 0; i < s.len && ascii_digit(s.at[i]) && number <= UINT32_MAX; i++)
			number = number * 10 + (uint64_t)(s.at[i] - '0');
		if (i == from)
			return false;
		uint32_t seconds = i < s.len ? unit_seconds(s.at[i]) : 1;
		/* A number without unit stands alone. */
		if (seconds == 0 || (i == s.len && from > 0))
			return false;
		sum += number * seconds;
		if (sum > UINT32_MAX)
			return false;
		i++;
	}
	*ttl = sum > TTL_MOST ? 0 : (uint32_t)sum;
	return s.len > 0;
}

static bool class_word(struct slice s, bool *internet)
{
	static const struct slice others[] = { { "CH", 2 }, { "HS", 2 }, { "CS", 2 }, { "CHAOS", 5 }, { "HESIOD", 6 }, { "NONE", 4 } };
	uint64_t number = 0;
	*internet = slice_same(s, SLICE("IN"));
	if (*internet)
		return true;
	if (slice_starts(s, SLICE("CLASS")) && slice_number(slice_from(s, 5), UINT16_MAX, &number)) {
		*internet = number == 1;
		return true;
	}
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		if (slice_same(s, others[i]))
			return true;
	}
	return false;
}

static enum error head_type(const struct reader *r, const struct unit *u, const struct token *t, struct head *h)
{
	h->word = *t;
	h->type = t->kind == TOKEN_WORD ? rrtype_from_text(t->text) : 0;
	if (h->type == 0)
		return reader_fail(r, u, t->place, ERR_SYNTAX, _("no type of record is called %.*s"), TOKEN_ARG(t->text));
	if (h->type == TYPE_OPT || (h->type >= META_FIRST && h->type <= META_LAST))
		return reader_fail(r, u, t->place, ERR_SYNTAX, _("records of type %.*s cannot stand in a zone"), TOKEN_ARG(t->text));
	return ERR_NONE;
}

enum error read_head(const struct reader *r, struct unit *u, struct token *t, struct head *h)
{
	bool class = false, internet = true;
	*h = (struct head){ 0 };
	for (;;) {
		if (t->kind == TOKEN_WRONG)
			return scan_fail(r, u);
		if (t->kind == TOKEN_END)
			return reader_fail(r, u, t->place, ERR_SYNTAX, "%s", _("the type of the record is missing"));
		if (!h->ttl_given && t->kind == TOKEN_WORD && ttl_parse(t->text, &h->ttl)) {
			h->ttl_given = true;
			h->ttl_at = (struct span){ t->place.at, (uint32_t)t->text.len };
		} else if (!class && t->kind == TOKEN_WORD && class_word(t->text, &internet)) {
			if (!internet)
				return reader_fail(r, u, t->place, ERR_SYNTAX, _("class %.*s: only IN is read"), TOKEN_ARG(t->text));
			class = true;
		} else {
			return head_type(r, u, t, h);
		}
		scan_token(&u->scan, t);
	}
}

enum error record_add(struct reader *r, struct unit *u, struct place place, struct zone_record **record)
{
	size_t most = r->options->records ? r->options->records : RECORDS_MOST;
	if (r->n == most)
		return reader_fail(r, u, place, ERR_TOO_LARGE, _("more than %zu records"), most);
	if (r->n == r->size) {
		size_t size = r->size ? r->size * 2 : 64;
		struct zone_record *grown = mem_resize(r->record, size, sizeof *grown);
		if (!grown)
			return reader_fail(r, u, place, ERR_MEMORY, NULL);
		r->record = grown;
		r->size = size;
	}
	*record = &r->record[r->n++];
	memset(*record, 0, sizeof **record);
	(*record)->file = u->file;
	(*record)->line = place.line;
	return ERR_NONE;
}

/* RFC 2308 4 and, before it, RFC 1035 5.1; as BIND does, an SOA record without one sets the default by its minimum. */
static void record_ttl(struct reader *r, struct zone_record *record, const struct head *h)
{
	record->ttl_given = h->ttl_given;
	if (h->ttl_given) {
		record->ttl = h->ttl;
	} else if (r->default_known) {
		record->ttl = r->default_ttl;
	} else if (r->last_known) {
		record->ttl = r->last_ttl;
	} else if (record->type == RR_SOA && record->rdata.len > SOA_MINIMUM) {
		const uint8_t *wire = record->rdata.wire + record->rdata.len - SOA_MINIMUM;
		uint32_t minimum = (uint32_t)wire[0] << 24 | (uint32_t)wire[1] << 16 | (uint32_t)wire[2] << 8 | wire[3];
		record->ttl = r->default_ttl = minimum > TTL_MOST ? 0 : minimum;
		r->default_known = true;
	} else {
		record->ttl = TTL_UNSAID;
	}
	r->last_ttl = record->ttl;
	r->last_known |= h->ttl_given;
}

enum error record_fill(struct reader *r, struct unit *u, struct zone_record *record, const struct head *h, struct slice data,
	struct place place)
{
	struct problem inner = { 0 };
	record->type = h->type;
	if (record->type == RR_SOA && r->soa == SIZE_MAX) {
		r->soa = (size_t)(record - r->record);
		if (u->origin.len == 0)
			u->origin = record->owner;
	}
	enum error e = origin_need(r, u, place);
	if (e)
		return e;
	if (data.len == 0 && h->type != TYPE_APL)
		return reader_fail(r, u, place, ERR_SYNTAX, _("nothing stands after %.*s"), TOKEN_ARG(h->word.text));
	e = rdata_parse(h->type, data, &u->origin, &r->zone->pool, &record->rdata, &inner);
	if (e)
		return reader_fail(r, u, place, e, "%s", inner.detail);
	record_ttl(r, record, h);
	return ERR_NONE;
}

/* What a server would refuse is kept, cut where it must be, and marked: for lint, which has more to say. */
static enum error fill_long(struct reader *r, struct unit *u, struct zone_record *record, const struct head *h, struct slice data,
	struct place place)
{
	struct slice text;
	enum error e = string_cut(r, data, &text);
	if (!e)
		e = record_fill(r, u, record, h, text, place);
	record->long_string = e == ERR_NONE;
	return e;
}

/* The owner's token is read. */
static enum error record_owner(struct reader *r, struct unit *u, const struct token *t, struct zone_record *record)
{
	struct slice text = token_bare(t);
	bool relative = text.len > 0 && text.at[text.len - 1] != '.';
	enum error e = relative ? origin_need(r, u, t->place) : ERR_NONE;
	if (e)
		return e;
	e = name_from_master(text, u->origin.len ? &u->origin : NULL, &record->owner);
	if (e)
		return reader_fail(r, u, t->place, e, "%.*s", TOKEN_ARG(text));
	u->owner = (size_t)(record - r->record);
	record->owner_at = (struct span){ t->place.at, (uint32_t)t->text.len };
	return ERR_NONE;
}

/* All but the owner; *t: the first token after it. */
static enum error record_rest(struct reader *r, struct unit *u, struct token *t, struct zone_record *record)
{
	struct scanner *s = &u->scan;
	struct head head;
	enum error e = read_head(r, u, t, &head);
	if (e)
		return e;
	scan_data(s);
	struct place place = head.word.place;
	for (bool first = true; scan_token(s, t) != TOKEN_END; first = false) {
		if (t->kind == TOKEN_WRONG)
			return scan_fail(r, u);
		if (first)
			place = t->place;
	}
	struct slice data = scan_data_text(s);
	record->ttl_at = head.ttl_at;
	e = record_fill(r, u, record, &head, data, place);
	if (s->data_from != UINT32_MAX && !s->torn)
		record->data_at = (struct span){ s->data_from, s->data_to - s->data_from };
	if (e == ERR_SYNTAX && head.type == RR_TXT && r->options->long_strings && record->data_at.len > 0)
		e = fill_long(r, u, record, &head, data, place);
	return e == ERR_SYNTAX && head.type == RR_TXT && data.len > 0 ? string_fail(r, u, place, e) : e;
}

enum error read_entry(struct reader *r, struct unit *u)
{
	struct scanner *s = &u->scan;
	struct zone_record *record = NULL;
	struct token t;
	uint32_t from = s->at;
	bool blank = s->text.at[from] == ' ' || s->text.at[from] == '\t';
	scan_entry(s);
	scan_token(s, &t);
	if (t.kind == TOKEN_WRONG)
		return scan_fail(r, u);
	if (t.kind == TOKEN_END)
		return ERR_NONE;
	if (!blank && t.kind == TOKEN_WORD && t.text.at[0] == '$')
		return read_directive(r, u, &t);
	enum error e = record_add(r, u, t.place, &record);
	if (!record)
		return e;
	if (blank && u->owner == SIZE_MAX)
		return reader_fail(r, u, t.place, ERR_SYNTAX, "%s", _("a line that begins with a blank takes the owner before it, and there is none"));
	if (blank) {
		record->owner = r->record[u->owner].owner;
	} else {
		e = record_owner(r, u, &t, record);
		scan_token(s, &t);
	}
	if (!e)
		e = record_rest(r, u, &t, record);
	record->whole = (struct span){ from, s->end - from };
	return e;
}
