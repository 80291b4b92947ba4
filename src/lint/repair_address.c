/* repair_address: addresses and networks as they are written elsewhere: with brackets, ports, masks, stars, zeros, or as ranges. */
#include "lint/repair.h"
#include "lint/paste_private.h"
#include "base/ip.h"

#include <string.h>

enum { NETWORKS_MOST = 8 };	/* of a range: more is a list that somebody should look at */

/* "ip4:" with its qualifier, and what stands behind it. */
struct written {
	struct slice head, rest;
	bool v6;
};

/* "[2001:db8::1]", as in a URL. */
static bool without_brackets(const struct written *w, struct buf *out)
{
	const char *close = memchr(w->rest.at, ']', w->rest.len);

	if (w->rest.len < 2 || w->rest.at[0] != '[' || !close)
		return false;
	size_t at = (size_t)(close - w->rest.at);

	buf_add(out, slice_from(slice_to(w->rest, at), 1));
	buf_add(out, slice_from(w->rest, at + 1));
	return true;
}

/* "192.000.002.001", "/024": some read octal numbers, some do not. */
static bool without_zeros(const struct written *w, struct buf *out)
{
	for (size_t i = 0; i < w->rest.len; i++) {
		bool more = i + 1 < w->rest.len && ascii_digit(w->rest.at[i + 1]);
		bool inside = out->len > 0 && ascii_digit(out->text[out->len - 1]);

		if (w->rest.at[i] != '0' || !more || inside)
			buf_char(out, w->rest.at[i]);
	}
	return out->len < w->rest.len;
}

/* "192.0.2.1:25", "mail.example.org:25" */
static bool without_port(const struct written *w, struct buf *out)
{
	const char *colon = memrchr(w->rest.at, ':', w->rest.len);
	struct slice port = colon ? slice_from(w->rest, (size_t)(colon - w->rest.at) + 1) : SLICE("");
	uint64_t number;

	if (!slice_number(port, 65535, &number))
		return false;
	buf_add(out, slice_to(w->rest, (size_t)(colon - w->rest.at)));
	return true;
}

/* "192.0.2.0/255.255.255.0" */
static bool with_length(const struct written *w, struct buf *out)
{
	const char *slash = memchr(w->rest.at, '/', w->rest.len);
	struct slice mask = slash ? slice_from(w->rest, (size_t)(slash - w->rest.at) + 1) : SLICE("");
	struct ip ip;
	unsigned bits = 0;

	if (!ip4_parse(mask, &ip))
		return false;
	while (bits < 32 && (ip.lo >> (31 - bits) & 1))
		bits++;
	if ((ip.lo & (UINT64_C(0xffffffff) >> bits)) != 0)
		return false;
	buf_add(out, slice_to(w->rest, (size_t)(slash - w->rest.at)));
	buf_printf(out, "/%u", bits);
	return true;
}

/* "192.0.2.*" */
static bool without_star(const struct written *w, struct buf *out)
{
	struct slice rest = w->rest;
	unsigned stars = 0;

	while (rest.len > 2 && strchr("*xX", rest.at[rest.len - 1]) && rest.at[rest.len - 2] == '.') {
		rest.len -= 2;
		stars++;
	}
	if (!stars || stars > 3)
		return false;
	buf_add(out, rest);
	for (unsigned i = 0; i < stars; i++)
		buf_string(out, ".0");
	buf_printf(out, "/%u", 32 - 8 * stars);
	return true;
}

/* "192.0.2.1-192.0.2.9", "192.0.2.1-9": the fewest networks, each a term. */
static bool as_networks(const struct written *w, struct buf *out)
{
	const char *dash = memchr(w->rest.at, '-', w->rest.len);
	size_t at = dash ? (size_t)(dash - w->rest.at) : 0;
	struct slice last = slice_from(w->rest, at + 1);
	struct network network[NETWORKS_MOST];
	struct range range;
	uint64_t number;

	if (!dash || w->v6 || !ip4_parse(slice_to(w->rest, at), &range.from))
		return false;
	if (slice_number(last, 255, &number))
		range.to = (struct ip){ 0, (range.from.lo & ~UINT64_C(255)) | number };
	else if (!ip4_parse(last, &range.to))
		return false;
	if (ip_compare(range.from, range.to) > 0)
		return false;
	size_t n = range_networks(range, false, network, NETWORKS_MOST);
	for (size_t i = 0; i < n && n <= NETWORKS_MOST; i++) {
		char text[IP_TEXT];

		if (i > 0) {
			buf_char(out, ' ');
			buf_add(out, w->head);
		}
		ip_text(network[i].ip, false, text);
		buf_string(out, text);
		if (network[i].bits < 32)
			buf_printf(out, "/%u", network[i].bits);
	}
	return n <= NETWORKS_MOST;
}

/* Safe is what can only have been meant so. */
static const struct rewrite {
	uint16_t fault;
	bool safe;
	bool (*write)(const struct written *, struct buf *);
} rewrites[] = {
	{ 309, true, without_brackets }, { 310, true, without_brackets }, { 312, true, without_zeros }, { 312, true, with_length },
	{ 309, false, without_zeros }, { 309, false, without_port }, { 306, false, without_port }, { 309, false, without_star },
	{ 309, false, as_networks }, { 216, false, without_star }, { 216, false, as_networks },
};

static bool all_good(struct slice text)
{
	struct slice word;

	while (slice_word(&text, &word))
		if (paste_good(word) == K_BROKEN)
			return false;
	return true;
}

bool repair_address(const struct record *record, const struct term *term, struct buf *out, bool *safe)
{
	struct slice whole = record_slice(record, term->whole);
	size_t at = term->has_value ? term->value.at : term->fault_at.at, head = at - term->whole.at;
	struct written w = { slice_to(whole, head), slice_from(whole, head), term->guess == K_IP6 };

	if (at < term->whole.at || head >= whole.len)
		return false;
	for (size_t i = 0; i < sizeof rewrites / sizeof *rewrites; i++) {
		struct buf rest = { 0 };
		bool good = false;

		buf_clear(out);
		if (rewrites[i].fault == term->fault && rewrites[i].write(&w, &rest)) {
			buf_add(out, w.head);
			buf_add(out, buf_slice(&rest));
			good = !rest.failed && !out->failed && all_good(buf_slice(out));
		}
		out->failed |= rest.failed;
		buf_release(&rest);
		*safe = rewrites[i].safe;
		if (good)
			return true;
	}
	buf_clear(out);
	return false;
}
