/* zonefile_generate: BIND's $GENERATE START-STOP[/STEP] OWNER [TTL] [CLASS] TYPE DATA, many records from one line. */
#include "dns/zonefile_private.h"

#include "base/words.h"

#include <inttypes.h>
#include <string.h>

enum {
	GENERATE_MOST = 65536,	/* records of one line */
	WIDTH_MOST = 255,
};
struct range32 {
	uint32_t from, to, step;
};
/* ${offset,width,radix} */
struct modifier {
	int64_t offset;
	uint32_t width;
	char radix;		/* d o x X, and n N: nibbles of hexadecimal, the lowest first, with dots between them */
};

static bool range_parse(struct slice text, struct range32 *range)
{
	struct slice from, to, rest = text;
	uint64_t number[3] = { 0, 0, 1 };
	if (!slice_cut(&rest, '-', &from) || !slice_cut(&rest, '/', &to))
		return false;
	if (!slice_number(from, INT32_MAX, &number[0]) || !slice_number(to, INT32_MAX, &number[1]))
		return false;
	bool stepped = from.len + 1 + to.len < text.len;
	if (stepped && !slice_number(rest, INT32_MAX, &number[2]))
		return false;
	*range = (struct range32){ (uint32_t)number[0], (uint32_t)number[1], (uint32_t)number[2] };
	return range->from <= range->to && range->step > 0;
}

/* What stands between "${" and "}". */
static bool modifier_parse(struct slice text, struct modifier *m)
{
	struct slice offset, width, rest = text;
	uint64_t number = 0;
	*m = (struct modifier){ .radix = 'd' };
	if (!slice_cut(&rest, ',', &offset))
		return false;
	bool negative = offset.len > 0 && offset.at[0] == '-';
	bool sign = negative || (offset.len > 0 && offset.at[0] == '+');
	if (!slice_number(slice_from(offset, sign), INT32_MAX, &number))
		return false;
	m->offset = negative ? -(int64_t)number : (int64_t)number;
	if (offset.len == text.len)
		return true;
	if (!slice_cut(&rest, ',', &width) || !slice_number(width, WIDTH_MOST, &number))
		return false;
	m->width = (uint32_t)number;
	if (offset.len + 1 + width.len == text.len)
		return true;
	if (rest.len != 1 || !strchr("doxXnN", rest.at[0]))
		return false;
	m->radix = rest.at[0];
	return true;
}

/* The width counts digits and dots, as with BIND. */
static void add_nibbles(struct buf *out, uint64_t value, uint32_t width, char radix)
{
	const char *digits = radix == 'n' ? "0123456789abcdef" : "0123456789ABCDEF";
	do {
		buf_char(out, digits[value & 15]);
		value >>= 4;
		width -= width > 0;
		if (width > 0 || value > 0)
			buf_char(out, '.');
		width -= width > 0;
	} while (value > 0 || width > 0);
}

static bool add_number(struct buf *out, const struct modifier *m, uint32_t i)
{
	int64_t value = (int64_t)i + m->offset;
	int width = (int)m->width;
	if (value > INT32_MAX || value < (m->radix == 'd' ? INT32_MIN : 0))
		return false;
	if (m->radix == 'd')
		buf_printf(out, "%0*" PRId64, width, value);
	else if (m->radix == 'o')
		buf_printf(out, "%0*" PRIo64, width, (uint64_t)value);
	else if (m->radix == 'x')
		buf_printf(out, "%0*" PRIx64, width, (uint64_t)value);
	else if (m->radix == 'X')
		buf_printf(out, "%0*" PRIX64, width, (uint64_t)value);
	else
		add_nibbles(out, (uint64_t)value, m->width, m->radix);
	return true;
}

/* The "$" at text.at[*at]: "$$" is a "$", "${...}" a number with its modifier, "$" alone the number. */
static bool add_dollar(struct buf *out, struct slice text, size_t *at, uint32_t i)
{
	struct modifier m = { .radix = 'd' };
	++*at;
	if (*at < text.len && text.at[*at] == '$') {
		++*at;
		buf_char(out, '$');
		return true;
	}
	if (*at < text.len && text.at[*at] == '{') {
		struct slice inside, rest = slice_from(text, *at + 1);
		const char *brace = memchr(rest.at, '}', rest.len);
		if (!brace)
			return false;
		inside = slice_to(rest, (size_t)(brace - rest.at));
		*at += inside.len + 2;
		if (!modifier_parse(inside, &m))
			return false;
	}
	return add_number(out, &m, i);
}

static bool expand(struct buf *out, struct slice text, uint32_t i)
{
	buf_clear(out);
	for (size_t at = 0; at < text.len;) {
		if (text.at[at] == '$') {
			if (!add_dollar(out, text, &at, i))
				return false;
			continue;
		}
		if (text.at[at] == '\\' && at + 1 < text.len)
			buf_char(out, text.at[at++]);
		buf_char(out, text.at[at++]);
	}
	return true;
}

/* The line, read. */
struct pattern {
	struct place place;
	struct range32 range;
	struct token owner, data;
	struct head head;
	struct slice data_text;
};

static enum error read_range(const struct reader *r, struct unit *u, struct range32 *range)
{
	struct token t;
	enum error e = next_token(r, u, &t, _("$GENERATE needs a range, such as 1-254"));
	if (e)
		return e;
	if (!range_parse(t.text, range))
		return reader_fail(r, u, t.place, ERR_SYNTAX, _("%.*s is no range, such as 1-254 or 0-100/2"), TOKEN_ARG(t.text));
	if ((range->to - range->from) / range->step >= GENERATE_MOST)
		return reader_fail(r, u, t.place, ERR_TOO_LARGE, _("%.*s is more than %d records"), TOKEN_ARG(t.text), GENERATE_MOST);
	return ERR_NONE;
}

/* In a quoted string \" is a quote (BIND). The pool keeps what scratch is about to lose. */
static enum error unquote(struct reader *r, struct unit *u, const struct token *t, struct slice *out)
{
	struct slice bare = token_bare(t);
	*out = bare;
	if (t->kind != TOKEN_QUOTED)
		return ERR_NONE;
	buf_clear(&r->scratch);
	for (size_t i = 0; i < bare.len; i++) {
		bool escape = bare.at[i] == '\\' && i + 1 < bare.len;
		if (escape && bare.at[i + 1] != '"')
			buf_char(&r->scratch, bare.at[i]);
		i += escape;
		buf_char(&r->scratch, bare.at[i]);
	}
	*out = pool_copy(&r->zone->pool, buf_slice(&r->scratch));
	return out->at && !r->scratch.failed ? ERR_NONE : reader_fail(r, u, t->place, ERR_MEMORY, NULL);
}

static enum error read_pattern(struct reader *r, struct unit *u, struct pattern *p)
{
	struct token t;
	enum error e = read_range(r, u, &p->range);
	if (!e)
		e = next_token(r, u, &p->owner, _("$GENERATE needs the owner's pattern, such as host$"));
	if (e)
		return e;
	scan_token(&u->scan, &t);
	e = read_head(r, u, &t, &p->head);
	if (!e)
		e = next_token(r, u, &p->data, _("$GENERATE needs the pattern of the data, in quotes when it holds blanks"));
	if (!e)
		e = end_entry(r, u);
	return e ? e : unquote(r, u, &p->data, &p->data_text);
}

/* A pattern with this number in it, in scratch. */
static enum error expand_token(struct reader *r, const struct unit *u, const struct token *t, struct slice text, uint32_t i)
{
	if (!expand(&r->scratch, text, i))
		return reader_fail(r, u, t->place, ERR_SYNTAX,
			_("%.*s: a \"$\" stands alone or with {offset,width,radix}, as in ${1,3,d}"), TOKEN_ARG(text));
	return r->scratch.failed ? reader_fail(r, u, t->place, ERR_MEMORY, NULL) : ERR_NONE;
}

static enum error generate_one(struct reader *r, struct unit *u, const struct pattern *p, struct span whole, uint32_t i)
{
	struct zone_record *record = NULL;
	struct slice owner = token_bare(&p->owner);
	enum error e = record_add(r, u, p->place, &record);
	if (!e)
		e = expand_token(r, u, &p->owner, owner, i);
	if (!e)
		e = origin_need(r, u, p->owner.place);
	if (e)
		return e;
	e = name_from_master(buf_slice(&r->scratch), &u->origin, &record->owner);
	if (e)
		return reader_fail(r, u, p->owner.place, e, "%.*s", TOKEN_ARG(owner));
	record->generated = true;
	record->whole = whole;
	e = expand_token(r, u, &p->data, p->data_text, i);
	return e ? e : record_fill(r, u, record, &p->head, buf_slice(&r->scratch), p->data.place);
}

enum error read_generate(struct reader *r, struct unit *u, const struct token *word)
{
	struct pattern p = { .place = word->place };
	enum error e = read_pattern(r, u, &p);
	struct span whole = { word->place.at, u->scan.end - word->place.at };
	for (uint64_t i = p.range.from; !e && i <= p.range.to; i += p.range.step)
		e = generate_one(r, u, &p, whole, (uint32_t)i);
	return e;
}
