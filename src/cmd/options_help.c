/*
 * options_help: --help, from the tables.
 */
#include "cmd/options.h"
#include "cmd/options_bits.h"
#include "base/buf.h"
#include "base/words.h"
#include "base/wrap.h"

enum {
	HELP_COLUMN = 31, COMMAND_COLUMN = 11,
	HELP_NARROW = 60, HELP_INDENT = 8,	/* below that many columns what an option does stands below it */
};

enum option_reach option_reach(const struct option_row *row)
{
	/* The wizard has no --json. */
	unsigned takers = row->commands | IN_WIZARD;

	return takers == IN_EVERY ? REACH_ALL : takers == IN_ALL ? REACH_DNS : REACH_OWN;
}

/* Text from the cell at, where the line stands, and a newline. */
static void wrap(const char *text, size_t at, size_t columns, struct buf *out)
{
	wrap_line(out, slice_of(text), columns, at, at);
	buf_char(out, '\n');
}

static void print_option(const struct option_row *row, size_t columns, struct buf *out)
{
	size_t from = out->len, help = columns < HELP_NARROW ? HELP_INDENT : HELP_COLUMN;

	if (row->letter)
		buf_printf(out, "  -%c, --%s", row->letter, row->name);
	else
		buf_printf(out, "      --%s", row->name);
	if (row->value)
		buf_printf(out, " %s", _(row->value));
	size_t width = text_width(slice_from(buf_slice(out), from));
	if (width + 2 > help) {
		buf_char(out, '\n');
		width = 0;
	}
	buf_fill(out, ' ', help - width);
	wrap(_(row->help), help, columns, out);
}

/* Nothing, not even the heading, where the command takes none of these. */
static void print_options(const struct command *command, enum option_reach reach, const char *heading, size_t columns, struct buf *out)
{
	bool begun = false;

	for (const struct option_row *row = option_rows; row->name; row++) {
		if (!(row->commands & command->bit) || option_reach(row) != reach)
			continue;
		if (!begun)
			buf_printf(out, "\n%s\n", heading);
		begun = true;
		print_option(row, columns, out);
	}
}

static void print_commands(size_t columns, struct buf *out)
{
	wrap(_("Usage: spfwiz [COMMAND] [OPTION...] [DOMAIN] [@SERVER]"), 0, columns, out);
	wrap(_("Creates, edits, lints, proves and publishes the SPF record (RFC 7208) of a domain."), 0, columns, out);
	buf_char(out, '\n');
	for (const struct command *c = commands; c->name; c++) {
		buf_printf(out, "  %-8s ", c->name);
		wrap(_(c->help), COMMAND_COLUMN, columns, out);
	}
	buf_char(out, '\n');
	wrap(_("Without a command it is the wizard. \"spfwiz COMMAND --help\" tells more."), 0, columns, out);
}

void options_help(const struct options *options, bool named, size_t columns, struct buf *out)
{
	const struct command *command = options->command;

	if (named) {
		buf_printf(out, _("Usage: spfwiz %s [OPTION...] %s\n"), command->name, command->operands);
		wrap(_(command->help), 0, columns, out);
	} else {
		print_commands(columns, out);
	}
	buf_printf(out, "\n%s\n", _("Examples:"));
	for (size_t i = 0; i < 2; i++)
		if (command->example[i])
			buf_printf(out, "  %s\n", command->example[i]);
	print_options(command, REACH_OWN, _("Options:"), columns, out);
	print_options(command, REACH_DNS, _("Where answers come from:"), columns, out);
	print_options(command, REACH_ALL, _("Everywhere:"), columns, out);
	buf_char(out, '\n');
	wrap(_("Exit status: 0 good, 1 the answer is bad, 2 it could not be done, 130 stopped. See spfwiz(1)."), 0, columns, out);
}
