#pragma once
/* popup_private: what the parts of popup share. */
#include "ui/popup.h"

enum popup_kind { POPUP_TEXT, POPUP_HELP, POPUP_TYPED, POPUP_PICK, POPUP_QUIT };
enum quit_choice { QUIT_SAVE, QUIT_DISCARD, QUIT_GO_ON, QUIT_COUNT };
enum { POPUP_PAGE = 8, POPUP_LINES = 4096 };	/* a page of scrolling; the most lines and rows there are */

struct popup {
	enum popup_kind kind;
	struct buf title, text;
	int top;		/* first line shown; more than there are: the last page */
	const char *word;
	struct edit edit;	/* the word, or what is searched */
	struct list list;
	struct pick_row row;	/* the one asked for last */
	popup_rows *rows;
	popup_chosen *chosen;
	popup_done *done;
	void *state;
	enum quit_choice choice;
};
/* How many rows the query finds, at most most. */
int popup_pick_count(struct app *, int most);
void popup_topic(unsigned in, struct buf *out);		/* two or three lines about what a screen is for. Adds */
