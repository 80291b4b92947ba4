/*
 * discover_zone: which zone a name stands in.
 */
#include "wizard/discover.h"

void discover_zone(const struct answers *answers, const struct name *name, struct wanted *wanted, struct name *zone)
{
	struct name up = *name, next;

	*zone = *name;
	for (;;) {
		const struct answer *answer = answers_find(answers, &up, RR_SOA);

		if (!answer) {
			wanted_add(wanted, &up, RR_SOA);
			return;
		}
		if (answer->said == SAID_FAILED)
			return;
		/* A CNAME led elsewhere: that SOA is another zone's. */
		if (answer->said == SAID_DATA && name_equal(&answer->owner, &up)) {
			*zone = up;
			return;
		}
		if (!name_parent(&up, &next) || name_is_root(&next))
			return;
		up = next;
	}
}
