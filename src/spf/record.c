/*
 * record: the parser (RFC 7208 section 12). One pass over the text; each term is read on its own, so that a broken one hides
 * nothing behind it.
 */
#include "spf/record_private.h"
#include "base/memory.h"
#include "base/pool.h"
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

enum kind record_mechanism(struct slice word)
{
	for (enum kind kind = K_ALL; kind <= K_EXISTS; kind++)
		if (slice_same(word, slice_of(kinds[kind].word)))
			return kind;
	return K_BROKEN;
}

bool record_is_spf(struct slice text)
{
	return slice_starts(text, SLICE("v=spf1")) && (text.len == 6 || text.at[6] == ' ');
}

struct slice record_slice(const struct record *record, struct span span)
{
	return (struct slice){ record->text + span.at, span.len };
}

bool record_good(const struct record *record)
{
	for (size_t i = 0; i < record->n; i++)
		if (record->term[i].fault)
			return false;
	return record->fault == 0;
}

const struct term *record_find(const struct record *record, enum kind kind)
{
	for (size_t i = 0; i < record->n; i++)
		if (record->term[i].kind == kind)
			return &record->term[i];
	return NULL;
}

void term_break(struct term *term, unsigned id, size_t at, size_t len)
{
	if (term->kind != K_BROKEN && term->guess == K_BROKEN)
		term->guess = term->kind;
	term->kind = K_BROKEN;
	term->fault = (uint16_t)id;
	term->fault_at = (struct span){ (uint32_t)at, (uint32_t)len };
}

/* ip4-cidr-length = "/" ("0" / %x31-39 0*1DIGIT), and ip6's. Digits begin at `digits` in s. Leading zeros are none. */
static bool read_prefix(struct slice s, size_t digits, unsigned most, uint8_t *out)
{
	uint64_t value;

	if (digits >= s.len || (s.at[digits] == '0' && s.len > digits + 1) || !slice_number(slice_from(s, digits), most, &value))
		return false;
	*out = (uint8_t)value;
	return true;
}

/*
 * Takes "/n" (slashes 1) or "//n" (2) from the end of value; what else stands there is left. false: it is there and bad, and the
 * term is broken.
 */
static bool take_prefix(struct term *term, struct slice *value, size_t at, unsigned slashes, unsigned most, uint8_t *out)
{
	size_t digits = value->len;

	while (digits && ascii_digit(value->at[digits - 1]))
		digits--;
	if (digits < slashes || value->at[digits - 1] != '/' || (slashes == 2 && value->at[digits - 2] != '/'))
		return true;
	if (slashes == 1 && digits >= 2 && value->at[digits - 2] == '/')
		return true;
	if (!read_prefix(*value, digits, most, out)) {
		uint64_t number;
		bool other = most == 32 && slice_number(slice_from(*value, digits), 128, &number) && number > 32 && value->at[digits] != '0';

		term_break(term, other && term->kind != K_IP4 ? F_DUAL_CIDR : F_PREFIX, at + digits - slashes, value->len - digits + slashes);
		return false;
	}
	value->len = digits - slashes;
	return true;
}

static void set_value(struct term *term, size_t at, size_t len)
{
	term->value = (struct span){ (uint32_t)at, (uint32_t)len };
	term->has_value = true;
}

static void read_name(const struct record *record, struct term *term)
{
	struct span at;
	unsigned id = macro_scan(record_slice(record, term->value), MACRO_DOMAIN, &term->macros, &at);

	at.at += term->value.at;
	if (id)
		guess_name(record, term, id, at);
}

/* ip4 = "ip4" ":" ip4-network [ ip4-cidr-length ], and ip6 (5.6). at: where value begins in the text. */
static void read_address(const struct record *record, struct term *term, struct slice value, size_t at)
{
	bool v6 = term->kind == K_IP6;

	set_value(term, at, value.len);
	for (size_t i = 0; i + 1 < value.len; i++) {
		if (value.at[i] == '/' && value.at[i + 1] == '/') {
			term_break(term, F_DUAL_CIDR, at + i, value.len - i);
			return;
		}
	}
	if (!take_prefix(term, &value, at, 1, v6 ? 128 : 32, v6 ? &term->prefix6 : &term->prefix4))
		return;
	term->value.len = (uint32_t)value.len;
	if (v6 ? !ip6_parse(value, &term->ip) : !ip4_parse(value, &term->ip))
		guess_address(record, term, value);
}

/* a, mx: [ ":" domain-spec ] [ dual-cidr-length ] (5.3, 5.4). A cidr at the end is a cidr, though "/" may stand in a name. */
static void read_host(const struct record *record, struct term *term, struct slice rest, size_t at)
{
	size_t before = rest.len;

	if (!take_prefix(term, &rest, at, 2, 128, &term->prefix6))
		return;
	if (rest.len == before && rest.len >= 2 && rest.at[rest.len - 1] == '/' && rest.at[rest.len - 2] == '/') {
		term_break(term, F_PREFIX, at + rest.len - 2, 2);
		return;
	}
	if (!take_prefix(term, &rest, at, 1, 32, &term->prefix4))
		return;
	if (!rest.len)
		return;
	if (rest.at[0] != ':') {
		guess_word(record, term, record_slice(record, term->word), rest);
		return;
	}
	set_value(term, at + 1, rest.len - 1);
	read_name(record, term);
}

static void read_mechanism(const struct record *record, struct term *term, enum kind kind, struct slice rest, size_t at)
{
	bool colon = rest.len && rest.at[0] == ':';

	term->kind = kind;
	switch (kind) {
	case K_ALL:
		if (rest.len && (colon || rest.at[0] == '/'))
			term_break(term, colon ? F_ARGUMENT_ON_ALL : F_CIDR, at, rest.len);
		else if (rest.len)
			guess_word(record, term, record_slice(record, term->word), rest);
		break;
	case K_A:
	case K_MX:
		read_host(record, term, rest, at);
		break;
	case K_IP4:
	case K_IP6:
		if (colon)
			read_address(record, term, slice_from(rest, 1), at + 1);
		else if (rest.len)
			guess_word(record, term, record_slice(record, term->word), rest);
		else
			term_break(term, kind == K_IP4 ? F_IP4 : F_IP6, term->whole.at, term->whole.len);
		break;
	default:	/* ptr, include, exists; only ptr may stand alone */
		if (colon) {
			set_value(term, at + 1, rest.len - 1);
			read_name(record, term);
		} else if (rest.len) {
			guess_word(record, term, record_slice(record, term->word), rest);
		} else if (kind != K_PTR) {
			term_break(term, F_EMPTY, term->whole.at, term->whole.len);
		}
	}
}

/* modifier: name "=" macro-string, where name = ALPHA *( ALPHA / DIGIT / "-" / "_" / "." ). false: it is none. */
static bool read_modifier(const struct record *record, struct term *term, struct slice s, size_t at)
{
	size_t n = 0;
	struct span where;

	if (!s.len || !ascii_alpha(s.at[0]))
		return false;
	while (n < s.len && (ascii_alnum(s.at[n]) || (s.at[n] && strchr("-_.", s.at[n]))))
		n++;
	if (n == s.len || s.at[n] != '=')
		return false;
	term->word = (struct span){ (uint32_t)at, (uint32_t)n };
	set_value(term, at + n + 1, s.len - n - 1);
	if (slice_same(slice_to(s, n), SLICE("redirect")) || slice_same(slice_to(s, n), SLICE("exp"))) {
		term->kind = n == 3 ? K_EXP : K_REDIRECT;
		read_name(record, term);
		return true;
	}
	term->kind = K_UNKNOWN_MODIFIER;
	unsigned id = macro_scan(slice_from(s, n + 1), MACRO_MODIFIER, &term->macros, &where);
	if (id)
		term_break(term, id, term->value.at + where.at, where.len);
	return true;
}

static void read_term(const struct record *record, struct term *term)
{
	struct slice s = record_slice(record, term->whole);
	size_t at = term->whole.at, n = 0;

	if (guess_damage(record, term))
		return;
	if (read_modifier(record, term, s, at))
		return;
	term->qualifier = '+';
	if (strchr("+-~?", s.at[0])) {
		term->qualifier = s.at[0];
		s = slice_from(s, 1);
		at++;
	}
	while (n < s.len && ascii_alnum(s.at[n]))
		n++;
	term->word = (struct span){ (uint32_t)at, (uint32_t)n };
	enum kind kind = record_mechanism(slice_to(s, n));
	if (kind == K_BROKEN)
		guess_word(record, term, slice_to(s, n), slice_from(s, n));
	else
		read_mechanism(record, term, kind, slice_from(s, n), at + n);
}

/* 6: redirect and exp MUST NOT appear more than once each. */
static void break_second(struct record *record, enum kind kind, unsigned id)
{
	bool seen = false;

	for (size_t i = 0; i < record->n; i++) {
		struct term *term = &record->term[i];

		if (term->kind != kind)
			continue;
		if (seen)
			term_break(term, id, term->whole.at, term->whole.len);
		seen = true;
	}
}

/* record->text and record->term have room. */
static void read_terms(struct record *record, size_t from)
{
	size_t i = from;

	for (;;) {
		while (i < record->len && record->text[i] == ' ')
			i++;
		if (i == record->len)
			break;
		const char *end = memchr(record->text + i, ' ', record->len - i);
		size_t len = end ? (size_t)(end - record->text) - i : record->len - i;
		struct term *term = &record->term[record->n++];

		*term = (struct term){ .kind = K_BROKEN, .guess = K_BROKEN, .prefix4 = 32, .prefix6 = 128,
			.whole = { (uint32_t)i, (uint32_t)len } };
		read_term(record, term);
		i += len;
	}
	break_second(record, K_REDIRECT, F_TWO_REDIRECTS);
	break_second(record, K_EXP, F_TWO_EXPS);
}

static size_t most_terms(struct slice text)
{
	size_t n = 1;

	for (size_t i = 1; i < text.len; i++)
		n += text.at[i] != ' ' && text.at[i - 1] == ' ';
	return n;
}

/* One block: the terms, then the text. */
static void parse_into(struct record *record, void *block, size_t terms, struct slice text)
{
	size_t from = 0;

	*record = (struct record){ .term = block, .text = (char *)block + terms * sizeof *record->term, .len = text.len };
	if (text.len)
		memcpy(record->text, text.at, text.len);
	record->text[text.len] = '\0';
	record->fault = (uint16_t)guess_version(text, &record->fault_at, &from);
	read_terms(record, from);
}

enum error record_parse(struct record *record, struct slice text)
{
	*record = (struct record){ 0 };
	if (text.len > RECORD_MOST)
		return ERR_TOO_LARGE;
	size_t terms = most_terms(text);
	void *block = mem_alloc(terms * sizeof *record->term + text.len + 1);

	if (!block)
		return ERR_MEMORY;
	parse_into(record, block, terms, text);
	return ERR_NONE;
}

enum error record_parse_pool(struct pool *pool, struct record *record, struct slice text)
{
	*record = (struct record){ 0 };
	if (text.len > RECORD_MOST)
		return ERR_TOO_LARGE;
	size_t terms = most_terms(text);
	void *block = pool_alloc(pool, terms * sizeof *record->term + text.len + 1);

	if (!block)
		return ERR_MEMORY;
	parse_into(record, block, terms, text);
	return ERR_NONE;
}

void record_release(struct record *record)
{
	mem_free(record->term);		/* the text is in the same block */
	mem_free(record->cut);
	*record = (struct record){ 0 };
}
