#pragma once
/* test_private: what the parts of the Test screen share. */
#include "ui/form.h"
#include "ui/screen.h"
#include "ui/screens/prompt.h"
#include "ui/screens/test.h"
#include "wizard/expect.h"
#include "wizard/ledger_rows.h"

enum { FIELD_ADDRESS, FIELD_FROM, FIELD_HELO, FIELD_AGAINST };
enum { AGAINST_NEW, AGAINST_PUBLISHED };
enum part { PART_FORM, PART_WALK, PART_EXPECT, PART_COUNT };
enum { EXPECT_MOST = 200 };		/* lines that are tested */

struct tested {				/* one expectation and what came of it */
	struct slice line;		/* in the draft: borrowed until that changes, which makes all of it anew */
	struct expectation expectation;
	const char *fault;		/* translated, in the pool: the line cannot be read; NULL: it can */
	enum result got;		/* R_PENDING: waits for DNS */
};
struct test {
	struct form form;
	enum part part;
	struct address address;
	bool good;			/* the address can be read */
	struct pool pool;		/* of the check; it points into the app's answers and survey, and is made anew with those */
	bool checked;
	struct check check;
	struct ledger ledger;
	struct ledger_rows rows;
	struct list walk, expect;
	struct pool expect_pool;
	struct tested *tested;
	size_t tests, left_out;		/* left_out: over the bound */
	struct prompt prompt;
	size_t editing;			/* the expectation under the prompt; SIZE_MAX: a new one */
};

/* What has the focus: in a small window the page says where it is. */
enum part test_part(const struct app *, const struct test *);

/* test_run.c */
void test_run(struct app *, struct test *);		/* the sender, and all expectations */
enum result test_result(const struct test *);		/* the verdict's, while only the explanation waits */
void test_fix(struct app *, struct test *);		/* the address goes into the record */

/* test_expect.c: the list of expectations. */
void test_expect_read(struct app *, struct test *);	/* the lines, without their results */
void test_expect_ask(struct app *, struct test *, size_t which);	/* the prompt: SIZE_MAX a new one, else that one */
bool test_expect_take(struct app *, struct test *);	/* what was typed; false: refused, and said why */
void test_expect_delete(struct app *, struct test *);
void test_expect_count(const struct test *, size_t *met, size_t *unmet, size_t *waiting);
void test_expect_draw(const struct app *, const struct test *, struct cells *, struct area);

/* test_draw.c */
void test_draw(const struct app *, const struct test *, struct cells *, struct area);
enum look test_look(enum result);
