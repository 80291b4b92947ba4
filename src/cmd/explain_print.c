/*
 * explain_print: what was explained, as paragraphs, sentences and JSON.
 */
#include "cmd/explain_print.h"
#include "base/wrap.h"
#include "cmd/commands.h"
#include "cmd/out.h"
#include <unistd.h>

enum { WIDTH = 78 };

/* Paragraphs are broken at blanks, in a pipe too; what is set in (examples) stays as it is. */
static void wrap(struct slice text, struct buf *out)
{
	size_t columns = out_columns(STDOUT_FILENO);
	struct slice line;

	while (slice_cut(&text, '\n', &line)) {
		bool example = slice_starts(line, SLICE("    "));

		wrap_line(out, line, example ? 0 : columns && columns < WIDTH ? columns : WIDTH, 0, 0);
		buf_char(out, '\n');
	}
}

static void set_text(json_t *object, const char *key, const char *text)
{
	json_object_set_new(object, key, text ? json_text(slice_of(text)) : json_null());
}

static json_t *rule_json(const struct rule *rule)
{
	json_t *object = rule ? json_object() : NULL;
	struct buf message = { 0 };
	char id[RULE_ID];

	if (!rule)
		return json_null();
	rule_id(rule, id);
	set_text(object, "id", id);
	set_text(object, "name", rule->name);
	set_text(object, "level", level_word(rule->level));
	set_text(object, "rfc", rule->rfc);
	explain_message(rule, &message);
	json_object_set_new(object, "message", json_text(buf_slice(&message)));
	set_text(object, "why", rule->why);
	set_text(object, "todo", rule->todo);
	set_text(object, "bad", rule->bad);
	set_text(object, "good", rule->good);
	buf_release(&message);
	return object;
}

static json_t *topic_json(const struct topic *topic)
{
	json_t *object = topic ? json_object() : NULL;

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

static struct telling telling_of(const struct explained *found, enum text_form form)
{
	return (struct telling){ .record = found->record, .domain = found->domain, .answers = found->answers,
		.walk = { found->walk[0], found->walk[1] }, .form = form };
}

/* term: at NULL for what speaks of no one term. Nothing said: nothing is added. */
static void add_sentence(json_t *list, struct slice term, struct buf *text)
{
	struct slice rest = buf_slice(text), line;

	while (slice_cut(&rest, '\n', &line)) {
		json_t *object = line.len ? json_object() : NULL;

		if (!object)
			continue;
		json_object_set_new(object, "term", term.at ? json_text(term) : json_null());
		json_object_set_new(object, "text", json_text(slice_trim(line)));
		json_array_append_new(list, object);
	}
	buf_clear(text);
}

static json_t *sentences_json(const struct explained *found)
{
	struct telling about = telling_of(found, TEXT_UTF8);
	struct buf text = { 0 };
	json_t *list = json_array();

	if (!found->term)
		explain_faults(&about, &text);
	add_sentence(list, (struct slice){ 0 }, &text);
	for (size_t i = 0; i < found->record->n; i++) {
		explain_term(&about, i, &text);
		add_sentence(list, record_slice(found->record, found->record->term[i].whole), &text);
	}
	if (!found->term)
		explain_rest(&about, &text);
	add_sentence(list, (struct slice){ 0 }, &text);
	buf_release(&text);
	return list;
}

static int print_json(const struct options *options, const struct explained *found, int status)
{
	char name[NAME_TEXT];
	struct slice domain = { name, found->domain ? name_text(found->domain, name) : 0 };
	json_t *object = out_json_new(options, domain, found->source);

	json_object_set_new(object, "rule", rule_json(found->rule));
	json_object_set_new(object, "topic", topic_json(found->topic));
	json_object_set_new(object, "record", found->record ? json_text((struct slice){ found->record->text, found->record->len }) : json_null());
	json_object_set_new(object, "sentences", found->record ? sentences_json(found) : json_array());
	return out_json(object, status);
}

/* 4.6, 4.8: does it give permerror to all for what stands in it, whatever is in DNS, or to some for what is there? */
static bool refused(const struct explained *found, const struct telling *about)
{
	bool permerror;

	for (size_t i = 0; i < found->record->n; i++) {
		enum kind kind = found->record->term[i].kind;

		if ((kind == K_INCLUDE || kind == K_REDIRECT) && !term_is_dead(found->record, i) && !term_can_ask(found->record, i, found->domain))
			return true;
	}
	return explain_refused(about, &permerror) != ERR_NONE || permerror;
}

/* A record's sentences are one a line, for grep and the like, but on a terminal. */
int explain_print(const struct options *options, const struct explained *found)
{
	struct buf text = { 0 }, said = { 0 }, out = { 0 };
	enum text_form form = out_utf8() ? TEXT_UTF8 : TEXT_ASCII;
	struct telling about = telling_of(found, form);
	int status = found->record && refused(found, &about) ? EXIT_BAD : EXIT_GOOD;

	if (options->json)
		return print_json(options, found, status);
	if (found->record && found->term)
		explain_term(&about, 0, &said);
	else if (found->record)
		explain_record(&about, &said);
	out_prose(&out, buf_slice(&said));
	if (found->topic)
		explain_topic(found->topic, &text);
	if (found->topic && found->rule)
		buf_char(&text, '\n');
	if (found->rule)
		explain_rule(found->rule, form, &text);
	if (out.len && text.len)
		buf_char(&out, '\n');
	wrap(buf_slice(&text), &out);
	out.failed |= text.failed || said.failed;
	buf_release(&text);
	buf_release(&said);
	status = out_text(&out, status);
	buf_release(&out);
	return status;
}
