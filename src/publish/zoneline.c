/* zoneline: a TXT record as lines of a master file (RFC 1035 5.1). */
#include "publish/zoneline.h"

#include "base/memory.h"
#include "base/words.h"

#include <inttypes.h>
#include <string.h>

enum {
	TTL_MOST = 0x7fffffff,	/* RFC 2181 8 */
	HEAD_SHORT = 40,	/* columns of owner, TTL, class and type up to which strings stand beside them */
	INDENT = 8,
	STRING_SHORT = 40,	/* columns of a quoted string that others wait for with their comment */
};

static void name_print(struct buf *out, const struct name *name)
{
	char text[NAME_TEXT];

	buf_add(out, (struct slice){ text, name_text(name, text) });
}

/* The labels of sub before top. */
static struct name labels_before(const struct name *sub, const struct name *top)
{
	struct name left = { .len = (uint8_t)(sub->len - top->len + 1) };

	memcpy(left.wire, sub->wire, left.len - 1U);	/* the root is there: left began as zeros */
	return left;
}

static enum error owner_print(struct buf *out, const struct zoneline *line)
{
	const struct name *owner = &line->owner, *origin = &line->origin;
	struct name left;

	if (owner->len == 0)
		return ERR_NAME_BYTES;
	if (line->form == OWNER_ABSOLUTE) {
		name_print(out, owner);
		buf_string(out, name_is_root(owner) ? "" : ".");
		return ERR_NONE;
	}
	if (origin->len == 0 || !name_under(owner, origin))
		return ERR_NAME_BYTES;
	/* The origin itself has no relative name but "@". */
	if (name_equal(owner, origin)) {
		buf_char(out, '@');
		return ERR_NONE;
	}
	left = labels_before(owner, origin);
	name_print(out, &left);
	return ERR_NONE;
}

/* *start: where the owner stands in out. */
static enum error head_print(struct buf *out, const struct zoneline *line, size_t *start)
{
	enum error error;

	if (line->ttl_given && line->ttl > TTL_MOST)
		return ERR_TOO_LARGE;
	if (line->comment) {
		buf_string(out, "; ");
		text_printable(out, slice_of(line->comment), TEXT_UTF8);
		buf_char(out, '\n');
	}
	*start = out->len;
	error = owner_print(out, line);
	if (line->ttl_given)
		buf_printf(out, " %" PRIu32, line->ttl);
	buf_string(out, " IN TXT");
	return error;
}

static void line_print(struct buf *out, const struct strings *strings)
{
	for (size_t i = 0; i < strings->n; i++) {
		buf_char(out, ' ');
		txt_quote(out, strings->string[i]);
	}
	buf_char(out, '\n');
}

static void parentheses_print(struct buf *out, size_t head, const struct strings *strings)
{
	bool beside = head <= HEAD_SHORT;
	size_t indent = beside ? head + strlen(" ( ") : INDENT;

	buf_string(out, beside ? " ( " : " (\n");
	for (size_t i = 0; i < strings->n; i++) {
		buf_fill(out, ' ', i == 0 && beside ? 0 : indent);
		txt_quote(out, strings->string[i]);
		buf_string(out, i + 1 < strings->n ? "\n" : " )\n");
	}
}

/* How wide the short strings get: their comments stand under each other, those of long strings two columns behind. */
static size_t comment_column(const struct strings *strings)
{
	struct buf quoted = { 0 };
	size_t widest = 0;

	for (size_t i = 0; i < strings->n; i++) {
		buf_clear(&quoted);
		txt_quote(&quoted, strings->string[i]);
		if (quoted.len <= STRING_SHORT && quoted.len > widest)
			widest = quoted.len;
	}
	buf_release(&quoted);	/* had it failed, only the columns would be off */
	return widest;
}

/* The comment of the term that begins at byte at; *next is the first term not yet commented. */
static void comment_print(struct buf *out, const struct record *record, size_t at, size_t *next)
{
	if (at == 0 && record_is_spf((struct slice){ record->text, record->len })) {
		buf_string(out, _("SPF, version 1"));
	} else if (*next < record->n && record->term[*next].whole.at == at) {
		term_comment(record, *next, out);
		++*next;
	}
}

static void commented_print(struct buf *out, const struct strings *strings, const struct record *record)
{
	size_t column = comment_column(strings), at = 0, next = 0;
	struct buf comment = { 0 };

	buf_string(out, " (\n");
	for (size_t i = 0; i < strings->n; i++) {
		size_t from = out->len + INDENT;

		buf_fill(out, ' ', INDENT);
		txt_quote(out, strings->string[i]);
		buf_clear(&comment);
		comment_print(&comment, record, at, &next);
		if (comment.len > 0) {
			if (out->len < from + column)
				buf_fill(out, ' ', from + column - out->len);
			buf_string(out, "  ; ");
			buf_add(out, buf_slice(&comment));
		}
		buf_char(out, '\n');
		at += strings->string[i].len;
	}
	buf_fill(out, ' ', INDENT);
	buf_string(out, ")\n");
	out->failed |= comment.failed;
	buf_release(&comment);
}

/* record: whose terms the strings are; NULL: the strings are no record's, and there is nothing to comment. */
static enum error strings_print(struct buf *out, const struct zoneline *line, const struct strings *strings, const struct record *record)
{
	struct buf wire = { 0 };
	size_t before = out->len, start = 0;
	enum error error = txt_wire(strings, &wire);	/* what is too large for DNS is too large for a file */

	buf_release(&wire);
	if (error == ERR_NONE)
		error = head_print(out, line, &start);
	if (error == ERR_NONE && out->failed)
		error = ERR_MEMORY;
	if (error == ERR_NONE) {
		if (line->layout == LAYOUT_LINE)
			line_print(out, strings);
		else if (line->layout == LAYOUT_COMMENTED && record)
			commented_print(out, strings, record);
		else
			parentheses_print(out, out->len - start, strings);
		error = out->failed ? ERR_MEMORY : ERR_NONE;
	}
	if (error != ERR_NONE)
		buf_cut(out, before);
	return error;
}

/* One term in each string: with the version, n + 1 strings and n cuts. */
static enum error split_terms(const struct record *record, struct slice value, size_t most, struct strings *out)
{
	uint32_t *cut = mem_zero(record->n + 1, sizeof(*cut));
	enum error error;

	if (!cut)
		return ERR_MEMORY;
	for (size_t i = 0; i < record->n; i++)
		cut[i] = record->term[i].whole.at;
	error = txt_split(value, cut, record->n, most, out);
	mem_free(cut);
	return error;
}

enum error zoneline_print(struct buf *out, const struct zoneline *line, const struct record *record)
{
	struct slice value = { record->text, record->len };
	struct strings strings;
	enum error error;

	if (line->layout == LAYOUT_COMMENTED)
		error = split_terms(record, value, line->most, &strings);
	else
		error = txt_split(value, record->cut, record->cuts, line->most, &strings);
	if (error != ERR_NONE)
		return error;
	error = strings_print(out, line, &strings, record);
	strings_release(&strings);
	return error;
}

enum error zoneline_print_text(struct buf *out, const struct zoneline *line, struct slice value)
{
	struct strings strings;
	enum error error = txt_split(value, NULL, 0, line->most, &strings);

	if (error != ERR_NONE)
		return error;
	error = strings_print(out, line, &strings, NULL);
	strings_release(&strings);
	return error;
}
