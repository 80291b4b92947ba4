/*
 * lint_target: a pass over one domain, and its findings as items.
 */
#include "cmd/lint_target.h"
#include "cmd/out.h"

static void forget(struct lint_target *target)
{
	if (target->surveyed)
		survey_release(&target->survey);
	target->surveyed = false;
	target->findings = NULL;
	target->shown = NULL;
	target->text = (struct slice){ 0 };
	target->selected = (struct selected){ 0 };
	target->txt = NULL;
	pool_reset(&target->pool);
	wanted_clear(&target->wanted);
}

/* With what stood around the record, before what weighs no more. */
static enum error add_around(struct lint_target *target)
{
	size_t n = target->findings->kept, at = 0;
	struct finding *all = POOL_NEW(&target->pool, struct finding, n + 1);

	if (!all)
		return ERR_MEMORY;
	while (at < target->findings->n && target->findings->finding[at].level > target->around.level)
		at++;
	for (size_t i = 0; i < n; i++)
		all[i + (i >= at)] = target->findings->finding[i];
	all[at] = target->around;
	target->bare = *target->findings;
	target->bare.finding = all;
	target->bare.n++;
	target->bare.kept++;
	target->findings = &target->bare;
	target->shown = &all[at];
	return ERR_NONE;
}

static enum error look(struct lint_target *target, const struct answers *answers)
{
	struct survey_ask ask = {
		.answers = answers, .published = answers, .domain = target->domain, .catalogue = target->catalogue,
		.server = target->server, .servers = target->servers,
		.context = target->context && !target->nameless,
	};
	struct lint_subject nothing = { .domain = &target->domain, .answers = answers, .published = answers, .context = target->context };
	enum error error;

	if (target->text.at) {
		ask.text = target->text;
		ask.flattened = target->flattened;
		ask.flatteneds = target->flatteneds;
		ask.nameless = target->nameless;
		ask.host = target->host;
		ask.cut = target->selected.cut;
		ask.cuts = target->selected.cuts;
		error = survey(&target->pool, &ask, &target->wanted, &target->survey);
		target->surveyed = !error;
		target->findings = error ? NULL : &target->survey.findings;
	} else {
		error = lint(&target->pool, &nothing, &target->wanted, &target->bare);
		target->findings = error ? NULL : &target->bare;
	}
	return error;
}

/* The line of the paste on which the record begins, and what stands on it before the record. */
static void place_around(struct lint_target *target, const struct pasted *pasted)
{
	struct slice given = target->given;
	size_t from = 0, to = pasted->at.at;

	target->around_at = (struct lint_item){ .line = 1, .column = 1 };
	for (size_t i = 0; i < pasted->at.at; i++)
		if (given.at[i] == '\n') {
			target->around_at.line++;
			from = i + 1;
		}
	while (to < given.len && given.at[to] != '\n')
		to++;
	target->around_at.text = pool_copy(&target->kept, slice_from(slice_to(given, to), from));
	target->around_at.at.len = (uint32_t)(pasted->at.at - from);
}

/* Strings in their quotes, and nothing else, are one value as master files and dig write it (RFC 7208 3.3): no fault. */
enum error lint_target_take(struct lint_target *target, const struct pasted *pasted)
{
	static const struct fix taken_off = { .safe = true };	/* --fix does it before it reads the record */
	const struct paste_change *change = paste_around(pasted);
	uint32_t *cut = pasted->cuts ? POOL_NEW(&target->kept, uint32_t, pasted->cuts) : NULL;

	if (change) {
		target->around = (struct finding){ .rule = change->rule, .level = change->rule->level, .term = SIZE_MAX, .fix = &taken_off };
		target->around.arg[0] = pool_copy(&target->kept, change->was);
		if (pasted->cuts && change->rule->id == 111)
			target->around.level = LEVEL_NOTE;
		place_around(target, pasted);
	}
	for (size_t i = 0; cut && i < pasted->cuts; i++)
		cut[i] = pasted->cut[i];
	target->given_cut = cut;
	target->given_cuts = cut ? pasted->cuts : 0;
	target->given = pool_copy(&target->kept, pasted->text);
	return target->kept.failed ? ERR_MEMORY : ERR_NONE;
}

bool lint_target_pass(void *arg, const struct answers *answers, struct wanted *wanted)
{
	struct lint_target *target = arg;
	size_t before = wanted->n;

	forget(target);
	target->error = ERR_NONE;
	if (!target->nameless) {
		target->txt = answers_find(answers, &target->domain, RR_TXT);
		if (!target->txt) {
			wanted_add(wanted, &target->domain, RR_TXT);
			return false;
		}
	}
	if (target->recorded) {
		target->text = target->given.at ? target->given : SLICE("");
		target->selected.cut = target->given_cut;
		target->selected.cuts = target->given_cuts;
	}
	if (!target->recorded)
		target->error = spf_select(&target->pool, target->txt, &target->selected);
	if (!target->recorded && target->selected.n)
		target->text = target->selected.text;
	if (!target->error)
		target->error = look(target, answers);
	if (!target->error && target->around.rule)
		target->error = add_around(target);
	wanted_pass_on(&target->wanted, target->nameless ? &target->domain : NULL, wanted);
	return target->error || wanted->n == before;
}

void lint_target_release(struct lint_target *target)
{
	forget(target);
	pool_release(&target->pool);
	pool_release(&target->kept);
	wanted_release(&target->wanted);
}

bool lint_target_failed(const struct lint_target *target)
{
	return !target->recorded && target->txt && target->txt->said == SAID_FAILED;
}

struct lint_item lint_target_item(const struct lint_target *target, const struct finding *finding, const char *where, struct slice owner)
{
	struct lint_item item = { .finding = finding, .where = where, .owner = owner, .text = target->text, .at = finding->at };
	struct slice before = slice_to(target->text, finding->at.at);

	if (!target->text.at)
		return item;
	if (finding == target->shown) {
		item.text = target->around_at.text;
		item.at = target->around_at.at;
		item.line = target->around_at.line;
		item.column = target->around_at.column;
		return item;
	}
	item.line = item.column = 1;
	while (before.len) {
		uint32_t code;

		before = slice_from(before, utf8_decode(before, &code));
		item.column++;
	}
	return item;
}

bool lint_target_count(const struct lint_target *target, const struct lint_filter *filter, struct lint_counts *counts)
{
	bool bad = false;

	counts->cut = target->findings && target->findings->cut;
	for (size_t i = 0; target->findings && i < target->findings->n; i++) {
		const struct finding *finding = &target->findings->finding[i];

		if (!lint_filter_shows(filter, finding))
			continue;
		lint_count(counts, finding);
		bad |= finding->level >= filter->fail;
	}
	return bad;
}

static void jot_strings(struct jot *jot, const struct lint_target *target)
{
	size_t from = 0;

	jot_open(jot, "strings", '[');
	for (size_t i = 0; i <= target->selected.cuts; i++) {
		size_t to = i < target->selected.cuts ? target->selected.cut[i] : target->text.len;

		jot_text(jot, NULL, slice_from(slice_to(target->text, to), from));
		from = to;
	}
	jot_close(jot, ']');
}

static void jot_lookups(struct jot *jot, const struct survey *survey)
{
	const struct {
		const char *key;
		unsigned n;
	} figures[] = {
		{ "used", survey->lookups }, { "limit", WALK_LOOKUPS }, { "void_ipv4", survey->voids4 }, { "void_ipv6", survey->voids6 },
		{ "void_limit", WALK_VOIDS }, { "mx_records", survey->mx_most }, { "mx_limit", WALK_MX },
	};

	jot_open(jot, "lookups", '{');
	for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
		jot_number(jot, figures[i].key, figures[i].n);
	jot_open(jot, "by_term", '[');
	for (size_t i = 0; i < survey->record.n; i++)
		jot_number(jot, NULL, survey->cost[i]);
	jot_close(jot, ']');
	jot_close(jot, '}');
}

static void jot_record(struct jot *jot, const struct lint_target *target)
{
	bool published = target->text.at && !target->recorded;

	if (target->text.at)
		jot_text(jot, "record", target->text);
	else
		jot_null(jot, "record");
	if (published) {
		jot_strings(jot, target);
		jot_number(jot, "ttl", target->txt->ttl);
	} else {
		jot_null(jot, "strings");
		jot_null(jot, "ttl");
	}
	if (target->surveyed)
		jot_lookups(jot, &target->survey);
	else
		jot_null(jot, "lookups");
}

void lint_target_jot(const struct lint_target *target, const struct lint_filter *filter, const char *where, struct jot *jot)
{
	jot_record(jot, target);
	jot_open(jot, "findings", '[');
	for (size_t i = 0; target->findings && i < target->findings->n; i++) {
		struct lint_item item = lint_target_item(target, &target->findings->finding[i], where, SLICE(""));

		if (lint_filter_shows(filter, item.finding))
			lint_jot_item(jot, &item);
	}
	jot_close(jot, ']');
}
