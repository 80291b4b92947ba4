/* diff: what is published against the new record, by its words, and what changes for receivers. */
#include "ui/screens/diff_private.h"

#include "base/memory.h"
#include "base/words.h"
#include "ui/screens/test.h"

static void *diff_new(void)
{
	return mem_zero(1, sizeof(struct diff));
}

static void forget(struct diff *diff)
{
	survey_release(&diff->published);
	pool_reset(&diff->published_pool);
	pool_reset(&diff->pool);
	diff->known = false;
	diff->lines = 0;
}

static void diff_free(void *state)
{
	struct diff *diff = state;

	forget(diff);
	pool_release(&diff->published_pool);
	pool_release(&diff->pool);
	wanted_release(&diff->wanted);
	mem_free(diff);
}

static void diff_reset(struct app *app, void *state)
{
	struct diff *diff = state;

	(void)app;
	forget(diff);
	diff->list = (struct list){ 0 };
}

static unsigned diff_focus(const struct app *app, const void *state)
{
	(void)app;
	(void)state;
	return IN_LIST;
}

/* Once when answers may be new, not at every key that changes the draft. */
static void read_published(struct app *app, struct diff *diff)
{
	struct survey_ask ask;

	forget(diff);
	wanted_clear(&diff->wanted);
	if (!app->draft || !app->found.records)
		return;
	ask = app_survey_ask(app, pool_copy(&diff->published_pool, app->found.published));
	if (!ask.text.at) {
		app->failed = true;
		return;
	}
	diff->known = survey(&diff->published_pool, &ask, &diff->wanted, &diff->published) == ERR_NONE;
	app->failed |= !diff->known;
}

static void diff_refresh(struct app *app, void *state, bool answers)
{
	struct diff *diff = state;

	if (answers)
		read_published(app, diff);
	for (size_t i = 0; i < diff->wanted.n; i++)
		app_ask(app, &diff->wanted.question[i].name, diff->wanted.question[i].type);
	diff_tell(app, diff);
	if (diff->list.at >= diff->lines)
		diff->list.at = diff->lines ? diff->lines - 1 : 0;
}

/* All lines, as they are shown. */
static void add_lines(const struct diff *diff, struct buf *out)
{
	for (size_t i = 0; i < diff->lines; i++) {
		const struct diff_line *line = &diff->line[i];

		if (line->rule)
			buf_printf(out, "-- %s -- %s\n", line->text, line->right);
		else
			buf_printf(out, "%s\n", line->text);
	}
}

static void give(struct app *app, const struct diff *diff, enum effect_kind kind)
{
	struct buf text = { 0 };

	add_lines(diff, &text);
	app_push(app, &(struct effect){ .kind = kind, .text = buf_slice(&text) });
	if (kind == EFFECT_COPY)
		app_say(app, LOOK_PLAIN, "%s", _("Sent to the terminal. If paste brings nothing: p"));
	app->failed |= text.failed;
	buf_release(&text);
}

/* The draft's finding that the chosen line is about; SIZE_MAX: it is about something else. */
static size_t finding_at(const struct diff *diff)
{
	return diff->list.at < diff->lines ? diff->line[diff->list.at].finding - 1 : SIZE_MAX;
}

static bool diff_update(struct app *app, void *state, const struct event *event, enum action action)
{
	struct diff *diff = state;
	size_t finding = finding_at(diff);

	if (event->kind != EVENT_KEY)
		return false;
	switch (action) {
	case ACT_WORDS: case ACT_ONLY_CHANGES:
		diff->texts ^= action == ACT_WORDS;
		diff->only ^= action == ACT_ONLY_CHANGES;
		diff->list = (struct list){ 0 };
		diff_tell(app, diff);
		return true;
	case ACT_AGAIN:
		app_push(app, &(struct effect){ .kind = EFFECT_AGAIN });
		return true;
	case ACT_TEST_HERE:
		test_show(app, NULL);
		return true;
	case ACT_COPY:
		give(app, diff, EFFECT_COPY);
		return true;
	case ACT_PLAIN_PAGE:
		give(app, diff, EFFECT_PLAIN_PAGE);
		return true;
	case ACT_GO:
		if (finding < app_findings(app))
			app_show_finding(app, finding);
		else
			app_go(app, SCREEN_OUTPUT);
		return true;
	case ACT_EXPLAIN: case ACT_FIX:
		if (finding < app_findings(app))	/* and the common key takes it up from there */
			app_choose_finding(app, finding);
		return false;
	default:
		return list_action(&diff->list, action, diff->lines, app_body_rows(app));
	}
}

static void draw_rule(const struct diff_line *line, bool here, struct cells *cells, int row)
{
	cells_rule(cells, row, slice_of(line->text), slice_of(line->right));
	if (here)
		cells_look(cells, row, 0, cells->columns, LOOK_FOCUS);
}

static void draw_line(const struct diff_line *line, bool here, struct cells *cells, struct area area)
{
	int used = cells_put(cells, area.row, area.column, area.columns, here ? LOOK_FOCUS : LOOK_PLAIN, slice_of(line->text));

	used -= line->tag;
	if (!here && used > 0)
		cells_look(cells, area.row, area.column + line->tag, line->tagged < used ? line->tagged : used, line->look);
}

static void diff_draw(const struct app *app, const void *state, struct cells *cells, struct area area)
{
	const struct diff *diff = state;
	size_t top = list_top(&diff->list, diff->lines, area.rows);

	cells_cursor(cells, area.row, 0);
	if (!diff->lines) {
		cells_put(cells, area.row, 1, area.columns - 1, LOOK_FOCUS, slice_of(!app->draft ?
			_("No domain has been chosen yet: 1 goes to Start.") : _("There is nothing to compare.")));
		cells_cursor(cells, area.row, 1);
	}
	for (int i = 0; i < area.rows && top + (size_t)i < diff->lines; i++) {
		const struct diff_line *line = &diff->line[top + (size_t)i];
		bool here = top + (size_t)i == diff->list.at;
		int row = area.row + i;

		if (line->rule)
			draw_rule(line, here, cells, row);
		else
			draw_line(line, here, cells, (struct area){ row, 3, 1, area.columns - 3 });
		if (!here)
			continue;
		if (!line->rule)
			cells_put(cells, row, 1, 1, LOOK_FOCUS, SLICE(">"));
		cells_cursor(cells, row, 1);
	}
	if (top + (size_t)area.rows < diff->lines)
		cells_put_right(cells, area.row + area.rows - 1, 0, cells->columns, LOOK_BOLD, slice_of(_(" more")));
}

static void diff_hint(const struct app *app, const void *state, struct buf *out)
{
	const struct diff *diff = state;
	const struct diff_line *line = diff->list.at < diff->lines ? &diff->line[diff->list.at] : NULL;

	if (line && !line->rule && text_width(slice_of(line->text)) + 3 > (size_t)app->columns)
		buf_string(out, line->text);	/* the whole of it */
	else if (line && line->finding)
		buf_string(out, _("Enter goes to its term, x explains it, f does the repair, if there is one."));
	else
		buf_string(out, diff->texts ? _("As they stand in DNS, each string between quotes. w compares the terms.") :
		_("w shows the strings as they stand in DNS, not the terms."));
}

const struct screen screen_diff = {
	.title = N_("Diff"), .in = IN_DIFF, .state_new = diff_new, .state_free = diff_free, .focus = diff_focus,
	.update = diff_update, .refresh = diff_refresh, .draw = diff_draw, .hint = diff_hint, .reset = diff_reset,
};
