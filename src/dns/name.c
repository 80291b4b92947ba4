/* name: domain names in wire form. Their text is in name_text.c, what a person types in name_idna.c. */
#include "dns/name.h"

#include <string.h>

enum { LABEL_MOST = 63, LABELS_MOST = 127 };	/* RFC 1035 2.3.4; 127 labels of one byte and the root fill 255 */

bool name_equal(const struct name *a, const struct name *b)
{
	return a->len == b->len && !memcmp(a->wire, b->wire, a->len);
}

bool name_under(const struct name *sub, const struct name *top)
{
	size_t at = 0;

	if (!top->len || sub->len < top->len)
		return false;
	while (sub->len - at > top->len)
		at += sub->wire[at] + 1U;
	return sub->len - at == top->len && !memcmp(sub->wire + at, top->wire, top->len);
}

/* Where the labels start, the root left out. */
static size_t label_starts(const struct name *n, uint8_t start[static LABELS_MOST])
{
	size_t count = 0;

	for (size_t at = 0; at + 1 < n->len; at += n->wire[at] + 1U)
		start[count++] = (uint8_t)at;
	return count;
}

static int label_compare(const uint8_t *a, const uint8_t *b)
{
	size_t least = *a < *b ? *a : *b;
	int order = memcmp(a + 1, b + 1, least);

	return order ? order : *a - *b;
}

int name_compare(const struct name *a, const struct name *b)
{
	uint8_t in_a[LABELS_MOST], in_b[LABELS_MOST];
	size_t left_a = label_starts(a, in_a), left_b = label_starts(b, in_b);

	while (left_a && left_b) {
		int order = label_compare(a->wire + in_a[--left_a], b->wire + in_b[--left_b]);

		if (order)
			return order;
	}
	if (left_a || left_b)
		return left_a ? 1 : -1;
	return a->len - b->len;		/* no name at all, before the root */
}

static uint64_t load(const uint8_t *at, size_t len)
{
	uint64_t word = 0;

	memcpy(&word, at, len);
	return word;
}

static uint64_t mix(uint64_t hash, uint64_t word)
{
	hash = (hash ^ word) * 0x9e3779b97f4a7c15U;
	return hash ^ hash >> 32;
}

/* Eight bytes at a step, the last step overlapping the one before: look-ups are most of what an evaluation does. */
uint32_t name_hash(const struct name *n)
{
	uint64_t hash = mix(0, n->len);
	size_t at = 0;

	if (n->len < 8) {
		for (; at < n->len; at++)
			hash = mix(hash, n->wire[at]);
		return (uint32_t)hash;
	}
	for (; at + 8 < n->len; at += 8)
		hash = mix(hash, load(n->wire + at, 8));
	hash = mix(hash, load(n->wire + n->len - 8, 8));
	return (uint32_t)mix(hash, 0);
}

unsigned name_labels(const struct name *n)
{
	uint8_t start[LABELS_MOST];

	return (unsigned)label_starts(n, start);
}

bool name_parent(const struct name *n, struct name *up)
{
	size_t gone = n->wire[0] + 1U, left = n->len - gone;

	if (n->len <= 1)
		return false;
	memmove(up->wire, n->wire + gone, left);	/* up may be n */
	up->len = (uint8_t)left;
	return true;
}

bool name_join(const struct name *left, const struct name *top, struct name *out)
{
	struct name joined;
	size_t head = left->len ? left->len - 1U : 0;

	if (!top->len || head + top->len > NAME_WIRE)
		return false;
	memcpy(joined.wire, left->wire, head);
	memcpy(joined.wire + head, top->wire, top->len);
	joined.len = (uint8_t)(head + top->len);
	*out = joined;
	return true;
}

static size_t reverse4(uint32_t address, uint8_t *wire)
{
	size_t len = 0;

	for (unsigned i = 0; i < 4; i++, address >>= 8) {
		uint8_t byte = (uint8_t)address, digits = byte > 99 ? 3 : byte > 9 ? 2 : 1;

		wire[len] = digits;
		for (unsigned d = digits; d; d--, byte /= 10)
			wire[len + d] = (uint8_t)('0' + byte % 10);
		len += digits + 1U;
	}
	return len;
}

static size_t reverse6(struct ip ip, uint8_t *wire)
{
	for (size_t i = 0; i < 32; i++) {
		uint64_t half = i < 16 ? ip.lo : ip.hi;

		wire[2 * i] = 1;
		wire[2 * i + 1] = (uint8_t)"0123456789abcdef"[half >> 4 * (i % 16) & 15];
	}
	return 64;
}

/* RFC 1035 3.5, RFC 3596 2.5 */
void name_reverse(struct ip ip, bool v6, struct name *name)
{
	static const uint8_t arpa4[] = "\7in-addr\4arpa", arpa6[] = "\3ip6\4arpa";	/* each with its final 0 */
	size_t len = v6 ? reverse6(ip, name->wire) : reverse4((uint32_t)ip.lo, name->wire);
	size_t tail = v6 ? sizeof(arpa6) : sizeof(arpa4);

	memcpy(name->wire + len, v6 ? arpa6 : arpa4, tail);
	name->len = (uint8_t)(len + tail);
}

size_t name_from_wire(const uint8_t *bytes, size_t len, struct name *name)
{
	size_t at = 0;

	name->len = 0;
	for (;;) {
		uint8_t label;

		if (at >= len || at >= NAME_WIRE || bytes[at] > LABEL_MOST)
			return 0;
		label = bytes[at];
		name->wire[at++] = label;
		if (!label)
			break;
		if (label > len - at || label > NAME_WIRE - at)
			return 0;
		for (size_t end = at + label; at < end; at++)
			name->wire[at] = (uint8_t)ascii_lower((char)bytes[at]);
	}
	name->len = (uint8_t)at;
	return at;
}

size_t name_bytes(const struct name *n, char out[static NAME_WIRE])
{
	size_t len = 0;

	for (size_t at = 0; at + 1 < n->len; at += n->wire[at] + 1U) {
		if (at)
			out[len++] = '.';
		memcpy(out + len, n->wire + at + 1, n->wire[at]);
		len += n->wire[at];
	}
	out[len] = '\0';
	return len;
}
