/* rdata: the types that ldns has a text form for and we do not: CAA, DS, RRSIG, TLSA and the like, one record at a time. */
#include "dns/rdata_private.h"
#include "base/memory.h"
#include "base/words.h"

#include <ldns/ldns.h>
#include <string.h>

static bool has_text(uint16_t type)
{
	const ldns_rr_descriptor *d = ldns_rr_descript(type);

	return d && d->_name;
}

/*
 * The record as one line: ldns gets our words, with one blank where there was a gap, and none of the rest. alpn="h2,h3" (RFC
 * 9460 2.1) is two words to us and stays in one piece.
 */
static enum error as_line(struct parser *p, struct buf *line)
{
	const char *end = NULL;
	struct word w;

	buf_printf(line, ". 0 IN TYPE%u", (unsigned)p->type);
	for (; (w = word_next(&p->rest)).kind != WORD_END; end = p->rest.at) {
		if (w.kind == WORD_OPEN)
			return parser_fail(p, ERR_SYNTAX, _("a quote is not closed: %.*s"), WORD_ARG(w.text));
		if (memchr(w.text.at, '\0', w.text.len))
			return parser_fail(p, ERR_SYNTAX, _("a NUL byte"));
		if (w.text.at - (w.kind == WORD_QUOTED) != end)
			buf_char(line, ' ');
		buf_string(line, w.kind == WORD_QUOTED ? "\"" : "");
		buf_add(line, w.text);
		buf_string(line, w.kind == WORD_QUOTED ? "\"" : "");
	}
	return line->failed ? ERR_MEMORY : ERR_NONE;
}

static enum error add_wire(struct parser *p, const ldns_rr *rr)
{
	ldns_buffer *wire = ldns_buffer_new(LDNS_MIN_BUFLEN);
	enum error e = ERR_MEMORY;

	if (wire && ldns_rr_rdata2buffer_wire(wire, rr) == LDNS_STATUS_OK)
		e = parser_add(p, ldns_buffer_begin(wire), ldns_buffer_position(wire));
	ldns_buffer_free(wire);
	return e;
}

/* ldns takes what is relative as under its origin, and as absolute when there is none. */
static enum error parse_line(struct parser *p, const char *line)
{
	ldns_rdf *origin = NULL;
	ldns_rr *rr = NULL;
	ldns_status status;
	enum error e;

	if (p->origin && p->origin->len) {
		origin = ldns_dname_new_frm_data(p->origin->len, p->origin->wire);
		if (!origin)
			return ERR_MEMORY;
	}
	status = ldns_rr_new_frm_str(&rr, line, 0, origin, NULL);
	ldns_rdf_deep_free(origin);
	if (status == LDNS_STATUS_MEM_ERR)
		return ERR_MEMORY;
	if (status != LDNS_STATUS_OK)
		return parser_fail(p, ERR_SYNTAX, "%s", ldns_get_errorstr_by_id(status));
	e = add_wire(p, rr);
	ldns_rr_free(rr);
	return e;
}

enum error ldns_parse(struct parser *p)
{
	struct buf line = { 0 };
	enum error e;

	if (!has_text(p->type))
		return parser_fail(p, ERR_SYNTAX, _("this type has no text form but \\# LENGTH HEX (RFC 3597)"));
	e = as_line(p, &line);
	if (!e)
		e = parse_line(p, buf_text(&line));
	buf_release(&line);
	return e;
}

/* The fields as ldns prints them. False: it cannot. */
static bool print_fields(const ldns_rr *rr, struct buf *out)
{
	ldns_buffer *text = ldns_buffer_new(LDNS_MIN_BUFLEN);
	bool good = text != NULL;

	for (size_t i = 0; good && i < ldns_rr_rd_count(rr); i++) {
		if (i)
			ldns_buffer_printf(text, " ");
		good = ldns_rdf2buffer_str(text, ldns_rr_rdf(rr, i)) == LDNS_STATUS_OK;
	}
	if (good)
		buf_add(out, (struct slice){ (const char *)ldns_buffer_begin(text), ldns_buffer_position(text) });
	ldns_buffer_free(text);
	return good && ldns_rr_rd_count(rr);
}

static bool print_wire(uint16_t type, const struct rdata *rdata, struct buf *out)
{
	size_t size = rdata->len + 2U, at = 0;
	uint8_t *wire = mem_alloc(size);
	ldns_rr *rr = ldns_rr_new();
	bool good = false;

	if (wire && rr) {
		wire[0] = (uint8_t)(rdata->len >> 8);
		wire[1] = (uint8_t)rdata->len;
		if (rdata->len)
			memcpy(wire + 2, rdata->wire, rdata->len);
		ldns_rr_set_type(rr, type);
		good = ldns_wire2rdf(rr, wire, size, &at) == LDNS_STATUS_OK && print_fields(rr, out);
	}
	ldns_rr_free(rr);
	mem_free(wire);
	return good;
}

static bool all_printable(struct slice text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.at[i] < ' ' || text.at[i] > '~')
			return false;
	return true;
}

/* ldns prints a TAB as it is and does not escape all that it would read otherwise: what does not lead back is not printed. */
static bool leads_back(uint16_t type, const struct rdata *rdata, struct slice text)
{
	struct pool pool = { 0 };
	struct rdata again;
	bool same = all_printable(text) && !rdata_parse(type, text, NULL, &pool, &again, NULL) && again.len == rdata->len &&
	    (!again.len || !memcmp(again.wire, rdata->wire, again.len));

	pool_release(&pool);
	return same;
}

bool ldns_print(uint16_t type, const struct rdata *rdata, struct buf *out)
{
	size_t from = out->len;

	if (!has_text(type))
		return false;
	if (print_wire(type, rdata, out) && leads_back(type, rdata, slice_from(buf_slice(out), from)))
		return true;
	buf_cut(out, from);
	return false;
}
