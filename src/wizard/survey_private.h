#pragma once
/* survey_private: what the parts of survey share. */
#include "wizard/survey.h"

/* The term of the draft's own record that a node hangs under. */
size_t survey_term(const struct node *);
/* The most that the senders of any region spent, or most if that is more. */
unsigned survey_most_lookups(const struct walk *, unsigned most);
/* Fills fault and faults. Walks, cost and lookups are there. */
void survey_find_faults(struct pool *, struct survey *);
