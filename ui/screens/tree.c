/* tree: what each term asks and costs, with everything behind it, and where receivers stop. */
#include "ui/screens/tree_private.h"

#include "base/memory.h"
#include "base/words.h"
#include "ui/screens/test.h"

enum {
	TERM_COLUMN = 12,	/* behind own and sum */
	SMALL_CUT = 3,		/* blanks before them that a narrow window lacks the room for */
	NARROW = 60,
};

static void *tree_new(void)
{
	return mem_zero(1, sizeof(struct tree));
}

static void tree_free(void *state)
{
	struct tree *tree = state;

	pool_release(&tree->pool);
	prompt_release(&tree->prompt);
	buf_release(&tree->sought);
	mem_free(tree);
}

static void tree_reset(struct app *app, void *state)
{
	struct tree *tree = state;

	(void)app;
	pool_reset(&tree->pool);
	tree->rows = (struct ledger_rows){ 0 };
	tree->line = NULL;
	tree->lines = tree->folds = 0;
	tree->list = (struct list){ 0 };
	tree->prompt.open = false;
}

static unsigned tree_focus(const struct app *app, const void *state)
{
	(void)app;
	return ((const struct tree *)state)->prompt.open ? IN_TEXT : IN_LIST;
}

static void tree_refresh(struct app *app, void *state, bool answers)
{
	(void)answers;
	tree_read(app, state);
}

/* The part below, or the second page of a small window. */
static int about_rows(const struct app *app, int rows)
{
	int least = 8, third = rows / 3;

	return app_small(app) ? 0 : third > least ? third : least;
}

/* Of the tree, under its heading. */
static int list_rows(const struct app *app)
{
	int rows = app->rows - (app_small(app) ? 3 : 5);

	return rows - about_rows(app, rows) - 1;
}

static void find(struct app *app, struct tree *tree, bool back)
{
	size_t row;

	if (!tree->sought.len)
		return;
	if (tree_seek(tree, buf_slice(&tree->sought), back, &row))
		tree_choose(tree, row);
	else
		app_say(app, LOOK_WARNING, _("\"%s\" is nowhere in the tree."), buf_text(&tree->sought));
}

static bool prompt_event(struct app *app, struct tree *tree, const struct event *event, enum action action)
{
	if (event->kind == EVENT_PASTE) {
		prompt_paste(&tree->prompt, event->text);
		return true;
	}
	switch (prompt_key(&tree->prompt, event->code, action)) {
	case PROMPT_DONE:
		buf_clear(&tree->sought);
		buf_add(&tree->sought, prompt_text(&tree->prompt));
		app->failed |= tree->sought.failed;
		find(app, tree, false);
		return true;
	case PROMPT_OTHER:
		return false;
	default:
		return true;
	}
}

/* An address that the chosen term lets through, as far as it names one. */
static bool address_of(const struct tree *tree, size_t at, struct address *out)
{
	const struct ledger_row *row = at == TREE_DOMAIN ? NULL : &tree->rows.row[at];

	if (!row)
		return false;
	if (row->term->kind == K_IP4 || row->term->kind == K_IP6) {
		*out = (struct address){ row->term->ip, row->term->kind == K_IP6 };
		return true;
	}
	for (int v6 = 0; row->term->kind == K_A && v6 < 2; v6++) {
		const struct node *node = v6 ? row->v6 : row->v4;

		if (!node || !node->answer || node->answer->said != SAID_DATA || !node->answer->n || node->answer->rr[0].len != (v6 ? 16 : 4))
			continue;
		*out = (struct address){ ip_from_wire(node->answer->rr[0].wire, v6), v6 };
		return true;
	}
	return false;
}

static void test_here(struct app *app, const struct tree *tree)
{
	struct address address;

	if (address_of(tree, tree_at(tree), &address))
		test_show(app, &address);
	else
		test_show(app, NULL);
}

static void copy(struct app *app, const struct tree *tree)
{
	struct buf text = { 0 };
	struct span ignored;

	text_printable(&text, tree_record(app, tree, &ignored), TEXT_UTF8);
	app_push(app, &(struct effect){ .kind = EFFECT_COPY, .text = buf_slice(&text) });
	app_say(app, LOOK_PLAIN, "%s", _("The record below was sent to the terminal. If paste brings nothing: p"));
	app->failed |= text.failed;
	buf_release(&text);
}

/* What spfwiz tree prints. */
static void plain_page(struct app *app, const struct tree *tree)
{
	struct buf text = { 0 };
	struct span ignored;

	name_show(&app->domain, &text);
	buf_char(&text, '\n');
	text_printable(&text, (struct slice){ app->survey.record.text, app->survey.record.len }, app->form);
	buf_char(&text, '\n');
	ledger_print(&tree->ledger, &text);
	if (tree_at(tree) != TREE_DOMAIN) {
		buf_char(&text, '\n');
		text_printable(&text, tree_record(app, tree, &ignored), app->form);
		buf_char(&text, '\n');
	}
	app_push(app, &(struct effect){ .kind = EFFECT_PLAIN_PAGE, .text = buf_slice(&text) });
	app->failed |= text.failed;
	buf_release(&text);
}

static bool tree_update(struct app *app, void *state, const struct event *event, enum action action)
{
	struct tree *tree = state;
	size_t at = tree_at(tree);

	tree->shown = list_rows(app);
	if (tree->prompt.open && (event->kind == EVENT_KEY || event->kind == EVENT_PASTE))
		return prompt_event(app, tree, event, action);
	if (event->kind != EVENT_KEY || !tree->lines)
		return false;
	switch (action) {
	case ACT_CHOOSE: case ACT_GO:
		if (tree_can_fold(tree, at))
			tree_fold(tree, at, !tree_is_folded(tree, at));
		return true;
	case ACT_RIGHT: case ACT_LEFT:
		if (tree_can_fold(tree, at))
			tree_fold(tree, at, action == ACT_LEFT);
		return true;
	case ACT_FIND:
		prompt_open(&tree->prompt, N_("Find"), buf_slice(&tree->sought), app->form);
		return true;
	case ACT_FIND_NEXT: case ACT_FIND_PREVIOUS:
		find(app, tree, action == ACT_FIND_PREVIOUS);
		return true;
	case ACT_TEST_HERE:
		test_here(app, tree);
		return true;
	case ACT_COPY:
		copy(app, tree);
		return true;
	case ACT_PLAIN_PAGE:
		plain_page(app, tree);
		return true;
	case ACT_PAGE_UP: case ACT_PAGE_DOWN:
		if (app_small(app))
			return false;	/* the other page */
		break;
	default:
		break;
	}
	return list_action(&tree->list, action, tree->lines, tree->shown);
}

/* Where receivers stop comes before what was answered. */
static void add_answer(const struct app *app, const struct tree *tree, size_t at, struct buf *out)
{
	const struct ledger_row *row = &tree->rows.row[at];
	const char *const stop[] = { [WHY_LOOKUPS] = N_("STOP: over 10 lookups  "), [WHY_VOIDS] = N_("STOP: over 2 voids  "),
		[WHY_MX] = N_("STOP: over 10 MX  ") };

	if (tree->stop[at] != WHY_TERM && !ledger_node(row)->cut)	/* of a loop it is said that it is one */
		buf_string(out, _(stop[tree->stop[at]]));
	if (!app->stopped && ledger_node(row)->asked && !ledger_node(row)->answer)
		buf_string(out, _("waiting"));
	else
		ledger_answer(&tree->ledger, row, out);
	ledger_marks(&tree->ledger, row, out);
}

static enum look look_of(const struct tree *tree, size_t at, bool here)
{
	const struct node *node = ledger_node(&tree->rows.row[at]);

	if (here)
		return LOOK_FOCUS;
	if (tree->stop[at] != WHY_TERM || node->cut || tree->rows.row[at].term->fault)
		return LOOK_ERROR;
	if (node->answer && node->answer->said == SAID_FAILED)
		return LOOK_ERROR;
	return tree->rows.row[at].sum > WALK_LOOKUPS ? LOOK_WARNING : LOOK_PLAIN;
}

/* Figures at the left; the term under its rails; the answer from the same column on for all, where the term leaves that room. */
static void draw_row(const struct app *app, const struct tree *tree, size_t at, bool here, struct cells *cells, int row)
{
	const struct ledger_row *line = &tree->rows.row[at];
	bool narrow = cells->columns < NARROW, folds = tree_can_fold(tree, at);
	int column = narrow ? TERM_COLUMN - SMALL_CUT - 1 : TERM_COLUMN, answer = narrow ? 0 : cells->columns * 5 / 8;
	int end = folds ? cells->columns - 5 : cells->columns;
	struct buf text = { 0 }, said = { 0 };
	enum look look = look_of(tree, at, here);

	ledger_figures(line, &text);
	cells_put(cells, row, 0, column, look, slice_from(buf_slice(&text), narrow ? SMALL_CUT : 0));
	buf_clear(&text);
	ledger_rails(line, &text);
	buf_string(&text, "+- ");
	ledger_term(&tree->ledger, line, &text);
	column += cells_put(cells, row, column, end - column, look, buf_slice(&text)) + 2;
	add_answer(app, tree, at, &said);
	if (column < answer)
		column = answer;
	if (column < end)
		cells_put(cells, row, column, end - column, look, buf_slice(&said));
	if (folds)
		cells_put(cells, row, end + 1, 3, look, tree_is_folded(tree, at) ? SLICE("[+]") : SLICE("[-]"));
	buf_release(&text);
	buf_release(&said);
}

static void draw_domain(const struct app *app, const struct tree *tree, bool here, struct cells *cells, int row)
{
	bool narrow = cells->columns < NARROW;
	struct buf text = { 0 };

	buf_printf(&text, "%*s %4u  ", narrow ? 2 : 5, "-", app->survey.lookups);
	name_show(&app->domain, &text);
	buf_string(&text, app->draft && draft_changed(app->draft) ? _(" (new record)") : _(" (as published)"));
	buf_printf(&text, ngettext("  %zu term", "  %zu terms", app->survey.record.n), app->survey.record.n);
	if (!tree->rows.n)
		buf_string(&text, app->survey.pending ? _("  waiting for DNS") : "");
	cells_put(cells, row, 0, cells->columns, here ? LOOK_FOCUS : LOOK_BOLD, buf_slice(&text));
	buf_release(&text);
}

static void draw_list(const struct app *app, const struct tree *tree, struct cells *cells, struct area area)
{
	bool narrow = cells->columns < NARROW;
	size_t top = list_top(&tree->list, tree->lines, area.rows - 1);

	cells_put(cells, area.row, 0, cells->columns, LOOK_BOLD, slice_from(slice_of(_("  own  sum  term")), narrow ? SMALL_CUT - 1 : 0));
	if (!narrow)
		cells_put(cells, area.row, cells->columns * 5 / 8, cells->columns, LOOK_BOLD, slice_of(_("answer")));
	for (int i = 1; i < area.rows && top + (size_t)i - 1 < tree->lines; i++) {
		size_t at = top + (size_t)i - 1;
		bool here = at == tree->list.at && !tree->prompt.open;
		int row = area.row + i;

		if (tree->line[at] == TREE_DOMAIN)
			draw_domain(app, tree, here, cells, row);
		else
			draw_row(app, tree, tree->line[at], here, cells, row);
		if (!here)
			continue;
		cells_put(cells, row, 0, 2, LOOK_FOCUS, narrow ? SLICE(">") : SLICE(" >"));
		cells_cursor(cells, row, narrow ? 0 : 1);
	}
}

static void tree_draw(const struct app *app, const void *state, struct cells *cells, struct area area)
{
	const struct tree *tree = state;
	int below = about_rows(app, area.rows);
	struct area list = { area.row, area.column, area.rows - below - tree->prompt.open, area.columns };

	cells_cursor(cells, area.row, 0);
	if (!tree->lines) {
		cells_put(cells, area.row, 1, area.columns - 1, LOOK_FOCUS, slice_of(!app->draft ?
			_("No domain has been chosen yet: 1 goes to Start.") : _("There is nothing to walk.")));
		cells_cursor(cells, area.row, 1);
		return;
	}
	if (app_small(app) && app->page) {
		list.rows = area.rows - tree->prompt.open;
		tree_draw_about(app, tree, cells, list);
		cells_look(cells, area.row, 3, 1, LOOK_FOCUS);
		cells_cursor(cells, area.row, 3);
	} else {
		draw_list(app, tree, cells, list);
		tree_draw_about(app, tree, cells, (struct area){ area.row + area.rows - below, area.column, below, area.columns });
	}
	if (tree->prompt.open)
		prompt_draw(&tree->prompt, cells, area.row + area.rows - below - 1);
}

static void tree_hint(const struct app *app, const void *state, struct buf *out)
{
	const struct tree *tree = state;
	char name[NAME_TEXT];

	if (tree->prompt.open) {
		buf_string(out, _("Enter goes to the next term or answer with this text; n and N go on."));
	} else if (app->domain.len) {
		name_text(&app->domain, name);
		buf_printf(out, _("Same on the command line: spfwiz tree %s"), name);
	}
}

const struct screen screen_tree = {
	.title = N_("Tree"), .in = IN_TREE, .pages = true, .state_new = tree_new, .state_free = tree_free, .focus = tree_focus,
	.update = tree_update,
	.refresh = tree_refresh, .draw = tree_draw, .hint = tree_hint, .reset = tree_reset,
};
