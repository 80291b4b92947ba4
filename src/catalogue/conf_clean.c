/* conf_clean: a data file's text, checked byte by byte and made plain for libconfuse. */
#include "catalogue/conf.h"
#include "base/words.h"
#include <string.h>

struct cleaning {
	const char *path, *section;
	struct slice text;
	size_t at;
	unsigned line, open;	/* open: where the outermost brace that is open stands */
	size_t open_at, depth;	/* where that brace stands in out */
	struct buf *out;
	struct catalogue_faults *faults;	/* NULL: the text was cut, and what follows from that is no news */
};

static enum error fault(const struct cleaning *c, enum error error, unsigned line, const char *why)
{
	return c->faults ? conf_fault(c->faults, error, c->path, line, why) : error;
}

static char peek(const struct cleaning *c, size_t ahead)
{
	return c->at + ahead < c->text.len ? c->text.at[c->at + ahead] : '\0';
}

/* Copies one byte, or a blank for one that is in a comment. */
static void pass(struct cleaning *c, bool blank)
{
	char byte = c->text.at[c->at++];

	c->line += byte == '\n';
	buf_char(c->out, byte == '\n' ? '\n' : blank || byte == '\r' ? ' ' : byte);
}

static void line_comment(struct cleaning *c)
{
	while (c->at < c->text.len && peek(c, 0) != '\n')
		pass(c, true);
}

static enum error block_comment(struct cleaning *c)
{
	unsigned from = c->line;
	bool closed = false;

	pass(c, true);
	pass(c, true);
	while (c->at < c->text.len && !closed) {
		closed = peek(c, 0) == '*' && peek(c, 1) == '/';
		pass(c, true);
		if (closed)
			pass(c, true);
	}
	return closed ? ERR_NONE : fault(c, ERR_SYNTAX, from, _("a comment that never ends"));
}

/* A string ends on its line, unless a backslash carries it over. */
static enum error quoted(struct cleaning *c, char quote)
{
	unsigned from = c->line;

	pass(c, false);
	while (c->at < c->text.len && peek(c, 0) != quote) {
		if (peek(c, 0) == '\n' || peek(c, 0) == '\r')
			return fault(c, ERR_SYNTAX, from, _("a quotation mark without its second"));
		if (peek(c, 0) == '$' && peek(c, 1) == '{')
			return fault(c, ERR_SYNTAX, c->line, _("\"${\" may not stand in a data file"));
		if (peek(c, 0) == '\\' && c->at + 1 < c->text.len)
			pass(c, false);
		pass(c, false);
	}
	if (c->at == c->text.len)
		return fault(c, ERR_SYNTAX, from, _("a quotation mark without its second"));
	pass(c, false);
	return ERR_NONE;
}

/* libconfuse takes the end of the text for every brace that lacks. */
static void count_brace(struct cleaning *c, char byte)
{
	if (byte == '{' && c->depth++ == 0) {
		c->open = c->line;
		c->open_at = c->out->len;
	}
	if (byte == '}' && c->depth)
		c->depth--;
}

static enum error step(struct cleaning *c)
{
	char byte = peek(c, 0);

	count_brace(c, byte);
	if (byte == '"' || byte == '\'')
		return quoted(c, byte);
	if (byte == '/' && peek(c, 1) == '*')
		return block_comment(c);
	if (byte == '#' || (byte == '/' && peek(c, 1) == '/'))
		line_comment(c);
	else if (byte == '$')
		return fault(c, ERR_SYNTAX, c->line, _("\"$\" may stand only between quotation marks"));
	else
		pass(c, false);
	return ERR_NONE;
}

/* Control characters and bytes that are not UTF-8 have no place in a text that people edit: the text ends before them. */
static enum error check_bytes(struct cleaning *c)
{
	unsigned line = 1;

	for (size_t at = 0; at < c->text.len;) {
		uint32_t code;
		size_t n = utf8_decode(slice_from(c->text, at), &code);
		bool control = (code < ' ' && !ascii_blank((char)code)) || code == 0x7f;

		if (code == UTF8_INVALID || control) {
			c->text = slice_to(c->text, at);
			if (!code)
				return fault(c, ERR_BINARY, line, NULL);
			return fault(c, ERR_SYNTAX, line, control ? _("a control character") : _("not UTF-8"));
		}
		line += code == '\n';
		at += n;
	}
	return ERR_NONE;
}

static bool at_section(const struct cleaning *c)
{
	return (c->at == 0 || c->text.at[c->at - 1] == '\n') && conf_begins(slice_from(c->text, c->at), c->section);
}

/* The entry ends here, whatever its braces say. */
static enum error end_entry(struct cleaning *c)
{
	size_t depth = c->depth;

	c->depth = 0;
	if (!depth)
		return ERR_NONE;
	if (c->open_at < c->out->len)
		c->out->text[c->open_at] = CONF_BROKEN;
	return fault(c, ERR_SYNTAX, c->open, _("a brace that is never closed"));
}

static void skip_entry(struct cleaning *c)
{
	buf_char(c->out, CONF_BROKEN);
	c->depth = 0;
	while (c->at < c->text.len && !at_section(c))
		pass(c, true);
}

enum error conf_clean(const char *path, const char *section, struct slice text, struct buf *out, struct catalogue_faults *faults)
{
	struct cleaning c = { .path = path, .section = section, .text = text, .line = 1, .out = out, .faults = faults };
	enum error error = check_bytes(&c), now;

	if (error)
		c.faults = NULL;
	if (slice_starts(text, SLICE("\xEF\xBB\xBF")))
		c.at = strlen("\xEF\xBB\xBF");
	while (c.at < c.text.len) {
		now = at_section(&c) ? end_entry(&c) : ERR_NONE;
		error = error ? error : now;
		now = step(&c);
		if (now)
			skip_entry(&c);
		error = error ? error : now;
	}
	now = end_entry(&c);
	if (out->failed)
		return ERR_MEMORY;
	return error ? error : now;
}
