/* survey: two walks of one draft, two more where limits are met, and the figures that their ledgers hold. */
#include "wizard/survey.h"

#include "spf/select.h"

#include <string.h>

/* Does an error end the walk of some senders, so that terms behind it stay uncounted? */
static bool has_error(const struct walk *walk)
{
	for (size_t i = 0; i < walk->n; i++) {
		if (walk->region[i].verdict->result == R_TEMPERROR || walk->region[i].verdict->result == R_PERMERROR)
			return true;
	}
	return false;
}

static enum error walk_all(struct pool *pool, const struct survey_ask *what, struct wanted *wanted, struct survey *out)
{
	static const struct sender nobody;
	char text[NAME_WIRE];
	size_t len = name_bytes(&what->domain, text);
	struct walk_memo memo = { 0 };
	struct ask ask = { .answers = out->layer, .memo = &memo, .sender = &nobody, .domain = pool_copy(pool, (struct slice){ text, len }) };
	const struct {
		struct walk *walk, *lifted, *counted;
		bool v6;
	} ways[] = { { &out->v4, &out->lifted4, &out->counted4, false }, { &out->v6, &out->lifted6, &out->counted6, true } };
	enum error error = ask.domain.at ? ERR_NONE : ERR_MEMORY;

	for (size_t i = 0; i < sizeof ways / sizeof *ways && !error; i++) {
		ask.v6 = ways[i].v6;
		ask.lifted = false;
		error = coverage(pool, &ask, wanted, ways[i].walk);
		*ways[i].lifted = *ways[i].walk;
		ask.lifted = true;
		if (!error && (ways[i].walk->limited || ways[i].walk->pending))
			error = coverage(pool, &ask, wanted, ways[i].lifted);
		*ways[i].counted = *ways[i].lifted;
		ask.forgiving = true;
		if (!error && has_error(ways[i].lifted))
			error = coverage(pool, &ask, wanted, ways[i].counted);
		ask.forgiving = false;
		if (ways[i].walk->pending > out->pending)
			out->pending = ways[i].walk->pending;
		if (ways[i].lifted->pending > out->pending)
			out->pending = ways[i].lifted->pending;
		if (ways[i].counted->pending > out->pending)
			out->pending = ways[i].counted->pending;
	}
	return error;
}

/*
 * A sender that matches nothing pays for every term it meets and all behind it, and nobody pays more: what a term costs is the
 * sum of its ledger. Read off a lifted walk that errors do not end, or what stands behind the eleventh look-up, or behind a name that
 * DNS does not know today, would seem free.
 */
static void add_costs(const struct walk *walk, unsigned *cost, unsigned *mx_most)
{
	for (const struct node *node = ledger_next(walk, NULL); node; node = ledger_next(walk, node)) {
		if (!node->reached)
			continue;
		cost[node_top(node)] += node->own;
		if (node_term(node)->kind == K_MX && node->answer && node->answer->said == SAID_DATA && node->answer->n > *mx_most)
			*mx_most = (unsigned)node->answer->n;
	}
}

static unsigned most(unsigned a, unsigned b)
{
	return a > b ? a : b;
}

static enum error read_figures(struct pool *pool, struct survey *out)
{
	size_t n = out->record.n;
	unsigned *v4 = POOL_NEW(pool, unsigned, n + 1), *v6 = POOL_NEW(pool, unsigned, n + 1);

	if (!v4 || !v6)
		return ERR_MEMORY;
	out->lookups = most(most(walk_lookups(&out->v4), walk_lookups(&out->v6)),
		most(walk_lookups(&out->counted4), walk_lookups(&out->counted6)));
	out->voids4 = walk_voids(&out->v4);
	out->voids6 = walk_voids(&out->v6);
	add_costs(&out->counted4, v4, &out->mx_most);
	add_costs(&out->counted6, v6, &out->mx_most);
	for (size_t i = 0; i < n; i++)
		v4[i] = most(v4[i], v6[i]);
	out->cost = v4;
	return ERR_NONE;
}

static enum error find(struct pool *pool, const struct survey_ask *ask, struct wanted *wanted, struct survey *out)
{
	struct lint_subject subject = {
		.record = &out->record, .domain = ask->nameless ? NULL : &ask->domain,
		.walks = { &out->v4, &out->v6, &out->lifted4, &out->lifted6 }, .cost = out->cost, .answers = out->layer,
		.published = ask->published, .server = ask->server, .servers = ask->servers, .flattened = ask->flattened,
		.flatteneds = ask->flatteneds, .context = ask->context, .catalogue = ask->catalogue, .host = ask->host,
	};

	return lint(pool, &subject, wanted, &out->findings);
}

/* The record is the pool's: so are its cuts. */
static enum error keep_cuts(struct pool *pool, const struct survey_ask *ask, struct record *record)
{
	record->cut = POOL_NEW(pool, uint32_t, ask->cuts);
	if (!record->cut)
		return ERR_MEMORY;
	memcpy(record->cut, ask->cut, ask->cuts * sizeof *record->cut);
	record->cuts = ask->cuts;
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
	if (!error && ask->cuts)
		error = keep_cuts(pool, ask, &out->record);
	if (!error)
		error = spf_publish(out->layer, ask->answers, &ask->domain, ask->text, false, &waiting);
	if (!error)
		error = walk_all(pool, ask, wanted, out);
	if (!error)
		error = read_figures(pool, out);
	if (!error)
		error = find(pool, ask, wanted, out);
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
