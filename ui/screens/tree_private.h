#pragma once
/* tree_private: what the parts of the Tree screen share. */
#include "ui/screen.h"
#include "ui/screens/prompt.h"
#include "wizard/ledger_rows.h"

#define TREE_DOMAIN SIZE_MAX	/* the line of the domain itself, in place of a row's index */

enum { TREE_FOLDS = 256 };
struct tree_stop {
	enum why why;			/* WHY_LOOKUPS, WHY_VOIDS, WHY_MX; of neither family: nobody stops */
	bool v4, v6;			/* senders of which family */
};
struct tree {
	struct pool pool;		/* what refresh() made: it points into the app's survey and is made anew with that */
	struct ledger ledger;
	struct ledger_rows rows;
	const uint64_t *key;		/* by row: the same term on the same way down, however often the rows are made */
	const struct tree_stop *stop;	/* by row: do receivers stop there? */
	size_t *line;			/* rows in sight, folded ones left out; the first is TREE_DOMAIN */
	size_t lines;
	uint64_t folded[TREE_FOLDS];	/* keys */
	size_t folds;
	struct list list;		/* over the lines */
	int shown;			/* lines of the list in the last window known */
	struct prompt prompt;
	struct buf sought;
};

/* tree_rows.c: the rows of the app's survey, and which are in sight. */
void tree_read(struct app *, struct tree *);
void tree_lines(struct tree *);			/* after a fold */
size_t tree_at(const struct tree *);		/* the chosen row, or TREE_DOMAIN */
bool tree_can_fold(const struct tree *, size_t row);
bool tree_is_folded(const struct tree *, size_t row);
void tree_fold(struct tree *, size_t row, bool folded);
void tree_choose(struct tree *, size_t row);	/* what is folded around it opens */
/* The next row after the chosen one that has the text in its term or answer, round the end; false: none has. */
bool tree_seek(struct tree *, struct slice text, bool back, size_t *row);

/* tree_draw.c: the lines under their heading, and the cursor. */
void tree_draw_list(const struct app *, const struct tree *, struct cells *, struct area);

/* tree_about.c: the chosen row in full. */
void tree_draw_about(const struct app *, const struct tree *, struct cells *, struct area);
bool tree_explain(struct app *, const struct tree *);	/* false: no term is chosen */
struct slice tree_record(const struct app *, const struct tree *, struct span *mark);	/* mark: its term's place */
