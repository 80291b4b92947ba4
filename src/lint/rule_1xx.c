/*
 * rule_1xx: the words of SPF101 to SPF122, publication and selection.
 *
 * Where the whole record is meant, %1 is the domain (101, 102, 106 to 108, 112 to 122), or the text found (103 to 105, 109 to
 * 111).
 */
#include "lint/rule.h"
#include "base/words.h"

static const struct rule rules[] = {
	{ 101, LEVEL_ERROR, "no-record", "2.6.1, 4.5",
		N_("%1: nothing here begins with v=spf1"),
		N_("publish one TXT record that begins with v=spf1 and a space"),
		N_("Receivers look for a TXT record that is v=spf1 alone or begins with v=spf1 and a space. Without one the "
		   "result is none: nothing is said about who may send in the name of the domain, and many receivers trust "
		   "such mail less."),
		"example.org. TXT \"mx -all\"", "example.org. TXT \"v=spf1 mx -all\"" },
	{ 102, LEVEL_ERROR, "multiple-records", "3.2, 4.5",
		N_("%1 has %2 SPF records; receivers answer permerror"),
		N_("merge them into one and take the others away"),
		N_("A domain may publish one SPF record. With several, even equal ones, receivers answer permerror and none of "
		   "them counts. It mostly happens when a panel or a helper adds a record without looking for the one that is "
		   "there. The repair keeps the senders of each and the mildest of their alls; a redirect becomes an include."),
		"example.org. TXT \"v=spf1 mx -all\"\nexample.org. TXT \"v=spf1 include:_spf.example.net -all\"",
		"example.org. TXT \"v=spf1 mx include:_spf.example.net -all\"" },
	{ 103, LEVEL_ERROR, "version-not-exact", "4.5",
		N_("%1 is not v=spf1 and a space: receivers pass it over"),
		N_("put a space behind v=spf1"),
		N_("The version must be v=spf1 exactly, then a space or the end. A record that begins otherwise is not an SPF "
		   "record: it is passed over without a word, and the result is none. Beside a valid record it does no harm, "
		   "but it is not read."),
		"v=spf1;mx -all", "v=spf1 mx -all" },
	{ 104, LEVEL_ERROR, "leading-space", "4.5, 12",
		N_("a blank before v=spf1: receivers pass the record over"),
		N_("take the blank away"),
		N_("A record is found by its first bytes. With a blank before the version it is not an SPF record to receivers, "
		   "and the result is none. Panels that trim what they show hide it."),
		"\" v=spf1 mx -all\"", "\"v=spf1 mx -all\"" },
	{ 105, LEVEL_ERROR, "near-miss-version", "4.5",
		N_("%1 is not v=spf1: receivers pass the record over"),
		N_("write v=spf1"),
		N_("Something that was plainly meant as the version is not spelled v=spf1. Receivers do not guess: they pass "
		   "the record over, and the result is none."),
		"v = spf1 mx -all", "v=spf1 mx -all" },
	{ 106, LEVEL_WARNING, "type-99-present", "3.1, 14.1",
		N_("%1 has a record of the obsolete type SPF (99)"),
		N_("take it away; the TXT record is what receivers read"),
		N_("An own record type for SPF was given up in 2014: receivers ask for TXT alone. Such a record does nothing, "
		   "and when somebody edits one of the two the other keeps the old text."),
		"example.org. SPF \"v=spf1 mx -all\"", "example.org. TXT \"v=spf1 mx -all\"" },
	{ 107, LEVEL_WARNING, "type-99-differs", "3.1",
		N_("%1: type SPF (99) says other than TXT"),
		N_("take the record of type SPF away"),
		N_("The obsolete type SPF and the TXT record do not say the same. Receivers read TXT; the few old ones that "
		   "still ask for type SPF see another policy."),
		"example.org. SPF \"v=spf1 a -all\"\nexample.org. TXT \"v=spf1 mx -all\"", "example.org. TXT \"v=spf1 mx -all\"" },
	{ 108, LEVEL_NOTE, "sender-id-record", "RFC 4406",
		N_("%1 still has a Sender ID record: %2"),
		N_("take it away"),
		N_("Sender ID (spf2.0) was an experiment that has ended. Nobody reads such a record any more; it makes the "
		   "answer longer."),
		"example.org. TXT \"spf2.0/pra mx -all\"", "example.org. TXT \"v=spf1 mx -all\"" },
	{ 109, LEVEL_ERROR, "not-ascii", "3.1, 12",
		N_("%1 has a byte that is not printable ASCII"),
		N_("write it in ASCII"),
		N_("An SPF record is printable ASCII and spaces. One byte beside that, anywhere, is a syntax error, and "
		   "receivers answer permerror for all mail. Such bytes mostly come from a word processor or a web page."),
		"v=spf1 include:_spf.example.net \xc3\xa4 -all", "v=spf1 include:_spf.example.net -all" },
	{ 110, LEVEL_ERROR, "joint-lost-space", "3.3",
		N_("%1: no space where two terms were joined"),
		N_("put a space between them, inside the quotes of one string"),
		N_("The strings of a TXT record are joined as they are, without a space between. Where a string ends at the end "
		   "of a term the space must stand inside the quotes, or two terms become one. Sometimes the result can still "
		   "be read, but says something else: a name may hold a colon, and then nobody has it."),
		"\"v=spf1 a:mail.example.org\" \"-all\"", "\"v=spf1 a:mail.example.org \" \"-all\"" },
	{ 111, LEVEL_ERROR, "literal-quotes", "4.5",
		N_("the text itself begins with a quote"),
		N_("take the quotes away; the zone file's own are not part of it"),
		N_("The quotes around a value belong to the zone file, not to the value. A panel that adds its own makes typed "
		   "ones part of the text; it then does not begin with v=spf1, and the result is none."),
		"\"\\\"v=spf1 mx -all\\\"\"", "\"v=spf1 mx -all\"" },
	{ 112, LEVEL_WARNING, "servers-differ", "",
		N_("%1: %2 and %3 publish different records"),
		N_("find out which is right, and see that the others transfer the zone"),
		N_("The name servers of the domain do not give the same SPF record. Which policy counts hangs on the server "
		   "that a receiver happens to ask. Mostly a secondary has not got the last change, or one of two DNS "
		   "companies was forgotten."),
		"ns1: v=spf1 mx -all\nns2: v=spf1 a mx ~all", "ns1: v=spf1 mx -all\nns2: v=spf1 mx -all" },
	{ 113, LEVEL_ERROR, "cname-conflict", "RFC 1034 3.6.2",
		N_("%1 is an alias (CNAME): no TXT can stand beside it"),
		N_("publish at the name it leads to, or replace the CNAME"),
		N_("A name with a CNAME can have no other data. Name servers refuse the zone or drop one of the two, so an SPF "
		   "record cannot be published there. What counts is the record of the name that the alias leads to."),
		"www CNAME web.example.net.\nwww TXT \"v=spf1 -all\"", "web.example.net. TXT \"v=spf1 -all\"" },
	{ 114, LEVEL_NOTE, "wildcard-spf", "3.5",
		N_("%1 is a wildcard: it covers names that do not exist alone"),
		N_("publish records at the names themselves too"),
		N_("A wildcard answers only for names that have no records of any type. A host with an address, or a subdomain "
		   "with MX, gets nothing from it and needs a record of its own. It also makes every name exist for whoever "
		   "tests that."),
		"*.example.org. TXT \"v=spf1 -all\"", "news.example.org. TXT \"v=spf1 -all\"" },
	{ 115, LEVEL_NOTE, "non-mail-zone", "",
		N_("%1 is no domain that mail is sent from"),
		N_("publish v=spf1 -all there, or nothing"),
		N_("The root, a top-level domain and the names under .arpa are not used in mail addresses. An SPF record that "
		   "lets somebody send from there is most likely at the wrong name."),
		"2.0.192.in-addr.arpa. TXT \"v=spf1 mx -all\"", "2.0.192.in-addr.arpa. TXT \"v=spf1 -all\"" },
	{ 116, LEVEL_ERROR, "doubled-origin", "RFC 1035 5.1",
		N_("%1: the zone's name stands there twice"),
		N_("end the name with a dot, or leave the zone's name out"),
		N_("A name without a final dot is completed by the name of the zone. The record is at a name that nobody asks "
		   "for, and the domain itself has none. Panels complete names in the same way."),
		"$ORIGIN example.org.\nexample.org TXT \"v=spf1 mx -all\"", "$ORIGIN example.org.\n@ TXT \"v=spf1 mx -all\"" },
	{ 117, LEVEL_WARNING, "wrong-owner", "3, 4.1",
		N_("the only SPF record is at %2, not at %1"),
		N_("publish it at the domain itself, the part behind the @"),
		N_("Receivers look at the very domain behind the @ of the sender's address, at no other name. A record at spf., "
		   "_spf. or www. is found only when another record leads there."),
		"spf.example.org. TXT \"v=spf1 mx -all\"", "example.org. TXT \"v=spf1 mx -all\"" },
	{ 118, LEVEL_WARNING, "subdomain-without-spf", "3, 4.1",
		N_("%1 has MX records, but no SPF record"),
		N_("give it a record of its own"),
		N_("A record covers its own name alone: nothing is inherited from the domain above. A name that takes mail "
		   "mostly also sends it, bounces at least, and then the result is none."),
		"example.org. TXT \"v=spf1 mx -all\"\nnews.example.org. MX 10 mail.example.org.",
		"news.example.org. TXT \"v=spf1 mx -all\"" },
	{ 119, LEVEL_NOTE, "helo-host-without-spf", "2.3, 2.4, 10.1.2, 10.1.3",
		N_("%1 is a mail host without an SPF record of its own"),
		N_("add at its name: v=spf1 a -all"),
		N_("Receivers may test the name a server gives in HELO, and bounces have no other domain to test. A host that "
		   "sends needs a record at its own name; v=spf1 a -all is the usual one."),
		"example.org. MX 10 mail.example.org.", "mail.example.org. TXT \"v=spf1 a -all\"" },
	{ 120, LEVEL_NOTE, "ttl-odd", "",
		N_("%1: the TTL is %2 seconds"),
		N_("between 300 and 86400 is usual"),
		N_("The TTL says how long old copies may live. Over a day, a mistake stays for that long; under five minutes, "
		   "receivers ask again and again, and a short failure of your servers is felt at once. Before a change, an "
		   "hour or less is of use."),
		"example.org. 604800 TXT \"v=spf1 mx -all\"", "example.org. 3600 TXT \"v=spf1 mx -all\"" },
	{ 121, LEVEL_ERROR, "dnssec-bogus", "4.4",
		N_("%1 fails DNSSEC validation"),
		N_("repair the signatures, or the DS record at the registry"),
		N_("Resolvers that validate answer SERVFAIL for the domain, and then SPF is temperror: mail is put off, and "
		   "after days comes back. Receivers that do not validate see nothing of it, so it looks as if it came and "
		   "went."),
		"example.org. DS 12345 13 2 ... (at the registry; the zone is signed with another key)",
		"example.org. DS 54321 13 2 ... (of the key that signs the zone)" },
	{ 122, LEVEL_NOTE, "undecodable-other-txt", "4.5",
		N_("%1 has another TXT record that is not text"),
		N_("see what it is for, and whether it was damaged"),
		N_("A TXT record beside the SPF record is not valid UTF-8. Receivers skip it, but some programs stop at it and "
		   "say that the domain has no record they can read."),
		"example.org. TXT \"\\255\\254\"", "example.org. TXT \"site-verification=abc\"" },
};

const struct rule_family rules_publication = { rules, sizeof rules / sizeof *rules };
