/*
 * macro: scanning and expanding macro-strings (RFC 7208 section 7).
 */
#include "spf/macro.h"
#include <string.h>

enum {
	FAULT_EMPTY = 305, FAULT_END = 306, FAULT_MACRO = 316, FAULT_EXP_ONLY = 317,
	PARTS_MOST = 128,	/* 7.1: transformers ask for at most 128 right-hand parts; a name has no more */
};

/* 7.1: delimiter = "." / "-" / "+" / "," / "/" / "_" / "=" */
static bool is_delimiter(char c)
{
	return c != '\0' && strchr(".-+,/_=", c);
}

static unsigned fault(struct span *at, unsigned id, size_t from, size_t to)
{
	*at = (struct span){ (uint32_t)from, (uint32_t)(to - from) };
	return id;
}

/* One "%{" macro-letter transformers *delimiter "}" whose "%" stands at *i; *i goes behind it. */
static unsigned scan_braces(struct slice s, size_t *i, enum macro_place place, uint32_t *letters, struct span *at)
{
	size_t start = *i, k = start + 2;
	bool digits = false, other_than_zero = false;

	if (k >= s.len || !ascii_alpha(s.at[k]))
		return fault(at, FAULT_MACRO, start, k < s.len ? k + 1 : s.len);
	char letter = ascii_lower(s.at[k]);
	if (!strchr("slodiphcrtv", letter))
		return fault(at, FAULT_MACRO, start, k + 1);
	for (k++; k < s.len && ascii_digit(s.at[k]); k++) {
		digits = true;
		other_than_zero |= s.at[k] != '0';
	}
	if (digits && !other_than_zero)		/* 7.3: the DIGIT transformer, if specified, MUST be non-zero */
		return fault(at, FAULT_MACRO, start, k);
	if (k < s.len && ascii_lower(s.at[k]) == 'r')
		k++;
	while (k < s.len && is_delimiter(s.at[k]))
		k++;
	if (k >= s.len || s.at[k] != '}')
		return fault(at, FAULT_MACRO, start, k < s.len ? k + 1 : s.len);
	*i = k + 1;
	*letters |= MACRO_LETTER(letter);
	if (place != MACRO_EXPLANATION && strchr("crt", letter))	/* 7.2: only allowed in "exp" text */
		return fault(at, FAULT_EXP_ONLY, start, *i);
	return 0;
}

/* 7.1: domain-end = ( "." toplabel [ "." ] ) / macro-expand. last_macro: where the last macro-expand ends. */
static unsigned scan_domain_end(struct slice s, size_t last_macro, struct span *at)
{
	size_t end = s.len, begin;
	bool letter = false;

	if (!s.len)
		return fault(at, FAULT_EMPTY, 0, 0);
	if (last_macro == s.len)
		return 0;
	if (s.at[end - 1] == '.')
		end--;
	for (begin = end; begin > last_macro && s.at[begin - 1] != '.'; begin--)
		;
	if (begin == end || begin == last_macro)	/* no "." before it, or nothing behind it */
		return fault(at, FAULT_END, begin, s.len);
	/* toplabel = ( *alphanum ALPHA *alphanum ) / ( 1*alphanum "-" *( alphanum / "-" ) alphanum ) */
	for (size_t i = begin; i < end; i++) {
		if (!ascii_alnum(s.at[i]) && s.at[i] != '-')
			return fault(at, FAULT_END, begin, s.len);
		letter |= !ascii_digit(s.at[i]);
	}
	if (!letter || s.at[begin] == '-' || s.at[end - 1] == '-')
		return fault(at, FAULT_END, begin, s.len);
	return 0;
}

unsigned macro_scan(struct slice s, enum macro_place place, uint32_t *letters, struct span *fault_at)
{
	size_t i = 0, last_macro = 0;

	*letters = 0;
	while (i < s.len) {
		unsigned char c = (unsigned char)s.at[i];

		if (c != '%') {
			/* macro-literal = %x21-24 / %x26-7E; explain-string has SP too */
			if ((c < 0x21 || c > 0x7e) && !(place == MACRO_EXPLANATION && c == ' '))
				return fault(fault_at, FAULT_MACRO, i, i + 1);
			i++;
			continue;
		}
		char next = i + 1 < s.len ? s.at[i + 1] : '\0';
		if (next == '%' || next == '_' || next == '-') {
			i += 2;
		} else if (next == '{') {
			unsigned id = scan_braces(s, &i, place, letters, fault_at);

			if (id)
				return id;
		} else {
			return fault(fault_at, FAULT_MACRO, i, i + 1);
		}
		last_macro = i;
	}
	return place == MACRO_DOMAIN ? scan_domain_end(s, last_macro, fault_at) : 0;
}

/* 7.3: "i" is dotted, for IPv6 the nibbles; "c" is readable. */
static void add_address(const struct macro_facts *facts, bool readable, struct buf *out)
{
	char text[IP_TEXT];

	if (!facts->v6 || readable) {
		ip_text(facts->ip, facts->v6, text);
		buf_string(out, text);
		return;
	}
	for (int nibble = 0; nibble < 32; nibble++) {
		uint64_t half = nibble < 16 ? facts->ip.hi : facts->ip.lo;

		if (nibble)
			buf_char(out, '.');
		buf_char(out, "0123456789abcdef"[half >> (60 - 4 * (nibble % 16)) & 15]);
	}
}

static void add_or_unknown(struct slice s, struct buf *out)
{
	buf_add(out, s.len ? s : SLICE("unknown"));
}

static void add_value(char letter, const struct macro_facts *facts, struct buf *out)
{
	switch (letter) {
	case 's':
		buf_add(out, facts->local);
		buf_char(out, '@');
		buf_add(out, facts->sender_domain);
		break;
	case 'l':
		buf_add(out, facts->local);
		break;
	case 'o':
		buf_add(out, facts->sender_domain);
		break;
	case 'd':
		buf_add(out, facts->domain);
		break;
	case 'h':
		buf_add(out, facts->helo);
		break;
	case 'p':
		add_or_unknown(facts->validated, out);
		break;
	case 'r':
		add_or_unknown(facts->receiver, out);
		break;
	case 't':
		buf_printf(out, "%llu", (unsigned long long)facts->seconds);
		break;
	case 'v':
		buf_string(out, facts->v6 ? "ip6" : "in-addr");
		break;
	default:
		add_address(facts, letter == 'c', out);
		break;
	}
}

struct transform {
	size_t keep;		/* right-hand parts; SIZE_MAX: all */
	bool reverse;
	struct slice delimiters;
	bool any;		/* something is to be done: split and join by "." */
};

static struct transform read_transform(struct slice s, size_t *i)
{
	struct transform transform = { .keep = SIZE_MAX, .delimiters = SLICE(".") };
	size_t from = *i;

	if (ascii_digit(s.at[*i])) {
		transform.keep = 0;
		for (; ascii_digit(s.at[*i]); (*i)++)
			if (transform.keep < PARTS_MOST * 10)
				transform.keep = transform.keep * 10 + (size_t)(s.at[*i] - '0');
	}
	if (ascii_lower(s.at[*i]) == 'r') {
		transform.reverse = true;
		(*i)++;
	}
	size_t delimiters = *i;
	while (s.at[*i] != '}')
		(*i)++;
	if (*i > delimiters)
		transform.delimiters = (struct slice){ s.at + delimiters, *i - delimiters };
	transform.any = *i > from;
	(*i)++;
	return transform;
}

/* 7.3: split at the delimiters, reverse, keep the right-hand parts, join with ".". Walks from the end that comes first. */
static void add_transformed(struct slice value, const struct transform *transform, struct buf *out)
{
	size_t parts = 1, nth = 0, from = 0;

	for (size_t i = 0; i < value.len; i++)
		parts += memchr(transform->delimiters.at, value.at[i], transform->delimiters.len) != NULL;
	size_t skip = transform->keep < parts ? parts - transform->keep : 0;
	if (transform->reverse) {
		/* After reversing, the last `keep` are the first `keep` as written, read backwards. */
		size_t end = value.len, left = parts;

		while (left) {
			for (from = end; from && !memchr(transform->delimiters.at, value.at[from - 1], transform->delimiters.len); from--)
				;
			if (left <= parts - skip) {
				if (nth++)
					buf_char(out, '.');
				buf_add(out, (struct slice){ value.at + from, end - from });
			}
			end = from ? from - 1 : 0;
			left--;
		}
		return;
	}
	for (size_t i = 0; i <= value.len; i++) {
		if (i < value.len && !memchr(transform->delimiters.at, value.at[i], transform->delimiters.len))
			continue;
		if (nth >= skip) {
			if (nth > skip)
				buf_char(out, '.');
			buf_add(out, (struct slice){ value.at + from, i - from });
		}
		nth++;
		from = i + 1;
	}
}

/* 7.3: an upper-case letter escapes all but the unreserved characters (RFC 3986 2.3). */
static void add_escaped(struct slice value, struct buf *out)
{
	for (size_t i = 0; i < value.len; i++) {
		char c = value.at[i];

		if (ascii_alnum(c) || (c && strchr("-._~", c)))
			buf_char(out, c);
		else
			buf_printf(out, "%%%02X", (unsigned)(unsigned char)c);
	}
}

static void expand_braces(struct slice s, size_t *i, const struct macro_facts *facts, struct buf *out)
{
	char letter = s.at[*i + 2];
	struct buf value = { 0 }, parts = { 0 };

	*i += 3;
	struct transform transform = read_transform(s, i);
	add_value(ascii_lower(letter), facts, &value);
	if (transform.any)
		add_transformed(buf_slice(&value), &transform, &parts);
	struct slice done = buf_slice(transform.any ? &parts : &value);
	if (letter >= 'A' && letter <= 'Z')
		add_escaped(done, out);
	else
		buf_add(out, done);
	out->failed |= value.failed || parts.failed;
	buf_release(&value);
	buf_release(&parts);
}

bool macro_expand(struct slice s, const struct macro_facts *facts, size_t most, struct buf *out)
{
	size_t start = out->len, i = 0;

	while (i < s.len) {
		if (s.at[i] != '%') {
			size_t from = i;
			const char *next = memchr(s.at + i, '%', s.len - i);

			i = next ? (size_t)(next - s.at) : s.len;
			buf_add(out, (struct slice){ s.at + from, i - from });
		} else if (s.at[i + 1] == '{') {
			expand_braces(s, &i, facts, out);
		} else {
			buf_string(out, s.at[i + 1] == '%' ? "%" : s.at[i + 1] == '_' ? " " : "%20");
			i += 2;
		}
		if (out->failed || out->len - start > most)
			return false;
	}
	return true;
}
