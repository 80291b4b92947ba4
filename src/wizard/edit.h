#pragma once
/*
 * edit: what setting a reply does to the record; private to draft. Each replaces *record by its successor, or fails (ERR_MEMORY,
 * ERR_TOO_LARGE) with some of the edits done: the draft edits a copy and throws that away.
 */
#include "spf/record.h"
#include "wizard/question.h"

/* Which question speaks of this term; Q_COUNT: none does. */
enum question_id edit_question(const struct term *);
const struct term *edit_find(const struct record *, enum question_id);
/* The term's word in a list reply: what stands behind ":" or "=", with "/n". Borrowed. */
struct slice edit_word(const struct record *, const struct term *);
/* Takes out every term the question speaks of. */
enum error edit_remove(struct record *, enum question_id) MUST_CHECK;
/* One term, where the order of the questions puts it. */
enum error edit_insert(struct record *, enum question_id, struct slice term) MUST_CHECK;
/* The first term of the question becomes term, others of it go; inserted when there is none. */
enum error edit_only(struct record *, enum question_id, struct slice term) MUST_CHECK;
/* list: words with a space between. Terms that are in it stay, others go, new ones come beside their neighbours in the list. */
enum error edit_list(struct record *, enum question_id, struct slice list) MUST_CHECK;
