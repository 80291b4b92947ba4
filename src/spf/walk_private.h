#pragma once
/*
 * walk_private: what the files of the walk share, and nobody else.
 *
 * Senders go through a record in groups: all who have spent the same so far and have not matched yet. A term takes those it
 * matches out of their groups; they become outcomes, and what an include's record said of them is turned into outcomes or
 * groups of the record outside. Memory is checked late: a function that gets none returns, and the owner sees pool->failed.
 *
 *	walk.c			entry points; from outcomes to regions
 *	walk_groups.c		groups: spending, waiting, leaving, cutting by networks
 *	walk_fork.c		groups: forking three ways, coming back from an include
 *	walk_terms.c		a domain's record, and the loop over its terms
 *	walk_mechanism.c	one function for each kind of term that asks
 *	walk_target.c		the name a term asks for
 *	walk_names.c		the sender's validated names
 *	walk_exp.c		the explanation
 *	walk_text.c		the ledger's order, and words
 */
#include "base/buf.h"
#include "spf/macro.h"
#include "spf/walk.h"

/* Bounds against hostile trees, far over what limits let through in earnest; past them senders are R_UNKNOWN (too_many). */
enum {
	GROUPS_MOST = 1024,
	RANGES_MOST = 4 << 20,		/* made by cutting, in a whole walk */
	TERMS_MOST = 400000,		/* of all records met; 11 of the largest records there can be stay under it */
	TERMS_OF_FRAME = 16,		/* as many terms as a record costs before its first one */
	DEPTH_MOST = 100,
	EXPANDED_MOST = 1 << 20,	/* bytes a macro string may become */
};

/* A verdict as the walk keeps it. */
struct ending {
	struct verdict verdict;		/* first: it is what others see */
	enum result ahead;		/* a pending one, if every term that waits is no match; R_PENDING: not known */
	uint32_t serial;		/* in the order of making */
};
struct group {
	struct ipset set;
	uint16_t lookups, voids, void_queries;
	bool pending;			/* something to the left is not known yet */
	const struct node *waiting;	/* the first such term; NULL: the domain itself */
	const struct maybe *maybe;
};
struct groups {
	struct group *group;
	size_t n;
};
struct outcome {
	struct ipset set;
	struct ending *ending;
	size_t group;			/* where it goes on, while coming back from an include */
	struct outcome *next;
};
struct outcomes {
	struct outcome *first, *last;
	size_t n;
};
struct heard {				/* of the questions of one term */
	uint16_t pending, void_queries;
};
struct validated {			/* 5.5: of the one sender */
	bool done;
	const struct question *question;
	const struct answer *answer;	/* of the PTR question; NULL: not known yet */
	struct name *name;
	size_t n;
	struct heard heard;
};
struct walker {
	struct pool *pool;
	const struct ask *ask;
	bool single;			/* one address alone: nothing hangs on the address any more */
	struct ip ip;			/* that one */
	uint32_t open;			/* macro letters whose value is not known */
	struct wanted missed;
	struct buf text;		/* macros expand here */
	struct validated validated;
	size_t terms, ranges, groups_most;
	uint32_t endings;
	bool too_many;
	bool limited;			/* a limit was met that a lifted walk does not know */
};
struct target {
	struct name name;
	struct slice domain;		/* as bytes, in the pool */
};
/* A term being evaluated for the groups that came to it. */
struct step {
	struct walker *walker;
	struct frame *frame;
	struct node *node;
	const struct term *term;
	struct groups *groups;
	struct outcomes *out;
};
/* Why senders leave: their verdict less its counts. */
struct reason {
	enum result result;
	enum why why;
	const struct frame *frame;
	const struct node *node;
};

/* walk.c */
void walker_init(struct walker *, struct pool *, const struct ask *, struct ipset who);
void walker_run(struct walker *, struct ipset who, struct walk *);
enum error walker_finish(struct walker *, struct wanted *, struct walk *) MUST_CHECK;
const struct answer *walker_ask(struct walker *, const struct question *, struct heard *);	/* NULL: not known yet, noted */
static inline bool walker_failed(const struct walker *w)
{
	return w->pool->failed;
}
static inline bool answer_is_void(const struct answer *a)	/* 4.6.4 */
{
	return a->said != SAID_FAILED && (a->said != SAID_DATA || a->n == 0);
}
static inline uint16_t count_add(uint16_t a, unsigned b)	/* stays at the most */
{
	return (uint16_t)(a + b > UINT16_MAX ? UINT16_MAX : a + b);
}

/* walk_groups.c */
enum result result_of(char qualifier);
void outcome_add(struct walker *, struct outcomes *, struct ipset, struct ending *);
struct ending *ending_new(struct walker *, const struct group *, struct reason);
void groups_leave(struct walker *, struct outcomes *, struct groups *, struct reason);
void groups_wait(struct walker *, struct outcomes *, struct groups *, const struct node *waiting);
void groups_hear(struct groups *, const struct heard *);
bool groups_spend(struct step *);			/* what the term costs (4.6.4); false: nobody is left */
void groups_void(struct step *);			/* a void term (4.6.4) */
void groups_note(struct step *);			/* what those here have spent goes into the ledger */
void groups_match(struct step *, struct net *, size_t n, size_t terms);	/* nets of terms from step.term on */
void node_note(struct node *, uint16_t lookups);
void step_hear(struct step *, const struct heard *);	/* into the ledger, and to those here */
void step_leave(struct step *, enum result, enum why);
void step_wait(struct step *);

/* walk_fork.c */
void groups_fork(struct step *, bool may_miss);
void groups_return(struct step *, const struct outcomes *inner);
void groups_give_up(struct step *);			/* over a bound */

/* walk_terms.c */
const struct frame *walk_domain(struct walker *, struct node *up, const struct target *, struct groups *, struct outcomes *);

/* walk_mechanism.c */
bool mechanism_asks(enum kind);
void mechanism_step(struct step *);			/* a mechanism that asks, or redirect */

/* walk_target.c */
enum target_state {
	TARGET_GOOD,
	TARGET_BAD,		/* malformed (4.8) */
	TARGET_WAITING,		/* for the sender's names */
	TARGET_OPEN,		/* hangs on more than is known */
};
enum target_state walk_target(struct step *, struct target *);
bool target_always_good(struct step *);			/* of an open target: no sender makes it malformed */
/* What macros expand from. letters: only with %{p} are the sender's names asked for. */
struct facts {
	struct macro_facts macro;
	char validated[NAME_WIRE];
	struct heard heard;
};
/* In a record of the frame. false: a name of the sender is not known yet. */
bool walk_facts(struct walker *, const struct frame *, uint32_t letters, struct facts *);

/* walk_names.c */
const struct validated *walk_validated(struct walker *);
bool validated_ready(const struct validated *);
const struct name *walk_best_validated(const struct validated *, const struct name *domain);	/* NULL: none */

/* walk_exp.c */
bool walk_explain(struct walker *, const struct verdict *, struct slice *explanation);	/* false: waiting */
