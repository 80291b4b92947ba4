/* prompt: a label and a text field on one row. */
#include "ui/screens/prompt.h"

#include "base/words.h"

void prompt_open(struct prompt *prompt, const char *label, struct slice text, enum text_form form)
{
	prompt->open = true;
	prompt->label = label;
	prompt->edit.form = form;
	(void)!edit_set(&prompt->edit, text);	/* without memory it begins with what it held */
}

enum prompted prompt_key(struct prompt *prompt, uint32_t code, enum action action)
{
	if (!prompt->edit.literal && (action == ACT_GO || action == ACT_CLOSE)) {
		prompt->open = false;
		return action == ACT_GO ? PROMPT_DONE : PROMPT_CLOSED;
	}
	return edit_key(&prompt->edit, code, 0) == EDIT_OTHER ? PROMPT_OTHER : PROMPT_TAKEN;
}

void prompt_paste(struct prompt *prompt, struct slice text)
{
	(void)edit_paste(&prompt->edit, text);
}

struct slice prompt_text(const struct prompt *prompt)
{
	return slice_trim(buf_slice(&prompt->edit.text));
}

void prompt_draw(const struct prompt *prompt, struct cells *cells, int row)
{
	struct slice label = slice_of(_(prompt->label));
	int column;

	cells_blank(cells, row, 0, cells->columns);
	cells_put(cells, row, 1, 1, LOOK_PLAIN, SLICE(">"));
	column = 3 + cells_put(cells, row, 3, cells->columns / 2, LOOK_PLAIN, label) + 1;
	cells_put(cells, row, column, 1, LOOK_PLAIN, SLICE("["));
	edit_draw(&prompt->edit, cells, row, column + 1, cells->columns - column - 3, true);
	cells_put(cells, row, cells->columns - 2, 1, LOOK_PLAIN, SLICE("]"));
}

void prompt_release(struct prompt *prompt)
{
	edit_release(&prompt->edit);
}
