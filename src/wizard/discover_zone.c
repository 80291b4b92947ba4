/*
 * discover_zone: which zone a name stands in, and who keeps that.
 */
#include "wizard/discover.h"

#include "catalogue/catalogue.h"

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

size_t discover_servers(const struct answer *answer, struct name *ns, size_t most)
{
	size_t n = 0;

	for (size_t i = 0; answer->said == SAID_DATA && i < answer->n && n < most; i++)
		if (name_from_wire(answer->rr[i].wire, answer->rr[i].len, &ns[n]) == answer->rr[i].len)
			n++;
	return n;
}

const struct dns_host *discover_host(const struct catalogue *catalogue, const struct name *ns, size_t n)
{
	const struct dns_host *host = NULL;

	for (size_t i = 0; catalogue && i < n && !host; i++)
		host = host_by_ns(catalogue, &ns[i]);
	return host;
}
