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
	AS_JSON,		/* for programs: name, type, TTL, value, strings, and the rdata in hexadecimal */
	AS_ROUTE53,		/* a change batch for aws route53 change-resource-record-sets */
	AS_CLOUDFLARE,	/* the body of a request to its interface */
	AS_TERRAFORM,	/* dns_txt_record_set of the hashicorp/dns provider */
	AS_DNSCONTROL,	/* dnsconfig.js */
	AS_OCTODNS,		/* a zone in YAML */
	AS_POWERDNS,	/* a pdnsutil command */
	AS_TINYDNS,		/* a line of its data file, with octal escapes */
	AS_MARADNS,		/* a csv2 line */
	AS_DNSCMD,		/* Windows, for cmd.exe */
	AS_POWERSHELL,	/* Windows, for PowerShell; one string of 254 bytes at most */
	AS_COUNT
};
struct publication {
	struct name owner, zone;	/* owner is in zone */
	bool zone_doubtful;		/* zone is only taken for one: the owner may be a name of a zone above (zone_doubtful()) */
	struct slice value;
	const uint32_t *cut;		/* where its strings end, as in struct record */
	size_t cuts;
	uint32_t ttl;
	bool ttl_given;
	const struct rdata *other;	/* the other TXT records at owner: formats that write the whole set keep them */
	size_t others;
	const struct rdata *old;	/* SPF records at owner that this one replaces; with this very rdata it is none of them */
	size_t olds;
	bool others_known;		/* false: there may be some, old ones too */
};
/* Where no SOA was found: may the name stand in a zone above it? Names of two labels are zones of their own. */
static inline bool zone_doubtful(bool known, const struct name *owner)
{
	return !known && name_labels(owner) > 2;
}
/* Fills in the others and the old ones from what answers have of owner; they live in the pool, their bytes are the answers'. ERR_MEMORY. */
enum error publication_others(struct pool *, const struct answers *, struct publication *) MUST_CHECK;
const char *format_word(enum format);		/* "route53": what --as takes */
bool format_by_word(const char *, enum format *);
bool format_is_set(enum format);		/* what is written takes the place of all TXT records at the owner */
/*
 * What has to become of the old records, as sentences, translated, each ended by a newline: two SPF records are permerror (RFC 7208 4.5).
 * Nothing where the format itself puts the set in their place, or says nothing of what is there.
 */
void format_old(enum format, const struct publication *, enum text_form, struct buf *out);
/*
 * Adds to out. ERR_MEMORY; ERR_NAME_BYTES: the owner is not in the zone, or its labels hold bytes that the format cannot carry;
 * ERR_SYNTAX: the value does; ERR_TOO_LARGE: over what the format takes.
 */
enum error format_print(struct buf *, enum format, const struct publication *) MUST_CHECK;
