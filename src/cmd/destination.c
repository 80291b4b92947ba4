/*
 * destination: a record for a format or a DNS host.
 */
#include "cmd/destination.h"
#include "base/words.h"
#include "cmd/commands.h"
#include "cmd/listing.h"
#include "cmd/out.h"
#include "lint/rule.h"
#include "spf/select.h"
#include "wizard/discover.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { RULE_LENGTH = 905 };

struct printing {
	struct destination *to;
	const struct subject *subject;
	const struct options *options;
	struct publication what;
	struct pool pool;
};

static enum error choose(struct data *data, const struct options *options, struct destination *out, struct problem *problem)
{
	static const char *const servers[] = { "bind", "nsd", "knot" };

	*out = (struct destination){ 0 };
	if (options->as && options->host)
		return problem_set(problem, ERR_USAGE, NULL, 0, _("--as and --host exclude each other"));
	if (options->host && strcmp(options->host, "auto") == 0) {
		out->guess = true;
		return ERR_NONE;
	}
	if (options->host)
		return data_host(data, options->host, &out->host, problem);
	for (size_t i = 0; options->as && i < sizeof servers / sizeof *servers; i++)
		if (strcmp(options->as, servers[i]) == 0)
			return ERR_NONE;
	out->formatted = options->as && format_by_word(options->as, &out->format);
	if (!options->as || out->formatted)
		return ERR_NONE;
	struct buf what = { 0 };
	buf_string(&what, _("--as takes bind, nsd, knot"));
	for (int i = 0; i < AS_COUNT; i++)
		buf_printf(&what, ", %s", format_word((enum format)i));
	enum error error = problem_set(problem, ERR_USAGE, NULL, 0, buf_text(&what));
	buf_release(&what);
	return error;
}

enum error destination_options(const struct subject *subject, const struct options *options, struct destination *out, struct problem *problem)
{
	struct options form = *options;
	enum error error = choose(&subject->world->data, options, out, problem);

	if (error)
		return error;
	if (destination_given(out) && (options->layout || options->owner || options->comment))
		return problem_set(problem, ERR_USAGE, NULL, 0, _("--layout, --owner and --comment are for zone lines, not for a host or another format"));
	out->zone = subject->domain;
	if (destination_given(out))
		form.as = NULL;
	error = zonelines_options(&form, &out->zone, &out->lines, problem);
	out->lines.line.owner = subject->domain;
	if (subject->nameless)
		out->lines.line.form = OWNER_AT;
	return error;
}

/* Its TXT records, so that none is lost and the old SPF record does not stay, and its name servers. */
static void want_more(const struct destination *to, const struct subject *subject, const struct answers *answers, struct wanted *wanted)
{
	if (destination_given(to) && !answers_find(answers, &subject->domain, RR_TXT))
		wanted_add(wanted, &subject->domain, RR_TXT);
	if (to->guess && !answers_find(answers, &to->zone, RR_NS))
		wanted_add(wanted, &to->zone, RR_NS);
}

bool destination_find(struct destination *to, const struct subject *subject, const struct answers *answers, struct wanted *wanted)
{
	size_t before = wanted->n;

	if (subject->nameless)
		return true;
	if (!subject->recorded && !answers_find(answers, &subject->domain, RR_TXT))
		wanted_add(wanted, &subject->domain, RR_TXT);
	discover_zone(answers, &subject->domain, wanted, &to->zone);
	to->lines.line.origin = to->zone;
	if (wanted->n == before)	/* the zone is known */
		want_more(to, subject, answers, wanted);
	return wanted->n == before;
}

/* The zone's name servers, as --host auto reads them. */
static enum error guess(struct printing *p, struct problem *problem)
{
	const struct answer *answer = answers_find(p->subject->world->answers, &p->what.zone, RR_NS);
	struct name ns[DISCOVER_HOSTS];
	size_t n = answer ? discover_servers(answer, ns, DISCOVER_HOSTS) : 0;
	struct buf seen = { 0 };

	p->to->host = discover_host(data_catalogue(&p->subject->world->data), ns, n);
	for (size_t i = 0; i < n && !p->to->host; i++) {
		buf_string(&seen, i ? ", " : "");
		name_shown(&ns[i], p->options->json ? TEXT_ASCII : out_form(), &seen);
	}
	enum error error = p->to->host ? ERR_NONE : problem_set(problem, ERR_NO_HOST, NULL, 0,
	    seen.len ? buf_text(&seen) : _("none could be found"));
	buf_release(&seen);
	return error;
}

static bool zone_known(const struct printing *p)
{
	const struct answer *answer = answers_find(p->subject->world->answers, &p->what.zone, RR_SOA);

	return answer && answer->said == SAID_DATA;
}

static void say_old(const struct printing *p)
{
	struct buf text = { 0 };
	struct slice rest, line;

	format_old(p->to->format, &p->what, out_form(), &text);
	rest = buf_slice(&text);
	while (slice_cut(&rest, '\n', &line))
		if (line.len)
			out_note_as_is("spfwiz: %.*s", SLICE_ARG(line));
	buf_release(&text);
}

static void say_unknown(const struct printing *p)
{
	struct buf name = { 0 };

	out_name(&name, &p->what.owner);
	if (p->to->formatted && format_is_set(p->to->format) && !p->what.others_known)
		out_note(_("spfwiz: this takes the place of all TXT records of %s, and its others are not known"), buf_text(&name));
	if (p->to->formatted)
		say_old(p);
	if (p->what.zone_doubtful && p->to->host)
		out_note(_("spfwiz: the zone of %s was not found, and the name field depends on it: look in which zone you are there"), buf_text(&name));
	else if (!zone_known(p))
		out_note(_("spfwiz: the zone of %s was not found; written as if that were the zone's name"), buf_text(&name));
	buf_release(&name);
}

static const char *reason(enum error error)
{
	switch (error) {
	case ERR_SYNTAX: return _("the record has bytes that this format cannot carry");
	case ERR_TOO_LARGE: return _("the record is longer than this format takes");
	case ERR_NAME_BYTES: return _("the name has bytes that this format cannot carry");
	default: return NULL;
	}
}

static json_t *object_new(const struct printing *p)
{
	const struct source *source = p->subject->world->source;
	json_t *object = out_json_new(p->options, subject_domain(p->subject), source->ops->label(source));

	json_object_set_new(object, "record", json_text(p->what.value));
	return object;
}

/* The SPF records that this one is to replace; null: not known. */
static json_t *json_old(struct printing *p)
{
	json_t *old = p->what.others_known ? json_array() : json_null();

	for (size_t i = 0; i < p->what.olds; i++)
		json_array_append_new(old, json_text(txt_joined(&p->pool, &p->what.old[i])));
	return old;
}

static int print_format(struct printing *p, int status)
{
	struct problem problem;
	struct buf text = { 0 };
	enum error error = publication_others(&p->pool, p->subject->world->answers, &p->what);

	p->what.zone_doubtful = zone_doubtful(zone_known(p), &p->what.owner);
	if (!error)
		error = format_print(&text, p->to->format, &p->what);
	if (error) {
		(void)problem_set(&problem, error, NULL, 0, reason(error));
		status = out_failed(p->options, &problem);
	} else if (p->options->json) {
		json_t *object = object_new(p);

		json_object_set_new(object, "format", json_string(format_word(p->to->format)));
		json_object_set_new(object, "lines", json_text(buf_slice(&text)));
		json_object_set_new(object, "old", json_old(p));
		status = out_json(object, status);
	} else {
		say_unknown(p);
		status = out_text(&text, status);
	}
	buf_release(&text);
	return status;
}

static json_t *host_json(struct printing *p, const struct instructions *in)
{
	static const char *const key[] = {
		[FIELD_TYPE] = "type", [FIELD_NAME] = "name", [FIELD_VALUE] = "value", [FIELD_TTL] = "ttl", [FIELD_OTHER] = "other",
	};
	json_t *object = object_new(p), *fields = json_array(), *formats = json_object(), *readings = json_array();

	json_object_set_new(object, "host", json_text(slice_of(in->host->id)));
	json_object_set_new(object, "size", json_integer((json_int_t)in->size.total));
	json_object_set_new(object, "limit", in->host->limit.total ? json_integer(in->host->limit.total) : json_null());
	json_object_set_new(object, "over", json_boolean(in->size.over));
	for (size_t i = 0; i < in->n; i++) {
		const struct host_field *field = &in->field[i];

		bool as_it_is = field->instead && (field->id == FIELD_TTL || (field->id == FIELD_NAME && in->readings));

		json_array_append_new(fields, json_pack("{s:s,s:o,s:o}", "field", key[field->id], "label",
		    json_text(slice_of(field->label)), "text", as_it_is ? json_null() : json_text(field->text)));
	}
	for (size_t i = 0; i < in->readings; i++) {
		char zone[NAME_TEXT];

		json_array_append_new(readings, json_pack("{s:o,s:o}", "zone",
		    json_text((struct slice){ zone, name_text(&in->reading[i].zone, zone) }), "text", json_text(in->reading[i].text)));
	}
	json_object_set_new(object, "names", readings);
	json_object_set_new(object, "ttl_wanted", in->ttl == in->ttl_wanted ? json_null() : json_integer(in->ttl_wanted));
	for (size_t i = 0; i < in->formats; i++)
		json_object_set_new(formats, in->format[i].word, in->format[i].text.len ? json_text(in->format[i].text) : json_null());
	json_object_set_new(object, "fields", fields);
	json_object_set_new(object, "formats", formats);
	json_object_set_new(object, "old", json_old(p));
	json_object_set_new(object, "existing", json_text(slice_of(in->host->existing)));
	json_object_set_new(object, "note", json_text(slice_of(in->host->note)));
	listing_json_fact(object, "fact", &in->host->fact);
	return object;
}

static void say_over(const struct instructions *in)
{
	const struct rule *rule = rule_by_id(RULE_LENGTH);
	struct buf text = { 0 };

	instructions_over(in, &text);
	out_note(_("spfwiz: error: %s [SPF%u %s]"), buf_text(&text), (unsigned)rule->id, rule->name);
	out_note(_("  help: %s"), _(rule->todo));
	buf_release(&text);
}

static void say_text(struct buf *out, struct slice text)
{
	buf_string(out, _("Published now: "));
	text_printable(out, text, TEXT_UTF8);
	buf_char(out, '\n');
}

/* The record to be changed, by which a person finds it in a list. */
static enum error say_now(struct printing *p, struct buf *out)
{
	const struct answer *answer = answers_find(p->subject->world->answers, &p->what.owner, RR_TXT);
	struct selected now = { 0 };
	enum error error = answer ? spf_select(&p->pool, answer, &now) : ERR_NONE;

	if (error || !p->what.others_known)
		return error;
	if (!name_equal(&answer->owner, &p->what.owner))	/* RFC 1034 3.6.2 */
		buf_string(out, _("The name is an alias (CNAME): no TXT record can stand beside that. Take it away, or write to its target.\n"));
	else if (now.n > 1)
		buf_printf(out, _("Published now: %zu SPF records. All of them have to go for this one.\n"), now.n);
	else if (!now.n)
		buf_string(out, _("Published now: no SPF record.\n"));
	else if (slice_equal(now.text, p->what.value))
		buf_string(out, _("Published now: this very record.\n"));
	else
		say_text(out, now.text);
	return ERR_NONE;
}

static int show_host(struct printing *p, const struct instructions *in, const struct buf *now, int status)
{
	struct buf text = { 0 }, shown = { 0 };

	if (p->options->json)
		return out_json(host_json(p, in), status);
	if (in->size.over) {
		say_over(in);
		return status;
	}
	say_unknown(p);
	instructions_print(in, out_columns(STDOUT_FILENO), &text);
	buf_add(&text, buf_slice(now));
	listing_print(&shown, &text, false);
	status = out_text(&shown, status);
	buf_release(&text);
	buf_release(&shown);
	return status;
}

static int print_host(struct printing *p, int status)
{
	struct instructions in;
	struct problem problem;
	struct buf now = { 0 };
	enum error error = p->to->host ? ERR_NONE : guess(p, &problem);

	if (error)
		return out_failed(p->options, &problem);
	p->what.zone_doubtful = zone_doubtful(zone_known(p), &p->what.owner);
	error = publication_others(&p->pool, p->subject->world->answers, &p->what);
	if (!error)
		error = say_now(p, &now);
	if (!error)
		error = instructions_make(&p->pool, p->to->host, &p->what, out_utf8() || p->options->json ? TEXT_UTF8 : TEXT_ASCII, &in);
	if (error) {
		(void)problem_set(&problem, error, NULL, 0, reason(error));
		status = out_failed(p->options, &problem);
	} else {
		status = show_host(p, &in, &now, in.size.over ? EXIT_BAD : status);
	}
	buf_release(&now);
	return status;
}

int destination_print(struct destination *to, const struct subject *subject, const struct options *options, const struct record *record)
{
	struct printing p = {
		.to = to, .subject = subject, .options = options,
		.what = {
			.owner = subject->domain, .zone = to->zone, .value = { record->text, record->len }, .cut = record->cut, .cuts = record->cuts,
			.ttl = to->lines.line.ttl, .ttl_given = to->lines.line.ttl_given,
		},
	};
	struct problem problem;
	int status = EXIT_GOOD;

	if (subject->nameless) {
		(void)problem_set(&problem, ERR_USAGE, NULL, 0, _("name the domain that this is for"));
		return out_failed(options, &problem);
	}
	if (record->fault || !record_good(record)) {
		status = EXIT_BAD;
		if (!options->json)
			out_note(_("spfwiz: receivers will not take this record: see spfwiz tree --record"));
	}
	status = to->formatted ? print_format(&p, status) : print_host(&p, status);
	pool_release(&p.pool);
	return status;
}
