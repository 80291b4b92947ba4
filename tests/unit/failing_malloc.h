#pragma once
/*
 * failing_malloc: the end of memory, at will.
 *
 * It works on base/memory.h, hence alike in plain, sanitizer and valgrind runs. A test goes through every allocation of what it
 * tests like this:
 *
 *	for (unsigned n = 0;; n++) {
 *		failing_malloc_after(n);
 *		... the code: it must report ERR_MEMORY (or its sticky flag), release everything, and not crash ...
 *		if (!failing_malloc_off())
 *			break;		(no allocation was refused: all were covered)
 *	}
 */
#include <stdbool.h>

void failing_malloc_after(unsigned n);	/* n allocations succeed, then every one fails until failing_malloc_off() */
void failing_malloc_once(unsigned n);	/* n succeed, one fails, the rest succeed */
bool failing_malloc_off(void);		/* memory is back; was any allocation refused? */
