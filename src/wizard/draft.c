/* draft: the states of the record being made, one after the other. */
#include "wizard/draft_private.h"

#include "base/memory.h"

#include <string.h>

enum { STATES_MOST = 500, EXPECTATIONS_MOST = 65535, TYPED_MOST = 65536 };

void state_release(struct state *state)
{
	record_release(&state->record);
	buf_release(&state->explanation);
	buf_release(&state->helo);
	buf_release(&state->expectations);
	for (size_t i = 0; i < Q_COUNT; i++)
		buf_release(&state->typed[i]);
}

enum error state_copy(const struct state *from, struct state *to)
{
	enum error error;
	bool failed = false;

	*to = (struct state){ .return_path = from->return_path, .sends = from->sends, .redirect = from->redirect };
	error = record_copy(&from->record, &to->record);
	if (error)
		return error;
	buf_add(&to->explanation, buf_slice(&from->explanation));
	buf_add(&to->helo, buf_slice(&from->helo));
	buf_add(&to->expectations, buf_slice(&from->expectations));
	for (size_t i = 0; i < Q_COUNT; i++) {
		buf_add(&to->typed[i], buf_slice(&from->typed[i]));
		failed |= to->typed[i].failed;
	}
	if (!failed && !to->explanation.failed && !to->helo.failed && !to->expectations.failed)
		return ERR_NONE;
	state_release(to);
	return ERR_MEMORY;
}

bool state_equal(const struct state *a, const struct state *b)
{
	for (size_t i = 0; i < Q_COUNT; i++)
		if (!slice_equal(buf_slice(&a->typed[i]), buf_slice(&b->typed[i])))
			return false;
	return slice_equal(draft_text(&a->record), draft_text(&b->record)) && slice_equal(buf_slice(&a->explanation), buf_slice(&b->explanation)) &&
	    slice_equal(buf_slice(&a->helo), buf_slice(&b->helo)) && slice_equal(buf_slice(&a->expectations), buf_slice(&b->expectations)) &&
	    a->return_path == b->return_path && a->sends == b->sends && a->redirect == b->redirect;
}

/* What was taken back is gone, the oldest step too when there are too many. Takes *next over in every case. */
enum error draft_push(struct draft *draft, struct state *next)
{
	if (draft->n && state_equal(draft_now(draft), next)) {
		state_release(next);
		return ERR_NONE;
	}
	while (draft->n > draft->at + 1)
		state_release(&draft->state[--draft->n]);
	if (draft->n == STATES_MOST) {
		state_release(&draft->state[0]);
		memmove(draft->state, draft->state + 1, --draft->n * sizeof *draft->state);
		draft->dropped++;
	}
	if (draft->n == draft->size) {
		size_t size = draft->size ? 2 * draft->size : 16;
		struct state *more = mem_resize(draft->state, size, sizeof *more);

		if (!more) {
			state_release(next);
			return ERR_MEMORY;
		}
		draft->state = more;
		draft->size = size;
	}
	draft->state[draft->n] = *next;
	draft->at = draft->n++;
	return ERR_NONE;
}

struct draft *draft_new(const struct name *domain, const struct record *published)
{
	struct draft *draft = mem_zero(1, sizeof *draft);
	struct state first = { .return_path = true };
	bool there = published && published->len;

	if (!draft)
		return NULL;
	draft->domain = *domain;
	if (there && record_copy(published, &draft->published)) {
		mem_free(draft);
		return NULL;
	}
	if (there ? record_copy(published, &first.record) : record_parse(&first.record, DRAFT_FRESH)) {
		draft_free(draft);
		return NULL;
	}
	first.sends = !slice_same(draft_text(&first.record), DRAFT_SENDS_NONE);
	if (draft_push(draft, &first)) {
		draft_free(draft);
		return NULL;
	}
	return draft;
}

void draft_free(struct draft *draft)
{
	if (!draft)
		return;
	while (draft->n)
		state_release(&draft->state[--draft->n]);
	mem_free(draft->state);
	record_release(&draft->published);
	mem_free(draft);
}

const struct record *draft_record(const struct draft *draft)
{
	return &draft_now(draft)->record;
}

const struct name *draft_domain(const struct draft *draft)
{
	return &draft->domain;
}

bool draft_changed(const struct draft *draft)
{
	return !slice_equal(draft_text(draft_record(draft)), draft_text(&draft->published));
}

struct slice draft_expectations(const struct draft *draft)
{
	return buf_slice(&draft_now(draft)->expectations);
}

enum error draft_set_expectations(struct draft *draft, struct slice lines)
{
	struct state next;
	enum error error = lines.len > EXPECTATIONS_MOST ? ERR_TOO_LARGE : state_copy(draft_now(draft), &next);

	if (error)
		return error;
	buf_clear(&next.expectations);
	buf_add(&next.expectations, lines);
	if (next.expectations.failed) {
		state_release(&next);
		return ERR_MEMORY;
	}
	return draft_push(draft, &next);
}

enum error draft_set_typed(struct draft *draft, enum question_id id, struct slice text)
{
	struct state next;
	enum error error;

	if (slice_equal(buf_slice(&draft_now(draft)->typed[id]), text))
		return ERR_NONE;
	error = text.len > TYPED_MOST ? ERR_TOO_LARGE : state_copy(draft_now(draft), &next);
	if (error)
		return error;
	buf_clear(&next.typed[id]);
	buf_add(&next.typed[id], text);
	if (next.typed[id].failed) {
		state_release(&next);
		return ERR_MEMORY;
	}
	return draft_push(draft, &next);
}

bool draft_undo(struct draft *draft)
{
	if (!draft->at)
		return false;
	draft->at--;
	return true;
}

bool draft_redo(struct draft *draft)
{
	if (draft->at + 1 >= draft->n)
		return false;
	draft->at++;
	return true;
}

size_t draft_step(const struct draft *draft)
{
	return draft->dropped + draft->at;
}

void draft_join(struct draft *draft, size_t step)
{
	size_t first = step + 1 > draft->dropped ? step + 1 - draft->dropped : 1;

	if (step < draft->dropped || draft->at < first)
		return;
	for (size_t i = first; i < draft->at; i++)
		state_release(&draft->state[i]);
	memmove(draft->state + first, draft->state + draft->at, (draft->n - draft->at) * sizeof *draft->state);
	draft->n -= draft->at - first;
	draft->at = first;
	if (state_equal(&draft->state[first - 1], &draft->state[first])) {
		while (draft->n > first)
			state_release(&draft->state[--draft->n]);
		draft->at = first - 1;
	}
}

void draft_fold(struct draft *draft, size_t step)
{
	if (step >= draft->dropped && draft->at > step - draft->dropped &&
	    !state_equal(&draft->state[step - draft->dropped], draft_now(draft)))
		draft_join(draft, step);
}

enum error draft_return(struct draft *draft, size_t step)
{
	struct state next;
	enum error error;

	if (step < draft->dropped || step - draft->dropped >= draft->n)
		return ERR_NONE;
	error = state_copy(&draft->state[step - draft->dropped], &next);
	return error ? error : draft_push(draft, &next);
}

enum error draft_set_published(struct draft *draft, const struct record *published)
{
	struct record record;
	enum error error = record_copy(published, &record);

	if (error)
		return error;
	record_release(&draft->published);
	draft->published = record;
	return ERR_NONE;
}
