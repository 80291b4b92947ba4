/* fuzz_keep: any bytes as a kept draft. What is accepted prints, and what is printed reads back and prints the same. */
#include "wizard/keep.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = { size ? (const char *)data : "", size };
	struct buf first = { 0 }, second = { 0 }, file = { 0 };
	struct draft *draft, *again = NULL;
	struct problem problem;

	if (!keep_parse("fuzz", text, &draft, &problem)) {
		if (keep_print(draft, &first) || keep_parse("again", buf_slice(&first), &again, &problem) || keep_print(again, &second) ||
		    !slice_equal(buf_slice(&first), buf_slice(&second)))
			abort();
		keep_file(draft_domain(draft), &file);
		for (size_t i = 0; i < file.len; i++)
			if (file.text[i] == '/' || !file.text[i] || file.len > 250)
				abort();
	}
	draft_free(draft);
	draft_free(again);
	buf_release(&first);
	buf_release(&second);
	buf_release(&file);
	return 0;
}
