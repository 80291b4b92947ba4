/* zonefile_directive: $ORIGIN, $TTL, $INCLUDE (RFC 1035 5.1, RFC 2308 4) and the stamp that BIND leaves in dumps. */
#include "dns/zonefile_private.h"

#include "base/words.h"

enum error next_token(const struct reader *r, struct unit *u, struct token *t, const char *what)
{
	scan_token(&u->scan, t);
	if (t->kind == TOKEN_WRONG)
		return scan_fail(r, u);
	if (t->kind == TOKEN_END)
		return reader_fail(r, u, t->place, ERR_SYNTAX, "%s", what);
	return ERR_NONE;
}

/* The token, or the end. */
static enum error maybe_token(const struct reader *r, struct unit *u, struct token *t)
{
	return scan_token(&u->scan, t) == TOKEN_WRONG ? scan_fail(r, u) : ERR_NONE;
}

enum error end_entry(const struct reader *r, struct unit *u)
{
	struct token t;
	enum error e = maybe_token(r, u, &t);
	if (!e && t.kind != TOKEN_END)
		return reader_fail(r, u, t.place, ERR_SYNTAX, _("too much on this line: %.*s"), TOKEN_ARG(t.text));
	return e;
}

/* Relative ones are under the present origin. */
static enum error parse_origin(struct reader *r, struct unit *u, const struct token *t, struct name *origin)
{
	struct slice text = token_bare(t);
	bool relative = text.len > 0 && text.at[text.len - 1] != '.';
	enum error e = relative ? origin_need(r, u, t->place) : ERR_NONE;
	if (e)
		return e;
	e = name_from_master(text, u->origin.len ? &u->origin : NULL, origin);
	return e ? reader_fail(r, u, t->place, e, "%.*s", TOKEN_ARG(text)) : ERR_NONE;
}

static enum error read_origin(struct reader *r, struct unit *u, const struct token *word)
{
	struct token t;
	struct name origin;
	(void)word;
	enum error e = next_token(r, u, &t, _("$ORIGIN needs a domain name"));
	if (!e)
		e = parse_origin(r, u, &t, &origin);
	if (!e)
		e = end_entry(r, u);
	if (e)
		return e;
	u->origin = origin;
	if (r->n == 0 && r->first_origin.len == 0)
		r->first_origin = origin;
	return ERR_NONE;
}

static enum error read_ttl(struct reader *r, struct unit *u, const struct token *word)
{
	struct token t;
	uint32_t ttl = 0;
	(void)word;
	enum error e = next_token(r, u, &t, _("$TTL needs a time, such as 3600 or 1h"));
	if (e)
		return e;
	if (t.kind != TOKEN_WORD || !ttl_parse(t.text, &ttl))
		return reader_fail(r, u, t.place, ERR_SYNTAX, _("%.*s is no time, such as 3600 or 1h"), TOKEN_ARG(t.text));
	r->default_ttl = ttl;
	r->default_known = true;
	return end_entry(r, u);
}

static enum error read_include_line(struct reader *r, struct unit *u, const struct token *word)
{
	struct token path, t;
	struct name origin;
	(void)word;
	enum error e = next_token(r, u, &path, _("$INCLUDE needs the name of a file"));
	if (!e)
		e = maybe_token(r, u, &t);
	if (e)
		return e;
	if (t.kind == TOKEN_END)
		return read_include(r, u, &path, NULL);
	e = parse_origin(r, u, &t, &origin);
	if (!e)
		e = end_entry(r, u);
	return e ? e : read_include(r, u, &path, &origin);
}

/* "$DATE 20260101000000" says when a dump was made; nothing hangs on it. */
static enum error read_date(struct reader *r, struct unit *u, const struct token *word)
{
	struct token t;
	(void)word;
	enum error e = next_token(r, u, &t, _("$DATE needs a date"));
	return e ? e : end_entry(r, u);
}

static const struct {
	struct slice word;
	enum error (*read)(struct reader *, struct unit *, const struct token *);
} directives[] = {
	{ { "$ORIGIN", 7 }, read_origin },
	{ { "$TTL", 4 }, read_ttl },
	{ { "$INCLUDE", 8 }, read_include_line },
	{ { "$GENERATE", 9 }, read_generate },
	{ { "$DATE", 5 }, read_date },
};

enum error read_directive(struct reader *r, struct unit *u, const struct token *word)
{
	for (size_t i = 0; i < sizeof directives / sizeof *directives; i++) {
		if (slice_same(word->text, directives[i].word))
			return directives[i].read(r, u, word);
	}
	return reader_fail(r, u, word->place, ERR_SYNTAX, _("no directive is called %.*s"), TOKEN_ARG(word->text));
}
