/* safe_fix: see the header. */
#include "safe_fix.h"

#include "spf/select.h"
#include "spf/walk.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

enum { ROUNDS_MOST = 500, POINTS_MOST = 200 };

const struct world safe_fix_anywhere = { 0 };

void safe_fix_begin(struct safe_fix *safe, const struct world *world, const char *domain, unsigned senders, unsigned points)
{
	*safe = (struct safe_fix){ .world = world, .domain = domain, .table = answers_new(NULL), .senders = senders, .points = points };
	ck_assert_ptr_nonnull(safe->table);
}

void safe_fix_end(struct safe_fix *safe)
{
	answers_free(safe->table);
}

/* By the name alone: nothing, a failure, an address near 10.0.0.0, a record with a network in it. */
static void answer_anywhere(struct answers *table, const struct question *q)
{
	uint32_t hash = name_hash(&q->name) * 0x9E3779B1u;
	char text[64];
	uint8_t wire[80];
	struct rdata rr = { wire, 0 };
	struct answer answer = { .said = SAID_DATA, .n = 1, .rr = &rr };

	hash ^= hash >> 15;
	if (hash % 16 == 0)
		answer = (struct answer){ .said = hash & 16 ? SAID_NODATA : SAID_NXDOMAIN };
	snprintf(text, sizeof text, "v=spf1 ip4:10.%u.%u.0/24 ip6:2001:db8:%x::/48 %call", hash >> 8 & 3, hash >> 12 & 255, hash >> 20 & 255,
	    "-~?-"[hash >> 28 & 3]);
	switch (q->type) {
	case RR_TXT:
		wire[0] = (uint8_t)strlen(text);
		memcpy(wire + 1, text, strlen(text));
		rr.len = (uint16_t)(wire[0] + 1);
		break;
	case RR_A:
		memcpy(wire, (uint8_t[]){ 10, hash >> 8 & 3, hash >> 12 & 255, hash >> 20 & 255 }, 4);
		rr.len = 4;
		break;
	case RR_AAAA:
		memcpy(wire, (uint8_t[16]){ 0x20, 1, 0x0d, 0xb8, 0, hash >> 20 & 255, [15] = hash & 255 }, 16);
		rr.len = 16;
		break;
	case RR_MX:
		memcpy(wire, "\0\1\2m0\1t", 8);
		wire[4] = (uint8_t)('0' + hash % 6);
		rr.len = 8;
		break;
	default:
		answer = (struct answer){ .said = SAID_NXDOMAIN };
	}
	fill_answer(table, q, &answer, 0, NULL);
}

void safe_fix_fetch(struct safe_fix *safe, struct wanted *wanted)
{
	if (safe->world != &safe_fix_anywhere) {
		world_fetch(safe->table, safe->world, wanted);
		return;
	}
	for (size_t i = 0; i < wanted->n; i++)
		answer_anywhere(safe->table, &wanted->question[i]);
	wanted_clear(wanted);
}

struct side {			/* the record before or after, as if published */
	struct answers *layer;
	struct pool pool;
};

static void open_side(struct safe_fix *safe, struct slice text, struct side *side)
{
	struct name name;
	bool waiting;

	*side = (struct side){ .layer = answers_new(safe->table) };
	ck_assert_ptr_nonnull(side->layer);
	ck_assert_int_eq(name_from_bytes(slice_of(safe->domain), &name), ERR_NONE);
	ck_assert_int_eq(spf_publish(side->layer, safe->table, &name, text, false, &waiting), ERR_NONE);
	if (!record_is_spf(text)) {	/* then it is passed over, and there is none */
		struct answer none = { .said = SAID_NODATA };

		ck_assert_int_eq(answers_put(side->layer, &(struct question){ name, RR_TXT }, &none), ERR_NONE);
	}
}

static void close_side(struct side *side)
{
	answers_free(side->layer);
	pool_release(&side->pool);
}

static const struct sender *sender_at(unsigned i)
{
	static struct sender senders[4];

	senders[0] = sender_of(SLICE("alice@d0.t"), SLICE("mail.t"));
	senders[1] = sender_of(SLICE("bob@d0.t"), SLICE("h1.hosts.t"));
	senders[2] = sender_of(SLICE(""), SLICE("h2.hosts.t"));
	senders[3] = sender_of(SLICE("a..b@elsewhere.t"), SLICE("mail.t"));
	return &senders[i % 4];
}

/* The edges of the ranges, and what is beside them. */
static void add_points(struct safe_fix *safe, struct side *side, bool v6, struct ip *point, size_t *n)
{
	struct ask ask = { .answers = side->layer, .domain = slice_of(safe->domain), .sender = sender_at(0), .v6 = v6, .lifted = true };
	struct wanted wanted = { 0 };
	struct walk walk;

	for (unsigned i = 0; i < ROUNDS_MOST; i++) {
		pool_reset(&side->pool);
		ck_assert_int_eq(coverage(&side->pool, &ask, &wanted, &walk), ERR_NONE);
		if (!wanted.n)
			break;
		safe_fix_fetch(safe, &wanted);
	}
	size_t step = walk.n > safe->points ? walk.n / safe->points : 1;
	for (size_t i = 0; i < walk.n && *n + 2 < POINTS_MOST; i += step) {
		point[(*n)++] = walk.region[i].range.from;
		point[(*n)++] = walk.region[i].range.to;
	}
	wanted_release(&wanted);
}

static void result_at(struct safe_fix *safe, struct side *side, const struct sender *sender, struct ip ip, bool v6, struct check *out)
{
	struct ask ask = { .answers = side->layer, .domain = slice_of(safe->domain), .sender = sender, .v6 = v6, .lifted = true };
	struct wanted wanted = { 0 };

	for (unsigned i = 0; i < ROUNDS_MOST; i++) {
		pool_reset(&side->pool);
		ck_assert_int_eq(check(&side->pool, &ask, ip, &wanted, out), ERR_NONE);
		if (out->result != R_PENDING)
			break;
		ck_assert_uint_gt(wanted.n, 0);
		safe_fix_fetch(safe, &wanted);
	}
	wanted_release(&wanted);
}

/* A permerror may go away as plainly meant, and so may none where the version was what hid the record. */
static bool allowed(const struct check *before, const struct check *after, bool was_spf)
{
	if (before->result == R_PERMERROR || (!was_spf && before->result == R_NONE))
		return true;
	return before->result == after->result && slice_equal(before->explanation, after->explanation);
}

static void compare_at(struct safe_fix *safe, struct side side[2], struct ip ip, bool v6, const char *what, struct slice text[2])
{
	for (unsigned s = 0; s < safe->senders; s++) {
		struct check before, after;
		char at[IP_TEXT];

		result_at(safe, &side[0], sender_at(s), ip, v6, &before);
		result_at(safe, &side[1], sender_at(s), ip, v6, &after);
		ip_text(ip, v6, at);
		safe->compared++;
		ck_assert_msg(allowed(&before, &after, record_is_spf(text[0])), "%s: %s from %s: %s, then %s\nbefore %.*s\nafter  %.*s", what, at,
		    s == 2 ? "<>" : "a sender", result_word(before.result), result_word(after.result), SLICE_ARG(text[0]), SLICE_ARG(text[1]));
	}
}

void safe_fix_compare(struct safe_fix *safe, struct slice before, struct slice after, const char *what)
{
	struct side side[2];
	struct slice text[2] = { before, after };

	open_side(safe, before, &side[0]);
	open_side(safe, after, &side[1]);
	for (unsigned v6 = 0; v6 < 2; v6++) {
		struct ip point[POINTS_MOST];
		size_t n = 0;

		add_points(safe, &side[0], v6, point, &n);
		add_points(safe, &side[1], v6, point, &n);
		for (size_t i = 0; i < n; i++)
			compare_at(safe, side, point[i], v6, what, text);
	}
	close_side(&side[0]);
	close_side(&side[1]);
}

/* By the words, and not as the repairs look at it. */
static bool names_sender(const struct record *record)
{
	static const char *const words[] = { "include", "a", "mx", "ptr", "ip4", "ip6", "exists", "redirect", "redirct" };
	bool found = false;

	for (size_t i = 0; i < record->n; i++) {
		const struct term *term = &record->term[i];
		enum kind kind = term->kind == K_BROKEN ? term->guess : term->kind;

		found |= kind >= K_INCLUDE && kind <= K_REDIRECT;
		for (size_t k = 0; k < sizeof words / sizeof *words && kind == K_UNKNOWN_MODIFIER; k++)
			found |= slice_same(record_slice(record, term->word), slice_of(words[k]));
	}
	return found;
}

static bool has_open_all(const struct record *record, struct slice text)
{
	const struct term *all = record_find(record, K_ALL);
	struct slice word;

	if (all && all->qualifier == '+')
		return true;
	while (slice_word(&text, &word)) {
		while (word.len && word.at[0] == '"')
			word = slice_from(word, 1);
		while (word.len && word.at[word.len - 1] == '"')
			word.len--;
		if (slice_same(word, SLICE("all")) || slice_same(word, SLICE("+all")))
			return true;
	}
	return false;
}

void safe_fix_intent(struct slice before, struct slice after, bool unsafe)
{
	struct record was, is;

	ck_assert_int_eq(record_parse(&was, before), ERR_NONE);
	ck_assert_int_eq(record_parse(&is, after), ERR_NONE);
	bool alone = is.n == 1 && is.term[0].kind == K_ALL, open = record_good(&is) && has_open_all(&is, after);
	ck_assert_msg(!alone || !names_sender(&was), "nobody is left: %.*s: %.*s", SLICE_ARG(before), SLICE_ARG(after));
	ck_assert_msg(!open || has_open_all(&was, before), "everybody passes: %.*s: %.*s", SLICE_ARG(before), SLICE_ARG(after));
	ck_assert_msg(!open || unsafe || record_good(&was), "everybody passes safely: %.*s: %.*s", SLICE_ARG(before), SLICE_ARG(after));
	record_release(&is);
	record_release(&was);
}
