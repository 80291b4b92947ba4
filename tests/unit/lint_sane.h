#pragma once
/* lint_sane: what holds of all findings, whatever the record. */
#include "lint/lint.h"

/* Spans inside, errors first, messages without gaps and printable, fixes ascending and not overlapping. */
void assert_sane_findings(const struct lint_findings *, const struct record *);
