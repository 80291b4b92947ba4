/* rule_4xx: the words of SPF401 to SPF411, order and termination. %1 is the term. */
#include "lint/rule.h"
#include "base/words.h"

static const struct rule rules[] = {
	{ 401, LEVEL_WARNING, "terms-after-all", "4.6, 5.1",
		N_("%1 stands behind all, so no receiver looks at it"),
		N_("put it before all, or take it away"),
		N_("Terms are tried from left to right, and all matches everyone: nothing behind it is ever looked at, though "
		   "it must still be free of errors. Hosts that were to be authorised there are not. exp and unknown modifiers "
		   "may stand behind all."),
		"v=spf1 mx ~all include:_spf.example.net", "v=spf1 mx include:_spf.example.net ~all" },
	{ 402, LEVEL_WARNING, "two-alls", "5.1",
		N_("%1 is a second all, which does nothing"),
		N_("keep the first, or the one that is meant"),
		N_("The first all matches everyone, so that another behind it never counts. Mostly two records were put "
		   "together."),
		"v=spf1 mx ~all -all", "v=spf1 mx -all" },
	{ 403, LEVEL_WARNING, "all-with-redirect", "5.1, 6.1",
		N_("%1 is ignored, since there is an all"),
		N_("keep either all or redirect"),
		N_("redirect is taken only when no mechanism matched, and all matches everyone. Beside an all, wherever it "
		   "stands, redirect does nothing. Where it alone names senders the repair makes it an include, which lets them "
		   "pass and leaves the all."),
		"v=spf1 mx ~all redirect=_spf.example.net", "v=spf1 mx redirect=_spf.example.net" },
	{ 404, LEVEL_NOTE, "modifier-before-mechanism", "6",
		N_("%1 stands before a mechanism"),
		N_("put it at the end"),
		N_("Modifiers act the same wherever they stand, but redirect and exp should stand at the end: a reader else "
		   "expects that they act where they are."),
		"v=spf1 exp=why.example.org mx -all", "v=spf1 mx -all exp=why.example.org" },
	{ 405, LEVEL_WARNING, "no-terminator", "4.7",
		N_("no all or redirect at the end: everyone else is neutral"),
		N_("add ~all or -all"),
		N_("When no term matches the result is neutral, as if there were no policy. To refuse or doubt mail from "
		   "everyone else the record must end in -all or ~all, or hand over by redirect."),
		"v=spf1 mx", "v=spf1 mx -all" },
	{ 406, LEVEL_WARNING, "empty-policy", "4.7",
		N_("the record says nothing: everyone is neutral"),
		N_("name who may send and end in -all, or write v=spf1 -all if nobody may"),
		N_("v=spf1 alone is a record that authorises nobody and refuses nobody. It mostly is the beginning of one that "
		   "got lost."),
		"v=spf1", "v=spf1 -all" },
	{ 407, LEVEL_NOTE, "exp-unreachable", "6.2",
		N_("%1 is never read: no term can give fail"),
		N_("take it away, or end in -all"),
		N_("The explanation is for mail that gets the result fail. No mechanism here has the qualifier -, and where "
		   "redirect is taken it is the other record's exp that counts."),
		"v=spf1 mx ~all exp=why.example.org", "v=spf1 mx -all exp=why.example.org" },
	{ 408, LEVEL_WARNING, "exp-target", "6.2",
		N_("%1: the text at %2 cannot be used"),
		N_("publish one TXT record in ASCII there, or take exp away"),
		N_("exp names a TXT record that holds the explanation. When there is none, more than one, one with bytes "
		   "beside ASCII or with a macro that cannot be read, receivers go on as if there were no exp."),
		"example.org. TXT \"v=spf1 -all exp=why.example.org\"",
		"example.org. TXT \"v=spf1 -all exp=why.example.org\"\nwhy.example.org. TXT \"%{i} may not send for %{d}\"" },
	{ 409, LEVEL_NOTE, "exp-in-include", "6.2",
		N_("%1: the exp of %2 is never read"),
		N_("put an exp into this record if one is wanted"),
		N_("An included record only says whether it matches. Its exp is ignored; the explanation is that of the record "
		   "that includes."),
		"example.org. TXT \"v=spf1 include:_spf.example.net -all\"\n"
		"_spf.example.net. TXT \"v=spf1 mx -all exp=why.example.net\"",
		"example.org. TXT \"v=spf1 include:_spf.example.net -all\"\n_spf.example.net. TXT \"v=spf1 mx -all\"" },
	{ 410, LEVEL_WARNING, "negative-include", "4.6.2, 5.2",
		N_("%1 refuses those whom the other record lets pass"),
		N_("write include: without a sign"),
		N_("include matches whoever passes by the other record, and its own qualifier then is the result: -include "
		   "refuses exactly its authorised hosts. It does not take over the other record's -all or ~all."),
		"v=spf1 -include:_spf.example.net ~all", "v=spf1 include:_spf.example.net ~all" },
	{ 411, LEVEL_NOTE, "redirect-for-shared-policy", "5.2, 6.1",
		N_("%1 takes over who passes, but not what becomes of the rest"),
		N_("write redirect= if the other record is to be the whole policy"),
		N_("include only takes over who passes; everyone else goes on behind it. To use another record as it is, its "
		   "all included, one writes redirect=. That is meant for one's own domains; a service's include belongs "
		   "beside an all of your own."),
		"v=spf1 include:_spf.example.org", "v=spf1 redirect=_spf.example.org" },
};
const struct rule_family rules_order = { rules, sizeof rules / sizeof *rules };
