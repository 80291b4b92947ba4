#pragma once
/*
 * keep: a draft as text that outlives the program (JSON, one object), and back. Files are the caller's.
 */
#include "wizard/draft.h"

/* Everything a person put in: domain, published, record, explanation, helo hosts, answers to yes-or-no. ERR_MEMORY. Adds to out. */
enum error keep_print(const struct draft *, struct buf *out) MUST_CHECK;
/* ERR_SYNTAX (with line), ERR_NAME_*, ERR_TOO_LARGE, ERR_MEMORY. *out is the caller's to free. path is only for messages. */
enum error keep_parse(const char *path, struct slice text, struct draft **out, struct problem *) MUST_CHECK;
/* "example.org.json": the file's name for a domain, safe in any folder. */
void keep_file(const struct name *domain, struct buf *out);
