/* output_fields: the draft for a DNS host, field by field, or as another format has it. */
#include "ui/screens/output_private.h"

#include "base/words.h"
#include "publish/instructions.h"

struct making {
	struct app *app;
	struct output_screen *out;
	struct pool pool;
};

/* Zones that are not the domain's are taken to begin at the name itself. */
static struct publication publication_of(struct making *m, const struct output *output)
{
	struct name zone = output_zone(m->app);
	struct publication what = { .owner = output->owner, .zone = zone, .value = { output->record.text, output->record.len },
		.cut = output->record.cut, .cuts = output->record.cuts };

	what.zone_doubtful = zone_doubtful(m->app->found.zone.len && name_under(&what.owner, &m->app->found.zone), &what.owner);
	if (!name_under(&what.owner, &what.zone))
		what.zone = what.owner;
	what.ttl_given = output_ttl(m->out, &what.ttl);
	return what;
}

/* Formats that write all TXT records of a name keep the others; which those are has to be known. */
static enum error find_others(struct making *m, struct publication *what)
{
	if (!answers_find(m->app->answers, &what->owner, RR_TXT))
		app_ask(m->app, &what->owner, RR_TXT);
	return publication_others(&m->pool, m->app->answers, what);
}

static void say_unknown(struct making *m, const struct publication *what)
{
	char name[NAME_TEXT];

	name_text(&what->owner, name);
	buf_printf(&m->out->shown,
	    _("It takes the place of all TXT records of %s, and its others are not known: look there first.\n"), name);
}

static enum error add_format(struct making *m, const struct publication *what)
{
	if (format_is_set(m->out->format) && !what->others_known)
		say_unknown(m, what);
	format_old(m->out->format, what, m->app->form, &m->out->shown);
	return format_print(&m->out->text, m->out->format, what);
}

/* A person's text is made printable line by line; the value to be pasted is the field's, as it is. */
static enum error add_host(struct making *m, const struct publication *what)
{
	struct output_screen *out = m->out;
	struct instructions in;
	struct buf text = { 0 };
	struct slice rest, line;
	enum error error = instructions_make(&m->pool, out->host, what, m->app->form, &in);

	if (error)
		return error;
	if (in.size.over && !name_equal(&what->owner, &m->app->domain)) {
		out->over = true;
		instructions_over(&in, &text);
		buf_printf(&out->shown, _("E SPF905 %s.\n"), buf_text(&text));
		buf_clear(&text);
	}
	for (size_t i = 0; i < in.n && !out->value.len; i++)
		if (in.field[i].id == FIELD_VALUE)
			buf_add(&out->value, in.field[i].text);
	instructions_print(&in, 0, &text);
	rest = buf_slice(&text);
	while (slice_cut(&rest, '\n', &line)) {
		text_printable(&out->text, line, m->app->form);
		buf_char(&out->text, '\n');
	}
	error = text.failed ? ERR_MEMORY : ERR_NONE;
	buf_release(&text);
	return error;
}

enum error output_other(struct app *app, struct output_screen *out, const struct outputs *outputs)
{
	struct making m = { app, out, { 0 } };
	enum error error = ERR_NONE;
	size_t from;

	for (size_t i = 0; i < outputs->n && !error; i++) {
		struct publication what = publication_of(&m, &outputs->output[i]);

		error = find_others(&m, &what);
		if (i && out->host)
			buf_char(&out->text, '\n');
		if (!error)
			error = out->host ? add_host(&m, &what) : add_format(&m, &what);
	}
	pool_release(&m.pool);
	from = out->shown.len;
	if (from)
		out->mark[out->marks++] = (struct cells_mark){ 0, from, LOOK_BOLD };
	buf_add(&out->shown, buf_slice(&out->text));
	return error;
}
