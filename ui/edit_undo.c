/* edit_undo: every change of a text field, and the way back. */
#include "ui/edit_private.h"

#include "base/memory.h"
#include "ui/glyph.h"

#include <string.h>

enum { STEPS_MOST = 500, STEPS_MOST_BYTES = 4 << 20 };

struct edit_step {		/* at at, out gave way to in */
	enum step_kind kind;
	size_t at, cursor;	/* cursor: before it */
	struct buf out, in;
};

static void step_release(struct edit_step *step)
{
	buf_release(&step->out);
	buf_release(&step->in);
}

static void drop_steps(struct edit *e, size_t from)
{
	while (e->steps > from)
		step_release(&e->step[--e->steps]);
	if (e->step_at > e->steps)
		e->step_at = e->steps;
}

void edit_release(struct edit *e)
{
	drop_steps(e, 0);
	mem_free(e->step);
	buf_release(&e->text);
	*e = (struct edit){ .form = e->form };
}

bool edit_set(struct edit *e, struct slice text)
{
	struct buf copy = { 0 };
	enum text_form form = e->form;
	size_t begun = e->begun;

	buf_add(&copy, text);
	if (copy.failed) {
		buf_release(&copy);
		return false;
	}
	edit_release(e);
	*e = (struct edit){ .form = form, .text = copy, .cursor = copy.len, .begun = begun };
	return true;
}

void edit_close_step(struct edit *e)
{
	if (e->step_at)
		e->step[e->step_at - 1].kind = STEP_ALONE;
}

/* false: no memory, b is as before. */
static bool replace(struct buf *b, size_t at, size_t len, struct slice with)
{
	buf_replace(b, at, len, with);
	if (!b->failed)
		return true;
	b->failed = false;
	return false;
}

static bool change_text(struct edit *e, size_t at, size_t len, struct slice with)
{
	if (!replace(&e->text, at, len, with))
		return false;
	/* What now touches may have become one character. */
	e->cursor = cluster_boundary(buf_slice(&e->text), at + with.len);
	return true;
}

/* The step that this change goes on with, or NULL. */
static struct edit_step *step_to_join(struct edit *e, enum step_kind kind, size_t at, size_t len)
{
	struct edit_step *last = e->step_at && e->step_at == e->steps ? &e->step[e->step_at - 1] : NULL;

	if (!last || kind == STEP_ALONE || last->kind != kind)
		return NULL;
	if (kind == STEP_TYPED)
		return last->at + last->in.len == at ? last : NULL;
	return at + len == last->at || at == last->at ? last : NULL;
}

static bool join(struct edit *e, struct edit_step *step, size_t at, size_t len, struct slice with)
{
	struct slice gone = slice_from(slice_to(buf_slice(&e->text), at + len), at);
	bool typed = step->kind == STEP_TYPED;
	struct buf *grows = typed ? &step->in : &step->out;
	size_t place = typed || at == step->at ? grows->len : 0, before = grows->len;

	if (!replace(grows, place, 0, typed ? with : gone))
		return false;
	if (!change_text(e, at, len, with)) {
		buf_replace(grows, place, grows->len - before, SLICE(""));
		return false;
	}
	step->at = typed ? step->at : at;
	return true;
}

/* So that hours of pasting do not fill the memory; the last step stays. */
static void drop_oldest(struct edit *e)
{
	size_t bytes = 0, first = e->steps;

	while (first > 0 && e->steps - first < STEPS_MOST && (bytes <= STEPS_MOST_BYTES || first == e->steps)) {
		first--;
		bytes += e->step[first].out.len + e->step[first].in.len;
	}
	if (bytes > STEPS_MOST_BYTES && first + 1 < e->steps)
		first++;
	for (size_t i = 0; i < first; i++)
		step_release(&e->step[i]);
	e->steps -= first;
	e->step_at -= first;
	memmove(e->step, e->step + first, e->steps * sizeof *e->step);
}

static bool push(struct edit *e, enum step_kind kind, size_t at, size_t len, struct slice with)
{
	struct edit_step step = { .kind = kind, .at = at, .cursor = e->cursor };

	if (e->step_at == e->step_size) {
		size_t size = e->step_size ? 2 * e->step_size : 8;
		struct edit_step *more = mem_resize(e->step, size, sizeof *more);

		if (!more)
			return false;
		e->step = more;
		e->step_size = size;
	}
	buf_add(&step.out, slice_from(slice_to(buf_slice(&e->text), at + len), at));
	buf_add(&step.in, with);
	if (step.out.failed || step.in.failed || !change_text(e, at, len, with)) {
		step_release(&step);
		return false;
	}
	drop_steps(e, e->step_at);
	e->step[e->steps++] = step;
	e->step_at = e->steps;
	e->begun++;
	drop_oldest(e);
	return true;
}

enum edited edit_change(struct edit *e, enum step_kind kind, size_t at, size_t len, struct slice with)
{
	struct edit_step *step;

	if ((!len && !with.len) || (with.len > len && (with.len > EDIT_MOST || e->text.len - len > EDIT_MOST - with.len)))
		return EDIT_SAME;
	step = step_to_join(e, kind, at, len);
	return (step ? join(e, step, at, len, with) : push(e, kind, at, len, with)) ? EDIT_CHANGED : EDIT_SAME;
}

bool edit_undo(struct edit *e)
{
	struct edit_step *step = e->step_at ? &e->step[e->step_at - 1] : NULL;

	if (!step || !change_text(e, step->at, step->in.len, buf_slice(&step->out)))
		return false;
	edit_close_step(e);
	e->step_at--;
	e->cursor = step->cursor;
	e->want_column = 0;
	return true;
}

bool edit_redo(struct edit *e)
{
	struct edit_step *step = e->step_at < e->steps ? &e->step[e->step_at] : NULL;

	if (!step || !change_text(e, step->at, step->out.len, buf_slice(&step->in)))
		return false;
	e->step_at++;
	edit_close_step(e);
	e->want_column = 0;
	return true;
}
