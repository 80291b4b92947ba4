/* ledger_rows: the order of the rows, and their figures. */
#include "wizard/ledger_rows.h"

#include "base/words.h"

#include <string.h>

const struct frame *ledger_top(const struct ledger *ledger, bool v6)
{
	const struct walk *walk = v6 ? ledger->v6 : ledger->v4;

	return walk ? walk->top : NULL;
}

bool ledger_together(const struct frame *v4, const struct frame *v6)
{
	return v4 && v6 && v4->record.n == v6->record.n && name_equal(&v4->name, &v6->name);
}

struct ledger_row ledger_row_of(const struct frame *v4, const struct frame *v6, size_t i)
{
	const struct frame *frame = v4 ? v4 : v6;

	return (struct ledger_row){
		.term = &frame->record.term[i], .frame = frame, .v4 = v4 ? &v4->node[i] : NULL, .v6 = v6 ? &v6->node[i] : NULL,
	};
}

const struct node *ledger_node(const struct ledger_row *row)
{
	return row->v4 ? row->v4 : row->v6;
}

unsigned ledger_sum(const struct ledger_row *row)
{
	unsigned a = row->v4 ? row->v4->sum_max : 0, b = row->v6 ? row->v6->sum_max : 0;

	return a > b ? a : b;
}

bool ledger_reached(const struct ledger_row *row)
{
	return (row->v4 && row->v4->reached) || (row->v6 && row->v6->reached);
}

enum result ledger_qualifier(char qualifier)
{
	return qualifier == '+' ? R_PASS : qualifier == '-' ? R_FAIL : qualifier == '~' ? R_SOFTFAIL : R_NEUTRAL;
}

bool ledger_same_place(const struct node *a, const struct node *b)
{
	while (a && b) {
		if (a - a->frame->node != b - b->frame->node)
			return false;
		a = a->frame->up;
		b = b->frame->up;
	}
	return !a && !b;
}

/* Counts, or fills where there is a row to fill: one function, so that they cannot differ. */
struct filler {
	struct ledger_row *row;		/* NULL: only count */
	size_t n;
	unsigned sum;
};
struct place {			/* of a record */
	const struct frame *v4, *v6;
	const struct ledger_row *up;
	bool last, apart;		/* last: no other record stands beside it under the same term */
};

static void fill(struct filler *, const struct place *);

/* The record behind a term; with %{v} in its name each family may have one of its own. */
static void fill_inner(struct filler *f, const struct ledger_row *row, const struct ledger_row *up)
{
	struct place place = { row->v4 ? row->v4->inner : NULL, row->v6 ? row->v6->inner : NULL, up, true, row->apart };
	const struct frame *v6 = place.v6;

	if (!place.v4 || !place.v6 || ledger_together(place.v4, place.v6)) {
		fill(f, &place);
		return;
	}
	place.apart = true;
	place.last = false;
	place.v6 = NULL;
	fill(f, &place);
	place.last = true;
	place.v4 = NULL;
	place.v6 = v6;
	fill(f, &place);
}

static void fill(struct filler *f, const struct place *place)
{
	const struct frame *frame = place->v4 ? place->v4 : place->v6;

	for (size_t i = 0; frame && i < frame->record.n; i++) {
		struct ledger_row row = ledger_row_of(place->v4, place->v6, i), *at = f->row ? &f->row[f->n] : NULL;
		size_t before = ++f->n;

		if (kind_asks(row.term->kind) && ledger_reached(&row))
			f->sum = ledger_sum(&row);
		row.up = place->up;
		row.sum = f->sum;
		row.last = place->last && i + 1 == frame->record.n;
		row.apart = place->apart;
		if (at)
			*at = row;
		fill_inner(f, &row, at);
		if (at)
			at->below = f->n - before;
	}
}

enum error ledger_rows(struct pool *pool, const struct ledger *ledger, struct ledger_rows *out)
{
	struct place top = { ledger_top(ledger, false), ledger_top(ledger, true), NULL, true, false };
	struct filler count = { 0 }, f = { 0 };

	fill(&count, &top);
	f.row = POOL_NEW(pool, struct ledger_row, count.n + 1);
	if (!f.row)
		return ERR_MEMORY;
	fill(&f, &top);
	*out = (struct ledger_rows){ f.row, f.n };
	return ERR_NONE;
}

void ledger_rails(const struct ledger_row *row, struct buf *out)
{
	size_t at = out->len;

	for (const struct ledger_row *up = row->up; up; up = up->up)
		buf_replace(out, at, 0, up->last ? SLICE("   ") : SLICE("|  "));
}

void ledger_figures(const struct ledger_row *row, struct buf *out)
{
	enum kind kind = row->term->kind;

	if (kind_asks(kind))
		buf_printf(out, "%5u %4u", (unsigned)ledger_node(row)->own, row->sum);
	else
		buf_printf(out, "%5s %4s", kind_is_modifier(kind) ? "-" : "0", "");
}

void ledger_term(const struct ledger *ledger, const struct ledger_row *row, struct buf *out)
{
	text_printable(out, record_slice(&row->frame->record, row->term->whole), ledger->form);
}

static bool decides(const struct ledger *ledger, const struct ledger_row *row)
{
	for (const struct verdict *verdict = ledger->verdict; verdict; verdict = verdict->inner)
		if (verdict->node && (verdict->node == row->v4 || verdict->node == row->v6))
			return true;
	return false;
}

void ledger_marks(const struct ledger *ledger, const struct ledger_row *row, struct buf *out)
{
	if ((row->v4 && row->v4->voids) || (row->v6 && row->v6->voids))
		buf_printf(out, "  %s", row->v4 && row->v6 && !row->v6->voids ? _("void for IPv4") :
		    row->v4 && row->v6 && !row->v4->voids ? _("void for IPv6") : _("void"));
	if (row->apart && row->up && !row->up->apart)
		buf_printf(out, "  %s", row->v4 ? _("for IPv4 alone") : _("for IPv6 alone"));
	if (decides(ledger, row))
		buf_printf(out, "  %s", _("MATCH"));
}
