/*
 * sentence_errors: permerror and temperror that receivers answer, whom and why, as the walks found them: what a record begins with.
 */
#include "lint/sentence.h"

#include "base/words.h"

enum { SHOWN = 3 };		/* ranges of those whom a cause meets */

/* Behind includes; but what is wrong with a domain as a whole is told at the term that leads there. */
const struct verdict *verdict_cause(const struct verdict *v)
{
	while (v->inner && (v->inner->node || v->inner->why == WHY_SYNTAX))
		v = v->inner;
	return v;
}

const char *error_clause(const struct verdict *v)
{
	v = verdict_cause(v);
	switch (v->why) {
	case WHY_LOOKUPS:
	case WHY_VOIDS:
	case WHY_MX:
		return "4.6.4";
	case WHY_SYNTAX:
		return "4.6";
	case WHY_MANY_RECORDS:
		return "4.5";
	case WHY_NO_RECORD:
	case WHY_NAME:
		return v->node && node_term(v->node)->kind == K_REDIRECT ? "6.1" : "5.2";
	default:
		return "2.6.6";
	}
}

/* The record that the way down to node has met before; NULL: it goes round nowhere. */
static const struct frame *loop(const struct node *node)
{
	const struct frame *here = node ? node->frame : NULL;

	for (const struct frame *f = here; f && f->up; f = f->up->frame)
		for (const struct frame *above = f->up->frame; above; above = above->up ? above->up->frame : NULL)
			if (name_equal(&above->name, &f->name))
				return f;
	return NULL;
}

void error_why(const struct verdict *v, enum text_form form, struct buf *out)
{
	const struct frame *round;
	struct buf name = { 0 };
	struct verdict alone;

	v = verdict_cause(v);
	alone = *v;
	alone.inner = NULL;	/* it tells nothing more */
	round = v->why == WHY_LOOKUPS ? loop(v->node) : NULL;
	if (round) {
		text_printable(&name, round->domain, form);
		buf_printf(out, _("the record of %s leads back to itself, so that there is no end to the look-ups"), buf_text(&name));
	} else {
		verdict_text(&alone, out);
		if (v->frame && v->frame->up && node_term(v->frame->up)->kind == K_INCLUDE) {
			text_printable(&name, v->frame->domain, form);
			buf_printf(out, _(" in the record of %s"), buf_text(&name));
		}
	}
	out->failed |= name.failed;
	buf_release(&name);
}

struct cause {			/* regions of one */
	const struct telling *about;
	const struct told_error *error;
	struct pool *pool;
	const struct verdict *last;	/* looked at last, and was it of the cause? */
	bool is;
};

static const char *why_of(struct pool *pool, const struct verdict *v, enum text_form form)
{
	struct buf text = { 0 };
	struct slice copy;

	error_why(v, form, &text);
	copy = pool_copy(pool, buf_slice(&text));
	pool->failed |= text.failed;
	buf_release(&text);
	return copy.at ? copy.at : "";
}

static bool is_error(const struct verdict *v)
{
	return v->result == R_PERMERROR || v->result == R_TEMPERROR;
}

/* Both families' walks have nodes of their own: causes are equal when their words are. */
static bool same_cause(const struct cause *c, const struct verdict *v)
{
	const struct told_error *e = c->error;

	return is_error(v) && v->result == e->result && verdict_at(v, c->about->record->n) == e->at &&
	    slice_equal(slice_of(why_of(c->pool, v, c->about->form)), slice_of(e->why));
}

static bool of_cause(struct cause *c, const struct verdict *v)
{
	if (v != c->last) {
		c->is = same_cause(c, v);
		c->last = v;
	}
	return c->is;
}

static void read_family(struct pool *pool, const struct telling *about, unsigned v6, struct told_error *e)
{
	const struct walk *walk = about->walk[v6];
	struct range *range = POOL_NEW(pool, struct range, walk->n);
	struct cause cause = { .about = about, .error = e, .pool = pool };
	size_t n = 0;
	bool all = true;

	for (size_t i = 0; range && i < walk->n; i++) {
		const struct verdict *v = walk->region[i].verdict;

		if (of_cause(&cause, v)) {
			range[n++] = walk->region[i].range;
			e->maybe |= v->maybe != NULL;
		} else {
			all = all && verdict_at(v, about->record->n) < e->at && (!is_error(v) || v->result == R_PERMERROR) &&
			    v->result != R_PENDING && v->result != R_UNKNOWN;
		}
	}
	if (range)
		e->set[v6] = ipset_of(range, n);
	e->whole[v6] = n && all;
}

static void add_error(struct pool *pool, const struct telling *about, const struct verdict *v, struct told_errors *out)
{
	struct told_error *e = &out->error[out->n];

	for (size_t i = 0; i < out->n; i++)
		if (same_cause(&(struct cause){ .about = about, .error = &out->error[i], .pool = pool }, v))
			return;
	if (out->n == ERRORS_MOST) {
		out->more = true;
		return;
	}
	*e = (struct told_error){ .result = v->result, .at = verdict_at(v, about->record->n), .why = why_of(pool, v, about->form),
		.clause = error_clause(v) };
	for (unsigned v6 = 0; v6 < 2; v6++)
		read_family(pool, about, v6, e);
	out->n++;
}

void record_errors(struct pool *pool, const struct telling *about, struct told_errors *out)
{
	const struct verdict *last = NULL;

	*out = (struct told_errors){ 0 };
	for (unsigned v6 = 0; !telling_blind(about) && v6 < 2; v6++)
		for (size_t i = 0; !out->more && i < about->walk[v6]->n; i++) {
			const struct verdict *v = about->walk[v6]->region[i].verdict;

			if (v != last && is_error(v) && !verdict_unasked(about, v))
				add_error(pool, about, v, out);
			last = v;
		}
}

static void add_ranges(const struct told_error *e, struct buf *out)
{
	size_t shown = 0, n = e->set[0].n + e->set[1].n;
	char text[RANGE_TEXT];

	for (unsigned v6 = 0; v6 < 2; v6++)
		for (size_t i = 0; i < e->set[v6].n && shown < SHOWN; i++) {
			range_text(e->set[v6].range[i], v6, text);
			buf_printf(out, "%s%s", shown++ ? ", " : "", text);
		}
	if (n > shown)
		buf_printf(out, _(" and %zu more ranges"), n - shown);
}

/* "all mail", "all mail over IPv4 that nothing before "mx" matches", "mail from 192.0.2.1". */
static void add_scope(const struct telling *about, const struct told_error *e, struct buf *out)
{
	bool both = e->whole[0] && e->whole[1];
	struct buf term = { 0 };

	if (!(both || (e->whole[0] && !e->set[1].n) || (e->whole[1] && !e->set[0].n))) {
		buf_string(out, e->maybe ? _("some mail from ") : _("mail from "));
		add_ranges(e, out);
		return;
	}
	buf_string(out, both ? _("all mail") : e->whole[0] ? _("all mail over IPv4") : _("all mail over IPv6"));
	if (term_is_first(about->record, e->at))
		return;
	text_printable(&term, record_slice(about->record, about->record->term[e->at].whole), about->form);
	buf_printf(out, _(" that nothing before \"%s\" matches"), buf_text(&term));
	out->failed |= term.failed;
	buf_release(&term);
}

void errors_say(const struct telling *about, struct buf *out)
{
	struct pool pool = { 0 };
	struct told_errors errors;

	record_errors(&pool, about, &errors);
	for (size_t i = 0; i < errors.n; i++) {
		const struct told_error *e = &errors.error[i];
		struct buf scope = { 0 };

		add_scope(about, e, &scope);
		if (e->result == R_PERMERROR)
			buf_printf(out, _("Receivers answer permerror to %s: %s (RFC 7208 %s).\n"), buf_text(&scope), e->why, e->clause);
		else
			buf_printf(out, _("Receivers answer temperror, for now, to %s: %s (RFC 7208 %s).\n"), buf_text(&scope), e->why, e->clause);
		out->failed |= scope.failed;
		buf_release(&scope);
	}
	if (errors.more)
		buf_string(out, _("Receivers answer permerror to more mail, for other causes: lint has them all.\n"));
	out->failed |= pool.failed;
	pool_release(&pool);
}

enum error explain_refused(const struct telling *about, bool *refused)
{
	struct pool pool = { 0 };
	struct told_errors errors;
	enum error error;

	*refused = !record_good(about->record);
	record_errors(&pool, about, &errors);
	for (size_t i = 0; i < errors.n; i++)
		*refused = *refused || (errors.error[i].result == R_PERMERROR && !errors.error[i].maybe);
	error = pool.failed ? ERR_MEMORY : ERR_NONE;
	pool_release(&pool);
	return error;
}
