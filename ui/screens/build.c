/* build: the questions as one form, the record live under it, and the record as text beside it. */
#include "ui/screens/build_private.h"

#include "base/memory.h"
#include "base/words.h"

#include <string.h>

enum {				/* without a key, before a word is checked */
	REST_MS = 800,		/* that is complete */
	LONG_REST_MS = 1200,	/* more, for one that may not be */
};

static void *build_new(void)
{
	struct build *b = mem_zero(1, sizeof *b);

	if (!b)
		return NULL;
	if (!form_init(&b->form, build_rows, B_FIELDS)) {
		mem_free(b);
		return NULL;
	}
	b->form.undo_ends = true;
	return b;
}

static void build_free(void *state)
{
	struct build *b = state;

	form_release(&b->form);
	edit_release(&b->text);
	buf_release(&b->entered);
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
	for (int id = 0; id < Q_COUNT; id++)	/* what was typed for another domain has no place here */
		form_set_text(&b->form, id, SLICE(""));
	if (!app->draft)
		return;
	build_read_draft(app, b);
	form_go(&b->form, B_CONTINUE);	/* and from there to the first: nothing is checked that was not visited */
	for (int id = 0; id < B_FIELDS; id++)
		form_field(&b->form, id)->checked = false;
	form_go(&b->form, Q_A);
}

static void build_refresh(struct app *app, void *state, bool answers)
{
	const struct build *b = state;

	(void)answers;
	build_read_draft(app, state);
	if (b->raw)
		app->page = app_small(app);	/* where it is edited */
}

static void enter_raw(struct app *app, struct build *b, bool raw)
{
	app_visit_end(app);
	app_touch(app);
	b->raw = raw;
	app->page = app_small(app) && raw;
	build_read_draft(app, b);
	if (!raw)
		app_merge(app);
	buf_clear(&b->entered);
	buf_add(&b->entered, buf_slice(&b->text.text));
	app->failed |= b->entered.failed;
}

void build_raw(struct app *app)
{
	struct build *b = app->state[SCREEN_BUILD];

	if (app->screen != SCREEN_BUILD)
		app_go(app, SCREEN_BUILD);
	enter_raw(app, b, !b->raw);
}

/* The word of the term in its field, so that the cursor can stand there. */
static size_t word_place(const struct field *field, const struct record *record, const struct term *term)
{
	struct slice word = draft_word(record, term), text = buf_slice(&field->edit.text);
	const char *at;

	if (!term->has_value || !text.len)
		return 0;
	at = memmem(text.at, text.len, word.at, word.len);
	return at ? (size_t)(at - text.at) : 0;
}

void build_show_term(struct app *app, size_t term, struct span at)
{
	struct build *b = app->state[SCREEN_BUILD];
	const struct record *record = draft_record(app->draft);
	int id = term < record->n ? (int)draft_question(&record->term[term]) : Q_COUNT;

	if (id < Q_COUNT && !form_field(&b->form, id)->hidden) {
		if (b->raw)
			enter_raw(app, b, false);
		app->page = 0;
		form_go(&b->form, id);
		if (build_rows[form_index(&b->form, id)].kind == FIELD_TEXT)
			form_set_cursor(&b->form, id, word_place(form_field(&b->form, id), record, &record->term[term]));
		return;
	}
	if (!b->raw)
		enter_raw(app, b, true);
	b->text.cursor = at.at < b->text.text.len ? at.at : b->text.text.len;
}

/* What the field leaves out, and why, now that nobody types in it. */
static void say_left_out(struct app *app, const struct build *b, int id)
{
	const struct field *field = form_field(&b->form, id);
	struct slice text = buf_slice(&field->edit.text);
	struct buf words = { 0 };

	if (!field->bads || field->hidden)
		return;
	text_printable(&words, slice_to(slice_from(text, field->bad[0].at), field->bad[0].len), app->form);
	if (field->bads > 1)
		buf_printf(&words, _(" and %zu more"), field->bads - 1);
	app_say(app, LOOK_WARNING, _("Left out: %s (%s)"), buf_text(&words), buf_text(&field->fault));
	buf_release(&words);
}

bool build_in_text(const struct app *app)
{
	const struct build *b = app->state[SCREEN_BUILD];

	return b->raw;
}

void build_left(struct app *app)
{
	const struct build *b = app->state[SCREEN_BUILD];

	form_field(&b->form, form_at(&b->form))->checked = true;
	if (!b->raw)
		say_left_out(app, b, form_at(&b->form));
}

static bool formed(struct app *app, struct build *b, enum formed what)
{
	if (what != FORM_OTHER)
		app->page = 0;		/* what takes keys is seen */
	switch (what) {
	case FORM_CHANGED:
		build_write_field(app, b, form_at(&b->form));
		b->rested = false;
		app_wake(app, app->now_ms + REST_MS);
		return true;
	case FORM_CHOSEN:
		build_write_field(app, b, form_at(&b->form));
		build_read_draft(app, b);	/* it may ask more, or less, from now on */
		return formed(app, b, form_go_on(&b->form));
	case FORM_MOVED:
		app_visit_end(app);
		app_touch(app);
		return true;
	case FORM_PRESSED:
		app_go(app, form_at(&b->form) == B_BACK ? SCREEN_DISCOVER : SCREEN_TEST);
		return true;
	case FORM_END:
		app_go(app, SCREEN_TEST);
		return true;
	default:
		return what == FORM_SAME;
	}
}

/* The draft as it was when this visit began, to the byte, as a step behind the visit. */
static void back_to_visit(struct app *app)
{
	bool visiting = app->visiting;
	size_t step = app->visit_step;

	app_visit_end(app);
	app_visit_begin(app);
	if (visiting)
		app->failed |= draft_return(app->draft, step) != ERR_NONE;
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

/* Esc puts back what it was, as a step; when it is that, it leaves. */
static void raw_close(struct app *app, struct build *b)
{
	struct slice text = buf_slice(&b->entered);
	enum error error = ERR_NONE;

	if (slice_equal(buf_slice(&b->text.text), text)) {
		enter_raw(app, b, false);
		return;
	}
	app_run_end(app);
	back_to_visit(app);
	if (!edit_set(&b->text, text))
		error = ERR_MEMORY;
	else if (!slice_equal(text, (struct slice){ draft_record(app->draft)->text, draft_record(app->draft)->len }))
		error = draft_set_text(app->draft, text);
	app->failed |= error == ERR_MEMORY;
	app_record_typed(app);
	app_visit_end(app);
	app_escaped(app);
}

static bool raw_key(struct app *app, struct build *b, uint32_t code, enum action action)
{
	size_t begun = b->text.begun;
	enum edited edited;

	if (!b->text.literal && action == ACT_CLOSE) {
		raw_close(app, b);
		return true;
	}
	if (!b->text.literal && action == ACT_PICK) {
		enter_raw(app, b, false);
		build_pick(app, b);
		return true;
	}
	if (!b->text.literal && (action == ACT_RAW || action == ACT_GO || action == ACT_NEXT || action == ACT_PREVIOUS)) {
		enter_raw(app, b, false);
		return true;
	}
	if (!b->text.literal && (action == ACT_UNDO || action == ACT_REDO))
		return false;		/* there is one history, whichever view made it */
	edited = edit_key(&b->text, code, app->columns - 1);
	if (b->text.begun != begun)
		app_run_end(app);
	if (edited == EDIT_CHANGED)
		raw_changed(app, b);
	return edited != EDIT_OTHER || action == ACT_PAGE_UP || action == ACT_PAGE_DOWN;	/* the page where it stands stays */
}

static bool paste(struct app *app, struct build *b, struct slice text)
{
	int id = form_at(&b->form);
	struct buf words = { 0 };
	enum formed what;

	if (b->raw) {
		if (build_paste_record(app, b, text))
			return true;
		app_visit_end(app);
		if (edit_paste(&b->text, text) == EDIT_CHANGED)
			raw_changed(app, b);
		app_visit_end(app);
		return true;
	}
	if (form_focus_in(&b->form) != IN_TEXT)
		return false;
	app_visit_end(app);
	if (wizard_questions[id].form == REPLY_LIST && build_is_empty(app) && build_paste_record(app, b, text))
		return true;	/* there is nothing yet that it could take the place of */
	if (wizard_questions[id].form == REPLY_LIST)
		build_clean_words(app, (enum question_id)id, text, &words);
	else
		buf_add(&words, text);
	what = form_paste(&b->form, buf_slice(&words));
	buf_release(&words);
	(void)formed(app, b, what);
	app_visit_end(app);
	return true;
}

/* The typist rests: behind a word that is complete it is checked now, else when the rest is a long one. */
static bool rested(struct app *app, struct build *b)
{
	struct field *field = form_field(&b->form, form_at(&b->form));
	struct slice text = buf_slice(&field->edit.text);
	bool complete = text.len && field->edit.cursor == text.len && ascii_blank(text.at[text.len - 1]);

	if (complete || b->rested)
		field->checked = true;
	else
		app_wake(app, app->now_ms + LONG_REST_MS);
	b->rested = true;
	return true;
}

/* Esc: what the field held when it was entered. */
static bool restore(struct app *app, struct build *b)
{
	enum formed what = form_restore(&b->form);

	if (what != FORM_CHANGED)
		return formed(app, b, what);
	app_run_end(app);
	back_to_visit(app);
	(void)formed(app, b, what);
	app_visit_end(app);
	app_escaped(app);
	return true;
}

/* One history: what a text field could take back by itself is the draft's to take back. */
static bool form_event(struct app *app, struct build *b, uint32_t code, enum action action)
{
	int id = form_at(&b->form);
	struct edit *edit = &form_field(&b->form, id)->edit;
	size_t begun = edit->begun;
	bool taken;
	enum formed what;

	if (!edit->literal && (action == ACT_UNDO || action == ACT_REDO))
		return false;
	what = form_key(&b->form, code, action);
	if (edit->begun != begun)
		app_run_end(app);
	taken = formed(app, b, what);
	if (id != form_at(&b->form) && app->screen == SCREEN_BUILD)
		say_left_out(app, b, id);
	return taken;
}

/* The second page of a small window has no field, but the findings. */
static bool go_to_finding(struct app *app)
{
	size_t n = app_findings(app);

	if (!app_small(app) || !app->page || !n)
		return false;
	app_show_finding(app, app->finding < n ? app->finding : 0);
	return true;
}

static bool build_update(struct app *app, void *state, const struct event *event, enum action action)
{
	struct build *b = state;

	if (event->kind == EVENT_PASTE)
		return paste(app, b, event->text);
	if (event->kind == EVENT_TICK)
		return rested(app, b);
	if (event->kind != EVENT_KEY)
		return false;
	if (action == ACT_EXPLAIN && build_explain(app, b))
		return true;
	if (b->raw)
		return raw_key(app, b, event->code, action);
	if (form_field(&b->form, form_at(&b->form))->edit.literal)
		return form_event(app, b, event->code, action);
	switch (action) {
	case ACT_RAW:
		enter_raw(app, b, true);
		return true;
	case ACT_GO:
		return go_to_finding(app) || form_event(app, b, event->code, action);
	case ACT_PICK:
		build_pick(app, b);
		return true;
	case ACT_CLOSE:
		return restore(app, b);
	default:
		return form_event(app, b, event->code, action);
	}
}

static void build_hint(const struct app *app, const void *state, struct buf *out)
{
	const struct build *b = state;
	const struct field *field = form_field(&b->form, form_at(&b->form));

	if (b->raw)
		buf_string(out, _("The record as text; the form shows the same. Enter goes back to the form."));
	else if (app_small(app) && app->page)
		build_hint_findings(app, out);
	else if (field->checked && field->fault.len)
		buf_printf(out, field->bads ? _("Left out: %s") : "%s", buf_text(&field->fault));
	else
		build_hint_of(app, form_at(&b->form), out);
}

const struct screen screen_build = {
	.title = N_("Build"), .in = IN_BUILD, .pages = true, .state_new = build_new, .state_free = build_free, .focus = build_focus,
	.update = build_update, .refresh = build_refresh, .draw = build_draw, .hint = build_hint, .reset = build_reset,
};
