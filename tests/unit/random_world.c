/* random_world: random trees of records. */
#include "random_world.h"
#include <check.h>
#include <stdio.h>
#include <string.h>

enum { DOMAINS = 8, HOSTS = 6 };

static uint32_t rn(struct dice *dice, uint32_t n)
{
	return dice_below(dice, n);
}

static const char *pick(struct dice *dice, const char *const *list, uint32_t n)
{
	return list[rn(dice, n)];
}

static const char *qualifier(struct dice *dice)
{
	static const char *const list[] = { "", "", "", "-", "~", "?", "+" };
	return pick(dice, list, 7);
}

static void add_network(struct buf *b, struct dice *dice)
{
	if (rn(dice, 4))
		buf_printf(b, "ip4:%u.%u.%u.%u/%u", 10 + rn(dice, 2), rn(dice, 2), rn(dice, 3), rn(dice, 256), rn(dice,
			4) ? 24 + rn(dice, 9) : rn(dice, 25));
	else
		buf_printf(b, "ip6:2001:db8:%x::%x/%u", rn(dice, 3), rn(dice, 300), rn(dice, 4) ? 112 + rn(dice, 17) : rn(dice,
			129));
}

/* Terms whose outcome hangs on the address, the sender or both. */
static void add_open(struct buf *b, struct dice *dice)
{
	static const char *const list[] = {
		"exists:%{i}.rule.t", "exists:%{ir}.%{v}.rule.t", "a:%{i}.rule.t/8//32", "a:%{i}.rule.t/24//120", "ptr",
			"ptr:hosts.t", "ptr:%{d}",
		"exists:%{l}.rule.t", "a:%{l}.%{h}.rule.t/8//32", "mx:%{i}.rule.t/16", "mx:%{l}.rule.t/9//40",
			"exists:%{p}.rule.t",
		"exists:%{h}.%{i}.rule.t", "a:%{o}.rule.t/10//20",
		"exists:xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx%{i1r}.rule.t",
		"exists:%{i}..rule.t", "a:%{p}.rule.t/8//20", "exists:%{s}.rule.t",
	};
	buf_string(b, rn(dice, 30) ? pick(dice, list, sizeof(list) / sizeof(*list)) : "include:%{i}.rule.t");
}

static void add_term(struct buf *b, uint32_t domain, struct dice *dice)
{
	switch (rn(dice, 14)) {
	case 0: case 1: case 2: case 3:
		add_network(b, dice);
		break;
	case 4:
		buf_printf(b, "a:h%u.hosts.t/%u//%u", rn(dice, HOSTS), 20 + rn(dice, 13), 100 + rn(dice, 29));
		break;
	case 5:
		buf_printf(b, "mx:h%u.hosts.t", rn(dice, HOSTS));
		break;
	case 6: case 7: case 8: case 9:
		buf_printf(b, "include:d%u.t", domain + 1 < DOMAINS && rn(dice, 20) ? domain + 1 + rn(dice,
			DOMAINS - domain - 1) : rn(dice, DOMAINS));
		break;
	case 10: case 11:
		if (rn(dice, 3) == 0)
			add_open(b, dice);
		else
			buf_printf(b, "%s:h%u.hosts.t", rn(dice, 2) ? "exists" : "a", rn(dice, HOSTS));
		break;
	case 12:
		buf_string(b, rn(dice, 6) ? "a" : rn(dice, 2) ? "a:x..t" : "all");
		break;
	default:
		buf_printf(b, "a:h%u.hosts.t", rn(dice, HOSTS));
		break;
	}
}

static void add_record(struct world *w, uint32_t domain, struct dice *dice)
{
	struct buf b = { 0 };
	char name[32];
	buf_string(&b, "v=spf1");
	for (uint32_t i = 1 + rn(dice, 7); i > 0; i--) {
		buf_printf(&b, " %s", qualifier(dice));
		add_term(&b, domain, dice);
	}
	if (rn(dice, 3))
		buf_printf(&b, " %sall", qualifier(dice));
	else if (rn(dice, 3) == 0)
		buf_printf(&b, rn(dice, 20) ? " redirect=d%u.t" : " redirect=%%{i}.d%u.t", rn(dice, DOMAINS));
	snprintf(name, sizeof(name), "d%u.t", domain);
	if (rn(dice, 30))
		fill_txt(w->table, name, buf_text(&b));
	else if (rn(dice, 2))
		fill_said(w->table, name, RR_TXT, SAID_FAILED);
	buf_release(&b);
}

static void add_address(struct world *w, const char *name, bool v6, struct dice *dice)
{
	char text[64];
	for (uint32_t i = 1 + rn(dice, 3); i > 0; i--) {
		if (v6)
			snprintf(text, sizeof(text), "2001:db8:%x::%x", rn(dice, 3), rn(dice, 300));
		else
			snprintf(text, sizeof(text), "%u.%u.%u.%u", 10 + rn(dice, 2), rn(dice, 2), rn(dice, 3), rn(dice, 256));
		fill_address(w->table, name, text);
	}
}

static void add_host(struct world *w, uint32_t host, uint16_t type, struct dice *dice)
{
	char name[32], hosts[200] = "";
	uint32_t fate = rn(dice, 12);
	snprintf(name, sizeof(name), "h%u.hosts.t", host);
	if (fate == 0)
		fill_said(w->table, name, type, SAID_NODATA);
	else if (fate == 2 && rn(dice, 3) == 0)
		fill_said(w->table, name, type, SAID_FAILED);
	else if (fate != 1 && type == RR_MX) {
		for (uint32_t i = rn(dice, 60) ? 1 + rn(dice, 3) : 11; i > 0; i--)
			snprintf(hosts + strlen(hosts), sizeof(hosts) - strlen(hosts), "h%u.hosts.t ", rn(dice, HOSTS));
		fill_mx(w->table, name, hosts);
	} else if (fate != 1)
		add_address(w, name, type == RR_AAAA, dice);
}

void world_fill(struct world *w, struct dice *dice)
{
	static const char *const locals[] = { "alice", "bob", "a..b" }, *const helos[] = { "mail.t", "h1.hosts.t" };
	w->table = answers_new(NULL);
	ck_assert_ptr_nonnull(w->table);
	w->sender = (struct sender){
		.local = slice_of(pick(dice, locals, 3)), .domain = SLICE("d0.t"), .helo = slice_of(pick(dice, helos, 2)),
			.known = true, .helo_known = true,
	};
	for (uint32_t i = 0; i < DOMAINS; i++) {
		char name[32];
		snprintf(name, sizeof(name), "d%u.t", i);
		add_record(w, i, dice);
		if (rn(dice, 2))
			add_address(w, name, rn(dice, 2), dice);
	}
	for (uint32_t i = 0; i < HOSTS; i++) {
		add_host(w, i, RR_A, dice);
		add_host(w, i, RR_AAAA, dice);
		add_host(w, i, RR_MX, dice);
	}
}

static struct rdata rule_rdata(uint32_t hash, uint16_t type, size_t i, uint8_t wire[32])
{
	memset(wire, 0, 32);
	switch (type) {
	case RR_A:
		memcpy(wire, (uint8_t[]){ (uint8_t)(10 + (hash & 1)), hash >> 1 & 1, hash >> 2 & 1, (uint8_t)(hash >> 3) }, 4);
		return (struct rdata){ wire, 4 };
	case RR_AAAA:
		memcpy(wire, (uint8_t[]){ 0x20, 1, 0x0d, 0xb8, 0, hash & 1 }, 6);
		wire[15] = (uint8_t)(hash >> 3);
		return (struct rdata){ wire, 16 };
	case RR_MX:	/* h0.rule.t to h5, whose addresses never fail: coverage does not foresee a failure of DNS */
		memcpy(wire, "\0\0\2h0\4rule\1t", 13);
		wire[4] = (uint8_t)('0' + (hash + i) % HOSTS);
		return (struct rdata){ wire, 13 };
	default:	/* PTR: h0.hosts.t to h5 */
		memcpy(wire, "\2h0\5hosts\1t", 12);
		wire[2] = (uint8_t)('0' + (hash + i) % HOSTS);
		return (struct rdata){ wire, 12 };
	}
}

/* What the world says. Names under rule.t, and reverse names, have answers that follow from the name. */
const struct answer *world_answer(const struct world *w, const struct question *q)
{
	static struct answer a;
	static struct rdata rr[3];
	static uint8_t wire[3][32];
	struct question rule = fill_question("rule.t", RR_TXT), arpa = fill_question("arpa", RR_PTR);
	const struct answer *known = answers_get(w->table, q);
	uint32_t hash = name_hash(&q->name);
	hash = (hash ^ hash >> 13) * 0x9E3779B1u + q->type;
	hash ^= hash >> 15;
	a = (struct answer){ .said = SAID_NXDOMAIN };
	if (known || q->type == RR_TXT || !(name_under(&q->name, &rule.name) || name_under(&q->name, &arpa.name)))
		return known ? known : &a;
	if (hash % 6 < 2) {
		a.said = hash % 6 ? SAID_NODATA : SAID_NXDOMAIN;
		return &a;
	}
	a.said = q->type == RR_PTR && hash % 6 == 2 && (hash >> 8) % 4 == 0 ? SAID_FAILED : SAID_DATA;
	a.n = a.said == SAID_DATA ? 1 + (hash >> 6) % 3 : 0;
	for (size_t i = 0; i < a.n; i++)
		rr[i] = rule_rdata(hash >> 4, q->type, i, wire[i]);
	a.rr = rr;
	return &a;
}

void world_fetch(struct answers *table, const struct world *w, struct wanted *wanted)
{
	for (size_t i = 0; i < wanted->n; i++)
		fill_answer(table, &wanted->question[i], world_answer(w, &wanted->question[i]), 0, NULL);
	wanted_clear(wanted);
}
