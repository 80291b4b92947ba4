/* check_version: does a receiver take the text for an SPF record (RFC 7208 4.5), and what stands around it that is none of it? */
#include "lint/ledger.h"
#include "lint/paste_private.h"

#include <string.h>

enum { QUOTES_MOST = 16 };

static struct slice text_of(const struct linter *l)
{
	return (struct slice){ l->subject->record->text, l->subject->record->len };
}

/* Where "v=spf1" and a space begin as a word of their own; len: nowhere. */
static size_t find_version(struct slice text)
{
	for (size_t i = 0; i + 6 <= text.len; i++)
		if ((i == 0 || !ascii_alnum(text.at[i - 1])) && slice_starts(slice_from(text, i), SLICE("v=spf1")) &&
		    (i + 6 == text.len || strchr(" \"", text.at[i + 6])))
			return i;
	return text.len;
}

/* An owner, a TTL, IN TXT and quotes: a zone line, or what dig and nslookup make of it (RFC 1035 5.1). */
static bool is_zone_line(struct slice before)
{
	struct slice word;

	if (memchr(before.at, '"', before.len))
		return true;
	while (slice_word(&before, &word))
		if (slice_same(word, SLICE("TXT")) || slice_same(word, SLICE("IN")))
			return true;
	return false;
}

/* A quote with what stands between it and the next: strings are joined without a space (3.3). The last goes with what follows. */
static struct span quotes_at(struct slice text, size_t at)
{
	size_t end = at + 1;

	while (end < text.len && ascii_blank(text.at[end]))
		end++;
	if (end < text.len && text.at[end] == '"')
		return (struct span){ (uint32_t)at, (uint32_t)(end + 1 - at) };
	return (struct span){ (uint32_t)at, (uint32_t)((end == text.len ? end : at + 1) - at) };
}

/* Takes away what stands before from, and the quotes behind it. */
static void unwrap(struct linter *l, struct finding *f, size_t from)
{
	struct replacement replace[QUOTES_MOST] = { { { 0, (uint32_t)from }, SLICE("") } };
	struct slice text = text_of(l);
	size_t n = 1;

	for (size_t at = from; at < text.len && n < QUOTES_MOST; at++) {
		if (text.at[at] != '"')
			continue;
		replace[n] = (struct replacement){ quotes_at(text, at), SLICE("") };
		at += replace[n].at.len - 1;
		n++;
	}
	if (n < QUOTES_MOST)
		lint_fixes(l, f, true, replace, n);
}

static void begin_behind(struct linter *l, size_t from)
{
	const struct record *record = l->subject->record;

	l->wrapped = true;
	while (l->first < record->n && record->term[l->first].whole.at < from + 6)
		l->first++;
}

/* Text that does not begin with v=spf1, nor with anything like it. Its terms are of interest if somebody who means SPF wrote them. */
static void no_record(struct linter *l)
{
	const struct record *record = l->subject->record;
	struct finding *f;

	f = lint_raise(l, 101, record->fault_at, SIZE_MAX, text_of(l).len ? text_of(l) : SLICE("\"\""), LINT_END);
	for (size_t i = 0; i < record->n; i++)
		if (record->term[i].kind != K_UNKNOWN_MODIFIER && paste_strong(record, i)) {
			lint_fix(l, f, false, (struct span){ 0, 0 }, SLICE("v=spf1 "));
			return;
		}
	l->first = record->n;
	l->nothing = true;
}

/*
 * Sender ID (RFC 4406) has the same terms behind a version of its own, which receivers of SPF pass over (4.5). Scope mfrom is what SPF
 * tests; who wrote pra alone spoke of the header.
 */
static void sender_id(struct linter *l)
{
	const struct record *record = l->subject->record;
	struct span version = record->term[0].whole, whole = { 0, (uint32_t)record->len };
	struct slice scope = lint_slice(l, version);
	struct finding *f = lint_raise(l, 101, record->fault_at, SIZE_MAX, text_of(l), LINT_END);

	lint_fix(l, f, memmem(scope.at, scope.len, "mfrom", 5) != NULL, (struct span){ 0, version.at + version.len }, SLICE("v=spf1"));
	lint_raise(l, 108, whole, SIZE_MAX, ledger_domain(l), text_of(l), LINT_END);
	l->first = 1;
}

/* "v=spf1" "mx -all": the first string lacks its space. */
static bool lost_space(const struct linter *l)
{
	const struct record *record = l->subject->record;

	return record->fault == 103 && record->cuts > 0 && record->cut[0] == 6 && record->fault_at.at == 0;
}

static void raise_version(struct linter *l, unsigned id, struct slice with)
{
	const struct record *record = l->subject->record;
	struct slice text = text_of(l);
	size_t behind = (size_t)record->fault_at.at + record->fault_at.len;
	struct finding *f = lint_raise(l, id, record->fault_at, SIZE_MAX, lint_slice(l, record->fault_at), LINT_END);

	if (id == 103 && (behind == text.len || text.at[behind] == ' '))
		with = SLICE("v=spf1");
	lint_fix(l, f, true, record->fault_at, with);
}

void check_version(struct linter *l)
{
	const struct record *record = l->subject->record;
	size_t version = record->fault == 101 || record->fault == 111 ? find_version(text_of(l)) : 0;
	struct span before = { 0, (uint32_t)version };

	if (lost_space(l)) {
		lint_fix(l, lint_raise(l, 110, record->fault_at, SIZE_MAX, lint_slice(l, record->fault_at), LINT_END), true,
		    (struct span){ 6, 0 }, SLICE(" "));
	} else if (record->fault == 103) {
		raise_version(l, 103, SLICE("v=spf1 "));
	} else if (record->fault == 104) {
		raise_version(l, 104, SLICE(""));
	} else if (record->fault == 105) {
		raise_version(l, 105, SLICE("v=spf1"));
	} else if (record->fault == 101 && version < text_of(l).len && is_zone_line(lint_slice(l, before))) {
		unwrap(l, lint_raise(l, 221, before, SIZE_MAX, lint_slice(l, before), LINT_END), version);
		begin_behind(l, version);
	} else if (record->fault == 111) {
		struct finding *f = lint_raise(l, 111, record->fault_at, SIZE_MAX, lint_slice(l, record->fault_at), LINT_END);

		if (version < text_of(l).len)
			unwrap(l, f, version);
		l->wrapped = true;
	} else if (record->fault == 101 && slice_starts(slice_trim(text_of(l)), SLICE("spf2.0/"))) {
		sender_id(l);
	} else if (record->fault) {
		no_record(l);
	}
}
