#pragma once
/*
 * findings: what lint found, as commands that are about something else print it: errors and warnings; advice is for `lint`.
 */
#include "lint/lint.h"
#include <jansson.h>

void findings_print(const struct lint_findings *, struct buf *out);	/* a line each, in the user's language */
json_t *findings_json(const struct lint_findings *);			/* id, name, level, message; in English */
