/* form: which field has the focus, and what a key does to it. */
#include "ui/form.h"

#include "base/memory.h"

#include <string.h>

bool form_init(struct form *form, const struct field_row *row, size_t n)
{
	*form = (struct form){ .row = row, .field = mem_zero(n, sizeof *form->field), .n = n };
	while (form->field && form->focus + 1 < n && row[form->focus].kind == FIELD_TITLE)
		form->focus++;
	return form->field != NULL;
}

void form_release(struct form *form)
{
	for (size_t i = 0; i < form->n && form->field; i++) {
		edit_release(&form->field[i].edit);
		buf_release(&form->field[i].fault);
		buf_release(&form->field[i].entered);
		mem_free(form->field[i].bad);
	}
	mem_free(form->field);
	*form = (struct form){ 0 };
}

void form_use(struct form *form, enum text_form text_form)
{
	for (size_t i = 0; i < form->n; i++)
		form->field[i].edit.form = text_form;
}

size_t form_index(const struct form *form, int id)
{
	size_t i = 0;

	while (i + 1 < form->n && form->row[i].id != id)
		i++;
	return i;
}

struct field *form_field(const struct form *form, int id)
{
	return &form->field[form_index(form, id)];
}

int form_at(const struct form *form)
{
	return form->row[form->focus].id;
}

unsigned form_focus_in(const struct form *form)
{
	switch (form->row[form->focus].kind) {
	case FIELD_TEXT:
		return IN_TEXT;
	case FIELD_BUTTON:
		return IN_BUTTON;
	default:
		return IN_CHOICE;
	}
}

static bool can_focus(const struct form *form, size_t i)
{
	return form->row[i].kind != FIELD_TITLE && !form->field[i].hidden;
}

static size_t options(const struct field_row *row)
{
	size_t n = 0;

	while (row->option && row->option[n])
		n++;
	return n;
}

/* The option that is chosen, or the first where none is. */
static size_t option_at(const struct form *form, size_t i)
{
	return form->field[i].value < options(&form->row[i]) ? form->field[i].value : 0;
}

/* The field that is left is checked from now on; the one that is entered is noted, so that Esc can put it back. */
static void enter(struct form *form, size_t i)
{
	struct field *field = &form->field[i], *left = &form->field[form->focus];

	left->checked = true;
	if (form->undo_ends && left->edit.steps) {
		struct buf same = { 0 };

		buf_add(&same, buf_slice(&left->edit.text));
		(void)!(same.failed || edit_set(&left->edit, buf_slice(&same)));
		buf_release(&same);
	}
	form->focus = i;
	buf_clear(&field->entered);
	buf_add(&field->entered, buf_slice(&field->edit.text));
	field->value_entered = field->value;
	field->at = option_at(form, i);
}

void form_go(struct form *form, int id)
{
	size_t i = form_index(form, id);

	if (can_focus(form, i) && i != form->focus)
		enter(form, i);
}

void form_set_text(struct form *form, int id, struct slice text)
{
	struct field *field = form_field(form, id);

	if (slice_equal(buf_slice(&field->edit.text), text))
		return;
	if (!edit_set(&field->edit, text))
		return;
	buf_clear(&field->entered);
	buf_add(&field->entered, text);
}

void form_set_cursor(struct form *form, int id, size_t byte)
{
	struct edit *edit = &form_field(form, id)->edit;

	edit->cursor = byte < edit->text.len ? byte : edit->text.len;
}

void form_set_value(struct form *form, int id, size_t value)
{
	struct field *field = form_field(form, id);

	if (field->value == value)
		return;
	field->value = field->value_entered = value;
	field->at = option_at(form, form_index(form, id));
}

static bool step(struct form *form, bool back)
{
	for (size_t i = form->focus; back ? i-- > 0 : ++i < form->n;)
		if (can_focus(form, i)) {
			enter(form, i);
			return true;
		}
	return false;
}

void form_set_hidden(struct form *form, int id, bool hidden)
{
	size_t i = form_index(form, id);

	form->field[i].hidden = hidden;
	if (hidden && i == form->focus && !step(form, true))
		(void)step(form, false);
}

void form_set_fault(struct form *form, int id, const char *text)
{
	struct field *field = form_field(form, id);

	buf_clear(&field->fault);
	buf_string(&field->fault, text ? text : "");
}

void form_mark_bad(struct form *form, int id, const struct cells_mark *mark, size_t n)
{
	struct field *field = form_field(form, id);
	struct cells_mark *copy = n ? mem_resize(field->bad, n, sizeof *copy) : NULL;

	if (!n || !copy) {
		mem_free(field->bad);
		field->bad = NULL;
		field->bads = 0;
		return;
	}
	memcpy(copy, mark, n * sizeof *copy);
	field->bad = copy;
	field->bads = n;
}

static enum formed choose(struct form *form)
{
	struct field *field = &form->field[form->focus];

	switch (form->row[form->focus].kind) {
	case FIELD_BOX:
		field->value = !field->value;
		return FORM_CHANGED;
	case FIELD_CHOICE:
		if (field->value == field->at)
			return FORM_SAME;
		field->value = field->at;
		return FORM_CHANGED;
	case FIELD_BUTTON:
		return FORM_PRESSED;
	default:
		return FORM_OTHER;
	}
}

/* Up and Down go over the options of a choice that is written downwards, and leave it at its ends. */
static bool within_choice(struct form *form, bool back, bool across)
{
	const struct field_row *row = &form->row[form->focus];
	struct field *field = &form->field[form->focus];

	if (row->kind != FIELD_CHOICE || (!across && !(row->flags & FIELD_DOWN)))
		return false;
	if (back ? field->at == 0 : field->at + 1 >= options(row))
		return false;
	field->at += back ? (size_t)-1 : 1;
	return true;
}

static enum formed move(struct form *form, bool back)
{
	return step(form, back) ? FORM_MOVED : FORM_SAME;
}

enum formed form_go_on(struct form *form)
{
	size_t next = form->focus + 1;

	while (next < form->n && !can_focus(form, next))
		next++;
	if (next >= form->n || form->row[next].kind == FIELD_BUTTON)
		return FORM_END;
	enter(form, next);
	return FORM_MOVED;
}

/* Enter: done here, next field; which one that is may hang on what is chosen. */
static enum formed go(struct form *form)
{
	switch (form->row[form->focus].kind) {
	case FIELD_BUTTON:
		return FORM_PRESSED;
	case FIELD_CHOICE:
		return choose(form) == FORM_CHANGED ? FORM_CHOSEN : form_go_on(form);
	default:
		return form_go_on(form);
	}
}

static enum formed sideways(struct form *form, bool back)
{
	size_t i = back ? form->focus - 1 : form->focus + 1;

	if (within_choice(form, back, true))
		return FORM_SAME;
	if (form->row[form->focus].kind != FIELD_BUTTON || i >= form->n || form->row[i].kind != FIELD_BUTTON || !can_focus(form, i))
		return form->row[form->focus].kind == FIELD_CHOICE ? FORM_SAME : FORM_OTHER;
	enter(form, i);
	return FORM_MOVED;
}

static enum formed edited(enum edited what)
{
	return what == EDIT_CHANGED ? FORM_CHANGED : what == EDIT_SAME ? FORM_SAME : FORM_OTHER;
}

enum formed form_key(struct form *form, uint32_t code, enum action action)
{
	struct field *field = &form->field[form->focus];
	bool text = form->row[form->focus].kind == FIELD_TEXT, typing = code >= ' ' && code < CODE_UP && code != CODE_BACKSPACE;

	if (text && (typing || field->edit.literal))
		return edited(edit_key(&field->edit, code, 0));
	switch (action) {
	case ACT_NEXT:
		return move(form, false);
	case ACT_PREVIOUS:
		return move(form, true);
	case ACT_DOWN: case ACT_UP:
		if (!text && within_choice(form, action == ACT_UP, false))
			return FORM_SAME;
		return move(form, action == ACT_UP);
	case ACT_LEFT: case ACT_RIGHT:
		if (!text)
			return sideways(form, action == ACT_LEFT);
		break;
	case ACT_CHOOSE:
		if (!text)
			return choose(form);
		break;
	case ACT_GO:
		return go(form);
	default:
		break;
	}
	return text ? edited(edit_key(&field->edit, code, 0)) : FORM_OTHER;
}

enum formed form_paste(struct form *form, struct slice text)
{
	if (form->row[form->focus].kind != FIELD_TEXT)
		return FORM_OTHER;
	return edited(edit_paste(&form->field[form->focus].edit, text));
}

enum formed form_restore(struct form *form)
{
	struct field *field = &form->field[form->focus];

	if (form->row[form->focus].kind == FIELD_TEXT) {
		if (slice_equal(buf_slice(&field->edit.text), buf_slice(&field->entered)))
			return FORM_OTHER;
		return edit_set(&field->edit, buf_slice(&field->entered)) ? FORM_CHANGED : FORM_SAME;
	}
	if (field->value == field->value_entered)
		return FORM_OTHER;
	field->value = field->value_entered;
	field->at = option_at(form, form->focus);
	return FORM_CHANGED;
}
