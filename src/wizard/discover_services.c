/* discover_services: the mail services that the domain uses, as far as its MX hosts, its record and its TXT records tell. */
#include "wizard/discover.h"

#include "base/words.h"
#include "catalogue/catalogue.h"
#include "spf/record.h"

static const struct service *service_of(const struct catalogue *catalogue, const struct record *record, const struct term *term)
{
	enum include_kind kind;
	struct name name;

	if (term->kind != K_INCLUDE || name_from_bytes(record_slice(record, term->value), &name))
		return NULL;
	return service_by_include(catalogue, &name, &kind);
}

bool service_included(const struct catalogue *catalogue, const struct record *record, const struct service *service)
{
	for (size_t i = 0; i < record->n; i++)
		if (service_of(catalogue, record, &record->term[i]) == service)
			return true;
	return false;
}

/* Its row, a new one if there is none yet; NULL: no service, or no room. */
static struct recognised *row_of(struct recognised *out, size_t *n, const struct service *service)
{
	size_t i = 0;

	while (service && i < *n && out[i].service != service)
		i++;
	if (!service || i == RECOGNISED_MOST)
		return NULL;
	if (i == *n)
		out[(*n)++] = (struct recognised){ .service = service };
	return &out[i];
}

size_t discover_services(const struct catalogue *catalogue, const struct discovered *found, const struct record *record,
    struct recognised out[static RECOGNISED_MOST])
{
	struct recognised *row;
	size_t n = 0;

	for (size_t i = 0; catalogue && i < found->mxs; i++)
		if ((row = row_of(out, &n, service_by_mx(catalogue, &found->mx[i].name))) != NULL)
			row->mx = true;
	for (size_t i = 0; catalogue && i < record->n; i++)
		if ((row = row_of(out, &n, service_of(catalogue, record, &record->term[i]))) != NULL)
			row->included = true;
	for (size_t i = 0; catalogue && i < found->other_txts; i++)
		if ((row = row_of(out, &n, service_by_txt(catalogue, found->other_txt[i]))) != NULL)
			row->txt = true;
	return n;
}

/* Is anything of it to be in this record? */
static const char *state_of(const struct recognised *r)
{
	if (r->included)
		return _("in the record");
	if (r->service->where == WHERE_NOWHERE)
		return _("needs no include");
	if (r->service->where == WHERE_SUBDOMAIN)
		return _("belongs in a subdomain's record");
	return r->service->include[0] ? _("not in the record") : _("its include is each customer's own");
}

void recognised_text(const struct recognised *r, struct buf *out)
{
	if (r->mx)
		buf_printf(out, "%s, ", _("in use by MX"));
	if (r->txt)
		buf_printf(out, "%s, ", _("verified by TXT"));
	buf_string(out, state_of(r));
}
