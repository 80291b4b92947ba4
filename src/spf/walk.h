#pragma once
/*
 * walk: check_host() (RFC 7208 section 4) carried out on a set of addresses of one family.
 *
 * check() is the walk of one address, coverage() of all. A pure function: what the answers lack is added to wanted, and whoever
 * hangs on it gets R_PENDING. A verdict is given only when nothing to its left is pending; counts are of terms and records,
 * begin anew with every pass, and so depend on no order of arrival. Everything a walk makes is born in the pool given and
 * dies with it: nothing survives the next pass.
 */
#include "base/ipset.h"
#include "dns/answers.h"
#include "spf/record.h"
#include "spf/select.h"

enum {
	WALK_LOOKUPS = 10,	/* 4.6.4 */
	WALK_VOIDS = 2,		/* 4.6.4 */
	WALK_MX = 10,		/* 4.6.4 */
	WALK_PTR = 10,		/* 4.6.4 */
};
enum result {
	R_PENDING, R_NONE, R_NEUTRAL, R_PASS, R_FAIL, R_SOFTFAIL, R_TEMPERROR, R_PERMERROR,
	R_UNKNOWN,		/* coverage only: behind an include or redirect whose name hangs on the address */
	RESULT_COUNT
};
const char *result_word(enum result);	/* "pass": RFC words, never translated; "pending", "unknown" */

enum why {
	WHY_TERM,		/* verdict.node matched */
	WHY_DEFAULT,		/* no term matched (4.7) */
	WHY_LOOKUPS, WHY_VOIDS, WHY_MX,	/* over a limit (4.6.4), at verdict.node */
	WHY_SYNTAX,		/* verdict.node, or verdict.frame's record as a whole */
	WHY_DNS,		/* temperror at verdict.node, or of the domain itself */
	WHY_NO_RECORD, WHY_MANY_RECORDS,	/* at the domain itself, or at the target of verdict.node */
	WHY_NAME,		/* the domain itself, or a target, is malformed (4.3, 4.8) */
	WHY_WAITING,
	WHY_ADDRESS,		/* R_UNKNOWN */
};
struct node;
struct frame {			/* one record on one way down to it */
	struct record record;	/* in the pool: not to be released */
	struct name name;
	struct slice domain;	/* %{d}: as it was written or expanded */
	const struct node *up;	/* the include or redirect that led here; NULL: the checked domain */
	struct node *node;	/* one per term, same index */
	unsigned depth;		/* 0: the checked domain */
};
struct node {			/* the ledger: a term on one way down to it */
	const struct frame *frame;
	const struct frame *inner;	/* the record an include or redirect led to; NULL: none, or not known yet */
	const struct question *asked;	/* the term's own question; NULL: none was asked */
	const struct answer *answer;	/* NULL: none, or not known yet */
	bool reached;			/* some sender of the set came here */
	bool refused;			/* some sender came here and was over the limit: nothing asked */
	bool cut;			/* lifted: not entered, a loop */
	bool open;			/* hangs on more than the address: three ways */
	uint8_t own;			/* look-ups it costs itself once reached: 0, 1, or 2 with %{p} */
	uint16_t sum_min, sum_max;	/* look-ups spent by the senders that came here when done here, least and most */
	uint8_t voids;			/* 0 or 1: void terms (4.6.4) */
	uint16_t void_queries;		/* queries of the term that found nothing: pyspf and Mail::SPF count these; lint only */
	uint16_t pending;		/* questions of the term (its hosts and names too) not answered yet */
};
static inline const struct term *node_term(const struct node *n)
{
	return &n->frame->record.term[n - n->frame->node];
}

/* The term of the checked domain's own record that a node hangs under. */
static inline size_t node_top(const struct node *n)
{
	while (n->frame->up)
		n = n->frame->up;
	return (size_t)(n - n->frame->node);
}

enum how { HOW_MATCH, HOW_MISS, HOW_VOID };
struct maybe {			/* a term that hangs on more than the address, and how it went; the last one first */
	const struct maybe *before;
	const struct node *node;
	enum how how;
};
struct verdict {
	enum result result;
	enum why why;
	const struct node *node;	/* decides (R_PENDING: the first that waits); NULL: the domain itself, or WHY_DEFAULT */
	const struct frame *frame;	/* whose record decided: behind a redirect, not behind an include; NULL: none was found */
	const struct verdict *inner;	/* what the include at node said */
	uint16_t lookups, voids, void_queries;	/* spent on the way to this verdict; the one refused is among them */
	const struct maybe *maybe;	/* NULL: hangs on the address alone. Else it holds if each of these went as said */
};
struct region {
	struct range range;
	const struct verdict *verdict;
};
struct walk {
	const struct region *region;	/* ascending; cover who, each address once for each way its maybes can go */
	size_t n;
	const struct frame *top;	/* NULL: no record of the domain is known */
	const struct verdict *verdict;	/* when the domain itself decided (no top); else NULL */
	size_t pending;			/* questions of this walk that have no answer yet */
	size_t groups_most;		/* the most senders' groups kept at once */
	bool limited;			/* a limit was met: a lifted walk may differ. False and nothing pending: it would be the same */
	bool too_many;			/* over the bound on groups or regions: the rest is R_UNKNOWN */
};
struct sender {
	struct slice local, domain, helo;	/* MAIL FROM and HELO (2.3, 2.4); a null MAIL FROM is postmaster@HELO */
	bool known;		/* false: %{s} %{l} %{o} %{h} are maybes */
	bool helo_known;	/* false: %{h} alone is one */
};
/* Splits MAIL FROM at its last "@" (4.1, 4.3: an empty local part is "postmaster"); empty or "<>": postmaster@helo. Lends. */
struct sender sender_of(struct slice mail_from, struct slice helo);
/*
 * Receivers look up the record of the sender's domain (2.4): when that is not the domain tested, a sentence that says so; else nothing.
 * Translated, printable. Adds.
 */
void sender_remark(const struct sender *, const struct name *domain, enum text_form, struct buf *out);

enum { WALK_MEMO = 32 };
struct walk_memo {		/* records that walks over the same answers, in the same pool, have read: each is parsed once. Zero at first */
	struct {
		const struct answer *answer;	/* NULL: free */
		struct selected selected;
		struct record record;	/* when selected.n is 1 */
	} row[WALK_MEMO];	/* by the answer's address; a newcomer takes the place of what was there */
};
struct ask {
	const struct answers *answers;
	struct walk_memo *memo;	/* NULL: none */
	struct slice domain;	/* checked domain, as bytes (RFC 7208 4.3) */
	const struct sender *sender;
	struct slice receiver;	/* %{r} */
	uint64_t seconds;	/* %{t} */
	bool v6;
	bool strict;		/* stop at the first miss, as a receiver: no looking ahead */
	bool lifted;		/* no limits; loops are cut at the second visit (tree, flatten, fixes) */
	bool forgiving;		/* for figures alone: what fails is no match, so that what stands behind it is counted */
};
/* ERR_MEMORY. who: an ipset. */
enum error walk(struct pool *, const struct ask *, struct ipset who, struct wanted *, struct walk *) MUST_CHECK;

/*
 * R_PENDING also while only the explanation waits: the verdict then stands already. When the sender is not known and the ways its
 * maybes can go differ in result: R_UNKNOWN, WHY_ADDRESS at the first of them; walk has all the ways.
 */
struct check {
	enum result result;
	const struct verdict *verdict;	/* never NULL */
	struct slice explanation;	/* US-ASCII or empty (6.2); as it came from DNS, to be made printable */
	struct walk walk;
};
enum error check(struct pool *, const struct ask *, struct ip, struct wanted *, struct check *) MUST_CHECK;
/* All addresses of ask->v6's family; neighbours with equal verdicts are joined. */
enum error coverage(struct pool *, const struct ask *, struct wanted *, struct walk *) MUST_CHECK;

/* The most look-ups that the senders of any region spent; of a lifted walk: those beyond the limit too. Void terms likewise. */
unsigned walk_lookups(const struct walk *);
unsigned walk_voids(const struct walk *);
/* A depth-first reading of the ledger, for trees and tables: start with *at NULL; NULL at the end. */
const struct node *ledger_next(const struct walk *, const struct node *at);
/* The sentence "matched mx, term 2 of 4" and its like for each why, translated and printable. Adds to out. */
struct buf;
void verdict_text(const struct verdict *, struct buf *out);
