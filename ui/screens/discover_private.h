#pragma once
/* discover_private: what the parts of Discover share. */
#include "ui/screen.h"

struct discover {
	struct list list;	/* over app->asked */
};
int discover_rows_shown(const struct app *, int rows);	/* questions in sight on a screen with that many rows of its own */
void discover_draw(const struct app *, const void *state, struct cells *, struct area);
void start_ask(struct app *);		/* ui/screens/start.c: the focus goes to whom to ask */
