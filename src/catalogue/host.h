#pragma once
/*
 * host: where a zone is edited, and what goes into each field there.
 */
#include "catalogue/catalogue.h"

enum host_apex { APEX_AT, APEX_EMPTY, APEX_FQDN, APEX_FQDN_DOT };	/* how the domain itself is written in the name field */
enum host_quotes { QUOTES_NONE, QUOTES_ONE, QUOTES_STRINGS };	/* none; around the whole; around each string, a space between */
struct host_limit {
	uint32_t total;		/* bytes of the value; 0: none known */
	uint32_t string;	/* bytes of one string; 0: 255 */
	bool quoted;		/* total counts quotes and spaces between strings too */
};
struct host {
	const char *id;		/* "alibaba-cloud" */
	const char *name;	/* "Alibaba Cloud DNS" */
	const char *const *alias;
	const char *const *ns;	/* suffixes of its name servers; ended by NULL */
	const char *format;	/* "panel", or an --as of emit: "bind", "tinydns", "powerdns", ... */
	enum host_apex apex;
	bool name_is_fqdn;	/* a subdomain is written in full */
	enum host_quotes quotes;
	struct host_limit limit;
	uint32_t ttl, ttl_least, ttl_most;	/* seconds; 0: not known */
	const char *ttl_word;	/* what the panel calls its default: "Auto"; "" when it takes seconds */
	const char *language;	/* of the console's words: "en", "zh" */
	const char *label_type, *label_name, *label_value, *label_ttl;	/* the console's own words; "" when not known */
	const char *const *step;	/* click path, only where sourced; ended by NULL */
	const char *existing;	/* N_(): what becomes of a record that is there */
	const char *note;	/* N_() */
	struct fact fact;
};
