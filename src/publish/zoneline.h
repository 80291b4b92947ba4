#pragma once
/*
 * zoneline: a TXT record as lines that BIND, NSD and Knot load.
 */
#include "base/txt.h"
#include "dns/name.h"
#include "spf/record.h"

enum line_owner { OWNER_AT, OWNER_RELATIVE, OWNER_ABSOLUTE };
enum line_layout {
	LAYOUT_LINE,		/* one line */
	LAYOUT_PARENTHESES,	/* one string a line */
	LAYOUT_COMMENTED,	/* one term a line, each with a ";" comment that says what it does */
};
struct zoneline {
	struct name owner, origin;	/* RELATIVE and AT need owner under origin; "@" only where they are equal, else relative */
	enum line_owner form;
	enum line_layout layout;
	uint32_t ttl;
	bool ttl_given;			/* false: no TTL field, $TTL counts */
	size_t most;			/* bytes of a string; 0: 255 */
	const char *comment;		/* a ";" line above, printable, no newline; NULL: none */
};
/*
 * Ends with a newline. ERR_MEMORY; ERR_NAME_BYTES when there is no owner, or it is not under origin and form needs it; ERR_TOO_LARGE
 * when the value does not fit into one resource record (65,535 bytes with a length byte for each string) or ttl is over
 * 2^31 - 1 (RFC 2181 8). Nothing is added to buf then.
 */
enum error zoneline_print(struct buf *, const struct zoneline *, const struct record *) MUST_CHECK;
/* The same for any TXT value (the text an exp= points to). */
enum error zoneline_print_text(struct buf *, const struct zoneline *, struct slice value) MUST_CHECK;
/* What one term does, in a few words for a comment ("pass: the domain's own addresses"); translated; printable. In comment.c. */
void term_comment(const struct record *, size_t term, struct buf *);
/*
 * The very commands that come after: reload (rndc, nsd-control or knotc by server), look (dig, nslookup), test (spfwiz check).
 * One a line, each ready for a shell. In commands.c.
 */
enum zone_server { SERVER_BIND, SERVER_NSD, SERVER_KNOT };
void zoneline_commands(struct buf *, enum zone_server, const struct name *zone, const struct name *owner);
