/* rdata: the types of ours, as rows of fields. */
#include "dns/rdata_private.h"
#include "base/words.h"

#include <string.h>

static const struct layout {
	uint16_t type;
	uint8_t field[8];	/* enum field; ended by FIELD_END */
} layouts[] = {
	{ RR_TXT, { FIELD_STRINGS } },		/* RFC 1035 3.3.14 */
	{ RR_A, { FIELD_IP4 } },
	{ RR_AAAA, { FIELD_IP6 } },		/* RFC 3596 2.2 */
	{ RR_MX, { FIELD_NUMBER, FIELD_NAME } },
	{ RR_NS, { FIELD_NAME } },
	{ RR_CNAME, { FIELD_NAME } },
	{ RR_PTR, { FIELD_NAME } },
	{ RR_SOA, { FIELD_NAME, FIELD_NAME, FIELD_SERIAL, FIELD_TIME, FIELD_TIME, FIELD_TIME, FIELD_TIME } },
	{ RR_DNAME, { FIELD_NAME } },		/* RFC 6672 2.1 */
	{ RR_SPF, { FIELD_STRINGS } },		/* RFC 4408 3.1.1 */
	{ RR_SRV, { FIELD_NUMBER, FIELD_NUMBER, FIELD_NUMBER, FIELD_NAME } },	/* RFC 2782 */
};

static const struct layout *layout_of(uint16_t type)
{
	for (size_t i = 0; i < sizeof(layouts) / sizeof(*layouts); i++)
		if (layouts[i].type == type)
			return &layouts[i];
	return NULL;
}

static enum error parse_field(struct parser *p, enum field field)
{
	struct word w = word_next(&p->rest);

	if (w.kind == WORD_END)
		return parser_fail(p, ERR_SYNTAX, _("%s is missing"), _(rdata_fields[field].name));
	if (w.kind == WORD_OPEN)
		return parser_fail(p, ERR_SYNTAX, _("a quote is not closed: %.*s"), WORD_ARG(w.text));
	if (w.kind == WORD_QUOTED && field != FIELD_STRINGS)
		return parser_fail(
		    p, ERR_SYNTAX, _("%s stands without quotes, not as \"%.*s\""), _(rdata_fields[field].name), WORD_ARG(w.text));
	return rdata_fields[field].parse(p, w.text);
}

static enum error layout_parse(struct parser *p, const struct layout *layout)
{
	enum error e = ERR_NONE;

	for (size_t i = 0; layout->field[i] && !e; i++)
		e = parse_field(p, layout->field[i]);
	while (!e && layout->field[0] == FIELD_STRINGS) {
		struct slice rest = p->rest;

		if (word_next(&rest).kind == WORD_END)
			break;
		e = parse_field(p, FIELD_STRINGS);
	}
	return e ? e : parser_end(p);
}

/* False: the data do not fit, and what was printed is not all. */
static bool layout_print(const struct layout *layout, const struct rdata *rdata, struct buf *out)
{
	size_t at = 0;

	for (size_t i = 0; layout->field[i]; i++) {
		size_t took = at < rdata->len ? rdata_fields[layout->field[i]].print(rdata->wire + at, rdata->len - at, out) : 0;

		if (!took)
			return false;
		at += took;
		if (layout->field[i + 1])
			buf_char(out, ' ');
	}
	return at == rdata->len;
}

static bool fits(const struct layout *layout, const struct rdata *rdata)
{
	struct buf nowhere = { .failed = true };	/* takes nothing */

	return layout_print(layout, rdata, &nowhere);
}

static enum error parse_any(struct parser *p)
{
	const struct layout *layout = layout_of(p->type);
	struct slice after = p->rest;
	struct word first = word_next(&after);
	enum error e;

	if (first.kind != WORD_BARE || !slice_equal(first.text, SLICE("\\#")))
		return layout ? layout_parse(p, layout) : ldns_parse(p);
	p->rest = after;
	e = unknown_parse(p);
	if (!e && layout && !fits(layout, &(struct rdata){ p->wire, (uint16_t)p->len }))
		e = parser_fail(p, ERR_SYNTAX, _("the bytes after \\# do not fit the type"));	/* RFC 3597 5 */
	return e;
}

enum error rdata_parse(uint16_t type, struct slice text, const struct name *origin, struct pool *pool, struct rdata *out,
		       struct problem *problem)
{
	uint8_t wire[RDATA_MOST];
	struct parser p = { .rest = text, .type = type, .origin = origin, .problem = problem, .wire = wire };
	enum error e = parse_any(&p);
	struct slice copy;

	*out = (struct rdata){ 0 };
	if (e == ERR_MEMORY)
		return problem_set(problem, e, NULL, 0, NULL);
	if (e)
		return e;
	copy = pool_copy(pool, (struct slice){ (const char *)wire, p.len });
	if (!copy.at)
		return problem_set(problem, ERR_MEMORY, NULL, 0, NULL);
	*out = (struct rdata){ (const uint8_t *)copy.at, (uint16_t)copy.len };
	return ERR_NONE;
}

void rdata_print(uint16_t type, const struct rdata *rdata, struct buf *out)
{
	const struct layout *layout = layout_of(type);

	if (layout && fits(layout, rdata))
		layout_print(layout, rdata, out);
	else if (layout || !ldns_print(type, rdata, out))
		unknown_print(rdata, out);
}

bool rdata_exchange(const struct rdata *rdata, struct name *host)
{
	return rdata->len > 2 && name_from_wire(rdata->wire + 2, rdata->len - 2u, host) > 0;
}
