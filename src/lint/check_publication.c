/* check_publication: which TXT records stand at the domain, and which of them receivers take (RFC 7208 3, 4.5). */
#include "lint/intent.h"
#include "lint/ledger.h"

#include "spf/select.h"

enum {
	TXT_MOST = 256,		/* of one answer that are looked at */
	TTL_MOST = 86400,
	MERGE_MOST = 16,	/* SPF records into one */
};

static struct finding *raise_domain(struct linter *l, unsigned id, struct slice arg2)
{
	return lint_raise(l, id, ledger_whole(l), SIZE_MAX, ledger_domain(l), arg2, LINT_END);
}

/* 4.5: what was meant as the version, but is passed over. Beside a valid record it is merely not read. */
static void read_near(struct linter *l, struct slice text, bool beside)
{
	struct record record;
	struct finding *f;

	if (record_parse_pool(l->pool, &record, text) != ERR_NONE) {
		l->pool->failed = true;
		return;
	}
	if (record.fault != 103 && record.fault != 104 && record.fault != 105 && record.fault != 111)
		return;
	if (slice_equal(text, lint_slice(l, ledger_whole(l))))
		return;		/* it is the record itself, and check_version says so */
	f = lint_raise(l, record.fault, ledger_whole(l), SIZE_MAX, text, LINT_END);
	if (beside)
		f->level = LEVEL_WARNING;
}

static void read_other(struct linter *l, struct slice text, bool beside)
{
	if (slice_starts(text, SLICE("spf2.0/")))
		raise_domain(l, 108, text);
	else if (!utf8_valid(text))
		raise_domain(l, 122, (struct slice){ 0 });
	else
		read_near(l, text, beside);
}

static void merge_several(struct linter *l, struct finding *f, const struct answer *txt, const struct selected *selected)
{
	const struct record **list = POOL_NEW(l->pool, const struct record *, selected->n);
	struct record *record = POOL_NEW(l->pool, struct record, selected->n);
	struct buf merged = { 0 };
	size_t n = 0;

	for (size_t i = 0; list && record && i < txt->n && n < selected->n; i++) {
		struct slice text = txt_joined(l->pool, &txt->rr[i]);

		if (!text.at || !record_is_spf(text))
			continue;
		if (record_parse_pool(l->pool, &record[n], text) != ERR_NONE)
			break;
		list[n] = &record[n];
		n++;
	}
	if (n == selected->n && !ledger_draft(l) && intent_merge(list, n, &merged))
		lint_fix(l, f, false, ledger_whole(l), buf_slice(&merged));
	l->pool->failed |= merged.failed || !list || !record;
	buf_release(&merged);
}

/*
 * 3.2, 4.5: one record of all that are published; only for the first of them, as it stands there. Thousands in a zone file are no
 * mistake that merging mends, and each of them comes here with all the others.
 */
static void read_several(struct linter *l, const struct answer *txt, const struct selected *selected)
{
	struct finding *f = raise_domain(l, 102, ledger_number(l, selected->n));

	if (selected->n <= MERGE_MOST)
		merge_several(l, f, txt, selected);
}

static void read_txt(struct linter *l, const struct answer *txt, const struct selected *selected)
{
	for (size_t i = 0; txt->said == SAID_DATA && i < txt->n && i < TXT_MOST && !l->pool->failed; i++) {
		struct slice text = txt_joined(l->pool, &txt->rr[i]);

		if (text.at && !record_is_spf(text))
			read_other(l, text, selected->n > 0);
	}
	if (selected->n > 1)
		read_several(l, txt, selected);
	if (selected->n > 0 && txt->ttl > TTL_MOST)	/* a low one may be what is left of it in a cache */
		raise_domain(l, 120, ledger_number(l, txt->ttl));
}

/* 3.5: of the root, a top-level domain and .arpa no mail is sent. A record that says so is in order. */
static void find_place(struct linter *l)
{
	static const struct name arpa = { 6, { 4, 'a', 'r', 'p', 'a', 0 } };
	const struct name *domain = l->subject->domain;
	struct name up = *domain;
	unsigned labels = name_labels(domain);

	struct slice text = lint_slice(l, ledger_whole(l));

	if ((labels < 2 || name_under(domain, &arpa)) && record_is_spf(text) && !slice_same(text, SLICE("v=spf1 -all")))
		raise_domain(l, 115, (struct slice){ 0 });
	if (labels && domain->wire[0] == 1 && domain->wire[1] == '*')
		raise_domain(l, 114, (struct slice){ 0 });
	if (labels < 4 || labels % 2)
		return;
	for (unsigned i = 0; i < labels / 2; i++)
		if (!name_parent(&up, &up))
			return;
	if (name_join(&up, &up, &up) && name_equal(&up, domain))	/* example.org.example.org */
		raise_domain(l, 116, (struct slice){ 0 });
}

/* RFC 1034 3.6.2: nothing can be published at an alias. What stands where it leads to is read, and in order. */
static void find_alias(struct linter *l, const struct answer *txt, const struct selected *selected)
{
	if (txt->owner.len && !name_equal(&txt->owner, l->subject->domain) && (selected->n == 0 || ledger_draft(l)))
		raise_domain(l, 113, (struct slice){ 0 });
}

/* 4.5: none. What nearly is a record says more of why. Of an empty text nothing can be shown: it is the domain that has none. */
static void raise_missing(struct linter *l)
{
	if (lint_has(l, 103) || lint_has(l, 104) || lint_has(l, 105) || lint_has(l, 111))
		return;
	if (!lint_has(l, 101))
		raise_domain(l, 101, (struct slice){ 0 });
	for (size_t i = 0; i < l->n; i++)
		if (l->finding[i].rule->id == 101)
			l->finding[i].arg[0] = ledger_domain(l);
}

void check_publication(struct linter *l)
{
	const struct answer *txt;
	struct selected selected;

	find_place(l);
	if (!l->subject->published)
		return;
	txt = lint_ask(l, l->subject->published, l->subject->domain, RR_TXT);
	if (!txt)
		return;
	if (txt->said == SAID_FAILED && txt->failure == FAILURE_BOGUS)
		raise_domain(l, 121, (struct slice){ 0 });
	if (txt->said == SAID_FAILED)
		return;
	if (spf_select(l->pool, txt, &selected) != ERR_NONE) {
		l->pool->failed = true;
		return;
	}
	read_txt(l, txt, &selected);
	find_alias(l, txt, &selected);
	if (selected.n == 0 && l->subject->record->len == 0)
		raise_missing(l);
}

/* 3.3: strings are joined without a space, so that a term may be split; a term over 255 bytes must be. */
void check_strings(struct linter *l)
{
	const struct record *record = l->subject->record;
	size_t cut = 0;

	for (size_t i = 0; i < record->n && cut < record->cuts; i++) {
		struct span at = record->term[i].whole;

		while (cut < record->cuts && record->cut[cut] <= at.at)
			cut++;
		if (cut < record->cuts && record->cut[cut] < at.at + at.len && at.len <= 255)
			lint_raise_term(l, 902, i);
	}
}
