/*
 * lint_json: findings as JSON and as SARIF 2.1.0. Programs read it: all of it is English.
 */
#include "cmd/lint_print.h"
#include "cmd/out.h"
#include <stdio.h>
#include <string.h>

static json_t *text_of(const struct finding *finding)
{
	struct buf out = { 0 };

	finding_text(finding, false, TEXT_UTF8, &out);
	json_t *text = json_text(buf_slice(&out));
	buf_release(&out);
	return text;
}

static json_t *number(uint64_t n)
{
	return json_integer((json_int_t)n);
}

static void jot_fix(struct jot *jot, const struct fix *fix)
{
	if (!fix) {
		jot_null(jot, "fix");
		return;
	}
	jot_open(jot, "fix", '{');
	jot_bool(jot, "safe", fix->safe);
	jot_open(jot, "edits", '[');
	for (size_t i = 0; i < fix->n; i++) {
		const struct replacement *r = &fix->replace[i];

		jot_open(jot, NULL, '{');
		jot_number(jot, "start", r->at.at);
		jot_number(jot, "end", (uint64_t)r->at.at + r->at.len);
		jot_text(jot, "text", r->with);
		jot_close(jot, '}');
	}
	jot_close(jot, ']');
	jot_close(jot, '}');
}

/* 0: not known. */
static void jot_place(struct jot *jot, const char *key, uint64_t n)
{
	if (n)
		jot_number(jot, key, n);
	else
		jot_null(jot, key);
}

void lint_jot_item(struct jot *jot, const struct lint_item *item)
{
	const struct finding *finding = item->finding;
	struct buf message = { 0 };
	char id[RULE_ID];

	rule_id(finding->rule, id);
	finding_text(finding, false, TEXT_UTF8, &message);
	jot_open(jot, NULL, '{');
	jot_word(jot, "id", id);
	jot_word(jot, "name", finding->rule->name);
	jot_word(jot, "level", level_word(finding->level));
	jot_text(jot, "message", buf_slice(&message));
	jot_word(jot, "help", finding->rule->todo);
	jot_word(jot, "rfc", finding->rule->rfc);
	jot_number(jot, "start", finding->at.at);
	jot_number(jot, "end", (uint64_t)finding->at.at + finding->at.len);
	jot_place(jot, "line", item->line);
	jot_place(jot, "column", item->column);
	jot_place(jot, "term", finding->term == SIZE_MAX ? 0 : finding->term + 1);
	jot_fix(jot, finding->fix);
	if (item->path) {
		jot_word(jot, "file", item->path);
		jot_text(jot, "owner", item->owner);
	}
	jot_close(jot, '}');
	jot->out->failed |= message.failed;
	buf_release(&message);
}

/* What is wrong, with "..." for what a finding names. */
static json_t *fault_of(const struct rule *rule)
{
	static const struct slice dots[4] = { { "...", 3 }, { "...", 3 }, { "...", 3 }, { "...", 3 } };
	const char *message = strncmp(rule->message, "%1: ", 4) == 0 ? rule->message + 4 : rule->message;
	struct buf out = { 0 };

	rule_text(message, dots, TEXT_UTF8, &out);
	json_t *text = json_text(buf_slice(&out));
	buf_release(&out);
	return text;
}

/* The place in rules[] of a rule, which is added when it is not there yet. */
static size_t rule_index(struct lint_log *log, const struct rule *rule)
{
	for (size_t i = 0; i < log->known; i++)
		if (log->id[i] == rule->id)
			return i;
	char id[RULE_ID];

	rule_id(rule, id);
	json_array_append_new(log->rules, json_pack("{s:s,s:s,s:{s:o},s:{s:s},s:{s:s},s:{s:s}}", "id", id, "name", rule->name,
	    "shortDescription", "text", fault_of(rule), "fullDescription", "text", rule->why,
	    "help", "text", rule->todo, "defaultConfiguration", "level", level_word(rule->level)));
	log->id[log->known] = rule->id;
	return log->known++;
}

/* RFC 3986 2.1: what is neither unreserved nor "/" is escaped. */
static void add_escaped(struct buf *out, struct slice text)
{
	for (size_t i = 0; i < text.len; i++)
		if (ascii_alnum(text.at[i]) || memchr("-._~/", text.at[i], 5))
			buf_char(out, text.at[i]);
		else
			buf_printf(out, "%%%02X", (unsigned)(uint8_t)text.at[i]);
}

/* A file, or RFC 4501 for what stands in DNS alone. */
static json_t *uri_of(const struct lint_item *item)
{
	struct buf out = { 0 };

	if (!item->path)
		buf_string(&out, item->owner.len ? "dns:" : "stdin:record");
	add_escaped(&out, item->path ? slice_of(item->path) : item->owner);
	if (!item->path && item->owner.len)
		buf_string(&out, "?type=TXT");
	json_t *uri = json_text(buf_slice(&out));
	buf_release(&out);
	return uri;
}

static json_t *location(const struct lint_item *item)
{
	json_t *region = json_object(), *physical = json_object();

	if (item->line) {
		json_object_set_new(region, "startLine", number(item->line));
		if (item->column)
			json_object_set_new(region, "startColumn", number(item->column));
		if (item->text.at)
			json_object_set_new(region, "snippet", json_pack("{s:o}", "text", json_text(item->text)));
	}
	json_object_set_new(physical, "artifactLocation", json_pack("{s:o}", "uri", uri_of(item)));
	if (item->line)
		json_object_set(physical, "region", region);
	json_decref(region);
	return json_pack("{s:o}", "physicalLocation", physical);
}

/* Stays the same when lines move: what is wrong, with which term, at which owner; of several such, the how manieth. */
static void fingerprint(struct lint_log *log, const struct lint_item *item, char out[static 20])
{
	struct buf text = { 0 };
	uint64_t hash = UINT64_C(14695981039346656037);		/* FNV-1a */

	buf_printf(&text, "%u %.*s ", (unsigned)item->finding->rule->id, SLICE_ARG(item->owner));
	for (size_t i = 0; i < 4; i++)
		buf_add(&text, item->finding->arg[i]);
	for (size_t i = 0; i < text.len; i++)
		hash = (hash ^ (uint8_t)text.text[i]) * UINT64_C(1099511628211);
	snprintf(out, 20, "%016llx", (unsigned long long)hash);
	json_int_t before = json_integer_value(json_object_get(log->prints, out));
	json_object_set_new(log->prints, out, json_integer(before + 1));
	if (before > 0) {
		hash = (hash ^ (uint64_t)before) * UINT64_C(1099511628211);
		snprintf(out, 20, "%016llx", (unsigned long long)hash);
	}
	buf_release(&text);
}

void lint_log_add(struct lint_log *log, const struct lint_item *item)
{
	char id[RULE_ID], print[20];

	if (!log->rules)
		log->rules = json_array();
	if (!log->results)
		log->results = json_array();
	if (!log->prints)
		log->prints = json_object();
	rule_id(item->finding->rule, id);
	fingerprint(log, item, print);
	size_t index = rule_index(log, item->finding->rule);
	json_array_append_new(log->results, json_pack("{s:s,s:o,s:s,s:{s:o},s:[o],s:{s:s}}", "ruleId", id, "ruleIndex", number(index),
	    "level", level_word(item->finding->level), "message", "text", text_of(item->finding),
	    "locations", location(item), "partialFingerprints", "spfwiz/v1", print));
}

json_t *lint_log_end(struct lint_log *log, const char *version)
{
	json_t *rules = log->rules ? log->rules : json_array(), *results = log->results ? log->results : json_array();
	json_t *driver = json_pack("{s:s,s:s,s:o}", "name", "spfwiz", "version", version, "rules", rules);

	json_decref(log->prints);
	*log = (struct lint_log){ 0 };
	return json_pack("{s:s,s:s,s:[{s:{s:o},s:s,s:o}]}", "$schema", "https://json.schemastore.org/sarif-2.1.0.json", "version", "2.1.0",
	    "runs", "tool", "driver", driver, "columnKind", "unicodeCodePoints", "results", results);
}
