#pragma once
/*
 * host: where a zone is edited, and what its fields take.
 *
 * (struct host is a host of the domain, in wizard/discover.h.)
 */
#include "catalogue/catalogue.h"

enum host_name {		/* how an owner is written in the name field */
	NAME_AT,		/* "@", and "sub" below it */
	NAME_EMPTY,		/* nothing, and "sub" */
	NAME_FULL,		/* example.org, sub.example.org */
	NAME_FULL_DOT,		/* example.org. */
};
enum host_quotes {
	QUOTES_NONE,		/* the value as it is */
	QUOTES_ONE,		/* quotes around the whole, not cut */
	QUOTES_STRINGS,		/* cut at 255 bytes, quotes around each string, a space between */
	QUOTES_LINES,		/* one string a line, no quotes; none begins or ends in a blank, where that can be had */
};
struct host_limit {
	uint32_t total;		/* bytes; 0: none known */
	bool quoted;		/* total counts the quotes and the spaces between strings */
	uint32_t string;	/* bytes of one string; 0: 255 */
};
struct host_fact {		/* a field whose source is another than the host's */
	const char *field;	/* "ttl" */
	struct fact fact;
};
struct dns_host {
	const char *id;		/* "alibaba-cloud" */
	const char *name;	/* "Alibaba Cloud DNS" */
	const char *const *alias;	/* all lists are ended by NULL and never NULL */
	const char *const *ns;	/* names its name servers are or stand under; "*" stands for any bytes of one label */
	const char *format;	/* "panel": fields; else an --as of emit: "bind", "tinydns", "powerdns", ... */
	const char *const *also;	/* further ones that serve it: "dnscmd" */
	enum host_name owner;
	enum host_quotes quotes;
	struct host_limit limit;
	uint32_t ttl, ttl_least, ttl_most;	/* seconds; 0: not known */
	const char *const *ttl_values;	/* those it takes, ascending; empty: any between the two */
	const char *ttl_word;	/* what the panel calls its own choice: "Auto"; "" when it takes seconds */
	const char *language;	/* of the console's words: "en", "zh" */
	const char *label_type, *label_name, *label_value, *label_ttl;	/* the console's own words; "" when not known */
	const char *type;	/* what stands in the type field: "TXT" */
	const char *const *extra;	/* further fields: a label, what goes into it, a label, ... */
	const char *const *step;	/* click path in the console's words, only where sourced */
	const char *existing;	/* N_(): what becomes of a record that is there; "" when not known */
	const char *note;	/* N_() */
	struct fact fact;
	const struct host_fact *facts;	/* further ones */
	size_t n;
	struct entry_words words;	/* private */
};
/* The source of one field: its own, else the host's. */
const struct fact *host_fact(const struct dns_host *, const char *field);

/* How the host has a value in its field: cut, quoted and escaped. ERR_MEMORY. Adds to out. */
enum error host_value(const struct dns_host *, struct slice value, const uint32_t *cut, size_t cuts, struct buf *out) MUST_CHECK;
/* The TTL that the host takes for this one: the next that is in its list or range. */
uint32_t host_ttl(const struct dns_host *, uint32_t ttl);
/* Bytes of value as the host counts them against limit.total, and the longest string; ERR_MEMORY. */
struct host_size {
	size_t total, string;
	bool over;		/* either is over its limit */
};
enum error host_measure(const struct dns_host *, struct slice value, const uint32_t *cut, size_t cuts, struct host_size *) MUST_CHECK;
