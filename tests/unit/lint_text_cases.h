#pragma once
/*
 * lint_text_cases: for each lint rule that reads the text alone records that raise it and records that nearly do, as rows. test_lint_text
 * runs them; test_lint_cases fails for a rule that has neither a row here nor a case there.
 */
#include "lint/lint.h"

struct text_case {
	unsigned id;
	char level;		/* 'E', 'W', 'N' */
	const char *record;	/* raises it; in quotes: character-strings, as in a zone file */
	const char *near;	/* does not */
	const char *at;		/* the bytes pointed at; NULL: not looked at */
	const char *fixed;	/* the record once the fix is carried out; "": there is none; NULL: not looked at */
};
const struct text_case *text_case_at(size_t i);	/* NULL at the end */
bool text_case_has(unsigned id);

/* A text, or strings in quotes with spaces between ("\"v=spf1 a\" \" -all\""): their joined text, and where each ends. */
void record_of_strings(struct record *, const char *text);
