/*
 * repair: fixes for single terms. The clinic (paste_term) knows what a term was meant to be; here it becomes replacements, and it is
 * decided which of them are plain enough to be safe.
 */
#include "lint/repair.h"
#include "catalogue/catalogue.h"
#include "lint/intent.h"
#include "lint/paste_private.h"

#include <string.h>

enum {
	REPAIR_TERM = 256,	/* bytes of a term that is thought about: what people write is shorter */
	REPAIR_ALL = 4096,	/* of all of a record's: finding where terms were glued costs a power of their length */
};

/* Puts text for the stretch at, as fix of one replacement that holds only the bytes that differ. */
static void repair_narrow(struct linter *l, struct finding *f, bool safe, struct span at, struct slice with)
{
	struct slice was = lint_slice(l, at);
	size_t head = 0, tail = 0;

	while (head < was.len && head < with.len && was.at[head] == with.at[head])
		head++;
	while (tail < was.len - head && tail < with.len - head && was.at[was.len - 1 - tail] == with.at[with.len - 1 - tail])
		tail++;
	at.at += (uint32_t)head;
	at.len -= (uint32_t)(head + tail);
	with = slice_to(slice_from(with, head), with.len - head - tail);
	lint_fix(l, f, safe, at, with);
}

struct span repair_removal(const struct record *record, size_t i)
{
	struct span at = record->term[i].whole;
	uint32_t from = i > 0 ? record->term[i - 1].whole.at + record->term[i - 1].whole.len : at.at;

	while (i == 0 && from > 0 && record->text[from - 1] == ' ')
		from--;
	return (struct span){ from, at.at + at.len - from };
}

void repair_remove(struct linter *l, struct finding *f, bool safe, size_t i)
{
	lint_fix(l, f, safe, repair_removal(l->subject->record, i), SLICE(""));
}

/*
 * What takes a choice between two meanings, or makes a rule of what was none, is not plain. Everything else the term can only have
 * meant, and it is permerror as it is.
 */
static bool is_plain(const struct record *record, const struct term *term, unsigned rule)
{
	switch (rule) {
	case 215:	/* include:192.0.2.1: the host, or the policy of whoever has it? */
		return slice_same(record_slice(record, term->word), SLICE("a"));
	case 109: case 216: case 222: case 309: case 310: case 312:
		return false;
	default:
		return true;
	}
}

/* A blank that is none, a dash that is none: all of a term's at once, or "mx" NBSP "-all" would become one word first. */
static bool fold(struct linter *l, const struct term *term, struct slice *now)
{
	struct slice was = lint_slice(l, term->whole);
	struct folded text;
	size_t n = 0;

	if (!paste_fold(l->pool, was, &text))
		return false;
	for (size_t i = 0; i < text.n; i++) {
		char c = ascii_blank(text.text[i]) ? ' ' : text.text[i];

		if (c < ' ' || c > '~')
			return false;
		if ((c != '"' && c != '\'') || memchr(was.at, c, was.len))	/* typographic quotes go */
			text.text[n++] = c;
	}
	*now = slice_trim((struct slice){ text.text, n });
	return !slice_equal(*now, was);
}

/* "192.000.002.001" may be octal to some; a dot or comma behind an address is neither here nor there. */
static bool without_end(struct slice whole, struct slice *now)
{
	*now = whole;
	while (now->len > 0 && strchr(".,;:!", now->at[now->len - 1]))
		now->len--;
	return now->len > 0 && now->len < whole.len && paste_good(*now) != K_BROKEN;
}

/* "mail.example.org" alone: a host, or a policy's name. */
static bool bare_name(const struct record *record, const struct term *term, struct buf *out)
{
	struct slice whole = record_slice(record, term->whole), name;
	bool sign = whole.len > 0 && strchr("+-~?", whole.at[0]);

	name = slice_from(whole, sign);
	buf_clear(out);
	buf_add(out, slice_to(whole, sign));
	buf_string(out, paste_policy(name) ? "include:" : "a:");
	buf_add(out, name);
	return name.len > 0 && memchr(name.at, '.', name.len) && !memchr(name.at, ':', name.len) && paste_good(buf_slice(out)) != K_BROKEN;
}

/* "ip4:_spf.example.net": the policy of a service that is known, or a name as only policies have it. */
static bool policy_name(const struct linter *l, const struct term *term, struct buf *out, bool *known)
{
	struct slice value = lint_slice(l, term->value);
	enum include_kind kind;
	struct name name;

	if (term->fault != 216 || term->value.at < term->word.at)
		return false;
	*known = l->subject->catalogue && !name_from_bytes(value, &name) &&
	    service_by_include(l->subject->catalogue, &name, &kind) && kind != INCLUDE_WRONG;
	buf_clear(out);
	buf_add(out, lint_slice(l, (struct span){ term->whole.at, term->word.at - term->whole.at }));
	buf_string(out, "include:");
	buf_add(out, value);
	return (*known || paste_policy(value)) && paste_good(buf_slice(out)) != K_BROKEN;
}

static struct span gap_before(const struct record *record, size_t i)
{
	uint32_t end = record->term[i - 1].whole.at + record->term[i - 1].whole.len;

	return (struct span){ end, record->term[i].whole.at - end };
}

/* "ip4:192.0.2.0 /24": the prefix length of the term before. */
static bool follows(const struct record *record, size_t i)
{
	struct buf both = { 0 };
	bool good;

	if (!record->term[i].fault || record->text[record->term[i].whole.at] != '/' || i == 0 || record->term[i - 1].fault)
		return false;
	buf_add(&both, record_slice(record, record->term[i - 1].whole));
	buf_add(&both, record_slice(record, record->term[i].whole));
	good = !both.failed && paste_good(buf_slice(&both)) != K_BROKEN;
	buf_release(&both);
	return good;
}

/* A redirect that would stand beside an all becomes an include: beside an all it does nothing (5.1). */
static bool hand_in(const struct record *record, struct buf *out)
{
	struct slice text = buf_slice(out), target = slice_from(text, SLICE("redirect=").len);
	struct buf include = { 0 };

	if (!slice_starts(text, SLICE("redirect=")) || !intent_all(record))
		return false;
	buf_string(&include, "include:");
	buf_add(&include, target);
	buf_clear(out);
	buf_add(out, buf_slice(&include));
	out->failed |= include.failed;
	buf_release(&include);
	return true;
}

/* Puts now for term i, as far as a repair may. */
static void put(struct linter *l, struct finding *f, bool safe, size_t i, struct slice now)
{
	const struct record *record = l->subject->record;
	const struct term *term = &record->term[i];
	struct buf out = { 0 };

	buf_add(&out, now);
	safe &= !paste_temper(record, term, &out);
	safe &= !hand_in(record, &out);
	repair_narrow(l, f, safe, term->whole, buf_slice(&out));
	l->pool->failed |= out.failed;
	buf_release(&out);
}

void repair_redirect(struct linter *l, struct finding *f, size_t i)
{
	struct buf out = { 0 };

	buf_string(&out, "redirect=");
	buf_add(&out, lint_slice(l, l->subject->record->term[i].value));
	if (f != &l->spare)
		put(l, f, false, i, buf_slice(&out));
	l->pool->failed |= out.failed;
	buf_release(&out);
}

void repair_term(struct linter *l, struct finding *f, size_t i, bool may_be_safe)
{
	const struct record *record = l->subject->record;
	const struct term *term = &record->term[i];
	struct slice whole = lint_slice(l, term->whole), now;
	bool folds = term->fault == 109 || (term->fault >= 201 && term->fault <= 204), safe;
	struct buf out = { 0 };
	unsigned rule;

	if (f == &l->spare || whole.len > REPAIR_TERM || l->repaired + whole.len > REPAIR_ALL)
		return;
	l->repaired += whole.len;
	if ((folds && fold(l, term, &now)) || (term->fault && without_end(whole, &now))) {
		put(l, f, may_be_safe, i, now);
	} else if (follows(record, i)) {
		lint_fix(l, f, may_be_safe, gap_before(record, i), SLICE(""));
	} else if ((term->fault && repair_address(record, term, &out, &safe)) || policy_name(l, term, &out, &safe)) {
		put(l, f, may_be_safe && safe, i, buf_slice(&out));
	} else if ((rule = paste_term(record, i, &out)) > 0) {
		now = slice_trim(buf_slice(&out));
		if (now.len == 0)
			repair_remove(l, f, may_be_safe && is_plain(record, term, rule), i);
		else if (!slice_equal(now, whole))
			put(l, f, may_be_safe && is_plain(record, term, rule), i, now);
	} else if (term->fault == 301 && bare_name(record, term, &out)) {
		put(l, f, false, i, buf_slice(&out));
	}
	l->pool->failed |= out.failed;
	buf_release(&out);
}
