#pragma once
/* rdata_private: shared by our own types (rdata.c, rdata_field.c), those of ldns (rdata_ldns.c), their words (rdata_text.c). */
#include "dns/rdata.h"

/* One word of master-file text; a quoted one comes without its quotes. Escapes are still in it. */
enum word_kind {
	WORD_END,
	WORD_BARE,
	WORD_QUOTED,
	WORD_OPEN,		/* a quote that is not closed */
};
struct word {
	enum word_kind kind;
	struct slice text;
};
struct word word_next(struct slice *rest);

enum { RDATA_MOST = UINT16_MAX };
/* Data under way. wire has room for RDATA_MOST bytes. */
struct parser {
	struct slice rest;
	uint16_t type;
	const struct name *origin;
	struct problem *problem;
	uint8_t *wire;
	size_t len;
};
/* Fills the problem's detail; returns error. format is translated already. */
enum error parser_fail(const struct parser *, enum error, const char *format, ...) __attribute__((format(printf, 3, 4)));
enum error parser_add(struct parser *, const void *bytes, size_t len) MUST_CHECK;	/* ERR_SYNTAX: over RDATA_MOST */
enum error parser_end(struct parser *) MUST_CHECK;					/* no word may be left */
/* For "%.*s": no more of a word than a message can hold. */
#define WORD_ARG(s) (int)((s).len < 100 ? (s).len : 100), (s).at

enum field {
	FIELD_END,
	FIELD_NAME,
	FIELD_NUMBER,		/* 16 bits */
	FIELD_SERIAL,		/* 32 bits */
	FIELD_TIME,		/* 32 bits of seconds; "1h30m" as BIND has it */
	FIELD_IP4,
	FIELD_IP6,
	FIELD_STRINGS,		/* one or more, to the end */
	FIELD_COUNT
};
struct rdata_field {
	enum error (*parse)(struct parser *, struct slice word);
	/* Returns how many bytes it took, 0 when they do not fit. */
	size_t (*print)(const uint8_t *at, size_t left, struct buf *);
	const char *name;	/* N_() */
};
extern const struct rdata_field rdata_fields[FIELD_COUNT];

/* RFC 3597 5; the "\#" has been taken. */
enum error unknown_parse(struct parser *) MUST_CHECK;
void unknown_print(const struct rdata *, struct buf *);

/* Whatever ldns has a text form for. */
enum error ldns_parse(struct parser *) MUST_CHECK;
bool ldns_print(uint16_t type, const struct rdata *, struct buf *);	/* false: it has none, and buf is as it was */
