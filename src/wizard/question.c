/* question: the table of what the wizard asks. */
#include "wizard/question.h"

#include "base/words.h"

static const struct question_choice everyone_else[] = {
	{ "~all", N_("softfail: take the mail but mark it. Good to begin with.") },
	{ "-all", N_("fail: refuse it.") },
	{ "?all", N_("neutral: say nothing.") },
	{ "redirect", N_("the record of another domain decides; it takes the place of every all.") },
	{ NULL, NULL },
};

const struct wizard_question wizard_questions[Q_COUNT] = {
	[Q_RETURN_PATH] = {
		.id = Q_RETURN_PATH, .form = REPLY_YES_NO, .name = "return-path",
		.label = "MAIL FROM", .prompt = N_("yes or no"),
		.text = N_("Is this the MAIL FROM (Return-Path) domain of the mail?"),
		.help = N_("Receivers look up SPF at the part after the @ of the envelope sender, which delivered mail shows as "
			"Return-Path. It is not the From header, and not the host name of the server. RFC 7208 2.4."),
	},
	[Q_SENDS] = {
		.id = Q_SENDS, .form = REPLY_YES_NO, .name = "sends", .option = "none",
		.label = "sends", .prompt = N_("yes or no"),
		.text = N_("Does this domain send mail at all?"),
		.help = N_("A domain that sends none says exactly v=spf1 -all, so that nobody can send in its name. RFC 7208 10.1.2."),
	},
	[Q_A] = {
		.id = Q_A, .form = REPLY_YES_NO, .name = "a", .option = "a",
		.label = "a", .prompt = N_("yes or no"),
		.text = N_("May the domain's own addresses send?"),
		.help = N_("a lets the A and AAAA addresses of the domain itself send. Often that is only the web server. RFC 7208 5.3."),
	},
	[Q_MX] = {
		.id = Q_MX, .form = REPLY_YES_NO, .name = "mx", .option = "mx",
		.label = "mx", .prompt = N_("yes or no"),
		.text = N_("May the servers it receives mail on send?"),
		.help = N_("mx lets the addresses of the domain's MX hosts send; with more than 10 MX records receivers answer permerror. "
			"Say no if another company only filters the incoming mail. RFC 7208 5.4."),
	},
	[Q_PTR] = {
		.id = Q_PTR, .form = REPLY_YES_NO, .name = "ptr", .option = "ptr",
		.label = "ptr", .prompt = N_("yes or no"),
		.text = N_("May any host send whose reverse DNS name is under the domain? Better not."),
		.help = N_("ptr is slow, loads the name servers of others and fails when they do; RFC 7208 5.5 says: do not use. Name the hosts instead."),
	},
	[Q_A_HOSTS] = {
		.id = Q_A_HOSTS, .form = REPLY_LIST, .name = "a-hosts", .option = "a-host",
		.label = "a:", .prompt = N_("hosts"),
		.text = N_("Which other hosts may send?"),
		.help = N_("Host names with a space between them; each costs 1 lookup. host.example.org/28 lets its network send, //64 the one around "
			"its IPv6 address. If the address hardly changes, ip4 or ip6 costs nothing. RFC 7208 5.3."),
	},
	[Q_MX_SETS] = {
		.id = Q_MX_SETS, .form = REPLY_LIST, .name = "mx-sets", .option = "mx-host",
		.label = "mx:", .prompt = N_("domains"),
		.text = N_("The mail servers (MX) of which other domains may send?"),
		.help = N_("Domain names with a space between them: the addresses of their MX hosts may send. Each costs 1 lookup. RFC 7208 5.4."),
	},
	[Q_IP4] = {
		.id = Q_IP4, .form = REPLY_LIST, .name = "ip4", .option = "ip4",
		.label = "ip4:", .prompt = N_("IPv4 networks"),
		.text = N_("Which IPv4 addresses or networks may send?"),
		.help = N_("192.0.2.1 or 192.0.2.0/24, with a space between them. They cost no lookup. Behind NAT receivers see the public address "
			"of the gateway, so write that one, not 10.x, 172.16.x or 192.168.x. RFC 7208 5.6."),
	},
	[Q_IP6] = {
		.id = Q_IP6, .form = REPLY_LIST, .name = "ip6", .option = "ip6",
		.label = "ip6:", .prompt = N_("IPv6 networks"),
		.text = N_("Which IPv6 addresses or networks may send?"),
		.help = N_("2001:db8::1 or 2001:db8::/32, with a space between them. They cost no lookup. RFC 7208 5.6."),
	},
	[Q_INCLUDE] = {
		.id = Q_INCLUDE, .form = REPLY_LIST, .name = "include", .option = "include",
		.label = "include:", .prompt = N_("domains"),
		.text = N_("Which mail services or other domains send for it?"),
		.help = N_("The domain that the service tells you to include. Who passes its SPF record passes yours; its own all does not count. "
			"Each costs 1 lookup and all that its record asks. RFC 7208 5.2."),
	},
	[Q_ALL] = {
		.id = Q_ALL, .form = REPLY_CHOICE, .name = "all", .option = "all",
		.label = "all", .prompt = N_("number"),
		.text = N_("What about everyone else?"),
		.help = N_("~all asks receivers to accept but mark mail from other places. RFC 7208 8.5. -all asks them to refuse it. RFC 7208 8.4. "
			"Start with ~all, read the DMARC reports, then use -all."),
		.choice = everyone_else,
	},
	[Q_REDIRECT] = {
		.id = Q_REDIRECT, .form = REPLY_NAME, .name = "redirect", .option = "redirect",
		.label = "redirect=", .prompt = N_("domain"),
		.text = N_("Which domain's record decides about everyone else?"),
		.help = N_("redirect hands over to the SPF record of another domain when nothing here matched, its all included. It has to exist: "
			"else receivers answer permerror. Costs 1 lookup and all that the other record asks. RFC 7208 6.1."),
	},
	[Q_EXP] = {
		.id = Q_EXP, .form = REPLY_NAME, .name = "exp", .option = "exp",
		.label = "exp=", .prompt = N_("name"),
		.text = N_("At which name is the explanation that refused senders read?"),
		.help = N_("After a fail, receivers may show the text of the TXT record at this name, such as explain._spf.example.org. It costs no lookup. "
			"RFC 7208 6.2."),
	},
	[Q_EXP_TEXT] = {
		.id = Q_EXP_TEXT, .form = REPLY_TEXT, .name = "exp-text", .option = "exp-text",
		.label = "TXT", .prompt = N_("text"),
		.text = N_("What does the explanation say?"),
		.help = N_("One line of ASCII text. %{i} becomes the address of the sender, %{s} the envelope sender, %{d} the domain; a percent sign is "
			"written %%. RFC 7208 6.2, 7.2."),
	},
	[Q_HELO] = {
		.id = Q_HELO, .form = REPLY_LIST, .name = "helo", .option = "helo-host",
		.label = "HELO", .prompt = N_("hosts"),
		.text = N_("Which mail hosts get a record of their own, v=spf1 a -all?"),
		.help = N_("Receivers also check the name a server says in HELO, and for bounces there is no other. Name the hosts of this domain that send, "
			"if their own addresses are what receivers see. RFC 7208 10.1.2."),
	},
};
