/* intent: see the header. */
#include "lint/intent.h"
#include "base/buf.h"

#include <string.h>

bool intent_nearly(struct slice a, struct slice b)
{
	size_t head = 0, tail = 0, left_a, left_b;

	while (head < a.len && head < b.len && ascii_lower(a.at[head]) == b.at[head])
		head++;
	while (tail < a.len - head && tail < b.len - head && ascii_lower(a.at[a.len - 1 - tail]) == b.at[b.len - 1 - tail])
		tail++;
	left_a = a.len - head - tail;
	left_b = b.len - head - tail;
	return (left_a <= 1 && left_b <= 1) || (left_a == 2 && left_b == 2 && ascii_lower(a.at[head]) == b.at[head + 1] &&
	    ascii_lower(a.at[head + 1]) == b.at[head]);
}

/* "include=x.com", "redirct=x.com": receivers pass over them, whoever wrote them meant somebody. */
static bool modifier_names(struct slice word)
{
	for (enum kind kind = K_INCLUDE; kind <= K_REDIRECT; kind++)
		if (slice_same(word, slice_of(kind_word(kind))))
			return true;
	return intent_nearly(word, SLICE("redirect"));
}

bool intent_sender(const struct record *record, const struct term *term)
{
	struct slice whole = record_slice(record, term->whole);
	enum kind kind = intent_kind(term);

	if (kind == K_UNKNOWN_MODIFIER)
		return modifier_names(record_slice(record, term->word));
	if (kind == K_BROKEN)	/* no mechanism, and yet it names something: "mail.example.org" */
		return memchr(whole.at, '.', whole.len) || memchr(whole.at, ':', whole.len);
	return kind != K_ALL && kind != K_EXP;
}

/* What stands before the version is none of the record: "example.org. IN TXT". */
static size_t first_of(const struct record *record)
{
	for (size_t i = 0; record->fault && i < record->n; i++) {
		struct slice whole = record_slice(record, record->term[i].whole);

		if (memmem(whole.at, whole.len, "v=spf1", 6))
			return i + 1;
	}
	return 0;
}

size_t intent_senders(const struct record *record)
{
	size_t n = 0;

	for (size_t i = first_of(record); i < record->n; i++)
		n += intent_sender(record, &record->term[i]);
	return n;
}

/* Those in the stretch as a whole. */
static size_t senders_in(const struct record *record, struct span at)
{
	size_t low = first_of(record), high = record->n, n = 0;
	uint64_t end = (uint64_t)at.at + at.len;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (record->term[middle].whole.at < at.at)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < record->n && (uint64_t)record->term[low].whole.at + record->term[low].whole.len <= end; low++)
		n += intent_sender(record, &record->term[low]);
	return n;
}

static size_t senders_of(struct slice text)
{
	struct record record;
	size_t n;

	if (!text.len || record_parse(&record, text))
		return 0;
	n = intent_senders(&record);
	record_release(&record);
	return n;
}

bool intent_lost(const struct record *record, const struct fix *fix, size_t left, size_t *taken)
{
	size_t gone = 0, come = 0;

	for (size_t i = 0; i < fix->n; i++) {
		size_t n = fix->replace[i].at.len ? senders_in(record, fix->replace[i].at) : 0;

		gone += n;
		come += n ? senders_of(fix->replace[i].with) : 0;
	}
	*taken = gone > come ? gone - come : 0;
	return *taken && *taken >= left;
}

bool intent_all(const struct record *record)
{
	for (size_t i = 0; i < record->n; i++)
		if (intent_kind(&record->term[i]) == K_ALL)
			return true;
	return false;
}

bool intent_version(const struct record *record, const struct term *term)
{
	return term->kind == K_UNKNOWN_MODIFIER && slice_same(record_slice(record, term->whole), SLICE("v=spf1"));
}
