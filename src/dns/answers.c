/* answers: the table of what DNS has said, and the list of what it has yet to say. */
#include "dns/answers.h"
#include "base/memory.h"
#include "base/words.h"

#include <string.h>

enum { SLOTS_LEAST = 16 };	/* a power of two, as every number of slots */

struct entry {
	struct question question;
	const struct answer *answer;
};
/*
 * Open addressing, at most half full, nothing is ever taken out. The entries stand in the pool, so that what was lent stays where
 * it is; order has them as they came. A slot keeps the hash beside the entry: a name is compared only when it is the one.
 */
struct slot {
	uint32_t hash;
	uint32_t at;		/* 1 + index into order; 0: free */
};
struct answers {
	const struct answers *under;
	struct slot *slot;
	size_t slots;
	struct entry **order;
	size_t n, size;
	struct pool pool;
};

static uint32_t question_hash(const struct name *name, uint16_t type)
{
	return name_hash(name) ^ (uint32_t)type * 0x9e3779b1U;
}

struct answers *answers_new(const struct answers *under)
{
	struct answers *a = mem_zero(1, sizeof(*a));

	if (a)
		a->under = under;
	return a;
}

void answers_free(struct answers *a)
{
	if (!a)
		return;
	mem_free(a->slot);
	mem_free(a->order);
	pool_release(&a->pool);
	mem_free(a);
}

/* The slot that holds it, or the free one where it belongs. Needs slots. */
static struct slot *find_slot(const struct answers *a, const struct name *name, uint16_t type, uint32_t hash)
{
	for (size_t i = hash;; i++) {
		struct slot *s = &a->slot[i & (a->slots - 1)];
		const struct entry *e;

		if (!s->at)
			return s;
		if (s->hash != hash)
			continue;
		e = a->order[s->at - 1];
		if (e->question.type == type && name_equal(&e->question.name, name))
			return s;
	}
}

static bool grow_slots(struct answers *a)
{
	size_t slots = a->slots ? a->slots * 2 : SLOTS_LEAST;
	struct slot *slot = mem_zero(slots, sizeof(*slot));

	if (!slot)
		return false;
	for (size_t i = 0; i < a->slots; i++) {
		size_t to = a->slot[i].hash;

		if (!a->slot[i].at)
			continue;
		while (slot[to & (slots - 1)].at)
			to++;
		slot[to & (slots - 1)] = a->slot[i];
	}
	mem_free(a->slot);
	a->slot = slot;
	a->slots = slots;
	return true;
}

static bool grow_order(struct answers *a)
{
	size_t size = a->size ? a->size * 2 : SLOTS_LEAST;
	struct entry **order = mem_resize(a->order, size, sizeof(struct entry *));

	if (!order)
		return false;
	a->order = order;
	a->size = size;
	return true;
}

/* The answer, its list and its bytes in one piece. */
static const struct answer *copy_answer(struct pool *pool, const struct answer *from)
{
	size_t list = from->n * sizeof(struct rdata), bytes = 0;
	struct answer *to;
	struct rdata *rr;
	uint8_t *at;

	for (size_t i = 0; i < from->n; i++)
		bytes += from->rr[i].len;
	to = pool_alloc(pool, sizeof(*to) + list + bytes);
	if (!to)
		return NULL;
	*to = *from;
	to->rr = rr = (struct rdata *)(to + 1);
	at = (uint8_t *)(rr + from->n);
	for (size_t i = 0; i < from->n; i++) {
		rr[i] = (struct rdata){ at, from->rr[i].len };
		if (rr[i].len)
			memcpy(at, from->rr[i].wire, rr[i].len);
		at += rr[i].len;
	}
	return to;
}

enum error answers_put(struct answers *a, const struct question *q, const struct answer *answer)
{
	uint32_t hash = question_hash(&q->name, q->type);
	const struct answer *copy = copy_answer(&a->pool, answer);
	struct entry *entry;
	struct slot *slot;

	if (!copy)
		return ERR_MEMORY;
	if ((a->n + 1) * 2 > a->slots && !grow_slots(a))
		return ERR_MEMORY;
	if (a->n == a->size && !grow_order(a))
		return ERR_MEMORY;
	slot = find_slot(a, &q->name, q->type, hash);
	if (slot->at) {
		a->order[slot->at - 1]->answer = copy;
		return ERR_NONE;
	}
	entry = pool_alloc(&a->pool, sizeof(*entry));
	if (!entry)
		return ERR_MEMORY;
	*entry = (struct entry){ *q, copy };
	a->order[a->n++] = entry;
	*slot = (struct slot){ hash, (uint32_t)a->n };
	return ERR_NONE;
}

const struct answer *answers_find(const struct answers *a, const struct name *name, uint16_t type)
{
	uint32_t hash = question_hash(name, type);

	for (; a; a = a->under) {
		const struct slot *s = a->slots ? find_slot(a, name, type, hash) : NULL;

		if (s && s->at)
			return a->order[s->at - 1]->answer;
	}
	return NULL;
}

const struct answer *answers_get(const struct answers *a, const struct question *q)
{
	return answers_find(a, &q->name, q->type);
}

bool answers_next(const struct answers *a, size_t *at, const struct question **q, const struct answer **answer)
{
	if (*at >= a->n)
		return false;
	*q = &a->order[*at]->question;
	*answer = a->order[*at]->answer;
	++*at;
	return true;
}

size_t answers_count(const struct answers *a)
{
	return a->n;
}

const struct answers *answers_under(const struct answers *a)
{
	return a->under;
}

/* Where it stands in the list, or the free slot for it. Needs slots. */
static uint32_t *wanted_slot(const struct wanted *w, const struct name *name, uint16_t type)
{
	for (size_t i = question_hash(name, type);; i++) {
		uint32_t *slot = &w->slot[i & (w->slots - 1)];
		const struct question *q;

		if (!*slot)
			return slot;
		q = &w->question[*slot - 1];
		if (q->type == type && name_equal(&q->name, name))
			return slot;
	}
}

static bool wanted_grow(struct wanted *w)
{
	size_t size = w->size ? w->size * 2 : SLOTS_LEAST / 2, slots = size * 2;
	struct question *question = mem_resize(w->question, size, sizeof(*question));
	uint32_t *slot;

	if (!question)
		return false;
	w->question = question;
	slot = mem_zero(slots, sizeof(*slot));
	if (!slot)
		return false;
	mem_free(w->slot);
	w->slot = slot;
	w->slots = slots;
	w->size = size;
	for (size_t i = 0; i < w->n; i++)
		*wanted_slot(w, &w->question[i].name, w->question[i].type) = (uint32_t)i + 1;
	return true;
}

void wanted_add(struct wanted *w, const struct name *name, uint16_t type)
{
	uint32_t *slot;

	if (w->failed)
		return;
	if (w->n == w->size && !wanted_grow(w)) {
		w->failed = true;
		return;
	}
	slot = wanted_slot(w, name, type);
	if (*slot)
		return;
	w->question[w->n] = (struct question){ .name = *name, .type = type };
	*slot = (uint32_t)++w->n;
}

void wanted_pass_on(const struct wanted *from, const struct name *but, struct wanted *to)
{
	to->failed |= from->failed;
	for (size_t i = 0; i < from->n; i++)
		if (!but || !name_under(&from->question[i].name, but))
			wanted_add(to, &from->question[i].name, from->question[i].type);
}

void wanted_clear(struct wanted *w)
{
	w->n = 0;
	if (w->slots)
		memset(w->slot, 0, w->slots * sizeof(*w->slot));
}

void wanted_release(struct wanted *w)
{
	mem_free(w->question);
	mem_free(w->slot);
	*w = (struct wanted){ .n = 0 };
}

const char *failure_text(enum failure failure)
{
	static const char *const text[] = {
		[FAILURE_NONE] = N_("no failure"),
		[FAILURE_RCODE] = N_("server failure"),
		[FAILURE_TIMEOUT] = N_("time-out"),
		[FAILURE_NETWORK] = N_("no server could be reached"),
		[FAILURE_CNAME] = N_("CNAME loop or chain too long"),
		[FAILURE_BOGUS] = N_("DNSSEC validation fails"),
		[FAILURE_OUTSIDE] = N_("not in the data at hand"),
		[FAILURE_BOUND] = N_("not asked: too many questions"),
	};

	return (size_t)failure < sizeof(text) / sizeof(*text) ? text[failure] : text[FAILURE_RCODE];
}

void failure_show(const struct answer *answer, bool translated, struct buf *out)
{
	static const char *const rcode[] = { [1] = "FORMERR", [2] = "SERVFAIL", [4] = "NOTIMP", [5] = "REFUSED", [9] = "NOTAUTH" };
	const char *text = failure_text(answer->failure);

	if (answer->failure != FAILURE_RCODE)
		buf_string(out, translated ? _(text) : text);
	else if (answer->rcode < sizeof rcode / sizeof *rcode && rcode[answer->rcode])
		buf_string(out, rcode[answer->rcode]);
	else
		buf_printf(out, translated ? _("error %u") : "error %u", answer->rcode);
}
