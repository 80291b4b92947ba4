#pragma once
/*
 * suite: the openspf test suites (RFC 7208 and RFC 4408), as the package python3-spf ships them.
 *
 * Their world is not a table but a filler: it follows CNAMEs as a source does. An SPF record (type 99) stands for a TXT too,
 * unless its name has TXT records or "TXT: NONE". TIMEOUT fails whatever its name has not got above it; names beginning with
 * "error." fail whatever they are asked.
 */
#include "dns/answers.h"
#include "spf/walk.h"

struct suite_record {
	struct name owner;
	uint16_t type;			/* 0: of every type */
	bool fails;			/* TIMEOUT */
	bool nothing;			/* NONE */
	uint8_t *wire;
	size_t len;
};
struct suite_zone {
	struct suite_record *record;
	size_t n;
};
struct suite_test {
	char *id, *helo, *host, *mail_from;
	char *explanation;		/* NULL: the test does not say; "DEFAULT": none */
	unsigned results;		/* 1 << R_... for each one allowed */
	bool preferred_first;		/* several are allowed */
	size_t zone;
};
struct suite {
	struct suite_test *test;
	size_t n;
	struct suite_zone *zone;
	size_t zones;
};

extern const char suite_rfc7208[], suite_rfc4408[];	/* where the files are */

void suite_read(struct suite *, const char *path);	/* asserts */
void suite_release(struct suite *);
/* What the zone says; the answer is borrowed until the next call. */
const struct answer *suite_answer(const struct suite_zone *, const struct question *);
