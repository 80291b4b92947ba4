/* rule_3xx: grammar: what RFC 7208 section 12 refuses, and what it allows to no purpose. */
#include "lint/rule.h"
#include "base/words.h"

static const struct rule rules[] = {
	{
		.id = 301, .level = LEVEL_ERROR, .name = "unknown-mechanism", .rfc = "4.6.1",
		.message = N_("%1 is no mechanism"),
		.todo = N_("mechanisms are all include a mx ptr ip4 ip6 exists"),
	},
	{
		.id = 303, .level = LEVEL_ERROR, .name = "duplicate-redirect", .rfc = "6",
		.message = N_("%1: a second redirect"),
		.todo = N_("keep one"),
	},
	{
		.id = 304, .level = LEVEL_ERROR, .name = "duplicate-exp", .rfc = "6",
		.message = N_("%1: a second exp"),
		.todo = N_("keep one"),
	},
	{
		.id = 305, .level = LEVEL_ERROR, .name = "empty-domain-spec", .rfc = "5, 6, 12",
		.message = N_("%1 lacks its domain name"),
		.todo = N_("write the name, or take the term away"),
	},
	{
		.id = 306, .level = LEVEL_ERROR, .name = "bad-domain-end", .rfc = "7.1",
		.message = N_("%1 does not end in a top-level domain"),
		.todo = N_("write a whole domain name"),
	},
	{
		.id = 308, .level = LEVEL_ERROR, .name = "u-label", .rfc = "4.3",
		.message = N_("%1 has a domain name that is not in ASCII"),
		.todo = N_("write its A-label, xn--..."),
	},
	{
		.id = 309, .level = LEVEL_ERROR, .name = "bad-ip4", .rfc = "5.6",
		.message = N_("%1 is no IPv4 address or network"),
		.todo = N_("write four numbers 0 to 255, without leading zeros"),
	},
	{
		.id = 310, .level = LEVEL_ERROR, .name = "bad-ip6", .rfc = "5.6, 12",
		.message = N_("%1 is no IPv6 address or network"),
		.todo = N_("write it as RFC 4291 2.2 has it"),
	},
	{
		.id = 311, .level = LEVEL_ERROR, .name = "family-mismatch", .rfc = "5.6",
		.message = N_("%1 has an address of the other family"),
		.todo = N_("ip4: takes IPv4, ip6: takes IPv6"),
	},
	{
		.id = 312, .level = LEVEL_ERROR, .name = "bad-prefix-length", .rfc = "5.6, 12",
		.message = N_("%1 has a bad prefix length"),
		.todo = N_("/0 to /32 for IPv4, /0 to /128 for IPv6, without leading zeros"),
	},
	{
		.id = 313, .level = LEVEL_ERROR, .name = "dual-cidr-misuse", .rfc = "5.3, 5.6",
		.message = N_("%1 has a prefix length for the wrong family"),
		.todo = N_("/n is for IPv4, //n for IPv6; ip4: and ip6: take /n alone"),
	},
	{
		.id = 314, .level = LEVEL_ERROR, .name = "cidr-not-allowed", .rfc = "5, 12",
		.message = N_("%1 takes no prefix length"),
		.todo = N_("take it away"),
	},
	{
		.id = 315, .level = LEVEL_ERROR, .name = "argument-on-all", .rfc = "5.1",
		.message = N_("%1: all takes nothing behind it"),
		.todo = N_("write all alone"),
	},
	{
		.id = 316, .level = LEVEL_ERROR, .name = "bad-macro", .rfc = "7.1",
		.message = N_("%1 has a macro that cannot be read"),
		.todo = N_("write %{letter}, or %% for a percent sign"),
	},
	{
		.id = 317, .level = LEVEL_ERROR, .name = "exp-only-macro", .rfc = "7.2",
		.message = N_("%1 has a macro that stands only in explanations"),
		.todo = N_("c, r and t belong in the text that exp= points to"),
	},
	{
		.id = 318, .level = LEVEL_ERROR, .name = "macro-in-ip", .rfc = "5.6",
		.message = N_("%1 takes an address, not a macro"),
		.todo = N_("use exists: for macros"),
	},
};
const struct rule_family rules_grammar = { rules, sizeof rules / sizeof *rules };
