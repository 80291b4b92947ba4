/* format: the table of formats, and what they share. */
#include "publish/format_private.h"
#include "base/memory.h"
#include "spf/select.h"
#include <string.h>

static const struct {
	const char *word;
	format_function *print;
	bool set;		/* writes the whole set of TXT records */
	bool plain_names;	/* labels are letters, digits, hyphens and underscores, or it is refused */
} formats[AS_COUNT] = {
	[AS_JSON] = { "json", format_json, false, false },
	[AS_ROUTE53] = { "route53", format_route53, true, true },
	[AS_CLOUDFLARE] = { "cloudflare", format_cloudflare, false, true },
	[AS_TERRAFORM] = { "terraform", format_terraform, true, true },
	[AS_DNSCONTROL] = { "dnscontrol", format_dnscontrol, false, true },
	[AS_OCTODNS] = { "octodns", format_octodns, true, true },
	[AS_POWERDNS] = { "powerdns", format_powerdns, true, true },
	[AS_TINYDNS] = { "tinydns", format_tinydns, false, true },
	[AS_MARADNS] = { "maradns", format_maradns, false, true },
	[AS_DNSCMD] = { "dnscmd", format_dnscmd, false, true },
	[AS_POWERSHELL] = { "powershell", format_powershell, false, true },
};

const char *format_word(enum format format)
{
	return formats[format].word;
}

bool format_by_word(const char *word, enum format *format)
{
	for (int i = 0; i < AS_COUNT; i++) {
		if (strcmp(formats[i].word, word) != 0)
			continue;
		*format = (enum format)i;
		return true;
	}
	return false;
}

bool format_is_set(enum format format)
{
	return formats[format].set;
}

bool format_ascii(struct slice text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.at[i] < ' ' || text.at[i] > '~')
			return false;
	return true;
}

void format_escape(struct buf *out, struct slice text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] == '"' || text.at[i] == '\\')
			buf_char(out, '\\');
		buf_char(out, text.at[i]);
	}
}

void format_strings(struct buf *out, const struct strings *strings, bool octal)
{
	for (size_t i = 0; i < strings->n; i++) {
		struct slice string = strings->string[i];

		buf_string(out, i ? " " : "");
		if (!octal) {
			txt_quote(out, string);
			continue;
		}
		buf_char(out, '"');
		for (size_t k = 0; k < string.len; k++) {
			unsigned char c = (unsigned char)string.at[k];

			if (c < ' ' || c > '~')
				buf_printf(out, "\\%03o", c);
			else
				format_escape(out, slice_to(slice_from(string, k), 1));
		}
		buf_char(out, '"');
	}
}

enum error format_other(const struct rdata *rdata, struct strings *out)
{
	*out = (struct strings){ 0 };
	for (size_t at = 0; at < rdata->len; at += 1U + rdata->wire[at])
		out->size++;
	out->string = mem_zero(out->size, sizeof *out->string);
	if (!out->string)
		return ERR_MEMORY;
	for (size_t at = 0; at < rdata->len && out->n < out->size; at += 1U + rdata->wire[at]) {
		size_t len = rdata->wire[at];

		if (len > rdata->len - at - 1)	/* cut short: as far as it goes */
			len = rdata->len - at - 1;
		out->string[out->n++] = (struct slice){ (const char *)rdata->wire + at + 1, len };
	}
	return ERR_NONE;
}

enum error format_all(struct printing *p, format_each *add)
{
	enum error error = add(p, &p->strings, p->what->others == 0);

	for (size_t i = 0; !error && i < p->what->others; i++) {
		struct strings other;

		error = format_other(&p->what->other[i], &other);
		if (!error)
			error = add(p, &other, i + 1 == p->what->others);
		strings_release(&other);
	}
	return error;
}

enum error format_joined(const struct strings *strings, struct buf *out)
{
	for (size_t i = 0; i < strings->n; i++) {
		if (!format_ascii(strings->string[i]))
			return ERR_SYNTAX;
		buf_add(out, strings->string[i]);
	}
	return ERR_NONE;
}

enum error publication_others(struct pool *pool, const struct answers *answers, struct publication *what)
{
	const struct answer *answer = answers_find(answers, &what->owner, RR_TXT);

	what->others = 0;
	what->others_known = answer && answer->said != SAID_FAILED;
	if (what->others_known && !name_equal(&answer->owner, &what->owner))	/* an alias: those stand elsewhere */
		return ERR_NONE;
	return what->others_known ? spf_others(pool, answer, &what->other, &what->others) : ERR_NONE;
}

static bool plain(const struct name *name)
{
	for (size_t at = 0; name->wire[at]; at += name->wire[at] + 1U)
		for (size_t i = 1; i <= name->wire[at]; i++)
			if (!ascii_alnum((char)name->wire[at + i]) && !strchr("-_", name->wire[at + i]))
				return false;
	return true;
}

enum error format_print(struct buf *out, enum format format, const struct publication *what)
{
	struct printing p = { .out = out, .what = what };
	size_t before = out->len, len;
	char owner[NAME_TEXT], zone[NAME_TEXT];
	enum error error;

	if (!what->owner.len || !what->zone.len || !name_under(&what->owner, &what->zone))
		return ERR_NAME_BYTES;
	if (formats[format].plain_names && (!plain(&what->owner) || name_is_root(&what->owner)))
		return ERR_NAME_BYTES;
	len = name_text(&what->owner, owner);
	p.owner = (struct slice){ owner, len };
	if (!name_equal(&what->owner, &what->zone))
		p.relative = slice_to(p.owner, name_is_root(&what->zone) ? len : len - name_text(&what->zone, zone) - 1);
	error = txt_split(what->value, what->cut, what->cuts, 0, &p.strings);
	if (!error)
		error = formats[format].print(&p);
	strings_release(&p.strings);
	if (!error && out->failed)
		error = ERR_MEMORY;
	if (error)
		buf_cut(out, before);
	return error;
}
