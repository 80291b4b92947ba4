#pragma once
/* Between memory.c and tests/unit/failing_malloc.c only. */
#include <stdbool.h>

/* Asked before every allocation; true: it gets NULL. */
bool mem_refuses(void);
