/* fuzz_term_keys: any bytes, in any pieces, at any pace, as a terminal's. Every key is one that there is, and all comes to an end. */
#include "ui/term_keys.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void drain(struct keys *keys, uint64_t now, uint64_t *wake)
{
	struct buf paste = { 0 };
	uint32_t code;

	for (enum keys_what what; (what = keys_next(keys, now, &code, &paste, wake)) != KEYS_NONE; buf_clear(&paste))
		if (what == KEYS_CODE && (code & ~CODE_META) >= CODE_LAST)
			abort();
	if (*wake <= now)
		abort();
	buf_release(&paste);
}

/* The first byte chooses the encoding; of the others each 0xff is followed by how long the pause is that stands there. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct keys keys = { .utf8 = size && data[0] & 1 };
	uint64_t now = 0, wake = 0;

	for (size_t i = 1; i < size; i++) {
		if (data[i] == 0xff && i + 1 < size) {
			drain(&keys, now, &wake);
			now += (uint64_t)data[++i] * 10;
		}
		keys_add(&keys, (struct slice){ (const char *)data + i, 1 });
	}
	for (wake = now; wake != UINT64_MAX; now = wake)
		drain(&keys, wake, &wake);
	if (keys.at != keys.in.len)
		abort();
	keys_release(&keys);
	return 0;
}
