#pragma once
/*
 * walked: a check or a coverage over a table, with all it wants filled in until it wants nothing more.
 */
#include "fill.h"
#include "spf/walk.h"

struct walked {
	struct answers *table;		/* what was asked and answered */
	struct pool pool;
	struct wanted wanted;
	struct sender sender;
	struct ask ask;
	struct check check;		/* or */
	struct walk coverage;
	unsigned rounds;
};
/* What to leave at zero: mail_from is then user@DOMAIN, helo mail.client.t; answers not in world are NXDOMAIN. */
struct walked_ask {
	const struct answers *world;
	const char *domain, *mail_from, *helo;
	bool strict, lifted, unknown;	/* unknown: nothing is known of the sender */
};
/* Both assert that it ends, and that nothing failed. The caller releases. */
void walked_check(struct walked *, const struct walked_ask *, const char *ip);
void walked_coverage(struct walked *, const struct walked_ask *, bool v6);
void walked_release(struct walked *);
/* The verdict of coverage for an address that has one alone. */
const struct verdict *walked_at(const struct walked *, const char *ip);
/* A table of these lines (see fill_lines()); the caller frees it. */
struct answers *world_of(const char *lines);
/* What verdict_text() says, until the next call. */
const char *said(const struct verdict *);
