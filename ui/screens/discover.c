/* discover: every question put to DNS about the domain, and what became of it; live, and nothing has to be waited for. */
#include "ui/screens/discover_private.h"
#include "ui/screens/test.h"

#include "base/memory.h"
#include "base/words.h"

enum { REPORT_MS = 500 };	/* the progress line moves at most twice a second */

static void *discover_new(void)
{
	return mem_zero(1, sizeof(struct discover));
}

static void discover_free(void *state)
{
	struct discover *d = state;

	prompt_release(&d->prompt);
	buf_release(&d->sought);
	mem_free(d);
}

static unsigned discover_focus(const struct app *app, const void *state)
{
	const struct discover *d = state;

	(void)app;
	return d->prompt.open ? IN_TEXT | IN_PROMPT : IN_LIST;
}

int discover_rows_shown(const struct app *app, const struct discover *d, int rows)
{
	return app_small(app) ? rows - 2 : rows - 4 - discover_seen_rows(app, d, rows);
}

static void discover_refresh(struct app *app, void *state, bool answers)
{
	struct discover *d = state;

	(void)answers;
	d->seens = app->draft ? discover_services(app->start.catalogue, &app->found, draft_record(app->draft), d->seen) : 0;
	if (app->asking || app->wanted.n)
		app_wake(app, app->now_ms + REPORT_MS);
}

static void ask_again(struct app *app)
{
	app_push(app, &(struct effect){ .kind = EFFECT_AGAIN });
	app_touch(app);
	app_say(app, LOOK_PLAIN, "%s", _("All of it is asked again."));
}

static bool row_has(const struct app *app, size_t i, struct slice sought)
{
	struct buf text = { 0 };
	struct slice rest;
	bool has = false;

	discover_row_text(app, i, &text);
	for (rest = buf_slice(&text); rest.len >= sought.len && !has; rest = slice_from(rest, 1))
		has = slice_starts(rest, sought);
	buf_release(&text);
	return has;
}

static void find(struct app *app, struct discover *d, bool back)
{
	size_t n = app->asked.n;

	for (size_t k = 1; d->sought.len && k <= n; k++) {
		size_t i = (d->list.at + (back ? n - k : k)) % n;

		if (row_has(app, i, buf_slice(&d->sought))) {
			d->list.at = i;
			return;
		}
	}
	app_say(app, LOOK_PLAIN, "%s", _("No row has that."));
}

static bool prompt_event(struct app *app, struct discover *d, const struct event *event, enum action action)
{
	if (event->kind == EVENT_PASTE) {
		prompt_paste(&d->prompt, event->text);
		return true;
	}
	switch (prompt_key(&d->prompt, event->code, action)) {
	case PROMPT_OTHER:
		return false;
	case PROMPT_DONE:
		buf_clear(&d->sought);
		buf_add(&d->sought, prompt_text(&d->prompt));
		find(app, d, false);
		return true;
	default:
		return true;
	}
}

/* The chosen row's first address is tried as a sender. */
static void test_sender(struct app *app, const struct discover *d)
{
	const struct question *q = d->list.at < app->asked.n ? &app->asked.question[d->list.at] : NULL;
	const struct answer *answer = q ? answers_get(app->answers, q) : NULL;
	bool v6 = q && q->type == RR_AAAA;

	if (answer && answer->said == SAID_DATA && answer->n && (v6 || q->type == RR_A) && answer->rr[0].len == (v6 ? 16 : 4))
		test_show(app, &(struct address){ ip_from_wire(answer->rr[0].wire, v6), v6 });
	else
		test_show(app, NULL);
}

static bool discover_update(struct app *app, void *state, const struct event *event, enum action action)
{
	struct discover *d = state;

	if (event->kind == EVENT_TICK && app->asking)
		app_wake(app, app->now_ms + REPORT_MS);
	if (d->prompt.open && (event->kind == EVENT_KEY || event->kind == EVENT_PASTE))
		return prompt_event(app, d, event, action);
	if (event->kind != EVENT_KEY)
		return false;
	switch (action) {
	case ACT_FIND:
		prompt_open(&d->prompt, N_("Find"), buf_slice(&d->sought), app->form);
		return true;
	case ACT_FIND_NEXT: case ACT_FIND_PREVIOUS:
		find(app, d, action == ACT_FIND_PREVIOUS);
		return true;
	case ACT_GO:
		app_go(app, SCREEN_BUILD);
		return true;
	case ACT_AGAIN:
		ask_again(app);
		return true;
	case ACT_SERVER:
		app_go(app, SCREEN_START);
		start_ask(app);
		return true;
	case ACT_TEST_HERE:
		test_sender(app, d);
		return true;
	case ACT_CLOSE:
		if (!app->asking)
			return false;
		app_stop_asking(app);
		return true;
	default:
		return list_action(&d->list, action, app->asked.n, discover_rows_shown(app, d, app_body_rows(app)));
	}
}

static void discover_hint(const struct app *app, const void *state, struct buf *out)
{
	const struct discover *d = state;
	const struct answer *answer = d->list.at < app->asked.n ? answers_get(app->answers, &app->asked.question[d->list.at]) : NULL;

	if (answer && answer->said == SAID_FAILED && answer->failure == FAILURE_OUTSIDE) {
		name_shown(&app->asked.question[d->list.at].name, app->form, out);
		buf_string(out, _(" is not in the files, so it stays open. s asks a server."));
	} else if (answer && answer->said == SAID_FAILED) {
		name_shown(&app->asked.question[d->list.at].name, app->form, out);
		buf_string(out, _(" does not answer: "));
		failure_show(answer, true, out);
		buf_string(out, _(". r asks again."));
	} else if (d->list.at && answer && discover_row_cut(app, d->list.at)) {
		discover_row_text(app, d->list.at, out);	/* the whole of it */
	} else if (app->asking) {
		buf_string(out, _("Enter goes on with what is known; the rest comes in later. Esc stops asking."));
	} else {
		buf_string(out, _("Enter goes on to the questions; r asks again; s asks another server."));
	}
}

static void discover_reset(struct app *app, void *state)
{
	struct discover *d = state;

	(void)app;
	d->list = (struct list){ 0 };
	d->seens = 0;
	d->prompt.open = false;
}

const struct screen screen_discover = {
	.title = N_("Discover"), .in = IN_DISCOVER, .state_new = discover_new, .state_free = discover_free, .focus = discover_focus,
	.update = discover_update, .refresh = discover_refresh, .draw = discover_draw, .hint = discover_hint, .reset = discover_reset,
};
