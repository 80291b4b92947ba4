/* instructions: one record into the fields of a host. */
#include "publish/instructions.h"
#include "base/words.h"
#include "base/wrap.h"
#include "publish/zoneline.h"
#include <inttypes.h>
#include <string.h>

struct making {
	struct pool *pool;
	const struct dns_host *host;
	const struct publication *what;
	struct instructions *out;
};

/* A word of the console, where the reader's locale can show it. */
static const char *shown(enum text_form form, const char *own)
{
	for (const char *c = own; form == TEXT_ASCII && *c; c++)
		if ((unsigned char)*c > '~')
			return "";
	return own;
}

static struct host_field *add_field(struct making *m, enum field_id id, const char *own, const char *ours, struct slice text)
{
	struct host_field *field = &m->out->field[m->out->n];

	if (m->out->n < INSTRUCTION_FIELDS)
		m->out->n++;
	else
		field--;
	*field = (struct host_field){ .id = id, .label = *shown(m->out->form, own) ? own : ours, .text = text };
	return field;
}

/* The labels of the owner before the zone; empty at its apex. */
static struct slice relative(const struct making *m, const struct name *zone, struct slice owner)
{
	char text[NAME_TEXT];

	if (name_equal(&m->what->owner, zone))
		return (struct slice){ owner.at, 0 };
	return name_is_root(zone) ? owner : slice_to(owner, owner.len - name_text(zone, text) - 1);
}

static struct slice typed_below(struct making *m, const struct name *zone, struct slice owner)
{
	struct slice typed = relative(m, zone, owner);

	return !typed.len && m->host->owner == NAME_AT ? SLICE("@") : pool_copy(m->pool, typed);
}

/*
 * "@" alone would be the organisation's own record where mail.example.org is no zone: one text for each zone that there may be, from two
 * labels on. Of a longer name those in the middle are left out.
 */
static void readings(struct making *m, struct slice owner)
{
	struct name zone = m->what->owner, up;
	struct name_reading *reading = m->out->reading;
	size_t n = 1;

	reading[0].zone = zone;
	while (name_labels(&zone) > 2 && name_parent(&zone, &up)) {
		zone = up;
		if (n == INSTRUCTION_READINGS)
			n--;
		reading[n++].zone = zone;
	}
	for (size_t i = 0; i < n / 2; i++) {
		struct name_reading other = reading[i];

		reading[i] = reading[n - 1 - i];
		reading[n - 1 - i] = other;
	}
	for (size_t i = 0; i < n; i++)
		reading[i].text = typed_below(m, &reading[i].zone, owner);
	m->out->readings = n;
}

static void name_field(struct making *m)
{
	char text[NAME_TEXT];
	struct slice owner = { text, name_text(&m->what->owner, text) }, typed = { 0 };
	struct host_field *field;

	switch (m->host->owner) {
	case NAME_FULL:
		typed = pool_copy(m->pool, owner);
		break;
	case NAME_FULL_DOT:
		typed = slice_of(pool_printf(m->pool, "%s.", text));
		break;
	default:
		if (m->what->zone_doubtful)
			readings(m, owner);
		else
			typed = typed_below(m, &m->what->zone, owner);
	}
	field = add_field(m, FIELD_NAME, m->host->label_name, _("Name"), typed);
	if (!typed.len)
		field->instead = m->out->readings ? _("it depends on the zone") : _("leave it empty");
}

/* The TTL that all of it has: the one that was given, as the host takes it, else the host's own. */
static void settle_ttl(struct making *m, struct publication *what)
{
	m->out->ttl_wanted = what->ttl;
	if (what->ttl_given) {
		what->ttl = host_ttl(m->host, what->ttl);
	} else if (m->host->ttl && !*m->host->ttl_word) {
		what->ttl = m->out->ttl_wanted = m->host->ttl;
		what->ttl_given = true;
	}
	m->out->ttl = what->ttl;
}

static void ttl_field(struct making *m)
{
	const struct dns_host *host = m->host;
	struct host_field *field = add_field(m, FIELD_TTL, host->label_ttl, _("TTL"), (struct slice){ 0 });

	if (m->what->ttl_given)
		field->text = slice_of(pool_printf(m->pool, "%" PRIu32, m->what->ttl));
	else if (*host->ttl_word)
		field->text = slice_of(host->ttl_word);
	else
		field->instead = _("leave it as it is");
}

/* Only where a string's worth of blanks left no other place to cut. */
static bool blank_edge(struct slice lines)
{
	struct slice line;

	while (slice_cut(&lines, '\n', &line))
		if (line.len && (line.at[0] == ' ' || line.at[line.len - 1] == ' '))
			return true;
	return false;
}

static enum error fields(struct making *m)
{
	const struct dns_host *host = m->host;
	struct buf value = { 0 };
	enum error error = host_value(host, m->what->value, m->what->cut, m->what->cuts, &value);

	if (!error) {
		add_field(m, FIELD_TYPE, host->label_type, _("Type"), slice_of(host->type));
		name_field(m);
		add_field(m, FIELD_VALUE, host->label_value, _("Value"), pool_copy(m->pool, buf_slice(&value)));
		ttl_field(m);
		m->out->blank_edge = host->quotes == QUOTES_LINES && blank_edge(buf_slice(&value));
	}
	for (size_t i = 0; !error && host->extra[i] && host->extra[i + 1]; i += 2)
		if (*shown(m->out->form, host->extra[i]) && *shown(m->out->form, host->extra[i + 1]))
			add_field(m, FIELD_OTHER, host->extra[i], "", slice_of(host->extra[i + 1]));
	buf_release(&value);
	return error;
}

/* Lines of a master file, by the one printer of those. */
static enum error zone_lines(const struct publication *what, struct buf *out)
{
	struct zoneline line = {
		.owner = what->owner, .origin = what->zone, .form = OWNER_ABSOLUTE, .ttl = what->ttl, .ttl_given = what->ttl_given,
	};
	struct record record = { 0 };
	enum error error = record_parse(&record, what->value);

	if (!error && what->cuts)
		error = record_set_cuts(&record, what->cut, what->cuts);
	line.layout = what->value.len <= TXT_STRING ? LAYOUT_LINE : LAYOUT_PARENTHESES;
	if (!error)
		error = zoneline_print(out, &line, &record);
	record_release(&record);
	return error;
}

/* A format that cannot carry this record is told by its empty text; the others still can. */
static enum error add_format(struct making *m, const char *word)
{
	struct host_format *format = &m->out->format[m->out->formats];
	struct buf text = { 0 }, old = { 0 };
	enum format which;
	enum error error;

	if (m->out->formats == INSTRUCTION_FORMATS)
		return ERR_NONE;
	*format = (struct host_format){ .word = word };
	if (format_by_word(word, &which)) {
		format->loses = format_is_set(which) && !m->what->others_known;
		format_old(which, m->what, m->out->form, &old);
		error = format_print(&text, which, m->what);
	} else if (strcmp(word, "bind") == 0 || strcmp(word, "nsd") == 0 || strcmp(word, "knot") == 0) {
		error = zone_lines(m->what, &text);
	} else {	/* a user's file names a format of another version */
		return ERR_NONE;
	}
	if (!error && old.failed)
		error = ERR_MEMORY;
	if (!error) {
		format->text = pool_copy(m->pool, buf_slice(&text));
		format->old = pool_copy(m->pool, buf_slice(&old));
	}
	buf_release(&text);
	buf_release(&old);
	m->out->formats++;
	return error == ERR_SYNTAX || error == ERR_TOO_LARGE ? ERR_NONE : error;
}

enum error instructions_make(struct pool *pool, const struct dns_host *host, const struct publication *what, enum text_form form,
    struct instructions *out)
{
	struct publication settled = *what;
	struct making m = { .pool = pool, .host = host, .what = &settled, .out = out };
	enum error error;

	*out = (struct instructions){ .host = host, .form = form };
	if (!what->owner.len || !what->zone.len || !name_under(&what->owner, &what->zone))
		return ERR_NAME_BYTES;
	settle_ttl(&m, &settled);
	error = host_measure(host, what->value, what->cut, what->cuts, &out->size);
	if (!error)
		error = strcmp(host->format, "panel") == 0 ? fields(&m) : add_format(&m, host->format);
	for (size_t i = 0; !error && host->also[i]; i++)
		error = add_format(&m, host->also[i]);
	return error ? error : pool->failed ? ERR_MEMORY : ERR_NONE;
}

static void print_reading(const struct instructions *in, const struct name_reading *reading, size_t indent, struct buf *out)
{
	bool own = name_equal(&reading->zone, &in->reading[in->readings - 1].zone);
	struct buf zone = { 0 };

	name_shown(&reading->zone, in->form, &zone);
	buf_fill(out, ' ', indent);
	if (reading->text.len)
		buf_printf(out, "%.*s  ", SLICE_ARG(reading->text));
	else
		buf_printf(out, "(%s)  ", _("leave it empty"));
	buf_printf(out, own ? _("where %s is a zone of its own\n") : _("where the zone is %s\n"), buf_text(&zone));
	out->failed |= zone.failed;
	buf_release(&zone);
}

static void print_field(const struct host_field *field, size_t widest, struct buf *out)
{
	struct slice rest = field->text, line;
	bool first = true;

	buf_printf(out, "  %s", field->label);
	buf_fill(out, ' ', widest - text_width(slice_of(field->label)) + 2);
	if (field->instead)
		buf_printf(out, "(%s)\n", field->instead);
	while (!field->instead && slice_cut(&rest, '\n', &line)) {
		buf_fill(out, ' ', first ? 0 : widest + 4);
		buf_add(out, line);
		buf_char(out, '\n');
		first = false;
	}
}

static void print_fields(const struct instructions *in, struct buf *out)
{
	size_t widest = 0;

	for (size_t i = 0; i < in->n; i++)
		if (text_width(slice_of(in->field[i].label)) > widest)
			widest = text_width(slice_of(in->field[i].label));
	for (size_t i = 0; i < in->n; i++) {
		print_field(&in->field[i], widest, out);
		for (size_t k = 0; k < in->readings && in->field[i].id == FIELD_NAME; k++)
			print_reading(in, &in->reading[k], widest + 4, out);
	}
	if (in->ttl != in->ttl_wanted)
		buf_printf(out, _("  It does not take a TTL of %" PRIu32 ": %" PRIu32 " is the next that it takes.\n"), in->ttl_wanted, in->ttl);
	if (in->blank_edge)
		buf_string(out, _("  A line of the value begins or ends in a blank, which belongs to it.\n"));
}

/* The old record is to be found by its text: it is not wrapped. */
static void print_old(const struct host_format *format, struct buf *out)
{
	struct slice rest = format->old, line;

	while (slice_cut(&rest, '\n', &line))
		if (line.len)
			buf_printf(out, "  %.*s\n", SLICE_ARG(line));
}

static void print_formats(const struct instructions *in, struct buf *out)
{
	for (size_t i = 0; i < in->formats; i++) {
		const struct host_format *format = &in->format[i];

		if (in->n)
			buf_printf(out, _("Or as %s:\n"), format->word);
		if (format->text.len && format->loses)
			buf_string(out, _("  It takes the place of all TXT records of the name, and whether it has others is not known.\n"));
		if (format->text.len)
			print_old(format, out);
		if (format->text.len)
			buf_add(out, format->text);
		else
			buf_printf(out, _("  %s cannot take this record.\n"), format->word);
	}
}

static void print_path(const struct instructions *in, size_t columns, struct buf *out)
{
	const char *const *step = in->host->step;
	struct buf path = { 0 };

	for (size_t i = 0; step[i]; i++)
		if (!*shown(in->form, step[i]))
			return;
	for (size_t i = 0; step[i]; i++)
		buf_printf(&path, i ? " > %s" : "  %s", step[i]);
	buf_string(&path, step[0] ? "\n" : "");
	wrap_lines(out, buf_slice(&path), columns, 2);
	out->failed |= path.failed;
	buf_release(&path);
}

void instructions_over(const struct instructions *in, struct buf *out)
{
	uint32_t most = in->host->limit.total;
	size_t size = in->size.total;

	if (!most || size <= most) {
		most = in->host->limit.string;
		size = in->size.string;
	}
	buf_printf(out, _("%zu bytes; %s takes %u at most"), size, in->host->name, (unsigned)most);
}

void instructions_print(const struct instructions *in, size_t columns, struct buf *out)
{
	const struct dns_host *host = in->host;
	struct buf words = { 0 };

	buf_printf(out, "%s\n", host->name);
	print_path(in, columns, out);
	print_fields(in, out);
	print_formats(in, out);
	buf_printf(&words, "%s\n", *host->existing ? _(host->existing) :
	    _("Where the name has an SPF record already, change that one: two of them make receivers answer permerror (RFC 7208 4.5)."));
	if (*host->note)
		buf_printf(&words, "%s\n", _(host->note));
	buf_printf(&words, _("Source: %s, %s (%s)\n"), host->fact.source, host->fact.date, host->fact.confidence);
	wrap_lines(out, buf_slice(&words), columns, 2);
	out->failed |= words.failed;
	buf_release(&words);
}
