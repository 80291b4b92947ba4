/* survey: four walks of one draft, and the figures that their ledgers hold. */
#include "wizard/survey_private.h"

#include "spf/select.h"

size_t survey_term(const struct node *node)
{
	while (node->frame->up)
		node = node->frame->up;
	return (size_t)(node - node->frame->node);
}

static enum error walk_all(struct pool *pool, const struct survey_ask *what, struct wanted *wanted, struct survey *out)
{
	static const struct sender nobody;
	char text[NAME_WIRE];
	size_t len = name_bytes(&what->domain, text);
	struct ask ask = { .answers = out->layer, .sender = &nobody, .domain = pool_copy(pool, (struct slice){ text, len }) };
	const struct {
		struct walk *walk;
		bool v6, lifted;
	} ways[] = {
		{ &out->v4, false, false }, { &out->v6, true, false }, { &out->lifted4, false, true }, { &out->lifted6, true, true },
	};

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		enum error error;

		ask.v6 = ways[i].v6;
		ask.lifted = ways[i].lifted;
		error = ask.domain.at ? coverage(pool, &ask, wanted, ways[i].walk) : ERR_MEMORY;
		if (error)
			return error;
		if (ways[i].walk->pending > out->pending)
			out->pending = ways[i].walk->pending;
	}
	return ERR_NONE;
}

unsigned survey_most_lookups(const struct walk *walk, unsigned most)
{
	for (size_t i = 0; i < walk->n; i++)
		if (walk->region[i].verdict->lookups > most)
			most = walk->region[i].verdict->lookups;
	return most;
}

static unsigned most_voids(const struct walk *walk)
{
	unsigned most = 0;

	for (size_t i = 0; i < walk->n; i++)
		if (walk->region[i].verdict->voids > most)
			most = walk->region[i].verdict->voids;
	return most;
}

/*
 * A sender that matches nothing pays for every term it meets and all behind it, and nobody pays more: what a term costs is the
 * sum of its ledger. Read off the lifted walk, or the eleventh look-up would seem free.
 */
static void add_costs(const struct walk *walk, unsigned *cost, unsigned *mx_most)
{
	for (const struct node *node = ledger_next(walk, NULL); node; node = ledger_next(walk, node)) {
		if (!node->reached)
			continue;
		cost[survey_term(node)] += node->own;
		if (node_term(node)->kind == K_MX && node->answer && node->answer->said == SAID_DATA && node->answer->n > *mx_most)
			*mx_most = (unsigned)node->answer->n;
	}
}

static enum error read_figures(struct pool *pool, struct survey *out)
{
	size_t n = out->record.n;
	unsigned *v4 = POOL_NEW(pool, unsigned, n + 1), *v6 = POOL_NEW(pool, unsigned, n + 1);

	if (!v4 || !v6)
		return ERR_MEMORY;
	out->lookups = survey_most_lookups(&out->v4, survey_most_lookups(&out->v6, 0));
	out->lookups = survey_most_lookups(&out->lifted4, survey_most_lookups(&out->lifted6, out->lookups));
	out->voids4 = most_voids(&out->v4);
	out->voids6 = most_voids(&out->v6);
	add_costs(&out->lifted4, v4, &out->mx_most);
	add_costs(&out->lifted6, v6, &out->mx_most);
	for (size_t i = 0; i < n; i++)
		if (v6[i] > v4[i])
			v4[i] = v6[i];
	out->cost = v4;
	return ERR_NONE;
}

enum error survey(struct pool *pool, const struct survey_ask *ask, struct wanted *wanted, struct survey *out)
{
	bool waiting = false;
	enum error error;

	*out = (struct survey){ .bytes = ask->text.len, .layer = answers_new(ask->answers) };
	if (!out->layer)
		return ERR_MEMORY;
	error = record_parse_pool(pool, &out->record, ask->text);
	if (!error)
		error = spf_publish(out->layer, ask->answers, &ask->domain, ask->text, false, &waiting);
	if (!error)
		error = walk_all(pool, ask, wanted, out);
	if (!error)
		error = read_figures(pool, out);
	if (!error)
		survey_find_faults(pool, out);
	if (!error && (pool->failed || wanted->failed))
		error = ERR_MEMORY;
	if (error)
		survey_release(out);
	return error;
}

void survey_release(struct survey *survey)
{
	answers_free(survey->layer);
	*survey = (struct survey){ 0 };
}
