/* format_code: DNS as code. All three take the value in one piece and cut it themselves. */
#include "publish/format_private.h"
#include <inttypes.h>

/*
 * HCL fills in ${...} and %{...}, which is how SPF writes its macros; with the sign doubled they stand for themselves. Where the sign is
 * doubled already ("%%{": SPF's escape, and a brace), how many would stand there is not documented: the brace is written by its number.
 */
static void add_hcl(struct buf *out, struct slice text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i], before = i > 0 ? text.at[i - 1] : '\0';

		if (c == '{' && (before == '%' || before == '$')) {
			if (i > 1 && text.at[i - 2] == before) {
				buf_string(out, "\\u007b");
				continue;
			}
			buf_char(out, before);
		}
		format_escape(out, slice_to(slice_from(text, i), 1));
	}
}

/* The provider puts the value between quotes of a master file, where "\" and the quote are escaped. */
static enum error terraform_value(struct printing *p, const struct strings *strings, bool last)
{
	struct buf value = { 0 }, quoted = { 0 };
	enum error error = format_joined(strings, &value);

	(void)last;
	format_escape(&quoted, buf_slice(&value));
	buf_string(p->out, "    \"");
	add_hcl(p->out, buf_slice(&quoted));
	buf_string(p->out, "\",\n");
	if (!error && (value.failed || quoted.failed))
		error = ERR_MEMORY;
	buf_release(&value);
	buf_release(&quoted);
	return error;
}

/* An identifier in HCL is letters, digits, hyphens and underscores, and begins with none of the last three. */
static void add_identifier(struct buf *out, struct slice name)
{
	buf_string(out, "spf_");
	for (size_t i = 0; i < name.len; i++)
		buf_char(out, name.at[i] == '.' ? '_' : name.at[i]);
}

enum error format_terraform(struct printing *p)
{
	char zone[NAME_TEXT];

	name_text(&p->what->zone, zone);
	buf_string(p->out, "resource \"dns_txt_record_set\" \"");
	add_identifier(p->out, p->owner);
	buf_printf(p->out, "\" {\n  zone = \"%s%s\"\n", zone, name_is_root(&p->what->zone) ? "" : ".");
	if (p->relative.len)
		buf_printf(p->out, "  name = \"%.*s\"\n", SLICE_ARG(p->relative));
	buf_string(p->out, "  txt = [\n");
	enum error error = format_all(p, terraform_value);
	buf_string(p->out, "  ]\n");
	if (p->what->ttl_given)
		buf_printf(p->out, "  ttl = %" PRIu32 "\n", p->what->ttl);
	buf_string(p->out, "}\n");
	return error;
}

enum error format_dnscontrol(struct printing *p)
{
	struct buf value = { 0 };
	char zone[NAME_TEXT];
	enum error error = format_joined(&p->strings, &value);

	if (!error)
		error = format_comment_old(p, "// ");
	name_text(&p->what->zone, zone);
	buf_printf(p->out, "D_EXTEND(\"%s\",\n  TXT(\"", zone);
	buf_add(p->out, p->relative.len ? p->relative : SLICE("@"));
	buf_string(p->out, "\", \"");
	format_escape(p->out, buf_slice(&value));
	buf_char(p->out, '"');
	if (p->what->ttl_given)
		buf_printf(p->out, ", TTL(%" PRIu32 ")", p->what->ttl);
	buf_string(p->out, ")\n);\n");
	if (!error && value.failed)
		error = ERR_MEMORY;
	buf_release(&value);
	return error;
}

/* octoDNS wants a backslash before each ";". A JSON string is a YAML string too. */
static enum error octodns_value(struct printing *p, const struct strings *strings, bool last)
{
	struct buf value = { 0 };
	enum error error = format_joined(strings, &value);

	(void)last;
	buf_string(p->out, "      - \"");
	for (size_t i = 0; i < value.len; i++) {
		if (value.text[i] == ';')
			buf_string(p->out, "\\\\");
		format_escape(p->out, (struct slice){ value.text + i, 1 });
	}
	buf_string(p->out, "\"\n");
	if (!error && value.failed)
		error = ERR_MEMORY;
	buf_release(&value);
	return error;
}

enum error format_octodns(struct printing *p)
{
	buf_string(p->out, "---\n\"");
	buf_add(p->out, p->relative);
	buf_string(p->out, "\":\n  - type: TXT\n");
	if (p->what->ttl_given)
		buf_printf(p->out, "    ttl: %" PRIu32 "\n", p->what->ttl);
	buf_string(p->out, "    values:\n");
	return format_all(p, octodns_value);
}
