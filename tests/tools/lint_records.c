/*
 * lint_records [RULE] <FILE: what lint says of many records, one a line, with or without an owner and a tab before each. Without RULE
 * counts the records in which each rule fires, and the errors of the text families in records that can be read; with one shows them.
 */
#include "lint/lint.h"

#include "base/buf.h"
#include "base/pool.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static size_t fired[1000], fixable[1000];

static void show(const char *record, const struct finding *f)
{
	struct buf out = { 0 };

	finding_text(f, false, TEXT_ASCII, &out);
	printf("%s\n    %s [%.*s]\n", record, buf_text(&out), (int)f->at.len, record + f->at.at);
	buf_release(&out);
}

static unsigned read_record(struct pool *pool, const char *text, unsigned wanted)
{
	struct record record;
	struct lint_findings findings;
	bool seen[1000] = { false };
	unsigned wrong = 0;

	if (record_parse(&record, slice_of(text)) || lint_text(pool, &record, &findings))
		abort();
	for (size_t i = 0; i < findings.n; i++) {
		const struct finding *f = &findings.finding[i];

		wrong += f->level == LEVEL_ERROR && f->rule->id < 500 && record_good(&record);
		if (f->rule->id == wanted)
			show(text, f);
		if (!seen[f->rule->id])
			fired[f->rule->id]++;
		if (!seen[f->rule->id] && f->fix)
			fixable[f->rule->id]++;
		seen[f->rule->id] = true;
	}
	record_release(&record);
	pool_reset(pool);
	return wrong;
}

int main(int argc, char **argv)
{
	unsigned wanted = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : 0, wrong = 0;
	struct pool pool = { 0 };
	char *line = NULL;
	size_t size = 0, n = 0;
	ssize_t len;

	while ((len = getline(&line, &size, stdin)) > 0) {
		char *tab = strchr(line, '\t');

		line[strcspn(line, "\n")] = '\0';
		wrong += read_record(&pool, tab ? tab + 1 : line, wanted);
		n++;
	}
	for (size_t i = 0; !wanted && i < 1000; i++)
		if (fired[i])
			printf("SPF%03zu %-28s %6zu  %5.2f%%  with a fix %zu\n", i, rule_by_id((unsigned)i)->name, fired[i],
			    100.0 * (double)fired[i] / (double)n, fixable[i]);
	if (!wanted)
		printf("%zu records, %u errors in records that can be read\n", n, wrong);
	free(line);
	pool_release(&pool);
	return wrong > 0;
}
