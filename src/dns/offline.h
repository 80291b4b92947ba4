#pragma once
/*
 * offline: zone files answer as an authoritative server would (RFC 1034 4.3.2, RFC 4592, RFC 2308).
 *
 * CNAME and DNAME chains are followed inside the files; a wildcard answers at the closest encloser; an empty non-terminal is
 * NODATA; below a delegation, and outside every origin, it is SAID_FAILED with FAILURE_OUTSIDE. Longest origin wins.
 */
#include "dns/source.h"
#include "dns/zonefile.h"

struct offline;
/* Takes nothing over: zones (n of them) must outlive it. NULL when memory ended. */
struct offline *offline_new(const struct zonefile *const *zones, size_t n) MUST_CHECK;
void offline_free(struct offline *);
/* Borrowed until the next call. */
enum error offline_answer(struct offline *, const struct question *, struct answer *) MUST_CHECK;
/* The source over it; owns the offline. NULL (and the offline freed) when memory ended. */
struct source *offline_source_new(struct offline *) MUST_CHECK;
