#pragma once
/*
 * screen: what one screen is to the app. Screens never evaluate: after an event that changed record or answers the app runs discover and
 * survey once, before any drawing.
 */
#include "ui/app_private.h"

struct screen {
	const char *title;	/* N_(): "Build" */
	unsigned in;		/* IN_BUILD */
	bool pages;		/* two of them in a small window: draw() goes by app->page, PgDn and PgUp turn */
	void *(*state_new)(void);				/* NULL: memory ended */
	void (*state_free)(void *);
	/* What has the focus: one of IN_TEXT to IN_BUTTON; in a prompt IN_TEXT | IN_PROMPT. */
	unsigned (*focus)(const struct app *, const void *state);
	/* true: taken. action is key_action() of an EVENT_KEY, else ACT_NONE. What it leaves, the app's common keys take. */
	bool (*update)(struct app *, void *state, const struct event *, enum action);
	/*
	 * What the screen itself reads off the record and the answers (one sender's check, the published record's survey), before it is drawn:
	 * after the survey has run anew, and when the screen is shown. answers: they may be new too, not the record alone. What it lacks it
	 * asks for by app_ask(), each time. May be NULL.
	 */
	void (*refresh)(struct app *, void *state, bool answers);
	void (*draw)(const struct app *, const void *state, struct cells *, struct area);
	/* The line about the focused thing, for the row above the footer; translated. May be NULL. */
	void (*hint)(const struct app *, const void *state, struct buf *out);
	/* Another domain, source or draft: begin anew. May be NULL. */
	void (*reset)(struct app *, void *state);
};
extern const struct screen screen_start, screen_discover, screen_build, screen_test, screen_tree, screen_diff, screen_output;
