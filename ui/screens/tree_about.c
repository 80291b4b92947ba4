/* tree_about: the chosen row of the tree in full: its record, what it asked, what it costs. */
#include "ui/screens/tree_private.h"

#include "base/words.h"

/* The record it leads to, else the one it stands in. */
static const struct frame *frame_of(const struct tree *tree, size_t at)
{
	const struct ledger_row *row;

	if (at == TREE_DOMAIN)
		return ledger_top(&tree->ledger, false) ? ledger_top(&tree->ledger, false) : ledger_top(&tree->ledger, true);
	row = &tree->rows.row[at];
	if (row->v4 && row->v4->inner)
		return row->v4->inner;
	return row->v6 && row->v6->inner ? row->v6->inner : row->frame;
}

struct slice tree_record(const struct app *app, const struct tree *tree, struct span *mark)
{
	size_t at = tree_at(tree);
	const struct frame *frame = tree->lines ? frame_of(tree, at) : NULL;

	*mark = (struct span){ 0 };
	if (!frame)
		return (struct slice){ app->survey.record.text, app->survey.record.len };
	if (at != TREE_DOMAIN && frame == tree->rows.row[at].frame)
		*mark = tree->rows.row[at].term->whole;
	return (struct slice){ frame->record.text, frame->record.len };
}

/* The chosen term, also one of a record that is included. On the domain's line x means what it means where there are no terms. */
bool tree_explain(struct app *app, const struct tree *tree)
{
	size_t at = tree_at(tree);
	const struct ledger_row *row = at == TREE_DOMAIN ? NULL : &tree->rows.row[at];

	if (!row)
		return false;
	if (row->up)
		app_explain_term(app, &row->frame->record, (size_t)(row->term - row->frame->record.term), &row->frame->name);
	else
		app_explain_at(app, (size_t)(row->term - row->frame->record.term));
	return true;
}

/* What a row and all below it cost, read off the ledger as survey.cost is; by family, since no sender is of both. */
static unsigned cost_of(const struct tree *tree, size_t at)
{
	unsigned v4 = 0, v6 = 0;

	for (size_t i = at; i <= at + tree->rows.row[at].below; i++) {
		const struct ledger_row *row = &tree->rows.row[i];

		v4 += row->v4 && row->v4->reached ? row->v4->own : 0;
		v6 += row->v6 && row->v6->reached ? row->v6->own : 0;
	}
	return v4 > v6 ? v4 : v6;
}

static void add_asked(const struct app *app, const struct node *node, struct buf *out)
{
	const struct answer *answer = node ? node->answer : NULL;
	char type[12];

	if (!node || !node->asked)
		return;
	buf_string(out, out->len ? "  " : "");
	buf_printf(out, "%s ", rrtype_text(node->asked->type, type));
	name_shown(&node->asked->name, app->form, out);
	buf_string(out, ": ");
	if (!answer)
		buf_string(out, node->refused ? _("not asked") : _("waiting"));
	else if (answer->said == SAID_DATA)
		buf_printf(out, ngettext("%zu record, TTL %u", "%zu records, TTL %u", answer->n), answer->n, (unsigned)answer->ttl);
	else if (answer->said == SAID_FAILED)
		failure_show(answer, true, out);
	else
		buf_string(out, answer->said == SAID_NXDOMAIN ? _("no such name") : _("no such record"));
}

/* Only a asks each family another question. */
static bool same_question(const struct ledger_row *row)
{
	return row->v4 && row->v6 && row->v4->asked && row->v6->asked && question_equal(row->v4->asked, row->v6->asked);
}

static void add_cost(const struct app *app, const struct tree *tree, size_t at, struct buf *out)
{
	const struct ledger_row *row = &tree->rows.row[at];
	unsigned cost = cost_of(tree, at);
	size_t term = (size_t)(row->term - row->frame->record.term);

	if (!kind_asks(row->term->kind)) {
		buf_string(out, _("Costs no lookup."));
		return;
	}
	buf_printf(out, ngettext("Costs %u lookup with all behind it.", "Costs %u lookups with all behind it.", cost), cost);
	if (!row->up && term < app->survey.record.n && app->survey.cost[term] <= app->survey.lookups)
		buf_printf(out, _(" Without it the record needs %u."), app->survey.lookups - app->survey.cost[term]);
}

/* RFC 7208 4.6.4 */
static void add_stop(const struct tree_stop *stop, struct buf *out)
{
	if (!stop->v4 && !stop->v6)
		return;
	buf_string(out, stop->v4 && stop->v6 ? _("Permerror here: ") : stop->v4 ? _("Permerror here for IPv4: ") :
		_("Permerror here for IPv6: "));
	if (stop->why == WHY_LOOKUPS)
		buf_string(out, _("it is the 11th lookup, and 10 are allowed."));
	else if (stop->why == WHY_VOIDS)
		buf_string(out, _("the 3rd term that finds nothing, and 2 are allowed."));
	else
		buf_string(out, _("it has over 10 MX records."));
}

/* The rows under the record: cost, stop, question. Each is put only when it says something. */
static void draw_facts(const struct app *app, const struct tree *tree, size_t at, struct cells *cells, struct area area)
{
	struct buf line[3] = { 0 };
	enum look look[3] = { LOOK_PLAIN, LOOK_BOLD, LOOK_PLAIN };
	int used = 0;

	if (at != TREE_DOMAIN) {
		add_cost(app, tree, at, &line[0]);
		add_stop(&tree->stop[at], &line[1]);
		add_asked(app, tree->rows.row[at].v4, &line[2]);
		if (!line[2].len || !same_question(&tree->rows.row[at]))
			add_asked(app, tree->rows.row[at].v6, &line[2]);
	}
	for (int i = 0; i < 3; i++) {
		if (line[i].len && used < area.rows)
			cells_put(cells, area.row + used++, area.column + 1, area.columns - 1, look[i], buf_slice(&line[i]));
		buf_release(&line[i]);
	}
}

static void draw_rule(const struct app *app, const struct tree *tree, size_t at, struct cells *cells, int row)
{
	struct buf title = { 0 }, right = { 0 };

	if (at == TREE_DOMAIN)
		name_shown(&app->domain, app->form, &title);
	else
		ledger_term(&tree->ledger, &tree->rows.row[at], &title);
	buf_printf(&right, _("line %zu of %zu"), tree->list.at + 1, tree->lines);
	cells_rule(cells, row, buf_slice(&title), buf_slice(&right));
	buf_release(&title);
	buf_release(&right);
}

void tree_draw_about(const struct app *app, const struct tree *tree, struct cells *cells, struct area area)
{
	enum { FACTS = 3, RULE = 1, GAUGES = 1 };
	size_t at = tree_at(tree);
	struct span span;
	struct slice text = tree_record(app, tree, &span);
	struct cells_mark mark = { span.at, span.len, LOOK_BOLD };
	struct area part = { area.row + RULE, area.column + 1, area.rows - RULE - GAUGES - FACTS, area.columns - 1 };
	int used, first = 0, column;

	if (!tree->lines || area.rows < 1)
		return;
	draw_rule(app, tree, at, cells, area.row);
	if (part.rows > 0) {
		(void)cells_wrap_find(text, part.columns, cells->form, span.at, &first, &column);
		first = span.len && first >= part.rows ? first - part.rows + 1 : 0;
		used = cells_wrap(cells, part, first, LOOK_PLAIN, text, span.len ? &mark : NULL, span.len ? 1 : 0);
		part.row += used < part.rows ? used : part.rows;
	}
	part.column = area.column;
	part.rows = area.row + area.rows - GAUGES - part.row;
	part.columns = area.columns;
	draw_facts(app, tree, at, cells, part);
	draw_gauges(app, cells, area.row + area.rows - GAUGES, area.column + 1, area.columns - 1);
}
