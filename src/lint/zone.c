/* zone: through the records of a zone, one after the other: what is wrong with each, in the order in which it stands there. */
#include "lint/zone_private.h"

#include "base/memory.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { TOGETHER_MOST = 32 };		/* zone files whose hosts are sought in all of them */

/* --- a finding and its place in the file */

/* Lines are counted from the entry's own, columns in code points from the start of the line. */
static void locate(const struct zone_run *run, struct zone_finding *f)
{
	struct slice text = run->zone->file[run->record->file].text, before;
	size_t start = f->at.at < text.len ? f->at.at : text.len;
	uint32_t code;

	f->line = run->record->line;
	for (size_t i = run->record->whole.at; i < start; i++)
		f->line += text.at[i] == '\n';
	for (size_t i = start; i < run->record->whole.at; i++)		/* a comment above */
		f->line -= text.at[i] == '\n';
	while (start > 0 && text.at[start - 1] != '\n')
		start--;
	f->column = 1;
	for (before = slice_to(slice_from(text, start), f->at.at - start); before.len > 0; f->column++)
		before = slice_from(before, utf8_decode(before, &code));
}

static void add(struct zone_run *run, const struct finding *finding, struct span at)
{
	struct zone_finding *f = &run->batch[run->n];

	if (run->n == BATCH)
		return;
	run->finding[run->n] = *finding;
	*f = (struct zone_finding){
		.zone = run->zone, .record = run->record, .text = run->text, .file = run->record->file, .at = at,
	};
	f->finding = &run->finding[run->n++];
	locate(run, f);
}

struct finding *zone_raise(struct zone_run *run, unsigned id, struct span at, ...)
{
	struct finding f = { .rule = rule_by_id(id), .term = SIZE_MAX };
	size_t n = run->n;
	struct slice arg;
	va_list list;

	va_start(list, at);
	arg = va_arg(list, struct slice);
	for (size_t i = 0; i < 4 && arg.at; i++) {
		f.arg[i] = arg;
		arg = va_arg(list, struct slice);
	}
	va_end(list);
	f.level = f.rule->level;
	f.at = (struct span){ 0, (uint32_t)run->text.len };
	add(run, &f, at);
	return &run->finding[run->n > n ? n : BATCH];	/* one more than there is room for, to be lost */
}

/* Behind the last byte of the record's text: where one would write on, within the quotes. */
static uint32_t end_of(const struct zone_run *run)
{
	size_t len = run->text.len;
	struct slice last = slice_from(run->zone->file[run->record->file].text, len ? run->place[len - 1] : 0);

	if (!len)
		return run->place[0];
	if (last.at[0] != '\\')
		return run->place[len - 1] + 1;
	return run->place[len - 1] + (last.len > 1 && ascii_digit(last.at[1]) ? 4 : 2);
}

struct span zone_place(const struct zone_run *run, struct span at)
{
	size_t len = run->text.len;
	uint32_t from, to;

	if (!run->place || at.at > len || at.len > len - at.at)
		return run->record->data_at.len ? run->record->data_at : run->record->whole;
	if (at.len == 0)
		return (struct span){ at.at < len ? run->place[at.at] : end_of(run), 0 };
	from = run->place[at.at];
	to = run->place[at.at + at.len - 1];
	return (struct span){ from, to >= from ? to - from + 1 : 1 };
}

/* --- one record */

static enum error lint_own(struct zone_run *run, const struct note *note, size_t notes)
{
	struct lint_findings findings = { 0 };
	struct zone_item item = { .owner = &run->record->owner, .text = run->text };
	struct name *source = pool_alloc(&run->pool, notes * sizeof *source);
	uint32_t *cut = pool_alloc(&run->pool, (run->record->rdata.len + 1u) * sizeof *cut);
	enum error error;

	if (!source || !cut)
		return ERR_MEMORY;
	for (size_t i = 0; i < notes; i++)
		if (note[i].kind == NOTE_FLATTENED)
			source[item.flatteneds++] = note[i].source;
	for (size_t i = 0, at = 0; i < run->record->rdata.len && !run->record->long_string; i += run->record->rdata.wire[i] + 1u) {
		at += run->record->rdata.wire[i];
		if (at > 0 && at < run->text.len && (!item.cuts || cut[item.cuts - 1] != at))
			cut[item.cuts++] = (uint32_t)at;
	}
	item.flattened = source;
	item.cut = cut;
	error = run->ask->lint(run->ask->arg, &run->pool, &item, &findings);
	for (size_t i = 0; !error && i < findings.n; i++)
		if (!zone_own_rule(run, &findings.finding[i]))
			add(run, &findings.finding[i], zone_place(run, findings.finding[i].at));
	run->out->records++;
	return error;
}

/* What was silenced goes, and is counted; what silenced nothing is said. */
static void silence(struct zone_run *run, struct note *note, size_t notes)
{
	size_t kept = 0;

	for (size_t i = 0; i < run->n; i++) {
		bool ignored = false;

		for (size_t k = 0; k < notes; k++)
			if (note[k].kind == NOTE_IGNORE && note[k].rule == run->finding[i].rule)
				ignored = note[k].used = true;
		run->out->ignored += ignored;
		if (ignored)
			continue;
		run->finding[kept] = run->finding[i];
		run->batch[kept] = run->batch[i];
		run->batch[kept].finding = &run->finding[kept];
		kept++;
	}
	run->n = kept;
}

static void raise_unused(struct zone_run *run, const struct note *note, size_t notes)
{
	struct slice text = run->zone->file[run->record->file].text;

	for (size_t i = 0; i < notes; i++)
		if (note[i].kind == NOTE_IGNORE && !note[i].used)
			zone_raise(run, 909, note[i].at, slice_to(slice_from(text, note[i].at.at), note[i].at.len), LINT_END);
}

static int by_place(const void *x, const void *y)
{
	const struct zone_finding *a = x, *b = y;

	if (a->at.at != b->at.at)
		return a->at.at < b->at.at ? -1 : 1;
	return (a->finding->rule->id > b->finding->rule->id) - (a->finding->rule->id < b->finding->rule->id);
}

/* What one $GENERATE makes is alike, and a thousand times the same helps nobody: each rule is said of it once. */
static bool said_before(struct zone_run *run, const struct zone_finding *f)
{
	const struct zone_record *first = run->directive;
	bool before;

	if (!f->record->generated)
		return false;
	if (!first || first->file != f->record->file || first->whole.at != f->record->whole.at) {
		run->directive = f->record;
		memset(run->said, 0, sizeof run->said);
	}
	before = run->said[f->finding->rule->id];
	run->said[f->finding->rule->id] = true;
	return before;
}

static enum error hand_on(struct zone_run *run)
{
	enum error error = ERR_NONE;

	qsort(run->batch, run->n, sizeof *run->batch, by_place);
	for (size_t i = 0; !error && i < run->n; i++) {
		if (said_before(run, &run->batch[i]))
			continue;
		error = run->ask->found(run->ask->arg, &run->batch[i]);
		run->out->findings++;
	}
	return error;
}

static enum error read_record(struct zone_run *run, size_t i)
{
	struct owner *owner;
	size_t first, notes;
	enum error error = ERR_NONE;
	uint32_t *place;
	struct note *note;

	run->record = &run->zone->record[i];
	run->n = 0;
	notes = notes_of(&run->notes, run->zone, run->record, &first);
	note = notes ? &run->notes.note[first] : NULL;
	run->text = txt_candidate(&run->pool, run->record);
	place = run->text.at ? pool_alloc(&run->pool, (run->text.len + 1) * sizeof *place) : NULL;
	run->place = place && zonefile_places(run->zone, run->record, place, run->text.len) ? place : NULL;
	owner = index_find(&run->index, &run->record->owner);
	zone_rules(run, owner);
	/* What is not quite a record is read where nothing else is: beside one, the record says so. */
	if (run->text.at && !zone_unquoted(run) && (record_is_spf(run->text) || owner->spfs == 0))
		error = lint_own(run, note, notes);
	silence(run, note, notes);
	raise_unused(run, note, notes);
	if (!error)
		error = hand_on(run);
	if (!error && run->pool.failed)
		error = ERR_MEMORY;
	pool_reset(&run->pool);
	return error;
}

/* --- all of them */

/* What has a rule of its own. */
enum { SPOKEN_OF = OWNER_MX | OWNER_NULL_MX | OWNER_NS | OWNER_EXCHANGE | OWNER_SENDS };

static void count_bare(struct zone_run *run)
{
	for (size_t i = 0; i < run->index.owners; i++) {
		const struct owner *o = &run->index.owner[i];
		const struct name *name = &run->zone->record[o->first].owner;

		if (!(o->is & OWNER_ADDRESS) || o->spfs || (o->is & SPOKEN_OF) || index_occluded(&run->index, name))
			continue;
		if (run->out->bare_hosts++ == 0)
			run->out->bare_host = *name;
	}
}

/* Comments behind the last record of their file belong to none. */
static enum error read_rest(struct zone_run *run)
{
	enum error error = ERR_NONE;

	for (size_t i = run->zone->n; !error && i > 0; i--) {
		const struct zone_record *record = &run->zone->record[i - 1];
		size_t first = run->notes.next[record->file], n = 0;

		while (first + n < run->notes.n && run->notes.note[first + n].file == record->file)
			n++;
		run->notes.next[record->file] += n;
		run->record = record;
		run->text = (struct slice){ 0 };
		run->n = 0;
		if (n > 0)
			raise_unused(run, &run->notes.note[first], n);
		error = hand_on(run);
	}
	return error;
}

/* Which hosts take or send mail may stand in another of the files; of very many, each for itself. */
static bool mark_hosts(struct zone_run *run)
{
	bool good = index_mark(&run->index, run->zone);

	for (size_t i = 0; good && i < run->ask->zones && run->ask->zones <= TOGETHER_MOST; i++)
		if (run->ask->zone[i] != run->zone)
			good = index_mark(&run->index, run->ask->zone[i]);
	return good;
}

static enum error read_zone(struct zone_run *run)
{
	enum error error = ERR_NONE;

	if (!index_build(&run->index, run->zone) || !mark_hosts(run) || !notes_read(&run->notes, run->zone))
		return ERR_MEMORY;
	for (size_t i = 0; !error && i < run->zone->n; i++)
		error = read_record(run, i);
	if (!error)
		error = read_rest(run);
	if (!error)
		count_bare(run);
	return error;
}

enum error zone_lint(const struct zone_ask *ask, struct zone_linted *out)
{
	struct zone_run run = { .ask = ask, .out = out };
	enum error error;

	*out = (struct zone_linted){ 0 };
	run.batch = mem_zero(BATCH, sizeof *run.batch);
	run.finding = mem_zero(BATCH + 1, sizeof *run.finding);
	error = run.batch && run.finding ? ERR_NONE : ERR_MEMORY;
	for (size_t i = 0; !error && i < ask->zones; i++) {
		run.zone = ask->zone[i];
		run.directive = NULL;
		error = read_zone(&run);
		index_release(&run.index);
		notes_release(&run.notes);
	}
	pool_release(&run.pool);
	mem_free(run.batch);
	mem_free(run.finding);
	return error;
}
