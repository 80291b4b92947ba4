/* fuzz_catalogue: any bytes are a data file; what is kept of them is searched, recognised and published. */
#include "publish/instructions.h"
#include "tests/unit/zone_sane.h"
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void use_service(const struct catalogue *catalogue, const struct service *service)
{
	enum include_kind kind;
	struct name name;
	size_t at = 0;

	SANE(service->id && *service->id && *service->name && service->alias && service->include && service->mx && service->fact.source);
	SANE(service_by_id(catalogue, slice_of(service->id)) == service);
	for (size_t i = 0; service->include[i]; i++)
		SANE(!name_from_bytes(slice_of(service->include[i]), &name) && service_by_include(catalogue, &name, &kind));
	if (strlen(service->name) <= CATALOGUE_QUERY / 2)
		service_find(catalogue, slice_of(service->name), &at);
}

static void use_host(const struct catalogue *catalogue, const struct dns_host *host)
{
	struct publication what = { .value = SLICE("v=spf1 include:a.example exists:%{i}.b.example -all") };
	struct instructions in;
	struct pool pool = { 0 };
	struct buf out = { 0 };

	SANE(host_by_id(catalogue, slice_of(host->id)) == host && host->limit.string <= 255);
	SANE(!name_from_bytes(SLICE("sub.example.org"), &what.owner) && !name_from_bytes(SLICE("example.org"), &what.zone));
	SANE(!instructions_make(&pool, host, &what, TEXT_UTF8, &in));
	instructions_print(&in, 0, &out);
	SANE(utf8_valid(buf_slice(&out)));
	buf_release(&out);
	pool_release(&pool);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct slice text = { (const char *)bytes, n };
	struct catalogue catalogue = { 0 };
	struct problem problem = { 0 };

	if (catalogue_services(&catalogue, "fuzz", text, &problem))
		SANE(problem.error && problem.file[0]);
	if (catalogue_hosts(&catalogue, "fuzz", text, &problem))
		SANE(problem.error && problem.file[0]);
	for (size_t i = 0; i < catalogue.services && i < 50; i++)
		use_service(&catalogue, &catalogue.service[i]);
	for (size_t i = 0; i < catalogue.hosts && i < 50; i++)
		use_host(&catalogue, &catalogue.host[i]);
	catalogue_release(&catalogue);
	return 0;
}
