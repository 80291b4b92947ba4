/* lint_sane: see the header. */
#include "lint_sane.h"

#include "base/buf.h"

#include <check.h>
#include <string.h>

static void assert_sane_fix(const struct record *record, const struct fix *fix)
{
	size_t end = 0;

	ck_assert_uint_gt(fix->n, 0);
	for (size_t i = 0; i < fix->n; i++) {
		const struct replacement *r = &fix->replace[i];

		ck_assert_uint_ge(r->at.at, end);
		ck_assert(r->at.len > 0 || r->with.len > 0);
		end = (size_t)r->at.at + r->at.len;
	}
	ck_assert_uint_le(end, record->len);
}

static void assert_sane_words(const struct finding *f)
{
	struct buf text = { 0 };

	for (size_t i = 0; i < 4; i++) {
		char mark[] = { '%', (char)('1' + i), '\0' };

		ck_assert_msg(!strstr(f->rule->message, mark) || f->arg[i].at, "SPF%03u lacks argument %zu", f->rule->id, i + 1);
	}
	finding_line(f, false, TEXT_ASCII, &text);
	for (size_t i = 0; i < text.len; i++)
		ck_assert(text.text[i] >= ' ' && text.text[i] <= '~');
	buf_release(&text);
}

void assert_sane_findings(const struct lint_findings *findings, const struct record *record)
{
	ck_assert_uint_le(findings->n, LINT_FINDINGS);
	for (size_t i = 0; i < findings->n; i++) {
		const struct finding *f = &findings->finding[i];

		ck_assert_uint_le((size_t)f->at.at + f->at.len, record->len);
		ck_assert(f->term == SIZE_MAX || f->term < record->n);
		ck_assert(i == 0 || f->level <= f[-1].level);
		assert_sane_words(f);
		if (f->fix)
			assert_sane_fix(record, f->fix);
	}
}
