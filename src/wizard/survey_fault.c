/* survey_fault: what is wrong with the draft, read off the parser's faults and the walks' verdicts, a sentence each. */
#include "wizard/survey_private.h"

#include "base/buf.h"
#include "base/words.h"
#include "spf/fault.h"

#include <string.h>

enum {
	SHOWN_MOST = 120,	/* bytes of a term or name in a sentence */
	NEAR_LOOKUPS = 8,	/* SPF502 */
	HEAVY_INCLUDE = 5,	/* SPF503 */
};

struct finder {
	struct pool *pool;
	struct survey *survey;
	struct survey_fault *fault;
	size_t n;
	const struct node *seen[SURVEY_FAULTS];	/* nodes that regions have led to: many lead to the same */
	size_t seens;
	bool v6;		/* the family of the walk being read */
	bool over;		/* over 10 look-ups, loops aside */
};

/* One sentence each; %s is the term or the name. */
static const struct sentence {
	uint16_t id;
	bool error;
	const char *text;
} sentences[] = {
	{ 401, false, N_("%s stands behind all, so no receiver looks at it.") },
	{ 405, false, N_("It ends in neither all nor redirect, so everyone else is neutral. Add ~all or -all.") },
	{ 501, true, N_("%s is over the limit of 10 lookups; receivers answer permerror.") },
	{ 505, true, N_("%s: over 2 terms find nothing in DNS; receivers answer permerror.") },
	{ 507, true, N_("%s has over 10 MX records; receivers answer permerror.") },
	{ 509, true, N_("%s leads back to where it came from; receivers answer permerror.") },
	{ 601, true, N_("%s has no SPF record; receivers answer permerror.") },
	{ 602, true, N_("%s does not exist; receivers answer permerror, and someone else may register it.") },
	{ 603, true, N_("%s has more than one SPF record; receivers answer permerror.") },
	{ 604, true, N_("The SPF record of %s has a syntax error; receivers answer permerror.") },
	{ 606, true, N_("%s, where redirect leads, has no SPF record; receivers answer permerror.") },
	{ 612, true, N_("%s does not answer (%s).") },
	{ 701, false, N_("%s lets the whole world send in the name of this domain.") },
	{ 705, false, N_("%s is slow and many receivers skip it. Name the hosts with a: or ip4: instead.") },
};

static const struct sentence *sentence_of(uint16_t id)
{
	for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++)
		if (sentences[i].id == id)
			return &sentences[i];
	return NULL;
}

/* term or name made printable, in the pool; "" when memory ended. */
static const char *shown(struct pool *pool, struct slice text)
{
	struct buf out = { 0 };
	struct slice copy;

	text_printable(&out, slice_to(text, SHOWN_MOST), TEXT_UTF8);
	if (text.len > SHOWN_MOST)
		buf_string(&out, "...");
	copy = pool_copy(pool, buf_slice(&out));
	buf_release(&out);
	return copy.at ? copy.at : "";
}

static const char *shown_term(struct finder *f, const struct record *record, const struct term *term)
{
	return shown(f->pool, record_slice(record, term->whole));
}

static const char *shown_name(struct finder *f, const struct name *name)
{
	struct buf out = { 0 };
	const char *text;

	name_show(name, &out);
	text = shown(f->pool, buf_slice(&out));
	buf_release(&out);
	return text;
}

static bool full(const struct finder *f)
{
	return f->n == SURVEY_FAULTS || f->pool->failed;
}

/* text NULL: memory ended, and the pool says so. Another family's walk says the same again: once is enough. */
static void add(struct finder *f, struct survey_fault fault)
{
	if (!fault.text || full(f))
		return;
	for (size_t i = 0; i < f->n; i++)
		if (f->fault[i].id == fault.id && f->fault[i].term == fault.term && strcmp(f->fault[i].text, fault.text) == 0)
			return;
	f->fault[f->n++] = fault;
}

static bool has(const struct finder *f, uint16_t id)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->fault[i].id == id)
			return true;
	return false;
}

static void say(struct finder *f, uint16_t id, size_t term, const char *about)
{
	const struct sentence *row = sentence_of(id);

	add(f, (struct survey_fault){ id, row->error, term, pool_printf(f->pool, _(row->text), about) });
}

static void say_rule(struct finder *f, uint16_t id, size_t term, struct slice text)
{
	const struct fault *row = fault_by_id(id);
	const char *message = row ? pool_printf(f->pool, _(row->message), shown(f->pool, text)) : NULL;

	if (!row)
		return;
	add(f, (struct survey_fault){ id, true, term, message ? pool_printf(f->pool, "%s. %s.", message, _(row->todo)) : NULL });
}

/* What the text alone shows. */
static void find_in_text(struct finder *f)
{
	const struct record *record = &f->survey->record;
	const struct term *all = record_find(record, K_ALL);

	if (record->fault)
		say_rule(f, record->fault, SIZE_MAX, record_slice(record, record->fault_at));
	for (size_t i = 0; i < record->n; i++) {
		const struct term *term = &record->term[i];

		if (term->fault)
			say_rule(f, term->fault, i, record_slice(record, term->whole));
		else if (all && term > all && term->kind != K_EXP && term->kind != K_UNKNOWN_MODIFIER)
			say(f, 401, i, shown_term(f, record, term));
		else if (term->kind == K_ALL && term->qualifier == '+')
			say(f, 701, i, shown_term(f, record, term));
		else if (term->kind == K_PTR)
			say(f, 705, i, shown_term(f, record, term));
	}
	if (!all && !record_find(record, K_REDIRECT))
		say(f, 405, SIZE_MAX, "");
}

void survey_failure(const struct answer *answer, struct buf *out)
{
	static const char *const rcode[] = { [1] = "FORMERR", [2] = "SERVFAIL", [4] = "NOTIMP", [5] = "REFUSED", [9] = "NOTAUTH" };

	if (answer->failure != FAILURE_RCODE)
		buf_string(out, _(failure_text(answer->failure)));
	else if (answer->rcode < sizeof rcode / sizeof *rcode && rcode[answer->rcode])
		buf_string(out, rcode[answer->rcode]);
	else
		buf_printf(out, _("error %u"), answer->rcode);
}

/* The question that failed: the term's own, or that of one of its MX hosts. */
static const struct answer *failed_answer(struct finder *f, const struct node *node, struct name *name)
{
	const struct answer *answer = node->answer;

	*name = node->asked->name;
	if (!answer || answer->said == SAID_FAILED)
		return answer;
	for (size_t i = 0; node_term(node)->kind == K_MX && i < answer->n; i++) {
		const struct rdata *rr = &answer->rr[i];
		const struct answer *host;

		if (rr->len < 3 || !name_from_wire(rr->wire + 2, rr->len - 2u, name))
			continue;
		host = answers_find(f->survey->layer, name, f->v6 ? RR_AAAA : RR_A);
		if (host && host->said == SAID_FAILED)
			return host;
	}
	return NULL;
}

static void say_failed(struct finder *f, const struct node *node)
{
	struct buf why = { 0 };
	struct name name;
	const struct answer *answer = node->asked ? failed_answer(f, node, &name) : NULL;

	if (answer) {
		survey_failure(answer, &why);
		add(f, (struct survey_fault){ 612, true, survey_term(node),
			pool_printf(f->pool, _(sentence_of(612)->text), shown_name(f, &name), buf_text(&why)) });
	}
	buf_release(&why);
}

/* Which rule says so when the target of include or redirect has no record to walk (RFC 7208 5.2, 6.1). */
static uint16_t target_rule(const struct node *node, enum why why)
{
	if (why == WHY_MANY_RECORDS)
		return 603;
	if (node_term(node)->kind == K_REDIRECT)
		return 606;
	return node->answer && node->answer->said == SAID_NXDOMAIN ? 602 : 601;
}

static void say_node(struct finder *f, const struct verdict *v, const struct node *node)
{
	const char *term = shown_term(f, &node->frame->record, node_term(node));
	size_t at = survey_term(node);

	switch (v->why) {
	case WHY_LOOKUPS:
		if (f->over || !has(f, 509))
			say(f, 501, at, term);
		break;
	case WHY_VOIDS:		/* with maybes: only if names that hang on the sender are not there */
		add(f, (struct survey_fault){ 505, !v->maybe, at, pool_printf(f->pool, _(sentence_of(505)->text), term) });
		break;
	case WHY_MX:
		say(f, 507, at, term);
		break;
	case WHY_NO_RECORD: case WHY_MANY_RECORDS:
		say(f, target_rule(node, v->why), at, node->asked ? shown_name(f, &node->asked->name) : term);
		break;
	case WHY_NAME:
		say(f, target_rule(node, v->why), at, term);
		break;
	case WHY_SYNTAX:
		say(f, 604, at, shown(f->pool, v->frame->domain));
		break;
	case WHY_DNS:
		say_failed(f, node);
		break;
	default:
		break;
	}
}

/* The verdict of the record where it went wrong, and the term there, or the one that led to that record. */
static void read_verdict(struct finder *f, const struct verdict *v)
{
	const struct node *node = v->node;

	while (v->inner) {
		v = v->inner;
		node = v->node ? v->node : node;
	}
	if (v->why == WHY_SYNTAX)
		node = v->frame ? v->frame->up : NULL;	/* the draft's own faults are found in its text */
	if (!node)
		return;
	for (size_t i = 0; i < f->seens; i++)
		if (f->seen[i] == node)
			return;
	if (f->seens == SURVEY_FAULTS)
		return;
	f->seen[f->seens++] = node;
	say_node(f, v, node);
}

static void find_in_regions(struct finder *f, const struct walk *walk, bool v6)
{
	const struct verdict *last = NULL;

	f->v6 = v6;
	for (size_t i = 0; i < walk->n && !full(f); i++) {
		const struct verdict *v = walk->region[i].verdict;

		if (v == last || (v->result != R_PERMERROR && v->result != R_TEMPERROR))
			continue;
		last = v;
		read_verdict(f, v);
	}
}

static void find_loops(struct finder *f, const struct walk *walk)
{
	for (const struct node *node = ledger_next(walk, NULL); node && !full(f); node = ledger_next(walk, node))
		if (node->cut)
			say(f, 509, survey_term(node), shown_term(f, &node->frame->record, node_term(node)));
}

static void find_costs(struct finder *f)
{
	const struct survey *s = f->survey;

	for (size_t i = 0; i < s->record.n; i++)
		if (s->record.term[i].kind == K_INCLUDE && s->cost[i] >= HEAVY_INCLUDE)
			add(f, (struct survey_fault){ 503, false, i, pool_printf(f->pool, _("%s takes %u of the 10 lookups."),
				shown_term(f, &s->record, &s->record.term[i]), s->cost[i]) });
	if (s->lookups >= NEAR_LOOKUPS && s->lookups <= WALK_LOOKUPS && !has(f, 501) && !has(f, 509))
		add(f, (struct survey_fault){ 502, false, SIZE_MAX, pool_printf(f->pool,
			_("The record takes %u of the 10 lookups, so little can be added."), s->lookups) });
}

/* Errors before warnings, each in the order found. */
static const struct survey_fault *in_order(struct finder *f)
{
	struct survey_fault *out = POOL_NEW(f->pool, struct survey_fault, f->n + 1);
	size_t n = 0;

	for (int error = 1; out && error >= 0; error--)
		for (size_t i = 0; i < f->n; i++)
			if (f->fault[i].error == (error != 0))
				out[n++] = f->fault[i];
	return out;
}

void survey_find_faults(struct pool *pool, struct survey *survey)
{
	struct finder f = { .pool = pool, .survey = survey, .fault = POOL_NEW(pool, struct survey_fault, SURVEY_FAULTS) };

	if (!f.fault)
		return;
	find_in_text(&f);
	find_loops(&f, &survey->lifted4);
	find_loops(&f, &survey->lifted6);
	f.over = survey_most_lookups(&survey->lifted4, survey_most_lookups(&survey->lifted6, 0)) > WALK_LOOKUPS;
	find_in_regions(&f, &survey->v4, false);
	find_in_regions(&f, &survey->v6, true);
	find_costs(&f);
	survey->fault = in_order(&f);
	survey->faults = survey->fault ? f.n : 0;
}
