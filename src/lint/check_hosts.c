/* check_hosts: terms of the record that authorise the same addresses (SPF808), as DNS has them now. */
#include "lint/repair.h"
#include "base/ipset.h"
#include "dns/rdata.h"

enum {
	ASKING_MOST = 32,	/* a and mx terms that are compared */
	ADDRESSES_MOST = 64,	/* of one of them; with more it is nobody's doublet */
};

struct host {
	size_t term;
	struct ipset of[2];	/* IPv4, IPv6 */
};
struct addresses {
	struct range range[ADDRESSES_MOST];
	size_t n;
};

static bool add_answer(const struct term *term, const struct answer *answer, bool v6, struct addresses *out)
{
	for (size_t i = 0; answer->said == SAID_DATA && i < answer->n; i++) {
		if (answer->rr[i].len != (v6 ? 16 : 4) || out->n == ADDRESSES_MOST)
			return false;
		out->range[out->n++] = ip_network(ip_from_wire(answer->rr[i].wire, v6), v6 ? term->prefix6 : term->prefix4, v6);
	}
	return answer->said != SAID_FAILED;
}

static bool add_exchanges(const struct linter *l, const struct node *node, bool v6, struct addresses *out)
{
	bool known = node->answer->said != SAID_FAILED;

	for (size_t i = 0; known && node->answer->said == SAID_DATA && i < node->answer->n; i++) {
		const struct answer *host;
		struct name name;

		if (!rdata_exchange(&node->answer->rr[i], &name))
			return false;
		host = answers_find(l->subject->answers, &name, v6 ? RR_AAAA : RR_A);
		known = host && add_answer(node_term(node), host, v6, out);
	}
	return known;
}

/* What an a or mx term gives to senders of one family. False: it is not known, or hangs on the sender. */
static bool addresses_of(struct linter *l, const struct walk *walk, size_t i, bool v6, struct ipset *out)
{
	const struct node *node = walk->top ? &walk->top->node[i] : NULL;
	struct addresses found;
	struct range *range;

	found.n = 0;
	if (!node || node->open || !node->answer)
		return false;
	if (node_term(node)->kind == K_MX ? !add_exchanges(l, node, v6, &found) : !add_answer(node_term(node), node->answer, v6, &found))
		return false;
	range = POOL_NEW(l->pool, struct range, found.n + 1);
	if (!range)
		return false;
	for (size_t k = 0; k < found.n; k++)
		range[k] = found.range[k];
	*out = ipset_of(range, found.n);
	return true;
}

static bool holds(struct ipset wide, struct ipset set)
{
	for (size_t i = 0, k = 0; i < set.n; i++) {
		while (k < wide.n && ip_compare(wide.range[k].to, set.range[i].to) < 0)
			k++;
		if (k == wide.n || ip_compare(wide.range[k].from, set.range[i].from) > 0)
			return false;
	}
	return true;
}

static bool covers(const struct linter *l, const struct host *wide, const struct host *host)
{
	const struct term *term = l->subject->record->term;

	return wide->term != host->term && term[wide->term].qualifier == term[host->term].qualifier && holds(wide->of[0], host->of[0]) &&
	    holds(wide->of[1], host->of[1]);
}

static void raise_twice(struct linter *l, const struct host *host, size_t other)
{
	const struct record *record = l->subject->record;
	struct span at = record->term[host->term].whole;

	if (lint_at(l, 801, host->term))
		return;
	/* Not safe: the name may lead elsewhere tomorrow. */
	repair_remove(l, lint_raise(l, 808, at, host->term, lint_slice(l, at), lint_slice(l, record->term[other].whole), LINT_END), false, host->term);
}

/* A network of the record that holds all that the host has. */
static bool find_network(const struct linter *l, const struct host *host, size_t end, size_t *found)
{
	const struct record *record = l->subject->record;

	for (size_t i = l->first; i < end; i++) {
		const struct term *term = &record->term[i];
		bool v6 = term->kind == K_IP6;
		struct range range;

		if (term->kind != K_IP4 && !v6)
			continue;
		range = ip_network(term->ip, v6 ? term->prefix6 : term->prefix4, v6);
		struct host network = { i, { { &range, v6 ? 0 : 1 }, { &range, v6 ? 1 : 0 } } };

		*found = i;
		if (covers(l, &network, host))
			return true;
	}
	return false;
}

void check_hosts(struct linter *l)
{
	const struct record *record = l->subject->record;
	const struct subject_walks *walks = &l->subject->walks;
	struct host host[ASKING_MOST];
	size_t n = 0, end = l->first, found;

	for (; end < record->n && record->term[end].kind != K_ALL; end++) {
		struct host *h = &host[n];

		if ((record->term[end].kind != K_A && record->term[end].kind != K_MX) || n == ASKING_MOST)
			continue;
		h->term = end;
		n += addresses_of(l, walks->lifted4, end, false, &h->of[0]) && addresses_of(l, walks->lifted6, end, true, &h->of[1]) &&
		    h->of[0].n + h->of[1].n > 0;
	}
	for (size_t i = 0; i < n; i++) {
		if (find_network(l, &host[i], end, &found)) {
			raise_twice(l, &host[i], found);
			continue;
		}
		for (size_t k = 0; k < n; k++)
			if ((k < i || !covers(l, &host[i], &host[k])) && covers(l, &host[k], &host[i])) {
				raise_twice(l, &host[i], host[k].term);
				break;
			}
	}
}
