/*
 * paste_find: the record out of a paste: the strings it stands in, or the stretch of open text up to where prose begins.
 */
#include "lint/paste_private.h"

#include "base/txt.h"

#include <string.h>

enum { LINES_MOST = 64 };

static size_t line_start(const struct folded *f, size_t at)
{
	while (at > 0 && f->text[at - 1] != '\n')
		at--;
	return at;
}

/* What stands before a record in its quotes. */
static struct quote quote_before(const struct folded *f, size_t at)
{
	while (at > 0 && (f->text[at - 1] == ' ' || f->text[at - 1] == '\t'))
		at--;
	if (!at || !strchr("\"'`", f->text[at - 1]))
		return (struct quote){ 0 };
	return (struct quote){ .mark = f->text[at - 1], .escaped = at > 1 && f->text[at - 2] == '\\' };
}

/* Is the string that opens before `at` one of several on lines of their own: inside parentheses, or under nslookup's "text ="? */
static bool has_lines(const struct folded *f, size_t at)
{
	for (unsigned i = 0; i < 4; i++) {
		size_t start = line_start(f, at);
		struct slice line = { f->text + start, at - start };
		const char *comment = i ? memchr(line.at, ';', line.len) : NULL;

		if (comment)
			line.len = (size_t)(comment - line.at);
		while (line.len && strchr(" \t\"\\", line.at[line.len - 1]))
			line.len--;
		if (line.len)
			return line.at[line.len - 1] == '(' || (i && line.at[line.len - 1] == '=');
		if (!start)
			return false;
		at = start - 1;
	}
	return false;
}

/* Behind a string, to where the next would open. */
static size_t skip_between(const struct folded *f, size_t at, bool lines)
{
	for (;;) {
		while (at < f->n && (f->text[at] == ' ' || f->text[at] == '\t' || (lines && strchr("\n>", f->text[at]))))
			at++;
		if (!lines || at >= f->n || f->text[at] != ';')
			return at;
		while (at < f->n && f->text[at] != '\n')
			at++;
	}
}

static bool ended(const struct record *record)
{
	for (size_t i = 0; i < record->n; i++) {
		enum kind kind = record->term[i].kind == K_BROKEN ? record->term[i].guess : record->term[i].kind;

		if (kind == K_ALL || kind == K_REDIRECT)
			return true;
	}
	return false;
}

static size_t skip_marks(const struct folded *f, size_t at)
{
	while (at < f->n && strchr(" \t>", f->text[at]))
		at++;
	return at;
}

/*
 * Do the strings so far, to `from`, go on in the last, which stands on a line of its own? The record is not at its end, and all of the
 * string is terms; where it does not begin one, the string before it must be as long as one can be (RFC 1035 3.3).
 */
static bool belongs(struct pool *pool, const struct folded *text, size_t begun, size_t from)
{
	struct record before, record;

	if (!from || from == text->n || (text->text[from - 1] != ' ' && text->text[from] != ' ' && from - begun != TXT_STRING))
		return false;
	if (record_parse_pool(pool, &before, (struct slice){ text->text, from }) || ended(&before) ||
	    record_parse_pool(pool, &record, (struct slice){ text->text, text->n }))
		return false;
	for (size_t i = 0; i < record.n; i++)
		if (record.term[i].whole.at + record.term[i].whole.len > from &&
		    (record.term[i].kind == K_UNKNOWN_MODIFIER || !paste_likely(&record, i)))
			return false;
	return true;
}

/* The quote that begins the next line, if one does; else at itself. */
static size_t next_line(const struct folded *f, size_t at, struct quote quote)
{
	size_t next = at < f->n && f->text[at] == '\n' ? skip_marks(f, at + 1) : at;

	return paste_is_quote(f, next, quote) ? next : at;
}

static bool read_strings(struct pool *pool, const struct folded *f, size_t at, struct quote quote, struct found *found)
{
	bool lines = has_lines(f, at), wrapped = false;
	size_t whole = 0, begun = 0, wraps = 0;

	while (paste_string(f, &at, quote, &found->record)) {
		if (wrapped && !belongs(pool, &found->record, begun, whole))
			break;
		found->strings = whole > 0;
		if (whole && found->cuts < PASTE_CUTS)
			found->cut[found->cuts++] = (uint32_t)whole;
		begun = whole;
		whole = found->record.n;
		found->to = at;
		at = skip_between(f, at, lines);
		wrapped = !paste_is_quote(f, at, quote);
		if (wrapped && wraps++ < LINES_MOST)
			at = next_line(f, at, quote);
		if (!paste_is_quote(f, at, quote))
			return true;
		at += quote.escaped ? 2 : 1;
	}
	found->record.n = whole;	/* the last was never closed, or is something else */
	return whole > 0;
}

/* Are all terms of this line ones that somebody would write, and strong: that nobody would write in prose? */
static bool only_terms(struct pool *pool, struct slice line, bool strong)
{
	char *text = pool_printf(pool, "v=spf1 %.*s", (int)slice_to(line, PASTE_LOOK).len, line.at);
	struct record record;

	if (!text || record_parse_pool(pool, &record, slice_of(text)))
		return false;
	for (size_t i = 0; i < record.n; i++)
		if (!(strong ? paste_strong(&record, i) : paste_likely(&record, i)))
			return false;
	return true;
}

/* Does the record go on behind the line ending at *at? It is not at its end, and the next line has nothing but terms. *at moves there. */
static bool goes_on(struct pool *pool, const struct folded *f, size_t *at, const struct folded *sofar)
{
	size_t next = skip_marks(f, *at + 1);
	bool paragraph = next < f->n && f->text[next] == '\n';
	struct slice rest, line;
	struct record before;

	if (paragraph)
		next = skip_marks(f, next + 1);
	rest = folded_from(f, next);
	if (!slice_cut(&rest, '\n', &line) || !slice_trim(line).len || paste_is_version(f, next) || !only_terms(pool, line, paragraph))
		return false;
	if (record_parse_pool(pool, &before, (struct slice){ sofar->text, sofar->n }) || ended(&before))
		return false;
	*at = next;
	return true;
}

static bool starts_term(char c)
{
	return ascii_alnum(c) || strchr("+-~?", c);
}

/* The bytes at a quote inside text that no quote opened: "a" is a; " " between two strings joins them. 0: the record ends here. */
static size_t pass_quote(const struct folded *f, size_t at, bool *open)
{
	size_t next = skip_between(f, at + 1, false);

	if (f->text[at] == '"' && next < f->n && f->text[next] == '"')
		return next + 1 - at;
	if (!*open && (at + 1 >= f->n || !starts_term(f->text[at + 1])))
		return 0;
	*open = !*open;
	return 1;
}

/* A wide character glued behind a good term is the language of the article: "~all" and a Chinese word. */
static bool leaves_ascii(const struct folded *f, size_t at, const struct folded *sofar)
{
	uint32_t code;
	size_t start = sofar->n;

	if ((unsigned char)f->text[at] < 0x80)
		return false;
	utf8_decode(folded_from(f, at), &code);
	while (start > 0 && sofar->text[start - 1] != ' ' && sofar->n - start <= PASTE_TERM)
		start--;
	struct slice term = { sofar->text + start, sofar->n - start };
	if (code_width(code) != 2 || !term.len || term.at[term.len - 1] == '.')
		return false;
	enum kind kind = paste_good(paste_bare(term));

	/* "a:" and a Chinese name: it is the term's own. */
	return kind != K_BROKEN && (kind == K_ALL || !strchr(":=", term.at[term.len - 1]));
}

/* A line of tinydns-data: 'NAME:TEXT:TTL, with \OOO for a byte, so that ":" is \072. */
static bool is_tinydns(const struct folded *f, size_t at)
{
	return at > 2 && f->text[at - 1] == ':' && f->text[line_start(f, at)] == '\'';
}

static void read_tinydns(const struct folded *f, size_t at, struct found *found)
{
	for (; at < f->n && f->text[at] != ':' && f->text[at] != '\n'; found->to = at) {
		size_t end = at + 1;
		unsigned value = 0;

		while (f->text[at] == '\\' && end < f->n && end < at + 4 && f->text[end] >= '0' && f->text[end] <= '7')
			value = value * 8 + (unsigned)(f->text[end++] - '0');
		folded_add(&found->record, end > at + 1 ? (char)(value & 0xff) : f->text[at], f->from[at], f->to[end - 1]);
		at = end;
	}
	while (found->to < f->n && f->text[found->to] != '\n')
		found->to++;
}

static char closing_of(char open)
{
	return open == '{' ? '}' : open == '[' ? ']' : open == '<' ? '>' : 0;
}

/* Told at each version: is there more than versions before it? from: what was looked at before. */
static bool has_terms(const struct folded *text, size_t *from)
{
	struct slice since = slice_trim((struct slice){ text->text + *from, text->n - *from });

	if (since.len && !slice_same(since, SLICE("v=spf1")))
		return true;
	*from = text->n;
	return false;
}

/* Text that no quote opened: to the end of its line, or of the bracket or second record before that. */
static void read_open(struct pool *pool, const struct folded *f, size_t at, bool tail, struct found *found)
{
	char closing = at > 0 ? closing_of(f->text[at - 1]) : 0;
	struct folded *out = &found->record;
	size_t depth = 0, lines = 0, versions = 0;
	bool open = false;

	out->n = 0;
	for (found->to = at; at < f->n; found->to = at) {
		char c = f->text[at];
		size_t pass = 0;

		if (closing && c == closing && depth-- == 0)
			break;
		depth += closing == '}' && c == '{';
		if ((c == '<' && at + 1 < f->n && f->text[at + 1] == '/') || leaves_ascii(f, at, out))
			break;
		if (tail && at > found->from && ascii_blank(f->text[at - 1]) && paste_is_version(f, at) && has_terms(out, &versions))
			break;
		if (strchr("\"`", c) && !(pass = pass_quote(f, at, &open)))
			break;
		size_t next = at;
		if (c == '\n' && (lines++ > LINES_MOST || !goes_on(pool, f, &next, out)))
			break;
		if (c == '\n') {
			folded_add(out, ' ', f->from[at], f->to[at]);
			at = next;
		} else if (pass) {
			at += pass;
		} else {
			folded_add(out, c == '\t' ? ' ' : c, f->from[at], f->to[at]);
			at++;
		}
	}
}

static bool all_likely(const struct record *record, size_t i)
{
	while (i < record->n && paste_likely(record, i))
		i++;
	return i == record->n;
}

/* Is there an all with its sign behind term i, with not more than two words between them that are no terms? It must not get lost. */
static bool all_follows(const struct record *record, size_t i)
{
	unsigned words = 0;

	for (; i < record->n && words <= 2; i++) {
		struct slice text = record_slice(record, record->term[i].whole);

		if (strchr("+-~?", text.at[0]) && paste_good(paste_bare(text)) == K_ALL)
			return true;
		words += !paste_likely(record, i);
	}
	return false;
}

/* How much of what was read is the record: prose may follow. Behind an all a word is a term when nothing but terms follows. */
static size_t end_of(const struct record *record, bool around, bool tail)
{
	bool all = false;

	for (size_t i = 0; i < record->n; i++) {
		const struct term *term = &record->term[i];
		bool last = i + 1 == record->n, likely = paste_likely(record, i), next = !last && paste_strong(record, i + 1);
		bool mark = term->whole.len == 1 && !ascii_alnum(record->text[term->whole.at]);

		if (all && (around || tail) && !paste_strong(record, i) && !(likely && (next || all_likely(record, i))))
			return i;
		if (!all && around && !likely && !next && !(mark && !last && paste_likely(record, i + 1)) && !all_follows(record, i))
			return i;
		all = all || (term->kind == K_BROKEN ? term->guess : term->kind) == K_ALL ||
		    paste_good(paste_bare(record_slice(record, term->whole))) == K_ALL;
	}
	return record->n;
}

static bool only_blanks(const struct folded *f, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (!ascii_blank(f->text[i]))
			return false;
	return true;
}

static void trim_prose(struct pool *pool, const struct folded *f, bool tail, struct found *found)
{
	struct record record;
	struct folded *text = &found->record;
	bool around = !only_blanks(f, 0, found->from) || !only_blanks(f, found->to, f->n);

	if (record_parse_pool(pool, &record, (struct slice){ text->text, text->n }))
		return;
	size_t n = end_of(&record, around, tail);
	if (n < record.n) {
		text->n = n ? record.term[n - 1].whole.at + record.term[n - 1].whole.len : record.term[0].whole.at;
	}
}

static void finish(struct folded *text)
{
	if (text->n > RECORD_MOST)
		text->n = RECORD_MOST;
	while (text->n && text->text[text->n - 1] == ' ')
		text->n--;
	text->text[text->n] = '\0';
}

bool paste_find(struct pool *pool, const struct folded *f, bool tail, struct found *found)
{
	struct paste_place place = paste_place(pool, f);

	*found = (struct found){ 0 };
	struct quote quote = quote_before(f, place.at);
	/* The word in an article is no record, unless it stands alone. */
	if (!place.score || (place.score == PLACE_PROSE && !quote.mark && !only_blanks(f, 0, place.at)))
		return false;
	found->cut = POOL_NEW(pool, uint32_t, PASTE_CUTS);
	if (!found->cut || !folded_new(pool, f->n, &found->record))
		return false;
	found->from = place.at;
	bool quoted = quote.mark && read_strings(pool, f, place.at, quote, found);
	bool tinydns = !quoted && is_tinydns(f, place.at);
	if (tinydns)
		read_tinydns(f, place.at, found);
	else if (!quoted)
		read_open(pool, f, place.at, tail, found);
	finish(&found->record);
	if (!quoted && !tinydns) {
		trim_prose(pool, f, tail, found);
		finish(&found->record);
	}
	found->others = paste_others(pool, f, found->from, found->to);
	return found->record.n > 0;
}
