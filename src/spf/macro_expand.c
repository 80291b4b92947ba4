/* macro_expand: putting the values of a message into a macro-string (RFC 7208 sections 7.2 and 7.3). */
#include "spf/macro.h"
#include <string.h>

enum { PIECES = 3, KEEP_ALL = 0, KEEP_MOST = 1 << 20 };

/* The value of a letter: %{s} is three pieces, local part, "@" and domain, so that nothing need be copied whatever its length. */
struct value {
	struct slice piece[PIECES];
	size_t len;		/* of all */
	char text[80];		/* room for %{i}, %{c} and %{t} */
};
struct transform {
	char letter;		/* lower case */
	bool escape;		/* it was upper case */
	bool reverse;
	size_t keep;		/* right-hand parts to keep, at most; KEEP_ALL: every one */
	struct slice delimiters;
	bool split;		/* has any transformer or delimiter */
};
struct output {
	struct buf *out;
	size_t most;		/* out->len may not pass it */
	bool full;
};

static void put(struct output *o, char c)
{
	if (o->out->len >= o->most)
		o->full = true;
	else
		buf_char(o->out, c);
}

/* 7.3: upper case macros are URL escaped, all but the unreserved characters of RFC 3986 section 2.3. */
static void put_value(struct output *o, char c, bool escape)
{
	if (!escape || ascii_alnum(c) || c == '-' || c == '.' || c == '_' || c == '~') {
		put(o, c);
		return;
	}
	put(o, '%');
	put(o, "0123456789ABCDEF"[(unsigned char)c >> 4]);
	put(o, "0123456789ABCDEF"[(unsigned char)c & 15]);
}

/* 7.3: "the "i" macro expands to a dot-format address": of nibbles for IPv6. */
static size_t dotted(struct ip ip, bool v6, char *out)
{
	if (!v6)
		return ip_text(ip, false, out);
	size_t len = 0;
	for (unsigned i = 0; i < 32; i++) {
		if (i > 0)
			out[len++] = '.';
		out[len++] = "0123456789ABCDEF"[(i < 16 ? ip.hi : ip.lo) >> (60 - 4 * (i & 15)) & 15];
	}
	return len;
}

static size_t decimal(uint64_t number, char *out)
{
	char digit[20];
	size_t n = 0, len = 0;
	do {
		digit[n++] = (char)('0' + number % 10);
		number /= 10;
	} while (number > 0);
	while (n > 0)
		out[len++] = digit[--n];
	return len;
}

static struct slice or_unknown(struct slice s)
{
	return s.len > 0 ? s : SLICE("unknown");
}

/* The values 7.2 lists. What a letter needs computed goes through text. */
static void value_of(char letter, const struct macro_facts *f, struct value *v)
{
	struct slice *piece = v->piece;
	size_t len = 0;
	memset(piece, 0, sizeof(v->piece));
	switch (letter) {
	case 's': piece[0] = f->local; piece[1] = SLICE("@"); piece[2] = f->sender_domain; break;
	case 'l': piece[0] = f->local; break;
	case 'o': piece[0] = f->sender_domain; break;
	case 'd': piece[0] = f->domain; break;
	case 'h': piece[0] = f->helo; break;
	case 'p': piece[0] = or_unknown(f->validated); break;
	case 'r': piece[0] = or_unknown(f->receiver); break;
	case 'v': piece[0] = f->v6 ? SLICE("ip6") : SLICE("in-addr"); break;
	case 'i': len = dotted(f->ip, f->v6, v->text); break;
	case 'c': len = ip_text(f->ip, f->v6, v->text); break;
	case 't': len = decimal(f->seconds, v->text); break;
	default: break;
	}
	if (len > 0)
		piece[0] = (struct slice){ v->text, len };
	v->len = piece[0].len + piece[1].len + piece[2].len;
}

static char value_at(const struct value *v, size_t i)
{
	const struct slice *piece = v->piece;
	for (; i >= piece->len; piece++)
		i -= piece->len;
	return piece->at[i];
}

static bool value_splits(const struct value *v, size_t i, struct slice delimiters)
{
	return memchr(delimiters.at, value_at(v, i), delimiters.len) != NULL;
}

/* The last `keep` parts, from left to right. */
static void put_forward(struct output *o, const struct value *v, const struct transform *t)
{
	size_t from = v->len, parts = 0;
	for (; from > 0; from--)
		if (value_splits(v, from - 1, t->delimiters) && ++parts == t->keep)
			break;
	for (size_t i = from; i < v->len && !o->full; i++)
		put_value(o, value_splits(v, i, t->delimiters) ? '.' : value_at(v, i), t->escape);
}

/* Reversal comes before removal (7.3): the first `keep` parts, from right to left. */
static void put_backward(struct output *o, const struct value *v, const struct transform *t)
{
	size_t end = 0, parts = 0;
	for (; end < v->len; end++)
		if (value_splits(v, end, t->delimiters) && ++parts == t->keep)
			break;
	for (;;) {
		size_t from = end;
		while (from > 0 && !value_splits(v, from - 1, t->delimiters))
			from--;
		for (size_t i = from; i < end && !o->full; i++)
			put_value(o, value_at(v, i), t->escape);
		if (from == 0 || o->full)
			return;
		put(o, '.');
		end = from - 1;
	}
}

/* Reads "{letter transformers delimiters}" at s.at[i]; returns the index behind it. s is well formed. */
static size_t read_macro(struct slice s, size_t i, struct transform *t)
{
	char letter = s.at[i + 1];
	*t = (struct transform){ .letter = ascii_lower(letter), .escape = letter != ascii_lower(letter), .keep = KEEP_ALL };
	size_t from = i + 2;
	for (i = from; i < s.len && ascii_digit(s.at[i]); i++)
		if (t->keep < KEEP_MOST)	/* more than any value has parts */
			t->keep = t->keep * 10 + (size_t)(s.at[i] - '0');
	if (i < s.len && ascii_lower(s.at[i]) == 'r') {
		t->reverse = true;
		i++;
	}
	size_t delimiters = i;
	while (i < s.len && s.at[i] != '}')
		i++;
	t->delimiters = i > delimiters ? (struct slice){ s.at + delimiters, i - delimiters } : SLICE(".");
	t->split = i > from;
	return i + 1;
}

static void put_macro(struct output *o, const struct macro_facts *facts, const struct transform *t)
{
	struct value v;
	value_of(t->letter, facts, &v);
	if (t->split) {
		(t->reverse ? put_backward : put_forward)(o, &v, t);
		return;
	}
	for (size_t p = 0; p < PIECES; p++)
		for (size_t i = 0; i < v.piece[p].len && !o->full; i++)
			put_value(o, v.piece[p].at[i], t->escape);
}

bool macro_expand(struct slice s, const struct macro_facts *facts, size_t most, struct buf *out)
{
	struct output o = { out, most < SIZE_MAX - out->len ? out->len + most : SIZE_MAX, false };
	for (size_t i = 0; i < s.len && !o.full; ) {
		char c = s.at[i++];
		if (c != '%' || i == s.len) {
			put(&o, c);
			continue;
		}
		struct transform t;
		switch (s.at[i]) {
		case '%': put(&o, '%'); i++; break;
		case '_': put(&o, ' '); i++; break;
		case '-': put(&o, '%'); put(&o, '2'); put(&o, '0'); i++; break;
		default:
			i = read_macro(s, i, &t);
			put_macro(&o, facts, &t);
		}
	}
	return !o.full && !out->failed;
}
