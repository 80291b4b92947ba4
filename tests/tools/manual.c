/*
 * manual FILE: prints a manual with its generated parts anew. A part begins with a line `.\" generated: WHAT` and ends with `.\" end`;
 * what stands between comes from the tables that the program itself reads. "make manual" writes it; a test compares.
 *
 *   options COMMAND | options dns | options all    src/cmd/options.c
 *   formats                                        src/publish/format.c
 *   keys                                           ui/key.c
 *   fields service | host | fact                   src/catalogue/fields.c
 */
#include "base/file.h"
#include "catalogue/catalogue_private.h"
#include "catalogue/conf.h"
#include "cmd/options.h"
#include "mdoc.h"
#include "publish/format.h"
#include "ui/key.h"
#include <stdio.h>
#include <string.h>

static const char begins[] = ".\\\" generated: ", ends[] = ".\\\" end";

/* "ask there" as "Ask there.", which is how sentences of manuals are. */
static void add_sentence(struct buf *out, const char *text, const char *end)
{
	char first = *text >= 'a' && *text <= 'z' ? (char)(*text - 'a' + 'A') : *text;
	struct buf sentence = { 0 };

	buf_char(&sentence, first);
	buf_printf(&sentence, "%s%s", text + 1, text[strlen(text) - 1] == '?' ? "" : end);
	mdoc_sentences(out, buf_text(&sentence));
	buf_release(&sentence);
}

/* "text|gcc" are words to be typed, "FILE" stands for something. */
static void add_value(struct buf *out, const char *value)
{
	struct slice rest = slice_of(value), word;
	const char *between = strchr("abcdefghijklmnopqrstuvwxyz", *value) ? " Cm " : " Ar ";

	while (slice_cut(&rest, '|', &word)) {
		buf_string(out, between);
		buf_add(out, word);
		between = " | ";
	}
}

static void add_option(struct buf *out, const struct option_row *row)
{
	buf_string(out, ".It ");
	if (row->letter)
		buf_printf(out, "Fl %c , ", row->letter);
	buf_printf(out, "Fl -%s", row->name);
	if (row->value)
		add_value(out, row->value);
	buf_char(out, '\n');
	add_sentence(out, row->help, ".");
	if (row->type == 'w')
		buf_string(out, "May be given several times.\n");
}

static bool add_options(struct buf *out, const char *of)
{
	enum option_reach reach = strcmp(of, "dns") == 0 ? REACH_DNS : strcmp(of, "all") == 0 ? REACH_ALL : REACH_OWN;
	const struct command *command = commands;

	while (reach == REACH_OWN && command->name && strcmp(command->name, of) != 0)
		command++;
	if (!command->name)
		return false;
	buf_string(out, ".Bl -tag -width Ds\n");
	for (const struct option_row *row = option_rows; row->name; row++)
		if (option_reach(row) == reach && (reach != REACH_OWN || row->commands & command->bit))
			add_option(out, row);
	buf_string(out, ".El\n");
	return true;
}

static bool add_formats(struct buf *out, const char *of)
{
	for (int i = 0; i < AS_COUNT; i++)
		buf_printf(out, ".Cm %s%s\n", format_word((enum format)i), i + 2 < AS_COUNT ? " ," : i + 1 < AS_COUNT ? "\nand" : " .");
	return !*of;
}

static const struct {
	unsigned bit;
	const char *name;
} screens[] = {
	{ IN_START, "Start" }, { IN_DISCOVER, "Discover" }, { IN_BUILD, "Build" }, { IN_TEST, "Test" }, { IN_TREE, "Tree" },
	{ IN_DIFF, "Diff" }, { IN_OUTPUT, "Output" },
};

static void add_screens(struct buf *out, unsigned on)
{
	const char *between = ".Pq ";

	for (size_t i = 0; on && i < sizeof screens / sizeof *screens; i++) {
		if (!(on & screens[i].bit))
			continue;
		buf_printf(out, "%s%s", between, screens[i].name);
		between = " , ";
	}
	buf_string(out, on ? " .\n" : "");	/* behind the parenthesis */
}

static bool on_all(unsigned on)
{
	for (size_t i = 0; i < sizeof screens / sizeof *screens; i++)
		if (!(on & screens[i].bit))
			return false;
	return true;
}

static void add_key(struct buf *out, const struct key_row *row)
{
	unsigned on = on_all(row->screen) ? 0 : row->screen;
	char name[16];

	buf_string(out, ".It Ic");
	for (size_t i = 0; i < sizeof row->code / sizeof *row->code && row->code[i]; i++) {
		buf_string(out, i ? " , " : " ");
		mdoc_text(out, (struct slice){ name, key_name(row->code[i], name) });
	}
	buf_char(out, '\n');
	if (row->action >= ACT_SCREEN_1 && row->action <= ACT_SCREEN_7) {	/* their line is the screen's name */
		buf_printf(out, "Go to %s.\n", row->help);
		return;
	}
	/* Where it acts stands before the full stop. */
	add_sentence(out, row->help, on ? "" : ".");
	add_screens(out, on);
}

static bool add_keys(struct buf *out, const char *of)
{
	static const char *const headings[GROUP_COUNT] = {
		[GROUP_EVERYWHERE] = "Everywhere", [GROUP_TEXT] = "\\&In a text field", [GROUP_CHOICE] = "On a box, a choice or a button",
		[GROUP_LIST] = "\\&In a list", [GROUP_FINDING] = "On a finding", [GROUP_SCREEN] = "On some screens",
	};
	const struct key_row *row;

	for (size_t group = 0; group < GROUP_COUNT; group++) {
		buf_printf(out, ".Ss %s\n.Bl -tag -width \"F10, 1, M-1, M\" -compact\n", headings[group]);
		for (size_t i = 0; (row = key_row(i)); i++)
			if (row->help && row->group == group)
				add_key(out, row);
		buf_string(out, ".El\n");
	}
	return !*of;
}

static void add_kind(struct buf *out, const struct conf_field *field)
{
	static const char *const kinds[] = {
		[CONF_TEXT] = "text", [CONF_LIST] = "list", [CONF_BOOL] = "true or false", [CONF_NUMBER] = "number",
	};

	if (field->kind != CONF_WORD) {
		buf_printf(out, " No (%s%s)\n", kinds[field->kind], field->needed ? ", needed" : "");
		return;
	}
	buf_string(out, " No (one of");
	for (size_t i = 0; field->words[i]; i++)
		buf_printf(out, " %s,", field->words[i]);
	buf_string(out, " needed)\n");
}

static bool add_fields(struct buf *out, const char *of)
{
	const struct conf_section *all[] = { &service_section, &host_section, host_section.sub };

	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		if (strcmp(all[i]->name, of) != 0)
			continue;
		buf_string(out, ".Bl -tag -width Ds -compact\n");
		for (const struct conf_field *field = all[i]->field; field->name; field++) {
			buf_printf(out, ".It Va %s", field->name);
			add_kind(out, field);
			add_sentence(out, field->what, ".");
		}
		buf_string(out, ".El\n");
		return true;
	}
	return false;
}

static const struct {
	const char *name;
	bool (*add)(struct buf *, const char *of);
} parts[] = {
	{ "options", add_options }, { "formats", add_formats }, { "keys", add_keys }, { "fields", add_fields },
};

static bool add_part(struct buf *out, struct slice what)
{
	struct buf of = { 0 };
	struct slice name, rest = what;
	bool good = slice_word(&rest, &name);

	for (size_t i = 0; good && i < sizeof parts / sizeof *parts; i++) {
		if (!slice_equal(name, slice_of(parts[i].name)))
			continue;
		buf_add(&of, slice_trim(rest));
		good = parts[i].add(out, buf_text(&of));
		buf_release(&of);
		return good;
	}
	return false;
}

/* The file, with what stands between the marks made anew. False: a mark that means nothing, or no end. */
static bool fill(struct slice text, struct buf *out)
{
	struct slice line;
	bool inside = false;

	while (slice_cut(&text, '\n', &line)) {
		if (inside && !slice_equal(line, slice_of(ends)))
			continue;
		inside = slice_starts(line, slice_of(begins));
		if (!line.len && !text.len)	/* behind the last newline */
			break;
		buf_add(out, line);
		buf_char(out, '\n');
		if (inside && !add_part(out, slice_from(line, sizeof begins - 1))) {
			fprintf(stderr, "manual: no such part: %.*s\n", SLICE_ARG(line));
			return false;
		}
	}
	if (inside)
		fprintf(stderr, "manual: a part has no end\n");
	return !inside;
}

int main(int argc, char **argv)
{
	struct buf text = { 0 }, out = { 0 };
	struct problem problem;

	if (argc != 2 || file_read(argv[1], 1 << 20, &text, NULL, &problem)) {
		fprintf(stderr, "manual FILE\n");
		return 2;
	}
	int failed = !fill(buf_slice(&text), &out) || out.failed;
	if (!failed)
		fwrite(out.text, 1, out.len, stdout);
	buf_release(&text);
	buf_release(&out);
	return failed;
}
