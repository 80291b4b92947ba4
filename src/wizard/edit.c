/* edit: replies turned into edits of the record that leave every other byte alone. */
#include "wizard/edit.h"

#include "base/memory.h"

static const enum question_id by_kind[KIND_COUNT] = {
	[K_ALL] = Q_ALL, [K_INCLUDE] = Q_INCLUDE, [K_A] = Q_A, [K_MX] = Q_MX, [K_PTR] = Q_PTR, [K_IP4] = Q_IP4, [K_IP6] = Q_IP6,
	[K_EXISTS] = Q_COUNT, [K_REDIRECT] = Q_REDIRECT, [K_EXP] = Q_EXP, [K_UNKNOWN_MODIFIER] = Q_COUNT, [K_BROKEN] = Q_COUNT,
};
/* What a list's words stand behind in the record. */
static const char *const lead[Q_COUNT] = {
	[Q_A_HOSTS] = "a:", [Q_MX_SETS] = "mx:", [Q_IP4] = "ip4:", [Q_IP6] = "ip6:", [Q_INCLUDE] = "include:",
};

enum question_id edit_question(const struct term *term)
{
	enum question_id id = by_kind[term->kind];

	if (id == Q_ALL || kind_is_modifier(term->kind))
		return id;
	if (term->qualifier != '+')	/* no question asks who may not send */
		return Q_COUNT;
	if (!term->has_value)
		return id;
	return id == Q_A ? Q_A_HOSTS : id == Q_MX ? Q_MX_SETS : id == Q_PTR ? Q_COUNT : id;
}

/* The first term of this question; record->n: there is none. */
static size_t first_of(const struct record *record, enum question_id id)
{
	size_t i = 0;

	while (i < record->n && edit_question(&record->term[i]) != id)
		i++;
	return i;
}

const struct term *edit_find(const struct record *record, enum question_id id)
{
	size_t i = first_of(record, id);

	return i < record->n ? &record->term[i] : NULL;
}

struct slice edit_word(const struct record *record, const struct term *term)
{
	struct span span = term->value;

	span.len = term->whole.at + term->whole.len - span.at;
	return record_slice(record, span);
}

static enum error become(struct record *record, enum error error, struct record *next)
{
	if (error)
		return error;
	record_release(record);
	*record = *next;
	return ERR_NONE;
}

static enum error replace(struct record *record, struct span at, struct slice with)
{
	struct record next;
	enum error error = record_replace(record, at, with, &next);

	return become(record, error, &next);
}

static enum error remove_term(struct record *record, size_t i)
{
	struct record next;
	enum error error = record_remove(record, i, &next);

	return become(record, error, &next);
}

/* Puts text, one term or more, behind term i. */
static enum error insert_behind(struct record *record, size_t i, struct slice text)
{
	struct span whole = record->term[i].whole;
	struct buf with = { 0 };
	enum error error = ERR_MEMORY;

	buf_char(&with, ' ');
	buf_add(&with, text);
	if (!with.failed)
		error = replace(record, (struct span){ whole.at + whole.len, 0 }, buf_slice(&with));
	buf_release(&with);
	return error;
}

static enum error insert_before(struct record *record, size_t i, struct slice text)
{
	struct buf with = { 0 };
	enum error error = ERR_MEMORY;

	buf_add(&with, text);
	buf_char(&with, ' ');
	if (!with.failed)
		error = replace(record, (struct span){ record->term[i].whole.at, 0 }, buf_slice(&with));
	buf_release(&with);
	return error;
}

/*
 * Behind the last term of this question or an earlier one, else before the first of a later one, so that going back to a
 * question gives the record that answering it in time would have. Nothing goes behind all, where it would never be seen (5.1).
 */
static enum error insert_in_order(struct record *record, enum question_id id, struct slice text)
{
	size_t behind = SIZE_MAX, before = SIZE_MAX;
	struct record next;
	enum error error;

	for (size_t i = 0; i < record->n; i++) {
		enum question_id at = edit_question(&record->term[i]);

		if (at <= id && record->term[i].kind != K_ALL)
			behind = i;
		else if (at < Q_COUNT && before == SIZE_MAX)
			before = i;
		if (record->term[i].kind == K_ALL)
			break;
	}
	if (id < Q_ALL && behind != SIZE_MAX)
		return insert_behind(record, behind, text);
	if (id < Q_ALL && before != SIZE_MAX)
		return insert_before(record, before, text);
	error = record_insert(record, text, &next);
	return become(record, error, &next);
}

enum error edit_insert(struct record *record, enum question_id id, struct slice term)
{
	return insert_in_order(record, id, term);
}

/* From the last back to term `from`. */
static enum error remove_from(struct record *record, enum question_id id, size_t from)
{
	for (size_t i = record->n; i-- > from;) {
		enum error error = edit_question(&record->term[i]) == id ? remove_term(record, i) : ERR_NONE;

		if (error)
			return error;
	}
	return ERR_NONE;
}

enum error edit_remove(struct record *record, enum question_id id)
{
	return remove_from(record, id, 0);
}

enum error edit_only(struct record *record, enum question_id id, struct slice text)
{
	size_t first = first_of(record, id);

	if (first == record->n)
		return insert_in_order(record, id, text);
	enum error error = remove_from(record, id, first + 1);
	return error ? error : replace(record, record->term[first].whole, text);
}

struct item {			/* a word of the list */
	struct slice word;
	size_t term;		/* where it stands in the record; SIZE_MAX: not yet */
	bool drop;		/* said twice */
};
struct items {
	struct item *item;
	size_t n;
};

static bool items_of(struct items *items, struct slice list)
{
	struct slice rest = list, word;
	size_t n = 0;

	while (slice_word(&rest, &word))
		n++;
	items->n = 0;
	items->item = mem_zero(n + 1, sizeof *items->item);
	while (items->item && slice_word(&list, &word))
		items->item[items->n++] = (struct item){ word, SIZE_MAX, false };
	return items->item != NULL;
}

/* The first word that term i is, exactly or but for case, and that no other term has taken. */
static bool take(struct items *items, const struct record *record, size_t i)
{
	struct slice word = edit_word(record, &record->term[i]);

	for (int exact = 1; exact >= 0; exact--)
		for (size_t k = 0; k < items->n; k++) {
			struct item *item = &items->item[k];

			if (item->term == SIZE_MAX && (exact ? slice_equal(item->word, word) : slice_same(item->word, word))) {
				item->term = i;
				return true;
			}
		}
	return false;
}

/* Terms that are in no item go; those that stay are noted with where they stand then. */
static enum error settle(struct record *record, enum question_id id, struct items *items)
{
	for (size_t i = 0; i < record->n;) {
		enum error error;

		if (edit_question(&record->term[i]) != id || take(items, record, i)) {
			i++;
			continue;
		}
		error = remove_term(record, i);
		if (error)
			return error;
	}
	for (size_t k = 0; k < items->n; k++)
		for (size_t j = 0; j < k && items->item[k].term == SIZE_MAX; j++)
			if (slice_same(items->item[j].word, items->item[k].word))
				items->item[k].drop = true;
	return ERR_NONE;
}

/* Where to put what comes before the first item that stays: before that one, else in order. */
static enum error insert_first(struct record *record, enum question_id id, const struct items *items, struct slice text)
{
	size_t first = SIZE_MAX;

	for (size_t k = 0; k < items->n; k++)
		if (items->item[k].term < first)
			first = items->item[k].term;
	return first == SIZE_MAX ? insert_in_order(record, id, text) : insert_before(record, first, text);
}

/* Puts in the run of new words that starts at item k, behind term `at` unless that is SIZE_MAX. */
static enum error insert_run(struct record *record, enum question_id id, struct items *items, size_t k, size_t at)
{
	struct buf text = { 0 };
	size_t added = 0, before = record->n;
	enum error error = ERR_MEMORY;

	for (; k < items->n && items->item[k].term == SIZE_MAX; k++) {
		if (items->item[k].drop)
			continue;
		buf_string(&text, added++ ? " " : "");
		buf_string(&text, lead[id]);
		buf_add(&text, items->item[k].word);
	}
	if (!text.failed && !added)
		error = ERR_NONE;
	else if (!text.failed)
		error = at != SIZE_MAX ? insert_behind(record, at, buf_slice(&text)) : insert_first(record, id, items, buf_slice(&text));
	buf_release(&text);
	for (size_t j = 0; j < items->n && !error; j++)
		if (items->item[j].term != SIZE_MAX && (at == SIZE_MAX || items->item[j].term > at))
			items->item[j].term += record->n - before;
	return error;
}

enum error edit_list(struct record *record, enum question_id id, struct slice list)
{
	struct items items;
	size_t at = SIZE_MAX;
	enum error error;

	if (!items_of(&items, list))
		return ERR_MEMORY;
	error = settle(record, id, &items);
	for (size_t k = 0; k < items.n && !error; k++) {
		if (items.item[k].term != SIZE_MAX) {
			at = items.item[k].term;
			continue;
		}
		error = insert_run(record, id, &items, k, at);
		while (k + 1 < items.n && items.item[k + 1].term == SIZE_MAX)
			k++;
	}
	mem_free(items.item);
	return error;
}
