/* record_support: see the header. */
#include "record_support.h"
#include "lint/rule.h"
#include <check.h>

void assert_sane_record(const struct record *record)
{
	size_t end = 0;

	for (size_t i = 0; i < record->n; i++) {
		const struct term *term = &record->term[i];
		size_t to = (size_t)term->whole.at + term->whole.len;

		ck_assert_uint_ge(term->whole.at, end);
		ck_assert_uint_gt(term->whole.len, 0);
		ck_assert_uint_le(to, record->len);
		ck_assert_uint_le((size_t)term->value.at + term->value.len, to);
		ck_assert_uint_le((size_t)term->word.at + term->word.len, to);
		ck_assert_uint_le((size_t)term->fault_at.at + term->fault_at.len, record->len);
		ck_assert_int_eq(term->kind == K_BROKEN, term->fault != 0);
		ck_assert(!term->fault || rule_by_id(term->fault));
		ck_assert(term->prefix4 <= 32 && term->prefix6 <= 128);
		end = to;
	}
	ck_assert(!record->fault || rule_by_id(record->fault));
}

void faults_of(const char *text, struct buf *out)
{
	struct record record;

	ck_assert_int_eq(record_parse(&record, slice_of(text)), ERR_NONE);
	assert_sane_record(&record);
	if (record.fault)
		buf_printf(out, "%u", record.fault);
	for (size_t i = 0; i < record.n; i++)
		if (record.term[i].fault)
			buf_printf(out, "%s%u", out->len ? " " : "", record.term[i].fault);
	ck_assert_int_eq(record_good(&record), out->len == 0);
	if (!out->len)
		buf_char(out, '0');
	record_release(&record);
}
