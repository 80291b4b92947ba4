/* check_host: whether the host where the record will be published takes it (SPF905, SPF906). */
#include "lint/ledger.h"

#include "catalogue/host.h"

#include <string.h>

static void check_length(struct linter *l)
{
	const struct record *record = l->subject->record;
	const struct dns_host *host = l->subject->host;
	struct host_size size;
	size_t most = host->limit.total;

	if (host_measure(host, (struct slice){ record->text, record->len }, record->cut, record->cuts, &size)) {
		l->pool->failed = true;
		return;
	}
	if (!size.over)
		return;
	if (!most || size.total <= most) {	/* it is one string that is too long */
		most = host->limit.string;
		size.total = size.string;
	}
	lint_raise(l, 905, (struct span){ 0, (uint32_t)record->len }, SIZE_MAX, ledger_number(l, size.total), slice_of(host->name),
	    ledger_number(l, most), LINT_END);
}

/*
 * tinydns-data ends the value at a colon. What we print for it is escaped; the trace of one that was not is a record that ends where its
 * first colon should be, since the rest was taken for the TTL.
 */
static void check_colon(struct linter *l)
{
	const struct record *record = l->subject->record;
	const struct term *last = record->n ? &record->term[record->n - 1] : NULL;

	if (!last || strcmp(l->subject->host->format, "tinydns") != 0 || last->has_value)
		return;
	struct slice word = lint_slice(l, last->whole);
	if (word.len && strchr("+-~?", word.at[0]))
		word = slice_from(word, 1);
	static const enum kind kinds[] = { K_INCLUDE, K_IP4, K_IP6, K_EXISTS };	/* which say nothing without what follows a colon */
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (slice_same(word, slice_of(kind_word(kinds[i]))))
			lint_raise(l, 906, last->whole, record->n - 1, LINT_END);
}

void check_host(struct linter *l)
{
	check_length(l);
	check_colon(l);
}
