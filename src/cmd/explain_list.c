/*
 * explain_list: what can be explained, as a list to look through and to choose --select and --ignore from.
 */
#include "cmd/explain_list.h"
#include "base/words.h"
#include "cmd/commands.h"
#include "cmd/listing.h"
#include "cmd/out.h"
#include "lint/explain.h"

enum { ID = 8, NAME = 32 };

static int print_json(const struct options *options)
{
	json_t *object = out_json_new(options, (struct slice){ 0 }, NULL), *topics = json_array(), *rules = json_array();
	const struct topic *topic;
	const struct rule *rule;
	char id[RULE_ID];

	for (size_t i = 0; (topic = topic_at(i)); i++)
		json_array_append_new(topics, json_pack("{s:s,s:s,s:s}", "name", topic->name, "kind", topic->kind, "rfc", topic->rfc));
	for (size_t i = 0; (rule = rule_at(i)); i++) {
		rule_id(rule, id);
		json_array_append_new(rules, json_pack("{s:s,s:s,s:s,s:s,s:s}", "id", id, "name", rule->name, "level", level_word(rule->level),
		    "rfc", rule->rfc, "todo", rule->todo));
	}
	json_object_set_new(object, "topics", topics);
	json_object_set_new(object, "rules", rules);
	return out_json(object, EXIT_GOOD);
}

int explain_list(const struct options *options)
{
	struct buf out = { 0 };
	const struct topic *topic;
	const struct rule *rule;
	char id[RULE_ID];

	if (options->json)
		return print_json(options);
	for (size_t i = 0; (topic = topic_at(i)); i++) {
		listing_cell(&out, topic->name, ID + NAME);
		buf_printf(&out, "%s\n", _(topic->kind));
	}
	for (size_t i = 0; (rule = rule_at(i)); i++) {
		rule_id(rule, id);
		listing_cell(&out, id, ID);
		listing_cell(&out, rule->name, NAME);
		buf_printf(&out, "%s\n", _(level_word(rule->level)));
	}
	int status = out_text(&out, EXIT_GOOD);
	buf_release(&out);
	return status;
}
