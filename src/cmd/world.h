#pragma once
/*
 * world: the table of answers and the source behind it that a command's options ask for (--zone, --answers, --record, --no-dns,
 * @SERVER, resolv.conf), opened and closed in one place.
 */
#include "cmd/options.h"
#include "dns/source.h"

struct world {
	struct answers *answers;
	struct source *source;
	struct zone_list *zones;	/* --zone files, kept open for the source */
};
enum error world_open(struct world *, const struct options *, struct problem *) MUST_CHECK;
/* Writes --save-answers. */
enum error world_close(struct world *, const struct options *, struct problem *) MUST_CHECK;
