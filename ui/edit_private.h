#pragma once
/* edit_private: what the parts of edit share. */
#include "ui/edit.h"

enum step_kind {
	STEP_ALONE,		/* nothing joins it */
	STEP_TYPED, STEP_ERASED,	/* the next of its kind joins it, at the same place */
};
/* Puts with in the place of len bytes at at, and the cursor after it. EDIT_SAME: too long, nothing to do, or no memory. */
enum edited edit_change(struct edit *, enum step_kind, size_t at, size_t len, struct slice with);
/* The last step is over: what follows is one of its own. */
void edit_close_step(struct edit *);
