#pragma once
/*
 * format: a TXT record as other programs than master files take it: DNS as code, interfaces, and servers with data of their own.
 *
 * Pure. All are made from the same record; the value is cut as txt_split() cuts it.
 */
#include "base/error.h"
#include "base/txt.h"
#include "dns/answers.h"

enum format {
	FORMAT_JSON,		/* for programs: name, type, TTL, value, strings, and the rdata in hexadecimal */
	FORMAT_ROUTE53,		/* a change batch for aws route53 change-resource-record-sets */
	FORMAT_CLOUDFLARE,	/* the body of a request to its interface */
	FORMAT_TERRAFORM,	/* dns_txt_record_set of the hashicorp/dns provider */
	FORMAT_DNSCONTROL,	/* dnsconfig.js */
	FORMAT_OCTODNS,		/* a zone in YAML */
	FORMAT_POWERDNS,	/* a pdnsutil command */
	FORMAT_TINYDNS,		/* a line of its data file, with octal escapes */
	FORMAT_MARADNS,		/* a csv2 line */
	FORMAT_DNSCMD,		/* Windows, for cmd.exe */
	FORMAT_POWERSHELL,	/* Windows, for PowerShell; one string of 254 bytes at most */
	FORMAT_COUNT
};
struct publication {
	struct name owner, zone;	/* owner is in zone */
	struct slice value;
	const uint32_t *cut;		/* where its strings end, as in struct record */
	size_t cuts;
	uint32_t ttl;
	bool ttl_given;
	const struct rdata *other;	/* the other TXT records at owner: formats that write the whole set keep them */
	size_t others;
};
const char *format_word(enum format);		/* "route53": what --as takes */
bool format_by_word(const char *, enum format *);
bool format_is_set(enum format);		/* what is written takes the place of all TXT records at the owner */
/*
 * Adds to out. ERR_MEMORY; ERR_NAME_BYTES: the owner is not in the zone, or its labels hold bytes that the format cannot carry;
 * ERR_SYNTAX: the value does; ERR_TOO_LARGE: over what the format takes.
 */
enum error format_print(struct buf *, enum format, const struct publication *) MUST_CHECK;
