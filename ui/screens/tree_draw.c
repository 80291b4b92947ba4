/* tree_draw: the rows of the tree: own, sum, term, answer. */
#include "ui/screens/tree_private.h"

#include "base/words.h"

enum {
	FIGURES = 10,		/* columns of own and sum */
	TERM_COLUMN = 12,	/* behind them */
	SMALL_CUT = 3,		/* blanks before them that a narrow window lacks the room for */
	NARROW = 60,
};

static bool stops(const struct tree *tree, size_t at)
{
	return tree->stop[at].v4 || tree->stop[at].v6;
}

/* Where receivers stop comes before what was answered; of a loop it is said that it is one. */
static void add_answer(const struct app *app, const struct tree *tree, size_t at, struct buf *out)
{
	const struct ledger_row *row = &tree->rows.row[at];
	const struct tree_stop *stop = &tree->stop[at];

	if (stops(tree, at) && !ledger_node(row)->cut) {
		buf_string(out, stop->why == WHY_LOOKUPS ? _("STOP: over 10 lookups") :
			stop->why == WHY_VOIDS ? _("STOP: over 2 voids") : _("STOP: over 10 MX"));
		buf_string(out, !stop->v6 ? _(" (IPv4)  ") : !stop->v4 ? _(" (IPv6)  ") : "  ");
	}
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
	if (stops(tree, at) || node->cut || tree->rows.row[at].term->fault)
		return LOOK_BOLD;
	return node->answer && node->answer->said == SAID_FAILED ? LOOK_BOLD : LOOK_PLAIN;
}

/* Over the limit: its digits, which end before that column. */
static void mark_sum(unsigned sum, struct cells *cells, int row, int end)
{
	int digits = sum > 999 ? 4 : sum > 99 ? 3 : 2;

	cells_look(cells, row, end - digits, digits, LOOK_ERROR);
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
	if (!here && line->sum > WALK_LOOKUPS && kind_asks(line->term->kind))
		mark_sum(line->sum, cells, row, FIGURES - (narrow ? SMALL_CUT : 0));
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
	name_shown(&app->domain, app->form, &text);
	buf_string(&text, !app_published_known(app) ? _(" (draft)") : app->draft && draft_changed(app->draft) ?
	    _(" (new record)") : _(" (as published)"));
	buf_printf(&text, ngettext("  %zu term", "  %zu terms", app->survey.record.n), app->survey.record.n);
	if (!tree->rows.n)
		buf_string(&text, app->survey.pending ? _("  waiting for DNS") : "");
	cells_put(cells, row, 0, cells->columns, here ? LOOK_FOCUS : LOOK_BOLD, buf_slice(&text));
	buf_release(&text);
}

void tree_draw_list(const struct app *app, const struct tree *tree, struct cells *cells, struct area area)
{
	bool narrow = cells->columns < NARROW;
	size_t top = list_top(&tree->list, tree->lines, area.rows - 1);

	cells_put(cells, area.row, 0, cells->columns, LOOK_BOLD,
	    slice_from(slice_of(_("  own  sum  term")), narrow ? SMALL_CUT - 1 : 0));
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
