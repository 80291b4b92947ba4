/*
 * fuzz_walk: any table of answers ends in a verdict; coverage holds every address and says what check says.
 *
 * Input: a byte of flags, then lines "T NAME bytes" (TXT), "A NAME address", "M NAME host", "P NAME name", "F NAME" and "N NAME"
 * (TXT, A, AAAA and MX fail, or have no data). What cannot be read as an address or a name is the record's data as it is. The
 * domain is d.t; what the table does not know is NXDOMAIN.
 */
#include "spf/walk.h"
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

enum { IPV6 = 1, STRICT = 2, LIFTED = 4, UNKNOWN = 8, RECORDS_MOST = 40, ROUNDS_MOST = 20000, POINTS_MOST = 12,
	MEMORY = 256 << 20 };

static void must(bool holds)
{
	if (!holds)
		abort();
}

static void put(struct answers *t, const struct name *name, uint16_t type, enum said said, const uint8_t *wire, size_t len)
{
	struct question q = { *name, type };
	struct rdata rr[RECORDS_MOST + 1];
	const struct answer *before = answers_get(t, &q);
	struct answer a = { .said = said, .rr = rr };
	if (said == SAID_DATA) {
		a.n = before && before->n < RECORDS_MOST ? before->n : 0;
		if (a.n > 0)
			memcpy(rr, before->rr, a.n * sizeof(*rr));
		rr[a.n++] = (struct rdata){ wire, (uint16_t)len };
	}
	must(answers_put(t, &q, &a) == ERR_NONE);
}

static void put_txt(struct answers *t, const struct name *name, struct slice text)
{
	static uint8_t wire[UINT16_MAX];
	size_t len = 0;
	while (text.len > 0 && len < sizeof(wire) - 256) {
		struct slice part = slice_to(text, 255);
		wire[len++] = (uint8_t)part.len;
		memcpy(wire + len, part.at, part.len);
		len += part.len;
		text = slice_from(text, part.len);
	}
	put(t, name, RR_TXT, SAID_DATA, wire, len);
}

static void put_address(struct answers *t, const struct name *name, struct slice text)
{
	struct address a;
	uint8_t wire[16];
	if (!address_parse(text, &a)) {
		put(t, name, RR_A, SAID_DATA, (const uint8_t *)text.at, text.len < 300 ? text.len : 300);
		return;
	}
	for (int i = 0; i < 8; i++) {
		wire[i] = (uint8_t)(a.ip.hi >> (56 - 8 * i));
		wire[8 + i] = (uint8_t)(a.ip.lo >> (56 - 8 * i));
	}
	put(t, name, a.v6 ? RR_AAAA : RR_A, SAID_DATA, a.v6 ? wire : wire + 12, a.v6 ? 16 : 4);
}

static void put_name(struct answers *t, const struct name *name, uint16_t type, struct slice text)
{
	uint8_t wire[2 + NAME_WIRE] = { 0 };
	size_t skip = type == RR_MX ? 2 : 0;
	struct name other;
	if (name_from_bytes(text, &other) != ERR_NONE) {
		put(t, name, type, SAID_DATA, (const uint8_t *)text.at, text.len < 300 ? text.len : 300);
		return;
	}
	memcpy(wire + skip, other.wire, other.len);
	put(t, name, type, SAID_DATA, wire, skip + other.len);
}

static void put_line(struct answers *t, struct slice line)
{
	static const uint16_t types[] = { RR_TXT, RR_A, RR_AAAA, RR_MX };
	char kind = line.len > 2 && line.at[1] == ' ' ? line.at[0] : '\0';
	struct slice rest = slice_from(line, 2), owner;
	struct name name;
	if (!kind || !slice_cut(&rest, ' ', &owner) || name_from_bytes(owner, &name) != ERR_NONE)
		return;
	if (kind == 'T')
		put_txt(t, &name, rest);
	else if (kind == 'A')
		put_address(t, &name, rest);
	else if (kind == 'M' || kind == 'P')
		put_name(t, &name, kind == 'M' ? RR_MX : RR_PTR, rest);
	for (size_t i = 0; (kind == 'F' || kind == 'N') && i < sizeof(types) / sizeof(*types); i++)
		put(t, &name, types[i], kind == 'F' ? SAID_FAILED : SAID_NODATA, NULL, 0);
}

/* What is wanted and not in the table does not exist. */
static void deny(struct answers *t, struct wanted *w)
{
	must(w->n > 0);
	for (size_t i = 0; i < w->n; i++)
		put(t, &w->question[i].name, w->question[i].type, SAID_NXDOMAIN, NULL, 0);
	wanted_clear(w);
}

static void cover(struct pool *p, const struct ask *ask, struct answers *t, struct wanted *wanted, struct walk *w)
{
	for (int round = 0;; round++) {
		must(round < ROUNDS_MOST && coverage(p, ask, wanted, w) == ERR_NONE);
		if (w->pending == 0)
			return;
		deny(t, wanted);
		pool_reset(p);
	}
}

static void look_at(struct pool *p, const struct ask *ask, struct answers *t, struct ip ip, const struct verdict *want)
{
	struct wanted wanted = { 0 };
	struct check c;
	for (int round = 0;; round++) {
		must(round < ROUNDS_MOST && check(p, ask, ip, &wanted, &c) == ERR_NONE && c.verdict);
		if (c.result != R_PENDING)
			break;
		deny(t, &wanted);
		pool_reset(p);
	}
	const struct verdict *v = c.verdict;
	if (!want->maybe && want->result != R_UNKNOWN)
		must(v->result == want->result && v->why == want->why && v->lookups == want->lookups && v->voids == want->voids);
	struct buf text = { 0 };
	verdict_text(v, &text);
	for (size_t i = 0; i < text.len; i++)
		must(text.text[i] >= ' ' && text.text[i] < 127);
	buf_release(&text);
	wanted_release(&wanted);
	pool_reset(p);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct slice rest = { (const char *)bytes, n }, line;
	unsigned flags = n > 0 ? bytes[0] : 0;
	struct answers *t = answers_new(NULL);
	struct pool pool = { .bound = MEMORY }, other = { .bound = MEMORY };
	struct wanted wanted = { 0 };
	struct sender sender = sender_of(SLICE("a.b-c@d.t"), SLICE("h.t"));
	struct ask ask = { .answers = t, .domain = SLICE("d.t"), .sender = flags & UNKNOWN ? NULL : &sender,
		.receiver = SLICE("r.t") };
	struct walk w;
	bool open = false;
	must(t != NULL);
	while (slice_cut(&rest, '\n', &line))
		put_line(t, line);
	ask.v6 = flags & IPV6;
	ask.lifted = flags & LIFTED;
	cover(&pool, &ask, t, &wanted, &w);
	struct range all = ip_everything(ask.v6);
	must(w.n > 0 && ip_compare(w.region[0].range.from, all.from) == 0);
	ask.strict = flags & STRICT;
	for (size_t i = 0; i < w.n; i++)
		open |= w.region[i].verdict->maybe != NULL;
	for (size_t i = 0; i < w.n; i++) {
		struct range r = w.region[i].range;
		must(ip_compare(r.from, r.to) <= 0);
		if (i > 0 && !open)
			must(ip_compare(ip_next(w.region[i - 1].range.to), r.from) == 0);
		if (i >= POINTS_MOST && i + 1 < w.n)
			continue;
		look_at(&other, &ask, t, r.from, w.region[i].verdict);
		look_at(&other, &ask, t, r.to, w.region[i].verdict);
	}
	must(open || ip_compare(w.region[w.n - 1].range.to, all.to) == 0);
	wanted_release(&wanted);
	pool_release(&pool);
	pool_release(&other);
	answers_free(t);
	return 0;
}
