/* rule_8xx: the words of SPF801 to SPF810, tidiness. %1 is the term, %2 the one that makes it so. */
#include "lint/rule.h"
#include "base/words.h"

static const struct rule rules[] = {
	{ 801, LEVEL_WARNING, "duplicate-term", "4.6",
		N_("%1 stands there twice"),
		N_("take the second away"),
		N_("The same question gets the same answer, so that the second of two equal terms never decides. It still "
		   "costs bytes, and lookups if it is an include, a, mx, ptr or exists: receivers count each."),
		"v=spf1 include:_spf.example.net mx include:_spf.example.net -all", "v=spf1 include:_spf.example.net mx -all" },
	{ 802, LEVEL_NOTE, "subsumed-network", "4.6",
		N_("%1 is part of %2"),
		N_("take it away"),
		N_("A wider network with the same qualifier stands in the record too, so that this one says nothing more."),
		"v=spf1 ip4:192.0.2.0/24 ip4:192.0.2.7 -all", "v=spf1 ip4:192.0.2.0/24 -all" },
	{ 803, LEVEL_WARNING, "contradicting-overlap", "4.6.2",
		N_("%1 never decides: %2 before it holds the same addresses"),
		N_("put the narrower network in front"),
		N_("Terms are tried from left to right. The earlier network holds all addresses of this one and has another "
		   "qualifier, so that the exception is never reached. In front of the wider network it would count."),
		"v=spf1 ip4:192.0.2.0/24 -ip4:192.0.2.7 -all", "v=spf1 -ip4:192.0.2.7 ip4:192.0.2.0/24 -all" },
	{ 804, LEVEL_NOTE, "adjacent-networks", "5.6",
		N_("%1 and %2 are one network: %3"),
		N_("write them as one"),
		N_("Two networks that are the halves of a larger one can be written as that one."),
		"v=spf1 ip4:192.0.2.0/25 ip4:192.0.2.128/25 -all", "v=spf1 ip4:192.0.2.0/24 -all" },
	{ 805, LEVEL_NOTE, "default-mask", "5.6",
		N_("%1: %2 is what is meant without it"),
		N_("take the prefix length away"),
		N_("Without a prefix length a single address is meant, which is /32 for IPv4 and /128 for IPv6. Writing it "
		   "costs bytes only."),
		"v=spf1 ip4:192.0.2.1/32 -all", "v=spf1 ip4:192.0.2.1 -all" },
	{ 806, LEVEL_NOTE, "explicit-plus", "4.6.2",
		N_("%1: the + is what is meant without it"),
		N_("take the + away"),
		N_("A mechanism without a qualifier passes, as with +. Writing it costs bytes only."),
		"v=spf1 +mx -all", "v=spf1 mx -all" },
	{ 807, LEVEL_NOTE, "cheap-first", "10.1.1",
		N_("%1 stands behind terms that ask DNS"),
		N_("put ip4: and ip6: first"),
		N_("Receivers stop at the first match. Networks cost no lookup; in front they spare the questions for senders "
		   "that they hold, and those then do not hang on other people's name servers."),
		"v=spf1 include:_spf.example.net mx a:out.example.org ip4:192.0.2.0/24 -all",
		"v=spf1 ip4:192.0.2.0/24 include:_spf.example.net mx a:out.example.org -all" },
	{ 808, LEVEL_NOTE, "same-host-twice", "10.1.1",
		N_("%1 gives no address that %2 does not"),
		N_("keep one of the two; the address costs no lookup"),
		N_("Two terms authorise the same addresses. The one that asks DNS costs a lookup and adds nobody as things are "
		   "now; it would only when its host moves."),
		"example.org. TXT \"v=spf1 ip4:192.0.2.1 a -all\"\nexample.org. A 192.0.2.1",
		"example.org. TXT \"v=spf1 ip4:192.0.2.1 -all\"\nexample.org. A 192.0.2.1" },
	{ 809, LEVEL_ERROR, "include-own-domain", "4.6.4, 5.2",
		N_("%1 includes the record it stands in"),
		N_("take it away"),
		N_("A record that includes itself is read over and over until the limit of 10 lookups ends it: permerror for "
		   "every sender that is not matched before. A domain need not include itself; a and mx name its own hosts."),
		"v=spf1 mx include:%{d} -all", "v=spf1 mx -all" },
	{ 810, LEVEL_NOTE, "unnecessary-a-mx", "10.1.1",
		N_("%1 leads to hosts of %2, which is included already"),
		N_("take it away if no other host sends"),
		N_("The MX hosts belong to a service whose include stands in the record, and the include names the hosts that "
		   "send. The term costs lookups and adds nothing that is used."),
		"example.org. TXT \"v=spf1 mx include:_spf.google.com -all\"\nexample.org. MX 1 smtp.google.com.",
		"example.org. TXT \"v=spf1 include:_spf.google.com -all\"\nexample.org. MX 1 smtp.google.com." },
};
const struct rule_family rules_tidiness = { rules, sizeof rules / sizeof *rules };
