/* fuzz_paste: any bytes are cleaned, with a rule for each change, and what was cleaned is clean. */
#include "lint/paste.h"
#include "spf/record.h"
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void must(bool holds)
{
	if (!holds)
	abort();
}

static void check_changes(const struct pasted *pasted)
{
	for (size_t i = 0; i < pasted->n; i++)
		must(pasted->change[i].rule && !slice_equal(pasted->change[i].was, pasted->change[i].now));
}

static void check_clean(struct slice text, bool repair)
{
	struct pool pool = { 0 };
	struct pasted once, twice;

	must(paste_clean(&pool, text, repair, &once) == ERR_NONE);
	must(once.text.len <= text.len + RECORD_MOST && (!once.found || once.text.len <= RECORD_MOST));
	must(once.found || (once.n == 0 && slice_equal(once.text, slice_trim(text))));
	check_changes(&once);
	must(paste_clean(&pool, once.text, repair, &twice) == ERR_NONE);
	must(slice_equal(once.text, twice.text) && once.found == twice.found);
	must(twice.n == 0 && twice.others == 0);
	pool_release(&pool);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct slice text = { (const char *)bytes, n };

	check_clean(text, true);
	check_clean(text, false);
	return 0;
}
