#pragma once
/* format_private: what the formats share. */
#include "publish/format.h"

/* A value with its strings: the record's own, or that of another TXT record. */
struct printing {
	struct buf *out;
	const struct publication *what;
	struct strings strings;
	struct slice relative;		/* the owner under the zone, empty at its apex */
	struct slice owner;		/* in full, no final dot */
};
/* Each row's function; what it adds is taken back when it fails. */
typedef enum error format_function(struct printing *);
format_function format_json, format_route53, format_cloudflare;				/* format_json.c */
format_function format_terraform, format_dnscontrol, format_octodns;			/* format_code.c */
format_function format_powerdns, format_tinydns, format_maradns;				/* format_server.c */
format_function format_dnscmd, format_powershell;					/* format_windows.c */

/* format.c. JSON's string, without its quotes; text must be ASCII. */
void format_escape(struct buf *, struct slice text);
/* "one" "two", as master files have it; octal: \ooo for \DDD. */
void format_strings(struct buf *, const struct strings *, bool octal);
/* The strings of another TXT record: borrowed from it. ERR_MEMORY. */
enum error format_other(const struct rdata *, struct strings *) MUST_CHECK;
bool format_ascii(struct slice);	/* printable ASCII alone */
/* For each old record a comment line behind mark, "# ", that it has to go. ERR_MEMORY. */
enum error format_comment_old(struct printing *, const char *mark) MUST_CHECK;
/* Can a command of Windows name this record, so that it is deleted by it? */
typedef bool format_can_delete(const struct strings *);
format_can_delete format_dnscmd_deletes, format_powershell_deletes;
/* Calls add for the record's value and then for every other one. */
typedef enum error format_each(struct printing *, const struct strings *, bool last);
enum error format_all(struct printing *, format_each *add) MUST_CHECK;
/* All strings in one; adds to out. ERR_SYNTAX when that is not printable ASCII. */
enum error format_joined(const struct strings *, struct buf *out) MUST_CHECK;
