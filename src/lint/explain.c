/*
 * explain: rules and topics as text for a person.
 */
#include "lint/explain.h"

#include "base/words.h"

/* "RFC 7208 4.6.4", "RFC 1035 3.3": a row names another RFC itself. */
static void add_clause(struct buf *out, const char *rfc)
{
	if (*rfc)
		buf_printf(out, slice_starts(slice_of(rfc), SLICE("RFC")) ? ", %s" : ", RFC 7208 %s", rfc);
}

/* An example, its lines set in. */
static void add_example(struct buf *out, const char *heading, const char *example, enum text_form form)
{
	struct slice rest = slice_of(example), line;

	if (!rest.len)
		return;
	buf_printf(out, "\n%s\n", heading);
	while (slice_cut(&rest, '\n', &line)) {
		buf_string(out, "    ");
		text_printable(out, line, form);
		buf_char(out, '\n');
	}
}

void explain_message(const struct rule *rule, struct buf *out)
{
	static const struct slice placeholder[4] = { { "X", 1 }, { "Y", 1 }, { "Z", 1 }, { "W", 1 } };

	rule_text(rule->message, placeholder, TEXT_ASCII, out);
}

void explain_rule(const struct rule *rule, enum text_form form, struct buf *out)
{
	buf_printf(out, "SPF%u %s (%s", rule->id, rule->name, _(level_word(rule->level)));
	add_clause(out, rule->rfc);
	buf_printf(out, ")\n\n%s\n", _(rule->why));
	add_example(out, _("Bad:"), rule->bad, form);
	add_example(out, _("Good:"), rule->good, form);
	buf_printf(out, _("\nWhat to do: %s.\n"), _(rule->todo));
}

void explain_topic(const struct topic *topic, struct buf *out)
{
	buf_printf(out, "%s (%s", topic->name, _(topic->kind));
	add_clause(out, topic->rfc);
	buf_printf(out, ")\n\n%s\n", _(topic->what));
	if (topic->cost)
		buf_printf(out, _("\nCost: %s.\n"), _(topic->cost));
	if (topic->receivers)
		buf_printf(out, _("\nReceivers: %s\n"), _(topic->receivers));
	add_example(out, _("Example:"), topic->example, TEXT_ASCII);
}
