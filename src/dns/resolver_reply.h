#pragma once
/*
 * resolver_reply: where the two halves of resolver_query meet: sending (resolver_query.c) and taking (resolver_reply.c).
 */
#include "resolver_query.h"

enum { RCODE_FORMERR = 1, RCODE_SERVFAIL = 2, RCODE_NOTIMP = 4, RCODE_BADVERS = 16 };

/* Nobody has been asked for the present name yet; the clock begins. The next tick sends. */
void query_begin(struct query *, uint64_t now_ms);
/* One query to one server at once, and on to the next when it is out of reach. */
void query_send(struct query *, unsigned server, bool tcp, uint64_t now_ms);
/* Nothing is expected of server any more: its channels are closed. The caller goes on. */
void query_server_failed(struct query *, unsigned server, enum failure, uint8_t rcode);
/* After a server has failed: the next one that has not been asked, at once; or the end, when all have failed. */
void query_go_on(struct query *, uint64_t now_ms);
/* Keeps the failure that tells most. */
void query_note(struct query *, enum failure, uint8_t rcode);
/* Done, with no answer; done, with the answer set. */
void query_fail(struct query *, enum failure, uint8_t rcode);
void query_end(struct query *);
