/* check_servers: do all authoritative servers say the same (SPF112), and for how long (SPF120)? Asking them is the caller's. */
#include "lint/ledger.h"

#include "spf/select.h"

enum { TTL_LEAST = 300, TTL_MOST = 86400 };

struct policy {			/* what receivers make of one server's answer */
	const struct lint_server *server;
	struct selected selected;
};

static bool same_policy(const struct policy *a, const struct policy *b)
{
	return a->selected.n == b->selected.n && slice_equal(a->selected.text, b->selected.text);
}

static void compare(struct linter *l, const struct policy *first, const struct policy *other)
{
	if (!same_policy(first, other))
		lint_raise(l, 112, ledger_whole(l), SIZE_MAX, ledger_domain(l),
		    ledger_name(l, &first->server->name), ledger_name(l, &other->server->name), LINT_END);
}

/* A server's own TTL is whole, not what is left in a cache. */
static void read_ttl(struct linter *l, const struct answer *txt)
{
	if (txt->ttl < TTL_LEAST || txt->ttl > TTL_MOST)
		lint_raise(l, 120, ledger_whole(l), SIZE_MAX, ledger_domain(l), ledger_number(l, txt->ttl), LINT_END);
}

void check_servers(struct linter *l)
{
	struct policy first = { 0 }, other = { 0 };

	for (size_t i = 0; i < l->subject->servers; i++) {
		other.server = &l->subject->server[i];
		if (!other.server->txt || other.server->txt->said == SAID_FAILED)
			continue;	/* whoever cannot reach it says so */
		if (spf_select(l->pool, other.server->txt, &other.selected) != ERR_NONE) {
			l->pool->failed = true;
			return;
		}
		if (other.selected.n > 0)
			read_ttl(l, other.server->txt);
		if (first.server)
			compare(l, &first, &other);
		else
			first = other;
	}
}
