/* commands: what an administrator types after the zone file is changed. */
#include "publish/zoneline.h"

static const char *const reload[] = {
	[SERVER_BIND] = "rndc reload",
	[SERVER_NSD] = "nsd-control reload",
	[SERVER_KNOT] = "knotc zone-reload",
};

static bool shell_safe(struct slice word)
{
	for (size_t i = 0; i < word.len; i++) {
		char c = word.at[i];

		if (!ascii_alnum(c) && c != '.' && c != '-' && c != '_')
			return false;
	}
	return true;
}

/* Any byte of a name may come from a zone file or DNS, so nothing goes to a shell bare that a shell could read. */
static void name_word(struct buf *out, const struct name *name)
{
	char text[NAME_TEXT];
	struct slice word = { text, name_text(name, text) };

	if (shell_safe(word) && word.at[0] != '-') {
		buf_add(out, word);
		return;
	}
	buf_char(out, '\'');
	if (word.at[0] == '-' || word.at[0] == '+') {	/* not an option, of dig's second kind either */
		buf_printf(out, "\\%03u", (unsigned)word.at[0]);
		word = slice_from(word, 1);
	}
	for (size_t i = 0; i < word.len; i++) {
		if (word.at[i] == '\'')
			buf_string(out, "'\\''");
		else
			buf_char(out, word.at[i]);
	}
	buf_char(out, '\'');
}

static void command(struct buf *out, const char *words, const struct name *name)
{
	buf_printf(out, "%s ", words);
	name_word(out, name);
	buf_char(out, '\n');
}

void zoneline_commands(struct buf *out, enum zone_server server, const struct name *zone, const struct name *owner)
{
	command(out, reload[server], zone);
	command(out, "dig -t txt", owner);
	command(out, "nslookup -type=txt", owner);
	/* An address of nobody (RFC 5737): what everyone else gets. */
	command(out, "spfwiz check --ip 192.0.2.1", owner);
}
