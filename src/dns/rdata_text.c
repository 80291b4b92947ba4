/* rdata: words of master-file text, and the form of RFC 3597 that fits every type. */
#include "dns/rdata_private.h"
#include "base/words.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static bool is_gap(char c)
{
	return ascii_blank(c) || c == '(' || c == ')';
}

/* Comments too. Whether parentheses balance is the business of who reads entries. */
static struct slice skip_gap(struct slice text)
{
	bool comment = false;
	size_t at = 0;

	for (; at < text.len; at++) {
		if (text.at[at] == '\n')
			comment = false;
		else if (text.at[at] == ';')
			comment = true;
		if (!comment && !is_gap(text.at[at]))
			break;
	}
	return slice_from(text, at);
}

/* A line end inside quotes is a quote forgotten, as BIND and NSD have it. */
static struct word quoted_word(struct slice *rest)
{
	struct slice text = slice_from(*rest, 1);

	for (size_t at = 0; at < text.len && text.at[at] != '\n'; at++) {
		if (text.at[at] == '"') {
			*rest = slice_from(text, at + 1);
			return (struct word){ WORD_QUOTED, slice_to(text, at) };
		}
		if (text.at[at] == '\\')
			at++;
	}
	*rest = slice_from(text, text.len);
	return (struct word){ WORD_OPEN, text };
}

struct word word_next(struct slice *rest)
{
	struct slice text = skip_gap(*rest);
	size_t at = 0;

	*rest = text;
	if (!text.len)
		return (struct word){ WORD_END, text };
	if (text.at[0] == '"')
		return quoted_word(rest);
	while (at < text.len && !is_gap(text.at[at]) && text.at[at] != ';' && text.at[at] != '"')
		at += text.at[at] == '\\' ? 2 : 1;
	*rest = slice_from(text, at);
	return (struct word){ WORD_BARE, slice_to(text, at) };
}

enum error parser_fail(const struct parser *p, enum error error, const char *format, ...)
{
	char detail[sizeof(p->problem->detail)];
	va_list args;

	va_start(args, format);
	vsnprintf(detail, sizeof(detail), format, args);
	va_end(args);
	return problem_set(p->problem, error, NULL, 0, detail);
}

enum error parser_add(struct parser *p, const void *bytes, size_t len)
{
	if (len > RDATA_MOST - p->len)
		return parser_fail(p, ERR_SYNTAX, _("more than %d bytes of data"), RDATA_MOST);
	memcpy(p->wire + p->len, bytes, len);
	p->len += len;
	return ERR_NONE;
}

enum error parser_end(struct parser *p)
{
	struct word w = word_next(&p->rest);

	if (w.kind == WORD_END)
		return ERR_NONE;
	return parser_fail(p, ERR_SYNTAX, _("nothing may follow, but here is: %.*s"), WORD_ARG(w.text));
}

static int hex_digit(char c)
{
	return ascii_digit(c) ? c - '0' : ascii_lower(c) >= 'a' && ascii_lower(c) <= 'f' ? ascii_lower(c) - 'a' + 10 : -1;
}

static enum error add_hex(struct parser *p, struct slice text)
{
	enum error e = ERR_NONE;

	for (size_t at = 0; at < text.len && !e; at += 2) {
		int high = hex_digit(text.at[at]), low = at + 1 < text.len ? hex_digit(text.at[at + 1]) : -1;

		if (high < 0 || low < 0)
			return parser_fail(
			    p, ERR_SYNTAX, _("pairs of hexadecimal digits are expected, not %.*s"), WORD_ARG(text));
		e = parser_add(p, &(uint8_t){ (uint8_t)(high << 4 | low) }, 1);
	}
	return e;
}

enum error unknown_parse(struct parser *p)
{
	struct word w = word_next(&p->rest);
	uint64_t len;
	enum error e = ERR_NONE;

	if (w.kind != WORD_BARE || !slice_number(w.text, RDATA_MOST, &len))
		return parser_fail(
		    p, ERR_SYNTAX, _("a length of 0 to %d is expected after \\#, not %.*s"), RDATA_MOST, WORD_ARG(w.text));
	while (!e && (w = word_next(&p->rest)).kind == WORD_BARE)
		e = add_hex(p, w.text);
	if (e)
		return e;
	if (w.kind != WORD_END)
		return parser_fail(p, ERR_SYNTAX, _("pairs of hexadecimal digits are expected, not %.*s"), WORD_ARG(w.text));
	if (p->len != len)
		return parser_fail(p, ERR_SYNTAX, _("%zu bytes follow \\#, not the %zu it says"), p->len, (size_t)len);
	return ERR_NONE;
}

void unknown_print(const struct rdata *rdata, struct buf *out)
{
	buf_printf(out, "\\# %u", (unsigned)rdata->len);
	if (rdata->len)
		buf_char(out, ' ');
	for (size_t i = 0; i < rdata->len; i++) {
		buf_char(out, "0123456789ABCDEF"[rdata->wire[i] >> 4]);
		buf_char(out, "0123456789ABCDEF"[rdata->wire[i] & 15]);
	}
}
