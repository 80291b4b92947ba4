#pragma once
/*
 * conf: data files in libconfuse's grammar, one kind of section with a title, into structs by a table of fields. Private to the room.
 *
 * libconfuse gets a text from which all that it stumbles over is gone: comments (it counts lines wrongly behind them), "${NAME}" (it
 * would fill in the environment) and strings over several lines (an open quote is then found where it is) are dealt with before.
 */
#include "base/buf.h"
#include "base/error.h"
#include "base/pool.h"
#include "catalogue/catalogue.h"

enum conf_kind {
	CONF_TEXT,		/* const char *; "" when absent */
	CONF_LIST,		/* const char *const *, ended by NULL, never NULL */
	CONF_BOOL,		/* bool; false when absent */
	CONF_NUMBER,		/* uint32_t; 0 when absent */
	CONF_WORD,		/* an enum, by the index of its word; needed */
};
struct conf_field {
	const char *name;
	enum conf_kind kind;
	size_t offset;
	/* What is wrong with a value, N_(), or NULL. No function: any printable text will do. */
	const char *(*fault)(const char *value);
	const char *const *words;	/* CONF_WORD: ended by NULL */
	bool needed;
	const char *what;		/* for the manual, in English */
};
struct conf_section {
	const char *name;
	const char *title;		/* field of the title, for messages: "id" */
	size_t size, title_at;		/* of the struct; where its title goes, a const char * */
	const char *(*title_fault)(const char *);
	const struct conf_field *field;	/* ended by name NULL */
	const struct conf_section *sub;	/* sections inside; NULL: none */
	size_t sub_at, subs_at;		/* where the array of them and its length go: a pointer, a size_t */
};
/* Gets each entry in turn; what it points to lives in the pool. why: set to what is wrong with it (N_()) for ERR_SYNTAX. */
typedef enum error conf_take(void *arg, void *entry, const char **why);
/* ERR_SYNTAX, ERR_BINARY, ERR_TOO_LARGE (over CATALOGUE_FILE or CATALOGUE_ENTRIES), ERR_MEMORY; entries without a fault were taken. */
enum error conf_parse(const struct conf_section *, struct pool *, const char *path, struct slice text, conf_take *, void *arg,
    struct catalogue_faults *) MUST_CHECK;
enum { CONF_BROKEN = 1 };	/* the byte that stands in a cleaned entry with a fault, which is told; no other control character is in there */
/* conf_clean.c: the text for libconfuse, as many lines as before. Where a fault is, all up to the next line that begins with the section's name is blank. */
enum error conf_clean(const char *path, const char *section, struct slice text, struct buf *out, struct catalogue_faults *) MUST_CHECK;
/* One more fault; those over CATALOGUE_FAULTS are counted. Returns error. */
enum error conf_fault(struct catalogue_faults *, enum error, const char *path, unsigned line, const char *why);
/* Does the text begin with a section of that name, as the first word of its line? */
bool conf_begins(struct slice text, const char *section);

/* conf_fault.c: what fields hold. */
const char *conf_id_fault(const char *);	/* lower-case letters, digits, hyphens */
const char *conf_name_fault(const char *);	/* a domain name in lower case, two labels at least, no final dot */
const char *conf_pattern_fault(const char *);	/* the same with "*" inside labels */
const char *conf_word_fault(const char *);	/* as an id, with underscores */
const char *conf_number_fault(const char *);	/* 0 to 2147483647 */
const char *conf_date_fault(const char *);	/* 2026-11 */
