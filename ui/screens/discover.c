/* discover: every question put to DNS about the domain, and what became of it; live. */
#include "ui/screen.h"

#include "base/memory.h"
#include "base/words.h"

struct discover {
	struct list list;
	int rows;		/* in sight when it was last updated */
};

static void *discover_new(void)
{
	return mem_zero(1, sizeof(struct discover));
}

static void discover_free(void *state)
{
	mem_free(state);
}

static unsigned discover_focus(const struct app *app, const void *state)
{
	(void)app;
	(void)state;
	return IN_LIST;
}

static bool discover_update(struct app *app, void *state, const struct event *event, enum action action)
{
	struct discover *d = state;

	if (event->kind != EVENT_KEY)
		return false;
	switch (action) {
	case ACT_GO:
		app_go(app, SCREEN_BUILD);
		return true;
	case ACT_AGAIN:
		app_push(app, &(struct effect){ .kind = EFFECT_AGAIN });
		app_say(app, LOOK_PLAIN, "%s", _("All is asked again."));
		return true;
	case ACT_SERVER:
		app_go(app, SCREEN_START);
		return true;
	case ACT_CLOSE:
		if (!app->asking)
			return false;
		app_stop_asking(app);
		return true;
	default:
		return list_action(&d->list, action, app->asked.n, d->rows);
	}
}

static void draw_question(const struct app *app, struct cells *cells, int row, const struct question *q, bool here)
{
	const struct answer *answer = answers_get(app->answers, q);
	struct buf name = { 0 };
	char type[12];

	name_show(&q->name, &name);
	cells_put(cells, row, 1, 1, LOOK_PLAIN, here ? SLICE(">") : SLICE(" "));
	cells_printf(cells, row, 3, 5, LOOK_PLAIN, "%s", !answer ? _("todo") : answer->said == SAID_FAILED ? _("FAIL") : _("done"));
	cells_printf(cells, row, 9, 5, LOOK_PLAIN, "%s", rrtype_text(q->type, type));
	cells_put(cells, row, 15, 24, LOOK_PLAIN, buf_slice(&name));
	buf_release(&name);
}

static void discover_draw(const struct app *app, const void *state, struct cells *cells, struct area area)
{
	const struct discover *d = state;
	size_t top = list_top(&d->list, app->asked.n, area.rows);

	for (int r = 0; r < area.rows && top + (size_t)r < app->asked.n; r++)
		draw_question(app, cells, area.row + r, &app->asked.question[top + (size_t)r], top + (size_t)r == d->list.at);
	cells_cursor(cells, area.row + (int)(d->list.at - top), 3);
}

static void discover_reset(struct app *app, void *state)
{
	struct discover *d = state;

	(void)app;
	*d = (struct discover){ .rows = 10 };
}

const struct screen screen_discover = {
	.title = N_("Discover"), .in = IN_DISCOVER, .state_new = discover_new, .state_free = discover_free, .focus = discover_focus,
	.update = discover_update, .draw = discover_draw, .reset = discover_reset,
};
