#pragma once
/*
 * options: one table of options and one of commands. Parsing, --help, the manual's check and completion read them.
 */
#include "base/error.h"
#include "base/text.h"

struct words {			/* of a repeatable option, in order; the words lend argv */
	const char **word;
	size_t n, size;
};
struct options {
	const struct command *command;
	struct words operands;	/* without @SERVER */

	/* where answers come from */
	struct words zones;	/* FILE[:ORIGIN] */
	struct words servers;	/* ADDRESS[#PORT], from -s and @ */
	const char *include_dir, *record, *answers, *save_answers, *resolv_conf, *port, *timeout, *tries;
	bool no_dns, ipv4, ipv6, tcp;

	const char *ip, *from, *helo, *receiver, *expect, *exit_map;	/* check */
	bool strict;

	bool a, mx, ptr, no_a, no_mx, no_ptr, none;			/* build: the wizard's questions */
	struct words a_hosts, mx_hosts, ip4, ip6, includes, helo_hosts;
	const char *all, *redirect, *exp, *exp_text;

	const char *format, *batch, *severity, *fail_on, *serial;	/* lint */
	struct words select, ignore;
	bool fix, diff, unsafe_fixes, context, each_server;
	bool long_strings;	/* no option: lint of zone files reads on over them (zone_options) */

	const char *as, *host, *owner, *ttl, *layout, *comment;		/* emit */

	bool json, verbose, plain, no_input, help, version;
	const char *color, *data;
};
struct option_row {
	const char *name;	/* "ip4" */
	char letter;		/* 'h'; 0: none */
	char type;		/* 'b' bool, 's' string, 'w' words */
	unsigned commands;	/* bits of cmd/options_bits.h */
	size_t offset;		/* into struct options */
	const char *value;	/* N_("ADDRESS"); NULL: takes none */
	const char *help;	/* N_() */
};
struct command {
	const char *name;
	unsigned bit;
	const char *operands;	/* "[DOMAIN]" */
	const char *help;	/* N_(): one line */
	const char *example[2];	/* shown by --help */
	int (*run)(const struct options *);	/* exit status; NULL: main runs it */
};
extern const struct command commands[];		/* ended by name NULL; the first is the one without a name on the command line */
extern const struct option_row option_rows[];	/* ended by name NULL */

/* ERR_USAGE: *problem.detail says what, translated. ERR_MEMORY. Release in every case. */
enum error options_parse(struct options *, int argc, char **argv, struct problem *) MUST_CHECK;
void options_release(struct options *);
/* How far an option reaches: one command or a few, all that ask DNS, all. --help and the manual are set in this order. */
enum option_reach { REACH_OWN, REACH_DNS, REACH_ALL };
enum option_reach option_reach(const struct option_row *);
/* What --help prints: for one command, or for all when it is the first and none was named. Lines have at most so many columns. */
struct buf;
void options_help(const struct options *, bool named, size_t columns, struct buf *);
/* The nearest word of a list (ended by NULL) within two edits, or NULL: "did you mean". */
const char *options_nearest(const char *word, const char *(*next)(size_t i, const void *arg), const void *arg);
