/*
 * index: names of includes, hashed, so that a record's includes are known without going through every service.
 *
 * A name that is right for one service may be wrong for another: of the rows that fit, the best kind wins, then the earlier service.
 */
#include "catalogue/catalogue_private.h"
#include <string.h>

struct include_row {
	const char *text;	/* lower case, as name_text() has it */
	size_t len;
	uint32_t hash;
	uint16_t service;
	uint8_t kind;		/* enum include_kind */
	bool under;		/* names below it fit, too */
	bool pattern;		/* has a "*": not found by its hash */
};

static uint32_t hash_of(const char *text, size_t len)
{
	uint32_t hash = 2166136261U;		/* FNV-1a */

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ (uint8_t)text[i]) * 16777619U;
	return hash;
}

struct filler {
	struct include_row *row;	/* NULL: only count */
	size_t n;
};

static void add(struct filler *fill, const char *text, size_t service, enum include_kind kind, bool under)
{
	size_t len = strlen(text);

	if (len && fill->row)
		fill->row[fill->n] = (struct include_row){ text, len, hash_of(text, len), (uint16_t)service, (uint8_t)kind, under,
			strchr(text, '*') != NULL };
	fill->n += len > 0;
}

static void add_list(struct filler *fill, const char *const *list, size_t service, enum include_kind kind, bool under)
{
	for (; *list; list++)
		add(fill, *list, service, kind, under);
}

static void add_all(struct filler *fill, const struct catalogue *catalogue)
{
	for (size_t i = 0; i < catalogue->services; i++) {
		const struct service *service = &catalogue->service[i];

		add_list(fill, service->include, i, INCLUDE_RIGHT, false);
		add_list(fill, service->under, i, INCLUDE_RIGHT, true);
		add(fill, service->global, i, INCLUDE_GLOBAL, false);
		add_list(fill, service->old, i, INCLUDE_OLD, false);
		add_list(fill, service->wrong, i, INCLUDE_WRONG, false);
	}
}

bool include_index(struct catalogue *catalogue)
{
	struct filler fill = { 0 };
	size_t slots = 16;

	add_all(&fill, catalogue);
	while (slots < fill.n * 2)
		slots *= 2;
	struct include_row *row = POOL_NEW(&catalogue->pool, struct include_row, fill.n + 1);
	uint32_t *slot = POOL_NEW(&catalogue->pool, uint32_t, slots);
	if (!row || !slot)
		return false;
	fill = (struct filler){ .row = row };
	add_all(&fill, catalogue);
	for (size_t i = 0; i < fill.n; i++) {
		size_t at = row[i].hash & (slots - 1);

		while (slot[at])
			at = (at + 1) & (slots - 1);
		slot[at] = (uint32_t)i + 1;	/* 0: free */
	}
	catalogue->row = row;
	catalogue->rows = fill.n;
	catalogue->slot = slot;
	catalogue->slots = slots;
	return true;
}

static void better(const struct include_row **best, const struct include_row *row)
{
	if (!*best || row->kind < (*best)->kind || (row->kind == (*best)->kind && row->service < (*best)->service))
		*best = row;
}

static void probe(const struct catalogue *c, const char *text, bool whole, const struct include_row **best)
{
	size_t len = strlen(text);
	uint32_t hash = hash_of(text, len);

	for (size_t at = hash & (c->slots - 1); c->slot[at]; at = (at + 1) & (c->slots - 1)) {
		const struct include_row *row = &c->row[c->slot[at] - 1];

		if (row->hash == hash && row->len == len && (whole || row->under) && memcmp(row->text, text, len) == 0)
			better(best, row);
	}
}

const struct service *service_by_include(const struct catalogue *catalogue, const struct name *name, enum include_kind *kind)
{
	const struct include_row *best = NULL;
	char text[NAME_TEXT];
	const char *at = text;

	if (!catalogue->slots)
		return NULL;
	name_text(name, text);
	probe(catalogue, text, true, &best);
	while ((at = strchr(at, '.'))) {	/* and those above; behind a backslash it is part of a label */
		at++;
		if (at - text < 2 || at[-2] != '\\')
			probe(catalogue, at, false, &best);
	}
	for (size_t i = 0; i < catalogue->rows; i++)
		if (catalogue->row[i].pattern && name_fits(name, catalogue->row[i].text))
			better(&best, &catalogue->row[i]);
	if (!best)
		return NULL;
	*kind = (enum include_kind)best->kind;
	return &catalogue->service[best->service];
}
