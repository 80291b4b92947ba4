/* form_draw: a form in cells: labels, fields, what is known about each at its right, and the cursor on the focus. */
#include "ui/form.h"

#include "base/words.h"

#include <string.h>

enum {
	INDENT = 3,		/* before labels; the mark of the focus stands in it */
	RIGHT = 7,		/* columns at the right edge, for what a field costs, and "more v" */
	LABELS = 60,		/* columns from which on labels are shown beside their tails */
	NOTES = 80,		/* and notes */
	BUTTON_GAP = 3,
	MORE = 2,		/* a blank and the mark that there is more */
};

/* Where things stand in this width. */
struct layout {
	int label, tail, field, width, end;	/* columns; width: of a text field; end: behind the last that may be used */
	int more;		/* columns kept free at the right for the mark that there is more */
	bool notes, narrow;
};

static int widest(const struct form *form, bool tails)
{
	int most = 0;

	for (size_t i = 0; i < form->n; i++) {
		const struct field_row *row = &form->row[i];
		const char *word = tails ? row->tail : row->label;
		int width;

		if (row->kind == FIELD_TITLE || row->kind == FIELD_BUTTON || row->kind == FIELD_BOX || !word)
			continue;
		width = (int)text_width(slice_of(tails ? word : _(word)));
		most = width > most ? width : most;
	}
	return most;
}

static struct layout lay_out(const struct form *form, struct area area)
{
	struct layout l = { .label = area.column + INDENT, .notes = area.columns >= NOTES, .narrow = area.columns < LABELS };
	int tails = widest(form, true), labels = widest(form, false);

	if (tails && area.columns < LABELS)
		labels = 0;
	l.tail = l.label + (labels ? labels + 2 : 0);
	l.field = l.tail + (tails ? tails + 1 : 0);
	l.end = area.column + area.columns;
	l.width = l.end - RIGHT - l.field;
	return l;
}

/* Where option k of a choice stands: a row below the field's own, and a column. Side by side as far as they fit. */
struct place {
	int row, column;
};
static int option_width(const struct field_row *row, size_t k)
{
	return 4 + (int)text_width(slice_of(_(row->option[k])));
}

static struct place option_place(const struct field_row *row, const struct layout *at, size_t option)
{
	struct place place = { 0, at->field };

	if (row->flags & FIELD_DOWN && at->narrow)	/* under the label, where there is more room */
		return (struct place){ (int)option + 1, at->label };
	if (row->flags & FIELD_DOWN)
		return (struct place){ (int)option, at->field };
	for (size_t k = 0; k < option; k++) {
		place.column += option_width(row, k) + 2;
		if (place.column + option_width(row, k + 1) > at->end - at->more)
			place = (struct place){ place.row + 1, at->field };
	}
	return place;
}

static int option_rows(const struct field_row *row, const struct layout *at)
{
	size_t n = 0;

	while (row->option && row->option[n])
		n++;
	return n ? option_place(row, at, n - 1).row + 1 : 1;
}

/* Rows a field takes, none when it stands on the row of the one before. */
static int rows_of(const struct form *form, const struct layout *at, size_t i)
{
	if (form->field[i].hidden || form->row[i].flags & FIELD_BESIDE)
		return 0;
	return option_rows(&form->row[i], at);
}

static int all_rows(const struct form *form, const struct layout *at)
{
	int rows = 0;

	for (size_t i = 0; i < form->n; i++)
		rows += rows_of(form, at, i);
	return rows;
}

int form_rows(const struct form *form, int columns)
{
	struct layout at = lay_out(form, (struct area){ 0, 0, 1, columns });

	return all_rows(form, &at);
}

/* The row of the focus, that of its option in a choice. */
static int focus_row(const struct form *form, const struct layout *at)
{
	const struct field_row *focus = &form->row[form->focus];
	int row = 0;

	for (size_t i = 0; i < form->focus; i++)
		row += rows_of(form, at, i);
	if (focus->flags & FIELD_BESIDE)
		row--;
	return focus->kind == FIELD_CHOICE ? row + option_place(focus, at, form->field[form->focus].at).row : row;
}

static int top_row(const struct form *form, const struct layout *at, int shown)
{
	int below = shown > 1 ? 2 : 1;		/* one more row is in sight, where there is one */
	int rows = all_rows(form, at), top = focus_row(form, at) + below - shown;

	if (top < 0 || rows <= shown)
		return 0;
	return top <= rows - shown ? top : rows - shown;
}

struct drawing {
	const struct form *form;
	struct cells *cells;
	struct area area;
	struct layout at;
	const struct form_notes *notes;
	struct buf note, right;
	int row, button;	/* of the cells; column of the next button */
};

static bool in_sight(const struct drawing *d, int row)
{
	return row >= d->area.row && row < d->area.row + d->area.rows;
}

static bool has_cursor(const struct drawing *d, size_t i)
{
	return i == d->form->focus && (!d->notes || d->notes->cursor);
}

static void draw_label(struct drawing *d, size_t i)
{
	const struct field_row *row = &d->form->row[i];

	if (row->label && (d->at.tail > d->at.label || d->at.field == d->at.tail))
		cells_put(d->cells, d->row, d->at.label, d->at.field - d->at.label, LOOK_PLAIN, slice_of(_(row->label)));
	if (row->tail)
		cells_put(d->cells, d->row, d->at.tail, d->at.field - d->at.tail, LOOK_PLAIN, slice_of(row->tail));
}

static void draw_text(struct drawing *d, size_t i)
{
	const struct field *field = &d->form->field[i];

	draw_label(d, i);
	cells_put(d->cells, d->row, d->at.field, 1, LOOK_PLAIN, SLICE("["));
	edit_draw_marked(&field->edit, d->cells, (struct area){ d->row, d->at.field + 1, 1, d->at.width - 2 }, has_cursor(d, i),
	    field->bad, field->checked ? field->bads : 0);
	cells_put(d->cells, d->row, d->at.field + d->at.width - 1, 1, LOOK_PLAIN, SLICE("]"));
}

/* "[x] mx   the servers it receives on   mx1 192.0.2.25": state first, for those who listen. */
static void draw_box(struct drawing *d, size_t i)
{
	const struct field_row *row = &d->form->row[i];
	enum look look = has_cursor(d, i) ? LOOK_FOCUS : LOOK_PLAIN;
	int column = d->at.label, end = d->at.end - RIGHT;

	cells_put(d->cells, d->row, column, 3, look, d->form->field[i].value ? SLICE("[x]") : SLICE("[ ]"));
	if (has_cursor(d, i))
		cells_cursor(d->cells, d->row, column);
	column += 4;
	if (row->tail) {
		int used = cells_put(d->cells, d->row, column, end - column, LOOK_PLAIN, slice_of(row->tail));

		column += used + 1 > 5 ? used + 1 : 5;
	}
	if (row->label && (d->at.notes || !row->tail)) {
		int used = cells_put(d->cells, d->row, column, end - column, LOOK_PLAIN, slice_of(_(row->label)));

		column = column + used + 2 > d->at.field + 8 ? column + used + 2 : d->at.field + 8;
	}
	if (d->note.len)
		cells_put(d->cells, d->row, column, end - column, LOOK_PLAIN, buf_slice(&d->note));
}

static void draw_option(struct drawing *d, size_t i, size_t option)
{
	const struct field *field = &d->form->field[i];
	struct place place = option_place(&d->form->row[i], &d->at, option);
	bool here = i == d->form->focus && field->at == option;
	int row = d->row + place.row;

	if (!in_sight(d, row))
		return;
	if (here && has_cursor(d, i))
		cells_cursor(d->cells, row, place.column);
	place.column += cells_printf(d->cells, row, place.column, d->at.end - place.column, here ? LOOK_FOCUS : LOOK_PLAIN, "%s %s",
	    field->value == option ? "(*)" : "( )", _(d->form->row[i].option[option]));
	if (!d->notes || !d->notes->option)
		return;
	buf_clear(&d->note);
	d->notes->option(d->notes->arg, d->form->row[i].id, option, &d->note);
	cells_put(d->cells, row, place.column + 1, d->at.end - place.column - 1, LOOK_PLAIN, buf_slice(&d->note));
}

static void draw_choice(struct drawing *d, size_t i)
{
	if (in_sight(d, d->row))
		draw_label(d, i);
	for (size_t k = 0; d->form->row[i].option[k]; k++)
		draw_option(d, i, k);
}

static void draw_button(struct drawing *d, size_t i)
{
	bool focus = has_cursor(d, i);
	int first = d->at.narrow ? d->at.label : d->at.field;	/* two of them need all the room there is */
	int column = d->form->row[i].flags & FIELD_BESIDE ? d->button : first, row = d->row;

	if (!in_sight(d, row))
		return;
	if (has_cursor(d, i))
		cells_cursor(d->cells, row, column);
	d->button = column + BUTTON_GAP +
	    cells_printf(d->cells, row, column, d->at.end - column, focus ? LOOK_FOCUS : LOOK_PLAIN, "< %s >", _(d->form->row[i].label));
}

static void draw_field(struct drawing *d, size_t i)
{
	switch (d->form->row[i].kind) {
	case FIELD_TITLE:
		cells_put(d->cells, d->row, d->at.label, d->at.end - d->at.label, LOOK_PLAIN,
		    d->form->row[i].label ? slice_of(_(d->form->row[i].label)) : buf_slice(&d->note));
		break;
	case FIELD_TEXT:
		draw_text(d, i);
		break;
	case FIELD_BOX:
		draw_box(d, i);
		break;
	default:
		break;
	}
}

/* Marks, notes and figures around the field. */
static void draw_row(struct drawing *d, size_t i)
{
	enum field_kind kind = d->form->row[i].kind;

	buf_clear(&d->note);
	buf_clear(&d->right);
	if (d->notes && d->notes->about)
		d->notes->about(d->notes->arg, d->form->row[i].id, &d->note, &d->right);
	if (kind == FIELD_CHOICE)
		draw_choice(d, i);
	else if (kind == FIELD_BUTTON)
		draw_button(d, i);
	else if (in_sight(d, d->row))
		draw_field(d, i);
	if (!in_sight(d, d->row))
		return;
	if (d->right.len)
		cells_put_right(d->cells, d->row, d->at.end - RIGHT, RIGHT - 1, LOOK_PLAIN, buf_slice(&d->right));
}

/* In the corner, as far as nothing stands there. */
static void draw_more(const struct drawing *d, int row, const char *words, struct slice mark)
{
	bool room = row < d->cells->rows;

	for (int column = d->at.end - RIGHT; room && column < d->at.end; column++)
		room = column >= 0 && d->cells->cell[row * d->cells->columns + column].text[0] == ' ';
	cells_put_right(d->cells, row, d->area.column, d->area.columns, LOOK_PLAIN, room ? slice_of(words) : mark);
}

void form_draw(const struct form *form, struct cells *cells, struct area area, const struct form_notes *notes)
{
	struct drawing d = { form, cells, area, lay_out(form, area), notes, { 0 }, { 0 }, 0, 0 };
	int top, next, mark;

	if (all_rows(form, &d.at) > area.rows)
		d.at.more = MORE;
	top = top_row(form, &d.at, area.rows);
	next = area.row - top;
	mark = next + focus_row(form, &d.at);
	for (size_t i = 0; i < form->n; i++) {
		if (form->field[i].hidden)
			continue;
		d.row = form->row[i].flags & FIELD_BESIDE ? next - 1 : next;
		draw_row(&d, i);
		next += rows_of(form, &d.at, i);
	}
	if (in_sight(&d, mark) && has_cursor(&d, form->focus))
		cells_put(cells, mark, area.column + 1, 1, LOOK_PLAIN, SLICE(">"));
	if (next > area.row + area.rows && area.rows > 1)
		draw_more(&d, area.row + area.rows - 1, _("more v"), SLICE("v"));
	if (top > 0 && area.rows > 2)
		draw_more(&d, area.row, _("more ^"), SLICE("^"));
	buf_release(&d.note);
	buf_release(&d.right);
}
