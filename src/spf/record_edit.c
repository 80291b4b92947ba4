/*
 * record_edit: edits make a new record and leave every byte they did not mean.
 */
#include "spf/record.h"
#include "base/buf.h"
#include "base/memory.h"
#include <string.h>

enum error record_set_cuts(struct record *record, const uint32_t *cut, size_t n)
{
	uint32_t *copy = NULL;

	if (n) {
		copy = mem_resize(NULL, n, sizeof *copy);
		if (!copy)
			return ERR_MEMORY;
		memcpy(copy, cut, n * sizeof *copy);
	}
	mem_free(record->cut);
	record->cut = copy;
	record->cuts = n;
	return ERR_NONE;
}

enum error record_copy(const struct record *from, struct record *out)
{
	enum error error = record_parse(out, (struct slice){ from->text, from->len });

	if (!error)
		error = record_set_cuts(out, from->cut, from->cuts);
	if (error)
		record_release(out);
	return error;
}

/* Where a boundary comes to lie: before an edit it stays, behind it it moves with its bytes. False: it was inside one, and goes. */
static bool carry(const struct replacement *replace, size_t n, size_t *place)
{
	size_t was = *place;

	for (size_t i = 0; i < n && replace[i].at.at < was; i++) {
		if (was < (size_t)replace[i].at.at + replace[i].at.len)
			return false;
		*place = *place - replace[i].at.len + replace[i].with.len;
	}
	return true;
}

static enum error carry_cuts(const struct record *from, const struct replacement *replace, size_t n, struct record *out)
{
	uint32_t *cut;

	if (!from->cuts)
		return ERR_NONE;
	cut = mem_resize(NULL, from->cuts, sizeof *cut);
	if (!cut)
		return ERR_MEMORY;
	out->cut = cut;
	for (size_t i = 0; i < from->cuts; i++) {
		size_t place = from->cut[i];

		if (carry(replace, n, &place) && place > 0 && place < out->len && (!out->cuts || cut[out->cuts - 1] < place))
			cut[out->cuts++] = (uint32_t)place;
	}
	return ERR_NONE;
}

enum error record_replace_all(const struct record *from, const struct replacement *replace, size_t n, struct record *out)
{
	struct slice text = { from->text, from->len };
	struct buf buf = { 0 };
	size_t done = 0;

	*out = (struct record){ 0 };
	for (size_t i = 0; i < n; i++) {
		buf_add(&buf, slice_from(slice_to(text, replace[i].at.at), done));
		buf_add(&buf, replace[i].with);
		done = (size_t)replace[i].at.at + replace[i].at.len;
	}
	buf_add(&buf, slice_from(text, done));
	enum error error = buf.failed ? ERR_MEMORY : record_parse(out, buf_slice(&buf));
	if (!error)
		error = carry_cuts(from, replace, n, out);
	if (error)
		record_release(out);
	buf_release(&buf);
	return error;
}

enum error record_replace(const struct record *from, struct span at, struct slice with, struct record *out)
{
	return record_replace_all(from, &(struct replacement){ at, with }, 1, out);
}

/* What a broken term was meant to be counts: a new term goes before a misspelt "-all" too. */
static enum kind meant(const struct term *term)
{
	return term->kind == K_BROKEN ? term->guess : term->kind;
}

/*
 * Mechanisms stand before the first all, redirect= or exp=; modifiers at the end (6). An all goes behind every mechanism but
 * another all: what is behind it is never reached (5.1), and modifiers may stand anywhere.
 */
static size_t place_for(const struct record *record, enum kind new)
{
	size_t place = record->n;

	if (kind_is_modifier(new))
		return place;
	if (new == K_ALL)
		while (place > 0 && kind_is_modifier(meant(&record->term[place - 1])))
			place--;
	for (size_t i = 0; i < place; i++) {
		enum kind kind = meant(&record->term[i]);

		if (kind == K_ALL || (new != K_ALL && (kind == K_REDIRECT || kind == K_EXP)))
			return i;
	}
	return place;
}

enum error record_insert(const struct record *from, struct slice term, struct record *out)
{
	struct record alone;
	struct buf buf = { 0 };

	*out = (struct record){ 0 };
	/* Read as a record of one term, to see whether it is a modifier. */
	buf_string(&buf, "v=spf1 ");
	buf_add(&buf, term);
	enum error error = buf.failed ? ERR_MEMORY : record_parse(&alone, buf_slice(&buf));
	if (error) {
		buf_release(&buf);
		return error;
	}
	size_t i = place_for(from, alone.n ? meant(&alone.term[0]) : K_BROKEN);
	record_release(&alone);
	buf_clear(&buf);

	struct span at = { (uint32_t)from->len, 0 };
	bool last = i == from->n;
	if (!last)
		at.at = from->term[i].whole.at;
	else if (from->n)	/* behind the last term, before trailing blanks */
		at.at = from->term[i - 1].whole.at + from->term[i - 1].whole.len;
	if (last && at.at && from->text[at.at - 1] != ' ')
		buf_char(&buf, ' ');
	buf_add(&buf, term);
	if (!last)
		buf_char(&buf, ' ');
	error = buf.failed ? ERR_MEMORY : record_replace(from, at, buf_slice(&buf), out);
	buf_release(&buf);
	return error;
}

enum error record_remove(const struct record *from, size_t i, struct record *out)
{
	if (i >= from->n)
		return record_copy(from, out);
	struct span at = from->term[i].whole;

	while (at.at && from->text[at.at - 1] == ' ') {
		at.at--;
		at.len++;
	}
	/* Nothing before it, not even a version: the blanks behind it go, so that none begins the text. */
	while (!at.at && at.len < from->len && from->text[at.len] == ' ')
		at.len++;
	return record_replace(from, at, (struct slice){ 0 }, out);
}
