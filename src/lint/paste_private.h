#pragma once
/*
 * paste_private: the steps of the clinic. paste_text folds damaged characters into what was meant, paste_place and paste_find look for the
 * record among what stands around it, paste_term and paste_glue repair its terms; paste.c goes round until nothing changes.
 */
#include "base/buf.h"
#include "lint/paste.h"
#include "spf/record.h"

enum {
	PASTE_MOST = 1 << 20,	/* bytes of a paste that are looked at */
	PASTE_TERM = 512,	/* no term that a person wrote is longer; longer ones are left alone */
	PASTE_ROUNDS = 64,
	PASTE_ENDS = 4096,	/* bytes of a record whose end is looked for */
	PASTE_LOOK = 600,	/* bytes that are read to judge a place */
	PASTE_CUTS = 64,	/* character-strings whose ends are kept */
};

/* Text, each byte with the stretch of the paste that it stands for; what cannot be seen belongs to the byte before it. */
struct folded {
	char *text;		/* ended by a NUL */
	uint32_t *from, *to;
	size_t n;
};
bool folded_new(struct pool *, size_t size, struct folded *);
void folded_add(struct folded *, char, uint32_t from, uint32_t to);
static inline struct slice folded_from(const struct folded *f, size_t at)
{
	return slice_from((struct slice){ f->text, f->n }, at);
}
/* Of the paste, with line endings as "\n". false: memory. */
bool paste_fold(struct pool *, struct slice paste, struct folded *);
char paste_folded(uint32_t code);	/* what was meant by it; 0: itself, or nothing */
/* The rule that the first damaged character of a stretch breaks; 0: none is damaged. */
unsigned paste_damage(struct slice);

/* Where a record begins. Prose: a word of an article; bare: nothing follows, or terms among words do; terms: so they do. */
enum { PLACE_NONE, PLACE_PROSE, PLACE_BARE, PLACE_TERMS };
struct paste_place {
	size_t at;
	int score;		/* PLACE_NONE: nothing looks like one */
	bool comment;
};
struct paste_place paste_place(struct pool *, const struct folded *);
bool paste_is_version(const struct folded *, size_t at);
size_t paste_others(struct pool *, const struct folded *, size_t from, size_t to);	/* records beside the one from..to */

struct found {
	struct folded record;
	size_t from, to;	/* of the folded paste: from the version on, and behind the record, closing quotes included */
	bool strings;		/* it came as several character-strings: */
	uint32_t *cut;		/* where each but the last ends, in record */
	size_t cuts;
	size_t others;
};
/* tail: cut prose behind an all off, though nothing stands around the record. false: none is there, or memory (pool->failed). */
bool paste_find(struct pool *, const struct folded *, bool tail, struct found *);
/* The bytes of a quoted string (master file, JSON) are read at text[*at], which moves past it; closed: *at is behind its closing quote. */
struct quote {
	char mark;		/* 0: none */
	bool escaped;		/* \" inside a string of another kind */
};
bool paste_is_quote(const struct folded *, size_t at, struct quote);
bool paste_string(const struct folded *, size_t *at, struct quote, struct folded *out);

/* Without the marks of a sentence, the brackets and the quotes around it. Lends. */
struct slice paste_bare(struct slice term);
/* Could the record's term i have been written by somebody who means SPF? Strong: not an English word that is a mechanism by chance. */
bool paste_likely(const struct record *, size_t i);
bool paste_strong(const struct record *, size_t i);

struct changes {
	struct pool *pool;
	struct paste_change *change;
	size_t n, size;
};
void changes_add(struct changes *, unsigned rule, struct slice was, struct slice now);

/* One repair of each term that needs one and of the version. true: *text, in the pool, is another. */
bool paste_repair(struct changes *, struct slice *text, size_t *others);
/* What term i should read; into out, which may be left empty: it goes. Returns its rule; 0: it stays. */
unsigned paste_term(const struct record *, size_t i, struct buf *out);
/*
 * Of what a broken term is to become: an all that lets everybody pass is made ~all, or -all if that was the other of two signs. True: there
 * was one.
 */
bool paste_temper(const struct record *, const struct term *, struct buf *);
bool paste_policy(struct slice name);	/* one as only policies have it: _spf.example.org */
/*
 * Terms that lost the blank between them ("mxinclude:x.com"), or have a comma for it; 0: none such. legal: it is good as it stands, so
 * that a name's own letters must not be taken for a mechanism.
 */
unsigned paste_glued(struct slice term, bool legal, struct buf *out);
unsigned paste_listed(struct slice term, struct buf *out);
/* Is it one good term by itself? Its kind then; K_BROKEN: no, or memory. */
enum kind paste_good(struct slice term);
