#pragma once
/*
 * instructions: what a person types at the company that hosts the DNS, field by field; or the lines and commands for a server of one's own.
 *
 * All of it is made from the one record in struct publication.
 */
#include "catalogue/host.h"
#include "publish/format.h"

enum { INSTRUCTION_FIELDS = 12, INSTRUCTION_FORMATS = 4, INSTRUCTION_READINGS = 3 };
enum field_id { FIELD_TYPE, FIELD_NAME, FIELD_VALUE, FIELD_TTL, FIELD_OTHER };
struct host_field {
	enum field_id id;
	const char *label;	/* the console's own word, or ours, translated */
	struct slice text;	/* what goes in; may be several lines */
	const char *instead;	/* translated, when nothing is to be typed: "leave it empty", "leave it as it is"; else NULL */
};
struct name_reading {		/* what goes into the name field if the zone is this one */
	struct name zone;
	struct slice text;	/* empty: nothing */
};
struct host_format {
	const char *word;	/* "bind", "dnscmd": an --as of emit */
	bool loses;		/* it replaces all TXT records of the name, and the others are not known */
	struct slice old;	/* format_old(): what has to become of the record that is there */
	struct slice text;	/* lines, each ended by a newline; empty when the format does not take this record */
};
struct instructions {		/* lives in the pool, but for the host, which is borrowed */
	const struct dns_host *host;
	enum text_form form;
	struct host_field field[INSTRUCTION_FIELDS];	/* none where the host takes lines */
	size_t n;
	/* Where the zone is not known and the field depends on it: the largest zone first; its text in field is empty then. */
	struct name_reading reading[INSTRUCTION_READINGS];
	size_t readings;
	uint32_t ttl, ttl_wanted;	/* the host takes ttl for the one that was given; equal: that one */
	bool blank_edge;		/* a line of the value begins or ends in a blank */
	struct host_format format[INSTRUCTION_FORMATS];	/* the host's own first, then further ways */
	size_t formats;
	struct host_size size;	/* over: the host does not take it (SPF905); the fields are there all the same */
};
/*
 * form: with TEXT_ASCII a console's Chinese words are left out, and ours stand for them. ERR_MEMORY; ERR_NAME_BYTES when the owner is not in
 * the zone.
 */
enum error instructions_make(struct pool *, const struct dns_host *, const struct publication *, enum text_form, struct instructions *)
    MUST_CHECK;
/*
 * As text, translated, with the host's name above and the source below. What is to be typed stands alone behind its label and is never
 * wrapped; sentences are, at so many columns, 0: never.
 */
void instructions_print(const struct instructions *, size_t columns, struct buf *out);
/* "700 bytes; GoDaddy takes 512 at most", translated, without its end. Only when size.over. */
void instructions_over(const struct instructions *, struct buf *out);
