/*
 * check_hidden: what the fault of a term hides. A broken term says one thing of itself; here its repair is made, and what would be said of
 * it then is said at once, so that nobody comes back for each fault in turn.
 */
#include "lint/fix.h"
#include "lint/lint_private.h"
#include "lint/paste_private.h"

#include <string.h>

enum {
	HIDDEN_DEEP = 3,	/* faults under one another */
	HIDDEN_TERMS = 16,	/* of a record */
	HIDDEN_BYTES = 256,	/* of a term: what people write is shorter */
};

/* Where in term i stands what the finding points at in the repaired text; all of it, when the repair made it. */
static struct span same_place(const struct linter *l, size_t i, struct slice at)
{
	struct span whole = l->subject->record->term[i].whole;
	struct slice text = lint_slice(l, whole);
	const char *found = at.len ? memmem(text.at, text.len, at.at, at.len) : NULL;

	return found ? (struct span){ whole.at + (uint32_t)(found - text.at), (uint32_t)at.len } : whole;
}

/* How a record ends is no matter of one of its terms, and what a misspelt all was to be is a guess. */
static bool is_said(const struct linter *l, const struct finding *f, size_t i, size_t before)
{
	if (f->term == SIZE_MAX || f->level < LEVEL_WARNING || f->rule->id == 701 || f->rule->id == 702)
		return true;
	for (size_t k = 0; k < before; k++)
		if (l->finding[k].rule == f->rule && l->finding[k].term == i)
			return true;
	return false;
}

static void raise_hidden(struct linter *l, size_t i, const struct record *repaired, const struct lint_findings *findings)
{
	size_t before = l->n;

	for (size_t k = 0; k < findings->n; k++) {
		const struct finding *f = &findings->finding[k];

		if (is_said(l, f, i, before))
			continue;
		struct span at = same_place(l, i, record_slice(repaired, f->at));

		lint_raise(l, f->rule->id, at, i, f->arg[0], f->arg[1], f->arg[2], f->arg[3], LINT_END)->level = f->level;
	}
}

static bool is_inside(struct span whole, const struct fix *fix)
{
	for (size_t i = 0; i < fix->n; i++)
		if (fix->replace[i].at.at < whole.at || fix->replace[i].at.at + fix->replace[i].at.len > whole.at + whole.len)
			return false;
	return fix->n > 0;
}

/* The term alone, as the fix has it, in a record of its own. */
static bool repaired_alone(const struct linter *l, size_t i, const struct fix *fix, struct record *out)
{
	const struct record *record = l->subject->record;
	struct buf text = { 0 };

	buf_string(&text, "v=spf1 ");
	fix_stretch(record, fix, record->term[i].whole, &text);
	bool good = !text.failed && !record_parse_pool(l->pool, out, buf_slice(&text));

	l->pool->failed |= !good;
	buf_release(&text);
	return good;
}

static void read_repaired(struct linter *l, const struct finding *finding)
{
	size_t i = finding->term;
	struct record repaired;
	struct lint_findings findings;
	struct lint_subject subject = { .record = &repaired, .within = l->subject->within + 1 };

	if (!repaired_alone(l, i, finding->fix, &repaired))
		return;
	if (lint(l->pool, &subject, NULL, &findings) != ERR_NONE)
		l->pool->failed = true;
	else
		raise_hidden(l, i, &repaired, &findings);
}

/* Characters of other kinds than the first that is damaged; each kind once. */
static void find_characters(struct linter *l, size_t i)
{
	struct span whole = l->subject->record->term[i].whole;
	struct slice text = lint_slice(l, whole);
	uint32_t code;
	size_t used;

	for (size_t at = 0; at < text.len; at += used) {
		used = utf8_decode(slice_from(text, at), &code);
		struct slice one = slice_to(slice_from(text, at), used);
		unsigned rule = (unsigned char)one.at[0] == '&' ? 0 : paste_damage(one);
		char meant = paste_folded(code);

		if (rule < 201 || rule > 204 || lint_at(l, rule, i))
			continue;
		struct span place = { whole.at + (uint32_t)at, (uint32_t)used };
		struct finding *f = lint_raise(l, rule, place, i, text, LINT_END);

		if (rule == 201)
			lint_fix(l, f, true, place, SLICE("-"));
		else
			lint_fix(l, f, true, place, rule != 202 && meant ? SLICE(" ") : SLICE(""));
	}
}

void check_hidden(struct linter *l)
{
	const struct record *record = l->subject->record;
	size_t n = l->n, terms = 0;

	if (l->nothing || l->wrapped || l->subject->within == HIDDEN_DEEP)
		return;
	for (size_t k = 0; k < n && terms < HIDDEN_TERMS && !l->pool->failed; k++) {
		struct finding f = l->finding[k];

		if (f.term >= record->n || record->term[f.term].fault != f.rule->id || record->term[f.term].whole.len > HIDDEN_BYTES)
			continue;
		terms++;
		if (f.fix && f.fix->safe && is_inside(record->term[f.term].whole, f.fix))
			read_repaired(l, &f);
		else if (!f.fix)
			find_characters(l, f.term);
	}
}
