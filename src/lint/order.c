/* order: are records published before what refers to them (SPF908)? */
#include "lint/lint_private.h"
#include "lint/zone.h"

static size_t find_output(const struct zone_output *output, size_t n, const struct name *name)
{
	size_t i = 0;

	while (i < n && !name_equal(&output[i].owner, name))
		i++;
	return i;
}

/* 5.2, 6.1: an include or redirect that leads to nothing is permerror; a name with macros is not known here. */
static bool leads(const struct record *record, const struct term *term, struct name *to)
{
	return (term->kind == K_INCLUDE || term->kind == K_REDIRECT) && !term->macros &&
	    name_from_bytes(record_slice(record, term->value), to) == ERR_NONE;
}

enum error lint_order(struct pool *pool, const struct zone_output *output, size_t n, const struct order_finding **out,
	size_t *found)
{
	struct order_finding *list;
	size_t most = 0;
	struct name to;

	*found = 0;
	for (size_t i = 0; i < n; i++)
		most += output[i].record ? output[i].record->n : 0;
	*out = list = POOL_NEW(pool, struct order_finding, most);
	if (!list)
		return ERR_MEMORY;
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; output[i].record && k < output[i].record->n; k++) {
			const struct term *term = &output[i].record->term[k];
			size_t at = leads(output[i].record, term, &to) ? find_output(output, n, &to) : n;

			if (at == n || at <= i || !output[at].record)
				continue;
			list[*found] = (struct order_finding){ .output = i,
				.finding = { .rule = rule_by_id(908), .at = term->whole, .term = k } };
			list[*found].finding.level = list[*found].finding.rule->level;
			list[*found].finding.arg[0] = lint_name(pool, &output[i].owner);
			list[(*found)++].finding.arg[1] = lint_name(pool, &to);
		}
	return pool->failed ? ERR_MEMORY : ERR_NONE;
}
