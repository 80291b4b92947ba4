/* find: searching by what people type, and by names. */
#include "catalogue/catalogue_private.h"
#include "base/buf.h"
#include <string.h>

enum { WORDS_MOST = 16, RANKS = 4 };

struct query {
	char text[CATALOGUE_QUERY + 2];		/* "\n", then the words in lower case with one blank between */
	size_t len;
	struct slice word[WORDS_MOST];
	size_t n;
};

static void add_lower(struct buf *out, const char *text)
{
	for (; *text; text++)
		buf_char(out, ascii_lower(*text));
	buf_char(out, '\n');
}

bool entry_words(struct pool *pool, struct entry_words *words, const char *const *const *alias, const char *name,
    const char *const *const *names, const char *id)
{
	struct buf text = { 0 };

	buf_char(&text, '\n');
	add_lower(&text, name);
	for (; *alias; alias++)
		for (size_t i = 0; (*alias)[i]; i++)
			add_lower(&text, (*alias)[i]);
	words->names = text.len;
	add_lower(&text, id);
	for (; *names; names++)
		for (size_t i = 0; (*names)[i]; i++)
			add_lower(&text, (*names)[i]);
	words->all = pool_copy(pool, buf_slice(&text));
	bool good = !text.failed && words->all.at;
	buf_release(&text);
	return good;
}

/* The ideographic blank too: an input method for Chinese writes it. */
static size_t blank_at(struct slice text)
{
	if (text.len && (ascii_blank(text.at[0]) || text.at[0] == '\n'))
		return 1;
	return text.len >= 3 && memcmp(text.at, "\xE3\x80\x80", 3) == 0 ? 3 : 0;
}

/* False: no entry can have it. */
static bool read_query(struct slice text, struct query *query)
{
	query->text[0] = '\n';
	query->len = 1;
	query->n = 0;
	if (text.len > CATALOGUE_QUERY)
		return false;
	while (text.len) {
		size_t n = blank_at(text);

		if (n) {
			text = slice_from(text, n);
			continue;
		}
		if (query->n == WORDS_MOST)
			return false;
		if (query->n)
			query->text[query->len++] = ' ';
		size_t from = query->len;
		while (text.len && !blank_at(text)) {
			query->text[query->len++] = ascii_lower(*text.at);
			text = slice_from(text, 1);
		}
		query->word[query->n++] = (struct slice){ query->text + from, query->len - from };
	}
	return true;
}

static const char *within(struct slice text, struct slice word)
{
	return memmem(text.at, text.len, word.at, word.len);
}

static bool begins_a_word(struct slice text, struct slice word)
{
	const char *at;

	while ((at = within(text, word))) {
		if (!ascii_alnum(at[-1]) && !(at[-1] & 0x80))
			return true;
		text = (struct slice){ at + 1, text.len - (size_t)(at + 1 - text.at) };
	}
	return false;
}

/* 0 is best; RANKS: it is not there. */
static unsigned rank(const struct entry_words *words, const struct query *query)
{
	struct slice names = slice_to(words->all, words->names);
	bool all_in_names = true, all_begin = true;

	for (size_t i = 0; i < query->n; i++)
		if (!within(words->all, query->word[i]))
			return RANKS;
	if (within(names, (struct slice){ query->text, query->len }))
		return 0;
	for (size_t i = 0; i < query->n && all_in_names; i++) {
		all_in_names = within(names, query->word[i]) != NULL;
		all_begin = all_in_names && all_begin && begins_a_word(slice_from(names, 1), query->word[i]);
	}
	return all_begin && all_in_names ? 1 : all_in_names ? 2 : 3;
}

/* *at counts entries, once for each rank. */
const void *entry_find(const void *table, size_t n, size_t size, size_t words_at, struct slice text, size_t *at)
{
	struct query query;

	if (!read_query(text, &query))
		return NULL;
	for (; *at < n * RANKS; ++*at) {
		const char *entry = (const char *)table + *at % n * size;

		if (rank((const struct entry_words *)(const void *)(entry + words_at), &query) == *at / n) {
			++*at;
			return entry;
		}
	}
	return NULL;
}

/* "*" takes what is left over. */
static bool label_fits(struct slice label, struct slice pattern)
{
	const char *star = memchr(pattern.at, '*', pattern.len);
	size_t before, after;

	if (!star)
		return slice_same(label, pattern);
	before = (size_t)(star - pattern.at);
	after = pattern.len - before - 1;
	return label.len >= before + after && slice_same(slice_to(label, before), slice_to(pattern, before)) &&
	    slice_same(slice_from(label, label.len - after), slice_from(pattern, before + 1));
}

bool name_fits(const struct name *name, const char *pattern)
{
	struct slice want = slice_of(pattern);
	struct name left = *name, up;
	unsigned skip, wanted = 1;

	for (size_t i = 0; i < want.len; i++)
		wanted += want.at[i] == '.';
	if (name_labels(name) < wanted)
		return false;
	for (skip = name_labels(name) - wanted; skip; skip--) {
		if (!name_parent(&left, &up))
			return false;
		left = up;
	}
	for (size_t at = 0; left.wire[at]; at += left.wire[at] + 1U) {
		struct slice label = { (const char *)&left.wire[at + 1], left.wire[at] }, first;

		if (!slice_cut(&want, '.', &first) || !label_fits(label, first))
			return false;
	}
	return want.len == 0;
}
