#pragma once
/*
 * zone: what is wrong in a whole zone file: every SPF record in it, and every name that should have one.
 *
 * Pure. A record's own findings come from the caller's function, which walks it over the same files (survey and lint); what needs
 * the zone as a whole is found here, in one pass over the records and a table of their owners: a million records take no more than
 * a second. Nothing is kept of a finding once it was handed on.
 *
 * Comments of the file are read: "; spfwiz: ignore SPF703 reason" silences that rule at its record, "; spfwiz: flattened NAME"
 * says whose addresses the record holds (SPF619). They stand on one of the record's lines, or on lines of their own above it.
 */
#include "dns/zonefile.h"
#include "lint/lint.h"

struct zone_item {		/* a TXT record to be linted as that of its owner; borrowed */
	const struct name *owner;
	struct slice text;
	const uint32_t *cut;	/* where its strings end */
	size_t cuts;
	const struct name *flattened;	/* what comments say it holds */
	size_t flatteneds;
};
struct zone_finding {		/* borrowed for the call */
	const struct finding *finding;	/* its span and term are of text */
	const struct zonefile *zone;
	const struct zone_record *record;	/* what it is about */
	struct slice text;	/* of the TXT record, joined; at NULL: it is not about one */
	uint16_t file;		/* index into zone->file */
	struct span at;		/* in that file */
	unsigned line, column;	/* from 1; columns count code points */
};
struct zone_linted {
	size_t records;		/* SPF records, and what was meant as one */
	size_t findings, ignored;
	size_t bare_hosts;	/* names with addresses alone and no record: worth one line */
	struct name bare_host;	/* the first of them */
};
struct zone_ask {
	const struct zonefile *const *zone;
	size_t zones;
	/* A record's own findings, with context, in the pool given, which is emptied after each record. */
	enum error (*lint)(void *arg, struct pool *, const struct zone_item *, struct lint_findings *);
	/* Takes a finding, in the order of the files; an error ends it all. */
	enum error (*found)(void *arg, const struct zone_finding *);
	void *arg;		/* of both */
	bool serial_known;	/* what the servers show for zone[0], for SPF907 */
	uint32_t serial;
};
/* ERR_MEMORY, or what lint and found return. */
enum error zone_lint(const struct zone_ask *, struct zone_linted *) MUST_CHECK;

/* RFC 1982 3.2: is next above serial? 2147483648 apart is neither. */
bool serial_above(uint32_t next, uint32_t serial);

/* The order in which several records are published (SPF908): each refers only to what stands before it, or is not among them. */
struct zone_output {
	struct name owner;
	const struct record *record;	/* NULL: it is taken away */
};
struct order_finding {
	struct finding finding;	/* span and term are of that output's record */
	size_t output;
};
/* Findings of rule 908, in the pool. ERR_MEMORY. */
enum error lint_order(struct pool *, const struct zone_output *, size_t n, const struct order_finding **,
	size_t *found) MUST_CHECK;
