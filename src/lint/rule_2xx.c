/* rule_2xx: text damage: what word processors, web pages and panels do to a record. */
#include "lint/rule.h"
#include "base/words.h"

static const struct rule rules[] = {
	{
		.id = 201, .level = LEVEL_ERROR, .name = "unicode-dash", .rfc = "3.1, 12",
		.message = N_("%1 has a typographic dash"),
		.todo = N_("write the ASCII hyphen -"),
	},
	{
		.id = 202, .level = LEVEL_ERROR, .name = "smart-quotes", .rfc = "3.1, 12",
		.message = N_("%1 has typographic quotes"),
		.todo = N_("take them away"),
	},
	{
		.id = 203, .level = LEVEL_ERROR, .name = "invisible", .rfc = "3.1, 12",
		.message = N_("%1 has an invisible character"),
		.todo = N_("take it away, or write a plain space"),
	},
	{
		.id = 204, .level = LEVEL_ERROR, .name = "tab-or-newline", .rfc = "12",
		.message = N_("%1 has a tab or a line break"),
		.todo = N_("separate terms by spaces"),
	},
	{
		.id = 207, .level = LEVEL_ERROR, .name = "comma-or-semicolon", .rfc = "7.1, 12",
		.message = N_("%1 has a comma or semicolon between terms"),
		.todo = N_("separate terms by spaces alone"),
	},
	{
		.id = 208, .level = LEVEL_ERROR, .name = "space-after-colon", .rfc = "12",
		.message = N_("%1 has a space beside its colon or equals sign"),
		.todo = N_("take the space away"),
	},
	{
		.id = 209, .level = LEVEL_ERROR, .name = "glued-all", .rfc = "7.1, 12",
		.message = N_("%1 has its all glued on"),
		.todo = N_("put a space before it"),
	},
	{
		.id = 211, .level = LEVEL_ERROR, .name = "colon-for-equals", .rfc = "4.6.1, 6",
		.message = N_("%1: a modifier takes = and not :"),
		.todo = N_("write = for the colon"),
	},
	{
		.id = 212, .level = LEVEL_ERROR, .name = "missing-colon", .rfc = "4.6.1, 12",
		.message = N_("%1 lacks the colon behind the mechanism"),
		.todo = N_("put the colon in"),
	},
	{
		.id = 213, .level = LEVEL_ERROR, .name = "misspelt-mechanism", .rfc = "4.6.1",
		.message = N_("%1 is misspelt"),
		.todo = N_("write the mechanism that was meant"),
	},
	{
		.id = 214, .level = LEVEL_ERROR, .name = "bare-ip", .rfc = "4.6.1, 5.6",
		.message = N_("%1 is an address without ip4: or ip6:"),
		.todo = N_("put ip4: or ip6: before it"),
	},
	{
		.id = 215, .level = LEVEL_ERROR, .name = "ip-in-name-term", .rfc = "7.1, 12",
		.message = N_("%1 takes a name, not an address"),
		.todo = N_("write ip4: or ip6: for an address"),
	},
	{
		.id = 216, .level = LEVEL_ERROR, .name = "hostname-in-ip4", .rfc = "5.6",
		.message = N_("%1 takes an address, not a name"),
		.todo = N_("write a: for a name"),
	},
	{
		.id = 217, .level = LEVEL_ERROR, .name = "bad-qualifier", .rfc = "4.6.1",
		.message = N_("%1 does not begin with one qualifier, or with none"),
		.todo = N_("begin with one of +, -, ~ and ?, or with none"),
	},
	{
		.id = 218, .level = LEVEL_ERROR, .name = "qualifier-on-modifier", .rfc = "4.6.1, 12",
		.message = N_("%1: a modifier takes no qualifier"),
		.todo = N_("take the sign away"),
	},
	{
		.id = 219, .level = LEVEL_ERROR, .name = "translated-keyword", .rfc = "4.6.1, 12",
		.message = N_("%1 begins with a translated word"),
		.todo = N_("mechanisms have their English names: all include a mx ptr ip4 ip6 exists"),
	},
	{
		.id = 222, .level = LEVEL_ERROR, .name = "url-or-mail-in-domain", .rfc = "7.1",
		.message = N_("%1 takes a domain name, not a URL or mail address"),
		.todo = N_("write the name alone"),
	},
};
const struct rule_family rules_damage = { rules, sizeof rules / sizeof *rules };
