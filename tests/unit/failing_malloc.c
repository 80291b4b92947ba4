/* failing_malloc: takes the place of the weak mem_refuses() in src/base/memory.c. */
#include "failing_malloc.h"
#include "base/memory_private.h"

static struct {
	bool on, once, refused;
	unsigned left;
} state;

bool mem_refuses(void)
{
	if (!state.on)
		return false;
	if (state.left > 0) {
		state.left--;
		return false;
	}
	state.on = !state.once;
	state.refused = true;
	return true;
}

void failing_malloc_after(unsigned n)
{
	state.on = true;
	state.once = state.refused = false;
	state.left = n;
}

void failing_malloc_once(unsigned n)
{
	failing_malloc_after(n);
	state.once = true;
}

bool failing_malloc_off(void)
{
	bool refused = state.refused;
	state.on = state.refused = false;
	return refused;
}
