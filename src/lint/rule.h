#pragma once
/*
 * rule: the words of every lint rule, one row each. `explain`, the screens' x, spfwiz-rules(7), JSON and sarif all read these rows.
 *
 * The rows stand in rule_1xx.c to rule_9xx.c, a table a family. An id and a name are never reused or translated.
 */
#include "base/text.h"
#include <stdint.h>

enum level { LEVEL_NOTE, LEVEL_WARNING, LEVEL_ERROR, LEVEL_COUNT };
const char *level_word(enum level);	/* "note", "warning", "error": as JSON has them; _() translates them for a person */

struct rule {
	uint16_t id;		/* 502: SPF502 */
	enum level level;	/* as a rule; a finding may be milder or worse */
	const char *name;	/* "near-10": never translated */
	const char *rfc;	/* "4.6.4", "RFC 1035 3.3"; "" when no clause speaks of it */
	const char *message;	/* N_(): what is wrong, under 60 cells with short arguments; %1 to %4 are the finding's arguments, %1 the term */
	const char *todo;	/* N_(): what to do, no full stop, no arguments */
	const char *why;	/* N_(): what it is, what receivers do, why it matters: two to five plain sentences */
	const char *bad, *good;	/* examples, never translated: a record, or lines of a zone file; NULL where there is none */
};
enum { RULE_ID = 12 };
void rule_id(const struct rule *, char out[static RULE_ID]);	/* "SPF502" */
/* A message with its arguments in place, made printable. Adds to out. */
struct buf;
void rule_text(const char *message, const struct slice arg[4], enum text_form, struct buf *out);
const struct rule *rule_at(size_t i);		/* all rules by ascending id; NULL at the end */
const struct rule *rule_by_id(unsigned id);	/* NULL: no such */
const struct rule *rule_by_name(struct slice);	/* "SPF502", "502", "near-10", in any case; NULL: no such */

/* A family's table, for rule_at(). */
struct rule_family {
	const struct rule *rule;
	size_t n;
};
extern const struct rule_family rules_publication, rules_damage, rules_grammar, rules_order, rules_limits, rules_targets, rules_policy,
    rules_tidiness, rules_output;
