#pragma once
/*
 * error: what can go wrong, as one enum, and its words, as one table.
 *
 * A function that can fail returns an enum error (ERR_NONE is 0) and is marked MUST_CHECK. Where a person needs to know more
 * (which file, which line) it also fills a struct problem, which keeps arguments and not text, so that it can be printed in
 * any language.
 */
#include <stddef.h>

#define MUST_CHECK __attribute__((warn_unused_result))

enum error {
	ERR_NONE,
	ERR_MEMORY,		/* no memory */
	ERR_USAGE,		/* the command line */
	ERR_FILE,		/* the system refused: problem.system is errno */
	ERR_NOT_FILE,		/* a folder, a device, a FIFO */
	ERR_TOO_LARGE,		/* over a limit of ours; detail names it */
	ERR_CHANGED,		/* the file is no longer as it was when read */
	ERR_SYNTAX,		/* a file's own grammar */
	ERR_LOOP,		/* a file includes itself */
	ERR_BINARY,		/* NUL bytes: not a text */
	ERR_NAME_EMPTY,		/* domain names, from here */
	ERR_NAME_LONG,		/* over 255 bytes in wire form */
	ERR_NAME_LABEL,		/* a label is empty or over 63 bytes */
	ERR_NAME_BYTES,		/* a blank, a control, a slash, an at sign */
	ERR_NAME_ADDRESS,	/* it is an IP address */
	ERR_NAME_SINGLE,	/* one label: not the name of a mail domain */
	ERR_NAME_IDNA,		/* not valid IDNA2008 */
	ERR_ADDRESS,		/* not an IP address */
	ERR_NO_SERVER,		/* no DNS server could be reached at all */
	ERR_NO_ANSWER,		/* a question failed without which nothing can be done; detail names it */
	ERR_NO_RECORD,		/* no SPF record at the name */
	ERR_MANY_RECORDS,	/* more than one */
	ERR_NO_HOST,		/* no DNS host of the catalogue has the zone; detail names its name servers */
	ERR_STOPPED,		/* a signal or the user */
	ERR_PROGRAM,		/* another program failed; detail has its words */
	ERR_COUNT
};

struct problem {
	enum error error;
	int system;		/* errno, or 0 */
	unsigned line, column;	/* from 1; 0: not known */
	char file[256];		/* UTF-8 or any bytes; "" when no file; cut with "..." in front */
	char detail[200];	/* the offending text, as found; "" when none. Printed through text_printable() */
};

/* What is wrong and what to do, untranslated (N_). Never NULL. */
const char *error_text(enum error);

/* Sets all of *problem; problem may be NULL. Returns error, for "return problem_set(...)". file and detail may be NULL. */
enum error problem_set(struct problem *, enum error, const char *file, unsigned line, const char *detail);
/* The same for a system call that failed: ERR_FILE and the present errno. */
enum error problem_system(struct problem *, const char *file);

/* "FILE:LINE:COLUMN: words: detail" translated, in out (always ended, cut at size). Returns its length. */
size_t problem_text(const struct problem *, char *out, size_t size);
