#pragma once
/* lint_private: what the checks share. Each check_*.c is a family; lint.c runs the rows of its table. */
#include "lint/lint.h"

struct alike {			/* a rule with more findings than there was room for */
	struct alike *next;
	const struct rule *rule;
	uint8_t *term;			/* a bit for each that has one, kept or not */
	size_t more;			/* that are not kept */
};
struct linter {
	struct pool *pool;
	const struct lint_subject *subject;
	struct wanted *wanted;
	struct finding *finding;	/* room for LINT_FINDINGS */
	size_t n;
	bool cut;
	struct alike *alike;
	uint16_t of[1000];		/* how many are kept, by id */
	size_t waiting;
	size_t first;			/* the term that the record begins with: what stands before is none of it (221) */
	bool nothing;			/* the text is no SPF record at all: only that is said of it */
	bool wrapped;			/* it stands in quotes, which make faults of terms that the quotes' own finding covers (111, 221) */
	size_t repaired;		/* bytes of terms that repair_term() has thought about */
	bool everybody;			/* +all in a record that no receiver reads as it is: to repair it lets everybody pass, which is never safe */
	bool dmarc;			/* the domain has DMARC, with which ~all is in order (8.5): 703 is not said */
	struct finding spare;		/* lent when there is no room: what is set in it is lost */
};
/* What a check reads; it is not run when the subject lacks it. TEXT: a record; publication has findings without one. */
enum { NEEDS_TEXT = 32, NEEDS_WALKS = 1, NEEDS_DOMAIN = 2, NEEDS_CONTEXT = 4, NEEDS_CATALOGUE = 8, NEEDS_HOST = 16 };
struct lint_check {
	unsigned needs;
	void (*run)(struct linter *);
};
/*
 * Adds a finding and lends it until the next, so that level and fix can be set; never NULL: a spare one, which is lost, when it is there
 * already (same rule, place and arguments), the bound is met or memory ended. args: as many slices as the message names, ended by
 * LINT_END; copied into the pool. An empty argument has at not NULL.
 */
struct finding *lint_raise(struct linter *, unsigned id, struct span at, size_t term, ...);
#define LINT_END ((struct slice){ 0 })
/* The common case: at term i, %1 being its text. */
struct finding *lint_raise_term(struct linter *, unsigned id, size_t i);
/* A fix of one replacement, in the pool; with is copied. */
void lint_fix(struct linter *, struct finding *, bool safe, struct span at, struct slice with);
/* Of several, ascending and not overlapping; copied, and what they put in too. n 0: none. */
void lint_fixes(struct linter *, struct finding *, bool safe, const struct replacement *, size_t n);
/* As a person is shown it, in the pool; "" when memory ended (pool->failed). */
struct slice lint_name(struct pool *, const struct name *);
struct slice lint_number(struct pool *, uint64_t);
static inline struct slice lint_slice(const struct linter *l, struct span at)
{
	return record_slice(l->subject->record, at);
}
static inline bool lint_has(const struct linter *l, unsigned id)	/* was it raised anywhere? */
{
	for (size_t i = 0; i < l->n; i++)
		if (l->finding[i].rule->id == id)
			return true;
	return false;
}
static inline bool lint_at(const struct linter *l, unsigned id, size_t term)	/* was it raised at this term? */
{
	for (size_t i = 0; i < l->n; i++)
		if (l->finding[i].rule->id == id && l->finding[i].term == term)
			return true;
	return false;
}
/*
 * Are they names of one organisation, as far as names tell: what stands below a top-level domain, or below the second level that
 * countries keep for it (co.uk, gov.br)? No public suffix list is at hand: customers of a suffix such as github.io count as one.
 */
bool lint_same_organisation(const struct name *, const struct name *);
/* The name that a value leads to, as far as it is written: behind the last of its macros (%{i}._spf.vali.email). False: none. */
bool lint_written_name(struct slice value, struct name *);
/* NULL: not known yet; noted as wanted and counted as waiting. */
const struct answer *lint_ask(struct linter *, const struct answers *, const struct name *, uint16_t type);

/* The families; each in its own file. */
void check_version(struct linter *), check_damage(struct linter *), check_grammar(struct linter *), check_order(struct linter *),
    check_tidiness(struct linter *), check_text(struct linter *), check_legal(struct linter *), check_networks(struct linter *),
    check_hosts(struct linter *), check_hidden(struct linter *);
void check_publication(struct linter *), check_strings(struct linter *), check_servers(struct linter *), check_limits(struct linter *),
    check_cost(struct linter *), check_targets(struct linter *), check_breadth(struct linter *), check_flat(struct linter *),
    check_exp(struct linter *), check_policy(struct linter *), check_context(struct linter *), check_hosted(struct linter *),
    check_catalogue(struct linter *), check_host(struct linter *);
