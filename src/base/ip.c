/* ip: parsing and printing addresses and networks, in plain arithmetic (no libc parser: NULs, locale and speed are ours). */
#include "base/ip.h"
#include <string.h>

enum { GROUPS = 8 };	/* of 16 bits in an IPv6 address */

/* The host part: the low `bits` bits set, 0 to 128. */
static struct ip mask_low(unsigned bits)
{
	struct ip m = { 0, 0 };
	if (bits >= 64)
		m.lo = UINT64_MAX;
	else
		m.lo = (UINT64_C(1) << bits) - 1;
	if (bits >= 128)
		m.hi = UINT64_MAX;
	else if (bits > 64)
		m.hi = (UINT64_C(1) << (bits - 64)) - 1;
	return m;
}

struct range ip_network(struct ip a, unsigned bits, bool v6)
{
	unsigned full = v6 ? 128 : 32;
	struct ip m = mask_low(full - (bits < full ? bits : full));
	return (struct range){ { a.hi & ~m.hi, a.lo & ~m.lo }, { a.hi | m.hi, a.lo | m.lo } };
}

struct range ip_everything(bool v6)
{
	return (struct range){ { 0, 0 }, mask_low(v6 ? 128 : 32) };
}

/* RFC 7208 section 12, qnum: 0 to 255 without a leading zero. Takes it off s; -1: there is none. */
static int take_qnum(struct slice *s)
{
	unsigned value = 0;
	size_t digits = 0;
	while (digits < s->len && digits < 3 && ascii_digit(s->at[digits]))
		value = value * 10 + (unsigned)(s->at[digits++] - '0');
	if (digits == 0 || value > 255 || (digits > 1 && s->at[0] == '0'))
		return -1;
	s->at += digits;
	s->len -= digits;
	return (int)value;
}

bool ip4_parse(struct slice s, struct ip *out)
{
	uint32_t value = 0;
	for (int part = 0; part < 4; part++) {
		if (part > 0) {
			if (s.len == 0 || s.at[0] != '.')
				return false;
			s.at++;
			s.len--;
		}
		int octet = take_qnum(&s);
		if (octet < 0)
			return false;
		value = value << 8 | (uint32_t)octet;
	}
	if (s.len > 0)
		return false;
	*out = (struct ip){ 0, value };
	return true;
}

static int hex_value(char c)
{
	if (ascii_digit(c))
		return c - '0';
	char lower = ascii_lower(c);
	return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/* Up to four hexadecimal digits off s; how many there were. */
static size_t take_group(struct slice *s, uint16_t *out)
{
	unsigned value = 0;
	size_t n = 0;
	for (; n < s->len && n < 4 && hex_value(s->at[n]) >= 0; n++)
		value = value << 4 | (unsigned)hex_value(s->at[n]);
	s->at += n;
	s->len -= n;
	*out = (uint16_t)value;
	return n;
}

static struct ip from_groups(const uint16_t group[static GROUPS])
{
	struct ip a = { 0, 0 };
	for (size_t i = 0; i < GROUPS / 2; i++) {
		a.hi = a.hi << 16 | group[i];
		a.lo = a.lo << 16 | group[i + GROUPS / 2];
	}
	return a;
}

/* Moves what stands behind "::" to the end. gap: index of the group it stands before, GROUPS + 1: there was none. */
static bool spread(uint16_t group[static GROUPS], size_t n, size_t gap)
{
	if (gap > GROUPS)
		return n == GROUPS;
	if (n >= GROUPS)	/* RFC 4291 section 2.2: "one or more groups" */
		return false;
	size_t behind = n - gap;
	memmove(group + GROUPS - behind, group + gap, behind * sizeof(*group));
	memset(group + gap, 0, (GROUPS - n) * sizeof(*group));
	return true;
}

bool ip6_parse(struct slice s, struct ip *out)
{
	uint16_t group[GROUPS] = { 0 };
	size_t n = 0, gap = GROUPS + 1;
	if (s.len >= 2 && s.at[0] == ':' && s.at[1] == ':') {
		gap = 0;
		s = (struct slice){ s.at + 2, s.len - 2 };
	}
	while (s.len > 0 || (n == 0 && gap > GROUPS)) {
		struct ip tail;
		if (n + 2 <= GROUPS && ip4_parse(s, &tail)) {
			group[n++] = (uint16_t)(tail.lo >> 16);
			group[n++] = (uint16_t)tail.lo;
			break;
		}
		if (n == GROUPS || take_group(&s, &group[n]) == 0)
			return false;
		n++;
		if (s.len == 0)
			break;
		if (s.at[0] != ':' || s.len == 1)
			return false;
		s = (struct slice){ s.at + 1, s.len - 1 };
		if (s.at[0] == ':') {
			if (gap <= GROUPS)
				return false;
			gap = n;
			s = (struct slice){ s.at + 1, s.len - 1 };
		}
	}
	if (!spread(group, n, gap))
		return false;
	*out = from_groups(group);
	return true;
}

static bool is_mapped(struct ip a)
{
	return a.hi == 0 && a.lo >> 32 == 0xffff;
}

bool address_parse(struct slice s, struct address *out)
{
	struct address a = { .v6 = false };
	if (!ip4_parse(s, &a.ip)) {
		if (!ip6_parse(s, &a.ip))
			return false;
		a.v6 = true;
		if (is_mapped(a.ip))	/* RFC 7208 section 5: it is to be taken as IPv4 */
			a = (struct address){ { 0, a.ip.lo & UINT32_MAX }, false };
	}
	*out = a;
	return true;
}

/* RFC 7208 section 12, cidr-length: "0", or digits that do not begin with 0. */
static bool parse_bits(struct slice s, unsigned most, unsigned *out)
{
	unsigned value = 0;
	if (s.len == 0 || s.len > 3 || (s.len > 1 && s.at[0] == '0'))
		return false;
	for (size_t i = 0; i < s.len; i++) {
		if (!ascii_digit(s.at[i]))
			return false;
		value = value * 10 + (unsigned)(s.at[i] - '0');
	}
	*out = value;
	return value <= most;
}

bool network_parse(struct slice s, struct address *out, unsigned *bits)
{
	const char *slash = s.len > 0 ? memchr(s.at, '/', s.len) : NULL;
	struct slice front = { s.at, slash ? (size_t)(slash - s.at) : s.len };
	struct address a = { .v6 = false };
	if (!ip4_parse(front, &a.ip)) {
		if (!ip6_parse(front, &a.ip))
			return false;
		a.v6 = true;
	}
	unsigned full = a.v6 ? 128 : 32, length = full;
	if (slash && !parse_bits((struct slice){ slash + 1, s.len - front.len - 1 }, full, &length))
		return false;
	*out = a;
	*bits = length;
	return true;
}

struct ip ip_from_wire(const uint8_t *wire, bool v6)
{
	struct ip a = { 0, 0 };
	if (v6)
		for (size_t i = 0; i < 8; i++)
			a.hi = a.hi << 8 | *wire++;
	for (size_t i = 0; i < (v6 ? 8 : 4); i++)
		a.lo = a.lo << 8 | *wire++;
	return a;
}

static size_t put_number(char *out, unsigned value, unsigned base)
{
	char digit[8];
	size_t n = 0, len = 0;
	do {
		digit[n++] = "0123456789abcdef"[value % base];
		value /= base;
	} while (value > 0);
	while (n > 0)
		out[len++] = digit[--n];
	return len;
}

static size_t put_quad(char *out, uint64_t value)
{
	size_t len = 0;
	for (int shift = 24; shift >= 0; shift -= 8) {
		len += put_number(out + len, (unsigned)(value >> shift) & 255, 10);
		if (shift > 0)
			out[len++] = '.';
	}
	return len;
}

/* RFC 5952 4.2: the longest run of two or more zero groups, the first one of equals. Returns its length, 0: none. */
static size_t longest_zeros(const uint16_t group[static GROUPS], size_t n, size_t *at)
{
	size_t best = 1, run = 0;
	for (size_t i = 0; i < n; i++) {
		run = group[i] == 0 ? run + 1 : 0;
		if (run > best) {
			best = run;
			*at = i + 1 - run;
		}
	}
	return best > 1 ? best : 0;
}

static size_t put_groups(char *out, struct ip a)
{
	uint16_t group[GROUPS];
	for (unsigned i = 0; i < GROUPS; i++)
		group[i] = (uint16_t)((i < 4 ? a.hi : a.lo) >> (48 - 16 * (i & 3)));
	size_t gap = GROUPS, zeros = longest_zeros(group, GROUPS, &gap), len = 0;
	for (size_t i = 0; i < GROUPS; i++) {
		if (zeros > 0 && i == gap) {
			out[len++] = ':';
			out[len++] = ':';
			i += zeros - 1;
			continue;
		}
		if (i > 0 && !(zeros > 0 && i == gap + zeros))
			out[len++] = ':';
		len += put_number(out + len, group[i], 16);
	}
	return len;
}

size_t ip_text(struct ip a, bool v6, char out[static IP_TEXT])
{
	size_t len = 0;
	if (!v6) {
		len = put_quad(out, a.lo);
	} else if (is_mapped(a)) {	/* RFC 5952 section 5 */
		memcpy(out, "::ffff:", 7);
		len = 7 + put_quad(out + 7, a.lo & UINT32_MAX);
	} else {
		len = put_groups(out, a);
	}
	out[len] = '\0';
	return len;
}

int range_bits(struct range r, bool v6)
{
	struct ip host = { r.from.hi ^ r.to.hi, r.from.lo ^ r.to.lo };
	for (unsigned bits = 0; bits <= (v6 ? 128U : 32U); bits++) {
		struct ip m = mask_low(bits);
		if (ip_compare(m, host) == 0)
			return (r.from.hi & m.hi) == 0 && (r.from.lo & m.lo) == 0 ? (int)((v6 ? 128 : 32) - bits) : -1;
	}
	return -1;
}

size_t range_text(struct range r, bool v6, char out[static RANGE_TEXT])
{
	int bits = range_bits(r, v6), full = v6 ? 128 : 32;
	size_t len = ip_text(r.from, v6, out);
	if (bits == full)
		return len;
	if (bits >= 0) {
		out[len++] = '/';
		len += put_number(out + len, (unsigned)bits, 10);
		out[len] = '\0';
		return len;
	}
	out[len++] = '-';
	return len + ip_text(r.to, v6, out + len);
}
