#pragma once
/*
 * name: domain names in wire form.
 *
 * Wire form is unambiguous with any byte in a label; letters are kept in lower case, so that equal names are equal bytes. A
 * struct name is a value: copy it, compare with name_equal(). Three kinds of text become names, each with its own rules:
 * what a record says (bytes and dots, no escapes), what a master file says (escapes, origin), what a person typed (IDNA).
 */
#include "base/buf.h"
#include "base/error.h"
#include "base/ip.h"

enum {
	NAME_WIRE = 255,	/* RFC 1035 2.3.4 */
	NAME_TEXT = 1024,	/* room for any name with escapes and a NUL */
};
struct name {
	uint8_t len;		/* of wire, the final 0 included; 0: no name at all; 1: the root */
	uint8_t wire[NAME_WIRE];
};

static inline bool name_is_root(const struct name *n) { return n->len == 1; }
bool name_equal(const struct name *, const struct name *);
bool name_under(const struct name *sub, const struct name *top);	/* the same name, or below it */
int name_compare(const struct name *, const struct name *);		/* canonical order, RFC 4034 6.1 */
uint32_t name_hash(const struct name *);
unsigned name_labels(const struct name *);				/* without the root */
bool name_parent(const struct name *, struct name *up);		/* false for the root */
/* left without its root, then top; out may be either. False: too long. */
bool name_join(const struct name *left, const struct name *top, struct name *out);

/* SPF domain-spec, MAIL FROM, HELO (RFC 7208 4.3, 4.8, 7.3): labels of any bytes between dots, one final dot allowed. */
enum error name_from_bytes(struct slice, struct name *) MUST_CHECK;
/* Master file (RFC 1035 5.1): \X and \DDD, "@" and relative names under origin (NULL: all is absolute). */
enum error name_from_master(struct slice, const struct name *origin, struct name *) MUST_CHECK;
/* One \X or \DDD of a master file: its backslash is at text.at[*at], which moves past it. False: it is neither. */
bool name_unescape(struct slice text, size_t *at, uint8_t *byte);
/*
 * What a person types as a domain: blanks around it and a final dot go, U+3002, U+FF0E and U+FF61 are dots, non-ASCII labels
 * become A-labels (IDNA2008 non-transitional by libidn2, for those labels only), an underscore may stand. ERR_NAME_* say what is
 * wrong; an IP address is ERR_NAME_ADDRESS, a single label ERR_NAME_SINGLE.
 */
enum error name_from_person(struct slice, struct name *) MUST_CHECK;
/* "d.c.b.a.in-addr.arpa" or the nibbles under ip6.arpa. */
void name_reverse(struct ip, bool v6, struct name *);
/* Uncompressed wire form at the start of bytes; returns how many it took, 0 when it is no name. Folds case. */
size_t name_from_wire(const uint8_t *bytes, size_t len, struct name *);

/*
 * Master-file text without the final dot ("." for the root). Escaped: what is not printable ASCII, the blank, and . \ " ( ) ; @ $
 * inside a label, so that it means the same wherever it is pasted. Returns the length.
 */
size_t name_text(const struct name *, char out[static NAME_TEXT]);
/* The same for a person: A-labels that are valid come as U-labels in UTF-8. Adds to buf. */
void name_show(const struct name *, struct buf *);
/* name_show() where form is TEXT_UTF8; in TEXT_ASCII the A-labels, which a reader can still type. Adds to buf. */
void name_shown(const struct name *, enum text_form, struct buf *);
/* The bytes between dots with nothing escaped, as macros want them; out has room for 255 and is ended. Returns the length. */
size_t name_bytes(const struct name *, char out[static NAME_WIRE]);
