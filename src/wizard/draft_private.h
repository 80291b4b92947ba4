#pragma once
/* draft_private: what the parts of draft share. */
#include "wizard/draft.h"

struct state {			/* one step of undo */
	struct record record;
	struct buf explanation, helo;	/* replies that are no part of the record */
	struct buf expectations;	/* lines, see wizard/expect.h */
	struct buf typed[Q_COUNT];	/* what a field says, where some of it cannot be read; see wizard/typed.h */
	bool return_path, sends;
	bool redirect;		/* chosen, but its name is still missing */
};
struct draft {
	struct name domain;
	struct record published;	/* len 0: none */
	struct state *state;	/* n of them, state[at] is the present one */
	size_t n, at, size;
	size_t dropped;		/* states that were too old to keep */
};
#define DRAFT_FRESH SLICE("v=spf1 ~all")
#define DRAFT_SENDS_NONE SLICE("v=spf1 -all")	/* RFC 7208 10.1.2 */

static inline const struct state *draft_now(const struct draft *draft)
{
	return &draft->state[draft->at];
}
static inline struct slice draft_text(const struct record *record)
{
	return (struct slice){ record->text, record->len };
}
void state_release(struct state *);
enum error state_copy(const struct state *from, struct state *to) MUST_CHECK;	/* ERR_MEMORY */
bool state_equal(const struct state *, const struct state *);
/* Makes *next the present state unless nothing changed. Takes it over in every case. ERR_MEMORY. */
enum error draft_push(struct draft *, struct state *next) MUST_CHECK;
