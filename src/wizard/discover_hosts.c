/* discover_hosts: the addresses of the domain and its MX hosts, and the names those addresses map back to. */
#include "wizard/discover_private.h"

#include "spf/select.h"

#include <stdlib.h>

static size_t take(const struct answer *answer, bool v6, struct address *out)
{
	size_t n = 0;

	if (!answer || answer->said != SAID_DATA)
		return 0;
	for (size_t i = 0; i < answer->n && n < DISCOVER_ADDRESSES; i++)
		if (answer->rr[i].len == (v6 ? 16 : 4))
			out[n++] = (struct address){ ip_from_wire(answer->rr[i].wire, v6), v6 };
	return n;
}

void discover_addresses(struct look *look, struct host *host)
{
	const struct answer *v4 = look_up(look, &host->name, RR_A), *v6 = look_up(look, &host->name, RR_AAAA);
	struct address *address = POOL_NEW(look->pool, struct address, 2 * DISCOVER_ADDRESSES);

	host->known = v4 && v6;
	if (v4 && v4->said == SAID_FAILED)
		host->failure = v4->failure;
	else if (v6 && v6->said == SAID_FAILED)
		host->failure = v6->failure;
	if (!address)
		return;
	host->n = take(v4, false, address);
	host->n += take(v6, true, address + host->n);
	host->address = address;
}

struct exchange {		/* an MX record */
	uint16_t preference;
	struct name name;
};

static int exchange_order(const void *a, const void *b)
{
	const struct exchange *x = a, *y = b;

	return x->preference != y->preference ? (x->preference < y->preference ? -1 : 1) : name_compare(&x->name, &y->name);
}

/* RFC 1035 3.3.9. Returns how many are good; n is bounded by the size of a message. */
static size_t exchanges(const struct answer *answer, struct exchange *out, bool *null_mx)
{
	size_t n = 0;

	for (size_t i = 0; i < answer->n; i++) {
		const uint8_t *wire = answer->rr[i].wire;
		uint16_t len = answer->rr[i].len;

		if (len < 3 || name_from_wire(wire + 2, len - 2u, &out[n].name) != len - 2u)
			continue;
		if (name_is_root(&out[n].name)) {	/* RFC 7505 3: alone it says that no mail is taken */
			*null_mx = answer->n == 1;
			continue;
		}
		out[n++].preference = (uint16_t)(wire[0] << 8 | wire[1]);
	}
	qsort(out, n, sizeof *out, exchange_order);
	return n;
}

static void own_record(struct look *look, struct host *host)
{
	struct selected selected = { 0 };
	const struct answer *answer;

	if (!name_under(&host->name, &look->found->domain) || name_equal(&host->name, &look->found->domain))
		return;
	answer = look_up(look, &host->name, RR_TXT);
	if (!answer || answer->said == SAID_FAILED || spf_select(look->pool, answer, &selected))
		return;
	host->spf_known = true;
	host->has_spf = selected.n > 0;
}

void discover_mail_hosts(struct look *look)
{
	struct discovered *found = look->found;
	const struct answer *answer = look_up_data(look, &found->domain, RR_MX);
	struct exchange *exchange = answer ? POOL_NEW(look->pool, struct exchange, answer->n) : NULL;
	struct host *host;
	uint16_t *preference;
	size_t n;

	if (!exchange)
		return;
	n = exchanges(answer, exchange, &found->null_mx);
	n = n < DISCOVER_HOSTS ? n : DISCOVER_HOSTS;
	host = POOL_NEW(look->pool, struct host, n);
	preference = POOL_NEW(look->pool, uint16_t, n);
	for (size_t i = 0; host && preference && i < n; i++) {
		host[i].name = exchange[i].name;
		preference[i] = exchange[i].preference;
		discover_addresses(look, &host[i]);
		own_record(look, &host[i]);
		found->mxs = i + 1;
	}
	found->mx = host;
	found->preference = preference;
}

static bool maps_back(struct look *look, const struct name *name, const struct address *address)
{
	const struct answer *answer = look_up(look, name, address->v6 ? RR_AAAA : RR_A);

	for (size_t i = 0; answer && answer->said == SAID_DATA && i < answer->n; i++)
		if (answer->rr[i].len == (address->v6 ? 16 : 4) &&
		    ip_compare(ip_from_wire(answer->rr[i].wire, address->v6), address->ip) == 0)
			return true;
	return false;
}

/* The PTR names of one address, and whether one of them leads back (RFC 7208 5.5 calls it validated). */
static void read_reverse(struct look *look, struct reverse *reverse)
{
	const struct answer *answer;
	struct name *name, at;

	name_reverse(reverse->address.ip, reverse->address.v6, &at);
	answer = look_up(look, &at, RR_PTR);
	reverse->known = answer != NULL;
	if (!answer || answer->said != SAID_DATA)
		return;
	name = POOL_NEW(look->pool, struct name, DISCOVER_HOSTS);
	for (size_t i = 0; name && i < answer->n && reverse->n < DISCOVER_HOSTS; i++)
		if (name_from_wire(answer->rr[i].wire, answer->rr[i].len, &name[reverse->n]) == answer->rr[i].len)
			reverse->confirmed |= maps_back(look, &name[reverse->n++], &reverse->address);
	reverse->name = name;
}

static bool seen(const struct reverse *reverse, size_t n, const struct address *address)
{
	for (size_t i = 0; i < n; i++)
		if (reverse[i].address.v6 == address->v6 && ip_compare(reverse[i].address.ip, address->ip) == 0)
			return true;
	return false;
}

void discover_reverse(struct look *look)
{
	struct discovered *found = look->found;
	struct reverse *reverse = POOL_NEW(look->pool, struct reverse, DISCOVER_REVERSES);

	for (size_t h = 0; reverse && h <= found->mxs; h++) {
		const struct host *host = h ? &found->mx[h - 1] : &found->self;

		for (size_t i = 0; i < host->n && found->reverses < DISCOVER_REVERSES; i++) {
			if (seen(reverse, found->reverses, &host->address[i]))
				continue;
			reverse[found->reverses].address = host->address[i];
			read_reverse(look, &reverse[found->reverses++]);
		}
	}
	found->reverse = reverse;
}
