/* output: the record as it goes to where the zone is kept, and the ways out of the program for it. */
#include "ui/screens/output_private.h"

#include "base/memory.h"
#include "base/words.h"
#include "ui/screens/test.h"

static const char *const servers[] = { "BIND", "NSD", "Knot", N_("other (M-k)"), NULL };
static const char *const layouts[] = { N_("as it fits"), N_("line"), N_("parentheses"), N_("commented"), NULL };
static const char *const owners[] = { N_("@ or relative"), N_("absolute"), NULL };
static const struct field_row rows[] = {
	{ OUT_FOR, FIELD_CHOICE, 0, N_("For"), NULL, servers },
	{ OUT_LAYOUT, FIELD_CHOICE, 0, N_("Layout"), NULL, layouts },
	{ OUT_OWNER, FIELD_CHOICE, 0, N_("Owner"), NULL, owners },
	{ OUT_TTL, FIELD_TEXT, 0, "TTL", NULL, NULL },
	{ OUT_COMMENT, FIELD_BOX, 0, N_("a comment line above: when, and what it was"), NULL, NULL },
};
enum { FINDINGS = 3 };

static void output_free(void *state)
{
	struct output_screen *out = state;

	form_release(&out->form);
	prompt_release(&out->prompt);
	buf_release(&out->text);
	buf_release(&out->value);
	buf_release(&out->shown);
	buf_release(&out->path);
	mem_free(out);
}

static void *output_new(void)
{
	struct output_screen *out = mem_zero(1, sizeof *out);

	if (out && !form_init(&out->form, rows, sizeof rows / sizeof *rows)) {
		mem_free(out);
		return NULL;
	}
	if (out)
		out->format = AS_JSON;
	return out;
}

static void output_reset(struct app *app, void *state)
{
	struct output_screen *out = state;

	app->host_chosen = false;
	app->host = NULL;
	out->reading = out->prompt.open = false;
	out->host = NULL;
	form_set_value(&out->form, OUT_FOR, FOR_BIND);
	output_forget(out);
	out->top = 0;
	out->bad = true;
	out->marks = 0;
	buf_clear(&out->text);
	buf_clear(&out->value);
	buf_clear(&out->shown);
}

/* Has the text the focus? In a small window the page says so. */
static bool reads(const struct app *app, const struct output_screen *out)
{
	return app_small(app) ? app->page : out->reading;
}

static unsigned output_focus(const struct app *app, const void *state)
{
	const struct output_screen *out = state;

	if (out->prompt.open)
		return IN_TEXT | IN_PROMPT;
	return reads(app, out) ? IN_LIST : form_focus_in(&out->form);
}

/* How lines look is asked where there are lines. */
static void show_fields(struct output_screen *out)
{
	bool other = !output_zone_lines(out);

	form_set_hidden(&out->form, OUT_LAYOUT, other);
	form_set_hidden(&out->form, OUT_OWNER, other);
	form_set_hidden(&out->form, OUT_COMMENT, other);
}

static void output_refresh(struct app *app, void *state, bool answers)
{
	struct output_screen *out = state;
	struct slice ttl = slice_trim(buf_slice(&form_field(&out->form, OUT_TTL)->edit.text));
	uint32_t number;

	(void)answers;
	output_guess(app, out);
	show_fields(out);
	form_field(&out->form, OUT_TTL)->edit.form = app->form;
	form_set_fault(&out->form, OUT_TTL,
	    ttl.len && !output_ttl(out, &number) ? _("Seconds, 0 to 2147483647; left out as it is.") : NULL);
	test_counts(app, &out->met, &out->unmet);
	output_make(app, out);
	output_settled(app, out);
}

static void go_part(struct app *app, struct output_screen *out, bool reading)
{
	out->reading = reading;
	if (app_small(app))
		app->page = reading;
}

/* Another server, or the list of what else there is. */
static void chosen_for(struct app *app, struct output_screen *out)
{
	out->top = 0;
	show_fields(out);
	app_choose_host(app, output_zone_lines(out) ? NULL : out->host);
	if (!output_zone_lines(out) && !out->host)
		output_pick(app, out);
}

static bool formed(struct app *app, struct output_screen *out, enum formed what)
{
	switch (what) {
	case FORM_CHANGED: case FORM_CHOSEN:
		app_touch(app);
		app->stale_screen = true;
		if (form_at(&out->form) == OUT_FOR)
			chosen_for(app, out);
		return what == FORM_CHANGED || formed(app, out, form_go_on(&out->form));
	case FORM_END:
		go_part(app, out, true);
		return true;
	default:
		return what != FORM_OTHER;
	}
}

static bool is_last(const struct output_screen *out)
{
	return form_at(&out->form) == (output_zone_lines(out) ? OUT_COMMENT : OUT_TTL);
}

static bool form_event(struct app *app, struct output_screen *out, const struct event *event, enum action action)
{
	if (event->kind == EVENT_PASTE)
		return formed(app, out, form_paste(&out->form, event->text));
	if (((action == ACT_NEXT || action == ACT_DOWN) && is_last(out)) ||
	    (action == ACT_PREVIOUS && form_at(&out->form) == OUT_FOR)) {
		go_part(app, out, true);
		return true;
	}
	if (action == ACT_CLOSE && !form_field(&out->form, form_at(&out->form))->edit.literal)
		return formed(app, out, form_restore(&out->form));
	return formed(app, out, form_key(&out->form, event->code, action));
}

/* Columns and rows that the text has. */
static struct area text_area(const struct app *app, const struct output_screen *out, struct area area)
{
	int form = form_rows(&out->form, area.columns), below = app->draft && area.rows >= form + FINDINGS + 6 ? FINDINGS : 0;

	if (app_small(app))
		return (struct area){ area.row, 1, area.rows, area.columns - 2 };
	return (struct area){ area.row + form + 1, 1, area.rows - form - 1 - below, area.columns - 2 };
}

static bool read_event(struct app *app, struct output_screen *out, enum action action)
{
	struct area area = text_area(app, out, (struct area){ 0, 0, app_body_rows(app), app->columns });
	int lines = cells_wrap_find(buf_slice(&out->shown), area.columns, app->form, 0, NULL, NULL);
	struct list list = { .at = (size_t)out->top };

	switch (action) {
	case ACT_NEXT: case ACT_GO:
		go_part(app, out, false);
		form_go(&out->form, OUT_FOR);
		return true;
	case ACT_PREVIOUS:
		go_part(app, out, false);
		form_go(&out->form, output_zone_lines(out) ? OUT_COMMENT : OUT_TTL);
		return true;
	case ACT_UP:
		if (out->top)
			break;
		go_part(app, out, false);
		return true;
	default:
		break;
	}
	lines = lines > area.rows ? lines - area.rows + 1 : 1;
	if (!list_action(&list, action, (size_t)lines, area.rows))
		return false;
	out->top = (int)list.at;
	return true;
}

static bool prompt_event(struct app *app, struct output_screen *out, const struct event *event, enum action action)
{
	if (event->kind == EVENT_PASTE) {
		prompt_paste(&out->prompt, event->text);
		return true;
	}
	switch (prompt_key(&out->prompt, event->code, action)) {
	case PROMPT_DONE:
		output_save_to(app, out);
		return true;
	case PROMPT_OTHER:
		return false;
	default:
		return true;
	}
}

static bool give(struct app *app, struct output_screen *out, enum action action)
{
	switch (action) {
	case ACT_COPY:
		output_copy(app, out);
		return true;
	case ACT_PLAIN_PAGE:
		output_page(app, out);
		return true;
	case ACT_SAVE:
		output_save(app, out);
		return true;
	case ACT_PICK:
		output_pick(app, out);
		return true;
	case ACT_AGAIN:
		app_push(app, &(struct effect){ .kind = EFFECT_AGAIN });
		return true;
	case ACT_PAGE_UP: case ACT_PAGE_DOWN:
		if (!app_small(app) || reads(app, out) == (action == ACT_PAGE_DOWN))
			return false;
		go_part(app, out, action == ACT_PAGE_DOWN);
		return true;
	case ACT_QUIT:
		output_leave(app, out);
		return false;
	default:
		return false;
	}
}

static bool output_update(struct app *app, void *state, const struct event *event, enum action action)
{
	struct output_screen *out = state;

	if (event->kind == EVENT_DONE && event->effect == EFFECT_SAVE) {
		if (app->draft)
			output_done(app, out, event);
		return true;
	}
	if (event->kind != EVENT_KEY && event->kind != EVENT_PASTE)
		return false;
	if (out->prompt.open)
		return prompt_event(app, out, event, action);
	if (give(app, out, action))
		return true;
	if (action == ACT_QUIT)
		return false;
	if (reads(app, out) ? event->kind == EVENT_KEY && read_event(app, out, action) : form_event(app, out, event, action)) {
		output_chosen(app, out);
		return true;
	}
	return (action == ACT_UNDO || action == ACT_REDO) && output_undo(app, out, action == ACT_REDO);
}

static void draw_rule(const struct app *app, const struct output_screen *out, struct cells *cells, int row)
{
	struct name zone = output_zone(app);
	struct buf title = { 0 }, right = { 0 }, name = { 0 };

	name_shown(&zone, app->form, &name);
	if (output_zone_lines(out))
		buf_printf(&title, _("For the zone file of %s"), buf_text(&name));
	else if (out->host)
		buf_printf(&title, _("At %s"), out->host->name);
	else
		buf_printf(&title, _("As %s"), format_word(out->format));
	if (out->met + out->unmet)
		buf_printf(&right, _("expectations: %zu met, %zu not met (F4)"), out->met, out->unmet);
	cells_rule(cells, row, buf_slice(&title), buf_slice(&right));
	buf_release(&title);
	buf_release(&right);
	buf_release(&name);
}

static void draw_text(const struct app *app, const struct output_screen *out, struct cells *cells, struct area area)
{
	int lines = cells_wrap_find(buf_slice(&out->shown), area.columns, cells->form, 0, NULL, NULL);
	int most = lines > area.rows ? lines - area.rows : 0, top = out->top < most ? out->top : most;
	bool focus = reads(app, out) && !out->prompt.open;

	(void)cells_wrap(cells, area, top, LOOK_PLAIN, buf_slice(&out->shown), out->mark, out->marks);
	if (top + area.rows < lines)
		cells_put_right(cells, area.row + area.rows - 1, 0, cells->columns, LOOK_BOLD, slice_of(_(" more")));
	if (!focus)
		return;
	cells_put(cells, area.row, 0, 1, LOOK_FOCUS, SLICE(">"));
	cells_cursor(cells, area.row, 0);
}

static void output_draw(const struct app *app, const void *state, struct cells *cells, struct area area)
{
	const struct output_screen *out = state;
	struct area text = text_area(app, out, area);
	struct form_notes notes = { .cursor = !reads(app, out) && !out->prompt.open };
	int below = area.row + area.rows - text.row - text.rows, form = form_rows(&out->form, area.columns);

	cells_cursor(cells, area.row, 0);
	if (!app->draft) {
		cells_put(cells, area.row, 1, area.columns - 1, LOOK_FOCUS,
		    slice_of(_("No domain has been chosen yet: 1 goes to Start.")));
		cells_cursor(cells, area.row, 1);
		return;
	}
	if (app_small(app) && app->page) {
		draw_text(app, out, cells, text);
	} else if (app_small(app)) {
		int left = area.rows - form, findings = left < 0 ? 0 : left < FINDINGS ? left : FINDINGS;

		form_draw(&out->form, cells, (struct area){ area.row, area.column, area.rows - findings, area.columns }, &notes);
		draw_findings(app, cells, (struct area){ area.row + area.rows - findings, 0, findings, area.columns });
	} else {
		form_draw(&out->form, cells, (struct area){ area.row, area.column, form, area.columns }, &notes);
		draw_rule(app, out, cells, text.row - 1);
		draw_text(app, out, cells, text);
		draw_findings(app, cells, (struct area){ text.row + text.rows, 0, below, area.columns });
	}
	if (out->prompt.open)
		prompt_draw(&out->prompt, cells, area.row + area.rows - 1);
}

static void output_hint(const struct app *app, const void *state, struct buf *out_text)
{
	const struct output_screen *out = state;
	const struct field *ttl = form_field(&out->form, OUT_TTL);

	if (out->prompt.open)
		buf_string(out_text, _("The file's name. A file that is there is not replaced before you say so."));
	else if (reads(app, out))
		buf_string(out_text, _("Nothing changed yet. y copies, p shows it unframed, s saves, q leaves with it."));
	else if (form_at(&out->form) == OUT_TTL)
		buf_string(out_text, ttl->fault.len ? buf_text(&ttl->fault) :
			_("Seconds. Empty: what the zone or the host takes by itself."));
	else if (form_at(&out->form) == OUT_FOR)
		buf_string(out_text, _("M-k lists DNS hosts, with the fields to type, and other formats."));
	else
		buf_string(out_text, _("Nothing has been changed yet. y copies, p shows it unframed, s saves to a file."));
}

const struct screen screen_output = {
	.title = N_("Output"), .in = IN_OUTPUT, .pages = true, .state_new = output_new, .state_free = output_free,
	.focus = output_focus, .update = output_update, .refresh = output_refresh, .draw = output_draw, .hint = output_hint, .reset = output_reset,
};
