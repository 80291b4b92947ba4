/* rule_4xx: order and termination: what all, redirect and exp do to what stands around them. */
#include "lint/rule.h"
#include "base/words.h"

static const struct rule rules[] = {
	{
		.id = 401, .level = LEVEL_WARNING, .name = "terms-after-all", .rfc = "4.6, 5.1",
		.message = N_("%1 stands behind all, so no receiver looks at it"),
		.todo = N_("put it before all, or take it away"),
	},
	{
		.id = 405, .level = LEVEL_WARNING, .name = "no-terminator", .rfc = "4.7",
		.message = N_("it ends in neither all nor redirect, so everyone else is neutral"),
		.todo = N_("add ~all or -all"),
	},
};
const struct rule_family rules_order = { rules, sizeof rules / sizeof *rules };
