#pragma once
/*
 * record_support: what tests of records share.
 */
#include "spf/record.h"
#include "base/buf.h"

/* The invariants of record.h: spans inside, ascending, faults known. */
void assert_sane_record(const struct record *);
/* Faults as text: "0" for a good record, else the ids of the record and its terms, with spaces between. Adds to out. */
void faults_of(const char *text, struct buf *out);
