#pragma once
/*
 * ledger: the rows of the walks' ledger as a table for people and as JSON.
 */
#include "wizard/ledger_rows.h"
#include <jansson.h>

/* In the locale's form, whatever ledger->form says. */
void ledger_print(const struct ledger *, struct buf *out);
json_t *ledger_json(const struct ledger *);
