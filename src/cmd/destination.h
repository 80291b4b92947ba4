#pragma once
/*
 * destination: where a record goes that is not a master file: a format (--as) or the fields of a DNS host (--host).
 */
#include "cmd/data.h"
#include "cmd/subject.h"
#include "publish/instructions.h"

struct destination {
	bool formatted;
	enum format format;
	bool guess;			/* --host auto: by the zone's name servers */
	const struct dns_host *host;
};
/* What --as and --host say. Neither, or one of the master-file servers: all is false, and zone lines are meant. ERR_USAGE. */
enum error destination_options(struct data *, const struct options *, struct destination *, struct problem *) MUST_CHECK;
static inline bool destination_given(const struct destination *d)
{
	return d->formatted || d->guess || d->host;
}
/* What it needs to know of the domain besides its zone: its TXT records, so that none is lost, and what is there now. */
void destination_want(const struct destination *, const struct subject *, const struct name *zone, const struct answers *, struct wanted *);
/* Prints the record for it; exit status. Says on standard error what is not known, and SPF905. */
int destination_print(struct destination *, const struct subject *, const struct options *, const struct publication *);
