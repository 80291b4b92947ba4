/* keep: printing a draft, and reading one that a person, a full disk or an enemy may have been at. */
#include "wizard/keep.h"

#include "base/memory.h"
#include "base/words.h"
#include "wizard/draft_private.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

#define SCHEMA "spfwiz/draft/1"
enum { REPLY_MOST = 1 << 20, FILE_WHOLE = 200 };

static void print_text(const char *key, struct slice text, struct buf *out)
{
	buf_printf(out, ",\n \"%s\": \"", key);
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.at[i];

		if (c == '\\')
			buf_string(out, "\\\\\\\\");
		else if (c < ' ' || c > '~')
			buf_printf(out, "\\\\%03u", c);
		else if (c == '"')
			buf_string(out, "\\\"");
		else
			buf_char(out, (char)c);
	}
	buf_char(out, '"');
}

static void print_cuts(const char *key, const struct record *record, struct buf *out)
{
	if (!record->cuts)
		return;
	buf_printf(out, ",\n \"%s\": [", key);
	for (size_t i = 0; i < record->cuts; i++)
		buf_printf(out, "%s%lu", i ? ", " : "", (unsigned long)record->cut[i]);
	buf_char(out, ']');
}

static void print_flag(const char *key, bool value, struct buf *out)
{
	buf_printf(out, ",\n \"%s\": %s", key, value ? "true" : "false");
}

/* Only what cannot be read wholly: most often nothing. */
static void print_typed(const struct state *state, struct buf *out)
{
	for (size_t i = 0; i < Q_COUNT; i++) {
		char key[40];

		snprintf(key, sizeof key, "typed %s", wizard_questions[i].name);
		if (state->typed[i].len)
			print_text(key, buf_slice(&state->typed[i]), out);
	}
}

enum error keep_print(const struct draft *draft, struct buf *out)
{
	const struct state *state = draft_now(draft);
	char name[NAME_TEXT];
	size_t len = name_text(&draft->domain, name);

	buf_string(out, "{\"schema\": \"" SCHEMA "\"");
	print_text("domain", (struct slice){ name, len }, out);
	print_text("published", draft_text(&draft->published), out);
	print_cuts("published_cuts", &draft->published, out);
	print_text("record", draft_text(&state->record), out);
	print_cuts("record_cuts", &state->record, out);
	print_text("explanation", buf_slice(&state->explanation), out);
	print_text("helo", buf_slice(&state->helo), out);
	print_text("expectations", buf_slice(&state->expectations), out);
	print_typed(state, out);
	print_flag("return_path", state->return_path, out);
	print_flag("sends", state->sends, out);
	print_flag("redirect", state->redirect, out);
	buf_string(out, "}\n");
	return out->failed ? ERR_MEMORY : ERR_NONE;
}

struct reader {			/* error is sticky */
	const json_t *object;
	const char *path;
	struct problem *problem;
	enum error error;
};

static void fail(struct reader *r, enum error error, const char *detail)
{
	if (!r->error)
		r->error = problem_set(r->problem, error, r->path, 0, detail);
}

/* "\\" and "\DDD" undone. */
static bool unescape(struct slice text, struct buf *out)
{
	for (size_t i = 0; i < text.len; i++) {
		uint64_t byte;

		if (text.at[i] != '\\') {
			buf_char(out, text.at[i]);
		} else if (i + 1 < text.len && text.at[i + 1] == '\\') {
			buf_char(out, '\\');
			i++;
		} else if (text.len - i > 3 && slice_number((struct slice){ text.at + i + 1, 3 }, 255, &byte)) {
			buf_char(out, (char)byte);
			i += 3;
		} else {
			return false;
		}
	}
	return true;
}

static void get_text(struct reader *r, const char *key, struct buf *out)
{
	const json_t *value = json_object_get(r->object, key);

	if (r->error)
		return;
	if (!json_is_string(value) || !unescape((struct slice){ json_string_value(value), json_string_length(value) }, out))
		fail(r, ERR_SYNTAX, key);
	else if (out->len > REPLY_MOST)
		fail(r, ERR_TOO_LARGE, key);
	else if (out->failed)
		fail(r, ERR_MEMORY, NULL);
}

/* A draft of a version before has none. */
static void get_typed(struct reader *r, struct state *state)
{
	for (size_t i = 0; i < Q_COUNT; i++) {
		char key[40];

		snprintf(key, sizeof key, "typed %s", wizard_questions[i].name);
		if (json_object_get(r->object, key))
			get_text(r, key, &state->typed[i]);
	}
}

static bool get_flag(struct reader *r, const char *key)
{
	const json_t *value = json_object_get(r->object, key);

	if (!json_is_boolean(value))
		fail(r, ERR_SYNTAX, key);
	return json_is_true(value);
}

/* Ascending, and inside the record. */
static bool read_cuts(const json_t *list, size_t len, uint32_t *cut)
{
	uint32_t last = 0;

	for (size_t i = 0; i < json_array_size(list); i++) {
		json_int_t at = json_integer_value(json_array_get(list, i));

		if (at <= last || (size_t)at >= len)
			return false;
		cut[i] = last = (uint32_t)at;
	}
	return true;
}

static void get_cuts(struct reader *r, const char *key, struct record *record)
{
	const json_t *list = json_object_get(r->object, key);
	size_t n = json_array_size(list);
	uint32_t *cut;

	if (!list || r->error)
		return;
	cut = n < RECORD_MOST ? mem_zero(n ? n : 1, sizeof *cut) : NULL;
	if (!cut)
		fail(r, n < RECORD_MOST ? ERR_MEMORY : ERR_SYNTAX, key);
	else if (!json_is_array(list) || !read_cuts(list, record->len, cut))
		fail(r, ERR_SYNTAX, key);
	else if (record_set_cuts(record, cut, n))
		fail(r, ERR_MEMORY, NULL);
	mem_free(cut);
}

static void get_record(struct reader *r, const char *key, const char *cuts, struct record *record)
{
	struct buf text = { 0 };
	enum error error;

	get_text(r, key, &text);
	error = r->error ? ERR_NONE : record_parse(record, buf_slice(&text));
	if (error)
		fail(r, error, key);
	get_cuts(r, cuts, record);
	buf_release(&text);
}

static void get_domain(struct reader *r, struct name *domain)
{
	struct buf text = { 0 };
	enum error error;

	get_text(r, "domain", &text);
	error = r->error ? ERR_NONE : name_from_master(buf_slice(&text), NULL, domain);
	if (error)
		fail(r, error, buf_text(&text));
	buf_release(&text);
}

static struct draft *get_draft(struct reader *r)
{
	struct state state = { .sends = false };
	struct record published = { 0 };
	struct draft *draft = NULL;
	struct name domain = { 0 };

	get_domain(r, &domain);
	get_record(r, "published", "published_cuts", &published);
	get_record(r, "record", "record_cuts", &state.record);
	get_text(r, "explanation", &state.explanation);
	get_text(r, "helo", &state.helo);
	get_text(r, "expectations", &state.expectations);
	get_typed(r, &state);
	state.return_path = get_flag(r, "return_path");
	state.sends = get_flag(r, "sends");
	state.redirect = get_flag(r, "redirect");
	if (!r->error) {
		draft = draft_new(&domain, &published);
		if (!draft)
			fail(r, ERR_MEMORY, NULL);
	}
	if (r->error)
		state_release(&state);
	else if (draft_push(draft, &state))
		fail(r, ERR_MEMORY, NULL);
	record_release(&published);
	if (!r->error)
		return draft;
	draft_free(draft);
	return NULL;
}

enum error keep_parse(const char *path, struct slice text, struct draft **out, struct problem *problem)
{
	json_error_t fault = { .line = 0 };
	json_t *object = json_loadb(text.at ? text.at : "", text.len, JSON_REJECT_DUPLICATES, &fault);
	struct reader r = { .object = object, .path = path, .problem = problem };
	const char *schema;

	*out = NULL;
	if (!object)
		return problem_set(problem, json_error_code(&fault) == json_error_out_of_memory ? ERR_MEMORY : ERR_SYNTAX, path,
		    fault.line > 0 ? (unsigned)fault.line : 0, fault.text);
	schema = json_string_value(json_object_get(object, "schema"));
	if (!schema || strcmp(schema, SCHEMA) != 0)
		fail(&r, ERR_SYNTAX, _("it is no draft that this version can read"));
	*out = get_draft(&r);
	json_decref(object);
	return r.error;
}

void keep_file(const struct name *domain, struct buf *out)
{
	size_t start = out->len;
	const uint8_t *label = domain->wire;

	for (; *label; label += 1 + *label)
		for (size_t i = 1; i <= *label; i++) {
			char c = ascii_lower((char)label[i]);

			if (ascii_alnum(c) || c == '-' || c == '_')
				buf_char(out, c);
			else
				buf_printf(out, "%%%02x", label[i]);
			if (i == *label && label[1 + *label])
				buf_char(out, '.');
		}
	if (out->len == start)
		buf_char(out, '%');	/* the root */
	if (out->len - start > FILE_WHOLE) {
		buf_cut(out, start + FILE_WHOLE);
		buf_printf(out, "%%%08lx", (unsigned long)name_hash(domain));
	}
	buf_string(out, ".json");
}
