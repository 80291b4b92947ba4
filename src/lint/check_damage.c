/* check_damage: what a receiver can read, though it is not what was meant: spaces, glue, placeholders, signs in the wrong place. */
#include "lint/intent.h"
#include "lint/repair.h"
#include "lint/paste_private.h"

#include <string.h>

enum { GAPS_MOST = 64, GLUED_TERM = 256, GLUED_ALL = 4096 };	/* the last in bytes: taking terms apart costs a power of their length */

/* 4.6.1, 12: terms = *( 1*SP ... ) *SP. All of a record's are one finding, at the first. */
static void find_spaces(struct linter *l)
{
	const struct record *record = l->subject->record;
	struct replacement replace[GAPS_MOST];
	uint32_t end = record->n && !record->fault ? 6 : 0;
	size_t n = 0;

	for (size_t i = 0; i < record->n; i++) {
		struct span at = record->term[i].whole;

		if (end && at.at > end + 1 && n < GAPS_MOST)
			replace[n++] = (struct replacement){ { end + 1, at.at - end - 1 }, SLICE("") };
		end = at.at + at.len;
	}
	if (n)
		lint_fixes(l, lint_raise(l, 205, replace[0].at, SIZE_MAX, LINT_END), true, replace, n);
	if (record->n == 0 && !record->fault)
		end = 6;
	if (end && record->len > end) {
		struct span at = { end, (uint32_t)record->len - end };

		lint_fix(l, lint_raise(l, 206, at, SIZE_MAX, LINT_END), true, at, SLICE(""));
	}
}

/* 7.1: "," and ";" are legal in a domain-spec; inside a macro's braces they are delimiters. */
static const char *find_separator(struct slice value)
{
	bool inside = false;

	for (size_t i = 0; i < value.len; i++) {
		inside = value.at[i] == '{' || (inside && value.at[i] != '}');
		if (!inside && (value.at[i] == ',' || value.at[i] == ';'))
			return value.at + i;
	}
	return NULL;
}

static void raise_at(struct linter *l, unsigned id, size_t i, const char *from, size_t len)
{
	const struct record *record = l->subject->record;
	struct span at = { (uint32_t)(from - record->text), (uint32_t)len };
	struct finding *f = lint_raise(l, id, at, i, lint_slice(l, record->term[i].whole), LINT_END);

	f->level = LEVEL_WARNING;
	repair_term(l, f, i, false);	/* it can be read as it is, and would be read otherwise */
}

/*
 * 7.1: ":" is legal in a domain-spec, so that "a:x.cominclude:y.com" is one name, which nobody has; "a:x.comip4:192.0.2.1" ends in no top
 * label, and cannot be read. Said where the first of the terms that lost its blank begins.
 */
static void read_glued(struct linter *l, size_t i)
{
	const struct term *term = &l->subject->record->term[i];
	struct slice whole = lint_slice(l, term->whole), value = lint_slice(l, term->value);
	struct buf apart = { 0 };

	if (!memchr(value.at, ':', value.len) || whole.len > GLUED_TERM || l->repaired + whole.len > GLUED_ALL || lint_at(l, 110, i))
		return;
	l->repaired += whole.len;
	if (paste_glued(whole, !term->fault, &apart)) {
		const char *blank = memchr(buf_slice(&apart).at, ' ', apart.len);
		size_t at = term->whole.at + (blank ? (size_t)(blank - buf_slice(&apart).at) : 1);
		struct finding *f = lint_raise(l, 110, (struct span){ (uint32_t)at - 1, 2 }, i, whole, LINT_END);

		f->level = term->fault ? LEVEL_ERROR : LEVEL_WARNING;
		repair_term(l, f, i, term->fault != 0);
	}
	l->pool->failed |= apart.failed;
	buf_release(&apart);
}

/* Legal domain-specs that are no names. */
static void read_value(struct linter *l, size_t i)
{
	const struct term *term = &l->subject->record->term[i];
	struct slice value = lint_slice(l, term->value);
	const char *at = find_separator(value);

	if (at)
		raise_at(l, 207, i, at, 1);
	if (memmem(value.at, value.len, "://", 3) || memchr(value.at, '@', value.len))
		raise_at(l, 222, i, value.at, value.len);
	if (value.len > 4 && slice_same(slice_from(value, value.len - 4), SLICE("-all")))
		raise_at(l, 209, i, value.at + value.len - 4, 4);
	read_glued(l, i);
}

/* 3.2: two records are to be one. The version twice, or with nothing behind it, is merely too much. */
static void read_version(struct linter *l, size_t i)
{
	const struct record *record = l->subject->record;
	bool first = !lint_has(l, 223);
	struct finding *f = lint_raise(l, 223, record->term[i].whole, i, LINT_END);
	struct buf merged = { 0 };

	if (i == l->first || i + 1 == record->n)
		repair_remove(l, f, true, i);
	else if (first && !record->fault && intent_merge(&record, 1, &merged))
		lint_fix(l, f, false, (struct span){ 0, (uint32_t)record->len }, buf_slice(&merged));
	l->pool->failed |= merged.failed;
	buf_release(&merged);
}

/* 6: "name is not any known modifier": a mechanism with "=" is one of those, and so is another record's version. */
static void read_modifier(struct linter *l, size_t i)
{
	const struct term *term = &l->subject->record->term[i];
	struct slice word = lint_slice(l, term->word);

	if (intent_version(l->subject->record, term)) {
		read_version(l, i);
		return;
	}
	for (enum kind kind = K_ALL; kind <= K_EXISTS; kind++) {
		if (!slice_same(word, slice_of(kind_word(kind))))
			continue;
		struct span equals = { term->word.at + term->word.len, 1 };

		repair_term(l, lint_raise(l, 210, equals, i, lint_slice(l, term->whole), LINT_END), i, false);
	}
}

/* What how-to pages mean to be replaced. Not example.org and its like: they are used where nothing is to be replaced. */
static const char *const placeholders[] = {
	"yourdomain", "your-domain", "your_domain", "your.domain", "domain.tld", "x.x.x.x", "account-id", "yourip", "your-ip", "your_ip",
	"youripaddress", "ip-address", "ipaddress",
};

static const char *placeholder_at(struct slice s)
{
	for (size_t i = 0; i < sizeof placeholders / sizeof *placeholders; i++) {
		struct slice word;

		if (ascii_lower(s.at[0]) != placeholders[i][0])
			continue;
		word = slice_of(placeholders[i]);
		if (slice_starts(s, word) && (s.len == word.len || !ascii_alnum(s.at[word.len])))
			return placeholders[i];
	}
	return NULL;
}

/* As a word of its own: yourdomainprovider.net is somebody's name. */
static bool find_word(struct slice s, struct span *at)
{
	for (size_t i = 0; i < s.len; i++) {
		const char *word = i == 0 || !ascii_alnum(s.at[i - 1]) ? placeholder_at(slice_from(s, i)) : NULL;

		if (!word)
			continue;
		*at = (struct span){ (uint32_t)i, (uint32_t)strlen(word) };
		return true;
	}
	return false;
}

/* "<account-id>", "{{ip}}", "[domain]", "%spf%": brackets that no name has. */
static bool find_brackets(struct slice s, struct span *at)
{
	static const char pairs[][2] = { { '<', '>' }, { '[', ']' }, { '%', '%' }, { '{', '}' } };

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		const char *open = memchr(s.at, pairs[i][0], s.len);
		size_t n = 1, left = open ? s.len - (size_t)(open - s.at) : 0;

		if (!open || (pairs[i][0] == '{' && (open == s.at || open[-1] == '%')))
			continue;
		while (n < left && (ascii_alpha(open[n]) || strchr("-_ {}", open[n])))
			n++;
		if (n > 2 && n < left && open[n] == pairs[i][1]) {
			*at = (struct span){ (uint32_t)(open - s.at), (uint32_t)n + 1 };
			return true;
		}
	}
	return false;
}

static void find_placeholder(struct linter *l, size_t i)
{
	struct span whole = l->subject->record->term[i].whole, at;
	struct slice text = lint_slice(l, whole);

	if (!find_brackets(text, &at) && !find_word(text, &at))
		return;
	at.at += whole.at;
	lint_raise(l, 220, at, i, text, lint_slice(l, at), LINT_END);
}

static bool takes_domain(enum kind kind)
{
	return kind == K_INCLUDE || kind == K_A || kind == K_MX || kind == K_PTR || kind == K_EXISTS || kind == K_REDIRECT || kind == K_EXP;
}

void check_damage(struct linter *l)
{
	const struct record *record = l->subject->record;

	if (l->nothing)
		return;
	if (!l->wrapped)
		find_spaces(l);
	for (size_t i = l->first; i < record->n; i++) {
		const struct term *term = &record->term[i];

		if (takes_domain(term->kind) && term->value.len > 0)
			read_value(l, i);
		else if (term->kind == K_UNKNOWN_MODIFIER)
			read_modifier(l, i);
		else if (term->fault == 306)
			read_glued(l, i);
		if (term->value.len > 0 && term->kind != K_IP4 && term->kind != K_IP6)
			find_placeholder(l, i);
	}
}
