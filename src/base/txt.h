#pragma once
/*
 * txt: a value and its character-strings (RFC 1035 3.3, RFC 7208 3.3).
 */
#include "base/buf.h"
#include "base/error.h"

enum { TXT_STRING = 255 };
struct strings {
	struct slice *string;	/* lend the value's bytes; joined they are the value */
	size_t n, size;
};
/*
 * Cuts value: where cut says as long as every piece is 1 to 255 bytes; a piece that is longer is cut behind the last space that
 * leaves at most 255 bytes, the space kept at the end of its string; a term that is longer than that is cut inside. most: 1 to
 * 255, 0 for 255. An empty value is one empty string.
 */
enum error txt_split(struct slice value, const uint32_t *cut, size_t cuts, size_t most, struct strings *) MUST_CHECK;
void strings_release(struct strings *);
/* Wire form of the rdata: length byte and bytes for each. ERR_MEMORY; ERR_TOO_LARGE over 65,535 bytes. Nothing is added to buf then. */
enum error txt_wire(const struct strings *, struct buf *) MUST_CHECK;
/* One string between quotes as master files take it: '"' and "\" escaped by "\", what is not printable ASCII as \DDD. */
void txt_quote(struct buf *, struct slice string);
