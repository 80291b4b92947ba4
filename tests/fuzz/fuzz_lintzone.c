/* fuzz_lintzone: any zone that can be read is linted whole; findings stand inside its files, in order, on lines that are there. */
#include "lint/zone.h"
#include "dns/offline.h"
#include "tests/unit/zone_sane.h"
#include "wizard/survey.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

struct fuzzed {
	struct offline *offline;
	struct survey survey;
	const struct zone_record *last;
	size_t findings;
};

/* What is wanted is answered from the zone itself, a bounded number of rounds. */
static void answer(struct fuzzed *f, struct answers *table, struct wanted *wanted)
{
	for (size_t i = 0; i < wanted->n; i++) {
		struct answer said;

		SANE(!offline_answer(f->offline, &wanted->question[i], &said));
		SANE(!answers_put(table, &wanted->question[i], &said));
	}
	wanted_clear(wanted);
}

static enum error lint_item(void *arg, struct pool *pool, const struct zone_item *item, struct lint_findings *out)
{
	struct fuzzed *f = arg;
	struct answers *table = answers_new(NULL);
	struct wanted wanted = { 0 };
	struct survey_ask ask = {
		.answers = table, .published = table, .domain = *item->owner, .text = item->text, .cut = item->cut, .cuts = item->cuts,
		.flattened = item->flattened, .flatteneds = item->flatteneds, .context = true,
	};

	for (int round = 0; round < 6; round++) {
		struct survey survey_now = { 0 };

		SANE(!survey(pool, &ask, &wanted, &survey_now));
		answer(f, table, &wanted);
		*out = survey_now.findings;
		survey_release(&survey_now);
	}
	answers_free(table);
	wanted_release(&wanted);
	return ERR_NONE;
}

static enum error found(void *arg, const struct zone_finding *finding)
{
	struct fuzzed *f = arg;
	struct slice text = finding->zone->file[finding->file].text;
	struct buf out = { 0 };

	SANE(finding->finding->rule && finding->finding->level < LEVEL_COUNT);
	SANE(finding->at.at <= text.len && finding->at.len <= text.len - finding->at.at);
	SANE(finding->line > 0 && finding->line <= text.len + 1 && finding->column > 0);
	SANE(!finding->text.at || (size_t)finding->finding->at.at + finding->finding->at.len <= finding->text.len);
	SANE(!f->last || f->last <= finding->record);
	f->last = finding->record;
	finding_text(finding->finding, false, TEXT_ASCII, &out);
	buf_release(&out);
	f->findings++;
	return ERR_NONE;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct zonefile zone;
	const struct zonefile *zones[] = { &zone };
	struct zone_options options = { .records = 200, .most = 1 << 16, .long_strings = true };
	struct problem problem = { 0 };
	struct fuzzed f = { 0 };
	struct zone_ask ask = { .zone = zones, .zones = 1, .lint = lint_item, .found = found, .arg = &f, .serial_known = true, .serial = 1 };
	struct zone_linted linted;

	if (zonefile_parse(&zone, "fuzz.example", (struct slice){ (const char *)bytes, n }, &options, &problem))
		return 0;
	f.offline = offline_new(zones, 1);
	SANE(f.offline && !zone_lint(&ask, &linted));
	SANE(linted.findings == f.findings && linted.records <= zone.n);
	offline_free(f.offline);
	zonefile_release(&zone);
	return 0;
}
