/*
 * rule_5xx: the words of SPF501 to SPF515, limits. %1 is the record's own term that costs, or that leads to what costs; the count
 * in 502 and 510 to 512; the domain in 513.
 */
#include "lint/rule.h"
#include "base/words.h"

static const struct rule rules[] = {
	{ 501, LEVEL_ERROR, "over-10-terms", "4.6.4",
		N_("%1: lookups reach %2 of 10, permerror for %3"),
		N_("drop includes nobody needs, or name addresses instead of hosts"),
		N_("Receivers evaluate at most ten terms that ask DNS (include, a, mx, ptr, exists, redirect), those of "
		   "included records among them and repeats too. The eleventh is permerror: mail of everyone not matched "
		   "before it is treated as if the record were broken. Terms are counted for the sender that pays most, over "
		   "IPv4 and IPv6; ten are allowed."),
		"v=spf1 a:h1.example a:h2.example a:h3.example a:h4.example a:h5.example"
		" a:h6.example a:h7.example a:h8.example a:h9.example a:h10.example mx -all",
		"v=spf1 ip4:192.0.2.0/24 mx -all" },
	{ 502, LEVEL_WARNING, "near-10", "4.6.4",
		N_("%1 of the 10 lookups are taken: little can be added"),
		N_("drop what nobody needs before somebody else adds to it"),
		N_("The record is within the limit of ten, but near to it. Records that are included belong to others, who "
		   "change them without notice: one term more over there, and receivers answer permerror here."),
		"v=spf1 a:h1.example a:h2.example a:h3.example a:h4.example a:h5.example"
		" a:h6.example a:h7.example a:h8.example mx -all",
		"v=spf1 ip4:192.0.2.0/24 mx -all" },
	{ 503, LEVEL_NOTE, "heavy-include", "4.6.4",
		N_("%1 takes %2 of the 10 lookups"),
		N_("ask the service for a smaller record, or move it to a subdomain"),
		N_("One include takes half of the limit or more, with all that it leads to. A subdomain used by that service "
		   "alone has a limit of ten of its own."),
		"v=spf1 include:big.example -all\n"
		"big.example. TXT \"v=spf1 a:h1.big.example a:h2.big.example a:h3.big.example a:h4.big.example ~all\"",
		"v=spf1 include:small.example -all\nsmall.example. TXT \"v=spf1 ip4:192.0.2.0/28 ~all\"" },
	{ 504, LEVEL_ERROR, "path-dependent-permerror", "4.6.4",
		N_("passes for %2, permerror for %3"),
		N_("repair what leads to permerror; that your own server passes says little"),
		N_("Evaluation ends at the first match, so senders near the front pass while others run into an error behind "
		   "it. A test with one address shows nothing of this; the two addresses given are witnesses that can be "
		   "tried."),
		"v=spf1 ip4:192.0.2.1 include:nowhere.invalid -all", "v=spf1 ip4:192.0.2.1 -all" },
	{ 505, LEVEL_ERROR, "over-2-void", "4.6.4, 11.1",
		N_("%1: over 2 terms find nothing in DNS, permerror for %2"),
		N_("take away the names that do not exist"),
		N_("Receivers should stop with permerror when more than two terms ask for something that is not there (no such "
		   "name, or no record of that type). Two are allowed. Some receivers have no such limit, so the fault shows "
		   "with some of them only."),
		"v=spf1 a:old1.example.org a:old2.example.org a:old3.example.org -all", "v=spf1 a:mail.example.org -all" },
	{ 506, LEVEL_WARNING, "void-on-ipv6", "4.6.4, 5",
		N_("%1: %2 questions find nothing for senders like %3"),
		N_("name IPv4-only hosts by ip4:, or give them AAAA records"),
		N_("Only the sender's own family is asked: a host with an IPv4 address alone is an empty answer for a sender "
		   "with IPv6. Some receivers (pyspf, Mail::SPF) count each empty answer and not each term, so that one mx "
		   "with three such hosts is over the limit of two, and permerror for IPv6 senders."),
		"v=spf1 mx -all", "v=spf1 ip4:192.0.2.0/24 -all" },
	{ 507, LEVEL_ERROR, "mx-over-10", "4.6.4, 5.4",
		N_("%1: %2 has %3 MX records, over the limit of 10"),
		N_("name the hosts that send by a: or ip4: instead"),
		N_("For one mx term at most ten MX records may be followed; with more the result is permerror. Records are "
		   "counted, the same host twice is two, and addresses of one host are not limited. Ten are allowed."),
		"v=spf1 mx:many.example -all\nmany.example. MX 1 h1.many.example.\n... (11 of them)",
		"v=spf1 ip4:192.0.2.0/28 -all" },
	{ 508, LEVEL_WARNING, "ptr-over-10", "4.6.4, 5.5",
		N_("%1: %2 maps back to %3 names; only 10 are looked at"),
		N_("name the hosts that send by a: or ip4: instead"),
		N_("Of the names an address maps back to, ten at most are looked at. Which ten is not said, so whether the term "
		   "matches is left to chance. It never is an error."),
		"v=spf1 ptr -all\n10.2.0.192.in-addr.arpa. PTR h1.example.org.\n... (11 of them)",
		"v=spf1 ip4:192.0.2.10 -all" },
	{ 509, LEVEL_ERROR, "loop", "4.6.4, 5.2, 6.1",
		N_("%1 leads back to %2; receivers answer permerror"),
		N_("take the term away where the circle closes"),
		N_("The record includes or redirects to itself, directly or through others. Receivers go round until the limit "
		   "of ten is met, and answer permerror for everyone not matched before."),
		"example.org. TXT \"v=spf1 include:_a.example.org -all\"\n_a.example.org. TXT \"v=spf1 include:example.org ?all\"",
		"example.org. TXT \"v=spf1 include:_a.example.org -all\"\n_a.example.org. TXT \"v=spf1 mx ?all\"" },
	{ 510, LEVEL_ERROR, "string-over-255", "3.3, RFC 1035 3.3, 3.3.14",
		N_("a string of %1 bytes; over 255, name servers refuse it"),
		N_("split it into several strings, with the space inside the quotes"),
		N_("A TXT record is made of strings of at most 255 bytes. Name servers refuse a whole zone file over a longer "
		   "one, and panels refuse it or cut it. Several strings in one record are joined by receivers as they are, "
		   "without a space."),
		"\"v=spf1 ip4:192.0.2.1 ... (300 bytes) ... -all\"", "\"v=spf1 ip4:192.0.2.1 ... \" \"ip4:192.0.2.99 -all\"" },
	{ 511, LEVEL_WARNING, "text-over-450", "3.4",
		N_("name and record are %1 bytes; 450 is advised"),
		N_("shorten it, or move networks into a record of their own"),
		N_("The answer with the record should fit into 512 bytes, so that old resolvers and firewalls pass it on in one "
		   "datagram. Name and text together under 450 bytes leave room for the rest of the message."),
		"v=spf1 ip4:192.0.2.1 ip4:192.0.2.3 ... (460 bytes) ... -all", "v=spf1 ip4:192.0.2.0/26 -all" },
	{ 512, LEVEL_WARNING, "text-over-512", "3.4",
		N_("the record is %1 bytes; 512 is what old resolvers take"),
		N_("shorten it, or move networks into a record of their own"),
		N_("The text alone is longer than a DNS message without EDNS. Resolvers must ask again over TCP, which some "
		   "networks block; then the result is temperror."),
		"v=spf1 ip4:192.0.2.1 ip4:192.0.2.3 ... (600 bytes) ... -all",
		"v=spf1 include:_spf1.example.org include:_spf2.example.org -all" },
	{ 513, LEVEL_WARNING, "answer-size", "3.4",
		N_("all TXT of %1 together are %2 bytes, over %3"),
		N_("take away old verification strings, or move the record by redirect="),
		N_("Receivers ask for all TXT records of the name, not for the SPF record alone. Over 512 bytes old resolvers "
		   "need TCP; over 1232, the usual EDNS limit, every resolver does, and where TCP is blocked the result is "
		   "temperror."),
		"example.org. TXT \"v=spf1 mx -all\"\nexample.org. TXT \"some-verification=...\"\n... (12 of them)",
		"example.org. TXT \"v=spf1 mx -all\"\nexample.org. TXT \"some-verification=...\"" },
	{ 514, LEVEL_WARNING, "slow", "4.6.4",
		N_("up to %2 questions in a row: some 20 seconds when DNS is slow"),
		N_("name addresses instead of hosts, and drop names that time out"),
		N_("Receivers may stop after 20 seconds with temperror. No clock was read here: the questions of the ledger "
		   "that a receiver must ask one after the other are counted, half a second for each and five seconds for "
		   "each that has timed out."),
		"v=spf1 mx:a.example mx:b.example mx:c.example mx:d.example -all\n"
		"a.example. MX 1 h1.a.example.\n... (10 hosts each)",
		"v=spf1 ip4:192.0.2.0/24 -all" },
	{ 515, LEVEL_NOTE, "chain-cost", "4.6.4, 10.1.1",
		N_("%1 costs a lookup, but would fit in: %2 bytes in all"),
		N_("write its terms into the record itself"),
		N_("A record was split into several of your own, each of which costs a lookup. That is worth it only where one "
		   "record would be too long; this one would stay under 450 bytes."),
		"example.org. TXT \"v=spf1 include:_spf1.example.org -all\"\n_spf1.example.org. TXT \"v=spf1 ip4:192.0.2.1 ~all\"",
		"example.org. TXT \"v=spf1 ip4:192.0.2.1 -all\"" },
};

const struct rule_family rules_limits = { rules, sizeof rules / sizeof *rules };
