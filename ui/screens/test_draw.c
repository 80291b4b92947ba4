/* test_draw: the sender, what became of it, term by term. */
#include "ui/screens/test_private.h"

#include "base/words.h"

enum look test_look(enum result result)
{
	switch (result) {
	case R_PASS: return LOOK_GOOD;
	case R_FAIL: case R_PERMERROR: case R_TEMPERROR: return LOOK_ERROR;
	case R_SOFTFAIL: return LOOK_WARNING;
	default: return LOOK_BOLD;
	}
}

static const struct verdict *innermost(const struct verdict *verdict)
{
	while (verdict->inner)
		verdict = verdict->inner;
	return verdict;
}

/* ": SERVFAIL" where DNS failed. */
static void add_failure(const struct verdict *verdict, struct buf *out)
{
	const struct verdict *at = innermost(verdict);

	if (at->result != R_TEMPERROR || !at->node || !at->node->answer || at->node->answer->said != SAID_FAILED)
		return;
	buf_string(out, ": ");
	failure_show(at->node->answer, true, out);
}

static void draw_result(const struct test *test, struct cells *cells, int row)
{
	const struct verdict *verdict = test->check.verdict;
	enum result result = test_result(test);
	struct buf text = { 0 }, right = { 0 };
	const char *word = result_word(result);
	int used;

	if (result == R_PENDING)
		word = _("waiting");
	else if (result == R_UNKNOWN)
		word = _("cannot tell");
	verdict_text(verdict, &text);
	add_failure(verdict, &text);
	buf_printf(&right, _("lookups %u/%d  void %u/%d"), verdict->lookups, WALK_LOOKUPS, verdict->voids, WALK_VOIDS);
	used = 1 + cells_put(cells, row, 1, cells->columns - 1, test_look(result), slice_of(word)) + 2;
	if (used + 30 + (int)right.len < cells->columns) {
		cells_put_right(cells, row, used, cells->columns - used - 1, LOOK_PLAIN, buf_slice(&right));
		cells_put(cells, row, used, cells->columns - used - (int)right.len - 3, LOOK_PLAIN, buf_slice(&text));
	} else {
		cells_put(cells, row, used, cells->columns - used, LOOK_PLAIN, buf_slice(&text));
	}
	buf_release(&text);
	buf_release(&right);
}

static bool decides(const struct test *test, const struct node *node)
{
	for (const struct verdict *verdict = test->check.verdict; verdict; verdict = verdict->inner)
		if (verdict->node == node)
			return verdict->why == WHY_TERM;
	return false;
}

/* What the term said of this sender. */
static const char *said(const struct test *test, const struct ledger_row *row)
{
	const struct node *node = ledger_node(row);

	if (decides(test, node))
		return N_("MATCH");
	if (node->refused)
		return N_("STOP");
	if (node->pending)
		return N_("waiting");
	if (!node->reached || kind_is_modifier(row->term->kind))
		return "-";
	for (const struct verdict *verdict = test->check.verdict; verdict; verdict = verdict->inner)
		if (verdict->node == node && verdict->why != WHY_WAITING)
			return N_("STOP");
	return N_("no");
}

static void draw_row(const struct test *test, size_t at, bool here, struct cells *cells, int row)
{
	const struct ledger_row *line = &test->rows.row[at];
	bool narrow = cells->columns < 60, match = decides(test, ledger_node(line));
	int state = narrow ? cells->columns - 8 : cells->columns * 9 / 16, answer = state + 9, column = narrow ? 3 : 12;
	enum look look = here ? LOOK_FOCUS : match ? LOOK_BOLD : LOOK_PLAIN;
	struct buf text = { 0 };

	if (!narrow) {
		ledger_figures(line, &text);
		cells_put(cells, row, 0, column, look, buf_slice(&text));
		buf_clear(&text);
	}
	ledger_rails(line, &text);
	ledger_term(&test->ledger, line, &text);
	cells_put(cells, row, column, state - column - 1, look, buf_slice(&text));
	cells_put(cells, row, state, 8, look, slice_of(_(said(test, line))));
	buf_clear(&text);
	if (ledger_reached(line))
		ledger_answer(&test->ledger, line, &text);
	if (ledger_node(line)->voids)
		buf_printf(&text, "  %s", _("void"));
	if (!narrow)
		cells_put(cells, row, answer, cells->columns - answer, look, buf_slice(&text));
	buf_release(&text);
}

static void draw_walk(const struct app *app, const struct test *test, struct cells *cells, struct area area)
{
	size_t top = list_top(&test->walk, test->rows.n, area.rows);

	for (int i = 0; i < area.rows && top + (size_t)i < test->rows.n; i++) {
		size_t at = top + (size_t)i;
		bool here = test_part(app, test) == PART_WALK && at == test->walk.at;

		draw_row(test, at, here, cells, area.row + i);
		if (!here)
			continue;
		cells_put(cells, area.row + i, 0, 2, LOOK_FOCUS, SLICE(" >"));
		cells_cursor(cells, area.row + i, 1);
	}
	if (top + (size_t)(area.rows > 0 ? area.rows : 0) < test->rows.n)
		cells_put_right(cells, area.row + area.rows - 1, 0, cells->columns, LOOK_BOLD, slice_of(_(" more")));
}

/* Where there are no terms to choose from. */
static void focus_row(struct cells *cells, int row)
{
	cells_look(cells, row, 1, cells->columns - 1, LOOK_FOCUS);
	cells_cursor(cells, row, 1);
}

/* Whose record it is that receivers look at, when it is not this one. */
static void add_elsewhere(const struct app *app, const struct test *test, struct buf *out)
{
	struct slice from = slice_trim(buf_slice(&form_field(&test->form, FIELD_FROM)->edit.text));
	struct slice helo = slice_trim(buf_slice(&form_field(&test->form, FIELD_HELO)->edit.text));
	struct sender sender = sender_of(from, helo);

	if (from.len)	/* else postmaster of the domain is meant */
		sender_remark(&sender, &app->domain, app->form, out);
}

/* Result, explanation and terms. */
static void draw_check(const struct app *app, const struct test *test, struct cells *cells, struct area area)
{
	struct buf text = { 0 };
	const char *words = NULL;

	if (!test->checked) {
		words = !app->draft ? _("No domain has been chosen yet: 1 goes to Start.") : test->good ?
			_("waiting for the record of the domain") :
			_("Type the address of a sending server to see what receivers say.");
		draw_cut(cells, (struct area){ area.row, 1, area.rows < 2 ? area.rows : 2, area.columns - 1 }, LOOK_PLAIN,
		    slice_of(words));
		if (test_part(app, test) == PART_WALK)
			focus_row(cells, area.row);
		return;
	}
	draw_result(test, cells, area.row++);
	area.rows--;
	add_elsewhere(app, test, &text);
	if (text.len) {
		int lines = cells_wrap_find(buf_slice(&text), area.columns - 1, cells->form, 0, NULL, NULL), most = lines < 2 ? lines : 2;

		draw_cut(cells, (struct area){ area.row, 1, most, area.columns - 1 }, LOOK_BOLD, buf_slice(&text));
		area.row += most;
		area.rows -= most;
		buf_clear(&text);
	}
	if (test->check.explanation.len) {
		buf_string(&text, _("explanation: "));
		text_printable(&text, test->check.explanation, app->form);
		cells_put(cells, area.row++, 1, area.columns - 1, LOOK_PLAIN, buf_slice(&text));
		area.rows--;
	}
	buf_release(&text);
	if (test_part(app, test) == PART_WALK && !test->rows.n)
		focus_row(cells, area.row - 1);
	draw_walk(app, test, cells, area);
}

static void draw_form(const struct app *app, const struct test *test, struct cells *cells, struct area area)
{
	struct form_notes notes = { .cursor = test_part(app, test) == PART_FORM && !test->prompt.open };

	form_draw(&test->form, cells, area, &notes);
}

void test_draw(const struct app *app, const struct test *test, struct cells *cells, struct area area)
{
	enum { RECORD = 3, EXPECT_LEAST = 5 };
	int form = form_rows(&test->form, area.columns), expect = area.rows / 4 > EXPECT_LEAST ? area.rows / 4 : EXPECT_LEAST;
	int below, record = app->draft && area.rows >= form + expect + RECORD + 5 ? RECORD : 0;

	cells_cursor(cells, area.row, 0);
	if (app_small(app) && test_part(app, test) == PART_EXPECT) {
		test_expect_draw(app, test, cells, area);
		return;
	}
	if (app_small(app))
		expect = record = 0;
	below = area.row + area.rows - expect - record;
	draw_form(app, test, cells, (struct area){ area.row, area.column, form, area.columns });
	draw_check(app, test, cells, (struct area){ area.row + form, area.column, below - area.row - form, area.columns });
	if (expect)
		test_expect_draw(app, test, cells, (struct area){ below, area.column, expect, area.columns });
	if (record) {
		draw_record_rule(app, cells, area.row + area.rows - record);
		draw_record(app, cells, (struct area){ area.row + area.rows - record + 1, area.column, record - 1, area.columns });
	}
}
