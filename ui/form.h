#pragma once
/*
 * form: labelled fields as values, one below the other, with a focus that is always in sight. What the fields mean is the screen's to
 * know: it reads them after a change, and hands back what is wrong with them.
 *
 * Tab, S-Tab, Up and Down move; Enter goes on; Space switches; Left and Right stay in the text, or among the options or buttons of a row.
 * Nothing that was typed is ever taken out of a field by the form.
 */
#include "ui/edit.h"

enum field_kind {
	FIELD_TITLE,		/* a line of text, never in focus; without a label it is its note, or blank */
	FIELD_TEXT, FIELD_BOX,
	FIELD_CHOICE,		/* one of several options; the cursor goes over them, Space or Enter chooses */
	FIELD_BUTTON,
};
enum {
	FIELD_BESIDE = 1,	/* a button on the row of the one before */
	FIELD_DOWN = 2,		/* a choice with one option a row */
};
struct field_row {		/* a table of these makes a form; borrowed */
	int id;
	enum field_kind kind;
	unsigned flags;
	const char *label;	/* N_(): "Other hosts"; NULL: none */
	const char *tail;	/* "a:": behind the label, all there is in a narrow window; never translated; NULL: none */
	const char *const *option;	/* N_(): of a choice; ended by NULL */
};
struct field {
	struct edit edit;
	size_t value;		/* box: 0 or 1; choice: which one */
	size_t at;		/* choice: the option under the cursor */
	bool hidden;
	bool checked;		/* was left once, or found wrong: what is wrong shows at every key from now on */
	struct buf fault;	/* what is wrong with it, translated, printable; empty: nothing */
	struct cells_mark *bad;	/* words that cannot be read, underlined; owned */
	size_t bads;
	struct buf entered;	/* what it held when the focus came: what Esc puts back */
	size_t value_entered;
};
struct form {
	const struct field_row *row;
	struct field *field;
	size_t n, focus;
	bool undo_ends;		/* a field that is left has no undo of its own any more: the screen takes back whole visits */
};
bool form_init(struct form *, const struct field_row *, size_t n) __attribute__((warn_unused_result));	/* false: memory ended */
void form_release(struct form *);			/* zero is fine */
void form_use(struct form *, enum text_form);		/* how its texts are shown */
struct field *form_field(const struct form *, int id);	/* id must be of the form */
size_t form_index(const struct form *, int id);		/* of its row */
int form_at(const struct form *);			/* id of the focus */
unsigned form_focus_in(const struct form *);		/* IN_TEXT, IN_CHOICE or IN_BUTTON */
void form_go(struct form *, int id);			/* the focus goes there; not to what is hidden */
void form_set_text(struct form *, int id, struct slice);	/* its undo begins anew; same text: nothing happens */
void form_set_cursor(struct form *, int id, size_t byte);
void form_set_value(struct form *, int id, size_t);
void form_set_hidden(struct form *, int id, bool);	/* a focus on it moves on */
/* text NULL or empty: nothing is wrong. Shown at once when the field was checked before. */
void form_set_fault(struct form *, int id, const char *text);
void form_mark_bad(struct form *, int id, const struct cells_mark *, size_t n);	/* copied */

enum formed {
	FORM_OTHER,		/* not a key of forms */
	FORM_SAME,		/* taken */
	FORM_MOVED,		/* the focus is elsewhere; what was left is checked from now on */
	FORM_CHANGED,		/* what the focus holds */
	FORM_CHOSEN,		/* the same, by Enter: when the screen has read it, form_go_on() */
	FORM_PRESSED,		/* the button in focus */
	FORM_END,		/* Enter in the last field before the buttons, or where there is nothing to go on to */
};
enum formed form_key(struct form *, uint32_t code, enum action);
enum formed form_go_on(struct form *);			/* to the next field: FORM_MOVED or FORM_END */
enum formed form_paste(struct form *, struct slice);
/* Esc: FORM_CHANGED when the focus got back what it held, else FORM_OTHER. */
enum formed form_restore(struct form *);

struct form_notes {		/* what the screen knows about a field, beside it */
	/* note: behind a box's words, or under the hint; right: at the right edge, such as what it costs. Both translated and printable. */
	void (*about)(void *arg, int id, struct buf *note, struct buf *right);
	void (*option)(void *arg, int id, size_t option, struct buf *note);	/* behind an option; NULL: nothing is */
	void *arg;
	bool cursor;		/* the focus has the cursor (else something else of the screen has it) */
};
/* Scrolled so that the focus is in sight; "more" in the corner where there is more. */
void form_draw(const struct form *, struct cells *, struct area, const struct form_notes *);
int form_rows(const struct form *, int columns);	/* that it takes whole in that width */
