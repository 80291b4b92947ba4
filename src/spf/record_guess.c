/*
 * record_guess: what a term that cannot be read was plainly meant to be. Every term that comes here is a permerror by RFC 7208
 * section 12; this only chooses the rule that says it best, and the guess that a repair may use.
 */
#include "spf/record_private.h"
#include "spf/macro.h"
#include <string.h>

static struct slice whole(const struct record *record, const struct term *term)
{
	return record_slice(record, term->whole);
}

/* Code points that word processors, web pages and input methods put into records. */
static unsigned damage_of(uint32_t code)
{
	static const struct {
		uint32_t from, to;
		unsigned id;
	} rows[] = {
		{ '\t', '\n', F_TAB }, { '\r', '\r', F_TAB },
		{ 0x00a0, 0x00a0, F_INVISIBLE }, { 0x00ab, 0x00ab, F_SMART_QUOTES }, { 0x00ad, 0x00ad, F_INVISIBLE },
		{ 0x00bb, 0x00bb, F_SMART_QUOTES }, { 0x2000, 0x200f, F_INVISIBLE }, { 0x2010, 0x2015, F_DASH },
		{ 0x2018, 0x201f, F_SMART_QUOTES }, { 0x2028, 0x202f, F_INVISIBLE }, { 0x2032, 0x2033, F_SMART_QUOTES },
		{ 0x2060, 0x2064, F_INVISIBLE }, { 0x2212, 0x2212, F_DASH }, { 0x3000, 0x3000, F_INVISIBLE },
		{ 0xfe58, 0xfe58, F_DASH }, { 0xfe63, 0xfe63, F_DASH }, { 0xfeff, 0xfeff, F_INVISIBLE }, { 0xff0d, 0xff0d, F_DASH },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (code >= rows[i].from && code <= rows[i].to)
			return rows[i].id;
	return F_NOT_ASCII;
}

unsigned guess_damage(const struct record *record, struct term *term)
{
	struct slice s = whole(record, term);
	size_t i = 0, used;
	uint32_t code;

	while (i < s.len && s.at[i] > ' ' && s.at[i] <= '~')
		i++;
	if (i == s.len)
		return 0;
	used = utf8_decode(slice_from(s, i), &code);
	unsigned id = damage_of(code);
	if (id == F_NOT_ASCII && code >= 0xa0 && code < UTF8_INVALID && memchr(s.at, ':', i))
		id = F_U_LABEL;
	/* The word before it, if it is one, says what was meant. */
	size_t from = strchr("+-~?", s.at[0]) && s.at[0] ? 1 : 0, n = from;
	while (n < i && ascii_alnum(s.at[n]))
		n++;
	term->qualifier = from ? s.at[0] : '+';
	term->word = (struct span){ (uint32_t)(term->whole.at + from), (uint32_t)(n - from) };
	term->guess = record_mechanism(slice_to(slice_from(s, from), n - from));
	if (id == F_DASH && i == 0 && slice_same(slice_from(s, used), SLICE("all")))
		term->guess = K_ALL;
	term_break(term, id, term->whole.at + i, used);
	return id;
}

/* The commonest slips, and what they stand for. */
static enum kind misspelt(struct slice word)
{
	static const struct {
		const char *word;
		enum kind kind;
	} rows[] = {
		{ "prt", K_PTR }, { "ip", K_IP4 }, { "ipv4", K_IP4 }, { "ip-4", K_IP4 }, { "ipv6", K_IP6 }, { "incude", K_INCLUDE },
		{ "inlcude", K_INCLUDE }, { "includ", K_INCLUDE }, { "includes", K_INCLUDE }, { "incl", K_INCLUDE }, { "inc", K_INCLUDE },
		{ "inculde", K_INCLUDE }, { "incluide", K_INCLUDE }, { "exist", K_EXISTS }, { "exits", K_EXISTS }, { "al", K_ALL },
		{ "alll", K_ALL }, { "aall", K_ALL }, { "mxs", K_MX }, { "aaaa", K_A }, { "ipa", K_IP4 }, { "redirct", K_REDIRECT },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (slice_same(word, slice_of(rows[i].word)))
			return rows[i].kind;
	return K_BROKEN;
}

static bool is_address(struct slice s)
{
	struct address address;
	unsigned bits;

	return network_parse(s, &address, &bits);
}

/* "ip41.2.3.4", "include.example.com": a mechanism that lacks its colon. */
static enum kind lacks_colon(struct slice word, struct slice rest)
{
	if (word.len > 3 && (slice_starts(word, SLICE("ip4")) || slice_starts(word, SLICE("ip6"))) && ascii_digit(word.at[3]))
		return slice_starts(word, SLICE("ip4")) ? K_IP4 : K_IP6;
	enum kind kind = record_mechanism(word);
	if (rest.len && rest.at[0] == '.' && kind != K_BROKEN && kind != K_ALL && kind != K_A && kind != K_MX)
		return kind;
	return K_BROKEN;
}

/* Only a separator other than a space, or the quote that ends a paste, behind a whole term. */
static bool ends_in_comma(struct slice s)
{
	return s.len > 1 && (s.at[s.len - 1] == ',' || s.at[s.len - 1] == ';');
}

/* "...~all", "...-all" glued to the end of s: where it begins, or 0. */
static size_t glued(struct slice s)
{
	if (s.len > 4 && slice_same(slice_from(s, s.len - 3), SLICE("all")) && strchr("~-?+", s.at[s.len - 4]))
		return s.len - 4;
	return 0;
}

void guess_word(const struct record *record, struct term *term, struct slice word, struct slice rest)
{
	struct slice s = whole(record, term);
	size_t at = term->whole.at, qualified = term->word.at - at;
	enum kind kind = record_mechanism(word), near = misspelt(word), open = lacks_colon(word, rest);
	bool separator = rest.len && (rest.at[0] == ':' || rest.at[0] == '=');

	term->kind = K_BROKEN;
	term->guess = kind;
	if (is_address(slice_from(s, qualified))) {
		struct address address;
		unsigned bits;

		if (network_parse(slice_from(s, qualified), &address, &bits))
			term->guess = address.v6 ? K_IP6 : K_IP4;
		term_break(term, F_BARE_IP, at, s.len);
	} else if (slice_same(word, SLICE("redirect")) || slice_same(word, SLICE("exp"))) {
		term->guess = word.len == 3 ? K_EXP : K_REDIRECT;
		term_break(term, rest.len && rest.at[0] == ':' ? F_COLON_FOR_EQUALS : qualified ? F_QUALIFIED_MODIFIER : F_UNKNOWN, at, s.len);
	} else if (!word.len && s.len > 1) {	/* "--all", "=a", "!all", or only signs */
		size_t n = qualified;

		while (n < s.len && !ascii_alnum(s.at[n]))
			n++;
		term->guess = record_mechanism(slice_from(s, n));
		term_break(term, F_QUALIFIER, at, n ? n : 1);
	} else if (ends_in_comma(s)) {
		term_break(term, F_COMMA, at + s.len - 1, 1);
	} else if (open != K_BROKEN) {
		term->guess = open;
		term_break(term, F_MISSING_COLON, at, s.len);
	} else if (glued(s) > qualified) {
		term_break(term, F_GLUED, at + glued(s), 4);
	} else if (near != K_BROKEN) {
		term->guess = near;
		term_break(term, F_MISSPELT, term->word.at, word.len);
	} else if (kind != K_BROKEN) {		/* a good word with something strange behind it: "all.", "mx|" */
		term_break(term, separator ? F_UNKNOWN : F_MISSPELT, term->word.at, s.len - qualified);
	} else {
		term_break(term, F_UNKNOWN, term->word.at, word.len ? word.len : s.len - qualified);
	}
}

/* "include: x": the value is empty and what follows is no term of its own. */
static bool value_follows(const struct record *record, const struct term *term)
{
	size_t i = (size_t)term->whole.at + term->whole.len;

	while (i < record->len && record->text[i] == ' ')
		i++;
	size_t from = i;
	while (i < record->len && record->text[i] != ' ')
		i++;
	struct slice next = { record->text + from, i - from };
	size_t n = 0;
	if (!next.len)
		return false;
	n += strchr("+-~?", next.at[0]) && next.at[0];
	size_t begin = n;
	while (n < next.len && ascii_alnum(next.at[n]))
		n++;
	struct slice word = slice_to(slice_from(next, begin), n - begin);
	return (is_address(next) || memchr(next.at, '.', next.len)) && record_mechanism(word) == K_BROKEN &&
	    !memchr(next.at, '=', next.len);
}

static bool ends_in_prefix(struct slice s)
{
	size_t n = s.len;

	while (n && ascii_digit(s.at[n - 1]))
		n--;
	return n && n < s.len && s.at[n - 1] == '/';
}

void guess_name(const struct record *record, struct term *term, unsigned id, struct span at)
{
	struct slice value = record_slice(record, term->value);
	bool host = term->kind == K_A || term->kind == K_MX;

	if (id == F_EMPTY)
		term_break(term, value_follows(record, term) ? F_SPACE_AFTER_COLON : F_EMPTY, term->whole.at, term->whole.len);
	else if (id != F_END)
		term_break(term, id, at.at, at.len);
	else if (is_address(value))
		term_break(term, F_IP_IN_NAME, term->value.at, value.len);
	else if (ends_in_comma(value))
		term_break(term, F_COMMA, term->value.at + value.len - 1, 1);
	else if (glued(value))
		term_break(term, F_GLUED, term->value.at + glued(value), 4);
	else if (!host && ends_in_prefix(value))
		term_break(term, F_CIDR, term->value.at, value.len);
	else if (slice_starts(value, SLICE("http://")) || slice_starts(value, SLICE("https://")))
		term_break(term, F_URL, term->value.at, value.len);
	else
		term_break(term, F_END, at.at, at.len);
}

void guess_address(const struct record *record, struct term *term, struct slice value)
{
	struct ip ip;
	bool v6 = term->kind == K_IP6, letters = false;
	size_t at = term->value.at;

	for (size_t i = 0; i < value.len; i++)
		letters |= ascii_alpha(value.at[i]);
	if (!value.len)
		term_break(term, value_follows(record, term) ? F_SPACE_AFTER_COLON : v6 ? F_IP6 : F_IP4, term->whole.at, term->whole.len);
	else if (memchr(value.at, '%', value.len))
		term_break(term, F_MACRO_IN_IP, at, value.len);
	else if (ends_in_comma(value))
		term_break(term, F_COMMA, at + value.len - 1, 1);
	else if (glued(value))
		term_break(term, F_GLUED, at + glued(value), 4);
	else if (v6 ? ip4_parse(value, &ip) : ip6_parse(value, &ip))
		term_break(term, F_FAMILY, at, value.len);
	else if (!v6 && letters && !memchr(value.at, ':', value.len))
		term_break(term, F_NAME_IN_IP, at, value.len);
	else
		term_break(term, v6 ? F_IP6 : F_IP4, at, value.len);
}

/* "spf1", "v = spf1", "v=spf 1", "SPF=...": the words before the terms, as they were meant. Bytes taken, or 0. */
static size_t near_version(struct slice text)
{
	size_t i = 0;
	bool spf = false;

	while (i < text.len && (ascii_alnum(text.at[i]) || strchr("=. \"'", text.at[i])) && text.at[i]) {
		if (slice_starts(slice_from(text, i), SLICE("spf"))) {
			spf = true;
			i += 3;
			break;
		}
		if (!strchr("vV= \"'", text.at[i]))
			return 0;
		i++;
	}
	while (spf && i < text.len && text.at[i] && strchr("= 1:", text.at[i]))
		i++;
	return spf ? i : 0;
}

unsigned guess_version(struct slice text, struct span *at, size_t *from)
{
	size_t blanks = 0, near;

	*from = 6;
	if (record_is_spf(text))
		return 0;
	while (blanks < text.len && ascii_blank(text.at[blanks]))
		blanks++;
	struct slice rest = slice_from(text, blanks);
	*at = (struct span){ 0, (uint32_t)(text.len < 6 ? text.len : 6) };
	if (blanks && record_is_spf(rest)) {
		*from = blanks + 6;
		*at = (struct span){ 0, (uint32_t)blanks };
		return F_LEADING_SPACE;
	}
	*from = 0;
	if (rest.len && (rest.at[0] == '"' || rest.at[0] == '\'')) {
		*at = (struct span){ (uint32_t)blanks, 1 };
		near = near_version(rest);
		*from = near ? blanks + near : 0;
		return F_QUOTES;
	}
	if (slice_starts(rest, SLICE("v=spf1"))) {
		*from = blanks + 6;
		while (*from < text.len && !ascii_alpha(text.at[*from]) && !strchr(" +-~?", text.at[*from]))
			(*from)++;
		*at = (struct span){ (uint32_t)blanks, (uint32_t)(*from - blanks) };
		return F_VERSION;
	}
	near = near_version(rest);
	if (near) {
		*from = blanks + near;
		*at = (struct span){ (uint32_t)blanks, (uint32_t)near };
		return F_NEAR_VERSION;
	}
	return F_NO_RECORD;
}
