#pragma once
/* build_private: what the parts of Build share. The fields' ids are those of the questions; the buttons come behind. */
#include "ui/form.h"
#include "ui/screen.h"

enum { B_BACK = Q_COUNT, B_CONTINUE, B_FIELDS };

struct build {
	struct form form;
	bool raw;		/* the record is edited as text, beside the form */
	struct edit text;
	struct slice noted;	/* borrowed from message */
};

/* build_fields.c: fields and draft, both views of one record. */
extern const struct field_row build_rows[B_FIELDS];
void build_read_draft(struct app *, struct build *);	/* the draft was changed elsewhere: fields follow, but for words that cannot be read */
void build_write_field(struct app *, struct build *, int id);	/* what can be read of the field goes into the draft */

/* build_notes.c: what is known about a question, and what it costs. */
void build_about(void *app, int id, struct buf *note, struct buf *right);
void build_hint_of(const struct app *, int id, struct buf *out);
