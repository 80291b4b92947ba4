/* build_draw: where the form, the record, its figures and findings stand in each size of window. */
#include "ui/screens/build_private.h"

#include "base/words.h"
#include "wizard/ledger_rows.h"

enum { FORM_COLUMNS = 60, WIDE_FORM = 80, WIDE_COLUMNS = 150 };

/* How the rows are shared out: the record gets what it takes, up to a third; findings at least two; the form what it needs of the rest. */
struct shares {
	int form, record, findings;
};
static struct shares share(const struct app *app, const struct build *b, struct area area, int left)
{
	int record = draw_record_rows(app, area.columns - 1) + b->raw, most = area.rows / 3 - 2 > 2 ? area.rows / 3 - 2 : 2;
	int needs = form_rows(&b->form, left) + 1, rest;
	struct shares s;

	s.record = record < 2 ? 2 : record > most ? most : record;
	rest = area.rows - s.record - 2;
	s.form = rest - 3 < needs ? rest - 3 : needs;
	s.findings = rest - s.form;
	return s;
}

static void draw_form(const struct app *app, const struct build *b, struct cells *cells, struct area area)
{
	struct buf name = { 0 };
	bool narrow = area.columns < FORM_COLUMNS;

	name_shown(&app->domain, app->form, &name);
	if (!narrow)
		cells_printf(cells, area.row, 3, area.columns - 12, LOOK_PLAIN, _("Who sends mail from @%s?"), buf_text(&name));
	if (!narrow)
		cells_put_right(cells, area.row, area.column, area.columns - 1, LOOK_PLAIN, slice_of(_("lookups")));
	buf_release(&name);
	area.row += !narrow;
	area.rows -= !narrow;
	form_draw(&b->form, cells, area, &(struct form_notes){ .about = build_about, .arg = (void *)(uintptr_t)app, .cursor = !b->raw });
}

static void draw_text(const struct app *app, const struct build *b, struct cells *cells, struct area area)
{
	if (b->raw)
		edit_draw_lines(&b->text, cells, (struct area){ area.row, 1, area.rows, area.columns - 1 }, true, NULL, 0);
	else
		draw_record(app, cells, area);
}

/* The tree of look-ups beside the form: own cost, running sum, term. */
static void draw_tree(const struct app *app, struct cells *cells, struct area area)
{
	const struct survey *s = &app->survey;
	struct ledger ledger = { .v4 = &s->lifted4, .v6 = &s->lifted6, .answers = s->layer, .form = app->form };
	struct ledger_rows rows = { 0 };
	struct pool pool = { 0 };
	struct buf line = { 0 };

	if (!app->survey_known || ledger_rows(&pool, &ledger, &rows)) {
		pool_release(&pool);
		return;
	}
	cells_put(cells, area.row, area.column, area.columns, LOOK_PLAIN, slice_of(_("  own  sum  term")));
	for (int r = 1; r < area.rows && (size_t)r <= rows.n; r++) {
		const struct ledger_row *row = &rows.row[r - 1];

		buf_clear(&line);
		if (r == area.rows - 1 && (size_t)r < rows.n) {
			buf_printf(&line, _("  and %zu more (F5)"), rows.n - (size_t)r + 1);
		} else {
			ledger_figures(row, &line);
			buf_string(&line, "  ");
			ledger_rails(row, &line);
			buf_string(&line, "+- ");
			ledger_term(&ledger, row, &line);
			ledger_marks(&ledger, row, &line);
		}
		cells_put(cells, area.row + r, area.column, area.columns, LOOK_PLAIN, buf_slice(&line));
	}
	buf_release(&line);
	pool_release(&pool);
}

/* Two pages: the form with the record's beginning under it; the record, its figures and findings. */
static void draw_small(const struct app *app, const struct build *b, struct cells *cells, struct area area)
{
	int record = draw_record_rows(app, area.columns - 1) + b->raw, most = area.rows - 5 > 2 ? area.rows - 5 : 2;

	if (app->page == 0) {
		draw_form(app, b, cells, (struct area){ area.row, 0, area.rows - 2, area.columns });
		draw_record(app, cells, (struct area){ area.row + area.rows - 2, 0, 1, area.columns });
		draw_gauges(app, cells, area.row + area.rows - 1, 1, area.columns - 1);
		return;
	}
	record = record > most ? most : record;
	draw_record_rule(app, cells, area.row);
	draw_text(app, b, cells, (struct area){ area.row + 1, 0, record, area.columns });
	draw_gauges(app, cells, area.row + 1 + record, 1, area.columns - 1);
	draw_findings(app, cells, (struct area){ area.row + 2 + record, 0, area.rows - 2 - record, area.columns });
	if (!b->raw)
		cells_cursor(cells, area.row + 1, 1);
}

void build_draw(const struct app *app, const void *state, struct cells *cells, struct area area)
{
	const struct build *b = state;
	int row = area.row, left = app_wide(app) ? area.columns >= WIDE_COLUMNS ? WIDE_FORM : FORM_COLUMNS : area.columns;
	struct shares s = share(app, b, area, left);

	if (app_small(app)) {
		draw_small(app, b, cells, area);
		return;
	}
	draw_form(app, b, cells, (struct area){ row, 0, s.form, left });
	if (left < area.columns)
		draw_tree(app, cells, (struct area){ row, left + 2, s.form, area.columns - left - 2 });
	row += s.form;
	draw_record_rule(app, cells, row++);
	draw_text(app, b, cells, (struct area){ row, 0, s.record, area.columns });
	row += s.record;
	draw_gauges(app, cells, row++, 1, area.columns - 1);
	draw_findings(app, cells, (struct area){ row, 0, s.findings, area.columns });
}
