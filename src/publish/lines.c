/* lines: outputs into lines. */
#include "publish/lines.h"

void lines_usual(const struct name *zone, struct zonelines *lines)
{
	*lines = (struct zonelines){ .server = SERVER_BIND, .line = { .origin = *zone, .form = OWNER_AT }, .fitting = true };
}

void lines_in_doubt(struct zonelines *lines, bool doubtful)
{
	if (doubtful)
		lines->line.form = OWNER_ABSOLUTE;
}

enum line_layout lines_layout(const struct zonelines *lines, const struct record *record)
{
	if (!lines->fitting)
		return lines->line.layout;
	return record->len <= TXT_STRING && !record->cuts ? LAYOUT_LINE : LAYOUT_PARENTHESES;
}

static enum error print_one(const struct zonelines *lines, const struct output *output, struct buf *out)
{
	struct zoneline line = lines->line;

	line.owner = output->owner;
	line.layout = lines_layout(lines, &output->record);
	/* The text that exp points to may stand anywhere. */
	if (!line.origin.len || !name_under(&line.owner, &line.origin))
		line.form = OWNER_ABSOLUTE;
	if (output->is_spf)
		return zoneline_print(out, &line, &output->record);
	return zoneline_print_text(out, &line, (struct slice){ output->record.text, output->record.len });
}

enum error lines_print(const struct zonelines *lines, const struct outputs *outputs, struct buf *out)
{
	size_t before = out->len;
	enum error error = ERR_NONE;

	for (size_t i = 0; i < outputs->n && !error; i++)
		error = print_one(lines, &outputs->output[i], out);
	if (!error && out->failed)
		error = ERR_MEMORY;
	if (error)
		buf_cut(out, before);
	return error;
}

void lines_commands(const struct zonelines *lines, const struct name *owner, struct buf *out)
{
	struct slice rest, line;
	struct buf after = { 0 };

	zoneline_commands(&after, lines->server, &lines->line.origin, owner);
	rest = buf_slice(&after);
	while (slice_cut(&rest, '\n', &line))
		buf_printf(out, "; %.*s\n", SLICE_ARG(line));
	out->failed |= after.failed;
	buf_release(&after);
}
