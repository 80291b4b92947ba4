#pragma once
/* discover_private: what the parts of Discover share. */
#include "ui/screen.h"
#include "ui/screens/prompt.h"

struct discover {
	struct list list;	/* over app->asked */
	struct prompt prompt;	/* what is looked for */
	struct buf sought;
};
int discover_rows_shown(const struct app *, int rows);	/* questions in sight on a screen with that many rows of its own */
void discover_row_text(const struct app *, size_t i, struct buf *out);	/* type, name and answer: what is searched. Adds */
bool discover_row_cut(const struct app *, size_t i);	/* the window is too narrow for all of it */
void discover_draw(const struct app *, const void *state, struct cells *, struct area);
void start_ask(struct app *);		/* ui/screens/start.c: the focus goes to whom to ask */
