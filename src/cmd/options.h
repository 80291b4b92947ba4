#pragma once
/*
 * options: one table of options and one of commands; parsing, --help, the manual's check and completion read them.
 */
#include "base/error.h"
#include "base/text.h"

enum { MOST_WORDS = 4096 };
struct words {			/* a repeatable option, in order */
	const char **word;
	size_t n, size;
};
struct options {
	const struct command *command;
	struct words operands;
	/* where answers come from */
	struct words zones;	/* FILE[:ORIGIN] */
	const char *include_dir, *record, *answers, *save_answers, *resolv_conf;
	struct words servers;	/* ADDR[#PORT] */
	const char *port, *timeout, *tries;
	bool no_dns, ipv4, ipv6, tcp;
	/* check */
	const char *ip, *from, *helo, *expect, *exit_map;
	bool strict, verbose;
	/* build */
	bool a, mx, ptr, none;
	struct words a_hosts, mx_hosts, ip4, ip6, includes, helo_hosts;
	const char *all, *redirect, *exp, *exp_text;
	/* emit */
	const char *as, *owner, *ttl, *layout;
	/* everywhere */
	bool json, plain, no_input, help, version;
	const char *color, *data;
};
struct option_row {
	const char *name;	/* "ip4" */
	char letter;		/* 'h'; 0: none */
	const char *value;	/* N_("ADDRESS"); NULL: takes none */
	const char *help;	/* N_() */
	unsigned commands;	/* bits of those that take it */
	size_t offset;		/* into struct options */
	char type;		/* 'b' bool, 's' string, 'w' words */
};
struct command {
	const char *name;
	unsigned bit;
	const char *usage;	/* "[DOMAIN]" */
	const char *help;	/* N_(): one line */
	const char *examples[2];
	int (*run)(const struct options *);	/* exit status */
};
extern const struct command commands[];		/* ended by name NULL */
extern const struct option_row option_rows[];	/* ended by name NULL */

/* ERR_USAGE with what is wrong (and "did you mean") in *problem. argv[1] may be a command, else it is `wizard`. */
enum error options_parse(struct options *, int argc, char **argv, struct problem *) MUST_CHECK;
void options_release(struct options *);
