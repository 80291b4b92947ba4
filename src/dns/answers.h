#pragma once
/*
 * answers: what DNS has said, (name, type) -> answer.
 *
 * Layers; no I/O; const to its readers. Everything that evaluates reads DNS from here and nowhere else, and notes what it
 * misses in a struct wanted. A draft is a layer of its own over the world, with one TXT answer in it.
 */
#include "dns/name.h"
#include "base/pool.h"

enum rrtype {
	RR_A = 1, RR_NS = 2, RR_CNAME = 5, RR_SOA = 6, RR_PTR = 12, RR_MX = 15, RR_TXT = 16, RR_AAAA = 28, RR_SRV = 33,
	RR_DNAME = 39, RR_DS = 43, RR_RRSIG = 46, RR_SPF = 99,
};
/* "TXT", or "TYPE65" (RFC 3597) for one we have no word for. */
const char *rrtype_text(uint16_t type, char out[static 12]);
uint16_t rrtype_from_text(struct slice);		/* any case; TYPE65 too; 0: no such */

struct question {
	struct name name;
	uint16_t type;
};
static inline bool question_equal(const struct question *a, const struct question *b)
{
	return a->type == b->type && name_equal(&a->name, &b->name);
}

enum said {
	SAID_DATA,
	SAID_NODATA,		/* the name is there, the type is not */
	SAID_NXDOMAIN,
	SAID_FAILED,		/* any other rcode, time-out, CNAME loop: temperror (RFC 7208 4.4) */
};
enum failure {
	FAILURE_NONE,
	FAILURE_RCODE,		/* rcode says which */
	FAILURE_TIMEOUT,
	FAILURE_NETWORK,	/* no server could be reached */
	FAILURE_CNAME,		/* a loop, or a chain over the bound */
	FAILURE_BOGUS,		/* SERVFAIL, but an answer with CD set: DNSSEC validation fails */
	FAILURE_OUTSIDE,	/* not in the zone files (or saved answers) that answer */
	FAILURE_BOUND,		/* not asked: over our own bound on questions or time */
};
struct rdata {
	const uint8_t *wire;	/* names not compressed; TXT keeps its character-strings */
	uint16_t len;
};
struct answer {
	enum said said;
	enum failure failure;
	uint8_t rcode;
	uint32_t ttl;		/* seconds, the least on the way; the negative TTL (RFC 2308) for NODATA and NXDOMAIN */
	struct name owner;	/* where CNAMEs led: the last name; sources follow them, readers never do */
	size_t n;
	const struct rdata *rr;	/* order as received. Borrowed until answers_free(), also when a newer answer has replaced it */
};
/* For the enums above, N_() words: "time-out", "not in the data at hand", ... */
const char *failure_text(enum failure);
/* "SERVFAIL", "time-out": why an answer that is SAID_FAILED failed, in a word or two. Adds to the buf. */
void failure_show(const struct answer *, bool translated, struct buf *);

struct answers;
/* under: read when this layer has nothing; not owned, outlives this one; may be NULL. NULL when memory ended. */
struct answers *answers_new(const struct answers *under) MUST_CHECK;
void answers_free(struct answers *);
/* Copies all of answer; replaces what this layer had. ERR_MEMORY. */
enum error answers_put(struct answers *, const struct question *, const struct answer *) MUST_CHECK;
/* NULL: not known yet. */
const struct answer *answers_get(const struct answers *, const struct question *);
const struct answer *answers_find(const struct answers *, const struct name *, uint16_t type);
/* Every answer of this layer alone, in the order of arrival: start with *at = 0. */
bool answers_next(const struct answers *, size_t *at, const struct question **, const struct answer **);
size_t answers_count(const struct answers *);		/* of this layer alone */
const struct answers *answers_under(const struct answers *);	/* the layer below, or NULL */

/* What was missed, each once, in the order of need. Zero is valid. failed: memory ended, sticky. */
struct wanted {
	struct question *question;
	size_t n, size;
	bool failed;
	uint32_t *slot;		/* its index; private */
	size_t slots;
};
void wanted_add(struct wanted *, const struct name *, uint16_t type);
/* Adds what from has to to, but for what is asked about but or below it (NULL: all), and that it failed. */
void wanted_pass_on(const struct wanted *from, const struct name *but, struct wanted *to);
void wanted_clear(struct wanted *);			/* keeps the memory and failed */
void wanted_release(struct wanted *);
