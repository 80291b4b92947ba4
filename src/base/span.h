#pragma once
/* span: a stretch of bytes inside a text that is kept elsewhere. */
#include <stdint.h>

struct span {
	uint32_t at, len;	/* bytes */
};
