/* walk_names: the sender's validated names, for ptr (RFC 7208 5.5) and %{p} (7.3). */
#include "spf/walk_private.h"
#include <stdlib.h>
#include <string.h>

static int canonical(const void *x, const void *y)
{
	const struct name *a = x, *b = y;
	return name_compare(a, b);
}

/* 4.6.4: names after the tenth are ignored. Which ten must not hang on the order of the answer: the first canonically. */
static size_t first_names(const struct answer *a, struct name *out)
{
	size_t n = 0, kept = 0;
	for (size_t i = 0; i < a->n; i++) {
		if (name_from_wire(a->rr[i].wire, a->rr[i].len, &out[n]) > 0 && !name_is_root(&out[n]))
			n++;
	}
	qsort(out, n, sizeof(*out), canonical);
	for (size_t i = 0; i < n && kept < WALK_PTR; i++) {
		if (i == 0 || !name_equal(&out[i - 1], &out[i]))
			out[kept++] = out[i];
	}
	return kept;
}

static bool holds_address(const struct walker *w, const struct answer *a)
{
	bool v6 = w->ask->v6;
	for (size_t i = 0; a->said == SAID_DATA && i < a->n; i++) {
		if (a->rr[i].len == (v6 ? 16 : 4) && ip_compare(ip_from_wire(a->rr[i].wire, v6), w->ip) == 0)
			return true;
	}
	return false;
}

/* A name whose addresses DNS fails to say is skipped (5.5). */
static void validate(struct walker *w, struct validated *v)
{
	struct question q = { .type = w->ask->v6 ? RR_AAAA : RR_A };
	struct name *name = pool_alloc(w->pool, v->answer->n * sizeof(*name));
	size_t n = name ? first_names(v->answer, name) : 0;
	for (size_t i = 0; i < n && !(w->ask->strict && v->heard.pending > 0); i++) {
		q.name = name[i];
		const struct answer *a = walker_ask(w, &q, &v->heard);
		if (a && holds_address(w, a))
			name[v->n++] = name[i];
	}
	v->name = name;
}

const struct validated *walk_validated(struct walker *w)
{
	struct validated *v = &w->validated;
	if (v->done)
		return v;
	v->done = true;
	struct question *q = pool_alloc(w->pool, sizeof(*q));
	if (!q)
		return v;
	name_reverse(w->ip, w->ask->v6, &q->name);
	q->type = RR_PTR;
	v->question = q;
	v->answer = walker_ask(w, q, &v->heard);
	if (v->answer && v->answer->said == SAID_DATA)
		validate(w, v);
	return v;
}

bool validated_ready(const struct validated *v)
{
	return v->answer && v->heard.pending == 0;
}

/* 7.3: the domain itself, else one below it, else any. */
const struct name *walk_best_validated(const struct validated *v, const struct name *domain)
{
	for (size_t i = 0; i < v->n; i++) {
		if (name_equal(&v->name[i], domain))
			return &v->name[i];
	}
	for (size_t i = 0; i < v->n; i++) {
		if (name_under(&v->name[i], domain))
			return &v->name[i];
	}
	return v->n > 0 ? &v->name[0] : NULL;
}
