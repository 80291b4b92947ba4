/* check_breadth: whom the names in a record let in: the world, far too many, or a network that does not send. */
#include "lint/ledger.h"

#include <string.h>

enum { TOO_MANY = 1 << 24 };		/* SPF614: addresses of IPv4, as many as a /8 has */

/* --- SPF605 */

/*
 * Does a pass of this record reach the record itself? An include in between must pass (5.2); what redirect leads to decides as it
 * is (6.1).
 */
static bool is_heard(const struct node *node)
{
	const struct node *up = node->frame->up;

	for (; up && up->frame->up; up = up->frame->up)
		if (node_term(up)->kind == K_INCLUDE && node_term(up)->qualifier != '+')
			return false;
	return up && (node_term(up)->kind == K_INCLUDE || node_term(up)->kind == K_REDIRECT);
}

static bool holds_all(const struct term *term)
{
	switch (term->kind) {
	case K_ALL:
		return true;
	case K_IP4:
		return term->prefix4 == 0;
	case K_IP6:
		return term->prefix6 == 0;
	default:
		return false;
	}
}

static void read_open(struct linter *l, const struct node *node)
{
	const struct term *term = node_term(node);

	if (term->qualifier == '+' && holds_all(term) && is_heard(node))
		ledger_raise(l, 605, node, ledger_name(l, &node->frame->name), record_slice(&node->frame->record, term->whole));
}

/* --- SPF614 */

/* The networks of a term that names them itself are read off its text. */
static bool is_indirect(const struct term *term)
{
	return term->kind == K_INCLUDE || term->kind == K_A || term->kind == K_MX || term->kind == K_REDIRECT;
}

static void count_addresses(struct linter *l)
{
	const struct record *record = l->subject->record;
	const uint64_t *count = ledger_passing(l);

	for (size_t i = 0; count && i < record->n && !lint_has(l, 605); i++) {
		struct span at = record->term[i].whole;

		if (is_indirect(&record->term[i]) && count[i] > TOO_MANY && !lint_at(l, 614, i))
			lint_raise(l, 614, at, i, lint_slice(l, at), ledger_number(l, count[i]), LINT_END);
	}
}

/* --- SPF613, SPF616: addresses that DNS gives */

/*
 * Networks that stand before other people's web servers and send no mail, as their owners publish them (www.cloudflare.com/ips,
 * api.fastly.com/public-ip-list, api.github.com/meta); written down in 2026-11 from memory of those lists: likely, not checked.
 */
static const struct proxy {
	const char *network, *name;
} proxies[] = {
	{ "103.21.244.0/22", "Cloudflare" }, { "103.22.200.0/22", "Cloudflare" }, { "103.31.4.0/22", "Cloudflare" },
	{ "104.16.0.0/13", "Cloudflare" }, { "104.24.0.0/14", "Cloudflare" }, { "108.162.192.0/18", "Cloudflare" },
	{ "131.0.72.0/22", "Cloudflare" }, { "141.101.64.0/18", "Cloudflare" }, { "162.158.0.0/15", "Cloudflare" },
	{ "172.64.0.0/13", "Cloudflare" }, { "173.245.48.0/20", "Cloudflare" }, { "188.114.96.0/20", "Cloudflare" },
	{ "190.93.240.0/20", "Cloudflare" }, { "197.234.240.0/22", "Cloudflare" }, { "198.41.128.0/17", "Cloudflare" },
	{ "2400:cb00::/32", "Cloudflare" }, { "2606:4700::/32", "Cloudflare" }, { "2803:f800::/32", "Cloudflare" },
	{ "2405:b500::/32", "Cloudflare" }, { "2405:8100::/32", "Cloudflare" }, { "2a06:98c0::/29", "Cloudflare" },
	{ "2c0f:f248::/32", "Cloudflare" },
	{ "151.101.0.0/16", "Fastly" }, { "199.232.0.0/16", "Fastly" }, { "146.75.0.0/17", "Fastly" },
	{ "2a04:4e40::/32", "Fastly" },
	{ "185.199.108.0/22", "GitHub Pages" }, { "2606:50c0:8000::/46", "GitHub Pages" },
};
/* Names that aliases to such networks end in. */
static const struct proxy proxy_names[] = {
	{ "cloudfront.net", "Amazon CloudFront" }, { "cdn.cloudflare.net", "Cloudflare" }, { "fastly.net", "Fastly" },
	{ "akamaiedge.net", "Akamai" }, { "edgekey.net", "Akamai" }, { "edgesuite.net", "Akamai" }, { "akamai.net", "Akamai" },
	{ "azureedge.net", "Azure CDN" }, { "azurefd.net", "Azure Front Door" }, { "b-cdn.net", "bunny.net" },
	{ "github.io", "GitHub Pages" }, { "netlify.app", "Netlify" }, { "vercel-dns.com", "Vercel" },
};

static const char *proxy_of_address(struct ip ip, bool v6)
{
	for (size_t i = 0; i < sizeof proxies / sizeof *proxies; i++) {
		struct address network;
		unsigned bits;

		if ((strchr(proxies[i].network, ':') != NULL) != v6 || !network_parse(slice_of(proxies[i].network), &network, &bits))
			continue;
		if (range_holds(ip_network(network.ip, bits, v6), ip))
			return proxies[i].name;
	}
	return NULL;
}

static const char *proxy_of_name(const struct name *name)
{
	for (size_t i = 0; i < sizeof proxy_names / sizeof *proxy_names; i++) {
		struct name top;

		if (name_from_bytes(slice_of(proxy_names[i].network), &top) == ERR_NONE && name_under(name, &top))
			return proxy_names[i].name;
	}
	return NULL;
}

enum { ADDRESSES_MOST = 8 };		/* of one answer; the first say what the others are */

static void read_address(struct linter *l, const struct node *node, struct ip ip, bool v6)
{
	const char *special = ip_special(ip, v6), *proxy = special ? NULL : proxy_of_address(ip, v6);

	/* DNS that holds documentation's addresses is an example itself. */
	if (special && !slice_starts(slice_of(special), SLICE("Documentation")) && !ledger_raised(l, 613, node))
		ledger_raise(l, 613, node, ledger_ip(l, ip, v6), slice_of(special));
	else if (proxy)
		ledger_raise(l, 616, node, ledger_name(l, &node->asked->name), slice_of(proxy));
}

static void read_answer(struct linter *l, const struct node *node, bool v6)
{
	const struct answer *answer = node->answer;
	const char *proxy;

	if (node_term(node)->kind != K_A || node->frame->up || !node->asked || !answer || answer->said != SAID_DATA)
		return;
	proxy = l->subject->domain && name_under(&answer->owner, l->subject->domain) ? NULL : proxy_of_name(&answer->owner);
	if (proxy) {
		ledger_raise(l, 616, node, ledger_name(l, &node->asked->name), slice_of(proxy));
		return;
	}
	for (size_t i = 0; i < answer->n && i < ADDRESSES_MOST; i++)
		if (answer->rr[i].len == (v6 ? 16 : 4))
			read_address(l, node, ip_from_wire(answer->rr[i].wire, v6), v6);
}

static void read_node(struct linter *l, const struct node *node, bool v6)
{
	read_open(l, node);
	read_answer(l, node, v6);
}

void check_breadth(struct linter *l)
{
	ledger_nodes(l, read_node);
	count_addresses(l);
}
