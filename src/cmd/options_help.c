/*
 * options_help: --help, from the tables, for a terminal of 80 columns.
 */
#include "cmd/options.h"
#include "cmd/options_bits.h"
#include "base/buf.h"
#include "base/words.h"
#include <string.h>

enum { HELP_WIDTH = 80, HELP_COLUMN = 31, COMMAND_COLUMN = 11 };

enum option_reach option_reach(const struct option_row *row)
{
	/* The wizard has no --json. */
	unsigned takers = row->commands | IN_WIZARD;

	return takers == IN_EVERY ? REACH_ALL : takers == IN_ALL ? REACH_DNS : REACH_OWN;
}

/* Text from the column where the line stands, broken at blanks, and a newline. */
static void wrap(const char *text, size_t column, struct buf *out)
{
	struct slice rest = slice_of(text), word;
	size_t at = column;

	while (slice_word(&rest, &word)) {
		size_t width = text_width(word);

		if (at > column && at + 1 + width > HELP_WIDTH) {
			buf_char(out, '\n');
			buf_fill(out, ' ', column);
			at = column;
		}
		if (at > column)
			buf_char(out, ' ');
		at += width + (at > column);
		buf_add(out, word);
	}
	buf_char(out, '\n');
}

static void print_option(const struct option_row *row, struct buf *out)
{
	size_t from = out->len;

	if (row->letter)
		buf_printf(out, "  -%c, --%s", row->letter, row->name);
	else
		buf_printf(out, "      --%s", row->name);
	if (row->value)
		buf_printf(out, " %s", _(row->value));
	size_t width = text_width(slice_from(buf_slice(out), from));
	if (width + 2 > HELP_COLUMN) {
		buf_char(out, '\n');
		width = 0;
	}
	buf_fill(out, ' ', HELP_COLUMN - width);
	wrap(_(row->help), HELP_COLUMN, out);
}

/* Nothing, not even the heading, where the command takes none of these. */
static void print_options(const struct command *command, enum option_reach reach, const char *heading, struct buf *out)
{
	bool begun = false;

	for (const struct option_row *row = option_rows; row->name; row++) {
		if (!(row->commands & command->bit) || option_reach(row) != reach)
			continue;
		if (!begun)
			buf_printf(out, "\n%s\n", heading);
		begun = true;
		print_option(row, out);
	}
}

static void print_commands(struct buf *out)
{
	wrap(_("Usage: spfwiz [COMMAND] [OPTION...] [DOMAIN] [@SERVER]"), 0, out);
	wrap(_("Creates, edits, lints, proves and publishes the SPF record (RFC 7208) of a domain."), 0, out);
	buf_char(out, '\n');
	for (const struct command *c = commands; c->name; c++) {
		buf_printf(out, "  %-8s ", c->name);
		wrap(_(c->help), COMMAND_COLUMN, out);
	}
	buf_char(out, '\n');
	wrap(_("Without a command it is the wizard. \"spfwiz COMMAND --help\" tells more."), 0, out);
}

void options_help(const struct options *options, bool named, struct buf *out)
{
	const struct command *command = options->command;

	if (named) {
		buf_printf(out, _("Usage: spfwiz %s [OPTION...] %s\n"), command->name, command->operands);
		wrap(_(command->help), 0, out);
	} else {
		print_commands(out);
	}
	buf_printf(out, "\n%s\n", _("Examples:"));
	for (size_t i = 0; i < 2; i++)
		if (command->example[i])
			buf_printf(out, "  %s\n", command->example[i]);
	print_options(command, REACH_OWN, _("Options:"), out);
	print_options(command, REACH_DNS, _("Where answers come from:"), out);
	print_options(command, REACH_ALL, _("Everywhere:"), out);
	buf_char(out, '\n');
	wrap(_("Exit status: 0 good, 1 the answer is bad, 2 it could not be done, 130 stopped. See spfwiz(1)."), 0, out);
}
