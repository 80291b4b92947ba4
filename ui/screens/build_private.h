#pragma once
/* build_private: what the parts of Build share. The fields' ids are those of the questions; the buttons come behind. */
#include "ui/form.h"
#include "ui/screen.h"

enum { B_BACK = Q_COUNT, B_CONTINUE, B_FIELDS };

struct build {
	struct form form;
	bool raw;		/* the record is edited as text, beside the form */
	bool rested;		/* nothing was typed for REST_MS */
	struct edit text;
	struct recognised seen[RECOGNISED_MOST];	/* when the picker was opened: its first rows */
	size_t seens;
	struct buf entered;	/* what it was when the text got the focus: what Esc puts back */
};

/* build_fields.c: fields and draft, both views of one record. */
extern const struct field_row build_rows[B_FIELDS];
void build_read_draft(struct app *, struct build *);	/* the draft was changed elsewhere: fields follow, but for words that cannot be read */
void build_write_field(struct app *, struct build *, int id);	/* what can be read of the field goes into the draft */

/* build_notes.c: what is known about a question, and what it costs. */
void build_about(void *app, int id, struct buf *note, struct buf *right);
void build_hint_findings(const struct app *, struct buf *out);	/* of a small window's second page */
void build_hint_of(const struct app *, int id, struct buf *out);

/* build_paste.c */
bool build_paste_record(struct app *, struct build *, struct slice);	/* false: there is no record in it */
bool build_is_empty(const struct app *);	/* nothing was answered yet, and no record found */
void build_clean_words(struct app *, enum question_id, struct slice, struct buf *out);	/* what of a paste belongs in this list. Adds */
/* build_explain.c: the term at the cursor, or what its field is for. false: there is nothing at the cursor */
bool build_explain(struct app *, const struct build *);
/* build_pick.c */
void build_pick(struct app *, struct build *);
/* build_draw.c */
void build_draw(const struct app *, const void *state, struct cells *, struct area);
