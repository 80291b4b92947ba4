/*
 * check_context: what stands around the record: type 99, DMARC, mail hosts, names where it was put by mistake. None of it is needed
 * to evaluate SPF, so it is asked for only when the caller wants it.
 */
#include "lint/ledger.h"

#include "dns/rdata.h"
#include "spf/select.h"

#include <string.h>

enum { HOSTS_MOST = 10 };

static struct finding *raise_name(struct linter *l, unsigned id, const struct name *name, struct slice arg2)
{
	return lint_raise(l, id, ledger_whole(l), SIZE_MAX, ledger_name(l, name), arg2, LINT_END);
}

/* SPF records that an answer holds; SIZE_MAX: not known. */
static size_t records(struct linter *l, const struct answer *answer, struct selected *selected)
{
	if (!answer || answer->said == SAID_FAILED)
		return SIZE_MAX;
	if (spf_select(l->pool, answer, selected) != ERR_NONE) {
		l->pool->failed = true;
		return SIZE_MAX;
	}
	return selected->n;
}

static size_t records_at(struct linter *l, const struct name *name)
{
	struct selected selected;

	return records(l, lint_ask(l, l->subject->published, name, RR_TXT), &selected);
}

static bool has_record(struct linter *l, const struct name *name)
{
	size_t n = records_at(l, name);

	return n > 0 && n != SIZE_MAX;
}

/* name with labels of text in front. False: too long. */
static bool below(const char *text, const struct name *name, struct name *out)
{
	return name_from_bytes(slice_of(text), out) == ERR_NONE && name_join(out, name, out);
}

/* 3.1, 14.1: type 99 has the wire form of TXT. */
static void find_old_type(struct linter *l)
{
	const struct name *domain = l->subject->domain;
	const struct answer *old = lint_ask(l, l->subject->published, domain, RR_SPF);
	const struct answer *txt = lint_ask(l, l->subject->published, domain, RR_TXT);
	struct selected then, now;
	size_t n = records(l, old, &then);

	if (n == SIZE_MAX || old->said != SAID_DATA || old->n == 0)
		return;
	raise_name(l, 106, domain, (struct slice){ 0 });
	if (n > 0 && records(l, txt, &now) != SIZE_MAX && !slice_equal(then.text, now.text))
		raise_name(l, 107, domain, (struct slice){ 0 });
}

/* Nothing at the domain: the places where it is put by mistake. */
static void find_misplaced(struct linter *l)
{
	static const char *const places[] = { "spf", "_spf", "www" };
	const struct name *domain = l->subject->domain;
	struct name name;

	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		if (below(places[i], domain, &name) && has_record(l, &name)) {
			raise_name(l, 117, domain, ledger_name(l, &name));
			break;
		}
	if (name_join(domain, domain, &name) && has_record(l, &name))
		raise_name(l, 116, &name, (struct slice){ 0 });
}

static void find_wildcard(struct linter *l)
{
	struct name name;

	if (l->subject->domain->wire[0] == 1 && l->subject->domain->wire[1] == '*')
		return;
	if (below("*", l->subject->domain, &name) && has_record(l, &name))
		raise_name(l, 114, &name, (struct slice){ 0 });
}

/* 10.1.3: hosts of others are theirs to publish for. */
static void find_hosts(struct linter *l)
{
	const struct answer *mx = lint_ask(l, l->subject->answers, l->subject->domain, RR_MX);
	struct name host;

	for (size_t i = 0; mx && mx->said == SAID_DATA && i < mx->n && i < HOSTS_MOST; i++) {
		if (!rdata_exchange(&mx->rr[i], &host) || !name_under(&host, l->subject->domain))
			continue;
		if (!name_equal(&host, l->subject->domain) && records_at(l, &host) == 0)
			raise_name(l, 119, &host, (struct slice){ 0 });
	}
}

static bool says_dmarc(struct linter *l, const struct answer *txt)
{
	for (size_t i = 0; txt->said == SAID_DATA && i < txt->n; i++) {
		struct slice text = txt_joined(l->pool, &txt->rr[i]);

		if (text.at && slice_starts(text, SLICE("v=DMARC1")))
			return true;
	}
	return false;
}

enum dmarc { DMARC_UNKNOWN, DMARC_NONE, DMARC_THERE };

/* RFC 7489 6.6.3 asks the domain, then the organisation's; without a list of those, every name up to the top-level domain. */
static enum dmarc dmarc_of(struct linter *l)
{
	struct name at = *l->subject->domain, name;

	for (; name_labels(&at) >= 2 && below("_dmarc", &at, &name); name_parent(&at, &at)) {
		const struct answer *txt = lint_ask(l, l->subject->answers, &name, RR_TXT);

		if (!txt || txt->said == SAID_FAILED)
			return DMARC_UNKNOWN;
		if (says_dmarc(l, txt))
			return DMARC_THERE;
	}
	return DMARC_NONE;
}

static bool someone_passes(const struct linter *l)
{
	const struct walk *walk[] = { l->subject->walks.v4, l->subject->walks.v6 };

	for (size_t w = 0; w < 2; w++)
		for (size_t i = 0; walk[w] && i < walk[w]->n; i++)
			if (walk[w]->region[i].verdict->result == R_PASS)
				return true;
	return false;
}

/* 8.4, 10.3: DKIM cannot be seen in DNS without knowing a selector. */
static void find_dmarc(struct linter *l)
{
	const struct term *all = record_find(l->subject->record, K_ALL);
	struct finding *f;
	enum dmarc dmarc;

	if (!l->subject->record->n || !record_good(l->subject->record))
		return;
	dmarc = dmarc_of(l);
	l->dmarc = dmarc == DMARC_THERE;
	if (dmarc != DMARC_NONE)
		return;
	raise_name(l, 708, l->subject->domain, (struct slice){ 0 });
	if (!all || all->qualifier != '-' || !someone_passes(l))
		return;
	f = lint_raise(l, 704, all->whole, (size_t)(all - l->subject->record->term), ledger_domain(l), LINT_END);
	lint_fix(l, f, false, all->whole, SLICE("~all"));
}

void check_context(struct linter *l)
{
	if (l->subject->published) {
		find_old_type(l);
		find_hosts(l);
		find_wildcard(l);
		if (records_at(l, l->subject->domain) == 0)
			find_misplaced(l);
	}
	if (l->subject->answers)
		find_dmarc(l);
}
