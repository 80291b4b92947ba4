#pragma once
/*
 * test: what other screens ask of the Test screen.
 */
#include "ui/app_private.h"

/* Goes there; with an address: it is the sender's from now on. */
void test_show(struct app *, const struct address *);
/* How many of the expectations are met by what is known; runs them. */
void test_counts(struct app *, size_t *met, size_t *unmet);
