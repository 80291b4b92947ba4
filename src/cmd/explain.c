/*
 * explain: a rule, a word of SPF, a term, or a whole record in plain sentences. DNS is asked only when a domain is given.
 */
#include "cmd/commands.h"
#include "base/words.h"
#include "cmd/out.h"
#include "cmd/subject.h"
#include "lint/explain.h"
#include "lint/paste.h"
#include "spf/select.h"
#include <stdio.h>
#include <string.h>

enum { WIDTH = 78 };

/* Paragraphs are broken at blanks; what is set in (examples) stays as it is. */
static void wrap_line(struct slice line, struct buf *out)
{
	struct slice word;
	size_t width = 0;

	if (slice_starts(line, SLICE("    "))) {
		buf_add(out, line);
		line.len = 0;
	}
	while (slice_word(&line, &word)) {
		size_t cells = text_width(word);

		if (width && width + 1 + cells > WIDTH) {
			buf_char(out, '\n');
			width = 0;
		}
		if (width)
			buf_char(out, ' ');
		buf_add(out, word);
		width += cells + (width > 0);
	}
	buf_char(out, '\n');
}

static void wrap(struct slice text, struct buf *out)
{
	struct slice line;

	while (slice_cut(&text, '\n', &line))
		wrap_line(line, out);
}

static void set_text(json_t *object, const char *key, const char *text)
{
	json_object_set_new(object, key, text ? json_text(slice_of(text)) : json_null());
}

static json_t *rule_json(const struct rule *rule)
{
	json_t *object = json_object();
	char id[16];

	if (!rule)
		return json_null();
	snprintf(id, sizeof id, "SPF%u", rule->id);
	set_text(object, "id", id);
	set_text(object, "name", rule->name);
	set_text(object, "level", level_word(rule->level));
	set_text(object, "rfc", rule->rfc);
	set_text(object, "message", rule->message);
	set_text(object, "why", rule->why);
	set_text(object, "todo", rule->todo);
	set_text(object, "bad", rule->bad);
	set_text(object, "good", rule->good);
	return object;
}

static json_t *topic_json(const struct topic *topic)
{
	json_t *object = json_object();

	if (!topic)
		return json_null();
	set_text(object, "name", topic->name);
	set_text(object, "kind", topic->kind);
	set_text(object, "rfc", topic->rfc);
	set_text(object, "what", topic->what);
	set_text(object, "cost", topic->cost);
	set_text(object, "receivers", topic->receivers);
	set_text(object, "example", topic->example);
	return object;
}

/* What was found for the word or record asked about. */
struct found {
	const struct rule *rule;
	const struct topic *topic;
	const struct record *record;	/* NULL: none; one term when sentence is set */
	const struct name *domain;
	const struct answers *answers;
	const char *source;
	bool term;			/* the record was made of one term for this */
};

static json_t *sentences_json(const struct found *found)
{
	json_t *list = json_array();

	for (size_t i = 0; i < found->record->n; i++) {
		struct buf text = { 0 };
		json_t *object = json_object();

		explain_term(found->record, i, found->domain, found->answers, TEXT_UTF8, &text);
		json_object_set_new(object, "term", json_text(record_slice(found->record, found->record->term[i].whole)));
		json_object_set_new(object, "text", json_text(slice_trim(buf_slice(&text))));
		json_array_append_new(list, object);
		buf_release(&text);
	}
	return list;
}

static int print_json(const struct options *options, const struct found *found, int status)
{
	struct buf domain = { 0 };

	if (found->domain)
		out_name(&domain, found->domain);
	json_t *object = out_json_new(options, buf_slice(&domain), found->source);

	buf_release(&domain);
	json_object_set_new(object, "rule", rule_json(found->rule));
	json_object_set_new(object, "topic", topic_json(found->topic));
	json_object_set_new(object, "record", found->record ? json_text((struct slice){ found->record->text, found->record->len }) : json_null());
	json_object_set_new(object, "sentences", found->record ? sentences_json(found) : json_array());
	return out_json(object, status);
}

/* A record's sentences stay one a line, for grep and the like. */
static int print(const struct options *options, const struct found *found)
{
	struct buf text = { 0 }, out = { 0 };
	enum text_form form = out_utf8() ? TEXT_UTF8 : TEXT_ASCII;
	int status = found->record && !record_good(found->record) ? EXIT_BAD : EXIT_GOOD;

	if (options->json)
		return print_json(options, found, status);
	if (found->record && found->term)
		explain_term(found->record, 0, found->domain, found->answers, form, &out);
	else if (found->record)
		explain_record(found->record, found->domain, found->answers, form, &out);
	if (found->topic)
		explain_topic(found->topic, &text);
	if (found->topic && found->rule)
		buf_char(&text, '\n');
	if (found->rule)
		explain_rule(found->rule, form, &text);
	if (out.len && text.len)
		buf_char(&out, '\n');
	wrap(buf_slice(&text), &out);
	out.failed |= text.failed;
	buf_release(&text);
	status = out_text(&out, status);
	buf_release(&out);
	return status;
}

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
static bool find_term(const char *word, struct record *record, struct found *found)
{
	struct buf text = { 0 };

	buf_printf(&text, "v=spf1 %s", word);
	if (text.failed || record_parse(record, buf_slice(&text)))
		*record = (struct record){ 0 };
	buf_release(&text);
	if (record->n != 1 || record->term[0].kind == K_BROKEN)
		return false;
	found->record = record;
	found->term = true;
	found->topic = topic_by_name(slice_of(kind_word(record->term[0].kind)));
	return true;
}

struct run {
	struct subject subject;
	struct pool pool;
	enum error error;
};

/* Both families' walks ask for all that the sentences tell. */
static bool ask_pass(void *arg, const struct answers *answers, struct wanted *wanted)
{
	struct run *run = arg;
	struct walk walk;
	size_t before = wanted->n;

	(void)answers;
	pool_reset(&run->pool);
	if (!subject_ready(&run->subject, wanted, &run->error))
		return run->error;
	struct ask ask = { .answers = run->subject.layer, .domain = subject_domain(&run->subject) };
	for (unsigned v6 = 0; v6 < 2 && !run->error; v6++) {
		ask.v6 = v6;
		run->error = coverage(&run->pool, &ask, &run->subject.wanted, &walk);
	}
	subject_pass_on(&run->subject, wanted);
	return run->error || wanted->n == before;
}

/* The record of the domain, as it is or as given. */
static int explain_subject(const struct options *options, struct run *run)
{
	const struct answer *answer = answers_find(run->subject.layer, &run->subject.domain, RR_TXT);
	struct selected selected = { 0 };
	struct record record = { 0 };
	struct problem problem;
	char name[NAME_TEXT];
	enum error error = ERR_NONE;

	name_text(&run->subject.domain, name);
	if (!answer || answer->said == SAID_FAILED)
		error = ERR_NO_ANSWER;
	if (!error)
		error = spf_select(&run->pool, answer, &selected);
	if (!error && selected.n != 1)
		error = selected.n ? ERR_MANY_RECORDS : ERR_NO_RECORD;
	/* A text that is no SPF record is not selected, and is explained all the same. */
	if ((!error || error == ERR_NO_RECORD) && run->subject.recorded) {
		selected.text = buf_slice(&run->subject.record);
		error = ERR_NONE;
	}
	if (!error)
		error = record_parse(&record, selected.text);
	if (error) {
		(void)problem_set(&problem, error, NULL, 0, name);
		return out_failed(options, &problem) && (error == ERR_NO_RECORD || error == ERR_MANY_RECORDS) ? EXIT_BAD : EXIT_FAILED;
	}
	struct found found = {
		.record = &record, .domain = &run->subject.domain, .answers = run->subject.layer,
		.source = run->subject.world->source->ops->label(run->subject.world->source),
	};
	int status = print(options, &found);
	record_release(&record);
	return status;
}

/* options: with the record, if there is one, as --record, and the domain as the one operand. */
static int explain_domain(const struct options *options)
{
	struct run run = { 0 };
	struct problem problem;
	struct world world;
	struct name domain;
	int status;

	enum error error = world_open(&world, options, &problem);
	if (!error)
		error = world_domain(options, false, &domain, &problem);
	if (!error)
		error = subject_open(&run.subject, &world, options, &domain, &problem);
	if (!error)
		error = world_ask(&world, ask_pass, &run, &problem);
	if (!error && run.error)
		error = problem_set(&problem, run.error, NULL, 0, NULL);
	status = error ? out_failed(options, &problem) : explain_subject(options, &run);
	pool_release(&run.pool);
	subject_release(&run.subject);
	if (world_close(&world, options, &problem)) {
		out_problem(&problem);
		status = EXIT_FAILED;
	}
	return error == ERR_STOPPED ? 130 : status;
}

static int explain_text(const struct options *options, struct slice text)
{
	struct found found = { 0 };
	struct record record;
	struct problem problem;

	enum error error = record_parse(&record, text);
	if (error) {
		(void)problem_set(&problem, error, NULL, 0, NULL);
		return out_failed(options, &problem);
	}
	found.record = &record;
	int status = print(options, &found);
	record_release(&record);
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
	struct found found = { 0 };
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
		status = print(options, &found);
	} else if (!domain.n && name_from_person(slice_of(word), &name) == ERR_NONE) {
		status = explain_domain(options);
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
	struct found found = { 0 };
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
	if (!options->operands.n) {
		(void)problem_set(&problem, ERR_USAGE, NULL, 0, _("explain what? Add a rule, a word of SPF or a record"));
		return out_failed(options, &problem);
	}
	const char *word = options->operands.word[0];
	found.rule = rule_by_name(slice_of(word));
	found.topic = topic_by_name(slice_of(word));
	if (options->operands.n == 1 && (found.rule || found.topic))
		return print(options, &found);
	return explain_more(options, word);
}
