/* check_legal: what the grammar allows and hardly anybody means: names that cannot be, macros, modifiers nobody knows, capital letters. */
#include "lint/intent.h"
#include "lint/repair.h"
#include "spf/macro.h"

#include <string.h>

enum { WORDS_MOST = 64, LABEL_MOST = 63, NAME_MOST = 253 };

/* A label of a value: from at up to the next dot; macros make its length unknown. */
static size_t label_length(struct slice value, size_t at, bool *known)
{
	size_t n = 0;

	while (at + n < value.len && value.at[at + n] != '.') {
		if (value.at[at + n] == '%')
			*known = false;
		if (value.at[at + n] == '{')	/* a dot in braces is a delimiter (7.1) */
			while (at + n < value.len && value.at[at + n] != '}')
				n++;
		else
			n++;
	}
	return n;
}

/* 4.3, 4.8: empty labels, and those over 63 bytes; names over 253. A final dot is legal (7.1). */
static bool impossible(struct slice value, struct slice *label)
{
	bool all_known = true;

	for (size_t at = 0; at < value.len;) {
		bool known = true;
		size_t n = label_length(value, at, &known);

		*label = slice_to(slice_from(value, at), n);
		if (known && (n > LABEL_MOST || n == 0))
			return true;
		all_known = all_known && known;
		at += n + 1;
	}
	*label = value;
	return all_known && value.len > NAME_MOST + 1;
}

static void read_name(struct linter *l, size_t i)
{
	const struct term *term = &l->subject->record->term[i];
	struct slice value = lint_slice(l, term->value), label;
	struct span dot = { term->value.at + term->value.len - 1, 1 };

	if (impossible(value, &label)) {
		struct span at = { (uint32_t)(label.at - l->subject->record->text), (uint32_t)label.len };

		lint_raise(l, 307, at.len ? at : (struct span){ at.at, 1 }, i, lint_slice(l, term->whole), label.len ? label : SLICE(".."), LINT_END);
	} else if (value.len > 1 && value.at[value.len - 1] == '.') {
		struct finding *f = lint_raise(l, 306, dot, i, lint_slice(l, term->whole), LINT_END);

		/* %{d} of the other record would lose its dot too, and may come out as another name */
		f->level = LEVEL_NOTE;
		lint_fix(l, f, term->kind != K_INCLUDE && term->kind != K_REDIRECT, dot, SLICE(""));
	}
}

/* 5: ::ffff:0:0/96 is IPv4, and an IPv4 sender is compared with ip4 alone. */
static void read_mapped(struct linter *l, size_t i)
{
	const struct term *term = &l->subject->record->term[i];
	char text[IP_TEXT + 16] = "ip4:";
	size_t n;

	if (term->ip.hi != 0 || term->ip.lo >> 32 != 0xffff || term->prefix6 < 96)
		return;
	n = 4 + ip_text((struct ip){ 0, term->ip.lo & 0xffffffff }, false, text + 4);
	if (term->prefix6 < 128) {
		text[n++] = '/';
		if (term->prefix6 - 96 >= 10)
			text[n++] = (char)('0' + (term->prefix6 - 96) / 10);
		text[n++] = (char)('0' + (term->prefix6 - 96) % 10);
	}
	struct span at = { term->word.at, term->whole.at + term->whole.len - term->word.at };
	struct finding *f = lint_raise(l, 311, term->value, i, lint_slice(l, term->whole), LINT_END);

	f->level = LEVEL_WARNING;
	lint_fix(l, f, false, at, (struct slice){ text, n });
}

/* a//24: all of 2001:d00::/24 for one host. */
static void read_dual(struct linter *l, size_t i)
{
	const struct term *term = &l->subject->record->term[i];
	struct slice whole = lint_slice(l, term->whole);
	const char *slashes = memmem(whole.at, whole.len, "//", 2);
	struct finding *f;

	if (term->prefix4 != 32 || term->prefix6 > 32 || !slashes)
		return;
	struct span at = { (uint32_t)(slashes - l->subject->record->text), 1 };

	f = lint_raise(l, 313, (struct span){ at.at, term->whole.at + term->whole.len - at.at }, i, whole, LINT_END);
	f->level = LEVEL_WARNING;
	lint_fix(l, f, false, at, SLICE(""));
}

/* Is the name the organisation's own, as far as can be said: its end is %{d} or %{o}, or names it? */
static bool is_own(const struct linter *l, struct slice value)
{
	struct name name;

	if (value.len > 4 && value.at[value.len - 1] == '}') {
		const char *macro = memrchr(value.at, '{', value.len);

		return macro && memchr("doDO", macro[1], 4);
	}
	return l->subject->domain && lint_written_name(value, &name) &&
	    (name_under(&name, l->subject->domain) || lint_same_organisation(&name, l->subject->domain));
}

static void read_macros(struct linter *l, size_t i)
{
	const struct term *term = &l->subject->record->term[i];
	uint32_t macros = term->macros;
	uint32_t sender = LETTER('s') | LETTER('l');

	if (macros & LETTER('p'))
		lint_raise_term(l, 319, i);
	if (macros & sender)
		lint_raise_term(l, 320, i);
	if ((macros & (sender | LETTER('h') | LETTER('i') | LETTER('p'))) && !is_own(l, lint_slice(l, term->value)))
		lint_raise_term(l, 321, i);
}

static bool one_of(struct slice word, const char *const *list)
{
	for (; *list; list++)
		if (slice_same(word, slice_of(*list)))
			return true;
	return false;
}

/* 6: receivers must ignore what they do not know. RFC 6652 registered ra, rp and rr. */
static void read_modifier(struct linter *l, size_t i)
{
	static const char *const known[] = { "ra", "rp", "rr", NULL }, *const obsolete[] = { "default", "accredit", "match_subdomains", NULL };
	/* 210 and 223 speak of these */
	static const char *const others[] = { "all", "include", "a", "mx", "ptr", "ip4", "ip6", "exists", NULL };
	const struct term *term = &l->subject->record->term[i];
	struct slice word = lint_slice(l, term->word);
	struct finding *f;

	if (one_of(word, known) || one_of(word, others) || intent_version(l->subject->record, term))
		return;
	if (one_of(word, obsolete)) {
		repair_remove(l, lint_raise_term(l, 322, i), true, i);
		return;
	}
	f = lint_raise_term(l, 302, i);
	if (intent_nearly(word, SLICE("redirect")))
		repair_redirect(l, f, i);
	else if (intent_nearly(word, SLICE("exp")))
		lint_fix(l, f, false, term->word, SLICE("exp"));
}

/* All of a record's are one finding, at the first. */
static void find_capitals(struct linter *l)
{
	const struct record *record = l->subject->record;
	struct replacement replace[WORDS_MOST];
	struct span at = { 0, 6 };
	size_t n = 0;

	for (size_t i = 0; i <= record->n && n < WORDS_MOST; i++) {
		const struct term *term = i > 0 ? &record->term[i - 1] : NULL;
		struct slice word;
		bool capital = false;

		if (!term && record->fault)	/* there may not be six bytes */
			continue;
		word = lint_slice(l, term ? term->word : at);
		for (size_t k = 0; k < word.len; k++)
			capital |= word.at[k] >= 'A' && word.at[k] <= 'Z';
		if (!capital || (term && (term->kind == K_BROKEN || term->kind == K_UNKNOWN_MODIFIER)))
			continue;
		replace[n++] = (struct replacement){ term ? term->word : at, term ? slice_of(kind_word(term->kind)) : SLICE("v=spf1") };
	}
	if (n)
		lint_fixes(l, lint_raise(l, 323, replace[0].at, SIZE_MAX, lint_slice(l, replace[0].at), LINT_END), true, replace, n);
}

void check_legal(struct linter *l)
{
	const struct record *record = l->subject->record;

	if (l->nothing)
		return;
	for (size_t i = l->first; i < record->n; i++) {
		const struct term *term = &record->term[i];

		if (term->kind == K_BROKEN)
			continue;
		if (term->kind == K_UNKNOWN_MODIFIER)
			read_modifier(l, i);
		else if (term->kind == K_IP6)
			read_mapped(l, i);
		else if (term->kind != K_IP4 && term->value.len > 0)
			read_name(l, i);
		if (term->kind == K_A || term->kind == K_MX)
			read_dual(l, i);
		if (term->macros && term->kind != K_UNKNOWN_MODIFIER)
			read_macros(l, i);
	}
	find_capitals(l);
}
