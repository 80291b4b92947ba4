/*
 * fault: the words of the parser's faults.
 */
#include "spf/fault.h"
#include "base/words.h"

static const struct fault faults[] = {
	{ 101, "no-record", N_("%s does not begin with v=spf1"), N_("begin the record with v=spf1 and a space"), "4.5" },
	{ 103, "version-not-exact", N_("%s is not v=spf1 and a space: receivers pass the record over"), N_("put a space behind v=spf1"), "4.5" },
	{ 104, "leading-space", N_("a blank before v=spf1: receivers pass the record over"), N_("take the blank away"), "4.5" },
	{ 105, "near-miss-version", N_("%s is not v=spf1: receivers pass the record over"), N_("write v=spf1"), "4.5" },
	{ 109, "not-ascii", N_("%s has a byte that is not printable ASCII"), N_("write it in ASCII"), "3.1, 12" },
	{ 111, "literal-quotes", N_("the text itself begins with a quote"), N_("take the quotes away; the zone file's own are not part of it"), "4.5" },
	{ 201, "unicode-dash", N_("%s has a typographic dash"), N_("write the ASCII hyphen -"), "3.1, 12" },
	{ 202, "smart-quotes", N_("%s has typographic quotes"), N_("take them away"), "3.1, 12" },
	{ 203, "invisible", N_("%s has an invisible character"), N_("take it away, or write a plain space"), "3.1, 12" },
	{ 204, "tab-or-newline", N_("%s has a tab or a line break"), N_("separate terms by spaces"), "12" },
	{ 207, "comma-or-semicolon", N_("%s has a comma or semicolon between terms"), N_("separate terms by spaces alone"), "7.1, 12" },
	{ 208, "space-after-colon", N_("%s has a space beside its colon or equals sign"), N_("take the space away"), "12" },
	{ 209, "glued-all", N_("%s has its all glued on"), N_("put a space before it"), "7.1, 12" },
	{ 211, "colon-for-equals", N_("%s: a modifier takes = and not :"), N_("write = for the colon"), "4.6.1, 6" },
	{ 212, "missing-colon", N_("%s lacks the colon behind the mechanism"), N_("put the colon in"), "4.6.1, 12" },
	{ 213, "misspelt-mechanism", N_("%s is misspelt"), N_("write the mechanism that was meant"), "4.6.1" },
	{ 214, "bare-ip", N_("%s is an address without ip4: or ip6:"), N_("put ip4: or ip6: before it"), "4.6.1, 5.6" },
	{ 215, "ip-in-name-term", N_("%s takes a name, not an address"), N_("write ip4: or ip6: for an address"), "7.1, 12" },
	{ 216, "hostname-in-ip4", N_("%s takes an address, not a name"), N_("write a: for a name"), "5.6" },
	{ 217, "bad-qualifier", N_("%s does not begin with one qualifier, or with none"), N_("begin with one of +, -, ~ and ?, or with none"), "4.6.1" },
	{ 218, "qualifier-on-modifier", N_("%s: a modifier takes no qualifier"), N_("take the sign away"), "4.6.1, 12" },
	{ 219, "translated-keyword", N_("%s begins with a translated word"), N_("mechanisms have their English names: all include a mx ptr ip4 ip6 exists"), "4.6.1, 12" },
	{ 222, "url-or-mail-in-domain", N_("%s takes a domain name, not a URL or mail address"), N_("write the name alone"), "7.1" },
	{ 301, "unknown-mechanism", N_("%s is no mechanism"), N_("mechanisms are all include a mx ptr ip4 ip6 exists"), "4.6.1" },
	{ 303, "duplicate-redirect", N_("%s: a second redirect"), N_("keep one"), "6" },
	{ 304, "duplicate-exp", N_("%s: a second exp"), N_("keep one"), "6" },
	{ 305, "empty-domain-spec", N_("%s lacks its domain name"), N_("write the name, or take the term away"), "5, 6, 12" },
	{ 306, "bad-domain-end", N_("%s does not end in a top-level domain"), N_("write a whole domain name"), "7.1" },
	{ 308, "u-label", N_("%s has a domain name that is not in ASCII"), N_("write its A-label, xn--..."), "4.3" },
	{ 309, "bad-ip4", N_("%s is no IPv4 address or network"), N_("write four numbers 0 to 255, without leading zeros"), "5.6" },
	{ 310, "bad-ip6", N_("%s is no IPv6 address or network"), N_("write it as RFC 4291 2.2 has it"), "5.6, 12" },
	{ 311, "family-mismatch", N_("%s has an address of the other family"), N_("ip4: takes IPv4, ip6: takes IPv6"), "5.6" },
	{ 312, "bad-prefix-length", N_("%s has a bad prefix length"), N_("/0 to /32 for IPv4, /0 to /128 for IPv6, without leading zeros"), "5.6, 12" },
	{ 313, "dual-cidr-misuse", N_("%s has a prefix length for the wrong family"), N_("/n is for IPv4, //n for IPv6; ip4: and ip6: take /n alone"), "5.3, 5.6" },
	{ 314, "cidr-not-allowed", N_("%s takes no prefix length"), N_("take it away"), "5, 12" },
	{ 315, "argument-on-all", N_("%s: all takes nothing behind it"), N_("write all alone"), "5.1" },
	{ 316, "bad-macro", N_("%s has a macro that cannot be read"), N_("write %{letter}, or %% for a percent sign"), "7.1" },
	{ 317, "exp-only-macro", N_("%s has a macro that stands only in explanations"), N_("c, r and t belong in the text that exp= points to"), "7.2" },
	{ 318, "macro-in-ip", N_("%s takes an address, not a macro"), N_("use exists: for macros"), "5.6" },
};

const struct fault *fault_at(size_t i)
{
	return i < sizeof faults / sizeof *faults ? &faults[i] : NULL;
}

const struct fault *fault_by_id(unsigned id)
{
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
		if (faults[i].id == id)
			return &faults[i];
	return NULL;
}
