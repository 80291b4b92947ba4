/* build: the questions as one form, the record live under it, and the record as text beside it. */
#include "ui/screens/build_private.h"

#include "base/memory.h"
#include "base/words.h"

static void *build_new(void)
{
	struct build *b = mem_zero(1, sizeof *b);

	if (!b)
		return NULL;
	if (form_init(&b->form, build_rows, B_FIELDS))
		return b;
	mem_free(b);
	return NULL;
}

static void build_free(void *state)
{
	struct build *b = state;

	form_release(&b->form);
	edit_release(&b->text);
	mem_free(b);
}

static unsigned build_focus(const struct app *app, const void *state)
{
	const struct build *b = state;

	(void)app;
	return b->raw ? IN_TEXT : form_focus_in(&b->form);
}

static void build_reset(struct app *app, void *state)
{
	struct build *b = state;

	form_use(&b->form, app->form);
	b->text.form = app->form;
	b->raw = false;
	if (app->draft)
		build_read_draft(app, b);
}

static void build_refresh(struct app *app, void *state, bool answers)
{
	(void)answers;
	build_read_draft(app, state);
}

void build_raw(struct app *app)
{
	struct build *b = app->state[SCREEN_BUILD];

	app_go(app, SCREEN_BUILD);
	b->raw = !b->raw;
	app->page = app_small(app) && b->raw;
	build_read_draft(app, b);
}

void build_show_term(struct app *app, size_t term, struct span at)
{
	struct build *b = app->state[SCREEN_BUILD];
	const struct record *record = draft_record(app->draft);
	enum question_id id = term < record->n ? draft_question(&record->term[term]) : Q_COUNT;

	if (id < Q_COUNT && !form_field(&b->form, (int)id)->hidden) {
		b->raw = false;
		form_go(&b->form, (int)id);
		return;
	}
	if (!b->raw)
		build_raw(app);
	b->text.cursor = at.at < b->text.text.len ? at.at : b->text.text.len;
}

static void press(struct app *app, struct build *b)
{
	app_go(app, form_at(&b->form) == B_BACK ? SCREEN_DISCOVER : SCREEN_TEST);
}

static bool formed(struct app *app, struct build *b, enum formed what)
{
	switch (what) {
	case FORM_CHANGED:
		build_write_field(app, b, form_at(&b->form));
		return true;
	case FORM_MOVED:
		app_visit_end(app);
		app_touch(app);
		return true;
	case FORM_PRESSED:
		press(app, b);
		return true;
	case FORM_END:
		app_go(app, SCREEN_TEST);
		return true;
	default:
		return what == FORM_SAME;
	}
}

static void raw_changed(struct app *app, struct build *b)
{
	enum error error;

	app_visit_begin(app);
	error = draft_set_text(app->draft, buf_slice(&b->text.text));
	if (error)
		app_say(app, LOOK_ERROR, "%s.", _(error_text(error)));
	app_record_typed(app);
}

static bool raw_update(struct app *app, struct build *b, const struct event *event, enum action action)
{
	enum edited edited;

	if (event->kind == EVENT_KEY && !b->text.literal && (action == ACT_RAW || action == ACT_GO || action == ACT_NEXT || action == ACT_CLOSE)) {
		b->raw = false;
		app_visit_end(app);
		app_touch(app);
		return true;
	}
	edited = event->kind == EVENT_PASTE ? edit_paste(&b->text, event->text) : edit_key(&b->text, event->code, app->columns - 2);
	if (edited == EDIT_CHANGED)
		raw_changed(app, b);
	return edited != EDIT_OTHER;
}

static bool build_update(struct app *app, void *state, const struct event *event, enum action action)
{
	struct build *b = state;

	if (event->kind != EVENT_KEY && event->kind != EVENT_PASTE)
		return false;
	if (b->raw)
		return raw_update(app, b, event, action);
	if (event->kind == EVENT_PASTE)
		return formed(app, b, form_paste(&b->form, event->text));
	if (action == ACT_RAW) {
		build_raw(app);
		return true;
	}
	if (action == ACT_CLOSE)
		return formed(app, b, form_restore(&b->form));
	return formed(app, b, form_key(&b->form, event->code, action));
}

/* How the rows are shared out: what the record takes, at least two findings, and the form what it needs of the rest. */
struct shares {
	int form, record, findings;
};
static struct shares share(const struct app *app, const struct build *b, struct area area)
{
	struct shares s = { .record = draw_record_rows(app, area.columns - 1) };
	int needs = form_rows(&b->form) + 1, rest;

	if (b->raw)
		s.record++;
	if (s.record < 2)
		s.record = 2;
	if (s.record > area.rows / 3 - 2)
		s.record = area.rows / 3 - 2 > 2 ? area.rows / 3 - 2 : 2;
	rest = area.rows - s.record - 2;
	s.findings = 3;
	s.form = rest - s.findings < needs ? rest - s.findings : needs;
	s.findings = rest - s.form;
	return s;
}

static void draw_form(const struct app *app, const struct build *b, struct cells *cells, struct area area)
{
	struct buf name = { 0 };

	name_show(&app->domain, &name);
	cells_printf(cells, area.row, 3, area.columns - 12, LOOK_PLAIN, _("Who sends mail from @%s?"), buf_text(&name));
	cells_put_right(cells, area.row, area.column, area.columns - 1, LOOK_PLAIN, slice_of(_("lookups")));
	buf_release(&name);
	area.row++;
	area.rows--;
	form_draw(&b->form, cells, area, &(struct form_notes){ build_about, (void *)(uintptr_t)app, !b->raw });
}

static void draw_text(const struct app *app, const struct build *b, struct cells *cells, struct area area)
{
	if (b->raw)
		edit_draw_lines(&b->text, cells, (struct area){ area.row, 1, area.rows, area.columns - 1 }, true, NULL, 0);
	else
		draw_record(app, cells, area);
}

static void build_draw(const struct app *app, const void *state, struct cells *cells, struct area area)
{
	const struct build *b = state;
	struct shares s = share(app, b, area);
	int row = area.row;

	draw_form(app, b, cells, (struct area){ row, 0, s.form, area.columns });
	row += s.form;
	draw_record_rule(app, cells, row++);
	draw_text(app, b, cells, (struct area){ row, 0, s.record, area.columns });
	row += s.record;
	draw_gauges(app, cells, row++, 1, area.columns - 1);
	draw_findings(app, cells, (struct area){ row, 0, s.findings, area.columns });
}

static void build_hint(const struct app *app, const void *state, struct buf *out)
{
	const struct build *b = state;
	const struct field *field = form_field(&b->form, form_at(&b->form));

	if (b->raw)
		buf_string(out, _("The record as text: whatever is typed here stands in the form too. Enter goes back to it."));
	else if (field->checked && field->fault.len)
		buf_add(out, buf_slice(&field->fault));
	else
		build_hint_of(app, form_at(&b->form), out);
}

const struct screen screen_build = {
	.title = N_("Build"), .in = IN_BUILD, .state_new = build_new, .state_free = build_free, .focus = build_focus, .update = build_update,
	.refresh = build_refresh, .draw = build_draw, .hint = build_hint, .reset = build_reset,
};
