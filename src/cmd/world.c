/*
 * world: opening, asking, closing.
 */
#include "cmd/world.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/words.h"
#include "dns/offline.h"
#include "dns/resolvconf.h"
#include "dns/resolver.h"
#include "dns/saved.h"
#include "spf/record.h"
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { ANSWERS_MOST = 256 << 20, RESOLVCONF_MOST = 1 << 20, BATCH_IN_FLIGHT = 256 };

/* FILE[:ORIGIN]: a colon may stand in a path, so the whole is tried first. */
static enum error open_zone(struct zonefile *zone, const char *word, const struct options *options, struct problem *problem)
{
	struct zone_options how = { .include_dir = options->include_dir, .long_strings = options->long_strings };
	const char *colon = strrchr(word, ':');
	struct name origin;

	if (!colon || strchr(colon, '/') || file_exists(word))
		return zonefile_read(zone, word, &how, problem);

	enum error error = name_from_person(slice_of(colon + 1), &origin);
	if (error == ERR_NAME_SINGLE)	/* a zone may well be one label */
		error = name_from_master(slice_of(colon + 1), NULL, &origin);
	if (error)
		return problem_set(problem, error, NULL, 0, colon + 1);
	char *path = mem_string(word);
	if (!path)
		return problem_set(problem, ERR_MEMORY, NULL, 0, NULL);
	path[colon - word] = '\0';
	how.origin = &origin;
	error = zonefile_read(zone, path, &how, problem);
	mem_free(path);
	return error;
}

static enum error open_zones(struct world *world, const struct options *options, struct problem *problem)
{
	size_t n = options->zones.n;
	const struct zonefile **list = mem_zero(n, sizeof *list);

	world->zone = mem_zero(n, sizeof *world->zone);
	if (!list || !world->zone) {
		mem_free(list);
		return problem_set(problem, ERR_MEMORY, NULL, 0, NULL);
	}
	for (; world->zones < n; world->zones++) {
		enum error error = open_zone(&world->zone[world->zones], options->zones.word[world->zones], options, problem);

		if (error) {
			mem_free(list);
			return error;
		}
		list[world->zones] = &world->zone[world->zones];
	}
	struct offline *offline = offline_new(list, n);
	mem_free(list);
	world->source = offline ? offline_source_new(offline) : NULL;
	return world->source ? ERR_NONE : problem_set(problem, ERR_MEMORY, NULL, 0, NULL);
}

static enum error open_saved(struct world *world, const struct options *options, struct problem *problem)
{
	struct buf text = { 0 };
	struct answers *saved = answers_new(NULL);
	enum error error = saved ? file_read(options->answers, ANSWERS_MOST, &text, NULL, problem) :
	    problem_set(problem, ERR_MEMORY, NULL, 0, NULL);

	if (!error)
		error = saved_parse(saved, options->answers, buf_slice(&text), problem);
	buf_release(&text);
	if (error) {
		answers_free(saved);
		return error;
	}
	world->source = saved_source_new(saved);
	return world->source ? ERR_NONE : problem_set(problem, ERR_MEMORY, NULL, 0, NULL);
}

static enum error number(const char *text, uint64_t least, uint64_t most, uint64_t *out, const char *option, struct problem *problem)
{
	char what[120];

	if (!text || (slice_number(slice_of(text), most, out) && *out >= least))
		return ERR_NONE;
	snprintf(what, sizeof what, _("%s takes a number from %u to %u"), option, (unsigned)least, (unsigned)most);
	return problem_set(problem, ERR_USAGE, NULL, 0, what);
}

/* What is wrong with it: the port behind an address, or that it is a name. */
static enum error bad_server(const char *word, struct problem *problem)
{
	struct slice text = slice_of(word), address = slice_to(text, strcspn(word, "#"));
	struct nameserver server;
	char what[160];

	snprintf(what, sizeof what, address.len < text.len && nameserver_parse(address, DNS_PORT, &server) ?
	    _("\"%.60s\": the port of a server is a number from 1 to 65535") :
	    _("\"%.60s\" is no server: name it by its IP address, as in @192.0.2.53 or @2001:db8::53#5353"), word);
	return problem_set(problem, ERR_USAGE, NULL, 0, what);
}

/* @SERVER and -s, as they were given; conf is filled as resolv.conf would. */
static enum error named_servers(const struct options *options, uint16_t port, struct resolvconf *conf, struct problem *problem)
{
	const struct words *servers = &options->servers;

	*conf = (struct resolvconf){ 0 };
	if (servers->n > NAMESERVERS)
		return problem_set(problem, ERR_USAGE, NULL, 0, _("at most 4 servers can be asked"));
	for (; conf->n < servers->n; conf->n++)
		if (!nameserver_parse(slice_of(servers->word[conf->n]), port, &conf->server[conf->n]))
			return bad_server(servers->word[conf->n], problem);
	return ERR_NONE;
}

/* Without any it is resolv.conf, and without one of that 127.0.0.1 (resolv.conf(5)); a file that was named must be there. */
static enum error read_resolvconf(const struct options *options, uint16_t port, struct resolvconf *conf, struct problem *problem)
{
	struct buf text = { 0 };
	enum error error = file_read(options->resolv_conf ? options->resolv_conf : "/etc/resolv.conf", RESOLVCONF_MOST, &text, NULL, problem);

	if (error && !options->resolv_conf)
		error = ERR_NONE;
	if (!error)
		resolvconf_parse(buf_slice(&text), conf);
	buf_release(&text);
	for (size_t i = 0; !error && options->port && i < conf->n; i++)
		conf->server[i].port = port;
	return error;
}

static enum error open_resolver(struct world *world, const struct options *options, struct problem *problem)
{
	uint64_t port = DNS_PORT, timeout = 0, tries = 0;
	struct resolvconf conf;

	if (number(options->port, 1, 65535, &port, "--port", problem) || number(options->timeout, 1, 60, &timeout, "--timeout", problem) ||
	    number(options->tries, 1, 10, &tries, "--tries", problem))
		return ERR_USAGE;
	enum error error = options->servers.n ? named_servers(options, (uint16_t)port, &conf, problem) :
	    read_resolvconf(options, (uint16_t)port, &conf, problem);
	if (error)
		return error;
	struct resolver_options how = resolver_options(&conf);

	if (timeout)
		how.timeout_ms = (unsigned)timeout * 1000;
	if (tries)
		how.tries = (unsigned)tries;
	how.tcp_only |= options->tcp;
	if (options->batch) {		/* a list may be long; it stops the source now and then, which begins the counts anew */
		how.most = SIZE_MAX;
		how.in_flight = BATCH_IN_FLIGHT;
		how.keep_sockets = true;
	}
	how.family = options->ipv4 ? RESOLVER_IPV4 : options->ipv6 ? RESOLVER_IPV6 : RESOLVER_ANY;
	world->source = resolver_new(&how);
	return world->source ? ERR_NONE : problem_set(problem, ERR_MEMORY, NULL, 0, NULL);
}

/* --save-answers names a file of ours: what it held may go. */
static enum error overwrite(const char *path, struct slice text, struct problem *problem)
{
	struct file_stamp stamp = { 0 };
	struct buf old = { 0 };

	if (file_exists(path)) {
		enum error error = file_read(path, ANSWERS_MOST, &old, &stamp, problem);

		buf_release(&old);
		if (error)
			return error;
	}
	return file_replace(path, text, 0666, stamp.known ? &stamp : NULL, problem);
}

enum error world_open(struct world *world, const struct options *options, struct problem *problem)
{
	enum error error = ERR_NONE;
	int ways = (options->zones.n > 0) + (options->answers != NULL) + options->no_dns;

	*world = (struct world){ .answers = answers_new(NULL), .saves = options->save_answers != NULL, .report = isatty(STDERR_FILENO) == 1, .data.options = options };
	if (!world->answers)
		return problem_set(problem, ERR_MEMORY, NULL, 0, NULL);
	if (ways > 1)
		return problem_set(problem, ERR_USAGE, NULL, 0, _("--zone, --answers and --no-dns exclude each other"));
	if (options->zones.n)
		error = open_zones(world, options, problem);
	else if (options->answers)
		error = open_saved(world, options, problem);
	else if (options->no_dns)
		world->source = source_nothing_new();
	else
		error = open_resolver(world, options, problem);
	if (!error && !world->source)
		error = problem_set(problem, ERR_MEMORY, NULL, 0, NULL);
	return error;
}

static void add_answers(struct world *world, const struct answers *from)
{
	const struct question *question;
	const struct answer *answer;
	size_t at = 0;

	if (!world->earlier)
		world->earlier = answers_new(NULL);
	world->lost |= !world->earlier;
	while (!world->lost && answers_next(from, &at, &question, &answer))
		if (answer->said != SAID_FAILED || !answers_get(world->earlier, question))
			world->lost |= answers_put(world->earlier, question, answer) != ERR_NONE;
}

void world_keep(struct world *world, struct world *before)
{
	if (!world->saves || !before->answers)
		return;
	if (!world->earlier) {
		world->earlier = before->earlier;
		before->earlier = NULL;
	}
	world->lost |= before->lost;
	add_answers(world, before->answers);
}

static enum error save(struct world *world, const struct options *options, struct problem *problem)
{
	struct buf text = { 0 };

	if (world->earlier)
		add_answers(world, world->answers);
	enum error error = world->lost ? ERR_MEMORY : saved_print(world->earlier ? world->earlier : world->answers, &text);
	if (error)
		(void)problem_set(problem, error, NULL, 0, NULL);
	else
		error = overwrite(options->save_answers, buf_slice(&text), problem);
	buf_release(&text);
	return error;
}

enum error world_close(struct world *world, const struct options *options, struct problem *problem)
{
	enum error error = options->save_answers && world->answers ? save(world, options, problem) : ERR_NONE;

	if (world->source)
		world->source->ops->free(world->source);
	for (size_t i = 0; i < world->zones; i++)
		zonefile_release(&world->zone[i]);
	mem_free(world->zone);
	data_release(&world->data);
	answers_free(world->answers);
	answers_free(world->earlier);
	*world = (struct world){ 0 };
	return error;
}

static volatile sig_atomic_t interrupted;

static void interrupt(int signal_number)
{
	interrupted = signal_number;
}

static bool progress(void *arg, const struct source *source, size_t asked, size_t answered)
{
	(void)arg;
	fprintf(stderr, _("\rAsking %s: %zu of %zu answered"), source->ops->label(source), answered, asked);
	return !interrupted;
}

enum error world_ask(struct world *world, source_pass *pass, void *arg, struct problem *problem)
{
	struct sigaction now = { .sa_handler = interrupt }, before;
	struct source_wait wait = { .report = world->report ? progress : NULL, .stop = &interrupted, .most_ms = world->most_ms };

	interrupted = 0;
	sigaction(SIGINT, &now, &before);
	enum error error = source_run(world->source, world->answers, pass, arg, &wait);
	sigaction(SIGINT, &before, NULL);
	if (!error && interrupted)	/* in the last pass */
		error = ERR_STOPPED;
	if (world->report)
		fputs("\r\033[K", stderr);
	return error ? problem_set(problem, error, NULL, 0, NULL) : ERR_NONE;
}

enum error world_print(const struct buf *out, struct problem *problem)
{
	if (out->failed)
		return problem_set(problem, ERR_MEMORY, NULL, 0, NULL);
	return file_print(STDOUT_FILENO, buf_slice(out), &interrupted, problem);
}

enum error world_forget(struct world *world, struct problem *problem)
{
	struct answers *answers = answers_new(NULL);

	if (!answers)
		return problem_set(problem, ERR_MEMORY, NULL, 0, NULL);
	world->source->ops->stop(world->source);
	world_keep(world, world);
	answers_free(world->answers);
	world->answers = answers;
	return ERR_NONE;
}

bool world_silent(const struct world *world)
{
	const struct question *question;
	const struct answer *answer;
	size_t at = 0, failed = 0;

	while (answers_next(world->answers, &at, &question, &answer)) {
		if (answer->said != SAID_FAILED || (answer->failure != FAILURE_TIMEOUT && answer->failure != FAILURE_NETWORK))
			return false;
		failed++;
	}
	return failed > 0;
}

enum error world_domain(const struct options *options, bool optional, struct name *domain, struct problem *problem)
{
	const struct words *operands = &options->operands;

	domain->len = 0;
	if (operands->n > 1)
		return problem_set(problem, ERR_USAGE, NULL, 0, _("one domain at a time"));
	if (!operands->n)
		return optional ? ERR_NONE : problem_set(problem, ERR_USAGE, NULL, 0, _("which domain? Add it as the last word"));
	if (slice_starts(slice_of(operands->word[0]), SLICE("v=spf1")))
		return problem_set(problem, ERR_USAGE, NULL, 0, _("that is a record, where a domain is meant; give it as --record 'v=spf1 ...'"));
	enum error error = name_from_person(slice_of(operands->word[0]), domain);
	return error ? problem_set(problem, error, NULL, 0, operands->word[0]) : ERR_NONE;
}

enum error world_record(const struct options *options, struct buf *out, bool *given, struct problem *problem)
{
	*given = options->record != NULL;
	if (!*given)
		return ERR_NONE;
	if (strcmp(options->record, "-") != 0) {
		buf_string(out, options->record);
	} else {
		enum error error = file_read("-", RECORD_MOST + 2, out, NULL, problem);

		if (error)
			return error;
		if (out->len && out->text[out->len - 1] == '\n')
			buf_cut(out, out->len - 1);
		if (out->len && out->text[out->len - 1] == '\r')
			buf_cut(out, out->len - 1);
	}
	if (out->len > RECORD_MOST)
		return problem_set(problem, ERR_TOO_LARGE, "--record", 0, _("a record has at most 65,535 bytes"));
	return out->failed ? problem_set(problem, ERR_MEMORY, NULL, 0, NULL) : ERR_NONE;
}
