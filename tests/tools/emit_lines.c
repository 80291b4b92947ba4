/*
 * emit_lines: zone lines for a file of cases, so that real name servers can be asked whether they understand them.
 *
 *	emit_lines ORIGIN <CASES >LINES
 *
 * A case is one line: KIND FORM LAYOUT TTL OWNER HEX. KIND is record (an SPF record, any fault allowed) or text (any TXT value);
 * FORM at, relative or absolute; LAYOUT line, parentheses or commented; TTL a number, or - for none; OWNER absolute, as in a
 * master file; HEX the value's bytes, two digits each, nothing for none. A case it cannot print is an end with 1.
 */
#include "publish/zoneline.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const forms[] = { [OWNER_AT] = "at", [OWNER_RELATIVE] = "relative", [OWNER_ABSOLUTE] = "absolute", NULL };
static const char *const layouts[] = {
	[LAYOUT_LINE] = "line", [LAYOUT_PARENTHESES] = "parentheses", [LAYOUT_COMMENTED] = "commented", NULL
};

static bool word_index(const char *const words[], struct slice word, unsigned *index)
{
	for (*index = 0; words[*index]; ++*index)
		if (slice_equal(slice_of(words[*index]), word))
			return true;
	return false;
}

static unsigned digit(char c)
{
	const char *digits = "0123456789abcdef", *found = strchr(digits, c);

	return found ? (unsigned)(found - digits) : 0;
}

static void hex_value(struct slice hex, struct buf *value)
{
	buf_clear(value);
	for (size_t i = 0; i + 1 < hex.len; i += 2)
		buf_char(value, (char)(digit(hex.at[i]) << 4 | digit(hex.at[i + 1])));
}

static bool line_parse(struct slice words[5], struct zoneline *line)
{
	unsigned form, layout;
	uint64_t ttl = 0;

	if (!word_index(forms, words[1], &form) || !word_index(layouts, words[2], &layout))
		return false;
	line->form = (enum line_owner)form;
	line->layout = (enum line_layout)layout;
	line->ttl_given = !slice_equal(words[3], SLICE("-"));
	if (line->ttl_given && !slice_number(words[3], UINT32_MAX, &ttl))
		return false;
	line->ttl = (uint32_t)ttl;
	return name_from_master(words[4], NULL, &line->owner) == ERR_NONE;
}

static bool case_print(struct slice text, struct zoneline *line, struct buf *value, struct buf *out)
{
	struct slice words[5], hex = { 0 };
	struct record record;
	enum error error;

	for (size_t i = 0; i < 5; i++)
		if (!slice_word(&text, &words[i]))
			return false;
	slice_word(&text, &hex);
	hex_value(hex, value);
	if (!line_parse(words, line))
		return false;
	buf_clear(out);
	if (slice_equal(words[0], SLICE("text")))
		return zoneline_print_text(out, line, buf_slice(value)) == ERR_NONE;
	if (record_parse(&record, buf_slice(value)) != ERR_NONE)
		return false;
	error = zoneline_print(out, line, &record);
	record_release(&record);
	return error == ERR_NONE;
}

int main(int argc, char **argv)
{
	struct zoneline line = { .comment = "a comment: \"quotes\" ( ; \\ and \xe4\xb8\xad\xe6\x96\x87" };
	struct buf value = { 0 }, out = { 0 };
	char *text = NULL;
	size_t size = 0;
	ssize_t len;
	int status = 0;

	if (argc != 2 || name_from_master(slice_of(argv[1]), NULL, &line.origin) != ERR_NONE)
		return 2;
	while (status == 0 && (len = getline(&text, &size, stdin)) > 0) {
		if (!case_print((struct slice){ text, (size_t)len }, &line, &value, &out)) {
			fprintf(stderr, "cannot print: %s", text);
			status = 1;
		} else if (fwrite(out.text, 1, out.len, stdout) != out.len) {
			status = 1;
		}
	}
	free(text);
	buf_release(&value);
	buf_release(&out);
	return fflush(stdout) == 0 ? status : 1;
}
