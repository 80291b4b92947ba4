/*
 * record_guess: what a term that cannot be read was plainly meant to be.
 *
 * Every term that comes here is a permerror by RFC 7208 section 12; this only chooses the rule that says it best, and a guess
 * that a repair may use. A guess is kept where the text, once repaired, would be a good term.
 */
#include "spf/record_private.h"
#include "spf/macro.h"
#include <string.h>

enum { TRIAL = 512 };	/* no term that a person wrote is longer; longer ones get no guess */

struct slice shape_slice(const struct shape *shape, struct span span)
{
	return (struct slice){ shape->text + span.at, span.len };
}

bool shape_adopt(const struct shape *shape, struct span span, struct term *term)
{
	struct term trial;
	if (span.len == 0 || !term_read(shape->text, span, &trial))
		return false;
	trial.guess = trial.kind;
	trial.kind = K_BROKEN;
	trial.whole = term->whole;
	*term = trial;
	return true;
}

static bool is_qualifier(char c)
{
	return c == '+' || c == '-' || c == '~' || c == '?';
}

static struct shape shape_of(const char *text, struct span whole)
{
	uint32_t skip = is_qualifier(text[whole.at]);
	struct shape s = { .text = text, .whole = whole, .rest = { whole.at + skip, whole.len - skip } };
	uint32_t n = 0;
	while (n < s.rest.len && text[s.rest.at + n] != ':' && text[s.rest.at + n] != '=' && text[s.rest.at + n] != '/')
		n++;
	s.head = (struct span){ s.rest.at, n };
	s.tail = (struct span){ s.rest.at + n, 0 };
	if (n < s.rest.len) {
		s.separator = text[s.rest.at + n];
		s.tail = (struct span){ s.rest.at + n + 1, s.rest.len - n - 1 };
	}
	s.kind = kind_of(shape_slice(&s, s.head));
	return s;
}

/* Code points that word processors, web pages and input methods put into records. */
static unsigned damage_of(uint32_t code)
{
	static const struct {
		uint32_t from, to;
		unsigned id;
	} rows[] = {
		{ '\t', '\r', F_TAB }, { 0x00a0, 0x00a0, F_INVISIBLE }, { 0x00ab, 0x00ab, F_SMART_QUOTES },
		{ 0x00ad, 0x00ad, F_INVISIBLE }, { 0x00bb, 0x00bb, F_SMART_QUOTES }, { 0x034f, 0x034f, F_INVISIBLE },
		{ 0x061c, 0x061c, F_INVISIBLE }, { 0x1680, 0x1680, F_INVISIBLE }, { 0x180e, 0x180e, F_INVISIBLE },
		{ 0x2000, 0x200f, F_INVISIBLE }, { 0x2010, 0x2015, F_DASH }, { 0x2018, 0x201f, F_SMART_QUOTES },
		{ 0x2028, 0x202f, F_INVISIBLE }, { 0x2032, 0x2036, F_SMART_QUOTES }, { 0x2039, 0x203a, F_SMART_QUOTES },
		{ 0x205f, 0x206f, F_INVISIBLE }, { 0x2212, 0x2212, F_DASH }, { 0x3000, 0x3000, F_INVISIBLE },
		{ 0xfe58, 0xfe58, F_DASH }, { 0xfe63, 0xfe63, F_DASH }, { 0xfeff, 0xfeff, F_INVISIBLE }, { 0xff02, 0xff02, F_SMART_QUOTES },
		{ 0xff07, 0xff07, F_SMART_QUOTES }, { 0xff0d, 0xff0d, F_DASH },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (code >= rows[i].from && code <= rows[i].to)
			return rows[i].id;
	return F_NOT_ASCII;
}

static bool is_plain(char c)
{
	return c > ' ' && c <= '~';
}

/* Guesses what whole would be with hyphens for its dashes, and without its quotes and what cannot be seen. */
static bool guess_cleaned(struct slice whole, struct term *term)
{
	char clean[TRIAL];
	size_t n = 0;
	struct term trial;
	while (whole.len > 0 && n < sizeof(clean)) {
		uint32_t code;
		size_t used = utf8_decode(whole, &code);
		unsigned id = is_plain(whole.at[0]) ? 0 : damage_of(code);
		if (id == F_NOT_ASCII || id == F_TAB)
			return false;
		if (id == 0 || id == F_DASH)
			clean[n++] = id == 0 ? whole.at[0] : '-';
		whole = slice_from(whole, used);
	}
	if (n == 0 || whole.len > 0 || !term_read(clean, (struct span){ 0, (uint32_t)n }, &trial))
		return false;
	term->guess = trial.kind;
	term->qualifier = trial.qualifier;
	return true;
}

/* Comma and semicolon as input methods for Chinese and Japanese write them: between terms, and in no name. */
static bool is_wide_separator(uint32_t code)
{
	static const uint32_t separators[] = { 0x3001, 0xfe50, 0xfe51, 0xfe54, 0xff0c, 0xff1b, 0xff64 };
	for (size_t i = 0; i < sizeof(separators) / sizeof(*separators); i++)
		if (separators[i] == code)
			return true;
	return false;
}

/* "include:x.com" and a wide comma; "-all" */
static bool slip_wide_comma(const struct shape *shape, struct term *term)
{
	struct slice whole = shape_slice(shape, shape->whole);
	uint32_t code;
	size_t used;
	for (size_t i = 0; i < whole.len; i += used) {
		used = utf8_decode(slice_from(whole, i), &code);
		if (!is_wide_separator(code))
			continue;
		if (i == 0 || !shape_adopt(shape, (struct span){ shape->whole.at, (uint32_t)i }, term))
			term->guess = shape->kind;
		term_break(term, F_COMMA, shape->whole.at + i, used);
		return true;
	}
	return false;
}

/* A byte outside 0x21 to 0x7E (section 12: macro-literal; 3.1: US-ASCII). */
static bool slip_damage(const struct shape *shape, struct term *term)
{
	struct slice whole = shape_slice(shape, shape->whole);
	size_t i = 0;
	while (i < whole.len && is_plain(whole.at[i]))
		i++;
	if (i == whole.len)
		return false;
	uint32_t code, at = shape->whole.at + (uint32_t)i;
	size_t used = utf8_decode(slice_from(whole, i), &code);
	unsigned id = damage_of(code);
	bool names = shape->kind != K_BROKEN && shape->kind != K_ALL && shape->kind != K_IP4 && shape->kind != K_IP6;
	if (id == F_NOT_ASCII && code >= 0xa0 && code < UTF8_INVALID && names && shape->separator && at >= shape->tail.at) {
		term->guess = shape->kind;
		term_break(term, F_U_LABEL, shape->tail.at, shape->tail.len);
		return true;
	}
	if (!guess_cleaned(whole, term) && !shape_adopt(shape, (struct span){ shape->whole.at, (uint32_t)i }, term))
		term->guess = shape->kind;
	term_break(term, id, at, used);
	return true;
}

/* "mx," or "a,mx": a comma or semicolon behind a whole term, or before one. Inside a domain-spec both are legal. */
static bool slip_comma(const struct shape *shape, struct term *term)
{
	struct slice whole = shape_slice(shape, shape->whole);
	for (uint32_t i = 0; i < whole.len; i++) {
		if (whole.at[i] != ',' && whole.at[i] != ';')
			continue;
		struct span before = { shape->whole.at, i }, behind = { shape->whole.at + i + 1, shape->whole.len - i - 1 };
		if (!shape_adopt(shape, i > 0 ? before : behind, term))
			return false;
		term_break(term, F_COMMA, shape->whole.at + i, 1);
		return true;
	}
	return false;
}

static bool is_modifier_name(struct slice name)
{
	for (size_t i = 0; i < name.len; i++)
		if (!ascii_alnum(name.at[i]) && name.at[i] != '-' && name.at[i] != '_' && name.at[i] != '.')
			return false;
	return name.len > 0 && ascii_alpha(name.at[0]);
}

/* "~allgoogle-site-verification=...", "-allinclude:x.com": what follows all lost its space. Not "all.", which is misspelt. */
static bool slip_all_first(const struct shape *shape, struct term *term)
{
	struct slice rest = shape_slice(shape, shape->rest);
	struct span behind = { shape->rest.at + 3, shape->rest.len - 3 };
	struct term trial;
	if (shape->rest.at == shape->whole.at || rest.len < 5 || !slice_starts(rest, SLICE("all")))
		return false;
	if (!ascii_alpha(rest.at[3]) || !term_read(shape->text, behind, &trial))
		return false;
	term->guess = K_ALL;
	term->word = (struct span){ shape->rest.at, 3 };
	term->value = (struct span){ behind.at, 0 };
	term->has_value = false;
	term_break(term, F_GLUED, behind.at, behind.len);
	return true;
}

/* "--all", "=a", "!all", "-" alone; "-redirect=x". */
static bool slip_qualifier(const struct shape *shape, struct term *term)
{
	struct slice whole = shape_slice(shape, shape->whole);
	uint32_t n = 0;
	while (n < whole.len && (is_qualifier(whole.at[n]) || whole.at[n] == '=' || whole.at[n] == '!'))
		n++;
	bool right = n == 1 && is_qualifier(whole.at[0]);
	if (n == 0 || (right && whole.len > 1 && shape->separator != '='))
		return false;
	if (right && whole.len > 1) {
		if (!is_modifier_name(shape_slice(shape, shape->head)))
			return false;
		term->guess = shape->kind == K_REDIRECT || shape->kind == K_EXP ? shape->kind : K_UNKNOWN_MODIFIER;
		term->qualifier = 0;
		term_break(term, F_QUALIFIED_MODIFIER, shape->whole.at, 1);
		return true;
	}
	char qualifier = term->qualifier;
	struct span rest = { shape->whole.at + n, shape->whole.len - n };
	if (rest.len > 0 && !shape_adopt(shape, rest, term)) {
		struct term inner;
		term_guess(shape->text, rest, &inner);	/* goes no deeper: rest begins with no sign */
		term->guess = inner.guess;
	}
	term->qualifier = kind_is_modifier(term->guess) ? 0 : qualifier;
	term_break(term, F_QUALIFIER, shape->whole.at, n);
	return true;
}

/* "192.0.2.1", "-2001:db8::/32" */
static bool slip_bare_ip(const struct shape *shape, struct term *term)
{
	struct address address;
	unsigned bits;
	if (!network_parse(shape_slice(shape, shape->rest), &address, &bits))
		return false;
	const char *slash = memchr(shape->text + shape->rest.at, '/', shape->rest.len);
	term->guess = address.v6 ? K_IP6 : K_IP4;
	*(address.v6 ? &term->prefix6 : &term->prefix4) = (uint8_t)bits;
	term->ip = address.ip;
	term->word = (struct span){ shape->rest.at, 0 };
	term->value = shape->rest;
	if (slash)
		term->value.len = (uint32_t)(slash - shape->text) - shape->rest.at;
	term_break(term, F_BARE_IP, shape->rest.at, shape->rest.len);
	return true;
}

/* "ip4:192.0.2.81~all" */
static bool slip_glued(const struct shape *shape, struct term *term)
{
	struct slice whole = shape_slice(shape, shape->whole);
	if (whole.len < 5 || !slice_same(slice_from(whole, whole.len - 3), SLICE("all")) || !is_qualifier(whole.at[whole.len - 4]))
		return false;
	if (!shape_adopt(shape, (struct span){ shape->whole.at, shape->whole.len - 4 }, term))
		return false;
	term_break(term, F_GLUED, shape->whole.at + shape->whole.len - 4, 4);
	return true;
}

/* An unknown modifier can only fail for a macro in its value. */
static bool slip_modifier(const struct shape *shape, struct term *term)
{
	struct span at;
	if (shape->separator != '=' || shape->rest.at != shape->whole.at || !is_modifier_name(shape_slice(shape, shape->head)))
		return false;
	unsigned id = macro_scan(shape_slice(shape, shape->tail), MACRO_MODIFIER, &term->macros, &at);
	term->guess = K_UNKNOWN_MODIFIER;
	term->qualifier = 0;
	term_break(term, id ? id : F_MACRO, shape->tail.at + at.at, at.len);
	return true;
}

static bool slip_unknown(const struct shape *shape, struct term *term)
{
	struct span at = shape->head.len > 0 ? shape->head : shape->whole;
	term_break(term, F_UNKNOWN, at.at, at.len);
	return true;
}

/* In this order, the most certain and the most special first; the last one always holds. */
static bool (*const slips[])(const struct shape *, struct term *) = {
	slip_translated, slip_wide_comma, slip_damage, slip_comma, slip_all_first, slip_qualifier, slip_bare_ip, slip_glued, slip_argument, slip_modifier,
	slip_missing_colon, slip_misspelt, slip_unknown,
};

void term_guess(const char *text, struct span whole, struct term *term)
{
	struct shape shape = shape_of(text, whole);
	*term = (struct term){ .kind = K_BROKEN, .guess = K_BROKEN, .prefix4 = 32, .prefix6 = 128, .whole = whole, .word = shape.head,
		.value = shape.tail, .has_value = shape.separator == ':' || shape.separator == '=',
		.qualifier = is_qualifier(text[whole.at]) ? text[whole.at] : '+' };
	for (size_t i = 0; i < sizeof(slips) / sizeof(*slips) && term->fault == 0; i++)
		slips[i](&shape, term);
}

/* What stands between: nothing where a ":" or "=" is on either side, a ":" where a mechanism that must have one has none. */
static unsigned join_rule(const char *text, const struct term *before, const struct term *after)
{
	char last = text[before->whole.at + before->whole.len - 1], first = text[after->whole.at];
	if (first == ':' || first == '=' || (before->fault && (last == ':' || last == '=')))
		return F_SPACE_AFTER_COLON;
	bool open = before->fault == F_EMPTY || before->fault == F_IP4 || before->fault == F_IP6;
	return open && !before->has_value && !kind_is_modifier(before->guess) ? F_MISSING_COLON : 0;
}

/* "~ all": without this, what a repair leaves might pass everybody. */
static bool join_qualifier(const char *text, struct term *before, const struct term *after)
{
	struct span p = before->whole, q = after->whole;
	if (before->fault != F_QUALIFIER || p.len != 1 || !is_qualifier(text[p.at]) || after->word.at != q.at || kind_is_modifier(after->kind))
		return false;
	char qualifier = text[p.at];
	*before = *after;
	before->qualifier = qualifier;
	before->whole = (struct span){ p.at, q.at + q.len - p.at };
	term_break(before, F_QUALIFIER, p.at, q.at - p.at);
	return true;
}

bool term_join(const char *text, struct term *before, const struct term *after)
{
	char joined[TRIAL];
	struct term trial;
	struct span p = before->whole, q = after->whole;
	if (!after->fault)
		return join_qualifier(text, before, after);
	unsigned rule = join_rule(text, before, after);
	if (!rule || p.len + q.len + 1 > sizeof(joined))
		return false;
	uint32_t n = p.len;
	memcpy(joined, text + p.at, p.len);
	if (rule == F_MISSING_COLON)
		joined[n++] = ':';
	memcpy(joined + n, text + q.at, q.len);
	struct span whole = { 0, n + q.len };
	if (!term_read(joined, whole, &trial)) {
		/* "ip4: 10.0.0.1/33": an address that has a fault of its own is none the less what is behind the colon. */
		if (rule != F_SPACE_AFTER_COLON || text[p.at + p.len - 1] != ':' || !ascii_digit(text[q.at]))
			return false;
		term_guess(joined, whole, &trial);
		if (trial.guess != before->guess || (trial.fault != F_PREFIX && trial.fault != F_IP4 && trial.fault != F_IP6))
			return false;
	}
	if (trial.value.at < n)
		return false;
	trial.whole = (struct span){ p.at, q.at + q.len - p.at };
	trial.word.at += p.at;
	trial.value.at += q.at - n;
	*before = trial;
	term_break(before, rule, p.at + p.len, q.at - p.at - p.len);
	return true;
}
