/*
 * fuzz_lint: any bytes as a record, "\1" where a character-string ends: findings stand inside the text, errors first; fixes ascend, do not
 * overlap, change something, and what they make of a record that can be read can be read; fixing until nothing changes comes to an end.
 */
#include "lint/fix.h"

#include "base/buf.h"

#include <stdlib.h>
#include <string.h>

enum { CUTS_MOST = 64, BYTES_MOST = 2000 };

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void must(bool holds)
{
	if (!holds)
		abort();
}

static void parse(const uint8_t *bytes, size_t n, struct record *record)
{
	struct buf text = { 0 };
	uint32_t cut[CUTS_MOST];
	size_t cuts = 0;

	for (size_t i = 0; i < n; i++) {
		if (bytes[i] != 1)
			buf_char(&text, (char)bytes[i]);
		else if (text.len && cuts < CUTS_MOST && (!cuts || cut[cuts - 1] < text.len))
			cut[cuts++] = (uint32_t)text.len;
	}
	if (cuts && cut[cuts - 1] == text.len)
		cuts--;
	must(!record_parse(record, buf_slice(&text)) && !record_set_cuts(record, cut, cuts));
	buf_release(&text);
}

static void check_fix(const struct record *record, const struct finding *f)
{
	struct record fixed;
	size_t end = 0;

	for (size_t i = 0; i < f->fix->n; i++) {
		struct span at = f->fix->replace[i].at;

		must(at.at >= end && (at.len || f->fix->replace[i].with.len));
		end = (size_t)at.at + at.len;
	}
	must(f->fix->n && end <= record->len);
	must(!fix_apply(record, f, &fixed));
	must(fixed.len != record->len || memcmp(fixed.text, record->text, fixed.len) != 0);
	must(!record_good(record) || record_good(&fixed));
	record_release(&fixed);
}

static void check_findings(const struct record *record, const struct lint_findings *findings)
{
	bool wrong = false;

	for (size_t i = 0; i < findings->n; i++) {
		const struct finding *f = &findings->finding[i];
		struct buf line = { 0 };

		must(f->rule && f->at.at <= record->len && f->at.len <= record->len - f->at.at);
		must((f->term == SIZE_MAX || f->term < record->n) && (i == 0 || f->level <= f[-1].level));
		finding_line(f, false, i % 2 ? TEXT_ASCII : TEXT_UTF8, &line);
		must(line.len > 0 && !memchr(line.text, '\n', line.len) && !memchr(line.text, '\033', line.len) && !memchr(line.text, '\0', line.len));
		buf_release(&line);
		if (f->fix)
			check_fix(record, f);
		wrong |= f->level == LEVEL_ERROR && f->rule->id < 500;
	}
	must(wrong != record_good(record));
}

static enum error again(void *arg, struct pool *pool, const struct record *record, struct lint_findings *findings)
{
	(void)arg;
	return lint_text(pool, record, findings);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct lint_findings findings;
	struct pool pool = { 0 };
	struct record record;
	struct fixed fixed;

	if (n > BYTES_MOST)
		return 0;
	parse(bytes, n, &record);
	must(!lint_text(&pool, &record, &findings));
	check_findings(&record, &findings);
	for (unsigned unsafe = 0; unsafe < 2; unsafe++) {
		must(!fix_all(&record, unsafe, again, NULL, &fixed));
		must(!record_good(&record) || record_good(&fixed.record));
		record_release(&fixed.record);
	}
	record_release(&record);
	pool_release(&pool);
	return 0;
}
