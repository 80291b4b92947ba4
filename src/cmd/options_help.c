/*
 * options_help: --help, from the tables.
 */
#include "cmd/options.h"
#include "cmd/options_bits.h"
#include "base/buf.h"
#include "base/words.h"
#include <string.h>

enum { HELP_COLUMN = 31 };

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
	buf_printf(out, "%s\n", _(row->help));
}

static void print_options(unsigned taken_by, bool common, struct buf *out)
{
	for (const struct option_row *row = option_rows; row->name; row++) {
		bool is_common = (row->commands | IN_WIZARD) == IN_ALL;

		if (row->commands & taken_by && is_common == common)
			print_option(row, out);
	}
}

void options_help(const struct options *options, bool named, struct buf *out)
{
	const struct command *command = options->command;

	if (named) {
		buf_printf(out, _("Usage: spfwiz %s [OPTION...] %s\n"), command->name, command->operands);
		buf_printf(out, "%s\n", _(command->help));
	} else {
		buf_string(out, _("Usage: spfwiz [COMMAND] [OPTION...] [DOMAIN] [@SERVER]\n"
		    "Creates, edits, lints, proves and publishes the SPF record (RFC 7208) of a domain.\n\n"));
		for (const struct command *c = commands; c->name; c++)
			buf_printf(out, "  %-8s %s\n", c->name, _(c->help));
		buf_string(out, _("\nWithout a command it is the wizard. \"spfwiz COMMAND --help\" tells more.\n"));
	}
	buf_string(out, _("\nExamples:\n"));
	for (size_t i = 0; i < 2; i++)
		if (command->example[i])
			buf_printf(out, "  %s\n", command->example[i]);
	buf_string(out, _("\nOptions:\n"));
	print_options(command->bit, false, out);
	buf_string(out, _("\nEverywhere:\n"));
	print_options(command->bit, true, out);
	buf_string(out, _("\nExit status: 0 good, 1 the answer is bad, 2 it could not be done.\n"));
}
