#pragma once
/* output_private: what the parts of the Output screen share. */
#include "catalogue/host.h"
#include "publish/format.h"
#include "publish/lines.h"
#include "ui/form.h"
#include "ui/screen.h"
#include "ui/screens/prompt.h"

enum { OUT_FOR, OUT_LAYOUT, OUT_OWNER, OUT_TTL, OUT_COMMENT };
enum { FOR_BIND, FOR_NSD, FOR_KNOT, FOR_OTHER };
enum { MARKS = 16, OUT_CHOICES = 4, CHOICES_MOST = 32 };
struct output_choice {			/* all that is chosen there */
	size_t value[OUT_CHOICES];	/* of the form's boxes and choices */
	const struct dns_host *host;
	enum format format;
	const struct dns_host *of_app;
	bool of_app_chosen;
	size_t step;			/* the draft's, when another was chosen */
};
struct output_choices {
	struct output_choice choice[CHOICES_MOST];
	size_t n;
};
struct output_screen {
	struct form form;
	bool reading;			/* the text has the focus, not the form */
	const struct dns_host *host;	/* FOR_OTHER: this one, or else the format; borrowed from the catalogue */
	enum format format;
	struct buf text;		/* what is copied, saved and printed at the end */
	struct buf value;		/* what one pastes: the value alone for fields of a host; empty: text */
	struct buf shown;		/* all of it with what goes, and the commands that come after */
	struct cells_mark mark[MARKS];	/* in shown */
	size_t marks;
	bool bad;			/* there is no text: shown says why */
	bool over;			/* the host does not take all of an explanation or a mail host's record */
	size_t met, unmet;		/* expectations */
	int top;			/* first line of shown in sight */
	struct prompt prompt;
	struct buf path;
	struct output_choice was;	/* before this event */
	struct output_choices past, ahead;
};

/* output_text.c: from draft and form to text. */
void output_make(struct app *, struct output_screen *);
bool output_zone_lines(const struct output_screen *);	/* BIND, NSD or Knot */
/* output_fields.c: for a DNS host or in another format. */
enum error output_other(struct app *, struct output_screen *, const struct outputs *) MUST_CHECK;
struct name output_zone(const struct app *);
bool output_ttl(const struct output_screen *, uint32_t *ttl);	/* false: none was given, or it is none */

/* output_pick.c */
void output_guess(struct app *, struct output_screen *);	/* the host, by the name servers of the zone */
void output_pick(struct app *, struct output_screen *);

/* output_undo.c */
void output_settled(const struct app *, struct output_screen *);	/* what is chosen now was nobody's change */
void output_chosen(const struct app *, struct output_screen *);	/* after a key: a choice that it changed is a step of undo */
bool output_undo(struct app *, struct output_screen *, bool redo);	/* false: the record's turn, or nothing is left */
void output_forget(struct output_screen *);

/* output_give.c: to the terminal, to a file, to standard output. */
void output_copy(struct app *, struct output_screen *);
void output_page(struct app *, struct output_screen *);
void output_save(struct app *, struct output_screen *);		/* asks for the file's name */
void output_save_to(struct app *, struct output_screen *);	/* the name was typed */
void output_done(struct app *, struct output_screen *, const struct event *);
void output_leave(struct app *, struct output_screen *);
