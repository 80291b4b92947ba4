/* catalogue: the two tables, and what their data files hold. */
#include "catalogue/catalogue_private.h"
#include "base/words.h"
#include "catalogue/conf.h"
#include <stddef.h>
#include <string.h>

static const char *const wheres[] = {
	[WHERE_APEX] = "apex", [WHERE_SUBDOMAIN] = "subdomain", [WHERE_NOWHERE] = "nowhere", NULL,
};
static const char *const confidences[] = { "sure", "likely", "unsure", NULL };

static const char *confidence_fault(const char *word)
{
	for (size_t i = 0; confidences[i]; i++)
		if (strcmp(confidences[i], word) == 0)
			return NULL;
	return N_("takes sure, likely or unsure");
}

#define AT(member) offsetof(struct service, member)
static const struct conf_field service_fields[] = {
	{ .name = "name", .kind = CONF_TEXT, .offset = AT(name), .needed = true },
	{ .name = "alias", .kind = CONF_LIST, .offset = AT(alias) },
	{ .name = "include", .kind = CONF_LIST, .offset = AT(include), .fault = conf_name_fault },
	{ .name = "under", .kind = CONF_LIST, .offset = AT(under), .fault = conf_name_fault },
	{ .name = "old", .kind = CONF_LIST, .offset = AT(old), .fault = conf_name_fault },
	{ .name = "wrong", .kind = CONF_LIST, .offset = AT(wrong), .fault = conf_name_fault },
	{ .name = "mx", .kind = CONF_LIST, .offset = AT(mx), .fault = conf_pattern_fault },
	{ .name = "txt", .kind = CONF_LIST, .offset = AT(txt) },
	{ .name = "where", .kind = CONF_WORD, .offset = AT(where), .words = wheres },
	{ .name = "flatten", .kind = CONF_BOOL, .offset = AT(flatten), .needed = true },
	{ .name = "broad", .kind = CONF_BOOL, .offset = AT(broad) },
	{ .name = "regions", .kind = CONF_BOOL, .offset = AT(regions) },
	{ .name = "global", .kind = CONF_TEXT, .offset = AT(global), .fault = conf_name_fault },
	{ .name = "note", .kind = CONF_TEXT, .offset = AT(note) },
	{ .name = "source", .kind = CONF_TEXT, .offset = AT(fact.source), .needed = true },
	{ .name = "date", .kind = CONF_TEXT, .offset = AT(fact.date), .fault = conf_date_fault, .needed = true },
	{ .name = "confidence", .kind = CONF_TEXT, .offset = AT(fact.confidence), .fault = confidence_fault, .needed = true },
	{ .name = "seen_source", .kind = CONF_TEXT, .offset = AT(seen.source) },
	{ .name = "seen_date", .kind = CONF_TEXT, .offset = AT(seen.date), .fault = conf_date_fault },
	{ .name = "seen_confidence", .kind = CONF_TEXT, .offset = AT(seen.confidence), .fault = confidence_fault },
	{ 0 },
};
static const struct conf_section service_section = {
	.name = "service", .title = "id", .size = sizeof(struct service), .title_at = AT(id), .title_fault = conf_id_fault, .field = service_fields,
};
#undef AT

static const char *const owners[] = {
	[NAME_AT] = "at", [NAME_EMPTY] = "empty", [NAME_FULL] = "full", [NAME_FULL_DOT] = "full-dot", NULL,
};
static const char *const quotings[] = {
	[QUOTES_NONE] = "none", [QUOTES_ONE] = "one", [QUOTES_STRINGS] = "strings", [QUOTES_LINES] = "lines", NULL,
};

#define AT(member) offsetof(struct host_fact, member)
static const struct conf_field fact_fields[] = {
	{ .name = "source", .kind = CONF_TEXT, .offset = AT(fact.source), .needed = true },
	{ .name = "date", .kind = CONF_TEXT, .offset = AT(fact.date), .fault = conf_date_fault, .needed = true },
	{ .name = "confidence", .kind = CONF_TEXT, .offset = AT(fact.confidence), .fault = confidence_fault, .needed = true },
	{ 0 },
};
static const struct conf_section fact_section = {
	.name = "fact", .title = "field", .size = sizeof(struct host_fact), .title_at = AT(field), .title_fault = conf_word_fault,
	.field = fact_fields,
};
#undef AT
#define AT(member) offsetof(struct dns_host, member)
static const struct conf_field host_fields[] = {
	{ .name = "name", .kind = CONF_TEXT, .offset = AT(name), .needed = true },
	{ .name = "alias", .kind = CONF_LIST, .offset = AT(alias) },
	{ .name = "ns", .kind = CONF_LIST, .offset = AT(ns), .fault = conf_pattern_fault },
	{ .name = "format", .kind = CONF_TEXT, .offset = AT(format), .fault = conf_id_fault, .needed = true },
	{ .name = "also", .kind = CONF_LIST, .offset = AT(also), .fault = conf_id_fault },
	{ .name = "owner", .kind = CONF_WORD, .offset = AT(owner), .words = owners },
	{ .name = "quotes", .kind = CONF_WORD, .offset = AT(quotes), .words = quotings },
	{ .name = "limit", .kind = CONF_NUMBER, .offset = AT(limit.total) },
	{ .name = "limit_quoted", .kind = CONF_BOOL, .offset = AT(limit.quoted) },
	{ .name = "limit_string", .kind = CONF_NUMBER, .offset = AT(limit.string) },
	{ .name = "ttl", .kind = CONF_NUMBER, .offset = AT(ttl) },
	{ .name = "ttl_least", .kind = CONF_NUMBER, .offset = AT(ttl_least) },
	{ .name = "ttl_most", .kind = CONF_NUMBER, .offset = AT(ttl_most) },
	{ .name = "ttl_word", .kind = CONF_TEXT, .offset = AT(ttl_word) },
	{ .name = "language", .kind = CONF_TEXT, .offset = AT(language), .fault = conf_word_fault, .needed = true },
	{ .name = "label_type", .kind = CONF_TEXT, .offset = AT(label_type) },
	{ .name = "label_name", .kind = CONF_TEXT, .offset = AT(label_name) },
	{ .name = "label_value", .kind = CONF_TEXT, .offset = AT(label_value) },
	{ .name = "label_ttl", .kind = CONF_TEXT, .offset = AT(label_ttl) },
	{ .name = "type", .kind = CONF_TEXT, .offset = AT(type), .needed = true },
	{ .name = "extra", .kind = CONF_LIST, .offset = AT(extra) },
	{ .name = "step", .kind = CONF_LIST, .offset = AT(step) },
	{ .name = "existing", .kind = CONF_TEXT, .offset = AT(existing) },
	{ .name = "note", .kind = CONF_TEXT, .offset = AT(note) },
	{ .name = "source", .kind = CONF_TEXT, .offset = AT(fact.source), .needed = true },
	{ .name = "date", .kind = CONF_TEXT, .offset = AT(fact.date), .fault = conf_date_fault, .needed = true },
	{ .name = "confidence", .kind = CONF_TEXT, .offset = AT(fact.confidence), .fault = confidence_fault, .needed = true },
	{ 0 },
};
static const struct conf_section host_section = {
	.name = "host", .title = "id", .size = sizeof(struct dns_host), .title_at = AT(id), .title_fault = conf_id_fault, .field = host_fields,
	.sub = &fact_section, .sub_at = AT(facts), .subs_at = AT(n),
};
#undef AT

const char *where_word(enum where where)
{
	return wheres[where];
}

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

enum error catalogue_services(struct catalogue *catalogue, const char *path, struct slice text, struct problem *problem)
{
	enum error error = conf_parse(&service_section, &catalogue->pool, path, text, take_service, catalogue, problem);

	return include_index(catalogue) ? error : problem_set(problem, ERR_MEMORY, NULL, 0, NULL);
}

enum error catalogue_hosts(struct catalogue *catalogue, const char *path, struct slice text, struct problem *problem)
{
	return conf_parse(&host_section, &catalogue->pool, path, text, take_host, catalogue, problem);
}
