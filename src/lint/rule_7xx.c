/* rule_7xx: the words of SPF701 to SPF714, policy and context. %1 is the term, or the domain where the whole record is meant. */
#include "lint/rule.h"
#include "base/words.h"

static const struct rule rules[] = {
	{ 701, LEVEL_WARNING, "plus-all", "4.6.2, 5.1",
		N_("%1 lets the whole world send in the name of this domain"),
		N_("write ~all or -all"),
		N_("Every address passes that was not matched before. Forged mail passes as well as yours, and some receivers "
		   "treat such a record as a sign of abuse."),
		"v=spf1 mx +all", "v=spf1 mx -all" },
	{ 702, LEVEL_WARNING, "neutral-all", "5.1, 8.2",
		N_("%1 says nothing about everyone else"),
		N_("write ~all, or -all when all that sends is named"),
		N_("Neutral must be treated like none: mail from strangers is neither doubted nor refused. It is of use only "
		   "while a record is being tried."),
		"v=spf1 mx ?all", "v=spf1 mx ~all" },
	{ 703, LEVEL_NOTE, "softfail", "8.5",
		N_("%1: mail of everyone else is doubted, not refused"),
		N_("keep it with a DMARC policy; else go to -all once all that sends is named"),
		N_("Softfail says that a sender is probably not authorised. Together with a DMARC policy that is enough, and "
		   "forwarded mail that is signed by DKIM still arrives. Without DMARC most receivers merely look at such "
		   "mail more closely."),
		"v=spf1 mx ~all", "v=spf1 mx -all" },
	{ 704, LEVEL_NOTE, "hardfail-and-forwarding", "8.4, 10.3, appendix D",
		N_("-all without DMARC: forwarded mail of %1 may be refused"),
		N_("sign with DKIM and publish DMARC, or use ~all"),
		N_("A forwarder sends with its own address and your domain, so SPF fails there. With -all some receivers refuse "
		   "at once, before a DKIM signature is looked at. No DMARC record was found; whether mail is signed cannot "
		   "be seen in DNS."),
		"v=spf1 mx -all", "_dmarc.example.org. TXT \"v=DMARC1; p=none\"" },
	{ 705, LEVEL_WARNING, "ptr", "5.5",
		N_("%1 is slow, and many receivers skip it"),
		N_("name the hosts by a: or ip4: instead"),
		N_("The term maps the sender's address back to names and those to addresses again: many questions, to servers "
		   "that the sender controls. The RFC says that it should not be published."),
		"v=spf1 ptr -all", "v=spf1 ip4:192.0.2.10 -all" },
	{ 706, LEVEL_WARNING, "null-mx-conflict", "RFC 7505 4.2",
		N_("%1: MX and SPF disagree on whether it has mail"),
		N_("publish v=spf1 -all with a null MX, or a real MX with this record"),
		N_("A null MX says that the domain takes no mail, so bounces and replies to what it sends are lost, and "
		   "receivers may refuse its mail for that. It belongs with v=spf1 -all. The reverse, MX hosts with a record "
		   "that lets nobody send, is right only for a domain that never answers."),
		"example.org. MX 0 .\nexample.org. TXT \"v=spf1 a -all\"", "example.org. MX 0 .\nexample.org. TXT \"v=spf1 -all\"" },
	{ 707, LEVEL_WARNING, "parked-not-null", "10.1.2",
		N_("%1 sends no mail, but does not say v=spf1 -all"),
		N_("write v=spf1 -all"),
		N_("No sender passes, or a null MX says that there is no mail, so the domain seems to send nothing. The plain "
		   "way to say so is v=spf1 -all: it costs no lookups, and receivers know it as the sign of a domain without "
		   "mail."),
		"v=spf1 ~all", "v=spf1 -all" },
	{ 708, LEVEL_NOTE, "no-dmarc", "",
		N_("%1 has no DMARC record"),
		N_("publish one at _dmarc, with p=none and a rua= address to begin with"),
		N_("SPF tests the envelope, which readers do not see. Only DMARC ties it, and DKIM, to the address in From:, "
		   "and only then is forging of that address stopped."),
		"example.org. TXT \"v=spf1 mx -all\"\n_dmarc.example.org. (nothing)",
		"_dmarc.example.org. TXT \"v=DMARC1; p=none; rua=mailto:dmarc@example.org\"" },
	{ 709, LEVEL_WARNING, "expected-include-missing", "",
		N_("the MX is that of %2, but %1 is not here"),
		N_("add it if mail is sent through that service too"),
		N_("The domain takes its mail through a service, and such services mostly send it as well. Their addresses are "
		   "not in this record, so that mail does not pass."),
		"example.org. MX 1 smtp.google.com.\nexample.org. TXT \"v=spf1 a -all\"",
		"example.org. MX 1 smtp.google.com.\nexample.org. TXT \"v=spf1 a include:_spf.google.com -all\"" },
	{ 710, LEVEL_WARNING, "pointless-include", "",
		N_("%1: %2 does not use your domain in the envelope"),
		N_("take it away; set up DKIM with the service instead"),
		N_("The service sends with its own domain, or a subdomain, as the envelope sender, and that is where receivers "
		   "look for SPF. Here the include costs lookups and authorises others for nothing."),
		NULL, NULL },
	{ 711, LEVEL_WARNING, "stale-or-renamed-include", "",
		N_("%1 is an old or wrong name of %2; %3"),
		N_("write the name that the service gives you now, or take the term away if you do not use it"),
		N_("The service has another name for its record now, or the name was never right and is passed around in "
		   "articles. An old name may stop working at any time, and then receivers answer permerror."),
		NULL, NULL },
	{ 712, LEVEL_NOTE, "unknown-include", "",
		N_("%1 is in no list of services known here"),
		N_("make sure that you know who runs it"),
		N_("Whoever runs the included domain decides who may send in your name. Nothing says that this one is wrong; it "
		   "is merely not known here, so look at it twice."),
		"v=spf1 include:nobody-knows.example -all", "v=spf1 include:_spf.google.com -all" },
	{ 713, LEVEL_NOTE, "global-instead-of-region", "",
		N_("%1: of the names that %2 has for its regions one is enough"),
		N_("keep the one of your region alone"),
		N_("The service has one record for each region. Naming all of them, or the global one, costs lookups and "
		   "authorises hosts that never send for you."),
		"v=spf1 include:_netblocks.mimecast.com -all", "v=spf1 include:eu._netblocks.mimecast.com -all" },
	{ 714, LEVEL_NOTE, "shared-platform-breadth", "11.4, appendix E",
		N_("%1: %2 sends for many others from the same addresses"),
		N_("know that its other customers can pass as you; rely on DKIM and DMARC"),
		N_("All customers of the service share its addresses. Unless the service sees to it that they use their own "
		   "domains alone, any of them passes SPF for yours."),
		"v=spf1 include:shared-by-all.example -all", "v=spf1 ip4:192.0.2.10 -all" },
};

const struct rule_family rules_policy = { rules, sizeof rules / sizeof *rules };
