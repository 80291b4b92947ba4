/*
 * rule_6xx: the words of SPF601 to SPF620, targets. %1 is the record's own term, or that which leads there; %2 the name that was
 * asked.
 */
#include "lint/rule.h"
#include "base/words.h"

static const struct rule rules[] = {
	{ 601, LEVEL_ERROR, "include-without-spf", "5.2",
		N_("%1: %2 has no SPF record; permerror"),
		N_("ask the service for the right name, or name its addresses"),
		N_("An included domain must have an SPF record. When it has none, receivers answer permerror for everyone not "
		   "matched before, and mail is treated as if your own record were broken. Mostly the name is that of a web "
		   "site, or the service has another one now."),
		"v=spf1 include:www.example.net -all", "v=spf1 include:_spf.example.net -all" },
	{ 602, LEVEL_ERROR, "include-nxdomain", "4.3, 5.2",
		N_("%1: %2 does not exist; permerror"),
		N_("take it away or correct the name"),
		N_("The included domain does not exist. Receivers answer permerror for everyone not matched before. If the name "
		   "has run out, somebody else may register it and then send in your name."),
		"v=spf1 include:_spf.exmaple.net -all", "v=spf1 include:_spf.example.net -all" },
	{ 603, LEVEL_ERROR, "include-multiple", "4.5, 5.2",
		N_("%1: %2 has more than one SPF record; permerror"),
		N_("tell who runs it; until then name the addresses by ip4: and ip6:"),
		N_("A domain may have one SPF record. Where the target has several, receivers answer permerror for your mail as "
		   "well."),
		"v=spf1 include:two.example -all\ntwo.example. TXT \"v=spf1 a ~all\"\ntwo.example. TXT \"v=spf1 mx ~all\"",
		"v=spf1 include:one.example -all\none.example. TXT \"v=spf1 a mx ~all\"" },
	{ 604, LEVEL_ERROR, "include-syntax", "4.6, 5.2",
		N_("%1: the record of %2 has a fault at %3; permerror"),
		N_("tell who runs it; until then name the addresses by ip4: and ip6:"),
		N_("One syntax error anywhere in an included record makes receivers answer permerror for your mail, also when "
		   "the term at fault would never be reached."),
		"v=spf1 include:broken.example -all\nbroken.example. TXT \"v=spf1 ip4: 192.0.2.1 -all\"",
		"v=spf1 include:whole.example -all\nwhole.example. TXT \"v=spf1 ip4:192.0.2.1 -all\"" },
	{ 605, LEVEL_WARNING, "include-permissive", "5.2",
		N_("%1: %3 of %2 lets the whole world pass"),
		N_("take it away, or tell who runs it"),
		N_("The record that is included, or that redirect leads to, passes every address, by +all or a network of "
		   "length 0. Your record then passes everyone too. (?all, ~all or -all at the end of an included record is "
		   "merely no match.)"),
		"v=spf1 include:open.example -all\nopen.example. TXT \"v=spf1 +all\"",
		"v=spf1 include:_spf.example.net -all\n_spf.example.net. TXT \"v=spf1 ip4:192.0.2.0/28 -all\"" },
	{ 606, LEVEL_ERROR, "redirect-without-spf", "6.1",
		N_("%1: %2 has no SPF record; permerror"),
		N_("correct the name, or end the record with ~all or -all"),
		N_("redirect= hands the decision over to another record. When there is none, or the name does not exist or is "
		   "malformed, receivers answer permerror for everyone not matched before."),
		"v=spf1 mx redirect=nowhere.invalid", "v=spf1 mx redirect=_spf.example.org" },
	{ 607, LEVEL_WARNING, "a-no-address", "4.6.4, 5.3",
		N_("%1: %2 has no address"),
		N_("take it away or correct the name"),
		N_("The term can match nobody: the name has neither an A nor an AAAA record. It costs a lookup, and is one of "
		   "the two that may find nothing."),
		"v=spf1 a:old.example.org -all", "v=spf1 a:mail.example.org -all" },
	{ 608, LEVEL_WARNING, "mx-none", "5.4, RFC 7505",
		N_("%1: %2 has no MX host"),
		N_("name the hosts that send by a: or ip4:"),
		N_("The domain has no MX record, or a null MX that says it takes no mail. The mx term then matches nobody: the "
		   "domain's own address does not stand in for a missing MX here. It costs a lookup, and is one of the two "
		   "that may find nothing."),
		"v=spf1 mx:nomx.example -all", "v=spf1 a:mail.example.org -all" },
	{ 609, LEVEL_WARNING, "mx-host-no-address", "5.4",
		N_("%1: MX host %2 has no address"),
		N_("correct the MX record, or take it away"),
		N_("An MX host has neither an A nor an AAAA record. Mail for the domain cannot reach it, and SPF finds nothing "
		   "to compare with."),
		"v=spf1 mx:a.example -all\na.example. MX 10 gone.a.example.",
		"v=spf1 mx:a.example -all\na.example. MX 10 mail.a.example.\nmail.a.example. A 192.0.2.10" },
	{ 610, LEVEL_WARNING, "cname-loop-or-chain", "RFC 1034 3.6.2",
		N_("%1: %2 is an alias of an alias, or a circle"),
		N_("let the name lead straight to where the data is"),
		N_("The name is an alias (CNAME) that leads to another alias. In a circle, or past the number of steps a "
		   "resolver follows, the answer is SERVFAIL and the result temperror; a long chain breaks when any of its "
		   "owners changes something."),
		"a.example. CNAME b.example.\nb.example. CNAME a.example.",
		"a.example. CNAME b.example.\nb.example. A 192.0.2.10" },
	{ 611, LEVEL_WARNING, "exists-constant", "5.7",
		N_("%1 asks the same for all senders: all match, or none"),
		N_("use a macro such as %{i} that tells senders apart, or all"),
		N_("exists matches when its name has an A record. Without a macro that hangs on the sender, the name is the "
		   "same for all mail: the term matches everyone or nobody."),
		"v=spf1 exists:mail.example.org -all", "v=spf1 exists:%{ir}.spf.example.org -all" },
	{ 612, LEVEL_WARNING, "temporary-error", "4.4, 5, 5.5",
		N_("%1: %2 does not answer (%3)"),
		N_("try again later; if it stays, tell who runs the name, or take it away"),
		N_("DNS gave no answer. Receivers then say temperror for everyone not matched before, and put the mail off; "
		   "after days it comes back. In ptr, the macro p and exp it is only no match."),
		"v=spf1 a:mail.example.org -all\nmail.example.org. (its servers do not answer)",
		"v=spf1 ip4:192.0.2.10 -all" },
	{ 613, LEVEL_WARNING, "private-or-reserved", "RFC 6890",
		N_("%1: %2 cannot send across the internet (%3)"),
		N_("name the public address that receivers see"),
		N_("Receivers see the address from which a connection reaches them, after any translation. Private, local and "
		   "documentation addresses never appear there, so the term matches nobody. It also tells the world about "
		   "your network."),
		"v=spf1 ip4:192.168.1.10 -all", "v=spf1 a:mail.example.org -all" },
	{ 614, LEVEL_WARNING, "too-wide", "",
		N_("%1 lets %2 addresses send"),
		N_("name the hosts or networks that send for you"),
		N_("So wide a network holds many hosts that have nothing to do with the domain, and each of them passes. "
		   "Receivers and reputation services take such a record as a sign of neglect, and some ignore it."),
		"v=spf1 ip4:198.0.0.0/8 -all", "v=spf1 ip4:198.51.100.0/28 -all" },
	{ 615, LEVEL_NOTE, "host-bits-set", "5.6",
		N_("%1: the network begins at %2"),
		N_("write the network's first address, or the length that was meant"),
		N_("Bits of the address beyond the prefix length are ignored. It is legal, but often a sign that one host was "
		   "meant (no length) or another length."),
		"v=spf1 ip4:192.0.2.5/24 -all", "v=spf1 ip4:192.0.2.0/24 -all" },
	{ 616, LEVEL_WARNING, "name-resolves-elsewhere", "5.3",
		N_("%1: %2 is at %3, which does not send your mail"),
		N_("name your mail server by ip4: or by a host that is not proxied"),
		N_("The name leads to a proxy or content network, not to your server. Mail from your server does not match the "
		   "term, and strangers behind the same network might."),
		"v=spf1 a -all", "v=spf1 a:mail.example.org -all" },
	{ 617, LEVEL_NOTE, "mx-is-hosted", "5.4",
		N_("%1: the MX hosts belong to %2, which takes mail in"),
		N_("use the include of the service that sends for you"),
		N_("mx authorises the hosts that take mail for the domain. Those of a filtering or mailbox service mostly do "
		   "not send it: outgoing mail comes from other addresses, which the service's include names. The term costs "
		   "lookups and matches no mail of yours."),
		"v=spf1 mx -all", "v=spf1 include:_spf.example.net -all" },
	{ 618, LEVEL_NOTE, "not-countable-macro", "7",
		N_("%1: what lies behind hangs on the sender"),
		N_("test it with real senders: spfwiz check --ip ADDRESS --from SENDER"),
		N_("The name of another record is made from the sender's address or name. Which record that is, what it costs "
		   "and whether it passes is different for each sender, so no worst case can be given."),
		"v=spf1 include:%{i}._ip.%{h}._ehlo.%{d}._spf.example.net -all",
		"v=spf1 include:_spf.example.net -all" },
	{ 619, LEVEL_WARNING, "flatten-drift", "",
		N_("%1 no longer equals %2: %3"),
		N_("write the addresses that its source has now"),
		N_("Addresses were copied out of a service's record, and that record has changed since. Mail from its new "
		   "addresses does not pass, or addresses that it has given up still do. In a zone file the source is named "
		   "by a comment at the record: ; spfwiz: flattened NAME."),
		"_flat.example.org. TXT \"v=spf1 ip4:192.0.2.0/25 ?all\" ; spfwiz: flattened _spf.example.net",
		"_flat.example.org. TXT \"v=spf1 ip4:192.0.2.0/24 ?all\" ; spfwiz: flattened _spf.example.net" },
	{ 620, LEVEL_WARNING, "flattened-forbidden", "",
		N_("%1: %2 wants its include itself, not its addresses"),
		N_("put the include back"),
		N_("Some services check that their include stands in the record, and stop sending or show a fault when only its "
		   "addresses do. Their addresses may also change at any time."),
		NULL, NULL },
};

const struct rule_family rules_targets = { rules, sizeof rules / sizeof *rules };
