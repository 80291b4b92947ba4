/* intent_merge: one record of several (RFC 7208 3.2: a domain has one). Nobody who may send by one of them is left out. */
#include "lint/intent.h"
#include "base/buf.h"

#include <string.h>

enum { TERMS_MOST = 500 };	/* in all; each is compared with those before it */

struct merging {
	const struct record *const *record;
	size_t n;
	struct buf *out;
	struct slice had[TERMS_MOST];
	size_t terms;
	bool full;
	char all;		/* the mildest qualifier; 0: there is none */
	bool exp;		/* one stands already */
	bool hands_over;	/* no all, and all redirects are the same: it stays one */
};

/* Who is milder to strangers comes first. */
static int mildness(char qualifier)
{
	static const char order[] = "+?~-";
	const char *at = qualifier ? strchr(order, qualifier) : NULL;

	return at ? (int)(at - order) : 4;
}

/* A broken all that would let everybody pass was not meant so for certain. */
static char qualifier_of(const struct term *term)
{
	if (term->qualifier == '+' && term->kind == K_BROKEN)
		return '~';
	return term->qualifier ? term->qualifier : '~';
}

static void look(struct merging *m)
{
	struct slice redirect = { 0 };

	m->hands_over = true;
	for (size_t i = 0; i < m->n; i++)
		for (size_t k = 0; k < m->record[i]->n; k++) {
			const struct term *term = &m->record[i]->term[k];
			struct slice whole = record_slice(m->record[i], term->whole);

			if (intent_kind(term) == K_ALL && mildness(qualifier_of(term)) < mildness(m->all))
				m->all = qualifier_of(term);
			if (intent_kind(term) != K_REDIRECT)
				continue;
			m->hands_over &= !redirect.at || slice_same(redirect, whole);
			redirect = whole;
		}
	m->hands_over &= !m->all;
}

static void put(struct merging *m, const struct record *record, const struct term *term)
{
	struct slice whole = record_slice(record, term->whole);

	for (size_t i = 0; i < m->terms; i++)
		if (slice_same(m->had[i], whole))
			return;
	if (m->terms == TERMS_MOST) {
		m->full = true;
		return;
	}
	m->had[m->terms++] = whole;
	buf_char(m->out, ' ');
	if (term->kind == K_REDIRECT && !m->hands_over) {	/* who passes there passes here (5.2) */
		buf_string(m->out, "include:");
		whole = record_slice(record, term->value);
	}
	buf_add(m->out, whole);
}

/* The mechanisms with what becomes one, or the modifiers. */
static void put_terms(struct merging *m, bool modifiers)
{
	for (size_t i = 0; i < m->n; i++)
		for (size_t k = 0; k < m->record[i]->n; k++) {
			const struct term *term = &m->record[i]->term[k];
			enum kind kind = intent_kind(term);
			bool modifier = kind_is_modifier(kind) && (kind != K_REDIRECT || m->hands_over);

			if (kind == K_ALL || intent_version(m->record[i], term) || modifier != modifiers || (kind == K_EXP && m->exp))
				continue;
			m->exp |= kind == K_EXP;	/* 6: once */
			put(m, m->record[i], term);
		}
}

bool intent_merge(const struct record *const *record, size_t n, struct buf *out)
{
	struct merging m = { .record = record, .n = n, .out = out };

	look(&m);
	buf_string(out, "v=spf1");
	put_terms(&m, false);
	if (m.all)
		buf_printf(out, m.all == '+' ? " all" : " %call", m.all);
	put_terms(&m, true);
	return !m.full && !out->failed && out->len <= RECORD_MOST;
}
