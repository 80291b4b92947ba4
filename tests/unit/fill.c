/* fill: tables of answers for tests. */
#include "fill.h"
#include <check.h>
#include <stdlib.h>
#include <string.h>

enum { SHUFFLED_MOST = 256 };

uint32_t dice_below(struct dice *d, uint32_t n)
{
	d->state ^= d->state << 13;
	d->state ^= d->state >> 7;
	d->state ^= d->state << 17;
	return (uint32_t)(d->state >> 20) % n;
}

struct question fill_question(const char *name, uint16_t type)
{
	struct question q = { .type = type };
	ck_assert_msg(name_from_bytes(slice_of(name), &q.name) == ERR_NONE, "not a name: %s", name);
	return q;
}

void fill_wire(struct answers *t, const struct question *q, const void *wire, size_t len)
{
	const struct answer *before = answers_get(t, q);
	struct answer a = { .said = SAID_DATA, .ttl = 300, .owner = q->name, .n = 1 };
	if (before)
		a.n += before->n;
	struct rdata *rr = calloc(a.n, sizeof(*rr));
	ck_assert_ptr_nonnull(rr);
	for (size_t i = 0; i + 1 < a.n; i++)
		rr[i] = before->rr[i];
	rr[a.n - 1] = (struct rdata){ wire, (uint16_t)len };
	a.rr = rr;
	ck_assert(answers_put(t, q, &a) == ERR_NONE);
	free(rr);
}

void fill_said(struct answers *t, const char *name, uint16_t type, enum said said)
{
	struct question q = fill_question(name, type);
	struct answer a = { .said = said, .failure = said == SAID_FAILED ? FAILURE_TIMEOUT : FAILURE_NONE, .owner = q.name };
	ck_assert(answers_put(t, &q, &a) == ERR_NONE);
}

void fill_txt(struct answers *t, const char *name, const char *text)
{
	static uint8_t wire[UINT16_MAX];
	struct question q = fill_question(name, RR_TXT);
	size_t left = strlen(text), len = 0;
	do {
		size_t part = left < 255 ? left : 255;
		ck_assert(len + 1 + part <= sizeof(wire));
		wire[len++] = (uint8_t)part;
		memcpy(wire + len, text, part);
		len += part;
		text += part;
		left -= part;
	} while (left > 0);
	fill_wire(t, &q, wire, len);
}

void fill_address(struct answers *t, const char *name, const char *addresses)
{
	struct slice rest = slice_of(addresses), word;
	while (slice_word(&rest, &word)) {
		uint8_t wire[16];
		struct ip ip;
		bool v6 = !ip4_parse(word, &ip);
		ck_assert_msg(!v6 || ip6_parse(word, &ip), "not an address: %s", addresses);
		struct question q = fill_question(name, v6 ? RR_AAAA : RR_A);
		for (int i = 0; i < 8; i++) {
			wire[i] = (uint8_t)(ip.hi >> (56 - 8 * i));
			wire[8 + i] = (uint8_t)(ip.lo >> (56 - 8 * i));
		}
		fill_wire(t, &q, v6 ? wire : wire + 12, v6 ? 16 : 4);
	}
}

static void fill_names(struct answers *t, const struct question *q, const char *names)
{
	struct slice rest = slice_of(names), word;
	for (uint8_t i = 0; slice_word(&rest, &word); i++) {
		uint8_t wire[2 + NAME_WIRE] = { 0, i };
		size_t skip = q->type == RR_MX ? 2 : 0;
		struct name name = { .len = 1 };
		if (!slice_equal(word, SLICE(".")))
			ck_assert_msg(name_from_bytes(word, &name) == ERR_NONE, "not a name: %s", names);
		memcpy(wire + skip, name.wire, name.len);
		fill_wire(t, q, wire, skip + name.len);
	}
}

void fill_mx(struct answers *t, const char *name, const char *hosts)
{
	struct question q = fill_question(name, RR_MX);
	fill_names(t, &q, hosts);
}

void fill_ptr(struct answers *t, const char *address, const char *names)
{
	struct question q = { .type = RR_PTR };
	struct address a;
	ck_assert_msg(address_parse(slice_of(address), &a), "not an address: %s", address);
	name_reverse(a.ip, a.v6, &q.name);
	fill_names(t, &q, names);
}

static void fill_line(struct answers *t, char *line)
{
	char *kind = strchr(line, ' '), *data = kind ? strchr(kind + 1, ' ') : NULL;
	ck_assert_msg(data != NULL, "not a line: %s", line);
	*kind++ = '\0';
	*data++ = '\0';
	if (strcmp(kind, "TXT") == 0)
		fill_txt(t, line, data);
	else if (strcmp(kind, "IP") == 0)
		fill_address(t, line, data);
	else if (strcmp(kind, "MX") == 0)
		fill_mx(t, line, data);
	else if (strcmp(kind, "PTR") == 0)
		fill_ptr(t, line, data);
	else if (strcmp(kind, "FAIL") == 0)
		fill_said(t, line, rrtype_from_text(slice_of(data)), SAID_FAILED);
	else if (strcmp(kind, "NODATA") == 0)
		fill_said(t, line, rrtype_from_text(slice_of(data)), SAID_NODATA);
	else
		ck_abort_msg("not a kind of line: %s", kind);
}

void fill_lines(struct answers *t, const char *lines)
{
	struct slice rest = slice_of(lines), line;
	while (slice_cut(&rest, '\n', &line)) {
		char *copy = strndup(line.at, line.len);
		ck_assert_ptr_nonnull(copy);
		if (line.len > 0)
			fill_line(t, copy);
		free(copy);
	}
}

void fill_answer(struct answers *table, const struct question *q, const struct answer *a, unsigned flags, struct dice *dice)
{
	static const struct answer nothing = { .said = SAID_NXDOMAIN };
	struct rdata rr[SHUFFLED_MOST];
	struct answer copy = a ? *a : nothing;
	if (flags & FILL_SHUFFLE && copy.n <= SHUFFLED_MOST) {
		for (size_t i = 0; i < copy.n; i++) {
			size_t at = dice_below(dice, (uint32_t)i + 1);
			rr[i] = rr[at];
			rr[at] = copy.rr[i];
		}
		copy.rr = rr;
	}
	ck_assert(answers_put(table, q, &copy) == ERR_NONE);
}

void fill_wanted(struct answers *table, const struct answers *world, struct wanted *w, unsigned flags, struct dice *dice)
{
	size_t n = flags & FILL_PART && w->n > 0 ? 1 + dice_below(dice, (uint32_t)w->n) : w->n;
	ck_assert(!w->failed);
	for (size_t i = 0; i < n; i++) {
		if (flags & FILL_PART) {
			size_t at = i + dice_below(dice, (uint32_t)(w->n - i));
			struct question q = w->question[at];
			w->question[at] = w->question[i];
			w->question[i] = q;
		}
		fill_answer(table, &w->question[i], answers_get(world, &w->question[i]), flags, dice);
	}
	wanted_clear(w);
}
