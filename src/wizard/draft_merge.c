/* draft_merge: what is published comes when somebody has begun already: both make one record. */
#include "wizard/draft_private.h"

#include "base/words.h"
#include "wizard/edit.h"

/* The published words first, in their order, then those that were added. */
static enum error add_words(struct state *to, const struct record *added, enum question_id id)
{
	struct buf words = { 0 };
	enum error error = ERR_NONE;
	bool any = false;

	for (size_t i = 0; i < to->record.n; i++)
		if (edit_question(&to->record.term[i]) == id) {
			buf_string(&words, words.len ? " " : "");
			buf_add(&words, edit_word(&to->record, &to->record.term[i]));
		}
	for (size_t i = 0; i < added->n; i++) {
		struct slice word = edit_word(added, &added->term[i]);

		if (edit_question(&added->term[i]) != id || slice_lists(buf_slice(&words), word))
			continue;
		buf_string(&words, words.len ? " " : "");
		buf_add(&words, word);
		any = true;
	}
	if (words.failed)
		error = ERR_MEMORY;
	else if (any)
		error = edit_list(&to->record, id, buf_slice(&words));
	buf_release(&words);
	return error;
}

/* A term that there is one of: what was answered takes the place of what is published. */
static enum error take_one(struct state *to, const struct record *added, enum question_id id)
{
	const struct term *term = edit_find(added, id);

	return term ? edit_only(&to->record, id, record_slice(added, term->whole)) : ERR_NONE;
}

/* redirect and all never stand together (RFC 7208 6.1); the ~all that a draft begins with was not answered by anybody. */
static enum error take_end(struct state *to, const struct record *added)
{
	const struct term *all = edit_find(added, Q_ALL);
	enum error error;

	if (edit_find(added, Q_REDIRECT)) {
		error = edit_remove(&to->record, Q_ALL);
		return error ? error : take_one(to, added, Q_REDIRECT);
	}
	if (!all || all->qualifier == '~')
		return ERR_NONE;
	error = edit_remove(&to->record, Q_REDIRECT);
	return error ? error : take_one(to, added, Q_ALL);
}

/* What no question speaks of stays as it was written, once. */
static enum error add_others(struct state *to, const struct record *added)
{
	for (size_t i = 0; i < added->n; i++) {
		struct slice term = record_slice(added, added->term[i].whole);
		enum error error;

		if (edit_question(&added->term[i]) < Q_COUNT || slice_lists(draft_text(&to->record), term))
			continue;
		error = edit_insert(&to->record, Q_INCLUDE, term);
		if (error)
			return error;
	}
	return ERR_NONE;
}

static enum error merge(struct state *to, const struct record *added)
{
	static const enum question_id flags[] = { Q_A, Q_MX, Q_PTR }, lists[] = { Q_A_HOSTS, Q_MX_SETS, Q_IP4, Q_IP6, Q_INCLUDE };
	enum error error = ERR_NONE;

	for (size_t i = 0; i < sizeof flags / sizeof *flags && !error; i++)
		if (edit_find(added, flags[i]) && !edit_find(&to->record, flags[i]))
			error = take_one(to, added, flags[i]);
	for (size_t i = 0; i < sizeof lists / sizeof *lists && !error; i++)
		error = add_words(to, added, lists[i]);
	if (!error)
		error = add_others(to, added);
	if (!error)
		error = take_one(to, added, Q_EXP);
	return error ? error : take_end(to, added);
}

enum error draft_merge(struct draft *draft, const struct record *published)
{
	const struct state *now = draft_now(draft);
	struct state next;
	enum error error;

	if (!now->sends)		/* who answered that nothing is sent is not answered by what was published before */
		return ERR_NONE;
	error = state_copy(now, &next);
	if (error)
		return error;
	record_release(&next.record);
	next.record = (struct record){ 0 };
	error = record_copy(published, &next.record);
	if (!error)
		error = merge(&next, &now->record);
	if (error) {
		state_release(&next);
		return error;
	}
	return draft_push(draft, &next);
}
