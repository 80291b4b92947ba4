/*
 * paste_find: where in a paste the record stands. What looks like one is weighed by what follows its version, so that "must start with
 * v=spf1" in an article loses against the record itself; what a comment holds loses against what stands in the open.
 */
#include "lint/paste_private.h"

#include <string.h>

enum { SCORE_NONE, SCORE_PROSE, SCORE_BARE, SCORE_TERMS, LINES_MOST = 64, PLACES_MOST = 1000, LOOK = 600 };

static struct slice text_from(const struct folded *f, size_t at)
{
	return slice_from((struct slice){ f->text, f->n }, at);
}

static bool behind_word(const struct folded *f, size_t at)
{
	return at > 0 && ascii_alnum(f->text[at - 1]);
}

static bool is_version(const struct folded *f, size_t at)
{
	return slice_starts(text_from(f, at), SLICE("v=spf1")) && !behind_word(f, at);
}

static bool has_strong(const struct record *record)
{
	for (size_t i = 0; i < record->n; i++)
		if (paste_strong(record, i))
			return true;
	return false;
}

/* 4.5: what is no version and was meant to be; and the versions of Sender ID (RFC 4406). With terms on its line that say so. */
static bool is_near(const struct folded *f, size_t at, size_t *tried)
{
	struct slice line = slice_to(text_from(f, at), LOOK), first;
	struct record record;

	if (behind_word(f, at) || !strchr("vVsS", f->text[at]))
		return false;
	if (ascii_lower(f->text[at]) == 's' ? !slice_starts(line, SLICE("spf")) : !(line.len > 2 && strchr(" =", line.at[1])))
		return false;
	slice_cut(&line, '\n', &first);
	if (++*tried > PLACES_MOST || record_parse(&record, first))
		return false;
	bool near = has_strong(&record) && (record.fault == 105 || slice_starts(first, SLICE("spf2.0/")));
	record_release(&record);
	return near;
}

static size_t line_start(const struct folded *f, size_t at)
{
	while (at > 0 && f->text[at - 1] != '\n')
		at--;
	return at;
}

/* Read along a paste, a byte at a time: is this place behind a ";" that begins its line, or stands behind a blank outside of quotes? */
struct along {
	bool quoted, comment;
};

static void pass(struct along *along, const struct folded *f, size_t at)
{
	char c = f->text[at];

	if (c == '\n')
		*along = (struct along){ 0 };
	along->quoted ^= c == '"';
	if (c == ';' && !along->quoted && (at == 0 || ascii_blank(f->text[at - 1])))
		along->comment = true;
}

static int weigh(struct pool *pool, const struct folded *f, size_t at)
{
	struct record record;
	struct slice line = slice_to(text_from(f, at), LOOK), first;

	slice_cut(&line, '\n', &first);
	for (size_t i = 1; i < first.len; i++)	/* a record ends where its quotes do */
		if (first.at[i] == '"' || first.at[i] == '`')
			first.len = i;
	if (record_parse_pool(pool, &record, first))
		return SCORE_NONE;
	size_t i = record.n && slice_starts(first, SLICE("spf2.0/"));
	if (i == record.n)
		return SCORE_BARE;
	return paste_likely(&record, i) ? SCORE_TERMS : SCORE_PROSE;
}

struct place {
	size_t at;
	int score;
	bool comment;
};

/* In the open before in a comment, and both before the mere word. */
static int rank_of(const struct place *place)
{
	return (place->score > SCORE_PROSE) * 8 + !place->comment * 4 + place->score;
}

typedef bool is_start(const struct folded *, size_t at, size_t *tried);

static bool is_exact(const struct folded *f, size_t at, size_t *tried)
{
	(void)tried;
	return ascii_lower(f->text[at]) == 'v' && is_version(f, at);
}

static struct place choose(struct pool *pool, const struct folded *f, is_start *starts)
{
	struct place best = { 0 };
	struct along along = { 0 };
	size_t tried = 0, weighed = 0;

	for (size_t i = 0; i < f->n && tried < PLACES_MOST && weighed < PLACES_MOST; i++) {
		pass(&along, f, i);
		if (!starts(f, i, &tried))
			continue;
		struct place place = { .at = i, .score = weigh(pool, f, i), .comment = along.comment };

		weighed++;
		if (place.score && (!best.score || rank_of(&place) > rank_of(&best)))
			best = place;
	}
	return best;
}

/* Records beside the one from..to. */
static size_t count_others(struct pool *pool, const struct folded *f, size_t from, size_t to)
{
	struct along along = { 0 };
	size_t n = 0;

	for (size_t i = 0; i < f->n && n < PLACES_MOST; i++) {
		pass(&along, f, i);
		if ((i < from || i >= to) && !along.comment && is_exact(f, i, NULL) && weigh(pool, f, i) >= SCORE_BARE)
			n++;
	}
	return n;
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

static bool read_strings(const struct folded *f, size_t at, struct quote quote, struct found *found)
{
	bool lines = has_lines(f, at);
	size_t whole = 0;

	while (paste_string(f, &at, quote, &found->record)) {
		whole = found->record.n;
		found->to = at;
		at = skip_between(f, at, lines);
		if (!paste_is_quote(f, at, quote))
			return true;
		found->strings = true;
		at += quote.escaped ? 2 : 1;
	}
	found->record.n = whole;	/* the last was never closed, and is something else */
	return found->strings;
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

/* Does the record go on behind the line ending at `at`? It is not at its end, and the next line has nothing but terms. */
static bool goes_on(struct pool *pool, const struct folded *f, size_t at, const struct folded *sofar)
{
	struct slice next = text_from(f, skip_marks(f, at + 1)), line;
	struct record before, after;

	if (!slice_cut(&next, '\n', &line) || !slice_trim(line).len || is_version(f, skip_marks(f, at + 1)))
		return false;
	char *text = pool_printf(pool, "v=spf1 %.*s", (int)slice_to(line, LOOK).len, line.at);
	if (!text || record_parse_pool(pool, &after, slice_of(text)) || record_parse_pool(pool, &before, (struct slice){ sofar->text, sofar->n }))
		return false;
	for (size_t i = 0; i < after.n; i++)
		if (!paste_likely(&after, i))
			return false;
	return !ended(&before);
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
	utf8_decode(text_from(f, at), &code);
	while (start > 0 && sofar->text[start - 1] != ' ' && sofar->n - start <= PASTE_TERM)
		start--;
	struct slice term = { sofar->text + start, sofar->n - start };
	return code_width(code) == 2 && term.len && term.at[term.len - 1] != '.' && paste_good(term) != K_BROKEN;
}

static char closing_of(char open)
{
	return open == '{' ? '}' : open == '[' ? ']' : open == '<' ? '>' : 0;
}

/* More than a version, said once or twice. */
static bool has_terms(const struct folded *text)
{
	struct slice rest = { text->text, text->n }, word;

	while (slice_word(&rest, &word))
		if (!slice_same(word, SLICE("v=spf1")))
			return true;
	return false;
}

/* Text that no quote opened: to the end of its line, or of the bracket or second record before that. */
static void read_open(struct pool *pool, const struct folded *f, size_t at, bool tail, struct found *found)
{
	char closing = at > 0 ? closing_of(f->text[at - 1]) : 0;
	struct folded *out = &found->record;
	size_t depth = 0, lines = 0;
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
		if (tail && at > found->from && ascii_blank(f->text[at - 1]) && is_version(f, at) && has_terms(out))
			break;
		if (strchr("\"`", c) && !(pass = pass_quote(f, at, &open)))
			break;
		if (c == '\n' && (lines++ > LINES_MOST || !goes_on(pool, f, at, out)))
			break;
		if (c == '\n') {
			folded_add(out, ' ', f->from[at], f->to[at]);
			at = skip_marks(f, at + 1);
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
		if (!all && around && !likely && !next && !(mark && !last && paste_likely(record, i + 1)))
			return i;
		all = all || (term->kind == K_BROKEN ? term->guess : term->kind) == K_ALL;
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
	struct place place = choose(pool, f, is_exact);

	*found = (struct found){ 0 };
	if (!place.score)
		place = choose(pool, f, is_near);
	struct quote quote = quote_before(f, place.at);
	/* The word in an article is no record, unless it stands alone. */
	if (!place.score || (place.score == SCORE_PROSE && !quote.mark && !only_blanks(f, 0, place.at)))
		return false;
	if (!folded_new(pool, f->n, &found->record))
		return false;
	found->from = place.at;
	bool quoted = quote.mark && read_strings(f, place.at, quote, found);
	if (!quoted)
		read_open(pool, f, place.at, tail, found);
	finish(&found->record);
	if (!quoted) {
		trim_prose(pool, f, tail, found);
		finish(&found->record);
	}
	found->others = count_others(pool, f, found->from, found->to);
	return found->record.n > 0;
}
