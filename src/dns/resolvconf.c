/*
 * resolvconf: resolv.conf(5) and server addresses, read by hand.
 *
 * Our own reader, because libldns' takes "# nameserver" after a blank line for a server, swallows the line after a bare
 * "search", cuts "%eth0" off, and refuses the whole file for one bad address.
 */
#include "resolvconf.h"
#include <stdio.h>
#include <string.h>

enum {
	TIMEOUT_MOST = 30,	/* seconds; RES_MAXRETRANS of resolv.h */
	ATTEMPTS_MOST = 5,	/* RES_MAXRETRY of resolv.h */
};

static bool port_parse(struct slice text, uint16_t *port)
{
	uint64_t number;

	if (!slice_number(text, UINT16_MAX, &number) || number == 0)
		return false;
	*port = (uint16_t)number;
	return true;
}

/* Interface names are any bytes but "/" and blanks (dev_valid_name() of Linux); ours also reach a screen, so: printable ASCII. */
static bool zone_parse(struct slice text, char out[static NAMESERVER_ZONE])
{
	if (text.len == 0 || text.len >= NAMESERVER_ZONE)
		return false;
	for (size_t i = 0; i < text.len; i++)
		if (text.at[i] <= ' ' || text.at[i] > '~' || strchr("/%#[]", text.at[i]))
			return false;
	memcpy(out, text.at, text.len);
	out[text.len] = '\0';
	return true;
}

/* Cuts "[ADDR]" and "[ADDR]:PORT" down to ADDR and PORT. */
static bool brackets_parse(struct slice *text, struct slice *port)
{
	struct slice inside, rest = slice_from(*text, 1);

	if (!memchr(rest.at, ']', rest.len) || !slice_cut(&rest, ']', &inside))
		return false;
	if (rest.len > 0 && rest.at[0] != ':')
		return false;
	*text = inside;
	*port = slice_from(rest, 1);
	return rest.len != 1;
}

bool nameserver_parse(struct slice text, uint16_t port, struct nameserver *out)
{
	struct nameserver server = { .port = port };
	struct slice address, port_text = { 0 }, zone = { 0 };
	const char *mark;

	if (text.len == 0)
		return false;
	if (text.at[0] == '[') {
		if (!brackets_parse(&text, &port_text))
			return false;
	} else if ((mark = memchr(text.at, '#', text.len)) != NULL) {
		port_text = slice_from(text, (size_t)(mark - text.at) + 1);
		text = slice_to(text, (size_t)(mark - text.at));
		if (port_text.len == 0)
			return false;
	}
	if (port_text.len > 0 && !port_parse(port_text, &server.port))
		return false;
	address = text;
	if (text.len > 0 && (mark = memchr(text.at, '%', text.len)) != NULL) {
		zone = slice_from(text, (size_t)(mark - text.at) + 1);
		address = slice_to(text, (size_t)(mark - text.at));
		if (!zone_parse(zone, server.zone))
			return false;
	}
	if (!address_parse(address, &server.address) || (server.zone[0] && !server.address.v6))
		return false;
	*out = server;
	return true;
}

size_t nameserver_text(const struct nameserver *server, char out[static NAMESERVER_TEXT])
{
	char address[IP_TEXT], port[8] = "";

	ip_text(server->address.ip, server->address.v6, address);
	if (server->port != DNS_PORT)
		snprintf(port, sizeof port, "#%u", server->port);
	return (size_t)snprintf(out, NAMESERVER_TEXT, "%s%s%s%s", address, server->zone[0] ? "%" : "", server->zone, port);
}

bool nameserver_equal(const struct nameserver *a, const struct nameserver *b)
{
	return a->address.v6 == b->address.v6 && ip_compare(a->address.ip, b->address.ip) == 0 && a->port == b->port &&
	    strcmp(a->zone, b->zone) == 0;
}

static void read_server(struct slice rest, unsigned line, struct resolvconf *conf)
{
	struct nameserver server;
	struct slice word;

	if (!slice_word(&rest, &word) || !nameserver_parse(word, DNS_PORT, &server)) {
		conf->bad_line = conf->bad_line ? conf->bad_line : line;
		return;
	}
	for (size_t i = 0; i < conf->n; i++)
		if (nameserver_equal(&conf->server[i], &server))
			return;
	if (conf->n < NAMESERVERS)
		conf->server[conf->n++] = server;
	else
		conf->left_out++;
}

/* "timeout:3": a number out of bounds is drawn to the nearest, as the C library does. */
static bool option_number(struct slice word, struct slice name, unsigned most, unsigned *out)
{
	struct slice digits = slice_from(word, name.len);
	uint64_t number;

	if (!slice_starts(word, name))
		return false;
	if (slice_number(digits, UINT32_MAX, &number))
		*out = number == 0 ? 1 : number > most ? most : (unsigned)number;
	return true;
}

static void read_options(struct slice rest, struct resolvconf *conf)
{
	unsigned seconds;
	struct slice word;

	while (slice_word(&rest, &word)) {
		seconds = 0;
		if (option_number(word, SLICE("timeout:"), TIMEOUT_MOST, &seconds))
			conf->timeout_ms = seconds > 0 ? seconds * 1000 : conf->timeout_ms;
		else if (slice_same(word, SLICE("use-vc")))
			conf->tcp = true;
		else
			option_number(word, SLICE("attempts:"), ATTEMPTS_MOST, &conf->attempts);
	}
}

/* Without its comment: from a "#" or ";" at the start of a word, so that 192.0.2.1#5353 stays whole. */
static struct slice without_comment(struct slice line)
{
	for (size_t i = 0; i < line.len; i++)
		if ((line.at[i] == '#' || line.at[i] == ';') && (i == 0 || ascii_blank(line.at[i - 1])))
			return slice_to(line, i);
	return line;
}

void resolvconf_parse(struct slice text, struct resolvconf *conf)
{
	struct slice line, word;

	*conf = (struct resolvconf){ 0 };
	for (unsigned number = 1; slice_cut(&text, '\n', &line); number++) {
		line = without_comment(line);
		if (!slice_word(&line, &word))
			continue;
		if (slice_equal(word, SLICE("nameserver")))
			read_server(line, number, conf);
		else if (slice_equal(word, SLICE("options")))
			read_options(line, conf);
	}
	if (conf->n == 0) {
		conf->none = true;
		conf->n = 1;
		conf->server[0] = (struct nameserver){ .address = { .ip = { .lo = 0x7f000001 } }, .port = DNS_PORT };
	}
}
