/* ipset_count: how many addresses a set has, and the fewest networks that make up a range. */
#include "base/ipset.h"
#include <string.h>

enum { LIMBS = 5 };	/* of 32 bits, the least first: 2^128 needs a fifth */

static void add_size(uint32_t sum[static LIMBS], struct range r)
{
	uint64_t lo = r.to.lo - r.from.lo, hi = r.to.hi - r.from.hi - (r.to.lo < r.from.lo);
	uint32_t part[LIMBS] = { (uint32_t)lo, (uint32_t)(lo >> 32), (uint32_t)hi, (uint32_t)(hi >> 32), 0 };
	uint64_t carry = 1;	/* both ends are inside */
	for (size_t i = 0; i < LIMBS; i++) {
		carry += (uint64_t)sum[i] + part[i];
		sum[i] = (uint32_t)carry;
		carry >>= 32;
	}
}

/* Divides by ten in place and returns the remainder. */
static unsigned take_digit(uint32_t sum[static LIMBS], bool *zero)
{
	uint64_t left = 0;
	*zero = true;
	for (size_t i = LIMBS; i-- > 0; ) {
		left = left << 32 | sum[i];
		sum[i] = (uint32_t)(left / 10);
		left %= 10;
		*zero = *zero && sum[i] == 0;
	}
	return (unsigned)left;
}

size_t ipset_count(struct ipset s, char out[static IPSET_COUNT])
{
	uint32_t sum[LIMBS] = { 0 };
	char digit[IPSET_COUNT];
	size_t n = 0, len = 0;
	for (size_t i = 0; i < s.n; i++)
		add_size(sum, s.range[i]);
	for (bool zero = false; !zero; )
		digit[n++] = (char)('0' + take_digit(sum, &zero));
	while (n > 0)
		out[len++] = digit[--n];
	out[len] = '\0';
	return len;
}

size_t range_networks(struct range r, bool v6, struct network *out, size_t size)
{
	unsigned full = v6 ? 128 : 32;
	size_t n = 0;
	for (;;) {
		/* The largest block that begins at from and does not reach past to. */
		unsigned bits = full;
		struct range block = ip_network(r.from, bits, v6);
		while (bits > 0) {
			struct range wider = ip_network(r.from, bits - 1, v6);
			if (ip_compare(wider.from, r.from) != 0 || ip_compare(wider.to, r.to) > 0)
				break;
			block = wider;
			bits--;
		}
		if (out && n < size)
			out[n] = (struct network){ r.from, bits };
		n++;
		if (ip_compare(block.to, r.to) >= 0)
			return n;
		r.from = ip_next(block.to);
	}
}
