/*
 * hosts: the DNS hosts that are known, and what their fields take.
 */
#include "cmd/commands.h"
#include "base/words.h"
#include "cmd/data.h"
#include "cmd/listing.h"
#include "cmd/out.h"
#include <stdlib.h>

static const char *owner_words(const struct dns_host *host)
{
	switch (host->owner) {
	case NAME_AT: return _("@ for the domain itself, the part before it for a subdomain");
	case NAME_EMPTY: return _("nothing for the domain itself, the part before it for a subdomain");
	case NAME_FULL: return _("the name in full, without a final dot");
	default: return _("the name in full, with a final dot");
	}
}

static const char *quote_words(const struct dns_host *host)
{
	switch (host->quotes) {
	case QUOTES_NONE: return _("as it is, without quotes");
	case QUOTES_ONE: return _("in quotes, in one piece");
	case QUOTES_STRINGS: return _("in quotes, in strings of 255 bytes at most");
	default: return _("without quotes, a string a line");
	}
}

static const char *owner_id(const struct dns_host *host)
{
	static const char *const id[] = { [NAME_AT] = "at", [NAME_EMPTY] = "empty", [NAME_FULL] = "full", [NAME_FULL_DOT] = "full-dot" };

	return id[host->owner];
}

static const char *quotes_id(const struct dns_host *host)
{
	static const char *const id[] = {
		[QUOTES_NONE] = "none", [QUOTES_ONE] = "one", [QUOTES_STRINGS] = "strings", [QUOTES_LINES] = "lines",
	};

	return id[host->quotes];
}

static json_t *number(uint32_t n)
{
	return n ? json_integer(n) : json_null();
}

static json_t *numbers(const char *const *list)
{
	json_t *array = json_array();

	for (; *list; list++)
		json_array_append_new(array, json_integer(strtol(*list, NULL, 10)));
	return array;
}

static json_t *to_json(const struct dns_host *host)
{
	json_t *object = json_object(), *facts = json_object();

	json_object_set_new(object, "id", json_text(slice_of(host->id)));
	json_object_set_new(object, "name", json_text(slice_of(host->name)));
	listing_json_list(object, "aliases", host->alias);
	listing_json_list(object, "ns", host->ns);
	json_object_set_new(object, "format", json_text(slice_of(host->format)));
	listing_json_list(object, "also", host->also);
	json_object_set_new(object, "owner", json_string(owner_id(host)));
	json_object_set_new(object, "quotes", json_string(quotes_id(host)));
	json_object_set_new(object, "limit", number(host->limit.total));
	json_object_set_new(object, "limit_string", number(host->limit.string));
	json_object_set_new(object, "limit_quoted", json_boolean(host->limit.quoted));
	json_object_set_new(object, "ttl", number(host->ttl));
	json_object_set_new(object, "ttl_least", number(host->ttl_least));
	json_object_set_new(object, "ttl_most", number(host->ttl_most));
	json_object_set_new(object, "ttl_values", numbers(host->ttl_values));
	json_object_set_new(object, "language", json_text(slice_of(host->language)));
	listing_json_list(object, "steps", host->step);
	json_object_set_new(object, "existing", json_text(slice_of(host->existing)));
	json_object_set_new(object, "note", json_text(slice_of(host->note)));
	listing_json_fact(object, "fact", &host->fact);
	for (size_t i = 0; i < host->n; i++)
		listing_json_fact(facts, host->facts[i].field, &host->facts[i].fact);
	json_object_set_new(object, "facts", facts);
	return object;
}

static void card(struct buf *out, const struct dns_host *host)
{
	buf_char(out, '\n');
	listing_names(out, host->name, host->alias);
	for (size_t i = 0; host->step[i]; i++)
		buf_printf(out, i ? " > %s" : "  %s", host->step[i]);
	buf_string(out, host->step[0] ? "\n" : "");
	buf_printf(out, _("  Name: %s.\n"), owner_words(host));
	buf_printf(out, _("  Value: %s.\n"), quote_words(host));
	if (host->limit.total)
		buf_printf(out, _("  At most %u bytes.\n"), (unsigned)host->limit.total);
	if (*host->ttl_word)
		buf_printf(out, _("  TTL: %s, or seconds.\n"), host->ttl_word);
	else if (host->ttl)
		buf_printf(out, _("  TTL: %u seconds if nothing else is wanted.\n"), (unsigned)host->ttl);
	listing_note(out, host->existing);
	listing_note(out, host->note);
	listing_fact(out, &host->fact);
	for (size_t i = 0; i < host->n; i++)
		buf_printf(out, _("  Source of %s: %s, %s (%s)\n"), host->facts[i].field, host->facts[i].fact.source, host->facts[i].fact.date,
		    host->facts[i].fact.confidence);
	buf_printf(out, _("  For a domain: spfwiz emit --host %s DOMAIN\n"), host->id);
}

static void table(struct buf *out, const struct dns_host *const *host, size_t n)
{
	size_t widest = 0;

	for (size_t i = 0; i < n; i++)
		if (text_width(slice_of(host[i]->id)) > widest)
			widest = text_width(slice_of(host[i]->id));
	for (size_t i = 0; i < n; i++) {
		listing_cell(out, host[i]->id, widest + 2);
		listing_names(out, host[i]->name, host[i]->alias);
	}
}

int cmd_hosts(const struct options *options)
{
	const struct dns_host *found[CATALOGUE_ENTRIES], *host;
	struct data data = { .options = options };
	const struct catalogue *catalogue = data_catalogue(&data);
	struct buf query = { 0 }, out = { 0 }, text = { 0 };
	size_t n = 0, at = 0;
	int status;

	listing_query(options, &query);
	while ((host = host_find(catalogue, buf_slice(&query), &at)))
		found[n++] = host;
	status = n ? EXIT_GOOD : EXIT_BAD;
	if (options->json) {
		json_t *object = out_json_new(options, (struct slice){ 0 }, NULL), *list = json_array();

		for (size_t i = 0; i < n; i++)
			json_array_append_new(list, to_json(found[i]));
		json_object_set_new(object, "hosts", list);
		status = out_json(object, status);
	} else if (!n) {
		listing_nothing(options, &query);
	} else {
		table(&text, found, n);
		for (size_t i = 0; query.len && n <= 3 && i < n; i++)
			card(&text, found[i]);
		listing_print(&out, &text, true);
		status = out_text(&out, status);
	}
	buf_release(&query);
	buf_release(&out);
	buf_release(&text);
	data_release(&data);
	return status;
}
