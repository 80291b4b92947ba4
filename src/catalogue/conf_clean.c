/* conf_clean: a data file's text, checked byte by byte and made plain for libconfuse. */
#include "catalogue/conf.h"
#include "base/words.h"
#include <string.h>

struct cleaning {
	const char *path;
	struct slice text;
	size_t at;
	unsigned line, open;	/* open: where the outermost brace that is open stands */
	size_t depth;
	struct buf *out;
	struct problem *problem;
};

static enum error fault(const struct cleaning *c, enum error error, unsigned line, const char *why)
{
	return problem_set(c->problem, error, c->path, line, why);
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
	if (byte == '{' && c->depth++ == 0)
		c->open = c->line;
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

enum error conf_clean(const char *path, struct slice text, struct buf *out, struct problem *problem)
{
	struct cleaning c = { .path = path, .text = text, .line = 1, .out = out };
	struct problem first;
	enum error bytes, error = ERR_NONE;

	c.problem = &first;
	bytes = check_bytes(&c);
	c.problem = bytes ? NULL : &first;	/* what comes before may be cut in a string: that is no news */
	if (slice_starts(text, SLICE("\xEF\xBB\xBF")))
		c.at = strlen("\xEF\xBB\xBF");
	while (!error && c.at < c.text.len)
		error = step(&c);
	if (!error && c.depth)
		error = fault(&c, ERR_SYNTAX, c.open, _("a brace that is never closed"));
	if (out->failed)
		return problem_set(problem, ERR_MEMORY, NULL, 0, NULL);
	if ((bytes || error) && problem)
		*problem = first;
	return bytes ? bytes : error;
}
