/* tree: what each term asks and costs, with everything behind it, and where receivers stop. */
#include "ui/screens/tree_private.h"

#include "base/memory.h"
#include "base/words.h"
#include "ui/screens/test.h"

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
	return ((const struct tree *)state)->prompt.open ? IN_TEXT | IN_PROMPT : IN_LIST;
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
	int rows = app_body_rows(app);

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

		if (!node || !node->answer || node->answer->said != SAID_DATA)
			continue;
		if (!node->answer->n || node->answer->rr[0].len != (v6 ? 16 : 4))
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

	name_shown(&app->domain, app->form, &text);
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
	case ACT_EXPLAIN:
		return tree_explain(app, tree);
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
		tree_draw_list(app, tree, cells, list);
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
		buf_printf(out, app_published_known(app) && !(app->draft && draft_changed(app->draft)) ?
		    _("Also on the command line: spfwiz tree %s") : _("Also on the command line: spfwiz tree --record RECORD %s"), name);
	}
}

const struct screen screen_tree = {
	.title = N_("Tree"), .in = IN_TREE, .pages = true, .state_new = tree_new, .state_free = tree_free, .focus = tree_focus,
	.update = tree_update,
	.refresh = tree_refresh, .draw = tree_draw, .hint = tree_hint, .reset = tree_reset,
};
