/* answers: the words for types of records (RFC 1035 3.2.2, the IANA registry of DNS parameters; RFC 3597 5 for the rest). */
#include "dns/answers.h"

#include <stdio.h>
#include <string.h>

/* What stands in zones of mail domains, and what a person may meet in messages. Ascending. */
static const struct {
	uint16_t type;
	char text[11];
} types[] = {
	{ 1, "A" }, { 2, "NS" }, { 5, "CNAME" }, { 6, "SOA" }, { 12, "PTR" }, { 13, "HINFO" }, { 14, "MINFO" },
	{ 15, "MX" }, { 16, "TXT" }, { 17, "RP" }, { 18, "AFSDB" }, { 24, "SIG" }, { 25, "KEY" }, { 28, "AAAA" },
	{ 29, "LOC" }, { 33, "SRV" }, { 35, "NAPTR" }, { 36, "KX" }, { 37, "CERT" }, { 39, "DNAME" }, { 42, "APL" },
	{ 43, "DS" }, { 44, "SSHFP" }, { 45, "IPSECKEY" }, { 46, "RRSIG" }, { 47, "NSEC" }, { 48, "DNSKEY" },
	{ 49, "DHCID" }, { 50, "NSEC3" }, { 51, "NSEC3PARAM" }, { 52, "TLSA" }, { 53, "SMIMEA" }, { 55, "HIP" },
	{ 59, "CDS" }, { 60, "CDNSKEY" }, { 61, "OPENPGPKEY" }, { 62, "CSYNC" }, { 63, "ZONEMD" }, { 64, "SVCB" },
	{ 65, "HTTPS" }, { 99, "SPF" }, { 104, "NID" }, { 105, "L32" }, { 106, "L64" }, { 107, "LP" },
	{ 108, "EUI48" }, { 109, "EUI64" }, { 255, "ANY" }, { 256, "URI" }, { 257, "CAA" },
};
enum { TYPES = sizeof(types) / sizeof(*types) };

const char *rrtype_text(uint16_t type, char out[static 12])
{
	for (size_t i = 0; i < TYPES && types[i].type <= type; i++)
		if (types[i].type == type)
			return types[i].text;
	snprintf(out, 12, "TYPE%u", (unsigned)type);
	return out;
}

uint16_t rrtype_from_text(struct slice text)
{
	uint64_t number;

	for (size_t i = 0; i < TYPES; i++)
		if (slice_same(text, slice_of(types[i].text)))
			return types[i].type;
	if (!slice_starts(text, SLICE("TYPE")) || !slice_number(slice_from(text, 4), UINT16_MAX, &number))
		return 0;
	return (uint16_t)number;
}
