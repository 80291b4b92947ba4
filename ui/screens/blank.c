/* blank: screens that are being built; each goes from here when its own file comes. */
#include "ui/screen.h"

#include "base/memory.h"
#include "base/words.h"

static void *blank_new(void)
{
	return mem_zero(1, 1);
}

static unsigned blank_focus(const struct app *app, const void *state)
{
	(void)app;
	(void)state;
	return IN_LIST;
}

static bool blank_update(struct app *app, void *state, const struct event *event, enum action action)
{
	(void)app;
	(void)state;
	(void)event;
	(void)action;
	return false;
}

static void blank_draw(const struct app *app, const void *state, struct cells *cells, struct area area)
{
	(void)state;
	draw_record(app, cells, area);
}

#define BLANK(NAME, TITLE, IN) \
	const struct screen NAME = { .title = TITLE, .in = IN, .state_new = blank_new, .state_free = mem_free, .focus = blank_focus, \
		.update = blank_update, .draw = blank_draw }
BLANK(screen_output, N_("Output"), IN_OUTPUT);
