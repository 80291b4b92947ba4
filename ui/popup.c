/* popup: what lies on top of a screen: its life, and its keys. */
#include "ui/popup_private.h"
#include "ui/screen.h"

#include "base/memory.h"
#include "base/words.h"

void popup_close(struct app *app)
{
	struct popup *popup = app->popup;

	if (!popup)
		return;
	buf_release(&popup->title);
	buf_release(&popup->text);
	buf_release(&popup->row.text);
	buf_release(&popup->row.about);
	edit_release(&popup->edit);
	mem_free(popup->found);
	mem_free(popup);
	app->popup = NULL;
}

/* NULL: memory ended, and the app says so. */
static struct popup *open_popup(struct app *app, enum popup_kind kind, const char *title)
{
	popup_close(app);
	app_visit_end(app);
	app->popup = mem_zero(1, sizeof *app->popup);
	if (!app->popup) {
		app->failed = true;
		return NULL;
	}
	app->popup->kind = kind;
	app->popup->edit.form = app->form;
	buf_string(&app->popup->title, title);
	return app->popup;
}

static void open_text(struct app *app, enum popup_kind kind, const char *title, struct slice text)
{
	struct popup *popup = open_popup(app, kind, title);

	if (popup)
		buf_add(&popup->text, text);
}

void popup_finding(struct app *app, const char *title, struct slice text)
{
	open_text(app, POPUP_FINDING, title, text);
}

void popup_about(struct app *app, const char *title, struct slice text)
{
	open_text(app, POPUP_ABOUT, title, text);
}

void popup_page(struct app *app, const char *title, struct slice text)
{
	open_text(app, POPUP_PAGE_TEXT, title, text);
}

/* As wide as the window is. */
static void write_help(const struct app *app, struct popup *popup)
{
	const struct screen *screen = app_screen(app);

	buf_clear(&popup->text);
	key_help(screen->in, app->columns - 2, app->form, &popup->text);
	if (popup->text.len && popup->text.text[popup->text.len - 1] != '\n')
		buf_char(&popup->text, '\n');
	popup_topic(screen->in, &popup->text);
}

void popup_help(struct app *app)
{
	struct popup *popup = open_popup(app, POPUP_PAGE_TEXT, _("Help: "));

	if (!popup)
		return;
	popup->help = true;
	buf_string(&popup->title, _(app_screen(app)->title));
	write_help(app, popup);
}

void popup_resized(struct app *app)
{
	if (app->popup && app->popup->help)
		write_help(app, app->popup);
}

void popup_typed(struct app *app, const char *title, struct slice text, const char *word, popup_done *done, void *state)
{
	struct popup *popup = open_popup(app, POPUP_TYPED, title);

	if (!popup)
		return;
	buf_add(&popup->text, text);
	popup->word = word;
	popup->done = done;
	popup->state = state;
}

/* Once for each query, so that rows can be drawn from anywhere. */
static void pick_find(struct app *app)
{
	struct popup *popup = app->popup;
	size_t at = 0, from = 0;

	popup->n = 0;
	popup->list = (struct list){ 0 };
	while (popup->rows(app, popup->state, buf_slice(&popup->edit.text), &at, &popup->row)) {
		if (popup->n == popup->size) {
			size_t size = popup->size ? 2 * popup->size : 64;
			size_t *more = mem_resize(popup->found, size, sizeof *more);

			if (!more) {
				app->failed = true;
				return;
			}
			popup->found = more;
			popup->size = size;
		}
		popup->found[popup->n++] = from;
		from = at;
	}
}

bool popup_pick_row(struct app *app, size_t i)
{
	struct popup *popup = app->popup;
	size_t at = i < popup->n ? popup->found[i] : 0;

	return i < popup->n && popup->rows(app, popup->state, buf_slice(&popup->edit.text), &at, &popup->row);
}

void popup_pick(struct app *app, const char *title, popup_rows *rows, popup_chosen *chosen, void *state)
{
	struct popup *popup = open_popup(app, POPUP_PICK, title);

	if (!popup)
		return;
	popup->rows = rows;
	popup->chosen = chosen;
	popup->state = state;
	pick_find(app);
}

void popup_quit(struct app *app)
{
	struct popup *popup = open_popup(app, POPUP_QUIT, _("Leave with changes?"));
	struct buf words = { 0 };

	if (!popup)
		return;
	if (app_changed(app))
		buf_string(&popup->text, _("The record was changed and not saved yet. A draft that is kept is offered at the next start."));
	if (app_left_out(app, &words))
		buf_printf(&popup->text, _("%sNot in the record, but in the draft, since they cannot be read: %s"),
		    popup->text.len ? "\n" : "", buf_text(&words));
	app->failed |= popup->text.failed || words.failed;
	buf_release(&words);
	popup->choice = QUIT_GO_ON;
}

unsigned popup_focus(const struct app *app)
{
	const struct popup *popup = app->popup;
	bool fixable = app->finding < app_findings(app) && app->survey.findings.finding[app->finding].fix;
	int last;

	switch (popup->kind) {
	case POPUP_TYPED:
		return IN_TEXT | IN_TYPED;
	case POPUP_PICK:
		return IN_TEXT | IN_PICK;
	case POPUP_QUIT:
		return IN_POPUP | IN_QUIT;
	case POPUP_FINDING:
		return IN_POPUP | (fixable ? IN_REPAIR : IN_FINDING);
	default:
		(void)popup_shown(app, &last);
		return IN_POPUP | (popup->top < last ? IN_HELP : IN_HELP_END);
	}
}

/* Text to read: by lines and pages. */
static bool read_key(struct app *app, enum action action)
{
	struct popup *popup = app->popup;
	int last, page = popup_shown(app, &last), top = popup->top < last ? popup->top : last;

	switch (action) {
	case ACT_DOWN: case ACT_NEXT:
		top++;
		break;
	case ACT_UP: case ACT_PREVIOUS:
		top--;
		break;
	case ACT_PAGE_DOWN: case ACT_CHOOSE:
		top += page;
		break;
	case ACT_GO:		/* through it page by page, and out at its end */
		if (top >= last) {
			popup_close(app);
			return true;
		}
		top += page;
		break;
	case ACT_PAGE_UP:
		top -= page;
		break;
	case ACT_FIRST:
		top = 0;
		break;
	case ACT_LAST:
		top = last;
		break;
	default:
		return false;
	}
	popup->top = top < 0 ? 0 : top < last ? top : last;
	return true;
}

static void quit_chosen(struct app *app, enum quit_choice choice)
{
	popup_close(app);
	if (choice == QUIT_SAVE)
		app_save_draft_and_quit(app, 0);
	else if (choice == QUIT_DISCARD)
		app_discard_and_quit(app);
}

static bool quit_key(struct app *app, uint32_t code, enum action action)
{
	struct popup *popup = app->popup;
	static const char letters[] = { 's', 'd', 'g' };

	for (int i = 0; i < QUIT_COUNT; i++)
		if (code == (uint32_t)letters[i]) {
			quit_chosen(app, (enum quit_choice)i);
			return true;
		}
	if (action == ACT_RIGHT || action == ACT_NEXT || action == ACT_DOWN)
		popup->choice = (popup->choice + 1) % QUIT_COUNT;
	else if (action == ACT_LEFT || action == ACT_PREVIOUS || action == ACT_UP)
		popup->choice = (popup->choice + QUIT_COUNT - 1) % QUIT_COUNT;
	else if (action == ACT_GO || action == ACT_CHOOSE)
		quit_chosen(app, popup->choice);
	else
		return false;
	return true;
}

/* Anything but the word does nothing, and that is said. */
static bool typed_key(struct app *app, const struct event *event, enum action action)
{
	struct popup *popup = app->popup;
	popup_done *done = popup->done;
	void *state = popup->state;
	bool agreed;

	if (event->kind == EVENT_PASTE)
		return edit_paste(&popup->edit, event->text) != EDIT_OTHER;
	if (action != ACT_GO)
		return edit_key(&popup->edit, event->code, 0) != EDIT_OTHER || read_key(app, action);
	agreed = slice_equal(slice_trim(buf_slice(&popup->edit.text)), slice_of(popup->word));
	popup_close(app);
	if (agreed)
		done(app, state);
	else
		app_say(app, LOOK_WARNING, "%s", _("The word was not typed: nothing was done."));
	return true;
}

static bool pick_chosen(struct app *app)
{
	struct popup *popup = app->popup;
	popup_chosen *chosen = popup->chosen;
	void *state = popup->state;
	struct buf query = { 0 };
	size_t at = PICK_NONE;

	if (popup->n)
		at = popup->found[popup->list.at < popup->n ? popup->list.at : popup->n - 1];
	buf_add(&query, buf_slice(&popup->edit.text));
	app->failed |= query.failed;
	popup_close(app);
	chosen(app, state, buf_slice(&query), at);
	buf_release(&query);
	return true;
}

static bool pick_key(struct app *app, const struct event *event, enum action action)
{
	struct popup *popup = app->popup;
	enum edited edited;

	if (event->kind == EVENT_KEY && action == ACT_GO)
		return pick_chosen(app);
	if (event->kind == EVENT_KEY && action != ACT_FIRST && action != ACT_LAST &&
	    list_action(&popup->list, action, popup->n, app->rows - PICK_AROUND))
		return true;
	edited = event->kind == EVENT_PASTE ? edit_paste(&popup->edit, event->text) : edit_key(&popup->edit, event->code, 0);
	if (edited == EDIT_CHANGED)
		pick_find(app);
	return edited != EDIT_OTHER;
}

/* What is explained is a finding: from here one goes to its term, repairs it, or looks at the next one. */
static bool finding_key(struct app *app, enum action action)
{
	if (action == ACT_GO) {
		popup_close(app);
		if (app->finding < app_findings(app))
			app_show_finding(app, app->finding);
		return true;
	}
	if (action != ACT_FIX && action != ACT_NEXT_FINDING && action != ACT_PREVIOUS_FINDING)
		return false;
	popup_close(app);
	app_common(app, action);
	return true;
}

bool popup_update(struct app *app, const struct event *event, enum action action)
{
	struct popup *popup = app->popup;

	if (event->kind == EVENT_KEY && (action == ACT_CLOSE || event->code == CODE_ESC || (action == ACT_QUIT && event->code == 'q'))) {
		popup_close(app);
		return true;
	}
	switch (popup->kind) {
	case POPUP_TYPED:
		return typed_key(app, event, action);
	case POPUP_PICK:
		return pick_key(app, event, action);
	case POPUP_QUIT:
		return event->kind == EVENT_KEY && quit_key(app, event->code, action);
	case POPUP_FINDING:
		return event->kind == EVENT_KEY && (finding_key(app, action) || read_key(app, action));
	default:
		return event->kind == EVENT_KEY && read_key(app, action);
	}
}
