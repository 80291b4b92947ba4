/* format: the table of formats, and what they share. */
#include "publish/format_private.h"
#include "base/memory.h"
#include "base/words.h"
#include "spf/select.h"
#include <string.h>

static const struct {
	const char *word;
	format_function *print;
	enum {
		OLD_SILENT,	/* it only describes the record */
		OLD_SET,	/* writes the whole set of TXT records */
		OLD_LINE,	/* lines beside which the old one stays: a comment in them says it has to go */
		OLD_REQUEST,	/* one record; whether it adds or replaces is up to the request */
		OLD_DELETED,	/* deletes what deletes() can name */
	} old;
	bool plain_names;	/* labels are letters, digits, hyphens and underscores, or it is refused */
	format_can_delete *deletes;
} formats[AS_COUNT] = {
	[AS_JSON] = { "json", format_json, OLD_SILENT, false, NULL },
	[AS_ROUTE53] = { "route53", format_route53, OLD_SET, true, NULL },
	[AS_CLOUDFLARE] = { "cloudflare", format_cloudflare, OLD_REQUEST, true, NULL },
	[AS_TERRAFORM] = { "terraform", format_terraform, OLD_SET, true, NULL },
	[AS_DNSCONTROL] = { "dnscontrol", format_dnscontrol, OLD_LINE, true, NULL },
	[AS_OCTODNS] = { "octodns", format_octodns, OLD_SET, true, NULL },
	[AS_POWERDNS] = { "powerdns", format_powerdns, OLD_SET, true, NULL },
	[AS_TINYDNS] = { "tinydns", format_tinydns, OLD_LINE, true, NULL },
	[AS_MARADNS] = { "maradns", format_maradns, OLD_LINE, true, NULL },
	[AS_DNSCMD] = { "dnscmd", format_dnscmd, OLD_DELETED, true, format_dnscmd_deletes },
	[AS_POWERSHELL] = { "powershell", format_powershell, OLD_DELETED, true, format_powershell_deletes },
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
	return formats[format].old == OLD_SET;
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

/* One string and its next: the same value in other strings is another record to a server. */
static bool same_rdata(const struct rdata *rdata, const struct buf *wire)
{
	return slice_equal((struct slice){ (const char *)rdata->wire, rdata->len }, buf_slice(wire));
}

static enum error find_old(struct pool *pool, const struct answer *answer, struct publication *what)
{
	struct rdata *old = answer->said == SAID_DATA ? POOL_NEW(pool, struct rdata, answer->n + 1) : NULL;
	struct strings strings;
	struct buf wire = { 0 };
	enum error error = txt_split(what->value, what->cut, what->cuts, 0, &strings);

	if (error)
		return error;
	error = txt_wire(&strings, &wire);
	if (error == ERR_TOO_LARGE)	/* then no record is the same */
		error = ERR_NONE;
	what->old = old;
	for (size_t i = 0; old && i < answer->n; i++) {
		struct slice text = txt_joined(pool, &answer->rr[i]);

		if (text.at && record_is_spf(text) && !same_rdata(&answer->rr[i], &wire))
			old[what->olds++] = answer->rr[i];
	}
	strings_release(&strings);
	buf_release(&wire);
	return error ? error : pool->failed ? ERR_MEMORY : ERR_NONE;
}

enum error publication_others(struct pool *pool, const struct answers *answers, struct publication *what)
{
	const struct answer *answer = answers_find(answers, &what->owner, RR_TXT);
	enum error error;

	what->others = what->olds = 0;
	what->others_known = answer && answer->said != SAID_FAILED;
	if (!what->others_known || !name_equal(&answer->owner, &what->owner))	/* an alias: those stand elsewhere */
		return ERR_NONE;
	error = spf_others(pool, answer, &what->other, &what->others);
	return error ? error : find_old(pool, answer, what);
}

static void add_joined(struct buf *out, const struct strings *strings, enum text_form form)
{
	for (size_t i = 0; i < strings->n; i++)
		text_printable(out, strings->string[i], form);
}

/* text_printable() leaves no newline and no control character: the comment is one line whatever the old record holds. */
enum error format_comment_old(struct printing *p, const char *mark)
{
	for (size_t i = 0; i < p->what->olds; i++) {
		struct strings old;
		enum error error = format_other(&p->what->old[i], &old);

		if (error)
			return error;
		buf_printf(p->out, "%s%s", mark, "Take the old SPF record away first: ");
		add_joined(p->out, &old, TEXT_ASCII);
		buf_char(p->out, '\n');
		strings_release(&old);
	}
	return ERR_NONE;
}

static void add_sentence(struct buf *out, enum format format, bool first, const struct strings *old, enum text_form form)
{
	struct buf text = { 0 };

	add_joined(&text, old, form);
	if (formats[format].old == OLD_DELETED && formats[format].deletes(old))
		buf_printf(out, _("It deletes the old SPF record first: %s\n"), buf_text(&text));
	else if (formats[format].old == OLD_REQUEST && first)
		buf_printf(out, _("Send it with PUT to the record id of the old SPF record, as POST adds a second one (RFC 7208 4.5: permerror): %s\n"),
		    buf_text(&text));
	else
		buf_printf(out, _("Delete the old SPF record first, as two of them make receivers answer permerror (RFC 7208 4.5): %s\n"), buf_text(&text));
	out->failed |= text.failed;
	buf_release(&text);
}

void format_old(enum format format, const struct publication *what, enum text_form form, struct buf *out)
{
	if (formats[format].old == OLD_SILENT || formats[format].old == OLD_SET)
		return;
	if (!what->others_known)
		buf_string(out, _("Whether the name has an SPF record already is not known: one that is there has to be deleted first.\n"));
	for (size_t i = 0; i < what->olds; i++) {
		struct strings old;

		if (format_other(&what->old[i], &old))
			out->failed = true;
		else
			add_sentence(out, format, i == 0, &old, form);
		strings_release(&old);
	}
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
