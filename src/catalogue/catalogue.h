#pragma once
/*
 * catalogue: mail services that send for a domain, and companies that host its DNS: data files as tables.
 *
 * data/services.conf and data/hosts/ (libconfuse). Reading a file is the caller's (cmd/data); the room parses text and searches. A file
 * that is broken gives "file:line: message": the entry with the fault is left out, all others work. An entry with the id of an earlier
 * one replaces it. Names, aliases and includes are never translated; notes are.
 */
#include "base/error.h"
#include "base/pool.h"
#include "dns/name.h"

enum {
	CATALOGUE_FILE = 1 << 20,	/* bytes of one file */
	CATALOGUE_ENTRIES = 2000,	/* services, and hosts */
	CATALOGUE_FAULTS = 10,		/* of a file that are told */
	CATALOGUE_QUERY = 200,		/* bytes of a query; a longer one finds nothing */
};
enum where {			/* where a service's include belongs */
	WHERE_APEX,		/* into the domain's own record */
	WHERE_SUBDOMAIN,	/* into that of the bounce subdomain that the service has you make */
	WHERE_NOWHERE,		/* it uses an envelope domain of its own, or CNAMEs: nothing to add */
	WHERE_EITHER,		/* the domain's own record or the bounce subdomain's, as it is set up */
	WHERE_SUBDOMAIN_IF_ANY,	/* that of a bounce subdomain where there is one, else nowhere */
};
const char *where_word(enum where);	/* "apex", "subdomain", "nowhere": as in data files and JSON */
static inline bool where_apex(enum where where)		/* has the domain's own record a use for it? */
{
	return where == WHERE_APEX || where == WHERE_EITHER;
}
struct fact {			/* where a statement comes from */
	const char *source;	/* "AWS docs"; never NULL */
	const char *date;	/* "2026-11": when it was looked up */
	const char *confidence;	/* "sure", "likely", "unsure" */
};
/* What is searched, in lower case, each name on a line of its own; the first `names` bytes are what people call it. Private. */
struct entry_words {
	struct slice all;
	size_t names;
};
struct service {
	const char *id;		/* "google-workspace": never translated */
	const char *name;	/* "Google Workspace" */
	const char *const *alias;	/* other names, also Chinese; all lists are ended by NULL and never NULL */
	const char *const *include;	/* names that belong in the record; the first is the one to offer; empty: none */
	const char *const *under;	/* below these it has one name for each customer (or a macro) */
	const char *const *old;		/* names it had, or that do nothing */
	const char *const *wrong;	/* names that are passed around for it and never were right */
	const char *const *mx;		/* names its MX hosts are or stand under; "*" stands for any bytes of one label */
	const char *const *txt;		/* beginnings of TXT verification strings */
	enum where where;
	bool flatten;		/* may its include be replaced by its addresses? */
	bool broad;		/* shared by unrelated customers: authorises them all (RFC 7208 11.4) */
	bool regions;		/* it has one include a region; one is enough */
	const char *global;	/* with regions: the include that is all of them in one; "" when there is none */
	const char *note;	/* N_(): what to know; "" when nothing */
	struct fact fact;	/* of the includes */
	struct fact seen;	/* of mx and txt; source "" when there are none */
	struct entry_words words;	/* private */
};
struct dns_host;		/* catalogue/host.h */
struct catalogue_faults {	/* of the file that was read last */
	struct problem problem[CATALOGUE_FAULTS];	/* the first of them */
	size_t n;		/* how many there were */
};
struct catalogue {		/* zero is valid and empty */
	const struct service *service;	/* in the order of the files; all of it is borrowed until the next change */
	size_t services;
	const struct dns_host *host;
	size_t hosts;
	struct catalogue_faults faults;
	struct pool pool;	/* private, as are these */
	size_t service_room, host_room;
	const struct include_row *row;
	const uint32_t *slot;
	size_t rows, slots;
};
void catalogue_release(struct catalogue *);
/*
 * Adds what text says. ERR_SYNTAX with file, line and why in problem (all of them in faults), ERR_BINARY (and nothing behind it is read),
 * ERR_TOO_LARGE, ERR_MEMORY; entries without a fault are kept. path is only for messages.
 */
enum error catalogue_services(struct catalogue *, const char *path, struct slice text, struct problem *) MUST_CHECK;
enum error catalogue_hosts(struct catalogue *, const char *path, struct slice text, struct problem *) MUST_CHECK;

/*
 * By what people type: every word of query stands in id, name, alias or include, in any (ASCII) case; Chinese too. Best first: names
 * that begin with the query, names that have words beginning so, names, the rest. Start with *at = 0. NULL: no more.
 */
const struct service *service_find(const struct catalogue *, struct slice query, size_t *at);
const struct service *service_by_id(const struct catalogue *, struct slice id);
/* Whose include this is, and how that name stands to it. NULL: in no entry. */
enum include_kind {
	INCLUDE_RIGHT,		/* one of include, or one of a customer (under) */
	INCLUDE_GLOBAL,		/* all regions at once, where one is enough */
	INCLUDE_OLD,		/* the service has another name now */
	INCLUDE_WRONG,		/* it never was right */
};
const struct service *service_by_include(const struct catalogue *, const struct name *, enum include_kind *);
const struct service *service_by_mx(const struct catalogue *, const struct name *mx_host);
const struct service *service_by_txt(const struct catalogue *, struct slice txt);

const struct dns_host *host_find(const struct catalogue *, struct slice query, size_t *at);
const struct dns_host *host_by_id(const struct catalogue *, struct slice id);
const struct dns_host *host_by_ns(const struct catalogue *, const struct name *ns_host);
