#pragma once
/*
 * source: where answers come from: zone files, saved answers, the resolver. One interface.
 *
 * One source speaks for one view of DNS (servers, RD, CD) and fills one table: who wants the word of each server has a table
 * and a source for each. Time is handed in as milliseconds of a clock that never goes back.
 */
#include "dns/answers.h"
#include <poll.h>

struct source {
	const struct source_ops *ops;	/* first member of the implementation's own struct */
};
struct source_progress {
	struct question question;
	unsigned tries;			/* datagrams sent so far */
	uint64_t since_ms;
};
struct source_ops {
	/*
	 * Starts on all of wanted; what the table knows, is in flight or over the bounds is passed over (the last is answered
	 * FAILURE_BOUND). Never blocks.
	 */
	enum error (*want)(struct source *, const struct wanted *, const struct answers *, uint64_t now_ms);
	/* Descriptors to poll, at most n; returns how many there are. *wake_ms: step() then at the latest; UINT64_MAX: never. */
	size_t (*fds)(const struct source *, struct pollfd *, size_t n, uint64_t *wake_ms);
	/* Takes what has come and puts it. *put: how many answers; failures count, so every question ends. ERR_MEMORY. */
	enum error (*step)(struct source *, const struct pollfd *, size_t n, uint64_t now_ms, struct answers *, size_t *put);
	/* Question i of those in flight; false: no such. */
	bool (*progress)(const struct source *, size_t i, struct source_progress *);
	void (*stop)(struct source *);	/* closes all at once; what was in flight stays unknown */
	void (*free)(struct source *);
	/* "127.0.0.53", "zone files", "saved answers": untranslated N_() words or an address; borrowed. */
	const char *(*label)(const struct source *);
};

/* Reads answers, adds to wanted what it misses; true when it needs nothing more. */
typedef bool source_pass(void *arg, const struct answers *, struct wanted *);
/* Called about twice a second, and at every round, while questions are out; false stops. */
typedef bool source_report(void *arg, const struct source *, size_t asked, size_t answered);
struct source_wait {
	source_report *report;		/* NULL: none */
	void *arg;
	uint64_t most_ms; /* for all of it; 0: 20,000 (RFC 7208 4.6.4). Then what is open is answered FAILURE_TIMEOUT */
	const volatile int *stop;	/* non-zero: stop; may be NULL */
};
/*
 * The one blocking loop, for commands and plain mode: pass, want, poll, step, until pass() is true or wants nothing more.
 * ERR_NONE, ERR_STOPPED, ERR_MEMORY; wait may be NULL. A source that fails ends it with its own error. It alone under src/dns
 * polls and reads the clock, with dns/resolver.
 */
enum error source_run(struct source *, struct answers *, source_pass *, void *arg, const struct source_wait *) MUST_CHECK;
/*
 * A source that has every answer at hand and waits for nobody. answer fills one, borrowed until the next call: ERR_NONE or
 * ERR_MEMORY. arg is owned and freed by free_arg (NULL: nothing to free), also when this returns NULL because memory ended.
 */
typedef enum error source_answer(void *arg, const struct question *, struct answer *);
struct source *source_local_new(source_answer *answer, void *arg, void (*free_arg)(void *), const char *label) MUST_CHECK;
/* A source that knows nothing: every question ends in FAILURE_OUTSIDE (--no-dns). */
struct source *source_nothing_new(void) MUST_CHECK;
