#pragma once
/*
 * test: what other screens ask of the Test screen.
 */
#include "ui/app_private.h"

/* Goes there; with an address: it is the sender's from now on. */
void test_show(struct app *, const struct address *);
