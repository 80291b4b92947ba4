#pragma once
/*
 * world: the table of answers and the source behind it, as the options ask for them (--zone, --answers, --no-dns, @SERVER,
 * resolv.conf), opened and closed in one place; and asking until a walk has all it wants.
 */
#include "base/buf.h"
#include "cmd/data.h"
#include "cmd/options.h"
#include "dns/source.h"
#include "dns/zonefile.h"

struct world {
	struct answers *answers;	/* what was asked so far */
	struct source *source;
	struct zonefile *zone;		/* --zone files, for the source and for who edits them */
	size_t zones;
	struct data data;		/* services and hosts, read when first wanted */
	volatile int stop;		/* set non-zero to end a wait, also from a signal handler */
	uint64_t most_ms;		/* for one world_ask(); 0: 20,000, as RFC 7208 4.6.4 has it for one check */
	bool saves;			/* there is a --save-answers */
	struct answers *earlier;	/* for it: what is known from tables that went; NULL: nothing */
	bool lost;			/* memory ended over that: saving fails */
	bool report;			/* progress goes to standard error when that is a terminal */
};
enum error world_open(struct world *, const struct options *, struct problem *) MUST_CHECK;
/* Writes --save-answers and releases all. */
enum error world_close(struct world *, const struct options *, struct problem *) MUST_CHECK;
/*
 * For a world that takes the place of before, or begins its table anew: what was answered there is still saved when this one is closed,
 * unless it has an answer of its own. A failure takes the place of no answer.
 */
void world_keep(struct world *, struct world *before);
/* source_run() with the world's table and source; SIGINT stops it. ERR_NONE, ERR_STOPPED, ERR_MEMORY. */
enum error world_ask(struct world *, source_pass *, void *arg, struct problem *) MUST_CHECK;
/*
 * From within a pass, and after the last one: writes to standard output what SIGINT may stop too, so that nobody needs to wait for a reader
 * who does not read. ERR_STOPPED, ERR_MEMORY when the buf has failed, ERR_FILE.
 */
enum error world_print(const struct buf *, struct problem *) MUST_CHECK;
/* Begins an empty table, and the source's bounds anew; --save-answers forgets nothing. ERR_MEMORY: all is as before. */
enum error world_forget(struct world *, struct problem *) MUST_CHECK;
/* Did no server answer anything at all? Then nothing that was found out is worth a verdict. */
bool world_silent(const struct world *);

/*
 * The domain a command works on: the one operand, typed by a person; len 0 when there is none and that is fine (optional).
 * Fills problem with what is wrong and what to do.
 */
enum error world_domain(const struct options *, bool optional, struct name *, struct problem *) MUST_CHECK;
/* --record: its text, or standard input for "-", into out; one final newline goes. *given: was it there? */
enum error world_record(const struct options *, struct buf *out, bool *given, struct problem *) MUST_CHECK;
