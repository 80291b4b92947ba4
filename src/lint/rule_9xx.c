/* rule_9xx: the words of SPF901 to SPF909, output. %1 is the owner's name, or the term. */
#include "lint/rule.h"
#include "base/words.h"

static const struct rule rules[] = {
	{ 901, LEVEL_ERROR, "unquoted-master-file", "RFC 1035 5.1",
		N_("%1: without quotes each word is a string of its own"),
		N_("put the value between double quotes"),
		N_("In a zone file blanks separate strings, and receivers join strings without a space: v=spf1 mx -all is read "
		   "as v=spf1mx-all, which is no SPF record. Several hosts of DNS handle what is typed into their panels in "
		   "the same way."),
		"@ TXT v=spf1 mx -all", "@ TXT \"v=spf1 mx -all\"" },
	{ 902, LEVEL_NOTE, "split-inside-term", "3.3",
		N_("%1 is split between two strings"),
		N_("split behind a space, and keep the space inside the quotes"),
		N_("Strings are joined without a space, so a split inside a term is legal. It is hard to read, and whoever "
		   "edits it next is likely to put a space there."),
		"\"v=spf1 ip4:192.0\" \".2.1 -all\"", "\"v=spf1 ip4:192.0.2.1 \" \"-all\"" },
	{ 903, LEVEL_ERROR, "missing-trailing-dot", "RFC 1035 5.1",
		N_("%1: a full name without its final dot"),
		N_("end the name with a dot, or leave the zone's name out"),
		N_("A name without a final dot is completed by the name of the zone, so the record is at a name that nobody "
		   "asks for, or leads to one that does not exist."),
		"$ORIGIN example.org.\nmail.example.org A 192.0.2.1", "$ORIGIN example.org.\nmail A 192.0.2.1" },
	{ 904, LEVEL_ERROR, "semicolon-or-backslash", "RFC 1035 5.1",
		N_("%1: the zone file's %2 cuts or changes the value"),
		N_("put the value between quotes; write \\\" and \\\\ for quote and backslash"),
		N_("Outside quotes a semicolon begins a comment, and the rest of the line is lost. A backslash makes the next "
		   "character plain and vanishes itself; to keep it, it must be doubled. Inside quotes a semicolon needs "
		   "nothing."),
		"@ TXT v=spf1;mx", "@ TXT \"v=spf1 mx -all\"" },
	{ 905, LEVEL_ERROR, "host-length-limit", "",
		N_("%1 bytes; %2 takes %3 at most"),
		N_("shorten the record, or split it as that host wants it"),
		N_("The panel or interface of the DNS host does not take a value of this length. Some refuse it, others cut it "
		   "without a word."),
		"v=spf1 ip4:192.0.2.1 ip4:192.0.2.3 ... (300 bytes, at a host that takes 255)",
		"v=spf1 ip4:192.0.2.0/26 -all" },
	{ 906, LEVEL_ERROR, "tinydns-colon", "",
		N_("a colon in tinydns data must be written \\072"),
		N_("write \\072 for each colon of the value"),
		N_("tinydns separates fields by colons. A plain colon ends the value, and what stands behind it is taken as the "
		   "TTL."),
		"'example.org:v=spf1 include:a.example -all:3600", "'example.org:v=spf1 include\\072a.example -all:3600" },
	{ 907, LEVEL_WARNING, "serial-not-raised", "RFC 1912 2.2, RFC 1982",
		N_("%1: serial %2 is not above %3, which the servers show"),
		N_("raise the serial, then reload"),
		N_("Secondaries compare serials and transfer the zone only when it has gone up. Without that they keep the old "
		   "record. Serials are compared by RFC 1982: over 2147483647 ahead counts as behind."),
		"@ SOA ns hostmaster 2026112401 ... (as before)", "@ SOA ns hostmaster 2026112402 ..." },
	{ 908, LEVEL_WARNING, "publish-order", "5.2, 6.1",
		N_("%1 refers to %2, which is published after it"),
		N_("publish that one first, and wait until it is seen"),
		N_("While a record refers to a name that has none yet, receivers answer permerror. New records that others lead "
		   "to must be visible before the record that leads to them."),
		"1. example.org: v=spf1 include:_a.example.org -all\n2. _a.example.org: v=spf1 ip4:192.0.2.1 ~all",
		"1. _a.example.org\n2. example.org" },
	{ 909, LEVEL_NOTE, "unused-ignore", "",
		N_("nothing is silenced by: ignore %1"),
		N_("take the comment away"),
		N_("A comment asks to keep quiet about a finding (; spfwiz: ignore SPF703 reason), but there is no such finding "
		   "at its record. It was repaired, or the comment stands at the wrong record. Left there, it would hide the "
		   "next one."),
		"@ TXT \"v=spf1 mx -all\" ; spfwiz: ignore SPF703 still testing",
		"@ TXT \"v=spf1 mx ~all\" ; spfwiz: ignore SPF703 still testing" },
};

const struct rule_family rules_output = { rules, sizeof rules / sizeof *rules };
