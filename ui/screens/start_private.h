#pragma once
/* start_private: what the parts of Start share. */
#include "ui/form.h"
#include "ui/screen.h"

enum {
	F_INTRO, F_GAP_DOMAIN, F_DOMAIN, F_GAP_WANT, F_WANT, F_RECORD, F_GAP_ASK, F_ASK, F_SERVER, F_ZONE, F_GAP_GO, F_CONTINUE, F_QUIT,
	F_GAP_KEPT, F_KEPT, F_RESUME, F_FORGET, F_COUNT
};
enum { ASK_NOW, ASK_SERVER, ASK_ZONE };
struct start {
	struct form form;
	struct buf source;	/* what answers now, as EFFECT_SOURCE has it */
	bool open;		/* the source asked for comes first, then the domain is opened */
	enum screen_id then;	/* and this screen shown */
	bool changed;		/* since it was done: a jump to another screen does it first */
};

/* start_draw.c */
size_t start_offered(const struct app *);	/* the kept draft: of the domain that is open, else the newest; SIZE_MAX: none */
void start_draw(const struct app *, const void *state, struct cells *, struct area);
void start_hint(const struct app *, const void *state, struct buf *out);
