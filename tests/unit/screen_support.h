#pragma once
/* screen_support: what holds on every screen, whatever the key, the size and the record. */
#include "app_player.h"

/* Words as in "F4 Tab" are keys, text in double quotes is typed; then a second passes. */
void screen_play(struct player *, const char *steps);
/* Fails the test when the text is not on the screen, and shows the screen. */
void screen_shows(const struct player *, const char *text);
void screen_hides(const struct player *, const char *text);
/* The cursor stands on a mark, in a field, or on what has the look of the focus. */
void assert_cursor_on_focus(const struct player *);
/* Every key there is, at each size, from the screen that the key `home` shows; sane after each. */
void screen_every_key(const char *home);
/* Records that nobody should publish, at each size, up and down the screen. */
void screen_hostile(const char *home);
/* Every printable character into the field that `steps` lead to: all of it is there, and nothing else happened. */
void screen_takes_text(const char *steps, const char *record_before);
