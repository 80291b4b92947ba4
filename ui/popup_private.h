#pragma once
/* popup_private: what the parts of popup share. */
#include "ui/popup.h"

enum popup_kind { POPUP_FINDING, POPUP_ABOUT, POPUP_PAGE_TEXT, POPUP_TYPED, POPUP_PICK, POPUP_QUIT };
enum quit_choice { QUIT_SAVE, QUIT_DISCARD, QUIT_GO_ON, QUIT_COUNT };
enum { PICK_ABOUT = 2, PICK_AROUND = 8 };	/* rows of a picker: about the chosen one; all but the list, box and keys too */

struct popup {
	enum popup_kind kind;
	struct buf title, text;
	bool help;		/* text is the help page, laid out for the width there was */
	int top;		/* first line shown */
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
/* Lines of text in sight, and the last that can be the first of them, in the window as it is. */
int popup_shown(const struct app *, int *last);
bool popup_pick_row(struct app *, size_t i);		/* into popup->row; false: no such */
void popup_topic(unsigned in, struct buf *out);		/* two or three lines about what a screen is for. Adds */
