/* fuzz_macro: what macro_scan() takes expands, within its bound; the first byte chooses the place. */
#include "spf/macro.h"
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct macro_facts facts = { .local = SLICE("strong-bad"), .sender_domain = SLICE("email.example.com"), .helo = SLICE("mx.example.org"),
		.domain = SLICE("example.com"), .seconds = 1, .ip = { 0x20010db800000000, 0xcb01 }, .v6 = n & 1 };
	struct buf out = { 0 };
	struct span at;
	uint32_t letters;

	if (!n)
		return 0;
	struct slice s = { (const char *)bytes + 1, n - 1 };
	if (macro_scan(s, (enum macro_place)(bytes[0] % 3), &letters, &at) == 0) {
		if (macro_expand(s, &facts, 4096, &out) && out.len > 4096)
			abort();
	} else if ((size_t)at.at + at.len > s.len) {
		abort();
	}
	buf_release(&out);
	return 0;
}
