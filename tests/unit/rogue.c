/*
 * rogue: starts and ends the misbehaving name server.
 */
#include "rogue.h"
#include <arpa/inet.h>
#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const char program[] = "tests/servers/rogue.py";

static void exec_server(const struct rogue *rogue, const char *host, const char *const argv[], int input, int output)
{
	const char *words[ROGUE_PORTS + 8];
	size_t n = 0;

	words[n++] = "/usr/bin/python3";
	words[n++] = program;
	words[n++] = "--host";
	words[n++] = host;
	if (rogue->log[0]) {
		words[n++] = "--log";
		words[n++] = rogue->log;
	}
	for (size_t i = 0; argv[i]; i++)
		words[n++] = argv[i];
	words[n] = NULL;
	dup2(input, 0);
	dup2(output, 1);
	for (int fd = 3; fd < 256; fd++)
		close(fd);
	execv(words[0], (char *const *)words);
	_exit(127);
}

static void read_ports(struct rogue *rogue, int output, size_t expected)
{
	FILE *lines = fdopen(output, "r");
	char line[128];

	ck_assert_ptr_nonnull(lines);
	while (rogue->n < expected && fgets(line, sizeof line, lines)) {
		unsigned port;

		ck_assert_int_eq(sscanf(line, "%u %39s", &port, rogue->at[rogue->n].mode), 2);
		rogue->at[rogue->n++].port = (uint16_t)port;
	}
	fclose(lines);
	ck_assert_msg(rogue->n == expected, "%s did not start", program);
}

void rogue_start(struct rogue *rogue, const char *host, bool logged, const char *const argv[])
{
	int input[2], output[2], log;
	size_t expected = 0;

	*rogue = (struct rogue){ .pid = -1 };
	while (argv[expected])
		expected++;
	ck_assert_uint_le(expected, ROGUE_PORTS);
	if (logged) {
		strcpy(rogue->log, "/tmp/spfwiz-rogue-XXXXXX");
		log = mkstemp(rogue->log);
		ck_assert_int_ge(log, 0);
		close(log);
	}
	ck_assert_int_eq(pipe(input), 0);
	ck_assert_int_eq(pipe(output), 0);
	rogue->pid = fork();
	ck_assert_int_ge(rogue->pid, 0);
	if (rogue->pid == 0)
		exec_server(rogue, host, argv, input[0], output[1]);
	close(input[0]);
	close(output[1]);
	rogue->input = input[1];
	read_ports(rogue, output[0], expected);
}

void rogue_stop(struct rogue *rogue)
{
	if (rogue->pid > 0) {
		close(rogue->input);
		waitpid(rogue->pid, NULL, 0);
	}
	if (rogue->log[0])
		unlink(rogue->log);
	rogue->pid = -1;
}

uint16_t rogue_port(const struct rogue *rogue, const char *mode)
{
	for (size_t i = 0; i < rogue->n; i++)
		if (strcmp(rogue->at[i].mode, mode) == 0)
			return rogue->at[i].port;
	ck_abort_msg("no server of mode %s", mode);
	return 0;
}

struct nameserver rogue_server(const struct rogue *rogue, const char *mode)
{
	struct nameserver server;

	ck_assert(nameserver_parse(SLICE("127.0.0.1"), rogue_port(rogue, mode), &server));
	return server;
}

size_t rogue_heard(const struct rogue *rogue, const char *text)
{
	FILE *lines = fopen(rogue->log, "r");
	char line[512];
	size_t n = 0;

	ck_assert_ptr_nonnull(lines);
	while (fgets(line, sizeof line, lines))
		n += strstr(line, text) != NULL;
	fclose(lines);
	return n;
}

uint16_t rogue_closed_port(void)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr = { htonl(INADDR_LOOPBACK) } };
	socklen_t len = sizeof address;
	struct sockaddr_in nobody = { .sin_family = AF_INET, .sin_port = htons(1), .sin_addr = { htonl(INADDR_LOOPBACK) } };
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	ck_assert_int_eq(bind(fd, (struct sockaddr *)&address, len), 0);
	ck_assert_int_eq(getsockname(fd, (struct sockaddr *)&address, &len), 0);
	ck_assert_int_eq(connect(fd, (struct sockaddr *)&nobody, sizeof nobody), 0);
	return ntohs(address.sin_port);
}
