#pragma once
/*
 * prompt: one line asked for at the bottom of a screen: a text to find, a file's name. While it is open it has the focus.
 */
#include "ui/edit.h"

struct prompt {			/* zero is valid: closed */
	bool open;
	const char *label;	/* N_() */
	struct edit edit;
};
enum prompted {
	PROMPT_OTHER,		/* not its key */
	PROMPT_TAKEN,
	PROMPT_DONE,		/* Enter: closed, its text is what was typed */
	PROMPT_CLOSED,		/* Esc: closed */
};
/* text: what stands in it to begin with. */
void prompt_open(struct prompt *, const char *label, struct slice text, enum text_form);
enum prompted prompt_key(struct prompt *, uint32_t code, enum action);
void prompt_paste(struct prompt *, struct slice);
struct slice prompt_text(const struct prompt *);	/* without blanks at its ends */
/* Over the whole row, with the cursor. */
void prompt_draw(const struct prompt *, struct cells *, int row);
void prompt_release(struct prompt *);
