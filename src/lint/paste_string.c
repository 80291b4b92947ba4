/*
 * paste_string: quoted strings as master files (RFC 1035 5.1), dig, nslookup, host and JSON write them, and whether several are one value.
 */
#include "lint/paste_private.h"

#include "dns/name.h"

#include <string.h>

bool paste_is_quote(const struct folded *f, size_t at, struct quote quote)
{
	if (quote.escaped)
		return at + 1 < f->n && f->text[at] == '\\' && f->text[at + 1] == quote.mark;
	return quote.mark && at < f->n && f->text[at] == quote.mark;
}

static size_t quote_len(struct quote quote)
{
	return quote.escaped ? 2 : 1;
}

static int hex_digit(char c)
{
	if (ascii_digit(c))
		return c - '0';
	c = ascii_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* \uXXXX of JSON; at the backslash. */
static bool json_escape(const struct folded *f, size_t at, uint32_t *code)
{
	*code = 0;
	if (at + 6 > f->n || f->text[at + 1] != 'u')
		return false;
	for (size_t i = 2; i < 6; i++) {
		int digit = hex_digit(f->text[at + i]);

		if (digit < 0)
			return false;
		*code = *code << 4 | (uint32_t)digit;
	}
	return *code && (*code < 0xd800 || *code > 0xdfff);
}

/* One escape; *at is at its backslash and moves past it. */
static void unescape(const struct folded *f, size_t *at, struct folded *out)
{
	uint32_t code, from = f->from[*at];
	uint8_t byte;
	char bytes[4];
	size_t start = *at, n = 1;

	if (json_escape(f, start, &code)) {
		*at = start + 6;
		n = utf8_encode(code, bytes);
	} else if (start + 1 < f->n && memchr("nrt", f->text[start + 1], 3)) {	/* JSON; nobody writes an n so in a master file */
		*at = start + 2;
		bytes[0] = ' ';
	} else if (name_unescape((struct slice){ f->text, f->n }, at, &byte)) {
		bytes[0] = (char)byte;
	} else {
		*at = start + 1;
		bytes[0] = '\\';
	}
	/* The first byte stands for all of the escape; a byte is never longer than its escape. */
	folded_add(out, bytes[0], from, f->to[*at - 1]);
	for (size_t i = 1; i < n; i++)
		folded_add(out, bytes[i], f->to[*at - 1], f->to[*at - 1]);
}

bool paste_string(const struct folded *f, size_t *at, struct quote quote, struct folded *out)
{
	size_t i = *at;

	while (i < f->n && !paste_is_quote(f, i, quote)) {
		if (f->text[i] == '\\') {
			unescape(f, &i, out);
			continue;
		}
		if (f->text[i] == '\n' && i + 1 < f->n && f->text[i + 1] == '\n')	/* a paragraph ends: never closed */
			return false;
		bool line = f->text[i] == '\n';

		folded_add(out, line || f->text[i] == '\t' ? ' ' : f->text[i], f->from[i], f->to[i]);
		i++;
		while (line && i < f->n && strchr(" \t>", f->text[i]))	/* of a mail that was quoted */
			i++;
	}
	if (i >= f->n)
		return false;
	*at = i + quote_len(quote);
	return true;
}
