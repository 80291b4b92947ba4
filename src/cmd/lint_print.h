#pragma once
/*
 * lint_print: findings as people, editors and programs read them. Pure: all of it goes into a buf, a jot or a json_t.
 */
#include "base/buf.h"
#include "cmd/jot.h"
#include "lint/lint.h"
#include <jansson.h>

struct lint_item {		/* one finding and where it stands; borrowed */
	const struct finding *finding;
	const char *where;	/* printable: "example.org", "record", "-", the path of a zone file */
	const char *path;	/* of the zone file, as it was opened; NULL: the text stands in none */
	unsigned line, column;	/* from 1; the column counts code points, 0: not known */
	struct slice owner;	/* printable: the domain it is about; len 0: none */
	struct slice text;	/* the record, or a line of a file, shown with a caret; at NULL: there is none */
	struct span at;		/* in text */
};
struct lint_counts {
	size_t level[LEVEL_COUNT];
	size_t safe, unsafe;	/* that offer a fix */
	bool cut;		/* there were more than are kept */
	bool zone;		/* of several owners, of which --fix takes one by its name */
};
void lint_count(struct lint_counts *, const struct finding *);

enum lint_format { FORMAT_TEXT, FORMAT_GCC, FORMAT_JSON, FORMAT_NDJSON, FORMAT_SARIF, FORMAT_COUNT };
/* FORMAT_COUNT: no such. "text", "gcc", ... */
enum lint_format lint_format(const char *word);

/*
 * "WHERE:LINE:COL: level: message [SPFnnn name]"; with caret the record, "^~~~" and "help:" too, the words wrapped and the record cut at so
 * many columns (0: not wrapped, and cut as for 80).
 */
void lint_print_item(struct buf *, const struct lint_item *, bool caret, bool coloured, size_t columns);
/* "1 error, 2 warnings. 1 can be fixed with --fix." */
void lint_print_counts(struct buf *, const struct lint_counts *);
/* id, name, level, message, help, rfc, start, end (bytes), line, column, term (from 1; null: the whole), fix; in files file, owner. English. */
void lint_jot_item(struct jot *, const struct lint_item *);
/* A SARIF 2.1.0 log of one run: the rules that findings name, with their help, and the results. Zero is an empty log. */
struct lint_log {
	json_t *rules, *results, *prints;	/* prints: how often each fingerprint was met */
	uint16_t id[1000];	/* of rules[]; an id has three digits */
	size_t known;
};
void lint_log_add(struct lint_log *, const struct lint_item *);
json_t *lint_log_end(struct lint_log *, const char *version);	/* the log is empty after; NULL: memory ended */
