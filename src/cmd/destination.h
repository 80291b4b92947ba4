#pragma once
/*
 * destination: where a record goes: zone lines, another format (--as), or the fields of a DNS host (--host).
 */
#include "cmd/data.h"
#include "cmd/subject.h"
#include "cmd/zonelines.h"
#include "publish/instructions.h"

struct destination {
	bool formatted;
	enum format format;
	bool guess;			/* --host auto: by the zone's name servers */
	const struct dns_host *host;
	struct name zone;		/* where the domain is published; the domain itself until destination_find() knows better */
	struct zonelines lines;		/* owner and origin are the domain and the zone */
};
/* What --as, --host and the options of zone lines say. Without the first two, or with a master-file server, zone lines are meant. ERR_USAGE. */
enum error destination_options(const struct subject *, const struct options *, struct destination *, struct problem *) MUST_CHECK;
static inline bool destination_given(const struct destination *d)
{
	return d->formatted || d->guess || d->host;
}
/* For a pass: asks for what is published, for the zone, and for what the destination needs to know besides. true: all of it is there. */
bool destination_find(struct destination *, const struct subject *, const struct answers *, struct wanted *);
/* Prints the record for a format or a host; exit status. Says on standard error what is not known, and SPF905. */
int destination_print(struct destination *, const struct subject *, const struct options *, const struct record *);
