/*
 * check_networks: ip4 and ip6 terms: addresses that cannot send, networks far too wide, and networks beside and inside each other.
 *
 * Networks are nested or disjoint. Sorted by where they begin, wider first, a stack holds those around the one at hand: n log n.
 */
#include "lint/repair.h"
#include "base/ipset.h"

#include <stdlib.h>
#include <string.h>

enum {
	WIDE4 = 12, WIDE6 = 23,	/* SPF614: prefix lengths up to which no one sends from the whole */
	DEPTH_MOST = 130,
};

struct network_row {
	struct range range;
	size_t term;
	bool v6;
};

static bool is_network(const struct term *term)
{
	return term->kind == K_IP4 || term->kind == K_IP6;
}

static unsigned bits_of(const struct term *term)
{
	return term->kind == K_IP6 ? term->prefix6 : term->prefix4;
}

static size_t network_text(struct ip ip, unsigned bits, bool v6, char out[static IP_TEXT + 4])
{
	size_t n = ip_text(ip, v6, out);

	if (bits == (v6 ? 128u : 32u))
		return n;
	out[n++] = '/';
	if (bits >= 100)
		out[n++] = (char)('0' + bits / 100);
	if (bits >= 10)
		out[n++] = (char)('0' + bits / 10 % 10);
	out[n++] = (char)('0' + bits % 10);
	return n;
}

/* --- SPF613 to SPF615: one network by itself */

static void read_network(struct linter *l, size_t i)
{
	const struct term *term = &l->subject->record->term[i];
	bool v6 = term->kind == K_IP6;
	struct range range = ip_network(term->ip, bits_of(term), v6);
	const char *special = ip_special(range.from, v6), *last = ip_special(range.to, v6);
	struct slice whole = lint_slice(l, term->whole);
	struct span network = { term->value.at, term->whole.at + term->whole.len - term->value.at };
	char text[IP_TEXT], count[IPSET_COUNT];

	if (special && last && strcmp(special, last) == 0)	/* RFC 6890 */
		repair_remove(l, lint_raise(l, 613, term->value, i, whole, lint_slice(l, network), slice_of(special), LINT_END), false, i);
	else if (term->qualifier == '+' && bits_of(term) <= (v6 ? WIDE6 : WIDE4))
		lint_raise(l, 614, network, i, whole, (struct slice){ count, ipset_count((struct ipset){ &range, 1 }, count) }, LINT_END);
	if (ip_compare(range.from, term->ip) != 0) {
		struct slice base = { text, ip_text(range.from, v6, text) };

		lint_fix(l, lint_raise(l, 615, term->value, i, whole, base, LINT_END), true, term->value, base);
	}
}

/* As many, around each host of a or mx: a/8. */
static void read_breadth(struct linter *l, size_t i)
{
	const struct term *term = &l->subject->record->term[i];
	bool v6 = term->prefix4 > WIDE4;
	struct range range = ip_network((struct ip){ 0, 0 }, v6 ? term->prefix6 : term->prefix4, v6);
	struct span word = term->value.len ? term->value : term->word;
	struct span length = { word.at + word.len, term->whole.at + term->whole.len - word.at - word.len };
	char count[IPSET_COUNT];

	if (term->qualifier == '+' && (term->prefix4 <= WIDE4 || term->prefix6 <= WIDE6))
		lint_raise(l, 614, length, i, lint_slice(l, term->whole),
		    (struct slice){ count, ipset_count((struct ipset){ &range, 1 }, count) }, LINT_END);
}

/* --- SPF801 to SPF804: networks and their neighbours */

static int by_place(const void *x, const void *y)
{
	const struct network_row *a = x, *b = y;
	int order = ip_compare(a->range.from, b->range.from);

	if (a->v6 != b->v6)
		return a->v6 - b->v6;
	if (order)
		return order;
	order = ip_compare(b->range.to, a->range.to);
	return order ? order : (a->term > b->term) - (a->term < b->term);
}

/* Do all terms strictly between give what the networks' own qualifier gives, or hold none of range? Only networks can be seen through. */
static bool settled_between(const struct linter *l, size_t a, size_t b, struct range range, bool v6)
{
	const struct record *record = l->subject->record;
	size_t from = a < b ? a : b, to = a < b ? b : a;

	for (size_t i = from + 1; i < to; i++) {
		const struct term *term = &record->term[i];

		if (kind_is_modifier(term->kind))
			continue;
		if (!is_network(term))
			return false;
		if (term->qualifier == record->term[a].qualifier || (term->kind == K_IP6) != v6)
			continue;
		struct range other = ip_network(term->ip, bits_of(term), v6);

		if (ip_compare(other.from, range.to) <= 0 && ip_compare(range.from, other.to) <= 0)
			return false;
	}
	return true;
}

/* The narrower goes in front of the wider, where it counts. */
static void move_before(struct linter *l, struct finding *f, size_t narrow, size_t wide)
{
	const struct record *record = l->subject->record;
	struct buf text = { 0 };

	buf_add(&text, lint_slice(l, record->term[narrow].whole));
	buf_char(&text, ' ');
	struct replacement replace[] = {
		{ { record->term[wide].whole.at, 0 }, buf_slice(&text) }, { repair_removal(record, narrow), SLICE("") },
	};
	lint_fixes(l, f, false, replace, 2);
	l->pool->failed |= text.failed;
	buf_release(&text);
}

/* row stands inside the networks of stack, from the widest to the narrowest. */
static void read_nested(struct linter *l, const struct network_row *row, const struct network_row *const *stack, size_t depth)
{
	const struct record *record = l->subject->record;
	const struct network_row *outer = stack[0];
	struct slice inner_text = lint_slice(l, record->term[row->term].whole);
	struct finding *f;

	for (size_t i = 1; i < depth; i++)	/* left to right: the earliest decides */
		if (stack[i]->term < outer->term)
			outer = stack[i];
	const struct term *term = &record->term[row->term], *wide = &record->term[outer->term];
	bool same = term->qualifier == wide->qualifier, before = outer->term < row->term;
	bool equal = ip_compare(outer->range.from, row->range.from) == 0 && ip_compare(outer->range.to, row->range.to) == 0;

	if (before && same) {
		f = lint_raise(l, equal ? 801 : 802, term->whole, row->term, inner_text, lint_slice(l, wide->whole), LINT_END);
		repair_remove(l, f, true, row->term);
	} else if (before) {
		f = lint_raise(l, 803, term->whole, row->term, inner_text, lint_slice(l, wide->whole), LINT_END);
		if (!equal)
			move_before(l, f, row->term, outer->term);
	} else if (same) {	/* the wider comes later */
		f = lint_raise(l, 802, term->whole, row->term, inner_text, lint_slice(l, wide->whole), LINT_END);
		repair_remove(l, f, settled_between(l, row->term, outer->term, row->range, row->v6), row->term);
	}
}

/* Two halves of one network; the first of them in the record becomes the whole. */
static void read_neighbours(struct linter *l, const struct network_row *low, const struct network_row *high)
{
	const struct record *record = l->subject->record;
	const struct term *a = &record->term[low->term], *b = &record->term[high->term];
	unsigned bits = bits_of(a);
	char text[4 + IP_TEXT + 4];

	if (low->v6 != high->v6 || a->qualifier != b->qualifier || bits != bits_of(b) || bits == 0)
		return;
	struct range both = ip_network(low->range.from, bits - 1, low->v6);

	if (ip_compare(both.from, low->range.from) != 0 || ip_compare(both.to, high->range.to) != 0 ||
	    !settled_between(l, low->term, high->term, both, low->v6))
		return;
	memcpy(text, low->v6 ? "ip6:" : "ip4:", 4);
	size_t n = 4 + network_text(both.from, bits - 1, low->v6, text + 4);
	size_t first = low->term < high->term ? low->term : high->term, second = low->term + high->term - first;
	const struct term *keep = &record->term[first];
	struct replacement replace[] = {
		{ { keep->word.at, keep->whole.at + keep->whole.len - keep->word.at }, { text, n } },
		{ repair_removal(record, second), SLICE("") },
	};

	lint_fixes(l, lint_raise(l, 804, record->term[second].whole, second, lint_slice(l, keep->whole), lint_slice(l, record->term[second].whole),
	    (struct slice){ text, n }, LINT_END), true, replace, 2);
}

static void read_sorted(struct linter *l, const struct network_row *row, size_t n)
{
	const struct network_row *stack[DEPTH_MOST], *last = NULL;
	size_t depth = 0;

	for (size_t i = 0; i < n; i++) {
		while (depth > 0 && (stack[depth - 1]->v6 != row[i].v6 || ip_compare(stack[depth - 1]->range.to, row[i].range.from) < 0))
			depth--;
		if (depth > 0) {
			read_nested(l, &row[i], stack, depth);
		} else {
			if (last)
				read_neighbours(l, last, &row[i]);
			last = &row[i];
		}
		bool equal = depth > 0 && ip_compare(stack[depth - 1]->range.to, row[i].range.to) == 0 &&
		    ip_compare(stack[depth - 1]->range.from, row[i].range.from) == 0;

		if (!equal && depth < DEPTH_MOST)
			stack[depth++] = &row[i];
	}
}

void check_networks(struct linter *l)
{
	const struct record *record = l->subject->record;
	struct network_row *row = NULL;
	size_t n = 0, end = l->first;

	if (l->nothing)
		return;
	while (end < record->n && record->term[end].kind != K_ALL) {
		n += is_network(&record->term[end]);
		end++;
	}
	for (size_t i = l->first; i < record->n; i++)
		if (is_network(&record->term[i]))
			read_network(l, i);
		else if (record->term[i].kind == K_A || record->term[i].kind == K_MX)
			read_breadth(l, i);
	row = n > 1 ? pool_alloc(l->pool, n * sizeof *row) : NULL;
	if (!row)
		return;
	n = 0;
	for (size_t i = l->first; i < end; i++) {
		const struct term *term = &record->term[i];

		if (is_network(term))
			row[n++] = (struct network_row){ ip_network(term->ip, bits_of(term), term->kind == K_IP6), i, term->kind == K_IP6 };
	}
	qsort(row, n, sizeof *row, by_place);
	read_sorted(l, row, n);
}
