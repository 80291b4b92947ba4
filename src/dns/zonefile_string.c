/* zonefile_string: character-strings that are too long (RFC 1035 3.3), the one fault of data that everyone makes once. */
#include "dns/zonefile_private.h"
#include "base/words.h"

enum { STRING_MOST = 255 };

/* Bytes of text that stand for one of the string: an escape has two or four (5.1). */
static size_t step(struct slice bare, size_t i)
{
	if (bare.at[i] != '\\')
		return 1;
	return i + 1 < bare.len && ascii_digit(bare.at[i + 1]) ? 4 : 2;
}

static size_t string_bytes(struct slice bare)
{
	size_t bytes = 0;

	for (size_t i = 0; i < bare.len; i += step(bare, i))
		bytes++;
	return bytes;
}

static bool next_string(struct scanner *s, struct token *t)
{
	return s->at < s->text.len && (scan_token(s, t) == TOKEN_WORD || t->kind == TOKEN_QUOTED);
}

/* The bytes of the first string that is too long, and its token; 0: none is. */
static size_t find_long(struct slice data, unsigned line, struct token *t)
{
	struct scanner s = { .text = data, .line = line, .depth = 1 };

	while (next_string(&s, t)) {
		size_t bytes = string_bytes(token_bare(t));

		if (bytes > STRING_MOST)
			return bytes;
	}
	return 0;
}

enum error string_fail(const struct reader *r, const struct unit *u, struct place place, enum error e)
{
	struct token t;
	size_t bytes = find_long(slice_from(slice_to(u->scan.text, u->scan.data_to), place.at), place.line, &t);

	if (!bytes)
		return e;
	return reader_fail(r, u, (struct place){ place.at + t.place.at, t.place.line }, e,
	    _("a string of %zu bytes; it can hold 255. Cut it in two: \"...\" \"...\""), bytes);
}

static void add_cut(struct buf *out, struct slice bare)
{
	size_t bytes = 0;

	buf_char(out, '"');
	for (size_t i = 0, n; i < bare.len; i += n) {
		if (bytes > 0 && bytes % STRING_MOST == 0)
			buf_string(out, "\" \"");
		n = step(bare, i);
		buf_add(out, slice_to(slice_from(bare, i), n));
		bytes++;
	}
	buf_string(out, "\" ");
}

enum error string_cut(struct reader *r, struct slice data, struct slice *out)
{
	struct scanner s = { .text = data, .depth = 1 };
	struct token t;

	buf_clear(&r->scratch);
	while (next_string(&s, &t))
		add_cut(&r->scratch, token_bare(&t));
	*out = buf_slice(&r->scratch);
	return r->scratch.failed ? ERR_MEMORY : ERR_NONE;
}

size_t zonefile_long_string(const struct zonefile *zone, const struct zone_record *record, struct span *at)
{
	struct slice data = slice_to(slice_from(zone->file[record->file].text, record->data_at.at), record->data_at.len);
	struct token t;
	size_t bytes = record->long_string ? find_long(data, record->line, &t) : 0;

	if (bytes)
		*at = (struct span){ record->data_at.at + t.place.at, (uint32_t)t.text.len };
	return bytes;
}
