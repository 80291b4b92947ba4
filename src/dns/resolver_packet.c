/*
 * resolver_packet: queries written by hand, replies checked by hand and decoded by libldns.
 *
 * The header and the question are compared before libldns sees a byte, so that a forgery costs nothing (RFC 5452 section 9.1).
 * What libldns decodes is copied out at once: nothing of it leaves this file.
 */
#include "resolver_packet.h"
#include "resolver.h"
#include <ldns/ldns.h>
#include <string.h>

enum {
	HEADER = 12,
	FLAG_QR = 0x80, FLAG_OPCODE = 0x78, FLAG_TC = 0x02, FLAG_RD = 0x01,	/* in the third octet (RFC 1035 4.1.1) */
	FLAG_AA = 0x04,
	FLAG_RA = 0x80, FLAG_CD = 0x10, FLAG_RCODE = 0x0f,					/* in the fourth */
	RR_OPT = 41, CLASS_IN = 1,
	RCODE_NOERROR = 0, RCODE_NXDOMAIN = 3, RCODE_REFUSED = 5,
};

static uint8_t *put16(uint8_t *at, unsigned value)
{
	*at++ = (uint8_t)(value >> 8);
	*at++ = (uint8_t)value;
	return at;
}

static unsigned get16(const uint8_t *at)
{
	return (unsigned)at[0] << 8 | at[1];
}

size_t packet_query(const struct packet_ask *ask, uint8_t out[static PACKET_QUERY])
{
	uint8_t *at = put16(out, ask->id);

	*at++ = ask->recursion ? FLAG_RD : 0;
	*at++ = ask->unchecked ? FLAG_CD : 0;
	at = put16(at, 1);
	at = put16(at, 0);
	at = put16(at, 0);
	at = put16(at, ask->edns ? 1 : 0);
	memcpy(at, ask->question->name.wire, ask->question->name.len);
	at = put16(at + ask->question->name.len, ask->question->type);
	at = put16(at, CLASS_IN);
	if (ask->edns) {	/* RFC 6891 6.1.2: root, OPT, our size, no extended rcode, version 0, no flags, no options */
		*at++ = 0;
		at = put16(at, RR_OPT);
		at = put16(at, PACKET_EDNS);
		memset(at, 0, 6);
		at += 6;
	}
	return (size_t)(at - out);
}

/* Is this a reply, to a standard query, with our id? */
static bool ours(const uint8_t *wire, size_t len, const struct packet_ask *ask)
{
	return len >= HEADER && get16(wire) == ask->id && (wire[2] & FLAG_QR) && (wire[2] & FLAG_OPCODE) == 0;
}

/* Does it echo our question, letters in any case? */
static bool echoes(const uint8_t *wire, size_t len, const struct packet_ask *ask)
{
	struct name name;
	size_t took;

	if (get16(wire + 4) != 1)
		return false;
	took = name_from_wire(wire + HEADER, len - HEADER, &name);
	return took > 0 && len - HEADER - took >= 4 && name_equal(&name, &ask->question->name) &&
	    get16(wire + HEADER + took) == ask->question->type && get16(wire + HEADER + took + 2) == CLASS_IN;
}

/* One whole name, and how long it is; 0 when it is none. */
static size_t name_at(const uint8_t *wire, size_t len)
{
	struct name name;

	return name_from_wire(wire, len, &name);
}

/* Is rdata of the shape its type has? Readers of answers count on it. */
static bool rdata_valid(uint16_t type, const uint8_t *wire, size_t len)
{
	size_t at = 0, took;

	switch (type) {
	case RR_A:
		return len == 4;
	case RR_AAAA:
		return len == 16;
	case RR_NS: case RR_CNAME: case RR_PTR: case RR_DNAME:
		return len > 0 && name_at(wire, len) == len;
	case RR_MX:
		return len > 2 && name_at(wire + 2, len - 2) == len - 2;
	case RR_SOA:
		at = name_at(wire, len);
		took = at > 0 ? name_at(wire + at, len - at) : 0;
		return took > 0 && len - at - took == 20;
	case RR_TXT: case RR_SPF:
		while (at < len)
			at += (size_t)wire[at] + 1;
		return at == len;
	default:
		return true;
	}
}

/* The rdata of rr as in a message without compression; wire is NULL when it is not of its type's shape. false: no memory. */
static bool rdata_copy(const ldns_rr *rr, struct pool *pool, struct rdata *out)
{
	size_t len = 0;
	uint8_t *wire, *at;

	*out = (struct rdata){ 0 };
	for (size_t i = 0; i < ldns_rr_rd_count(rr); i++)
		len += ldns_rdf_size(ldns_rr_rdf(rr, i));
	at = wire = pool_alloc(pool, len);
	if (!wire)
		return false;
	for (size_t i = 0; i < ldns_rr_rd_count(rr); i++) {
		const ldns_rdf *field = ldns_rr_rdf(rr, i);

		memcpy(at, ldns_rdf_data(field), ldns_rdf_size(field));
		at += ldns_rdf_size(field);
	}
	if (len <= UINT16_MAX && rdata_valid((uint16_t)ldns_rr_get_type(rr), wire, len))
		*out = (struct rdata){ .wire = wire, .len = (uint16_t)len };
	return true;
}

static bool owner_of(const ldns_rr *rr, struct name *out)
{
	const ldns_rdf *owner = ldns_rr_owner(rr);

	return owner && name_from_wire(ldns_rdf_data(owner), ldns_rdf_size(owner), out) > 0;
}

/* RFC 2181 section 8: with its upper bit set, a TTL is zero. */
static uint32_t ttl_of(const ldns_rr *rr)
{
	uint32_t ttl = ldns_rr_ttl(rr);

	return ttl > INT32_MAX ? 0 : ttl;
}

struct reading {
	const ldns_rr_list *list;	/* the answer section */
	struct name *owner;		/* of each of its records; len 0: not in class IN */
	struct pool *pool;
	struct packet_reply *reply;
};

static bool read_owners(struct reading *r)
{
	size_t n = ldns_rr_list_rr_count(r->list);

	r->owner = POOL_NEW(r->pool, struct name, n);
	for (size_t i = 0; r->owner && i < n; i++) {
		const ldns_rr *rr = ldns_rr_list_rr(r->list, i);

		if (ldns_rr_get_class(rr) != LDNS_RR_CLASS_IN || !owner_of(rr, &r->owner[i]))
			r->owner[i].len = 0;
	}
	return r->owner != NULL;
}

static bool is_record(const struct reading *r, size_t i, const struct name *name, uint16_t type)
{
	return (uint16_t)ldns_rr_get_type(ldns_rr_list_rr(r->list, i)) == type && name_equal(&r->owner[i], name);
}

static void lower_ttl(struct answer *answer, uint32_t ttl)
{
	answer->ttl = ttl < answer->ttl ? ttl : answer->ttl;
}

/* All records of (answer.owner, type). PACKET_ALIAS: there are none. */
static enum packet_kind take_data(struct reading *r, uint16_t type)
{
	struct answer *answer = &r->reply->answer;
	size_t n = 0, count = ldns_rr_list_rr_count(r->list);
	struct rdata *rr;

	for (size_t i = 0; i < count; i++)
		n += is_record(r, i, &answer->owner, type);
	if (n == 0)
		return PACKET_ALIAS;
	rr = POOL_NEW(r->pool, struct rdata, n);
	if (!rr)
		return PACKET_MEMORY;
	for (size_t i = 0; i < count; i++) {
		if (!is_record(r, i, &answer->owner, type))
			continue;
		if (!rdata_copy(ldns_rr_list_rr(r->list, i), r->pool, &rr[answer->n]))
			return PACKET_MEMORY;
		if (!rr[answer->n++].wire)
			return PACKET_BROKEN;
		lower_ttl(answer, ttl_of(ldns_rr_list_rr(r->list, i)));
	}
	answer->said = SAID_DATA;
	answer->rr = rr;
	return PACKET_ANSWER;
}

/* Goes from answer.owner to where its CNAME leads. PACKET_ALIAS: gone; PACKET_ANSWER: there is none. */
static enum packet_kind take_alias(struct reading *r)
{
	struct answer *answer = &r->reply->answer;

	for (size_t i = 0; i < ldns_rr_list_rr_count(r->list); i++) {
		struct rdata target;

		if (!is_record(r, i, &answer->owner, RR_CNAME))
			continue;
		if (!rdata_copy(ldns_rr_list_rr(r->list, i), r->pool, &target))
			return PACKET_MEMORY;
		if (!target.wire || name_from_wire(target.wire, target.len, &answer->owner) == 0)
			return PACKET_BROKEN;
		lower_ttl(answer, ttl_of(ldns_rr_list_rr(r->list, i)));
		r->reply->aliases++;
		return PACKET_ALIAS;
	}
	return PACKET_ANSWER;
}

static enum packet_kind failed(struct packet_reply *reply, enum failure failure)
{
	reply->answer.said = SAID_FAILED;
	reply->answer.failure = failure;
	reply->answer.ttl = 0;
	return PACKET_ANSWER;
}

/* The SOA that says for how long "no" holds (RFC 2308 section 5): true, and the TTL lowered, when it stands for name. */
static bool take_soa(const ldns_rr_list *authority, struct answer *answer)
{
	for (size_t i = 0; i < ldns_rr_list_rr_count(authority); i++) {
		const ldns_rr *rr = ldns_rr_list_rr(authority, i);
		const ldns_rdf *minimum = ldns_rr_rd_count(rr) == 7 ? ldns_rr_rdf(rr, 6) : NULL;
		struct name owner;

		if (ldns_rr_get_type(rr) != LDNS_RR_TYPE_SOA || !minimum || !owner_of(rr, &owner) ||
		    !name_under(&answer->owner, &owner))
			continue;
		lower_ttl(answer, ttl_of(rr));
		lower_ttl(answer, ldns_rdf2native_int32(minimum));
		return true;
	}
	return false;
}

/* NS records alone, without AA: "ask them, not me". */
static bool is_referral(const uint8_t *wire, const ldns_rr_list *authority)
{
	if (wire[2] & FLAG_AA)
		return false;
	for (size_t i = 0; i < ldns_rr_list_rr_count(authority); i++)
		if (ldns_rr_get_type(ldns_rr_list_rr(authority, i)) == LDNS_RR_TYPE_NS)
			return true;
	return false;
}

static enum packet_kind take_negative(const uint8_t *wire, const ldns_pkt *packet, struct packet_reply *reply)
{
	bool soa = take_soa(ldns_pkt_authority(packet), &reply->answer);

	if (!soa && reply->aliases == 0 && ldns_rr_list_rr_count(ldns_pkt_answer(packet)) > 0)
		return PACKET_BROKEN;		/* an answer to something else is no "no" to this */
	if (reply->rcode == RCODE_NXDOMAIN) {	/* of the last name of the chain (RFC 6604 section 3) */
		reply->answer.said = SAID_NXDOMAIN;
	} else if (!soa && reply->aliases > 0) {
		return PACKET_ALIAS;
	} else if (!soa && is_referral(wire, ldns_pkt_authority(packet))) {
		reply->rcode = RCODE_REFUSED;	/* which is what a referral says to a stub, in other words */
		return PACKET_RCODE;
	} else {
		reply->answer.said = SAID_NODATA;
	}
	reply->answer.ttl = soa ? reply->answer.ttl : 0;
	return PACKET_ANSWER;
}

static enum packet_kind read_sections(const uint8_t *wire, const ldns_pkt *packet, const struct question *question,
    struct pool *pool, struct packet_reply *reply)
{
	struct reading r = { .list = ldns_pkt_answer(packet), .pool = pool, .reply = reply };
	enum packet_kind kind;

	reply->answer.owner = question->name;
	reply->answer.ttl = INT32_MAX;
	if (!read_owners(&r))
		return PACKET_MEMORY;
	for (;;) {
		kind = reply->rcode == RCODE_NXDOMAIN ? PACKET_ALIAS : take_data(&r, question->type);
		if (kind != PACKET_ALIAS)
			return kind;
		kind = question->type == RR_CNAME ? PACKET_ANSWER : take_alias(&r);
		if (kind == PACKET_ANSWER)
			return take_negative(wire, packet, reply);
		if (kind != PACKET_ALIAS)
			return kind;
		if (reply->aliases > RESOLVER_CHAIN || name_equal(&reply->answer.owner, &question->name))
			return failed(reply, FAILURE_CNAME);
	}
}

enum packet_kind packet_read(const uint8_t *wire, size_t len, const struct packet_ask *ask, struct pool *pool,
    struct packet_reply *reply)
{
	ldns_pkt *packet = NULL;
	enum packet_kind kind;
	ldns_status status;
	unsigned rcode;

	*reply = (struct packet_reply){ 0 };
	if (!ours(wire, len, ask))
		return PACKET_JUNK;
	rcode = wire[3] & FLAG_RCODE;
	if (!echoes(wire, len, ask)) {
		/* Who can't read a query can't echo it: without any question a reply is believed, but only as a failure. */
		reply->rcode = (uint8_t)rcode;
		return get16(wire + 4) == 0 && rcode != RCODE_NOERROR && rcode != RCODE_NXDOMAIN ? PACKET_RCODE : PACKET_JUNK;
	}
	reply->recursive = wire[3] & FLAG_RA;
	if (wire[2] & FLAG_TC)
		return PACKET_CUT;
	status = ldns_wire2pkt(&packet, wire, len);
	if (status != LDNS_STATUS_OK)
		return status == LDNS_STATUS_MEM_ERR ? PACKET_MEMORY : PACKET_BROKEN;
	rcode |= (unsigned)ldns_pkt_edns_extended_rcode(packet) << 4;
	reply->rcode = rcode > UINT8_MAX ? UINT8_MAX : (uint8_t)rcode;
	if (rcode != RCODE_NOERROR && rcode != RCODE_NXDOMAIN)
		kind = PACKET_RCODE;
	else
		kind = read_sections(wire, packet, ask->question, pool, reply);
	ldns_pkt_free(packet);
	return kind;
}
