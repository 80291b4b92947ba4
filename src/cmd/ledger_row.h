#pragma once
/*
 * ledger_row: one term in both families, shared by the two printers of the ledger.
 */
#include "cmd/ledger.h"

struct row {
	const struct term *term;
	const struct frame *frame;
	const struct node *v4, *v6;	/* at least one */
};
const struct frame *ledger_top(const struct ledger *, bool v6);
struct row row_of(const struct frame *v4, const struct frame *v6, size_t term);
unsigned row_sum(const struct row *);
bool row_reached(const struct row *);
enum result ledger_qualifier(char qualifier);
