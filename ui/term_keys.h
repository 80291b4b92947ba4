#pragma once
/*
 * term_keys: bytes of a terminal -> keys. Neither reads nor waits: bytes and the time are handed in.
 *
 * Both forms of the cursor keys (CSI and SS3) are known whatever TERM says, and what TERM says beside them. A sequence that is not known
 * is swallowed whole, however long it is: its letters never become commands. So are the replies of a terminal to another program (OSC,
 * DCS) and the mouse reports that one left switched on.
 */
#include "ui/key.h"

enum { KEYS_STRINGS = 40, KEYS_STRING = 16 };
enum keys_drops { KEYS_TAKES, KEYS_DROPS_SEQUENCE, KEYS_DROPS_STRING };
struct keys {			/* zero is valid: of a terminal that is no UTF-8 one */
	bool utf8;		/* else as the locale says (mbrtowc) */
	bool (*meta)(uint32_t code);	/* may Esc come before this key by hand, as a second key? NULL: before letters, digits and "?" */
	struct {
		char bytes[KEYS_STRING];
		size_t len;
		uint32_t code;
	} string[KEYS_STRINGS];	/* of terminfo */
	size_t strings;
	struct buf in;		/* private, from here: bytes that came and are not read yet from at on */
	size_t at;
	bool waiting, pasting;
	enum keys_drops drops;	/* the rest of what is no key */
	size_t sought;		/* pasting: no end in so many bytes */
	uint64_t since_ms;	/* waiting: since then for the rest of what stands there */
};
enum { KEYS_ESC_MS = 1000, KEYS_PASTE_MOST = 1 << 20 };
enum keys_what { KEYS_NONE, KEYS_CODE, KEYS_PASTE };

void keys_release(struct keys *);
/* One of terminfo's: "\033OA", CODE_UP. What does not begin with Esc, or is too long, is passed over. */
void keys_string(struct keys *, const char *bytes, uint32_t code);
void keys_add(struct keys *, struct slice bytes);
/*
 * The next key or paste, whose bytes are added to paste (UTF-8, as it came otherwise): the first KEYS_PASTE_MOST of one that is longer.
 * Esc and what comes in the same breath are one key with CODE_META; by hand within a second too, if it is one of meta; else Esc is a key
 * by itself, a second later at the latest: *wake_ms says when to call again (UINT64_MAX: no need).
 */
enum keys_what keys_next(struct keys *, uint64_t now_ms, uint32_t *code, struct buf *paste, uint64_t *wake_ms);
