/*
 * check_hosted: an mx whose hosts are those of a service: it takes mail in and does not send it (SPF617), or what it sends comes by the
 * service's include, which is there too (SPF810).
 */
#include "lint/ledger.h"

#include "catalogue/catalogue.h"
#include "dns/rdata.h"

/* Do all the hosts of an mx belong to a service that is known to take mail in? */
static const struct service *service_of(const struct linter *l, const struct answer *mx)
{
	const struct service *service = NULL;

	for (size_t i = 0; i < mx->n; i++) {
		struct name host;

		if (!rdata_exchange(&mx->rr[i], &host))
			return NULL;
		service = service_by_mx(l->subject->catalogue, &host);
		if (!service)
			return NULL;
	}
	return service;
}

/* Is the service's own include in the record, to be met? */
static bool includes(const struct linter *l, const struct service *service)
{
	const struct record *record = l->subject->record;

	for (size_t i = 0; i < record->n && record->term[i].kind != K_ALL; i++) {
		struct name name;
		enum include_kind kind;

		if (record->term[i].kind != K_INCLUDE || record->term[i].macros || name_from_bytes(lint_slice(l, record->term[i].value), &name))
			continue;
		if (service_by_include(l->subject->catalogue, &name, &kind) == service)
			return true;
	}
	return false;
}

static void read_exchange(struct linter *l, const struct node *node, bool v6)
{
	const struct service *service;

	(void)v6;
	if (node_term(node)->kind != K_MX || node->frame->up || !node->answer || node->answer->said != SAID_DATA)
		return;
	service = service_of(l, node->answer);
	if (service)
		ledger_raise(l, includes(l, service) ? 810 : 617, node, slice_of(service->name), (struct slice){ 0 });
}

void check_hosted(struct linter *l)
{
	ledger_nodes(l, read_exchange);
}
