#pragma once
/*
 * plain: the wizard's questions line by line, for TERM=dumb, no terminal, screen readers and pipes.
 */
#include "cmd/options.h"
#include "cmd/world.h"

/* why: "the terminal is \"dumb\"", translated, or NULL when asked for. Exit status. */
int plain_wizard(const struct options *, struct world *, const char *why);
