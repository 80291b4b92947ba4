/*
 * rules_manual: prints spfwiz-rules(7) from the table of rules and that of the words of SPF, as mdoc. "make manual" keeps what it prints in
 * doc/; a test compares the two.
 */
#include "lint/explain.h"
#include "base/buf.h"
#include "mdoc.h"
#include <stdio.h>
#include <string.h>

static const struct {
	unsigned from;
	const char *heading;
} families[] = {
	{ 100, "PUBLICATION AND SELECTION" }, { 200, "TEXT DAMAGE" }, { 300, "GRAMMAR" }, { 400, "ORDER AND TERMINATION" }, { 500, "LIMITS" },
	{ 600, "TARGETS" }, { 700, "POLICY AND CONTEXT" }, { 800, "TIDINESS" }, { 900, "OUTPUT" },
};

static void add_literal(struct buf *out, const char *heading, const char *text)
{
	struct slice rest = slice_of(text), line;
	struct buf plain = { 0 };

	if (!rest.len)
		return;
	buf_printf(out, ".Pp\n%s:\n.Bd -literal -offset 2n -compact\n", heading);
	while (slice_cut(&rest, '\n', &line)) {
		buf_clear(&plain);
		text_printable(&plain, line, TEXT_ASCII);	/* "\226\128\147all", as dig prints it */
		mdoc_text(out, buf_slice(&plain));
		buf_char(out, '\n');
	}
	buf_string(out, ".Ed\n");
	buf_release(&plain);
}

static void add_clause(struct buf *out, const char *rfc)
{
	if (*rfc)
		buf_printf(out, strncmp(rfc, "RFC", 3) == 0 ? ", %s" : ", RFC 7208 %s", rfc);
}

static void add_rule(struct buf *out, const struct rule *rule)
{
	buf_printf(out, ".It Sy SPF%u ", rule->id);
	mdoc_text(out, slice_of(rule->name));
	buf_printf(out, " No (%s", level_word(rule->level));
	add_clause(out, rule->rfc);
	buf_string(out, ")\n");
	mdoc_sentences(out, rule->why);
	add_literal(out, "Bad", rule->bad);
	add_literal(out, "Good", rule->good);
	buf_string(out, ".Pp\nWhat to do: ");
	mdoc_text(out, slice_of(rule->todo));
	buf_string(out, ".\n");
}

static void add_topic(struct buf *out, const struct topic *topic)
{
	buf_string(out, ".It Sy ");
	mdoc_text(out, slice_of(topic->name));
	buf_printf(out, " No (%s", topic->kind);
	add_clause(out, topic->rfc);
	buf_string(out, ")\n");
	mdoc_sentences(out, topic->what);
	if (topic->cost) {
		buf_string(out, ".br\nCost: ");
		mdoc_text(out, slice_of(topic->cost));
		buf_string(out, ".\n");
	}
	if (topic->receivers) {
		buf_string(out, ".br\nReceivers:\n");
		mdoc_sentences(out, topic->receivers);
	}
	add_literal(out, "Example", topic->example);
}

static void add_families(struct buf *out)
{
	const struct rule *rule;

	for (size_t f = 0; f < sizeof families / sizeof *families; f++) {
		buf_printf(out, ".Sh %s\n.Bl -tag -width Ds\n", families[f].heading);
		for (size_t i = 0; (rule = rule_at(i)); i++)
			if (rule->id / 100 == families[f].from / 100)
				add_rule(out, rule);
		buf_string(out, ".El\n");
	}
}

int main(void)
{
	struct buf out = { 0 };
	const struct topic *topic;

	buf_string(&out, ".\\\" Printed by tests/tools/rules_manual from the tables in src/lint; \"make manual\" prints it anew.\n"
	    ".Dd November 24, 2026\n.Dt SPFWIZ-RULES 7\n.Os\n.Sh NAME\n.Nm spfwiz-rules\n.Nd what spfwiz finds in SPF records\n"
	    ".Sh DESCRIPTION\nEach finding of\n.Xr spfwiz 1\nhas the id and the name of a rule.\nIds and names stay what they are.\n"
	    "An error makes receivers answer permerror or pass the record over; a warning is legal and probably not meant; a note is advice.\n"
	    "The level is that of the rule; a finding may be milder or worse.\n.Pp\n.Dl spfwiz explain SPF502\n.Pp\n"
	    "tells of one rule what stands here.\nRFC numbers are sections; where no RFC is named, of RFC 7208.\n");
	add_families(&out);
	buf_string(&out, ".Sh THE WORDS OF SPF\n.Bl -tag -width Ds\n");
	for (size_t i = 0; (topic = topic_at(i)); i++)
		add_topic(&out, topic);
	buf_string(&out, ".El\n.Sh SEE ALSO\n.Xr spfwiz 1\n.Rs\n.%A S. Kitterman\n.%T Sender Policy Framework (SPF)\n.%R RFC 7208\n.%D April 2014\n.Re\n");
	fwrite(out.text, 1, out.len, stdout);
	int failed = out.failed;
	buf_release(&out);
	return failed;
}
