#pragma once
/* catalogue_private: what the parts of the room share. */
#include "catalogue/host.h"

/* find.c: makes what is searched: name and the alias lists, then id and the lists of names. Lists are ended by NULL. False: no memory. */
bool entry_words(struct pool *, struct entry_words *, const char *const *const *alias, const char *name, const char *const *const *names,
    const char *id);
/*
 * The next entry of a table of n that fits the query, best first. words_at: where its entry_words are. NULL: no more.
 */
const void *entry_find(const void *table, size_t n, size_t size, size_t words_at, struct slice query, size_t *at);
/* index.c: what service_by_include() reads, made anew when services came in. False: no memory. */
bool include_index(struct catalogue *);
/* Is name the pattern, or does it stand under it? "*" stands for any bytes of one label. */
bool name_fits(const struct name *, const char *pattern);
/* fields.c: what an entry of each file holds. */
struct conf_section;
extern const struct conf_section service_section, host_section;
