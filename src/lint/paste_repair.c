/*
 * paste_repair: one round over a record's terms, and over its version.
 */
#include "lint/paste_private.h"

#include <string.h>

/* From here on it is another record: "v=spf1" reads as an unknown modifier (6), and what stands behind it is the other's. */
static bool is_second(const struct record *record, size_t i)
{
	struct slice text = record_slice(record, record->term[i].whole);
	bool all = false;

	if (slice_same(text, SLICE("v=spf1")))
		return true;
	for (size_t k = 0; k < i; k++)
		all = all || record->term[k].kind == K_ALL;
	return all && slice_starts(text, SLICE("spf2.0/"));
}

static void repair_version(struct changes *changes, const struct record *record, struct buf *out)
{
	struct slice was = record_slice(record, record->fault_at), first = record->n ? record_slice(record, record->term[0].whole) : SLICE("");

	if (!record->fault) {
		buf_add(out, slice_to((struct slice){ record->text, record->len }, 6));
		return;
	}
	buf_string(out, "v=spf1");
	if (record->fault == 101 && slice_starts(first, SLICE("spf2.0/")))	/* Sender ID's has the same terms (RFC 4406) */
		changes_add(changes, 108, first, SLICE("v=spf1"));
	else if (record->fault == 104)
		changes_add(changes, 104, was, SLICE(""));
	else
		changes_add(changes, record->fault, was, record->fault == 103 ? SLICE("v=spf1 ") : SLICE("v=spf1"));
}

static bool out_has_terms(const struct buf *out)
{
	return out->len > SLICE("v=spf1").len;
}

/* "(v=spf1 ... +all)", or prose behind it: what stands around the record, and not the all, is damaged. */
static bool is_whole_all(struct slice whole)
{
	struct slice bare = paste_bare(whole);

	return slice_starts(bare, SLICE("+all")) || (slice_same(bare, SLICE("all")) && strchr(")]}>\"'`*_", whole.at[whole.len - 1]));
}

static void repair_terms(struct changes *changes, const struct record *record, struct buf *out, size_t *others)
{
	struct buf term = { 0 };
	size_t i = record->fault == 101;	/* Sender ID's version reads as the first term */

	for (; i < record->n; i++) {
		struct slice whole = record_slice(record, record->term[i].whole);

		/* "v=spf1 v=spf1 mx": once too often */
		if (!out_has_terms(out) && slice_same(whole, SLICE("v=spf1"))) {
			changes_add(changes, 223, whole, SLICE(""));
			continue;
		}
		if (is_second(record, i)) {
			*others += slice_same(whole, SLICE("v=spf1"));
			changes_add(changes, slice_same(whole, SLICE("v=spf1")) ? 223 : 108,
			    slice_from((struct slice){ record->text, record->len }, record->term[i].whole.at), SLICE(""));
			break;
		}
		/* "ip4 : 192.0.2.1" */
		if (i + 1 < record->n && (slice_equal(whole, SLICE(":")) || slice_equal(whole, SLICE("="))) && out_has_terms(out)) {
			struct slice next = record_slice(record, record->term[++i].whole);

			changes_add(changes, 208, (struct slice){ whole.at - 1, (size_t)(next.at - whole.at) + 1 }, whole);
			buf_add(out, whole);
			buf_add(out, next);
			continue;
		}
		unsigned rule = paste_term(record, i, &term);
		if (rule && !is_whole_all(whole))
			(void)paste_temper(record, &record->term[i], &term);
		struct slice now = rule ? slice_trim(buf_slice(&term)) : whole;

		if (!slice_equal(now, whole))
			changes_add(changes, rule, whole, now);
		if (now.len)
			buf_char(out, ' ');
		buf_add(out, now);
		out->failed |= term.failed;
	}
	buf_release(&term);
}

bool paste_repair(struct changes *changes, struct slice *text, size_t *others)
{
	struct record record;
	struct buf out = { 0 };
	size_t n = changes->n;

	if (record_parse(&record, *text))
		return false;
	repair_version(changes, &record, &out);
	repair_terms(changes, &record, &out, others);
	record_release(&record);
	bool changed = !out.failed && !slice_equal(buf_slice(&out), *text);
	if (changed && changes->n == n)
		changes_add(changes, 205, SLICE("  "), SLICE(" "));
	if (changed)
		*text = pool_copy(changes->pool, buf_slice(&out));
	changes->pool->failed |= out.failed;
	buf_release(&out);
	return changed && !changes->pool->failed;
}
