/* draft_order: several records of one draft, and whether one leads to another that nobody can see yet (SPF908). */
#include "wizard/draft.h"

#include "lint/zone.h"
#include "spf/select.h"

/* A record that is there already is seen, whatever will be in it. */
static enum error seen(struct pool *pool, const struct answers *answers, const struct name *owner, bool *out)
{
	const struct answer *answer = answers_find(answers, owner, RR_TXT);
	struct selected selected = { 0 };
	enum error error = answer ? spf_select(pool, answer, &selected) : ERR_NONE;

	*out = selected.n > 0;
	return error;
}

enum error outputs_order(struct pool *pool, const struct outputs *outputs, const struct answers *answers, struct lint_findings *out)
{
	struct zone_output *list = POOL_NEW(pool, struct zone_output, outputs->n);
	const struct order_finding *found;
	enum error error = list ? ERR_NONE : ERR_MEMORY;
	size_t n = 0;

	*out = (struct lint_findings){ 0 };
	for (size_t i = 0; !error && i < outputs->n; i++) {
		const struct output *output = &outputs->output[i];
		bool there = false;

		if (i && output->is_spf)
			error = seen(pool, answers, &output->owner, &there);
		list[i] = (struct zone_output){ .owner = output->owner, .record = output->is_spf && !there ? &output->record : NULL };
	}
	if (!error)
		error = lint_order(pool, list, outputs->n, &found, &n);
	struct finding *finding = error ? NULL : POOL_NEW(pool, struct finding, n);
	if (!finding)
		return ERR_MEMORY;
	for (size_t i = 0; i < n; i++)
		finding[i] = found[i].finding;
	*out = (struct lint_findings){ .finding = finding, .n = n };
	return ERR_NONE;
}
