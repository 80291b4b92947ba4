/*
 * select: record selection (RFC 7208 4.5), and "what if".
 */
#include "spf/select.h"
#include "base/memory.h"
#include <string.h>

enum { STRING_MOST = 255 };

struct slice txt_joined(struct pool *pool, const struct rdata *rdata)
{
	char *text = pool_alloc(pool, rdata->len + 1u);
	size_t n = 0;

	if (!text)
		return (struct slice){ 0 };
	/* A length byte that lies ends the text: what a server sent is not to be believed. */
	for (size_t i = 0; i < rdata->len && i + 1 + rdata->wire[i] <= rdata->len; i += rdata->wire[i] + 1u) {
		memcpy(text + n, rdata->wire + i + 1, rdata->wire[i]);
		n += rdata->wire[i];
	}
	text[n] = '\0';
	return (struct slice){ text, n };
}

static enum error note_cuts(struct pool *pool, const struct rdata *rdata, struct selected *selected)
{
	size_t strings = 0, at = 0;

	for (size_t i = 0; i < rdata->len; i += rdata->wire[i] + 1u)
		strings++;
	uint32_t *cut = POOL_NEW(pool, uint32_t, strings + 1);
	if (!cut)
		return ERR_MEMORY;
	for (size_t i = 0; i < rdata->len; i += rdata->wire[i] + 1u) {
		at += rdata->wire[i];
		/* Empty strings are no boundary. */
		if (at > 0 && at < selected->text.len && (!selected->cuts || cut[selected->cuts - 1] != at))
			cut[selected->cuts++] = (uint32_t)at;
	}
	selected->cut = cut;
	return ERR_NONE;
}

enum error spf_select(struct pool *pool, const struct answer *answer, struct selected *out)
{
	*out = (struct selected){ 0 };
	if (answer->said != SAID_DATA)
		return ERR_NONE;
	for (size_t i = 0; i < answer->n; i++) {
		struct slice text = txt_joined(pool, &answer->rr[i]);

		if (!text.at)
			return ERR_MEMORY;
		if (!record_is_spf(text))
			continue;
		if (!out->n++) {
			out->text = text;
			out->index = i;
		}
	}
	return out->n ? note_cuts(pool, &answer->rr[out->index], out) : ERR_NONE;
}

enum error spf_others(struct pool *pool, const struct answer *answer, const struct rdata **other, size_t *n)
{
	struct rdata *out = answer->said == SAID_DATA ? POOL_NEW(pool, struct rdata, answer->n + 1) : NULL;

	*other = out;
	*n = 0;
	for (size_t i = 0; out && i < answer->n; i++) {
		struct slice text = txt_joined(pool, &answer->rr[i]);

		if (text.at && !record_is_spf(text))
			out[(*n)++] = answer->rr[i];
	}
	return pool->failed ? ERR_MEMORY : ERR_NONE;
}

/* text as one rdata; the strings' boundaries do not matter to who reads it. NULL: memory. */
static uint8_t *wire_of(struct slice text, uint16_t *len)
{
	size_t strings = text.len ? (text.len + STRING_MOST - 1) / STRING_MOST : 1, n = 0;
	uint8_t *wire = mem_alloc(text.len + strings);

	if (!wire)
		return NULL;
	for (size_t at = 0; at < text.len || !n;) {
		size_t piece = text.len - at < STRING_MOST ? text.len - at : STRING_MOST;

		wire[n++] = (uint8_t)piece;
		if (piece)
			memcpy(wire + n, text.at + at, piece);
		n += piece;
		at += piece;
	}
	*len = (uint16_t)n;
	return wire;
}

static enum error replace(struct answers *layer, const struct question *question, const struct answer *old, const struct rdata *record)
{
	struct answer answer = { .said = SAID_DATA, .ttl = old && old->said == SAID_DATA ? old->ttl : 0, .owner = question->name };
	size_t others = old && old->said == SAID_DATA ? old->n : 0;
	struct rdata *rr = mem_zero(others + 1, sizeof *rr);
	struct pool scratch = { 0 };
	enum error error = rr ? ERR_NONE : ERR_MEMORY;

	if (rr)
		rr[answer.n++] = *record;
	for (size_t i = 0; !error && i < others; i++) {
		struct slice text = txt_joined(&scratch, &old->rr[i]);

		if (!text.at)
			error = ERR_MEMORY;
		else if (!record_is_spf(text))
			rr[answer.n++] = old->rr[i];
	}
	answer.rr = rr;
	if (!error)
		error = answers_put(layer, question, &answer);
	pool_release(&scratch);
	mem_free(rr);
	return error;
}

enum error spf_publish(struct answers *layer, const struct answers *under, const struct name *name, struct slice text, bool need, bool *waiting)
{
	struct question question = { *name, RR_TXT };
	const struct answer *old = under ? answers_get(under, &question) : NULL;
	struct rdata record;

	*waiting = need && !old;
	if (*waiting)
		return ERR_NONE;
	if (text.len + text.len / STRING_MOST + 1 > UINT16_MAX)
		return ERR_TOO_LARGE;
	uint8_t *wire = wire_of(text, &record.len);
	if (!wire)
		return ERR_MEMORY;
	record.wire = wire;
	enum error error = replace(layer, &question, old, &record);
	mem_free(wire);
	return error;
}
