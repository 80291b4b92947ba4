#pragma once
/* listing: what the commands that list the catalogue share. */
#include "catalogue/catalogue.h"
#include "cmd/options.h"
#include <jansson.h>

void listing_query(const struct options *, struct buf *out);	/* the operands, with a blank between */
void listing_nothing(const struct options *, const struct buf *query);	/* says that nothing was found, on standard error */
void listing_cell(struct buf *, const char *text, size_t width);	/* filled up with blanks */
void listing_names(struct buf *, const char *name, const char *const *alias);	/* one line */
void listing_note(struct buf *, const char *note);		/* translated; nothing when there is none */
void listing_fact(struct buf *, const struct fact *);
void listing_print(struct buf *out, const struct buf *text, bool prose);	/* in the locale's form; prose is wrapped */
void listing_json_list(json_t *, const char *key, const char *const *list);
void listing_json_fact(json_t *, const char *key, const struct fact *);	/* null without a source */
