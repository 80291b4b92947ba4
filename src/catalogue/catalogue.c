/* catalogue: the two tables, filled entry by entry from data files. */
#include "catalogue/catalogue_private.h"
#include "base/words.h"
#include "catalogue/conf.h"
#include <stdlib.h>
#include <string.h>

void catalogue_release(struct catalogue *catalogue)
{
	pool_release(&catalogue->pool);
	*catalogue = (struct catalogue){ 0 };
}

/* One more of size bytes; what an entry of that id was, is it no more. NULL: no memory, or CATALOGUE_ENTRIES are there. */
static void *place(struct pool *pool, const void *table, size_t n, size_t *room, size_t size)
{
	void *grown;

	if (n >= CATALOGUE_ENTRIES)
		return NULL;
	if (n < *room)
		return (void *)(uintptr_t)table;
	grown = pool_zero(pool, *room ? *room * 2 : 128, size);
	if (!grown)
		return NULL;
	if (n)
		memcpy(grown, table, n * size);
	*room = *room ? *room * 2 : 128;
	return grown;
}

static const char *service_fault(const struct service *service)
{
	if (!*service->name)
		return N_("the name is empty");
	if (service->where == WHERE_NOWHERE && service->include[0])
		return N_("an include, but it belongs nowhere: name it in \"old\" or \"wrong\"");
	if ((service->mx[0] || service->txt[0]) && !(*service->seen.source && *service->seen.date && *service->seen.confidence))
		return N_("mx and txt need seen_source, seen_date and seen_confidence");
	for (size_t i = 0; service->txt[i]; i++)
		if (strlen(service->txt[i]) < 4)
			return N_("a beginning of TXT needs four bytes, or it says nothing");
	return NULL;
}

static enum error take_service(void *arg, void *entry, const char **why)
{
	struct catalogue *catalogue = arg;
	struct service *new = entry, *table;
	const struct service *old = service_by_id(catalogue, slice_of(new->id));

	*why = service_fault(new);
	if (*why)
		return ERR_SYNTAX;
	if (!entry_words(&catalogue->pool, &new->words,
	    (const char *const *const[]){ new->alias, NULL }, new->name,
	    (const char *const *const[]){ new->include, new->under, new->old, new->wrong, NULL }, new->id))
		return ERR_MEMORY;
	if (old) {
		*(struct service *)(uintptr_t)old = *new;
		return ERR_NONE;
	}
	table = place(&catalogue->pool, catalogue->service, catalogue->services, &catalogue->service_room, sizeof *table);
	*why = N_("more entries than fit");
	if (!table)
		return catalogue->pool.failed ? ERR_MEMORY : ERR_SYNTAX;
	table[catalogue->services++] = *new;
	catalogue->service = table;
	return ERR_NONE;
}

static const char *dns_host_fault(const struct dns_host *host)
{
	if (!*host->name)
		return N_("the name is empty");
	if (host->limit.string > 255)
		return N_("limit_string is at most 255");
	for (size_t i = 0; host->extra[i]; i++)
		if (!host->extra[i + 1] && i % 2 == 0)
			return N_("extra has pairs: a label, and what goes into its field");
	if (host->ttl_most && host->ttl_most < host->ttl_least)
		return N_("ttl_most is less than ttl_least");
	if (host->ttl_values[0] && (host->ttl_least || host->ttl_most))
		return N_("ttl_values stand for ttl_least and ttl_most");
	if (host->ttl && host_ttl(host, host->ttl) != host->ttl)
		return N_("ttl is none that it takes");
	for (size_t i = 1; host->ttl_values[0] && host->ttl_values[i]; i++)
		if (strtoul(host->ttl_values[i - 1], NULL, 10) >= strtoul(host->ttl_values[i], NULL, 10))
			return N_("ttl_values are not ascending");
	return NULL;
}

static enum error take_host(void *arg, void *entry, const char **why)
{
	struct catalogue *catalogue = arg;
	struct dns_host *new = entry, *table;
	const struct dns_host *old = host_by_id(catalogue, slice_of(new->id));

	*why = dns_host_fault(new);
	if (*why)
		return ERR_SYNTAX;
	if (!entry_words(&catalogue->pool, &new->words, (const char *const *const[]){ new->alias, NULL }, new->name,
	    (const char *const *const[]){ new->ns, NULL }, new->id))
		return ERR_MEMORY;
	if (old) {
		*(struct dns_host *)(uintptr_t)old = *new;
		return ERR_NONE;
	}
	table = place(&catalogue->pool, catalogue->host, catalogue->hosts, &catalogue->host_room, sizeof *table);
	*why = N_("more entries than fit");
	if (!table)
		return catalogue->pool.failed ? ERR_MEMORY : ERR_SYNTAX;
	table[catalogue->hosts++] = *new;
	catalogue->host = table;
	return ERR_NONE;
}

static enum error told(const struct catalogue *catalogue, enum error error, struct problem *problem)
{
	if (error == ERR_MEMORY || (error && !catalogue->faults.n))
		return problem_set(problem, error, NULL, 0, NULL);
	if (error && problem)
		*problem = catalogue->faults.problem[0];
	return error ? catalogue->faults.problem[0].error : ERR_NONE;
}

enum error catalogue_services(struct catalogue *catalogue, const char *path, struct slice text, struct problem *problem)
{
	enum error error = conf_parse(&service_section, &catalogue->pool, path, text, take_service, catalogue, &catalogue->faults);

	return include_index(catalogue) ? told(catalogue, error, problem) : problem_set(problem, ERR_MEMORY, NULL, 0, NULL);
}

enum error catalogue_hosts(struct catalogue *catalogue, const char *path, struct slice text, struct problem *problem)
{
	return told(catalogue, conf_parse(&host_section, &catalogue->pool, path, text, take_host, catalogue, &catalogue->faults), problem);
}
