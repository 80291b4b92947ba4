/* services: which service a name or a text belongs to. */
#include "catalogue/catalogue_private.h"
#include <string.h>

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

static bool in(const char *const *list, const char *text)
{
	for (; *list; list++)
		if (strcmp(*list, text) == 0)
			return true;
	return false;
}

static bool under(const char *const *list, const struct name *name)
{
	for (; *list; list++)
		if (name_fits(name, *list))
			return true;
	return false;
}

static bool stands(const struct service *service, const struct name *name, const char *text, enum include_kind kind)
{
	switch (kind) {
	case INCLUDE_RIGHT: return in(service->include, text) || under(service->under, name);
	case INCLUDE_GLOBAL: return strcmp(service->global, text) == 0;
	case INCLUDE_OLD: return in(service->old, text);
	default: return in(service->wrong, text);
	}
}

/* A name that is right for one service may be wrong for another: all are asked for the best first. */
const struct service *service_by_include(const struct catalogue *catalogue, const struct name *name, enum include_kind *kind)
{
	char text[NAME_TEXT];

	name_text(name, text);
	for (int k = INCLUDE_RIGHT; k <= INCLUDE_WRONG; k++) {
		for (size_t i = 0; i < catalogue->services; i++) {
			if (!stands(&catalogue->service[i], name, text, (enum include_kind)k))
				continue;
			*kind = (enum include_kind)k;
			return &catalogue->service[i];
		}
	}
	return NULL;
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
