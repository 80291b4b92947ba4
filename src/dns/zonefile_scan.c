/* zonefile_scan: the tokens of master files (RFC 1035 5.1): words, quoted strings, parentheses, comments, line endings. */
#include "dns/zonefile_private.h"

#include "base/words.h"

#include <string.h>

enum class {
	CLASS_WORD,
	CLASS_BLANK,
	CLASS_LINE,		/* a lone CR ends a line too, as with BIND */
	CLASS_COMMENT,
	CLASS_OPEN,
	CLASS_CLOSE,
	CLASS_QUOTE,
	CLASS_ESCAPE,
};
static const uint8_t classes[256] = {
	[' '] = CLASS_BLANK, ['\t'] = CLASS_BLANK, ['\n'] = CLASS_LINE, ['\r'] = CLASS_LINE, [';'] = CLASS_COMMENT, ['('] = CLASS_OPEN,
	[')'] = CLASS_CLOSE, ['"'] = CLASS_QUOTE, ['\\'] = CLASS_ESCAPE,
};

static enum class class_at(const struct scanner *s, size_t at)
{
	return (enum class)classes[(uint8_t)s->text.at[at]];
}

void scan_start(struct scanner *s, struct slice text)
{
	*s = (struct scanner){ .text = text, .line = 1 };
	if (slice_starts(text, SLICE("\xef\xbb\xbf")))
		s->at = 3;
	scan_entry(s);
}

void scan_entry(struct scanner *s)
{
	s->in_data = s->closed = s->torn = false;
	s->data_depth = s->data_to = 0;
	s->data_from = UINT32_MAX;
}

void scan_data(struct scanner *s)
{
	s->in_data = true;
}

static enum token_kind wrong(struct scanner *s, struct token *t, struct place place, const char *fault)
{
	s->wrong = place;
	s->fault = fault;
	return t->kind = TOKEN_WRONG;
}

/* Stretches the data to what stands from at to to. */
static void data_add(struct scanner *s, uint32_t at, uint32_t to)
{
	if (!s->in_data)
		return;
	if (s->data_from == UINT32_MAX)
		s->data_from = at;
	s->data_to = to;
	s->torn |= s->closed;
}

static void open_parenthesis(struct scanner *s)
{
	if (s->depth++ == 0)
		s->opened = (struct place){ s->at, s->line };
	data_add(s, s->at, s->at + 1);
	s->data_depth += s->in_data;
}

/* One that was opened before the data is not part of it, unless more data follows: then nothing balanced can be cut out. */
static void close_parenthesis(struct scanner *s)
{
	s->depth--;
	if (s->data_depth == 0) {
		s->closed = s->data_from != UINT32_MAX;
		return;
	}
	s->data_depth--;
	data_add(s, s->at, s->at + 1);
}

/* Over one line ending. */
static void skip_line_ending(struct scanner *s)
{
	if (s->text.at[s->at] == '\r' && s->at + 1 < s->text.len && s->text.at[s->at + 1] == '\n')
		s->at++;
	s->at++;
	s->line++;
}

static void skip_comment(struct scanner *s)
{
	const char *from = s->text.at + s->at;
	const char *line = memchr(from, '\n', s->text.len - s->at);
	const char *back = memchr(from, '\r', line ? (size_t)(line - from) : s->text.len - s->at);
	const char *to = back ? back : line;
	s->at = to ? (uint32_t)(to - s->text.at) : (uint32_t)s->text.len;
}

/* At the first byte of a line ending or comment outside parentheses, or at the end of the text. */
static enum token_kind end_of_entry(struct scanner *s, struct token *t)
{
	s->end = s->at;
	if (s->at < s->text.len && class_at(s, s->at) == CLASS_COMMENT)
		skip_comment(s);
	if (s->at < s->text.len)
		skip_line_ending(s);
	return t->kind = TOKEN_END;
}

static enum token_kind finish_token(struct scanner *s, struct token *t, enum token_kind kind)
{
	*t = (struct token){ .kind = kind, .place = t->place, .text = { s->text.at + t->place.at, s->at - t->place.at } };
	data_add(s, t->place.at, s->at);
	return kind;
}

/* A quoted string may hold anything but a line ending (BIND, NSD: a forgotten quote must not swallow the file). */
static enum token_kind scan_quoted(struct scanner *s, struct token *t)
{
	for (s->at++; s->at < s->text.len && s->text.at[s->at] != '\n'; s->at++) {
		if (s->text.at[s->at] == '"') {
			s->at++;
			return finish_token(s, t, TOKEN_QUOTED);
		}
		if (s->text.at[s->at] == '\\' && s->at + 1 < s->text.len && s->text.at[s->at + 1] != '\n')
			s->at++;
	}
	return wrong(s, t, t->place, N_("the quote opened here is not closed on its line"));
}

static enum token_kind scan_word(struct scanner *s, struct token *t)
{
	for (; s->at < s->text.len; s->at++) {
		enum class class = class_at(s, s->at);
		if (class == CLASS_WORD)
			continue;
		if (class != CLASS_ESCAPE)
			break;
		if (s->at + 1 == s->text.len || class_at(s, s->at + 1) == CLASS_LINE)
			return wrong(s, t, (struct place){ s->at, s->line }, N_("a backslash with nothing after it"));
		s->at++;
	}
	return finish_token(s, t, TOKEN_WORD);
}

/* Over blanks and parentheses, and inside these over lines and comments too. False: what is at .at is no gap. */
static bool skip_gap(struct scanner *s, enum class class)
{
	if (class == CLASS_BLANK) {
		s->at++;
	} else if (class == CLASS_OPEN) {
		open_parenthesis(s);
		s->at++;
	} else if (class == CLASS_CLOSE && s->depth > 0) {
		close_parenthesis(s);
		s->at++;
	} else if (class == CLASS_LINE && s->depth > 0) {
		skip_line_ending(s);
	} else if (class == CLASS_COMMENT && s->depth > 0) {
		skip_comment(s);
	} else {
		return false;
	}
	return true;
}

enum token_kind scan_token(struct scanner *s, struct token *t)
{
	enum class class = CLASS_LINE;
	while (s->at < s->text.len && skip_gap(s, class = class_at(s, s->at)))
		;
	t->place = (struct place){ s->at, s->line };
	if (s->at == s->text.len && s->depth > 0)
		return wrong(s, t, s->opened, N_("the parenthesis opened here is never closed"));
	if (s->at == s->text.len || class == CLASS_LINE || class == CLASS_COMMENT)
		return end_of_entry(s, t);
	if (class == CLASS_CLOSE)
		return wrong(s, t, t->place, N_("a closing parenthesis without an opening one"));
	return class == CLASS_QUOTE ? scan_quoted(s, t) : scan_word(s, t);
}

struct slice scan_data_text(const struct scanner *s)
{
	if (s->data_from == UINT32_MAX)
		return (struct slice){ "", 0 };
	return (struct slice){ s->text.at + s->data_from, s->data_to - s->data_from };
}

struct slice token_bare(const struct token *t)
{
	if (t->kind != TOKEN_QUOTED)
		return t->text;
	return (struct slice){ t->text.at + 1, t->text.len - 2 };
}
