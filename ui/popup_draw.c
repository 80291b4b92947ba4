/* popup_draw: a popup's box over the screen, and where its cursor stands. */
#include "ui/popup_private.h"
#include "ui/screen.h"

#include "base/words.h"

#include <string.h>

enum { BOX_COLUMNS = 76, FIELD_COLUMNS = 32 };

void popup_topic(unsigned in, struct buf *out)
{
	static const struct {
		unsigned in;
		const char *text;
	} topics[] = {
		{ IN_START, N_("SPF is looked up at the domain of the envelope sender (MAIL FROM, Return-Path), RFC 7208 2.4. Start with that domain.") },
		{ IN_DISCOVER, N_("Each row is a question to DNS. Nothing has to be waited for: Enter goes on with what is known, and the rest comes in "
			"later.") },
		{ IN_BUILD, N_("~all asks receivers to take mail from other places but mark it; -all asks them to refuse it. Start with ~all, read the "
			"DMARC reports, then use -all.") },
		{ IN_TEST, N_("A sender is tried as receivers try it: term by term, the first that matches decides (RFC 7208 4.6.2).") },
		{ IN_TREE, N_("Terms that ask DNS are counted, also those of included records; after 10 of them receivers answer permerror "
			"(RFC 7208 4.6.4).") },
		{ IN_DIFF, N_("Terms are compared by what they let pass, so order and spelling do not matter.") },
		{ IN_OUTPUT, N_("Nothing is changed in DNS by looking at this. What is saved replaces a file only if it is still as it was read.") },
	};

	buf_char(out, '\n');
	for (size_t i = 0; i < sizeof topics / sizeof *topics; i++)
		if (topics[i].in == in)
			buf_string(out, _(topics[i].text));
	buf_string(out, _("\n\nMarks: E error  W warning  i note  [x] on  (*) chosen  > here"));
}

static int box_columns(int columns)
{
	return columns - 4 < BOX_COLUMNS ? columns - 4 : BOX_COLUMNS;
}

static const char *const quit_words[QUIT_COUNT] = { N_("Save draft"), N_("Discard"), N_("Go on") };

/* Where a button of the question stands, with its row counted from the first: side by side as far as they fit. */
static int quit_place(int choice, int columns, int *column)
{
	enum { AROUND = 4, GAP = 2 };		/* "< " and " >" */
	int row = 0;

	*column = 0;
	for (int i = 0; i < choice; i++) {
		*column += (int)text_width(slice_of(_(quit_words[i]))) + AROUND + GAP;
		if (*column + (int)text_width(slice_of(_(quit_words[i + 1]))) + AROUND > columns) {
			*column = 0;
			row++;
		}
	}
	return row;
}

int popup_shown(const struct app *app, int *last)
{
	const struct popup *popup = app->popup;
	bool page = popup->kind == POPUP_PAGE_TEXT;
	int columns = page ? app->columns - 2 : box_columns(app->columns) - 4, column;
	int more = popup->kind == POPUP_QUIT ? quit_place(QUIT_COUNT - 1, columns, &column) : 0;
	int below = popup->kind == POPUP_FINDING || popup->kind == POPUP_ABOUT ? 0 : 2 + more;
	int rows = page ? app->rows - 3 : app->rows - 5 - below;
	int lines = cells_wrap_find(buf_slice(&popup->text), columns, app->form, 0, NULL, NULL);

	rows = rows > 1 ? rows : 1;
	*last = lines > rows ? lines - rows : 0;
	return rows;
}

static void draw_edge(struct cells *cells, int row, int column, int width, enum look left, enum look right)
{
	cells_put(cells, row, column, 1, left, SLICE("+"));
	for (int c = 1; c < width - 1; c++)
		cells_put(cells, row, column + c, 1, LOOK_RULE, SLICE("-"));
	cells_put(cells, row, column + width - 1, 1, right, SLICE("+"));
}

/* The box around rows of text and `below` rows of its own under them; returns what is inside. */
static struct area draw_box(struct cells *cells, const struct buf *title, int lines, int below)
{
	int width = box_columns(cells->columns), most = cells->rows - 3;
	int height = lines + below + 2 < most ? lines + below + 2 : most;
	struct area box = { (cells->rows - 1 - height) / 2, (cells->columns - width) / 2, height, width };

	for (int r = 0; r < height; r++) {
		cells_blank(cells, box.row + r, box.column, width);
		cells_put(cells, box.row + r, box.column, 1, LOOK_RULE, SLICE("|"));
		cells_put(cells, box.row + r, box.column + width - 1, 1, LOOK_RULE, SLICE("|"));
	}
	draw_edge(cells, box.row, box.column, width, LOOK_UPPER_LEFT, LOOK_UPPER_RIGHT);
	draw_edge(cells, box.row + height - 1, box.column, width, LOOK_LOWER_LEFT, LOOK_LOWER_RIGHT);
	cells_printf(cells, box.row, box.column + 2, width - 4, LOOK_BOLD, " %s ", buf_text(title));
	return (struct area){ box.row + 1, box.column + 2, height - 2, width - 4 };
}

static int box_text_columns(const struct cells *cells)
{
	return box_columns(cells->columns) - 4;
}

/* Text as far as scrolled; the cursor is on its first line in sight. */
static void draw_text(const struct popup *popup, struct cells *cells, struct area area, int lines)
{
	int last = lines > area.rows ? lines - area.rows : 0, top = popup->top < last ? popup->top : last;

	cells_wrap(cells, area, top, LOOK_PLAIN, buf_slice(&popup->text), NULL, 0);
	if (top < last)
		cells_put_right(cells, area.row + area.rows, area.column, area.columns, LOOK_PLAIN, slice_of(_(" more v ")));
	cells_cursor(cells, area.row, area.column);
}

static void draw_read(const struct popup *popup, struct cells *cells)
{
	int lines = cells_wrap_find(buf_slice(&popup->text), box_text_columns(cells), cells->form, 0, NULL, NULL);
	struct area inside = draw_box(cells, &popup->title, lines, 0);

	draw_text(popup, cells, inside, lines);
}

static void draw_typed(const struct popup *popup, struct cells *cells)
{
	int lines = cells_wrap_find(buf_slice(&popup->text), box_text_columns(cells), cells->form, 0, NULL, NULL), used, row;
	struct area inside = draw_box(cells, &popup->title, lines, 2);

	inside.rows -= 2;
	draw_text(popup, cells, inside, lines);
	row = inside.row + inside.rows + 1;
	used = cells_printf(cells, row, inside.column, inside.columns - 6, LOOK_PLAIN, _("Type %s to do it: "), popup->word);
	edit_draw(&popup->edit, cells, row, inside.column + used, inside.columns - used < 8 ? inside.columns - used : 8, true);
}

static void draw_quit(const struct popup *popup, struct cells *cells)
{
	int columns = box_text_columns(cells), column;
	int lines = cells_wrap_find(buf_slice(&popup->text), columns, cells->form, 0, NULL, NULL);
	int below = 2 + quit_place(QUIT_COUNT - 1, columns, &column);
	struct area inside = draw_box(cells, &popup->title, lines, below), text = inside;

	text.rows -= below;
	draw_text(popup, cells, text, lines);
	for (int i = 0; i < QUIT_COUNT; i++) {
		bool here = i == (int)popup->choice;
		int row = text.row + text.rows + 1 + quit_place(i, columns, &column);

		cells_printf(cells, row, inside.column + column, columns - column, here ? LOOK_FOCUS : LOOK_PLAIN, "< %s >",
		    _(quit_words[i]));
		if (here)
			cells_cursor(cells, row, inside.column + column);
	}
}

static void draw_rows(struct app *app, struct cells *cells, struct area area)
{
	struct popup *popup = app->popup;
	size_t top = list_top(&popup->list, popup->n, area.rows);

	for (int r = 0; r < area.rows && popup_pick_row(app, top + (size_t)r); r++) {
		bool here = top + (size_t)r == popup->list.at;

		cells_put(cells, area.row + r, area.column, 1, LOOK_PLAIN, here ? SLICE(">") : SLICE(" "));
		cells_put(cells, area.row + r, area.column + 2, area.columns - 2, here ? LOOK_FOCUS : LOOK_PLAIN, buf_slice(&popup->row.text));
	}
	if (!popup->n)
		cells_wrap(cells, (struct area){ area.row, area.column + 2, area.rows, area.columns - 2 }, 0, LOOK_PLAIN,
		    slice_of(_("Nothing known is called so. Enter takes what is typed.")), NULL, 0);
}

/* What the chosen row is about takes the place of the message. */
static void draw_about(struct app *app, struct cells *cells)
{
	struct popup *popup = app->popup;
	struct area area = { cells->rows - 1 - PICK_ABOUT, 1, PICK_ABOUT, cells->columns - 1 };

	for (int row = 0; row < area.rows; row++)
		cells_blank(cells, area.row + row, 0, cells->columns);
	if (popup_pick_row(app, popup->list.at))
		draw_cut(cells, area, LOOK_PLAIN, buf_slice(&popup->row.about));
}

static void draw_pick(struct app *app, struct cells *cells)
{
	struct popup *popup = app->popup;
	struct area inside = draw_box(cells, &popup->title, app->rows - PICK_AROUND, 2);
	int used;

	draw_about(app, cells);
	used = cells_put(cells, inside.row, inside.column, inside.columns, LOOK_PLAIN, slice_of(_("Search: ")));
	draw_rows(app, cells, (struct area){ inside.row + 2, inside.column, inside.rows - 2, inside.columns });
	edit_draw(&popup->edit, cells, inside.row, inside.column + used,
	    inside.columns - used < FIELD_COLUMNS ? inside.columns - used : FIELD_COLUMNS, true);
}

/* " spfwiz  Help: Build                page 1 of 3" over all but the footer. */
static void draw_page(const struct app *app, const struct popup *popup, struct cells *cells)
{
	struct area area = { 2, 1, cells->rows - 3, cells->columns - 2 };
	int lines = cells_wrap_find(buf_slice(&popup->text), area.columns, cells->form, 0, NULL, NULL);
	int last = lines > area.rows ? lines - area.rows : 0, top = popup->top < last ? popup->top : last;
	struct buf place = { 0 };
	int room = cells->columns - 2;

	for (int row = 0; row < cells->rows - 1; row++)
		cells_blank(cells, row, 0, cells->columns);
	buf_printf(&place, _("lines %d-%d of %d"), top + 1, top + area.rows < lines ? top + area.rows : lines, lines);
	if (lines > area.rows)
		room -= (int)text_width(buf_slice(&place)) + 2;
	cells_printf(cells, 0, 1, room, LOOK_BOLD, app_small(app) ? "%s" : "spfwiz  %s", buf_text(&popup->title));
	if (lines > area.rows)
		cells_put_right(cells, 0, 0, cells->columns - 1, LOOK_PLAIN, buf_slice(&place));
	cells_rule(cells, 1, SLICE(""), SLICE(""));
	cells_wrap(cells, area, top, LOOK_PLAIN, buf_slice(&popup->text), NULL, 0);
	cells_cursor(cells, area.row, area.column);
	buf_release(&place);
}

void popup_draw(const struct app *app, struct cells *cells)
{
	struct popup *popup = app->popup;

	switch (popup->kind) {
	case POPUP_TYPED:
		draw_typed(popup, cells);
		break;
	case POPUP_QUIT:
		draw_quit(popup, cells);
		break;
	case POPUP_PAGE_TEXT:
		draw_page(app, popup, cells);
		break;
	case POPUP_PICK:
		draw_pick((struct app *)(uintptr_t)app, cells);
		break;
	default:
		draw_read(popup, cells);
	}
}
