/* services: which service a name or a text belongs to. */
#include "catalogue/catalogue_private.h"

const struct service *service_find(const struct catalogue *catalogue, struct slice query, size_t *at)
{
	return entry_find(catalogue->service, catalogue->services, sizeof(struct service), offsetof(struct service, words), query, at);
}

const struct service *service_by_id(const struct catalogue *catalogue, struct slice id)
{
	for (size_t i = 0; i < catalogue->services; i++)
		if (slice_equal(slice_of(catalogue->service[i].id), id))
			return &catalogue->service[i];
	return NULL;
}

static bool under(const char *const *list, const struct name *name)
{
	for (; *list; list++)
		if (name_fits(name, *list))
			return true;
	return false;
}

const struct service *service_by_mx(const struct catalogue *catalogue, const struct name *host)
{
	for (size_t i = 0; i < catalogue->services; i++)
		if (under(catalogue->service[i].mx, host))
			return &catalogue->service[i];
	return NULL;
}

const struct service *service_by_txt(const struct catalogue *catalogue, struct slice txt)
{
	for (size_t i = 0; i < catalogue->services; i++) {
		const struct service *service = &catalogue->service[i];

		for (size_t k = 0; service->txt[k]; k++)
			if (slice_starts(txt, slice_of(service->txt[k])))
				return service;
	}
	return NULL;
}
