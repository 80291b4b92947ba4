/* rule_2xx: the words of SPF201 to SPF223, text damage. %1 is the term. */
#include "lint/rule.h"
#include "base/words.h"

static const struct rule rules[] = {
	{ 201, LEVEL_ERROR, "unicode-dash", "3.1, 12",
		N_("%1 has a typographic dash"),
		N_("write the ASCII hyphen -"),
		N_("Word processors and web pages turn a hyphen into a dash that looks alike. To receivers it is three bytes "
		   "that no record may have, so that they answer permerror for all mail. Many how-to pages show -all with such "
		   "a dash, and it is copied along."),
		"v=spf1 mx \xe2\x80\x93" "all", "v=spf1 mx -all" },
	{ 202, LEVEL_ERROR, "smart-quotes", "3.1, 12",
		N_("%1 has typographic quotes"),
		N_("take them away"),
		N_("Curly quotes and guillemets come from word processors and web pages. A record has no quotes at all; those "
		   "of a zone file stand around it and are the plain ones. Some name servers give up the whole zone over such "
		   "bytes."),
		"v=spf1 mx -all\xe2\x80\x9d", "v=spf1 mx -all" },
	{ 203, LEVEL_ERROR, "invisible", "3.1, 12",
		N_("%1 has a character that cannot be seen"),
		N_("take it away, or write a plain space"),
		N_("No-break spaces, zero-width characters, soft hyphens and byte order marks come along with text copied from "
		   "web pages and mails. They cannot be seen, but they are bytes, and receivers answer permerror for all mail."),
		"v=spf1 mx\xc2\xa0-all", "v=spf1 mx -all" },
	{ 204, LEVEL_ERROR, "tab-or-newline", "12",
		N_("%1 has a tab or a line break"),
		N_("separate terms by spaces"),
		N_("Only the space separates terms. A tab or a line break becomes part of the term, which receivers then "
		   "cannot read: permerror. It happens when a long record is pasted over several lines."),
		"v=spf1 mx\ta -all", "v=spf1 mx a -all" },
	{ 205, LEVEL_NOTE, "repeated-space", "4.6.1, 12",
		N_("more than one space between terms"),
		N_("one is enough"),
		N_("It is allowed, and receivers read it as one space. It costs bytes, and some panels and checkers stumble "
		   "over it."),
		"v=spf1  mx -all", "v=spf1 mx -all" },
	{ 206, LEVEL_NOTE, "trailing-space", "4.5, 12",
		N_("a space at the end"),
		N_("take it away"),
		N_("It is allowed, but some hosts take it away or refuse it, so that what is published is not what was "
		   "written."),
		"v=spf1 mx -all ", "v=spf1 mx -all" },
	{ 207, LEVEL_ERROR, "comma-or-semicolon", "7.1, 12",
		N_("%1 has a comma or semicolon where a space belongs"),
		N_("separate terms by spaces alone"),
		N_("Terms are separated by spaces. A comma or semicolon becomes part of the term: mostly it can then not be "
		   "read, and receivers answer permerror. Inside a domain name it is allowed text, which is worse: "
		   "include:a.example,b.example asks for one name that does not exist, and nobody says so."),
		"v=spf1 a, mx -all", "v=spf1 a mx -all" },
	{ 208, LEVEL_ERROR, "space-after-colon", "5.2, 5.6, 12",
		N_("%1 has a space beside its colon or equals sign"),
		N_("take the space away"),
		N_("A space ends a term. What stands before it lacks its value and what stands behind it is no mechanism: "
		   "permerror, twice over. It comes from typing as one would in a sentence, and also stands in the records of "
		   "some services."),
		"v=spf1 ip4: 192.0.2.1 -all", "v=spf1 ip4:192.0.2.1 -all" },
	{ 209, LEVEL_ERROR, "glued-all", "7.1, 12",
		N_("%1 has its all glued on"),
		N_("put a space before it"),
		N_("The space before the last term got lost. Behind an address the whole cannot be read, and receivers answer "
		   "permerror. Behind a name -all is allowed text: the name then ends in -all and does not exist, and the "
		   "record ends without any all."),
		"v=spf1 ip4:192.0.2.81~all", "v=spf1 ip4:192.0.2.81 ~all" },
	{ 210, LEVEL_WARNING, "equals-for-colon", "4.6.1, 6",
		N_("%1 is ignored: a mechanism takes a colon, not ="),
		N_("write a colon for the equals sign"),
		N_("With an equals sign it is not the mechanism but an unknown modifier of the same name, and receivers must "
		   "ignore those without a word. The hosts that were meant are not authorised. Some lenient receivers take it "
		   "nevertheless, so that tests may mislead."),
		"v=spf1 include=_spf.example.net -all", "v=spf1 include:_spf.example.net -all" },
	{ 211, LEVEL_ERROR, "colon-for-equals", "4.6.1, 6",
		N_("%1: a modifier takes =, not a colon"),
		N_("write = for the colon"),
		N_("redirect and exp are modifiers and take an equals sign. With a colon they look like mechanisms, which do "
		   "not exist under these names: permerror."),
		"v=spf1 redirect:_spf.example.net", "v=spf1 redirect=_spf.example.net" },
	{ 212, LEVEL_ERROR, "missing-colon", "4.6.1, 12",
		N_("%1 lacks the colon behind the mechanism"),
		N_("put the colon in"),
		N_("include, ip4, ip6 and exists need a colon and a value. Without the colon the whole word is taken for the "
		   "name of a mechanism that does not exist: permerror."),
		"v=spf1 ip4192.0.2.1 -all", "v=spf1 ip4:192.0.2.1 -all" },
	{ 213, LEVEL_ERROR, "misspelt-mechanism", "4.6.1",
		N_("%1 is misspelt"),
		N_("write the mechanism that was meant"),
		N_("An unknown mechanism is permerror for all mail, however plain it is what was meant. Often seen: prt, ip, "
		   "ipv4, ipv6, incude, ~al."),
		"v=spf1 ipv4:192.0.2.1 -all", "v=spf1 ip4:192.0.2.1 -all" },
	{ 214, LEVEL_ERROR, "bare-ip", "4.6.1, 5.6",
		N_("%1 is an address without ip4: or ip6:"),
		N_("put ip4: or ip6: before it"),
		N_("An address alone is no mechanism; receivers answer permerror."),
		"v=spf1 192.0.2.1 -all", "v=spf1 ip4:192.0.2.1 -all" },
	{ 215, LEVEL_ERROR, "ip-in-name-term", "7.1, 12",
		N_("%1 takes a name, not an address"),
		N_("write ip4: or ip6: for an address"),
		N_("a, mx, ptr, include and exists take domain names, and a name cannot end in a number: permerror."),
		"v=spf1 a:192.0.2.1 -all", "v=spf1 ip4:192.0.2.1 -all" },
	{ 216, LEVEL_ERROR, "hostname-in-ip4", "5.6",
		N_("%1 takes an address, not a name"),
		N_("write a: for a host, include: for another domain's policy"),
		N_("ip4 and ip6 take addresses and networks alone. A name there is a syntax error: permerror."),
		"v=spf1 ip4:mail.example.org -all", "v=spf1 a:mail.example.org -all" },
	{ 217, LEVEL_ERROR, "bad-qualifier", "4.6.1",
		N_("%1 does not begin with one qualifier, or with none"),
		N_("begin with one of + - ~ ?, or with none"),
		N_("A mechanism has at most one qualifier, which stands right before its name. Two, another sign or a space "
		   "behind it cannot be read: permerror."),
		"v=spf1 mx --all", "v=spf1 mx -all" },
	{ 218, LEVEL_ERROR, "qualifier-on-modifier", "4.6.1, 12",
		N_("%1: a modifier takes no qualifier"),
		N_("take the sign away"),
		N_("redirect, exp and other modifiers match nothing, so that there is nothing to qualify; the sign is a syntax "
		   "error: permerror."),
		"v=spf1 -redirect=_spf.example.net", "v=spf1 redirect=_spf.example.net" },
	{ 219, LEVEL_ERROR, "translated-keyword", "4.6.1, 12",
		N_("%1 begins with a translated word"),
		N_("mechanisms have their English names in every language"),
		N_("Help pages put through a translator turn include and all into words of another language. Receivers know "
		   "the English names alone: permerror."),
		"v=spf1 einschlie\xc3\x9f" "en:_spf.example.net -all", "v=spf1 include:_spf.example.net -all" },
	{ 220, LEVEL_WARNING, "placeholder", "",
		N_("%1 still has a placeholder: %2"),
		N_("put the real value in its place, or take the term away"),
		N_("Text that a how-to page meant to be replaced was left in. The term authorises nobody, or somebody else: "
		   "the domain in the example may belong to a stranger."),
		"v=spf1 a:mail.yourdomain.com -all", "v=spf1 a:mail.example.org -all" },
	{ 221, LEVEL_ERROR, "zone-line-pasted", "4.5",
		N_("%1 is part of a zone line, not of the record"),
		N_("enter only what stands between the quotes"),
		N_("The owner, the TTL, IN TXT and the quotes belong to a zone file. As part of the value they make receivers "
		   "pass the record over, since it does not begin with v=spf1: the result is none."),
		"TXT \"v=spf1 mx -all\"", "v=spf1 mx -all" },
	{ 222, LEVEL_ERROR, "url-or-mail-in-domain", "7.1",
		N_("%1 takes a domain name, not a URL or mail address"),
		N_("write the name alone"),
		N_("A domain name has no scheme, path or local part. Where the text does not end like a name receivers answer "
		   "permerror; where it does it is allowed text, and a name that cannot exist: the term never matches, and in "
		   "an include that is permerror again."),
		"v=spf1 include:https://_spf.example.net/ -all", "v=spf1 include:_spf.example.net -all" },
	{ 223, LEVEL_WARNING, "email-list-glue", "4.6.1, 5.1, 6",
		N_("a second record begins here, inside the first"),
		N_("make one record of the two, with one all at the end"),
		N_("Two records were joined into one text. The second v=spf1 is then an unknown modifier, which is ignored, "
		   "and what follows the first all is never looked at. The repair keeps the senders of both and the milder all."),
		"v=spf1 mx ~all v=spf1 include:_spf.example.net ~all", "v=spf1 mx include:_spf.example.net ~all" },
};
const struct rule_family rules_damage = { rules, sizeof rules / sizeof *rules };
