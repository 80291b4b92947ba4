/* record_slip: the slips that stand in the name of a mechanism, or in what it is given. See record_guess. */
#include "spf/record_private.h"
#include "spf/macro.h"
#include <string.h>

struct slip_word {
	const char *word;
	enum kind kind;
};

static enum kind look_up(const struct slip_word *row, size_t n, struct slice word)
{
	for (size_t i = 0; i < n; i++)
		if (slice_same(word, slice_of(row[i].word)))
			return row[i].kind;
	return K_BROKEN;
}

/* Help pages put through a translator. */
bool slip_translated(const struct shape *shape, struct term *term)
{
	static const struct slip_word rows[] = {
		{ "einschlie\xc3\x9f" "en", K_INCLUDE }, { "einschliessen", K_INCLUDE }, { "enthalten", K_INCLUDE }, { "inclure", K_INCLUDE },
		{ "inclus", K_INCLUDE }, { "incluir", K_INCLUDE }, { "incluye", K_INCLUDE }, { "includere", K_INCLUDE }, { "includi", K_INCLUDE },
		{ "opnemen", K_INCLUDE }, { "inkludera", K_INCLUDE }, { "alle", K_ALL }, { "alles", K_ALL }, { "tous", K_ALL },
		{ "tout", K_ALL }, { "todos", K_ALL }, { "todo", K_ALL }, { "tutti", K_ALL }, { "tutto", K_ALL },
	};
	enum kind kind = look_up(rows, sizeof(rows) / sizeof(*rows), shape_slice(shape, shape->head));
	if (kind == K_BROKEN || (kind == K_ALL) != (shape->separator == 0))
		return false;
	term->guess = kind;
	term_break(term, F_TRANSLATED, shape->head.at, shape->head.len);
	return true;
}

/* "ip41.2.3.4", "include.spf.example.com": a mechanism that must have a colon, and none. */
bool slip_missing_colon(const struct shape *shape, struct term *term)
{
	static const enum kind kinds[] = { K_IP4, K_IP6, K_INCLUDE, K_EXISTS };
	struct slice rest = shape_slice(shape, shape->rest);
	char trial[512];
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		const char *word = kind_word(kinds[i]);
		size_t n = strlen(word);
		bool name = kinds[i] == K_INCLUDE || kinds[i] == K_EXISTS;
		if (rest.len <= n || rest.len >= sizeof(trial) || !slice_starts(rest, slice_of(word)) || (name && memchr(rest.at, ':', rest.len)))
			continue;
		size_t instead = memchr(".;,-/", rest.at[n], 5) ? 1 : 0;	/* what stands where the colon should */
		size_t left = rest.len - n - instead;
		struct term read;
		memcpy(trial, rest.at, n);
		trial[n] = ':';
		memcpy(trial + n + 1, rest.at + n + instead, left);
		if (!term_read(trial, (struct span){ 0, (uint32_t)(n + 1 + left) }, &read))
			continue;
		read.whole = shape->whole;
		read.qualifier = term->qualifier;
		read.word.at += shape->rest.at;
		read.value.at += shape->rest.at + (uint32_t)instead - 1;
		*term = read;
		term_break(term, F_MISSING_COLON, shape->rest.at + n, instead);
		return true;
	}
	return false;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* How many letters are missing, too many, wrong or swapped with their neighbour (optimal string alignment). */
static size_t distance(struct slice a, struct slice b)
{
	enum { MOST = 16 };
	size_t d[MOST + 1][MOST + 1];
	if (a.len > MOST || b.len > MOST)
		return MOST;
	for (size_t i = 0; i <= a.len; i++)
		d[i][0] = i;
	for (size_t k = 0; k <= b.len; k++)
		d[0][k] = k;
	for (size_t i = 1; i <= a.len; i++) {
		for (size_t k = 1; k <= b.len; k++) {
			char x = ascii_lower(a.at[i - 1]), y = ascii_lower(b.at[k - 1]);
			d[i][k] = least(least(d[i - 1][k], d[i][k - 1]) + 1, d[i - 1][k - 1] + (x != y));
			if (i > 1 && k > 1 && x == ascii_lower(b.at[k - 2]) && ascii_lower(a.at[i - 2]) == y)
				d[i][k] = least(d[i][k], d[i - 2][k - 2] + 1);
		}
	}
	return d[a.len][b.len];
}

/* Which of the two an "ip:" or "ipv4:" is, by what it is given, else by its own digit. */
static enum kind ip_kind(const struct shape *shape)
{
	struct address address;
	unsigned bits;
	struct slice head = shape_slice(shape, shape->head);
	if (shape->separator == ':' && network_parse(shape_slice(shape, shape->tail), &address, &bits))
		return address.v6 ? K_IP6 : K_IP4;
	return memchr(head.at, '6', head.len) ? K_IP6 : K_IP4;
}

static enum kind nearest(const struct shape *shape)
{
	static const struct slip_word known[] = {
		{ "ip", K_IP4 }, { "ipv4", K_IP4 }, { "ipv6", K_IP4 }, { "ip-4", K_IP4 }, { "ip-6", K_IP4 }, { "ipaddress", K_IP4 },
		{ "inc", K_INCLUDE }, { "incl", K_INCLUDE }, { "mxs", K_MX }, { "xm", K_MX }, { "mx.", K_MX }, { "mxx", K_MX }, { "a.", K_A },
		{ "aaaa", K_A }, { "pt", K_PTR },
	};
	/* How far off a word may be; a and mx are too short to be guessed. */
	static const struct { enum kind kind; size_t off; } rows[] = {
		{ K_INCLUDE, 2 }, { K_EXISTS, 2 }, { K_REDIRECT, 2 }, { K_IP4, 1 }, { K_IP6, 1 }, { K_ALL, 1 }, { K_PTR, 1 },
	};
	struct slice head = shape_slice(shape, shape->head);
	enum kind kind = look_up(known, sizeof(known) / sizeof(*known), head);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows) && kind == K_BROKEN && head.len > 1; i++) {
		bool fits = rows[i].kind == K_ALL ? shape->separator == 0 : rows[i].kind == K_PTR || shape->separator == ':';
		fits = fits && head.len <= strlen(kind_word(rows[i].kind)) + 1;	/* "mxinclude:" is two words glued */
		if (fits && distance(head, slice_of(kind_word(rows[i].kind))) <= rows[i].off)
			kind = rows[i].kind;
	}
	return kind == K_IP4 || kind == K_IP6 ? ip_kind(shape) : kind;
}

bool slip_misspelt(const struct shape *shape, struct term *term)
{
	enum kind kind = nearest(shape);
	if (kind == K_BROKEN)
		return false;
	term->guess = kind;
	term_break(term, F_MISSPELT, shape->head.at, shape->head.len);
	return true;
}
