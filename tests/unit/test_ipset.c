/* Sets of addresses against a model that looks at each address of a small space, laid at every edge of the large one. */
#include "base/ipset.h"
#include <check.h>
#include <stdlib.h>
#include <string.h>

enum { SPACE = 64, NETS = 12, NOBODY = 999 };

/* Where the small space begins: at zero, at the end of IPv4, across the middle of the two words, at the end of all. */
static const struct ip bases[] = {
	{ 0, 0 }, { 0, UINT32_MAX - (SPACE - 1) }, { 6, UINT64_MAX - (SPACE / 2 - 1) }, { UINT64_MAX, UINT64_MAX - (SPACE - 1) },
};
enum { BASES = sizeof(bases) / sizeof(*bases) };

static uint64_t state = 88172645463325252u;
static unsigned dice(unsigned sides)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)(state >> 33) % sides;
}

static struct ip nth(struct ip base, unsigned i)
{
	struct ip a = { base.hi, base.lo + i };
	a.hi += a.lo < i;
	return a;
}

/* These count up what is wrong and assert once: libcheck writes a note to a pipe at every assertion. */
static void assert_sane_ipset(struct ipset s)
{
	size_t wrong = 0;
	for (size_t i = 0; i < s.n; i++) {
		wrong += ip_compare(s.range[i].from, s.range[i].to) > 0;
		if (i == 0)
			continue;
		wrong += ip_compare(s.range[i - 1].to, s.range[i].from) >= 0;
		wrong += ip_compare(ip_next(s.range[i - 1].to), s.range[i].from) >= 0;
	}
	ck_assert_uint_eq(wrong, 0);
}

static void assert_sane_hits(const struct net *hit, size_t n)
{
	size_t wrong = 0;
	for (size_t i = 0; i < n; i++) {
		wrong += ip_compare(hit[i].range.from, hit[i].range.to) > 0;
		wrong += i > 0 && ip_compare(hit[i - 1].range.to, hit[i].range.from) >= 0;
	}
	ck_assert_uint_eq(wrong, 0);
}

/* A random set as ranges, and as one truth for each address. */
static struct ipset random_set(struct ip base, struct range *range, bool *model)
{
	size_t n = dice(7);
	memset(model, 0, SPACE);
	for (size_t i = 0; i < n; i++) {
		unsigned from = dice(SPACE), len = dice(3) ? dice(8) : dice(SPACE);
		unsigned to = from + len < SPACE ? from + len : SPACE - 1;
		range[i] = (struct range){ nth(base, from), nth(base, to) };
		memset(model + from, 1, to - from + 1);
	}
	struct ipset s = ipset_of(range, n);
	assert_sane_ipset(s);
	return s;
}

static void assert_model(struct ipset s, struct ip base, const bool *model)
{
	assert_sane_ipset(s);
	unsigned wrong = 0;
	for (unsigned i = 0; i < SPACE; i++)
		wrong += ipset_holds(s, nth(base, i)) != model[i];
	ck_assert_uint_eq(wrong, 0);
}

START_TEST(algebra)
{
	struct pool pool = { .top = NULL };
	for (unsigned round = 0; round < 10000; round++) {
		struct ip base = bases[round % BASES];
		struct range ra[8], rb[8];
		bool a[SPACE], b[SPACE], both[SPACE], less[SPACE];
		struct ipset sa = random_set(base, ra, a), sb = random_set(base, rb, b);
		assert_model(sa, base, a);
		for (unsigned i = 0; i < SPACE; i++) {
			both[i] = a[i] || b[i];
			less[i] = a[i] && !b[i];
		}
		assert_model(ipset_union(&pool, sa, sb), base, both);
		assert_model(ipset_minus(&pool, sa, sb), base, less);
		ck_assert(!pool.failed);
		pool_reset(&pool);
	}
	pool_release(&pool);
}
END_TEST

static void random_nets(struct ip base, struct net *net, size_t n, unsigned *model)
{
	for (unsigned i = 0; i < SPACE; i++)
		model[i] = NOBODY;
	for (size_t i = 0; i < n; i++) {
		unsigned len = 1U << dice(7), from = dice(SPACE) & ~(len - 1), by = dice(10);
		net[i] = (struct net){ { nth(base, from), nth(base, from + len - 1) }, by };
		for (unsigned k = from; k < from + len; k++)
			if (by < model[k])
				model[k] = by;
	}
}

START_TEST(cut)
{
	struct pool pool = { .top = NULL };
	for (unsigned round = 0; round < 20000; round++) {
		struct ip base = bases[round % BASES];
		struct range range[8];
		struct net net[NETS];
		bool in[SPACE], rest[SPACE];
		unsigned by[SPACE];
		struct ipset s = random_set(base, range, in);
		size_t n = dice(NETS + 1);
		random_nets(base, net, n, by);
		if (dice(4) == 0) {	/* one address alone */
			unsigned i = dice(SPACE);
			range[0] = (struct range){ nth(base, i), nth(base, i) };
			s = ipset_of(range, 1);
			memset(in, 0, sizeof(in));
			in[i] = true;
		}
		struct ipset_cut c;
		unsigned wrong = 0;
		ck_assert(ipset_cut(&pool, s, net, n, &c));
		for (unsigned i = 0; i < SPACE; i++) {
			unsigned winner = NOBODY;
			for (size_t k = 0; k < c.hits; k++)
				if (range_holds(c.hit[k].range, nth(base, i)))
					winner = c.hit[k].by;
			wrong += winner != (in[i] ? by[i] : NOBODY);
			rest[i] = in[i] && by[i] == NOBODY;
		}
		ck_assert_uint_eq(wrong, 0);
		assert_sane_hits(c.hit, c.hits);
		assert_model(c.rest, base, rest);
		pool_reset(&pool);
	}
	pool_release(&pool);
}
END_TEST

START_TEST(whole_space)
{
	struct pool pool = { .top = NULL };
	for (int v6 = 0; v6 < 2; v6++) {
		struct range all = ip_everything(v6);
		struct net net[130];
		size_t n = 0;
		for (unsigned bits = 0; bits <= (v6 ? 128U : 32U); bits++)	/* as deep as nesting goes, at the last address */
			net[n++] = (struct net){ ip_network(all.to, bits, v6), 200 - bits };
		struct ipset_cut c;
		ck_assert(ipset_cut(&pool, ipset_of(&all, 1), net, n, &c));
		ck_assert_uint_eq(c.rest.n, 0);
		ck_assert_uint_eq(c.hits, n);
		assert_sane_hits(c.hit, c.hits);
		ck_assert(ip_compare(c.hit[0].range.from, all.from) == 0);
		ck_assert(ip_compare(c.hit[n - 1].range.to, all.to) == 0);
		ck_assert(ipset_minus(&pool, ipset_of(&all, 1), ipset_of(&all, 1)).n == 0);
		ck_assert(ipset_union(&pool, ipset_of(&all, 1), ipset_of(&all, 1)).n == 1);
		ck_assert(!pool.failed);
	}
	pool_release(&pool);
}
END_TEST

START_TEST(empty)
{
	struct pool pool = { .top = NULL };
	struct range all = ip_everything(true);
	struct ipset none = { NULL, 0 }, whole = ipset_of(&all, 1);
	struct net net = { all, 3 };
	struct ipset_cut c;
	ck_assert(!ipset_holds(none, all.from));
	ck_assert(ipset_cut(&pool, none, &net, 1, &c) && c.hits == 0 && c.rest.n == 0);
	ck_assert(ipset_cut(&pool, whole, NULL, 0, &c) && c.hits == 0 && c.rest.n == 1);
	ck_assert(ipset_cut(&pool, whole, &net, 1, &c) && c.hits == 1 && c.hit[0].by == 3 && c.rest.n == 0);
	ck_assert(ipset_union(&pool, none, none).n == 0);
	ck_assert(ipset_minus(&pool, none, whole).n == 0);
	ck_assert(ipset_minus(&pool, whole, none).n == 1);
	ck_assert(ipset_of(NULL, 0).n == 0);
	pool_release(&pool);
}
END_TEST

START_TEST(memory_ends)
{
	struct pool pool = { .bound = 1 };
	struct range r[2] = { { { 0, 1 }, { 0, 4 } }, { { 0, 9 }, { 0, 9 } } };
	struct net net = { { { 0, 2 }, { 0, 3 } }, 0 };
	struct ipset_cut c;
	ck_assert(!ipset_cut(&pool, (struct ipset){ r, 2 }, &net, 1, &c));
	ck_assert(pool.failed && c.hits == 0);
	ck_assert_ptr_null(ipset_union(&pool, (struct ipset){ r, 1 }, (struct ipset){ r + 1, 1 }).range);
	ck_assert_ptr_null(ipset_minus(&pool, (struct ipset){ r, 1 }, (struct ipset){ r + 1, 1 }).range);
	pool_release(&pool);
}
END_TEST

START_TEST(count)
{
	char out[IPSET_COUNT];
	struct range all4 = ip_everything(false), all6 = ip_everything(true);
	ck_assert_uint_eq(ipset_count((struct ipset){ NULL, 0 }, out), 1);
	ck_assert_str_eq(out, "0");
	ck_assert_uint_eq(ipset_count((struct ipset){ &all4, 1 }, out), 10);
	ck_assert_str_eq(out, "4294967296");
	ck_assert_uint_eq(ipset_count((struct ipset){ &all6, 1 }, out), 39);
	ck_assert_str_eq(out, "340282366920938463463374607431768211456");
	struct range r[3] = { { { 0, 0 }, { 0, UINT64_MAX } }, { { 1, 1 }, { 1, 1 } }, { { 7, 5 }, { 8, 4 } } };
	ipset_count((struct ipset){ r, 3 }, out);
	ck_assert_str_eq(out, "36893488147419103233");	/* 2^64 + 1 + 2^64 */
}
END_TEST

START_TEST(blocks)
{
	struct network out[256];
	struct range odd4 = { { 0, 1 }, { 0, UINT32_MAX - 1 } }, odd6 = { { 0, 1 }, { UINT64_MAX, UINT64_MAX - 1 } };
	struct range all4 = ip_everything(false), all6 = ip_everything(true);
	ck_assert_uint_eq(range_networks(all4, false, out, 256), 1);
	ck_assert_uint_eq(out[0].bits, 0);
	ck_assert_uint_eq(range_networks(all6, true, NULL, 0), 1);
	ck_assert_uint_eq(range_networks(odd4, false, out, 256), 62);
	ck_assert_uint_eq(range_networks(odd6, true, out, 256), 254);
	ck_assert_uint_eq(range_networks(odd6, true, out, 3), 254);	/* no more is written than there is room for */
	for (unsigned round = 0; round < 5000; round++) {
		struct ip base = bases[round % BASES];
		bool v6 = round % BASES > 1;
		unsigned from = dice(SPACE), to = from + dice(SPACE - from);
		struct range r = { nth(base, from), nth(base, to) };
		size_t n = range_networks(r, v6, out, 256);
		struct ip at = r.from;
		for (size_t i = 0; i < n; i++) {	/* gapless, each a block, no two that would make one */
			struct range block = ip_network(out[i].ip, out[i].bits, v6);
			ck_assert(ip_compare(block.from, at) == 0 && ip_compare(out[i].ip, at) == 0);
			if (i > 0 && out[i].bits == out[i - 1].bits)
				ck_assert_int_eq(range_bits((struct range){ out[i - 1].ip, block.to }, v6), -1);
			at = ip_next(block.to);
		}
		ck_assert(ip_compare(at, ip_next(r.to)) == 0);
	}
}
END_TEST

START_TEST(many)
{
	enum { MANY = 100000 };
	struct pool pool = { .top = NULL };
	struct net *net = calloc(MANY, sizeof(*net));
	ck_assert_ptr_nonnull(net);
	for (uint32_t i = 0; i < MANY; i++)	/* every other /32, shuffled */
		net[i] = (struct net){ ip_network((struct ip){ 0, 2 * ((i * 7919U) % MANY) }, 32, false), i };
	struct range all = ip_everything(false);
	struct ipset_cut c;
	ck_assert(ipset_cut(&pool, ipset_of(&all, 1), net, MANY, &c));
	ck_assert_uint_eq(c.hits, MANY);
	ck_assert_uint_eq(c.rest.n, MANY);
	assert_sane_ipset(c.rest);
	assert_sane_hits(c.hit, c.hits);
	free(net);
	pool_release(&pool);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("ipset");
	TCase *tcase = tcase_create("all");
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, algebra);
	tcase_add_test(tcase, cut);
	tcase_add_test(tcase, whole_space);
	tcase_add_test(tcase, empty);
	tcase_add_test(tcase, memory_ends);
	tcase_add_test(tcase, count);
	tcase_add_test(tcase, blocks);
	tcase_add_test(tcase, many);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
