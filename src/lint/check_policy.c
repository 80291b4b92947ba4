/* check_policy: whom the record lets send, beside what the domain says of its mail elsewhere. */
#include "lint/intent.h"
#include "lint/ledger.h"

#include "dns/rdata.h"

/* What any sender of both families may get. */
struct outcome_set {
	bool pass, fail, settled;	/* settled: every verdict is known, and none is an error */
};

static struct outcome_set outcomes(const struct linter *l)
{
	const struct walk *walk[] = { l->subject->walks.v4, l->subject->walks.v6 };
	struct outcome_set set = { .settled = true };

	for (size_t w = 0; w < 2; w++)
		for (size_t i = 0; i < walk[w]->n; i++) {
			enum result result = walk[w]->region[i].verdict->result;

			set.pass |= result == R_PASS;
			set.fail |= result == R_FAIL;
			set.settled &= result == R_PASS || result == R_FAIL || result == R_SOFTFAIL || result == R_NEUTRAL;
		}
	return set;
}

/* 10.1.2: a domain that sends nothing says so by v=spf1 -all alone. */
static bool is_null(const struct linter *l)
{
	return slice_same(slice_trim(lint_slice(l, ledger_whole(l))), SLICE("v=spf1 -all"));
}

enum mail { MAIL_UNKNOWN, MAIL_NONE, MAIL_REFUSED, MAIL_TAKEN };

static enum mail mail_of(struct linter *l)
{
	const struct answer *mx = lint_ask(l, l->subject->answers, l->subject->domain, RR_MX);
	struct name host;

	if (!mx || mx->said == SAID_FAILED)
		return MAIL_UNKNOWN;
	if (mx->said != SAID_DATA || mx->n == 0)
		return MAIL_NONE;
	/* RFC 7505 3: alone, and its host is the root */
	if (mx->n == 1 && rdata_exchange(&mx->rr[0], &host) && name_is_root(&host))
		return MAIL_REFUSED;
	return MAIL_TAKEN;
}

/* RFC 7505 4.2: a domain that takes no mail should send none; the reverse is right only where nobody answers. */
static void compare_mail(struct linter *l, const struct outcome_set *set)
{
	enum mail mail = mail_of(l);

	if (mail == MAIL_REFUSED && set->pass)
		lint_raise(l, 706, ledger_whole(l), SIZE_MAX, ledger_domain(l), LINT_END);
	else if (mail == MAIL_TAKEN && !set->pass && set->settled)
		lint_raise(l, 706, ledger_whole(l), SIZE_MAX, ledger_domain(l), LINT_END)->level = LEVEL_NOTE;
}

static bool has_error(const struct linter *l)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->finding[i].level == LEVEL_ERROR)
			return true;
	return false;
}

/* An answer came, if only that there is none to have; of what is in DNS, not of the record as if published. */
static bool knows(struct linter *l, uint16_t type)
{
	const struct answers *answers = l->subject->published ? l->subject->published : l->subject->answers;

	return !l->subject->domain || lint_ask(l, answers, l->subject->domain, type);
}

/* Nobody passes: because nobody is to, or because who was named is not read (210, 302), or leads to an error. */
static void find_parked(struct linter *l, const struct outcome_set *set)
{
	struct finding *f;

	if (set->pass || !set->settled || is_null(l) || record_find(l->subject->record, K_EXP))
		return;
	if (l->subject->context && (!knows(l, RR_MX) || !knows(l, RR_TXT)))
		return;		/* what the domain does is still to be heard */
	if (lint_has(l, 210) || lint_has(l, 302) || has_error(l))
		return;
	f = lint_raise(l, 707, ledger_whole(l), SIZE_MAX, ledger_domain(l), LINT_END);
	if (intent_senders(l->subject->record) == 0)
		lint_fix(l, f, false, ledger_whole(l), SLICE("v=spf1 -all"));
}

void check_policy(struct linter *l)
{
	struct outcome_set set = outcomes(l);

	if (!record_good(l->subject->record))
		return;
	find_parked(l, &set);
	if (l->subject->domain && l->subject->context)
		compare_mail(l, &set);
}
