#pragma once
/*
 * out: what commands print: text to standard output, everything else to standard error, one JSON object when asked for.
 */
#include "base/buf.h"
#include "cmd/jot.h"
#include "cmd/options.h"
#include "dns/name.h"
#include <jansson.h>

/* Valid UTF-8 as it is (escaped by JSON), other bytes as text_printable() has them. */
json_t *json_text(struct slice);

/* Writes to standard output. A reader that went away ends the program quietly; any other failure is EXIT_FAILED, said. */
int out_text(const struct buf *, int status);
/* Columns of the terminal behind standard output or error (STDOUT_FILENO, STDERR_FILENO), COLUMNS first; 0: it is none, and nothing is wrapped. */
size_t out_columns(int fd);
void out_prose(struct buf *, struct slice lines);	/* adds them, wrapped for standard output */
/* On standard error, wrapped: "spfwiz: WORDS", and WORDS. */
void out_problem(const struct problem *);
void out_note(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The same as it is, for what is to be copied. */
void out_note_as_is(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The start of a command's object: schema "spfwiz/COMMAND/1", domain, source, status, error. domain and source may be empty. */
json_t *out_json_new(const struct options *, struct slice domain, const char *source);
/* Sets status from exit (good: ok, bad, failed), prints and frees it. */
int out_json(json_t *, int status);
/* The same start, jotted, for those who write what follows so, and close it; error: NULL for none. */
void out_json_open(struct jot *, const struct options *, struct slice domain, const char *source, int status, const char *error);
/* The same for an object whose form others define (SARIF): nothing is added. NULL: memory ended. */
int out_json_as_is(json_t *, int status);
/* A failure, in the form the options ask for; for ERR_USAGE with where help is. EXIT_FAILED; EXIT_BAD for no record or several. */
int out_failed(const struct options *, const struct problem *);

bool out_utf8(void);			/* does the locale take UTF-8? */
enum text_form out_form(void);
void out_printable(struct buf *, struct slice);	/* text_printable() in the locale's form */
void out_name(struct buf *, const struct name *);	/* U-labels where the locale takes them */
/* Colours by --color, NO_COLOR, CLICOLOR_FORCE and the terminal. name: "good", "bad", "warn"; "" resets. */
enum out_colour { COLOUR_NONE, COLOUR_GOOD, COLOUR_BAD, COLOUR_WARNING };
bool out_coloured(const struct options *);
void out_paint(struct buf *, bool coloured, enum out_colour, const char *text);
