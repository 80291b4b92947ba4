/*
 * paste_glue: terms that lost the blank between them, where character-strings were joined without one or a master file's quotes were
 * left off; and terms that a comma keeps apart. In a domain-spec all of it is legal (RFC 7208 7.1, 12), and nobody's name.
 */
#include "lint/paste_private.h"

#include <string.h>

enum { GLUED_ALL = 209, LOST_SPACE = 110, COMMA = 207 };

enum kind paste_good(struct slice term)
{
	return term.len > PASTE_TERM ? K_BROKEN : record_term_kind(term);
}

static bool is_sign(char c)
{
	return c == '+' || c == '-' || c == '~' || c == '?';
}

/* A mechanism or modifier with its colon or equals sign. */
static bool begins_with_word(struct slice s)
{
	static const char *const words[] = { "include:", "ip4:", "ip6:", "exists:", "mx:", "ptr:", "a:", "redirect=", "exp=" };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (slice_starts(s, slice_of(words[i])))
			return true;
	return false;
}

/* Nothing but mechanisms that may stand alone, to the end or to one that may not: "amx~all", "amxinclude:x.com". */
static bool begins_alone(struct slice s)
{
	static const char *const alone[] = { "all", "mx", "ptr", "a" };

	for (size_t i = 0; i < sizeof alone / sizeof *alone; i++) {
		struct slice word = slice_of(alone[i]), rest = slice_from(s, word.len);

		if (!slice_starts(s, word))
			continue;
		rest = slice_from(rest, rest.len && is_sign(rest.at[0]));
		if (s.len == word.len || begins_with_word(rest) || begins_alone(rest))
			return true;
	}
	return false;
}

/*
 * May the term be cut at `at`? A domain-spec that is legal is cut before "-all" and before a word with its colon only: "-a" and "mx"
 * are the ends of names. A term that is not is also cut before mechanisms that stand alone, without a sign behind an address.
 */
static bool cuts_at(struct slice term, size_t at, bool legal)
{
	struct slice right = slice_from(term, at);
	bool sign = is_sign(right.at[0]);
	struct slice word = slice_from(right, sign);

	if (!begins_with_word(word) && !begins_alone(word))
		return false;
	enum kind left = paste_good(slice_to(term, at));
	if (left == K_BROKEN || kind_is_modifier(left))
		return false;
	if (begins_with_word(word) || (sign && slice_same(word, SLICE("all"))))
		return true;
	return !legal && (sign || left == K_IP4 || left == K_IP6 || !memchr(term.at, ':', at));
}

/* "~allv=spf1", "-allgoogle-site-verification=x": a record's end, and what was glued to it. */
static size_t behind_all(struct slice term)
{
	size_t at = 1 + SLICE("all").len;

	if (term.len < at + 6 || !is_sign(term.at[0]) || !slice_starts(slice_from(term, 1), SLICE("all")) || !ascii_alpha(term.at[at]))
		return 0;
	return memchr(term.at, '=', term.len) ? at : 0;
}

static bool split(struct slice term, bool legal, struct buf *out, unsigned *rule)
{
	size_t at = behind_all(term);

	for (size_t i = 1; i < term.len && !at; i++)
		if (cuts_at(term, i, legal))
			at = i;
	if (!at)
		return false;
	struct slice right = slice_from(term, at);
	if (!slice_same(slice_from(right, is_sign(right.at[0])), SLICE("all")))
		*rule = LOST_SPACE;
	buf_add(out, slice_to(term, at));
	buf_char(out, ' ');
	/* What is left over is split in its turn; if it is not good then, a repair of its own may know what to do. */
	if (!split(right, legal, out, rule))
		buf_add(out, right);
	return true;
}

unsigned paste_glued(struct slice term, bool legal, struct buf *out)
{
	unsigned rule = GLUED_ALL;

	if (term.len > PASTE_TERM || memchr(term.at, ' ', term.len) || memmem(term.at, term.len, "://", 3))
		return 0;
	return split(term, legal, out, &rule) ? rule : 0;
}

/* The mechanism and its colon, with the sign: "-include:". */
static struct slice head_of(struct slice term)
{
	const char *colon = memchr(term.at, ':', term.len);

	return colon ? slice_to(term, (size_t)(colon - term.at) + 1) : (struct slice){ 0 };
}

/* One piece of a list: a term, or a name or address of the same kind as the first. false: neither. */
static bool add_piece(struct slice head, struct slice piece, struct buf *out)
{
	struct buf whole = { 0 };
	bool term = memchr(piece.at, ':', piece.len) || memchr(piece.at, '=', piece.len) || is_sign(piece.at[0]);
	bool known = paste_good(piece) != K_BROKEN;

	if (!term && !known)
		buf_add(&whole, head);
	buf_add(&whole, piece);
	known = !whole.failed && paste_good(buf_slice(&whole)) != K_BROKEN;
	if (out->len)
		buf_char(out, ' ');
	buf_add(out, buf_slice(&whole));
	buf_release(&whole);
	return known;
}

unsigned paste_listed(struct slice term, struct buf *out)
{
	struct slice rest = term, piece, head = head_of(term);
	size_t n = 0;

	if (term.len > PASTE_TERM || memchr(term.at, '%', term.len) || memchr(term.at, ' ', term.len))
		return 0;
	while (rest.len) {
		size_t i = 0;

		while (i < rest.len && rest.at[i] != ',' && rest.at[i] != ';')
			i++;
		piece = slice_to(rest, i);
		rest = slice_from(rest, i + 1);
		if (piece.len && !add_piece(head, piece, out))
			return 0;
		n++;
	}
	return out->len && (n > 1 || out->len < term.len) ? COMMA : 0;
}
