#pragma once
/*
 * keep: a draft as text that outlives the program (JSON, one object, ASCII), and back. Files are the caller's.
 *
 * Records and replies may hold any byte: in their strings a backslash is "\\" and what is no printable ASCII "\DDD", as in master files
 * (and JSON doubles those backslashes again).
 */
#include "wizard/draft.h"

/* Everything a person put in, but not the steps of undo. ERR_MEMORY. Adds to out, with a final newline. */
enum error keep_print(const struct draft *, struct buf *out) MUST_CHECK;
/*
 * ERR_SYNTAX (with line), ERR_NAME_*, ERR_TOO_LARGE, ERR_MEMORY. *out is the caller's to free; NULL on failure. One undo away from it is
 * what was published then. path is only for messages.
 */
enum error keep_parse(const char *path, struct slice text, struct draft **out, struct problem *) MUST_CHECK;
/* "example.org.json": the file's name for a domain: of letters, digits, "-", "_", "." and "%", at most 250. Adds. */
void keep_file(const struct name *domain, struct buf *out);
