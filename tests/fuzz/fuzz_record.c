/* fuzz_record: any bytes parse, spans stay inside, and an edit that changes nothing changes nothing. */
#include "spf/record.h"
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct record record, same;

	if (record_parse(&record, (struct slice){ (const char *)bytes, n }))
		return 0;
	for (size_t i = 0; i < record.n; i++) {
		struct span whole = record.term[i].whole;

		if ((size_t)whole.at + whole.len > record.len || (record.term[i].kind == K_BROKEN) != (record.term[i].fault != 0))
			abort();
		if (record_replace(&record, whole, record_slice(&record, whole), &same))
			continue;
		if (same.len != record.len || memcmp(same.text, record.text, same.len) != 0 || same.n != record.n)
			abort();
		record_release(&same);
		if (record_remove(&record, i, &same) == ERR_NONE)
			record_release(&same);
	}
	record_release(&record);
	return 0;
}
