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
};

/* Where things stand in this width. */
struct layout {
	int label, tail, field, width;	/* columns; width: of a text field */
	bool notes;
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
	struct layout l = { .label = area.column + INDENT, .notes = area.columns >= NOTES };
	int tails = widest(form, true), labels = widest(form, false);

	if (tails && area.columns < LABELS)
		labels = 0;
	l.tail = l.label + (labels ? labels + 2 : 0);
	l.field = l.tail + (tails ? tails + 1 : 0);
	l.width = area.column + area.columns - RIGHT - l.field;
	return l;
}

static int option_rows(const struct form *form, size_t i)
{
	const struct field_row *row = &form->row[i];
	int n = 0;

	if (row->kind != FIELD_CHOICE || !(row->flags & FIELD_DOWN))
		return 1;
	while (row->option[n])
		n++;
	return n;
}

/* Rows a field takes, none when it stands on the row of the one before. */
static int rows_of(const struct form *form, size_t i)
{
	if (form->field[i].hidden || form->row[i].flags & FIELD_BESIDE)
		return 0;
	return option_rows(form, i);
}

int form_rows(const struct form *form)
{
	int rows = 0;

	for (size_t i = 0; i < form->n; i++)
		rows += rows_of(form, i);
	return rows;
}

/* The row of the focus, that of its option in a choice written downwards. */
static int focus_row(const struct form *form)
{
	int row = 0;

	for (size_t i = 0; i < form->focus; i++)
		row += rows_of(form, i);
	if (form->row[form->focus].flags & FIELD_BESIDE)
		row--;
	if (form->row[form->focus].kind == FIELD_CHOICE && form->row[form->focus].flags & FIELD_DOWN)
		row += (int)form->field[form->focus].at;
	return row;
}

static int top_row(const struct form *form, int shown)
{
	int rows = form_rows(form), focus = focus_row(form);

	if (rows <= shown || focus < shown - 1)
		return 0;
	return focus + 2 - shown <= rows - shown ? focus + 2 - shown : rows - shown;
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

static int right_edge(const struct drawing *d)
{
	return d->area.column + d->area.columns;
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
	edit_draw_marked(&field->edit, d->cells, (struct area){ d->row, d->at.field + 1, 1, d->at.width - 2 }, has_cursor(d, i), field->bad,
	    field->checked ? field->bads : 0);
	cells_put(d->cells, d->row, d->at.field + d->at.width - 1, 1, LOOK_PLAIN, SLICE("]"));
}

/* "[x] mx   the servers it receives on   mx1 192.0.2.25": state first, for those who listen. */
static void draw_box(struct drawing *d, size_t i)
{
	const struct field_row *row = &d->form->row[i];
	enum look look = has_cursor(d, i) ? LOOK_FOCUS : LOOK_PLAIN;
	int column = d->at.label, end = right_edge(d) - RIGHT;

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

static int draw_option(struct drawing *d, size_t i, size_t option, int row, int column)
{
	const struct field *field = &d->form->field[i];
	bool here = has_cursor(d, i) && field->at == option;

	if (!in_sight(d, row))
		return 0;
	if (here)
		cells_cursor(d->cells, row, column);
	return cells_printf(d->cells, row, column, right_edge(d) - column, here ? LOOK_FOCUS : LOOK_PLAIN, "%s %s",
	    field->value == option ? "(*)" : "( )", _(d->form->row[i].option[option])) + 2;
}

static void draw_choice(struct drawing *d, size_t i)
{
	bool down = d->form->row[i].flags & FIELD_DOWN;
	int column = d->at.field;

	if (in_sight(d, d->row))
		draw_label(d, i);
	for (size_t k = 0; d->form->row[i].option[k]; k++) {
		int used = draw_option(d, i, k, d->row + (down ? (int)k : 0), column);

		column += down ? 0 : used;
	}
}

static void draw_button(struct drawing *d, size_t i)
{
	bool focus = has_cursor(d, i);
	int column = d->form->row[i].flags & FIELD_BESIDE ? d->button : d->at.field, row = d->row;

	if (!in_sight(d, row))
		return;
	if (has_cursor(d, i))
		cells_cursor(d->cells, row, column);
	d->button = column + BUTTON_GAP +
	    cells_printf(d->cells, row, column, right_edge(d) - column, focus ? LOOK_FOCUS : LOOK_PLAIN, "< %s >", _(d->form->row[i].label));
}

static void draw_field(struct drawing *d, size_t i)
{
	switch (d->form->row[i].kind) {
	case FIELD_TITLE:
		cells_put(d->cells, d->row, d->at.label, right_edge(d) - d->at.label, LOOK_PLAIN, slice_of(_(d->form->row[i].label)));
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
		cells_put_right(d->cells, d->row, right_edge(d) - RIGHT, RIGHT - 1, LOOK_PLAIN, buf_slice(&d->right));
}

void form_draw(const struct form *form, struct cells *cells, struct area area, const struct form_notes *notes)
{
	struct drawing d = { form, cells, area, lay_out(form, area), notes, { 0 }, { 0 }, 0, 0 };
	int top = top_row(form, area.rows), next = area.row - top, mark = area.row - top + focus_row(form);

	for (size_t i = 0; i < form->n; i++) {
		if (form->field[i].hidden)
			continue;
		d.row = form->row[i].flags & FIELD_BESIDE ? next - 1 : next;
		draw_row(&d, i);
		next += rows_of(form, i);
	}
	if (in_sight(&d, mark) && has_cursor(&d, form->focus))
		cells_put(cells, mark, area.column + 1, 1, LOOK_PLAIN, SLICE(">"));
	if (next > area.row + area.rows && area.rows > 1)
		cells_put_right(cells, area.row + area.rows - 1, area.column, area.columns, LOOK_PLAIN, slice_of(_("more v")));
	buf_release(&d.note);
	buf_release(&d.right);
}
