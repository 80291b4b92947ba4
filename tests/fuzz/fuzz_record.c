/* fuzz_record: any bytes parse, terms and the blanks between them are the text, and edits change what they mean and no more. */
#include "spf/record.h"
#include "lint/rule.h"
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void must(bool holds)
{
	if (!holds)
		abort();
}

static bool inside(const struct record *record, struct span span)
{
	return (size_t)span.at + span.len <= record->len;
}

static void check_terms(const struct record *record)
{
	size_t end = 0;
	for (size_t i = 0; i < record->n; i++) {
		const struct term *term = &record->term[i];
		must(term->whole.at >= end && term->whole.len > 0 && inside(record, term->whole));
		for (; i > 0 && end < term->whole.at; end++)
			must(record->text[end] == ' ');
		end = term->whole.at + term->whole.len;
		must(inside(record, term->word) && inside(record, term->value) && inside(record, term->fault_at));
		must((term->kind == K_BROKEN) == (term->fault != 0) && (!term->fault || rule_by_id(term->fault)));
		must(term->prefix4 <= 32 && term->prefix6 <= 128 && term->kind < KIND_COUNT && term->guess < KIND_COUNT);
	}
	for (; record->n > 0 && end < record->len; end++)
		must(record->text[end] == ' ');
}

static void check_edits(const struct record *record, size_t i)
{
	struct record other;
	struct span whole = record->term[i].whole;
	must(!record_replace(record, whole, record_slice(record, whole), &other));
	must(other.len == record->len && memcmp(other.text, record->text, other.len) == 0 && other.n == record->n);
	record_release(&other);
	must(!record_remove(record, i, &other));
	must(other.len < record->len);
	check_terms(&other);
	record_release(&other);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct record record, other;
	if (n > 4096 || record_parse(&record, (struct slice){ (const char *)bytes, n }))
		return 0;
	check_terms(&record);
	for (size_t i = 0; i < record.n && i < 16; i++)
		check_edits(&record, i);
	must(!record_insert(&record, SLICE("ip4:192.0.2.1"), &other));
	must(other.len >= record.len + 13 && (record_good(&other) || !record_good(&record)));
	check_terms(&other);
	record_release(&other);
	record_release(&record);
	return 0;
}
