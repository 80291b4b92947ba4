/* record_term: one term, strictly by RFC 7208 section 12; whatever is not in that grammar is refused here. */
#include "spf/record_private.h"
#include "spf/macro.h"
#include <string.h>

static const struct {
	const char *word;
	bool asks, modifier;
} kinds[KIND_COUNT] = {
	[K_ALL] = { "all", false, false },
	[K_INCLUDE] = { "include", true, false },
	[K_A] = { "a", true, false },
	[K_MX] = { "mx", true, false },
	[K_PTR] = { "ptr", true, false },
	[K_IP4] = { "ip4", false, false },
	[K_IP6] = { "ip6", false, false },
	[K_EXISTS] = { "exists", true, false },
	[K_REDIRECT] = { "redirect", true, true },
	[K_EXP] = { "exp", false, true },
	[K_UNKNOWN_MODIFIER] = { "", false, true },
	[K_BROKEN] = { "", false, false },
};

bool kind_asks(enum kind kind)
{
	return kinds[kind].asks;
}

bool kind_is_modifier(enum kind kind)
{
	return kinds[kind].modifier;
}

const char *kind_word(enum kind kind)
{
	return kinds[kind].word;
}

enum kind kind_of(struct slice name)
{
	for (enum kind kind = K_ALL; kind <= K_EXP && name.len > 0; kind++)
		if (ascii_lower(name.at[0]) == kinds[kind].word[0] && slice_same(name, slice_of(kinds[kind].word)))
			return kind;
	return K_BROKEN;
}

static struct slice slice_at(const char *text, struct span span)
{
	return (struct slice){ text + span.at, span.len };
}

/*
 * ip4-cidr-length = "/" ("0" / %x31-39 0*1DIGIT), ip6-cidr-length the same with 0*2DIGIT: takes one with `slashes` slashes off the
 * end of s. false: it is there and wrong.
 */
static bool take_prefix(const char *text, struct span *s, unsigned slashes, unsigned most, uint8_t *out)
{
	const char *from = text + s->at, *digit = from + s->len, *end = digit;
	while (digit > from && ascii_digit(digit[-1]))
		digit--;
	if (digit == end || digit == from || digit[-1] != '/')
		return true;
	bool two = digit - from >= 2 && digit[-2] == '/';
	if (two != (slashes == 2))
		return true;
	unsigned value = 0;
	if (end - digit > 3 || (*digit == '0' && end - digit > 1))
		return false;
	for (const char *c = digit; c < end; c++)
		value = value * 10 + (unsigned)(*c - '0');
	*out = (uint8_t)value;
	s->len = (uint32_t)(digit - slashes - from);
	return value <= most;
}

static bool read_domain(const char *text, struct span value, struct term *term)
{
	struct span at;
	term->value = value;
	term->has_value = true;
	return macro_scan(slice_at(text, value), MACRO_DOMAIN, &term->macros, &at) == 0;
}

/* a, mx = word [ ":" domain-spec ] [ dual-cidr-length ]. "/" may stand in a domain-spec, but no domain-spec ends in "/n". */
static bool read_host(const char *text, struct span rest, struct term *term)
{
	if (!take_prefix(text, &rest, 2, 128, &term->prefix6) || !take_prefix(text, &rest, 1, 32, &term->prefix4))
		return false;
	if (rest.len == 0)
		return true;
	return text[rest.at] == ':' && read_domain(text, (struct span){ rest.at + 1, rest.len - 1 }, term);
}

/* ip4 = "ip4" ":" ip4-network [ ip4-cidr-length ], ip6 alike. */
static bool read_network(const char *text, struct span rest, struct term *term)
{
	bool v6 = term->kind == K_IP6;
	if (rest.len == 0 || text[rest.at] != ':')
		return false;
	struct span value = { rest.at + 1, rest.len - 1 };
	if (!take_prefix(text, &value, 1, v6 ? 128 : 32, v6 ? &term->prefix6 : &term->prefix4))
		return false;
	term->value = value;
	term->has_value = true;
	return v6 ? ip6_parse(slice_at(text, value), &term->ip) : ip4_parse(slice_at(text, value), &term->ip);
}

/* rest: what stands behind the name. */
static bool read_mechanism(const char *text, struct span rest, struct term *term)
{
	switch (term->kind) {
	case K_ALL:
		return rest.len == 0;
	case K_A:
	case K_MX:
		return read_host(text, rest, term);
	case K_IP4:
	case K_IP6:
		return read_network(text, rest, term);
	case K_PTR:
	case K_INCLUDE:
	case K_EXISTS:
		if (rest.len == 0)
			return term->kind == K_PTR;
		return text[rest.at] == ':' && read_domain(text, (struct span){ rest.at + 1, rest.len - 1 }, term);
	default:	/* redirect and exp take "=" */
		return false;
	}
}

static bool read_modifier(const char *text, struct span value, struct term *term)
{
	struct span at;
	term->qualifier = 0;
	if (term->kind == K_REDIRECT || term->kind == K_EXP)
		return read_domain(text, value, term);
	term->kind = K_UNKNOWN_MODIFIER;	/* "where name is not any known modifier": "all=" and "ip4=" are such (4.6.1) */
	term->value = value;
	term->has_value = true;
	return macro_scan(slice_at(text, value), MACRO_MODIFIER, &term->macros, &at) == 0;
}

static bool in_name(char c)
{
	return ascii_alnum(c) || c == '-' || c == '_' || c == '.';
}

bool term_read(const char *text, struct span whole, struct term *term)
{
	uint32_t at = whole.at, end = whole.at + whole.len;
	char first = text[at];
	bool qualified = first == '+' || first == '-' || first == '?' || first == '~';
	*term = (struct term){ .guess = K_BROKEN, .qualifier = qualified ? first : '+', .prefix4 = 32, .prefix6 = 128, .whole = whole };
	at += qualified;
	/* name = ALPHA *( ALPHA / DIGIT / "-" / "_" / "." ); the names of mechanisms are such too. */
	if (at == end || !ascii_alpha(text[at]))
		return false;
	uint32_t behind = at + 1;
	while (behind < end && in_name(text[behind]))
		behind++;
	term->word = (struct span){ at, behind - at };
	term->kind = kind_of(slice_at(text, term->word));
	if (behind < end && text[behind] == '=')
		return !qualified && read_modifier(text, (struct span){ behind + 1, end - behind - 1 }, term);
	term->value = (struct span){ behind, 0 };
	return read_mechanism(text, (struct span){ behind, end - behind }, term);
}

void term_break(struct term *term, unsigned id, size_t at, size_t len)
{
	if (term->kind != K_BROKEN && term->guess == K_BROKEN)
		term->guess = term->kind;
	term->kind = K_BROKEN;
	term->fault = (uint16_t)id;
	term->fault_at = (struct span){ (uint32_t)at, (uint32_t)len };
}
