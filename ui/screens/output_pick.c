/* output_pick: where the record goes: the searching list of DNS hosts and formats. */
#include "ui/popup.h"
#include "ui/screens/output_private.h"

#include "base/words.h"

#include <string.h>

enum { FOR_NONE = -1 };

static int server_of(const char *format)
{
	static const char *const words[] = { [FOR_BIND] = "bind", [FOR_NSD] = "nsd", [FOR_KNOT] = "knot" };

	for (int i = FOR_BIND; i <= FOR_KNOT; i++)
		if (strcmp(format, words[i]) == 0)
			return i;
	return FOR_NONE;
}

/* Hosts that take lines of a master file are the choices of the form. */
static void show_host(struct output_screen *out, const struct dns_host *host)
{
	int server = server_of(host->format);

	out->host = host;
	form_set_value(&out->form, OUT_FOR, server == FOR_NONE ? FOR_OTHER : (size_t)server);
}

void output_guess(struct app *app, struct output_screen *out)
{
	if (!app->host_chosen && app->host)
		show_host(out, app->host);
}

static bool has_word(const char *word, struct slice query)
{
	struct slice text = slice_of(word), rest = query, part;

	while (slice_word(&rest, &part)) {
		size_t i = 0;

		while (i + part.len <= text.len && !slice_starts(slice_from(text, i), part))
			i++;
		if (i + part.len > text.len)
			return false;
	}
	return true;
}

/* Row i: the guessed host, the other hosts, the formats; each as far as the query finds it. */
static bool find_row(const struct app *app, struct slice query, size_t i, const struct dns_host **host, enum format *format)
{
	const struct dns_host *first = app_guess_host(app);
	size_t at = 0, n = 0;
	bool first_found = false;

	*host = NULL;
	while (first && !first_found && (*host = host_find(app->start.catalogue, query, &at)) != NULL)
		first_found = *host == first;
	if (first_found && n++ == i)
		return true;
	at = 0;
	while (app->start.catalogue && (*host = host_find(app->start.catalogue, query, &at)) != NULL)
		if (*host != first && n++ == i)
			return true;
	for (int k = 0; k < AS_COUNT; k++)
		if (has_word(format_word((enum format)k), query) && n++ == i) {
			*format = (enum format)k;
			return true;
		}
	return false;
}

static bool is_ascii(const char *word)
{
	while (*word && (unsigned char)*word < 0x80)
		word++;
	return !*word;
}

static bool row(struct app *app, void *state, struct slice query, size_t *at, struct pick_row *out)
{
	const struct dns_host *host;
	enum format format = AS_JSON;

	(void)state;
	buf_clear(&out->text);
	buf_clear(&out->about);
	if (!find_row(app, query, (*at)++, &host, &format))
		return false;
	if (!host) {
		buf_printf(&out->text, _("as %s"), format_word(format));
		buf_printf(&out->about, _("The same as spfwiz emit --as %s."), format_word(format));
		return true;
	}
	text_printable(&out->text, slice_of(host->name), app->form);
	for (size_t k = 0; host->alias[k]; k++) {
		if (app->form == TEXT_ASCII && !is_ascii(host->alias[k]))
			continue;
		buf_string(&out->text, "  ");
		text_printable(&out->text, slice_of(host->alias[k]), app->form);
	}
	if (host == app_guess_host(app))
		buf_string(&out->about, _("By its name servers, this is where the zone is."));
	else
		text_printable(&out->about, slice_of(*host->note ? _(host->note) : ""), app->form);
	return true;
}

static void chosen(struct app *app, void *state, struct slice query, size_t at)
{
	struct output_screen *out = state;
	const struct dns_host *host;
	enum format format = AS_JSON;

	if (at == PICK_NONE || !find_row(app, query, at, &host, &format))
		return;
	out->top = 0;
	out->host = NULL;
	out->format = format;
	if (host)
		show_host(out, host);
	else
		form_set_value(&out->form, OUT_FOR, FOR_OTHER);
	app_choose_host(app, host);
	output_chosen(app, out);
	app_touch(app);
}

void output_pick(struct app *app, struct output_screen *out)
{
	popup_pick(app, _("Where does it go?"), row, chosen, out);
}
