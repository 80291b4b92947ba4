#pragma once
/*
 * sentence: whom the sentence of a term speaks of, and what becomes of them. All of it is read off the walks' regions and ledgers: nothing
 * is evaluated here. Private to the sentences, and to who proves them.
 */
#include "base/pool.h"
#include "lint/explain.h"

enum tells {
	TELLS_PLAIN,		/* that of set, however they get it */
	TELLS_REST,		/* that of set, and of whom else the term means as far as they come to it */
	TELLS_TAKEN,		/* all whom it names are decided by terms before it */
	TELLS_NOBODY,		/* nobody comes to it */
	TELLS_ENDS,		/* whoever comes to it gets an error there */
	TELLS_NEVER,		/* an IPv4-mapped network: such senders are IPv4 (5) */
};
struct networks {		/* of one family: ascending, each once */
	struct range *range;
	size_t n;
};
struct told {
	enum tells tells;
	enum result result;	/* what set gets; TELLS_ENDS: the error */
	struct ipset set[2];	/* IPv4, IPv6: they get result for certain. TELLS_TAKEN, TELLS_NOBODY, TELLS_NEVER: nobody */
	struct networks net[2];	/* what is named: a, mx, ip4, ip6 */
	bool known;		/* DNS has answered for all of net */
	bool failed, unasked;	/* it has not, for some; because they were not asked, the data at hand being all there is */
	bool against;		/* TELLS_TAKEN: and some get another result than it says */
	bool error;		/* TELLS_NOBODY: who was left for it got an error before */
	const struct verdict *verdict;	/* TELLS_ENDS */
};
/* term record->n: what becomes of whom nothing matched (4.7). target: of its name; len 0: not known. Memory: the pool says. */
void term_tell(struct pool *, const struct telling *, size_t term, const struct name *target, struct told *);
/* Can mail get fail by the record itself, not by one that redirect leads to (6.2)? */
bool record_refuses(const struct telling *);
/* No walk of the record is at hand, or its text is no SPF: then nothing is known of who comes to a term. */
bool telling_blind(const struct telling *);

/* An error that receivers answer, with the cause in words: who gets it. */
struct told_error {
	enum result result;
	size_t at;		/* the term of the record that they were at */
	const char *why;	/* translated, printable */
	const char *clause;
	struct ipset set[2];	/* IPv4, IPv6: get it, for certain unless maybe */
	bool whole[2];		/* all who come to the term get it */
	bool maybe;		/* it hangs on more than the address for some */
};
enum { ERRORS_MOST = 8 };
struct told_errors {
	struct told_error error[ERRORS_MOST];
	size_t n;
	bool more;
};
void record_errors(struct pool *, const struct telling *, struct told_errors *);
const struct verdict *verdict_cause(const struct verdict *);	/* where it went wrong */
/* The cause in words. Adds to out. */
void error_why(const struct verdict *, enum text_form, struct buf *out);
const char *error_clause(const struct verdict *);
void errors_say(const struct telling *, struct buf *out);	/* what a record with errors begins with */

/* sentence_hosts.c: the networks of an a or mx, as far as answers has them. */
void term_networks(struct pool *, const struct telling *, size_t term, const struct name *target, struct told *);
bool answer_unasked(const struct answer *);	/* failed, because there was nobody to ask */
/* A temperror for want of what was never asked. */
bool verdict_unasked(const struct telling *, const struct verdict *);

/* sentence_sets.c, for both */
size_t verdict_at(const struct verdict *, size_t terms);	/* the term of the record; terms: none matched */
typedef bool region_fits(const struct region *, const void *arg);
struct ipset regions_that(struct pool *pool, const struct walk *walk, region_fits *fits, const void *arg);	/* their addresses */
bool ipset_meets(struct ipset, struct range);
/* A mechanism before it, that can match somebody. */
bool term_is_first(const struct record *, size_t term);
bool term_is_mapped(const struct term *);
