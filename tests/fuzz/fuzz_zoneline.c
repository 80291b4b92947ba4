/* fuzz_zoneline: any record and any text, in every layout and form of owner, come back from our own reader byte for byte. */
#include "dns/zonefile.h"
#include "publish/zoneline.h"
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void must(bool holds)
{
	if (!holds)
		abort();
}

static void check_data(const struct rdata *rdata, struct slice value)
{
	size_t done = 0;

	for (size_t at = 0; at < rdata->len; at += 1 + (size_t)rdata->wire[at]) {
		size_t len = rdata->wire[at];

		must(at + 1 + len <= rdata->len && done + len <= value.len);
		must(len == 0 || memcmp(rdata->wire + at + 1, value.at + done, len) == 0);
		done += len;
	}
	must(done == value.len);
}

static void check_read(struct buf *lines, const struct zoneline *line, struct slice value)
{
	struct zonefile zone;
	const struct zone_record *record;

	must(zonefile_parse(&zone, "fuzz", buf_slice(lines), &(struct zone_options){ .origin = &line->origin }, NULL) == ERR_NONE);
	must(zone.n == 1);
	record = &zone.record[0];
	must(name_equal(&record->owner, &line->owner) && record->type == RR_TXT);
	must(record->ttl_given == line->ttl_given && (!line->ttl_given || record->ttl == line->ttl));
	check_data(&record->rdata, value);
	zonefile_release(&zone);
	buf_release(lines);
}

static void check_line(const struct zoneline *line, const struct record *record, struct slice value)
{
	struct buf lines = { 0 };

	must(zoneline_print(&lines, line, record) == ERR_NONE);
	check_read(&lines, line, value);
	must(zoneline_print_text(&lines, line, value) == ERR_NONE);
	check_read(&lines, line, value);
}

/* The first byte says how, the second how long a label of the owner is, and the label and the value follow. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct zoneline line = { .comment = "above" };
	struct slice value;
	struct record record;
	size_t label;

	if (n < 2 || n > 8192 || name_from_master(SLICE("example.org."), NULL, &line.origin) != ERR_NONE)
		return 0;
	label = bytes[1] & 63;
	if (n < 2 + label)
		return 0;
	line.owner = line.origin;
	if (label > 0) {
		struct name left = { .len = (uint8_t)(label + 2), .wire = { (uint8_t)label } };

		for (size_t i = 0; i < label; i++)
			left.wire[1 + i] = (uint8_t)ascii_lower((char)bytes[2 + i]);
		must(name_join(&left, &line.origin, &line.owner));
	}
	value = (struct slice){ (const char *)bytes + 2 + label, n - 2 - label };
	line.form = (enum line_owner)(bytes[0] % 3);
	line.layout = (enum line_layout)(bytes[0] / 3 % 3);
	line.ttl_given = bytes[0] & 64;
	line.ttl = bytes[0] & 128 ? 0x7fffffff : 0;
	line.most = bytes[1] & 64 ? 1 + value.len % TXT_STRING : 0;
	if (record_parse(&record, value) != ERR_NONE)
		return 0;
	check_line(&line, &record, value);
	record_release(&record);
	return 0;
}
