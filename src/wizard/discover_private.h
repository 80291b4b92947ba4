#pragma once
/* discover_private: what the parts of discover share. */
#include "wizard/discover.h"

struct look {
	struct pool *pool;
	const struct answers *answers;
	struct wanted *wanted;		/* NULL: only read */
	struct discovered *found;
};
/* NULL: not known yet, and noted as wanted. Counts into found->pending and found->failed. */
const struct answer *look_up(struct look *, const struct name *, uint16_t type);
/* NULL, or an answer that is SAID_DATA. */
const struct answer *look_up_data(struct look *, const struct name *, uint16_t type);

/* Each fills its part of found. */
void discover_addresses(struct look *, struct host *);
void discover_mail_hosts(struct look *);
void discover_reverse(struct look *);
