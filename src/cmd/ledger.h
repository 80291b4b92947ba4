#pragma once
/*
 * ledger: the rows of the walks' ledger as JSON.
 */
#include "wizard/ledger_rows.h"
#include <jansson.h>

json_t *ledger_json(const struct ledger *);
