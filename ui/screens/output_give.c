/* output_give: the text leaves: by the terminal, on a plain page, into a file, on standard output. */
#include "ui/popup.h"
#include "ui/screens/output_private.h"

#include "base/words.h"

#include <string.h>

static size_t errors(const struct app *app, const struct output_screen *out)
{
	size_t error, warning, note;

	app_finding_count(app, &error, &warning, &note);
	return error + out->over;
}

static bool has_text(struct app *app, const struct output_screen *out)
{
	if (out->bad || !out->text.len)
		app_say(app, LOOK_ERROR, "%s", _("There is nothing to give yet; the screen says why."));
	return !out->bad && out->text.len;
}

void output_copy(struct app *app, struct output_screen *out)
{
	char key[16];

	if (!has_text(app, out))
		return;
	app_push(app, &(struct effect){ .kind = EFFECT_COPY, .text = buf_slice(out->value.len ? &out->value : &out->text) });
	app_gave(app, buf_slice(&out->text));
	app_say(app, LOOK_PLAIN, out->value.len ? _("The value was sent to the terminal. If paste brings nothing: %s") :
		_("Sent to the terminal. If paste brings nothing: %s"), key_for(ACT_PLAIN_PAGE, app_in(app), key));
}

void output_page(struct app *app, struct output_screen *out)
{
	if (!has_text(app, out))
		return;
	app_push(app, &(struct effect){ .kind = EFFECT_PLAIN_PAGE, .text = buf_slice(&out->shown) });
	app_gave(app, buf_slice(&out->text));
}

void output_save(struct app *app, struct output_screen *out)
{
	if (has_text(app, out))
		prompt_open(&out->prompt, N_("File"), buf_slice(&out->path), app->form);
}

static void push_save(struct app *app, const struct output_screen *out, int status)
{
	app_push(app, &(struct effect){
		.kind = EFFECT_SAVE, .text = buf_slice(&out->text), .path = buf_slice(&out->path), .status = status });
}

static void save_new(struct app *app, void *state)
{
	push_save(app, state, 0);
}

static void save_over(struct app *app, void *state)
{
	push_save(app, state, 1);
}

static void shown_path(const struct app *app, const struct output_screen *out, struct buf *text)
{
	buf_char(text, '"');
	text_printable(text, buf_slice(&out->path), app->form);
	buf_char(text, '"');
}

/* Errors do not stop anybody who has read how many there are. */
void output_save_to(struct app *app, struct output_screen *out)
{
	struct slice path = prompt_text(&out->prompt);
	size_t n = errors(app, out);
	struct buf text = { 0 };

	buf_clear(&out->path);
	buf_add(&out->path, path);
	app->failed |= out->path.failed;
	if (!path.len || out->path.failed)
		return;
	if (!n) {
		push_save(app, out, 0);
		return;
	}
	buf_printf(&text, ngettext("The record has %zu error: receivers will refuse or misread it. F8 goes there.\n",
		"The record has %zu errors: receivers will refuse or misread it. F8 goes there.\n", n), n);
	buf_string(&text, _("Type yes to save it all the same."));
	popup_typed(app, _("Save a record with errors?"), buf_slice(&text), "yes", save_new, out);
	app->failed |= text.failed;
	buf_release(&text);
}

void output_done(struct app *app, struct output_screen *out, const struct event *event)
{
	struct buf path = { 0 }, text = { 0 };

	shown_path(app, out, &path);
	if (!event->error) {
		app_gave(app, buf_slice(&out->text));
		app_say(app, LOOK_GOOD, _("Saved to %s."), buf_text(&path));
	} else if (event->error == ERR_CHANGED) {
		buf_printf(&text, _("%s is there already: "), buf_text(&path));
		text_printable(&text, event->text, app->form);
		buf_string(&text, _(".\nAll of it would be replaced, not edited. Type yes to do it."));
		popup_typed(app, _("Replace the file?"), buf_slice(&text), "yes", save_over, out);
	} else {
		text_printable(&text, event->text, app->form);
		app_say(app, LOOK_ERROR, _("Not saved: %s"), buf_text(&text));
	}
	app->failed |= path.failed || text.failed;
	buf_release(&path);
	buf_release(&text);
}

/* Whoever leaves from here has come for this text: it goes to standard output. With errors in it the app asks first. */
void output_leave(struct app *app, struct output_screen *out)
{
	if (app->draft && !out->bad && out->text.len && !errors(app, out))
		app_gave(app, buf_slice(&out->text));
}
