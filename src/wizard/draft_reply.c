/* draft_reply: the replies read off the record and written into it. */
#include "wizard/draft_private.h"

#include "base/words.h"
#include "wizard/edit.h"

enum question_id draft_question(const struct term *term)
{
	return edit_question(term);
}

struct slice draft_word(const struct record *record, const struct term *term)
{
	return edit_word(record, term);
}

static void reply_list(const struct record *record, enum question_id id, struct buf *out)
{
	bool any = false;

	for (size_t i = 0; i < record->n; i++) {
		if (edit_question(&record->term[i]) != id)
			continue;
		buf_string(out, any ? " " : "");
		buf_add(out, edit_word(record, &record->term[i]));
		any = true;
	}
}

static void reply_all(const struct state *state, struct buf *out)
{
	const struct term *all = edit_find(&state->record, Q_ALL);

	if (state->redirect || (!all && edit_find(&state->record, Q_REDIRECT)))
		buf_string(out, "redirect");
	else if (all)
		buf_printf(out, "%call", all->qualifier);
}

void draft_reply(const struct draft *draft, enum question_id id, struct buf *out)
{
	const struct state *state = draft_now(draft);
	const struct term *term = edit_find(&state->record, id);

	switch (id) {
	case Q_RETURN_PATH:
		buf_string(out, state->return_path ? "yes" : "no");
		break;
	case Q_SENDS:
		buf_string(out, state->sends ? "yes" : "no");
		break;
	case Q_A: case Q_MX: case Q_PTR:
		buf_string(out, term ? "yes" : "no");
		break;
	case Q_ALL:
		reply_all(state, out);
		break;
	case Q_REDIRECT: case Q_EXP:
		if (term)
			buf_add(out, record_slice(&state->record, term->value));
		break;
	case Q_EXP_TEXT:
		buf_add(out, buf_slice(&state->explanation));
		break;
	case Q_HELO:
		buf_add(out, buf_slice(&state->helo));
		break;
	default:
		reply_list(&state->record, id, out);
	}
}

/* exp counts only where some "-" can match (RFC 7208 6.2). */
static bool may_fail(const struct record *record)
{
	for (size_t i = 0; i < record->n; i++)
		if (record->term[i].qualifier == '-')
			return true;
	return false;
}

bool draft_asks(const struct draft *draft, enum question_id id)
{
	const struct state *state = draft_now(draft);
	const struct record *record = &state->record;

	if (id == Q_RETURN_PATH || id == Q_SENDS)
		return true;
	if (!state->sends)
		return false;
	switch (id) {
	case Q_REDIRECT:
		return state->redirect || (!edit_find(record, Q_ALL) && edit_find(record, Q_REDIRECT));
	case Q_EXP:
		return edit_find(record, Q_EXP) || may_fail(record);
	case Q_EXP_TEXT:
		return edit_find(record, Q_EXP);
	default:
		return id < Q_COUNT;
	}
}

static enum error set_record(struct state *state, struct slice text)
{
	struct record record;
	enum error error = record_parse(&record, text);

	if (error)
		return error;
	record_release(&state->record);
	state->record = record;
	state->redirect = false;
	return ERR_NONE;
}

/* "yes" after "no" brings back what there was before. */
static enum error set_sends(const struct draft *draft, struct state *state, bool sends)
{
	struct slice text = DRAFT_FRESH;

	if (sends == state->sends)
		return ERR_NONE;
	state->sends = sends;
	if (!sends)
		return set_record(state, DRAFT_SENDS_NONE);
	if (draft->published.len && !slice_same(draft_text(&draft->published), DRAFT_SENDS_NONE))
		text = draft_text(&draft->published);
	for (size_t i = 0; i <= draft->at; i++)
		if (draft->state[i].sends)
			text = draft_text(&draft->state[i].record);
	return set_record(state, text);
}

/* redirect and all never stand together: all would win and redirect mean nothing (RFC 7208 6.1). */
static enum error set_all(struct state *state, struct slice word)
{
	enum error error;

	if (slice_same(word, SLICE("redirect"))) {
		state->redirect = !edit_find(&state->record, Q_REDIRECT);
		return state->redirect ? ERR_NONE : edit_remove(&state->record, Q_ALL);
	}
	state->redirect = false;
	error = edit_remove(&state->record, Q_REDIRECT);
	return error ? error : edit_only(&state->record, Q_ALL, word);
}

static enum error set_modifier(struct state *state, enum question_id id, struct slice name)
{
	struct buf text = { 0 };
	enum error error = ERR_MEMORY;

	if (id == Q_REDIRECT)
		state->redirect = false;
	if (!name.len) {
		error = edit_remove(&state->record, id);
		if (!error && id == Q_REDIRECT && !edit_find(&state->record, Q_ALL))
			error = edit_insert(&state->record, Q_ALL, SLICE("~all"));
		return error;
	}
	buf_string(&text, id == Q_REDIRECT ? "redirect=" : "exp=");
	buf_add(&text, name);
	if (!text.failed)
		error = edit_only(&state->record, id, buf_slice(&text));
	if (!error && id == Q_REDIRECT)
		error = edit_remove(&state->record, Q_ALL);
	buf_release(&text);
	return error;
}

static enum error set_flag(struct state *state, enum question_id id, bool yes)
{
	if (!yes)
		return edit_remove(&state->record, id);
	return edit_find(&state->record, id) ? ERR_NONE : edit_insert(&state->record, id, slice_of(wizard_questions[id].name));
}

static enum error set_text(struct buf *to, struct slice text)
{
	buf_clear(to);
	buf_add(to, text);
	return to->failed ? ERR_MEMORY : ERR_NONE;
}

static enum error set_reply(const struct draft *draft, struct state *state, enum question_id id, struct slice reply)
{
	bool yes = slice_equal(reply, SLICE("yes"));

	switch (id) {
	case Q_RETURN_PATH:
		state->return_path = yes;
		return ERR_NONE;
	case Q_SENDS:
		return set_sends(draft, state, yes);
	case Q_A: case Q_MX: case Q_PTR:
		return set_flag(state, id, yes);
	case Q_ALL:
		return set_all(state, reply);
	case Q_REDIRECT: case Q_EXP:
		return set_modifier(state, id, reply);
	case Q_EXP_TEXT:
		return set_text(&state->explanation, reply);
	case Q_HELO:
		return set_text(&state->helo, reply);
	default:
		return edit_list(&state->record, id, reply);
	}
}

/* The words of a list, each checked unless it stands in the record as it is. */
static bool check_list(enum question_id id, struct slice present, struct slice reply, struct buf *out, struct buf *fault)
{
	struct buf good = { 0 }, note = { 0 };
	struct slice word;
	bool ok = true;

	while (ok && question_next_word(&reply, &word)) {
		buf_clear(&good);
		buf_clear(&note);
		if (slice_lists(present, word))
			buf_add(&good, word);
		else
			ok = question_word(id, word, &good, &note);
		buf_string(fault, fault->len && note.len ? " " : "");
		buf_add(fault, buf_slice(&note));
		if (id == Q_HELO && slice_lists(buf_slice(out), buf_slice(&good)))
			continue;
		buf_string(out, out->len ? " " : "");
		buf_add(out, buf_slice(&good));
	}
	out->failed |= good.failed;
	buf_release(&good);
	buf_release(&note);
	return ok;
}

static bool check_reply(enum question_id id, struct slice present, struct slice reply, struct buf *out, struct buf *fault)
{
	if (wizard_questions[id].form == REPLY_LIST)
		return check_list(id, present, reply, out, fault);
	if (!reply.len && (wizard_questions[id].form == REPLY_NAME || wizard_questions[id].form == REPLY_TEXT))
		return true;
	return question_word(id, reply, out, fault);
}

bool draft_set(struct draft *draft, enum question_id id, struct slice reply, struct buf *fault)
{
	struct buf present = { 0 }, words = { 0 };
	struct state next;
	enum error error = ERR_MEMORY;
	bool good = true;

	reply = slice_trim(reply);
	draft_reply(draft, id, &present);
	if (!present.failed && slice_equal(buf_slice(&present), reply)) {
		buf_release(&present);
		return true;
	}
	if (!present.failed)
		good = check_reply(id, buf_slice(&present), reply, &words, fault);
	if (good && !present.failed && !words.failed)
		error = state_copy(draft_now(draft), &next);
	if (good && !error) {
		error = set_reply(draft, &next, id, buf_slice(&words));
		if (id != Q_SENDS && !slice_same(draft_text(&next.record), DRAFT_SENDS_NONE))
			next.sends = true;	/* whoever names a sender does send */
		if (error)
			state_release(&next);
		else
			error = draft_push(draft, &next);
	}
	if (good && error) {
		buf_clear(fault);
		buf_string(fault, _(error_text(error)));
	}
	buf_release(&present);
	buf_release(&words);
	return good && !error;
}

enum error draft_set_record(struct draft *draft, const struct record *record)
{
	struct state next;
	enum error error = state_copy(draft_now(draft), &next);

	if (error)
		return error;
	record_release(&next.record);
	next.record = (struct record){ 0 };
	next.redirect = false;
	error = record_copy(record, &next.record);
	if (error) {
		state_release(&next);
		return error;
	}
	next.sends = !slice_same(draft_text(record), DRAFT_SENDS_NONE);
	return draft_push(draft, &next);
}

enum error draft_set_text(struct draft *draft, struct slice text)
{
	struct record record;
	enum error error = record_parse(&record, text);

	if (error)
		return error;
	error = draft_set_record(draft, &record);
	record_release(&record);
	return error;
}
