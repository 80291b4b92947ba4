/* walked: a check or a coverage over a table. */
#include "walked.h"
#include <check.h>
#include <stdio.h>
#include <string.h>

enum { ROUNDS_MOST = 3000 };

struct answers *world_of(const char *lines)
{
	struct answers *world = answers_new(NULL);
	ck_assert_ptr_nonnull(world);
	fill_lines(world, lines);
	return world;
}

static void begin(struct walked *w, const struct walked_ask *a)
{
	static char from[1100];
	*w = (struct walked){ .table = answers_new(NULL) };
	ck_assert_ptr_nonnull(w->table);
	snprintf(from, sizeof(from), "user@%s", a->domain);
	w->sender = sender_of(slice_of(a->mail_from ? a->mail_from : from), slice_of(a->helo ? a->helo : "mail.client.t"));
	w->ask = (struct ask){
		.answers = w->table, .domain = slice_of(a->domain), .sender = a->unknown ? NULL : &w->sender,
			.receiver = SLICE("receiver.t"),
		.strict = a->strict, .lifted = a->lifted,
	};
}

static void next_round(struct walked *w, const struct walked_ask *a)
{
	ck_assert_uint_lt(w->rounds++, ROUNDS_MOST);
	ck_assert_uint_gt(w->wanted.n, 0);
	if (a->strict)
		ck_assert_uint_eq(w->wanted.n, 1);
	fill_wanted(w->table, a->world, &w->wanted, 0, NULL);
	pool_reset(&w->pool);
}

void walked_check(struct walked *w, const struct walked_ask *a, const char *ip)
{
	struct address from;
	begin(w, a);
	ck_assert_msg(address_parse(slice_of(ip), &from), "not an address: %s", ip);
	w->ask.v6 = from.v6;
	for (;;) {
		ck_assert(check(&w->pool, &w->ask, from.ip, &w->wanted, &w->check) == ERR_NONE);
		ck_assert_ptr_nonnull(w->check.verdict);
		if (w->check.result != R_PENDING)
			break;
		next_round(w, a);
	}
	ck_assert_uint_eq(w->check.walk.pending, 0);
}

void walked_coverage(struct walked *w, const struct walked_ask *a, bool v6)
{
	begin(w, a);
	w->ask.v6 = v6;
	for (;;) {
		ck_assert(coverage(&w->pool, &w->ask, &w->wanted, &w->coverage) == ERR_NONE);
		if (w->coverage.pending == 0)
			break;
		next_round(w, a);
	}
}

void walked_release(struct walked *w)
{
	pool_release(&w->pool);
	wanted_release(&w->wanted);
	answers_free(w->table);
}

const struct verdict *walked_at(const struct walked *w, const char *ip)
{
	const struct verdict *found = NULL;
	struct address at;
	ck_assert(address_parse(slice_of(ip), &at));
	for (size_t i = 0; i < w->coverage.n; i++) {
		if (!range_holds(w->coverage.region[i].range, at.ip))
			continue;
		ck_assert_msg(!found, "%s goes several ways", ip);
		found = w->coverage.region[i].verdict;
	}
	ck_assert_ptr_nonnull(found);
	return found;
}

const char *said(const struct verdict *v)
{
	static char text[2000];
	struct buf b = { 0 };
	verdict_text(v, &b);
	snprintf(text, sizeof(text), "%s", buf_text(&b));
	buf_release(&b);
	return text;
}
