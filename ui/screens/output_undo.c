/* output_undo: what was chosen on Output, one choice after the other, so that undo takes them back too. */
#include "ui/screens/output_private.h"

#include "base/words.h"

#include <string.h>

static const int fields[] = { OUT_FOR, OUT_LAYOUT, OUT_OWNER, OUT_COMMENT };
_Static_assert(sizeof fields / sizeof *fields == OUT_CHOICES, "a choice keeps a value for each");

static struct output_choice present(const struct app *app, const struct output_screen *out)
{
	struct output_choice c = {
		.host = out->host, .format = out->format, .of_app = app->host, .of_app_chosen = app->host_chosen,
		.step = app->draft ? draft_step(app->draft) : 0,
	};

	for (size_t i = 0; i < OUT_CHOICES; i++)
		c.value[i] = form_field(&out->form, fields[i])->value;
	return c;
}

static bool equal(const struct output_choice *a, const struct output_choice *b)
{
	return memcmp(a->value, b->value, sizeof a->value) == 0 && a->host == b->host && a->format == b->format &&
	    a->of_app == b->of_app && a->of_app_chosen == b->of_app_chosen;
}

/* The oldest gives way. */
static void push(struct output_choices *to, const struct output_choice *choice)
{
	if (to->n == CHOICES_MOST)
		memmove(&to->choice[0], &to->choice[1], --to->n * sizeof *to->choice);
	to->choice[to->n++] = *choice;
}

void output_settled(const struct app *app, struct output_screen *out)
{
	out->was = present(app, out);
}

void output_chosen(const struct app *app, struct output_screen *out)
{
	struct output_choice now = present(app, out);

	if (equal(&now, &out->was))
		return;
	out->was.step = now.step;
	push(&out->past, &out->was);
	out->ahead.n = 0;
	out->was = now;
}

void output_forget(struct output_screen *out)
{
	out->past.n = out->ahead.n = 0;
}

static void put(struct app *app, struct output_screen *out, const struct output_choice *choice)
{
	for (size_t i = 0; i < OUT_CHOICES; i++)
		form_set_value(&out->form, fields[i], choice->value[i]);
	out->host = choice->host;
	out->format = choice->format;
	out->top = 0;
	app->host = choice->of_app;
	app->host_chosen = choice->of_app_chosen;
	app->stale_record = app->stale_screen = true;	/* what the host takes is a matter of findings */
	app_touch(app);
}

/* A record that was changed since then goes back first, and comes back last. */
bool output_undo(struct app *app, struct output_screen *out, bool redo)
{
	struct output_choices *from = redo ? &out->ahead : &out->past, *to = redo ? &out->past : &out->ahead;
	size_t step = app->draft ? draft_step(app->draft) : 0;
	struct output_choice now = present(app, out), then;

	if (!from->n)
		return false;
	then = from->choice[from->n - 1];
	if (then.step < step)
		return false;
	from->n--;
	now.step = then.step;
	push(to, &now);
	put(app, out, &then);
	app_say(app, LOOK_PLAIN, "%s", redo ? _("Done again.") : _("Taken back. M-e does it again."));
	return true;
}
