/* walk: the ways in, and the way from outcomes to regions. */
#include "spf/walk_private.h"
#include <stdlib.h>
#include <string.h>

/* Letters of MAIL FROM and HELO (7.2), of the latter alone, and of the address. */
enum {
	OF_SENDER = MACRO_LETTER('s') | MACRO_LETTER('l') | MACRO_LETTER('o') | MACRO_LETTER('h'),
	OF_HELO = MACRO_LETTER('h'),
	OF_ADDRESS = MACRO_LETTER('i') | MACRO_LETTER('p'),
};

struct sender sender_of(struct slice mail_from, struct slice helo)
{
	struct sender s = { .local = SLICE("postmaster"), .domain = helo, .helo = helo, .helo_known = helo.len > 0 };
	if (mail_from.len >= 2 && mail_from.at[0] == '<' && mail_from.at[mail_from.len - 1] == '>')
		mail_from = slice_from(slice_to(mail_from, mail_from.len - 1), 1);
	if (mail_from.len > 0) {
		size_t at = mail_from.len;
		while (at > 0 && mail_from.at[at - 1] != '@')
			at--;
		s.domain = slice_from(mail_from, at);
		if (at > 1)
			s.local = slice_to(mail_from, at - 1);
	}
	s.known = s.domain.len > 0;
	return s;
}

const char *result_word(enum result r)
{
	static const char *const words[RESULT_COUNT] = {
		[R_PENDING] = "pending", [R_NONE] = "none", [R_NEUTRAL] = "neutral", [R_PASS] = "pass", [R_FAIL] = "fail",
		[R_SOFTFAIL] = "softfail", [R_TEMPERROR] = "temperror", [R_PERMERROR] = "permerror", [R_UNKNOWN] = "unknown",
	};
	return words[r];
}

void walker_init(struct walker *w, struct pool *pool, const struct ask *ask, struct ipset who)
{
	const struct sender *s = ask->sender;
	*w = (struct walker){ .pool = pool, .ask = ask, .single = ipset_single(who) };
	if (w->single)
		w->ip = who.range[0].from;
	else
		w->open |= OF_ADDRESS;
	if (!s || !s->known)
		w->open |= OF_SENDER;
	else if (!s->helo_known)
		w->open |= OF_HELO;
}

const struct answer *walker_ask(struct walker *w, const struct question *q, struct heard *heard)
{
	const struct answer *a = answers_get(w->ask->answers, q);
	if (!a) {
		wanted_add(&w->missed, &q->name, q->type);
		heard->pending = count_add(heard->pending, 1);
	} else if (answer_is_void(a)) {
		heard->void_queries = count_add(heard->void_queries, 1);
	}
	return a;
}

/* By address; ways of the same addresses in the order in which they were found. */
static int region_order(const void *x, const void *y)
{
	const struct region *a = x, *b = y;
	int order = ip_compare(a->range.from, b->range.from);
	if (order != 0)
		return order;
	uint32_t i = ((const struct ending *)a->verdict)->serial, j = ((const struct ending *)b->verdict)->serial;
	return i < j ? -1 : i > j;
}

/* One ending's set is joined already, and no two endings are equal: nothing is left to join. */
static void regions_of(struct walker *w, const struct outcomes *o, struct walk *out)
{
	size_t n = 0;
	for (const struct outcome *x = o->first; x; x = x->next)
		n += x->set.n;
	struct region *region = n <= SIZE_MAX / sizeof(*region) ? pool_alloc(w->pool, n * sizeof(*region)) : NULL;
	if (!region)
		return;
	for (const struct outcome *x = o->first; x; x = x->next) {
		for (size_t i = 0; i < x->set.n; i++)
			region[out->n++] = (struct region){ x->set.range[i], &x->ending->verdict };
	}
	if (n > 1)
		qsort(region, n, sizeof(*region), region_order);
	out->region = region;
}

/* 4.3: one label is not a domain that could be checked; nor is an address literal of HELO or MAIL FROM a name at all. */
static bool checked_domain(struct slice domain, struct target *t)
{
	if (domain.len > 0 && domain.at[0] == '[')
		return false;
	if (name_from_bytes(domain, &t->name) != ERR_NONE || name_labels(&t->name) < 2)
		return false;
	t->domain = domain.at[domain.len - 1] == '.' ? slice_to(domain, domain.len - 1) : domain;
	return true;
}

void walker_run(struct walker *w, struct ipset who, struct walk *out)
{
	struct group group = { .set = who };
	struct groups groups = { &group, who.n > 0 };
	struct outcomes outcomes = { 0 };
	struct target target;
	*out = (struct walk){ 0 };
	if (checked_domain(w->ask->domain, &target))
		out->top = walk_domain(w, NULL, &target, &groups, &outcomes);
	else
		groups_leave(w, &outcomes, &groups, (struct reason){ R_NONE, WHY_NAME, NULL, NULL });
	regions_of(w, &outcomes, out);
	if (!out->top && outcomes.first)
		out->verdict = &outcomes.first->ending->verdict;
}

enum error walker_finish(struct walker *w, struct wanted *wanted, struct walk *out)
{
	for (size_t i = 0; i < w->missed.n; i++)
		wanted_add(wanted, &w->missed.question[i].name, w->missed.question[i].type);
	bool failed = walker_failed(w) || w->missed.failed || w->text.failed || wanted->failed;
	out->pending = w->missed.n;
	out->groups_most = w->groups_most;
	out->too_many = w->too_many;
	out->limited = w->limited || w->too_many;
	wanted_release(&w->missed);
	buf_release(&w->text);
	return failed ? ERR_MEMORY : ERR_NONE;
}

enum error walk(struct pool *pool, const struct ask *ask, struct ipset who, struct wanted *wanted, struct walk *out)
{
	struct walker w;
	walker_init(&w, pool, ask, who);
	walker_run(&w, who, out);
	return walker_finish(&w, wanted, out);
}

enum error coverage(struct pool *pool, const struct ask *ask, struct wanted *wanted, struct walk *out)
{
	struct range all = ip_everything(ask->v6);
	return walk(pool, ask, (struct ipset){ &all, 1 }, wanted, out);
}

/* One address can have several verdicts when the sender is not known. If they differ, what the result hangs on decides it. */
static const struct verdict *verdict_of_all(struct walker *w, const struct walk *walk)
{
	const struct verdict *first = walk->region[0].verdict;
	bool differ = false;
	for (size_t i = 0; i < walk->n; i++) {
		if (walk->region[i].verdict->result == R_PENDING)
			return walk->region[i].verdict;
		differ |= walk->region[i].verdict->result != first->result;
	}
	const struct maybe *maybe = first->maybe;
	if (!differ || !maybe)
		return first;
	while (maybe->before)
		maybe = maybe->before;
	struct ending *e = pool_alloc(w->pool, sizeof(*e));
	if (!e)
		return NULL;
	*e = (struct ending){ 0 };
	e->verdict = (struct verdict){ .result = R_UNKNOWN, .why = WHY_ADDRESS, .node = maybe->node,
		.frame = maybe->node->frame };
	return &e->verdict;
}

enum error check(struct pool *pool, const struct ask *ask, struct ip ip, struct wanted *wanted, struct check *out)
{
	struct range range = { ip, ip };
	struct ipset who = { &range, 1 };
	struct walker w;
	*out = (struct check){ .result = R_PENDING };
	walker_init(&w, pool, ask, who);
	walker_run(&w, who, &out->walk);
	if (out->walk.n > 0)
		out->verdict = verdict_of_all(&w, &out->walk);
	if (out->verdict && walk_explain(&w, out->verdict, &out->explanation))
		out->result = out->verdict->result;
	return walker_finish(&w, wanted, &out->walk);
}

unsigned walk_lookups(const struct walk *walk)
{
	unsigned most = 0;
	for (size_t i = 0; i < walk->n; i++)
		if (walk->region[i].verdict->lookups > most)
			most = walk->region[i].verdict->lookups;
	return most;
}

unsigned walk_voids(const struct walk *walk)
{
	unsigned most = 0;
	for (size_t i = 0; i < walk->n; i++)
		if (walk->region[i].verdict->voids > most)
			most = walk->region[i].verdict->voids;
	return most;
}
