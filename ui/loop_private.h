#pragma once
/* loop_private: what the parts of loop share. */
#include "base/file.h"
#include "cmd/data.h"
#include "cmd/options.h"
#include "cmd/world.h"
#include "ui/app.h"

enum { REPLIES = 16 };
struct loop_reply {		/* an event that an effect leads to; it is sent when all effects are carried out */
	struct event event;
	struct buf text;
};
struct loop_file {		/* one that was read or written: it is replaced only as it was then */
	char *path;
	struct file_stamp stamp;
};
struct loop {
	const struct options *options;
	struct world *world;		/* of the present source; main's */
	struct world next;		/* EFFECT_SOURCE: taken when the app has it; source NULL: none */
	struct buf next_word;		/* the word of the options that it was opened with */
	struct app *app;
	struct cells cells;
	struct data data;
	uint64_t now;			/* milliseconds */
	uint64_t wake;			/* the app's; UINT64_MAX: none */
	uint64_t input_wake;		/* the terminal's */
	uint64_t data_at;		/* the data files are read then; UINT64_MAX: they were */
	uint64_t ask_end;		/* RFC 7208 4.6.4: until then all questions have their answers; 0: none is out */
	size_t answered;		/* since asking began */
	bool asking;			/* questions are out */
	bool quit, shown;		/* shown: nothing has happened since the last frame */
	int status;
	struct buf result, domain;	/* of EFFECT_QUIT */
	struct buf unkept;		/* why the draft could not be kept the last time; empty: it could */
	struct loop_reply reply[REPLIES];
	size_t replies;
	struct loop_file *file;
	size_t files, file_size;
	struct pollfd *fds;
	size_t fds_size;
	struct buf paste;
};

uint64_t loop_clock(void);
/* The event with the time and the answers, all effects it has, and what these lead to. */
void loop_send(struct loop *, struct event *);
size_t loop_in_flight(const struct loop *, uint64_t *since_ms);

/* loop_effect.c */
void loop_carry(struct loop *, const struct effect *);
/* The world that EFFECT_SOURCE opened becomes the present one; took false: it is closed again. */
void loop_take_world(struct loop *, bool took);
void loop_effect_release(struct loop *);

/* loop_keep.c: drafts in the state folder. The sentence of what went wrong is in text. */
struct loop_kept {
	struct kept *kept;	/* newest first */
	size_t n;
	struct pool pool;
};
enum error loop_keep(struct slice draft, struct buf *text);
enum error loop_forget(struct slice domain, struct buf *text);
void loop_kept(struct loop_kept *);	/* what cannot be read is passed over */

/* loop_signal.c: signals as bits, and a descriptor to poll that says that some came. */
enum { LOOP_RESIZED = 1, LOOP_CONTINUED = 2, LOOP_STOP = 4, LOOP_END = 8 };
bool loop_signals_start(void);		/* false: no descriptors are left */
void loop_signals_end(void);		/* all is as it was before */
int loop_signals_fd(void);
unsigned loop_signals_take(int *number);	/* LOOP_END: *number is which */
