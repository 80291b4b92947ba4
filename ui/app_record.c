/* app_record: the record, its figures and what is wrong with it, as several screens show them. */
#include "ui/app_private.h"

#include "base/memory.h"
#include "base/txt.h"
#include "base/words.h"

enum { GAUGE_FAMILIES = 48 };	/* columns from which on both families' void lookups are shown, and not the more of them */
enum { UDP_BYTES = 450 };	/* RFC 7208 3.4: under this an answer fits a UDP message of 512 bytes */

static struct slice record_text(const struct app *app)
{
	const struct record *record = draft_record(app->draft);

	return (struct slice){ record->text, record->len };
}

/* What cannot be read is underlined; what F8 went to stands out. Returns how many; out has room for one a term and one more. */
static size_t mark_terms(const struct app *app, struct cells_mark *out)
{
	const struct record *record = draft_record(app->draft);
	struct app_finding finding = { .term = SIZE_MAX };
	size_t n = 0;

	if (app->finding < app_findings(app))
		app_finding(app, app->finding, &finding);
	for (size_t i = 0; i < record->n; i++) {
		const struct term *term = &record->term[i];
		bool here = i == finding.term;

		if (here || term->fault)
			out[n++] = (struct cells_mark){ term->whole.at, term->whole.len, here ? LOOK_BOLD : LOOK_BAD };
	}
	return n;
}

void draw_record(const struct app *app, struct cells *cells, struct area area)
{
	struct cells_mark *mark;
	size_t n;
	int lines;

	if (!app->draft)
		return;
	mark = mem_zero(draft_record(app->draft)->n + 1, sizeof *mark);
	n = mark ? mark_terms(app, mark) : 0;
	area.column++;
	area.columns--;
	lines = cells_wrap(cells, area, 0, LOOK_PLAIN, record_text(app), mark, n);
	if (lines > area.rows && area.rows > 0 && area.columns >= 60) {
		struct buf more = { 0 };

		buf_printf(&more, ngettext("  +%d line", "  +%d lines", (unsigned long)(lines - area.rows)), lines - area.rows);
		cells_put_right(cells, area.row + area.rows - 1, area.column, area.columns, LOOK_BOLD, buf_slice(&more));
		buf_release(&more);
	}
	mem_free(mark);
}

int draw_record_rows(const struct app *app, int columns)
{
	return app->draft ? cells_wrap_find(record_text(app), columns - 1, app->form, 0, NULL, NULL) : 0;
}

size_t app_strings(const struct record *record)
{
	struct strings strings;
	size_t n;

	if (txt_split((struct slice){ record->text, record->len }, record->cut, record->cuts, 0, &strings))
		return (record->len + 254) / 255;
	n = strings.n;
	strings_release(&strings);
	return n;
}

void draw_record_rule(const struct app *app, struct cells *cells, int row)
{
	struct buf right = { 0 };
	const struct record *record = app->draft ? draft_record(app->draft) : NULL;
	size_t bytes = record ? record->len : 0, strings = record ? app_strings(record) : 0;

	buf_printf(&right, ngettext("%zu byte, ", "%zu bytes, ", bytes), bytes);
	buf_printf(&right, ngettext("%zu string", "%zu strings", strings), strings);
	buf_string(&right, bytes <= UDP_BYTES ? _(", fits UDP") : _(", too long for UDP"));
	cells_rule(cells, row, slice_of(_("Record")), buf_slice(&right));
	buf_release(&right);
}

static void add_bar(struct buf *out, unsigned n, unsigned of)
{
	buf_char(out, '[');
	buf_fill(out, '#', n < of ? n : of);
	buf_fill(out, '-', n < of ? of - n : 0);
	buf_string(out, "] ");
}

/* A figure of several against its limit (RFC 7208 4.6.4); over that, it stands out. */
struct gauge {
	const struct app *app;
	struct cells *cells;
	int row, column, end;
};
static void put(struct gauge *g, enum look look, struct buf *text)
{
	struct buf shown = { 0 };

	text_printable(&shown, buf_slice(text), g->app->form);
	g->column += cells_put(g->cells, g->row, g->column, g->end - g->column, look, buf_slice(&shown));
	buf_clear(text);
	buf_release(&shown);
}

static void put_gauge(struct gauge *g, struct buf *before, unsigned n, unsigned of)
{
	put(g, LOOK_PLAIN, before);
	buf_printf(before, "%u/%u", n, of);
	put(g, n > of ? LOOK_ERROR : LOOK_PLAIN, before);
}

/* While answers are out the last figures stay, and it is said what is waited for. */
static void add_checking(const struct app *app, struct buf *out)
{
	const struct question *question;
	char type[12];

	if (!app->survey.pending || !app->wanted_survey.n)
		return;
	question = &app->wanted_survey.question[0];
	buf_string(out, "  ");
	buf_string(out, app->stopped ? _("not asked: ") : _("checking "));
	name_shown(&question->name, app->form, out);
	buf_printf(out, " %s...", rrtype_text(question->type, type));
}

void draw_gauges(const struct app *app, struct cells *cells, int row, int column, int columns)
{
	struct gauge g = { app, cells, row, column, column + columns };
	struct figures f = app->figures;
	struct buf text = { 0 };

	if (!app->survey_known)
		return;
	if (!f.known)
		f = (struct figures){ false, app->survey.lookups, app->survey.voids4, app->survey.voids6, app->survey.mx_most };
	buf_string(&text, _("lookups "));
	if (columns >= (app->survey.pending ? 100 : 70))	/* what is waited for is told instead, where there is no room for both */
		add_bar(&text, f.lookups, WALK_LOOKUPS);
	put_gauge(&g, &text, f.lookups, WALK_LOOKUPS);
	if (columns < GAUGE_FAMILIES) {
		buf_string(&text, _("  void "));
		put_gauge(&g, &text, f.voids4 > f.voids6 ? f.voids4 : f.voids6, WALK_VOIDS);
	} else {
		buf_string(&text, _("  void IPv4 "));
		put_gauge(&g, &text, f.voids4, WALK_VOIDS);
		buf_string(&text, ", IPv6 ");
		put_gauge(&g, &text, f.voids6, WALK_VOIDS);
	}
	buf_string(&text, "  mx ");
	put_gauge(&g, &text, f.mx_most, WALK_MX);
	add_checking(app, &text);
	put(&g, LOOK_PLAIN, &text);
	buf_release(&text);
}

static void add_counts(const struct app *app, struct buf *out)
{
	size_t errors, warnings, notes;

	app_finding_count(app, &errors, &warnings, &notes);
	buf_string(out, _("Findings: "));
	buf_printf(out, ngettext("%zu error  ", "%zu errors  ", errors), errors);
	buf_printf(out, ngettext("%zu warning  ", "%zu warnings  ", warnings), warnings);
	buf_printf(out, ngettext("%zu note", "%zu notes", notes), notes);
	buf_string(out, errors + warnings + notes ? _("  (F8 goes there)") : app_waits(app) ? _("  (answers are out)") : "");
}

static void draw_finding(const struct app *app, struct cells *cells, int row, size_t i)
{
	struct app_finding finding;
	struct buf text = { 0 };
	int used;

	app_finding(app, i, &finding);
	app_finding_text(app, i, &text);
	cells_put(cells, row, 0, 1, LOOK_PLAIN, i == app->finding ? SLICE(">") : SLICE(" "));
	used = 1 + cells_printf(cells, row, 1, cells->columns - 1, finding.look, "%c SPF%u", finding.letter, finding.id) + 1;
	cells_put(cells, row, used, cells->columns - used, LOOK_PLAIN, buf_slice(&text));
	buf_release(&text);
}

/* "2 words left out: 300.1.1.1 10.0.0.0/33": the record is made without them, and receivers never see them. */
static void add_left_out(const struct app *app, struct buf *out)
{
	struct buf words = { 0 };
	size_t n = app_left_out(app, &words);

	if (n)
		buf_printf(out, ngettext("%zu word left out: ", "%zu words left out: ", n), n);
	buf_add(out, buf_slice(&words));
	buf_release(&words);
}

static bool draw_left_out(const struct app *app, struct cells *cells, int row)
{
	struct buf text = { 0 };
	bool any;

	add_left_out(app, &text);
	any = text.len > 0;
	if (any)
		draw_cut(cells, (struct area){ row, 1, 1, cells->columns - 1 }, LOOK_WARNING, buf_slice(&text));
	buf_release(&text);
	return any;
}

/* The worst first; from the one that F8 went to when that would be out of sight. */
void draw_findings(const struct app *app, struct cells *cells, struct area area)
{
	size_t n = app->draft ? app_findings(app) : 0, rows = area.rows > 1 ? (size_t)area.rows - 1 : 0, top = 0;
	struct buf counts = { 0 };

	if (area.rows < 1 || !app->draft)
		return;
	add_counts(app, &counts);
	cells_rule(cells, area.row, buf_slice(&counts), SLICE(""));
	buf_release(&counts);
	if (rows > 0 && draw_left_out(app, cells, area.row + 1)) {
		area.row++;
		rows--;
	}
	if (app->finding < n && app->finding >= rows)
		top = app->finding - rows + 1;
	for (size_t i = 0; i < rows && top + i < n; i++)
		draw_finding(app, cells, area.row + 1 + (int)i, top + i);
}

void app_plain_text(const struct app *app, struct buf *out)
{
	size_t n = app->draft ? app_findings(app) : 0, before;

	if (!app->draft)
		return;
	name_shown(&app->domain, app->form, out);
	buf_string(out, "\n\n");
	text_printable(out, record_text(app), app->form);
	buf_string(out, "\n\n");
	before = out->len;
	add_left_out(app, out);
	buf_string(out, out->len > before ? "\n" : "");
	for (size_t i = 0; i < n; i++) {
		struct app_finding finding;

		app_finding(app, i, &finding);
		buf_printf(out, "%c SPF%u ", finding.letter, finding.id);
		app_finding_text(app, i, out);
		buf_char(out, '\n');
	}
}
