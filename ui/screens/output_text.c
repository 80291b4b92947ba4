/* output_text: the draft as lines, with what goes and what comes after. */
#include "ui/screens/output_private.h"

#include "base/words.h"
#include "spf/select.h"

struct name output_zone(const struct app *app)
{
	return app->found.zone.len ? app->found.zone : app->domain;
}

bool output_zone_lines(const struct output_screen *out)
{
	return form_field(&out->form, OUT_FOR)->value != FOR_OTHER;
}

bool output_ttl(const struct output_screen *out, uint32_t *ttl)
{
	uint64_t number;

	if (!slice_number(slice_trim(buf_slice(&form_field(&out->form, OUT_TTL)->edit.text)), INT32_MAX, &number))
		return false;
	*ttl = (uint32_t)number;
	return true;
}

static void mark(struct output_screen *out, size_t from, enum look look)
{
	if (out->marks < MARKS)
		out->mark[out->marks++] = (struct cells_mark){ from, out->shown.len - from, look };
}

/* What the form says of lines. comment lives as long as *text. */
static void lines_of(const struct app *app, const struct output_screen *out, struct buf *text, struct zonelines *lines)
{
	size_t layout = form_field(&out->form, OUT_LAYOUT)->value;
	struct name zone = output_zone(app);

	lines_usual(&zone, lines);
	lines_in_doubt(lines, zone_doubtful(app->found.zone.len, &app->domain));
	lines->server = (enum zone_server)form_field(&out->form, OUT_FOR)->value;
	lines->fitting = layout == 0;
	if (layout)
		lines->line.layout = (enum line_layout)(layout - 1);
	if (form_field(&out->form, OUT_OWNER)->value)
		lines->line.form = OWNER_ABSOLUTE;
	lines->line.ttl_given = output_ttl(out, &lines->line.ttl);
	if (!form_field(&out->form, OUT_COMMENT)->value)
		return;
	buf_printf(text, "spfwiz %.*s", SLICE_ARG(app->start.today));
	if (app->found.records) {
		buf_string(text, ", was: ");
		text_printable(text, app->found.published, TEXT_ASCII);
	}
	lines->line.comment = text->failed ? NULL : buf_text(text);
}

/* Every SPF record that stands there now has to go: two make permerror (RFC 7208 4.5). */
static void add_old(struct app *app, struct output_screen *out)
{
	const struct answer *answer = answers_find(app->answers, &app->domain, RR_TXT);
	struct pool pool = { 0 };
	char name[NAME_TEXT];

	name_text(&app->domain, name);
	if (!answer)
		buf_string(&out->shown, _("What is published there now is not known yet.\n"));
	else if (answer->said == SAID_FAILED)
		buf_string(&out->shown, _("What is published there now cannot be told: DNS failed.\n"));
	else if (app->found.records == 1 && !draft_changed(app->draft))
		buf_string(&out->shown, _("This is what is published already: nothing has to be done.\n"));
	else if (!app->found.records)
		buf_string(&out->shown, _("No SPF record is published yet: nothing to take out.\n"));
	for (size_t i = 0; answer && answer->said == SAID_DATA && i < answer->n; i++) {
		struct slice text = txt_joined(&pool, &answer->rr[i]);

		if (!text.at || !record_is_spf(text) || (app->found.records == 1 && !draft_changed(app->draft)))
			continue;
		buf_string(&out->shown, _("Take out: "));
		buf_printf(&out->shown, "%s. TXT ", name);
		txt_quote(&out->shown, text);
		buf_char(&out->shown, '\n');
	}
	app->failed |= pool.failed;
	pool_release(&pool);
}

static void add_after(const struct app *app, struct output_screen *out, const struct zonelines *lines)
{
	struct buf zone = { 0 };

	name_shown(&lines->line.origin, app->form, &zone);
	buf_printf(&out->shown, _("\nRaise the serial of the SOA record of %s, then:\n"), buf_text(&zone));
	zoneline_commands(&out->shown, lines->server, &lines->line.origin, &app->domain);
	buf_release(&zone);
}

static enum error make_lines(struct app *app, struct output_screen *out, const struct outputs *outputs)
{
	struct zonelines lines;
	struct buf comment = { 0 };
	enum error error;
	size_t from;

	lines_of(app, out, &comment, &lines);
	error = lines_print(&lines, outputs, &out->text);
	if (!error) {
		add_old(app, out);
		buf_string(&out->shown, app->found.records && draft_changed(app->draft) ? _("Put in its place:\n") :
			_("The lines:\n"));
		from = out->shown.len;
		buf_add(&out->shown, buf_slice(&out->text));
		mark(out, from, LOOK_BOLD);
		add_after(app, out, &lines);
	}
	buf_release(&comment);
	return error;
}

static const char *reason(enum error error)
{
	switch (error) {
	case ERR_SYNTAX: return N_("The record has bytes that this format cannot carry");
	case ERR_TOO_LARGE: return N_("The record is longer than this takes");
	case ERR_NAME_BYTES: return N_("The name has bytes that this cannot carry, or stands in another zone");
	default: return error_text(error);
	}
}

void output_make(struct app *app, struct output_screen *out)
{
	struct outputs outputs;
	enum error error;

	buf_clear(&out->text);
	buf_clear(&out->value);
	buf_clear(&out->shown);
	out->marks = 0;
	out->bad = true;
	out->over = false;
	if (!app->draft)
		return;
	error = draft_outputs(app->draft, &outputs);
	if (!error) {
		error = output_zone_lines(out) ? make_lines(app, out, &outputs) : output_other(app, out, &outputs);
		outputs_release(&outputs);
	}
	if (error == ERR_MEMORY || out->text.failed || out->shown.failed || out->value.failed)
		app->failed = true;
	out->bad = error || out->text.failed;
	if (error) {
		buf_clear(&out->text);
		buf_printf(&out->shown, "%s.\n", _(reason(error)));
	}
}
