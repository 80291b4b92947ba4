#pragma once
/* diff_private: what the parts of the Diff screen share. */
#include "spf/compare.h"
#include "ui/screen.h"

struct diff_line {
	const char *text;		/* printable, in the pool */
	enum look look;			/* of those columns; the rest is plain */
	int tag, tagged;
	bool rule;			/* a heading across the screen; right: what stands at its end */
	const char *right;
	size_t finding;			/* of the draft's: 1 + which; 0: it is none of them */
};
struct diff {
	struct pool published_pool;	/* the published record's survey; anew when answers may be new */
	struct survey published;
	bool known;
	struct wanted wanted;		/* what it lacks */
	struct pool pool;		/* all below; anew when either record is */
	struct record before, after;	/* in the pool */
	struct diff_line *line;
	size_t lines, room;
	struct list list;
	bool texts;			/* the records as they stand in DNS, string by string, and not term by term */
	bool only;			/* leave out what is the same on both sides */
};
/* diff_lines.c: all that is to be said, a line each. Figures come from the two surveys. */
void diff_tell(struct app *, struct diff *);
