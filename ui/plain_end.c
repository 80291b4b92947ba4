/* plain_end: the record with its figures, and what to do with it. */
#include "ui/plain_private.h"

#include "base/words.h"

void plain_faults(struct plain *p)
{
	plain_findings(p, &p->survey.findings);
}

void plain_findings(struct plain *p, const struct lint_findings *findings)
{
	for (size_t i = 0; i < findings->n && findings->finding[i].level > LEVEL_NOTE; i++) {
		struct buf line = { 0 };

		finding_line(&findings->finding[i], true, p->io.form, &line);
		plain_say(p, "  %s\n", buf_text(&line));
		buf_release(&line);
	}
}

void plain_record(struct plain *p)
{
	const struct record *record = draft_record(p->draft);

	plain_say(p, _("The record, %zu bytes, %u of %u lookups:\n"), (size_t)record->len, p->survey.lookups, WALK_LOOKUPS);
	plain_show(p, (struct slice){ record->text, record->len });
	if (p->survey.pending)
		plain_say(p, _("  Not all answers are in: it may cost more.\n"));
	plain_faults(p);
}

struct entry {			/* a row of the menu */
	const char *text;
	enum step (*run)(struct plain *);	/* NULL: handled by the menu itself */
};

static enum step print(struct plain *p)
{
	plain_print_lines(p);
	return p->memory ? STEP_FAILED : STEP_NEXT;
}

enum { AGAIN = 5, LEAVE = 6 };
static const struct entry entries[] = {
	{ N_("print the zone line"), print },
	{ N_("save to a file"), plain_save },
	{ N_("test an address"), plain_test },
	{ N_("what to type at a DNS host"), plain_host },
	{ N_("go through the questions again"), NULL },
	{ N_("leave"), NULL },
};

static void show_menu(struct plain *p)
{
	plain_say(p, _("What now?\n"));
	for (size_t i = 0; i < sizeof entries / sizeof *entries; i++)
		plain_say(p, "  %zu. %s\n", i + 1, _(entries[i].text));
}

/* What was said, as the number of an entry; 0: nothing of that. */
static uint64_t entry_number(const struct plain *p, uint64_t preset)
{
	struct slice said = buf_slice(&p->line);
	uint64_t number = 0;

	if (!said.len)
		return preset;
	if (slice_equal(said, SLICE("!")))
		return LEAVE;
	if (slice_equal(said, SLICE("<")))
		return AGAIN;
	return slice_number(said, LEAVE, &number) ? number : 0;
}

static void help(struct plain *p)
{
	struct buf said = { 0 };

	if (p->line.len == 1 && p->line.text[0] == '=') {
		plain_record(p);
		return;
	}
	text_printable(&said, buf_slice(&p->line), p->io.form);
	if (p->line.len == 1 && p->line.text[0] == '?')
		plain_say(p, _("  Nothing has been changed anywhere yet. Type the number of what to do, 1 to %d.\n"), LEAVE);
	else
		plain_say(p, _("  \"%s\" is no number from 1 to %d.\n"), buf_text(&said), LEAVE);
	buf_release(&said);
}

/* Without a terminal the end of input still asks for what all was about: the zone lines. */
static int input_over(struct plain *p)
{
	if (p->io.in_terminal)
		return LEFT_EARLY;
	if (!p->given)
		plain_print_lines(p);
	return p->memory ? LEFT_FAILED : LEFT_GOOD;
}

int plain_menu(struct plain *p, bool *again)
{
	*again = false;
	plain_say(p, "\n");
	plain_record(p);
	while (!p->defaults) {
		uint64_t preset = p->given ? LEAVE : 1, number;
		enum step step;
		enum heard heard;

		show_menu(p);
		do {
			heard = plain_hear(p, _("number"), preset == 1 ? "1" : "6");
			if (heard == HEARD_STOP)
				return plain_gone(p) ? LEFT_EARLY : LEFT_SIGNAL;
			if (heard == HEARD_END)
				return input_over(p);
			number = heard == HEARD_LINE ? entry_number(p, preset) : 0;
			if (!number && heard == HEARD_LINE)
				help(p);
		} while (!number);
		*again = number == AGAIN;
		if (number >= AGAIN)
			return LEFT_GOOD;
		step = entries[number - 1].run(p);
		if (step == STEP_STOP)
			return plain_gone(p) ? LEFT_EARLY : LEFT_SIGNAL;
		if (step == STEP_FAILED)
			return LEFT_FAILED;
		if (step == STEP_LEAVE)
			return input_over(p);
	}
	return input_over(p);
}
