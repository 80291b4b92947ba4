/*
 * each_server: asking authoritative servers one by one.
 */
#include "cmd/each_server.h"
#include "base/words.h"
#include "dns/resolvconf.h"
#include "dns/resolver.h"
#include "wizard/discover.h"

struct finding_servers {
	const struct name *domain;
	struct name zone;
	struct each_server *out;
};

/* 0, or 1 for IPv6, of the first family that has an address; IPv4 first: more resolvers and more test beds have it. */
static bool address_of(const struct answers *answers, const struct name *server, struct wanted *wanted, struct address *address)
{
	for (int v6 = 0; v6 < 2; v6++) {
		const struct answer *answer = answers_find(answers, server, v6 ? RR_AAAA : RR_A);

		if (!answer) {
			wanted_add(wanted, server, v6 ? RR_AAAA : RR_A);
			return false;
		}
		if (answer->said == SAID_DATA && answer->n && answer->rr[0].len == (v6 ? 16 : 4)) {
			*address = (struct address){ ip_from_wire(answer->rr[0].wire, v6), v6 };
			return true;
		}
	}
	return false;
}

static bool find_pass(void *arg, const struct answers *answers, struct wanted *wanted)
{
	struct finding_servers *f = arg;
	size_t before = wanted->n;

	f->out->n = 0;
	discover_zone(answers, f->domain, wanted, &f->zone);
	if (wanted->n > before)
		return false;
	const struct answer *ns = answers_find(answers, &f->zone, RR_NS);
	if (!ns) {
		wanted_add(wanted, &f->zone, RR_NS);
		return false;
	}
	for (size_t i = 0; ns->said == SAID_DATA && i < ns->n && f->out->n < EACH_SERVERS; i++) {
		struct lint_server *server = &f->out->server[f->out->n];

		*server = (struct lint_server){ 0 };
		if (!name_from_wire(ns->rr[i].wire, ns->rr[i].len, &server->name))
			continue;
		/* Without an address it stays in the list, to be told. */
		f->out->address[f->out->n] = (struct address){ 0 };
		(void)address_of(answers, &server->name, wanted, &f->out->address[f->out->n]);
		f->out->n++;
	}
	return wanted->n == before;
}

static bool ask_pass(void *arg, const struct answers *answers, struct wanted *wanted)
{
	const struct name *domain = arg;

	if (!answers_find(answers, domain, RR_TXT))
		wanted_add(wanted, domain, RR_TXT);
	return !wanted->n;
}

static bool has_address(const struct address *address)
{
	return address->v6 || address->ip.lo;
}

/* A source and a table of its own for each: one view of DNS fills one table. */
static enum error ask_one(struct each_server *each, size_t i, const struct options *options, struct name *domain, const volatile int *stop)
{
	struct nameserver server = { .address = each->address[i], .port = DNS_PORT };
	struct resolver_options how = { .servers = &server, .n = 1, .tries = 3, .tcp_only = options->tcp, .no_recursion = true };
	struct source_wait wait = { .stop = stop };
	uint64_t port = DNS_PORT, seconds = 2;

	if (!has_address(&each->address[i]))
		return ERR_NONE;
	if (options->port && slice_number(slice_of(options->port), 65535, &port))
		server.port = (uint16_t)port;
	if (options->timeout && !slice_number(slice_of(options->timeout), 60, &seconds))
		seconds = 2;
	how.timeout_ms = (unsigned)seconds * 1000;
	each->answers[i] = answers_new(NULL);
	struct source *source = resolver_new(&how);
	enum error error = each->answers[i] && source ? source_run(source, each->answers[i], ask_pass, domain, &wait) : ERR_MEMORY;
	if (source)
		source->ops->free(source);
	if (!error)
		each->server[i].txt = answers_find(each->answers[i], domain, RR_TXT);
	return error;
}

enum error each_server_ask(struct each_server *each, struct world *world, const struct options *options, const struct name *domain,
    struct problem *problem)
{
	struct finding_servers find = { .domain = domain, .out = each };
	struct name asked = *domain;

	*each = (struct each_server){ 0 };
	enum error error = world_ask(world, find_pass, &find, problem);
	if (!error && !each->n)
		return problem_set(problem, ERR_NO_ANSWER, NULL, 0, _("which name servers has it?"));
	for (size_t i = 0; i < each->n && !error; i++) {
		error = ask_one(each, i, options, &asked, &world->stop);
		if (error)
			(void)problem_set(problem, error, NULL, 0, NULL);
	}
	return error;
}

void each_server_release(struct each_server *each)
{
	for (size_t i = 0; i < each->n; i++)
		answers_free(each->answers[i]);
	*each = (struct each_server){ 0 };
}
