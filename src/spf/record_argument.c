/* record_argument: mechanisms and modifiers that are rightly named and wrongly furnished. See record_guess. */
#include "spf/record_private.h"
#include "spf/macro.h"
#include <string.h>

static void break_at(struct term *term, unsigned id, struct span at)
{
	term_break(term, id, at.at, at.len);
}

/* From the separator on. */
static struct span from_separator(const struct shape *shape)
{
	return (struct span){ shape->head.at + shape->head.len, shape->rest.len - shape->head.len };
}

/* The "/" and digits at the end of value; empty: there are none. value keeps the rest. */
static struct span cut_prefix(const char *text, struct span *value)
{
	uint32_t end = value->at + value->len, at = end;
	while (at > value->at && (ascii_digit(text[at - 1]) || text[at - 1] == '/'))
		at--;
	while (at < end && text[at] != '/')
		at++;
	value->len = at - value->at;
	return (struct span){ at, end - at };
}

/* s is "/", digits and more of both, and no good prefix length. Which rule does it break? dual: on a or mx. */
static unsigned prefix_rule(struct slice s, bool dual)
{
	uint64_t number;
	const char *second = memchr(s.at + 1, '/', s.len - 1);
	if (!dual)
		return second ? F_DUAL_CIDR : F_PREFIX;
	if (second)	/* "/24/64", where "/24//64" is meant */
		return second > s.at + 1 && second[1] != '/' && slice_number(slice_from(s, (size_t)(second + 1 - s.at)), 128, &number) ?
			F_DUAL_CIDR : F_PREFIX;
	return s.len > 1 && s.at[1] != '0' && slice_number(slice_from(s, 1), 128, &number) && number > 32 ? F_DUAL_CIDR : F_PREFIX;
}

static bool adopt_address(struct slice s, struct term *term)
{
	struct address address;
	unsigned bits;
	if (!network_parse(s, &address, &bits))
		return false;
	term->guess = address.v6 ? K_IP6 : K_IP4;
	term->ip = address.ip;
	*(address.v6 ? &term->prefix6 : &term->prefix4) = (uint8_t)bits;
	return true;
}

static bool is_url(struct slice s)
{
	for (size_t i = 0; i < s.len; i++)
		if (slice_starts(slice_from(s, i), SLICE("://")))
			return true;
	return false;
}

/* What must be a domain-spec, of which macro_scan() says id. */
static void break_name(const struct shape *shape, struct span name, struct term *term)
{
	struct span at;
	struct slice s = shape_slice(shape, name);
	unsigned id = macro_scan(s, MACRO_DOMAIN, &term->macros, &at);
	at.at += name.at;
	if (id == F_END && memchr(s.at, '@', s.len))
		break_at(term, F_URL, name);
	else
		break_at(term, id, at);
}

/* include, exists, ptr, a, mx, redirect, exp with their separator and something behind it. */
static void break_value(const struct shape *shape, struct term *term)
{
	bool host = shape->kind == K_A || shape->kind == K_MX;
	uint32_t letters;
	struct span name = shape->tail, at;
	struct span prefix = cut_prefix(shape->text, &name);
	if (adopt_address(shape_slice(shape, shape->tail), term) || adopt_address(shape_slice(shape, name), term)) {
		term->value = name;
		break_at(term, F_IP_IN_NAME, shape->tail);
	} else if (is_url(shape_slice(shape, shape->tail))) {
		break_at(term, F_URL, shape->tail);
	} else if (name.len == 0) {
		break_at(term, F_EMPTY, (struct span){ shape->tail.at - 1, 1 });
	} else if (prefix.len > 0 && macro_scan(shape_slice(shape, name), MACRO_DOMAIN, &letters, &at) == 0) {
		term->value = name;
		term->macros = letters;
		break_at(term, host ? prefix_rule(shape_slice(shape, prefix), true) : F_CIDR, prefix);
	} else {
		break_name(shape, host ? name : shape->tail, term);
	}
}

static void break_ip(const struct shape *shape, struct term *term)
{
	bool v6 = shape->kind == K_IP6;
	unsigned bad = v6 ? F_IP6 : F_IP4;
	struct ip ip;
	uint32_t letters;
	struct span value = shape->tail, at;
	if (shape->separator != ':' || value.len == 0) {
		break_at(term, bad, shape->rest);
		return;
	}
	const char *macro = memchr(shape->text + value.at, '%', value.len);
	const char *slash = memchr(shape->text + value.at, '/', value.len);
	struct span prefix = { value.at + value.len, 0 };
	if (slash) {
		uint32_t from = (uint32_t)(slash - shape->text);
		prefix = (struct span){ from, value.at + value.len - from };
		value.len = from - value.at;
	}
	struct slice s = shape_slice(shape, value);
	term->value = value;
	if (macro && (!v6 || !memchr(s.at, ':', s.len) || (macro + 1 < shape->text + shape->tail.at + shape->tail.len && macro[1] == '{')))
		break_at(term, F_MACRO_IN_IP, shape->tail);
	else if (v6 ? ip6_parse(s, &term->ip) : ip4_parse(s, &term->ip))
		break_at(term, prefix_rule(shape_slice(shape, prefix), false), prefix);
	else if (v6 ? ip4_parse(s, &ip) : ip6_parse(s, &ip)) {
		adopt_address(shape_slice(shape, shape->tail), term);
		term->guess = v6 ? K_IP4 : K_IP6;
		term->ip = ip;
		break_at(term, F_FAMILY, value);
	} else if (macro_scan(s, MACRO_DOMAIN, &letters, &at) == 0) {
		term->guess = K_A;
		break_at(term, F_NAME_IN_IP, value);
	} else {
		break_at(term, bad, value.len > 0 ? value : shape->tail);
	}
}

bool slip_argument(const struct shape *shape, struct term *term)
{
	bool modifier = kind_is_modifier(shape->kind), host = shape->kind == K_A || shape->kind == K_MX;
	if (shape->kind == K_BROKEN || (shape->separator == '=' && !modifier))
		return false;
	term->guess = shape->kind;
	if (modifier)
		term->qualifier = 0;
	if (modifier && shape->separator == ':')
		break_at(term, F_COLON_FOR_EQUALS, (struct span){ shape->tail.at - 1, 1 });
	else if (shape->kind == K_ALL)
		break_at(term, shape->separator == '/' ? F_CIDR : F_ARGUMENT_ON_ALL, from_separator(shape));
	else if (shape->kind == K_IP4 || shape->kind == K_IP6)
		break_ip(shape, term);
	else if (shape->separator == '/')
		break_at(term, host ? prefix_rule(shape_slice(shape, from_separator(shape)), true) : F_CIDR, from_separator(shape));
	else if (shape->separator == 0)
		break_at(term, F_EMPTY, shape->rest);
	else
		break_value(shape, term);
	return true;
}
