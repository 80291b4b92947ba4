/*
 * lint_print: the text and gcc formats.
 */
#include "cmd/lint_print.h"
#include "base/words.h"
#include "base/wrap.h"
#include "cmd/out.h"
#include <string.h>

enum {
	LINE_COLUMNS = 74,	/* of a record in sight, behind two blanks */
	BEFORE_COLUMNS = 28,	/* of it before the finding when it is cut */
	CARET_COLUMNS = 60,
	COLUMN_BYTES = 4,	/* that a column may take: an escape has four columns a byte, and of what has no width no more is looked at */
};

enum lint_format lint_format(const char *word)
{
	static const char *const words[FORMAT_COUNT] = { "text", "gcc", "json", "ndjson", "sarif" };

	for (int i = 0; i < FORMAT_COUNT; i++)
		if (strcmp(words[i], word) == 0)
			return (enum lint_format)i;
	return FORMAT_COUNT;
}

void lint_count(struct lint_counts *counts, const struct finding *finding)
{
	counts->level[finding->level] += 1 + finding->more;
	if (finding->fix)
		*(finding->fix->safe ? &counts->safe : &counts->unsafe) += 1;
}

static int width_of(struct slice text, uint32_t from, uint32_t to)
{
	struct buf out = { 0 };

	out_printable(&out, slice_from(slice_to(text, to), from));
	int width = (int)text_width(buf_slice(&out));
	buf_release(&out);
	return width;
}

static bool inside_character(struct slice text, size_t at)
{
	return at < text.len && ((uint8_t)text.at[at] & 0xc0) == 0x80;
}

/* May the window grow, which holds that many bytes on this side? Characters stay whole. */
static bool grows(struct slice text, size_t edge, size_t bytes, int width, size_t most)
{
	size_t bound = most * COLUMN_BYTES;

	return inside_character(text, edge) ? bytes < bound + 3 : bytes < bound && width < (int)most;
}

/* The stretch of text that is shown around at: all of it, or what fits into so many columns. */
static void window(struct slice text, struct span at, size_t columns, uint32_t *from, uint32_t *to)
{
	size_t line = columns && columns < LINE_COLUMNS + 6 ? columns - 6 : LINE_COLUMNS;

	*from = 0;
	*to = (uint32_t)text.len;
	if (text.len <= line && width_of(text, 0, *to) <= (int)line)
		return;
	*from = at.at;
	while (*from > 0 && grows(text, *from, at.at - *from, width_of(text, *from, at.at), line * BEFORE_COLUMNS / LINE_COLUMNS))
		--*from;
	*to = at.at;
	while (*to < text.len && grows(text, *to, *to - at.at, width_of(text, *from, *to), line - 6))
		++*to;
}

static void print_caret(struct buf *out, const struct lint_item *item, bool coloured, size_t columns)
{
	struct span at = item->at;
	struct buf caret = { 0 };
	uint32_t from, to;

	if (at.at > item->text.len || at.len > item->text.len - at.at)
		at = (struct span){ (uint32_t)item->text.len, 0 };
	window(item->text, at, columns, &from, &to);
	buf_string(out, from ? "  ..." : "  ");
	out_printable(out, slice_from(slice_to(item->text, to), from));
	buf_string(out, to < item->text.len ? "...\n" : "\n");
	/* The whole record needs no underlining: the line itself is it. */
	if (at.len == item->text.len && at.len > CARET_COLUMNS)
		return;
	uint32_t end = at.at + at.len < to ? at.at + at.len : to;
	int width = width_of(item->text, at.at, end);

	buf_fill(out, ' ', (size_t)width_of(item->text, from, at.at) + (from ? 5 : 2));
	buf_char(&caret, '^');
	buf_fill(&caret, '~', width > 1 ? (size_t)width - 1 : 0);
	out_paint(out, coloured, COLOUR_GOOD, buf_text(&caret));
	buf_char(out, '\n');
	buf_release(&caret);
}

/* --fix is for one record: of a zone's the owner has to be named. */
static void print_help(struct buf *out, const struct lint_item *item, size_t columns)
{
	const struct finding *finding = item->finding;
	struct buf help = { 0 };

	buf_printf(&help, _("  help: %s"), _(finding->rule->todo));
	if (finding->fix && item->path)
		buf_printf(&help, finding->fix->safe ? _(" (%.*s --fix writes it)") : _(" (%.*s --fix --unsafe-fixes writes it)"), SLICE_ARG(item->owner));
	else if (finding->fix)
		buf_string(&help, finding->fix->safe ? _(" (--fix writes it)") : _(" (--fix --unsafe-fixes writes it)"));
	buf_char(&help, '\n');
	wrap_lines(out, buf_slice(&help), columns, 2);
	out->failed |= help.failed;
	buf_release(&help);
}

void lint_print_item(struct buf *out, const struct lint_item *item, bool caret, bool coloured, size_t columns)
{
	static const enum out_colour colour[] = {
		[LEVEL_NOTE] = COLOUR_NONE, [LEVEL_WARNING] = COLOUR_WARNING, [LEVEL_ERROR] = COLOUR_BAD,
	};
	const struct finding *finding = item->finding;
	const char *level = caret ? _(level_word(finding->level)) : level_word(finding->level);
	struct buf message = { 0 }, line = { 0 };
	size_t from = out->len;

	if (item->column)
		buf_printf(out, "%s:%u:%u: ", item->where, item->line, item->column);
	else if (item->line)
		buf_printf(out, "%s:%u: ", item->where, item->line);
	else
		buf_printf(out, "%s: ", item->where);
	size_t at = text_width(slice_from(buf_slice(out), from)) + text_width(slice_of(level));
	out_paint(out, coloured, colour[finding->level], level);
	buf_string(&line, ": ");
	finding_text(finding, true, out_utf8() ? TEXT_UTF8 : TEXT_ASCII, &message);
	/* In a file, whose record it is: unless the line says so already. */
	if (item->owner.len && !slice_starts(slice_of(item->where), item->owner) && !slice_starts(buf_slice(&message), item->owner))
		buf_printf(&line, "%.*s: ", SLICE_ARG(item->owner));
	buf_add(&line, buf_slice(&message));
	buf_printf(&line, " [SPF%03u %s]", (unsigned)finding->rule->id, finding->rule->name);
	wrap_line(out, buf_slice(&line), caret ? columns : 0, at, 2);
	buf_char(out, '\n');
	out->failed |= message.failed || line.failed;
	buf_release(&message);
	buf_release(&line);
	if (!caret)
		return;
	if (item->text.at)
		print_caret(out, item, coloured, columns);
	print_help(out, item, columns);
}

void lint_print_counts(struct buf *out, const struct lint_counts *counts)
{
	size_t errors = counts->level[LEVEL_ERROR], warnings = counts->level[LEVEL_WARNING], notes = counts->level[LEVEL_NOTE];

	if (!errors && !warnings && !notes) {
		buf_string(out, _("Nothing to say: no errors, no warnings.\n"));
		return;
	}
	buf_printf(out, ngettext("%zu error", "%zu errors", errors), errors);
	buf_printf(out, ngettext(", %zu warning", ", %zu warnings", warnings), warnings);
	buf_printf(out, ngettext(", %zu note.", ", %zu notes.", notes), notes);
	if (counts->safe && counts->zone)
		buf_printf(out, ngettext(" %zu can be fixed with DOMAIN --fix.", " %zu can be fixed with DOMAIN --fix.", counts->safe), counts->safe);
	else if (counts->safe)
		buf_printf(out, ngettext(" %zu can be fixed with --fix.", " %zu can be fixed with --fix.", counts->safe), counts->safe);
	if (counts->unsafe && counts->zone)
		buf_printf(out, ngettext(" %zu more with DOMAIN --fix --unsafe-fixes: look at the change first.",
			" %zu more with DOMAIN --fix --unsafe-fixes: look at the change first.", counts->unsafe), counts->unsafe);
	else if (counts->unsafe)
		buf_printf(out, ngettext(" %zu more with --fix --unsafe-fixes: look at the change first.",
			" %zu more with --fix --unsafe-fixes: look at the change first.", counts->unsafe), counts->unsafe);
	if (counts->cut)
		buf_string(out, _(" The list was cut: there is more of the mildest level."));
	buf_char(out, '\n');
}
