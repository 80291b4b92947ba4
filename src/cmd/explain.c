/*
 * explain: a rule, a word of SPF, a term, or a whole record in plain sentences. DNS is asked only when a domain is given.
 */
#include "cmd/commands.h"
#include "base/words.h"
#include "cmd/explain_list.h"
#include "cmd/explain_print.h"
#include "cmd/out.h"
#include "cmd/subject.h"
#include "lint/paste.h"
#include "spf/select.h"
#include <stdio.h>
#include <string.h>

static const char *word_name(size_t i, const void *arg)
{
	const struct topic *topic = topic_at(i);
	const struct rule *rule;
	size_t topics = 0;

	(void)arg;
	if (topic)
		return topic->name;
	while (topic_at(topics))
		topics++;
	rule = rule_at(i - topics);
	return rule ? rule->name : NULL;
}

static int unknown(const struct options *options, const char *word)
{
	struct problem problem;
	char what[sizeof problem.detail];
	const char *nearest = options_nearest(word, word_name, NULL);
	int n = snprintf(what, sizeof what, _("\"%.40s\" is neither a rule, a word of SPF nor a record"), word);

	if (nearest && n > 0 && (size_t)n < sizeof what)
		snprintf(what + n, sizeof what - (size_t)n, _("; did you mean \"%s\"?"), nearest);
	(void)problem_set(&problem, ERR_USAGE, NULL, 0, what);
	return out_failed(options, &problem);
}

/* One term, "include:x.com": its sentence, and what its word means. */
static bool find_term(const char *word, struct record *record, struct explained *found)
{
	struct buf text = { 0 };

	buf_printf(&text, "v=spf1 %s", word);
	if (text.failed || record_parse(record, buf_slice(&text)))
		*record = (struct record){ 0 };
	buf_release(&text);
	/* A term that is not valid is one all the same when its word is known: what is wrong is said. */
	found->topic = topic_by_name(slice_to(slice_of(word), strcspn(word, ":=/")));
	if (record->n != 1 || (record->term[0].kind == K_BROKEN && !found->topic))
		return false;
	found->record = record;
	found->term = true;
	if (record->term[0].kind != K_BROKEN)
		found->topic = topic_by_name(slice_of(kind_word(record->term[0].kind)));
	return true;
}

struct run {
	struct subject subject;
	struct pool pool;
	struct walk walk[2];	/* of IPv4 and IPv6, of the last pass */
	enum error error;
};

/* Both families' walks ask for all that the sentences tell. */
static bool ask_pass(void *arg, const struct answers *answers, struct wanted *wanted)
{
	struct run *run = arg;
	size_t before = wanted->n;

	(void)answers;
	pool_reset(&run->pool);
	if (!subject_ready(&run->subject, wanted, &run->error))
		return run->error;
	struct ask ask = { .answers = run->subject.layer, .domain = subject_domain(&run->subject) };
	for (unsigned v6 = 0; v6 < 2 && !run->error; v6++) {
		ask.v6 = v6;
		run->error = coverage(&run->pool, &ask, &run->subject.wanted, &run->walk[v6]);
	}
	subject_pass_on(&run->subject, wanted);
	return run->error || wanted->n == before;
}

/* The record of the domain, as it is or as given. */
static int explain_subject(const struct options *options, struct run *run)
{
	struct record record = { 0 };
	struct problem problem;
	const struct answer *published;

	if (subject_record(&run->subject, &run->pool, &record, &published, &problem)) {
		record_release(&record);
		return out_failed(options, &problem);
	}
	struct explained found = {
		.record = &record, .domain = &run->subject.domain, .answers = run->subject.layer,
		.walk = { &run->walk[0], &run->walk[1] },
		.source = run->subject.world->source->ops->label(run->subject.world->source),
	};
	int status = explain_print(options, &found);
	record_release(&record);
	return status;
}

/* options: with the record, if there is one, as --record, and the domain as the one operand. */
static int explain_domain(const struct options *options)
{
	struct run run = { 0 };
	struct problem problem;
	struct world world;

	enum error error = subject_begin(&run.subject, &world, options, &problem);
	if (!error)
		error = subject_ask(&run.subject, ask_pass, &run, &run.error, &problem);
	int status = error ? out_failed(options, &problem) : explain_subject(options, &run);
	pool_release(&run.pool);
	return subject_end(&run.subject, &world, options, error, status);
}

/* Of a record alone the walks know what it says itself: which terms nobody comes to, and what no DNS can mend. Nothing is asked. */
static enum error walk_text(const struct record *record, struct run *run)
{
	struct wanted wanted = { 0 };
	char domain[NAME_WIRE];
	struct name name;
	bool waiting;
	enum error error = subject_nobody(&name);

	run->subject.layer = answers_new(NULL);
	if (!error)
		error = run->subject.layer ? spf_publish(run->subject.layer, NULL, &name, (struct slice){ record->text, record->len }, false, &waiting) :
		    ERR_MEMORY;
	struct ask ask = { .answers = run->subject.layer, .domain = { domain, error ? 0 : name_bytes(&name, domain) } };
	for (unsigned v6 = 0; v6 < 2 && !error; v6++) {
		ask.v6 = v6;
		error = coverage(&run->pool, &ask, &wanted, &run->walk[v6]);
	}
	wanted_release(&wanted);
	return error;
}

static int explain_text(const struct options *options, struct slice text)
{
	struct run run = { 0 };
	struct record record = { 0 };
	struct explained found = { .record = &record, .walk = { &run.walk[0], &run.walk[1] } };
	struct problem problem;
	enum error error = record_parse(&record, text);
	int status;

	if (!error)
		error = walk_text(&record, &run);
	if (error) {
		(void)problem_set(&problem, error, NULL, 0, NULL);
		status = out_failed(options, &problem);
	} else {
		status = explain_print(options, &found);
	}
	record_release(&record);
	answers_free(run.subject.layer);
	pool_release(&run.pool);
	return status;
}

/* A record or a domain, by what the words look like. */
static int explain_more(const struct options *options, const char *word)
{
	struct options with = *options;
	struct words domain = { .word = options->operands.word + 1, .n = options->operands.n - 1 };
	struct pool pool = { 0 };
	struct pasted pasted;
	struct record record = { 0 };
	struct explained found = { 0 };
	struct name name;
	int status;

	if (paste_clean(&pool, slice_of(word), false, &pasted))
		pasted.found = false;
	if (pasted.found && !domain.n) {
		status = explain_text(options, pasted.text);
	} else if (pasted.found) {
		with.record = pasted.text.at;	/* ended by a NUL: pool_copy() */
		with.operands = domain;
		status = explain_domain(&with);
	} else if (!domain.n && find_term(word, &record, &found)) {
		status = explain_print(options, &found);
	} else if (!domain.n && name_from_person(slice_of(word), &name) == ERR_NONE) {
		status = explain_domain(options);
	} else if (domain.n) {
		struct problem problem;

		(void)problem_set(&problem, ERR_USAGE, NULL, 0, _("one rule, word or record at a time; only a record has its domain behind it"));
		status = out_failed(options, &problem);
	} else {
		status = unknown(options, word);
	}
	record_release(&record);
	pool_release(&pool);
	return status;
}

int cmd_explain(const struct options *options)
{
	struct problem problem;
	struct explained found = { 0 };
	struct buf record = { 0 };
	bool given;
	int status;

	if (options->record && options->operands.n)
		return explain_domain(options);
	if (options->record) {
		enum error error = world_record(options, &record, &given, &problem);

		status = error ? out_failed(options, &problem) : explain_text(options, buf_slice(&record));
		buf_release(&record);
		return status;
	}
	if (!options->operands.n)
		return explain_list(options);
	const char *word = options->operands.word[0];
	found.rule = rule_by_name(slice_of(word));
	found.topic = topic_by_name(slice_of(word));
	if (options->operands.n == 1 && (found.rule || found.topic))
		return explain_print(options, &found);
	return explain_more(options, word);
}
