/* walk_terms: a domain's record (RFC 7208 4.4, 4.5) and the loop over its terms (4.6). */
#include "spf/select.h"
#include "spf/walk_private.h"

/* 4.6: one fault anywhere makes the whole record permerror, before anything in it is evaluated. */
static const struct node *first_fault(const struct frame *f)
{
	for (size_t i = 0; i < f->record.n; i++) {
		if (f->record.term[i].fault)
			return &f->node[i];
	}
	return NULL;
}

/* How many terms from i on ask nothing: they are one cut, since term by term many networks would cost their square. */
static size_t run_length(const struct record *r, size_t i)
{
	size_t end = i;
	while (end < r->n && !mechanism_asks(r->term[end].kind))
		end++;
	return end - i;
}

static void run(struct step *s, size_t terms)
{
	bool v6 = s->walker->ask->v6, all = false;
	struct net *net = pool_alloc(s->walker->pool, terms * sizeof(*net));
	size_t n = 0, mechanisms = 0;
	if (!net)
		return;
	for (size_t i = 0; i < terms && !all; i++) {
		const struct term *t = &s->term[i];
		struct net one = { .by = (uint32_t)(t - s->frame->record.term) };
		all = t->kind == K_ALL;
		if (all)
			one.range = ip_everything(v6);
		else if (t->kind == (v6 ? K_IP6 : K_IP4))
			one.range = ip_network(t->ip, v6 ? t->prefix6 : t->prefix4, v6);
		if (all || t->kind == (v6 ? K_IP6 : K_IP4))
			net[n++] = one;
		mechanisms = i + 1;
	}
	groups_match(s, net, n, mechanisms);
}

static void terms(struct walker *w, struct frame *f, struct groups *gs, struct outcomes *out)
{
	const struct record *r = &f->record;
	struct step s = { .walker = w, .frame = f, .groups = gs, .out = out };
	for (size_t i = 0, n = 0; i < r->n && gs->n > 0 && !walker_failed(w); i += n > 0 ? n : 1) {
		s.node = &f->node[i];
		s.term = &r->term[i];
		n = run_length(r, i);
		if (n > 0)
			run(&s, n);
		else
			mechanism_step(&s);
	}
	if (gs->n == 0 || walker_failed(w))
		return;
	s.term = record_find(r, K_REDIRECT);
	if (!s.term) {
		groups_leave(w, out, gs, (struct reason){ R_NEUTRAL, WHY_DEFAULT, f, NULL });	/* 4.7 */
		return;
	}
	s.node = &f->node[s.term - r->term];
	mechanism_step(&s);
}

static struct frame *frame_new(struct walker *w, struct node *up, const struct target *t, const struct record *record)
{
	struct frame *f = pool_alloc(w->pool, sizeof(*f));
	if (!f)
		return NULL;
	*f = (struct frame){
		.record = *record, .name = t->name, .domain = t->domain, .up = up, .depth = up ? up->frame->depth + 1 : 0,
	};
	f->node = POOL_NEW(w->pool, struct node, f->record.n);
	if (!f->node)
		return NULL;
	for (size_t i = 0; i < f->record.n; i++)
		f->node[i].frame = f;
	if (up)
		up->inner = f;
	w->terms += f->record.n + TERMS_OF_FRAME;
	return f;
}

/* Why there is no record to walk. For a redirect's target none is permerror (6.1), at the redirect itself. */
static void leave_domain(struct walker *w, struct node *up, struct reason why, struct groups *gs, struct outcomes *out)
{
	if (up && node_term(up)->kind == K_REDIRECT) {
		why.node = up;
		why.frame = up->frame;
		if (why.result == R_NONE)
			why.result = R_PERMERROR;
	}
	groups_leave(w, out, gs, why);
}

/* The record that an answer holds, read now or before. False: memory ended. */
static bool read_record(struct walker *w, const struct answer *a, struct selected *selected, struct record *record)
{
	struct walk_memo *memo = w->ask->memo;
	size_t at = (size_t)((uintptr_t)a / sizeof(*a) % WALK_MEMO);

	if (memo && memo->row[at].answer == a) {
		*selected = memo->row[at].selected;
		*record = memo->row[at].record;
		return true;
	}
	*record = (struct record){ 0 };
	if (spf_select(w->pool, a, selected) != ERR_NONE ||
	    (selected->n == 1 && record_parse_pool(w->pool, record, selected->text) != ERR_NONE)) {
		w->pool->failed = true;
		return false;
	}
	if (memo) {
		memo->row[at].answer = a;
		memo->row[at].selected = *selected;
		memo->row[at].record = *record;
	}
	return true;
}

/*
 * Finds the record of a domain and takes the groups through it. up: the include or redirect that leads here; NULL: it is the
 * checked domain. Its frame, or NULL where there is no record.
 */
const struct frame *walk_domain(struct walker *w, struct node *up, const struct target *t, struct groups *gs,
	struct outcomes *out)
{
	struct question *q = pool_alloc(w->pool, sizeof(*q));
	struct heard heard = { 0 };
	struct selected selected;
	struct record record;
	if (!q)
		return NULL;
	q->name = t->name;
	q->type = RR_TXT;
	const struct answer *a = walker_ask(w, q, &heard);
	groups_hear(gs, &heard);
	if (up) {
		up->asked = q;
		up->answer = a;
		up->pending = heard.pending;
		up->void_queries = heard.void_queries;
	}
	if (!a) {
		groups_wait(w, out, gs, up);
		groups_leave(w, out, gs, (struct reason){ R_PENDING, WHY_WAITING, NULL, NULL });
		return NULL;
	}
	if (a->said == SAID_FAILED) {	/* 4.4 */
		leave_domain(w, up, (struct reason){ R_TEMPERROR, WHY_DNS, NULL, NULL }, gs, out);
		return NULL;
	}
	if (!read_record(w, a, &selected, &record))
		return NULL;
	if (selected.n != 1) {	/* 4.5 */
		struct reason none = { R_NONE, WHY_NO_RECORD, NULL, NULL }, many = { R_PERMERROR, WHY_MANY_RECORDS, NULL, NULL };
		leave_domain(w, up, selected.n == 0 ? none : many, gs, out);
		return NULL;
	}
	struct frame *f = frame_new(w, up, t, &record);
	if (!f)
		return NULL;
	if (record_good(&f->record))
		terms(w, f, gs, out);
	else
		groups_leave(w, out, gs, (struct reason){ R_PERMERROR, WHY_SYNTAX, f, first_fault(f) });
	return f;
}
