#pragma once
/*
 * ledger_rows: the walks' ledger as the rows of a tree: what each term asked, what it cost, what was answered. `tree`, `check --verbose`
 * and the screens read these rows; nothing is counted here.
 */
#include "spf/walk.h"

struct ledger {			/* one walk, or the two families' side by side; either may be NULL. Both are of the same record */
	const struct walk *v4, *v6;
	const struct answers *answers;	/* for the addresses behind mx */
	const struct verdict *verdict;	/* check: its terms are marked; NULL: a tree */
	enum text_form form;
	bool narrow;			/* ledger_print(): no room for a column of answers, each stands right behind its term */
};
struct ledger_row {		/* one term in both families */
	const struct term *term;
	const struct frame *frame;
	const struct node *v4, *v6;	/* at least one */
	const struct ledger_row *up;	/* the include or redirect that led to its record; NULL: the domain's own */
	size_t below;			/* so many rows after this one stand below it */
	unsigned sum;			/* look-ups spent when done here, by those who spent most; as before where none is asked */
	bool last;			/* nothing of its record comes after it */
	bool apart;			/* its record is of one family alone: a name with %{v} led there */
};
struct ledger_rows {
	const struct ledger_row *row;	/* depth first, as receivers read; in the pool */
	size_t n;
};
enum error ledger_rows(struct pool *, const struct ledger *, struct ledger_rows *) MUST_CHECK;	/* ERR_MEMORY */

const struct frame *ledger_top(const struct ledger *, bool v6);
/* Do both families stand in the same record? */
bool ledger_together(const struct frame *v4, const struct frame *v6);
/* Without up, below, sum and last. */
struct ledger_row ledger_row_of(const struct frame *v4, const struct frame *v6, size_t term);
bool ledger_reached(const struct ledger_row *);
unsigned ledger_sum(const struct ledger_row *);		/* of this term alone */
const struct node *ledger_node(const struct ledger_row *);	/* the one of IPv4 when there are both */
enum result ledger_qualifier(char qualifier);
/* Is it the same term on the same way down, in two walks of one record? */
bool ledger_same_place(const struct node *, const struct node *);

/* Each adds to out, printable in ledger->form. */
void ledger_rails(const struct ledger_row *, struct buf *out);	/* "|  " or "   " for each record above */
void ledger_figures(const struct ledger_row *, struct buf *out);	/* own and sum: "    1    3" */
void ledger_term(const struct ledger *, const struct ledger_row *, struct buf *out);
void ledger_answer(const struct ledger *, const struct ledger_row *, struct buf *out);	/* translated; may be nothing */
void ledger_marks(const struct ledger *, const struct ledger_row *, struct buf *out);	/* "  void", "  MATCH" */
/* All of it with a heading, as `tree` prints it. */
void ledger_print(const struct ledger *, struct buf *out);
