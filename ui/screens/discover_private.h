#pragma once
/* discover_private: what the parts of Discover share. */
#include "ui/screen.h"
#include "ui/screens/prompt.h"

struct discover {
	struct list list;	/* over app->asked */
	struct prompt prompt;	/* what is looked for */
	struct buf sought;
	struct recognised seen[RECOGNISED_MOST];
	size_t seens;
};
/* On a screen with that many rows of its own: questions in sight, and rows for the services that are recognised. */
int discover_rows_shown(const struct app *, const struct discover *, int rows);
int discover_seen_rows(const struct app *, const struct discover *, int rows);
void discover_row_text(const struct app *, size_t i, struct buf *out);	/* type, name and answer: what is searched. Adds */
bool discover_row_cut(const struct app *, size_t i);	/* the window is too narrow for all of it */
void discover_draw(const struct app *, const void *state, struct cells *, struct area);
void start_ask(struct app *);		/* ui/screens/start.c: the focus goes to whom to ask */
