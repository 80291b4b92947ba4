#pragma once
/*
 * job: several resolvers at work at once, as the screens' loop would drive them: one poll(2) over all their sockets.
 */
#include "dns/resolver.h"
#include "rogue.h"

struct step_wanted {		/* a question, and after how many rounds it comes up */
	unsigned round;
	const char *name;
	uint16_t type;
};
/* simple.test of tests/servers/rogue.json as a check meets it: three rounds. Ended by a row without a name. */
extern const struct step_wanted simple_tree[];

struct job {
	const char *label;
	const struct step_wanted *tree;
	source_pass *pass;		/* instead of the tree */
	void *arg;
	struct resolver_options options;
	struct source *source;
	struct answers *answers;
	struct wanted wanted;
	uint64_t began_ms, took_ms;	/* took_ms: when it was done */
	uint64_t slowest_ms;		/* one call of want() or step(): its work, or all of it when it went to sleep in there */
	size_t put, most_flying;
	bool done;
};

uint64_t job_clock(void);
/* What a tree lacks; true when it needs nothing more: all is there, or something of a round has failed. */
bool job_pass(const struct step_wanted *, const struct answers *, struct wanted *);
/* servers: modes of rogue, NULL at the end. */
void job_init(struct job *, const struct step_wanted *, const struct rogue *, const char *const servers[]);
void job_open(struct job *);			/* with its options as they are */
void jobs_run(struct job *, size_t n, uint64_t most_ms);
void job_release(struct job *);

const struct answer *job_answer(const struct job *, const char *name, uint16_t type);
struct question job_question(const char *name, uint16_t type);
/* Do both know the same of the tree? */
bool job_agrees(const struct job *, const struct job *truth);
size_t open_descriptors(void);
