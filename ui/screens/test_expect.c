/* test_expect: what senders are expected to get, kept with the draft, and whether they get it. */
#include "ui/screens/test_private.h"

#include "base/words.h"

static size_t count(struct slice lines)
{
	struct slice line;
	size_t n = 0;

	while (expect_next(&lines, &line))
		n++;
	return n;
}

void test_expect_read(struct app *app, struct test *test)
{
	struct slice rest = app->draft ? draft_expectations(app->draft) : SLICE(""), line;
	size_t n = count(rest), most = n < EXPECT_MOST ? n : EXPECT_MOST;

	pool_reset(&test->expect_pool);
	test->tests = 0;
	test->left_out = n - most;
	test->tested = POOL_NEW(&test->expect_pool, struct tested, most + 1);
	if (!test->tested) {
		app->failed = true;
		return;
	}
	while (test->tests < most && expect_next(&rest, &line)) {
		struct tested *tested = &test->tested[test->tests++];
		struct buf fault = { 0 };

		tested->line = line;
		tested->got = R_PENDING;
		if (!expect_parse(line, &tested->expectation, &fault)) {
			tested->fault = pool_copy(&test->expect_pool, buf_slice(&fault)).at;
			tested->fault = tested->fault ? tested->fault : "";
		}
		buf_release(&fault);
	}
	app->failed |= test->expect_pool.failed;
}

void test_expect_ask(struct app *app, struct test *test, size_t which)
{
	struct buf text = { 0 };
	char ip[IP_TEXT];

	if (!app->draft)
		return;
	test->editing = which;
	if (which < test->tests) {
		buf_add(&text, test->tested[which].line);
	} else if (test->good) {
		ip_text(test->address.ip, test->address.v6, ip);
		buf_printf(&text, "pass %s ", ip);
	}
	prompt_open(&test->prompt, N_("Expect"), buf_slice(&text), app->form);
	test->part = PART_EXPECT;
	app->failed |= text.failed;
	buf_release(&text);
}

/* The lines with one of them replaced by text, or taken out where that is empty; SIZE_MAX: text comes behind all. */
static void set_lines(struct app *app, struct test *test, size_t which, struct slice text)
{
	struct slice rest = draft_expectations(app->draft), line;
	struct buf lines = { 0 };
	enum error error;

	for (size_t i = 0; expect_next(&rest, &line); i++) {
		struct slice now = i == which ? text : line;

		buf_add(&lines, now);
		buf_string(&lines, now.len ? "\n" : "");
	}
	if (which == SIZE_MAX) {
		buf_add(&lines, text);
		buf_char(&lines, '\n');
		test->expect.at = test->tests;
	}
	error = lines.failed ? ERR_MEMORY : draft_set_expectations(app->draft, buf_slice(&lines));
	if (error)
		app_say(app, LOOK_ERROR, "%s.", _(error_text(error)));
	else
		app_record_changed(app);
	app->failed |= error == ERR_MEMORY;
	buf_release(&lines);
}

bool test_expect_take(struct app *app, struct test *test)
{
	struct slice typed = prompt_text(&test->prompt);
	struct expectation expectation;
	struct buf fault = { 0 }, line = { 0 };
	bool good = expect_parse(typed, &expectation, &fault);

	if (!typed.len) {	/* nothing typed is nothing expected */
		buf_release(&fault);
		return true;
	}
	if (good && test->editing == SIZE_MAX && test->tests + test->left_out >= EXPECT_MOST) {
		good = false;
		buf_printf(&fault, _("There are %d expectations; that is the most this screen tests."), EXPECT_MOST);
	}
	if (good) {
		expect_print(&expectation, &line);
		app->failed |= line.failed;
		set_lines(app, test, test->editing, buf_slice(&line));
	} else {
		app_say(app, LOOK_ERROR, "%s", buf_text(&fault));
	}
	buf_release(&fault);
	buf_release(&line);
	return good;
}

void test_expect_delete(struct app *app, struct test *test)
{
	if (!app->draft || test->expect.at >= test->tests)
		return;
	set_lines(app, test, test->expect.at, SLICE(""));
	app_say(app, LOOK_PLAIN, "%s", _("The expectation is gone; undo brings it back."));
}

static void draw_one(const struct tested *tested, bool here, struct cells *cells, struct area area)
{
	const struct expectation *e = &tested->expectation;
	enum look look = here ? LOOK_FOCUS : LOOK_PLAIN, said = LOOK_PLAIN;
	int right = area.columns >= 60 ? area.columns - 24 : area.columns - 9, column = area.columns >= 60 ? 13 : 8;
	const char *word = _("waiting");
	char ip[IP_TEXT];
	struct buf text = { 0 };

	if (tested->fault) {
		buf_add(&text, tested->line);
		buf_string(&text, "  ");
		buf_string(&text, tested->fault);
		cells_put(cells, area.row, 3, area.columns - 3, here ? LOOK_FOCUS : LOOK_BOLD, buf_slice(&text));
		buf_release(&text);
		return;
	}
	cells_put(cells, area.row, 3, column - 3, look, slice_of(result_word(e->result)));
	ip_text(e->address.ip, e->address.v6, ip);
	buf_printf(&text, area.columns >= 60 ? "%-16s  " : "%s ", ip);
	if (e->from.len) {
		buf_string(&text, "from ");
		buf_add(&text, e->from);
		buf_char(&text, ' ');
	}
	buf_add(&text, e->note);
	cells_put(cells, area.row, column, right - column - 1, look, buf_slice(&text));
	buf_release(&text);
	if (tested->got != R_PENDING) {
		word = tested->got == e->result ? _("ok") : _("NOT MET");
		said = tested->got == e->result ? LOOK_GOOD : LOOK_ERROR;
		if (area.columns >= 60)
			cells_put(cells, area.row, right, 13, look, slice_of(result_word(tested->got)));
	}
	cells_put(cells, area.row, area.columns >= 60 ? right + 14 : right, 9, here ? LOOK_FOCUS : said, slice_of(word));
}

void test_expect_count(const struct test *test, size_t *met, size_t *unmet, size_t *waiting)
{
	*met = *unmet = *waiting = 0;
	for (size_t i = 0; i < test->tests; i++) {
		const struct tested *tested = &test->tested[i];

		if (!tested->fault && tested->got == R_PENDING)
			++*waiting;
		else if (!tested->fault && tested->got == tested->expectation.result)
			++*met;
		else
			++*unmet;
	}
}

static void draw_counts(const struct test *test, struct cells *cells, int row)
{
	size_t met, unmet, waiting;
	struct buf right = { 0 };

	test_expect_count(test, &met, &unmet, &waiting);
	if (test->tests)
		buf_printf(&right, _("%zu met, %zu not met"), met, unmet);
	if (waiting)
		buf_printf(&right, _(", %zu waiting"), waiting);
	if (test->left_out)
		buf_printf(&right, _(", %zu not tested"), test->left_out);
	cells_rule(cells, row, slice_of(_("Expectations")), buf_slice(&right));
	buf_release(&right);
}

void test_expect_draw(const struct app *app, const struct test *test, struct cells *cells, struct area area)
{
	bool focus = test_part(app, test) == PART_EXPECT && !test->prompt.open;
	int rows = area.rows - 1 - (test->prompt.open ? 1 : 0);
	size_t top = list_top(&test->expect, test->tests, rows);

	if (area.rows < 2)
		return;
	draw_counts(test, cells, area.row);
	if (!test->tests && rows > 0)
		draw_cut(cells, (struct area){ area.row + 1, 3, rows < 2 ? rows : 2, area.columns - 3 },
		    focus ? LOOK_FOCUS : LOOK_PLAIN, slice_of(_("None yet. a adds one: pass 192.0.2.1, fail 203.0.113.9 ...")));
	for (int i = 0; i < rows && top + (size_t)i < test->tests; i++)
		draw_one(&test->tested[top + (size_t)i], focus && top + (size_t)i == test->expect.at, cells,
		    (struct area){ area.row + 1 + i, 0, 1, area.columns });
	if (focus) {
		int row = area.row + 1 + (test->tests ? (int)(test->expect.at - top) : 0);

		cells_put(cells, row, 1, 1, LOOK_FOCUS, SLICE(">"));
		cells_cursor(cells, row, 1);
	}
	if (test->prompt.open)
		prompt_draw(&test->prompt, cells, area.row + area.rows - 1);
}
