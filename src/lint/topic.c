/*
 * topic: the words of SPF itself, a row each.
 */
#include "lint/explain.h"

#include "base/words.h"

#include <string.h>

#define MECHANISM N_("mechanism")
#define MODIFIER N_("modifier")
#define QUALIFIER N_("qualifier")
#define MACRO N_("macro")
#define RESULT N_("result")

static const struct topic topics[] = {
	{ "v=spf1", N_("version"), "4.5",
	  N_("Begins every SPF record and is followed by a space or by the end of the text. A domain publishes exactly one such TXT record; what "
	     "does not begin so is passed over, and two of them are permerror."),
	  N_("nothing: the record itself is not counted"), NULL, "v=spf1 mx -all" },

	{ "all", MECHANISM, "5.1",
	  N_("Matches every sender. It stands at the end and says what becomes of mail that nothing before it has matched. Mechanisms behind it "
	     "are never looked at, and a redirect anywhere in the record is ignored."),
	  N_("no lookup"),
	  N_("-all asks them to refuse everyone else, ~all to take the mail and look closer, ?all says nothing; +all lets anyone send in the "
	     "domain's name."),
	  "v=spf1 mx -all" },
	{ "include", MECHANISM, "5.2",
	  N_("Evaluates another domain's SPF record for the same sender and matches when the result there is pass. Everything else there, its -all "
	     "too, means only: no match, go on here. If that domain has no record, or a broken one, the result is permerror."),
	  N_("1 lookup, and all those of the record that is included"),
	  N_("They ask for the other record at every check, so that whoever owns it can let senders in or break the record at any time."),
	  "v=spf1 include:_spf.example.com -all" },
	{ "a", MECHANISM, "5.3",
	  N_("Matches when the sender's address is one of the name's addresses in DNS (A, or AAAA for a sender with IPv6). Without a name it is the "
	     "domain itself. With /24 or //64 behind it the network around each address matches."),
	  N_("1 lookup; a void one when the name has no address"), NULL, "v=spf1 a a:mail.example.com/28 -all" },
	{ "mx", MECHANISM, "5.4",
	  N_("Matches when the sender's address is one of those of the domain's mail servers (MX). These take mail; whether they send too is for you "
	     "to know. There is no implicit MX: without an MX record nothing matches."),
	  N_("1 lookup, however many servers there are; more than 10 of them are permerror"), NULL, "v=spf1 mx mx:example.net -all" },
	{ "ptr", MECHANISM, "5.5",
	  N_("Matches when the sender's address has a name under the domain by reverse DNS, and that name leads back to the address. RFC 7208 says "
	     "not to publish it: it is slow, hangs on other people's DNS, and burdens the servers of .arpa."),
	  N_("1 lookup; of the names at most 10 are looked at"),
	  N_("Some large ones pass it over altogether."), "v=spf1 ptr -all" },
	{ "ip4", MECHANISM, "5.6",
	  N_("Matches when the sender's address is this IPv4 address, or in this network. It asks nothing of DNS and so costs nothing and never fails."),
	  N_("no lookup"), NULL, "v=spf1 ip4:192.0.2.0/24 -all" },
	{ "ip6", MECHANISM, "5.6",
	  N_("Matches when the sender's address is this IPv6 address, or in this network. It asks nothing of DNS and so costs nothing and never fails."),
	  N_("no lookup"), NULL, "v=spf1 ip6:2001:db8::/32 -all" },
	{ "exists", MECHANISM, "5.7",
	  N_("Matches when a name has an address (A) in DNS, whatever address that is. With macros in the name the answer can hang on who sends, "
	     "from where, and by what name: a list kept in DNS."),
	  N_("1 lookup; a void one when the name is not there"), NULL, "v=spf1 exists:%{i}._spf.%{d} -all" },

	{ "redirect", MODIFIER, "6.1",
	  N_("When nothing has matched, another domain's record decides, its all included, as if it stood here. Used by several domains that share one "
	     "policy. It is ignored when the record has an all; if the other domain has no record, the result is permerror."),
	  N_("1 lookup, and all those of the other record; only for those whom nothing matched"), NULL, "v=spf1 redirect=_spf.example.com" },
	{ "exp", MODIFIER, "6.2",
	  N_("Names a TXT record with a sentence for people whose mail is refused. It is fetched after a fail alone, and macros in it are filled in."),
	  N_("not counted among the 10 lookups"), N_("Those who refuse mail may quote it in the refusal, said to be the sender's domain's."),
	  "v=spf1 mx -all exp=explain._spf.%{d}" },

	{ "ra", MODIFIER, "RFC 6652 3",
	  N_("Asks receivers for a report when mail of the domain fails SPF: the part before the @ of the address, in the domain itself, that reports "
	     "go to. It changes no result; receivers that do not know it pass over it."),
	  N_("no lookup"), N_("Hardly any send such reports; reports of DMARC are what is in use."), "v=spf1 mx -all ra=postmaster" },
	{ "rp", MODIFIER, "RFC 6652 3",
	  N_("Says beside ra= of how many in a hundred failures reports are wanted: 0 to 100, all where it is missing. It changes no result."),
	  N_("no lookup"), N_("Hardly any send such reports."), "v=spf1 mx -all ra=postmaster rp=10" },
	{ "rr", MODIFIER, "RFC 6652 3",
	  N_("Says beside ra= which failures reports are wanted of, words joined by \":\": all, e (permerror and temperror), f (fail), s (softfail), n "
	     "(neutral). It changes no result."),
	  N_("no lookup"), N_("Hardly any send such reports."), "v=spf1 mx -all ra=postmaster rr=e:f" },

	{ "+", QUALIFIER, "4.6.2", N_("A match is pass. It is what stands where no qualifier is written: mx and +mx are the same."), NULL,
	  N_("They take the domain as responsible for the mail."), "v=spf1 +mx -all" },
	{ "-", QUALIFIER, "4.6.2", N_("A match is fail: this sender may not use the domain."), NULL,
	  N_("Many refuse such mail (550 5.7.1); others count it against the mail, or leave it to DMARC."), "v=spf1 mx -all" },
	{ "~", QUALIFIER, "4.6.2", N_("A match is softfail: this sender is probably not allowed, but the domain does not vouch for that."), NULL,
	  N_("They should not refuse mail for this alone, but may look at it more closely. With DMARC it counts as much as fail."),
	  "v=spf1 mx ~all" },
	{ "?", QUALIFIER, "4.6.2", N_("A match is neutral: the domain says nothing of this sender, neither for nor against."), NULL,
	  N_("They must treat it as if there were no record at all."), "v=spf1 mx ?all" },

	{ "%{s}", MACRO, "7.2", N_("The sender: MAIL FROM as a whole, user@example.com."), NULL, NULL, "v=spf1 exists:%{s}._spf.example.com -all" },
	{ "%{l}", MACRO, "7.2", N_("The local part of the sender, before the @; postmaster when there is none."), NULL, NULL,
	  "v=spf1 exists:%{l}._user.example.com -all" },
	{ "%{o}", MACRO, "7.2", N_("The domain of the sender, behind the @."), NULL, NULL, "v=spf1 exists:%{o}._spf.example.com -all" },
	{ "%{d}", MACRO, "7.2",
	  N_("The domain whose record is read: at first that of the sender, inside an include or a redirect the domain named there."), NULL, NULL,
	  "v=spf1 mx -all exp=explain._spf.%{d}" },
	{ "%{i}", MACRO, "7.2", N_("The sender's IP address. IPv4 with dots, IPv6 as 32 hex digits with dots; %{ir} turns it round."), NULL, NULL,
	  "v=spf1 exists:%{ir}._spf.example.com -all" },
	{ "%{p}", MACRO, "7.2", N_("The sender's name by reverse DNS, if it leads back to the address, else unknown. RFC 7208 says not to publish it."),
	  N_("1 lookup more for the term that it stands in"), NULL, "v=spf1 exists:%{p}._spf.example.com -all" },
	{ "%{v}", MACRO, "7.2", N_("in-addr for IPv4, ip6 for IPv6: what comes before .arpa in the name of the sender's reverse zone."), NULL, NULL,
	  "v=spf1 exists:%{ir}.%{v}._spf.example.com -all" },
	{ "%{h}", MACRO, "7.2", N_("The name by which the sending server introduced itself (HELO or EHLO). Anybody can write anything there."), NULL, NULL,
	  "v=spf1 exists:%{h}._spf.example.com -all" },
	{ "%{c}", MACRO, "7.2", N_("The sender's IP address in its usual form. Only in the text that exp= points to."), NULL, NULL,
	  "%{c} may not send mail for %{d}" },
	{ "%{r}", MACRO, "7.2", N_("The name of the receiving server that does the check, or unknown. Only in the text that exp= points to."), NULL, NULL,
	  "%{r} refused mail from %{c}" },
	{ "%{t}", MACRO, "7.2", N_("The time, as seconds since 1970. Only in the text that exp= points to."), NULL, NULL, "Refused at %{t}" },
	{ "%%", MACRO, "7.1", N_("A percent sign. A single one that begins no macro is permerror."), NULL, NULL, "100%% of %{d}'s mail comes from elsewhere" },
	{ "%_", MACRO, "7.1", N_("A space."), NULL, NULL, "v=spf1 mx note=two%_words -all" },
	{ "%-", MACRO, "7.1", N_("A space as URLs write it, %20."), NULL, NULL, "See http://www.%{d}/why%-refused" },

	{ "none", RESULT, "2.6.1, 8.1", N_("The domain has no SPF record (or there is no domain to look for), so nothing can be said."), NULL,
	  N_("They judge the mail by other things."), NULL },
	{ "neutral", RESULT, "2.6.2, 8.2", N_("The domain has a record and says nothing of this sender: ?all matched, or nothing did and there is no all."), NULL,
	  N_("They must treat it as none."), "v=spf1 mx ?all" },
	{ "pass", RESULT, "2.6.3, 8.3", N_("The domain lets this sender send in its name."), NULL,
	  N_("They take the domain as responsible for the mail, which may be unwanted all the same."), "v=spf1 mx -all" },
	{ "fail", RESULT, "2.6.4, 8.4", N_("The domain says that this sender may not send in its name."), NULL,
	  N_("Many refuse the mail with 550 5.7.1, some with the text of exp=; others only mark it. Mail that was forwarded fails too."),
	  "v=spf1 mx -all" },
	{ "softfail", RESULT, "2.6.5, 8.5", N_("The domain believes that this sender may not send in its name, but does not insist."), NULL,
	  N_("They should not refuse the mail for this alone, but may look at it more closely or mark it."), "v=spf1 mx ~all" },
	{ "temperror", RESULT, "2.6.6, 8.6", N_("DNS did not answer during the check. The next try may give another result."), NULL,
	  N_("They put the mail off (451 4.4.3), or take it unchecked."), NULL },
	{ "permerror", RESULT, "2.6.7, 8.7",
	  N_("The record cannot be evaluated: a term that is no SPF, more than 10 lookups, two records, an include without a record. It stays until the "
	     "record is repaired."),
	  NULL, N_("They refuse the mail (550 5.5.2) or treat it as none. With DMARC it is no pass."), "v=spf1 include: mx -all" },
};
enum { TOPICS = sizeof topics / sizeof *topics };

const struct topic *topic_at(size_t i)
{
	return i < TOPICS ? &topics[i] : NULL;
}

static const struct topic *find(struct slice name)
{
	for (size_t i = 0; i < TOPICS; i++)
		if (slice_same(name, slice_of(topics[i].name)))
			return &topics[i];
	return NULL;
}

/* "d", "{d}", "%{dr}", "%{d2-}": the letter says which. */
static const struct topic *find_macro(struct slice name)
{
	char macro[] = "%{?}";

	if (name.len > 1 && name.at[0] == '%')
		name = slice_from(name, 1);
	if (name.len > 1 && name.at[0] == '{')
		name = slice_from(name, 1);
	else if (name.len > 1)
		return NULL;
	if (!name.len || !ascii_alpha(name.at[0]))
		return NULL;
	macro[2] = name.at[0];
	return find((struct slice){ macro, 4 });
}

const struct topic *topic_by_name(struct slice name)
{
	const struct topic *found;

	name = slice_trim(name);
	found = find(name);
	if (!found)
		found = find_macro(name);
	if (!found && name.len > 1 && strchr(":=", name.at[name.len - 1]))
		found = find(slice_to(name, name.len - 1));
	if (!found && name.len > 1 && strchr("+-~?", name.at[0]) && ascii_alpha(name.at[1]))	/* "-all" */
		found = find(slice_from(name, 1));
	return found;
}
