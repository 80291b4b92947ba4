/* rule: the families' tables as one. */
#include "lint/rule.h"

#include "base/words.h"

#include <stdio.h>

static const struct rule_family *const families[] = {
	&rules_publication, &rules_damage, &rules_grammar, &rules_order, &rules_limits, &rules_targets, &rules_policy, &rules_tidiness,
	&rules_output,
};
enum { FAMILIES = sizeof families / sizeof *families };

const char *level_word(enum level level)
{
	static const char *const words[LEVEL_COUNT] = { N_("note"), N_("warning"), N_("error") };

	return words[level];
}

const struct rule *rule_at(size_t i)
{
	for (size_t family = 0; family < FAMILIES; family++) {
		if (i < families[family]->n)
			return &families[family]->rule[i];
		i -= families[family]->n;
	}
	return NULL;
}

void rule_id(const struct rule *rule, char out[static RULE_ID])
{
	snprintf(out, RULE_ID, "SPF%03u", (unsigned)rule->id);
}

/* The hundreds are the family. Ids ascend in it with few gaps, so that one is never further on than its last two digits. */
const struct rule *rule_by_id(unsigned id)
{
	size_t family = id / 100 - 1, at = id % 100;

	if (id < 100 || family >= FAMILIES || families[family]->n == 0)
		return NULL;
	if (at >= families[family]->n)
		at = families[family]->n - 1;
	for (const struct rule *rule = &families[family]->rule[at]; rule->id >= id; rule--) {
		if (rule->id == id)
			return rule;
		if (rule == families[family]->rule)
			break;
	}
	return NULL;
}

const struct rule *rule_by_name(struct slice name)
{
	struct slice digits = slice_starts(name, SLICE("SPF")) ? slice_from(name, 3) : name;
	const struct rule *rule;
	uint64_t id;

	if (digits.len == 3 && slice_number(digits, 999, &id))
		return rule_by_id((unsigned)id);
	for (size_t i = 0; (rule = rule_at(i)); i++)
		if (slice_same(name, slice_of(rule->name)))
			return rule;
	return NULL;
}
