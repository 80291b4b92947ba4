/* saved: reading answers back, from a file that a person may have written or an enemy sent. */
#include "dns/saved.h"
#include "base/words.h"
#include "dns/rdata.h"
#include "dns/saved_words.h"

#include <jansson.h>
#include <string.h>

/* One line being read. */
struct reader {
	const char *path;
	unsigned line;
	struct pool pool;	/* the records, until they are copied into the table */
	struct problem *problem;
};

static enum error fail(const struct reader *r, enum error error, const char *detail)
{
	return problem_set(r->problem, error, r->path, r->line, detail);
}

static const struct {
	const char *key, *needs;
} needs[] = {
	{ "name", N_("\"name\" must be a domain name") },
	{ "type", N_("\"type\" must be the type of a record, such as TXT") },
	{ "said", N_("\"said\" must be data, nodata, nxdomain or failed") },
	{ "failure", N_("\"failure\" must be rcode, timeout, network, cname, bogus, outside or bound") },
	{ "rcode", N_("\"rcode\" must be a number from 0 to 255") },
	{ "ttl", N_("\"ttl\" must be a number from 0 to 4294967295") },
	{ "owner", N_("\"owner\" must be a domain name") },
	{ "rr", N_("\"rr\" must be a list of records when \"said\" is data, and may not be there otherwise") },
};

static enum error fail_key(const struct reader *r, const char *key)
{
	size_t i = 0;

	while (i + 1 < sizeof(needs) / sizeof(*needs) && strcmp(needs[i].key, key) != 0)
		i++;
	return fail(r, ERR_SYNTAX, _(needs[i].needs));
}

/* The text of key, or def (NULL: it must be there) when it isn't there. */
static struct slice get_text(const struct reader *r, const json_t *object, const char *key, const char *def, enum error *e)
{
	const json_t *value = json_object_get(object, key);

	if (!*e && !value && def)
		return slice_of(def);
	if (!*e && json_is_string(value))
		return (struct slice){ json_string_value(value), json_string_length(value) };
	if (!*e)
		*e = fail_key(r, key);
	return (struct slice){ "", 0 };
}

static uint32_t get_number(const struct reader *r, const json_t *object, const char *key, uint32_t most, enum error *e)
{
	const json_t *value = json_object_get(object, key);

	if (*e || !value)
		return 0;
	if (json_is_integer(value) && json_integer_value(value) >= 0 && json_integer_value(value) <= most)
		return (uint32_t)json_integer_value(value);
	*e = fail_key(r, key);
	return 0;
}

static unsigned get_word(const struct reader *r, const json_t *object, const char *key, const char *def, const char *const *word,
    size_t n, enum error *e)
{
	struct slice text = get_text(r, object, key, def, e);

	for (unsigned i = 0; i < n && !*e; i++)
		if (slice_equal(text, slice_of(word[i])))
			return i;
	if (!*e)
		*e = fail_key(r, key);
	return 0;
}

static void get_name(const struct reader *r, const json_t *object, const char *key, struct name *name, enum error *e)
{
	struct slice text = get_text(r, object, key, NULL, e);

	if (*e)
		return;
	*e = name_from_master(text, NULL, name);
	if (*e)
		*e = fail(r, *e, text.at);
}

static void get_question(const struct reader *r, const json_t *object, struct question *q, enum error *e)
{
	struct slice type;

	get_name(r, object, "name", &q->name, e);
	type = get_text(r, object, "type", NULL, e);
	q->type = rrtype_from_text(type);
	if (!*e && !q->type)
		*e = fail_key(r, "type");
}

static void get_record(struct reader *r, const json_t *value, uint16_t type, struct rdata *rr, enum error *e)
{
	struct slice text = { json_string_value(value), json_string_length(value) };
	struct problem inner = { .error = ERR_NONE };

	if (!json_is_string(value))
		*e = fail_key(r, "rr");
	else
		*e = rdata_parse(type, text, NULL, &r->pool, rr, &inner);
	if (inner.error)
		*e = fail(r, inner.error, inner.detail);
}

/* RFC 2308 2: data has records, and nothing else has. */
static void get_records(struct reader *r, const json_t *object, uint16_t type, struct answer *answer, enum error *e)
{
	const json_t *list = json_object_get(object, "rr");
	struct rdata *rr;

	if (*e)
		return;
	if ((list && !json_is_array(list)) || (json_array_size(list) > 0) != (answer->said == SAID_DATA)) {
		*e = fail_key(r, "rr");
		return;
	}
	answer->n = json_array_size(list);
	answer->rr = rr = POOL_NEW(&r->pool, struct rdata, answer->n);
	if (!rr)
		*e = fail(r, ERR_MEMORY, NULL);
	for (size_t i = 0; i < answer->n && !*e; i++)
		get_record(r, json_array_get(list, i), type, &rr[i], e);
}

static enum error get_answer(struct reader *r, const json_t *object, struct question *q, struct answer *answer)
{
	enum error e = ERR_NONE;

	get_question(r, object, q, &e);
	*answer = (struct answer){ .owner = q->name };
	answer->said = (enum said)get_word(r, object, "said", NULL, saved_said, SAVED_SAID, &e);
	answer->failure = (enum failure)get_word(r, object, "failure", "none", saved_failure, SAVED_FAILURE, &e);
	answer->rcode = (uint8_t)get_number(r, object, "rcode", UINT8_MAX, &e);
	answer->ttl = get_number(r, object, "ttl", UINT32_MAX, &e);
	if (json_object_get(object, "owner"))
		get_name(r, object, "owner", &answer->owner, &e);
	get_records(r, object, q->type, answer, &e);
	return e;
}

static enum error parse_line(struct reader *r, struct answers *answers, struct slice line)
{
	json_error_t fault = { .line = 0 };
	json_t *object = json_loadb(line.at, line.len, JSON_REJECT_DUPLICATES, &fault);
	struct question q = { .type = 0 };
	struct answer answer;
	enum error e;

	if (!object && json_error_code(&fault) == json_error_out_of_memory)
		return fail(r, ERR_MEMORY, NULL);
	if (!object) {
		e = fail(r, ERR_SYNTAX, fault.text);
		if (r->problem && fault.column > 0)
			r->problem->column = (unsigned)fault.column;
		return e;
	}
	if (json_is_object(object))
		e = get_answer(r, object, &q, &answer);
	else
		e = fail(r, ERR_SYNTAX, _("one answer as a JSON object is expected"));
	if (!e && answers_put(answers, &q, &answer))
		e = fail(r, ERR_MEMORY, NULL);
	json_decref(object);
	pool_reset(&r->pool);
	return e;
}

enum error saved_parse(struct answers *answers, const char *path, struct slice text, struct problem *problem)
{
	struct reader r = { .path = path, .problem = problem };
	struct slice line;
	enum error e = ERR_NONE;

	if (slice_starts(text, SLICE("\xef\xbb\xbf")))
		text = slice_from(text, 3);
	while (!e && slice_cut(&text, '\n', &line)) {
		r.line++;
		if (slice_trim(line).len)
			e = parse_line(&r, answers, line);
	}
	pool_release(&r.pool);
	return e;
}
