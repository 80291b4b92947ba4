#pragma once
/* popup_private: what the parts of popup share. */
#include "ui/popup.h"

enum popup_kind { POPUP_TEXT, POPUP_PAGE_TEXT, POPUP_TYPED, POPUP_PICK, POPUP_QUIT };
enum quit_choice { QUIT_SAVE, QUIT_DISCARD, QUIT_GO_ON, QUIT_COUNT };
enum { POPUP_PAGE = 8, POPUP_LINES = 1 << 20 };	/* a page of scrolling; more lines than there are */

struct popup {
	enum popup_kind kind;
	struct buf title, text;
	int top;		/* first line shown; more than there are: the last page */
	const char *word;
	struct edit edit;	/* the word, or what is searched */
	struct list list;
	struct pick_row row;	/* the one asked for last */
	size_t *found;		/* where each row that the query finds begins */
	size_t n, size;
	popup_rows *rows;
	popup_chosen *chosen;
	popup_done *done;
	void *state;
	enum quit_choice choice;
};
bool popup_pick_row(struct app *, size_t i);		/* into popup->row; false: no such */
void popup_topic(unsigned in, struct buf *out);		/* two or three lines about what a screen is for. Adds */
