#pragma once
/*
 * discover: what to ask DNS about a domain before the first question, and what the answers say.
 *
 * Pure: discover_want() is called until it wants no more; discover_read() may be called at any time. Everything is bounded,
 * whatever the answers hold: see the limits.
 */
#include "dns/answers.h"

enum {
	DISCOVER_HOSTS = 32,	/* MX hosts, names of one PTR, NS, other TXT */
	DISCOVER_ADDRESSES = 64,	/* of one host and family */
	DISCOVER_REVERSES = 32,	/* addresses whose names are looked up */
};
struct host {			/* a name and its addresses */
	struct name name;
	const struct address *address;
	size_t n;
	bool known;		/* both families have been answered */
	bool spf_known, has_spf;	/* an MX host under the domain: has it a record for HELO (10.1.2)? */
	enum failure failure;	/* of either, when one failed */
};
struct reverse {		/* an address found, and the names it maps to */
	struct address address;
	const struct name *name;
	size_t n;
	bool known, confirmed;	/* confirmed: one of the names maps back (FCrDNS) */
};
struct discovered {
	struct name domain;
	bool exists;		/* some answer was not NXDOMAIN */
	struct host self;
	const struct host *mx;	/* ascending by preference */
	const uint16_t *preference;
	size_t mxs;
	bool null_mx;		/* RFC 7505 */
	size_t records;		/* SPF records published; the first one's: */
	struct slice published;
	const uint32_t *cut;
	size_t cuts;
	struct slice explanation;	/* what its exp leads to, when that is one TXT */
	const struct slice *other_txt;
	size_t other_txts;
	uint32_t txt_ttl;
	const struct name *ns;	/* of the domain, or else of its zone */
	size_t nss;
	struct name zone;	/* owner of the SOA: where the zone lines go; len 0: not known */
	const struct reverse *reverse;
	size_t reverses;
	bool only_private;	/* addresses were found, all of them private (NAT) */
	size_t pending, failed;	/* questions without an answer yet; questions that got none */
};
/* Adds all that is missing at this stage; returns false when that is nothing. The includes' tree is asked for too. */
bool discover_want(struct pool *, const struct answers *, const struct name *domain, struct wanted *);
/* ERR_MEMORY. What it gives lives in the pool. */
enum error discover_read(struct pool *, const struct answers *, const struct name *domain, struct discovered *) MUST_CHECK;
/*
 * The zone the name stands in: the nearest name upwards that has an SOA. Adds the question it lacks to wanted. zone is the best that is
 * known: the name itself while nothing is, or where an answer failed.
 */
void discover_zone(const struct answers *, const struct name *, struct wanted *, struct name *zone);
/* The name servers that an NS answer names; how many. most: room in ns. */
size_t discover_servers(const struct answer *, struct name *ns, size_t most);
/* Who keeps a zone with these name servers. NULL: nobody we know. catalogue: may be NULL. */
struct catalogue;
struct dns_host;
const struct dns_host *discover_host(const struct catalogue *, const struct name *ns, size_t n);
/*
 * Mail services that are recognised, each once: by the MX hosts first, then by the record's includes, then by TXT records that prove the
 * domain to them. Returns how many. catalogue: may be NULL.
 */
enum { RECOGNISED_MOST = 16 };
struct service;
struct record;
struct recognised {
	const struct service *service;
	bool mx, txt;			/* what tells */
	bool included;			/* one of its names is in the record, if an old or a wrong one */
};
size_t discover_services(const struct catalogue *, const struct discovered *, const struct record *,
    struct recognised out[static RECOGNISED_MOST]);
bool service_included(const struct catalogue *, const struct record *, const struct service *);
/* "in use by MX, not in the record", translated. Adds. */
void recognised_text(const struct recognised *, struct buf *out);
