/* check_cost: what receivers differ on, and what takes long: empty answers one by one, names of ptr, size, time, own chains. */
#include "lint/ledger.h"

#include "base/buf.h"
#include "dns/rdata.h"

enum {
	/* 3.4. A header, and per record a pointer to the name, type, class, TTL and length (RFC 1035 4.1). */
	MESSAGE_HEADER = 12, QUESTION_TAIL = 4, RECORD_HEAD = 12,
	MESSAGE_OLD = 512, MESSAGE_EDNS = 1232, MESSAGE_MOST = 65535,
	TEXT_ADVISED = 450,
	/* 4.6.4: at least 20 seconds; in halves of one. No clock is read: half a second a question, five for a time-out. */
	SLOW_HALVES = 40, TIMEOUT_HALVES = 10,
	REVERSES_MOST = 8, HOSTS_MOST = 4,
};

static const struct slice none = { 0 };

/* --- SPF506 */

/* Within the limit where terms are counted, over it where each query is. */
static bool queries_over(const struct verdict *v, const void *arg)
{
	(void)arg;
	if (v->result == R_PENDING || v->maybe || v->why == WHY_VOIDS)
		return false;
	return v->voids <= WALK_VOIDS && v->void_queries > WALK_VOIDS;
}

static bool voids_over(const struct verdict *v, const void *arg)
{
	(void)arg;
	return verdict_inmost(v)->why == WHY_VOIDS && !v->maybe;
}

/* The verdict with the most queries that found nothing, of those that fit. */
static const struct verdict *worst(const struct walk *walk, verdict_fits *fits)
{
	const struct verdict *most = NULL;

	for (size_t i = 0; i < walk->n; i++) {
		const struct verdict *v = walk->region[i].verdict;

		if (fits(v, NULL) && (!most || v->void_queries > most->void_queries))
			most = v;
	}
	return most;
}

static const struct node *emptiest(const struct walk *walk)
{
	const struct node *most = NULL;

	for (const struct node *node = ledger_next(walk, NULL); node; node = ledger_next(walk, node))
		if (node->reached && node->void_queries > 0 && (!most || node->void_queries > most->void_queries))
			most = node;
	return most;
}

static bool raise_empty(struct linter *l, const struct walk *walk, verdict_fits *fits)
{
	const struct verdict *v = worst(walk, fits);
	const struct node *node = v ? emptiest(walk) : NULL;
	struct slice witness = node ? ledger_witness(l, fits, NULL) : none;

	if (witness.at)
		ledger_raise(l, 506, node, ledger_number(l, v->void_queries), witness);
	return v != NULL;
}

/* 5: only the sender's own family is asked, so that what has IPv4 alone is empty for IPv6. */
static void find_empty(struct linter *l)
{
	const struct subject_walks *w = &l->subject->walks;

	if (lint_has(l, 509))	/* each round of a loop asks the same again */
		return;
	if (!worst(w->v4, voids_over) && raise_empty(l, w->v6, voids_over))
		return;
	if (!raise_empty(l, w->v4, queries_over))
		raise_empty(l, w->v6, queries_over);
}

/* --- SPF508 */

static bool maps_back(const struct term *term)
{
	return term->kind == K_PTR || (term->macros & LETTER('p'));
}

static void count_names(struct linter *l, struct ip ip, bool v6)
{
	const struct record *record = l->subject->record;
	const struct answer *answer;
	struct name name;

	name_reverse(ip, v6, &name);
	answer = lint_ask(l, l->subject->answers, &name, RR_PTR);
	if (!answer || answer->said != SAID_DATA || answer->n <= WALK_PTR)
		return;
	for (size_t i = 0; i < record->n; i++)
		if (maps_back(&record->term[i]))
			lint_raise(l, 508, record->term[i].whole, i, lint_slice(l, record->term[i].whole), ledger_ip(l, ip, v6),
			    ledger_number(l, answer->n), LINT_END);
}

static void count_host(struct linter *l, const struct name *host, size_t *left)
{
	for (int v6 = 0; v6 < 2; v6++) {
		const struct answer *answer = lint_ask(l, l->subject->answers, host, v6 ? RR_AAAA : RR_A);

		for (size_t i = 0; answer && answer->said == SAID_DATA && i < answer->n && *left > 0; i++) {
			if (answer->rr[i].len != (v6 ? 16 : 4))
				continue;
			count_names(l, ip_from_wire(answer->rr[i].wire, v6), v6);
			--*left;
		}
	}
}

/* Which addresses send is not known; the domain's own and those of its MX hosts are the best guess. */
static void find_many_names(struct linter *l)
{
	const struct record *record = l->subject->record;
	const struct answer *mx;
	size_t i = 0, left = REVERSES_MOST;
	struct name host;

	while (i < record->n && !maps_back(&record->term[i]))
		i++;
	if (i == record->n || !l->subject->domain || !l->subject->context)
		return;
	count_host(l, l->subject->domain, &left);
	mx = lint_ask(l, l->subject->answers, l->subject->domain, RR_MX);
	for (i = 0; mx && mx->said == SAID_DATA && i < mx->n && i < HOSTS_MOST; i++)
		if (rdata_exchange(&mx->rr[i], &host) && !name_is_root(&host))
			count_host(l, &host, &left);
}

/* --- SPF513 */

/* What stands beside the record is known. */
static bool sees_others(const struct linter *l, const struct name *domain)
{
	const struct answer *txt = l->subject->published ? answers_find(l->subject->published, domain, RR_TXT) : NULL;

	return txt && txt->said != SAID_FAILED;
}

static void find_size(struct linter *l)
{
	const struct name *domain = l->subject->domain;
	const struct answer *txt = domain && l->subject->answers ? answers_find(l->subject->answers, domain, RR_TXT) : NULL;
	size_t bytes = MESSAGE_HEADER + QUESTION_TAIL, bound;
	struct finding *f;

	if (!txt || txt->said != SAID_DATA || !sees_others(l, domain))
		return;
	bytes += domain->len;
	for (size_t i = 0; i < txt->n; i++)
		bytes += RECORD_HEAD + (size_t)txt->rr[i].len;
	if (bytes <= MESSAGE_OLD)
		return;
	bound = bytes > MESSAGE_MOST ? MESSAGE_MOST : bytes > MESSAGE_EDNS ? MESSAGE_EDNS : MESSAGE_OLD;
	f = lint_raise(l, 513, ledger_whole(l), SIZE_MAX, ledger_name(l, domain),
	    ledger_number(l, bytes), ledger_number(l, bound), LINT_END);
	f->level = bound == MESSAGE_OLD ? LEVEL_NOTE : bound == MESSAGE_EDNS ? LEVEL_WARNING : LEVEL_ERROR;
}

/* --- SPF514 */

static unsigned halves_of(const struct answer *answer)
{
	return answer && answer->said == SAID_FAILED && answer->failure == FAILURE_TIMEOUT ? TIMEOUT_HALVES : 1;
}

static unsigned halves_of_hosts(const struct linter *l, const struct node *node, bool v6, unsigned *questions)
{
	const struct answer *mx = node->answer;
	unsigned halves = 0;

	for (size_t i = 0; mx && mx->said == SAID_DATA && i < mx->n && i < WALK_MX; i++) {
		struct name host;

		if (!rdata_exchange(&mx->rr[i], &host) || name_is_root(&host))
			continue;
		halves += halves_of(answers_find(l->subject->answers, &host, v6 ? RR_AAAA : RR_A));
		++*questions;
	}
	return halves;
}

static unsigned halves_of_walk(const struct linter *l, const struct walk *walk, bool v6, unsigned *questions)
{
	unsigned halves = 1;

	*questions = 1;		/* the record's own */
	for (const struct node *node = ledger_next(walk, NULL); node && halves < UINT16_MAX; node = ledger_next(walk, node)) {
		bool ptr = node_term(node)->kind == K_PTR;

		if (!node->reached || node->refused || !(node->asked || ptr))
			continue;
		*questions += ptr ? 1 + WALK_PTR : 1;	/* 5.5: the names of the sender, and each name's addresses */
		halves += ptr ? 1 + WALK_PTR : halves_of(node->answer);
		if (node_term(node)->kind == K_MX)
			halves += halves_of_hosts(l, node, v6, questions);
	}
	return halves;
}

static void find_slow(struct linter *l)
{
	unsigned questions4, questions6, halves4, halves6;

	if (!l->subject->answers)
		return;
	halves4 = halves_of_walk(l, l->subject->walks.v4, false, &questions4);
	halves6 = halves_of_walk(l, l->subject->walks.v6, true, &questions6);
	if (halves4 >= SLOW_HALVES || halves6 >= SLOW_HALVES)
		lint_raise(l, 514, ledger_whole(l), SIZE_MAX, ledger_domain(l),
		    ledger_number(l, halves6 > halves4 ? questions6 : questions4), LINT_END);
}

/* --- SPF515 */

/* Terms that mean the same in another record: no name of the record's own in them, and no result but pass. */
static bool moves(const struct term *t)
{
	if (t->qualifier != '+' || t->kind == K_PTR || t->macros)
		return false;
	return t->has_value || t->kind == K_IP4 || t->kind == K_IP6;
}

/* The terms of an included record that would stand in the include's place; false: they cannot be moved. */
static bool terms_of(const struct record *inner, struct buf *out)
{
	for (size_t i = 0; i < inner->n; i++) {
		const struct term *t = &inner->term[i];

		if (t->kind == K_ALL && t->qualifier != '+')
			return true;
		if (t->kind == K_UNKNOWN_MODIFIER)
			continue;
		if (!moves(t))
			return false;
		if (out->len)
			buf_char(out, ' ');
		buf_add(out, record_slice(inner, t->whole));
	}
	return true;
}

static void read_chain(struct linter *l, const struct node *node)
{
	const struct record *record = l->subject->record;
	const struct term *term = node_term(node);
	const struct frame *inner = node->inner;
	struct buf terms = { 0 };

	if (!inner || !record_good(&inner->record) || record_find(&inner->record, K_REDIRECT))
		return;
	if (!name_under(&inner->name, l->subject->domain))
		return;
	if (terms_of(&inner->record, &terms) && terms.len && record->len - term->whole.len + terms.len <= TEXT_ADVISED) {
		struct finding *f = ledger_raise(l, 515, node, ledger_number(l, record->len - term->whole.len + terms.len), none);

		lint_fix(l, f, false, term->whole, buf_slice(&terms));
	}
	l->pool->failed |= terms.failed;
	buf_release(&terms);
}

static void find_chain(struct linter *l)
{
	const struct frame *top = l->subject->walks.lifted4->top;

	for (size_t i = 0; top && l->subject->domain && i < top->record.n; i++)
		if (top->record.term[i].kind == K_INCLUDE && top->record.term[i].qualifier == '+')
			read_chain(l, &top->node[i]);
}

void check_cost(struct linter *l)
{
	find_empty(l);
	find_many_names(l);
	find_size(l);
	find_slow(l);
	if (!lint_has(l, 509))
		find_chain(l);
}
