#pragma once
/*
 * lines: everything that is to be published as lines of a master file, and the commands that come after. `build`, `emit`, plain questions
 * and the screens print these bytes.
 */
#include "publish/zoneline.h"
#include "wizard/draft.h"

struct zonelines {
	enum zone_server server;
	struct zoneline line;	/* owner is set for each */
	bool fitting;		/* not line.layout: one line where one string holds it all, else parentheses */
};
/* What is printed where nobody chose: "@" or relative owners, no TTL, by what fits. zone: where "@" and relative owners start. */
void lines_usual(const struct name *zone, struct zonelines *);
/* Where zone_doubtful(): "@" could be read in the zone above, so that owners are absolute. */
void lines_in_doubt(struct zonelines *, bool doubtful);
/*
 * One after the other; an owner outside the zone is printed absolute. ERR_MEMORY, ERR_TOO_LARGE, ERR_NAME_BYTES (there is no owner).
 * Nothing is added to out then.
 */
enum error lines_print(const struct zonelines *, const struct outputs *, struct buf *out) MUST_CHECK;
/* The layout that a record gets. */
enum line_layout lines_layout(const struct zonelines *, const struct record *);
/* The commands to reload, look and test (zoneline_commands()), each behind "; " so that all of it still loads. */
void lines_commands(const struct zonelines *, const struct name *owner, struct buf *out);
