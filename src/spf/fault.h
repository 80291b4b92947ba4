#pragma once
/*
 * fault: the words of each fault the parser can find in a record's text, by the number of its lint rule (term.fault,
 * record.fault). One table; ids are never reused.
 */
#include "base/text.h"
#include <stdint.h>

struct fault {
	uint16_t id;		/* 301: SPF301 */
	const char *name;	/* "unknown-mechanism": never translated */
	const char *message;	/* N_(): what is wrong with the term, "%s" is the term's text made printable */
	const char *todo;	/* N_(): what to do; no format */
	const char *rfc;	/* "4.6.1" */
};
/* NULL: no fault has that number. */
const struct fault *fault_by_id(unsigned id);
const struct fault *fault_at(size_t i);			/* the table, row by row; NULL at the end */
