/*
 * record: SPF text and its terms. One pass over the text; each term is read on its own (record_term), so that a broken one hides
 * nothing behind it, and only a broken one costs a guess (record_guess).
 */
#include "spf/record_private.h"
#include "base/memory.h"
#include "base/pool.h"
#include <string.h>

bool record_is_spf(struct slice text)
{
	return slice_starts(text, SLICE("v=spf1")) && (text.len == 6 || text.at[6] == ' ');
}

struct slice record_slice(const struct record *record, struct span span)
{
	return (struct slice){ record->text + span.at, span.len };
}

bool record_good(const struct record *record)
{
	for (size_t i = 0; i < record->n; i++)
		if (record->term[i].fault)
			return false;
	return record->fault == 0;
}

const struct term *record_find(const struct record *record, enum kind kind)
{
	for (size_t i = 0; i < record->n; i++)
		if (record->term[i].kind == kind)
			return &record->term[i];
	return NULL;
}

/* 6: redirect and exp MUST NOT appear more than once each. */
static void break_second(struct record *record, enum kind kind, unsigned id)
{
	bool seen = false;

	for (size_t i = 0; i < record->n; i++) {
		struct term *term = &record->term[i];

		if (term->kind != kind)
			continue;
		if (seen)
			term_break(term, id, term->whole.at, term->whole.len);
		seen = true;
	}
}

/* terms = *( 1*SP ( directive / modifier ) ), then *SP. record->text and record->term have room. */
static void read_terms(struct record *record, size_t from)
{
	const char *text = record->text, *end = text + record->len, *at = text + from;

	for (;;) {
		while (at < end && *at == ' ')
			at++;
		if (at == end)
			break;
		const char *blank = memchr(at, ' ', (size_t)(end - at));
		struct span whole = { (uint32_t)(at - text), (uint32_t)((blank ? blank : end) - at) };
		struct term *term = &record->term[record->n];

		if (!term_read(text, whole, term))
			term_guess(text, whole, term);
		if (!record->n || !(term->fault || term[-1].fault) || !term_join(text, term - 1, term))
			record->n++;
		at += whole.len;
	}
	break_second(record, K_REDIRECT, F_TWO_REDIRECTS);
	break_second(record, K_EXP, F_TWO_EXPS);
}

enum kind record_term_kind(struct slice term)
{
	struct term read;

	if (!term.len || term.len > RECORD_MOST || memchr(term.at, ' ', term.len))
		return K_BROKEN;
	return term_read(term.at, (struct span){ 0, (uint32_t)term.len }, &read) ? read.kind : K_BROKEN;
}

static size_t most_terms(struct slice text)
{
	size_t n = 1;

	for (size_t i = 1; i < text.len; i++)
		n += text.at[i] != ' ' && text.at[i - 1] == ' ';
	return n;
}

/* One block: the terms, then the text. */
static void parse_into(struct record *record, void *block, size_t terms, struct slice text)
{
	size_t from = 0;

	*record = (struct record){ .term = block, .text = (char *)block + terms * sizeof *record->term, .len = text.len };
	if (text.len)
		memcpy(record->text, text.at, text.len);
	record->text[text.len] = '\0';
	record->fault = (uint16_t)version_guess(text, &record->fault_at, &from);
	read_terms(record, from);
}

enum error record_parse(struct record *record, struct slice text)
{
	*record = (struct record){ 0 };
	if (text.len > RECORD_MOST)
		return ERR_TOO_LARGE;
	size_t terms = most_terms(text);
	void *block = mem_alloc(terms * sizeof *record->term + text.len + 1);

	if (!block)
		return ERR_MEMORY;
	parse_into(record, block, terms, text);
	return ERR_NONE;
}

enum error record_parse_pool(struct pool *pool, struct record *record, struct slice text)
{
	*record = (struct record){ 0 };
	if (text.len > RECORD_MOST)
		return ERR_TOO_LARGE;
	size_t terms = most_terms(text);
	void *block = pool_alloc(pool, terms * sizeof *record->term + text.len + 1);

	if (!block)
		return ERR_MEMORY;
	parse_into(record, block, terms, text);
	return ERR_NONE;
}

void record_release(struct record *record)
{
	mem_free(record->term);		/* the text is in the same block */
	mem_free(record->cut);
	*record = (struct record){ 0 };
}
