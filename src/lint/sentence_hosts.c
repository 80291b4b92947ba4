/*
 * sentence_hosts: the networks that an a or mx stands for, as the answers at hand have them.
 */
#include "lint/sentence.h"

#include "dns/rdata.h"

#include <stdlib.h>

bool answer_unasked(const struct answer *answer)
{
	return answer->said == SAID_FAILED && (answer->failure == FAILURE_OUTSIDE || answer->failure == FAILURE_BOUND);
}

/* What DNS has, and whether it said so. NULL: nothing to read. */
static const struct answer *hear(const struct telling *about, const struct name *name, uint16_t type, struct told *out)
{
	const struct answer *answer = answers_find(about->answers, name, type);

	if (!answer) {
		out->known = false;
		return NULL;
	}
	out->failed |= answer->said == SAID_FAILED;
	out->unasked |= answer_unasked(answer);
	return answer->said == SAID_DATA ? answer : NULL;
}

struct hosts {			/* 4.6.4: no more than ten are looked at */
	struct name name[WALK_MX];
	size_t n;
};

static void find_hosts(const struct answer *mx, struct hosts *out)
{
	for (size_t i = 0; mx && i < mx->n && out->n < WALK_MX; i++)
		if (rdata_exchange(&mx->rr[i], &out->name[out->n]) && !name_is_root(&out->name[out->n]))
			out->n++;
}

static int by_address(const void *x, const void *y)
{
	const struct range *a = x, *b = y;

	return ip_compare(a->from, b->from);
}

/* Several addresses of one network are that network once. All are as wide. */
static void sort_once(struct networks *net)
{
	size_t n = 0;

	if (net->n > 1)
		qsort(net->range, net->n, sizeof *net->range, by_address);
	for (size_t i = 0; i < net->n; i++)
		if (n == 0 || ip_compare(net->range[n - 1].from, net->range[i].from) != 0)
			net->range[n++] = net->range[i];
	net->n = n;
}

static void add_networks(const struct answer *answer, const struct term *term, bool v6, struct networks *net)
{
	for (size_t i = 0; i < answer->n; i++)
		if (answer->rr[i].len == (v6 ? 16 : 4))
			net->range[net->n++] = ip_network(ip_from_wire(answer->rr[i].wire, v6), v6 ? term->prefix6 : term->prefix4, v6);
}

static void find_networks(struct pool *pool, const struct telling *about, const struct term *term, const struct hosts *hosts, bool v6,
    struct told *out)
{
	const struct answer *answer[WALK_MX];
	size_t n = 0;

	for (size_t i = 0; i < hosts->n; i++) {
		answer[i] = hear(about, &hosts->name[i], v6 ? RR_AAAA : RR_A, out);
		n += answer[i] ? answer[i]->n : 0;
	}
	out->net[v6].range = POOL_NEW(pool, struct range, n);
	for (size_t i = 0; out->net[v6].range && i < hosts->n; i++)
		if (answer[i])
			add_networks(answer[i], term, v6, &out->net[v6]);
	sort_once(&out->net[v6]);
}

void term_networks(struct pool *pool, const struct telling *about, size_t i, const struct name *target, struct told *out)
{
	const struct term *term = &about->record->term[i];
	struct hosts hosts = { .n = 0 };

	out->known = about->answers && target->len;
	if (!out->known)
		return;
	if (term->kind == K_MX)
		find_hosts(hear(about, target, RR_MX, out), &hosts);
	else
		hosts.name[hosts.n++] = *target;
	for (unsigned v6 = 0; v6 < 2; v6++)
		find_networks(pool, about, term, &hosts, v6, out);
}

bool verdict_unasked(const struct telling *about, const struct verdict *v)
{
	struct hosts hosts = { .n = 0 };
	struct told heard = { 0 };

	v = verdict_cause(v);
	if (v->result != R_TEMPERROR || !v->node || !v->node->answer)
		return false;
	if (v->node->answer->said == SAID_DATA && node_term(v->node)->kind == K_MX && about->answers)
		find_hosts(v->node->answer, &hosts);
	for (size_t i = 0; i < hosts.n; i++)
		for (unsigned v6 = 0; v6 < 2; v6++)
			(void)hear(about, &hosts.name[i], v6 ? RR_AAAA : RR_A, &heard);
	return answer_unasked(v->node->answer) || heard.unasked;
}
