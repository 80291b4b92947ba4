/* format_server: name servers with data of their own, and commands that change them. */
#include "publish/format_private.h"
#include <inttypes.h>
#include <string.h>

enum { POWERDNS_TTL = 3600 };

/* Between single quotes of a POSIX shell. */
static void add_shell(struct buf *out, struct slice text)
{
	buf_char(out, '\'');
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] == '\'')
			buf_string(out, "'\\''");
		else
			buf_char(out, text.at[i]);
	}
	buf_char(out, '\'');
}

static enum error powerdns_value(struct printing *p, const struct strings *strings, bool last)
{
	struct buf value = { 0 };

	(void)last;
	format_strings(&value, strings, false);
	buf_char(p->out, ' ');
	add_shell(p->out, buf_slice(&value));
	enum error error = value.failed ? ERR_MEMORY : ERR_NONE;
	buf_release(&value);
	return error;
}

/* Quotes are part of the content; replace-rrset puts the whole set in place of what is there. */
enum error format_powerdns(struct printing *p)
{
	char zone[NAME_TEXT];

	name_text(&p->what->zone, zone);
	buf_printf(p->out, "pdnsutil replace-rrset %s ", zone);
	buf_add(p->out, p->relative.len ? p->relative : SLICE("@"));
	buf_printf(p->out, " TXT %" PRIu32, p->what->ttl_given ? p->what->ttl : POWERDNS_TTL);
	enum error error = format_all(p, powerdns_value);
	buf_char(p->out, '\n');
	return error;
}

/* A colon ends the field, so it is \072; tinydns-data cuts the value into strings of 127 bytes itself. */
enum error format_tinydns(struct printing *p)
{
	struct slice value = p->what->value;
	enum error error = format_comment_old(p, "# ");

	buf_char(p->out, '\'');
	buf_add(p->out, p->owner);
	buf_char(p->out, ':');
	for (size_t i = 0; i < value.len; i++) {
		unsigned char c = (unsigned char)value.at[i];

		if (c < ' ' || c > '~' || c == ':' || c == '\\')
			buf_printf(p->out, "\\%03o", c);
		else
			buf_char(p->out, (char)c);
	}
	buf_char(p->out, ':');
	if (p->what->ttl_given)
		buf_printf(p->out, "%" PRIu32, p->what->ttl);
	buf_char(p->out, '\n');
	return error;
}

/* Between single quotes, but for what may not stand there: "~" ends a record, and "'", "|", "#" and "\" are kept out too. */
static void maradns_string(struct buf *out, struct slice string)
{
	bool open = false;

	for (size_t i = 0; i < string.len; i++) {
		unsigned char c = (unsigned char)string.at[i];
		bool escaped = c < ' ' || c > '~' || strchr("~'|#\\", c);

		if (escaped == open) {
			buf_char(out, '\'');
			open = !open;
		}
		if (escaped)
			buf_printf(out, "\\x%02x", c);
		else
			buf_char(out, (char)c);
	}
	buf_string(out, open ? "'" : string.len ? "" : "''");
}

enum error format_maradns(struct printing *p)
{
	enum error error = format_comment_old(p, "# ");

	buf_add(p->out, p->owner);
	buf_string(p->out, ". ");
	if (p->what->ttl_given)
		buf_printf(p->out, "+%" PRIu32 " ", p->what->ttl);
	buf_string(p->out, "TXT ");
	for (size_t i = 0; i < p->strings.n; i++) {
		buf_string(p->out, i ? ";" : "");
		maradns_string(p->out, p->strings.string[i]);
	}
	buf_string(p->out, " ~\n");
	return error;
}

