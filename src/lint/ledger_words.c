/* ledger_words: what findings of the ledgers name: figures, names, and addresses that can be tried by hand. */
#include "lint/ledger.h"

#include "base/buf.h"
#include "spf/select.h"

#include <inttypes.h>
#include <string.h>

static struct slice in_pool(struct linter *l, const char *text)
{
	return pool_copy(l->pool, slice_of(text));
}

struct slice lint_number(struct pool *pool, uint64_t number)
{
	char *text = pool_printf(pool, "%" PRIu64, number);

	return text ? slice_of(text) : SLICE("");
}

struct slice lint_name(struct pool *pool, const struct name *name)
{
	struct buf shown = { 0 };
	struct slice text;

	name_show(name, &shown);
	text = pool_copy(pool, buf_slice(&shown));
	pool->failed |= shown.failed;
	buf_release(&shown);
	return text.at ? text : SLICE("");
}

struct slice ledger_number(struct linter *l, uint64_t number)
{
	return lint_number(l->pool, number);
}

struct slice ledger_name(struct linter *l, const struct name *name)
{
	return lint_name(l->pool, name);
}

struct slice ledger_domain(struct linter *l)
{
	return l->subject->domain ? ledger_name(l, l->subject->domain) : lint_slice(l, ledger_whole(l));
}

bool ledger_draft(struct linter *l)
{
	const struct lint_subject *s = l->subject;
	const struct answer *txt = s->published && s->domain ? answers_find(s->published, s->domain, RR_TXT) : NULL;
	struct selected selected;

	if (!txt || spf_select(l->pool, txt, &selected) != ERR_NONE)
		return true;
	return !slice_equal(selected.text, (struct slice){ s->record->text, s->record->len });
}

struct slice ledger_ip(struct linter *l, struct ip ip, bool v6)
{
	char text[IP_TEXT];

	ip_text(ip, v6, text);
	return in_pool(l, text);
}

/* Kept for documentation, so that nobody is named, and whoever reads it knows that any other would do. */
static const char *const examples[] = { "203.0.113.9", "192.0.2.1", "198.51.100.9", "2001:db8::9" };

struct search {
	verdict_fits *fits;
	const void *arg;
	bool certain;		/* hangs on the address alone */
};

static bool suits(const struct search *s, const struct verdict *v)
{
	return (!s->certain || !v->maybe) && s->fits(v, s->arg);
}

/* The first region that ends at ip or behind it: regions ascend. */
static size_t region_at(const struct walk *walk, struct ip ip)
{
	size_t low = 0, high = walk->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (ip_compare(walk->region[middle].range.to, ip) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool example_suits(const struct walk *walk, struct ip ip, const struct search *s)
{
	for (size_t i = region_at(walk, ip); i < walk->n && ip_compare(walk->region[i].range.from, ip) <= 0; i++)
		if (suits(s, walk->region[i].verdict))
			return true;
	return false;
}

static bool choose_example(const struct walk *walk, bool v6, const struct search *s, struct ip *out)
{
	struct address address;

	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
		if (address_parse(slice_of(examples[i]), &address) && address.v6 == v6 && example_suits(walk, address.ip, s)) {
			*out = address.ip;
			return true;
		}
	return false;
}

static bool choose(const struct walk *walk, bool v6, const struct search *s, struct ip *out)
{
	if (choose_example(walk, v6, s, out))
		return true;
	for (size_t i = 0; i < walk->n; i++)
		if (suits(s, walk->region[i].verdict)) {
			struct range r = walk->region[i].range;

			*out = ip_special(r.from, v6) && !ip_special(r.to, v6) ? r.to : r.from;
			return true;
		}
	return false;
}

struct slice ledger_witness(struct linter *l, verdict_fits *fits, const void *arg)
{
	const struct walk *walk[] = { l->subject->walks.v4, l->subject->walks.v6 };
	struct ip ip;

	for (int certain = 1; certain >= 0; certain--)
		for (size_t i = 0; i < 2; i++)
			if (choose(walk[i], i > 0, &(struct search){ fits, arg, certain != 0 }, &ip))
				return ledger_ip(l, ip, i > 0);
	return (struct slice){ 0 };
}

static bool same_fault(const struct verdict *v, const void *arg)
{
	const struct verdict *in = verdict_inmost(v), *fault = arg;

	return v->result != R_PENDING && in->why == fault->why && in->node == fault->node && in->frame == fault->frame;
}

struct slice ledger_fault_witness(struct linter *l, const struct ledger_fault *fault)
{
	struct slice witness = ledger_witness(l, same_fault, fault->verdict);

	return witness.at ? witness : SLICE("");
}
