#pragma once
/* app_player: keys, pastes, answers and time into the app, and what it makes of them held to its promises after each. */
#include "ui/app_private.h"

#include "wizard_zone.h"

enum { PLAYER_EFFECTS = 64 };
struct player_effect {
	enum effect_kind kind;
	int status;
	char text[512], path[256];	/* cut */
};
struct player {
	struct wizard_zone zone;
	struct catalogue *catalogue;
	struct app *app;
	struct cells cells;	/* as last drawn */
	uint64_t now, wake;
	int rows, columns;
	bool held;		/* answers wait until player_answer() */
	bool silent;		/* and never come */
	struct player_effect effect[PLAYER_EFFECTS];	/* since player_forget() */
	size_t effects;
};
extern enum text_form player_form;	/* of the terminals opened from now on */
/* domain NULL: Start asks for it. At 80x24. */
void player_open(struct player *, const char *domain, const char *record);
void player_open_kept(struct player *, const char *domain, const struct kept *, size_t n);	/* drafts of the state folder */
void player_close(struct player *);

void player_key(struct player *, uint32_t code);
void player_keys(struct player *, const char *names);	/* "F3 Tab M-u ^C" as footers have them */
void player_type(struct player *, const char *text);	/* UTF-8, a key a character */
void player_paste(struct player *, const char *text);
void player_resize(struct player *, int columns, int rows);
void player_wait(struct player *, uint64_t ms);		/* timers run */
void player_answer(struct player *);			/* what is wanted, and whatever follows from it */
void player_event(struct player *, struct event);
void player_forget(struct player *);			/* effects noted so far */
size_t player_count(const struct player *, enum effect_kind);
const struct player_effect *player_last(const struct player *, enum effect_kind);	/* fails the test when there is none */

struct build;
struct build *player_build(struct player *);
const char *player_field(struct player *, int id);	/* the text of Build's field; borrowed */
void player_go(struct player *, int id);		/* Build, with the focus on a question, by Tab */
const char *player_record(const struct player *);	/* the draft's text; borrowed until the next call */
bool player_sees(const struct player *, const char *text);	/* somewhere on the screen */
void assert_sane_player(const struct player *);
