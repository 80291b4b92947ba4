/* fields: what data files hold, row by row; spfwiz-data(5) is made of these rows. */
#include "catalogue/catalogue_private.h"
#include "base/words.h"
#include "catalogue/conf.h"
#include <stddef.h>
#include <string.h>

static const char *const wheres[] = {
	[WHERE_APEX] = "apex", [WHERE_SUBDOMAIN] = "subdomain", [WHERE_NOWHERE] = "nowhere",
	[WHERE_EITHER] = "apex-or-subdomain", [WHERE_SUBDOMAIN_IF_ANY] = "subdomain-or-nowhere", NULL,
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
	{ .name = "name", .kind = CONF_TEXT, .offset = AT(name), .needed = true, .what = "what the service is called" },
	{ .name = "alias", .kind = CONF_LIST, .offset = AT(alias), .what = "other names that people search for, in any language" },
	{ .name = "include", .kind = CONF_LIST, .offset = AT(include), .fault = conf_name_fault,
	    .what = "names for include: in the record; the first is the one to offer" },
	{ .name = "under", .kind = CONF_LIST, .offset = AT(under), .fault = conf_name_fault,
	    .what = "each customer has a name of its own below these" },
	{ .name = "old", .kind = CONF_LIST, .offset = AT(old), .fault = conf_name_fault,
	    .what = "names it had, or that do nothing in the domain's own record" },
	{ .name = "wrong", .kind = CONF_LIST, .offset = AT(wrong), .fault = conf_name_fault,
	    .what = "names that are passed around and never were right" },
	{ .name = "mx", .kind = CONF_LIST, .offset = AT(mx), .fault = conf_pattern_fault,
	    .what = "names that its MX hosts have or stand under; * stands for any part of a label" },
	{ .name = "txt", .kind = CONF_LIST, .offset = AT(txt), .what = "how its verification strings in TXT begin; four bytes at least" },
	{ .name = "where", .kind = CONF_WORD, .offset = AT(where), .words = wheres,
	    .what = "where the include belongs: the domain's own record, that of a bounce subdomain, or nowhere; or two of these" },
	{ .name = "flatten", .kind = CONF_BOOL, .offset = AT(flatten),
	    .what = "may its include be replaced by the addresses behind it? false when absent: not known" },
	{ .name = "broad", .kind = CONF_BOOL, .offset = AT(broad),
	    .what = "it lets all customers of the service send (RFC 7208 section 11.4)" },
	{ .name = "regions", .kind = CONF_BOOL, .offset = AT(regions), .what = "it has one include for each region; one is enough" },
	{ .name = "global", .kind = CONF_TEXT, .offset = AT(global), .fault = conf_name_fault,
	    .what = "with regions: the include that stands for all of them" },
	{ .name = "note", .kind = CONF_TEXT, .offset = AT(note), .what = "what else to know" },
	{ .name = "source", .kind = CONF_TEXT, .offset = AT(fact.source), .needed = true, .what = "where the names for the record were found" },
	{ .name = "date", .kind = CONF_TEXT, .offset = AT(fact.date), .fault = conf_date_fault, .needed = true,
	    .what = "when: year and month, such as 2026-11" },
	{ .name = "confidence", .kind = CONF_TEXT, .offset = AT(fact.confidence), .fault = confidence_fault, .needed = true,
	    .what = "how sure that is: sure, likely or unsure" },
	{ .name = "seen_source", .kind = CONF_TEXT, .offset = AT(seen.source), .what = "where mx and txt were found; needed with either" },
	{ .name = "seen_date", .kind = CONF_TEXT, .offset = AT(seen.date), .fault = conf_date_fault, .what = "when that was" },
	{ .name = "seen_confidence", .kind = CONF_TEXT, .offset = AT(seen.confidence), .fault = confidence_fault, .what = "how sure that is" },
	{ 0 },
};
const struct conf_section service_section = {
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
	{ .name = "source", .kind = CONF_TEXT, .offset = AT(fact.source), .needed = true, .what = "where it was found" },
	{ .name = "date", .kind = CONF_TEXT, .offset = AT(fact.date), .fault = conf_date_fault, .needed = true, .what = "when" },
	{ .name = "confidence", .kind = CONF_TEXT, .offset = AT(fact.confidence), .fault = confidence_fault, .needed = true,
	    .what = "how sure that is" },
	{ 0 },
};
static const struct conf_section fact_section = {
	.name = "fact", .title = "field", .size = sizeof(struct host_fact), .title_at = AT(field), .title_fault = conf_word_fault,
	.field = fact_fields,
};
#undef AT
#define AT(member) offsetof(struct dns_host, member)
static const struct conf_field host_fields[] = {
	{ .name = "name", .kind = CONF_TEXT, .offset = AT(name), .needed = true, .what = "what the host is called" },
	{ .name = "alias", .kind = CONF_LIST, .offset = AT(alias), .what = "other names that people search for, in any language" },
	{ .name = "ns", .kind = CONF_LIST, .offset = AT(ns), .fault = conf_pattern_fault,
	    .what = "names that its name servers have or stand under; * stands for any part of a label" },
	{ .name = "format", .kind = CONF_TEXT, .offset = AT(format), .fault = conf_id_fault, .needed = true,
	    .what = "fields to type into: panel; else a word that emit --as takes" },
	{ .name = "also", .kind = CONF_LIST, .offset = AT(also), .fault = conf_id_fault, .what = "further words of emit --as that serve it" },
	{ .name = "owner", .kind = CONF_WORD, .offset = AT(owner), .words = owners,
	    .what = "what stands in the name field for the domain itself: @, nothing, its name, its name and a final dot" },
	{ .name = "quotes", .kind = CONF_WORD, .offset = AT(quotes), .words = quotings,
	    .what = "how the value is typed: as it is; in quotes, whole; cut at 255 bytes, each string in quotes; a string a line" },
	{ .name = "limit", .kind = CONF_NUMBER, .offset = AT(limit.total), .what = "bytes that the value may have" },
	{ .name = "limit_quoted", .kind = CONF_BOOL, .offset = AT(limit.quoted), .what = "quotes and the blanks between strings count as well" },
	{ .name = "limit_string", .kind = CONF_NUMBER, .offset = AT(limit.string), .what = "bytes of one string, when fewer than 255" },
	{ .name = "ttl", .kind = CONF_NUMBER, .offset = AT(ttl), .what = "seconds that stand there at first" },
	{ .name = "ttl_least", .kind = CONF_NUMBER, .offset = AT(ttl_least), .what = "the fewest seconds it takes" },
	{ .name = "ttl_most", .kind = CONF_NUMBER, .offset = AT(ttl_most), .what = "the most seconds it takes" },
	{ .name = "ttl_values", .kind = CONF_LIST, .offset = AT(ttl_values), .fault = conf_number_fault,
	    .what = "the only values it takes, ascending; another becomes the next of them" },
	{ .name = "ttl_word", .kind = CONF_TEXT, .offset = AT(ttl_word), .what = "what the panel calls a choice of its own, such as Auto" },
	{ .name = "language", .kind = CONF_TEXT, .offset = AT(language), .fault = conf_word_fault,
	    .what = "in which language the panel is: en, zh; absent: not known" },
	{ .name = "label_type", .kind = CONF_TEXT, .offset = AT(label_type), .what = "what the panel calls the field of the type" },
	{ .name = "label_name", .kind = CONF_TEXT, .offset = AT(label_name), .what = "that of the name" },
	{ .name = "label_value", .kind = CONF_TEXT, .offset = AT(label_value), .what = "that of the value" },
	{ .name = "label_ttl", .kind = CONF_TEXT, .offset = AT(label_ttl), .what = "that of the TTL" },
	{ .name = "type", .kind = CONF_TEXT, .offset = AT(type), .needed = true, .what = "what stands in the field of the type: TXT" },
	{ .name = "extra", .kind = CONF_LIST, .offset = AT(extra), .what = "further fields, in pairs: the label, and what is typed there" },
	{ .name = "step", .kind = CONF_LIST, .offset = AT(step), .what = "what to click, in the panel's own words" },
	{ .name = "existing", .kind = CONF_TEXT, .offset = AT(existing), .what = "what becomes of a record that is there" },
	{ .name = "note", .kind = CONF_TEXT, .offset = AT(note), .what = "what else to know" },
	{ .name = "source", .kind = CONF_TEXT, .offset = AT(fact.source), .needed = true, .what = "where all this was found" },
	{ .name = "date", .kind = CONF_TEXT, .offset = AT(fact.date), .fault = conf_date_fault, .needed = true,
	    .what = "when: year and month, such as 2026-11" },
	{ .name = "confidence", .kind = CONF_TEXT, .offset = AT(fact.confidence), .fault = confidence_fault, .needed = true,
	    .what = "how sure that is: sure, likely or unsure" },
	{ 0 },
};
const struct conf_section host_section = {
	.name = "host", .title = "id", .size = sizeof(struct dns_host), .title_at = AT(id), .title_fault = conf_id_fault, .field = host_fields,
	.sub = &fact_section, .sub_at = AT(facts), .subs_at = AT(n),
};
#undef AT

const char *where_word(enum where where)
{
	return wheres[where];
}
