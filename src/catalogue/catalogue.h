#pragma once
/*
 * catalogue: mail services that send for a domain, and companies that host its DNS: data files as tables.
 *
 * data/services.conf and data/hosts/ (libconfuse). Reading a file is the caller's (cmd/data); the room parses text and searches. A file
 * that is broken gives "file:line: message" and is left out; the rest works. A later entry with the same id replaces an earlier one.
 */
#include "base/error.h"
#include "base/pool.h"
#include "dns/name.h"
#include <stdint.h>

enum where { WHERE_APEX, WHERE_SUBDOMAIN, WHERE_NOWHERE };	/* where the service's include belongs */
struct fact {			/* where a statement comes from */
	const char *source;	/* "AWS docs"; never NULL */
	const char *date;	/* "2026-11": when it was looked up */
	const char *confidence;	/* "sure", "likely", "unsure" */
};
struct service {
	const char *id;		/* "google-workspace": never translated */
	const char *name;	/* "Google Workspace" */
	const char *const *alias;	/* other names, also Chinese; ended by NULL */
	const char *const *include;	/* names that belong into the record; ended by NULL; empty: none */
	const char *const *old;		/* names it had, or that are wrongly passed around; ended by NULL */
	const char *const *mx;		/* suffixes of MX hosts that show it is in use */
	const char *const *txt;		/* beginnings of TXT verification strings that show it */
	enum where where;
	bool flatten;		/* may its include be replaced by its addresses? */
	bool broad;		/* shared by unrelated customers: authorises them all (RFC 7208 11.4) */
	bool regions;		/* include has one name a region; one is enough */
	const char *note;	/* N_(): what to know; "" when nothing */
	struct fact fact;
};
struct host;			/* catalogue/host.h */
struct catalogue {		/* zero is valid and empty */
	const struct service *service;
	size_t services;
	const struct host *host;
	size_t hosts;
	struct pool pool;	/* private */
	size_t service_room, host_room;	/* private */
};
void catalogue_release(struct catalogue *);
/* Adds what text says. ERR_SYNTAX with file:line in problem (what stands before is kept), ERR_MEMORY. path is only for messages. */
enum error catalogue_services(struct catalogue *, const char *path, struct slice text, struct problem *) MUST_CHECK;
enum error catalogue_host(struct catalogue *, const char *path, struct slice text, struct problem *) MUST_CHECK;

/* By what people type: every word of query stands in id, name, alias or include, in any case; Chinese too. Start with *at = 0. NULL: no more. */
const struct service *service_find(const struct catalogue *, struct slice query, size_t *at);
const struct service *service_by_id(const struct catalogue *, const char *id);
/* Whose include this is; *old: by a name it no longer has. NULL: in no entry. */
const struct service *service_by_include(const struct catalogue *, const struct name *, bool *old);
const struct service *service_by_mx(const struct catalogue *, const struct name *mx_host);
const struct service *service_by_txt(const struct catalogue *, struct slice txt);

const struct host *host_find(const struct catalogue *, struct slice query, size_t *at);
const struct host *host_by_id(const struct catalogue *, const char *id);
const struct host *host_by_ns(const struct catalogue *, const struct name *ns_host);
