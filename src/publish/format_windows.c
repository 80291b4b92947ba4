/* format_windows: commands for the DNS server of Windows. Both add a record: what stands there is deleted by a command before it. */
#include "publish/format_private.h"
#include <inttypes.h>
#include <string.h>

enum { POWERSHELL_STRING = 254 };

/* cmd.exe fills in %NAME% between quotes too, and %CMDCMDLINE:~0,1% is a quote there: only "%{" begins no variable that anybody has. */
static bool cmd_safe(struct slice string)
{
	for (size_t i = 0; i < string.len; i++)
		if (string.at[i] == '%' && (i + 1 == string.len || string.at[i + 1] != '{'))
			return false;
	return format_ascii(string) && !memchr(string.at, '"', string.len) && !memchr(string.at, '\\', string.len);
}

/* Quotes, and backslashes before one, mean different things to cmd.exe and to what it starts: neither belongs in an SPF record. */
bool format_dnscmd_deletes(const struct strings *strings)
{
	for (size_t i = 0; i < strings->n; i++)
		if (!cmd_safe(strings->string[i]))
			return false;
	return true;
}

static struct slice node_of(const struct printing *p)
{
	return p->relative.len ? p->relative : SLICE("@");
}

static void dnscmd_strings(struct buf *out, const struct strings *strings)
{
	buf_string(out, " TXT");
	for (size_t i = 0; i < strings->n; i++)
		buf_printf(out, " \"%.*s\"", SLICE_ARG(strings->string[i]));
}

/* "/f": without a question in between, whose answer would be the next line that is pasted. */
static enum error dnscmd_old(struct printing *p, const struct rdata *rdata, const char *zone)
{
	struct strings old;
	enum error error = format_other(rdata, &old);

	if (error)
		return error;
	if (format_dnscmd_deletes(&old)) {
		buf_printf(p->out, "dnscmd /RecordDelete %s %.*s", zone, SLICE_ARG(node_of(p)));
		dnscmd_strings(p->out, &old);
		buf_string(p->out, " /f\n");
	} else {	/* not even in a comment: cmd.exe reads those too */
		buf_string(p->out, "rem Delete the old SPF record by hand first\n");
	}
	strings_release(&old);
	return ERR_NONE;
}

/* As typed at the prompt of cmd.exe: one quoted argument a string. In a batch file each "%" has to be doubled. */
enum error format_dnscmd(struct printing *p)
{
	char zone[NAME_TEXT];
	enum error error = ERR_NONE;

	if (!format_dnscmd_deletes(&p->strings))
		return ERR_SYNTAX;
	name_text(&p->what->zone, zone);
	for (size_t i = 0; i < p->what->olds && !error; i++)
		error = dnscmd_old(p, &p->what->old[i], zone);
	buf_printf(p->out, "dnscmd /RecordAdd %s %.*s", zone, SLICE_ARG(node_of(p)));
	if (p->what->ttl_given)
		buf_printf(p->out, " %" PRIu32, p->what->ttl);
	dnscmd_strings(p->out, &p->strings);
	buf_char(p->out, '\n');
	return error;
}

/* How the cmdlets have several strings in one is not documented well enough to delete by it. */
bool format_powershell_deletes(const struct strings *strings)
{
	return strings->n == 1 && format_ascii(strings->string[0]);
}

/* Between single quotes only the quote itself is doubled. */
static void powershell_quote(struct buf *out, struct slice text)
{
	buf_char(out, '\'');
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] == '\'')
			buf_char(out, '\'');
		buf_char(out, text.at[i]);
	}
	buf_char(out, '\'');
}

/* Picked by its text, to the letter, among all TXT records of the name: the cmdlet that deletes by name alone takes them all. */
static enum error powershell_old(struct printing *p, const struct rdata *rdata, const char *zone)
{
	struct strings old;
	enum error error = format_other(rdata, &old);

	if (error)
		return error;
	if (format_powershell_deletes(&old)) {
		buf_printf(p->out, "Get-DnsServerResourceRecord -ZoneName '%s' -Name '%.*s' -RRType Txt | "
		    "Where-Object { $_.RecordData.DescriptiveText -ceq ", zone, SLICE_ARG(node_of(p)));
		powershell_quote(p->out, old.string[0]);
		buf_printf(p->out, " } | Remove-DnsServerResourceRecord -ZoneName '%s' -Force\n", zone);
	} else {
		buf_string(p->out, "# Take the old SPF record away by hand first: ");
		for (size_t i = 0; i < old.n; i++)
			text_printable(p->out, old.string[i], TEXT_ASCII);
		buf_char(p->out, '\n');
	}
	strings_release(&old);
	return ERR_NONE;
}

/* The cmdlet takes one string of up to 254 bytes. */
enum error format_powershell(struct printing *p)
{
	char zone[NAME_TEXT];
	uint32_t ttl = p->what->ttl;
	enum error error = ERR_NONE;

	if (!format_ascii(p->what->value))
		return ERR_SYNTAX;
	if (p->what->value.len > POWERSHELL_STRING)
		return ERR_TOO_LARGE;
	name_text(&p->what->zone, zone);
	for (size_t i = 0; i < p->what->olds && !error; i++)
		error = powershell_old(p, &p->what->old[i], zone);
	buf_printf(p->out, "Add-DnsServerResourceRecord -Txt -ZoneName '%s' -Name '%.*s' -DescriptiveText ", zone, SLICE_ARG(node_of(p)));
	powershell_quote(p->out, p->what->value);
	if (p->what->ttl_given)
		buf_printf(p->out, " -TimeToLive %" PRIu32 ".%02" PRIu32 ":%02" PRIu32 ":%02" PRIu32, ttl / 86400, ttl / 3600 % 24,
		    ttl / 60 % 60, ttl % 60);
	buf_char(p->out, '\n');
	return error;
}
