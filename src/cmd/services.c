/*
 * services: the mail services that are known, and what belongs in the record for them.
 */
#include "cmd/commands.h"
#include "base/words.h"
#include "cmd/data.h"
#include "cmd/listing.h"
#include "cmd/out.h"

static json_t *to_json(const struct service *service)
{
	json_t *object = json_object();

	json_object_set_new(object, "id", json_text(slice_of(service->id)));
	json_object_set_new(object, "name", json_text(slice_of(service->name)));
	listing_json_list(object, "aliases", service->alias);
	listing_json_list(object, "includes", service->include);
	listing_json_list(object, "under", service->under);
	listing_json_list(object, "old", service->old);
	listing_json_list(object, "wrong", service->wrong);
	listing_json_list(object, "mx", service->mx);
	listing_json_list(object, "txt", service->txt);
	json_object_set_new(object, "where", json_string(where_word(service->where)));
	json_object_set_new(object, "flatten", json_boolean(service->flatten));
	json_object_set_new(object, "broad", json_boolean(service->broad));
	json_object_set_new(object, "regions", json_boolean(service->regions));
	json_object_set_new(object, "global", *service->global ? json_text(slice_of(service->global)) : json_null());
	json_object_set_new(object, "note", json_text(slice_of(service->note)));
	listing_json_fact(object, "fact", &service->fact);
	listing_json_fact(object, "seen", &service->seen);
	return object;
}

static const char *where_words(const struct service *service)
{
	switch (service->where) {
	case WHERE_SUBDOMAIN: return _("in the record of the bounce subdomain");
	case WHERE_EITHER: return _("in the domain's own record, or that of a bounce subdomain where one was set up");
	case WHERE_SUBDOMAIN_IF_ANY: return _("in the record of the bounce subdomain where one was set up, else nowhere");
	case WHERE_NOWHERE: return _("nowhere: it sends with an envelope domain of its own");
	default: return _("in the domain's own record");
	}
}

static void add_includes(struct buf *out, const struct service *service)
{
	if (service->include[0])
		buf_printf(out, "include:%s", service->include[0]);
	else
		buf_string(out, service->where == WHERE_NOWHERE ? _("none") : service->under[0] ? _("of each customer") : _("not known"));
	if (service->include[0] && service->include[1])
		buf_string(out, _(" and others"));
}

static void card(struct buf *out, const struct service *service)
{
	buf_char(out, '\n');
	listing_names(out, service->name, service->alias);
	for (size_t i = 0; service->include[i]; i++)
		buf_printf(out, "  include:%s\n", service->include[i]);
	for (size_t i = 0; service->under[i]; i++)
		buf_printf(out, _("  include: a name below %s, for each customer\n"), service->under[i]);
	buf_printf(out, _("  It belongs %s.\n"), where_words(service));
	if (service->regions)
		buf_string(out, _("  One of the includes is enough.\n"));
	if (!service->flatten && service->where != WHERE_NOWHERE)
		buf_string(out, _("  Its include may not be replaced by addresses.\n"));
	for (size_t i = 0; service->old[i]; i++)
		buf_printf(out, service->where == WHERE_NOWHERE ? _("  Needed no more: %s\n") : _("  Old name: %s\n"), service->old[i]);
	for (size_t i = 0; service->wrong[i]; i++)
		buf_printf(out, _("  Wrong, though often read: %s\n"), service->wrong[i]);
	listing_note(out, service->note);
	listing_fact(out, &service->fact);
}

static void table(struct buf *out, const struct service *const *service, size_t n)
{
	size_t widest = 0;

	for (size_t i = 0; i < n; i++)
		if (text_width(slice_of(service[i]->name)) > widest)
			widest = text_width(slice_of(service[i]->name));
	for (size_t i = 0; i < n; i++) {
		listing_cell(out, service[i]->name, widest + 2);
		listing_cell(out, where_word(service[i]->where), sizeof "subdomain-or-nowhere" + 1);
		add_includes(out, service[i]);
		buf_char(out, '\n');
	}
}

int cmd_services(const struct options *options)
{
	const struct service *found[CATALOGUE_ENTRIES], *service;
	struct data data = { .options = options };
	const struct catalogue *catalogue = data_services(&data);
	struct buf query = { 0 }, out = { 0 };
	size_t n = 0, at = 0;
	int status;

	listing_query(options, &query);
	while ((service = service_find(catalogue, buf_slice(&query), &at)))
		found[n++] = service;
	status = n ? EXIT_GOOD : EXIT_BAD;
	if (options->json) {
		json_t *object = out_json_new(options, (struct slice){ 0 }, NULL), *list = json_array();

		for (size_t i = 0; i < n; i++)
			json_array_append_new(list, to_json(found[i]));
		json_object_set_new(object, "services", list);
		status = out_json(object, status);
	} else if (!n) {
		listing_nothing(options, &query);
	} else {
		struct buf text = { 0 };

		table(&text, found, n);
		for (size_t i = 0; query.len && n <= 3 && i < n; i++)
			card(&text, found[i]);
		listing_print(&out, &text, true);
		status = out_text(&out, status);
		buf_release(&text);
	}
	buf_release(&query);
	buf_release(&out);
	data_release(&data);
	return status;
}
