/* fuzz_zonefile: any bytes are a zone or a message; spans stay inside and ascend; what was read answers questions. */
#include "dns/offline.h"
#include "tests/unit/zone_sane.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* What a zone has, it answers with, unless it lies below a delegation, or CNAME or DNAME lead elsewhere. */
static void ask(struct offline *offline, const struct zone_record *record)
{
	struct question question = { record->owner, record->type };
	struct answer answer;

	SANE(!offline_answer(offline, &question, &answer));
	SANE((answer.said == SAID_DATA) == (answer.n > 0));
	SANE((answer.said == SAID_FAILED) == (answer.failure != FAILURE_NONE));
	SANE(!name_equal(&answer.owner, &record->owner) || answer.said == SAID_DATA || answer.said == SAID_FAILED);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct zonefile zone;
	const struct zonefile *zones[] = { &zone };
	struct zone_options options = { .records = 2000, .most = 1 << 20, .long_strings = n % 2 };
	struct problem problem = { 0 };

	if (zonefile_parse(&zone, "fuzz.example", (struct slice){ (const char *)bytes, n }, &options, &problem)) {
		SANE(problem.error && !zone.n && !zone.record && problem.file[0]);
		return 0;
	}
	assert_sane_zone(&zone);
	struct offline *offline = offline_new(zones, 1);
	for (size_t i = 0; offline && i < zone.n && i < 100; i++)
		ask(offline, &zone.record[i]);
	offline_free(offline);
	zonefile_release(&zone);
	return 0;
}
