/* fuzz_zonefile: any bytes are a zone or a message; spans stay inside, and what was read answers questions. */
#include "dns/offline.h"
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct zonefile zone;
	const struct zonefile *zones[] = { &zone };
	struct zone_options options = { .records = 2000, .most = 1 << 20 };
	struct problem problem;
	struct answer answer;

	if (zonefile_parse(&zone, "fuzz", (struct slice){ (const char *)bytes, n }, &options, &problem)) {
		zonefile_release(&zone);
		return 0;
	}
	struct offline *offline = offline_new(zones, 1);
	for (size_t i = 0; offline && i < zone.n && i < 100; i++) {
		const struct zone_record *record = &zone.record[i];
		struct question question = { record->owner, record->type };

		if ((size_t)record->whole.at + record->whole.len > zone.file[record->file].text.len)
			abort();
		if (offline_answer(offline, &question, &answer))
			abort();
	}
	offline_free(offline);
	zonefile_release(&zone);
	return 0;
}
