#pragma once
/* explain_list: "spfwiz explain" without a word: all that it explains. */
#include "cmd/options.h"

/* The words of SPF and the rules, one a line, or as JSON. Exit status. */
int explain_list(const struct options *);
