/* discover_draw: the questions in the order they were put, how far it is, and what was recognised. */
#include "ui/screens/discover_private.h"

#include "base/words.h"
#include "catalogue/catalogue.h"
#include "dns/rdata.h"
#include "spf/record.h"
#include "spf/select.h"

enum { BAR = 24, ANSWER_MOST = 400, MOST_S = 20 };

/* Records as one line, but for TXT as the text that its strings make, the SPF record first. */
static void add_txt(const struct answer *answer, struct buf *out)
{
	struct pool pool = { 0 };

	for (int spf = 1; spf >= 0; spf--)
		for (size_t i = 0; i < answer->n && out->len < ANSWER_MOST; i++) {
			struct slice text = txt_joined(&pool, &answer->rr[i]);

			if (!text.at || record_is_spf(text) != (spf == 1))
				continue;
			buf_string(out, out->len ? ", " : "");
			text_printable(out, slice_to(text, ANSWER_MOST), TEXT_UTF8);
		}
	pool_release(&pool);
}

static void add_records(uint16_t type, const struct answer *answer, struct buf *out)
{
	if (type == RR_TXT) {
		add_txt(answer, out);
		return;
	}
	for (size_t i = 0; i < answer->n && out->len < ANSWER_MOST; i++) {
		buf_string(out, i ? ", " : "");
		rdata_print(type, &answer->rr[i], out);
	}
}

/* The word of a row, and what was answered. */
static const char *add_answer(const struct app *app, const struct question *q, struct buf *out)
{
	const struct answer *answer = answers_get(app->answers, q);

	if (!answer)
		return app->asking ? _("wait") : _("open");
	switch (answer->said) {
	case SAID_DATA:
		add_records(q->type, answer, out);
		return _("done");
	case SAID_NODATA:
		buf_string(out, _("no such record"));
		return _("none");
	case SAID_NXDOMAIN:
		buf_string(out, _("no such name"));
		return _("none");
	default:
		if (answer->failure == FAILURE_OUTSIDE) {	/* nobody was asked who could have failed */
			buf_string(out, _("not in the files"));
			return _("open");
		}
		failure_show(answer, true, out);
		return _("FAIL");
	}
}

void discover_row_text(const struct app *app, size_t i, struct buf *out)
{
	const struct question *q = &app->asked.question[i];
	struct buf answer = { 0 };
	char type[12];

	buf_printf(out, "%s %s ", add_answer(app, q, &answer), rrtype_text(q->type, type));
	name_shown(&q->name, app->form, out);
	buf_char(out, ' ');
	buf_add(out, buf_slice(&answer));
	buf_release(&answer);
}

enum { NAME_COLUMN = 15 };
/* Columns that names have; answers stand behind them. */
static int name_columns(int columns)
{
	return columns >= 100 ? 40 : columns >= 60 ? 26 : 18;
}

bool discover_row_cut(const struct app *app, size_t i)
{
	const struct question *q = &app->asked.question[i];
	size_t names = (size_t)name_columns(app->columns);
	struct buf name = { 0 }, answer = { 0 };
	bool cut;

	(void)add_answer(app, q, &answer);
	name_shown(&q->name, app->form, &name);
	cut = text_width(buf_slice(&name)) > names ||
	    text_width(buf_slice(&answer)) + NAME_COLUMN + names + 1 > (size_t)app->columns;
	buf_release(&name);
	buf_release(&answer);
	return cut;
}

static void draw_question(const struct app *app, struct cells *cells, int row, size_t i, bool here)
{
	const struct question *q = &app->asked.question[i];
	struct buf name = { 0 }, answer = { 0 };
	const char *word = add_answer(app, q, &answer);
	bool failed = slice_equal(slice_of(word), slice_of(_("FAIL")));
	int names = name_columns(cells->columns), answers = NAME_COLUMN + names + 1;
	char type[12];

	name_shown(&q->name, app->form, &name);
	cells_put(cells, row, 1, 1, LOOK_PLAIN, here ? SLICE(">") : SLICE(" "));
	cells_put(cells, row, 3, (int)text_width(slice_of(word)), here ? LOOK_FOCUS : failed ? LOOK_ERROR : LOOK_PLAIN, slice_of(word));
	cells_put(cells, row, 9, 5, LOOK_PLAIN, slice_of(rrtype_text(q->type, type)));
	cells_put(cells, row, NAME_COLUMN, names, LOOK_PLAIN, buf_slice(&name));
	cells_put(cells, row, answers, cells->columns - answers, LOOK_PLAIN, buf_slice(&answer));
	buf_release(&name);
	buf_release(&answer);
}

static size_t answered(const struct app *app)
{
	size_t n = 0;

	for (size_t i = 0; i < app->asked.n; i++)
		n += answers_get(app->answers, &app->asked.question[i]) != NULL;
	return n;
}

/* "Asking 127.0.0.53   [####--] 13 of 17   2.4 s of 20 s" */
static void draw_progress(const struct app *app, struct cells *cells, int row)
{
	size_t n = answered(app), of = app->asked.n, bar = of ? n * BAR / of : 0;
	struct buf text = { 0 };

	buf_printf(&text, "%s", app->asking ? _("Asking ") : app->stopped ? _("Stopped asking ") : _("Asked "));
	buf_add(&text, buf_slice(&app->source));
	buf_string(&text, "  ");
	if (cells->columns >= 70) {
		buf_char(&text, '[');
		buf_fill(&text, '#', bar);
		buf_fill(&text, '-', BAR - bar);
		buf_string(&text, "]  ");
	}
	buf_printf(&text, _("%zu of %zu"), n, of);
	if (app->asking) {
		uint64_t tenths = (app->now_ms - app->asking_ms) / 100;

		buf_printf(&text, _("  %u.%u s of %d s"), (unsigned)(tenths / 10), (unsigned)(tenths % 10), MOST_S);
	}
	cells_put(cells, row, 1, cells->columns - 1, LOOK_PLAIN, buf_slice(&text));
	buf_release(&text);
}

static void add_published(const struct app *app, struct buf *out)
{
	const struct answer *txt = answers_find(app->answers, &app->domain, RR_TXT);

	if (app->found.records == 1)
		buf_string(out, _("One published SPF record was found."));
	else if (app->found.records)
		buf_printf(out, _("%zu SPF records: receivers answer permerror. One must take the place of all."), app->found.records);
	else if (!txt)
		buf_string(out, _("Whether an SPF record is published is not known yet."));
	else if (txt->said == SAID_FAILED)
		buf_string(out, _("Whether an SPF record is published could not be found out."));
	else
		buf_string(out, app->found.exists ? _("No SPF record is published.") : _("The domain is not in DNS."));
}

/* A service a line, and what is known of it. */
static void add_services(const struct app *app, const struct discover *d, struct buf *out)
{
	size_t column = text_width(slice_of(_("Recognised: ")));

	for (size_t i = 0; i < d->seens; i++) {
		if (i)
			buf_char(out, '\n');
		if (i)
			buf_fill(out, ' ', column);
		else
			buf_string(out, _("Recognised: "));
		text_printable(out, slice_of(d->seen[i].service->name), app->form);
		buf_string(out, " (");
		recognised_text(&d->seen[i], out);
		buf_char(out, ')');
	}
}

int discover_seen_rows(const struct app *app, const struct discover *d, int rows)
{
	struct buf text = { 0 };
	int lines, most = rows / 4 > 1 ? rows / 4 : 1;

	add_services(app, d, &text);
	lines = cells_wrap_find(buf_slice(&text), app->columns - 1, app->form, 0, NULL, NULL);
	buf_release(&text);
	return lines < 1 ? 1 : lines < most ? lines : most;
}

static void draw_summary(const struct app *app, const struct discover *d, struct cells *cells, struct area area)
{
	struct buf text = { 0 }, shown = { 0 };

	add_published(app, &text);
	cells_put(cells, area.row, 1, area.columns - 1, app->found.records > 1 ? LOOK_BOLD : LOOK_PLAIN, buf_slice(&text));
	add_services(app, d, &shown);
	area = (struct area){ area.row + 1, 1, area.rows - 1, area.columns - 1 };
	if (cells_wrap(cells, area, 0, LOOK_PLAIN, buf_slice(&shown), NULL, 0) > area.rows)
		cells_put_right(cells, area.row + area.rows - 1, 0, cells->columns, LOOK_BOLD, slice_of(_(" more: M-k on Build")));
	buf_release(&text);
	buf_release(&shown);
}

void discover_draw(const struct app *app, const void *state, struct cells *cells, struct area area)
{
	const struct discover *d = state;
	int rows = discover_rows_shown(app, d, area.rows), first = area.row + (app_small(app) ? 1 : 2);
	int below = discover_seen_rows(app, d, area.rows) + 1;
	size_t top = list_top(&d->list, app->asked.n, rows), at = d->list.at < app->asked.n ? d->list.at : app->asked.n;

	draw_progress(app, cells, area.row);
	for (int r = 0; r < rows && top + (size_t)r < app->asked.n; r++)
		draw_question(app, cells, first + r, top + (size_t)r, top + (size_t)r == d->list.at && !d->prompt.open);
	if (!app_small(app)) {
		struct buf range = { 0 };

		if ((size_t)rows < app->asked.n)
			buf_printf(&range, _("%zu-%zu of %zu"), top + 1, top + (size_t)rows < app->asked.n ? top + (size_t)rows : app->asked.n,
			    app->asked.n);
		cells_rule(cells, area.row + area.rows - below - 1, SLICE(""), buf_slice(&range));
		draw_summary(app, d, cells, (struct area){ area.row + area.rows - below, 0, below, area.columns });
		buf_release(&range);
	} else {
		struct buf text = { 0 };

		add_published(app, &text);
		cells_put(cells, area.row + area.rows - 1, 1, cells->columns - 1, LOOK_PLAIN, buf_slice(&text));
		buf_release(&text);
	}
	cells_cursor(cells, first + (int)(at - top), 3);
	if (d->prompt.open)
		prompt_draw(&d->prompt, cells, area.row + area.rows - 1);
}
