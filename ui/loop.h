#pragma once
/*
 * loop: one poll() over the terminal and the source's sockets; carries out the app's effects.
 */
#include "cmd/options.h"
#include "cmd/world.h"

/* The screens, from the first frame to the last; what is to be published goes to standard output at the end. Exit status. */
int loop_run(const struct options *, struct world *);
/* Why the screens cannot be used here, translated, or NULL: they can. Then plain questions are. */
const char *loop_why_plain(void);
