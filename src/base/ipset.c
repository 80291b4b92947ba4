/* ipset: cutting and joining sets of addresses, each operation one sweep over what ascends. */
#include "base/ipset.h"
#include <stdlib.h>
#include <string.h>

enum { LEVELS = 129 };	/* blocks of 2^0 to 2^128 addresses: no more can be nested in one another */

static int ranges_order(const void *x, const void *y)
{
	const struct range *a = x, *b = y;
	return ip_compare(a->from, b->from);
}

static int nets_order(const void *x, const void *y)
{
	const struct net *a = x, *b = y;
	int order = ip_compare(a->range.from, b->range.from);
	if (order == 0)
		order = ip_compare(b->range.to, a->range.to);	/* outer blocks first */
	if (order == 0)
		order = a->by < b->by ? -1 : a->by > b->by;
	return order;
}

/* Does b, which starts no earlier, belong to one range with a? */
static bool touches(struct range a, struct range b)
{
	return ip_compare(b.from, a.to) <= 0 || ip_compare(ip_previous(b.from), a.to) == 0;
}

/* Adds r, which starts no earlier than the last one. */
static void append(struct range *out, size_t *n, struct range r)
{
	if (*n > 0 && touches(out[*n - 1], r)) {
		if (ip_compare(r.to, out[*n - 1].to) > 0)
			out[*n - 1].to = r.to;
		return;
	}
	out[(*n)++] = r;
}

static void *array(struct pool *pool, size_t n, size_t size)
{
	if (n > SIZE_MAX / size) {
		pool->failed = true;
		return NULL;
	}
	return pool_alloc(pool, n * size);
}

struct ipset ipset_of(struct range *range, size_t n)
{
	size_t sorted = 1, joined = 0;
	while (sorted < n && ip_compare(range[sorted - 1].from, range[sorted].from) <= 0)
		sorted++;
	if (sorted < n)
		qsort(range, n, sizeof(*range), ranges_order);
	for (size_t i = 0; i < n; i++)
		append(range, &joined, range[i]);
	return (struct ipset){ range, joined };
}

bool ipset_holds(struct ipset s, struct ip a)
{
	size_t low = 0, high = s.n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (ip_compare(s.range[middle].to, a) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < s.n && range_holds(s.range[low], a);
}

/* The sweep of ipset_cut(). */
struct sweep {
	struct net open[LEVELS];	/* blocks begun and not ended, outer first; by is the least from the outermost to here */
	size_t depth;
	struct ip at;			/* up to before here all is settled */
	struct ipset s;
	size_t next;			/* the range of s that is being cut, */
	struct range left;		/* and what is left of it */
	struct net *hit;
	size_t hits;
	struct range *rest;
	size_t rests;
};

static void next_range(struct sweep *w)
{
	w->next++;
	if (w->next < w->s.n)
		w->left = w->s.range[w->next];
}

static void add_hit(struct sweep *w, struct range r, uint32_t by)
{
	struct net *last = w->hits > 0 ? &w->hit[w->hits - 1] : NULL;
	if (last && last->by == by && ip_compare(ip_next(last->range.to), r.from) == 0)
		last->range.to = r.to;
	else
		w->hit[w->hits++] = (struct net){ r, by };
}

/* A stretch that belongs to by; stretches come ascending. */
static void settle(struct sweep *w, struct range piece, uint32_t by)
{
	while (w->next < w->s.n && ip_compare(w->left.from, piece.to) <= 0) {
		if (ip_compare(w->left.to, piece.from) < 0) {
			w->rest[w->rests++] = w->left;
			next_range(w);
			continue;
		}
		struct range both = piece;
		if (ip_compare(both.from, w->left.from) < 0)
			both.from = w->left.from;
		else if (ip_compare(w->left.from, both.from) < 0)
			w->rest[w->rests++] = (struct range){ w->left.from, ip_previous(both.from) };
		if (ip_compare(w->left.to, both.to) < 0)
			both.to = w->left.to;
		add_hit(w, both, by);
		if (ip_compare(both.to, w->left.to) == 0)
			next_range(w);
		else
			w->left.from = ip_next(both.to);
	}
}

static void close_top(struct sweep *w)
{
	const struct net *top = &w->open[--w->depth];
	if (ip_compare(w->at, top->range.to) <= 0)
		settle(w, (struct range){ w->at, top->range.to }, top->by);
	w->at = ip_next(top->range.to);
	if (w->at.hi == 0 && w->at.lo == 0)	/* past the last address of all: the outer ones end there too */
		w->depth = 0;
}

static void open_net(struct sweep *w, const struct net *net)
{
	while (w->depth > 0 && ip_compare(w->open[w->depth - 1].range.to, net->range.from) < 0)
		close_top(w);
	const struct net *top = w->depth > 0 ? &w->open[w->depth - 1] : NULL;
	if (top && ip_compare(top->range.from, net->range.from) == 0 && ip_compare(top->range.to, net->range.to) == 0)
		return;		/* the same block again, with a higher by */
	if (top && ip_compare(w->at, net->range.from) < 0)
		settle(w, (struct range){ w->at, ip_previous(net->range.from) }, top->by);
	w->open[w->depth] = *net;
	if (top && top->by < net->by)
		w->open[w->depth].by = top->by;
	w->depth++;
	w->at = net->range.from;
}

/* Sorts nets when they are not sorted yet. */
static void sort_nets(struct net *nets, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		if (nets_order(&nets[i - 1], &nets[i]) > 0) {
			qsort(nets, n, sizeof(*nets), nets_order);
			return;
		}
	}
}

/* Starts with *at 0: the next of the sorted nets that meets s, NULL at the end. *in follows along s. */
static const struct net *next_meeting(const struct net *nets, size_t n, struct ipset s, size_t *at, size_t *in)
{
	while (*at < n) {
		const struct net *net = &nets[(*at)++];
		while (*in < s.n && ip_compare(s.range[*in].to, net->range.from) < 0)
			(*in)++;
		if (*in == s.n)
			return NULL;
		if (ip_compare(s.range[*in].from, net->range.to) <= 0)
			return net;
	}
	return NULL;
}

/* A lone address: the least by of the nets that hold it, in any order. */
static bool cut_single(struct pool *pool, struct ipset s, const struct net *nets, size_t n, struct ipset_cut *out)
{
	const struct net *best = NULL;
	for (size_t i = 0; i < n; i++)
		if (range_holds(nets[i].range, s.range[0].from) && (!best || nets[i].by < best->by))
			best = &nets[i];
	if (!best) {
		out->rest = s;
		return true;
	}
	struct net *hit = array(pool, 1, sizeof(*hit));
	if (!hit)
		return false;
	*hit = (struct net){ s.range[0], best->by };
	out->hit = hit;
	out->hits = 1;
	return true;
}

bool ipset_cut(struct pool *pool, struct ipset s, struct net *nets, size_t n, struct ipset_cut *out)
{
	*out = (struct ipset_cut){ .hits = 0 };
	if (ipset_single(s))
		return cut_single(pool, s, nets, n, out);
	sort_nets(nets, n);
	size_t meeting = 0, at = 0, in = 0;
	while (next_meeting(nets, n, s, &at, &in))
		meeting++;
	if (meeting == 0) {
		out->rest = s;
		return true;
	}
	/* Each net begins and ends one stretch at most, and each end of one can cut one range of s in two. */
	size_t most = 2 * meeting + s.n;
	struct sweep w;		/* but for open, whose room of 6 KiB nobody needs cleared */
	w.depth = w.next = w.hits = w.rests = 0;
	w.at = (struct ip){ 0, 0 };
	w.s = s;
	w.left = s.range[0];
	w.hit = array(pool, most, sizeof(*w.hit));
	w.rest = array(pool, most, sizeof(*w.rest));
	if (!w.hit || !w.rest)
		return false;
	at = in = 0;
	for (const struct net *net; (net = next_meeting(nets, n, s, &at, &in)) != NULL; )
		open_net(&w, net);
	while (w.depth > 0)
		close_top(&w);
	for (; w.next < s.n; next_range(&w))
		w.rest[w.rests++] = w.left;
	*out = (struct ipset_cut){ w.hit, w.hits, { w.rest, w.rests } };
	return true;
}

struct ipset ipset_union(struct pool *pool, struct ipset a, struct ipset b)
{
	struct range *out = array(pool, a.n + b.n, sizeof(*out));
	size_t n = 0, i = 0, k = 0;
	if (!out)
		return (struct ipset){ NULL, 0 };
	while (i < a.n || k < b.n) {
		bool first = k == b.n || (i < a.n && ip_compare(a.range[i].from, b.range[k].from) <= 0);
		append(out, &n, first ? a.range[i++] : b.range[k++]);
	}
	return (struct ipset){ out, n };
}

struct ipset ipset_minus(struct pool *pool, struct ipset a, struct ipset b)
{
	struct range *out = array(pool, a.n + b.n, sizeof(*out));
	size_t n = 0, k = 0;
	if (!out)
		return (struct ipset){ NULL, 0 };
	for (size_t i = 0; i < a.n; i++) {
		struct range left = a.range[i];
		bool some = true;
		while (k < b.n && ip_compare(b.range[k].to, left.from) < 0)
			k++;
		for (; some && k < b.n && ip_compare(b.range[k].from, left.to) <= 0; k++) {
			if (ip_compare(left.from, b.range[k].from) < 0)
				out[n++] = (struct range){ left.from, ip_previous(b.range[k].from) };
			some = ip_compare(b.range[k].to, left.to) < 0;
			if (!some)
				break;	/* it may reach into the next range too */
			left.from = ip_next(b.range[k].to);
		}
		if (some)
			out[n++] = left;
	}
	return (struct ipset){ out, n };
}
