/* typed: the words of a field, those that can be read and those that cannot. */
#include "wizard/typed.h"

#include "base/memory.h"
#include "base/words.h"
#include "wizard/draft_private.h"

void typed_release(struct typed *t)
{
	buf_release(&t->good);
	buf_release(&t->fault);
	mem_free(t->bad);
	*t = (struct typed){ 0 };
}

static void add_bad(struct typed *t, size_t at, size_t len)
{
	if (t->bads == t->size) {
		size_t size = t->size ? 2 * t->size : 4;
		struct span *more = mem_resize(t->bad, size, sizeof *more);

		if (!more) {
			t->failed = true;
			return;
		}
		t->bad = more;
		t->size = size;
	}
	t->bad[t->bads++] = (struct span){ (uint32_t)at, (uint32_t)len };
}

/* Said often enough: a word counts once, but for what the record says twice already. */
static bool said(struct slice good, struct slice present, struct slice word)
{
	size_t n = 0, may = 0;
	struct slice one;

	while (slice_word(&good, &one))
		n += slice_same(one, word);
	while (n && slice_word(&present, &one))
		may += slice_same(one, word);
	return n && n >= may;
}

static void read_list(enum question_id id, struct slice text, struct slice present, struct typed *t)
{
	struct buf good = { 0 }, fault = { 0 };
	struct slice rest = text, word;

	while (question_next_word(&rest, &word)) {
		buf_clear(&good);
		buf_clear(&fault);
		if (slice_lists(present, word)) {
			buf_add(&good, word);
		} else if (!question_word(id, word, &good, &fault)) {
			add_bad(t, (size_t)(word.at - text.at), word.len);
			buf_clear(&good);
		}
		if (fault.len && !t->fault.len)
			buf_add(&t->fault, buf_slice(&fault));
		if (!good.len || said(buf_slice(&t->good), present, buf_slice(&good)))
			continue;
		buf_string(&t->good, t->good.len ? " " : "");
		buf_add(&t->good, buf_slice(&good));
	}
	t->failed |= good.failed || fault.failed;
	buf_release(&good);
	buf_release(&fault);
}

static void read_one(enum question_id id, struct slice text, struct slice present, struct typed *t)
{
	struct slice word = slice_trim(text);

	if (!word.len || slice_equal(word, present)) {
		buf_add(&t->good, word);
		return;
	}
	if (question_word(id, word, &t->good, &t->fault))
		return;
	buf_clear(&t->good);
	add_bad(t, (size_t)(word.at - text.at), word.len);
}

void typed_read(const struct draft *draft, enum question_id id, struct slice text, struct typed *out)
{
	struct buf present = { 0 };

	*out = (struct typed){ 0 };
	draft_reply(draft, id, &present);
	if (slice_equal(text, buf_slice(&present)))	/* most often: nothing is left to read */
		buf_add(&out->good, text);
	else if (wizard_questions[id].form == REPLY_LIST)
		read_list(id, text, buf_slice(&present), out);
	else
		read_one(id, text, buf_slice(&present), out);
	out->failed |= out->good.failed || out->fault.failed || present.failed;
	buf_release(&present);
}

/*
 * As it was typed, while its readable part is still the reply. Else the record was changed beside the field, and what is left out stands
 * behind the reply: nobody took it back.
 */
void typed_text(const struct draft *draft, enum question_id id, struct buf *out)
{
	struct slice text = buf_slice(&draft_now(draft)->typed[id]);
	struct buf reply = { 0 };
	struct typed t = { 0 };

	draft_reply(draft, id, &reply);
	if (text.len)
		typed_read(draft, id, text, &t);
	if (t.bads && !t.failed && slice_equal(buf_slice(&t.good), buf_slice(&reply))) {
		buf_add(out, text);
	} else {
		buf_add(out, buf_slice(&reply));
		for (size_t i = 0; i < t.bads && wizard_questions[id].form == REPLY_LIST; i++) {
			buf_string(out, reply.len + i ? " " : "");
			buf_add(out, slice_to(slice_from(text, t.bad[i].at), t.bad[i].len));
		}
	}
	out->failed |= reply.failed || t.failed;
	buf_release(&reply);
	typed_release(&t);
}

size_t typed_left_out(const struct draft *draft, struct buf *out)
{
	size_t n = 0;

	for (int id = 0; id < Q_COUNT; id++) {
		struct buf text = { 0 };
		struct typed t = { 0 };

		if (!draft_now(draft)->typed[id].len || !draft_asks(draft, (enum question_id)id))
			continue;
		typed_text(draft, (enum question_id)id, &text);
		typed_read(draft, (enum question_id)id, buf_slice(&text), &t);
		for (size_t i = 0; i < t.bads; i++) {
			buf_string(out, n++ ? " " : "");
			buf_add(out, slice_to(slice_from(buf_slice(&text), t.bad[i].at), t.bad[i].len));
		}
		out->failed |= text.failed || t.failed;
		buf_release(&text);
		typed_release(&t);
	}
	return n;
}
