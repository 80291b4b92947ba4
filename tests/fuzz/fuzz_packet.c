/*
 * fuzz_packet: any bytes as a reply. What is not ours is never accepted; what is accepted has the shape that readers count on.
 *
 * The first two bytes choose the question; the rest is the reply.
 */
#include "dns/resolver_packet.h"
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void must(bool holds)
{
	if (!holds)
		abort();
}

/* Ours at the least has our id, QR, opcode 0 and room for a header. */
static bool could_be_ours(const uint8_t *wire, size_t n, uint16_t id)
{
	return n >= 12 && wire[0] == id >> 8 && wire[1] == (id & 0xff) && (wire[2] & 0xf8) == 0x80;
}

/* And it echoes the question, when it is more than a failure. */
static bool echoes(const uint8_t *wire, size_t n, const struct question *question)
{
	struct name name;
	size_t took = name_from_wire(wire + 12, n - 12, &name);

	return wire[4] == 0 && wire[5] == 1 && took > 0 && name_equal(&name, &question->name) && n >= 12 + took + 4 &&
	    wire[12 + took] == 0 && wire[13 + took] == question->type && wire[14 + took] == 0 && wire[15 + took] == 1;
}

static void check_answer(const struct answer *a, uint16_t type)
{
	must((a->said == SAID_DATA) == (a->n > 0) && (a->said == SAID_FAILED) == (a->failure != FAILURE_NONE));
	must(a->owner.len > 0 && a->ttl <= INT32_MAX);
	for (size_t i = 0; i < a->n; i++) {
		struct name name;
		size_t before = type == RR_MX ? 2 : 0, at = 0, len = a->rr[i].len;

		must(type != RR_A || len == 4);
		must(type != RR_AAAA || len == 16);
		if (type == RR_MX || type == RR_PTR || type == RR_CNAME)
			must(len > before && name_from_wire(a->rr[i].wire + before, len - before, &name) == len - before);
		while (type == RR_TXT && at < len)
			at += (size_t)a->rr[i].wire[at] + 1;
		must(type != RR_TXT || at == len);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static const uint16_t types[] = { RR_TXT, RR_A, RR_MX, RR_AAAA, RR_PTR, RR_CNAME, RR_SOA, RR_NS };
	struct question question = { .name = { 13, "\6simple\4test" } };
	struct packet_ask ask = { .question = &question, .id = 0x1234, .edns = true };
	struct packet_reply reply;
	struct pool pool = { 0 };
	enum packet_kind kind;

	if (n < 2 || n > 65537)
		return 0;
	question.type = types[bytes[0] % 8];
	kind = packet_read(bytes + 2, n - 2, &ask, &pool, &reply);
	must(kind == PACKET_JUNK || could_be_ours(bytes + 2, n - 2, ask.id));
	must(kind == PACKET_JUNK || kind == PACKET_RCODE || echoes(bytes + 2, n - 2, &question));
	if (kind == PACKET_ANSWER)
		check_answer(&reply.answer, question.type);
	must(kind != PACKET_ALIAS || (reply.aliases > 0 && reply.answer.owner.len > 0));
	pool_release(&pool);
	return 0;
}
