/* rule_8xx: tidiness: what could be said in fewer words. */
#include "lint/rule.h"
#include "base/words.h"

static const struct rule rules[] = {
	{
		.id = 805, .level = LEVEL_NOTE, .name = "default-mask", .rfc = "5.6",
		.message = N_("%1 has a prefix length that says nothing"),
		.todo = N_("take it away"),
	},
};
const struct rule_family rules_tidiness = { rules, sizeof rules / sizeof *rules };
