/* build_pick: mail services by name, and what each asks to be included. */
#include "ui/popup.h"
#include "ui/screens/build_private.h"

#include "base/words.h"
#include "catalogue/catalogue.h"

static void about(const struct service *service, struct buf *out)
{
	if (service->where == WHERE_NOWHERE)
		buf_string(out, _("Needs nothing in this record. "));
	else if (service->where == WHERE_SUBDOMAIN)
		buf_string(out, _("Belongs in the record of its bounce subdomain. "));
	else if (service->where == WHERE_SUBDOMAIN_IF_ANY)
		buf_string(out, _("Belongs in the record of its bounce subdomain, if there is one. "));
	if (service->regions)
		buf_string(out, _("One region is enough. "));
	if (service->broad)
		buf_string(out, _("Shared: lets all its customers send. "));
	if (service->note[0])
		buf_string(out, _(service->note));
}

static const struct recognised *seen(const struct build *b, const struct service *service)
{
	for (size_t i = 0; i < b->seens; i++)
		if (b->seen[i].service == service)
			return &b->seen[i];
	return NULL;
}

static bool finds(const struct app *app, struct slice query, const struct service *service)
{
	const struct service *next;
	size_t at = 0;

	while ((next = service_find(app->start.catalogue, query, &at)) != NULL && next != service)
		continue;
	return next != NULL;
}

/* First those that are recognised, then the others, as far as the query finds them. *at counts the former, then places in the catalogue. */
static const struct service *next_service(const struct app *app, const struct build *b, struct slice query, size_t *at)
{
	const struct service *service = NULL;
	size_t place;

	if (!app->start.catalogue)
		return NULL;
	while (*at < b->seens)
		if (finds(app, query, b->seen[(*at)++].service))
			return b->seen[*at - 1].service;
	place = *at - b->seens;
	do
		service = service_find(app->start.catalogue, query, &place);
	while (service && seen(b, service));
	*at = place + b->seens;
	return service;
}

static bool rows(struct app *app, void *state, struct slice query, size_t *at, struct pick_row *row)
{
	const struct build *b = state;
	const struct service *service = next_service(app, b, query, at);
	const struct recognised *known = service ? seen(b, service) : NULL;
	struct buf note = { 0 };

	if (!service)
		return false;
	buf_clear(&row->text);
	buf_clear(&row->about);
	buf_string(&row->text, known ? "* " : b->seens ? "  " : "");
	text_printable(&row->text, slice_of(service->name), app->form);
	if (service->include[0]) {
		buf_string(&row->text, "  ");
		text_printable(&row->text, slice_of(service->include[0]), app->form);
	}
	if (known) {
		buf_string(&row->text, "  (");
		recognised_text(known, &row->text);
		buf_char(&row->text, ')');
		buf_string(&note, _("Recognised: "));
		recognised_text(known, &note);
		buf_string(&note, ". ");
	}
	about(service, &note);
	text_printable(&row->about, buf_slice(&note), app->form);
	buf_release(&note);
	return true;
}

/* Behind what the field has; what it costs is asked at once. */
static void add_include(struct app *app, struct build *b, struct slice name)
{
	struct field *field = form_field(&b->form, Q_INCLUDE);
	struct buf text = { 0 };

	app_visit_end(app);
	form_go(&b->form, Q_INCLUDE);
	buf_add(&text, slice_trim(buf_slice(&field->edit.text)));
	buf_string(&text, text.len ? " " : "");
	buf_add(&text, name);
	form_set_text(&b->form, Q_INCLUDE, buf_slice(&text));
	field->checked = true;
	build_write_field(app, b, Q_INCLUDE);
	app_visit_end(app);
	app_record_changed(app);
	app->failed |= text.failed;
	buf_release(&text);
}

static void chosen(struct app *app, void *state, struct slice query, size_t at)
{
	const struct service *service = at == PICK_NONE ? NULL : next_service(app, state, query, &at);
	struct buf note = { 0 };

	if (!service && slice_trim(query).len) {
		add_include(app, state, slice_trim(query));
	} else if (service && service_included(app->start.catalogue, draft_record(app->draft), service)) {
		app_say(app, LOOK_PLAIN, _("%s is in the record already."), service->name);
	} else if (service && service->include[0]) {
		add_include(app, state, slice_of(service->include[0]));
	} else if (service) {
		about(service, &note);
		app_say(app, LOOK_PLAIN, "%s: %s", service->name, buf_text(&note));
	}
	buf_release(&note);
}

void build_pick(struct app *app, struct build *b)
{
	b->seens = app->draft ? discover_services(app->start.catalogue, &app->found, draft_record(app->draft), b->seen) : 0;
	popup_pick(app, _("Mail services"), rows, chosen, b);
}
