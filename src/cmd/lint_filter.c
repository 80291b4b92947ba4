/*
 * lint_filter: choosing findings by their rules and levels.
 */
#include "cmd/lint_filter.h"
#include "base/buf.h"
#include "base/words.h"
#include "cmd/out.h"
#include <stdio.h>
#include <string.h>

/* "SPF5", "5xx": the digit; 0: it is no family. */
static unsigned family_of(struct slice word)
{
	if (slice_starts(word, SLICE("SPF")))
		word = slice_from(word, 3);
	if (word.len == 3 && slice_same(slice_from(word, 1), SLICE("xx")))
		word.len = 1;
	return word.len == 1 && *word.at >= '1' && *word.at <= '9' ? (unsigned)(*word.at - '0') : 0;
}

static enum error switch_rules(struct lint_filter *filter, struct slice list, bool off, struct problem *problem)
{
	struct slice word;

	while (slice_cut(&list, ',', &word)) {
		word = slice_trim(word);
		if (!word.len)
			continue;
		unsigned family = family_of(word);
		const struct rule *rule = family ? NULL : rule_by_name(word);

		if (!family && !rule) {
			char what[sizeof problem->detail];

			snprintf(what, sizeof what, _("there is no rule \"%.*s\"; spfwiz explain lists them"), SLICE_ARG(slice_to(word, 40)));
			return problem_set(problem, ERR_USAGE, NULL, 0, what);
		}
		for (unsigned i = 0; i < 100 && family; i++)
			filter->off[family * 100 + i] = off;
		if (rule)
			filter->off[rule->id] = off;
	}
	return ERR_NONE;
}

static enum error level_of(const char *word, const char *option, enum level *level, struct problem *problem)
{
	char what[120];

	for (enum level i = LEVEL_NOTE; word && i < LEVEL_COUNT; i++) {
		if (strcmp(level_word(i), word) == 0) {
			*level = i;
			return ERR_NONE;
		}
	}
	if (!word)
		return ERR_NONE;
	snprintf(what, sizeof what, strcmp(option, "--fail-on") == 0 ? _("%s takes error, warning, note or never") :
	    _("%s takes error, warning or note"), option);
	return problem_set(problem, ERR_USAGE, NULL, 0, what);
}

enum error lint_filter_open(struct lint_filter *filter, const struct options *options, struct problem *problem)
{
	enum error error = ERR_NONE;

	*filter = (struct lint_filter){ .hidden = filter->hidden, .least = LEVEL_NOTE, .fail = LEVEL_ERROR };
	if (options->select.n)
		memset(filter->off, true, sizeof filter->off);
	for (size_t i = 0; !error && i < options->select.n; i++)
		error = switch_rules(filter, slice_of(options->select.word[i]), false, problem);
	for (size_t i = 0; !error && i < options->ignore.n; i++)
		error = switch_rules(filter, slice_of(options->ignore.word[i]), true, problem);
	if (!error)
		error = level_of(options->severity, "--severity", &filter->least, problem);
	if (!error && options->fail_on && strcmp(options->fail_on, "never") == 0)
		filter->fail = LEVEL_COUNT;
	else if (!error)
		error = level_of(options->fail_on, "--fail-on", &filter->fail, problem);
	return error;
}

bool lint_filter_shows(const struct lint_filter *filter, const struct finding *finding)
{
	size_t id = finding->rule->id % 1000;

	if (filter->hidden && filter->off[id])
		filter->hidden->id[id] = true;
	return !filter->off[id] && finding->level >= filter->least;
}

static bool hid_any(const struct lint_hidden *hidden, struct slice word)
{
	unsigned family = family_of(word);
	const struct rule *rule = family ? NULL : rule_by_name(word);

	for (unsigned i = 0; i < 100 && family; i++)
		if (hidden->id[family * 100 + i])
			return true;
	return rule && hidden->id[rule->id];
}

void lint_filter_unused(const struct lint_hidden *hidden, const struct options *options)
{
	for (size_t i = 0; i < options->ignore.n; i++) {
		struct slice list = slice_of(options->ignore.word[i]), word;

		while (slice_cut(&list, ',', &word)) {
			word = slice_trim(word);
			if (word.len && !hid_any(hidden, word))
				out_note(_("--ignore %.*s: there is no such finding"), SLICE_ARG(word));
		}
	}
}
