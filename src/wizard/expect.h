#pragma once
/*
 * expect: what a sender is expected to get, as a line of text: "RESULT ADDRESS [from MAILFROM] [helo NAME] [NOTE]", as in
 * "pass 192.0.2.25 mx1" or "fail 203.0.113.9 from a@example.org old office".
 */
#include "base/buf.h"
#include "spf/walk.h"

struct expectation {		/* borrows from its line */
	enum result result;	/* R_NONE to R_PERMERROR */
	struct address address;
	struct slice from, helo, note;	/* empty: none was given */
};
/* false: fault says what is wrong, translated and printable; NULL: nobody wants to know. */
bool expect_parse(struct slice line, struct expectation *, struct buf *fault);
/* The line in its usual form: one space between words. Adds to out. */
void expect_print(const struct expectation *, struct buf *out);
/* Lines that say something: neither blank nor a comment behind "#". Start with rest as the whole text. */
bool expect_next(struct slice *rest, struct slice *line);
