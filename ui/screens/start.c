/* start: which domain, what to do with it, and whom to ask; drafts that were kept. */
#include "ui/screens/discover_private.h"
#include "ui/screens/start_private.h"

#include "base/memory.h"
#include "base/words.h"
#include "lint/paste.h"

enum { ROOMY_ROWS = 24 };

static const char *const wants[] = {
	N_("improve what is published"), N_("make a new record by questions"),
	N_("say that it sends no mail"), N_("paste a record or a zone line"), NULL,
};
static const char *const whom[] = {
	N_("as started:"), N_("this server, as dig @server"), N_("nobody: from a zone file only"), NULL,
};
static const struct field_row rows[F_COUNT] = {
	{ F_INTRO, FIELD_TITLE, 0, N_("Type a domain, press Enter: its SPF record is looked up. Nothing is changed."), NULL, NULL },
	{ F_GAP_DOMAIN, FIELD_TITLE, 0, NULL, NULL, NULL },
	{ F_DOMAIN, FIELD_TEXT, 0, N_("Domain"), NULL, NULL },
	{ F_GAP_WANT, FIELD_TITLE, 0, NULL, NULL, NULL },
	{ F_WANT, FIELD_CHOICE, FIELD_DOWN, N_("I want to"), NULL, wants },
	{ F_RECORD, FIELD_TEXT, 0, N_("Record"), NULL, NULL },
	{ F_GAP_ASK, FIELD_TITLE, 0, NULL, NULL, NULL },
	{ F_ASK, FIELD_CHOICE, FIELD_DOWN, N_("Ask"), NULL, whom },
	{ F_SERVER, FIELD_TEXT, 0, N_("Server"), NULL, NULL },
	{ F_ZONE, FIELD_TEXT, 0, N_("Zone file"), NULL, NULL },
	{ F_GAP_GO, FIELD_TITLE, 0, NULL, NULL, NULL },
	{ F_CONTINUE, FIELD_BUTTON, 0, N_("Continue"), NULL, NULL },
	{ F_QUIT, FIELD_BUTTON, FIELD_BESIDE, N_("Quit"), NULL, NULL },
	{ F_GAP_KEPT, FIELD_TITLE, 0, NULL, NULL, NULL },
	{ F_KEPT, FIELD_TITLE, 0, NULL, NULL, NULL },	/* of which domain, from when */
	{ F_RESUME, FIELD_BUTTON, 0, N_("Resume draft"), NULL, NULL },
	{ F_FORGET, FIELD_BUTTON, FIELD_BESIDE, N_("Forget it"), NULL, NULL },
};

static void *start_new(void)
{
	struct start *s = mem_zero(1, sizeof *s);

	if (!s)
		return NULL;
	if (form_init(&s->form, rows, F_COUNT))
		return s;
	mem_free(s);
	return NULL;
}

static void start_free(void *state)
{
	struct start *s = state;

	form_release(&s->form);
	buf_release(&s->source);
	mem_free(s);
}

static unsigned start_focus(const struct app *app, const void *state)
{
	const struct start *s = state;

	(void)app;
	return form_focus_in(&s->form);
}

/* What the choices ask for is shown, and nothing else. */
static void show(struct app *app, struct start *s)
{
	static const int gaps[] = { F_GAP_DOMAIN, F_GAP_WANT, F_GAP_ASK, F_GAP_GO };
	size_t want = form_field(&s->form, F_WANT)->value, ask = form_field(&s->form, F_ASK)->value;
	bool kept = start_offered(app) != SIZE_MAX, roomy = app->rows >= ROOMY_ROWS && !app_small(app);

	for (size_t i = 0; i < sizeof gaps / sizeof *gaps; i++)
		form_set_hidden(&s->form, gaps[i], !roomy);
	form_set_hidden(&s->form, F_INTRO, !roomy || app->draft);
	form_set_hidden(&s->form, F_GAP_KEPT, !roomy || !kept);
	form_set_hidden(&s->form, F_KEPT, !kept);
	if (!kept && form_at(&s->form) >= F_RESUME)
		form_go(&s->form, F_CONTINUE);	/* not to what quits, which is nearer */
	form_set_hidden(&s->form, F_RECORD, want != MODE_PASTE);
	form_set_hidden(&s->form, F_SERVER, ask != ASK_SERVER);
	form_set_hidden(&s->form, F_ZONE, ask != ASK_ZONE);
	form_set_hidden(&s->form, F_RESUME, !kept);
	form_set_hidden(&s->form, F_FORGET, !kept);
}

static void start_reset(struct app *app, void *state)
{
	struct start *s = state;
	struct buf name = { 0 };

	form_use(&s->form, app->form);
	if (app->domain.len) {
		name_shown(&app->domain, app->form, &name);
		form_set_text(&s->form, F_DOMAIN, buf_slice(&name));
	}
	if (app->given.len) {
		form_set_value(&s->form, F_WANT, MODE_PASTE);
		form_set_text(&s->form, F_RECORD, buf_slice(&app->given));
	}
	s->changed = false;
	show(app, s);
	if (app->domain.len && app_kept(app) != SIZE_MAX)
		form_go(&s->form, F_RESUME);
	buf_release(&name);
}

void start_ask(struct app *app)
{
	struct start *s = app->state[SCREEN_START];

	form_go(&s->form, F_ASK);
}

/* What is wrong with the domain as typed, or nothing. */
static bool check_domain(struct start *s, struct name *out)
{
	struct slice text = buf_slice(&form_field(&s->form, F_DOMAIN)->edit.text);
	enum error error = name_from_person(text, out);

	form_set_fault(&s->form, F_DOMAIN, error ? _(error_text(error)) : NULL);
	return !error;
}

/* A draft of the domain that was kept is offered here first. */
static void open_now(struct app *app, struct start *s)
{
	enum app_mode mode = (enum app_mode)form_field(&s->form, F_WANT)->value;
	struct slice given = slice_trim(buf_slice(&form_field(&s->form, F_RECORD)->edit.text));
	struct name domain;

	s->open = false;
	if (!check_domain(s, &domain))
		return;
	if (app_begin(app, &domain, mode, mode == MODE_PASTE ? given : SLICE(""))) {
		app->failed = true;
		return;
	}
	s->changed = false;
	if (app->screen != SCREEN_START)
		app_go(app, s->then);
}

/* The source that the choice asks for, as EFFECT_SOURCE has it. */
static void add_source(const struct start *s, struct buf *out)
{
	size_t ask = form_field(&s->form, F_ASK)->value;
	struct slice server = slice_trim(buf_slice(&form_field(&s->form, F_SERVER)->edit.text));

	if (ask == ASK_SERVER && server.len) {
		buf_string(out, server.at[0] == '@' ? "" : "@");
		buf_add(out, server);
	} else if (ask == ASK_ZONE) {
		buf_add(out, slice_trim(buf_slice(&form_field(&s->form, F_ZONE)->edit.text)));
	}
}

/* What lacks before anything can be opened is said, and gets the focus. */
static bool complete(struct app *app, struct start *s)
{
	static const struct {
		int field;
		const char *question;
	} must[] = { { F_RECORD, N_("Paste or type the record to begin with.") }, { F_SERVER, N_("Which server? Its address, such as 192.0.2.53.") },
		{ F_ZONE, N_("Which zone file? Its path.") } };
	struct name domain;

	if (!check_domain(s, &domain)) {
		form_field(&s->form, F_DOMAIN)->checked = true;
		form_go(&s->form, F_DOMAIN);
		app_say(app, LOOK_ERROR, "%s.", buf_text(&form_field(&s->form, F_DOMAIN)->fault));
		return false;
	}
	for (size_t i = 0; i < sizeof must / sizeof *must; i++) {
		const struct field *field = form_field(&s->form, must[i].field);

		if (field->hidden || slice_trim(buf_slice(&field->edit.text)).len)
			continue;
		form_go(&s->form, must[i].field);
		app_say(app, LOOK_WARNING, "%s", _(must[i].question));
		return false;
	}
	return true;
}

static void go_on(struct app *app, struct start *s, enum screen_id then)
{
	struct buf source = { 0 };

	if (!complete(app, s))
		return;
	add_source(s, &source);
	app->failed |= source.failed;
	s->open = true;
	s->then = then;
	if (slice_equal(buf_slice(&source), buf_slice(&s->source))) {
		open_now(app, s);
	} else {
		buf_clear(&s->source);
		buf_add(&s->source, buf_slice(&source));
		app_push(app, &(struct effect){ .kind = EFFECT_SOURCE, .text = buf_slice(&source) });
	}
	buf_release(&source);
}

static void resume(struct app *app)
{
	enum error error = app_resume(app, start_offered(app));

	if (error)
		app_say(app, LOOK_ERROR, _("This draft cannot be read: %s."), _(error_text(error)));
}

static void forget(struct app *app, struct start *s)
{
	app_forget_kept(app, start_offered(app));
	show(app, s);
}

static void press(struct app *app, struct start *s)
{
	switch (form_at(&s->form)) {
	case F_QUIT:
		app_common(app, ACT_QUIT);
		break;
	case F_RESUME:
		resume(app);
		break;
	case F_FORGET:
		forget(app, s);
		break;
	default:
		go_on(app, s, SCREEN_DISCOVER);
	}
}

static bool formed(struct app *app, struct start *s, enum formed what)
{
	struct name ignored;

	switch (what) {
	case FORM_CHANGED:
		app_touch(app);
		s->changed = true;
		if (form_at(&s->form) == F_DOMAIN && form_field(&s->form, F_DOMAIN)->checked)
			(void)check_domain(s, &ignored);
		show(app, s);
		return true;
	case FORM_CHOSEN:
		(void)formed(app, s, FORM_CHANGED);
		return formed(app, s, form_go_on(&s->form));
	case FORM_MOVED:
		app_touch(app);
		if (form_field(&s->form, F_DOMAIN)->edit.text.len)
			(void)check_domain(s, &ignored);
		return true;
	case FORM_PRESSED:
		press(app, s);
		return true;
	case FORM_END:
		go_on(app, s, SCREEN_DISCOVER);
		return true;
	default:
		return what == FORM_SAME;
	}
}

/* A record comes clean of what stood around it; a domain as it is. Where nothing can be typed, it is a record that was meant. */
static bool paste(struct app *app, struct start *s, struct slice text)
{
	struct pool pool = { 0 };
	struct pasted pasted = { .text = text };
	enum formed what;

	if (form_focus_in(&s->form) != IN_TEXT) {
		form_set_value(&s->form, F_WANT, MODE_PASTE);
		show(app, s);
		form_go(&s->form, F_RECORD);
	}
	if (form_at(&s->form) == F_RECORD && paste_clean(&pool, text, false, &pasted))
		pasted.text = text;
	what = form_paste(&s->form, pasted.text);
	if (pasted.n)
		app_say(app, LOOK_PLAIN, _("Cleaned: SPF%u %s. Undo takes it back."), pasted.change[0].rule->id, pasted.change[0].rule->name);
	pool_release(&pool);
	return formed(app, s, what);
}

/* The screen that a key goes to; Start: none. */
static enum screen_id jump_of(enum action action)
{
	if (action == ACT_PUBLISH)
		return SCREEN_OUTPUT;
	return action > ACT_SCREEN_1 && action <= ACT_SCREEN_7 ? (enum screen_id)(action - ACT_SCREEN_1) : SCREEN_START;
}

/* false: nothing was asked for that a jump would leave undone. */
static bool jump(struct app *app, struct start *s, enum screen_id to)
{
	if (to == SCREEN_START || !s->changed || !form_field(&s->form, F_DOMAIN)->edit.text.len)
		return false;
	go_on(app, s, to);
	return true;
}

/* Another source answers, or it could not be opened: then it was tried, and a jump goes on with what there is. */
static bool opened(struct app *app, struct start *s, const struct event *event)
{
	bool open = s->open;

	s->open = false;
	if (event->error) {
		buf_clear(&s->source);
		s->changed = s->changed && !app->draft;
	} else if (open) {
		open_now(app, s);
	}
	return true;
}

static bool start_update(struct app *app, void *state, const struct event *event, enum action action)
{
	struct start *s = state;

	if (event->kind == EVENT_PASTE)
		return paste(app, s, event->text);
	if (event->kind == EVENT_SOURCE && event->effect == EFFECT_SOURCE)
		return opened(app, s, event);
	if (event->kind != EVENT_KEY)
		return false;
	if (action == ACT_CLOSE)
		return formed(app, s, form_restore(&s->form));
	/* Enter in the domain is enough: all else has what most want. */
	if (action == ACT_GO && form_at(&s->form) == F_DOMAIN) {
		go_on(app, s, SCREEN_DISCOVER);
		return true;
	}
	if (jump(app, s, jump_of(action)))
		return true;
	return formed(app, s, form_key(&s->form, event->code, action));
}

static void start_refresh(struct app *app, void *state, bool answers)
{
	(void)answers;
	show(app, state);
}

const struct screen screen_start = {
	.title = N_("Start"), .in = IN_START, .state_new = start_new, .state_free = start_free, .focus = start_focus, .update = start_update,
	.refresh = start_refresh, .draw = start_draw, .hint = start_hint, .reset = start_reset,
};
