/* app_draw: the frame around every screen: title, screens, message or hint, keys. */
#include "ui/popup.h"
#include "ui/screen.h"

#include "base/words.h"

#include <string.h>

enum { NAMES_COLUMNS = 80 };	/* from here on the screens have their names */

static void put(struct cells *cells, int row, int column, enum look look, const struct buf *text)
{
	cells_put(cells, row, column, cells->columns - column, look, buf_slice(text));
}

/* "from the zone files" */
static void add_local(const struct app *app, struct slice label, struct buf *out)
{
	struct buf shown = { 0 };

	text_printable(&shown, label, app->form);
	if (shown.len)
		buf_printf(out, _("from %s"), buf_text(&shown));
	buf_release(&shown);
}

/* A server is an address; all else is a word of ours. */
void app_add_source(const struct app *app, struct slice label, struct buf *out)
{
	struct buf text = { 0 };

	buf_add(&text, label);
	if (label.len && (ascii_digit(label.at[0]) || strchr(buf_text(&text), ':')))
		buf_printf(out, _("resolver %s"), buf_text(&text));
	else
		add_local(app, label, out);
	buf_release(&text);
}

static void add_domain(const struct app *app, struct buf *out)
{
	struct buf name = { 0 };

	if (app->domain.len)
		name_shown(&app->domain, app->form, &name);
	text_printable(out, buf_slice(&name), app->form);
	buf_release(&name);
}

/* By somebody: what was found for a domain without a record, and what DNS did not say, is no change yet. */
static bool is_modified(const struct app *app)
{
	return app->draft && !app_untouched(app) && draft_changed(app->draft);
}

/* Whether it is another one than what is published, as far as that is known. */
static const char *state_word(const struct app *app)
{
	if (!is_modified(app))
		return NULL;
	return app_published_known(app) ? N_("*modified") : N_("draft");
}

static void draw_title(const struct app *app, struct cells *cells)
{
	struct buf left = { 0 }, right = { 0 };
	int used;

	buf_string(&left, " spfwiz  ");
	if (app->domain.len)
		add_domain(app, &left);
	else
		buf_string(&left, app->start.version ? app->start.version : "");
	if (state_word(app))
		buf_printf(&left, "  %s", _(state_word(app)));
	used = cells_put(cells, 0, 0, cells->columns, LOOK_BOLD, buf_slice(&left));
	app_add_source(app, buf_slice(&app->source), &right);
	if (used + 2 + (int)text_width(buf_slice(&right)) <= cells->columns)
		cells_put_right(cells, 0, used, cells->columns - used, LOOK_PLAIN, buf_slice(&right));
	buf_release(&left);
	buf_release(&right);
}

/* "1 Start [2 Discover] 3 Build": the present one in brackets; in a narrow window the others are their digit. */
static void draw_screens(const struct app *app, struct cells *cells)
{
	int column = 0;

	for (int i = 0; i < SCREEN_COUNT; i++) {
		bool here = i == (int)app->screen;
		struct buf text = { 0 };

		buf_printf(&text, "%s%d", here ? "[" : " ", i + 1);
		if (here || cells->columns >= NAMES_COLUMNS)
			buf_printf(&text, " %s", _(app_screen_at((enum screen_id)i)->title));
		buf_string(&text, here ? "]" : " ");
		column += cells_put(cells, 1, column, cells->columns - column, here ? LOOK_BOLD : LOOK_PLAIN, buf_slice(&text));
		buf_release(&text);
	}
	cells_rule(cells, 2, SLICE(""), SLICE(""));
}

/* "example.org *            3 Build 1/2" */
static void draw_small_title(const struct app *app, struct cells *cells)
{
	struct buf left = { 0 }, right = { 0 };
	int room;

	buf_printf(&right, "%d %s", (int)app->screen + 1, _(app_screen(app)->title));
	if (app_screen(app)->pages)
		buf_printf(&right, " %d/2", app->page + 1);
	room = cells->columns - (int)text_width(buf_slice(&right)) - 2;
	buf_char(&left, ' ');
	add_domain(app, &left);
	buf_string(&left, is_modified(app) && app_published_known(app) ? " *" : "");
	cells_put(cells, 0, 0, room, LOOK_BOLD, buf_slice(&left));
	cells_put_right(cells, 0, 0, cells->columns, LOOK_PLAIN, buf_slice(&right));
	buf_release(&left);
	buf_release(&right);
}

void draw_cut(struct cells *cells, struct area area, enum look look, struct slice text)
{
	size_t last = cells_wrap_at(text, area.columns, cells->form, area.rows - 1, 0);

	if (cells_wrap(cells, area, 0, look, text, NULL, 0) <= area.rows)
		return;
	cells_blank(cells, area.row + area.rows - 1, area.column, area.columns);
	cells_put(cells, area.row + area.rows - 1, area.column, area.columns, look, slice_from(text, last));
}

/* In its rows above the footer. What is longer takes more of them, but never the one where the cursor stands. */
static void draw_said(const struct app *app, struct cells *cells, enum look look, struct slice text)
{
	enum { ROWS_MOST = 4 };
	int columns = cells->columns - 1, lines = cells_wrap_find(text, columns, app->form, 0, NULL, NULL);
	int rows = app_hint_rows(app), top = cells->rows - 1 - rows;

	for (; rows < lines && rows < ROWS_MOST && top - 1 != cells->cursor_row; rows++)
		cells_blank(cells, --top, 0, cells->columns);
	draw_cut(cells, (struct area){ top, 1, rows, columns }, look, text);
}

/* The last message, or the line about the focused thing. */
static void draw_hint(const struct app *app, struct cells *cells)
{
	const struct screen *screen = app_screen(app);
	struct buf text = { 0 }, shown = { 0 };

	if (app->message.len) {
		draw_said(app, cells, app->message_look, buf_slice(&app->message));
	} else if (screen->hint) {
		screen->hint(app, app->state[app->screen], &text);
		text_printable(&shown, buf_slice(&text), app->form);
		draw_said(app, cells, LOOK_PLAIN, buf_slice(&shown));
	}
	buf_release(&text);
	buf_release(&shown);
}

static void draw_footer(const struct app *app, struct cells *cells)
{
	struct buf text = { 0 };

	key_footer(app_in(app), cells->columns - 1, &text);
	put(cells, cells->rows - 1, 1, LOOK_PLAIN, &text);
	buf_release(&text);
}

static void draw_too_small(struct cells *cells)
{
	struct buf text = { 0 };

	buf_printf(&text, _("Needs 40x12, has %dx%d. Enlarge, or press p for plain questions, q to leave."), cells->columns,
	    cells->rows);
	cells_wrap(cells, (struct area){ 0, 0, cells->rows, cells->columns }, 0, LOOK_PLAIN, buf_slice(&text), NULL, 0);
	cells_cursor(cells, 0, 0);
	buf_release(&text);
}

void app_draw(const struct app *app, struct cells *cells)
{
	const struct screen *screen = app_screen(app);
	bool small = app_small(app);

	if (cells->rows != app->rows || cells->columns != app->columns)
		cells_resize(cells, app->rows, app->columns);
	cells_clear(cells);
	cells->form = app->form;
	cells_cursor(cells, 0, 0);
	if (app_too_small(app)) {
		draw_too_small(cells);
		return;
	}
	if (small) {
		draw_small_title(app, cells);
	} else {
		draw_title(app, cells);
		draw_screens(app, cells);
	}
	screen->draw(app, app->state[app->screen], cells,
	    (struct area){ app_head_rows(app), 0, app_body_rows(app), cells->columns });
	if (!app->popup)
		draw_hint(app, cells);
	draw_footer(app, cells);
	if (app->popup)
		popup_draw(app, cells);
}
